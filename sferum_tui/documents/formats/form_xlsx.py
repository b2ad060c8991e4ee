"""A form as a workbook: locked but for what is to be filled in, and that has lists and limits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from openpyxl.cell import Cell as Place
from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sferum_tui.documents.form_model import FormLine, OwnerForm
from sferum_tui.documents.formats.typeset import lines_of
from sferum_tui.documents.formats.xlsx import (
    LINE,
    TITLE,
    bytes_of,
    fit_pages,
    new_book,
    print_setup,
    put,
    put_value,
    title_height,
)
from sferum_tui.documents.model import Document
from sferum_tui.documents.words import Words
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.imports.form_layout import (
    COUNT,
    CREATED,
    DAY,
    ID,
    MARK,
    MARK_AT,
    MOST,
    NO,
    NOTE,
    OF,
    PLAN_AT,
    REVISION_AT,
    VERSION,
    VERSION_AT,
    WIDTH,
    YES,
)
from sferum_tui.text import LONGEST

_WIDTHS = (5, 30, 30, 12, 9, 12, 8, 7, 26)
#: How much wider the columns are, for the edges of cells.
_EDGE = 2
_ACROSS = sum(_WIDTHS) + _EDGE * len(_WIDTHS)


def write(form: OwnerForm, words: Words, answers: Answers, now: datetime) -> bytes:
    """The bytes of the form of a plan, made at a moment of school time."""
    book = new_book(form.title, answers.school.name, now)
    sheet = book.create_sheet(words("sheet_title"))
    print_setup(sheet, Document(form.title, (), words.running(form.title), landscape=True))
    head = _head(sheet, form, words)
    for at, column in ((MARK_AT, MARK), (PLAN_AT, answers.id), (VERSION_AT, VERSION),
                       (REVISION_AT, now.isoformat(timespec="seconds"))):  # fmt: skip
        put(_at(sheet, 1, at), column, "Table text")
    for number, line in enumerate(form.lines, 1):
        _row(sheet, head + number, number, line)
    _limits(sheet, head + 1, head + len(form.lines), words)
    _looks(sheet, head, head + len(form.lines))
    return bytes_of(book)


def _at(sheet: Worksheet, row: int, column: int) -> Place:
    """A cell; its column counts from 0, as forms are read."""
    cell = sheet.cell(row, column + 1)
    if not isinstance(cell, Place):
        raise TypeError(cell.coordinate)
    return cell


def _head(sheet: Worksheet, form: OwnerForm, words: Words) -> int:
    """The title, what to do, the heads of the columns; gives the row of these."""
    titles = words.titles("head")
    room = _ACROSS
    for row, text in enumerate((form.title, *form.about), 1):
        put(_at(sheet, row, 0), text, TITLE if row == 1 else "Text line")
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(titles))
        high = title_height(text, room) if row == 1 else _height((text,), (room,))
        sheet.row_dimensions[row].height = high
    head = len(form.about) + 3
    for column, title in enumerate(titles):
        put(_at(sheet, head, column), title, "Table head")
    sheet.row_dimensions[head].height = _height(titles, _WIDTHS)
    return head


def _row(sheet: Worksheet, row: int, number: int, line: FormLine) -> None:
    state, texts = line.state, (line.chat.name, line.members, line.state.note)
    values = (number, line.chat.name, line.members, line.last, state.told[0], state.day,
              state.count, state.of, state.note, line.chat.id, *state.told)  # fmt: skip
    for column, value in enumerate(values):
        cell = _at(sheet, row, column)
        put_value(cell, value)
        if column in (DAY, COUNT, OF):
            cell.style = "Table date" if column == DAY else "Table number"
        if CREATED <= column <= NOTE:
            cell.protection = Protection(locked=False)
    sheet.row_dimensions[row].height = _height(
        texts, tuple(_WIDTHS[it] + _EDGE for it in (1, 2, NOTE))
    )


def _height(texts: Sequence[str], rooms: Sequence[int]) -> int:
    """How high a row is that holds these texts, in points."""
    return LINE * max(lines_of(text, room) for text, room in zip(texts, rooms, strict=True))


def _limits(sheet: Worksheet, first: int, last: int, words: Words) -> None:
    """What may stand in a cell, said by the spreadsheet as it is typed."""
    whole: dict[str, Any] = {
        "type": "whole",
        "operator": "between",
        "formula1": "0",
        "formula2": str(MOST),
    }
    day: dict[str, Any] = {"type": "date", "operator": "greaterThan", "formula1": "43831"}
    choice: dict[str, Any] = {"type": "list", "formula1": f'"{YES},{NO}"'}
    short: dict[str, Any] = {
        "type": "textLength",
        "operator": "lessThanOrEqual",
        "formula1": str(LONGEST),
    }
    for columns, rule, told in (
        ((CREATED,), choice, "only_yes"), ((DAY,), day, "only_day"),
        ((COUNT, OF), whole, "only_number"), ((NOTE,), short, "only_short"),
    ):  # fmt: skip
        limit = DataValidation(
            allow_blank=True, showErrorMessage=True, error=words(told, longest=LONGEST), **rule
        )
        for column in columns:
            letter = get_column_letter(column + 1)
            limit.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(limit)


def _looks(sheet: Worksheet, head: int, last: int) -> None:
    """Widths, what is hidden, what is printed, what is locked."""
    for column, width in enumerate(_WIDTHS):
        sheet.column_dimensions[get_column_letter(column + 1)].width = width + _EDGE
    for column in range(ID, max(WIDTH, REVISION_AT + 1)):
        sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_area = f"A1:{get_column_letter(NOTE + 1)}{last}"
    fit_pages(sheet, last, _ACROSS)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
