"""Where one can go from anywhere: screens, stages, questions, documents, chats, settings."""

from __future__ import annotations

import tomllib
from collections.abc import Awaitable, Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sferum_tui.documents.catalogue import entries as documents
from sferum_tui.engine.dialog import TypingDialog
from sferum_tui.engine.themes import palettes
from sferum_tui.locations import resource
from sferum_tui.rollout.list_choice import ListChoice
from sferum_tui.screens.wizard.steps import STEPS
from sferum_tui.text import either_layout, folded

if TYPE_CHECKING:
    from sferum_tui.screens.program import Program

#: Chats offered for one text at most.
MOST_CHATS = 50

Go = Callable[[], Awaitable[None] | None]


class Destination(NamedTuple):
    """A place or a setting: its name among the synonyms, its title, and how to get there."""

    name: str
    title: str
    go: Go


@cache
def synonyms() -> dict[str, str]:
    """What else people call the things of the palette (`presets/palette.toml`)."""
    with resource("presets", "palette.toml").open("rb") as file:
        words: dict[str, str] = tomllib.load(file)["words"]
    return words


def destinations(app: Program) -> Iterator[Destination]:
    """Everything that does not depend on the screen one stands on."""
    if app.many:
        yield from _schools(app)
    if app.opened:
        yield from _lists(app)
        yield from _documents(app)
    if app.opened or app.drafting.session:
        yield from _questions(app)
    for name, palette in palettes().items():
        title = f"Оформление: {palette['title']}"
        yield Destination("theme", title, lambda name=name: app.action_choose_theme(name))  # type: ignore[misc]
    yield Destination(
        "suspend", "Приостановить программу (вернуться: fg)", app.action_suspend_process
    )


def _schools(app: Program) -> Iterator[Destination]:
    """The table of schools and every school of it, once what is open is left."""

    async def table() -> None:
        await home(app)
        await app.action_schools()

    yield Destination("board.schools", "Школы: таблица всех школ", table)
    for name, path in app.school_names():

        async def go(path: Path = path) -> None:
            await home(app)
            await app.open_school(path)

        yield Destination("school", f"Школа: {name}", go)


def chats(app: Program, query: str) -> Iterator[Destination]:
    """The chats whose names have every word of what was typed."""
    if not app.opened:
        return
    for typed in either_layout(query):
        words = [part for word in typed.split() for part in folded(word).split()]
        found = [
            chat for chat in app.rollout.chats if all(word in folded(chat.name) for word in words)
        ]
        for chat in found[:MOST_CHATS]:
            yield Destination("chat", f"Чат: {chat.name}", _to_chat(app, chat.id))
        if found:
            return


def _to_chat(app: Program, chat_id: str) -> Go:
    async def go() -> None:
        await home(app)
        app.open_chats(at=chat_id)

    return go


def _lists(app: Program) -> Iterator[Destination]:
    """The screens over the open plan."""

    def then(name: str, title: str, act: Callable[[], object]) -> Destination:
        async def go() -> None:
            await home(app)
            act()

        return Destination(name, title, go)

    yield then("board", "Доска", lambda: None)
    yield then("go.chats", "Все чаты", app.open_chats)
    yield then("go.today", "Сегодня: что создать", lambda: app.open_chats(ListChoice(view="today")))
    yield then("view:week", "Эта неделя", lambda: app.open_chats(ListChoice(view="week")))
    yield then("view:overdue", "Просрочено", lambda: app.open_chats(ListChoice(view="overdue")))
    for stage in app.rollout.recommendations.stages:
        number = stage.number
        if app.rollout.of_stage[number]:
            yield then(
                f"stage:{number}",
                f"{number} этап: чаты, {stage.title}",
                lambda number=number: app.open_chats(ListChoice(stage=number)),  # type: ignore[misc]
            )
    yield then("go.history", "История: кто что отметил", app.action_history)
    yield then("go.hall", "Зал: крупно, для проектора", app.action_hall)
    yield then("go.documents", "Документы", app.action_documents)
    if not app.read_only_reason:
        yield then("renew:year", "Новый учебный год: классы старше", lambda: app.action_renew(True))
        yield then(
            "renew:platform", "Другой мессенджер: та же школа", lambda: app.action_renew(False)
        )


def _documents(app: Program) -> Iterator[Destination]:
    for entry in documents():

        async def go(name: str = entry.name) -> None:
            await home(app)
            app.action_documents(name)

        yield Destination(f"document:{entry.name}", f"Документ: {entry.title}", go)


def _questions(app: Program) -> Iterator[Destination]:
    for step in STEPS:

        async def go(name: str = step.name) -> None:
            await ask(app, name)

        yield Destination(f"question:{step.name}", f"Вопрос: {step.title}", go)


async def ask(app: Program, question: str) -> None:
    """Ask one question, of the draft where there is one."""
    from sferum_tui.screens.wizard.screen import WizardScreen

    await uncover(app)
    if not isinstance(app.screen, WizardScreen):
        await app.action_edit_plan(question)
    if isinstance(app.screen, WizardScreen):
        await app.screen.action_ask(question)


async def home(app: Program) -> None:
    """Back to the first screen of the open plan; a draft that is being written stays."""
    from sferum_tui.screens.wizard.screen import WizardScreen

    await uncover(app)
    if isinstance(app.screen, WizardScreen):
        await app.leave_questions()


async def uncover(app: Program) -> None:
    """Close what lies over the first screen; what was typed in a dialog is offered again."""
    while len(app.screen_stack) > 1:
        if isinstance(app.screen, TypingDialog):
            app.screen.keep_typed()
        await app.pop_screen()
