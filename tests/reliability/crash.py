"""Kill processes that tick chats, at random moments, and see that nothing they promised is lost.

    python -m tests.reliability.crash [--kills 3000] [--seed 1]

Most of a command's time goes by before it touches a file, so most of those that are killed begin
where that is over: in a copy of a process that has loaded everything.

A tick is acknowledged when `sferum-tui mark` has ended with 0, and one made in the program on the
screen when another process has read it from the file. After every kill: the file is a plan, every
acknowledged tick stands in it, and temporary files do not pile up.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sferum_tui.cli import main as run
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.plan import Plan
from tests.support.program import NOW, city, rollout_of
from tests.support.pty import Terminal, set_size

#: What every process runs, as a user would type it.
PROGRAM = (sys.executable, "-m", "sferum_tui")
#: How many ticks one process of the program on the screen makes before it would leave by itself.
TICKS = 12
#: Which part of the processes is a program on a screen, and which a command begun from nothing.
ON_SCREEN, TYPED = 0.1, 0.1
#: Where copies are made of a process that has ticked a chat before.
_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(
    [__name__, "tests.reliability.warm", "sferum_tui.app", "sferum_tui.screens.board"]
)


@dataclass
class Tally:
    """What came of it."""

    kills: int = 0
    finished: int = 0
    acknowledged: int = 0
    on_screen: int = 0

    def __str__(self) -> str:
        return (
            f"{self.kills} processes killed, {self.finished} ended by themselves, "
            f"{self.acknowledged} ticks acknowledged by the command line and "
            f"{self.on_screen} seen on disk from the screen, all there"
        )


class Typed:
    """A command as a person types it: a process of its own that begins with nothing."""

    def __init__(self, words: Sequence[str], environ: dict[str, str]) -> None:
        command = (*PROGRAM, *words)
        self._process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL)

    def ended(self, seconds: float) -> int | None:
        """Wait for its end at most so long; its exit code, None where it still runs."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def kill(self) -> None:
        """Let it do nothing more."""
        self._process.kill()
        self._process.wait()


class Copied:
    """The same command in a copy of a process that has loaded everything already."""

    def __init__(self, words: Sequence[str], environ: dict[str, str]) -> None:
        self._process = _SERVER.Process(target=_run_copy, args=(words, environ))
        self._process.start()

    def ended(self, seconds: float) -> int | None:
        """Wait for its end at most so long; its exit code, None where it still runs."""
        self._process.join(seconds)
        return self._process.exitcode

    def kill(self) -> None:
        """Let it do nothing more."""
        self._process.kill()
        self._process.join()


class CopiedTerminal(Terminal):
    """The program on the screen of a terminal, begun in such a copy. `command` has no program."""

    def _begin(
        self,
        command: Sequence[str],
        environ: dict[str, str],
        size: tuple[int, int],
        program: Callable[[], None],
    ) -> tuple[int, int]:
        master, self._inner = os.openpty()
        set_size(master, *size)
        inner = os.ttyname(self._inner)
        self._process = _SERVER.Process(target=_run_on_screen, args=(command, environ, inner))
        self._process.start()
        assert self._process.pid is not None
        return self._process.pid, master

    def _ended(self) -> bool:
        self.exit_code = self._process.exitcode
        return self.exit_code is not None

    def close(self) -> None:
        """Take the terminal away."""
        if self.master >= 0:
            os.close(self._inner)
        super().close()


#: How a command is begun.
Kind = type[Typed] | type[Copied]


def _run_copy(words: Sequence[str], environ: dict[str, str]) -> None:
    os.environ.update(environ)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(run(words))


def _run_on_screen(words: Sequence[str], environ: dict[str, str], terminal: str) -> None:
    os.environ.clear()
    os.environ.update(environ)
    os.setsid()
    for handle in range(3):
        os.dup2(os.open(terminal, os.O_RDWR), handle)
    # Copies are given an input that is empty, and what the server prints to.
    sys.stdin = sys.__stdin__ = open(0, closefd=False)  # noqa: SIM115
    sys.stdout = sys.__stdout__ = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = sys.__stderr__ = open(2, "w", closefd=False)  # noqa: SIM115
    sys.exit(run(words))


class Victims:
    """One plan in a folder, and the processes that are killed over it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.plan = folder / "plan.toml"
        self.random = random.Random(seed)
        self.tally = Tally()
        self._environ = {**os.environ, "SFERUM_TUI_PLAN": str(self.plan), "HOME": str(folder)}
        self._promised: set[str] = set()
        self._left: list[str] = []
        self._usual = {kind: self._time(kind) for kind in (Copied, Typed)}

    def _new_plan(self) -> None:
        """Begin anew, so that every command has something to write."""
        answers = city()
        PlanStore(self.plan).create(Plan(answers), force=True)
        self._left = [chat.id for chat in rollout_of(answers).chats]
        self.random.shuffle(self._left)
        self._promised.clear()

    def check(self) -> None:
        """Raises `AssertionError` where anything that was promised is not so."""
        done = PlanStore(self.plan).load().plan.done
        lost = self._promised - set(done.created)
        assert not lost, f"acknowledged ticks are lost: {sorted(lost)}"
        check_leftovers(self.plan)

    # The command line --------------------------------------------------------------------------

    def _start_command(self, kind: Kind) -> tuple[str, Typed | Copied]:
        """Tick a chat that has no tick yet."""
        if not self._left:
            self._new_plan()
        chat_id = self._left.pop()
        words = ("mark", chat_id, "--as", "created", "--now", NOW.isoformat())
        return chat_id, kind(words, self._environ)

    def _time(self, kind: Kind) -> float:
        """How long a command takes from its beginning to its end, in seconds."""
        if kind is Copied:
            # The first of them waits for the process that is copied.
            first, process = self._start_command(kind)
            self._ended(first, process.ended(60))
        begun = time.monotonic()
        chat_id, process = self._start_command(kind)
        self._ended(chat_id, process.ended(60))
        return time.monotonic() - begun

    def _ended(self, chat_id: str, code: int | None) -> None:
        assert code == 0
        self._promised.add(chat_id)
        self.tally.acknowledged += 1

    def kill_command(self) -> None:
        """Tick a chat from the command line and kill the process somewhere on its way."""
        kind = Typed if self.random.random() < TYPED / (1 - ON_SCREEN) else Copied
        usual = self._usual[kind]
        begun = time.monotonic()
        chat_id, process = self._start_command(kind)
        # The writing is at the end, so most kills fall into the second half.
        delay = usual * self.random.uniform(0.4, 1.1) - (time.monotonic() - begun)
        code = process.ended(max(delay, 0.0))
        if code is None:
            process.kill()
            self.tally.kills += 1
            self._usual[kind] *= 1.02
        else:
            self._ended(chat_id, code)
            self.tally.finished += 1
            self._usual[kind] += (time.monotonic() - begun - usual) / 4
        self.check()

    # The program on the screen -----------------------------------------------------------------

    def kill_program(self) -> None:
        """Tick chats of a new plan from the top of the list down and kill the program on its way.

        No chat is touched twice, so whatever was seen on disk once must stay there.
        """
        plan = self.plan.with_name(f"screen{self.tally.kills}.toml")
        store = PlanStore(plan)
        store.create(Plan(city()))
        seen: set[str] = set()
        words = ("--plan", str(plan), "--now", NOW.isoformat())
        with CopiedTerminal(words, {"HOME": str(plan.parent)}) as terminal:
            terminal.wait_for("4 этап", 30)
            terminal.send(b"\x1bOR")  # F3
            terminal.wait_for("Все чаты", 30)
            for _ in range(self.random.randrange(1, TICKS)):
                terminal.send(b" \x1b[B")
                terminal.read_some(self.random.uniform(0, 0.05))
                seen |= set(store.load().plan.done.created)
            if not (seen or self.tally.on_screen):
                # However busy the machine is, one of them has something to lose.
                terminal.read_until(lambda: bool(store.load().plan.done.created), 30)
                seen |= set(store.load().plan.done.created)
            os.kill(terminal.pid, signal.SIGKILL)
            terminal.wait(10)
        self.tally.kills += 1
        self.tally.on_screen += len(seen)
        lost = seen - set(store.load().plan.done.created)
        assert not lost, f"ticks that were on disk are lost: {sorted(lost)}"
        check_leftovers(plan)


def check_leftovers(plan: Path) -> None:
    """A killed save may leave a temporary file of the plan and one of its copy; the next save
    takes their places."""
    left = [path.name for path in plan.parent.glob(f".{plan.name}*.tmp*")]
    assert len(left) <= 2, f"temporary files pile up: {left}"


def kill_many(victims: Victims, kills: int) -> Iterator[Tally]:
    """Kill processes until so many have died."""
    while victims.tally.kills < kills:
        on_screen = victims.random.random() < ON_SCREEN
        (victims.kill_program if on_screen else victims.kill_command)()
        yield victims.tally


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        victims = Victims(Path(folder), options.seed)
        for number, tally in enumerate(kill_many(victims, options.kills), 1):
            if number % 100 == 0:
                print(tally, flush=True)
        print(victims.tally)


if __name__ == "__main__":
    main()
