"""The program with a plan, opened on the list of chats; what it shows, and what is on disk."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace
from textual.pilot import Pilot

from sferum_tui.app import SferumApp
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.answers import Answers, Group, People
from sferum_tui.rollout.plan import Done, Plan
from sferum_tui.screens.chats import ChatsScreen
from sferum_tui.widgets.chat_list import ChatList
from tests.support.program import NOW, program, save_plan
from tests.support.school import answers

SMALL, LARGE, LEAST, BROAD = (80, 24), (120, 40), (60, 18), (200, 60)
NAMED = People(
    director="Орлова О. О.",
    class_teachers={"8А": "Ёжикова Е. Е.", "8Б": "Иванова И. И."},
    subject_teachers={"8А/физика": "Петров П. П."},
)


def school() -> Answers:
    """Five classes, two subjects, a mini-group and a few names."""
    group = Group("Олимпиада по физике", "project", stage=2)
    return replace(answers(people=NAMED), groups=(group,))


class Opened:
    """The list, as a person at the keyboard and a reader of the file see it."""

    def __init__(self, app: SferumApp, pilot: Pilot[int], store: PlanStore) -> None:
        self.app = app
        self.pilot = pilot
        self.store = store
        self.copied: list[str] = []

    async def press(self, *keys: str) -> None:
        """Press keys and let the program settle."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text, key by key."""
        await self.press(*("space" if char == " " else char for char in text))

    @property
    def list(self) -> ChatList:
        """The list, also when it lies under another screen."""
        return next(
            screen.query_one(ChatList)
            for screen in self.app.screen_stack
            if isinstance(screen, ChatsScreen)
        )

    @property
    def cursor(self) -> str:
        """The id under the cursor."""
        row = self.list.row
        return row.chat.id if row else ""

    @property
    def ids(self) -> list[str]:
        """What is listed."""
        return [row.chat.id for row in self.list.found.rows]

    @property
    def text(self) -> str:
        """What stands on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips).replace("\u00a0", " ")

    def saved(self) -> Plan:
        """The plan as it is on disk once everything is written."""
        assert self.app.opened is not None
        assert self.app.opened.saver.flush(5)
        return self.store.load().plan


@asynccontextmanager
async def opened(
    folder: Path,
    screen: ChatsScreen | None = None,
    *,
    size: tuple[int, int] = SMALL,
    now: datetime = NOW,
    done: Done | None = None,
    notes: Mapping[str, str] | None = None,
    given: Answers | None = None,
    messages: bool = False,
) -> AsyncIterator[Opened]:
    """Save a plan, open the program on it, and a list on that; with `messages` they are painted."""
    store = save_plan(folder, given or school(), done, notes)
    app = program(folder, now=now)
    async with app.run_test(size=size, notifications=messages) as pilot:
        await pilot.pause()
        found = Opened(app, pilot, store)
        app.copy = found.copied.append  # type: ignore[method-assign]
        await app.push_screen(screen or ChatsScreen())
        await pilot.pause()
        yield found
