"""A new plan in the place of the old one, which stays beside it, readable and never overwritten."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import date, datetime
from itertools import count
from pathlib import Path

from sferum_tui.disk import locked, may_write, replace_file, sync_folder
from sferum_tui.issues import disk_error, file_error
from sferum_tui.locations import (
    backup_path,
    before_path,
    begun_by_anybody,
    history_path,
    own_name,
    real_path,
)
from sferum_tui.plan import history
from sferum_tui.plan.changes import READ_ONLY
from sferum_tui.plan.merging import stamp
from sferum_tui.plan.reading import PlanReader
from sferum_tui.plan.writing import new_text
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.plan import Plan
from sferum_tui.rollout.renewal import year_begins, year_title

_UNSAFE = re.compile(r"[^\w-]+")


def kept_name(answers: Answers, created: date, *, year: bool) -> str:
    """What the old plan is called: its school year, or the messenger that it was made for."""
    if year:
        return year_title(year_begins(answers.school.structure_created or created), "-")
    return answers.school.platform or "прежний"


def kept_path(path: Path, kept: str) -> Path:
    """Where the old plan will be, as far as nobody takes that name meanwhile."""
    return _free_name(real_path(path), kept)


def renew(path: Path, plan: Plan, kept: str, who: str, at: datetime) -> Path:
    """Write a new plan over the one on disk, which becomes `plan-KEPT.toml`, its history with it.

    `kept` names the old plan, by its school year or messenger; `at` is an aware moment. Returns
    where the old plan is now. Raises `PlanError`; then the plan is as it was. What anybody has
    begun to change in the old plan and not saved stays with it.
    """
    target = real_path(path)
    data = new_text(target, plan, PlanReader(str(path), target.parent))
    try:
        with locked(target):
            if not may_write(target):
                raise file_error(path, READ_ONLY)
            old = _free_name(target, kept)
            # The old plan keeps its rights: it is the same file under another name.
            replace_file(target, data, old)
            _keep_companions(target, old)
            moment = stamp(at, plan.answers.school.timezone)
            with suppress(OSError):
                line = history.record(moment, who, f"новый план; прежний — {old.name}")
                history.append(history_path(target), line, target.stat())
            sync_folder(target.parent)
    except OSError as error:
        raise disk_error(target, error) from None
    return old


def _free_name(target: Path, kept: str) -> Path:
    """`plan-2026-27.toml` beside the plan; with a number where that is there already."""
    kept = _UNSAFE.sub("-", kept).strip("-") or "old"
    for number in count(1):
        more = "" if number == 1 else f"-{number}"
        found = target.with_name(f"{target.stem}-{kept}{more}{target.suffix}")
        if not os.path.lexists(found):
            return found
    raise AssertionError("numbers have no end")


def _keep_companions(target: Path, old: Path) -> None:
    """Its history and its copies go with the old plan, and what anybody has begun to change."""
    for beside in (history_path, backup_path, before_path):
        with suppress(OSError):
            beside(target).rename(beside(old))
    for path in begun_by_anybody(target):
        with suppress(OSError):
            path.rename(path.with_name(own_name(old) + path.name.removeprefix(own_name(target))))
