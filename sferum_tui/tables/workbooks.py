"""Sheets of an xlsx file. This module is loaded only for such a file: openpyxl takes its time."""

from __future__ import annotations

import io
import re
import time
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date
from datetime import time as clock
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils.cell import range_boundaries

from sferum_tui.issues import PlanError
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow
from sferum_tui.rollout.russian import digits
from sferum_tui.tables.reading import (
    EXPECTED,
    MOST_COLUMNS,
    MOST_ROWS,
    clean_row,
    place,
    refused,
    too_many_rows,
)

#: How large the parts of a workbook may be once they are unpacked, in bytes altogether, and how
#: many tags they may have: four for each cell. A list of 5,000 lessons has 3 MB and 200,000 tags.
_UNPACKED, _TAGS = 16 * 1024 * 1024, 500_000
#: How many parts a workbook may have, and how many of its sheets are read.
_PARTS, _SHEETS = 2_000, 60
#: Styles, merged cells and the like may have so many tags, which take longer to read than cells.
_LOOKS = 40_000
#: The root of a part stands in its first bytes.
_START = 2_000
#: So many blocks of merged cells are looked at.
_BLOCKS = 2_000
#: How long reading may take, in seconds; a list of 5,000 lessons needs half a second.
_PATIENCE = 4.0
_MERGED = re.compile(rb'mergeCell[^>]{0,80}\sref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
#: What no honest workbook holds: entities can be made to grow without end.
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")

#: The first and the last column and the last row of merged cells, counted from 1.
Block = tuple[int, int, int]


def read_workbook(data: bytes, where: str) -> tuple[Sheet, ...]:
    """The visible sheets that have anything in them. Raises `PlanError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _inspect(archive, where)
            with warnings.catch_warnings():
                # Of parts that are left out, such as pictures and styles.
                warnings.simplefilter("ignore")
                found = _sheets(data, archive, where)
    except PlanError:
        raise
    except Exception:
        # Whatever openpyxl trips over, the file is to blame.
        raise refused(where, "файл повреждён или это не таблица Excel", _AGAIN) from None
    if not found:
        raise refused(where, "таблица пуста", EXPECTED)
    if len(found) == 1:
        return (Sheet(found[0].rows),)
    return found


_AGAIN = "откройте его в Excel и сохраните как .xlsx ещё раз, или как .csv"


def _inspect(archive: zipfile.ZipFile, where: str) -> None:
    """Refuse what only claims to be a workbook, or would not fit into memory when unpacked."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > _PARTS or sum(part.file_size for part in parts) > _UNPACKED:
        what = f"в распакованном виде больше {_UNPACKED // 2**20} МБ"
        raise refused(where, what, "список одной школы без картинок")
    if any(part.flag_bits & 1 for part in parts):
        raise refused(where, "файл защищён паролем", "файл без пароля")
    if "xl/workbook.xml" not in names and "mimetype" in names:
        raise refused(where, "это таблица .ods", "сохраните как .xlsx или .csv")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise refused(where, "это архив или документ, а не таблица Excel", "файл .xlsx или .csv")
    tags = looks = 0
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            text = archive.read(part)
            if _ENTITIES.search(text) or text.startswith(_WIDE_TEXT):
                raise refused(where, "в таблице есть то, чего не пишет Excel", _AGAIN)
            tags += text.count(b"<")
            looks += 0 if b"<sst" in text[:_START] else _outside(text)
            if tags > _TAGS:
                raise refused(where, "в таблице слишком много ячеек", "список одной школы")
            if looks > _LOOKS:
                what = "в таблице слишком много оформления"
                raise refused(where, what, "одни значения, вставленные в новую таблицу")


def _outside(text: bytes) -> int:
    """How many tags of a part do not stand among the cells of a sheet."""
    first, last = text.find(b"sheetData>"), text.rfind(b"sheetData>")
    return text.count(b"<") - (text.count(b"<", first, last) if first >= 0 else 0)


def _sheets(data: bytes, archive: zipfile.ZipFile, where: str) -> tuple[Sheet, ...]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    until = time.monotonic() + _PATIENCE
    found = []
    left = MOST_ROWS
    try:
        for sheet in book.worksheets[:_SHEETS]:
            if sheet.sheet_state == "visible":
                rows = tuple(_rows(sheet, archive, until, where))
                left -= len(rows)
                if left < 0:
                    raise too_many_rows(where)
                if rows:
                    found.append(Sheet(rows, " ".join(sheet.title.split())))
    finally:
        book.close()
    return tuple(found)


def _rows(sheet: Any, archive: zipfile.ZipFile, until: float, where: str) -> Iterator[SheetRow]:
    """The rows of a sheet. What stands in merged cells stands in each of them."""
    merged = _Merged(archive.read(sheet._worksheet_path))
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
    for number, values in enumerate(rows, 1):
        if values.count(None) == len(values):
            continue
        if number > MOST_ROWS:
            raise too_many_rows(where)
        if time.monotonic() > until:
            raise refused(where, "таблица читается слишком долго", "список одной школы")
        texts = [_text(value) for value in values]
        merged.fill(number, texts)
        wrong = {
            at: f"{place(at)}: вместо значения ошибка {text}"
            for at, text in enumerate(texts)
            if text in ERROR_CODES
        }
        if row := clean_row(number, texts, wrong):
            yield row


class _Merged:
    """Merged cells of a sheet: each of them says what the first one does."""

    def __init__(self, text: bytes) -> None:
        self._blocks: dict[int, list[Block]] = {}
        self._held: dict[int, tuple[int, str]] = {}
        for match in islice(_MERGED.finditer(text), _BLOCKS):
            left, top, right, bottom = (edge or 0 for edge in range_boundaries(match[1].decode()))
            if left <= MOST_COLUMNS and top <= MOST_ROWS:
                self._blocks.setdefault(top, []).append((left, right, bottom))

    def fill(self, number: int, texts: list[str]) -> None:
        """Write into a row what blocks that begin in it or above it say."""
        for left, right, bottom in self._blocks.get(number, ()):
            for at in range(left - 1, min(right, len(texts))):
                self._held[at] = (bottom, texts[left - 1])
        for at, (bottom, text) in tuple(self._held.items()):
            if number > bottom:
                del self._held[at]
            else:
                texts[at] = text


def _text(value: object) -> str:
    """The value of a cell as people write it: 5.0 is 5, a day «05.01.2026»."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    if isinstance(value, date):
        return digits(value)
    if isinstance(value, clock):
        return value.isoformat()
    return str(value)
