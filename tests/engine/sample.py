"""A small program to be run in a terminal: `python -m tests.engine.sample FOLDER [OPTIONS]`.

It counts the key `s` and writes the count to `FOLDER/saved` when it saves. OPTIONS are words:
`busy` repaints the whole window all the time, `stuck` never comes back from saving,
`broken` fails to save, `held` never ends after it, `soon` makes the patience with that short,
`slow` takes its time between reading the size of the window and telling it.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

from sferum_tui.engine.colour import ColourMode, prepare_environment

# Not in the process of a test that imports this: that has an environment and modules of its own.
ALONE = __name__ == "__main__"
MODE = prepare_environment(os.environ) if ALONE else ColourMode.TRUE

from textual.app import ComposeResult  # noqa: E402 - after the environment is prepared
from textual.binding import Binding, BindingType  # noqa: E402
from textual.widgets import Static  # noqa: E402

from sferum_tui.engine import base  # noqa: E402
from sferum_tui.engine.base import EngineApp  # noqa: E402
from sferum_tui.engine.driver import TerminalDriver  # noqa: E402
from sferum_tui.engine.footer import KeyBar  # noqa: E402
from sferum_tui.engine.lifecycle import run  # noqa: E402
from sferum_tui.engine.widgets import Field  # noqa: E402

PERSON = "Иванова Мария"


def slowly(size: Callable[[TerminalDriver], tuple[int, int]]) -> Any:
    """The size of the window, which may be another one once it is told."""

    def found(driver: TerminalDriver) -> tuple[int, int]:
        value = size(driver)
        time.sleep(0.05)
        return value

    return found


class Sample(EngineApp):
    """Counts keys, and fails in the ways that it is asked to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "crash", "Упасть"),
        Binding("f3", "thread", "Поток"),
        Binding("f4", "callback", "Вызов"),
        Binding("f5", "lend", "Мышь"),
        Binding("f6", "hang", "Зависнуть"),
        Binding("s", "count", "Считать"),
    ]

    def __init__(self, folder: Path, options: list[str]) -> None:
        super().__init__(colours=MODE, log_path=folder / "log" / "log")
        self.folder = folder
        self.options = options
        self.counted = 0

    def compose(self) -> ComposeResult:
        yield Static("готово", id="counter")
        yield Static("", id="noise")
        if "field" in self.options:
            yield Field(placeholder="поле")
        yield KeyBar()

    def on_mount(self) -> None:
        numbers = count()

        def repaint() -> None:
            sign = chr(ord("а") + next(numbers) % 32)
            self.query_one("#noise", Static).update("\n".join([sign * 76] * 18))

        if "busy" in self.options:
            self.set_interval(0.01, repaint)

    def action_count(self) -> None:
        self.counted += 1
        self.query_one("#counter", Static).update(f"нажато {self.counted}")
        (self.folder / "collecting").write_text(str(gc.isenabled()))
        (self.folder / "counted").write_text(str(self.counted))

    def action_lend(self) -> None:
        self.lend_mouse()

    def action_crash(self) -> None:
        name = PERSON
        raise ValueError(name[:0] + "что-то сломалось")

    def action_thread(self) -> None:
        threading.Thread(target=self.action_crash).start()

    def action_callback(self) -> None:
        assert self._loop is not None
        self._loop.call_soon(self.action_crash)

    def action_hang(self) -> None:
        time.sleep(60)

    async def _shutdown(self) -> None:
        if "held" in self.options:
            time.sleep(60)
        await super()._shutdown()

    def save_work(self) -> None:
        if "broken" in self.options:
            raise OSError("нет места")
        (self.folder / "saved").write_text(str(self.counted))
        if "stuck" in self.options:
            time.sleep(60)


if ALONE:
    if "soon" in sys.argv:
        base.AFTER_EXIT = 0.2
    if "slow" in sys.argv:
        TerminalDriver._get_terminal_size = slowly(TerminalDriver._get_terminal_size)
    sys.exit(run(Sample(Path(sys.argv[1]), sys.argv[2:])))
