"""Sheets of a text with separators: csv in the ways of Excel and diaries, and what is pasted."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from sferum_tui.issues import refused
from sferum_tui.rollout.imports.sheets import Sheet
from sferum_tui.tables.limits import (
    EXPECTED,
    LARGEST,
    MOST_ROWS,
    SAVE_AS,
    TOO_LARGE,
    clean_row,
    too_many_rows,
    without_entities,
)
from sferum_tui.text import LONGEST

#: Signs that part cells, the usual ones first.
_SEPARATORS, _RARE = ";\t,|", "^~#:"
#: What parts the cells of a list that is no csv: two spaces, a dash or a colon with a space.
_GAPS = {
    " ": re.compile(r"\s{2,}"),
    "—": re.compile(r"\s+[-–—]\s+(?![«\"]?[^\W\d_][»\"]?(?:\s|$))"),
    ": ": re.compile(r":\s+"),
}
_TOLD = "—", ": "
#: So many lines of a message are no part of its list.
_GREETINGS = 2
#: So many lines, and so many characters, tell which separator a file uses.
_SAMPLE, _SAMPLED = 100, 100_000
#: No cell has more line ends than that.
_MOST_LINES = 9
_MARKUP = re.compile(r"(?is)^\s*(?:<!|<\?xml|<\w+[\s>]|mime-version:)|<table\b.{0,2000}<t[dr]\b")
WEB_PAGE = f"это веб-страница, которую назвали таблицей; откройте её в Excel и {SAVE_AS}"


def parse_text(text: str, where: str) -> tuple[Sheet, ...]:
    """The only sheet of a text with separators, as one copies it too. Raises `PlanError`."""
    if len(text) > LARGEST:
        raise refused(where, TOO_LARGE)
    text = without_entities(text.lstrip("\ufeff"))
    if "\0" in text:
        raise refused(where, "это не таблица, а двоичный файл", "файл .csv, .xlsx, .xls или .ods")
    if _MARKUP.search(text[:4000]):
        raise refused(where, WEB_PAGE)
    rows = []
    try:
        for number, cells in enumerate(_records(text), 1):
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


def _records(text: str) -> Iterator[list[str]]:
    """The records of a text. A quote that is never closed is only a sign in a cell.

    Raises `csv.Error`.
    """
    if max(map(len, text.splitlines()), default=0) > _SAMPLED:
        raise csv.Error
    separator = _separator(text[:_SAMPLED].splitlines())
    if gap := _GAPS.get(separator):
        return (gap.split(line.strip()) for line in text.splitlines())
    lines = io.StringIO(text, newline="")
    if _open_quote(text, separator):
        return csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)
    return csv.reader(lines, delimiter=separator)


def _separator(lines: Sequence[str]) -> str:
    """The separator that stands in most lines, and of those the one that does so most evenly."""
    if lines and lines[0].lower().startswith("sep=") and lines[0][4:5].strip(" \n"):
        return lines[0][4]
    sample = [line for line in lines if line.strip()][:_SAMPLE]
    if sign := _sign_of_message(sample):
        return sign
    best = max(_SEPARATORS, key=lambda sign: _evenness(sample, sign))
    if _evenness(sample, best)[0]:
        return best
    for sign in _RARE:
        found, even = _evenness(sample, sign)
        if found and even == len(sample) > 1:
            return sign
    gaps = [len(re.findall(r"\S\s{2,}\S", line)) for line in sample]
    return " " if len(gaps) > 1 and gaps[0] and len(set(gaps)) == 1 else best


def _sign_of_message(sample: Sequence[str]) -> str:
    """The dash or colon between the parts of a list in a message; "" if there is no such list.

    It stands equally often on every line but a few, which greet or thank; a comma there has a
    space behind it.
    """
    if 2 * sum(bool(re.search(r"[;\t|]|,\S", it)) for it in sample) >= len(sample):
        return ""
    for sign in _TOLD:
        parts = [line.partition(",") for line in sample]
        if any(_GAPS[sign].search(behind) for _, _, behind in parts):
            # «5А - 25 чел., 5Б - 26 чел.»
            continue
        times = [len(_GAPS[sign].findall(before)) for before, _, _ in parts]
        lists = [number for number in times if number]
        if len(lists) > 1 and len({*lists}) == 1 and len(sample) - len(lists) <= _GREETINGS:
            return sign
    return ""


def _evenness(sample: Sequence[str], sign: str) -> tuple[bool, int]:
    """Whether a sign stands in half of the lines, and in how many of them equally often."""
    counts = Counter(_outside_quotes(line).count(sign) for line in sample)
    found = sum(number for times, number in counts.items() if times)
    even = max((number for times, number in counts.items() if times), default=0)
    return 2 * found >= len(sample), even


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
