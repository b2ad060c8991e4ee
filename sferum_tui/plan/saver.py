"""A thread that writes changes to the plan file, so that no key ever waits for the disk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from sferum_tui.issues import Issue, PlanError
from sferum_tui.plan.store import (
    Change,
    ChangeRefusedError,
    Loaded,
    PlanStore,
    RenameChat,
    SetAnswer,
)

#: Told after every attempt: the plan as it now stands on disk, or why it could not be written.
Report = Callable[["Loaded | PlanError"], None]


class Saver:
    """Applies changes in the order they were made; what could not be saved is kept and retried.

    Only changes of answers that make no plan are given up, since trying again won't help; then
    `flush` says so. `report` is called in the saver's thread.
    """

    def __init__(self, store: PlanStore, who: str, clock: Callable[[], datetime], report: Report):
        self._store = store
        self._who = who
        self._clock = clock
        self._report = report
        self._pending: list[Change] = []
        self._trouble: PlanError | None = None
        self._refused: PlanError | None = None
        self._wanted = False
        self._busy = False
        self._closed = False
        self._signal = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="saver", daemon=True)
        self._thread.start()

    @property
    def pending(self) -> tuple[Change, ...]:
        """Changes that are not on disk yet, oldest first."""
        with self._signal:
            return tuple(self._pending)

    @property
    def trouble(self) -> PlanError | None:
        """Why what was queued is not all on disk: answers given up, or the last attempt failed."""
        with self._signal:
            return self._refused or self._trouble

    def put(self, changes: Sequence[Change]) -> None:
        """Queue changes and return at once."""
        with self._signal:
            self._pending.extend(changes)
            self._refused = None
            self._wanted = True
            self._signal.notify_all()

    def look(self) -> None:
        """Write what is pending, or read the file anew if another session changed it."""
        with self._signal:
            self._wanted = True
            self._signal.notify_all()

    def flush(self, seconds: float) -> bool:
        """Wait until everything queued was tried; whether all of it is on disk then."""
        with self._signal:
            self._wanted = self._wanted or bool(self._pending)
            self._signal.notify_all()
            self._signal.wait_for(lambda: not (self._wanted or self._busy), timeout=seconds)
            return not (self._pending or self._refused or self._trouble)

    def close(self) -> None:
        """Let the thread end after what it is doing."""
        with self._signal:
            self._closed = True
            self._signal.notify_all()

    def _work(self) -> None:
        while True:
            with self._signal:
                self._signal.wait_for(lambda: self._wanted or self._closed)
                if not self._wanted:
                    return
                self._wanted, self._busy = False, True
                batch = tuple(self._pending)
            outcome: Loaded | PlanError | None = None
            try:
                outcome = self._attempt(batch)
                with self._signal:
                    self._settle(batch, outcome)
                if outcome is not None:
                    self._report(outcome)
            finally:
                with self._signal:
                    self._busy = False
                    self._signal.notify_all()

    def _settle(self, batch: tuple[Change, ...], outcome: Loaded | PlanError | None) -> None:
        """Keep or drop what was tried."""
        if isinstance(outcome, ChangeRefusedError):
            # Ticks made meanwhile must not wait behind answers that can never be saved.
            kept = [it for it in batch if not isinstance(it, SetAnswer | RenameChat)]
            self._pending[: len(batch)] = kept
            self._refused = outcome
            self._wanted = self._wanted or bool(kept)
        elif batch and not isinstance(outcome, PlanError):
            del self._pending[: len(batch)]
        if batch:
            self._trouble = outcome if isinstance(outcome, PlanError) else None

    def _attempt(self, batch: tuple[Change, ...]) -> Loaded | PlanError | None:
        try:
            if batch:
                return self._store.apply(batch, who=self._who, at=self._clock())
            return self._store.load() if self._store.changed() else None
        except PlanError as error:
            return error
        except Exception as error:
            # The thread must outlive a fault of the program: later changes want to be saved too.
            what = f"внутренняя ошибка: {type(error).__name__}"
            return PlanError([Issue(str(self._store.path), None, "", what)], exit_code=3)
