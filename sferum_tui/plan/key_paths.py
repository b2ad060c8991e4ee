"""Finding in the table of keys what stands at a path of a plan file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from sferum_tui.plan.keys import ANSWERS, JOINED
from sferum_tui.toml.kinds import Day, Entries, Kind, Listed, Record


def kind_at(path: Sequence[str]) -> Kind | None:
    """What stands at a path of the file; an item of a list goes by its name. None if unknown."""
    kind: Kind | None = JOINED if path[:1] == ("joined",) else ANSWERS
    for name in path[1:] if kind is JOINED else path:
        match kind:
            case Record():
                kind = kind.kind_of(name)
            case Entries() | Listed():
                kind = kind.item
            case _:
                return None
    return kind


def name_key(path: Sequence[str]) -> str:
    """The key that names the items of the list at a path, "" where it is no such list."""
    kind = kind_at(path)
    return kind.name if isinstance(kind, Listed) else ""


def is_whole(path: Sequence[str]) -> bool:
    """Whether the table at a path makes sense as a whole only."""
    kind = kind_at(path)
    return isinstance(kind, Record) and kind.whole


def is_inline(path: Sequence[str]) -> bool:
    """Whether the table at a path is written in braces."""
    kind = kind_at(path)
    return isinstance(kind, Record | Entries) and kind.inline


def walked(key: str) -> tuple[tuple[str, ...], str, Kind, str]:
    """How far an answer that the history calls by its keys, with dots between them, is known.

    The names of known keys, the title of the last one and what it holds, and the rest of the text:
    names of classes, lessons and groups may hold dots too.
    """
    path: tuple[str, ...] = ()
    title, kind = "", cast("Kind", ANSWERS)
    while key and isinstance(kind, Record) and (known := kind.key(key.partition(".")[0])):
        path, title, kind = (*path, known.name), known.title, known.kind
        key = key.partition(".")[2]
    return path, title, kind, key


def path_of(key: str, *, item: bool) -> tuple[str, ...]:
    """The path of an answer that the history calls by its keys.

    `item` says whether the answer is a whole item of a list rather than a part of one.
    """
    path, _, kind, rest = walked(key)
    if isinstance(kind, Listed) and kind.name and rest and not item:
        name, _, part = rest.rpartition(".")
        return (*path, name, part)
    return (*path, rest) if rest else path


def revived(kind: Kind | None, value: Any) -> Any:
    """A value of the file out of the history, where days are texts. Raises `ValueError`."""
    match kind, value:
        case Day(), str():
            return date.fromisoformat(value)
        case Listed(), list():
            return [revived(kind.item, it) for it in value]
        case Entries(), dict():
            return {name: revived(kind.item, it) for name, it in value.items()}
        case Record(), dict():
            return {name: revived(kind.kind_of(name), it) for name, it in value.items()}
    return value
