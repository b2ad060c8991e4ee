"""What screens need of the app that shows them: the open plan, and the ways to other screens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.binding import Binding

from sferum_tui.plan_app import PlanApp
from sferum_tui.rollout.answers import Answers

#: The ways to other screens, the same everywhere; they are the app's own actions.
GO = (
    Binding("f2", "app.edit_plan", "Изменить", id="go.edit", tooltip="Изменить план", show=False),
    Binding("f3", "app.chats('all')", "Чаты", id="go.chats", tooltip="Все чаты школы", show=False),
    Binding(
        "f4",
        "app.chats('today')",
        "Сегодня",
        id="go.today",
        tooltip="Что создать сегодня",
        show=False,
    ),
    Binding("f5", "app.documents", "Документы", id="go.documents", tooltip="Документы", show=False),
    Binding("f8", "app.hall", "Зал", id="go.hall", tooltip="Крупно, для проектора", show=False),
    Binding(
        "ctrl+w",
        "app.owners",
        "Кто создаёт",
        id="go.owners",
        show=False,
        tooltip="Кто создаёт чаты: сколько осталось у каждого, напоминание",
    ),
    Binding(
        "ctrl+t",
        "app.coverage",
        "Состав",
        id="go.coverage",
        show=False,
        tooltip="Состав: сколько учеников и родителей уже в чатах",
    ),
    Binding("f6", "app.history", "История", id="go.history", tooltip="Кто что отметил", show=False),
)
#: For the questions and their dialogs.
SAVE_DRAFT = Binding(
    "ctrl+s",
    "app.save_draft",
    "Черновик",
    id="wizard.draft",
    tooltip="Сохранить черновик",
    show=False,
)
#: What these do is done to an open plan.
_OF_A_PLAN = {binding.action.removeprefix("app.").partition("(")[0] for binding in GO}


class Program(PlanApp):
    """The app as its screens see it. The app itself knows how each screen is opened."""

    #: Whether there is a table of schools to come back to.
    many = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs an open plan or questions is there with them, the way to a table with it."""
        if action == "schools":
            return self.many
        if action == "save_draft":
            return self.drafting.session is not None
        return action not in _OF_A_PLAN or self.opened is not None

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

    @property
    def has_draft(self) -> bool:
        """Whether a change of the plan is begun and not saved."""
        raise NotImplementedError

    async def begin_round(self, answers: Answers, kept: str) -> bool:
        """Let a new plan take the place of the open one; whether it did."""
        raise NotImplementedError
