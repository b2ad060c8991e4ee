"""Leaving with work that is not on disk, in a real terminal."""

from __future__ import annotations

import fcntl
import signal
import tomllib
from pathlib import Path

import pytest

from sferum_tui.locations import lock_path, unsaved_path
from tests.program.terminals import (
    DOWN,
    ENTER,
    F3,
    F10,
    SPACE,
    opened,
    press,
    read_plan,
    usual_plan,
)
from tests.support.program import save_plan

BOARD = "F8 Зал"
RESTORED = b"\x1b[?1049l"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    usual_plan(tmp_path).parent.mkdir(parents=True)
    return save_plan(usual_plan(tmp_path).parent).path


def test_the_terminal_is_told_what_was_put_aside(tmp_path: Path, plan: Path) -> None:
    with opened(tmp_path) as terminal:
        terminal.wait_for(BOARD)
        plan.write_bytes(b"schema = 1\n[school\n")
        press(terminal, F3, SPACE, DOWN, SPACE)
        terminal.wait_for("не сохранено: 2")
        press(terminal, F10)
        terminal.wait_for("Сохранено не всё")
        press(terminal, DOWN, ENTER)
        assert terminal.wait(5) == 3
        said = terminal.output.rpartition(RESTORED)[2].decode()
    assert f"Не записано в план: 2 изменения; отложено в {unsaved_path(plan)}" in said
    assert len(tomllib.loads(unsaved_path(plan).read_text("utf-8"))["change"]) == 2


def test_a_signal_during_a_save_that_waits_puts_the_work_aside(tmp_path: Path, plan: Path) -> None:
    with opened(tmp_path) as terminal:
        terminal.wait_for(BOARD)
        with lock_path(plan).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            press(terminal, F3, SPACE)
            terminal.wait_for("√")
            terminal.signal(signal.SIGTERM)
            assert terminal.wait(5) == 128 + signal.SIGTERM
            said = terminal.output.rpartition(RESTORED)[2].decode()
        assert "Не записано в план: 1 изменение" in said
        assert unsaved_path(plan).exists()
    lock_path(plan).unlink(missing_ok=True)
    with opened(tmp_path) as terminal:
        terminal.wait_for("С прошлого раза не записано")
        press(terminal, ENTER)
        terminal.wait_for("Записано: 1 изменение")
        press(terminal, F10)
        assert terminal.wait(5) == 0
    assert len(read_plan(plan)["done"]["created"]) == 1
    assert not unsaved_path(plan).exists()
