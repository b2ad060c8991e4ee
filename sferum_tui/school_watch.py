"""The plan files of many schools, read one after another and again where they have changed.

Knows files and the domain, but no screen. `look` is for a thread; all else may be asked meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock
from time import monotonic

from sferum_tui.disk import file_state
from sferum_tui.guidance.rules import rollout_for
from sferum_tui.issues import PlanError, readable
from sferum_tui.locations import plan_files
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.schools import Report


class SchoolWatch:
    """What is told about each plan of some folders and files, as it stood when it was looked at."""

    def __init__(self, sources: Sequence[Path], clock: Callable[[], datetime]) -> None:
        """`clock` gives the moment that a plan is told at; a naive one is school time."""
        self.sources = tuple(sources)
        self._clock = clock
        self._seen: dict[Path, object] = {}
        self._looking = Lock()
        #: The reports by the path of the plan, in the order of the paths.
        self.reports: Mapping[Path, Report] = {}
        #: How many plans there are, those not read yet too.
        self.number = 0
        #: Whether every plan has been read as it is now.
        self.complete = False
        #: Why a folder can't be read, "" where it can.
        self.fault = ""

    @property
    def folder(self) -> Path:
        """The folder of the first plan or the first folder that was named."""
        first = self.sources[0]
        return first if first.is_dir() else first.parent

    def look(self, seconds: float) -> bool:
        """Read what is new or has changed, for about so many seconds; whether that was anything.

        Where `complete` is not true after it, there is more to read. Plans that are gone go. While
        another thread looks, on a disk that is slow, nothing is done.
        """
        if not self._looking.acquire(blocking=False):
            return False
        try:
            return self._look(seconds)
        finally:
            self._looking.release()

    def _look(self, seconds: float) -> bool:
        try:
            paths = plan_files(self.sources)
        except PlanError as error:
            before, self.fault, self.complete = self.fault, str(error), True
            return before != self.fault
        told, read = self._told(paths, monotonic() + seconds)
        changed = read or bool(self.fault) or list(told) != list(self.reports)
        self.fault, self.number = "", len(paths)
        self.reports, self.complete = told, len(told) == len(paths) and not self._left
        return changed

    def _told(self, paths: Sequence[Path], end: float) -> tuple[dict[Path, Report], bool]:
        """The reports that there are by the end of the time, and whether one of them is new."""
        told: dict[Path, Report] = {}
        read = self._left = False
        for path in paths:
            known, glance = self.reports.get(path), _glance(path)
            if known is None or glance != self._seen.get(path) or self._stale(known):
                if read and monotonic() > end:
                    self._left = True
                else:
                    # What is changed while it is read will look different the next time.
                    self._seen[path] = glance
                    new = self._report(path)
                    read = read or new != known
                    known = new
            if known is not None:
                told[path] = known
        self._seen = {path: self._seen[path] for path in told}
        return told, read

    def _stale(self, report: Report) -> bool:
        """Whether a report is of another day, or what the disk said may be true no more."""
        if report.error:
            return report.error.exit_code == 3
        return school_time(self._clock(), report.timezone).date() != report.today

    def _report(self, path: Path) -> Report:
        try:
            return Report.of(self.called(path), self.board(path), short=True)
        except PlanError as error:
            return Report(self.called(path), error)

    def called(self, path: Path) -> str:
        """What a plan is called by its file: its name alone where all are in one folder."""
        alone = len(self.sources) == 1 and path.parent == self.sources[0]
        return readable(path.name if alone else path)

    def board(self, path: Path) -> Board:
        """The board of a plan as it stands on disk now. Raises `PlanError`."""
        store = PlanStore(path)
        plan = store.load().plan
        rollout = rollout_for(plan.answers, store.folder)
        return rollout.board(plan.done, self._clock(), None, plan.joined)


def _glance(path: Path) -> object:
    """What tells one state of a file from another, without reading it."""
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        return str(error)
    return (*file_state(found), found.st_ctime_ns)
