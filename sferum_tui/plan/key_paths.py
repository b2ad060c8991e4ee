"""Finding in the table of keys what stands at a path of a plan file."""

from __future__ import annotations

from collections.abc import Sequence

from sferum_tui.plan.keys import ANSWERS, JOINED
from sferum_tui.plan.kinds import Entries, Kind, Listed, Record


def kind_at(path: Sequence[str]) -> Kind | None:
    """What stands at a path of the file; an item of a list goes by its name. None if unknown."""
    kind: Kind | None = JOINED if path[:1] == ("joined",) else ANSWERS
    for name in path[1:] if kind is JOINED else path:
        match kind:
            case Record():
                key = kind.key(name)
                rest = kind.rest.kind if kind.rest else None
                kind = key.kind if key else rest.item if isinstance(rest, Entries) else None
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
