"""The wizard's screen: the steps, one question at a time, the live line, the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from sferum_tui.editing.session import Session
from sferum_tui.editing.steps import CHECK, NAMES, STEPS
from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.later import AtRest
from sferum_tui.engine.widgets import Plain
from sferum_tui.locations import resource
from sferum_tui.screens.program import SAVE_DRAFT
from sferum_tui.screens.wizard.steps import AHEAD, faults, load_question, step_signs
from sferum_tui.text import clauses

if TYPE_CHECKING:
    from sferum_tui.engine.base import EngineApp
    from sferum_tui.screens.wizard.question import Question

#: From how many cells on the steps in a row stand apart.
ROOMY = 70


class WizardScreen(AtRest, Screen[None]):
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
        SAVE_DRAFT,
        Binding("f3,ctrl+g", "jump_to_check", "Проверка", id="wizard.check", tooltip="К проверке"),
    ]

    class Left(Message):
        """The person went back from where the questions began; the draft stays."""

    class Save(Message):
        """Everything is answered: the plan is to be saved."""

    class RenewWanted(Message):
        """The next year or another messenger is to begin."""

    class DraftWanted(Message):
        """The draft is to be written once the typing rests."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._checks_first = session.plan is not None or session.step == CHECK
        self._looked_from: int | None = None
        self._said = ""
        self._painted: tuple[tuple[str, ...], int, int] | None = None

    def compose(self) -> ComposeResult:
        yield Plain(id="wizard-title")
        yield Plain(id="wizard-steps")
        with Horizontal(id="wizard-body"):
            yield Plain(id="wizard-side")
            yield Container(id="wizard-page")
        yield Plain(id="wizard-summary")
        yield KeyBar()

    async def on_mount(self) -> None:
        session = self.session
        session.on_change = self._changed
        session.visited.update(range(CHECK if session.plan else session.step))
        if session.plan and session.step != CHECK:
            session.asked_from = NAMES[session.step]
        await self.show(session.step)

    def on_resize(self) -> None:
        """The lines have more room or less."""
        self._paint()
        if self.query_one("#wizard-page").children:
            self._paint_title()

    def _paint(self) -> None:
        self._paint_summary()
        self._paint_steps()

    def _changed(self) -> None:
        self.at_rest(self._paint)
        self.post_message(self.DraftWanted())

    def refresh_board(self, changed: frozenset[str] | None) -> None:
        """Somebody ticked chats meanwhile: what would fall away with its mark is counted anew."""
        for question in self.query(".question"):
            cast("Question", question).marks_changed()

    # Questions ---------------------------------------------------------------------------------

    async def show(self, step: int) -> None:
        """Ask the question of this number; the one before it is already stored."""
        self._say("")
        session = self.session
        session.step = step
        session.visited.add(step)
        question = load_question(STEPS[step])(session)
        page = self.query_one("#wizard-page", Container)
        with self.app.batch_update():
            await page.remove_children()
            await page.mount(question)
            self._paint_title()
            self._paint_steps()
            self._paint_summary()
        question.focus_first()
        self.refresh_bindings()

    @property
    def question(self) -> Question:
        """The question on the screen."""
        return cast("Question", self.query_one("#wizard-page").query_one(".question"))

    def _paint_steps(self) -> None:
        """The steps by name: at the side where there is room, else in a row above."""
        signs = step_signs(self.session)
        if (signs, self.session.step, self.size.width) == self._painted:
            return
        self._painted = (signs, self.session.step, self.size.width)
        current = self.session.step
        row: list[tuple[str, str]] = []
        side: list[tuple[str, str]] = []
        roomy = self.size.width >= ROOMY
        for number, (step, sign) in enumerate(zip(STEPS, signs, strict=True)):
            here = number == current
            style = "reverse" if here else "dim" if sign == AHEAD else ""
            word = step.word if roomy else step.short or step.word
            row += [(f"{sign}{word}", style), (" ", "")]
            side.append((f"{sign} {step.title:22}", style))
            side.append(("\n", ""))
        self.query_one("#wizard-steps", Plain).update(Content.assemble(*row))
        self.query_one("#wizard-side", Plain).update(Content.assemble(*side))

    def _paint_title(self) -> None:
        step = STEPS[self.session.step]
        hint = clauses(self.question.hint, self.size.width - cell_len(step.title) - 4)
        self.query_one("#wizard-title", Plain).update(
            Content.assemble((step.title, "bold"), (f"  {hint}" if hint else "", "dim"))
        )

    def _paint_summary(self) -> None:
        line = self.query_one("#wizard-summary", Plain)
        line.update(self.session.summary(self.size.width - 2))

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
        self.session.walked = True
        await self.show(min(self.session.step + 1, CHECK))

    async def action_check(self) -> None:
        """Look at the whole plan again."""
        await self.show(CHECK)
        self.session.asked_from = ""
        self.refresh_bindings()

    async def action_jump_to_check(self) -> None:
        """Look at the whole plan; the walk goes on afterwards where it stood."""
        self._looked_from = self.session.step
        await self.show(CHECK)

    async def action_back(self) -> None:
        """One step back: to the check, to the question before, or out; the draft stays."""
        session = self.session
        if session.asked_from:
            await self.action_check()
        elif session.step == CHECK and self._looked_from is not None:
            step, self._looked_from = self._looked_from, None
            await self.show(step)
        elif session.step == 0 or (session.step == CHECK and self._checks_first):
            self._say("")
            self.post_message(self.Left())
        else:
            await self.show(session.step - 1)

    async def action_ask(self, question: str) -> None:
        """Ask one question from the check; leaving it leads back, or on where the walk goes on."""
        self.session.asked_from = "" if self._looked_from is not None else question
        self._looked_from = None
        await self.show(NAMES.index(question))

    def action_show_changes(self) -> None:
        """The chats that appear, disappear, move and change their names."""
        from sferum_tui.editing.check_words import preview_of
        from sferum_tui.screens.wizard.changes import ChangesScreen

        if shown := preview_of(self.session):
            self.app.push_screen(ChangesScreen(shown))

    def action_renew(self) -> None:
        """Ask for the next round; what was changed here stays a draft."""
        self.post_message(self.RenewWanted())

    async def action_turn_back(self) -> None:
        """Give up what was changed, or take it back up."""
        given_up = self.session.turn_back()
        await self.show(CHECK)
        self._say(
            "Всё как было до изменений. Ещё раз Delete — вернуть их."
            if given_up
            else "Изменения вернулись, они ещё не сохранены."
        )

    async def action_save(self) -> None:
        """Save the plan, or go to what must be put right before."""
        self._looked_from = None
        for fault in faults(self.session):
            title = STEPS[NAMES.index(fault.where)].title
            await self.action_ask(fault.where)
            self._say(f"{title}: {fault.what}", title="Сначала поправьте", severity="error")
            return
        self.post_message(self.Save())

    def _say(self, text: str, **looks: Any) -> None:
        """Say something of the question in view, in place of what was said of one before."""
        cast("EngineApp", self.app).unsay(self._said)
        self._said = text
        if text:
            self.app.notify(text, **looks)

    async def on_question_next(self) -> None:
        """The question is answered."""
        await (self.action_check() if self.session.asked_from else self.action_next())
