"""Textual's driver for Linux terminals, made proof against what real terminals and links send.

Relies on `LinuxDriver` of Textual 8.2.8; pinned by tests.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import termios
import time
import tty
from queue import Empty
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual import events
from textual._ansi_sequences import SYNC_END
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from sferum_tui.engine.input import InputText, KeyParser

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message


class TerminalFile:
    """What the writer thread writes to: UTF-8 whatever the locale says, and no error when the
    terminal is gone: what is written then is lost, which is all that can be done about it."""

    def __init__(self, fileno: int) -> None:
        self._fileno = fileno
        self.gone = False
        self.writing = False
        self._drops = 0
        # Opened anew, so that a write which waits can be given up, and so that it stays blocking
        # for the shell, which has the same one.
        with contextlib.suppress(OSError):
            self._fileno = os.open(os.ttyname(fileno), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)

    def fileno(self) -> int:
        """The descriptor of the terminal."""
        return self._fileno

    def write(self, text: str) -> int:
        """Write all of the text, however long the terminal takes, or until `drop`."""
        data = memoryview(text.encode("utf-8", "replace"))
        drops, self.writing = self._drops, True
        while data and not self.gone and drops == self._drops:
            try:
                data = data[os.write(self._fileno, data) :]
            except BlockingIOError:
                select.select([], [self._fileno], [], 0.05)
            except OSError:
                self.gone = True
        self.writing = False
        return len(text)

    def flush(self) -> None:
        """Nothing is kept back."""

    def drop(self) -> None:
        """Forget what is being written and what the terminal has not taken yet."""
        self._drops += 1
        with contextlib.suppress(termios.error):
            termios.tcflush(self._fileno, termios.TCOFLUSH)


class Host(Protocol):
    """What the driver tells the app that it serves."""

    _sync_available: bool

    def terminal_taken(self) -> None:
        """The terminal is ours, whatever it shows."""

    def hang_up(self, number: int) -> None:
        """The terminal has gone."""


class TerminalDriver(LinuxDriver):
    """Reads and writes a terminal; tells the app when the terminal has gone."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        # Textual writes to stderr, so that stdout can be a pipe; a stderr sent to a file must not
        # swallow the screen either.
        out = next((fd for fd in (2, 1, 0) if os.isatty(fd)), 2)
        self._file: Any = TerminalFile(out)
        self._taken = False
        # Where a terminal knows no size, the app would guess another one and paint for ever.
        self._size = self._size or self._get_terminal_size()

    def write(self, data: str) -> None:
        """Write, but do not end a kitty protocol that never began: a Linux console prints that."""
        if data != "\x1b[<u":
            super().write(data)

    @property
    def _host(self) -> Host:
        return cast("Host", self._app)

    def busy(self) -> bool:
        """Whether frames are still waiting to be written, as on a stalled link."""
        return self._writer_thread is not None and self._writer_thread._queue.qsize() > 1

    def report_mouse(self, on: bool) -> None:
        """Switch the mouse to the program, or back to the terminal for selecting text."""
        (self._enable_mouse_support if on else self._disable_mouse_support)()

    def restore_by_force(self) -> None:
        """Give the terminal back without waiting for anybody: the last act of a stuck program."""
        self._file.gone = True
        self._file.drop()
        if self.attrs_before is not None:
            termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        os.write(
            self._file.fileno(),
            b"\x1b[0m\x1b[?1002l\x1b[?1000l\x1b[?1006l\x1b[?2004l\x1b[?7h"
            b"\x1b[?1049l\x1b[?25h\x1b[?1004l",
        )

    def stop_application_mode(self) -> None:
        """Give the terminal back; what a stalled link has not taken of the picture is dropped."""
        if self._writer_thread is not None and (self._file.writing or self.busy()):
            waiting = self._writer_thread._queue
            with contextlib.suppress(Empty):
                while True:
                    waiting.get_nowait()
            self._file.drop()
            self.write(SYNC_END if self._host._sync_available else "\x1b[0m")
        super().stop_application_mode()
        self._taken = False

    def start_application_mode(self) -> None:
        """Take the terminal over; whatever it shows now is unknown.

        Called again without an end before it after SIGSTOP, which nobody can see coming: the
        threads that read and write are still there, but the shell has set the terminal up its way.
        """
        self._host.terminal_taken()
        if self._taken:
            self._set_up_again()
            return
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._taken = self._writer_thread is not None
        # Textual reads the size in the handler of the signal. Where the next signal interrupts it,
        # the older size is told after the newer one, and the picture keeps it for good.
        signal.signal(signal.SIGWINCH, self._size_changed)

    def _size_changed(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._tell_size)

    def _tell_size(self) -> None:
        size = Size(*self._get_terminal_size())
        self._app.post_message(events.Resize(size, size))

    def _set_up_again(self) -> None:
        with contextlib.suppress(termios.error):
            attributes = termios.tcgetattr(self.fileno)
            attributes[tty.LFLAG] = self._patch_lflag(attributes[tty.LFLAG])
            attributes[tty.IFLAG] = self._patch_iflag(attributes[tty.IFLAG])
            attributes[tty.CC][termios.VMIN] = 1
            termios.tcsetattr(self.fileno, termios.TCSANOW, attributes)
        self.write("\x1b[?1049h\x1b[?25l\x1b[?1004h")
        self._enable_mouse_support()
        self._enable_bracketed_paste()
        self._disable_line_wrap()

    def _get_terminal_size(self) -> tuple[int, int]:
        """The size of the window itself, not of exported COLUMNS and LINES."""
        try:
            width, height = os.get_terminal_size(self._file.fileno())
        except OSError:
            return 80, 24
        return width or 80, height or 24

    def _enable_mouse_support(self) -> None:
        """Clicks, drags and the wheel; not every movement, which would fill a thin line."""
        if self._mouse:
            self.write("\x1b[?1000h\x1b[?1002h\x1b[?1006h")

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write("\x1b[?1006l\x1b[?1002l\x1b[?1000l")

    def _query_in_band_window_resize(self) -> None:
        """Not asked for: it serves the smooth scrolling that we do not do."""

    def run_input_thread(self) -> None:
        """Read keys until the app leaves or the terminal does (Textual would spin for ever)."""
        parser, text = KeyParser(self._debug), InputText()
        poll = select.poll()
        poll.register(self.fileno, select.POLLIN)
        while not self.exit_event.is_set():
            if poll.poll(20 if text.at_escape else 100):
                try:
                    data = os.read(self.fileno, 4096)
                except BlockingIOError:
                    continue
                except OSError:
                    data = b""
                if not data:
                    self._loop.call_soon_threadsafe(self._host.hang_up, signal.SIGHUP)
                    return
                if ready := text.feed(data, time.monotonic()):  # "" would end the parser
                    for message in parser.feed(ready):
                        self.process_message(message)
            if text.escape_pressed(time.monotonic()):
                self.process_message(events.Key("escape", "\x1b"))
            for message in parser.tick():
                self.process_message(message)

    def process_message(self, message: Message) -> None:
        """Pass a message on, except that the window of another program was chosen: the focus and
        the picture stay."""
        if not isinstance(message, (events.AppFocus, events.AppBlur)):
            super().process_message(message)
