"""Plans of any size to measure with."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from sferum_tui.guidance.rules import production_calendar
from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.answers import Answers, Classes, School, Subjects
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.plan import Done, Plan

CREATED = date(2026, 11, 23)
#: A day inside of the window of the second stage.
NOW = "2026-12-01T12:00"
_SUBJECTS = tuple(f"предмет {number}" for number in range(1, 17))
_GRADES = tuple(str(grade) for grade in range(5, 12))
# A class has a chat of its own, one of parents and one for each subject.
_PER_CLASS = 2 + len(_SUBJECTS)


def answers(chats: int) -> Answers:
    """Answers that make about so many chats."""
    classes = max(1, (chats - 4) // _PER_CLASS)
    by_grade = {
        grade: tuple(f"к{number}" for number in range(classes) if number % len(_GRADES) == position)
        for position, grade in enumerate(_GRADES)
    }
    used = {grade: names for grade, names in by_grade.items() if names}
    return Answers(
        school=School(name="Школа", structure_created=CREATED),
        classes=Classes(used),
        subjects=Subjects(dict.fromkeys(used, _SUBJECTS)),
    )


def rollout(given: Answers) -> Rollout:
    """What follows from them."""
    return Rollout(given, load_recommendations(), production_calendar())


def half_done(given: Answers) -> Done:
    """Every second chat created."""
    at = school_time(datetime(2026, 11, 26, 10), given.school.timezone)
    return Done(created=dict.fromkeys((chat.id for chat in rollout(given).chats[::2]), at))


def save_plan(path: Path, chats: int) -> PlanStore:
    """Write a plan of about so many chats, half of them created."""
    store = PlanStore(path)
    given = answers(chats)
    store.create(Plan(given, half_done(given)))
    return store
