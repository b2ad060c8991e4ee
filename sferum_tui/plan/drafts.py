"""The wizard's draft: answers that are no plan yet, and where the person was.

A draft holds whatever the questions hold, be it an answer yet or not, so it is not a plan file but
a record of the values themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path

from msgspec import Struct, convert, field, to_builtins

from sferum_tui.disk import locked, make_folder, read_file, replace_file, sync_folder
from sferum_tui.guidance.rules import rollout_for
from sferum_tui.issues import disk_error, refused
from sferum_tui.locations import aside_path
from sferum_tui.rollout.answer_paths import with_value
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.plan import Done
from sferum_tui.text import normal_values

_VERSION = 1


class Draft(Struct, frozen=True, forbid_unknown_fields=True):
    """Answers so far, the name of the question, and what else the wizard has to find again.

    `typed` are texts that are no answers yet, by field; `renamed` maps old chat ids to new ones.
    `base` are the answers of the plan when an edit of it began, so that an edit resumed later
    changes only what it changed itself; None for a plan that is not there yet.
    """

    answers: Answers
    step: str = "school"
    typed: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    saved: datetime | None = None
    base: Answers | None = None


def load_draft(path: Path) -> Draft | None:
    """The draft, None where there is none.

    Raises `PlanError` for one that can't be used. A broken one is put aside first, so that it is in
    nobody's way the next time.
    """
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise disk_error(path, error) from None
    data, _ = read_file(path)
    try:
        return _draft(data, path.parent)
    except (ValueError, TypeError, KeyError, RecursionError):
        aside = path.with_name(f"{path.name}.bad")
        with suppress(OSError):
            path.replace(aside)
        what = f"черновик повреждён и отложен в {aside.name}"
        raise refused(path, what) from None


def _draft(data: bytes, folder: Path) -> Draft:
    import json  # most starts have no draft

    plain = normal_values(json.loads(data))
    if not isinstance(plain, dict) or plain.pop("version") != _VERSION:
        raise ValueError("no draft of this version")
    draft = convert(plain, Draft, str_keys=True)
    _try(draft.answers, folder)
    return draft


def _try(answers: Answers, folder: Path) -> None:
    """See that a plan can be made of the answers. Raises `ValueError`."""
    day = answers.school.structure_created or date(2026, 1, 1)
    dated = with_value(answers, "school.structure_created", day)
    try:
        rollout = rollout_for(dated, folder)
        for stage in rollout.recommendations.stages:
            rollout.window(stage)
        rollout.board(Done(), datetime.combine(day, time(12)))
    except Exception as error:
        raise ValueError(type(error).__name__) from None


def save_draft(path: Path, draft: Draft, plan: Path | None = None) -> None:
    """Write the draft; whoever reads it finds the old or the new one. Raises `PlanError`.

    It has the rights of `plan`, if there is one.
    """
    import json

    plain = {"version": _VERSION, **to_builtins(draft, str_keys=True)}
    data = json.dumps(plain, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    try:
        make_folder(path.parent)
        with locked(path):
            replace_file(path, data, like=plan)
        sync_folder(path.parent)
    except OSError as error:
        raise disk_error(path, error) from None


def set_aside(path: Path) -> None:
    """Put the draft of other answers beside the one that takes its place."""
    with suppress(OSError):
        path.replace(aside_path(path))


def take_up_aside(path: Path) -> None:
    """Let the draft that was set aside, and the one in its place, change their places."""
    aside, spare = aside_path(path), path.with_name(f"{path.name}.swap")
    with suppress(OSError):
        if path.exists():
            path.replace(spare)
        aside.replace(path)
    with suppress(OSError):
        # Where the other one could not come, this one stays what it was.
        spare.replace(aside if path.exists() else path)


def drop_draft(path: Path) -> None:
    """Take the draft away; one that can't be taken away only offers itself again."""
    with suppress(OSError):
        path.unlink()
