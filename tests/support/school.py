"""Schools to test with, and a plan's board at any moment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sferum_tui.guidance.rules import production_calendar
from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.rollout.answers import (
    Answers,
    CalendarChoice,
    Classes,
    Order,
    Primary,
    School,
    Subjects,
)
from sferum_tui.rollout.board import Board, Rollout
from sferum_tui.rollout.plan import Done

EVENT = date(2026, 11, 23)
CLASSES = {"1": ("А", "Б"), "5": ("А",), "8": ("А", "Б")}
SUBJECTS = {"5": ("математика",), "8": ("математика", "физика")}


def answers(
    *,
    created: date = EVENT,
    planned: bool = False,
    zone: str = "Europe/Moscow",
    classes: dict[str, tuple[str, ...]] | None = None,
    mixed: dict[str, int] | None = None,
    opened: dict[str, date] | None = None,
    subjects: dict[str, tuple[str, ...]] | None = None,
    primary: Primary | None = None,
    order: Order | None = None,
    calendar: dict[str, Any] | None = None,
    **other: Any,
) -> Answers:
    """Answers of a small school; every part can be given."""
    return Answers(
        school=School("Школа", zone, created, planned),
        classes=Classes(CLASSES if classes is None else classes, mixed or {}, opened or {}),
        subjects=Subjects(SUBJECTS if subjects is None else subjects),
        primary=primary or Primary(),
        order=order or Order(),
        calendar=CalendarChoice(**(calendar or {})),
        **other,
    )


def rollout(given: Answers | None = None, **parts: Any) -> Rollout:
    """What follows from the answers of a small school."""
    given = given or answers(**parts)
    return Rollout(given, load_recommendations(), production_calendar())


def at(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment in school time."""
    return datetime(year, month, day, hour, minute)


def board(now: datetime, done: Done | None = None, **parts: Any) -> Board:
    """The board of a small school at a moment."""
    return rollout(**parts).board(done or Done(), now)


def all_created(source: Rollout, stage: int, when: datetime) -> dict[str, datetime]:
    """Ticks for every chat of a stage."""
    return {chat.id: when for chat in source.of_stage[stage]}
