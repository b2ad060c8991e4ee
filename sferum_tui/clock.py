"""The time the program goes by."""

from __future__ import annotations

from datetime import datetime, timedelta
from time import monotonic


class Clock:
    """The machine's clock, or one that starts at a given moment and runs on.

    A naive start is school time. The clock is handed down; nothing below asks the machine.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start
        self._begun = monotonic()

    def __call__(self) -> datetime:
        """Now; aware unless the given start was naive."""
        if self._start is None:
            return datetime.now().astimezone()
        return self._start + timedelta(seconds=monotonic() - self._begun)
