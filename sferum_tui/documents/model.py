"""What a document is made of, whatever the format: headings, paragraphs, tables, a picture.

Texts may come from people: every format cleans them and writes them as data, never as markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

#: A value of a table. Dates stay dates where a format knows them.
Cell = str | int | date | None
Align = Literal["left", "right", "center"]
#: How many cells the days of a picture may take on a page.
CELLS = 46
#: So many rows are not parted by the end of a page.
SHORT = 8
#: How a paragraph looks: running text, a line of its own, a remark, a quotation to copy; «school»
#: is the name of the school, which a letterhead has already.
Look = Literal["body", "plain", "center", "school", "right", "strong", "note", "quote"]


class NoDocumentError(Exception):
    """A plan gives nothing to say in a document; the message says why, in Russian."""


class LetterheadError(ValueError):
    """A letterhead can't be written on; the message says why, in Russian."""


class Heading(Struct, frozen=True):
    """A heading; level 1 is the document's own. `new_page` puts it at the top of a page."""

    text: str
    level: int = 2
    new_page: bool = False


class Paragraph(Struct, frozen=True):
    """Running text."""

    text: str
    look: Look = "body"


class Point(Struct, frozen=True):
    """A point of an order or a decision, numbered «3.» or «3.1.», or with a box «□» to tick.

    Word counts them itself: «1.» begins a list anew.
    """

    number: str
    text: str


class Items(Struct, frozen=True):
    """A list with bullets."""

    texts: tuple[str, ...]


class Facts(Struct, frozen=True):
    """Labels and what stands behind each."""

    pairs: tuple[tuple[str, str], ...]


class Sides(Struct, frozen=True):
    """One line with a text at each edge, such as a date and a number, or a role and a name."""

    left: str
    right: str


class Signature(Struct, frozen=True):
    """Who signs: the position, a line to sign on, the name or a place for it."""

    role: str
    name: str


class Corner(Struct, frozen=True):
    """Lines in the upper right corner: «УТВЕРЖДАЮ», «Приложение 1»."""

    lines: tuple[str, ...]
    new_page: bool = False


class Column(Struct, frozen=True):
    """A column of a table; its width counts in characters and says what share it gets.

    A workbook offers the `choices` as a list, none of them with a comma, and does not show what is
    `hidden`.
    """

    title: str
    width: int
    align: Align = "left"
    choices: tuple[str, ...] = ()
    hidden: bool = False


class Table(Struct, frozen=True):
    """A table with a head that is repeated on every page, and a last row of sums where given.

    Of a table too wide for paper a workbook prints the first `printed` columns, 0 for all.
    `tall` rows have room for a signature.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    printed: int = 0
    total: tuple[Cell, ...] = ()
    tall: bool = False

    @property
    def short(self) -> bool:
        """Whether it is to stand on one page."""
        return len(self.rows) <= SHORT

    @property
    def spare(self) -> int:
        """How many of the last rows hold nothing but their number: they are there to write on."""
        filled = (place for place, row in enumerate(self.rows, 1) if len(row) < 2 or any(row[1:]))
        return len(self.rows) - max(filled, default=0)

    def shortened(self, rows: int) -> Table:
        """The table with so many rows to write on less, as far as there are any."""
        return replace(self, rows=self.rows[: len(self.rows) - min(rows, self.spare)])

    def without(self, place: int) -> Table:
        """The table with one column less; it has no sums."""
        rows = tuple((*row[:place], *row[place + 1 :]) for row in self.rows)
        return Table((*self.columns[:place], *self.columns[place + 1 :]), rows)

    @property
    def lines(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows with that of the sums."""
        return (*self.rows, self.total) if self.total else self.rows


class Lane(Struct, frozen=True):
    """One stage on the picture of windows; its term runs from the day after `event`."""

    number: int
    label: str
    event: date
    first: date
    last: date
    told: str


class Span(Struct, frozen=True):
    """Some days of the picture that share one cell."""

    first: date
    last: date
    off: bool

    def touches(self, first: date, last: date) -> bool:
        """Whether any of these days lies in this cell."""
        return self.first <= last and first <= self.last


class Picture(Struct, frozen=True):
    """The windows of the stages on the days of the calendar."""

    lanes: tuple[Lane, ...]
    days_off: frozenset[date]

    @property
    def size(self) -> int:
        """How many days a cell stands for on paper."""
        return -(-((self.last - self.first).days + 1) // CELLS)

    @property
    def first(self) -> date:
        """The day the picture begins with."""
        return min(lane.event for lane in self.lanes)

    @property
    def last(self) -> date:
        """The day the picture ends with."""
        return max(lane.last for lane in self.lanes)

    def spans(self, most: int) -> tuple[Span, ...]:
        """The days in at most so many cells, each of a day, or of the same number of days."""
        days = (self.last - self.first).days + 1
        size = -(-days // most)
        found = []
        for start in range(0, days, size):
            first = self.first + timedelta(days=start)
            last = min(first + timedelta(days=size - 1), self.last)
            found.append(Span(first, last, size == 1 and first in self.days_off))
        return tuple(found)


Block = Heading | Paragraph | Point | Items | Facts | Sides | Signature | Corner | Table | Picture
#: How a part stands on paper: after the one before, on pages counted from 1, or in one piece that
#: can be cut off.
Place = Literal["flow", "pages", "slip"]


class Section(Struct, frozen=True):
    """A part of a document; in a workbook a sheet of this title."""

    title: str
    blocks: tuple[Block, ...]
    place: Place = "flow"

    def tables(self) -> Iterator[Table]:
        """The tables of this part."""
        return (block for block in self.blocks if isinstance(block, Table))


class Paper(Struct, frozen=True):
    """Colours as RRGGBB: the stages in their order, days off, the wait for a window, heads."""

    stages: tuple[str, ...] = ()
    day_off: str = "FFFFFF"
    run_up: str = "FFFFFF"
    head: str = "FFFFFF"
    frame: str = "808080"

    def stage(self, number: int) -> str:
        """The colour of a stage."""
        return self.stages[(number - 1) % len(self.stages)] if self.stages else self.frame


class Document(Struct, frozen=True):
    """A whole document.

    `running` stands at the head of a workbook's pages, `foot` below; `compact` is for sheets that
    are to fill no more than a page; `twice` puts two copies on a sheet that lies on its side;
    `hall` pages are read from far away and load anew every `reload` minutes, 0 for never;
    `author` is the school.
    """

    title: str
    sections: tuple[Section, ...]
    running: str = ""
    foot: str = ""
    landscape: bool = False
    compact: bool = False
    twice: bool = False
    author: str = ""
    hall: bool = False
    reload: int = 0

    @property
    def blocks(self) -> Iterator[Block]:
        """The blocks of all sections."""
        return (block for section in self.sections for block in section.blocks)


def shares(columns: Sequence[Column], whole: int) -> list[int]:
    """The widths of columns in a unit of which there are so many, their sum exact."""
    total = sum(column.width for column in columns)
    edges = [whole * upto // total for upto in accumulate(column.width for column in columns)]
    return [edge - before for before, edge in pairwise((0, *edges))]
