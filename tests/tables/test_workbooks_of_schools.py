"""Workbooks as offices and 1C make them: merged cells, several sheets. All names are invented."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook

from sferum_tui.rollout.imports.classes import import_classes
from sferum_tui.rollout.imports.sheets import Sheet
from sferum_tui.rollout.imports.teachers import import_teachers
from sferum_tui.rollout.plan import Plan
from sferum_tui.tables.reading import parse_table
from tests.tables.test_deputies_tables import assert_is_load
from tests.tables.test_field import CITY, EMPTY, REFERENCE
from tests.tables.test_tables import book

MATHS = "5А/математика=Гаусс К. Ф.", "5Б/математика=Эйлер Л. П."
LETTERS = ("5А 5Б/русский язык=Даль В. И.",)


def sheets(*rows: Sequence[object], merged: str = "") -> tuple[Sheet, ...]:
    """The sheets of a workbook with merged cells, written «A1:B1 C3:C5»."""

    def merge(made: Workbook) -> None:
        for block in merged.split():
            made.worksheets[0].merge_cells(block)

    return parse_table(book(*rows, change=merge), "файл")


def test_of_two_columns_below_one_merged_head_the_full_one_names_the_teachers() -> None:
    found = import_teachers(
        Plan(CITY),
        sheets(
            (None, "Педагог", None, "Дисциплина", "Класс", "Часов"),
            (None, "Гаусс К. Ф.", None, "Математика", "5А", 5),
            (None, "Эйлер Л. П.", None, "Математика", "5Б", 5),
            (None, "Даль В. И.", None, "Русский язык", "5А", 6),
            (None, None, None, None, "5Б", 6),
            (None, "Итого", None, None, None, 22),
            merged="B1:C1 B2:C2",
        ),
        REFERENCE,
    )
    assert_is_load(found, *MATHS, *LETTERS)
    assert found.doubt == ""


def test_rooms_stand_beside_the_lessons_of_a_timetable_with_and_without_a_head() -> None:
    rows = (
        ("Пн", 1, "Математика\nГаусс К.Ф.", 12, "Русский язык\nДаль В.И.", 13),
        (None, 2, "Русский язык\nДаль В.И.", 13, "Математика\nЭйлер Л.П.", "12/1"),
    )
    head = ("День", "Урок", "5А", None, "5Б", None)
    below = (None, None, "Предмет", "Каб.", "Предмет", "Каб.")
    for them, merged in (
        ((head, *rows), "C1:D1 E1:F1 A2:A3"),
        ((head, below, *rows), "C1:D1 E1:F1 A1:A2 B1:B2 A3:A4"),
    ):
        found = import_teachers(Plan(CITY), sheets(*them, merged=merged), REFERENCE)
        assert_is_load(found, *MATHS, *LETTERS)


def test_a_workbook_of_a_load_class_teachers_and_pupils_gives_each_its_own() -> None:
    pages: dict[str, list[tuple[object, ...]]] = {
        "Нагрузка": [("Учитель", "Предмет", "5А", "5Б"), ("Гаусс К.Ф.", "Математика", 5)],
        "Кл. руководители": [("Класс", "ФИО"), ("5А", "Ландау Л.Д."), ("5Б", "Капица П.Л.")],
        "Ученики": [("Класс", "ФИО", "Дата рождения"), ("5А", "Аистов Иван", "1.02.2014")],
    }

    def given(made: Workbook) -> None:
        for title, rows in pages.items():
            sheet = made.create_sheet(title)
            for row in rows:
                sheet.append(row)
        del made[made.sheetnames[0]]

    read = parse_table(book((), change=given), "файл")
    led = {"5А": "Ландау Л. Д.", "5Б": "Капица П. Л."}
    classes = import_classes(Plan(EMPTY), read, REFERENCE)
    assert dict(classes.answers.people.class_teachers) == led
    assert (classes.answers.sizes, classes.doubt, classes.pupils) == ({"5А": 1}, "", True)
    assert "B „ФИО“ — учитель" in classes.columns
    assert "B „ФИО“ — ученик, имя не берётся" in classes.columns
    load = import_teachers(Plan(CITY), read, REFERENCE)
    assert dict(load.answers.people.class_teachers) == led
    assert dict(load.answers.people.subject_teachers) == {"5А/математика": "Гаусс К. Ф."}
    assert "Аистов" not in repr((classes, load))
