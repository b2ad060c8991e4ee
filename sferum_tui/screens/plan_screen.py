"""What all screens over the open plan have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.screen import Screen

from sferum_tui.rollout.list_choice import ListChoice

if TYPE_CHECKING:
    from sferum_tui.screens.program import Program

Result = TypeVar("Result")

#: The ways to other screens, the same everywhere.
GO = (
    Binding("f2", "edit", "Изменить", id="go.edit", tooltip="Изменить план", show=False),
    Binding("f3", "chats", "Чаты", id="go.chats", tooltip="Все чаты школы", show=False),
    Binding("f4", "today", "Сегодня", id="go.today", tooltip="Что создать сегодня", show=False),
    Binding("f5", "documents", "Документы", id="go.documents", tooltip="Документы", show=False),
    Binding("f8", "hall", "Зал", id="go.hall", tooltip="Крупно, для проектора", show=False),
    Binding(
        "ctrl+w",
        "owners",
        "Кто создаёт",
        id="go.owners",
        show=False,
        tooltip="Кто создаёт чаты: сколько осталось у каждого, напоминание",
    ),
    Binding(
        "ctrl+t",
        "coverage",
        "Состав",
        id="go.coverage",
        show=False,
        tooltip="Состав: сколько учеников и родителей уже в чатах",
    ),
    Binding("f6", "history", "История", id="go.history", tooltip="Кто что отметил", show=False),
)


def shown(bindings: Iterable[Binding]) -> tuple[Binding, ...]:
    """The same bindings, told in the key bar too."""
    return tuple(replace(binding, show=True) for binding in bindings)


class PlanScreen(Screen[Result]):
    """A screen that shows the plan and is told when it or the time changes."""

    BINDINGS: ClassVar[list[BindingType]] = [*GO]

    @property
    def program(self) -> Program:
        """The program, which knows the plan, the clock and the files."""
        return cast("Program", self.app)

    def refresh_board(self, changed: frozenset[str] | None) -> None:
        """Chats of these ids have another mark or note; None: the answers changed too."""

    def tick(self, now: datetime) -> None:
        """A text may have changed with the time (school time)."""

    # What was done last, on screens that bind these ---------------------------------------------

    def action_undo(self) -> None:
        """Take back what was done last."""
        self.app.clear_notifications()
        done = self.program.undo()
        self.notify(f"Отменено — {done}" if done else "Отменять нечего")

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        self.app.clear_notifications()
        done = self.program.redo()
        self.notify(f"Возвращено — {done}" if done else "Возвращать нечего")

    # The ways to other screens -----------------------------------------------------------------

    async def action_edit(self) -> None:
        """Change the answers."""
        await self.program.action_edit_plan()

    def action_chats(self) -> None:
        """All chats."""
        self.program.open_chats()

    def action_today(self) -> None:
        """What is due."""
        self.program.open_chats(ListChoice(view="today"))

    def action_documents(self) -> None:
        """Papers."""
        self.program.action_documents()

    def action_owners(self) -> None:
        """Who has how many chats still to create."""
        self.program.action_owners()

    def action_coverage(self) -> None:
        """How many have joined."""
        self.program.action_coverage()

    def action_history(self) -> None:
        """Who ticked what and when."""
        self.program.action_history()

    def action_hall(self) -> None:
        """The stage in large letters."""
        self.program.action_hall(self.stage_in_view())

    def stage_in_view(self) -> int | None:
        """The number of the stage that the screen is about; None: whichever presses most."""
        return None
