"""A thread that writes changes to the plan file, so that no key ever waits for the disk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import chain, groupby
from typing import NamedTuple

from sferum_tui.issues import PlanError, file_error
from sferum_tui.plan.changes import Act, Change, ChangeRefusedError, Doing, RenameChat, SetAnswer
from sferum_tui.plan.store import Loaded, PlanStore

#: Told after every attempt: the plan as it now stands on disk, or why it could not be written.
Report = Callable[["Loaded | PlanError"], None]


class SetAside(NamedTuple):
    """Changes that can never be saved, and why."""

    changes: Act
    reason: PlanError


class Saver:
    """Applies changes in the order they were made; what could not be saved is kept and retried.

    A change that makes no plan is set aside with its reason, since trying again won't help; those
    after it are saved. `report` is called in the saver's thread.
    """

    def __init__(self, store: PlanStore, who: str, clock: Callable[[], datetime], report: Report):
        self._store = store
        self._who = who
        self._clock = clock
        self._report = report
        self._pending: list[Act] = []
        self._set_aside: list[SetAside] = []
        self._error: PlanError | None = None
        self._refused: PlanError | None = None
        #: How many acts are tried at once while the one that is refused is looked for, 0 for all.
        self._portion = 0
        #: Whether the last attempt ended in a fault of the program; one that comes again stays.
        self._stumbled = False
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
            return tuple(chain.from_iterable(self._pending))

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """Changes that were refused, but for those that newer ones have taken the place of."""
        with self._signal:
            return tuple(self._set_aside)

    @property
    def error(self) -> PlanError | None:
        """Why not all that was queued is on disk: one was refused, or the last attempt failed."""
        with self._signal:
            return self._refused or self._error

    def put(self, changes: Sequence[Change]) -> None:
        """Queue what was done in one go and return at once."""
        with self._signal:
            self._set_aside = [it for it in self._set_aside if not _replaced(it, changes)]
            self._pending.append(tuple(changes))
            self._refused = None
            self._wanted = True
            self._signal.notify_all()

    def withdraw(self) -> None:
        """Forget the edits of answers that were refused: the person has them before the eyes."""
        with self._signal:
            self._set_aside = [it for it in self._set_aside if not all(map(_is_edit, it.changes))]

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
            return not (self._pending or self._refused or self._error)

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
                batch = tuple(self._pending[: self._portion or None])
            try:
                outcome = self._attempt(batch)
                with self._signal:
                    told = self._settle(batch, outcome)
                if told is not None:
                    self._report(told)
            finally:
                with self._signal:
                    self._busy = False
                    self._signal.notify_all()

    def _settle(
        self, batch: tuple[Act, ...], outcome: Loaded | PlanError | None
    ) -> Loaded | PlanError | None:
        """Keep, drop or set aside what was tried; what is to be told of it."""
        if batch:
            self._error = outcome if isinstance(outcome, PlanError) else None
        if isinstance(outcome, ChangeRefusedError):
            self._error = None
            return self._sifted(batch, outcome)
        self._portion = 0
        if batch and not isinstance(outcome, PlanError):
            del self._pending[: len(batch)]
            self._wanted = self._wanted or bool(self._pending)
        return outcome

    def _sifted(
        self, batch: tuple[Act, ...], refusal: ChangeRefusedError
    ) -> ChangeRefusedError | None:
        """Look for what is refused in ever smaller parts; tell of it once it is found."""
        found: ChangeRefusedError | None = None
        if len(batch) > 1:
            self._portion = len(batch) // 2
        elif len(parts := _parts(batch[0])) > 1:
            self._pending[:1] = parts
            self._portion = 1
        else:
            del self._pending[:1]
            self._set_aside.append(SetAside(batch[0], refusal))
            self._refused = found = refusal
            self._portion = 0
        self._wanted = self._wanted or bool(self._pending)
        return found

    def _attempt(self, batch: tuple[Act, ...]) -> Loaded | PlanError | None:
        stumbled, self._stumbled = self._stumbled, False
        try:
            if batch:
                return self._store.apply_each(batch, who=self._who, at=self._clock())
            return self._store.load() if self._store.changed() else None
        except PlanError as error:
            return error
        except Exception as error:
            # The thread must outlive a fault of the program: later changes want to be saved too.
            told = file_error(self._store.path, f"внутренняя ошибка: {type(error).__name__}")
            self._stumbled = bool(batch)
            return ChangeRefusedError(told.faults) if batch and stumbled else told


def acts_of(changes: Sequence[Change]) -> Iterator[Act]:
    """Changes of an earlier time, of which edits of answers are saved apart from ticks."""
    return (tuple(act) for _, act in groupby(changes, _is_edit))


def _parts(act: Act) -> list[Act]:
    """An act in parts that may be saved apart: ticks each by itself, answers only together."""
    if any(map(_is_edit, act)):
        return list(acts_of(act))
    middle = len(act) // 2
    return [act[:middle], act[middle:]] if middle else [act]


def _is_edit(change: Change) -> bool:
    """Whether a change is a part of an edit of answers, which is saved as a whole."""
    return isinstance(change, SetAnswer | RenameChat)


def _replaced(old: SetAside, new: Sequence[Change]) -> bool:
    """Whether newer changes say something else of the same thing."""
    edit = _is_edit(old.changes[0])
    return any(edit if _is_edit(it) else _of_chat(it) in map(_of_chat, old.changes) for it in new)


def _of_chat(change: Change) -> tuple[type, str] | None:
    return (type(change), change.chat_id) if isinstance(change, Doing) else None
