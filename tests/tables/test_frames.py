"""What stands around a table changes nothing that it says: titles, signatures, empty columns."""

from __future__ import annotations

import pytest

from sferum_tui.rollout.imports.result import ImportResult
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow
from sferum_tui.rollout.imports.teachers import import_teachers
from sferum_tui.rollout.plan import Plan
from sferum_tui.tables.text import parse_text
from tests.tables import test_crossings, test_deputies_tables, test_matrices, test_staff_tables
from tests.tables import test_vacancies_and_groups as groups
from tests.tables.test_field import CITY, REFERENCE

#: Tables without heads: a title and a remark above them are told as what they are.
BARE = (
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
