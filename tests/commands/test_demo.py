"""The demonstration: a school in the middle of its move, of which nothing stays."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.commands.conftest import Cli


def test_the_demonstration_is_in_the_middle_and_leaves_nothing(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ran = cli("demo", "--now", "2026-12-01T09:00")
    assert (ran.code, ran.err) == (0, "")
    assert "вторник 1 декабря, день 8" in ran.out
    assert "√ завершён, 15 из 15" in ran.out
    assert "● в срок" in ran.out
    assert list(tmp_path.iterdir()) == []


def test_the_own_plan_is_not_touched(cli: Cli, own_home: Path) -> None:
    cli("demo", "--now", "2026-12-01T09:00")
    assert not list(own_home.rglob("*"))
