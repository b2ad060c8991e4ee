"""Waiting for an app by what its event loop still has to do, not by what the processor does.

Textual's pilot sleeps 20 ms at a time until the process is quiet: most of a test's time, and on a
busy machine too short. Relies on private parts of asyncio and Textual 8.2.8.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

#: Frames are painted this often in tests, in seconds.
FRAME = 0.002
#: What is due within so many seconds is waited for: a frame or a new size, not a ticking clock.
SOON = 0.02
#: Not longer than this, in seconds: the frames of an app that leaves never end.
PATIENCE = 0.05


async def wait_for_idle(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until nothing is to be done and nothing is due soon, at most `max_sleep` seconds."""
    loop: Any = asyncio.get_running_loop()
    begin = loop.time()
    while (now := loop.time()) < begin + max_sleep:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        if _at_work(loop._default_executor):
            await asyncio.sleep(0.001)
        elif (due := _next(loop)) < SOON and now < begin + PATIENCE:
            await asyncio.sleep(max(due, 0.0))
        else:
            return


def _next(loop: Any) -> float:
    """Seconds until the next thing is due."""
    times = (item.when() for item in loop._scheduled if not item.cancelled())
    return min(times, default=float("inf")) - loop.time()


def _at_work(pool: ThreadPoolExecutor | None) -> bool:
    """Whether a thread of `asyncio.to_thread` has something to do."""
    return pool is not None and (
        not pool._work_queue.empty() or pool._idle_semaphore._value < len(pool._threads)
    )
