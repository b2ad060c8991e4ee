"""The list in a real terminal: Russian letters, the clipboard, the mouse."""

from __future__ import annotations

import base64
import re
import sys
from pathlib import Path

from tests.screens.chats_app import school
from tests.support.program import save_plan
from tests.support.pty import Terminal

F3, F4, DOWN, MOUSE_OFF, MOUSE_ON = b"\x1bOR", b"\x1bOS", b"\x1b[B", b"\x1b[?1000l", b"\x1b[?1000h"


def started(folder: Path) -> Terminal:
    save_plan(folder, school())
    plan = str(folder / "plan.toml")
    command = [sys.executable, "-m", "sferum_tui", "--plan", plan, "--now", "2026-11-30T14:05"]
    return Terminal(command, {"HOME": str(folder), "PYTHONPATH": ":".join(sys.path)})


def test_a_search_in_russian_a_tick_and_the_file(tmp_path: Path) -> None:
    with started(tmp_path) as terminal:
        terminal.wait_for("F10")
        terminal.send(F3)
        terminal.wait_for("Все чаты")
        # All at once, as a slow link brings it: no letter is lost or taken for a key.
        terminal.send("/8а род".encode())
        terminal.wait_for("найдено 1")
        terminal.send(b"\r")
        terminal.wait_for("Пробел Создан")
        terminal.send(b" ")
        terminal.wait_for("√ 8А · родители")
        terminal.send(b"\x1b[21~")
        assert terminal.wait(5) == 0
    # The clock of `--now` goes on, and a busy machine takes its seconds.
    text = (tmp_path / "plan.toml").read_text("utf-8")
    assert re.search(r'^"2г/8А" = 2026-11-30T14:0\d:\d\d\+03:00$', text, re.MULTILINE)


def test_a_copied_name_goes_to_the_clipboard_and_stands_alone_for_the_mouse(tmp_path: Path) -> None:
    with started(tmp_path) as terminal:
        terminal.wait_for("F10")
        terminal.send(F4)
        terminal.wait_for("Сегодня, 30 ноября")
        terminal.send(b"\x03")
        terminal.wait_for("Или мышью:")
        sent = base64.b64encode("Администрация".encode())
        terminal.read_until(lambda: sent in terminal.output and MOUSE_OFF in terminal.output)
        assert "Администрация" in terminal.text.split("\n"), "alone in its line"
        before = len(terminal.output)
        terminal.send(DOWN)
        terminal.read_until(lambda: MOUSE_ON in terminal.output[before:])
        terminal.read_until(lambda: "Или мышью:" not in terminal.text)
