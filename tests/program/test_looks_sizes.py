"""Every screen in every size of the window: nothing cut off, nothing that a font lacks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.screen import Screen
from textual.widgets import Static

from sferum_tui.engine.footer import fit, hints
from tests.program.places import (
    ON_THE_BOARD,
    WITH_A_BROKEN_PLAN,
    WITH_SCHOOLS,
    WITHOUT_A_PLAN,
    Place,
    at,
    text_of,
)
from tests.support.glyphs import non_wgl4

LEAST, SMALL, LARGE, WIDE = (60, 18), (80, 24), (120, 40), (200, 60)
SIZES = (SMALL, LEAST, LARGE, WIDE)
# Besides paths: names of keys, formats, programs and messengers, and what is printed in a zone.
LATIN = set(
    "Enter Esc Insert Delete Backspace Tab Ctrl PgUp PgDn Home End Excel Word VK MAX UTC PuTTY "
    "csv xlsx xls ods docx html md ics scp pscp toml plan school".split()
)


@pytest.mark.parametrize(
    "place",
    [*ON_THE_BOARD, *WITHOUT_A_PLAN, *WITH_A_BROKEN_PLAN, *WITH_SCHOOLS],
    ids=lambda place: f"{place.shows}: {place.keys}",
)
async def test_a_place_looks_made_for_every_size(tmp_path: Path, place: Place) -> None:
    async with at(tmp_path / "п", place, SMALL) as (app, pilot):
        for size in SIZES:
            if size != app.size:
                await pilot.resize_terminal(*size)
            text = text_of(app)
            lines = text.split("\n")
            assert non_wgl4(text) == set()
            assert max(map(len, lines)) <= size[0]
            assert_key_bar(app.screen, lines[-1], size[0])
            assert cut_lines(app.screen, lines) == {}
            assert foreign_words(text) == set()


def assert_key_bar(screen: Screen[object], line: str, width: int) -> None:
    """The last row says whole words, and the keys that nobody may miss."""
    gap, kept = fit(hints(screen), width)
    assert line.strip() == gap.join(hint.text for hint in kept)
    keys = {hint.key for hint in kept}
    assert "f10" in keys
    assert "f1" in keys or screen.is_modal
    if "escape" in {hint.key for hint in hints(screen)}:
        assert "escape" in keys


def cut_lines(screen: Screen[object], lines: list[str]) -> dict[str, set[str]]:
    """Words of one-line texts that are missing on the screen, by the widget's id.

    A line that ends with «…» says itself that there is more.
    """
    found = {}
    for widget in screen.query(Static):
        text = widget.render()
        plain = getattr(text, "plain", "")
        scrolls = any(node.max_scroll_y for node in widget.ancestors if isinstance(node, Screen))
        region = widget.content_region
        if "\n" in plain or scrolls or not region.area or not widget.is_on_screen:
            continue
        shown = [line[region.x : region.right] for line in lines[region.y : region.bottom]]
        # A path longer than a line goes on in the next one.
        together = "".join("".join(shown).split())
        missing = {word for word in plain.split() if word not in together}
        if missing and not any(line.rstrip().endswith("…") for line in shown):
            found[widget.id or str(widget)] = missing
    return found


def foreign_words(text: str) -> set[str]:
    """Latin words that are no names; paths and addresses are left out."""
    without = re.sub(r"\S*[/@]\S*|\S+\.(ru|toml|csv|docx)\b", "", text)
    return set(re.findall(r"[A-Za-z]{2,}", without)) - LATIN


@pytest.mark.parametrize("size", [(59, 18), (60, 17), (59, 17), (20, 5)])
async def test_a_smaller_window_says_what_it_needs(tmp_path: Path, size: tuple[int, int]) -> None:
    async with at(tmp_path, Place("f3", "ChatsScreen"), SMALL) as (app, pilot):
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert "60×18" in text_of(app)
        assert f"{size[0]}×{size[1]}" in text_of(app)
        await pilot.resize_terminal(*LEAST)
        await pilot.pause()
        assert "Все чаты" in text_of(app)
