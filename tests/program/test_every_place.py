"""Every place of the program: how it looks, what its keys do, and what it is told too early."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sferum_tui.app import SferumApp
from tests.program.keys_there import assert_keys, assert_letters_change_nothing
from tests.program.looks_there import assert_looks_made_for
from tests.program.places import ON_THE_BOARD, PLACES, WITH_SCHOOLS, Place, at, only_moved
from tests.program.test_messenger import OLD, seen, undecided_max

LEAST, SMALL, LARGE, WIDE = (60, 18), (80, 24), (120, 40), (200, 60)


def named(place: Place) -> str:
    return f"{place.shows}: {place.keys}"


@pytest.mark.parametrize("place", PLACES, ids=named)
async def test_a_place_looks_made_for_every_size_and_no_letter_changes_anything(
    tmp_path: Path, place: Place
) -> None:
    async with at(tmp_path / "п", place, SMALL) as (app, pilot):
        for size in (SMALL, LEAST, LARGE, WIDE):
            if size != app.size:
                await pilot.resize_terminal(*size)
            assert_looks_made_for(app, size)
        await pilot.resize_terminal(*SMALL)
        assert_keys(app)
        await assert_letters_change_nothing(app, pilot, in_rows=not only_moved(place))


@pytest.mark.parametrize("place", [*ON_THE_BOARD, *WITH_SCHOOLS[-3:]], ids=named)
async def test_a_place_is_told_nothing_too_early_and_names_only_the_messenger_of_the_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: Place
) -> None:
    told = tell_of_changes_too_early(monkeypatch)
    async with at(tmp_path / "п", place, SMALL, undecided_max()) as (app, pilot):
        await pilot.pause()
        assert app.is_running
        assert told or place.shows == "BoardScreen"
        app.clear_notifications()
        await pilot.pause()
        if place in ON_THE_BOARD:
            assert OLD not in seen(app)


def tell_of_changes_too_early(patch: pytest.MonkeyPatch) -> list[str]:
    """Tell each screen of changes, the time and a notice at once, before it can show them.

    Returns the names of the screens, which grow.
    """
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

        patch.setattr(SferumApp, name, show)

    telling("push_screen")
    telling("switch_screen")
    return told
