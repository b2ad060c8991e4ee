"""What screens need of the app that shows them: the open plan, and the ways to other screens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sferum_tui.plan_app import PlanApp
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.list_choice import ListChoice


class Program(PlanApp):
    """The app as its screens see it. The app itself knows how each screen is opened."""

    #: Whether there is a table of schools to come back to.
    many = False

    async def action_schools(self) -> None:
        """Back to the table of schools."""
        raise NotImplementedError

    async def open_school(self, path: Path) -> None:
        """Open another school of the table."""
        raise NotImplementedError

    def school_names(self) -> Sequence[tuple[str, Path]]:
        """The schools of the table by name, each with the file of its plan."""
        return ()

    async def action_edit_plan(self, question: str = "check") -> None:
        """Change the answers of the open plan, beginning with a question."""
        raise NotImplementedError

    # Not a handler of a message: Textual calls those of every base class.
    async def leave_questions(self) -> None:
        """Leave the questions; the draft stays."""
        raise NotImplementedError

    def action_confirm_created(self) -> None:
        """The planned structure exists."""
        raise NotImplementedError

    @property
    def has_draft(self) -> bool:
        """Whether a change of the plan is begun and not saved."""
        raise NotImplementedError

    def action_renew(self, year: bool) -> None:
        """Ask what the next round is, beginning with the next year or another messenger."""
        raise NotImplementedError

    async def begin_round(self, answers: Answers, kept: str) -> bool:
        """Let a new plan take the place of the open one; whether it did."""
        raise NotImplementedError

    def open_chats(
        self, choice: ListChoice | None = None, *, begin: str = "", digit: str = "", at: str = ""
    ) -> None:
        """The chats of a stage, of today, or all."""
        raise NotImplementedError

    def action_owners(self) -> None:
        """Who has how many chats still to create."""
        raise NotImplementedError

    def action_coverage(self) -> None:
        """How many have joined."""
        raise NotImplementedError

    def action_history(self) -> None:
        """Who ticked what and when."""
        raise NotImplementedError

    def action_hall(self, stage: int | None = None) -> None:
        """A stage in large letters."""
        raise NotImplementedError

    def action_documents(self, name: str = "", owner: str = "") -> None:
        """Papers made from the plan; those that can be had for one owner, for him alone."""
        raise NotImplementedError
