"""Reading tables that come from other programs: csv in the ways of Excel and diaries, xlsx.

A table is somebody else's file: it may be huge, broken, or made to do harm. So its size, rows,
columns and the time it takes are limited, a cell that holds what no name holds is named as faulty,
and whatever goes wrong is a `PlanError`.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from sferum_tui.disk import read_file
from sferum_tui.issues import Issue, PlanError, file_error, readable
from sferum_tui.plan.fields import LONGEST
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow
from sferum_tui.text import silenced, unseen

#: The largest file, in bytes; a list of a complex has some 400 KB.
LARGEST = 4 * 1024 * 1024
#: The most rows of a file; a complex has some 5,000 lessons.
MOST_ROWS = 10_000
#: Columns beyond this one are not looked at.
MOST_COLUMNS = 64
#: How many files of a folder are offered.
MOST_FILES = 40
#: What a table should be, in messages.
EXPECTED = "таблица со столбцом «класс»"
#: What table files are called.
ENDINGS = (".csv", ".xlsx", ".tsv", ".txt")

_SEPARATORS = ";\t,|"
#: So many lines, and so many characters, tell which separator a file uses.
_SAMPLE, _SAMPLED = 100, 100_000
#: No cell has more line ends than that.
_MOST_LINES = 9
_WEB_PAGE = re.compile(rb"\s*<(?:!doctype|html|table|\?xml)", re.IGNORECASE)
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def read_table(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a file. Raises `PlanError`: the file can't be read, or is no table."""
    with suppress(OSError, ValueError):
        if path.stat().st_size > LARGEST:
            raise file_error(path, _TOO_LARGE)
    data, _ = read_file(path, LARGEST)
    return parse_table(data, readable(path))


def parse_table(data: bytes, where: str) -> tuple[Sheet, ...]:
    """The sheets of a file's bytes; what kind it is they tell themselves. Raises `PlanError`."""
    if len(data) > LARGEST:
        raise refused(where, _TOO_LARGE)
    if data.startswith(b"PK"):
        # 0.1 s, and only for those who have such a file.
        from sferum_tui.tables.workbooks import read_workbook

        return read_workbook(data, where)
    if data.startswith(_OLD_EXCEL):
        raise refused(where, "это старый формат .xls или файл с паролем", _SAVE_AS)
    if _WEB_PAGE.match(data.removeprefix(_MARKS[0][0])):
        raise refused(where, "это веб-страница, а не таблица", f"откройте её в Excel и {_SAVE_AS}")
    return parse_text(_decoded(data, where), where)


def parse_text(text: str, where: str) -> tuple[Sheet, ...]:
    """The only sheet of a text with separators, as one copies it too. Raises `PlanError`."""
    if len(text) > LARGEST:
        raise refused(where, _TOO_LARGE)
    if "\0" in text:
        raise refused(where, "это не таблица, а двоичный файл", "файл .csv или .xlsx")
    rows = []
    try:
        for number, cells in enumerate(_records(text.lstrip("\ufeff")), 1):
            if number > MOST_ROWS:
                raise too_many_rows(where)
            if row := clean_row(number, cells):
                rows.append(row)
    except csv.Error:
        what = "одна из строк слишком длинная: возможно, не закрыты кавычки"
        raise refused(where, what, "таблица, сохранённая как .xlsx") from None
    if not rows:
        raise refused(where, "таблица пуста", EXPECTED)
    return (Sheet(tuple(rows)),)


def table_files(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Table files in some folders, the newest first; a folder that can't be read has none."""
    found: dict[Path, float] = {}
    for folder in folders:
        with suppress(OSError):
            for path in folder.iterdir():
                if path.suffix.lower() in ENDINGS and not path.name.startswith("."):
                    with suppress(OSError):
                        if path.is_file():
                            found[path] = path.stat().st_mtime
    return tuple(sorted(found, key=lambda path: (-found[path], path.name)))[:MOST_FILES]


def clean_row(
    number: int, cells: Sequence[str], faults: dict[int, str] | None = None
) -> SheetRow | None:
    """A row with its cells made plain and the faulty ones named; None for an empty one."""
    texts: list[str] = []
    faults = dict(faults or {})
    for column, cell in enumerate(cells[:MOST_COLUMNS]):
        # The rest of a longer text would only cost time: the cell is faulty anyway.
        text = " ".join(silenced(cell[: 10 * LONGEST]).split())
        if sign := unseen(text):
            name = f"U+{ord(sign):04X}"
            faults[column] = f"{place(column)}: невидимый или управляющий знак {name}"
        elif len(text) > LONGEST:
            faults[column] = f"{place(column)}: текст длиннее {LONGEST} знаков"
        texts.append("" if column in faults else text)
    while texts and not texts[-1]:
        texts.pop()
    if not texts and not faults:
        return None
    return SheetRow(number, tuple(texts), faults)


def place(column: int) -> str:
    """«столбец B»: a column as spreadsheets call it."""
    name = chr(ord("A") + column % 26)
    return (
        f"столбец {chr(ord('A') + column // 26 - 1)}{name}" if column >= 26 else f"столбец {name}"
    )


def refused(where: str, what: str, allowed: str = "") -> PlanError:
    """The content of a file is no table that can be used."""
    return PlanError([Issue(where, None, "", what, allowed)])


def too_many_rows(where: str) -> PlanError:
    """A table that no school has."""
    return refused(where, f"больше {MOST_ROWS} строк", "список одной школы")


_TOO_LARGE = f"файл больше {LARGEST // 2**20} МБ: это не список школы"
_SAVE_AS = "сохраните как .xlsx без пароля или .csv"


# Text --------------------------------------------------------------------------------------------


def _decoded(data: bytes, where: str) -> str:
    """UTF-8 or UTF-16 where the file says or proves so, else what a Russian Windows writes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    with suppress(UnicodeDecodeError):
        return data.decode()
    try:
        return data.decode("cp1251")
    except UnicodeDecodeError:
        allowed = "файл .csv в UTF-8 или Windows-1251, файл .xlsx"
        raise refused(where, "непонятная кодировка", allowed) from None


def _records(text: str) -> Iterator[list[str]]:
    """The records of a text. A quote that is never closed is only a sign in a cell.

    Raises `csv.Error`.
    """
    if max(map(len, text.splitlines()), default=0) > _SAMPLED:
        raise csv.Error
    separator = _separator(text[:_SAMPLED].splitlines())
    lines = io.StringIO(text, newline="")
    if _open_quote(text, separator):
        return csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)
    return csv.reader(lines, delimiter=separator)


def _separator(lines: Sequence[str]) -> str:
    """The separator that stands in most lines, and of those the one that does so most evenly."""
    if lines and lines[0].lower().startswith("sep=") and lines[0][4:5] in _SEPARATORS:
        return lines[0][4]
    sample = [line for line in lines if line.strip()][:_SAMPLE]

    def score(sign: str) -> tuple[bool, int]:
        counts = Counter(_outside_quotes(line).count(sign) for line in sample)
        found = sum(number for times, number in counts.items() if times)
        even = max((number for times, number in counts.items() if times), default=0)
        return 2 * found >= len(sample), even

    return max(_SEPARATORS, key=score)


def _outside_quotes(line: str) -> str:
    return "".join(line[: 10 * LONGEST].split('"')[::2])


def _open_quote(text: str, separator: str) -> bool:
    """Whether a quotation mark opens a cell that has no end, or swallows rows until the next."""
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=separator, strict=True)
    last = 0
    try:
        for cells in islice(reader, MOST_ROWS):
            last = reader.line_num
            if any(cell.count("\n") > _MOST_LINES for cell in cells):
                return True
    except csv.Error as error:
        # The end is missing, or the next mark stands in another row, where it ends no cell.
        endless = any(word in str(error) for word in ("unexpected end", "field larger"))
        return endless or reader.line_num - last > 1
    return False
