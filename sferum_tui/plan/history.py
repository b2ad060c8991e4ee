"""Who changed what and when: a file beside the plan that only grows, one line an action.

A line is a JSON object: `at` (ISO time), `who`, and lists of what was done, each item with what
stood there before: `marks` [chat, before, after], `notes` [chat, before, after], `renamed`
[old, new], `answers` [key, before, after]; `made` says how a plan began.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from sferum_tui.disk import read_tail
from sferum_tui.issues import plain
from sferum_tui.plan.merging import MergedTree
from sferum_tui.rollout.russian import digits, plural

#: How many chats or values of one action are named; the others are counted.
_NAMED = 3
#: How much of the file's end is ever read, in bytes: some 100,000 actions.
_MOST = 16 * 1024 * 1024
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_APPEND = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC

_MARKS = {
    "created": ("создан", "созданы"),
    "auto": ("создан автоматически", "созданы автоматически"),
    "skipped": ("не нужен", "не нужны"),
    "planned": ("отметка снята", "отметки сняты"),
}
_KEYS = {
    "school.name": "название школы",
    "school.timezone": "часовой пояс",
    "school.structure_created": "день создания структуры",
    "school.planned": "структура ещё не создана",
    "school.platform": "мессенджер",
    "calendar": "календарь",
    "calendar.counting": "счёт дней",
    "calendar.week": "дней в учебной неделе",
    "calendar.move_last_day": "перенос последнего дня с выходного",
    "calendar.days_off": "свои выходные",
    "calendar.working_days": "свои рабочие дни",
    "calendar.vacations": "каникулы",
    "order": "порядок этапов",
    "order.mode": "порядок этапов",
    "order.stages": "порядок этапа",
    "classes": "классы",
    "classes.mixed": "класс-комплект",
    "classes.opened": "день открытия класса",
    "subjects": "предметы",
    "subjects.subgroups": "подгруппы",
    "people.director": "директор",
    "people.class_teachers": "классный руководитель",
    "people.subject_teachers": "учитель-предметник",
    "people.deputies": "заместители",
    "people.associations": "методические объединения",
    "people.bodies": "органы родителей",
    "people.bodies.parents_committee": "родительский комитет",
    "people.bodies.board_of_trustees": "попечительский совет",
    "people.bodies.other": "другой орган родителей",
    "people.bodies.together": "один чат на органы родителей",
    "people.extra_education": "дополнительное образование",
    "groups": "мини-группы",
    "chats.names": "имена чатов",
    "chats.owners": "кто создаёт чаты",
    "chats.without": "виды чатов, которые не создаём",
    "primary": "решение о 1–4 классах",
    "primary.decision": "решение о 1–4 классах",
    "primary.date": "день решения о 1–4 классах",
    "primary.minutes": "номер протокола",
    "primary.votes": "голоса педсовета",
    "primary.pupils": "чаты с учениками 1–4 классов",
    "primary.grades": "классы, где чаты с учениками",
}
#: Values that the plan file has in English.
_VALUES = {
    "calendar": "календарные",
    "working": "рабочие",
    "sequential": "один за другим",
    "simultaneous": "одновременно",
    "undecided": "не принято",
    "positive": "положительное",
    "negative": "отрицательное",
}


class HistoryEntry(Struct, frozen=True):
    """One action: when (aware), who, what in Russian, and the chats whose marks changed."""

    at: datetime
    who: str
    what: str
    chats: tuple[str, ...] = ()


def record(at: datetime, who: str, done: MergedTree | str) -> bytes:
    """The line of one action: changes, or a word on how the plan began."""
    line: dict[str, Any] = {"at": at.isoformat(timespec="seconds"), "who": plain(who)}
    if isinstance(done, str):
        line["made"] = done
    else:
        parts = {
            "marks": done.marks,
            "notes": done.notes,
            "renamed": done.renamed,
            "answers": done.answers,
        }
        line |= {key: items for key, items in parts.items() if items}
    text = json.dumps(line, ensure_ascii=False, default=_spelt, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _spelt(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def append(path: Path, line: bytes, like: os.stat_result) -> None:
    """Add a line, whole or not at all. Whoever may read the plan may read its history.

    `like` is what the system says of the plan. Raises `OSError`.
    """
    handle = os.open(path, _APPEND, 0o600)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            return
        mode = stat.S_IMODE(like.st_mode) & 0o666
        if (stat.S_IMODE(found.st_mode), found.st_gid) != (mode, like.st_gid):
            # Only the owner can; the others write as they may.
            with suppress(PermissionError):
                if found.st_gid != like.st_gid:
                    os.fchown(handle, -1, like.st_gid)
                os.fchmod(handle, mode)
        if found.st_size and os.pread(handle, 1, found.st_size - 1) != b"\n":
            # The line before was torn off by a full disk; this one must not be lost with it.
            line = b"\n" + line
        os.write(handle, line)
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


def _entry(line: bytes, names: Mapping[str, str]) -> HistoryEntry | None:
    try:
        data = json.loads(line)
        at = datetime.fromisoformat(data["at"])
        who, what = plain(str(data["who"]), 60), "; ".join(_told(data, names))
        chats = tuple(str(item[0]) for item in data.get("marks", ()))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return None
    if at.tzinfo is None or not what:
        return None
    return HistoryEntry(at, who, plain(what), chats)


# In words ----------------------------------------------------------------------------------------


def _told(data: dict[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    if made := data.get("made"):
        yield str(made)
    by_mark: dict[str, list[str]] = {}
    for chat, _, mark in data.get("marks", ()):
        by_mark.setdefault(mark, []).append(names.get(chat, str(chat)))
    for mark, chats in by_mark.items():
        yield f"{_MARKS[mark][len(chats) > 1]}: {_some(chats, 'чат', 'чата', 'чатов')}"
    for chat, _, text in data.get("notes", ()):
        name = names.get(chat, str(chat))
        yield f"заметка к {name}: {_quoted(text)}" if text else f"заметка к {name} стёрта"
    if renamed := data.get("renamed"):
        pairs = [f"{old} → {new}" for old, new in renamed]
        yield f"переименовано: {_some(pairs, 'чат', 'чата', 'чатов')}"
    if answers := data.get("answers"):
        told = [f"{_key(key)}: {_said(key, old)} → {_said(key, new)}" for key, old, new in answers]
        yield _some(told, "ответ", "ответа", "ответов", "; ")


def _some(items: list[str], one: str, few: str, many: str, comma: str = ", ") -> str:
    if len(items) <= _NAMED + 1:
        return comma.join(items)
    rest = plural(len(items) - _NAMED, one, few, many)
    return f"{comma.join(items[:_NAMED])} и ещё {rest}"


def _key(key: str) -> str:
    """«people.class_teachers.8А» → «классный руководитель 8А»."""
    parts = key.split(".")
    for length in range(len(parts), 0, -1):
        if word := _KEYS.get(".".join(parts[:length])):
            return " ".join((word, *parts[length:]))
    return key


def _said(key: str, value: Any) -> str:
    if key.startswith(("calendar.", "order.", "primary.")) and isinstance(value, str):
        return _VALUES.get(value) or _value(value)
    return _value(value)


def _value(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return "нет"
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, list):
        return ", ".join(_value(item) for item in value[: _NAMED + 2]) + "…" * (len(value) > 5)
    if isinstance(value, dict):
        return str(value.get("title") or value.get("duty") or "изменено")
    return _quoted(value)


def _quoted(value: Any) -> str:
    if isinstance(value, str) and _DATE.fullmatch(value):
        with suppress(ValueError):
            return digits(date.fromisoformat(value))
    return f"«{plain(str(value), 60)}»"
