"""Rows, columns and sheets that a workbook hides: not taken, and told."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from sferum_tui.rollout.class_edits import names_of
from sferum_tui.rollout.imports.classes import import_classes
from sferum_tui.rollout.imports.result import TableError
from sferum_tui.rollout.imports.sheets import Hidden
from sferum_tui.rollout.imports.teachers import import_teachers
from sferum_tui.rollout.plan import Plan
from sferum_tui.tables.reading import parse_table
from tests.tables.test_deputies_tables import lessons
from tests.tables.test_field import CITY, DATA, EMPTY, REFERENCE
from tests.tables.test_tables import book

LOAD = (
    ("Класс", "Предмет", "Учитель", "Кл. рук."),
    ("5А", "музыка", "Глинка М. И.", "Ландау Л. Д."),
    ("5Б", "музыка", "Бородин А. П.", "Капица П. Л."),
    ("6А", "музыка", "Бах И. С.", "Тамм И. Е."),
)


def hide(made: Workbook) -> None:
    sheet = made.worksheets[0]
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    more = made.create_sheet("Архив")
    more.append(("5В", "музыка", "Бах И. С."))
    more.sheet_state = "hidden"


def test_what_a_workbook_hides_is_not_taken_and_told() -> None:
    sheets = parse_table(book(*LOAD, change=hide), "файл")
    assert sheets[0].hidden == Hidden(frozenset({3}), frozenset({3}), ("Архив",))
    found = import_teachers(Plan(CITY), sheets, REFERENCE)
    people = found.answers.people
    assert dict(people.subject_teachers) == lessons("5А/музыка=Глинка М. И.", "6А/музыка=Бах И. С.")
    assert not people.class_teachers
    told = "Скрытое не берётся: лист «Архив», строка 3, столбец D"
    assert found.notes[0] == told
    classes = import_classes(Plan(EMPTY), sheets, REFERENCE)
    assert names_of(classes.answers.classes) == {"5А", "6А"}
    assert classes.notes[0] == told


def test_a_table_that_hides_what_is_needed_says_so() -> None:
    def hide_teachers(made: Workbook) -> None:
        made.worksheets[0].column_dimensions["C"].hidden = True

    sheets = parse_table(book(*(row[:3] for row in LOAD), change=hide_teachers), "файл")
    with pytest.raises(TableError, match="Скрытое не берётся: столбец C"):
        import_teachers(Plan(CITY), sheets, REFERENCE)


def test_many_hidden_rows_are_told_in_runs() -> None:
    def filtered(made: Workbook) -> None:
        for number in (2, 3, 4, 6, 8, 10, 12, 14):
            made.worksheets[0].row_dimensions[number].hidden = True

    rows = [("Класс",), *((f"{grade}{letter}",) for grade in "5678" for letter in "АБВГ")]
    sheets = parse_table(book(*rows, change=filtered), "файл")
    found = import_classes(Plan(EMPTY), sheets, REFERENCE)
    assert found.notes == ("Скрытое не берётся: строки 2–4, 6, 8, 10, 12 и другие",)
    assert found.rows == 8


def test_an_ods_hides_rows_and_columns_too() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(DATA / "merged.ods") as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "content.xml":
                row = b'<table:table-row table:visibility="filter"'
                text = text.replace(b"<table:table-row", row, 1)
            new.writestr(part, text, part.compress_type)
    (sheet,) = parse_table(out.getvalue(), "файл")
    assert sheet.hidden.rows == {1}
    assert [it.number for it in sheet.seen.rows] == [it.number for it in sheet.rows[1:]]
