"""Who changed what and when: a file beside the plan that only grows, one line an action.

A line is a JSON object: `at` (ISO time), `who`, and lists of what was done, each item with what
stood there before: `marks`, `reasons`, `notes` and `joined` [chat, before, after], `renamed`
[old, new], `answers` [key, before, after]; `was` holds by chat the moment or reason of a mark that
gave way, `lost` [key, value] what found its place taken away; `made` says how a plan began.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct, ValidationError, convert

from sferum_tui.disk import read_tail, share_rights
from sferum_tui.issues import plain
from sferum_tui.plan.history_words import all_told, lost_words, told
from sferum_tui.plan.merging import PARTS, MergedTree
from sferum_tui.rollout.coverage import JoinedChange
from sferum_tui.rollout.plan import Joined, Mark
from sferum_tui.rollout.russian import capital

#: How much of the file's end is ever read, in bytes: some 100,000 actions.
_MOST = 16 * 1024 * 1024
#: How many actions are looked through for who ticked a chat.
_AUTHORS = 5000
_APPEND = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class HistoryEntry(Struct, frozen=True):
    """One action: when (aware), who, what in Russian, the chats whose marks changed, its line."""

    at: datetime
    who: str
    what: str
    chats: tuple[str, ...] = ()
    line: bytes = b""


class Details(Struct, frozen=True):
    """An action whole: its text line by line, and what was done, as `MergedTree` has it.

    Values are those of JSON: days and moments are texts.
    """

    lines: tuple[str, ...]
    marks: tuple[tuple[str, Mark, Mark], ...] = ()
    was: dict[str, str] = {}
    reasons: tuple[tuple[str, str, str], ...] = ()
    notes: tuple[tuple[str, str, str], ...] = ()
    joined: tuple[tuple[str, Joined | None, Joined | None], ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    answers: tuple[tuple[str, Any, Any], ...] = ()

    @property
    def chats(self) -> tuple[str, ...]:
        """The chats that it changed, each as often as it did."""
        return tuple(it[0] for it in (*self.marks, *self.reasons, *self.notes, *self.joined))

    @property
    def undoable(self) -> bool:
        """Whether there is anything that can be set back."""
        return bool(self.chats or self.answers)


def record(at: datetime, who: str, done: MergedTree | str) -> bytes:
    """The line of one action: changes, or a word on how the plan began."""
    line: dict[str, Any] = {"at": at.isoformat(timespec="seconds"), "who": plain(who)}
    if isinstance(done, str):
        line["made"] = done
    else:
        parts = {name: getattr(done, name) for name in PARTS}
        line |= {key: items for key, items in parts.items() if items}
    text = json.dumps(line, ensure_ascii=False, default=_spelt, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _spelt(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def append(path: Path, line: bytes, like: os.stat_result) -> None:
    """Add a line, whole or not at all. Whoever may read the plan may read its history.

    `like` is what the system says of the plan. Raises `OSError`, also where this is no file.
    """
    handle = os.open(path, _APPEND, 0o600)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.ENXIO, "")
        share_rights(handle, like)
        if found.st_size and os.pread(handle, 1, found.st_size - 1) != b"\n":
            # The line before was torn off by a full disk; this one must not be lost with it.
            line = b"\n" + line
        if os.write(handle, line) < len(line):
            raise OSError(errno.ENOSPC, "")
    finally:
        os.close(handle)


def read_history(
    path: Path, limit: int | None = None, names: Mapping[str, str] | None = None
) -> tuple[HistoryEntry, ...]:
    """The last actions, newest first; lines that are broken are passed over.

    `names` are those of chats by id; a chat that has none there is called by its id. Raises
    `PlanError` where there is a history that can't be read.
    """
    found = []
    for line in read_tail(path, _MOST):
        entry = _entry(line, names or {})
        if entry:
            found.append(entry)
            if len(found) == limit:
                break
    return tuple(found)


def joined_changes(path: Path) -> tuple[JoinedChange, ...]:
    """What the numbers of chats were before each change of them, the newest change first."""
    return tuple(change for line in read_tail(path, _MOST) for change in _joined_of(line))


def _joined_of(line: bytes) -> Iterator[JoinedChange]:
    if b'"joined"' not in line:
        return
    try:
        data = json.loads(line)
        at = datetime.fromisoformat(data["at"])
        for chat, before, _ in data["joined"] if at.tzinfo else ():
            yield JoinedChange(at, str(chat), convert(before, Joined | None))
    except (ValueError, KeyError, TypeError, RecursionError):
        # A line that is broken is passed over, as everywhere in the history.
        return


def details(entry: HistoryEntry, names: Mapping[str, str]) -> Details:
    """An entry of the history with nothing left out; `names` are those of chats by id."""
    if not entry.line:
        return Details((entry.what,))
    data = json.loads(entry.line)
    lines = tuple(plain(text) for text in all_told(data, names))
    parts = {name: data[name] for name in Details.__struct_fields__ if name in data}
    try:
        return convert({"lines": lines, **parts}, Details)
    except (ValidationError, TypeError):
        # Somebody else's line: it can be read, but not set back.
        return Details(lines)


def homeless(lost: Iterable[tuple[str, Any]]) -> str:
    """A word on answers whose place another session had taken away; "" for none."""
    return "\n".join(plain(capital(lost_words(key, value))) for key, value in lost)


def who_marked(path: Path) -> dict[str, tuple[str, str]]:
    """The mark of each chat and who set it, as far as the last actions tell.

    Raises `PlanError` where there is a history that can't be read.
    """
    found: dict[str, tuple[str, str]] = {}
    for line in islice(read_tail(path, _MOST), _AUTHORS):
        with suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
            data = json.loads(line)
            who = plain(str(data["who"]), 60)
            for chat, _, mark in data.get("marks", ()):
                found.setdefault(str(chat), (str(mark), who))
    return found


def _entry(line: bytes, names: Mapping[str, str]) -> HistoryEntry | None:
    try:
        data = json.loads(line)
        at = datetime.fromisoformat(data["at"])
        who, what = plain(str(data["who"]), 60), "; ".join(told(data, names))
        chats = tuple(str(item[0]) for item in data.get("marks", ()))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return None
    if at.tzinfo is None or not what:
        return None
    return HistoryEntry(at, who, plain(what), chats, line)
