"""Many changes in a list that draws only the lines in view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from sferum_tui.rollout.russian import digits
from sferum_tui.text import cut
from sferum_tui.widgets.board_lines import Change
from sferum_tui.widgets.painted import STYLES, Line, painted_strip

#: Columns for who made a change.
_WHO = 16


def change_line(item: Change, previous: date | None, width: int) -> Line:
    """«30.11.2026  14:02  Мария   8А · родители»; the date only where it differs from above."""
    day = item.at.date()
    return [
        (f" {'' if day == previous else digits(day):<12}", "strong"),
        (f"{item.at:%H:%M}  ", "muted"),
        (f"{cut(item.who, _WHO):<{_WHO}}  ", "muted"),
        (cut(item.what, max(0, width - 12 - 7 - _WHO - 4)), ""),
    ]


class HistoryList(ScrollView, can_focus=False):
    """Changes, the newest first."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"painted--{name}" for name in STYLES}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._changes: Sequence[Change] = ()

    def show(self, changes: Sequence[Change]) -> None:
        """Show these."""
        self._changes = changes
        self.virtual_size = Size(self.size.width, len(changes))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One change."""
        row, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if row >= len(self._changes):
            return painted_strip(self, (), width)
        above = self._changes[row - 1].at.date() if y else None
        return painted_strip(self, change_line(self._changes[row], above, width), width)
