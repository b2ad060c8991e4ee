"""Saving a plan: a new one, or changes put into what stands on disk at that moment."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from random import SystemRandom

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.disk import (
    file_state,
    left_out,
    locked,
    make_folder,
    may_write,
    replace_file,
    sync_folder,
)
from sferum_tui.guidance.loading import as_guided
from sferum_tui.issues import Issue, PlanError, disk_error, file_error, refused
from sferum_tui.locations import backup_path, history_path
from sferum_tui.plan import history
from sferum_tui.plan.changes import READ_ONLY, Act, Change, ChangeRefusedError
from sferum_tui.plan.key_paths import is_inline
from sferum_tui.plan.keys import TABLES
from sferum_tui.plan.merging import MergedTree, merged, stamp
from sferum_tui.plan.reading import PlanReader, Reading
from sferum_tui.plan.settling import Settling, known_of
from sferum_tui.plan.template import new_plan
from sferum_tui.rollout.plan import Plan
from sferum_tui.toml.edit import EditError, rewrite
from sferum_tui.toml.read import encoded
from sferum_tui.toml.tree import Tree, same

#: Tables at the top of a plan, in the order they stand.
_ORDER = (*TABLES, "done", "joined", "notes")
#: What the names of plans are made of: 0 and 1 are left out, they look like letters.
_SIGNS = "abcdefghijklmnopqrstuvwxyz23456789"
_SIGNS_OF_ID = 8
#: How many bytes of earlier texts are kept, so that undoing brings back the very same bytes.
_REMEMBERED = 8 * 1024 * 1024
#: How long a file that an editor writes in its place must rest before it counts as whole, seconds.
_REST = 0.05
#: How often a save starts anew because somebody who takes no lock wrote in between.
_ATTEMPTS = 20


def create(
    target: Path, plan: Plan, reader: PlanReader, force: bool, who: str, at: datetime | None
) -> None:
    """Write a new plan file, with a name of its own unless the answers bring one.

    Raises `PlanError`.
    """
    data = new_text(target, plan, reader)
    try:
        make_folder(target.parent)
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        with locked(target):
            if os.path.lexists(target) and not force:
                what = f"файл уже есть; заменить: --force, прежний останется в {target.name}.bak"
                raise file_error(target, what)
            if os.path.lexists(target) and not may_write(target):
                raise file_error(target, READ_ONLY)
            replace_file(target, data, backup_path(target))
            if at:
                moment = stamp(at, plan.answers.school.timezone)
                _remember(target, history.record(moment, who, "план создан"))
            sync_folder(target.parent)
    except OSError as error:
        raise disk_error(target, error) from None


def new_text(target: Path, plan: Plan, reader: PlanReader) -> bytes:
    """What the file of a new plan holds; it is read again before anybody gets it.

    Raises `PlanError`.
    """
    answers = as_guided(plan.answers, target.parent)
    text, tree = new_plan(replace(plan, answers=replace(answers, id=answers.id or _new_id())))
    try:
        data = text.encode()
    except UnicodeEncodeError:
        what = "в ответах есть знак, которого нет в Юникоде"
        raise refused(target, what) from None
    reading = reader.read(data)
    if not same(reading.tree, tree):
        raise AssertionError("a new plan says something else than its answers")
    return data


def _new_id() -> str:
    """A name by which the calendar and the forms of a plan know it again."""
    return "".join(SystemRandom().choices(_SIGNS, k=_SIGNS_OF_ID))


def _remember(target: Path, line: bytes) -> str:
    """Why the line of the history could not be written, "" where it was.

    What was done is saved already; a history that can't be written must not undo that.
    """
    path = history_path(target)
    try:
        history.append(path, line, target.stat())
    except OSError as error:
        return f"Записано, но в историю не попало. {disk_error(path, error)}"
    return ""


def _unwritten(acts: Sequence[Act], written: Act) -> Sequence[Act]:
    """What is left of acts that begin with changes which are in the file already."""
    if tuple(chain.from_iterable(acts))[: len(written)] != written:
        return acts
    left, number = [], len(written)
    for act in acts:
        left += [act[number:]] if not written or number < len(act) else []
        number = max(0, number - len(act))
    return left


def _results(tree: Tree, acts: Sequence[Act], at: datetime, zone: str) -> list[MergedTree]:
    """The tree after each act, one upon the other."""
    results: list[MergedTree] = []
    for act in acts:
        results.append(merged(results[-1].tree if results else tree, act, at, zone))
    return results


class PlanWriter:
    """Puts changes into one plan file."""

    def __init__(self, reader: PlanReader, settling: Settling) -> None:
        self._reader = reader
        self._settling = settling
        self._earlier: list[_Earlier] = []
        self._unsynced: tuple[Change, ...] = ()
        #: Why the last save is not in the history, "" where it is.
        self.unrecorded = ""
        #: What the plan that was changed had lost to another program, and what of the last save
        #: found its place taken away by another session; "" for nothing.
        self.lost = self.homeless = ""
        #: Who could write the plan before the last save made it another account's, "" for nobody.
        self.left_out = ""

    def apply(
        self,
        target: Path,
        acts: tuple[Act, ...],
        who: str,
        at: datetime,
        known: os.stat_result | None,
        plan_id: str,
    ) -> tuple[Reading, os.stat_result]:
        """Read, merge and write while no other session does; `known` is the file as last read.

        `target` is the file itself, `plan_id` that of the plan that was changed, "" for any. Each
        act is a line of the history. Raises `PlanError`.
        """
        try:
            with locked(target):
                for _ in range(_ATTEMPTS):
                    before, found = self._read(target, known)
                    known = found
                    if plan_id and before.plan.answers.id not in ("", plan_id):
                        # Ids of chats are the same in every plan.
                        what = "план начали заново в другом сеансе, а изменено в прежнем"
                        raise ChangeRefusedError([Issue(self._reader.where, None, "", what)])
                    saved = self._save(target, before, found, acts, who, at)
                    if saved:
                        self._settling.known = known_of(saved)
                        return saved, target.stat()
        except OSError as error:
            raise disk_error(target, error) from None
        raise _restless(target)

    def _read(self, target: Path, known: os.stat_result | None) -> tuple[Reading, os.stat_result]:
        reading, found, self.lost = self._settling.read(target, target, to_change=True)
        if known and found.st_ino == known.st_ino and file_state(found) != file_state(known):
            # The same file with other contents: an editor may still be writing.
            for _ in range(_ATTEMPTS):
                time.sleep(_REST)
                reading, after, lost = self._settling.read(target, target, to_change=True)
                self.lost = self.lost or lost
                if file_state(after) == file_state(found):
                    break
                found = after
            else:
                raise _restless(target)
        return reading, found

    def _save(
        self,
        target: Path,
        before: Reading,
        found: os.stat_result,
        acts: tuple[Act, ...],
        who: str,
        at: datetime,
    ) -> Reading | None:
        """The plan as saved; None where somebody wrote in between and all starts anew."""
        if before.read_only_reason or not may_write(target):
            raise file_error(target, before.read_only_reason or READ_ONLY)
        # Changes that are in the file but may not outlive a power cut yet are not made twice.
        new = _unwritten(acts, self._unsynced)
        zone = before.plan.answers.school.timezone
        results = _results(before.tree, new, at, zone)
        after = self._written(target, before, found, acts, results)
        if after is None:
            return None
        told = [it for it in results if it.told]
        if after is not before:
            # The history is younger than any plan that the program wrote (`settling.py`).
            told = told or results[-1:]
        lines = [history.record(stamp(at, zone), who, it) for it in told]
        self.unrecorded = _remember(target, b"".join(lines)) if lines else ""
        self.homeless = history.homeless(it for result in results for it in result.lost)
        if self._unsynced:
            sync_folder(target.parent)
            self._unsynced = ()
        return after

    def _written(
        self,
        target: Path,
        before: Reading,
        found: os.stat_result,
        acts: tuple[Act, ...],
        results: Sequence[MergedTree],
    ) -> Reading | None:
        """The plan with the results in its file, where they change it; None as in `_save`."""
        self.left_out = ""
        tree = results[-1].tree if results else before.tree
        nameless = not before.plan.answers.id
        # No change at all still gives a plan the name by which its forms are known again.
        if same(tree, before.tree) and not (nameless and not any(acts)):
            return before
        if nameless:
            tree["id"] = _new_id()
        after = self._after(before, results)
        if file_state(target.lstat()) != file_state(found):
            return None
        replace_file(target, after.data, backup_path(target))
        self.left_out = left_out(found, target.stat())
        self._unsynced = tuple(chain.from_iterable(acts))
        if len(results) == 1:
            self._keep(_Earlier(before.text, after.text, results[0]))
        return after

    def _after(self, before: Reading, results: Sequence[MergedTree]) -> Reading:
        try:
            text = (self._undone(before, results[0]) if len(results) == 1 else None) or rewrite(
                before.text, before.tree, results[-1].tree, self._reader.tree, _ORDER, is_inline
            )
            return self._reader.read(encoded(text, before.data))
        except EditError:
            what = "изменение не записать, не тронув написанного вручную"
            allowed = "таблицы в том виде, в каком они стоят в новом плане"
            fault = Issue(self._reader.where, None, "", what, allowed)
            raise ChangeRefusedError([fault]) from None
        except UnicodeEncodeError:
            fault = Issue(
                self._reader.where, None, "", "в ответе есть знак, которого нет в Юникоде"
            )
            raise ChangeRefusedError([fault]) from None
        except PlanError as error:
            raise ChangeRefusedError(error.faults) from None

    def _undone(self, before: Reading, result: MergedTree) -> str | None:
        """The text before the change that this one takes back, if nothing came between."""
        for item in reversed(self._earlier):
            fits = item.after == before.text and result.undoes(item.change)
            if fits and same(self._reader.tree(item.before), result.tree):
                return item.before
        return None

    def _keep(self, item: _Earlier) -> None:
        self._earlier.append(item)
        while sum(len(it.before) for it in self._earlier) > _REMEMBERED:
            del self._earlier[0]


class _Earlier(Struct, frozen=True):
    """A change that was made: the text before and after it."""

    before: str
    after: str
    change: MergedTree


def _restless(target: Path) -> PlanError:
    return file_error(target, "файл всё время меняет другая программа; закройте её и повторите")
