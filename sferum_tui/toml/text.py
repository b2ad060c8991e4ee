"""Keys and values as TOML spells them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from sferum_tui.text import UNSEEN

_BARE = re.compile(r"[A-Za-z0-9_-]+")
#: Where a list is broken into lines, in characters.
WIDTH = 100
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_UNSAFE = re.compile(rf'["\\]|{UNSEEN}')


def toml_string(text: str) -> str:
    """A basic string; what can't be seen is written as an escape."""
    return f'"{_UNSAFE.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    char = found.group()
    if "\ud800" <= char <= "\udfff":
        # TOML can't write it in any way; whoever encodes the text finds out.
        return char
    code = f"u{ord(char):04X}" if ord(char) < 0x10000 else f"U{ord(char):08X}"
    return _ESCAPES.get(char) or f"\\{code}"


def toml_key(key: str) -> str:
    """A key, in quotes only where it needs them."""
    return key if _BARE.fullmatch(key) else toml_string(key)


def toml_value(value: object) -> str:
    """A value on one line. Raises `TypeError` where TOML has no such value."""
    if isinstance(value, str):
        return toml_string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        inner = ", ".join(f"{toml_key(key)} = {toml_value(it)}" for key, it in value.items())
        return f"{{{inner}}}"
    if isinstance(value, Iterable):
        return f"[{', '.join(map(toml_value, value))}]"
    raise TypeError(type(value).__name__)


def toml_keys(keys: Iterable[str]) -> str:
    """A dotted key: «people.class_teachers»."""
    return ".".join(map(toml_key, keys))


def toml_wrapped(value: object, column: int) -> str:
    """A value that starts at a column, a list broken into lines where it would be too long."""
    text = toml_value(value)
    if not isinstance(value, list | tuple) or not value or column + len(text) <= WIDTH:
        return text
    lines, line = [], ""
    for item in map(toml_value, value):
        if line and (item.startswith("{") or len(line) + len(item) > WIDTH - 4):
            lines.append(f"  {line.rstrip()}")
            line = ""
        line += f"{item}, "
    return "\n".join(("[", *lines, f"  {line.rstrip()}", "]"))
