"""What is told to screens that are not there yet: nothing before they can show it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sferum_tui.app import SferumApp
from tests.program.places import ON_THE_BOARD, WITH_SCHOOLS, Place, at
from tests.support.program import program

#: One place of each screen that stands over the board, and of the wizard.
PLACES = list({place.shows: place for place in reversed(ON_THE_BOARD)}.values())
#: Those with a table of schools beneath.
PLACES += WITH_SCHOOLS[-3:]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.shows)
async def test_changes_and_seconds_wait_until_a_screen_can_show_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: Place
) -> None:
    told: list[str] = []

    def telling(name: str) -> None:
        shown = getattr(SferumApp, name)

        def show(app: SferumApp, *arguments: Any, **options: Any) -> Any:
            result = shown(app, *arguments, **options)
            app._refresh_board(None)
            app._refresh_board(frozenset(("2а/8А",)))
            app._tick()
            app.notify("изменено")
            told.append(type(app.screen).__name__)
            return result

        monkeypatch.setattr(SferumApp, name, show)

    telling("push_screen")
    telling("switch_screen")
    async with at(tmp_path / "п", place, (80, 24)) as (app, pilot):
        await pilot.pause()
        assert app.is_running
        assert told or place.shows == "BoardScreen"


async def test_a_draft_that_is_written_when_the_last_screen_has_gone_tells_nobody(
    tmp_path: Path,
) -> None:
    app = program(tmp_path)
    assert app.screen_stack == []
    app.show_unsaved()


def test_a_tick_of_the_clock_when_the_last_screen_has_gone_tells_nobody(tmp_path: Path) -> None:
    program(tmp_path)._tick()
