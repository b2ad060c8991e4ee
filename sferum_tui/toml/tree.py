"""The tree of keys and values that a plan file holds, and when two of them say the same."""

from __future__ import annotations

from datetime import datetime
from typing import Any

Tree = dict[str, Any]
#: Where a value stands in a tree: keys, and numbers of items.
Path = tuple[str | int, ...]


def same(one: Any, other: Any) -> bool:
    """Whether two trees say the same, type by type. A table without keys says nothing."""
    if one is other:
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        for key, value in one.items():
            if key not in other:
                if not _says_nothing(value):
                    return False
            elif value is not other[key] and not same(value, other[key]):
                return False
        return all(key in one or _says_nothing(value) for key, value in other.items())
    if type(one) is not type(other):
        return False
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, datetime):
        return bool(one == other and one.utcoffset() == other.utcoffset())
    # «Not a number» is the one value that differs from itself.
    return bool(one == other) or (isinstance(one, float) and repr(one) == repr(other) == "nan")


def _says_nothing(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_says_nothing, value.values()))
