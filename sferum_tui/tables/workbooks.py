"""Sheets of an xlsx, xls or ods file. Loaded only for such a file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from datetime import time as clock
from itertools import islice

from msgspec.structs import replace
from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from sferum_tui.issues import PlanError, refused
from sferum_tui.rollout.imports.sheets import Hidden, Sheet, SheetRow
from sferum_tui.rollout.russian import digits
from sferum_tui.tables.archives import AGAIN, Block, inspect, ods_blocks, xlsx_errors
from sferum_tui.tables.hidden import ods_hidden, xlsx_hidden
from sferum_tui.tables.limits import (
    EXPECTED,
    MOST_COLUMNS,
    MOST_ROWS,
    clean_row,
    place,
    too_many_rows,
)

#: How many sheets are read.
_SHEETS = 60
#: So many blocks of merged cells are looked at.
_BLOCKS = 5_000
_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|DIV/0!|VALUE!|NUM!|NULL!|GETTING_DATA)")


def read_workbook(data: bytes, where: str) -> tuple[Sheet, ...]:
    """The visible sheets that have anything in them. Raises `PlanError`.

    Which rows and columns are hidden is told by xlsx and ods, not by xls.
    """
    try:
        if data.startswith(b"PK"):
            inspect(data, where)
        found = tuple(_sheets(data, where))
    except PlanError:
        raise
    except PasswordError:
        raise refused(where, "файл защищён паролем", "файл без пароля") from None
    except BaseException as error:
        # Whatever the library trips over, the file is to blame; a panic is no `Exception`.
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        kind = "" if data.startswith(b"PK") else " .xls"
        what = f"файл{kind} повреждён, закрыт паролем или это не таблица"
        raise refused(where, what, AGAIN) from None
    if not found:
        raise refused(where, "таблица пуста", EXPECTED)
    return (replace(found[0], title=""),) if len(found) == 1 else found


def _sheets(data: bytes, where: str) -> Iterator[Sheet]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    blocks = ods_blocks(data) if b"opendocument" in data[:200] else None
    modern = data.startswith(b"PK") and blocks is None
    errors = xlsx_errors(data) if modern else {}
    hidden = xlsx_hidden(data) if modern else ods_hidden(data) if blocks is not None else {}
    passed_over = tuple(
        " ".join(it.name.split())
        for it in book.sheets_metadata
        if it.visible == SheetVisibleEnum.Hidden
    )
    left = MOST_ROWS
    for meta in islice(book.sheets_metadata, _SHEETS):
        if meta.visible != SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        merged = blocks.get(meta.name, []) if blocks is not None else sheet.merged_cell_ranges
        rows = tuple(_rows(sheet, merged or [], errors.get(meta.name, {}), where))
        left -= len(rows)
        if left < 0:
            raise too_many_rows(where)
        if rows:
            hides = replace(hidden.get(meta.name, Hidden()), sheets=passed_over)
            passed_over = ()
            yield Sheet(rows, " ".join(meta.name.split()), hidden=hides)


def _rows(
    sheet: CalamineSheet,
    blocks: Sequence[Block],
    errors: Mapping[int, Mapping[int, str]],
    where: str,
) -> Iterator[SheetRow]:
    """The rows of a sheet. What stands in merged cells stands in each of them."""
    start = sheet.start
    if start is None:
        return
    top, left = start
    merged = _Merged(blocks)
    values = sheet.to_python(skip_empty_area=True, nrows=MOST_ROWS + 1)
    for number, row in enumerate(values, top):
        texts = [""] * left + [_text(value) for value in row[:MOST_COLUMNS]]
        merged.fill(number, texts)
        wrong = {at: text for at, text in enumerate(texts) if _ERROR.fullmatch(text)}
        wrong |= {at: it for at, it in errors.get(number, {}).items() if at < MOST_COLUMNS}
        texts += [""] * (max(wrong, default=0) + 1 - len(texts))
        told = {at: f"{place(at)}: вместо значения ошибка {it}" for at, it in wrong.items()}
        cleaned = clean_row(number + 1, texts, told)
        if cleaned and number >= MOST_ROWS:
            raise too_many_rows(where)
        if cleaned:
            yield cleaned


class _Merged:
    """Merged cells of a sheet: each of them says what the first one does."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks: dict[int, list[Block]] = {}
        self._held: dict[int, tuple[int, str]] = {}
        for block in islice(blocks, _BLOCKS):
            (top, left), _ = block
            if left < MOST_COLUMNS and top < MOST_ROWS:
                self._blocks.setdefault(top, []).append(block)

    def fill(self, number: int, texts: list[str]) -> None:
        """Write into a row what blocks that begin in it or above it say."""
        for (_, left), (bottom, right) in self._blocks.get(number, ()):
            for at in range(left, min(right + 1, len(texts))):
                self._held[at] = (bottom, texts[left])
        for at, (bottom, text) in tuple(self._held.items()):
            if number > bottom:
                del self._held[at]
            elif at < len(texts):
                texts[at] = text


def _text(value: object) -> str:
    """The value of a cell as people write it: 5.0 is 5, a day «05.01.2026»."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}".replace(".", ",")
    if isinstance(value, date):
        return digits(value)
    if isinstance(value, clock):
        return value.isoformat()
    return str(value)
