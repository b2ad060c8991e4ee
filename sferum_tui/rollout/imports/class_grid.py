"""Classes as a grid: grades down and letters across, or the other way round.

Such a sheet is written out as a list, a row for each class, and then read like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from sferum_tui.rollout.class_notes import grade_in
from sferum_tui.rollout.imports.cells import NO_LESSON, is_letter, size_in
from sferum_tui.rollout.imports.heads import head_kind
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow
from sferum_tui.rollout.people import looks_like_name

#: The heads stand in one of so many first rows, at least so many of them.
_WITHIN, _SEVERAL = 10, 2


def written_out(sheet: Sheet) -> Sheet:
    """The list that a grid of classes says; any other sheet as it is."""
    for at, head in enumerate(sheet.rows[:_WITHIN]):
        columns = {
            place: text
            for place in head.filled
            if place and head_kind(text := head.cell(place)) is None
        }
        rows = [row for row in sheet.rows[at + 1 :] if _is_of_class(row.cell(0))]
        sides = _letters(columns.values()), _letters(row.cell(0) for row in rows)
        if len(columns) < _SEVERAL or not rows or sides not in ((True, False), (False, True)):
            continue
        if not all(map(_is_of_class, columns.values())):
            continue
        found = [
            (row.number, (columns[place], row.cell(0))[:: -1 if sides[0] else 1], row.lines(place))
            for row in rows
            for place in columns
            if row.cell(place) not in NO_LESSON
        ]
        if value := _head_of([text for _, _, text in found]):
            heads = SheetRow(head.number, ("Параллель", "Литера", value))
            classes = [SheetRow(number, (*name, text)) for number, name, text in found]
            return replace(sheet, rows=(*sheet.rows[:at], heads, *classes), heads="параллели")
    return sheet


def _letters(texts: Iterable[str]) -> bool:
    """Whether texts are the letters of classes and not their grades."""
    return all(map(is_letter, texts))


def _is_of_class(text: str) -> bool:
    return bool(grade_in(text)) or (bool(text) and _letters((text,)))


def _head_of(cells: Sequence[str]) -> str:
    """What the cells of a grid are; "" where they are of several kinds."""
    if cells and all(map(size_in, cells)):
        return "Количество учеников"
    return "ФИО" if cells and all(map(looks_like_name, cells)) else ""
