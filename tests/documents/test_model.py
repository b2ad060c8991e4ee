"""Pieces of documents: clean texts, widths of columns, cells of the picture."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_tui.documents.facts import long_span
from sferum_tui.documents.facts import picture as picture_of
from sferum_tui.documents.formats.typeset import plain, printed
from sferum_tui.documents.model import Column, Lane, Picture, shares
from sferum_tui.rollout.answers import Primary
from sferum_tui.rollout.class_words import class_list, grade_list
from sferum_tui.rollout.russian import NBSP
from sferum_tui.text import normal
from tests.documents.papers import board, named, typical

START = date(2026, 11, 23)


def picture(days: int) -> Picture:
    """A window at the end of so many days."""
    last = START + timedelta(days=days - 1)
    return Picture((Lane(1, "этап", START, last, last, ""),), frozenset({START}))


@given(st.text())
def test_a_clean_text_stands_on_one_line_and_fits_into_xml(text: str) -> None:
    cleaned = normal(text)
    assert "\n" not in cleaned
    assert normal(cleaned) == cleaned
    assert all(char >= " " and char not in "\x7f\ufffe\uffff" for char in cleaned)
    cleaned.encode()


def test_clean_keeps_what_people_write() -> None:
    assert normal("«Ёлка» — № 5, 8А · I℃ 😀") == "«Ёлка» — № 5, 8А · I℃ 😀"


@given(st.lists(st.integers(1, 50), min_size=1, max_size=16), st.integers(100, 20_000))
def test_widths_of_columns_add_up_to_the_whole(widths: list[int], whole: int) -> None:
    found = shares([Column("", width) for width in widths], whole)
    assert sum(found) == whole
    assert all(part >= 0 for part in found)


@given(st.integers(1, 800), st.integers(20, 120))
def test_the_picture_holds_every_day_once_in_the_cells_there_are(days: int, most: int) -> None:
    spans = picture(days).spans(most)
    assert len(spans) <= most
    covered = [
        span.first + timedelta(days=number)
        for span in spans
        for number in range((span.last - span.first).days + 1)
    ]
    assert covered == [START + timedelta(days=number) for number in range(days)]


def test_days_off_are_shown_only_where_a_cell_is_a_day() -> None:
    assert picture(10).spans(10)[0].off
    assert not picture(20).spans(10)[0].off


def test_a_decision_of_years_later_still_makes_a_picture() -> None:
    late = named(primary=Primary("positive", date=date(2031, 3, 1)))
    found = picture_of(board(late))
    assert found is not None
    assert found.last.year == 2031
    assert len(found.spans(46)) <= 46


def test_the_picture_shows_only_stages_that_the_school_has() -> None:
    found = picture_of(typical("primary"))
    assert found is not None
    assert [lane.number for lane in found.lanes] == [1, 4]


def test_classes_are_listed_with_the_word_that_each_takes() -> None:
    assert class_list(("8А", "8Б", "8В", "9А")) == "8А–8В, 9А"
    assert class_list(("1А", "1–3", "2–4", "5", "6")) == (
        "1А, класс-комплект 1–3, класс-комплект 2–4, 5–6 классы"
    )


@pytest.mark.parametrize(
    ("grades", "text"),
    [((1, 2, 3, 4), "1–4"), ((1, 3), "1, 3"), ((1, 2, 4), "1–2, 4"), ((2,), "2")],
)
def test_grades_are_said_in_short(grades: tuple[int, ...], text: str) -> None:
    assert grade_list(grades) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 11, 25), date(2026, 11, 26), "25–26 ноября 2026 г."),
        (date(2026, 11, 30), date(2026, 12, 3), "30 ноября – 3 декабря 2026 г."),
        (date(2026, 12, 30), date(2027, 1, 11), "30 декабря 2026 г. – 11 января 2027 г."),
        (date(2026, 12, 3), date(2026, 12, 3), "3 декабря 2026 г."),
    ],
)
def test_a_window_is_written_out(first: date, last: date, text: str) -> None:
    assert long_span(first, last) == text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('МБОУ "СОШ № 12"', "МБОУ «СОШ №~12»"),
        ('МБОУ "СОШ «Полюс»"', "МБОУ «СОШ „Полюс“»"),
        ('«Школа имени "Г. Т. Берегового"» города', "«Школа имени „Г.~Т.~Берегового“» города"),
        ('экран 5" и 6"', 'экран 5" и 6"'),
        ("8 «морской» класс", "8~«морской» класс"),
        ("просрочено на 2 дня, 5 ч", "просрочено на 2~дня, 5~ч"),
    ],
)
def test_paper_has_marks_as_they_are_printed(typed: str, shown: str) -> None:
    assert printed(typed) == shown.replace("~", NBSP)


def test_data_keep_the_marks_that_were_typed() -> None:
    for text in ('Кружок «Слово "Я"»', "кафедра «Слово «о полку»»"):
        assert plain(text) == text
