from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.rollout.answers import Classes
from sferum_tui.rollout.school import (
    GRADES,
    LETTERS,
    ClassNameError,
    canonical_class,
    class_name,
    grade_number,
    mixed_grades,
    normal_letter,
    parse_class,
    school_classes,
)

RECOMMENDATIONS = load_recommendations()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("8А", "8А"),
        ("8а", "8А"),
        ("8 а", "8А"),
        ("8-а", "8А"),
        ("8«А»", "8А"),
        ('8 "А"', "8А"),
        ("8A", "8А"),  # Latin A
        ("11B", "11В"),  # Latin B looks like Cyrillic В
        ("5-1", "5-1"),
        ("5 1", "5-1"),
        ("5 кадетский", "5 кадетский"),
        ("5 IT", "5 IT"),
        ("8", "8"),
        ("08", "8"),
        ("1 доп. А", "1 доп. А"),
        ("1доп а", "1 доп. А"),
        ("1–3", "1–3"),
        ("1+3", "1+3"),
        ("0А", "0А"),
    ],
)
def test_class_names_as_people_type_them(typed: str, name: str) -> None:
    assert canonical_class(typed) == name


@pytest.mark.parametrize(
    "typed", ["", "А", "13А", "99", "5/1", "5 а/б", "5 \u202eА", "5 " + "я" * 31, "Класс 5"]
)
def test_what_is_no_class_is_refused_with_a_word(typed: str) -> None:
    with pytest.raises(ClassNameError, match=r"\w"):
        parse_class(typed)


def test_latin_look_alikes_become_cyrillic_in_letters_and_in_cyrillic_names() -> None:
    assert normal_letter("x") == "Х"
    assert normal_letter("кaдетcкий") == "кадетский"  # Latin a and c
    assert normal_letter("IT") == "IT"


def test_mixed_classes_name_their_grades() -> None:
    assert mixed_grades("1–3") == (1, 2, 3)
    assert mixed_grades("1+3") == (1, 3)
    assert mixed_grades("3–1") == ()
    assert mixed_grades("5-1") == ()


def test_classes_sort_by_grade_then_letter_with_ё_beside_е() -> None:
    given_ = Classes(
        {"10": ("А",), "9": ("Б", "А", "ёжики", "елки", "2", "10"), "1": ("",), "1 доп.": ("А",)},
        {"1–3": 4},
    )
    names = [item.name for item in school_classes(given_, RECOMMENDATIONS)]
    assert names == [
        "1", "1 доп. А", "1–3", "9А", "9Б", "9-2", "9-10", "9 ёжики", "9 елки", "10А",
    ] or names == [
        "1", "1 доп. А", "1–3", "9А", "9Б", "9-2", "9-10", "9 елки", "9 ёжики", "10А",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("grade", "stage"),
    [("0", 4), ("1", 4), ("1 доп.", 4), ("4", 4), ("5", 3), ("7", 3), ("8", 2), ("12", 2)],
)
def test_every_grade_has_its_stage(grade: str, stage: int) -> None:
    (item,) = school_classes(Classes({grade: ("А",)}), RECOMMENDATIONS)
    assert item.stage == stage


def test_a_mixed_class_has_the_stage_the_school_chose() -> None:
    (item,) = school_classes(Classes({}, {"4–5": 3}), RECOMMENDATIONS)
    assert (item.stage, item.oldest, item.grades) == (3, 5, (4, 5))


@given(st.sampled_from(GRADES), st.sampled_from(["", *LETTERS, "1", "12", "кадетский"]))
def test_every_class_lands_in_exactly_one_stage_and_reads_back(grade: str, letter: str) -> None:
    (item,) = school_classes(Classes({grade: (letter,)}), RECOMMENDATIONS)
    stages = [it.number for it in RECOMMENDATIONS.stages if grade_number(grade) in it.grades]
    assert stages == [item.stage]
    assert parse_class(item.name) == (grade, letter)
    assert class_name(grade, letter) == item.name
