"""The plan file: made, read, watched and changed by several sessions at once."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.disk import file_state, may_write
from sferum_tui.issues import Issue, PlanError, disk_error, file_error
from sferum_tui.locations import history_path, real_path
from sferum_tui.plan.changes import READ_ONLY, Act, Change
from sferum_tui.plan.reading import PlanReader, Reading
from sferum_tui.plan.settling import Settling
from sferum_tui.rollout.plan import Plan

if TYPE_CHECKING:
    from sferum_tui.plan.history import HistoryEntry
    from sferum_tui.plan.writing import PlanWriter
    from sferum_tui.rollout.coverage import JoinedChange

#: Of the account that owned the file of the plan until another one saved it.
_LEFT_OUT = "больше не может менять план: включите эту учётную запись в группу файла"


class Loaded(Struct, frozen=True):
    """A plan as it stands on disk.

    `read_only_reason` says why it can't be changed, "" where it can; `warnings` name what a person
    may want to look at, such as misspelt keys; `notice` says what another program or session has
    taken away; `unrecorded` says why the change that was saved just now is not in the history.
    """

    plan: Plan
    read_only_reason: str = ""
    warnings: tuple[Issue, ...] = ()
    notice: str = ""
    unrecorded: str = ""


class PlanStore:
    """One plan file. Where its path is a link, the plan and all beside it are where the link leads.

    Stores share nothing but the disk. One store serves one thread at a time.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reader = PlanReader(str(path), self.folder)
        self.settling = Settling(self.reader)
        self._seen: object = None
        self._found: os.stat_result | None = None
        #: The `id` of the plan that changes are made in.
        self._id = ""
        self._writer: PlanWriter | None = None
        self._authors: Mapping[str, tuple[str, str]] = {}
        self._authors_of = -1

    @property
    def target(self) -> Path:
        """The file itself, where the path is a link. Raises `PlanError`."""
        return real_path(self.path)

    @property
    def folder(self) -> Path:
        """The folder of the file itself, where the guidance of the plan may lie too."""
        try:
            return self.target.parent
        except PlanError:
            return self.path.parent

    def exists(self) -> bool:
        """Whether there is anything at the path. Raises `PlanError` where that can't be told."""
        try:
            self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise disk_error(self.path, error) from None
        except ValueError:
            raise file_error(self.path, "в имени файла есть нулевой знак") from None
        return True

    def load(self) -> Loaded:
        """The plan on disk. Raises `PlanError` with every fault."""
        self._seen = self._look()
        reading, self._found, lost = self.settling.read(self.path, self.target, to_change=False)
        self._seen, self._id = self._look(self._found), reading.plan.answers.id
        return replace(self._loaded(reading), notice=lost)

    def changed(self) -> bool:
        """Whether the file may be another than the one read last: a glance, not a reading."""
        return self._look() != self._seen

    def history(
        self, limit: int | None = None, names: Mapping[str, str] | None = None
    ) -> tuple[HistoryEntry, ...]:
        """The last actions, newest first; `names` are those of chats. Raises `PlanError`."""
        from sferum_tui.plan.history import read_history

        return read_history(history_path(self.target), limit, names)

    def who_marked(self) -> Mapping[str, tuple[str, str]]:
        """The mark of each chat and who set it; read again when the history has grown."""
        from sferum_tui.plan.history import who_marked

        path = history_path(self.target)
        try:
            size = path.stat().st_size
        except OSError:
            return {}
        if size != self._authors_of:
            self._authors, self._authors_of = who_marked(path), size
        return self._authors

    def joined_changes(self) -> tuple[JoinedChange, ...]:
        """What the numbers of chats were before each change, newest first. Raises `PlanError`."""
        from sferum_tui.plan.history import joined_changes

        return joined_changes(history_path(self.target))

    def create(
        self, plan: Plan, force: bool = False, who: str = "", at: datetime | None = None
    ) -> None:
        """Write a new plan. With `force` one that is there gives way and stays as a backup.

        Raises `PlanError`: a file is there already, the answers make no plan, the disk.
        """
        from sferum_tui.plan.writing import create

        create(self.target, plan, self.reader, force, who, at)
        self._seen, self._id = None, ""

    def apply(self, changes: Sequence[Change], who: str, at: datetime) -> Loaded:
        """Put changes into the plan as it stands on disk now, and save it: all of them or none.

        `at` is an aware moment. Raises `PlanError`, of it `ChangeRefusedError` where trying again
        won't help.
        """
        return self.apply_each((tuple(changes),), who, at)

    def apply_each(self, acts: Sequence[Act], who: str, at: datetime) -> Loaded:
        """The same for what was done in several goes: one save, and a line of history for each."""
        from sferum_tui.plan.writing import PlanWriter

        if self._writer is None:
            self._writer = PlanWriter(self.reader, self.settling)
        reading, self._found = self._writer.apply(
            self.target, tuple(acts), who, at, self._found, self._id
        )
        # What the file was while it was locked: another session may have saved since.
        self._seen, self._id = self._look(self._found), reading.plan.answers.id
        writer = self._writer
        owner = f"{writer.left_out} {_LEFT_OUT}" if writer.left_out else ""
        notice = "\n".join(filter(None, (writer.lost, writer.homeless, owner)))
        return replace(self._loaded(reading), notice=notice, unrecorded=writer.unrecorded)

    def named(self, who: str, at: datetime) -> Plan:
        """The plan with its `id`, by which calendars and forms are known; one without gets it now.

        Raises `PlanError`, also where there is none and the plan can't be written.
        """
        plan = self.load().plan
        return plan if plan.answers.id else self.apply((), who, at).plan

    def _look(self, found: os.stat_result | None = None) -> object:
        """What tells one state of the file from another."""
        try:
            found = found or self.path.stat()
        except (OSError, ValueError) as error:
            return str(error)
        return (*file_state(found), found.st_mode, may_write(self.target))

    def _loaded(self, reading: Reading) -> Loaded:
        reason = reading.read_only_reason
        if not reason and not may_write(self.target):
            reason = READ_ONLY
        return Loaded(reading.plan, reason, reading.warnings)
