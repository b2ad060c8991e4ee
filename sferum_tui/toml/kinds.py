"""What a key of a file may hold: how a value is read, written and said in Russian.

A kind knows all that is to be known of a value, so that the table of keys of a plan (`keys.py`),
and that of packs (`pack_check.py`), is the one place where a key stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.issues import shown
from sferum_tui.rollout.calendar import YEARS
from sferum_tui.rollout.recommendations import PLACEHOLDERS, Recommendations, placeholders
from sferum_tui.text import LONGEST
from sferum_tui.toml.fields import Issues, TreeTable
from sferum_tui.toml.tree import Path

#: Values that are allowed, as the file spells them, and what they are called in Russian.
Words = Mapping[Any, str]


class Reader(Struct, frozen=True):
    """What reading needs: where faults are named, and the recommendations that keys rest on."""

    issues: Issues
    rules: Recommendations


#: Reads a key that is data, such as the name of a class; None after a fault.
KeyReader = Callable[[Reader, Path, str], "str | None"]


class Kind(Struct, frozen=True):
    """What a key may hold."""

    def read(self, to: Reader, path: Path, value: object, base: Any = None) -> Any:
        """The value as the answers keep it, None after a fault; `base` is what it replaces."""
        raise NotImplementedError

    def tree(self, value: Any) -> Any:
        """The value as the file keeps it."""
        return value

    def words(self, rules: Recommendations) -> Words:
        """What values of the file are called in Russian, where they are words of the program."""
        return {}


class Text(Kind, frozen=True):
    """A text on one line, at most `limit` characters; a `blank` one may say nothing."""

    limit: int = LONGEST
    blank: bool = True

    def read(self, to: Reader, path: Path, value: object, base: Any = None) -> str | None:
        """The text; None after a fault."""
        text = to.issues.text(path, value, limit=self.limit)
        if text is not None and not self.blank and not text.strip():
            to.issues.fault(path, "пусто", "хотя бы одно слово")
            return None
        return text


class Template(Text, frozen=True):
    """A text with words in braces, each of which is `known`."""

    known: tuple[str, ...] = PLACEHOLDERS

    def read(self, to: Reader, path: Path, value: object, base: Any = None) -> str | None:
        """The text; None after a fault."""
        text = super().read(to, path, value)
        unknown = [word for word in placeholders(text or "") if word not in self.known]
        if unknown:
            allowed = " ".join(f"{{{word}}}" for word in self.known)
            to.issues.fault(path, f"неизвестная подстановка {{{unknown[0]}}}", allowed)
            return None
        return text


class Coded(Kind, frozen=True):
    """A text of a pattern, or an empty one; `allowed` says the pattern in Russian."""

    pattern: str
    allowed: str

    def read(self, to: Reader, path: Path, value: object, base: Any = None) -> str | None:
        """The text; None after a fault."""
        text = to.issues.text(path, value)
        if text and not re.fullmatch(self.pattern, text):
            to.issues.fault(path, f"не годится: {shown(text)}", self.allowed)
            return None
        return text


class Title(Kind, frozen=True):
    """A text that may stand in a chat's id; with `taken` it may be empty, but none of those."""

    taken: Callable[[Recommendations], Iterable[str]] | None = None

    def read(self, to: Reader, path: Path, value: object, base: Any = None) -> str | None:
        """The title; None after a fault."""
        if self.taken and value == "":
            return ""
        name = to.issues.title(path, value)
        if name and self.taken and name in self.taken(to.rules):
            to.issues.fault(path, f"название {shown(name)} занято", "другое название")
            return None
        return name


class Checked(Kind, frozen=True):
    """A text that a check of its own accepts: it names the fault and returns None, or the text."""

    check: Callable[[Reader, Path, str], str | None]

    def read(self, to: Reader, path: Path, value: object, base: Any = None) -> str | None:
        """The text; None after a fault."""
        text = to.issues.text(path, value)
        return None if text is None else self.check(to, path, text)


class Flag(Kind, frozen=True):
    """True or false."""

    def read(self, to: Reader, path: Path, value: object, base: Any = None) -> bool | None:
        """The flag; None after a fault."""
        if isinstance(value, bool):
            return value
        to.issues.wrong_type(path, value, "true | false")
        return None


class Whole(Kind, frozen=True):
    """A whole number in a range, which may follow from the recommendations."""

    low: int = 0
    high: int = 0
    range: Callable[[Recommendations], tuple[int, int]] | None = None

    def read(self, to: Reader, path: Path, value: object, base: Any = None) -> int | None:
        """The number; None after a fault."""
        low, high = self.range(to.rules) if self.range else (self.low, self.high)
        allowed = f"целое число от {low} до {high}"
        if isinstance(value, bool) or not isinstance(value, int):
            to.issues.wrong_type(path, value, allowed)
        elif not low <= value <= high:
            told = shown(value) if abs(value) < 10**30 else "слишком большое число"
            to.issues.fault(path, f"{told} вне допустимых границ", allowed)
        else:
            return value
        return None


class Day(Kind, frozen=True):
    """A local date."""

    def read(self, to: Reader, path: Path, value: object, base: Any = None) -> Any:
        """The date; None after a fault."""
        if isinstance(value, datetime) or not isinstance(value, date):
            to.issues.wrong_type(path, value, "дата без кавычек и времени: 2026-11-23")
        elif value.year not in YEARS:
            allowed = f"годы от {YEARS[0]} до {YEARS[-1]}"
            to.issues.fault(path, f"нет такого года: {value.year}", allowed)
        else:
            return value
        return None


class Choice(Kind, frozen=True):
    """One of a few values, with their Russian words; some follow from the recommendations.

    `other` is what a value is called that only other guidance knows: «{}-й этап».
    """

    values: Words | Callable[[Recommendations], Words]
    other: str = ""

    def read(self, to: Reader, path: Path, value: object, base: Any = None) -> Any:
        """The value; None after a fault."""
        known = list(self.words(to.rules))
        if callable(self.values) and to.rules.missing and type(value) in set(map(type, known)):
            # What the missing guidance knows can't be told from what it does not.
            return value
        return to.issues.choice(path, value, known)

    def words(self, rules: Recommendations) -> Words:
        """The values and their words."""
        return self.values(rules) if callable(self.values) else self.values


class Listed(Kind, frozen=True):
    """A list. `name` is the key that names its items; `once` is what must not stand twice; `empty`
    is what an empty one is called where that is not nothing."""

    item: Kind
    name: str = ""
    once: str = ""
    empty: str = ""

    def read(self, to: Reader, path: Path, value: object, base: Any = None) -> Any:
        """The values as a tuple; None after a fault."""
        found = to.issues.items(path, value, lambda at, it: self.item.read(to, at, it))
        if found and self.once:
            names = (getattr(item, self.name) if self.name else item for item in found)
            to.issues.twice(path, names, self.once)
        return found

    def tree(self, value: Any) -> Any:
        """The values as a list."""
        return [self.item.tree(it) for it in value]

    def words(self, rules: Recommendations) -> Words:
        """The words of its items, and that of no item."""
        return {**self.item.words(rules), (): self.empty}


class Entries(Kind, frozen=True):
    """A table whose keys are data. With `over` entries that it doesn't name stay as they were."""

    key: KeyReader
    item: Kind
    over: bool = False
    #: Numbers of stages are numbers in the answers.
    numbers: bool = False
    #: Whether it is written in braces.
    inline: bool = False

    def read(self, to: Reader, path: Path, value: object, base: Any = None) -> Any:
        """The entries; None after a fault."""
        found = to.issues.entries(
            path,
            value,
            lambda at, it: self.item.read(to, at, it),
            lambda at, name: self.key(to, at, name),
        )
        if found is None:
            return None
        kept: dict[Any, Any] = (
            {int(key): it for key, it in found.items()} if self.numbers else found
        )
        return {**base, **kept} if self.over and base else kept

    def tree(self, value: Any) -> Any:
        """The entries with keys that are texts."""
        return {str(key): self.item.tree(it) for key, it in value.items()}

    def words(self, rules: Recommendations) -> Words:
        """The words of its values."""
        return self.item.words(rules)


class Key(Struct, frozen=True):
    """A key of the file.

    `title` is its Russian name, `comment` stands beside it in a new plan, `field` is the name in
    the answers where that is another one. A key that is `needed` has no default, the default of
    others is that of the field; a `quiet` one is left out where it is empty.
    """

    name: str
    kind: Kind
    title: str = ""
    comment: str = ""
    field: str = ""
    needed: bool = False
    quiet: bool = False

    @property
    def place(self) -> str:
        """The name of the value in the answers."""
        return self.field or self.name


class Record(Kind, frozen=True):
    """A table with known keys, kept as a value of its own.

    `rest` takes the keys that are data; `check` looks at the value as a whole. A table that is
    `alone` owes nothing to the answers it replaces; one that is `whole` makes sense as a whole
    only, also for two sessions that change it; one `inline` is written in braces.
    """

    made: Any
    keys: tuple[Key, ...]
    rest: Key | None = None
    check: Callable[[Reader, Path, Any], None] | None = None
    alone: bool = False
    whole: bool = False
    inline: bool = False

    def read(self, to: Reader, path: Path, value: object, base: Any = None) -> Any:
        """The value; None where a key that is needed is missing or faulty."""
        table = TreeTable(to.issues, path, value)
        if not table.real:
            return None
        found = self.found(to, table, None if self.alone or self.whole else base)
        if not self.rest:
            table.unknown()
        return found

    def found(self, to: Reader, table: TreeTable, base: Any = None) -> Any:
        """The value out of a table that may hold more; `base` gives what it doesn't say."""
        values, complete = {}, True
        for key in self.keys:
            if table.has(key.name):
                known = getattr(base, key.place, None)
                value = key.kind.read(to, table.at(key.name), table.data[key.name], known)
                if value is not None:
                    values[key.place] = value
            elif key.needed:
                to.issues.fault(table.path, f"нет ключа {key.name}")
            complete = complete and (not key.needed or key.place in values)
        if self.rest:
            known = {key.name for key in self.keys}
            rest = {name: it for name, it in table.data.items() if name not in known}
            place = self.rest.place
            values[place] = self.rest.kind.read(to, table.path, rest, getattr(base, place, None))
        if not complete:
            return None
        value = self.made(**values) if base is None else replace(base, **values)
        if self.check:
            self.check(to, table.path, value)
        return value

    def tree(self, value: Any) -> Any:
        """The value as a table; what is not said is left out."""
        tree: dict[str, Any] = {}
        if self.rest:
            tree |= self.rest.kind.tree(getattr(value, self.rest.place))
        for key in self.keys:
            content = getattr(value, key.place)
            if content is None or (key.quiet and not content):
                continue
            tree[key.name] = key.kind.tree(content)
        return tree

    def key(self, name: str) -> Key | None:
        """The key of a name."""
        return next((key for key in self.keys if key.name == name), None)

    def kind_of(self, name: str) -> Kind | None:
        """What stands at a key, also at one that is data; None for one that is not known."""
        if key := self.key(name):
            return key.kind
        rest = self.rest.kind if self.rest else None
        return rest.item if isinstance(rest, Entries) else None
