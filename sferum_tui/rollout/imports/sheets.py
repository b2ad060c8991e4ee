"""Sheets of a table that somebody else made: rows of text, nothing known yet of what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct, field
from msgspec.structs import replace

from sferum_tui.text import lowered, to_cyrillic

#: So many runs of hidden rows are told.
_RUNS = 5
_NOT_WORDS = re.compile(r"[^\w]+|_")


#: The first words of rows that are no rows of the table.
_ASIDE = re.compile(
    r"(?i)(?:итог|всего|в том числе|сумма|примечан|\*|директор|зам(?:\.|еститель)|составил"
    r"|исп(?:\.|олнитель)|согласован|утвержд|приложение|дата\b|подпись|м\.\s?п|_{3,}|нагрузка по"
    r"|внеурочн|учебный план)"
)


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


class Hidden(Struct, frozen=True):
    """What is hidden in a workbook: numbers of rows, columns counted from 0, titles of sheets."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    sheets: tuple[str, ...] = ()


class Sheet(Struct, frozen=True):
    """The rows that have something in them. `title` is "" where the file has only one sheet.

    `heads` says what stood in the heads of a sheet that was written out as a list: «дни»; `hidden`
    what a person does not see, which stays in the rows: forms keep ids there.
    """

    rows: tuple[SheetRow, ...]
    title: str = ""
    heads: str = ""
    hidden: Hidden = Hidden()

    @property
    def seen(self) -> Sheet:
        """The sheet as a person sees it, without what is hidden."""
        if not (self.hidden.rows or self.hidden.columns):
            return self
        rows = (_seen(it, self.hidden.columns) for it in self.rows)
        shown = (it for it in rows if it.number not in self.hidden.rows)
        return replace(self, rows=tuple(it for it in shown if it.filled or it.faults))

    @property
    def unseen(self) -> str:
        """What of the sheet is hidden and says something, in Russian; "" if nothing is."""
        rows = [it.number for it in self.rows if it.number in self.hidden.rows]
        filled = {at for row in self.rows for at in row.filled}
        columns = sorted(filled & self.hidden.columns)
        parts = [f"лист «{title}»" for title in self.hidden.sheets]
        if rows:
            parts.append(f"{'строки' if len(rows) > 1 else 'строка'} {_told(rows)}")
        if columns:
            names = ", ".join(map(column_letter, columns))
            parts.append(f"{'столбцы' if len(columns) > 1 else 'столбец'} {names}")
        return ", ".join(parts)

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


def unseen_in(sheets: Iterable[Sheet]) -> Iterator[str]:
    """What the sheets of a table hide, a sentence for each: hidden cells are not taken."""
    for sheet in sheets:
        if sheet.unseen:
            where = f"Лист «{sheet.title}»: скрытое" if sheet.title else "Скрытое"
            yield f"{where} не берётся: {sheet.unseen}"


def _seen(row: SheetRow, hidden: frozenset[int]) -> SheetRow:
    cells = tuple("" if at in hidden else cell for at, cell in enumerate(row.cells))
    faults = {at: it for at, it in row.faults.items() if at not in hidden}
    return replace(row, cells=cells, faults=faults)


def _told(numbers: Sequence[int]) -> str:
    """«5–8, 12»; of many runs the first ones."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [f"{it[0]}–{it[-1]}" if len(it) > 1 else f"{it[0]}" for it in runs[:_RUNS]]
    return ", ".join(told) + (" и другие" if len(runs) > _RUNS else "")


def begins_aside(text: str) -> bool:
    """Whether a cell begins a total or a note: «Итого», «Примечание»."""
    return bool(_ASIDE.match(text))


def is_total(row: SheetRow) -> bool:
    """Whether a row begins as a total or a note does."""
    return any(begins_aside(row.cell(at)) for at in row.filled[:2])


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
