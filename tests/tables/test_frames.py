"""What stands around a table changes nothing that it says: titles, signatures, empty columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.edits import Preview
from sferum_tui.rollout.imports.classes import import_classes
from sferum_tui.rollout.imports.report import sections
from sferum_tui.rollout.imports.result import ImportResult, TableError
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow
from sferum_tui.rollout.imports.teachers import import_teachers
from sferum_tui.rollout.plan import Plan
from sferum_tui.rollout.reference import Reference
from sferum_tui.tables.text import parse_text
from tests.tables import (
    test_crossings,
    test_deputies_tables,
    test_matrices,
    test_other_tables,
    test_pupil_lists,
    test_staff_tables,
    test_who_leads,
)
from tests.tables import test_vacancies_and_groups as groups
from tests.tables.test_field import CITY, EMPTY, REFERENCE

#: Tables that begin with no head: a title and a remark above them are told as what they are.
BARE = (
    "teachers as sections with a label",
    "a head in other words",
    "lines of a message with dashes",
    "lines of a message with a colon",
    "subjects in capitals above their teachers",
)
LOADS = {
    name: load[0]
    for loads in (
        test_staff_tables.LOADS,
        test_deputies_tables.LOADS,
        test_matrices.MATRICES,
        groups.VACANT,
        groups.GROUPS,
        {name: (text,) for name, text in test_crossings.CROSSED.items()},
    )
    for name, load in loads.items()
    if name not in BARE
}


def found_in(rows: list[tuple[str, ...]]) -> ImportResult:
    numbered = (SheetRow(at, cells) for at, cells in enumerate(rows, 1) if any(cells))
    return import_teachers(Plan(CITY), (Sheet(tuple(numbered)),), REFERENCE)


@pytest.mark.parametrize("name", LOADS)
def test_a_frame_around_a_load_changes_nothing(name: str) -> None:
    rows = [row.cells for row in parse_text(LOADS[name], "таблица")[0].rows]
    width = max(map(len, rows))
    first, *rest = rows
    framed = [
        ("Приложение к приказу от 01.09.2026 № 12",),
        ("Нагрузка на 2026/2027 учебный год",),
        ("", *map(str.upper, first), *[""] * (width - len(first)), "Примечание"),
        *(("", *cells) for cells in rest),
        (),
        ("", "Директор школы ____________ Иванов И. И."),
        ("", "", "Заместитель директора по УВР", "Петрова А. А."),
    ]
    plain, around = found_in(rows), found_in(framed)
    assert around.answers == plain.answers
    assert (around.faults, around.doubt) == (plain.faults, plain.doubt) == ((), "")


CHILDREN = {
    name: text
    for tables in (test_pupil_lists.CHILDREN, test_other_tables.CHILDREN, test_who_leads.UNLED)
    for name, (text, _) in tables.items()
}
#: An import of classes or of teachers.
Reader = Callable[[Plan, Sequence[Sheet], Reference], ImportResult]
NAMES = ("Аистов", "Бобров", "Галкин", "Дроздов", "Ежов", "Воробьёв")


def framed(rows: list[tuple[str, ...]]) -> Iterator[tuple[list[tuple[str, ...]], str]]:
    """The rows with what may mislead around them, each with the title of the sheet."""
    yield [("Учителя и классные руководители",), *rows], ""
    yield [("Классный руководитель: Ландау Л. Д.",), *rows], "Учителя"
    yield [*(("", *cells) for cells in rows), ("", "", "Учитель", "Ландау Л. Д.")], ""
    width = max(map(len, rows))
    yield [(*cells, *[""] * (width - len(cells)))[::-1] for cells in rows], ""
    yield rows[1:], ""


@pytest.mark.parametrize("name", CHILDREN)
def test_no_frame_makes_teachers_of_children_or_tells_their_names(name: str) -> None:
    rows = [row.cells for row in parse_text(CHILDREN[name], "таблица")[0].rows]
    for around, title in framed(rows):
        numbered = (SheetRow(at, cells) for at, cells in enumerate(around, 1) if any(cells))
        sheet = Sheet(tuple(numbered), title)
        for plan, read in ((CITY, import_teachers), (EMPTY, import_classes)):
            told, kept = told_and_kept(read, plan, sheet)
            assert not any(it in told for it in NAMES)
            assert not any(it in kept for it in NAMES)


def told_and_kept(read: Reader, plan: Answers, sheet: Sheet) -> tuple[str, str]:
    """What an import tells of a sheet, and the persons that it takes without asking."""
    try:
        found = read(Plan(plan), (sheet,), REFERENCE)
    except TableError as error:
        return str(error), ""
    shown = sections(plan, found, Preview((), (), (), {}, (), (), (), ()))
    told = repr((shown, found.faults, found.notes, found.columns, found.doubt))
    return told, "" if found.doubt else repr(found.answers.people)
