"""The wizard's screen: the steps, one question at a time, the live line, the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from sferum_tui.editing.session import Session
from sferum_tui.engine.footer import KeyBar
from sferum_tui.locations import resource
from sferum_tui.screens.wizard.steps import CHECK, NAMES, STEPS, faults, load_question

if TYPE_CHECKING:
    from sferum_tui.screens.wizard.question import Question


class WizardScreen(Screen[None]):
    """Asks one question at a time; going anywhere loses nothing.

    Questions are asked one after another, or from the lines of the check; then everything that
    leaves a question leads back to the check.
    """

    CSS_PATH: ClassVar = [
        resource("styles", "wizard.tcss"),
        resource("styles", "forms.tcss"),
        resource("styles", "grids.tcss"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high"), (34, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+n", "next", "Дальше", id="wizard.next", tooltip="Следующий вопрос"),
        Binding("f9,ctrl+n", "check", "К проверке", id="wizard.return", tooltip="Назад к проверке"),
        Binding("f9,ctrl+n", "save", "Сохранить", id="wizard.save", tooltip="Сохранить план"),
        Binding(
            "delete,ctrl+z",
            "turn_back",
            "Отменить",
            id="wizard.turn_back",
            tooltip="Отменить все изменения или вернуть их",
        ),
        Binding("escape", "back", "Назад", id="wizard.back", tooltip="На шаг назад"),
        Binding(
            "ctrl+s",
            "save_draft",
            "Черновик",
            id="wizard.draft",
            tooltip="Сохранить черновик",
            show=False,
        ),
        Binding("f3,ctrl+g", "jump_to_check", "Проверка", id="wizard.check", tooltip="К проверке"),
    ]

    class Left(Message):
        """The person went back from where the questions began; the draft stays."""

    class Save(Message):
        """Everything is answered: the plan is to be saved."""

    class DraftWanted(Message):
        """The draft is to be written now."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._checks_first = session.plan is not None or session.step == CHECK

    def compose(self) -> ComposeResult:
        yield Static(id="wizard-title", markup=False)
        yield Static(id="wizard-steps", markup=False)
        with Horizontal(id="wizard-body"):
            yield Static(id="wizard-side", markup=False)
            yield Container(id="wizard-page")
        yield Static(id="wizard-summary", markup=False)
        yield KeyBar()

    async def on_mount(self) -> None:
        session = self.session
        session.on_change = self._changed
        session.visited.update(range(CHECK if session.plan else session.step))
        if session.plan and session.step != CHECK:
            session.asked_from = NAMES[session.step]
        await self.show(session.step)

    def on_resize(self) -> None:
        """The live line has more room or less."""
        self._paint_summary()

    def _changed(self) -> None:
        self._paint_summary()
        self.post_message(self.DraftWanted())

    # Questions ---------------------------------------------------------------------------------

    async def show(self, step: int) -> None:
        """Ask the question of this number; the one before it is already stored."""
        session = self.session
        session.step = step
        session.visited.add(step)
        question = load_question(STEPS[step])(session)
        page = self.query_one("#wizard-page", Container)
        with self.app.batch_update():
            await page.remove_children()
            await page.mount(question)
            self._paint_steps(question)
            self._paint_summary()
        question.focus_first()
        self.refresh_bindings()

    @property
    def question(self) -> Question:
        """The question on the screen."""
        return cast("Question", self.query_one("#wizard-page").query_one(".question"))

    def _paint_steps(self, question: Question) -> None:
        current = self.session.step
        self.query_one("#wizard-title", Static).update(
            Content.assemble(
                (STEPS[current].title, "bold"),
                (f"  {question.hint}" if question.hint else "", "dim"),
            )
        )
        short: list[tuple[str, str]] = []
        side: list[tuple[str, str]] = []
        for number, step in enumerate(STEPS):
            done = number in self.session.visited and number != current
            style = "reverse" if number == current else "" if done else "dim"
            sign = "►" if number == current else "√" if done else " "
            short.append((f" {number + 1}{'√' if done else ' '}", style))
            side.append((f"{sign} {number + 1} {step.title}\n", style.replace("reverse", "bold")))
        tail = f"  {current + 1} из {len(STEPS)}"
        self.query_one("#wizard-steps", Static).update(Content.assemble(*short, (tail, "dim")))
        self.query_one("#wizard-side", Static).update(Content.assemble(*side))

    def _paint_summary(self) -> None:
        line = self.query_one("#wizard-summary", Static)
        line.update(Content(self.session.summary(self.size.width - 2)))

    # Going about -------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The last step saves; a question asked from the check leads back there."""
        last, asked = self.session.step == CHECK, bool(self.session.asked_from)
        return {
            "next": not last and not asked,
            "check": not last and asked,
            "save": last,
            "jump_to_check": not last and not asked,
            "turn_back": last and self.session.can_turn_back,
        }.get(action, True)

    async def action_next(self) -> None:
        """Ask the next question."""
        await self.show(min(self.session.step + 1, CHECK))

    async def action_check(self) -> None:
        """Look at the whole plan again."""
        await self.show(CHECK)
        self.session.asked_from = ""
        self.refresh_bindings()

    async def action_jump_to_check(self) -> None:
        """Look at the whole plan without asking the rest."""
        await self.show(CHECK)

    async def action_back(self) -> None:
        """One step back: to the check, to the question before, or out; the draft stays."""
        session = self.session
        if session.asked_from:
            await self.action_check()
        elif session.step == 0 or (session.step == CHECK and self._checks_first):
            self.post_message(self.Left())
        else:
            await self.show(session.step - 1)

    async def action_ask(self, question: str) -> None:
        """Ask one question from the check; leaving it leads back."""
        self.session.asked_from = question
        await self.show(NAMES.index(question))

    def action_show_changes(self) -> None:
        """The chats that appear, disappear, move and change their names."""
        from sferum_tui.screens.wizard.changes import ChangesScreen
        from sferum_tui.screens.wizard.check import CheckQuestion

        shown, before = self.query_one(CheckQuestion).preview(), self.session.before
        if shown is not None and before is not None:
            self.app.push_screen(ChangesScreen(shown, before, self.session.rollout))

    async def action_turn_back(self) -> None:
        """Give up what was changed, or take it back up."""
        given_up = self.session.turn_back()
        await self.show(CHECK)
        self.app.notify(
            "Всё как было до изменений. Ещё раз Delete — вернуть их."
            if given_up
            else "Изменения вернулись, они ещё не сохранены."
        )

    async def action_save(self) -> None:
        """Save the plan, or go to what must be put right before."""
        for fault in faults(self.session):
            title = STEPS[NAMES.index(fault.where)].title
            await self.action_ask(fault.where)
            self.app.notify(f"{title}: {fault.what}", title="Сначала поправьте", severity="error")
            return
        self.post_message(self.Save())

    def action_save_draft(self) -> None:
        """Write the draft now and say so."""
        self.post_message(self.DraftWanted())
        self.app.notify("Черновик сохранён")

    async def on_question_next(self) -> None:
        """The question is answered."""
        await (self.action_check() if self.session.asked_from else self.action_next())
