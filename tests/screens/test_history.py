"""Who ticked what and when: newest first, found by any word."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from sferum_tui.app import SferumApp
from sferum_tui.plan.history import HistoryEntry
from sferum_tui.screens.board import BoardScreen
from sferum_tui.widgets.history_list import HistoryList
from tests.support.program import aware, program, save_plan

LAST = aware(datetime(2026, 11, 30, 14, 2))


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SferumApp:
    """The program on a plan with a long history."""
    entries = (
        HistoryEntry(LAST, "Мария", "8А · родители: создан"),
        HistoryEntry(LAST, "Пётр", "[bold]8Б[/] · Физика: не нужен"),
        *(
            HistoryEntry(LAST - timedelta(hours=hour), "учитель", f"{hour}Г · класс: создан")
            for hour in range(1, 5000)
        ),
    )
    monkeypatch.setattr(SferumApp, "history", lambda self, limit=None: entries[:limit])
    save_plan(tmp_path)
    found = program(tmp_path)
    found.settings = replace(found.settings, hints_seen=True)
    return found


def lines(app: SferumApp) -> list[str]:
    """The lines in view."""
    listed = app.screen.query_one(HistoryList)
    return [listed.render_line(row).text.rstrip() for row in range(listed.size.height)]


async def test_the_newest_stands_first_with_its_day_and_its_author(app: SferumApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f6")
        await pilot.pause()
        first, second, third, *_ = lines(app)
        assert first == " 30.11.2026  14:02  Мария             8А · родители: создан"
        assert second == "             14:02  Пётр              [bold]8Б[/] · Физика: не нужен"
        assert third.endswith("1Г · класс: создан")


@pytest.mark.parametrize(
    ("typed", "found"), [("мария", 1), ("петр 8б", 1), ("Vfhbz", 1), ("физика мария", 0)]
)
async def test_words_narrow_the_list_in_any_layout(app: SferumApp, typed: str, found: int) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f6")
        await pilot.press(*typed.replace(" ", "\0").replace("\0", " "))
        await pilot.pause()
        listed = app.screen.query_one(HistoryList)
        assert listed.display == bool(found)
        if found:
            assert len([line for line in lines(app) if line]) == found


async def test_pages_scroll_while_one_types(app: SferumApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f6", "pagedown")
        await pilot.pause()
        listed = app.screen.query_one(HistoryList)
        assert listed.scroll_offset.y == listed.size.height
        assert lines(app)[0].startswith(" 29.11.2026") or lines(app)[0].startswith(" 30.11.2026")
        await pilot.press("ctrl+end")
        await pilot.pause()
        assert lines(app)[-1].endswith("4999Г · класс: создан")
        await pilot.press("up", "ctrl+home", "down")
        await pilot.pause()
        assert listed.scroll_offset.y == 1


async def test_escape_empties_the_search_then_goes_back(app: SferumApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f6", "м", "escape")
        await pilot.pause()
        assert len([line for line in lines(app) if line]) > 2
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)


async def test_an_empty_history_says_so(tmp_path: Path) -> None:
    save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f6")
        await pilot.pause()
        assert app.screen.query_one("#history-none").display
