"""Values of records as lists, tables and texts, and back again, without loss."""

from __future__ import annotations

import types
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def to_plain(value: Any) -> Any:
    """What JSON can hold of a value."""
    if names := _fields(type(value)):
        return {name: to_plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): to_plain(it) for key, it in value.items()}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _fields(kind: Any) -> tuple[str, ...]:
    """The names of the fields of a record, none for any other type."""
    names: tuple[str, ...] = getattr(kind, "__match_args__", ())
    return names


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def from_plain(kind: Any, value: Any) -> Any:
    """The value of a type out of what JSON gave. Raises `ValueError` or `TypeError`."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else from_plain(inner[0], value)
    if origin is Literal:
        if not any(type(item) is type(value) and item == value for item in inner):
            raise ValueError(value)
        return value
    if origin is tuple:
        _expect(value, list)
        return tuple(from_plain(inner[0], item) for item in value)
    if origin is Mapping:
        _expect(value, dict)
        return {_key(inner[0], key): from_plain(inner[1], item) for key, item in value.items()}
    if _fields(kind):
        _expect(value, dict)
        build: Any = kind
        hints = _hints(build)
        return build(**{name: from_plain(hints[name], item) for name, item in value.items()})
    if kind in (date, datetime):
        _expect(value, str)
        return kind.fromisoformat(value)
    _expect(value, kind)
    return value


def _key(kind: Any, key: str) -> Any:
    return int(key) if kind is int else key


def _expect(value: Any, kind: type) -> None:
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} expected")
