"""The two questions with a grid on a screen of their own, with the real reference data."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime

from msgspec.structs import replace
from textual import events
from textual.pilot import Pilot

from sferum_tui.editing.session import Session
from sferum_tui.guidance.loading import load_reference, preset_answers
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.plan import Done, Plan
from sferum_tui.screens.wizard.grid import GridQuestion
from tests.screens.wizard.form_app import MONDAY, QuestionApp, new_session, screen_text

SIZES = ((60, 18), (80, 24), (120, 40))


def grid_session(
    preset: str = "city", answers: Answers | None = None, *, ticked: tuple[str, ...] = ()
) -> Session:
    """A session on a preset; with `ticked` chats it edits a plan in which they are created."""
    given = answers or preset_answers(preset, MONDAY)
    moment = datetime.fromisoformat("2026-11-26T10:00:00+03:00")
    plan = Plan(given, Done(created=dict.fromkeys(ticked, moment))) if ticked else None
    session = new_session(given, plan)
    session.reference = load_reference()
    return session


def with_classes(
    by_grade: Mapping[str, tuple[str, ...]], mixed: Mapping[str, int] | None = None
) -> Answers:
    """A city school with other classes."""
    answers = preset_answers("city", MONDAY)
    return replace(answers, classes=replace(answers.classes, by_grade=by_grade, mixed=mixed or {}))


@asynccontextmanager
async def asked(
    question: GridQuestion, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[int]]:
    """The question on the screen."""
    async with QuestionApp(question).run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def shown(pilot: Pilot[int]) -> str:
    """What stands on the screen."""
    assert isinstance(pilot.app, QuestionApp)
    return screen_text(pilot.app)


async def paste(pilot: Pilot[int], text: str) -> None:
    """Paste a text, as a terminal does."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.pause()


async def at_once(pilot: Pilot[int], keys: Iterable[str]) -> None:
    """Press keys, all of them before the first is answered."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    for _ in range(4):
        await pilot.pause()
