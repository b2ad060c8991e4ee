"""Subjects of 2026/27: what subject chats are made from."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sferum_tui.guidance.loading import load_curriculum
from sferum_tui.rollout.imports.subject_names import SubjectNames

FILE = Path(__file__).resolve().parents[2] / "presets" / "curricula" / "2026-27.toml"
DATA: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
GRADES: dict[str, list[str]] = DATA["grades"]
COURSES = {
    (grade, course)
    for row in DATA["merged"]
    for grade, courses in row["courses"].items()
    for course in courses
}
TAUGHT = {subject for row in GRADES.values() for subject in row}


def change(lower: str, upper: str) -> tuple[set[str], set[str]]:
    """Subjects that come and those that go from one grade to another."""
    before, after = set(GRADES[lower]), set(GRADES[upper])
    return after - before, before - after


def test_number_of_subjects_in_each_grade() -> None:
    assert {grade: len(row) for grade, row in GRADES.items()} == {
        "5": 12,
        "6": 11,
        "7": 13,
        "8": 14,
        "9": 14,
        "10": 14,
        "11": 13,
        "12": 13,
    }


def test_what_changes_from_grade_to_grade() -> None:
    assert change("5", "6") == (set(), {"духовно-нравственная культура России"})
    assert change("6", "7") == ({"информатика", "физика"}, set())
    assert change("7", "8") == ({"химия", "ОБЗР"}, {"изобразительное искусство"})
    assert change("8", "9") == ({"обществознание"}, {"музыка"})
    assert change("9", "10") == ({"индивидуальный проект"}, {"труд (технология)"})
    assert change("10", "11") == (set(), {"индивидуальный проект"})
    assert GRADES["11"] == GRADES["12"]


@pytest.mark.parametrize("grade", GRADES)
def test_no_subject_stands_twice_or_breaks_an_id(grade: str) -> None:
    assert len(GRADES[grade]) == len(set(GRADES[grade]))
    assert not any("/" in subject or subject != subject.strip() for subject in GRADES[grade])


def test_maths_is_one_subject_of_three_courses_from_grade_7() -> None:
    (maths,) = DATA["merged"]
    assert maths["title"] == "математика"
    assert set(maths["courses"]) == {"7", "8", "9", "10", "11", "12"}
    for grade, courses in maths["courses"].items():
        first = "алгебра" if int(grade) < 10 else "алгебра и начала анализа"
        assert courses == [first, "геометрия", "вероятность и статистика"]
        assert "математика" in GRADES[grade]
        assert not set(courses) & set(GRADES[grade])


def test_every_subject_and_course_has_a_short_form_of_its_own() -> None:
    short = DATA["short"]
    assert set(short) == TAUGHT | {course for _, course in COURSES}
    assert all(0 < len(form) <= 8 for form in short.values())
    assert len(set(short.values())) == len(short)


def test_subgroups_are_of_subjects_that_are_taught() -> None:
    often = DATA["subgroups"]["often"]
    assert set(often) == {"иностранный язык", "труд (технология)", "информатика"}
    assert set(often) <= TAUGHT


def test_the_file_says_its_year() -> None:
    assert DATA["school_year"].replace("/", "-") == FILE.stem


@pytest.mark.parametrize("text", ["История нашего края", "История России. Всеобщая история"])
def test_courses_of_history_are_history(text: str) -> None:
    names = SubjectNames(load_curriculum())
    assert names.read(text, "6", load_curriculum().grades["6"]) == "история"


@pytest.mark.parametrize(
    ("grade", "name", "misplaced"),
    [
        ("5", "ОБЗР", True),
        ("8", "обществознание", True),
        ("8", "ОБЗР", False),
        ("5", "алгебра", True),
        ("7", "алгебра", False),
        ("5", "робототехника", False),
        ("1", "ОБЗР", False),
    ],
)
def test_subjects_outside_their_grades_are_known(grade: str, name: str, misplaced: bool) -> None:
    assert load_curriculum().misplaced(grade, name) is misplaced
