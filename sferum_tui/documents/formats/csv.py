"""Tables for a Russian Excel: a byte order mark, semicolons, no cell that could be a formula."""

from __future__ import annotations

import csv
from io import StringIO

from sferum_tui.documents.formats.typeset import plain, told
from sferum_tui.documents.model import Cell, Document
from sferum_tui.text import FORMULA


def write(document: Document) -> bytes:
    """The bytes of the first table of a document, without the columns that a workbook hides."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table = next(table for section in document.sections for table in section.tables())
    shown = [place for place, column in enumerate(table.columns) if not column.hidden]
    writer.writerow([table.columns[place].title for place in shown])
    writer.writerows([_cell(row[place]) for place in shown] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Cell) -> str | int:
    if isinstance(value, int):
        return value
    text = plain(told(value))
    return f"'{text}" if text.startswith(FORMULA) else text
