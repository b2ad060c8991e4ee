"""Waiting for an app by what its event loop still has to do, not by what the processor does.

Textual's pilot sleeps 20 ms at a time until the process is quiet: most of a test's time, and on a
busy machine too short. What a wait may take is counted in work of this process and in what it meant
to sleep, for how much of a second others take is none of its business. Relies on private parts of
asyncio and Textual 8.2.8.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from time import process_time
from typing import Any

from textual.pilot import Pilot

#: Frames are painted this often in tests, in seconds.
FRAME = 0.002
#: What is due within so many seconds is waited for: a frame or a new size, not a ticking clock.
SOON = 0.02
#: Not longer than this, in seconds: the frames of an app that leaves never end.
PATIENCE = 0.05
#: What is slept for at least, in seconds: to sleep for less is no progress.
_LEAST = 0.0005


async def wait_for_idle(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until nothing is to be done and nothing is due soon, at most `max_sleep` seconds."""
    loop: Any = asyncio.get_running_loop()
    begin, slept, waited = process_time(), 0.0, 0.0
    while process_time() - begin + slept < max_sleep:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        if _at_work(loop._default_executor):
            slept += await _sleep(0.001)
        elif (due := _next(loop)) < SOON and waited < PATIENCE:
            waited += await _sleep(due)
        else:
            return


async def wait_for_screen(pilot: Pilot[Any], timeout: float = 30.0) -> bool:
    """The pilot's own way sends a message to each widget of the screen and waits for its answer:
    an eighth of a test's time, where nothing that is to be done says the same."""
    await wait_for_idle(max_sleep=timeout)
    return pilot.app._exception is None


async def _sleep(seconds: float) -> float:
    """Sleep, and tell how long that was meant to be."""
    await asyncio.sleep(max(seconds, 0.0))
    return max(seconds, _LEAST)


def _next(loop: Any) -> float:
    """Seconds until the next thing is due."""
    times = (item.when() for item in loop._scheduled if not item.cancelled())
    return min(times, default=float("inf")) - loop.time()


def _at_work(pool: ThreadPoolExecutor | None) -> bool:
    """Whether a thread of `asyncio.to_thread` has something to do."""
    return pool is not None and (
        not pool._work_queue.empty() or pool._idle_semaphore._value < len(pool._threads)
    )
