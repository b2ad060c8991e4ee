"""Which of many schools needs help first."""

from __future__ import annotations

from sferum_tui.rollout.board import Board, StageBoard, StageState

#: States of stages, the most pressing first.
PRESSING: tuple[StageState, ...] = (
    "overdue",
    "last_day",
    "in_window",
    "running",
    "awaiting_decision",
    "waiting",
    "planned",
    "done_late",
    "done",
    "declined",
    "not_applicable",
)


def pressure(item: StageBoard) -> tuple[int, int]:
    """Sort key of stages: by state, then by the seconds left."""
    return (PRESSING.index(item.state), 0 if item.remaining is None else item.remaining)


def worst(board: Board) -> StageBoard:
    """The stage of a school that presses most."""
    return min(board.stages, key=pressure)


def urgency(board: Board) -> tuple[int, int]:
    """Sort key of schools: by the stage that presses most."""
    return pressure(worst(board))
