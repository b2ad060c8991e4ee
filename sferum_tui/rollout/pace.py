"""How many chats a working day have to be created, so that all are there on their last days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sferum_tui.rollout.board import Board
from sferum_tui.rollout.calendar import each_day
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.stage_board import StageBoard

#: Days ahead that are looked through for days off; nobody plans by the day beyond them.
_FAR = timedelta(days=400)


def working_days(board: Board, last: date) -> int:
    """The school's working days from today to a last day, both counted; at least one."""
    calendar = board.rollout.calendar
    found = each_day(board.today, min(last, board.today + _FAR))
    return max(1, sum(not calendar.is_day_off(day) for day in found))


def per_day(board: Board, item: StageBoard) -> int | None:
    """Open chats of a stage a working day until its last day; None for one without a countdown."""
    if item.remaining is None:
        return None
    return -(-item.counts.open // working_days(board, item.window.last))


def by_last_day(board: Board, found: Iterable[Chat]) -> Counter[date]:
    """How many of some chats have each last day."""
    return Counter(board.rollout.window_of(chat).last for chat in found)


def pace(board: Board, opened: Mapping[date, int]) -> int:
    """How many chats a working day keep every last day, given the open chats by last day.

    Those that are overdue count no more; 0 before the structure exists, and where nothing is open.
    """
    if not board.begun:
        return 0
    most = total = 0
    for last in sorted(day for day in opened if day >= board.today):
        total += opened[last]
        most = max(most, -(-total // working_days(board, last)))
    return most
