"""The test bed paints late: what is looked at is there, and a fault in painting is told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from tests.support.seen import screen_lines


class Counter(Widget):
    """Counts how often it is painted, and can't be painted from 3 on."""

    painted = 0
    number = 0

    def render_line(self, y: int) -> Strip:
        self.painted += y == 0
        assert self.number < 3, "too much"
        return super().render_line(y)

    def render(self) -> str:
        return f"число {self.number}"

    def count(self) -> None:
        self.number += 1
        self.refresh()


class CounterApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Counter()

    def key_space(self) -> None:
        self.query_one(Counter).count()


async def test_a_frame_is_painted_when_the_test_pauses_or_looks() -> None:
    app = CounterApp()
    async with app.run_test(size=(20, 2)) as pilot:
        counter = app.query_one(Counter)
        await pilot.press("space", "space")
        assert counter.painted == 0
        assert screen_lines(app)[0].startswith("число 2")
        await pilot.pause()
        seen = counter.painted
        assert seen > 0
        counter.refresh()
        await pilot.pause()
        assert counter.painted == seen + 1


async def _leave(pilot: Pilot[None]) -> None:
    pilot.app.exit()


async def _pause(pilot: Pilot[None]) -> None:
    await pilot.pause()


async def _nothing(pilot: Pilot[None]) -> None:
    """The test ends."""


async def _count_too_far(end: Callable[[Pilot[None]], Awaitable[None]]) -> None:
    async with CounterApp().run_test(size=(20, 2)) as pilot:
        await pilot.press("space", "space", "space")
        await end(pilot)


@pytest.mark.parametrize("end", [_leave, _pause, _nothing])
async def test_what_cannot_be_painted_fails_the_test(
    end: Callable[[Pilot[None]], Awaitable[None]],
) -> None:
    with pytest.raises(AssertionError, match="too much"):
        await _count_too_far(end)
