"""What an action of the history did, in Russian."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.issues import plain
from sferum_tui.plan.key_paths import kind_at, walked
from sferum_tui.rollout.russian import answers as answers_word
from sferum_tui.rollout.russian import capital, digits
from sferum_tui.rollout.russian import chats as chats_word
from sferum_tui.toml.kinds import Choice, Kind, Listed, Record

#: How many chats or values of one action are named; the others are counted.
_NAMED = 3
#: How many items of one list are named.
_VALUES = 5
_DATE = re.compile(r"\d{4}-\d\d-\d\d")

_MARKS = {
    "created": ("создан", "созданы"),
    "auto": ("создан автоматически", "созданы автоматически"),
    "skipped": ("не нужен", "не нужны"),
    "planned": ("отметка снята", "отметки сняты"),
}


def told(data: dict[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    """What was done, part by part; `names` are those of chats by id.

    Raises `ValueError`, `KeyError`, `TypeError` or `AttributeError` for what no history says.
    """
    if made := data.get("made"):
        yield str(made)
    for mark, chats in _by_mark(data, names).items():
        yield f"{_marked(mark, chats)}: {_some(chats)}"
    for chat, _, text in data.get("reasons", ()):
        yield f"почему не нужен {names.get(chat, str(chat))}: {_value(text)}"
    for chat, _, text in data.get("notes", ()):
        name = names.get(chat, str(chat))
        yield f"заметка к {name}: {_quoted(text)}" if text else f"заметка к {name} стёрта"
    for chat, _, joined in data.get("joined", ()):
        yield f"вступили в {names.get(chat, str(chat))}: {_joined(joined)}"
    if renamed := data.get("renamed"):
        pairs = [f"{old} → {new}" for old, new in renamed]
        yield f"переименовано: {_some(pairs)}"
    if answers := data.get("answers"):
        changed = [_answer(key, old, new) for key, old, new in answers]
        yield _some(changed, answers_word, "; ")
    for key, value in data.get("lost", ()):
        yield lost_words(key, value)


def lost_words(key: str, value: Any) -> str:
    """A word on an answer whose place another session had taken away."""
    title, kind = _key(key)
    said = f"{title} → {_said(kind, value)}"
    return f"не записано: {said} — эту запись удалили в другом сеансе"


def all_told(data: dict[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    """The same as `told`, each chat and answer in a line of its own."""
    for mark, chats in _by_mark(data, names).items():
        yield f"{capital(_MARKS[mark][len(chats) > 1])}, {chats_word(len(chats))}:"
        yield from (f"  {name}" for name in chats)
    for key, old, new in data.get("answers", ()):
        yield capital(_answer(key, old, new))
    rest = {key: value for key, value in data.items() if key not in ("marks", "answers")}
    yield from (capital(text) for text in told(rest, names))


def _by_mark(data: dict[str, Any], names: Mapping[str, str]) -> dict[str, list[str]]:
    """The names of chats by the mark that they got."""
    found: dict[str, list[str]] = {}
    for chat, _, mark in data.get("marks", ()):
        found.setdefault(mark, []).append(names.get(chat, str(chat)))
    return found


def _marked(mark: str, found: list[str]) -> str:
    """«создан», «созданы», and where not all are named their number: «созданы, 158 чатов»."""
    text = _MARKS[mark][len(found) > 1]
    return text if len(found) <= _NAMED + 1 else f"{text}, {chats_word(len(found))}"


def _some(items: list[str], counted: Callable[[int], str] = chats_word, comma: str = ", ") -> str:
    """All of a few items; of many the first ones, and how many more there are."""
    if len(items) <= _NAMED + 1:
        return comma.join(items)
    return f"{comma.join(items[:_NAMED])} и ещё {counted(len(items) - _NAMED)}"


def _joined(value: Any) -> str:
    if not value:
        return "неизвестно сколько"
    return f"{value['count']} из {value['of']}" if "of" in value else str(value["count"])


def _answer(key: str, old: Any, new: Any) -> str:
    title, kind = _key(key)
    if listed := _list_change(kind, old, new):
        return f"{title}: {listed}"
    return f"{title}: {_said(kind, old)} → {_said(kind, new)}"


def _list_change(kind: Kind | None, old: Any, new: Any) -> str:
    """«добавлено «Г»; убрано «В»»: of two lists what differs; "" where that tells nothing."""
    if not (isinstance(old, list) and isinstance(new, list) and old and new):
        return ""
    parts = (
        ("добавлено", [it for it in new if it not in old]),
        ("убрано", [it for it in old if it not in new]),
    )
    return "; ".join(f"{word} {_said(kind, items)}" for word, items in parts if items)


def _key(key: str) -> tuple[str, Kind | None]:
    """«people.class_teachers.8А» → «классный руководитель 8А», and what it holds."""
    path, title, kind, rest = walked(key)
    if not rest:
        return title, kind
    if isinstance(kind, Listed) and isinstance(kind.item, Record):
        # The name of an item may hold dots as well.
        item, _, name = rest.rpartition(".")
        if item and (field := kind.item.key(name)):
            return f"{title} {item}, {field.title}", field.kind
    return f"{title} {rest}".strip(), kind_at((*path, *rest.split(".")))


def _said(kind: Kind | None, value: Any) -> str:
    if isinstance(value, list) and value:
        more = "…" if len(value) > _VALUES else ""
        return ", ".join(_said(kind, it) for it in value[:_VALUES]) + more
    known = () if value == [] else value
    return (_word(kind, known) if isinstance(known, str | int | tuple) else "") or _value(value)


def _word(kind: Kind | None, value: str | int | tuple[()]) -> str:
    """What a value of the program is called, also one that only other guidance knows."""
    words = kind.words(load_recommendations()) if kind else {}
    other = kind.other if isinstance(kind, Choice) else ""
    return words.get(value) or other.format(value)


def _value(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return "нет"
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict):
        return str(value.get("title") or value.get("duty") or "изменено")
    return _quoted(value)


def _quoted(value: Any) -> str:
    if isinstance(value, str) and _DATE.fullmatch(value):
        with suppress(ValueError):
            return digits(date.fromisoformat(value))
    return f"«{plain(str(value), 60)}»"
