"""Changes of the history, the newest first."""

from __future__ import annotations

from datetime import date

from sferum_tui.engine.marks import MARK
from sferum_tui.rollout.russian import digits
from sferum_tui.text import cut
from sferum_tui.widgets.board_lines import Change
from sferum_tui.widgets.painted import Line
from sferum_tui.widgets.row_list import RowList

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


class HistoryList(RowList[Change]):
    """One line a change; the date stands where it differs from that of the line above in view."""

    def line(self, row: Change, place: int, width: int, current: bool) -> Line:
        """A change."""
        first = place == self.scroll_offset.y
        above = None if first else self.rows[place - 1].at.date()
        return change_line(row, above, width, current)
