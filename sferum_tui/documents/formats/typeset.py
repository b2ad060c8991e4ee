"""What all formats do with a text before they write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from sferum_tui.documents.model import Cell, Span
from sferum_tui.rollout.russian import MONTHS, MONTHS_SHORT, NBSP, digits, unbroken
from sferum_tui.text import normal, plain_spaces

#: A spreadsheet takes a cell that starts so for a formula.
FORMULA = ("=", "+", "-", "@")
_DASH = re.compile(r"(?<=\S) (?=[–—] )")
#: «8 декабря», «2026 г.», «п. 7.2 а», «60 %».
_NUMBER = re.compile(rf"(?<=\d) (?=(?:{'|'.join(MONTHS)}|г\.|[а-д]\b|%))")


def printed(text: str) -> str:
    """For paper: no line ends inside «№ 5» and «8 декабря», nor before a dash."""
    return _NUMBER.sub(NBSP, _DASH.sub(NBSP, unbroken(normal(text))))


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
