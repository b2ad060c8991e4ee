"""A table of names to type: what is typed goes to the cell the cursor is in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message

from sferum_tui.editing.teachers import Cell
from sferum_tui.rollout.russian import plural
from sferum_tui.text import fitted, normal
from sferum_tui.widgets.grid_base import CellGrid
from sferum_tui.widgets.painted import Parts, in_view

#: Cells of a column of names, and of the narrowest labels.
COLUMN, NARROW = 18, 6
#: A cell in which nothing can stand.
CLOSED = "·"


class NameGrid(CellGrid):
    """Names by row and column. What is typed goes to the end of a name, Backspace takes it back.

    Enter goes down, Tab to the right. `paste` says which cells a pasted block of several cells
    fills, from a row and a column on; a `ValueError` of it says in Russian why it fills none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "down", "Ниже", id="table.next", tooltip="К имени ниже"),
        Binding("tab", "move(1, 0)", "Правее", id="table.right", tooltip="К следующему столбцу"),
        Binding("shift+tab", "move(-1, 0)", show=False),
        Binding("delete", "erase", "Стереть", id="table.erase", tooltip="Стереть это имя"),
    ]
    #: Letters that come at once are taken at once.
    takes_pastes = True

    class Changed(Message):
        """A name has changed."""

    def __init__(
        self,
        titles: Sequence[str],
        columns: Sequence[str],
        names: Mapping[Cell, str],
        open_cells: Collection[Cell],
        paste: Callable[[str, tuple[int, int]], Mapping[Cell, str]],
        longest: int,
    ) -> None:
        super().__init__()
        self.titles = tuple(titles)
        self.columns = tuple(columns)
        self.names = dict(names)
        self._open = open_cells
        self._paste = paste
        self._longest = longest
        self._left = 0
        self._label = max(map(cell_len, (*self.titles, " " * NARROW))) + 2

    # What there is -----------------------------------------------------------------------------

    @property
    def row_count(self) -> int:
        """The rows."""
        return len(self.titles)

    @property
    def cell(self) -> Cell:
        """The cell under the cursor."""
        return self.titles[self.row], self.columns[self.column]

    @property
    def here(self) -> str:
        """The name under the cursor."""
        return self.names.get(self.cell, "")

    # Moving ------------------------------------------------------------------------------------

    def step_right(self, step: int) -> None:
        """To the next column; behind the last one to the first of the next row."""
        at = self.column + step
        if not 0 <= at < len(self.columns) and 0 <= self.row + step < self.row_count:
            self.row += step
            at %= len(self.columns)
        self.column = max(0, min(at, len(self.columns) - 1))

    def to_edge(self, side: int) -> None:
        """The first column; the last one."""
        self.column = 0 if side < 0 else len(self.columns) - 1

    def click(self, x: int, row: int | None) -> None:
        """A click moves the cursor."""
        if x >= self._label:
            place = self._left + (x - self._label) // self._cell
            self.column = min(place, len(self.columns) - 1)

    def cell_left(self) -> int:
        """Where the cursor's column begins."""
        return self._label + self._cell * (self.column - self._left)

    def cursor_offset(self) -> Offset:
        """Behind the name that is typed."""
        shown = min(cell_len(self.here), self._cell - 2)
        return super().cursor_offset() + Offset(shown, 0)

    @property
    def _cell(self) -> int:
        """How wide a column is: all that is seen are as wide as there is room."""
        seen = min(self._seen(COLUMN), len(self.columns))
        return max(COLUMN, min((self.size.width - self._label) // seen, 2 * COLUMN))

    def _seen(self, cell: int) -> int:
        """How many columns so wide have room."""
        return max(1, (self.size.width - self._label) // cell)

    def scroll_across(self) -> bool:
        """Bring the cursor's column into view."""
        before, seen = self._left, self._seen(self._cell)
        self._left = in_view(before, self.column, seen, len(self.columns))
        return self._left != before

    def action_down(self) -> None:
        """To the next row; behind the last one to the top of the next column."""
        before = self.row
        if self.row + 1 < self.row_count:
            self.row += 1
        elif self.column + 1 < len(self.columns):
            self.row, self.column = 0, self.column + 1
        self.moved(before)

    # Painting ----------------------------------------------------------------------------------

    @property
    def _shown(self) -> range:
        return range(self._left, min(self._left + self._seen(self._cell), len(self.columns)))

    def head_line(self) -> Parts:
        """The columns; arrows where there are more."""
        shown = self._shown
        line: Parts = [(f"{'← ' if self._left else '':>{self._label}}", "note")]
        for number in shown:
            here = number == self.column and self.active
            text = fitted(self.columns[number], self._cell - 1)
            line.append((f"{text} ", "head-on" if here else "head"))
        if shown and shown[-1] + 1 < len(self.columns):
            text, style = line[-1]
            line[-1] = (f"{text[:-2]} →", style)
        return line

    def row_line(self, row: int) -> Parts:
        """The names of one row."""
        here = row == self.row and self.active
        label = f"{self.mark(here)} {self.titles[row]}"
        line: Parts = [(f"{label:{self._label}}", "label-on" if here else "label")]
        for number in self._shown:
            line.append(self._part(self.titles[row], number, here and number == self.column))
        return line

    def _part(self, title: str, number: int, cursor: bool) -> tuple[str, str]:
        cell, width = (title, self.columns[number]), self._cell - 1
        name = self.names.get(cell, "")
        if cell not in self._open:
            return f"{CLOSED:{width}} ", "cursor" if cursor else "off"
        if not cursor:
            return f"{fitted(name, width)} ", "count"
        typed = f"{name}█"
        return f"{typed[-width:]:{width}} ", "cursor"

    def describe(self) -> str:
        """The cell under the cursor in words, its name whole."""
        title, column = self.cell
        if self.cell not in self._open:
            return f"{title} · {column}: таких чатов нет"
        return f"{title} · {column}: {self.here or 'пусто'}"

    # Typing ------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Type into the name under the cursor."""
        if event.key == "backspace":
            self._set(self.here[:-1])
        elif event.is_printable and event.character:
            self._type(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """A text goes to the name under the cursor, a block of cells to those it covers."""
        event.stop()
        if "\t" not in event.text and len(event.text.splitlines()) < 2:
            self._type(event.text)
            return
        try:
            found = self._paste(event.text, (self.row, self.column))
        except ValueError as error:
            self.post_message(self.Refused(str(error)))
            return
        good = {cell: name for cell, name in found.items() if cell in self._open}
        self.names.update(good)
        self.refresh()
        self.post_message(self.Changed())
        if lost := len(found) - len(good):
            told = plural(lost, "имя", "имени", "имён")
            why = "нет такой строки, столбца или чата"
            self.post_message(self.Refused(f"некуда поставить {told}: {why}"))
        elif not good:
            self.post_message(self.Refused("в этом тексте нет имён для таблицы"))

    def _type(self, text: str) -> None:
        if self.cell not in self._open:
            self.post_message(self.Refused(f"{self.describe()}, имя не нужно"))
            return
        self._set(self.here + text)

    def _set(self, name: str) -> None:
        if self.cell in self._open:
            self.names[self.cell] = normal(name)[: self._longest]
            self.reveal()
            self.post_message(self.Changed())

    def action_erase(self) -> None:
        """Erase the name under the cursor."""
        if self.here:
            self._set("")
