"""Plan files as people write them: any of TOML's spellings, comments everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from sferum_tui.toml.text import toml_key, toml_keys, toml_value

#: Tables that people would hardly write in braces.
_LARGE = {"done", "classes", "subjects", "people", "school", "calendar", "chats", "primary"}


class Hand:
    """Writes a tree in a style that a seed chooses; every comment is another one."""

    def __init__(self, seed: int, plain_done: bool = False) -> None:
        self.random = Random(seed)
        self.plain_done = plain_done
        self.comments: list[str] = []
        self.newline = self.random.choice(("\n", "\n", "\r\n"))
        self.commented = self.random.choice((0.0, 0.5, 1.0))

    def chance(self, part: float) -> bool:
        return self.random.random() < part

    def write(self, tree: Mapping[str, Any]) -> str:
        scalars = [key for key, value in tree.items() if not isinstance(value, dict | list)]
        lines = list(self.note())
        for name in scalars:
            lines += self.line(f"{name} = {self.value(tree[name])}")
        # Keys before the first header: a table may be written with dots or braces up there.
        rest: list[str] = []
        for name, table in tree.items():
            if name in scalars:
                continue
            if isinstance(table, dict) and name not in _LARGE and self.chance(0.3):
                lines += self.line(f"{toml_key(name)} = {self.value(table)}")
            elif isinstance(table, dict) and table and self.chance(0.15):
                lines += self.dotted((name,), table)
            else:
                rest.append(name)
        self.random.shuffle(rest)
        for name in rest:
            lines += self.table((name,), tree[name])
        text = self.newline.join(lines)
        return text if self.chance(0.2) else text + self.newline

    def comment(self) -> str:
        text = f'# пометка {len(self.comments)} = "нет"'
        self.comments.append(text)
        return text

    def note(self) -> Iterator[str]:
        if self.chance(self.commented):
            yield self.random.choice(("", "  ", "\t")) + self.comment()
        if self.chance(0.2):
            yield ""

    def line(self, text: str) -> Iterator[str]:
        yield from self.note()
        indent = self.random.choice(("", "", "", "  "))
        comment = "  " + self.comment() if self.chance(self.commented) else ""
        yield f"{indent}{text}{comment}"

    def value(self, value: Any, nested: bool = False) -> str:
        if isinstance(value, dict):
            inner = ", ".join(
                f"{self.key(key)} = {self.value(it, True)}" for key, it in value.items()
            )
            return self.random.choice((f"{{{inner}}}", f"{{ {inner} }}"))
        if isinstance(value, list):
            items = [self.value(it, nested) for it in value]
            if value and not nested and self.chance(0.3):
                rows = []
                for item in items:
                    if self.chance(self.commented * 0.5):
                        rows.append(f"    {self.comment()}")
                    tail = f"  {self.comment()}" if self.chance(self.commented) else ""
                    rows.append(f"    {item},{tail}")
                return self.newline.join(("[", *rows, "]"))
            return f"[{', '.join(items)}]" if self.chance(0.8) else f"[ {','.join(items)} ]"
        if isinstance(value, str) and "'" not in value and value.isprintable() and self.chance(0.2):
            return f"'{value}'"
        return toml_value(value)

    def key(self, key: str) -> str:
        return (
            f"'{key}'"
            if "'" not in key and key.isprintable() and self.chance(0.1)
            else toml_key(key)
        )

    def statement(self, keys: tuple[str, ...], value: Any) -> Iterator[str]:
        equals = self.random.choice((" = ", " = ", "=", "  =  "))
        yield from self.line(".".join(map(self.key, keys)) + equals + self.value(value))

    def dotted(self, path: tuple[str, ...], table: Mapping[str, Any]) -> Iterator[str]:
        for key, value in table.items():
            if isinstance(value, dict) and value:
                yield from self.dotted((*path, key), value)
            else:
                yield from self.statement((*path, key), value)

    def table(self, path: tuple[str, ...], value: Any) -> Iterator[str]:
        if isinstance(value, list):
            if not value or self.chance(0.2):
                # A value at the top can't follow a header; groups in braces are written elsewhere.
                yield from self.tables(path, value)
                return
            yield from self.tables(path, value)
            return
        below = {key: it for key, it in value.items() if isinstance(it, dict)}
        own = {key: it for key, it in value.items() if key not in below}
        inside = {
            key
            for key in below
            if self.chance(0.15) and not (self.plain_done and path == ("done",))
        }
        spelt = {key for key in inside if below[key] and self.chance(0.3)}
        lists = {
            key
            for key, it in own.items()
            if isinstance(it, list) and it and isinstance(it[0], dict) and self.chance(0.3)
        }
        if own or inside or not below or self.chance(0.5):
            yield ""
            yield from self.line(f"[{toml_keys(path)}]")
            for key, it in own.items():
                if key not in lists:
                    yield from self.statement((key,), it)
            for key in inside:
                if key in spelt:
                    yield from self.dotted((key,), below[key])
                else:
                    yield from self.statement((key,), below[key])
        for key in lists:
            yield from self.tables((*path, key), own[key])
        for key, it in below.items():
            if key not in inside:
                yield from self.table((*path, key), it)

    def tables(self, path: tuple[str, ...], items: list[dict[str, Any]]) -> Iterator[str]:
        for item in items:
            yield ""
            yield from self.line(f"[[{toml_keys(path)}]]")
            for key, value in item.items():
                yield from self.statement((key,), value)
