"""Many changes in a list that draws only the lines in view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip

from sferum_tui.engine.marks import MARK, Marking
from sferum_tui.rollout.russian import digits
from sferum_tui.text import cut
from sferum_tui.widgets.board_lines import Change
from sferum_tui.widgets.painted import STYLES, Line, painted_strip
from sferum_tui.widgets.scrolling import Scrolling

#: Columns for who made a change.
_WHO = 16


def change_line(item: Change, previous: date | None, width: int, current: bool = False) -> Line:
    """«30.11.2026  14:02  Мария   8А · родители»; the date only where it differs from above."""
    day = item.at.date()
    text = cut(item.what, max(0, width - 12 - 7 - _WHO - 4))
    style = "cursor" if current else ""
    return [
        (MARK if current else " ", "accent"),
        (f"{'' if day == previous else digits(day):<12}", "strong"),
        (f"{item.at:%H:%M}  ", style or "muted"),
        (f"{cut(item.who, _WHO):<{_WHO}}  ", style or "muted"),
        (text, style),
    ]


class HistoryList(Marking, Scrolling, can_focus=False):
    """Changes, the newest first, one of them under the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"painted--{name}" for name in STYLES}

    class Opened(Message):
        """The change under the cursor is to be read whole."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._changes: Sequence[Change] = ()
        self.at = 0

    @property
    def current(self) -> Change | None:
        """The change under the cursor."""
        return self._changes[self.at] if self.at < len(self._changes) else None

    def show(self, changes: Sequence[Change]) -> None:
        """Show these; the cursor stays on its change where that is still among them."""
        current = self.current
        self._changes = changes
        self.at = changes.index(current) if current in changes else 0
        self.virtual_size = Size(self.size.width, len(changes))
        self._reveal()
        self.refresh()

    def action_move(self, step: int) -> None:
        """An arrow: to the next line."""
        self._move_to(self.at + step)

    def action_page(self, step: int) -> None:
        """PgUp or PgDn."""
        self._move_to(self.at + step * self.page)

    def action_edge(self, side: int) -> None:
        """To the first or the last line."""
        self._move_to(0 if side < 0 else len(self._changes) - 1)

    def _move_to(self, line: int) -> None:
        before, self.at = self.at, max(0, min(line, len(self._changes) - 1))
        self._reveal()
        for changed in {before, self.at}:
            self.refresh_line(changed)

    def _reveal(self) -> None:
        top, height = self.scroll_offset.y, max(1, self.size.height)
        wanted = max(self.at - height + 1, min(top, self.at))
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True)

    def cursor_offset(self) -> Offset:
        """The line under the cursor."""
        return Offset(0, self.at - self.scroll_offset.y)

    def on_click(self, event: events.Click) -> None:
        """Move to a line; a second click opens it."""
        self._move_to(event.y + self.scroll_offset.y)
        if event.chain == 2:
            self.post_message(self.Opened())

    def render_line(self, y: int) -> Strip:
        """One change."""
        row, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if row >= len(self._changes):
            return painted_strip(self, (), width)
        above = self._changes[row - 1].at.date() if y else None
        current = row == self.at and self.marks
        return painted_strip(self, change_line(self._changes[row], above, width, current), width)
