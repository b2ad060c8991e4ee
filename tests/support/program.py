"""The program for tests: a plan or an empty folder, a clock that stands still, no terminal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from msgspec.structs import replace

from sferum_tui.app import SferumApp
from sferum_tui.engine.colour import ColourMode
from sferum_tui.guidance.loading import (
    completed,
    load_recommendations,
    preset_answers,
    production_calendar,
)
from sferum_tui.options import Options
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.plan import Done, Plan

EVENT = date(2026, 11, 23)
NOW = datetime(2026, 11, 30, 14, 5)


class Standing:
    """A clock that moves only when a test moves it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


def city(created: date = EVENT) -> Answers:
    """A city school with a name."""
    answers = completed(preset_answers("city", created))
    school = replace(answers.school, name="МБОУ «СОШ № 12»")
    return replace(answers, school=school)


def program(
    folder: Path,
    *,
    now: datetime = NOW,
    theme: str | None = None,
    colours: ColourMode = ColourMode.TRUE,
    ascii_only: bool = False,
) -> SferumApp:
    """The program on `plan.toml` of a folder, with the time standing still."""
    options = Options(
        plan=folder / "plan.toml", now=now, ascii=ascii_only, theme=theme, who="учитель"
    )
    app = SferumApp(options, colours=colours, log_path=folder / "log")
    app.clock = Standing(now)
    return app


def rollout_of(answers: Answers) -> Rollout:
    """What follows from the answers."""
    return Rollout(answers, load_recommendations(), production_calendar())


def save_plan(
    folder: Path,
    answers: Answers | None = None,
    done: Done | None = None,
    notes: Mapping[str, str] | None = None,
) -> PlanStore:
    """Write a plan into `plan.toml` of a folder."""
    store = PlanStore(folder / "plan.toml")
    store.create(Plan(answers or city(), done or Done(), notes or {}))
    return store


def aware(moment: datetime) -> datetime:
    """A moment of Moscow time."""
    return school_time(moment, "Europe/Moscow")
