"""Names of classes in every way in which people and programs write them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sferum_tui.rollout.class_names import (
    DoubtfulClassError,
    known_names,
    read_classes,
    read_list,
)
from sferum_tui.rollout.class_notes import grade_in, grade_of
from sferum_tui.rollout.pasted_classes import without_persons
from sferum_tui.rollout.school import LETTERS, ClassNameError


def names(text: str, *known: str) -> list[str]:
    return [item.name for item in read_classes(text, known_names(known))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5а класс", "5А"), ("5 «Б» класс", "5Б"), ("5-В", "5В"), ('6 "А"', "6А"),
        ("6А класс (кадетский)", "6А"), ("7 А (физмат)", "7А"), ("8 а  кл.", "8А"),
        ("VIII Б", "8Б"), ("ХI-А", "11А"), ("10-А соц.-эк.", "10А"), ("3-й А", "3А"),
        ("11 «А» (универсальный)", "11А"), ("1А (каб. 12)", "1А"), ("1А каб. 12", "1А"),
        ("5 „А“ класс", "5А"), ("класс 5А", "5А"), ("8A", "8А"), ("05А", "5А"), ("5е", "5Е"),
        ("5А (5 ч)", "5А"), ("5А-3", "5А"), ("5А 3 ч", "5А"), ("5А (25 чел.)", "5А"),
        ("8-1", "8-1"), ("5-1", "5-1"), ("5 кадетский", "5 кадетский"), ("8 IT", "8 IT"),
        ("1 доп. А", "1 доп. А"), ("1доп а", "1 доп. А"), ("5", "5"), ("5 кл.", "5"),
        ("1–3", "1–3"), ("1+3", "1+3"),
        ("5-ый Б", "5Б"), ("5 (А)", "5А"), ("9 медицинский", "9 медицинский"),
    ],
)  # fmt: skip
def test_one_class_is_read_in_every_notation(text: str, found: str) -> None:
    assert names(text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5абв", "5А 5Б 5В"), ("6а,б", "6А 6Б"), ("7А,Б,В", "7А 7Б 7В"), ("7А, Б, 8А", "7А 7Б 8А"),
        ("8А-В", "8А 8Б 8В"), ("8А–В", "8А 8Б 8В"), ("9А и Б", "9А 9Б"), ("10А/10Б", "10А 10Б"),
        ("5А+5Б", "5А 5Б"), ("5АБВ 6АБ", "5А 5Б 5В 6А 6Б"), ("5А, 5Б, 6А", "5А 5Б 6А"),
        ("5А-3, 5Б-3", "5А 5Б"), ("5А\n5Б", "5А 5Б"), ("5А5Б", "5А 5Б"), ("5 А 5 Б", "5А 5Б"),
        ("2а-2б", "2А 2Б"), ("5-А, 5-Б", "5А 5Б"), ("5А класс 5Б класс", "5А 5Б"), ("8АВ", "8А 8В"),
        ("5 6 7", "5 6 7"), ("5 «А», «Б»", "5А 5Б"), ("10А физмат, 10Б соцэк", "10А 10Б"),
        ("5 (А, Б)", "5А 5Б"), ("5-е (А, Б), 6А", "5А 5Б 6А"),
        ("Список классов школы: 5А, 5Б", "5А 5Б"), ("10А (соц-эк), Б (тех)", "10А 10Б"),
        ("5 («А» и «Б»), 6А", "5А 5Б 6А"),
    ],
)  # fmt: skip
def test_several_classes_stand_in_one_cell(text: str, found: str) -> None:
    assert names(text) == found.split()


@pytest.mark.parametrize(
    "text",
    ["8 классы", "5–7 кл.", "5-е классы", "5 параллель", "5.1", "5,1", "10.1", "6/2", "7_1", "9 1",
     "1-3", "2-4", "8НДО", "8 ОВЗ", "5 инд. на дому", "5А (на дому)", "8нд Аистов", "5А Аистов",
     "5 «А» класс (ЗПР)", "5-е кл.", "05.01.2026", "05.янв", "8IT", "10ФМ",
     "5А 5.1", "5А 5,5", "5А1", "2а-3б"],
)  # fmt: skip
def test_what_may_be_something_else_is_asked_about(text: str) -> None:
    with pytest.raises(DoubtfulClassError, match=r"\w"):
        read_classes(text)


@pytest.mark.parametrize(
    "text",
    ["", "А", "ГПД 1", "Выбывшие", "Итого", "13А", "11/А", "12345", "1 группа", "1 этаж", "I п/г",
     "1 полугодие", "II полугодие", "2-я смена", "I ступень", "1 ГПД", "1 сентября", "5 лет",
     "7 кл. все", "5А, Б (на дому)"],
)  # fmt: skip
def test_what_is_no_class_is_refused(text: str) -> None:
    with pytest.raises(ClassNameError):
        read_classes(text)


def test_a_name_that_may_be_a_childs_is_not_told_again() -> None:
    for text in ("8нд Аистов", "5А Аистов", "5А (Аистов И.)"):
        with pytest.raises(DoubtfulClassError) as caught:
            read_classes(text)
        assert "Аистов" not in str(caught.value)


def test_a_class_that_the_school_has_is_never_in_doubt() -> None:
    assert names("8НДО", "8 НДО") == ["8 НДО"]
    assert names("1-3", "1–3") == ["1–3"]
    assert names("5-6", "5-6") == ["5-6"]
    assert names("10ФМ, 10А", "10 ФМ", "10А") == ["10 ФМ", "10А"]
    with pytest.raises(DoubtfulClassError):
        read_classes("5.1", known_names(["5-1"]))


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("5А/1", "1"), ("5А (1 гр.)", "1"), ("5А гр. 2", "2"), ("5А 1 подгруппа", "1"),
        ("5А, гр.1", "1"), ("5А I п/г", "1"), ("5А/Англ 2", "2"),
        ("5А 2 п/гр.", "2"), ("5А (мальчики)", "мальчики"), ("5А (дев.)", "девочки"), ("5А", ""),
    ],
)  # fmt: skip
def test_a_group_may_stand_behind_the_class(text: str, group: str) -> None:
    (found,) = read_classes(text)
    assert (found.name, found.group) == ("5А", group)


@pytest.mark.parametrize(
    ("text", "grade", "said"),
    [
        ("5", "5", ""), ("V", "5", ""), ("5-е классы", "5", "5"), ("ХI класс", "11", "11"),
        ("параллель 5", "5", "5"), ("5х классов", "5", "5"), ("Х", "10", ""),
        ("5А", "", ""), ("13", "", ""),
        ("1–4 кл.", "", ""), ("А", "", ""),
    ],
)  # fmt: skip
def test_a_grade_is_read_alone_or_with_the_word_for_it(text: str, grade: str, said: str) -> None:
    assert (grade_in(text), grade_of(text)) == (grade, said)


def test_a_pasted_list_is_read_whatever_stands_between() -> None:
    found = read_list("5А 5Б, 6 А;\t6 Б\n5а\n7 кадетский 1–3, 15Ж")
    assert found.classes.by_grade == {"5": ("А", "Б"), "6": ("А", "Б"), "7": ("кадетский",)}
    assert list(found.classes.mixed) == ["1–3"]
    assert found.number == 6
    ((part, why),) = found.faults
    assert part == "15Ж"
    assert "15" in why


def test_persons_of_a_pasted_list_are_not_kept() -> None:
    text = "Класс\tФИО\n5А, Б\tАистов Иван\n6А;Щ7\n5В\tБобров,,Пётр"
    assert without_persons(text) == "5А, Б; 6А; Щ7; 5В"
    assert without_persons("5А, 5 кадетский\n6Б") == "5А, 5 кадетский; 6Б"


@given(st.text(max_size=60))
def test_any_pasted_text_gives_classes_or_faults_and_never_fails(text: str) -> None:
    found = read_list(text)
    if any(sign.isalnum() for sign in text):
        assert found.classes.by_grade or found.classes.mixed or found.faults


@settings(max_examples=50)
@given(
    st.integers(1, 11),
    st.sampled_from(LETTERS),
    st.sampled_from(("{}{}", "{} {}", "{}-{}", "{} «{}»", '{} "{}" класс', "{}{} (каб. 3)")),
    st.booleans(),
)
def test_every_notation_of_a_class_gives_it_back(
    grade: int, letter: str, notation: str, small: bool
) -> None:
    text = notation.format(grade, letter.lower() if small else letter)
    assert names(text) == [f"{grade}{letter}"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1. 5А\n2. 5Б", ["5А", "5Б"]),
        ("№\tКласс\n1\t5А\n2\t5Б", ["5А", "5Б"]),
        ("5 А Б В", ["5А", "5Б", "5В"]),
        ("5А: 5Б:", ["5А", "5Б"]),
        ("5А Аистов Иван\nБобров П. П. 5Б", ["5А", "5Б"]),
    ],
)
def test_a_pasted_list_is_its_classes_without_numbers_and_persons(
    text: str, wanted: list[str]
) -> None:
    kept = without_persons(text)
    assert not re.search("Аистов|Бобров|Иван", kept)
    found = read_list(kept)
    assert [f"{grade}{it}" for grade, them in found.classes.by_grade.items() for it in them] == (
        wanted
    )
    assert found.faults == ()
