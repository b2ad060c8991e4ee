"""What all screens over the open plan have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import ClassVar, TypeVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

from sferum_tui.screens.program import GO, Program
from sferum_tui.widgets.bare_text import BareText

Result = TypeVar("Result")

#: Seconds after a change until the history file has it.
WRITTEN = 1.0


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

    @property
    def covered(self) -> bool:
        """Whether another screen hides this one; a dialog does not."""
        stack = self.app.screen_stack
        above = stack[stack.index(self) + 1 :] if self in stack else ()
        return any(not screen.is_modal for screen in above)

    def show_plan(self) -> None:
        """Show the plan as it is at this moment."""

    def refresh_board(self, changed: frozenset[str] | None) -> None:
        """Chats of these ids have another mark or note; None: the answers changed too."""
        self.show_plan()

    def tick(self, now: datetime) -> None:
        """A text may have changed with the time (school time)."""
        self.show_plan()

    def once_written(self, act: Callable[[], object]) -> None:
        """Do this once the history file has the last change."""
        self.set_timer(WRITTEN, act)

    # What was done last, on screens that bind these ---------------------------------------------

    #: What is said where nothing was done since the program was opened.
    nothing_done = "Отменять нечего"

    def action_undo(self) -> None:
        """Take back what was done last."""
        self._say_turned(*self.program.undo(), "Отменено", self.nothing_done)

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        self._say_turned(*self.program.redo(), "Возвращено", "Возвращать нечего")

    def _say_turned(self, done: str, changed: frozenset[str], word: str, nothing: str) -> None:
        self.app.clear_notifications()
        self.notify(f"{word} — {done}" if done else nothing)
        if changed:
            self.was_turned(changed)

    def was_turned(self, changed: frozenset[str]) -> None:
        """These chats were set back, or forward again: they are to be in view."""


class CopyingScreen(PlanScreen[None]):
    """A screen that copies. It has a `BareText`, which shows what was copied, for the mouse of a
    terminal that has no clipboard for us, until the next key."""

    def copy(self, text: str, hint: str) -> None:
        """Copy a text; the hint stands over it."""
        self.program.copy(text)
        # Nothing else may stand in the lines of the text.
        self.app.clear_notifications()
        self.query_one(BareText).show(hint, text)

    def on_key(self, event: events.Key) -> None:
        """The next key takes the copied text away, and then does what it always does."""
        for bare in self.query(BareText):
            bare.clear()
