"""The program on the screen: opens screens and owns the clock, the open plan and the timers."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.timer import Timer

from sferum_tui.clock import Clock
from sferum_tui.desk import Desk
from sferum_tui.drafting import Drafting
from sferum_tui.engine.base import EngineApp
from sferum_tui.engine.clipboard import clipboard_sequence
from sferum_tui.engine.colour import ColourMode
from sferum_tui.engine.themes import NAMES
from sferum_tui.files.drafts import Draft
from sferum_tui.files.faults import PlanError, file_error
from sferum_tui.files.locations import draft_path, looks_path
from sferum_tui.files.looks import load_looks, save_looks
from sferum_tui.files.presets import load_recommendations, load_reference
from sferum_tui.files.store import Loaded, PlanStore
from sferum_tui.options import Options
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.plan import Done, Mark, Plan
from sferum_tui.rollout.reference import Reference

if TYPE_CHECKING:
    from sferum_tui.files.history import HistoryEntry
    from sferum_tui.rollout.board import Board, Rollout
    from sferum_tui.screens.start import StartScreen

#: How often another session's changes are looked for, in seconds.
LOOK = 1.0
#: How long the last save may take when the program ends, in seconds.
LAST_SAVE = 0.5
#: How long a person may wait for an edited plan to be saved, in seconds.
SAVE = 6.0
#: How long typing rests before the draft is written, in seconds.
DRAFT_REST = 0.3
#: How often a trouble that lasts is told again, in seconds.
TELL_AGAIN = 60.0
#: Seconds in a day.
DAY = 86400


class SferumApp(EngineApp):
    """Shows the plan that `options` name, and keeps every tick and answer on disk."""

    TITLE = "Сферум"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", "Справка", id="help", tooltip="Клавиши и рекомендации"),
        Binding("ctrl+p", "palette", show=False, id="palette", tooltip="Найти действие по имени"),
    ]

    def __init__(self, options: Options, colours: ColourMode, log_path: Path) -> None:
        self._looks_file = looks_path(options.plan)
        self.looks = load_looks(self._looks_file)
        # A theme chosen in one terminal is not forced on another that has few colours.
        chosen = self.looks.theme if colours in (ColourMode.TRUE, ColourMode.PALETTE) else ""
        super().__init__(
            colours=colours,
            theme_name=options.theme or (chosen if chosen in NAMES else None),
            seven_bit=options.ascii,
            log_path=log_path,
        )
        self.options = options
        self.clock = Clock(options.now)
        self.store = PlanStore(options.plan)
        self.drafting = Drafting(draft_path(options.plan), self.now)
        self.desk: Desk | None = None
        self._trouble = ""
        self._told = 0.0
        self._word = ""
        self._draft_timer: Timer | None = None

    # What screens read -------------------------------------------------------------------------

    @cached_property
    def reference(self) -> Reference:
        """Curriculum, zones and presets, read when a question first needs them."""
        return load_reference()

    @property
    def open_desk(self) -> Desk:
        """The plan that is open. Screens that show one are only there when it is."""
        if self.desk is None:
            raise RuntimeError("no plan is open")
        return self.desk

    @property
    def rollout(self) -> Rollout:
        """What follows from the plan's answers."""
        return self.open_desk.rollout

    @property
    def done(self) -> Done:
        """The ticks."""
        return self.open_desk.plan.done

    @property
    def notes(self) -> Mapping[str, str]:
        """Notes by chat id."""
        return self.open_desk.plan.notes

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be changed; "" where everything can."""
        return self.desk.loaded.read_only_reason if self.desk else ""

    def board(self) -> Board:
        """The board at this second."""
        return self.open_desk.board()

    def now(self) -> datetime:
        """Now in school time; that of the answers being given where no plan is open yet."""
        if self.desk:
            return self.desk.now()
        session = self.drafting.session
        answers = session.answers if session else Answers()
        return school_time(self.clock(), answers.school.timezone)

    def history(self, limit: int | None = None) -> tuple[HistoryEntry, ...]:
        """Who changed what and when, the newest first."""
        return self.store.history(limit)

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
        self.set_interval(LOOK, self._look)
        self._tick()
        if self._word:
            self.notify(self._word, severity="warning")

    def _first_screen(self) -> Screen[Any]:
        try:
            if self.store.exists():
                self.desk = Desk(self.store, self.options.who, self.clock, self._report)
                if self._draft():
                    self._word = "Есть незаконченное изменение плана: F2 продолжит его"
        except PlanError as error:
            from sferum_tui.screens.broken import BrokenScreen

            return BrokenScreen(error)
        if self.desk:
            from sferum_tui.screens.board import BoardScreen

            return BoardScreen()
        return self._start_screen()

    async def open_first(self) -> None:
        """Show the screen that fits what lies on disk, in place of all others."""
        self._close_desk()
        await self._show(self._first_screen())

    async def _show(self, screen: Screen[Any]) -> None:
        """Replace all screens by this one."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await self.switch_screen(screen)

    def _start_screen(self) -> StartScreen:
        from sferum_tui.screens.start import StartScreen

        return StartScreen(self.reference, self.now().date(), self._draft())

    # The wizard --------------------------------------------------------------------------------

    def _draft(self) -> Draft | None:
        try:
            return self.drafting.saved()
        except PlanError as error:
            self._word = str(error)
            return None

    async def on_start_screen_chosen(self, event: StartScreen.Chosen) -> None:
        """A preset to start from."""
        await self._ask(Draft(event.preset.answers, "check" if event.check else "school"))

    async def on_start_screen_resumed(self) -> None:
        """The draft goes on where it stood."""
        if draft := self._draft():
            await self._ask(draft)

    async def action_edit_plan(self, question: str = "check") -> None:
        """Change the answers of the open plan; an unfinished change goes on."""
        if self._refuses():
            return
        await self._ask(self._draft() or Draft(self.open_desk.plan.answers, question))

    async def _ask(self, draft: Draft) -> None:
        from sferum_tui.screens.wizard.screen import WizardScreen

        plan = self.desk.plan if self.desk else None
        await self._show(WizardScreen(self.drafting.begin(draft, self.reference, plan)))

    def on_wizard_screen_draft_wanted(self) -> None:
        """Something was answered: write the draft once the typing rests."""
        self._stop_draft_timer()
        self._draft_timer = self.set_timer(DRAFT_REST, self._write_draft)

    async def _write_draft(self) -> None:
        # A disk that is slow must not hold up the keys.
        try:
            await asyncio.to_thread(self.drafting.job())
        except PlanError as error:
            self.notify(str(error), title="Черновик не сохранён", severity="error")

    def _stop_draft_timer(self) -> None:
        if self._draft_timer:
            self._draft_timer.stop()
            self._draft_timer = None

    async def on_wizard_screen_left(self) -> None:
        """Back from the first question: the draft stays."""
        self._stop_draft_timer()
        await self._write_draft()
        self.drafting.session = None
        await self.open_first()

    async def on_wizard_screen_discarded(self) -> None:
        """An edit is given up: the plan stays as it is."""
        self._stop_draft_timer()
        self.drafting.end()
        await self.open_first()

    async def on_wizard_screen_save(self) -> None:
        """Every question is answered: make the plan, or change the one that is open."""
        session = self.drafting.session
        if session is None:
            return
        try:
            if self.desk:
                old = session.base or self.desk.plan.answers
                self.desk.change(old, session.final, session.renamed)
                if not await asyncio.to_thread(self.desk.saver.flush, SAVE):
                    raise self._unsaved(self.desk)
            else:
                plan, who = Plan(session.final), self.options.who
                await asyncio.to_thread(self.store.create, plan, who=who, at=self.now())
        except PlanError as error:
            self.notify(str(error), title="Не сохранено", severity="error")
            return
        self._stop_draft_timer()
        self.drafting.end()
        await self.open_first()

    # The board ---------------------------------------------------------------------------------

    def _look(self) -> None:
        if self.desk:
            self.desk.saver.look()

    def _tick(self) -> None:
        """Tell the screen the time, then wait until a text on it can change."""
        show = getattr(self.screen, "tick", None)
        if show and self.desk:
            show(self.now())
        self.set_timer(self._until_next_tick(), self._tick)

    def _until_next_tick(self) -> float:
        """Seconds until the next second while one is counted, else until the next minute."""
        moment = self.clock()
        stages = self.board().stages if self.desk else ()
        counted = any(
            item.remaining is not None and 0 < item.remaining <= DAY + 60 for item in stages
        )
        part = moment.microsecond / 1e6
        return 1 - part if counted else 60 - moment.second - part

    def _refuses(self) -> bool:
        """Whether nothing can be changed; then it is said why."""
        if self.read_only_reason:
            self.notify(self.read_only_reason, severity="warning")
        return bool(self.read_only_reason)

    def mark(self, ids: Sequence[str], mark: Mark, reason: str = "") -> None:
        """Tick chats at once; the disk follows."""
        if not self._refuses():
            self.open_desk.mark(ids, mark, reason)
            self._refresh_board(frozenset(ids))

    def set_note(self, chat_id: str, text: str) -> None:
        """Write a note to a chat; an empty one goes."""
        if not self._refuses():
            self.open_desk.set_note(chat_id, text)
            self._refresh_board(frozenset((chat_id,)))

    def undo(self) -> str:
        """Take back what was done last on this screen's plan; what it was, "" if nothing."""
        return self._turned(*self.open_desk.undo())

    def redo(self) -> str:
        """Do again what was taken back last; what it was, "" if nothing."""
        return self._turned(*self.open_desk.redo())

    def _turned(self, title: str, changed: frozenset[str]) -> str:
        if changed:
            self._refresh_board(changed)
        return title

    def copy(self, text: str) -> None:
        """Put a text on the clipboard of the computer the person sits at.

        For terminals that can't, the mouse selects text until the next key.
        """
        if self._driver is not None:
            self._driver.write(clipboard_sequence(text, os.environ))
        self.lend_mouse()

    def action_confirm_created(self) -> None:
        """The planned structure exists: its windows run from the date in the plan."""
        if not self._refuses():
            answers = self.open_desk.plan.answers
            school = replace(answers.school, planned=False)
            self.open_desk.change(answers, replace(answers, school=school), {})

    def action_open_chats(
        self, stage: int | None = None, due: bool = False, view: str = ""
    ) -> None:
        """The chats of a stage, of today, or all."""
        from sferum_tui.screens.chats import ChatsScreen

        self.push_screen(ChatsScreen(stage=stage, due=due, view=view))

    def action_documents(self) -> None:
        """Papers made from the plan."""
        from sferum_tui.screens.documents import DocumentsScreen

        self.push_screen(DocumentsScreen())

    def _refresh_board(self, changed: frozenset[str] | None) -> None:
        for screen in self.screen_stack:
            refresh = getattr(screen, "refresh_board", None)
            if refresh:
                refresh(changed)

    def _report(self, outcome: Loaded | PlanError) -> None:
        """What the saver's thread has to say; called there."""
        if self._loop is not None and not self._closed:
            self._loop.call_soon_threadsafe(self._reported, outcome)

    def _reported(self, outcome: Loaded | PlanError) -> None:
        if isinstance(outcome, PlanError):
            self._tell_trouble(outcome)
            return
        if self._trouble:
            self._trouble = ""
            self.clear_notifications()
            self.notify("Снова в порядке: всё на диске")
        if self.desk:
            changed = self.desk.take(outcome)
            if changed is None or changed:
                self._refresh_board(changed)

    def _tell_trouble(self, error: PlanError) -> None:
        """Say what keeps the plan from being saved or read, again and again while it lasts."""
        now, trouble = monotonic(), str(error)
        if trouble == self._trouble and now - self._told < TELL_AGAIN:
            return
        self._trouble, self._told = trouble, now
        unsaved = bool(self.desk and self.desk.saver.trouble)
        title = "Не сохранено" if unsaved else "Файл изменён с ошибкой, показан прежний план"
        self.clear_notifications()
        self.notify(trouble, title=title, severity="error", timeout=TELL_AGAIN / 2)

    # Looks -------------------------------------------------------------------------------------

    def hints_wanted(self) -> bool:
        """Whether the board is opened for the first time by this person."""
        return not self.looks.hints_seen

    def hints_seen(self) -> None:
        """The hints were read; they don't come back."""
        self._keep_looks(hints_seen=True)

    def action_choose_theme(self, name: str) -> None:
        """Change the colours, and keep them for the next start."""
        self.theme = name
        self._keep_looks(theme=name)

    def _keep_looks(self, **chosen: Any) -> None:
        self.looks = replace(self.looks, **chosen)
        save_looks(self._looks_file, self.looks)

    # Help and leaving --------------------------------------------------------------------------

    def action_help(self) -> None:
        """The keys of this screen and the recommendations in short."""
        from sferum_tui.screens.actions import deeds_of
        from sferum_tui.screens.help import HelpScreen

        keys = tuple((deed.keys, deed.title) for deed in deeds_of(self.screen))
        self.push_screen(HelpScreen(keys, load_recommendations()))

    def action_palette(self) -> None:
        """Every action by its name."""
        from sferum_tui.screens.actions import open_palette

        open_palette(self)

    async def on_broken_screen_again(self) -> None:
        """The file may be in order now."""
        await self.open_first()

    def _close_desk(self) -> None:
        if self.desk:
            self.desk.close(LAST_SAVE)
            self.desk = None

    def save_work(self) -> None:
        """Everything to the disk: the draft of the questions, ticks that are on their way."""
        self.drafting.job()()
        if self.desk and not self.desk.close(LAST_SAVE):
            raise self._unsaved(self.desk)

    def _unsaved(self, desk: Desk) -> PlanError:
        return desk.saver.trouble or file_error(self.options.plan, "запись ещё не закончена")
