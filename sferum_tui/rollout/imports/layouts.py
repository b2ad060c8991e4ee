"""From a sheet and its columns to entries: who teaches what where, whatever the layout.

A list, a list with sections or with cells left empty below, a matrix with classes as heads, and a
timetable of a row a lesson all give the same entries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sferum_tui.rollout.imports.asides import is_aside
from sferum_tui.rollout.imports.columns import Columns
from sferum_tui.rollout.imports.entries import Layout, SheetReading
from sferum_tui.rollout.imports.list_rows import RowReader
from sferum_tui.rollout.imports.matrices import MatrixReader
from sferum_tui.rollout.imports.sheets import Sheet


def read_layout(
    sheet: Sheet, columns: Columns, known: Mapping[str, str], is_subject: Callable[[str], bool]
) -> SheetReading:
    """Read a sheet by its columns."""
    rows = [row for row in sheet.rows[columns.start :] if not is_aside(row, columns)]
    crossed = columns.matrix or columns.subjects
    reader = (MatrixReader if crossed else RowReader)(sheet, columns, known, is_subject)
    entries = tuple(reader.read(rows))
    layout: Layout = "sections" if reader.sections else "list"
    if crossed:
        layout = "matrix" if columns.matrix else "crossed"
    if layout == "list" and any(it.slot and it.subject for it in entries):
        layout = "timetable"
    return SheetReading(sheet, columns, layout, entries)
