"""Keys and values as TOML spells them, composed by tomlkit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import tomlkit
from tomlkit.items import Item, String, StringType, Trivia

from sferum_tui.text import UNSEEN

#: Where a list is broken into lines, in characters.
WIDTH = 100


def _escaped(found: re.Match[str]) -> str:
    char = found.group()
    if "\ud800" <= char <= "\udfff":
        # TOML can't write it in any way; whoever encodes the text finds out.
        return char
    return f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}"


def _string(text: str) -> Item:
    """A text, in which what can't be seen stands as an escape."""
    item = tomlkit.string(text)
    spelt = re.sub(UNSEEN, _escaped, item.as_string()[1:-1])
    return String(StringType.SLB, text, spelt, Trivia())


def toml_item(value: object) -> Item:
    """A value on one line. Raises `TypeError` where TOML has no such value."""
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        for key, it in value.items():
            table.add(key, toml_item(it))
        return table
    if isinstance(value, list | tuple):
        array = tomlkit.array()
        array.extend(map(toml_item, value))
        return array
    return _string(value) if isinstance(value, str) else tomlkit.item(value)


def toml_value(value: object) -> str:
    """A value on one line, spelt out. Raises `TypeError` where TOML has no such value."""
    return toml_item(value).as_string()


def toml_key(key: str) -> str:
    """A key, in quotes only where it needs them."""
    return re.sub(UNSEEN, _escaped, tomlkit.key(key).as_string())


def toml_keys(keys: Iterable[str]) -> str:
    """A dotted key: «people.class_teachers»."""
    return ".".join(map(toml_key, keys))


def toml_wrapped(value: object, column: int) -> str:
    """A value that starts at a column, a list broken into lines where it would be too long."""
    text = toml_value(value)
    if not isinstance(value, list | tuple) or not value or column + len(text) <= WIDTH:
        return text
    lines: list[list[Item]] = [[]]
    length = 0
    for item in map(toml_item, value):
        size = len(item.as_string()) + 2
        if lines[-1] and (isinstance(item, dict) or length + size > WIDTH - 2):
            lines.append([])
            length = 0
        lines[-1].append(item)
        length += size
    array = tomlkit.array()
    for line in lines:
        array.add_line(*line, indent="  ")
    array.add_line(indent="")
    return array.as_string()
