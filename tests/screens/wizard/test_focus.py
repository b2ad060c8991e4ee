"""Wherever the cursor goes, one line is marked: the one it is in, in view, under the terminal's."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from sferum_tui.editing.steps import NAMES, STEPS
from sferum_tui.screens.wizard.steps import load_question
from sferum_tui.widgets.form_row import FormRow
from sferum_tui.widgets.grid_base import CellGrid
from tests.screens.wizard.form_app import QuestionApp
from tests.screens.wizard.grid_app import grid_session
from tests.support.seen import screen_lines

ARROWS = (
    *["down"] * 7,
    "pagedown",
    "tab",
    "up",
    "pagedown",
    "pagedown",
    "shift+tab",
    "pageup",
    "right",
    "left",
    "pageup",
    "down",
)
#: Keys that open a dialog or a list of the question, by its name.
DIALOGS = {
    "classes": ("insert", "f4", "f5"),
    "subjects": ("insert", "down f4", "down f6"),
    "people": ("down insert", "down down down down down insert"),
    "groups": ("insert",),
    "primary": ("2", "4"),
    "order": ("pagedown pagedown pagedown f4", "pagedown pagedown pagedown pagedown f4"),
}
PLACES = [(name, "") for name in NAMES] + [
    (name, keys) for name, them in DIALOGS.items() for keys in them
]


def hold(pilot: Pilot[int]) -> None:
    """One mark on the screen, in the line of the widget's cursor."""
    app = pilot.app
    marked = [y for y, line in enumerate(screen_lines(app)) if "►" in line]
    assert len(marked) == 1, screen_lines(app)
    focused = app.focused
    assert focused is not None
    if isinstance(focused, FormRow | CellGrid):
        x, y = focused.content_region.offset + focused.cursor_offset()
        y -= focused.scroll_offset.y
        assert marked == [y], (focused, y, screen_lines(app))
        assert 0 <= x < app.size.width
        assert focused.cursor_offset() in focused.size.region
    else:
        row = focused.parent
        assert isinstance(row, FormRow)
        assert row.region.y <= marked[0] < row.region.bottom


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
@pytest.mark.parametrize(("name", "keys"), PLACES)
async def test_one_line_is_marked_wherever_the_cursor_goes(
    name: str, keys: str, size: tuple[int, int]
) -> None:
    session = grid_session("complex" if name == "classes" else "city")
    question = load_question(STEPS[NAMES.index(name)])(session)
    async with QuestionApp(question).run_test(size=size) as pilot:  # type: ignore[arg-type]
        await pilot.press(*keys.split())
        await pilot.pause()
        hold(pilot)
        for key in ARROWS:
            await pilot.press(key)
            await pilot.pause()
            hold(pilot)
