"""Which rows and columns of a workbook are hidden: calamine reads them like any other."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from sferum_tui.rollout.imports.sheets import Hidden
from sferum_tui.tables.archives import TABLE, attribute, sheet_parts, tables_of
from sferum_tui.tables.limits import MOST_COLUMNS

_HIDES = rb"\shidden=[\"'](?:1|true)[\"']"
_ROW = re.compile(rb"<(?:\w+:)?row(?=\s)(?=[^>]*" + _HIDES + rb")[^>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col(?=\s)(?=[^>]*" + _HIDES + rb")[^>]*>")


def xlsx_hidden(data: bytes) -> dict[str, Hidden]:
    """What is hidden in an xlsx, by the title of the sheet; rows are counted from 1."""
    found: dict[str, Hidden] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for title, part in sheet_parts(archive):
            text = archive.read(part)
            if b"hidden=" in text:
                rows = {attribute(tag, b"r") for tag in _ROW.findall(text)}
                columns = {at for tag in _COLUMN.findall(text) for at in _range(tag)}
                numbers = frozenset(int(it) for it in rows if it.isdecimal())
                found[title] = Hidden(numbers, frozenset(columns))
    return found


def _range(tag: bytes) -> range:
    """The columns of a tag, counted from 0."""
    first, last = attribute(tag, b"min"), attribute(tag, b"max")
    if not (first.isdecimal() and last.isdecimal()):
        return range(0)
    return range(int(first) - 1, min(int(last), MOST_COLUMNS))


def ods_hidden(data: bytes) -> dict[str, Hidden]:
    """What is hidden in an ods, by the title of the sheet."""
    return {
        title: Hidden(
            frozenset(at + 1 for at in _collapsed(table.iter(f"{TABLE}table-row"), "rows")),
            frozenset(_collapsed(table.iter(f"{TABLE}table-column"), "columns")),
        )
        for title, table in tables_of(data)
    }


def _collapsed(elements: Iterator[object], what: str) -> Iterator[int]:
    """The numbers of elements that are not shown, counted from 0."""
    at = 0
    for element in elements:
        times = int(element.get(f"{TABLE}number-{what}-repeated", "1"))  # type: ignore[attr-defined]
        if element.get(f"{TABLE}visibility", "visible") != "visible":  # type: ignore[attr-defined]
            yield from range(at, at + min(times, MOST_COLUMNS))
        at += times
