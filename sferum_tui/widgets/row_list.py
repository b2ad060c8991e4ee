"""Rows of any kind under a cursor, of which only those in view are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual import events
from textual.geometry import Size
from textual.message import Message

from sferum_tui.widgets.cursor_list import CursorList
from sferum_tui.widgets.painted import Line

Row = TypeVar("Row")


class RowList(CursorList, Generic[Row], can_focus=False):
    """One line a row; the screen's field keeps the focus. A subclass brings `line`."""

    class Opened(Message):
        """The row under the cursor is wanted."""

    rows: Sequence[Row] = ()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def line(self, row: Row, place: int, width: int, current: bool) -> Line:
        """How a row is drawn behind its mark; `width` counts the mark, `place` is its number in
        `rows`."""
        raise NotImplementedError

    def same(self, one: Row, other: Row) -> bool:
        """Whether two rows tell of one thing, so that the cursor stays on it."""
        return one == other

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.at] if self.at < len(self.rows) else None

    def show(self, rows: Sequence[Row]) -> None:
        """Show these; the cursor stays on its row where that is still among them."""
        before = self.current
        self.rows = rows
        kept = (at for at, row in enumerate(rows) if before and self.same(row, before))
        self.at = next(kept, min(self.at, max(0, len(rows) - 1)) if before is None else 0)
        self.virtual_size = Size(self.size.width, len(rows))
        self.reveal()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Move to a row; a second click opens it. Below the last there is nothing to click on."""
        at = event.y + self.scroll_offset.y
        if at < self.count:
            self.go(at)
            if event.chain == 2:
                self.post_message(self.Opened())

    def row_line(self, at: int, width: int) -> Line:
        """One row."""
        here = at == self.at and self.marks
        return [(self.mark(here), "accent"), *self.line(self.rows[at], at, width, here)]
