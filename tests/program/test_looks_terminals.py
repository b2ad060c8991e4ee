"""How the program looks in the terminals that people have: colours, frames, and none at all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.program.terminals import ESCAPE, F2, F3, F8, NOW, leave, opened
from tests.support.glyphs import non_wgl4
from tests.support.program import save_plan
from tests.support.pty import Terminal

# What a style may be made of where a terminal has no colours, sixteen, or 256 of them.
PLAIN = {"0", "1", "4", "7"}
BASIC = PLAIN | {str(code) for start in (30, 40, 90, 100) for code in range(start, start + 8)}
CYRILLIC = {chr(code) for code in range(0x410, 0x450)} | {"Ё", "ё"}
SEVEN_BITS = {chr(code) for code in range(0x20, 0x7F)} | {"\n"} | CYRILLIC
LINUX_F2, LINUX_F3 = b"\x1b[[B", b"\x1b[[C"


class Look(NamedTuple):
    """A terminal and what the program may send to it."""

    env: dict[str, str]
    options: tuple[str, ...] = ()
    styles: frozenset[str] | None = None
    f2: bytes = F2
    f3: bytes = F3


LOOKS = {
    "a Linux console": Look(
        {"TERM": "linux", "COLORTERM": "truecolor"}, (), frozenset(BASIC), LINUX_F2, LINUX_F3
    ),
    "PuTTY with 16 colours": Look({"TERM": "xterm"}, (), frozenset(BASIC)),
    "no colours wanted": Look({"NO_COLOR": "1", "COLORTERM": "24bit"}, (), frozenset(PLAIN)),
    "256 colours": Look({}),
    "all colours": Look({"COLORTERM": "truecolor"}),
    "seven bits": Look({}, ("--ascii",)),
}


@pytest.mark.parametrize("name", LOOKS)
def test_the_screens_are_readable_in_every_terminal(tmp_path: Path, name: str) -> None:
    look = LOOKS[name]
    path = save_plan(tmp_path).path
    with opened(tmp_path, *look.options, plan=path, env=look.env) as terminal:
        for key, shows in (
            (b"", "F8 Зал"),
            (look.f3, "Администрация"),
            (ESCAPE, "F8 Зал"),
            (F8, "Esc К доске"),
            (ESCAPE, "F8 Зал"),
            (look.f2 + b"2", "1А"),
        ):
            terminal.send(key)
            terminal.wait_for(shows)
            terminal.read_quiet(0.1)
            assert non_wgl4(terminal.text) == set()
            if look.options:
                assert set(terminal.text) <= SEVEN_BITS
            if shows in ("Администрация", "1А"):
                terminal.read_until(lambda: cursor_stands_out(terminal))
            elif shows == "F8 Зал":
                assert "\n►" in terminal.text or "\n>" in terminal.text
            if look.styles is not None:
                assert set(styles(terminal.output)) <= look.styles
        if name == "256 colours":
            assert not re.search(rb"[\[;][34]8;2;", terminal.output)
        leave(terminal)


def styles(output: bytes) -> Iterator[str]:
    """The numbers of all styles that were sent."""
    for found in re.findall(rb"\x1b\[([\d;]*)m", output):
        yield from found.decode().split(";") if found else ["0"]


def cursor_stands_out(terminal: Terminal) -> bool:
    """Whether a row or a cell is painted in reverse or on another background than the rest."""
    cells = [terminal.cell(column, row) for row in range(24) for column in range(80)]
    return len({(cell.reverse, cell.bg) for cell in cells}) > 1


# No terminal to paint on ------------------------------------------------------------------------


def assert_plain_status(text: str) -> None:
    assert "Руководство" in text
    assert "просрочен" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_cannot_be_painted_on_gets_the_plain_status(
    tmp_path: Path, term: str
) -> None:
    path = save_plan(tmp_path).path
    with opened(tmp_path, plan=path, now="2026-11-30T14:05", env={"TERM": term}) as terminal:
        assert terminal.wait(10) == 0
        assert_plain_status(terminal.output.decode())


def test_without_a_terminal_the_plain_status_is_printed(tmp_path: Path) -> None:
    path = save_plan(tmp_path).path
    command = [sys.executable, "-m", "sferum_tui", "--plan", str(path), "--now", NOW]
    done = subprocess.run(
        command, env={**os.environ, "LC_ALL": "C"}, capture_output=True, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0
    assert "Руководство" in done.stdout.decode()
    assert b"\x1b" not in done.stdout
    assert done.stderr == b""


def test_a_window_that_is_too_small_says_so_and_can_be_left(tmp_path: Path) -> None:
    path = save_plan(tmp_path).path
    with opened(tmp_path, plan=path, size=(59, 17)) as terminal:
        terminal.wait_for("60×18")
        terminal.wait_for("59×17")
        terminal.resize(60, 18)
        terminal.wait_for("F10 Выход")
        terminal.resize(59, 17)
        terminal.wait_for("59×17")
        leave(terminal)
