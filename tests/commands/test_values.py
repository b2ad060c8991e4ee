"""How values of the command line are read."""

from __future__ import annotations

import tomllib
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_tui.commands import values
from sferum_tui.commands.catalogue import GRAMMAR
from sferum_tui.locations import resource

DATES = st.dates(date(1990, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize("text", ["2026-11-23", "23.11.2026", " 2026-11-23 "])
def test_a_day_is_read_as_people_and_programs_write_it(text: str) -> None:
    assert values.day(text) == date(2026, 11, 23)


def test_a_day_without_zeros() -> None:
    assert values.day("3.1.2027") == date(2027, 1, 3)


@pytest.mark.parametrize(
    "text", ["", "завтра", "2026-13-01", "31.02.2026", "23.11", "0001-01-01", "9999-12-31", "1.1.1"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"нужна дата: 2026-11-23 или 23\.11\.2026"):
        values.day(text)


def test_a_structure_is_not_older_than_a_question_takes_it_to_be() -> None:
    assert values.structure_day("1.2.2022") == date(2022, 2, 1)
    with pytest.raises(ValueError, match=r"нужна дата не раньше 01\.02\.2022"):
        values.structure_day("2022-01-31")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-30T09:00", datetime(2026, 11, 30, 9)),
        ("2026-11-30 09:00:30", datetime(2026, 11, 30, 9, 0, 30)),
        ("2026-11-30T09:00:00.5", datetime(2026, 11, 30, 9, 0, 0, 500000)),
        ("30.11.2026 09:00", datetime(2026, 11, 30, 9)),
        ("30.11.2026", datetime(2026, 11, 30)),
        ("2026-11-30", datetime(2026, 11, 30)),
    ],
)
def test_a_moment_without_an_offset_is_school_time(text: str, expected: datetime) -> None:
    assert values.moment(text) == expected
    assert values.moment(text).tzinfo is None


def test_a_moment_with_an_offset_keeps_it() -> None:
    found = values.moment("2026-11-30T20:00:00Z")
    assert found.utcoffset() is not None
    assert values.moment("2026-12-01T08:00+12:00") == found


@pytest.mark.parametrize(
    "text", ["", "сейчас", "2026-11-30T25:00", "30.11.2026 9 утра", "9999-12-31T23:00Z", "10:30"]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="нужны дата и время"):
        values.moment(text)


@given(DATES)
def test_every_day_is_read_back_from_both_spellings(day: date) -> None:
    assert values.day(day.isoformat()) == day
    assert values.day(f"{day:%d.%m.}{day.year:04}") == day


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_in_russian(text: str) -> None:
    for read in (values.day, values.moment, values.whole, values.grades, values.stage):
        told = "нужно"
        try:
            read(text)
        except ValueError as error:
            told = str(error)
        assert any("а" <= char <= "я" for char in told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1-4", (1, 2, 3, 4)),
        ("1–3", (1, 2, 3)),
        ("2", (2,)),
        ("4,1", (1, 4)),
        ("1,2", (1, 2)),
    ],
)
def test_grades(text: str, expected: tuple[int, ...]) -> None:
    assert values.grades(text) == expected


@pytest.mark.parametrize("text", ["", "0", "13", "4-1", "1-13", "все", "1,,2"])
def test_what_are_no_grades_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="нужны классы, например"):
        values.grades(text)


def test_the_help_names_the_themes_that_there_are() -> None:
    with resource("styles", "themes.toml").open("rb") as file:
        names = list(tomllib.load(file))
    option = next(it for it in GRAMMAR.program.options if it.name == "--theme")
    assert option.about.endswith(", ".join(names))
    assert [values.theme(name) for name in names] == names
