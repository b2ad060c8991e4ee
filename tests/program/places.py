"""Every screen, question and dialog of the program, and the keys that lead there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace
from textual import events
from textual.pilot import Pilot

from sferum_tui.app import SferumApp
from sferum_tui.plan.settings import Settings
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.plan import Done
from tests.support.program import (
    aware,
    city,
    program,
    save_plan,
    save_schools,
    schools_program,
)


class Place(NamedTuple):
    """What shows after `keys` (by name, apart by spaces), counted from the first screen."""

    keys: str
    shows: str
    """The class of the screen; for the wizard, of the question."""


#: From the board of a school that has something to decide, to move and to confirm.
ON_THE_BOARD = (
    Place("", "BoardScreen"),
    Place("space", "StageScreen"),
    Place("f1", "HelpScreen"),
    Place("ctrl+p", "Palette"),
    Place("f8", "ProjectorScreen"),
    Place("f6", "HistoryScreen"),
    Place("ctrl+w", "OwnersScreen"),
    Place("ctrl+t", "CoverageScreen"),
    Place("f2 shift+tab enter", "RenewScreen"),
    Place("f5", "DocumentsScreen"),
    Place("f5 enter escape", "DocumentsScreen"),
    Place("f5 f7", "RequisitesDialog"),
    Place("f5 enter escape enter", "SureDialog"),
    Place("f3", "ChatsScreen"),
    Place("f3 slash", "ChatsScreen"),
    Place("f3 ctrl+c", "ChatsScreen"),
    Place("f3 ctrl+f", "FilterDialog"),
    Place("f3 delete", "LineDialog"),
    Place("f3 ctrl+t", "JoinedDialog"),
    Place("f3 ctrl+a space", "SureDialog"),
    Place("f3 enter", "CardScreen"),
    Place("f3 f9", "WalkScreen"),
    Place("f2", "CheckQuestion"),
    Place("f2 1", "SchoolQuestion"),
    Place("f2 1 down", "SchoolQuestion"),
    Place("f2 1 down down", "SchoolQuestion"),
    Place("f2 1 down down down", "SchoolQuestion"),
    Place("f2 2", "ClassesQuestion"),
    Place("f2 2 insert", "ClassDialog"),
    Place("f2 2 f4", "ClassDialog"),
    Place("f2 2 f5", "ListDialog"),
    Place("f2 2 f7", "ImportScreen"),
    Place("f2 2 f7 down enter", "ImportPreview"),
    Place("f2 2 f7 down enter f6", "ImportColumns"),
    Place("f2 3", "SubjectsQuestion"),
    Place("f2 3 insert", "SubjectDialog"),
    Place("f2 3 down down down right right right right right right f6", "SubgroupsDialog"),
    Place("f2 4", "PeopleQuestion"),
    Place("f2 4 down", "PeopleQuestion"),
    Place("f2 4 down insert", "DeputyDialog"),
    Place("f2 4 down down down down down down insert", "AssociationDialog"),
    Place("f2 4 shift+tab", "PeopleQuestion"),
    Place("f2 4 shift+tab up up up up up up space", "TeachersDialog"),
    Place("f2 5", "GroupsQuestion"),
    Place("f2 5 insert", "GroupDialog"),
    Place("f2 6", "PrimaryQuestion"),
    Place("f2 6 4", "PrimaryQuestion"),
    Place("f2 7", "OrderQuestion"),
    Place("f2 7 shift+tab", "OrderQuestion"),
    Place("f2 7 shift+tab f4", "KindDialog"),
    Place("f2 7 down down down down down down down down down insert", "VacationDialog"),
    Place("f2 2 0 f9 up up up enter", "ChangesScreen"),
)
WITHOUT_A_PLAN = (
    Place("", "StartScreen"),
    Place("down", "StartScreen"),
    Place("enter", "SchoolQuestion"),
    Place("3", "CheckQuestion"),
)
#: From the table of schools; the first one can't be read.
WITH_SCHOOLS = (
    Place("", "SchoolsScreen"),
    Place("л и ц", "SchoolsScreen"),
    Place("f5", "ChoiceDialog"),
    Place("enter", "BrokenScreen"),
    Place("down enter", "BoardScreen"),
    Place("down enter f3", "ChatsScreen"),
)
WITH_A_BROKEN_PLAN = (Place("", "BrokenScreen"),)
PLACES = (*ON_THE_BOARD, *WITHOUT_A_PLAN, *WITH_A_BROKEN_PLAN, *WITH_SCHOOLS)
#: Keys that only move the cursor in a form.
_MOVES = {"down", "up", "shift+tab"}

NOW = datetime(2026, 11, 30, 14, 5)
TICKS = Done(created={"1а": aware(datetime(2026, 11, 26, 10))})


def only_moved(place: Place) -> bool:
    """Whether the form of another place is meant, with the cursor elsewhere."""
    return any(
        other.shows == place.shows and other is not place and _moves(other.keys, place.keys)
        for other in PLACES
    )


def _moves(keys: str, more: str) -> bool:
    rest = more.removeprefix(f"{keys} ")
    return bool(keys) and rest != more and set(rest.split()) <= _MOVES


def planned() -> Answers:
    """A school whose structure may be there by now."""
    return replace(city(), school=replace(city().school, planned=True))


@asynccontextmanager
async def at(
    folder: Path,
    place: Place,
    size: tuple[int, int],
    answers: Answers | None = None,
    **options: Any,
) -> AsyncIterator[tuple[SferumApp, Pilot[int]]]:
    """The program, standing at a place; behind a board it has these answers."""
    folder.mkdir(exist_ok=True)
    if place in ON_THE_BOARD:
        save_plan(folder, answers or planned(), TICKS)
        (folder / "классы.csv").write_text("класс\n5А\n5Б\n13Я\n", encoding="utf-8")
    elif place in WITH_A_BROKEN_PLAN:
        (folder / "plan.toml").write_text("schema = 1\n[school\n", encoding="utf-8")
    elif place in WITH_SCHOOLS:
        save_schools(folder)
    start = schools_program if place in WITH_SCHOOLS else program
    app = start(folder, now=NOW, **options)
    app.settings = Settings(hints_seen=True)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()  # the table of schools is read step by step
        for key in place.keys.split():
            app.post_message(events.Key(key, key if len(key) == 1 else None))
            if key in {"enter", "escape"}:
                # What it begins beside the keys, saving or reading, comes before the next one.
                assert await settled(app, pilot)
        assert await settled(app, pilot)
        assert name_of(app) == place.shows, text_of(app)
        yield app, pilot


async def settled(app: SferumApp, pilot: Pilot[int]) -> bool:
    """Let the program work until every key has done what it does; whether that comes to pass."""
    for _ in range(200):
        await pilot.pause()
        busy = any(getattr(app.screen, name, False) for name in ("_saving", "_reading"))
        if not app._taken and not busy:
            return True
        if busy:
            await pilot.pause(0.01)
    return False


def name_of(app: SferumApp) -> str:
    """The class of what shows: a screen, or a question of the wizard."""
    questions = app.screen.query(".question")
    return type(questions.first() if questions else app.screen).__name__


def text_of(app: SferumApp) -> str:
    """What stands on the screen, a line for each row."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)
