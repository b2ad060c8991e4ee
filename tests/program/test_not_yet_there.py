"""What is told to screens that are not there yet: nothing before they can show it."""

from __future__ import annotations

from pathlib import Path

from tests.support.program import program


async def test_a_draft_that_is_written_when_the_last_screen_has_gone_tells_nobody(
    tmp_path: Path,
) -> None:
    app = program(tmp_path)
    assert app.screen_stack == []
    app.show_unsaved()


def test_a_tick_of_the_clock_when_the_last_screen_has_gone_tells_nobody(tmp_path: Path) -> None:
    program(tmp_path)._tick()
