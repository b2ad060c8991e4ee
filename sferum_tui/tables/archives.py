"""What is in the archive of an xlsx or ods file, looked at before a library unpacks it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element, iterparse

from sferum_tui.issues import refused
from sferum_tui.tables.limits import MOST_COLUMNS, MOST_ROWS

#: How large the parts of a workbook may be once they are unpacked, in bytes altogether, and how
#: many tags they may have: four for each cell. A list of 5,000 lessons has 3 MB and 200,000 tags.
_UNPACKED, _TAGS = 16 * 1024 * 1024, 500_000
#: From this size on, a part that shrinks so much is made to do harm.
_RATIO, _RATIO_FROM = 200, 1024 * 1024
#: How many parts a workbook may have.
_PARTS = 2_000
#: Styles, merged cells and the like may have so many tags, which take longer to read than cells.
_LOOKS = 40_000
#: The root of a part stands in its first bytes.
_START = 2_000
#: A sheet is read as a full rectangle: its cells may span so many, empty ones with them.
_AREA = 4_000_000
#: What no honest workbook holds: entities can be made to grow without end.
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]{0,80}?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]{0,200}?\br=[\"']([0-9]{1,9})[\"']")
_REPEATED = re.compile(
    rb"<table:table-(row|cell)\b[^>]{0,600}?number-(?:rows|columns)-repeated=\"(\d+)\"[^>]{0,600}?(/?)>"
    rb"(.{0,200})",
    re.DOTALL,
)
AGAIN = "откройте его в Excel и сохраните как .xlsx ещё раз, или как .csv"

#: Merged cells: the first row and column and the last ones, counted from 0.
Block = tuple[tuple[int, int], tuple[int, int]]


def inspect(data: bytes, where: str) -> None:
    """Refuse what only claims to be a workbook, or would not fit into memory. Raises `PlanError`.

    Also whatever `zipfile` raises for a damaged archive.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        _check_sizes(parts, where)
        _check_kind({part.filename for part in parts}, where)
        tags = looks = 0
        for part in parts:
            # Reading a part proves that it is as large as the archive says.
            text = archive.read(part)
            if part.filename.endswith((".xml", ".rels")):
                _check_part(text, part.filename, where)
                tags += text.count(b"<")
                looks += 0 if b"<sst" in text[:_START] else _outside(text)
                if tags > _TAGS:
                    raise refused(where, "в таблице слишком много ячеек", "список одной школы")
                if looks > _LOOKS and "content.xml" not in part.filename:
                    what = "в таблице слишком много оформления"
                    raise refused(where, what, "одни значения, вставленные в новую таблицу")


def _check_sizes(parts: list[zipfile.ZipInfo], where: str) -> None:
    if len(parts) > _PARTS or sum(part.file_size for part in parts) > _UNPACKED:
        what = f"в распакованном виде больше {_UNPACKED // 2**20} МБ"
        raise refused(where, what, "список одной школы без картинок")
    if any(
        it.file_size > _RATIO_FROM and it.file_size > _RATIO * max(1, it.compress_size)
        for it in parts
    ):
        raise refused(where, "файл сжат так, как таблицы не сжимаются", AGAIN)
    if any(part.flag_bits & 1 for part in parts):
        raise refused(where, "файл защищён паролем", "файл без пароля")


def _check_kind(names: set[str], where: str) -> None:
    workbook = "[Content_Types].xml" in names and any(it.startswith("xl/") for it in names)
    if not workbook and not {"mimetype", "content.xml"} <= names:
        what = "это архив или документ, а не таблица"
        raise refused(where, what, "файл .xlsx, .ods, .xls или .csv")


def _check_part(text: bytes, name: str, where: str) -> None:
    if _ENTITIES.search(text) or text.startswith(_WIDE_TEXT):
        raise refused(where, "в таблице есть то, чего не пишет Excel", AGAIN)
    far = "ячейки стоят слишком далеко одна от другой"
    if "worksheets/" in name and _area(text) > _AREA:
        raise refused(where, far, "одна таблица на листе")
    if name == "content.xml" and _repeats(text):
        raise refused(where, far, "одна таблица на листе")


def _area(text: bytes) -> int:
    """How many cells the rectangle of a sheet's cells has."""
    cells = _CELL.findall(text)
    rows = [int(row) for _, row in cells] + [int(row) for row in _ROW.findall(text)]
    columns = {_number(letters) for letters, _ in cells} or {1}
    loose = text.count(b"<c ") + text.count(b"<c>") - len(cells)
    width = max(max(columns) - min(columns) + 1, min(loose, 16_384))
    return (max(rows, default=1) - min(rows, default=1) + 1) * width


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _repeats(text: bytes) -> bool:
    """Whether an ods says something so often that it does not fit; empty cells repeat freely."""
    most = {b"row": MOST_ROWS, b"cell": MOST_COLUMNS}
    return any(
        int(times) > most[kind] and not ended and b"<text:" in inside.split(b"</table:table-row")[0]
        for kind, times, ended, inside in _REPEATED.findall(text)
    )


def _outside(text: bytes) -> int:
    """How many tags of a part do not stand among the cells of a sheet."""
    first, last = text.find(b"sheetData>"), text.rfind(b"sheetData>")
    return text.count(b"<") - (text.count(b"<", first, last) if first >= 0 else 0)


# Errors of an xlsx -------------------------------------------------------------------------------

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ERROR = re.compile(
    rb"<(?:\w+:)?c\s(?=[^>]*\bt=[\"']e[\"'])[^>]*\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*>"
    rb"(?:<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)?<(?:\w+:)?v>([^<]{2,20})"
)


def xlsx_errors(data: bytes) -> dict[str, dict[int, dict[int, str]]]:
    """Cells with an error in place of a value, which calamine takes for empty ones.

    By the title of the sheet, the row and the column, counted from 0: «#REF!».
    """
    found: dict[str, dict[int, dict[int, str]]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for title, part in sheet_parts(archive):
            rows = found.setdefault(title, {})
            for letters, row, error in _ERROR.findall(archive.read(part)):
                cells = rows.setdefault(int(row) - 1, {})
                cells[_number(letters) - 1] = error.decode("utf-8", "replace")
    return found


def sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The title of each sheet of an xlsx, and the part of the archive that holds it."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return
    relations = {
        attribute(tag, b"Id"): attribute(tag, b"Target").removeprefix("/xl/")
        for tag in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels"))
    }
    for tag in _SHEET.findall(archive.read("xl/workbook.xml")):
        part = f"xl/{relations.get(attribute(tag, b'id'), '')}"
        if part in names:
            yield attribute(tag, b"name"), part


def attribute(tag: bytes, name: bytes) -> str:
    """The value of an attribute of a tag; "" if it has none."""
    found = re.search(rb"[\s:]" + name + rb"=[\"']([^\"']*)", tag)
    return unescape(found[1].decode("utf-8", "replace")) if found else ""


# Tables of an ods --------------------------------------------------------------------------------

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def ods_blocks(data: bytes) -> dict[str, list[Block]]:
    """The merged cells of an ods by the title of the sheet, which calamine does not tell."""
    return {
        title: list(_spans(table.iter(f"{TABLE}table-row"))) for title, table in tables_of(data)
    }


def tables_of(data: bytes) -> Iterator[tuple[str, Element]]:
    """The tables of an ods with their titles, one after the other."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as content:
        # Entities were refused before: see `_check_part`.
        for _, table in iterparse(content):  # noqa: S314
            if table.tag == f"{TABLE}table":
                yield table.get(f"{TABLE}name", ""), table
                table.clear()


def _spans(rows: Iterator[object]) -> Iterator[Block]:
    top = 0
    for row in rows:
        left = 0
        for cell in row:  # type: ignore[attr-defined]
            wide = int(cell.get(f"{TABLE}number-columns-spanned", "1"))
            high = int(cell.get(f"{TABLE}number-rows-spanned", "1"))
            if (wide > 1 or high > 1) and top < MOST_ROWS and left < MOST_COLUMNS:
                yield (top, left), (top + high - 1, left + wide - 1)
            left += int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        top += int(row.get(f"{TABLE}number-rows-repeated", "1"))  # type: ignore[attr-defined]
