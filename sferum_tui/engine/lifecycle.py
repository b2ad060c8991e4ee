"""From start to end: signals, crashes, and leaving in time."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

#: Exit code after an error inside the program (EX_SOFTWARE), and where something is left unsaved.
CRASHED, UNSAVED = 70, 3
#: Seconds after a signal, and after an ordinary end, when the process leaves whatever holds it.
AFTER_SIGNAL, AFTER_EXIT = 0.7, 3.0

#: Of work that could not be saved.
NOT_SAVED = "Последнее изменение сохранить не удалось."
_LAST_ACTS = 0.1
#: When garbage is collected, as in a Python that nobody told otherwise.
_COLLECT = (700, 10, 10)
_LOG_LIMIT = 256 * 1024


class RunningApp(Protocol):
    """An app as its start and end see it."""

    crash: BaseException | None
    saved: bool
    logged: bool
    hung_up: bool
    last_words: str
    log_path: Path | None
    watchdog: Watchdog

    @property
    def return_code(self) -> int | None:
        """What it leaves with."""

    def fail(self, error: Exception) -> None:
        """End with an error of a thread or a bare callback."""

    def crashed(self, error: BaseException) -> None:
        """Take note of an error."""

    def hang_up(self, number: int) -> None:
        """A signal came."""

    async def run_async(self) -> Any:
        """Run to the end."""


def run(app: RunningApp) -> int:
    """Run the program to its end and return the exit code.

    128 + n after signal n or a lost terminal, `CRASHED` after an error of our own, of which the
    person sees one line and the log the rest.
    """
    gc.disable()  # until the first frame: collecting what start-up builds takes 15 to 40 ms
    # As rarely as a command line collects, a program that runs for days would grow for days.
    gc.set_threshold(*_COLLECT)
    report_death = threading.excepthook

    def died(death: threading.ExceptHookArgs) -> None:
        if isinstance(death.exc_value, Exception):
            app.fail(death.exc_value)

    threading.excepthook = died
    try:
        asyncio.run(_main(app))
    except Exception as error:
        app.crashed(error)
    finally:
        gc.enable()
        threading.excepthook = report_death
    if not app.hung_up:
        app.watchdog.disarm()
    if app.crash is not None:
        _tell_about(app)
    _say(app.last_words)
    return CRASHED if app.crash is not None else app.return_code or 0


async def _main(app: RunningApp) -> None:
    loop = asyncio.get_running_loop()

    def leave(number: int, frame: object) -> None:
        # Not `loop.add_signal_handler`: that waits for a loop which may be stuck itself.
        app.watchdog.arm(AFTER_SIGNAL, lambda: 128 + number)
        if not loop.is_closed():
            loop.call_soon_threadsafe(app.hang_up, number)

    def failed(_: object, context: dict[str, Any]) -> None:
        # A callback of the loop's own; without this it would fail unseen.
        error = context.get("exception")
        app.fail(error if isinstance(error, Exception) else RuntimeError(context["message"]))

    loop.set_exception_handler(failed)
    before = {}
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
        if signal.getsignal(number) is not signal.SIG_IGN:  # ignored under nohup: stay so
            before[number] = signal.signal(number, leave)
    try:
        await app.run_async()
    finally:
        if not app.hung_up:
            for number, handler in before.items():
                signal.signal(number, handler)


class Watchdog:
    """Ends the process when leaving takes too long: a dead link can hold a write for minutes."""

    def __init__(self, *last_acts: Callable[[], None], words: Callable[[], str]) -> None:
        """`last_acts` save and restore what they can. They may fail, and none waits for another.

        `words` are said after them, "" where there is nothing to say.
        """
        self._last_acts = last_acts
        self._words = words
        self._calm = threading.Event()

    def arm(self, seconds: float, code: Callable[[], int]) -> None:
        """From now on the process has so many seconds to end by itself; the soonest call counts.

        `code` is what it ends with after that.
        """
        threading.Thread(target=self._wait, args=(seconds, code), daemon=True).start()

    def disarm(self) -> None:
        """The program has ended in time."""
        self._calm.set()

    def _wait(self, seconds: float, code: Callable[[], int]) -> None:
        if self._calm.wait(seconds):
            return
        threading.excepthook = lambda _: None
        _try(self._last_acts)
        # A terminal that takes nothing more must not keep the process either.
        _try([lambda: _say(self._words())])
        os._exit(code())


def _try(acts: Sequence[Callable[[], None]]) -> None:
    """Let acts do what they can at the same time, for a moment."""
    threads = [threading.Thread(target=act, daemon=True) for act in acts]
    for thread in threads:
        thread.start()
    end = time.monotonic() + _LAST_ACTS
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))


def for_owner_alone(handle: int) -> None:
    """The rights of a log: nobody else reads it. Raises `OSError`."""
    os.fchmod(handle, 0o600)


def write_log(
    path: Path, error: BaseException, rights: Callable[[int], None] = for_owner_alone
) -> bool:
    """Append an error to the log; whether that worked. `rights` gives the open file its rights.

    The values of variables are left out: they hold names of people.
    """
    text = "".join(traceback.format_exception(error))
    stamp = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = os.O_TRUNC if path.exists() and path.stat().st_size > _LOG_LIMIT else os.O_APPEND
        flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | kept
        with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8", errors="replace") as log:
            rights(log.fileno())
            log.write(f"--- {stamp} · Python {sys.version.split()[0]}\n{text}\n")
    except OSError:
        return False
    return True


def _tell_about(app: RunningApp) -> None:
    saved = "Работа сохранена." if app.saved else NOT_SAVED
    details = f" Подробности: {app.log_path}" if app.logged else ""
    _say(f"Программа остановилась из-за ошибки. {saved}{details}")


def _say(text: str) -> None:
    if not text:
        return
    with contextlib.suppress(OSError):  # the terminal may be gone
        os.write(2, f"{text}\n".encode("utf-8", "replace"))
