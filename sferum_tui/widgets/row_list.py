"""Rows of any kind under a cursor, of which only those in view are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip

from sferum_tui.engine.marks import Marking
from sferum_tui.widgets.painted import STYLES, Line, painted_strip
from sferum_tui.widgets.scrolling import Scrolling

Row = TypeVar("Row")


class RowList(Marking, Scrolling, Generic[Row], can_focus=False):
    """One line a row; the screen's field keeps the focus. A subclass brings `line`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"painted--{name}" for name in STYLES}

    class Opened(Message):
        """The row under the cursor is wanted."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.rows: Sequence[Row] = ()
        self.at = 0

    def line(self, row: Row, place: int, width: int, current: bool) -> Line:
        """How a row is drawn in so many cells; `place` is its number in `rows`."""
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
        self._reveal()
        self.refresh()

    def action_move(self, step: int) -> None:
        """An arrow: to the next row."""
        self._move_to(self.at + step)

    def action_page(self, step: int) -> None:
        """PgUp or PgDn."""
        self._move_to(self.at + step * self.page)

    def action_edge(self, side: int) -> None:
        """To the first or the last row."""
        self._move_to(0 if side < 0 else len(self.rows) - 1)

    def _move_to(self, line: int) -> None:
        before, self.at = self.at, max(0, min(line, len(self.rows) - 1))
        self._reveal()
        for changed in {before, self.at}:
            self.refresh_line(changed)

    def _reveal(self) -> None:
        if not self.size.height:
            return  # once there is room, `on_resize` comes
        top, height = self.scroll_offset.y, self.size.height
        wanted = max(self.at - height + 1, min(top, self.at))
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._reveal()

    def cursor_offset(self) -> Offset:
        """The row under the cursor."""
        return Offset(0, self.at - self.scroll_offset.y)

    def on_click(self, event: events.Click) -> None:
        """Move to a row; a second click opens it."""
        self._move_to(event.y + self.scroll_offset.y)
        if event.chain == 2:
            self.post_message(self.Opened())

    def render_line(self, y: int) -> Strip:
        """One row."""
        place, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if place >= len(self.rows):
            return painted_strip(self, (), width)
        current = place == self.at and self.marks
        return painted_strip(self, self.line(self.rows[place], place, width, current), width)
