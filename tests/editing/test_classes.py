"""Edits of a school's classes, without a screen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_tui.editing.classes import (
    MOST,
    name_fault,
    others_of,
    read_class,
    stage_totals,
    stages_of_mixed,
    with_count,
    without_class,
)
from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.rollout.answers import Classes
from sferum_tui.rollout.class_edits import (
    MIXED,
    Renamed,
    count_of,
    is_whole,
    lettered,
    letters_of,
    listed,
    names_of,
    with_class,
    with_known_opened,
)
from sferum_tui.rollout.class_names import read_list
from sferum_tui.rollout.school import GRADES, LETTERS, ClassNameError, school_classes

RULES = load_recommendations()
WORDS = ("А", "Б", "В", "Я", "Ё", "1", "27", "кадетский", "IT")

grades = st.sampled_from(GRADES)
schools = st.builds(
    Classes,
    st.dictionaries(
        grades,
        st.one_of(
            st.just(("",)),
            st.lists(st.sampled_from(WORDS), min_size=1, unique=True).map(tuple),
        ),
        max_size=6,
    ),
    st.dictionaries(st.sampled_from(["1–3", "4–5", "1+3", "7–9"]), st.just(4), max_size=2),
)


@pytest.mark.parametrize(
    ("before", "number", "after"),
    [
        ((), 3, ("А", "Б", "В")),
        (("А", "Б", "В"), 2, ("А", "Б")),
        (("Б", "Г"), 1, ("Б",)),
        (("Б", "Г"), 3, ("А", "Б", "Г")),
        (("",), 1, ("",)),
        (("",), 2, ("А", "Б")),
        (("А", "кадетский"), 3, ("А", "Б", "кадетский")),
        (("А", "кадетский"), 1, ("кадетский",)),
        (("А", "кадетский"), 0, ()),
        ((), 28, (*LETTERS, "28")),
    ],
)
def test_a_number_of_parallels_keeps_what_is_there_and_fills_up_in_order(
    before: tuple[str, ...], number: int, after: tuple[str, ...]
) -> None:
    school = Classes({"1": ("А",), "5": before})
    assert letters_of(with_count(school, "5", number), "5") == after


def test_a_first_single_class_has_no_letter_where_no_class_has_one() -> None:
    village = Classes({"1": ("",), "2": ("",)})
    assert letters_of(with_count(village, "3", 1), "3") == ("",)
    assert letters_of(with_count(Classes({"1": ("А",)}), "3", 1), "3") == ("А",)


@pytest.mark.parametrize("number", [MOST + 1, 99])
def test_more_parallels_than_any_school_has_are_refused(number: int) -> None:
    with pytest.raises(ClassNameError, match="больше"):
        with_count(Classes(), "1", number)


def test_fewer_classes_than_have_names_are_refused() -> None:
    with pytest.raises(ClassNameError, match="с именами"):
        with_count(Classes({"5": ("кадетский", "спортивный")}), "5", 1)


@given(schools, grades, st.integers(0, MOST))
def test_a_row_gets_as_many_classes_as_asked_for_and_other_rows_stay(
    school: Classes, grade: str, number: int
) -> None:
    try:
        new = with_count(school, grade, number)
    except ClassNameError:
        return
    assert count_of(new, grade) == number
    assert len(school_classes(new, RULES)) == len(names_of(new))
    for other in GRADES:
        if other != grade:
            assert letters_of(new, other) == letters_of(school, other)


@given(schools, grades, st.sampled_from(WORDS))
def test_adding_and_removing_a_class_gives_the_school_there_was(
    school: Classes, grade: str, letter: str
) -> None:
    if letter in letters_of(school, grade) or letters_of(school, grade) == ("",):
        return
    more = with_class(school, grade, letter, RULES)
    assert letter in letters_of(more, grade)
    assert names_of(without_class(more, grade, letter)) == names_of(school)


def test_a_second_class_gives_the_only_one_its_letter() -> None:
    school = with_class(Classes({"8": ("",)}), "8", "Б", RULES)
    assert letters_of(school, "8") == ("А", "Б")
    with pytest.raises(ClassNameError, match="только один"):
        with_class(school, "8", "", RULES)


def test_grades_stand_in_order_however_they_were_added() -> None:
    school = Classes()
    for grade in ("10", "2", "1 доп.", "0"):
        school = with_class(school, grade, "А", RULES)
    assert list(school.by_grade) == ["0", "1 доп.", "2", "10"]


def test_a_mixed_class_goes_to_the_stage_of_its_oldest_grade() -> None:
    school = with_class(Classes(), MIXED, "4–5", RULES)
    assert school.mixed == {"4–5": 3}
    assert stages_of_mixed("4–5", RULES) == (4, 3)
    assert stages_of_mixed("1–3", RULES) == (4,)
    assert others_of(with_class(school, MIXED, "1–3", RULES), MIXED) == ("1–3", "4–5")
    assert without_class(school, MIXED, "4–5").mixed == {}


@pytest.mark.parametrize(
    ("text", "grade", "read"),
    [
        ("кадетский", "5", ("5", "кадетский")),
        ("  гос. служба ", "5", ("5", "гос. служба")),
        ("27", "1", ("1", "27")),
        ("б", "5", ("5", "Б")),
        ("B", "5", ("5", "В")),
        ("IT", "5", ("5", "IT")),
        ("5 кадетский", "5", ("5", "кадетский")),
        ("5-1", "5", ("5", "1")),
        ("1-3", "1", ("1", "3")),
        ("5 «Г» класс", "5", ("5", "Г")),
        ("8 ОВЗ", "8", ("8", "ОВЗ")),
        ("10 ФМ", "10", ("10", "ФМ")),
        ("ФМ", "10", ("10", "ФМ")),
        ("8", "8", ("8", "")),
        ("1–3", "5", ("", "1–3")),
        ("1+3", "5", ("", "1+3")),
        ("1-3", MIXED, ("", "1–3")),
        ("1 — 3", MIXED, ("", "1–3")),
    ],
)
def test_a_name_is_read_in_the_row_it_is_typed_in(
    text: str, grade: str, read: tuple[str, str]
) -> None:
    assert read_class(text, grade) == read


@pytest.mark.parametrize(
    ("text", "grade", "own", "fault"),
    [
        ("", "5", "", "напишите"),
        ("«»", "5", "", "напишите"),
        ("А/Б", "5", "", "«/»"),
        ("абв", "5", "", "это несколько классов: 5А, 5Б, 5В"),
        ("5абв", "5", "", "это несколько классов"),
        ("5А–Г", "5", "", "это несколько классов"),
        ("6.1", "6", "", "Напишите 6-1"),
        ("8 классы", "8", "", "целая параллель"),
        ("8НДО", "8", "", "по здоровью"),
        ("х" * 31, "5", "", "30"),
        ("А", "5", "", "класс 5А уже есть"),
        ("15А", "5", "", "нет такой параллели"),
        ("6А", "5", "5А", "другая параллель"),
        ("Б", "5", "5А", "класс 5Б уже есть"),
        ("5", "5", "5А", "только один"),
        ("кадетский", MIXED, "", "1–3 или 1+3"),
        ("Г", "5", "5А", ""),
        ("кадетский", "5", "", ""),
        ("5А", "5", "5А", ""),
    ],
)
def test_what_is_wrong_with_a_name_is_said(text: str, grade: str, own: str, fault: str) -> None:
    found = name_fault(text, grade, {"5А", "5Б", "1–3"}, own)
    assert fault in found
    assert bool(found) == bool(fault)


@given(st.text(max_size=20), st.sampled_from([*GRADES, MIXED]))
def test_any_typed_name_is_a_class_or_has_a_fault(text: str, grade: str) -> None:
    if not name_fault(text, grade, ()):
        new_grade, letter = read_class(text, grade)
        assert names_of(with_class(Classes(), new_grade, letter, RULES))


def test_a_list_is_read_part_by_part_and_no_fault_hides_a_class() -> None:
    read = read_list("5А 5Б, 6 А;\t7 кадетский\n1–3, Щ7\n15А")
    assert names_of(read.classes) == {"5А", "5Б", "6А", "7 кадетский", "1–3"}
    assert read.number == 5
    assert [part for part, _ in read.faults] == ["Щ7", "15А"]
    assert read.rest == "Щ7; 15А"
    assert read_list(read.rest).faults == read.faults


@given(st.text(alphabet="5678АБВабщ-–+/ ,;\n\t«»", max_size=60))
def test_nothing_of_a_pasted_list_is_lost(text: str) -> None:
    read = read_list(text)
    again = read_list(f"{', '.join(sorted(names_of(read.classes)))}; {read.rest}")
    assert names_of(again.classes) >= names_of(read.classes)
    assert len(again.faults) == len(read.faults)


def test_a_list_is_added_or_takes_the_place_of_the_school() -> None:
    school = Classes({"5": ("А", "Б"), "6": ("А",)}, {"1–3": 4}, {"5Б": date(2027, 3, 1)})
    more = read_list("5В, 6А, 7А").classes
    assert names_of(listed(school, more, RULES, whole=False)) == {
        "5А", "5Б", "5В", "6А", "7А", "1–3",
    }  # fmt: skip
    whole = listed(school, more, RULES, whole=True)
    assert names_of(whole) == {"5В", "6А", "7А"}
    assert whole.opened == {}


def test_a_mixed_class_of_a_list_keeps_the_stage_that_was_chosen() -> None:
    school = Classes({}, {"4–5": 4})
    assert listed(school, read_list("4–5 7А").classes, RULES, whole=True).mixed == {"4–5": 4}


def test_a_list_of_all_grades_and_half_of_the_classes_looks_like_the_whole_school() -> None:
    school = Classes({str(grade): ("А",) for grade in range(1, 12)})
    assert is_whole(school, read_list(" ".join(f"{it}Б" for it in range(1, 12))).classes)
    assert not is_whole(school, read_list("1А 2А 3А 4А 5А 6А 7А 8А 9А 10А").classes)
    assert not is_whole(Classes({"5": ("А", "Б", "В")}), read_list("5Г").classes)
    assert not is_whole(school, read_list("5Г 6Г").classes)
    assert is_whole(Classes(), read_list("5Г").classes)


def test_a_class_that_gets_its_letter_or_loses_it_is_the_same_class() -> None:
    one, two = Classes({"8": ("",)}), Classes({"8": ("А", "Б")})
    assert list(lettered(one, two)) == [Renamed("8", "8", "А")]
    assert list(lettered(two, one)) == [Renamed("8А", "8", "")]
    assert [it.name for it in lettered(one, two)] == ["8А"]
    assert list(lettered(two, Classes({"8": ("Б",)}))) == []


def test_opening_days_of_classes_that_are_gone_go() -> None:
    school = Classes({"5": ("А",)}, opened={"5А": date(2027, 3, 1), "5Г": date(2027, 3, 1)})
    assert list(with_known_opened(school).opened) == ["5А"]


def test_stages_are_summed_from_the_youngest_and_rare_grades_named_where_they_are() -> None:
    school = Classes({"1": ("А", "Б"), "6": ("А",), "9": ("А",)}, {"4–5": 4})
    assert [tuple(it) for it in stage_totals(school, RULES)] == [
        (4, "1–4", 3),
        (3, "5–7", 1),
        (2, "8–11", 1),
    ]
    rare = Classes({"0": ("А",), "12": ("А",)})
    assert [it.grades for it in stage_totals(rare, RULES)] == ["0–4", "5–7", "8–12"]
