"""Rows under a cursor that moves through them and stays in view; only those in view are drawn."""

from __future__ import annotations

from typing import ClassVar

from textual.geometry import Offset
from textual.strip import Strip

from sferum_tui.engine.marks import Marking
from sferum_tui.widgets.painted import STYLES, Line, Lined, components
from sferum_tui.widgets.scrolling import Scrolling


class CursorList(Marking, Lined, Scrolling):
    """One line a row. A subclass says how many there are and how one is drawn."""

    COMPONENT_CLASSES: ClassVar[set[str]] = components(*STYLES)

    #: The row under the cursor.
    at = 0

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row_line(self, at: int, width: int) -> Line:
        """How a row is drawn in so many cells."""
        raise NotImplementedError

    def heads(self, at: int) -> int:
        """The row that is to be seen above this one, or the row itself."""
        return at

    # Moving ------------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """An arrow: to the next row."""
        self.go(self.at + step)

    def action_page(self, step: int) -> None:
        """PgUp or PgDn."""
        self.go(self.at + step * self.page)

    def action_edge(self, side: int) -> None:
        """Home or End."""
        self.go(0 if side < 0 else self.count - 1)

    def go(self, at: int) -> None:
        """Move the cursor to a row, or as near as there is one."""
        before, self.at = self.at, max(0, min(at, self.count - 1))
        self.reveal()
        for changed in {before, self.at}:
            self.refresh_line(changed)

    def reveal(self) -> None:
        """Bring the cursor into view, once there is any."""
        top, height = self.scroll_offset.y, self.size.height
        if height <= 0:
            return
        wanted = max(self.at - height + 1, min(top, self.heads(self.at) if height > 1 else self.at))
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.reveal()

    def cursor_offset(self) -> Offset:
        """The row under the cursor."""
        return Offset(0, max(0, self.at - self.scroll_offset.y))

    # Painting ----------------------------------------------------------------------------------

    def marks_changed(self) -> None:
        """Paint the cursor's row anew."""
        self.refresh_line(self.at)

    def render_line(self, y: int) -> Strip:
        """One row of those in view."""
        at, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        return self.strip(self.row_line(at, width) if at < self.count else (), width)
