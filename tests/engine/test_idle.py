"""The wait of the test bed: for what is due, whatever others do to the processor meanwhile."""

from __future__ import annotations

import asyncio
import threading
from itertools import count
from typing import Any

import pytest

from tests.support.idle import PATIENCE, wait_for_idle


async def test_a_frame_is_waited_for_however_long_the_work_before_it_took(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loop: Any = asyncio.get_running_loop()
    now, painted = loop.time, []

    def lay_out() -> None:
        # Others had the processor meanwhile.
        monkeypatch.setattr(loop, "time", lambda: now() + 10 * PATIENCE)
        loop.call_later(0.001, loop.call_later, 0.001, painted.append, True)

    loop.call_soon(lay_out)
    await wait_for_idle()
    assert painted


async def test_frames_that_never_end_are_waited_for_only_so_long() -> None:
    loop, frames = asyncio.get_running_loop(), count()

    def frame() -> None:
        next(frames)
        loop.call_later(0.002, frame)

    frame()
    await wait_for_idle()
    assert 1 < next(frames) < 200


async def test_a_thread_that_never_ends_is_waited_for_only_so_long() -> None:
    ended = threading.Event()
    work = asyncio.create_task(asyncio.to_thread(ended.wait))
    await wait_for_idle(max_sleep=0.02)
    assert not work.done()
    ended.set()
    await wait_for_idle()
    assert work.done()
