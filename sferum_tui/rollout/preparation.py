"""The days of what comes before and around the chats, one day for one measure in every paper.

A day by which something is to be prepared is never a day off: it goes back to the working day
before, since what it prepares does not wait.
"""

from __future__ import annotations

from datetime import date

from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.calendar import ONE_DAY
from sferum_tui.rollout.recommendations import Stage


def day_before(rollout: Rollout, stage: Stage) -> date:
    """The last working day before the window of a stage: what it needs is ready by then."""
    return last_working_day(rollout, rollout.window(stage).first - ONE_DAY)


def decision_day(rollout: Rollout, stage: Stage) -> date:
    """By when the teaching staff decides (п. 7.4): the first day of the window, or earlier."""
    return last_working_day(rollout, rollout.official(stage).first)


def last_working_day(rollout: Rollout, day: date) -> date:
    """This day if the school works on it, else the last one before on which it did."""
    while rollout.calendar.is_day_off(day) and day > date.min:
        day -= ONE_DAY
    return day
