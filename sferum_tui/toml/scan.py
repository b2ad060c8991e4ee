"""Where each key and value of a TOML text stands.

Used to name the line of a fault, and to edit a text without touching what stands around. The text
must be valid TOML; what comes of another is of no use, so whoever edits reads the result again.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct, field

from sferum_tui.toml.read import ENTRY, LONG_QUOTED, QUOTED, end_of_simple_lines
from sferum_tui.toml.tree import Path

_SPACE = re.compile(r"[ \t]*")
#: What stands between values: one comment at a time, since a pattern keeps what it repeats.
_GAP = re.compile(r"[ \t\r\n]+(?:\#[^\n]*)?|\#[^\n]*")
_KEY = re.compile(rf"[A-Za-z0-9_-]+|{QUOTED}")
_SCALAR = re.compile(
    rf"{LONG_QUOTED}|{QUOTED}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[^\s,\]}\#]*"
    r"|[^\s,\]}\#]+"
)
_COMMENT = re.compile(r"\#[^\r\n]*")


class Node(Struct):
    """A value or table. `start` and `end` are the span of a value; a table with a header has no
    start, and ends with its header.

    `key` is where the key of this value starts, `line` the span of the lines of its statement or
    header, line ends included; both are -1 for what is not written itself. `tail` is where the next
    statement of a table goes; `dotted` the keys that its statements start with, where it was made
    by dotted keys. `blocks` are spans of simple lines that have no nodes yet.
    """

    kind: Literal["value", "array", "inline", "table", "tables"]
    start: int = -1
    end: int = -1
    key: int = -1
    line: tuple[int, int] = (-1, -1)
    tail: int = -1
    dotted: tuple[str, ...] = ()
    children: dict[str, Node] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    blocks: list[tuple[int, int]] = field(default_factory=list)


class Scan:
    """The nodes of one text. Raises `ValueError` or `RecursionError` where it can't be followed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Node("table", tail=0, line=(0, 0))
        #: Spans of comments that stand inside a value, in order.
        self.inner_comments: list[tuple[int, int]] = []
        self._statements()

    # What callers ask --------------------------------------------------------------------------

    def child(self, node: Node, key: str) -> Node | None:
        """A key of a table, also one in a block of simple lines."""
        found = node.children.get(key)
        if found or not node.blocks:
            return found
        spelt = f'"{key}"'
        for start, end in node.blocks:
            at = self.text.find(spelt, start, end)
            while at >= 0:
                entry = ENTRY.match(self.text, self.text.rfind("\n", 0, at) + 1, end)
                if entry and entry["key"] == key:
                    node.children[key] = _entry(entry)
                    return node.children[key]
                at = self.text.find(spelt, at + 1, end)
        return None

    def unfold(self, node: Node) -> None:
        """Make nodes of all simple lines of a table: quicker where many of them are wanted."""
        for start, end in node.blocks:
            for found in ENTRY.finditer(self.text, start, end):
                node.children[found["key"]] = _entry(found)
        node.blocks.clear()

    def comments(self, start: int, end: int) -> list[str]:
        """The comments inside the values of a part of the text."""
        return [
            self.text[first:last].rstrip()
            for first, last in self.inner_comments
            if start <= first and last <= end
        ]

    def trailing_comment(self, start: int, end: int) -> list[str]:
        """The comment after a value or header at the end of a line, if there is one."""
        rest = self.text[start:end]
        if not (at := rest.find("#")) >= 0:
            return []
        return [rest[at:].rstrip()]

    def key_end(self, node: Node) -> int:
        """Where the key of a statement ends. Raises `ValueError` for a dotted one."""
        found = _KEY.match(self.text, node.key)
        if not found or not self.text.startswith("=", _skip(_SPACE, self.text, found.end())):
            raise ValueError("no simple key")
        return found.end()

    def line_end(self, at: int) -> int:
        """Where the line of a position ends, its line end included."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end + 1

    def line_of(self, path: Path) -> int | None:
        """The line number of a path, or of what of it is there; None for the whole text."""
        node, place = self.root, -1
        for part in path:
            below: Node | None = None
            if isinstance(part, str):
                below = self.child(node, part)
            elif part < len(node.items):
                below = node.items[part]
            if below is None:
                break
            node = below
            place = next((at for at in (node.key, node.start, node.line[0]) if at >= 0), place)
        return self.text.count("\n", 0, place) + 1 if place >= 0 else None

    # Statements --------------------------------------------------------------------------------

    def _statements(self) -> None:
        text, at, section = self.text, 0, self.root
        while True:
            at = _after_gap(text, at)
            if at >= len(text):
                return
            line = text.rfind("\n", 0, at) + 1
            if text[at] == "[":
                section, at = self._header(at, line)
                continue
            if (end := end_of_simple_lines(text, line)) > line:
                section.blocks.append((line, end))
                section.tail = at = end
                continue
            at = self._statement(section, at, line)

    def _header(self, at: int, line: int) -> tuple[Node, int]:
        text = self.text
        double = text.startswith("[[", at)
        keys, at = self._keys(at + 1 + double)
        at = text.index("]", at)
        end = self.line_end(at)
        *above, last = keys
        node = self.root
        for key in above:
            node = node.children.setdefault(key, Node("table"))
            if node.kind == "tables":
                node = node.items[-1]
        if double:
            tables = node.children.setdefault(last, Node("tables"))
            section = Node("table")
            tables.items.append(section)
        else:
            section = node.children.setdefault(last, Node("table"))
        section.line, section.tail, section.end = (line, end), end, at + 1 + double
        return section, end

    def _statement(self, section: Node, at: int, line: int) -> int:
        start = at
        keys, at = self._keys(at)
        if not self.text.startswith("=", at):
            raise ValueError("no statement")
        value = self._value(_skip(_SPACE, self.text, at + 1))
        value.key, value.line = start, (line, self.line_end(value.end))
        self._put(section, keys, value)
        end = value.line[1]
        section.tail = max(section.tail, end)
        return end

    def _put(self, table: Node, keys: list[str], value: Node) -> None:
        for number, key in enumerate(keys[:-1], 1):
            table = table.children.setdefault(key, Node("table"))
            table.dotted = tuple(keys[:number])
            table.tail = max(table.tail, value.line[1])
        table.children[keys[-1]] = value

    # Keys and values ---------------------------------------------------------------------------

    def _keys(self, at: int) -> tuple[list[str], int]:
        keys = []
        while True:
            at = _skip(_SPACE, self.text, at)
            found = _KEY.match(self.text, at)
            if not found:
                raise ValueError("no key")
            keys.append(_key(found.group()))
            at = _skip(_SPACE, self.text, found.end())
            if not self.text.startswith(".", at):
                return keys, at
            at += 1

    def _value(self, at: int) -> Node:
        if self.text.startswith("[", at):
            return self._array(at)
        if self.text.startswith("{", at):
            return self._inline(at)
        found = _SCALAR.match(self.text, at)
        if not found:
            raise ValueError("no value")
        return Node("value", at, found.end())

    def _gap(self, at: int) -> int:
        """Skip spaces, line ends and comments inside a value, remembering the comments."""
        end = _after_gap(self.text, at)
        if self.text.find("#", at, end) >= 0:
            self.inner_comments += (it.span() for it in _COMMENT.finditer(self.text, at, end))
        return end

    def _behind(self, item: Node) -> int:
        """Where the next item of a list or table in braces begins, or its end."""
        at = self._gap(item.end)
        return self._gap(at + 1) if self.text.startswith(",", at) else at

    def _array(self, start: int) -> Node:
        node, at = Node("array", start), self._gap(start + 1)
        while not self.text.startswith("]", at):
            item = self._value(at)
            node.items.append(item)
            at = self._behind(item)
        node.end = at + 1
        return node

    def _inline(self, start: int) -> Node:
        node, at = Node("inline", start), self._gap(start + 1)
        while not self.text.startswith("}", at):
            place = at
            keys, at = self._keys(at)
            value = self._value(_skip(_SPACE, self.text, at + 1))
            value.key = place
            self._put(node, keys, value)
            at = self._behind(value)
        node.end = at + 1
        return node


def _entry(found: re.Match[str]) -> Node:
    which = found.lastgroup if found.lastgroup in ("moment", "joined") else "text"
    start, end = found.span(which)
    if which == "text":
        start, end = start - 1, end + 1
    key = found.start("key") - 1
    return Node("value", start, end, key=key, line=found.span())


def _skip(what: re.Pattern[str], text: str, at: int) -> int:
    found = what.match(text, at)
    return found.end() if found else at


def _after_gap(text: str, at: int) -> int:
    while found := _GAP.match(text, at):
        at = found.end()
    return at


def _key(spelt: str) -> str:
    if "\\" in spelt:
        key: str = tomllib.loads(f"k = {spelt}")["k"]
        return key
    return spelt[1:-1] if spelt[0] in "\"'" else spelt


def lines_of(text: str, paths: Iterable[Path]) -> dict[Path, int | None]:
    """The lines of some paths; None for those that can't be told."""
    try:
        scan = Scan(text)
    except (ValueError, RecursionError):
        return dict.fromkeys(paths)
    return {path: scan.line_of(path) for path in paths}
