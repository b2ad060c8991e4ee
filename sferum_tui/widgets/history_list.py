"""Changes of the history, the newest first."""

from __future__ import annotations

from sferum_tui.rollout.russian import digits
from sferum_tui.text import cut
from sferum_tui.widgets.board_lines import Change
from sferum_tui.widgets.painted import Line
from sferum_tui.widgets.row_list import RowList

#: Columns for who made a change.
_WHO = 16


class HistoryList(RowList[Change]):
    """One line a change; the date stands where it differs from that of the line above in view."""

    def line(self, row: Change, place: int, width: int, current: bool) -> Line:
        """«30.11.2026  14:02  Мария   8А · родители»."""
        first = place == self.scroll_offset.y
        day = row.at.date()
        known = not first and day == self.rows[place - 1].at.date()
        style = "cursor" if current else ""
        return [
            (f"{'' if known else digits(day):<12}", "strong"),
            (f"{row.at:%H:%M}  ", style or "muted"),
            (f"{cut(row.who, _WHO):<{_WHO}}  ", style or "muted"),
            (cut(row.what, max(0, width - 12 - 7 - _WHO - 4)), style),
        ]
