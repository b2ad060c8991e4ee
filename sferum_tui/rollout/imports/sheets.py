"""Sheets of a table that somebody else made: rows of text, nothing known yet of what they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct, field

from sferum_tui.text import lowered, to_cyrillic

_NOT_WORDS = re.compile(r"[^\w]+|_")


class SheetRow(Struct, frozen=True):
    """A row: its number in the file, counted from 1, and its cells without spaces at their ends.

    A cell may hold line breaks, which part names from one another. `faults` tells by column,
    counted from 0, why a cell can't be used.
    """

    number: int
    cells: tuple[str, ...]
    faults: Mapping[int, str] = field(default_factory=dict)

    def cell(self, column: int | None) -> str:
        """The text of a cell as one line; "" where the row has none."""
        return " ".join(self.lines(column).split())

    def lines(self, column: int | None) -> str:
        """The text of a cell with its line breaks."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns that say anything."""
        return tuple(at for at, cell in enumerate(self.cells) if cell)


class Sheet(Struct, frozen=True):
    """The rows that have something in them. `title` is "" where the file has only one sheet.

    `heads` says what stood in the heads of a sheet that was written out as a list: «дни».
    """

    rows: tuple[SheetRow, ...]
    title: str = ""
    heads: str = ""

    def titles(self, start: int) -> tuple[str, ...]:
        """What the tab says and what stands above the heads, which end behind `start` rows.

        Of a sheet without heads the first row may be a title: a cell alone above a table.
        """
        above = self.rows[: max(0, start - 1)]
        if not start and len(self.rows) > 1 and len(self.rows[1].filled) > 1:
            above = tuple(row for row in self.rows[:1] if len(row.filled) == 1)
        return (self.title, *(row.cell(at) for row in above for at in row.filled))

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max((len(row.cells) for row in self.rows), default=0)


@lru_cache(8192)
def plainly(text: str) -> str:
    """The text as names are compared: no case, ё = е, no look-alikes, words with a space between.

    «Рус. яз.» → «рус яз».
    """
    words = _NOT_WORDS.sub(" ", lowered(to_cyrillic(text)))
    return " ".join(words.split())


def column_letter(column: int) -> str:
    """A column as spreadsheets call it: 0 → «A», 27 → «AB»."""
    name = chr(ord("A") + column % 26)
    return name if column < 26 else chr(ord("A") + column // 26 - 1) + name
