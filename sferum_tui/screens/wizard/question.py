"""What every question of the wizard has in common."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace
from textual.containers import Vertical
from textual.message import Message

from sferum_tui.editing.session import Session
from sferum_tui.editing.steps import NAMES, STEPS
from sferum_tui.engine.later import AtRest
from sferum_tui.rollout.answers import Answers


class Question(AtRest, Vertical):
    """One question: shows the session's answers and changes them at once.

    A question never waits for «next» to store a valid answer, so that going back, a dropped
    connection and a jump from the check screen lose nothing.
    """

    #: The name of its step.
    key: ClassVar[str] = ""
    #: One line under the title: what is asked and why.
    hint: ClassVar[str] = ""

    class Next(Message):
        """The person is through with this question."""

    def __init__(self, session: Session) -> None:
        super().__init__(classes="question")
        self.session = session

    @property
    def answers(self) -> Answers:
        """The answers given so far."""
        return self.session.answers

    def give(self, **parts: object) -> None:
        """Take other parts of the answers, by their names."""
        self.session.update(replace(self.answers, **parts))

    @property
    def title(self) -> str:
        """What the question is called, as the list of steps has it."""
        return STEPS[NAMES.index(self.key)].title

    def faults(self) -> tuple[str, ...]:
        """What must be put right before the plan can be saved, in Russian."""
        return ()

    def marks_changed(self) -> None:
        """Another session has ticked chats; most questions tell nothing of ticks."""

    def focus_first(self) -> None:
        """Put the cursor where the person expects it."""
        raise NotImplementedError
