"""The application that all screens run in: Textual with this program's manners."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from rich.control import Control
from textual import events, on
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._compositor import CompositorUpdate
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.geometry import Offset
from textual.screen import Screen
from textual.scrollbar import ScrollBar

from sferum_tui.engine.colour import ColourMode
from sferum_tui.engine.driver import TerminalDriver
from sferum_tui.engine.key_queue import KeyQueue
from sferum_tui.engine.keys import BothLayouts
from sferum_tui.engine.lifecycle import (
    AFTER_EXIT,
    AFTER_SIGNAL,
    CRASHED,
    NOT_SAVED,
    UNSAVED,
    Watchdog,
    for_owner_alone,
    write_log,
)
from sferum_tui.engine.marks import cursor_position
from sferum_tui.engine.painter import Painter
from sferum_tui.engine.scrollbar import WholeCellBar
from sferum_tui.engine.size import guard, set_size_classes, too_small
from sferum_tui.engine.stylesheet import LeanStylesheet
from sferum_tui.engine.text import Harmless, SevenBit
from sferum_tui.engine.themes import NAMES, default_theme, palettes, theme
from sferum_tui.locations import resource

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.dom import DOMNode
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.notifications import SeverityLevel
    from textual.widget import Widget

ScrollBar.renderer = WholeCellBar

#: What Ctrl+C answers when there is nothing to copy.
HOW_TO_LEAVE = "Выход — F10"
#: Seconds until a frame that a busy link held back is tried again.
_RETRY = 0.05


class EngineApp(KeyQueue, BothLayouts, App[int]):
    """Base of the program. A subclass brings screens, bindings and `save_work`.

    Run it with `engine.lifecycle.run`, which returns the exit code.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = [
        resource("styles", "tokens.tcss"),
        resource("styles", "engine.tcss"),
    ]
    ENABLE_COMMAND_PALETTE = False
    NOTIFICATION_TIMEOUT = 4
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f10,ctrl+q", "quit", "Выход", priority=True, id="quit"),
        Binding("ctrl+c", "help_quit", show=False, system=True),
        Binding("ctrl+l", "redraw", "Перерисовать", show=False, id="redraw"),
    ]

    def __init__(
        self,
        *,
        colours: ColourMode = ColourMode.TRUE,
        theme_name: str | None = None,
        seven_bit: bool = False,
        log_path: Path | None = None,
    ) -> None:
        """Set up colours and log.

        Args:
            colours: what `prepare_environment` found.
            theme_name: one of `themes.NAMES`; by default what suits the colours.
            seven_bit: paint nothing but ASCII and Cyrillic.
            log_path: where details of a crash go.
        """
        super().__init__()
        self.log_path = log_path
        self.crash: BaseException | None = None
        #: What was typed and not taken: the texts by field, by what they were typed for.
        self.typed: dict[str, dict[str, str]] = {}
        self.saved = False
        #: What is said once the terminal is restored, "" where there is nothing to say.
        self.last_words = ""
        self.logged = False
        self.hung_up = False
        self.watchdog = Watchdog(self._restore, self._save_at_last, words=self._words_at_last)
        self._own_filters: list[LineFilter] = [Harmless(), *([SevenBit()] if seven_bit else [])]
        self._mouse_lent = False
        self._retry_pending = False
        self._cursor_sent = Offset(0, 0)
        self._disable_tooltips = True
        for name in NAMES:
            self.register_theme(theme(name))
        chosen = theme_name or default_theme(colours)
        # Before the first style sheet is read, so that it need not be read twice.
        self.set_reactive(App.theme, chosen)
        self.stylesheet = LeanStylesheet(variables=self.get_css_variables())
        self._painter = Painter(colours, palettes()[chosen]["background"])

    # --- what a subclass fills in

    def save_work(self) -> None:
        """Write everything that is not on the disk yet. Called before the program ends in any way.

        Must be quick, must not wait for the terminal, and may come twice and, as the last resort
        of a stuck program, from another thread. Raises when something could not be written.
        """

    # --- leaving

    async def action_quit(self) -> None:
        """Leave: everything is saved, nothing is asked."""
        # A disk that does not answer must not hold it.
        self._leave_in_time()
        self._save()
        self.exit(0, return_code=0 if self.saved else UNSAVED)

    def action_help_quit(self) -> None:
        """Ctrl+C with nothing to copy: say how to leave."""
        self.notify(HOW_TO_LEAVE)

    def hang_up(self, number: int) -> None:
        """A signal came or the terminal has gone: save and leave with 128 + its number."""
        if self.hung_up:
            return
        self.hung_up = True
        self.watchdog.arm(AFTER_SIGNAL, lambda: 128 + number)
        with self._context():
            self._save()
            self.exit(return_code=128 + number)

    def fail(self, error: Exception) -> None:
        """End with an error that no handler of Textual's sees: of a thread or a bare callback."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._handle_exception, error)

    def crashed(self, error: BaseException) -> None:
        """Take note of an error of our own; of several the first is told about, all are logged."""
        self._keep_error(error)
        if self.crash is None:
            self.crash = error
            self._save()

    def _keep_error(self, error: BaseException) -> None:
        if self.log_path is not None:
            self.logged = write_log(self.log_path, error, self.log_rights)

    def log_rights(self, handle: int) -> None:
        """Give the log, an open file, its rights: its owner's alone unless a program shares it."""
        for_owner_alone(handle)

    def _save(self) -> None:
        try:
            with self._context():
                self.save_work()
        except Exception as error:
            self.saved = False
            self._keep_error(error)
        else:
            self.saved = True

    def _restore(self) -> None:
        if isinstance(self._driver, TerminalDriver):
            self._driver.restore_by_force()

    def _save_at_last(self) -> None:
        if not self.saved:
            self._save()

    def exit(self, *arguments: Any, **options: Any) -> None:
        """End the app; the process ends soon after, whatever holds it."""
        super().exit(*arguments, **options)
        self._leave_in_time()

    async def _shutdown(self) -> None:
        self._leave_in_time()
        await super()._shutdown()

    def _leave_in_time(self) -> None:
        if isinstance(self._driver, TerminalDriver):
            self.watchdog.arm(AFTER_EXIT, self._code_at_last)

    def _code_at_last(self) -> int:
        """What a program that is stuck on its way out leaves with."""
        return self.return_code or (0 if self.saved else UNSAVED)

    def _words_at_last(self) -> str:
        return self.last_words or ("" if self.saved else NOT_SAVED)

    def _handle_exception(self, error: Exception) -> None:
        if self._exit and isinstance(error, NoMatches):
            # Who leaves while a screen is being put together finds it without its parts.
            self._close_messages_no_wait()
            return
        # Textual would print a traceback with the values of all variables, people's names too.
        self._return_code = CRASHED
        self.crashed(error)
        if self._exception is None:  # tests raise it again
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()
        self._leave_in_time()

    def panic(self, *renderables: RenderableType) -> None:
        """The input thread failed; Textual hands over what it would print."""
        self._handle_exception(RuntimeError("the input thread stopped"))

    # --- the terminal

    def get_driver_class(self) -> type[Driver]:
        """Our own driver."""
        return TerminalDriver

    def terminal_taken(self) -> None:
        """The driver starts, at first or after Ctrl+Z: paint everything."""
        self._painter.forget()
        if self._running and self._loop is not None:
            self._loop.call_soon_threadsafe(self.call_later, self._send_frame)

    def action_redraw(self) -> None:
        """Paint the whole window again, over what other programs have written into it."""
        self._painter.forget()
        self._send_frame()

    def lend_mouse(self) -> None:
        """Leave the mouse to the terminal until the next key, so that it can select text."""
        if isinstance(self._driver, TerminalDriver) and not self._mouse_lent:
            self._mouse_lent = True
            self._driver.report_mouse(False)

    def _take_mouse_back(self) -> None:
        self._mouse_lent = False
        if isinstance(self._driver, TerminalDriver):
            self._driver.report_mouse(True)

    def _set_pointer_shape(self, shape: str) -> None:
        """Terminals that do not know this sequence print it."""

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        self._uncover()
        if not isinstance(renderable, CompositorUpdate) or self.is_headless:
            super()._display(screen, renderable)
        elif self._running and not self._closed and not self._batch_count:
            try:
                self._painter.take(renderable)
            except Exception as error:
                self._handle_exception(error)
            else:
                self._send_frame()

    def _send_frame(self) -> None:
        """Write what has changed, or come back when the link has taken what it was given."""
        driver = self._driver
        if not isinstance(driver, TerminalDriver) or self._closed:
            return
        if driver.busy():
            if not self._retry_pending:
                self._retry_pending = True
                # Not a timer of Textual's: after Ctrl+Z this runs outside of its contexts.
                asyncio.get_running_loop().call_later(_RETRY, self._retry_frame)
            return
        frame = self._painter.frame()
        place = self.screen.outer_size.clamp_offset(cursor_position(self.screen))
        # A list of one row shows the same when an arrow comes to it; a screen reader does not.
        if frame or place != self._cursor_sent:
            self._cursor_sent = place
            start, end = (SYNC_START, SYNC_END) if self._sync_available else ("", "")
            driver.write(f"{start}{frame}{Control.move_to(*place).segment.text}{end}")
            if not gc.isenabled():
                # What a start has built stays for good: looking it through would take 40 ms.
                gc.freeze()
                gc.enable()

    def _retry_frame(self) -> None:
        self._retry_pending = False
        self._send_frame()

    # --- events and looks

    # `on` and not `on_mount`: a subclass has its own, and Textual runs both.
    @on(events.Mount)
    def _watch_size(self) -> None:
        self.screen_change_signal.subscribe(self, lambda _: self._guard_size(), immediate=True)
        self._guard_size()

    @on(events.Resize)
    def _resized(self) -> None:
        # A terminal may cut off or move what it shows when its window changes.
        self._painter.forget()
        self._guard_size()

    def _register_child(
        self, parent: DOMNode, child: Widget, before: int | None, after: int | None
    ) -> None:
        if isinstance(child, Screen):
            set_size_classes(child, self.size)
        super()._register_child(parent, child, before, after)

    def _guard_size(self) -> None:
        self.call_later(guard, self)

    async def on_event(self, event: events.Event) -> None:
        """Keys and the mouse do nothing while the window shows no screen, except leaving."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            if self._mouse_lent and isinstance(event, events.Key):
                self._take_mouse_back()
            if too_small(self.size):
                if isinstance(event, events.Key) and event.key in {"f10", "ctrl+q"}:
                    await self.action_quit()
                return
            if isinstance(event, events.Key | events.Paste):
                await self.in_turn(event, super().on_event)
                return
        await super().on_event(event)

    def watch_theme(self, name: str) -> None:
        """Without colours, what stands out is told from the background."""
        self._painter.stand_on(palettes()[name]["background"])

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every painted line goes through."""
        return [*super().get_line_filters(), *self._own_filters]

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """None of Textual's own; they are in English."""
        return ()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a short message; text is never markup, as it may hold names from files.

        The same message stands there once, however often it is said.
        """
        for shown in [*self._notifications]:
            if (shown.message, shown.title) == (message, title):
                self._unnotify(shown)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)
        self._uncover()

    def unsay(self, *messages: str) -> None:
        """What these say is no longer true, or no longer about what is in view."""
        for shown in [*self._notifications]:
            if shown.message in messages:
                self._unnotify(shown)

    def _uncover(self) -> None:
        """Keep messages off the row that has the cursor, in whatever half of the window it is."""
        if self._notifications:
            low = cursor_position(self.screen).y > self.size.height // 2
            self.screen.set_class(low, "-cursor-low")
