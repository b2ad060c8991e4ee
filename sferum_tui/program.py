"""The open plan on the screen: what screens read and do, the clock, the watch over the file."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from sferum_tui.clock import Clock
from sferum_tui.desk import Desk
from sferum_tui.drafting import Drafting
from sferum_tui.engine.base import EngineApp
from sferum_tui.engine.clipboard import clipboard_sequence
from sferum_tui.engine.colour import ColourMode
from sferum_tui.engine.themes import NAMES
from sferum_tui.files.faults import PlanError, file_error
from sferum_tui.files.locations import draft_path, looks_path
from sferum_tui.files.looks import load_looks, save_looks
from sferum_tui.files.presets import load_reference
from sferum_tui.files.store import Loaded, PlanStore
from sferum_tui.options import Options
from sferum_tui.records import replace
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.plan import Done, Mark
from sferum_tui.rollout.reference import Reference

if TYPE_CHECKING:
    from sferum_tui.files.history import HistoryEntry
    from sferum_tui.rollout.board import Board, Rollout

#: How often another session's changes are looked for, in seconds.
LOOK = 1.0
#: How long the last save may take when the program ends, in seconds.
LAST_SAVE = 0.5
#: How often a trouble that lasts is told again, in seconds.
TELL_AGAIN = 60.0
#: Seconds in a day.
DAY = 86400


class Program(EngineApp):
    """The plan that `options` name, every tick and answer of it kept on disk. Opens no screen."""

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
        names = {chat.id: chat.name for chat in self.rollout.chats} if self.desk else {}
        return self.store.history(limit, names)

    # The clock and the file --------------------------------------------------------------------

    def follow(self) -> None:
        """Follow the clock and the file from now on."""
        self.set_interval(LOOK, self._look)
        self._tick()

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

    # What screens do ---------------------------------------------------------------------------

    def refuses(self) -> bool:
        """Whether nothing can be changed; then it is said why."""
        if self.read_only_reason:
            self.notify(self.read_only_reason, severity="warning")
        return bool(self.read_only_reason)

    def mark(self, ids: Sequence[str], mark: Mark, reason: str = "") -> None:
        """Tick chats at once; the disk follows."""
        if not self.refuses():
            self.open_desk.mark(ids, mark, reason)
            self._refresh_board(frozenset(ids))

    def set_note(self, chat_id: str, text: str) -> None:
        """Write a note to a chat; an empty one goes."""
        if not self.refuses():
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

    def _refresh_board(self, changed: frozenset[str] | None) -> None:
        for screen in self.screen_stack:
            refresh = getattr(screen, "refresh_board", None)
            if refresh:
                refresh(changed)

    def report(self, outcome: Loaded | PlanError) -> None:
        """What the saver's thread has to say; called there."""
        if self._loop is not None and not self._closed:
            # By way of the queue: what starts a timer has to run in the app's own context.
            self._loop.call_soon_threadsafe(self.call_later, self._reported, outcome)

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
        unsaved = bool(self.desk and self.desk.saver.trouble)
        title = "Не сохранено" if unsaved else "Файл изменён с ошибкой, показан прежний план"
        now, trouble = monotonic(), f"{title}\n{error}"
        if trouble == self._trouble and now - self._told < TELL_AGAIN:
            return
        self._trouble, self._told = trouble, now
        self.clear_notifications()
        self.notify(str(error), title=title, severity="error", timeout=TELL_AGAIN / 2)

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

    # Leaving -----------------------------------------------------------------------------------

    def close_desk(self) -> None:
        """Let the plan go; what is left is written first."""
        if self.desk:
            self.desk.close(LAST_SAVE)
            self.desk = None

    def save_work(self) -> None:
        """Everything to the disk: the draft of the questions, ticks that are on their way."""
        self.drafting.job()()
        if self.desk and not self.desk.close(LAST_SAVE):
            raise self.unsaved(self.desk)

    def unsaved(self, desk: Desk) -> PlanError:
        """Why what was queued is not on disk."""
        return desk.saver.trouble or file_error(self.options.plan, "запись ещё не закончена")
