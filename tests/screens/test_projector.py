"""Projector mode: the stage, its countdown, its progress; nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from sferum_tui.app import SferumApp
from sferum_tui.screens.board import BoardScreen
from sferum_tui.widgets.painted import Drawing, line_text
from tests.support.program import NOW, Standing, program, save_plan
from tests.support.seen import screen_lines


def text(app: SferumApp) -> str:
    screen_lines(app)  # drawn when it is painted
    return "\n".join(line_text(line) for line in app.screen.query_one(Drawing)._lines)


def opened(folder: Path, now: datetime = NOW) -> SferumApp:
    """The program on a new plan."""
    save_plan(folder)
    app = program(folder, now=now)
    app.settings = replace(app.settings, hints_seen=True)
    return app


async def test_arrows_turn_the_stages_round(tmp_path: Path) -> None:
    app = opened(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8")
        seen = []
        for key in ("right", "right", "right", "right", "left", "left"):
            seen.append(text(app).split()[0])
            await pilot.press(key)
        assert seen == ["1", "2", "3", "4", "1", "4"]


async def test_the_same_key_and_escape_go_back(tmp_path: Path) -> None:
    app = opened(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("f8", "escape", "enter"):
            await pilot.press("f8", key)
            await pilot.pause()
            assert isinstance(app.screen, BoardScreen)


async def test_on_the_last_day_the_seconds_run(tmp_path: Path) -> None:
    app = opened(tmp_path, datetime(2026, 12, 3, 20, 0, 0))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "f8")
        await pilot.pause()
        before = text(app)
        assert isinstance(app.clock, Standing)
        app.clock.moment += timedelta(seconds=1)
        app.screen.tick(app.now())  # type: ignore[attr-defined]
        assert "■ последний день" in before
        assert text(app) != before
        app.clock.moment += timedelta(hours=4)
        app.screen.tick(app.now())  # type: ignore[attr-defined]
        assert "▲ просрочен" in text(app)
