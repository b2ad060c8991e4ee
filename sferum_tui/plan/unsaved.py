"""Changes that could not be written into the plan, kept in a file until they can be.

The file is TOML that a person can read: who made the changes and when they were put there, then one
table for each change, oldest first. It stands beside the plan, or, where nothing can be written
there, in the folder of the user's settings or that of temporary files.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct, convert

from sferum_tui.disk import make_folder, own_file, read_file, replace_file, sync_folder
from sferum_tui.issues import PlanError, disk_error, refused
from sferum_tui.locations import elsewhere, unsaved_path
from sferum_tui.plan.changes import Change, RenameChat, SetAnswer, SetJoined, SetMark, SetNote
from sferum_tui.rollout.russian import plural

_HEAD = "# Изменения, которые не удалось записать в план. sferum-tui предложит записать их.\n"

#: Changes by the key that tells them from others: the keys of each in the file, and its fields.
_FORMS: dict[str, tuple[type[Any], dict[str, str]]] = {
    "joined": (
        SetJoined,
        {"chat": "chat_id", "joined": "known", "count": "count", "of": "of", "day": "day"},
    ),
    "answer": (SetAnswer, {"answer": "path", "value": "value"}),
    "renamed": (RenameChat, {"chat": "old", "renamed": "new"}),
    "note": (SetNote, {"chat": "chat_id", "note": "text"}),
    "mark": (SetMark, {"chat": "chat_id", "mark": "mark", "at": "at", "reason": "reason"}),
}


class Unsaved(Struct, frozen=True):
    """Changes that wait, whose they are, when they were put aside (aware), and in which file."""

    changes: tuple[Change, ...]
    who: str
    at: datetime
    path: Path


def told(number: int) -> str:
    """«5 изменений»."""
    return plural(number, "изменение", "изменения", "изменений")


def keep_unsaved(plan: Path, changes: Sequence[Change], who: str, at: datetime) -> Path:
    """Put changes into a file, behind those that wait there already; which file that is.

    Raises `PlanError` where they can be written nowhere.
    """
    try:
        before = load_unsaved(plan)
        changes = [*(before.changes if before else ()), *changes]
    except PlanError:
        # What can't be read is not written over.
        for path in filter(own_file, _places(plan)):
            with suppress(OSError):
                path.replace(path.with_name(f"{path.name}.bad"))
    data = "".join((_HEAD, *_lines(changes, who, at))).encode("utf-8", "replace")
    failed = PlanError([])
    for path in _places(plan):
        try:
            make_folder(path.parent)
            replace_file(path, data)
            sync_folder(path.parent)
        except OSError as error:
            failed = failed if failed.faults else disk_error(path, error)
        else:
            return path
    raise failed


def load_unsaved(plan: Path) -> Unsaved | None:
    """The changes that wait for this plan; None where none do. Raises `PlanError`."""
    return next((_read(path) for path in _places(plan) if own_file(path)), None)


def drop_unsaved(found: Unsaved) -> None:
    """The changes are in the plan, or given up."""
    with suppress(OSError):
        found.path.unlink()


def _places(plan: Path) -> Iterator[Path]:
    """Where the file may be, the best place first."""
    yield unsaved_path(plan)
    yield from elsewhere(unsaved_path(plan))


# The file ----------------------------------------------------------------------------------------


def _lines(changes: Sequence[Change], who: str, at: datetime) -> Iterator[str]:
    from sferum_tui.toml.text import toml_value  # loads tomlkit, which a start does not need

    yield f"who = {toml_value(who)}\nat = {toml_value(at)}\n"
    for change in changes:
        yield "\n[[change]]\n"
        for key, value in _plain(change).items():
            if value is not None:
                yield f"{key} = {toml_value(value)}\n"


def _plain(change: Change) -> dict[str, object]:
    """A change by the keys of the file."""
    keys = next(keys for kind, keys in _FORMS.values() if isinstance(change, kind))
    return {key: getattr(change, name) for key, name in keys.items()}


def _read(path: Path) -> Unsaved:
    data, _ = read_file(path)
    try:
        tree = tomllib.loads(data.decode())
        changes = tuple(_change(table) for table in tree.get("change", ()))
        return Unsaved(changes, str(tree["who"]), _moment(tree["at"]), path)
    except (ValueError, KeyError, TypeError, RecursionError):
        what = "файл незаписанных изменений повреждён"
        raise refused(path, what, "уберите или исправьте его") from None


def _change(table: dict[str, Any]) -> Change:
    """Raises `ValueError` where a table is no change."""
    kind, keys = next((form for key, form in _FORMS.items() if key in table), (None, {}))
    if kind is None:
        raise ValueError("no change")
    fields = {name: table[key] for key, name in keys.items() if key in table}
    change: Change = convert(fields, kind)
    if isinstance(change, SetMark) and change.at:
        _moment(change.at)
    return change


def _moment(value: object) -> datetime:
    """Raises `ValueError` for what is no aware moment."""
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError("no moment")
    return value
