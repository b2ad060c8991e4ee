"""A program in a terminal of its own, with a stop-watch beside it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

#: A program has settled when it has written nothing for so many seconds.
QUIET = 0.25
#: So many visible signs are a picture.
_PAINTED = 10
_TIMEOUT = 20.0
_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_INVISIBLE = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07]*\x07|\x1b[ -~]|[\x00-\x20\x7f]|\xe2\x96\x91"
)

KEYS = {
    "up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C", "left": b"\x1b[D",
    "pageup": b"\x1b[5~", "pagedown": b"\x1b[6~", "home": b"\x1b[H", "end": b"\x1b[F",
    "enter": b"\r", "escape": b"\x1b", "insert": b"\x1b[2~", "tab": b"\t", "space": b" ",
    "backspace": b"\x7f",
    "f1": b"\x1bOP", "f2": b"\x1bOQ", "f3": b"\x1bOR", "f4": b"\x1bOS", "f5": b"\x1b[15~",
    "f6": b"\x1b[17~", "f8": b"\x1b[19~", "f9": b"\x1b[20~", "f10": b"\x1b[21~",
}  # fmt: skip


class Start(NamedTuple):
    """From the start of the process: milliseconds, and bytes until it settled."""

    painted: float
    settled: float
    size: int


class Answer(NamedTuple):
    """What a key set off: milliseconds to the first and to the last byte, and how many bytes."""

    first: float
    last: float
    size: int


class Idle(NamedTuple):
    """What happened while nothing was pressed."""

    cpu: float
    size: int


class Probe:
    """Runs a command in a terminal; a context manager that ends it."""

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str],
        size: tuple[int, int] = (80, 24),
    ) -> None:
        self._seen = bytearray()
        self._answered = False
        self._last = 0.0
        gate, release = os.pipe()  # the program starts when its window has a size
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            try:
                os.close(release)
                os.read(gate, 1)
                os.execvpe(command[0], list(command), dict(environ))  # noqa: S606
            finally:
                os._exit(127)
        window = struct.pack("HHHH", size[1], size[0], 0, 0)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, window)
        self._begun = time.perf_counter()
        os.close(gate)
        os.close(release)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._terminal)

    def start(self) -> Start:
        """Wait until it has painted and settled.

        Raises:
            RuntimeError: it did not, or it ended; with what it said.
        """
        while len(_INVISIBLE.sub(b"", bytes(self._seen))) < _PAINTED:
            if not self._read(_TIMEOUT):
                raise RuntimeError(self._seen.decode("utf-8", "replace"))
        painted = self._last
        self._settle()
        return Start(self._since(painted), self._since(self._last), len(self._seen))

    def press(self, key: str) -> Answer:
        """Press a key, one of `KEYS` or what it types, and wait until all is still again."""
        before, begun = len(self._seen), time.perf_counter()
        os.write(self._terminal, KEYS.get(key) or key.encode())
        if not self._read(1.0):
            return Answer(0.0, 0.0, 0)
        first = self._last
        self._settle()
        return Answer(1000 * (first - begun), 1000 * (self._last - begun), len(self._seen) - before)

    def idle(self, seconds: float) -> Idle:
        """Press nothing for so long."""
        before, used = len(self._seen), self._cpu()
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)
        return Idle(self._cpu() - used, len(self._seen) - before)

    def memory(self) -> float:
        """Resident memory in megabytes."""
        return int(self._stat()[21]) * _PAGE / 2**20

    def _stat(self) -> list[str]:
        return Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()

    def _cpu(self) -> float:
        fields = self._stat()
        return (int(fields[11]) + int(fields[12])) / _TICK

    def _since(self, moment: float) -> float:
        return 1000 * (moment - self._begun)

    def _settle(self) -> None:
        end = time.perf_counter() + _TIMEOUT
        while self._read(QUIET) and time.perf_counter() < end:
            pass

    def _read(self, seconds: float) -> bool:
        if not select.select([self._terminal], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._terminal, 65536)
        except OSError:
            return False
        self._last = time.perf_counter()
        self._seen += data
        if not self._answered and b"\x1b[?2026$p" in self._seen:
            # As most terminals do: updates can be shown at once.
            self._answered = True
            os.write(self._terminal, b"\x1b[?2026;2$y")
        return bool(data)
