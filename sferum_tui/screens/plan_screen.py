"""What all screens over the open plan have in common."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeVar, cast

from textual.screen import Screen

if TYPE_CHECKING:
    from sferum_tui.app import SferumApp

Result = TypeVar("Result")


class PlanScreen(Screen[Result]):
    """A screen that shows the plan and is told when it or the time changes."""

    @property
    def program(self) -> SferumApp:
        """The program, which knows the plan, the clock and the files."""
        return cast("SferumApp", self.app)

    def refresh_board(self, changed: frozenset[str] | None) -> None:
        """Chats of these ids have another mark or note; None: the answers changed too."""

    def tick(self, now: datetime) -> None:
        """A text may have changed with the time (school time)."""
