"""The focus: one marked row on every screen, the terminal's own cursor on it, Enter opens it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from sferum_tui.engine.marks import MARK, cursor_position
from tests.program.places import (
    ON_THE_BOARD,
    WITH_SCHOOLS,
    WITHOUT_A_PLAN,
    Place,
    at,
    name_of,
    settled,
)
from tests.support.seen import screen_lines

KEYS = "down down up pagedown pageup end home tab shift+tab right left down".split()
#: Screens of one thing alone: there is nothing to choose, so no row is marked.
OF_ONE_THING = {"ProjectorScreen", "CardScreen", "WalkScreen", "SureDialog", "BrokenScreen"}
PLACES = [
    place
    for place in (*ON_THE_BOARD, *WITHOUT_A_PLAN, *WITH_SCHOOLS)
    if not place.shows.endswith("Question") and place.keys.split()[:1] not in (["f2"], ["f6"])
]


#: Lists that have less room in a low window, in which the mark must stay in view.
LOW = {"FilterDialog", "StageScreen"}


@pytest.mark.parametrize(
    ("place", "size"),
    [
        *((place, (80, 24)) for place in PLACES),
        *((place, (60, 18)) for place in PLACES if place.shows in LOW),
    ],
    ids=lambda it: f"{it.shows}: {it.keys}" if isinstance(it, Place) else f"{it[0]}×{it[1]}",
)
async def test_after_every_arrow_one_row_is_marked_and_the_cursor_stands_on_it(
    tmp_path: Path, place: Place, size: tuple[int, int]
) -> None:
    async with at(tmp_path, place, size) as (app, pilot):
        for key in ("", *KEYS):
            if key:
                app.post_message(events.Key(key, None))
                assert await settled(app, pilot)
                await pilot.pause()
            assert name_of(app) == place.shows, key
            lines = screen_lines(app)
            rows = [row for row, line in enumerate(lines) if MARK in line]
            shown = "\n".join(lines)
            if place.shows in OF_ONE_THING:
                assert rows == [], (key, shown)
                continue
            assert len(rows) == 1, (key, shown)
            assert shown.count(MARK) == 1, (key, shown)
            # At first the cursor may stand in the field one types into, not in an empty one.
            if key or not isinstance(app.focused, Input) or not app.focused.value:
                assert cursor_position(app.screen).y == rows[0], (key, shown)
