"""What all formats do with a text before they write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import groupby

from sferum_tui.documents.model import Cell, Span
from sferum_tui.rollout.russian import MONTHS, MONTHS_SHORT, NBSP, digits, nested, unbroken
from sferum_tui.text import normal, plain_spaces

_DASH = re.compile(r"(?<=\S) (?=[–—] )")
#: «8 декабря», «2026 г.», «п. 7.2 а», «60 %», «2 дня 5 ч».
_NUMBER = re.compile(
    rf"(?<=\d) (?=(?:{'|'.join(MONTHS)}|г\.|[а-д]\b|%|д(?:ень|ня|ней)\b|ч\b|мин\b))"
)
#: A text in straight marks, as it is typed on a keyboard.
_STRAIGHT = re.compile(r'(?<![^\s«„])"([^\s"](?:[^"]*[^\s"])?)"(?![\w"])')
#: «7 класс», «8 «А» класса»; in «5–6 классы» a line would end behind the dash instead.
_CLASS = re.compile(r"(?<![\d–])(\d{1,2}) (?=класс|«)")

#: How wide letters of Arial are, in tenths of a figure; the rest are as wide as figures.
_TENTHS = {
    letter: tenths
    for tenths, letters in {
        4: "'ijl", 5: " .,:;·ftI/", 6: '()-r"', 7: "г", 8: "зкт", 9: "сухчьэcksvxyzJ",
        11: "ъЗТУFTZ□", 12: "жмАБВДЕЁЛРХЧЬABEKPSVXY", 13: "ыюИЙНПСЦЭЯwCDHNRU", 14: "шОФЪGOQ",
        15: "фщМmM", 16: "ШЫ", 17: "ЖЩW", 18: "Ю—…", 19: "№",
    }.items()
    for letter in letters
}  # fmt: skip
#: What stays on one line: a word, a part of one up to its hyphen.
_PIECE = re.compile(r"[^\s-]*-|[^\s-]+|\s+")
#: How much of a column is left for its text, in tenths of a figure for each of its width.
_ROOM = 9.4
#: No cell is made higher than so many lines.
_MOST_LINES = 20


def printed(text: str) -> str:
    """For paper: «ёлочки», inner „лапки“; no line ends inside «№ 5», «8 декабря», nor at a dash."""
    text = nested(_STRAIGHT.sub(r"«\1»", normal(text)))
    tied = _NUMBER.sub(NBSP, _DASH.sub(NBSP, unbroken(text)))
    return _CLASS.sub(rf"\1{NBSP}", tied)


def stamp(now: datetime) -> datetime:
    """When a file was made, as files say it: in UTC, to the second; a time of no zone as it is."""
    there = now.astimezone(UTC) if now.tzinfo else now
    return there.replace(tzinfo=None, microsecond=0)


def plain(text: str) -> str:
    """For data: searched and compared, so without no-break spaces."""
    return plain_spaces(normal(text)).strip()


def told(value: Cell) -> str:
    """A value of a table as text; dates as «30.11.2026»."""
    if value is None:
        return ""
    return digits(value) if isinstance(value, date) else str(value)


def months(spans: Iterable[Span]) -> Iterator[tuple[str, int]]:
    """The heads over the days of a picture: «нояб. 2026», and over how many cells it stands."""
    for (year, month), cells in groupby(spans, lambda it: (it.first.year, it.first.month)):
        yield f"{MONTHS_SHORT[month - 1]} {year}", len(list(cells))


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column so wide, in figures of its type."""
    room, lines, used = width * _ROOM, 1, 0.0
    for piece in _PIECE.findall(text):
        needed = sum(_TENTHS.get(letter, 10) for letter in piece)
        if used and used + needed > room and not piece.isspace():
            lines, used = lines + 1, 0
        used += needed
        if not piece.isspace():
            # A word longer than the line goes on in the next one.
            further = int(max(0, used - 1) // room)
            lines, used = lines + further, used - further * room
    return min(_MOST_LINES, lines)
