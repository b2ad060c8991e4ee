"""Reading the fields of a parsed TOML table: their types and ranges, with every fault named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from sferum_tui.issues import Issue, Severity, shown
from sferum_tui.text import LONGEST, LONGEST_TITLE, silenced, unseen
from sferum_tui.toml.tree import Path

Value = TypeVar("Value")

#: How many faults are named; a file with more is no plan at all.
MOST_FAULTS = 100

_KINDS = {
    str: "строка",
    bool: "да или нет",
    int: "целое число",
    float: "дробное число",
    dict: "таблица",
    list: "список",
    datetime: "дата со временем",
    date: "дата",
}


def kind_of(value: object) -> str:
    """The TOML type of a value, in Russian."""
    return next((word for kind, word in _KINDS.items() if isinstance(value, kind)), "время")


class Issues(Struct):
    """What was found while reading, each with its path: faults forbid the use of the file."""

    found: list[tuple[Path, Issue]] = field(default_factory=list)

    def of(self, severity: Severity) -> list[tuple[Path, Issue]]:
        """All that is of one severity, in the order it was found."""
        return [item for item in self.found if item[1].severity == severity]

    @property
    def faults(self) -> list[tuple[Path, Issue]]:
        """What forbids the use of the file."""
        return self.of("fault")

    @property
    def full(self) -> bool:
        """Whether there are so many faults that nobody wants to read another."""
        return len(self.faults) > MOST_FAULTS

    def fault(self, path: Path, what: str, allowed: str = "") -> None:
        """Name a fault."""
        self.found.append((path, Issue("", None, "", what, allowed)))

    def warn(self, path: Path, what: str) -> None:
        """Name something that a person may want to look at."""
        self.found.append((path, Issue("", None, "", what, severity="warning")))

    def wrong_type(self, path: Path, value: object, allowed: str) -> None:
        """Name a value of another type than the one allowed."""
        told = kind_of(value)
        if not isinstance(value, dict | list):
            told += f" {shown(value)}"
        self.fault(path, f"тут {told}", allowed)

    def text(self, path: Path, value: object, *, limit: int = LONGEST) -> str | None:
        """The value as a text that can be shown; None after a fault."""
        if not isinstance(value, str):
            self.wrong_type(path, value, "строка в кавычках")
            return None
        value = silenced(value)
        if sign := unseen(value):
            code = f"U+{ord(sign):04X}"
            self.fault(path, f"в тексте невидимый или управляющий знак {code}", "обычный текст")
            return None
        if len(value) > limit:
            self.fault(path, f"слишком длинный текст, {len(value)} знаков", f"не больше {limit}")
            return None
        return value

    def title(self, path: Path, value: object) -> str | None:
        """The value as a text that may stand in a chat's id: not empty, without «/»."""
        text = self.text(path, value, limit=LONGEST_TITLE)
        if text is None:
            return None
        if not text.strip():
            self.fault(path, "название пустое", "хотя бы один знак")
            return None
        if "/" in text:
            self.fault(path, f"в названии {shown(text)} стоит «/»", "любые знаки, кроме «/»")
            return None
        return text

    def choice(self, path: Path, value: object, choices: Sequence[object]) -> Any:
        """The value as one of a few."""
        same = [item for item in choices if type(item) is type(value) and item == value]
        if same:
            return same[0]
        told = kind_of(value) if isinstance(value, dict | list) else shown(value)
        self.fault(path, f"нет такого значения: {told}", " | ".join(map(str, choices)))
        return None

    def items(
        self, path: Path, value: object, read: Callable[[Path, object], Value | None]
    ) -> tuple[Value, ...] | None:
        """The value as a list; faulty items are named and left out."""
        if not isinstance(value, list):
            self.wrong_type(path, value, "список в квадратных скобках")
            return None
        found = []
        for number, item in enumerate(value):
            if (content := read((*path, number), item)) is not None:
                found.append(content)
            elif self.full:
                break
        return tuple(found)

    def entries(
        self,
        path: Path,
        value: object,
        read: Callable[[Path, object], Value | None],
        key: Callable[[Path, str], str | None],
    ) -> dict[str, Value] | None:
        """The value as a table whose keys are data; two keys that mean the same are a fault."""
        if not isinstance(value, dict):
            self.wrong_type(path, value, "таблица")
            return None
        found: dict[str, Value] = {}
        for name, item in value.items():
            place = (*path, name)
            kept, content = key(place, name), read(place, item)
            if kept is None or content is None:
                if self.full:
                    break
                continue
            if kept in found:
                self.fault(place, f"{shown(kept)} записано дважды", "одна запись")
            found[kept] = content
        return found

    def twice(self, path: Path, names: Iterable[str], what: str = "название") -> None:
        """Name what stands more than once."""
        seen: set[str] = set()
        named: set[str] = set()
        for name in names:
            if name in seen and name not in named:
                self.fault(path, f"{what} {shown(name)}: записано дважды", "один раз")
                named.add(name)
            seen.add(name)


class TreeTable:
    """A table with known keys. A key that is not there gives the default, a faulty one as well."""

    def __init__(self, issues: Issues, path: Path, value: object) -> None:
        self.issues = issues
        self.path = path
        self.data: Mapping[str, Any] = {}
        #: Whether there is a table at all; nothing is missing from one that is not.
        self.real = isinstance(value, dict)
        if isinstance(value, dict):
            self.data = value
        else:
            issues.wrong_type(path, value, "таблица")
        self._known: set[str] = set()

    def at(self, key: str) -> Path:
        """The path of a key."""
        return (*self.path, key)

    def has(self, key: str) -> bool:
        """Whether the key is there; it is known from now on."""
        self._known.add(key)
        return key in self.data

    def read(self, key: str, default: Value, how: Callable[[Path, object], Value | None]) -> Value:
        """The value of a key, read by one of the ways of `Issues`."""
        if not self.has(key):
            return default
        value = how(self.at(key), self.data[key])
        return default if value is None else value

    def table(self, key: str) -> TreeTable:
        """A table inside this one; an empty one where the key is missing."""
        return TreeTable(self.issues, self.at(key), self.data[key] if self.has(key) else {})

    def unknown(self, also: Iterable[str] = ()) -> None:
        """Warn of keys that nobody asked for: most are misspelt."""
        for key in self.data:
            if key not in self._known and key not in also:
                self.issues.warn(self.at(key), "такого ключа программа не знает")


def located(found: Sequence[tuple[Path, Issue]], where: str, text: str) -> tuple[Issue, ...]:
    """What was found in a file, with its line and field."""
    lines: dict[Path, int | None] = {(): None}
    paths = [path for path, _ in found if path]
    if paths:
        # Only faulty files need to know their lines.
        from sferum_tui.toml.scan import lines_of

        lines |= lines_of(text, paths)
    return tuple(
        replace(item, where=where, line=lines[path], field=field_name(path)) for path, item in found
    )


def field_name(path: Path) -> str:
    """A path as a person reads it: «groups[2].stage», items counted from one."""
    name = ""
    for part in path:
        if isinstance(part, int):
            name += f"[{part + 1}]"
        else:
            name += f".{part}" if name else part
    return name
