"""What all formats do with a text before they write it."""

from __future__ import annotations

import re
from datetime import date

from sferum_tui.documents.model import Cell, clean
from sferum_tui.rollout.russian import NBSP, digits, unbroken

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})
#: A spreadsheet takes a cell that starts so for a formula.
FORMULA = ("=", "+", "-", "@")
_DASH = re.compile(r"(?<=\S) (?=[–—] )")


def printed(text: str) -> str:
    """For paper: no line ends inside «№ 5» and before a dash."""
    return _DASH.sub(NBSP, unbroken(clean(text)))


def plain(text: str) -> str:
    """For data: searched and compared, so without no-break spaces."""
    return clean(text).translate(_SPACES).strip()


def told(value: Cell) -> str:
    """A value of a table as text; dates as «30.11.2026»."""
    if value is None:
        return ""
    return digits(value) if isinstance(value, date) else str(value)
