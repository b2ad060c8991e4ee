"""A program in a terminal of its own, for tests of what only a real terminal shows."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte


def set_size(handle: int, columns: int, rows: int) -> None:
    """Tell a terminal how large its window is."""
    fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


class Terminal:
    """Starts a program on a new pty and reads its screen; never sleeps, only waits for output.

    Use it as a context manager, which kills what is left:

        with Terminal([sys.executable, "-m", "sferum_tui"], {"TERM": "xterm"}) as terminal:
            terminal.wait_for("Справка")
            terminal.send("й".encode())
    """

    def __init__(
        self,
        command: Sequence[str],
        env: dict[str, str] | None = None,
        size: tuple[int, int] = (80, 24),
        *,
        screen: tuple[int, int] | None = None,
        stdin: str | None = None,
        before: Callable[[], object] = lambda: None,
    ) -> None:
        """Start it.

        Args:
            command: the program and its arguments.
            env: added to a minimal environment (PATH, HOME=/nonexistent, TERM, PYTHONPATH).
            size: columns and rows.
            screen: what is really shown, where the terminal tells another size.
            stdin: a file to read from instead of the terminal.
            before: called in the child before the program, for instance to ignore a signal.
        """
        environ = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": "/nonexistent",
            "TERM": "xterm-256color",
            "PYTHONPATH": str(Path.cwd()),
            **(env or {}),
        }
        self.output = b""
        self.exit_code: int | None = None
        self._screen = pyte.Screen(*(screen or size))
        self._stream = pyte.ByteStream(self._screen)

        def program() -> None:
            if stdin is not None:
                os.dup2(os.open(stdin, os.O_RDONLY), 0)
            # A shell gives what it starts in the background to ignore one, `nohup` the other.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
            before()
            os.execvpe(command[0], list(command), environ)  # noqa: S606

        self.pid, self.master = self._begin(command, environ, size, program)

    def _begin(
        self,
        command: Sequence[str],
        environ: dict[str, str],
        size: tuple[int, int],
        program: Callable[[], None],
    ) -> tuple[int, int]:
        """Begin the program on a new terminal; its process and our end of the terminal."""
        pid, master = pty.fork()
        if pid == 0:
            try:
                set_size(0, *size)
                program()
            finally:
                os._exit(127)
        return pid, master

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
        if self.exit_code is None:
            os.kill(self.pid, signal.SIGKILL)
            self.wait(5)

    @property
    def text(self) -> str:
        """What stands on the screen, a line for each row, without blanks at their ends."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the terminal's own cursor, counted from 0."""
        return self._screen.cursor.x, self._screen.cursor.y

    def cell(self, column: int, row: int) -> pyte.screens.Char:
        """One cell with its colours."""
        char: pyte.screens.Char = self._screen.buffer[row][column]
        return char

    def send(self, data: bytes) -> None:
        """Type bytes."""
        os.write(self.master, data)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self._screen.resize(rows, columns)
        set_size(self.master, columns, rows)

    def read_some(self, timeout: float) -> bool:
        """Take what the program writes within so many seconds; whether there was anything."""
        if self.master < 0 or not select.select([self.master], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.output += data
        self._stream.feed(data)
        return bool(data)

    def read_until(self, ready: Callable[[], bool], timeout: float = 10.0) -> None:
        """Read until something holds.

        Raises:
            AssertionError: it does not come to hold in so many seconds.
        """
        end = time.monotonic() + timeout
        while not ready():
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError(f"not within {timeout} s; the screen is:\n{self.text}")
            if not self.read_some(min(left, 0.2)) and self._ended() and not ready():
                raise AssertionError(f"ended with {self.exit_code}; the screen is:\n{self.text}")

    def wait_for(self, text: str, timeout: float = 10.0) -> None:
        """Read until a text stands on the screen."""
        self.read_until(lambda: text in self.text, timeout)

    def read_quiet(self, quiet: float = 0.3) -> int:
        """Read until nothing has come for so many seconds; the number of bytes."""
        before = len(self.output)
        while self.read_some(quiet):
            pass
        return len(self.output) - before

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def close(self) -> None:
        """Take the terminal away, as sshd does when a connection drops."""
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    def wait(self, timeout: float = 1.0) -> int:
        """Wait for the end, reading on; the exit code, or minus the signal that killed it.

        Raises:
            AssertionError: it has not ended in so many seconds.
        """
        end = time.monotonic() + timeout
        while not self._ended():
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError(f"still running after {timeout} s")
            if self.master >= 0:
                self.read_some(min(left, 0.02))
            else:
                select.select([], [], [], min(left, 0.02))
        while self.read_some(0.05):
            pass
        assert self.exit_code is not None
        return self.exit_code

    def _ended(self) -> bool:
        if self.exit_code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
        return self.exit_code is not None
