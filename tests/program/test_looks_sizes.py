"""A window that is too small for any screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.program.places import Place, at, text_of

LEAST, SMALL = (60, 18), (80, 24)


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
