"""Making a TOML text say something else while all that a person wrote around it stays.

A change of one value changes its line alone: comments, order, unknown keys, indents and line ends
stay. A comment on a line that goes stays as a line of its own. The result is read again and
compared with what it is to say before anybody gets it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sferum_tui.toml.scan import Node, Scan
from sferum_tui.toml.text import toml_key, toml_keys, toml_value, toml_wrapped
from sferum_tui.toml.tree import Tree, same

Path = tuple[str, ...]
#: What stands between a value and the comment in its column.
_GAP = re.compile(r" {2,}(?=\#)")
#: A line without a statement, and its comment.
_QUIET = re.compile(r"[ \t]*(\#[^\n]*)?\r?(?:\n|\Z)")
#: From how many changed keys on it pays to look at every line of a table.
_MANY = 8


class EditError(Exception):
    """A text can't be changed without harm to what stands in it."""


def rewrite(
    text: str,
    old: Tree,
    new: Tree,
    read: Callable[[str], Tree],
    order: Sequence[str],
    inline: Callable[[Path], bool],
) -> str:
    """The text, which says `old`, changed so that it says `new`.

    New tables at the top stand in this order; tables that `inline` says are written in braces.
    Raises `EditError` where no way of writing it gives exactly `new`.
    """
    try:
        result = _Editor(text, order, inline).edited(old, new)
        if same(read(result), new):
            return result
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        pass
    raise EditError


class _Editor:
    def __init__(self, text: str, order: Sequence[str], inline: Callable[[Path], bool]) -> None:
        self.text = text
        self.scan = Scan(text)
        self.order = order
        self.inline = inline
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.splices: list[tuple[int, int, str]] = []
        #: Where the statement starts that is being changed.
        self.statement = 0

    def edited(self, old: Tree, new: Tree) -> str:
        self.table(self.scan.root, (), old, new)
        parts, at = [], 0
        for start, end, piece in sorted(self.splices, key=lambda splice: splice[0]):
            if start < at:
                raise ValueError("two edits of one place")
            parts += [self.text[at:start], piece]
            at = end
        return "".join((*parts, self.text[at:]))

    def splice(self, start: int, end: int, piece: str) -> None:
        self.splices.append((start, end, piece))

    # Tables ------------------------------------------------------------------------------------

    def table(self, node: Node, path: Path, old: Tree, new: Tree) -> None:
        changed = [
            key
            for key, value in new.items()
            if key not in old or (old[key] is not value and not same(old[key], value))
        ]
        gone = [key for key in old if key not in new]
        if len(changed) + len(gone) > _MANY:
            self.scan.unfold(node)
        if node.kind == "inline" and (gone or not node.children):
            self.value(node, new)
            return
        moved = self.renamed(node, old, new) if gone else {}
        for key in gone:
            if key in moved:
                self.rename(node, key, moved[key])
            else:
                self.remove(self.there(node, key))
        arrived, headless = set(moved.values()), Tree()
        for key in changed:
            if key in arrived:
                continue
            if key in old and (child := self.scan.child(node, key)):
                if child.kind == "tables" and new[key] == []:
                    self.remove(child)
                    self.add_line(node.tail, f"{toml_key(key)} = []")
                else:
                    self.change(child, (*path, key), old[key], new[key])
            elif node.tail >= 0 or node.kind == "inline" or self.is_section((*path, key), new[key]):
                self.add(node, (*path, key), new[key])
            else:
                headless[key] = new[key]
        if headless:
            self.add_section(node, path, headless)
        if node.dotted and not new:
            # Without its last statement the table itself would be gone.
            self.add_line(node.tail, f"{toml_keys(node.dotted)} = {{}}")

    def there(self, node: Node, key: str) -> Node:
        child = self.scan.child(node, key)
        if child is None:
            raise KeyError(key)
        return child

    def change(self, node: Node, path: Path, old: Any, new: Any) -> None:
        if node.line[0] >= 0:
            self.statement = node.line[0]
        if isinstance(old, dict) and isinstance(new, dict) and node.kind in ("table", "inline"):
            self.table(node, path, old, new)
        elif isinstance(old, list) and isinstance(new, list) and node.kind == "tables":
            self.sections(node, path, old, new)
        elif isinstance(old, list) and isinstance(new, list) and node.kind == "array":
            self.array(node, path, old, new)
        else:
            self.value(node, new)

    def value(self, node: Node, new: Any) -> None:
        """Put another value in place of this one; comments inside it go above its statement."""
        if node.start < 0:
            raise ValueError("no value")
        if comments := self.scan.comments(node.start, node.end):
            line = self.statement
            self.splice(line, line, "".join(self.indented(line, it) for it in comments))
        column = node.start - self.text.rfind("\n", 0, node.start) - 1
        text = toml_wrapped(new, column) if node.line[0] >= 0 else toml_value(new)
        end, gap = node.end, _GAP.match(self.text, node.end)
        if gap and node.line[0] >= 0 and "\n" not in text:
            # The comment beside it stays in its column while there is room.
            end = gap.end()
            text = f"{text:<{max(end - node.start - 1, len(text))}} "
        self.splice(node.start, end, text.replace("\n", self.newline))

    def renamed(self, node: Node, old: Tree, new: Tree) -> dict[str, str]:
        """Keys that stand in the place of an old one with its value: old → new."""
        if node.kind != "table" or node.dotted:
            return {}
        return {
            before: after
            for before, after in zip(old, new, strict=False)
            if before not in new and after not in old and same(old[before], new[after])
        }

    def rename(self, node: Node, before: str, after: str) -> None:
        child = self.there(node, before)
        end = self.scan.key_end(child)
        self.splice(child.key, end, toml_key(after))

    # What goes ---------------------------------------------------------------------------------

    def remove(self, node: Node) -> None:
        if node.kind == "tables":
            for item in node.items:
                self.remove(item)
        elif node.kind == "table":
            self.scan.unfold(node)
            if node.line[0] >= 0:
                self.drop_line(*node.line, node.end)
            for child in node.children.values():
                self.remove(child)
        elif node.line[0] >= 0:
            self.drop_line(*node.line, node.end)
        else:
            raise ValueError("no statement")

    def drop_line(self, start: int, end: int, value_end: int) -> None:
        """Take lines away but leave their comments."""
        comments = self.scan.comments(start, value_end)
        tail = self.scan.trailing_comment(value_end, end)
        kept = "".join(self.indented(start, it) for it in (*comments, *tail))
        self.splice(start, end, kept)

    def indented(self, like: int, text: str) -> str:
        """A line with the indent of the line that starts at a position."""
        at = like
        while self.text[at : at + 1] in (" ", "\t"):
            at += 1
        return f"{self.text[like:at]}{text}{self.newline}"

    # What comes --------------------------------------------------------------------------------

    def add(self, node: Node, path: Path, new: Any) -> None:
        key = path[-1]
        if node.kind == "inline":
            last = max(child.end for child in node.children.values())
            self.splice(last, last, f", {toml_key(key)} = {toml_value(new)}")
        elif self.is_section(path, new):
            self.add_section(node, path, new)
        else:
            keys = toml_keys((*node.dotted, key))
            self.add_line(node.tail, f"{keys} = {toml_value(new)}")

    def is_section(self, path: Path, new: Any) -> bool:
        if isinstance(new, Mapping):
            return not self.inline(path)
        return len(path) == 1 and _is_tables(new)

    def add_line(self, at: int, statement: str) -> None:
        """Add a statement after the one that ends at a position."""
        if at == len(self.text) and at and not self.text.endswith("\n"):
            self.splice(at, at, f"{self.newline}{statement}")
            return
        before = self.text.rfind("\n", 0, max(at - 1, 0)) + 1
        if self.text.startswith("[", before) or at == 0:
            self.splice(at, at, f"{statement}{self.newline}")
        else:
            self.splice(at, at, self.indented(before, statement))

    def add_section(self, node: Node, path: Path, new: Any) -> None:
        """Add a table with its header where its relatives stand."""
        at = self.place(path[0]) if node is self.scan.root else self.after(_family_tail(node))
        self.splice(at, at, self.around(at, self.section(path, new)))

    def section(self, path: Path, new: Any) -> list[str]:
        """The lines of a table with its header and the tables below it, or of a list of tables."""
        if isinstance(new, list):
            items = [[f"[[{toml_keys(path)}]]", *_statements(item)] for item in new]
            return [line for item in items for line in ("", *item)][1:]
        below = [key for key, value in new.items() if self.is_section((*path, key), value)]
        own = {key: value for key, value in new.items() if key not in below}
        lines = [f"[{toml_keys(path)}]", *_statements(own)] if own or not below else []
        for key in below:
            lines += [""] * bool(lines) + self.section((*path, key), new[key])
        return lines

    def around(self, at: int, lines: Sequence[str]) -> str:
        """Lines of a new table with an empty line on either side, where there is none yet."""
        text = self.newline.join(lines) + self.newline
        before = self.text[max(at - 4, 0) : at].replace("\r", "")
        if before and not before.endswith("\n\n"):
            text = self.newline * (2 - before.endswith("\n")) + text
        rest = self.text[at : at + 1]
        return text if not rest or rest in "\r\n" else text + self.newline

    def place(self, name: str) -> int:
        """Where a new table at the top goes: after the tables that stand before it in order."""
        before = self.order[: self.order.index(name)] if name in self.order else ()
        known = [node for key in before if (node := self.scan.root.children.get(key))]
        places = [_family_tail(node) for node in known]
        # A value in braces at the top of the file is no place for a header.
        last = max(places, default=0)
        return self.after(last) if last > self.scan.root.tail else len(self.text)

    def after(self, at: int) -> int:
        """Where a table goes that is to follow the statement ending here.

        Comments in between stay above it, but for those right above the next header.
        """
        start = at
        while at < len(self.text) and (found := _QUIET.match(self.text, at)):
            at = found.end()
            if not found[1]:
                start = at
        return start if at < len(self.text) else at

    # Lists -------------------------------------------------------------------------------------

    def sections(self, node: Node, path: Path, old: list[Any], new: list[Any]) -> None:
        """A list written as `[[tables]]`."""
        pairs = _aligned(old, new)
        kept = {before for before, _ in pairs}
        for number, item in enumerate(node.items):
            if number not in kept:
                self.remove(item)
        came = {after: before for before, after in pairs}
        at = node.items[0].line[0]
        for number, value in enumerate(new):
            if number in came:
                item = node.items[came[number]]
                self.table(item, path, old[came[number]], value)
                at = self.after(_family_tail(item))
            else:
                self.splice(at, at, self.around(at, self.section(path, [value])))

    def array(self, node: Node, path: Path, old: list[Any], new: list[Any]) -> None:
        pairs = _aligned(old, new)
        listed = new and self.scan.comments(node.start, node.end) and self.is_listed(node)
        if not listed and not len(pairs) == len(old) == len(new):
            self.value(node, new)
            return
        for before, after in pairs:
            if not same(old[before], new[after]):
                self.change(node.items[before], path, old[before], new[after])
        self.lines(node, pairs, new)

    def is_listed(self, node: Node) -> bool:
        """Whether every item of a list stands on lines of its own."""
        at = self.scan.line_end(node.start)
        for item in node.items:
            line = self.text.rfind("\n", 0, item.start) + 1
            if line < at or self.text[line : item.start].strip():
                return False
            at = self.scan.line_end(item.end)
        return bool(node.items) and at <= node.end

    def lines(self, node: Node, pairs: list[tuple[int, int]], new: list[Any]) -> None:
        """Items of a list that come and go, on lines of their own."""
        kept = {before for before, _ in pairs}
        for number, item in enumerate(node.items):
            if number not in kept:
                start = self.text.rfind("\n", 0, item.start) + 1
                self.drop_line(start, self.scan.line_end(item.end), item.end)
        came = {after: before for before, after in pairs}
        first = self.text.rfind("\n", 0, node.items[0].start) + 1 if node.items else node.start
        at, last = first, None
        for number, value in enumerate(new):
            if number in came:
                last = node.items[came[number]]
                at = self.scan.line_end(last.end)
                continue
            if last and not self.text[last.end : at].lstrip().startswith(","):
                self.splice(last.end, last.end, ",")
                last = None
            self.splice(at, at, self.indented(first, f"{toml_value(value)},"))


def _family_tail(node: Node) -> int:
    """Where the last statement of a table and of the tables below it ends."""
    return max(
        (node.tail, node.line[1], *map(_family_tail, (*node.children.values(), *node.items)))
    )


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(it, dict) for it in value)


def _statements(table: Mapping[str, Any]) -> list[str]:
    return [f"{toml_key(key)} = {toml_value(it)}" for key, it in table.items()]


def _aligned(old: list[Any], new: list[Any]) -> list[tuple[int, int]]:
    """Pairs of places in two lists that hold the same item, perhaps with other contents."""
    # Seldom wanted, and not quick to import.
    from difflib import SequenceMatcher

    before, after = [_identity(it) for it in old], [_identity(it) for it in new]
    pairs: list[tuple[int, int]] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for word, first, last, start, end in matcher.get_opcodes():
        if word in ("equal", "replace"):
            pairs += zip(range(first, last), range(start, end), strict=False)
    return pairs


def _identity(item: Any) -> str:
    if isinstance(item, dict):
        return repr(item.get("title") or item.get("duty") or item)
    return repr(item)
