"""Which of many schools needs help first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sferum_tui.rollout.board import Board
from sferum_tui.rollout.russian import days_late
from sferum_tui.rollout.stage_board import StageBoard, StageState

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


def days_overdue(item: StageBoard) -> int:
    """How many days a stage is late; 0 for one that is not."""
    if item.state != "overdue" or item.remaining is None:
        return 0
    return days_late(item.remaining)


def worst(stages: Sequence[StageBoard]) -> StageBoard:
    """The stage of a school that presses most."""
    return min(stages, key=pressure)


#: Before all schools stands one whose plan can't be read.
UNREADABLE = (-1, 0)


def urgency(board: Board) -> tuple[int, int]:
    """Sort key of schools: by the stage that presses most, then by the end of its last day.

    The end is told to the minute, so that schools with one last day stay in their order whenever
    each was read.
    """
    item = worst(board.stages)
    end = 0
    if item.remaining is not None:
        end = round((board.now + timedelta(seconds=item.remaining)).timestamp() / 60)
    return (PRESSING.index(item.state), end)
