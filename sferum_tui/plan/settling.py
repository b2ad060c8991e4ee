"""Whether a plan file that another program changes is whole, and whether it lost its ticks.

An upload, or an editor that writes in the file's place, leaves for a moment a valid, shorter plan.
Nothing may be saved over that, and a plan that lost most of its ticks for good is taken over only
with the copy before it kept and the person told.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from os import stat_result
from pathlib import Path

from msgspec import Struct

from sferum_tui.disk import read_file, replace_file
from sferum_tui.issues import PlanError, file_error
from sferum_tui.locations import backup_path, before_path, history_path, real_path
from sferum_tui.plan.reading import PlanReader, Reading
from sferum_tui.rollout.plan import Plan

#: A file younger than this may still be on its way, in seconds.
YOUNG = 1.0
#: How long at most it is waited for, and how often it is looked at, in seconds.
PATIENCE, _PAUSE = 3.0, 0.1
#: How often a file that is gone is looked for again.
_LOOKS = 3
#: Fewer ticks than this may go without a word.
FEW = 10
_WAITING = "файл плана только что изменён и стал короче: программа ждёт, пока его допишут"


class Known(Struct, frozen=True):
    """A plan as it was read or saved last: its bytes, how many ticks it had, its `id`."""

    data: bytes
    ticks: int
    id: str


def known_of(reading: Reading) -> Known:
    """What is to be known of a plan that was read or saved."""
    plan = reading.plan
    return Known(reading.data, sum(map(len, plan.done.tables)), plan.answers.id)


def read_plan(path: Path) -> Plan:
    """The plan of a file that is only looked at. Raises `PlanError` with every fault."""
    target = real_path(path)
    settling = Settling(PlanReader(str(path), target.parent))
    return settling.read(path, target, to_change=False)[0].plan


class Settling:
    """Reads one plan file again and again, each time whole; `say` tells what is waited for."""

    def __init__(self, reader: PlanReader) -> None:
        self._reader = reader
        self.known: Known | None = None
        self.say: Callable[[str], None] = lambda text: None

    def read(
        self, path: Path, target: Path, *, to_change: bool
    ) -> tuple[Reading, stat_result, str]:
        """The plan, what the system says of its file, and a word on ticks that it lost, or "".

        `target` is the file itself where `path` is a link.

        With `to_change` even a process that has just begun knows the plan from the copy before the
        last save. Raises `PlanError`.
        """
        until, told, copied = time.monotonic() + PATIENCE, False, False
        while True:
            try:
                data, found = read_file(path)
            except PlanError as error:
                raise (self._gone(path, target) if to_change else None) or error from None
            young = 0 <= time.time() - found.st_mtime < YOUNG
            if self.known is None and (young or to_change) and not _ours(target, found):
                self.known, copied = _backup(target), True
            if not young or _ours(target, found) or not self._fell(data):
                break
            if time.monotonic() > until:
                what = "файл всё время меняет другая программа; закройте её и повторите"
                raise file_error(path, what)
            if not told:
                self.say(_WAITING)
                told = True
            time.sleep(_PAUSE)
        reading = self._reader.read(data)
        known = known_of(reading)
        if copied and self.known and self.known.id != known.id:
            # The copy is that of the plan before: a new one begins without ticks.
            self.known = None
        lost = "" if _ours(target, found) else self._lost(target, known.ticks)
        self.known = known
        return reading, found, lost

    def _gone(self, path: Path, target: Path) -> PlanError | None:
        """Keep the plan that was known where its file is there no more, and say so."""
        if self.known is None:
            return None
        for _ in range(_LOOKS):
            # Some editors take a file away before they put the new one in its place.
            if os.path.lexists(target):
                return None
            time.sleep(_PAUSE)
        kept = before_path(target)
        with suppress(OSError):
            if not kept.exists():
                replace_file(kept, self.known.data)
            if kept.read_bytes() == self.known.data:
                what = f"такого файла больше нет; его план — в «{kept.name}», верните ему имя"
                return file_error(path, what)
        return None

    def _fell(self, data: bytes) -> bool:
        """Whether these bytes may be the beginning of a plan that is still being written."""
        if self.known is None or data == self.known.data:
            return False
        if len(data) < len(self.known.data):
            return True
        try:
            return known_of(self._reader.read(data)).ticks < self.known.ticks
        except PlanError:
            return True

    def _lost(self, target: Path, ticks: int) -> str:
        """Keep the plan before one that lost most of its ticks, and say so."""
        before = self.known
        if before is None or before.ticks < FEW or 2 * ticks > before.ticks:
            return ""
        kept = before_path(target)
        where = f"прежний план — в {kept.name}"
        try:
            if not kept.exists():
                replace_file(kept, before.data, like=target)
        except OSError:
            where = f"прежний план в {kept.name} не записать"
        return (
            f"другая программа изменила план: было отметок {before.ticks}, стало {ticks}; {where}"
        )


def _ours(target: Path, found: stat_result) -> bool:
    """Whether a session of this program wrote the file last: its history is written after it."""
    try:
        return history_path(target).stat().st_mtime_ns >= found.st_mtime_ns
    except OSError:
        return False


def _backup(target: Path) -> Known | None:
    """The plan before its last save, where there is one that can be read."""
    with suppress(PlanError):
        data, _ = read_file(backup_path(target))
        return known_of(PlanReader(str(target), target.parent).read(data))
    return None
