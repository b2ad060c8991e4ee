"""Dates as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_tui.editing.day_text import (
    days_text,
    parse_days,
    span_text,
)
from sferum_tui.rollout.typed_day import DayTextError, parse_day

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("23.11.2026", date(2026, 11, 23)),
        ("3.2.2027", date(2027, 2, 3)),
        ("03.02.27", date(2027, 2, 3)),
        ("03,02,2027", date(2027, 2, 3)),
        ("3/2/2027", date(2027, 2, 3)),
        ("3 2 2027", date(2027, 2, 3)),
        ("23.11", date(2026, 11, 23)),
        ("23.11.", date(2026, 11, 23)),
        (" 23.11 ", date(2026, 11, 23)),
        ("10.01", date(2027, 1, 10)),
        ("1.6", date(2026, 6, 1)),
        ("23112026", date(2026, 11, 23)),
        ("231126", date(2026, 11, 23)),
        ("2311", date(2026, 11, 23)),
        ("29.02.2028", date(2028, 2, 29)),
    ],
)
def test_a_date_is_read_as_it_is_meant(text: str, day: date) -> None:
    assert parse_day(text, MONDAY) == day


def test_a_date_without_a_year_is_the_one_nearest_to_today() -> None:
    assert parse_day("15.01", date(2026, 12, 30)) == date(2027, 1, 15)
    assert parse_day("30.12", date(2027, 1, 2)) == date(2026, 12, 30)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "нужна дата вида"),
        ("завтра", "нужна дата вида"),
        ("23", "нужна дата вида"),
        ("2026-11-23", "нужна дата вида"),
        ("31.02.2026", "в календаре нет дня 31.02.2026"),
        ("29.02.2027", "в календаре нет дня"),
        ("00.10.2026", "в календаре нет дня"),
        ("10.13.2026", "в календаре нет дня"),
        ("29.02", "в календаре нет дня"),
        ("٢٣.11.20 26", "нужна дата вида"),
    ],
)
def test_a_text_that_is_no_date_says_why(text: str, word: str) -> None:
    with pytest.raises(DayTextError) as caught:
        parse_day(text, MONDAY)
    assert word in str(caught.value)


def days_of(*numbers: int, month: int = 11, year: int = 2026) -> tuple[date, ...]:
    return tuple(date(year, month, number) for number in numbers)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("", ()),
        ("04.11", days_of(4)),
        ("04.11, 06.11", days_of(4, 6)),
        ("06.11; 04.11", days_of(4, 6)),
        ("04.11 06.11", days_of(4, 6)),
        ("04.11, 04.11.2026", days_of(4)),
        ("05-08.11.2026", days_of(5, 6, 7, 8)),
        ("5–8.11", days_of(5, 6, 7, 8)),
        ("05.11 — 07.11", days_of(5, 6, 7)),
        ("04.11, 06 - 07.11.2026,", days_of(4, 6, 7)),
        ("31.12.2026–01.01.2027", (date(2026, 12, 31), date(2027, 1, 1))),
        ("31.12-01.01", (date(2026, 12, 31), date(2027, 1, 1))),
    ],
)
def test_lists_and_ranges_are_read(text: str, days: tuple[date, ...]) -> None:
    assert parse_days(text, MONDAY) == days


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("08.11.2026-05.11.2026", "08.11.2026 позже, чем 05.11.2026"),
        ("8-5.11.2026", "позже"),
        ("1-2-3.11", "не похоже на даты"),
        ("31-30.11.2026", "в этом месяце нет 31-го числа"),
        ("01.01.2020-01.01.2027", "длиннее года"),
        ("04.11, каникулы", "нужна дата вида"),
    ],
)
def test_the_first_fault_of_a_list_is_named(text: str, word: str) -> None:
    with pytest.raises(DayTextError) as caught:
        parse_days(text, MONDAY)
    assert word in str(caught.value)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 11, 4), date(2026, 11, 4), "04.11.2026"),
        (date(2026, 11, 5), date(2026, 11, 8), "05–08.11.2026"),
        (date(2026, 12, 30), date(2027, 1, 8), "30.12.2026–08.01.2027"),
    ],
)
def test_spans_in_short(first: date, last: date, text: str) -> None:
    assert span_text(first, last) == text


days_near = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(st.sets(days_near, max_size=20), days_near)
def test_what_is_written_is_read_again(days: set[date], near: date) -> None:
    assert parse_days(days_text(days), near) == tuple(sorted(days))


@given(days_near, st.integers(1, 365), days_near)
def test_a_run_is_one_range(first: date, length: int, near: date) -> None:
    run = [first + timedelta(days=number) for number in range(length)]
    text = days_text(run)
    assert ", " not in text
    assert parse_days(text, near) == tuple(run)


@given(st.text(max_size=30), days_near)
def test_any_text_is_read_or_refused_in_words(text: str, near: date) -> None:
    try:
        days = parse_days(text, near)
    except DayTextError:
        return
    assert list(days) == sorted(set(days))


@pytest.mark.parametrize("text", ["06ю11, 9-11ю11", "06ю11б09ю11-11ю11", "06/11?9-11/11"])
def test_a_list_of_dates_is_read_in_either_keyboard_layout(text: str) -> None:
    days = [date(2026, 11, day) for day in (6, 9, 10, 11)]
    assert parse_days(text, MONDAY) == tuple(days)
