"""The whole program in a terminal of its own, and what keys send to it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from tests.support.pty import Terminal

F1, F2, F3, F4 = b"\x1bOP", b"\x1bOQ", b"\x1bOR", b"\x1bOS"
F5, F6, F7, F8, F9, F10 = (b"\x1b[%d~" % number for number in (15, 17, 18, 19, 20, 21))
UP, DOWN, RIGHT, LEFT = b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D"
HOME, END = b"\x1b[H", b"\x1b[F"
INSERT, DELETE, ESCAPE, ENTER, TAB, SPACE = b"\x1b[2~", b"\x1b[3~", b"\x1b", b"\r", b"\t", b" "
CTRL_C, CTRL_E, CTRL_U, CTRL_Z = b"\x03", b"\x05", b"\x15", b"\x1a"

#: A Wednesday: the first day of the first stage where the structure was created on Monday.
NOW = "2026-11-25T09:05"


def keys(*parts: str | bytes) -> list[bytes]:
    """Key by key: a text is typed letter by letter, bytes are one key."""
    found: list[bytes] = []
    for part in parts:
        found += [part] if isinstance(part, bytes) else [letter.encode() for letter in part]
    return found


def opened(
    home: Path,
    *options: str,
    plan: Path | None = None,
    now: str = NOW,
    env: dict[str, str] | None = None,
    size: tuple[int, int] = (80, 24),
) -> Terminal:
    """`python -m sferum_tui` as a user with this home folder opens it; use it as a context."""
    where = ["--plan", str(plan)] if plan else []
    command = [sys.executable, "-m", "sferum_tui", *where, "--now", now, *options]
    return Terminal(command, {**_environ(home), **(env or {})}, size)


def command(home: Path, *words: str, now: str = NOW) -> str:
    """What one command says; it has to succeed."""
    done = subprocess.run(
        [sys.executable, "-m", "sferum_tui", *words, "--now", now],
        env=_environ(home),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def _environ(home: Path) -> dict[str, str]:
    return {"HOME": str(home), "PYTHONPATH": ":".join(sys.path), "SFERUM_TUI_WHO": home.name}


def usual_plan(home: Path) -> Path:
    """Where the plan of a user lies who names none."""
    return home / ".config" / "sferum-tui" / "plan.toml"


def read_plan(path: Path) -> dict[str, Any]:
    """A plan file as Python values."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def press(terminal: Terminal, *parts: str | bytes) -> None:
    """Send keys in one piece, as a slow link delivers them."""
    terminal.send(b"".join(keys(*parts)))


def leave(terminal: Terminal) -> None:
    """Press F10 and see the program end in order."""
    terminal.send(F10)
    code = terminal.wait(10)
    assert code == 0, terminal.text
