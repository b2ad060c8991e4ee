"""The program for tests: a plan or an empty folder, a clock that stands still, no terminal."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from sferum_tui.app import SferumApp
from sferum_tui.engine.colour import ColourMode
from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.guidance.rules import production_calendar
from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.locations import beside_schools
from sferum_tui.options import Options
from sferum_tui.plan.changes import SetMark
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.plan import Done, Joined, Plan
from sferum_tui.schools_app import SchoolsApp

EVENT = date(2026, 11, 23)
NOW = datetime(2026, 11, 30, 14, 5)
#: The plan among those of a table that can't be read.
BROKEN = "ошибка.toml"
#: The schools of a table: name, preset, day of the structure, how many stages are created.
SCHOOLS = (
    ("МБОУ «СОШ № 1»", "village", date(2026, 11, 23), 1),
    ("МАОУ «Гимназия № 2»", "gymnasium", date(2026, 11, 9), 1),
    ("МАОУ «Лицей № 3»", "lyceum", date(2026, 11, 23), 2),
    ("МБОУ «ООШ № 4»", "basic", date(2026, 11, 23), 0),
    ("МБОУ «Начальная школа № 5»", "primary", date(2026, 12, 7), 0),
)


#: What was written for a plan, by the plan: to compose it takes longer than many a test.
_TEXTS: dict[str, bytes] = {}
_ID, _IDS = re.compile(rb'^id = "\w+"', re.MULTILINE), count()


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


def schools_program(folder: Path, *, now: datetime = NOW, **looks: Any) -> SchoolsApp:
    """The table of the schools of a folder, with the time standing still."""
    options = Options(
        plan=beside_schools(folder), now=now, ascii=looks.pop("ascii_only", False),
        theme=looks.pop("theme", None), who="учитель", schools=(folder,),
    )  # fmt: skip
    app = SchoolsApp(
        options, colours=looks.pop("colours", ColourMode.TRUE), log_path=folder / "log"
    )
    app.clock = Standing(now)
    return app


def save_schools(folder: Path) -> None:
    """Plans of schools: late, in time, with all created, not begun; one that can't be read."""
    for number, (name, preset, created, upto) in enumerate(SCHOOLS, 1):
        answers = completed(preset_answers(preset, created))
        answers = replace(answers, school=replace(answers.school, name=name))
        chats = [chat for chat in rollout_of(answers).chats if chat.stage <= upto]
        done = Done(created={chat.id: aware(datetime(2026, 11, 24, 10)) for chat in chats})
        PlanStore(folder / f"школа-{number}.toml").create(Plan(answers, done))
    (folder / BROKEN).write_text("schema = 1\n[school\n", "utf-8")


def tick_one(path: Path) -> str:
    """Create a chat of a school in another session; its id."""
    store = PlanStore(path)
    plan = store.load().plan
    chats = rollout_of(plan.answers).chats
    found = next(chat.id for chat in chats if plan.done.mark(chat.id) == "planned")
    store.apply([SetMark(found, "created", aware(NOW))], "завуч", aware(NOW))
    return found


def rollout_of(answers: Answers) -> Rollout:
    """What follows from the answers."""
    return Rollout(answers, load_recommendations(), production_calendar())


def save_plan(
    folder: Path,
    answers: Answers | None = None,
    done: Done | None = None,
    notes: Mapping[str, str] | None = None,
    joined: Mapping[str, Joined] | None = None,
) -> PlanStore:
    """Write a plan into `plan.toml` of a folder."""
    store = PlanStore(folder / "plan.toml")
    plan = Plan(answers or city(), done or Done(), notes or {}, joined=joined or {})
    known = repr(plan)
    # What lies in a folder may change what is written there; every plan has an id of its own.
    if plan.answers.id or not folder.is_dir() or any(folder.iterdir()):
        store.create(plan)
    elif known in _TEXTS:
        handle = os.open(store.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(_ID.sub(f'id = "{next(_IDS):08}"'.encode(), _TEXTS[known], count=1))
    else:
        store.create(plan)
        _TEXTS[known] = store.path.read_bytes()
    return store


def aware(moment: datetime) -> datetime:
    """A moment of Moscow time."""
    return school_time(moment, "Europe/Moscow")
