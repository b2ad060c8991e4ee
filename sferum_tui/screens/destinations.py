"""Where one can go from anywhere: screens, stages, questions, documents, chats, settings."""

from __future__ import annotations

import tomllib
from collections.abc import Awaitable, Callable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from sferum_tui.documents.catalogue import entries as documents
from sferum_tui.editing.steps import STEPS
from sferum_tui.engine.dialog import KeepsTyped
from sferum_tui.engine.themes import palettes
from sferum_tui.locations import resource
from sferum_tui.rollout.list_choice import ListChoice
from sferum_tui.text import folded, matching

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
        yield Destination("theme", title, partial(app.action_choose_theme, name))
    yield Destination(
        "suspend", "Приостановить программу (вернуться: fg)", app.action_suspend_process
    )


def _schools(app: Program) -> Iterator[Destination]:
    """The table of schools and every school of it, once what is open is left."""
    yield Destination(
        "board.schools", "Школы: таблица всех школ", _from_home(app, app.action_schools)
    )
    for name, path in app.school_names():
        yield Destination(
            "school", f"Школа: {name}", _from_home(app, partial(app.open_school, path))
        )


def _from_home(app: Program, act: Callable[[], Awaitable[object]]) -> Go:
    """Go back to the first screen of what is open, then further."""

    async def go() -> None:
        await home(app)
        await act()

    return go


def _over_plan(app: Program, act: Callable[[], Awaitable[object]]) -> Go:
    """The same for what shows the plan, which perhaps can't be read any more."""

    async def shown() -> None:
        if app.opened:
            await act()

    return _from_home(app, shown)


def chats(app: Program, query: str) -> Iterator[Destination]:
    """The chats whose names have every word of what was typed."""
    if not app.opened:
        return
    _, found = matching(((folded(chat.name), chat) for chat in app.rollout.chats), query)
    for chat in found[:MOST_CHATS]:
        act = partial(_open_chats, app, at=chat.id)
        yield Destination("chat", f"Чат: {chat.name}", _over_plan(app, act))


async def _open_chats(app: Program, choice: ListChoice | None = None, at: str = "") -> None:
    from sferum_tui.screens.chats import ChatsScreen

    await app.push_screen(ChatsScreen(choice, at=at))


def _lists(app: Program) -> Iterator[Destination]:
    """The screens over the open plan."""

    def then(name: str, title: str, action: str) -> Destination:
        return Destination(name, title, _over_plan(app, partial(app.run_action, action)))

    yield Destination("board", "Доска", partial(home, app))
    yield then("go.chats", "Все чаты", "chats('all')")
    yield then("go.today", "Сегодня: что создать", "chats('today')")
    yield then("view:week", "Эта неделя", "chats('week')")
    yield then("view:overdue", "Просрочено", "chats('overdue')")
    for stage in app.rollout.recommendations.stages:
        if app.rollout.of_stage[stage.number]:
            act = partial(_open_chats, app, ListChoice(stage=stage.number))
            title = f"{stage.number} этап: чаты, {stage.title}"
            yield Destination(f"stage:{stage.number}", title, _over_plan(app, act))
    yield then("go.owners", "Кто создаёт: сколько осталось у каждого", "owners")
    yield then("go.coverage", "Состав: сколько уже в чатах", "coverage")
    yield then("go.history", "История: кто что отметил", "history")
    yield then("go.hall", "Зал: крупно, для проектора", "hall")
    yield then("go.documents", "Документы", "documents")
    if not app.read_only_reason:
        yield then("renew:year", "Новый учебный год: классы старше", "renew(True)")
        yield then("renew:platform", "Другой мессенджер: та же школа", "renew(False)")


def _documents(app: Program) -> Iterator[Destination]:
    async def go(name: str) -> None:
        from sferum_tui.screens.documents import DocumentsScreen

        await app.push_screen(DocumentsScreen(name))

    for entry in documents():
        act = _over_plan(app, partial(go, entry.name))
        yield Destination(f"document:{entry.name}", f"Документ: {entry.title}", act)


def _questions(app: Program) -> Iterator[Destination]:
    for step in STEPS:
        act = partial(ask, app, step.name)
        yield Destination(f"question:{step.name}", f"Вопрос: {step.title}", act)


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
    """Close what lies over the first screen; what was typed there is offered again."""
    while len(app.screen_stack) > 1:
        if isinstance(app.screen, KeepsTyped):
            app.screen.keep_typed()
        await app.pop_screen()
