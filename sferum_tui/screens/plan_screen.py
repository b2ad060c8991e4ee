"""What all screens over the open plan have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import ClassVar, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.screen import Screen

from sferum_tui.screens.program import GO, Program

Result = TypeVar("Result")


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
