"""Reading tables that come from other programs: xlsx, xls, ods, and csv in the ways of diaries.

A table is somebody else's file: it may be huge, broken, or made to do harm. So its size, rows and
columns are limited, a cell that holds what no name holds is named as faulty, and whatever goes
wrong is a `PlanError`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sferum_tui.disk import read_file
from sferum_tui.issues import readable, refused
from sferum_tui.rollout.imports.sheets import Sheet
from sferum_tui.tables.encodings import decoded
from sferum_tui.tables.limits import LARGEST, SAVE_AS, TOO_LARGE
from sferum_tui.tables.text import WEB_PAGE, parse_text

#: How many files of a folder are offered.
MOST_FILES = 40
#: What table files are called.
ENDINGS = (".csv", ".xlsx", ".xls", ".ods", ".xlsm", ".tsv", ".txt")

_WEB_PAGE = re.compile(
    rb"\s*(?:<(?:!doctype|!--|html|head|body|style|meta|table|\?xml)|mime-version:)", re.I
)
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
#: How files of other kinds begin.
_OTHERS = (
    (b"%PDF", "это PDF, а не таблица"),
    (b"{\\rtf", "это документ, а не таблица"),
    (b"Rar!", "это архив, а не таблица"),
    (b"7z\xbc\xaf", "это архив, а не таблица"),
)


def read_table(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a file. Raises `PlanError`: the file can't be read, or is no table."""
    return parse_table(read_file(path, LARGEST)[0], readable(path))


def parse_table(data: bytes, where: str) -> tuple[Sheet, ...]:
    """The sheets of a file's bytes; what kind it is they tell themselves. Raises `PlanError`."""
    if len(data) > LARGEST:
        raise refused(where, TOO_LARGE)
    if data.startswith((b"PK", _OLD_EXCEL)):
        # Only for those who have such a file.
        from sferum_tui.tables.workbooks import read_workbook

        return read_workbook(data, where)
    if _WEB_PAGE.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise refused(where, WEB_PAGE)
    for start, what in _OTHERS:
        if data.startswith(start):
            raise refused(where, what, SAVE_AS)
    text = decoded(data)
    if text is None:
        allowed = "файл .csv в UTF-8 или Windows-1251, файл .xlsx"
        raise refused(where, "непонятная кодировка", allowed)
    return parse_text(text, where)


def table_files(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Table files in some folders, the newest first; a folder that can't be read has none."""
    found: dict[Path, float] = {}
    for folder in folders:
        with suppress(OSError):
            for path in folder.iterdir():
                if path.suffix.lower() in ENDINGS and not path.name.startswith((".", "~$")):
                    with suppress(OSError):
                        if path.is_file():
                            found[path] = path.stat().st_mtime
    return tuple(sorted(found, key=lambda path: (-found[path], path.name)))[:MOST_FILES]
