"""The open plan on the screen: what screens read and do, the clock, the watch over the file."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from sferum_tui.clock import Clock
from sferum_tui.disk import share_rights
from sferum_tui.drafting import Drafting
from sferum_tui.engine.base import EngineApp
from sferum_tui.engine.colour import ColourMode
from sferum_tui.engine.themes import NAMES
from sferum_tui.issues import PlanError, file_error, readable
from sferum_tui.locations import draft_path, settings_path
from sferum_tui.open_plan import OpenPlan, is_another
from sferum_tui.options import Options
from sferum_tui.plan.changes import ChangeRefusedError, SetMark
from sferum_tui.plan.settings import load_settings, save_settings
from sferum_tui.plan.store import Loaded, PlanStore
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.plan import Done, Mark
from sferum_tui.rollout.russian import capital
from sferum_tui.rollout.tasks import short_status

if TYPE_CHECKING:
    from textual.screen import Screen

    from sferum_tui.plan.history import Details, HistoryEntry
    from sferum_tui.rollout.board import Board, Rollout
    from sferum_tui.rollout.chats import Chat
    from sferum_tui.rollout.coverage import JoinedChange
    from sferum_tui.rollout.reference import Reference

#: How often another session's changes are looked for, in seconds.
LOOK = 1.0
#: How long the last save may take when the program ends, in seconds.
LAST_SAVE = 0.4
#: How often an error that lasts is told again, in seconds.
TELL_AGAIN = 60.0
#: What is said where the file holds another plan than it did.
ANOTHER_PLAN = "Его начали заново в другом сеансе или заменили: отметки здесь теперь другие"
#: Seconds in a day.
DAY = 86400


def _when_it_can(screen: Screen[Any], show: Callable[[Any], None], value: Any) -> None:
    """Tell a screen something at once or, while its widgets are not there, as soon as they are.

    A screen that closes has lost its widgets and needs to be told nothing.
    """
    if screen.is_mounted:
        if screen.children:
            show(value)
    else:
        screen.call_later(show, value)


class PlanApp(EngineApp):
    """The plan that `options` name, every tick and answer of it kept on disk. Opens no screen."""

    def __init__(self, options: Options, colours: ColourMode, log_path: Path) -> None:
        self._settings_file = settings_path(options.plan)
        self.settings = load_settings(self._settings_file)
        # A theme chosen in one terminal is not forced on another that has few colours.
        chosen = self.settings.theme if colours in (ColourMode.TRUE, ColourMode.PALETTE) else ""
        super().__init__(
            colours=colours,
            theme_name=options.theme or (chosen if chosen in NAMES else None),
            seven_bit=options.ascii,
            log_path=log_path,
        )
        self.clock = Clock(options.now)
        self.stand_on(options)

    def stand_on(self, options: Options) -> None:
        """Work with the plan that `options` name from now on, and with no other; it is not opened.

        The clock, the looks and the log stay.
        """
        self.options = options
        self.store = PlanStore(options.plan)
        self.store.settling.say = self._say
        self.drafting = Drafting(draft_path(options.plan), self.now, options.plan)
        self.opened: OpenPlan | None = None
        #: Whether the requisites of papers were asked for since the program was started.
        self.requisites_asked = False
        self._told_error = ""
        self._told = 0.0
        self._unrecorded = ""
        #: Why the history can't be read, "" where it can.
        self.history_fault = ""

    async def _shutdown(self) -> None:
        """Let the thread that saves end too, however the app ends: it holds all of the app."""
        await super()._shutdown()
        if self.opened:
            self.opened.saver.close()

    # What screens read -------------------------------------------------------------------------

    @cached_property
    def reference(self) -> Reference:
        """Curriculum, zones and presets, read when a question first needs them."""
        from sferum_tui.guidance.loading import load_reference

        return load_reference()

    @property
    def open_plan(self) -> OpenPlan:
        """The plan that is open. Screens that show one are only there when it is."""
        if self.opened is None:
            raise RuntimeError("no plan is open")
        return self.opened

    @property
    def rollout(self) -> Rollout:
        """What follows from the plan's answers."""
        return self.open_plan.rollout

    @property
    def done(self) -> Done:
        """The ticks."""
        return self.open_plan.plan.done

    @property
    def notes(self) -> Mapping[str, str]:
        """Notes by chat id."""
        return self.open_plan.plan.notes

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be changed; "" where everything can."""
        return self.opened.loaded.read_only_reason if self.opened else ""

    def board(self) -> Board:
        """The board at this second."""
        return self.open_plan.board()

    def now(self) -> datetime:
        """Now in school time; that of the answers being given where no plan is open yet."""
        if self.opened:
            return self.opened.now()
        session = self.drafting.session
        answers = session.answers if session else Answers()
        return school_time(self.clock(), answers.school.timezone)

    def history(self, limit: int | None = None) -> tuple[HistoryEntry, ...]:
        """Who changed what and when, the newest first; none where `history_fault` says why."""
        names = {chat.id: chat.name for chat in self.rollout.chats} if self.opened else {}
        self.history_fault = ""
        try:
            return self.store.history(limit, names)
        except PlanError as error:
            self.history_fault = str(error)
            return ()

    def joined_changes(self) -> tuple[JoinedChange, ...]:
        """How many have joined, day by day; none where the history can't be read: it is said."""
        try:
            return self.store.joined_changes()
        except PlanError as error:
            self.notify(str(error), severity="warning")
            return ()

    def marked_by(self, chat_id: str) -> str:
        """Who ticked a chat as it is ticked now; "" where nobody has, or it is not known."""
        mark = self.done.mark(chat_id)
        if mark == "planned":
            return ""
        waiting = self.open_plan.saver.pending
        if any(isinstance(it, SetMark) and it.chat_id == chat_id for it in waiting):
            return self.options.who
        try:
            found, who = self.store.who_marked().get(chat_id, ("", ""))
        except PlanError:
            return ""
        return who if found == mark else ""

    def history_details(self, entry: HistoryEntry) -> Details:
        """An entry of the history, whole."""
        from sferum_tui.plan.history import details

        return details(entry, {chat.id: chat.name for chat in self.rollout.chats})

    def take_back(self, entry: HistoryEntry) -> str:
        """Set back what an entry changed; what has become of it."""
        back = self.open_plan.take_back(self.history_details(entry))
        if back.chats:
            self._refresh_board(back.chats)
        return back.words

    def farewell(self) -> str:
        """One line for the end: where the plan is and what is next."""
        if not self.opened:
            return ""
        due = capital(short_status(self.board()).removeprefix("Сферум: "))
        return f"План: {readable(self.options.plan)}. {due}"

    # The clock and the file --------------------------------------------------------------------

    def follow(self) -> None:
        """Follow the clock and the file from now on."""
        self.set_interval(LOOK, self._look)
        self._tick()

    def _look(self) -> None:
        if self.opened:
            self.opened.saver.look()

    def _tick(self) -> None:
        """Tell the screen the time, then wait until a text on it can change."""
        if not self.screen_stack:
            return  # the program ends at this very moment
        show = getattr(self.screen, "tick", None)
        if show and self.opened:
            _when_it_can(self.screen, show, self.now())
        self.set_timer(self._until_next_tick(), self._tick)

    def _until_next_tick(self) -> float:
        """Seconds until the next second while one is counted, else until the next minute."""
        moment = self.clock()
        stages = self.board().stages if self.opened else ()
        counted = any(
            item.remaining is not None and 0 < item.remaining <= DAY + 60 for item in stages
        )
        part = moment.microsecond / 1e6
        return 1 - part if counted else 60 - moment.second - part

    # What screens do ---------------------------------------------------------------------------

    def refuses(self) -> bool:
        """Whether nothing can be changed; then it is said why."""
        if self.read_only_reason:
            self.notify(capital(self.read_only_reason), severity="warning")
        return bool(self.read_only_reason)

    def mark(self, ids: Sequence[str], mark: Mark, reason: str = "") -> None:
        """Tick chats at once; the disk follows."""
        if not self.refuses():
            self.open_plan.mark(ids, mark, reason)
            self._refresh_board(frozenset(ids))

    def set_note(self, chat_id: str, text: str) -> None:
        """Write a note to a chat; an empty one goes."""
        if not self.refuses():
            self.open_plan.set_note(chat_id, text)
            self._refresh_board(frozenset((chat_id,)))

    def log_rights(self, handle: int) -> None:
        """Who shares the plan may read what went wrong with it."""
        super().log_rights(handle)
        with suppress(OSError):
            share_rights(handle, self.store.target.stat())

    def set_joined(self, chat: Chat, count: int | None, of: int | None) -> None:
        """Write down how many are in a chat, of how many; None where it is not known."""
        if not self.refuses():
            self.open_plan.set_joined(chat, count, of)
            self._refresh_board(frozenset((chat.id,)))

    def undo(self) -> tuple[str, frozenset[str]]:
        """Take back what was done last on this screen's plan.

        What it was, "" if nothing, and the chats that have changed.
        """
        return self._turned(*self.open_plan.undo())

    def redo(self) -> tuple[str, frozenset[str]]:
        """Do again what was taken back last; the same is told."""
        return self._turned(*self.open_plan.redo())

    def _turned(self, title: str, changed: frozenset[str]) -> tuple[str, frozenset[str]]:
        if changed:
            self._refresh_board(changed)
        return title, changed

    def copy(self, text: str) -> None:
        """Put a text on the clipboard of the computer the person sits at.

        For terminals that can't, the mouse selects text until the next key.
        """
        from sferum_tui.engine.clipboard import clipboard_sequence

        if self._driver is not None:
            self._driver.write(clipboard_sequence(text, os.environ))
        self.lend_mouse()

    def _refresh_board(self, changed: frozenset[str] | None) -> None:
        if self.drafting.session and self.opened:
            self.drafting.session.follow_marks(self.opened.plan)
        for screen in self.screen_stack:
            refresh = getattr(screen, "refresh_board", None)
            if refresh:
                _when_it_can(screen, refresh, changed)

    def report(self, store: PlanStore, outcome: Loaded | PlanError) -> None:
        """What the thread that saves into a store has to say; called there."""
        if self._loop is not None and not self._closed:
            # By way of the queue: what starts a timer has to run in the app's own context.
            self._loop.call_soon_threadsafe(self.call_later, self._heard, store, outcome)

    def _heard(self, store: PlanStore, outcome: Loaded | PlanError) -> None:
        """Of a plan that has been left meanwhile nothing is to be told."""
        if store is self.store:
            self._reported(outcome)

    def _reported(self, outcome: Loaded | PlanError) -> None:
        if isinstance(outcome, ChangeRefusedError) and self.opened:
            # What was refused is not shown as if it were there.
            self._refresh_board(self.opened.take(self.opened.loaded))
        if isinstance(outcome, PlanError):
            self._tell_error(outcome)
            return
        if self._told_error:
            self._told_error = ""
            self.clear_notifications()
            self.notify("Снова в порядке: всё на диске")
        if outcome.notice:
            self.notify(
                outcome.notice, title="План изменён", severity="warning", timeout=TELL_AGAIN
            )
        if outcome.unrecorded and not self._unrecorded:
            self.notify(outcome.unrecorded, title="История", severity="warning")
        self._unrecorded = outcome.unrecorded
        if self.opened:
            if is_another(self.opened.plan.answers, outcome.plan.answers):
                self.notify(ANOTHER_PLAN, title="План заменён", severity="warning", timeout=20)
            changed = self.opened.take(outcome)
            if changed is None or changed:
                self._refresh_board(changed)

    def _say(self, text: str) -> None:
        """What the saver's thread waits for; called there."""
        if self._loop is not None and not self._closed:
            self._loop.call_soon_threadsafe(self.call_later, self.notify, text)

    def _tell_error(self, error: PlanError) -> None:
        """Say what keeps the plan from being saved or read, again and again while it lasts."""
        unsaved = bool(self.opened and self.opened.saver.error)
        title = "Не сохранено" if unsaved else "Файл изменён с ошибкой, показан прежний план"
        now, text = monotonic(), f"{title}\n{error}"
        if text == self._told_error and now - self._told < TELL_AGAIN:
            return
        self._told_error, self._told = text, now
        self.clear_notifications()
        self.notify(str(error), title=title, severity="error", timeout=TELL_AGAIN / 2)

    # Looks -------------------------------------------------------------------------------------

    def action_choose_theme(self, name: str) -> None:
        """Change the colours, and keep them for the next start."""
        self.theme = name
        self.keep_settings(theme=name)

    def keep_settings(self, **chosen: Any) -> None:
        """Remember what this person has chosen or seen, by the name of the setting."""
        self.settings = replace(self.settings, **chosen)
        save_settings(self._settings_file, self.settings, self.options.plan)

    def unsaved(self, plan: OpenPlan) -> PlanError:
        """Why what was queued is not on disk."""
        refused = [it.reason for it in plan.saver.set_aside]
        waiting = file_error(self.options.plan, "запись ещё не закончена")
        return plan.saver.error or (refused[-1] if refused else waiting)
