"""Opens screens: the first one, the questions, lists, documents, help."""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.timer import Timer

from sferum_tui.engine.colour import ColourMode
from sferum_tui.engine.later import beside
from sferum_tui.issues import PlanError, readable
from sferum_tui.keeping import KeepingApp
from sferum_tui.open_plan import OpenPlan
from sferum_tui.options import Options
from sferum_tui.plan.drafts import Draft
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.list_choice import ListChoice, View
from sferum_tui.rollout.plan import Plan
from sferum_tui.rollout.recommendations import Recommendations
from sferum_tui.rollout.russian import day_month
from sferum_tui.screens.program import Program

if TYPE_CHECKING:
    from sferum_tui.screens.start import StartScreen

#: How long a person may wait for an edited plan to be saved, in seconds.
SAVE = 6.0
#: How long typing rests before the draft is written, in seconds.
DRAFT_REST = 0.3
#: How soon a draft that could not be written is tried again, in seconds.
DRAFT_AGAIN = 2.0
#: How long it is told where the old plan is, in seconds.
_OLD_PLAN = 20.0
#: What is said of a change that waits, until it goes on.
_UNFINISHED = "Есть незаконченное изменение плана: F2 продолжит его"


#: For how many days from day 0 on nobody asks whether the school year is over.
_NEW = 60


def resumed_text(draft: Draft) -> str:
    """What goes on, and how to give it up."""
    when = f" от {day_month(draft.saved.date())}, {draft.saved:%H:%M}" if draft.saved else ""
    return f"Продолжается изменение{when}. Отменить его: Delete на «Проверке»"


def past_year_text(answers: Answers, today: date) -> str:
    """How the next school year begins, once the one of a plan is over; "" until then."""
    created = answers.school.structure_created
    if created is None or (today - created).days < _NEW:
        return ""
    from sferum_tui.editing.new_round import first_day
    from sferum_tui.rollout.renewal import year_begins, year_title

    if first_day(answers, today, year=True) > today:
        return ""
    year = year_title(year_begins(created))
    return f"Это план на {year} учебный год. Следующий начнёт Ctrl+P, «новый год»"


class SferumApp(KeepingApp, Program):
    """The program with all its screens."""

    TITLE = "Сферум"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Works in dialogs too, where a question mark is a sign to type.
        Binding(
            "f1", "help", "Справка", priority=True, id="help", tooltip="Клавиши и рекомендации"
        ),
        Binding("question_mark", "help", "Справка", show=False, id="help.too"),
        Binding(
            "ctrl+p",
            "palette",
            show=False,
            priority=True,
            id="palette",
            tooltip="Найти действие, экран, документ, вопрос, чат",
        ),
    ]

    def __init__(self, options: Options, colours: ColourMode, log_path: Path) -> None:
        super().__init__(options, colours, log_path)
        self._word = ""
        self._looked_at = ""
        self._draft_timer: Timer | None = None

    # The first screen --------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[Any]:
        """The board where there is a plan, the presets where there is none."""
        screen = self._first_screen()
        # What Textual does for later screens only: their style sheets, and a callback to drop when
        # another screen takes their place.
        for path in screen.css_path:
            self.stylesheet.read(path)
        screen._push_result_callback(screen, None)
        return screen

    @on(events.Mount)
    def _begin(self) -> None:
        """Follow the clock and the file; say what had to wait for a screen."""
        self.follow()
        self._say_word()
        self.offer_unsaved()

    def _say_word(self) -> None:
        if self._word:
            self.notify(self._word, severity="warning")
            self._word = ""

    def _first_screen(self) -> Screen[Any]:
        try:
            if self.store.exists():
                report = partial(self.report, self.store)
                self.begin_plan(OpenPlan(self.store, self.options.who, self.clock, report))
                self._word = past_year_text(self.open_plan.plan.answers, self.now().date())
                if self._draft():
                    self._word = _UNFINISHED
        except PlanError as error:
            from sferum_tui.screens.broken import BrokenScreen

            return BrokenScreen(error)
        if self.opened:
            from sferum_tui.screens.board import BoardScreen

            return BoardScreen()
        return self._start_screen()

    async def open_first(self) -> None:
        """Show the screen that fits what lies on disk, in place of all others."""
        self.close_plan()
        await self._show(self._first_screen())
        self._say_word()

    async def _show(self, screen: Screen[Any]) -> None:
        """Replace all screens by this one."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await self.switch_screen(screen)

    def _start_screen(self) -> StartScreen:
        from sferum_tui.screens.start import StartScreen

        known, chosen = self.reference.recommendations.platforms, self.settings.platform
        platform = chosen if chosen in known else self.reference.recommendations.platform
        today, draft, before = self.now().date(), self._draft(), self.drafting.aside()
        return StartScreen(self.reference, today, draft, platform, self._looked_at, before)

    # The wizard --------------------------------------------------------------------------------

    def _draft(self) -> Draft | None:
        try:
            return self.drafting.saved()
        except PlanError as error:
            self._word = str(error)
            return None

    async def on_start_screen_chosen(self, event: StartScreen.Chosen) -> None:
        """A preset to start from."""
        from sferum_tui.guidance.packs import infos
        from sferum_tui.rollout.messenger import with_messenger

        self._looked_at = event.preset
        packs = infos(self.options.plan.parent)
        answers = with_messenger(event.answers, event.platform, packs)
        await self._ask(Draft(answers, "check" if event.check else "school"))

    def on_start_screen_messenger(self, event: StartScreen.Messenger) -> None:
        """Another messenger for new plans."""
        self.keep_settings(platform=event.platform)

    async def on_start_screen_resumed(self, event: StartScreen.Resumed) -> None:
        """The draft goes on where it stood, or the one before it."""
        if event.before:
            self.drafting.take_up_aside()
        if draft := self._draft():
            await self._ask(draft)

    async def action_edit_plan(self, question: str = "check") -> None:
        """Change the answers of the open plan; an unfinished change goes on."""
        if self.refuses():
            return
        draft = self._draft()
        await self._ask(draft or Draft(self.open_plan.plan.answers, question))
        if draft:
            self.notify(resumed_text(draft))

    async def _ask(self, draft: Draft) -> None:
        from sferum_tui.screens.wizard.screen import WizardScreen

        plan = self.opened.plan if self.opened else None
        self.unsay(_UNFINISHED)
        await self._show(WizardScreen(self.drafting.begin(draft, self.reference, plan)))

    def on_wizard_screen_draft_wanted(self) -> None:
        """Something was answered: write the draft once the typing rests."""
        self._stop_draft_timer()
        self._draft_timer = self.set_timer(DRAFT_REST, self._begin_draft)

    def action_save_draft(self) -> None:
        """Write the draft now and say what has become of it."""
        self._stop_draft_timer()
        self._begin_draft(asked=True)

    def _begin_draft(self, asked: bool = False) -> None:
        # A disk that is slow must not hold up the keys, which the app takes one after another.
        beside(self, partial(self._write_draft, asked), exit_on_error=False)

    async def _write_draft(self, asked: bool = False) -> None:
        before = self.drafting.failed
        try:
            await asyncio.to_thread(self.drafting.write, SAVE)
        except PlanError as error:
            if asked or not before:
                self.notify(str(error), title="Черновик не сохранён", severity="error")
            self._draft_timer = self.set_timer(DRAFT_AGAIN, self._begin_draft)
        else:
            if asked:
                self.notify("Черновик сохранён")
        self.show_unsaved()

    def _stop_draft_timer(self) -> None:
        if self._draft_timer:
            self._draft_timer.stop()
            self._draft_timer = None

    async def on_wizard_screen_left(self) -> None:
        """Back from the first question."""
        await self.leave_questions()

    async def leave_questions(self) -> None:
        """Leave the questions; the draft stays."""
        self._stop_draft_timer()
        await self._write_draft()
        self._stop_draft_timer()
        if self.drafting.failed:
            self._word = self.drafting.put_aside()
        self.drafting.session = None
        await self.open_first()

    async def on_wizard_screen_renew_wanted(self) -> None:
        """The questions make way for that of the next round."""
        await self.leave_questions()
        self.action_renew(True)

    async def on_wizard_screen_save(self) -> None:
        """Every question is answered: make the plan, or change the one that is open."""
        session = self.drafting.session
        if session is None:
            return
        try:
            if self.opened:
                old = session.base or self.opened.plan.answers
                self.opened.change(old, session.final, session.carried)
                if not await asyncio.to_thread(self.opened.saver.flush, SAVE):
                    raise self.unsaved(self.opened)
            else:
                plan, who = Plan(session.final), self.options.who
                await asyncio.to_thread(self.store.create, plan, who=who, at=self.now())
        except PlanError as error:
            self.notify(str(error), title="Не сохранено", severity="error")
            if self.opened:
                self.opened.saver.withdraw()
            return
        self._stop_draft_timer()
        self.drafting.end()
        await self.open_first()

    # The next round ----------------------------------------------------------------------------

    @property
    def has_draft(self) -> bool:
        """Whether a change of the plan is begun and not saved."""
        return self._draft() is not None

    def action_renew(self, year: bool) -> None:
        """Ask what the next round is, beginning with the next year or another messenger."""
        # Who comes from the questions may find that the plan can't be read any more.
        if self.opened and not self.refuses():
            from sferum_tui.screens.renew import RenewScreen

            self.push_screen(RenewScreen(year=year))

    async def begin_round(self, answers: Answers, kept: str) -> bool:
        """Let a new plan take the place of the open one, which stays beside it as `kept`."""
        from sferum_tui.guidance.loading import completed
        from sferum_tui.plan.renewing import renew

        opened, path = self.open_plan, self.options.plan
        plan, who, at = Plan(completed(answers, path.parent)), self.options.who, self.now()
        try:
            if not await asyncio.to_thread(opened.saver.flush, SAVE) or self.unsaved_changes:
                raise self.unsaved(opened)
            old = await asyncio.to_thread(renew, path, plan, kept, who, at)
        except PlanError as error:
            self.notify(str(error), title="Новый план не начат", severity="error")
            return False
        from shlex import quote

        await self.open_first()
        text = f"Открыть его: sferum-tui --plan {quote(readable(old))}"
        self.notify(text, title=f"Прежний план остался: {readable(old.name)}", timeout=_OLD_PLAN)
        return True

    # The screens over the open plan -------------------------------------------------------------

    def _show_over(self, screen: Screen[Any]) -> None:
        """Show a screen over the one in view, unless that is of its kind already."""
        if type(self.screen) is not type(screen):
            self.push_screen(screen)

    def action_chats(self, view: View) -> None:
        """The chats of all stages: all of them, or those that are due today."""
        from sferum_tui.screens.chats import ChatsScreen

        self._show_over(ChatsScreen(ListChoice(view=view)))

    def action_owners(self) -> None:
        """Who has how many chats still to create."""
        from sferum_tui.screens.owners import OwnersScreen

        self._show_over(OwnersScreen())

    def action_coverage(self) -> None:
        """How many have joined."""
        from sferum_tui.screens.coverage import CoverageScreen

        self._show_over(CoverageScreen())

    def action_history(self) -> None:
        """Who ticked what and when."""
        from sferum_tui.screens.history import HistoryScreen

        self._show_over(HistoryScreen())

    def action_hall(self) -> None:
        """The stage in view in large letters; where no single one is, that which presses most."""
        from sferum_tui.rollout.urgency import worst
        from sferum_tui.screens.board import BoardScreen
        from sferum_tui.screens.projector import ProjectorScreen

        seen = self.screen.stage_in_view() if isinstance(self.screen, BoardScreen) else None
        self._show_over(ProjectorScreen(seen or worst(self.board().stages).stage.number))

    def action_documents(self) -> None:
        """Papers made from the plan."""
        from sferum_tui.screens.documents import DocumentsScreen

        self._show_over(DocumentsScreen())

    # Help and leaving --------------------------------------------------------------------------

    def action_help(self) -> None:
        """The keys of this screen and the recommendations in short; asked again, back to it."""
        from sferum_tui.screens.actions import actions_of, typed_keys
        from sferum_tui.screens.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss()
            return
        keys = [(deed.keys, deed.title) for deed in actions_of(self.screen)]
        keys = [*typed_keys(self.screen), *keys]
        self.push_screen(HelpScreen(keys, self._recommendations()))

    def _recommendations(self) -> Recommendations:
        """What the recommendations say to this school; to no school yet while it is chosen."""
        if session := self.drafting.session:
            return session.rollout.recommendations
        return self.rollout.recommendations if self.opened else self.reference.recommendations

    def action_palette(self) -> None:
        """Everything by its name, from anywhere."""
        from sferum_tui.engine.palette import Palette
        from sferum_tui.screens.actions import open_palette

        if not isinstance(self.screen, Palette):
            open_palette(self)

    async def on_broken_screen_again(self) -> None:
        """The file may be in order now."""
        await self.open_first()
