"""TOML, read quickly, with faults in Russian.

Most lines of a plan in use are ticks: `"2а/8А" = 2026-11-25T10:12:00+03:00`, or numbers of those
who joined: `"2г/8А" = {count = 24, date = 2026-12-01}`. `tomllib` needs 8 µs and more for each.
Here the lines of these simple forms that follow a table's header are taken out and read by
a pattern, and `tomllib` reads the rest. Each such block leaves a marker key behind: if `tomllib`
finds the marker in its table, the lines stood where statements of this table stand. Whatever is
doubtful (a key twice, a marker lost, any fault) is read anew by `tomllib` alone, so the result is
always its.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct

from sferum_tui.issues import refused
from sferum_tui.toml.tree import Tree

# No possessive quantifiers: before Python 3.11.5 they match wrongly. So no two neighbours in a
# pattern take the same sign, and what comes again without end is looped over outside of it, since
# a pattern keeps a place to come back to for each time.

#: Strings on one line, and over several.
QUOTED = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"' r"|'[^'\n]*'"
LONG_QUOTED = (
    r'"""[^"\\]*(?:(?:\\[\s\S]|"{1,2}(?!"))[^"\\]*)*"{3,5}'
    r"|'''[^']*(?:'{1,2}(?!')[^']*)*'{3,5}"
)
#: What may end a line, and all that an empty one has.
_QUIET_LINE = r"[ \t]*(?:\#[^\x00-\x08\x0a-\x1f\x7f]*)?\r?\n"
_WHOLE = "(?:0|[1-9][0-9]{0,8})"
_DAY = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
#: One line of the simple form; `[^\W…]` classes are spelled out, since `\d` takes other digits.
SIMPLE_LINE = (
    r'[ \t]*"(?P<key>[^"\\\x00-\x1f\x7f]*)"[ \t]*=[ \t]*(?:"(?P<text>[^"\\\x00-\x1f\x7f]*)"|'
    rf"(?P<moment>{_DAY}[T ]"
    r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]))|"
    rf"(?P<joined>\{{count = (?P<count>{_WHOLE})(?:, of = (?P<of>{_WHOLE}))?, "
    rf"date = (?P<day>{_DAY})\}}))"
    rf"{_QUIET_LINE}"
)
_HEADER = re.compile(rf"^\[([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)\]{_QUIET_LINE}", re.MULTILINE)
ENTRY = re.compile(f"^{SIMPLE_LINE}", re.MULTILINE)
_QUIET = re.compile(_QUIET_LINE)
#: A date with a month or a day that no calendar has is no date to the parser, and no number.
_DATE = r"=\s*\d{4}-\d{1,2}-\d{1,2}\b"
_PLACE = r" \(at (?:line (\d+), column \d+|end of document)\)$"
#: `tomllib` needs time that grows with the square of the parts of a dotted key.
_LONG_KEY = r"(?<![A-Za-z0-9_-])(?:(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*\.[ \t]*){32}"
#: The longest text that `tomllib` gets to read, in characters: a second at most. A plan of 2,100
#: chats with a note, a number and a teacher each has half of it.
_MOST = 1024 * 1024
_BOM = b"\xef\xbb\xbf"


class TomlError(ValueError):
    """A text is no TOML that can be used: the line (None if unknown), what is wrong, what helps."""

    def __init__(self, line: int | None, what: str, allowed: str = "") -> None:
        super().__init__(what)
        self.line = line
        self.what = what
        self.allowed = allowed


class TomlReader:
    """Reads texts that differ little from one another, as those of one file do."""

    def __init__(self) -> None:
        self._rest = ""
        self._of_rest: Tree = {}
        self._text: str | None = None
        self._tree: Tree = {}
        self._blocks: dict[str, tuple[str, Tree]] = {}

    def read(self, text: str) -> Tree:
        """The tree of a text without a byte order mark. It must not be changed in place.

        Raises `TomlError`.
        """
        if text != self._text:
            self._tree = self._read(text)
            self._text = text
        return self._tree

    def _read(self, text: str) -> Tree:
        blocks = list(_blocks(text))
        rest, end = [], 0
        for number, block in enumerate(blocks):
            rest += [text[end : block.start], f"{_marker(number)} = {number}\n"]
            end = block.end
        rest.append(text[end:])
        tree = self._quickly("".join(rest), blocks) if blocks else None
        return tree if tree is not None else _loads(text)

    def _quickly(self, rest: str, blocks: list[_Block]) -> Tree | None:
        """The tree put together; None where there is the least doubt."""
        if rest != self._rest:
            if len(rest) > _MOST or _long_key(rest):
                return None
            try:
                self._of_rest = tomllib.loads(rest)
            except (ValueError, RecursionError):
                return None
            self._rest = rest
        tree = dict(self._of_rest)
        for number, block in enumerate(blocks):
            marker, part = _marker(number), tree
            for key in block.name.split("."):
                below = part.get(key)
                if not isinstance(below, dict):
                    return None
                part[key] = part = dict(below)
            entries = self._entries(block.name, block.text)
            if (
                part.pop(marker, None) != number
                or entries is None
                or not part.keys().isdisjoint(entries)
            ):
                return None
            part.update(entries)
        return tree

    def _entries(self, name: str, block: str) -> Tree | None:
        """The entries of a block; most often it is the last one with a line more or less."""
        known, entries = self._blocks.get(name, ("", {}))
        if known and block.startswith(known):
            more = _entries(block[len(known) :])
            found = None if more is None or entries.keys() & more else {**entries, **more}
        elif known.startswith(block):
            less = _entries(known[len(block) :]) or {}
            found = {key: value for key, value in entries.items() if key not in less}
        else:
            found = _entries(block)
        if found is not None:
            self._blocks[name] = (block, found)
        return found


def decoded(data: bytes, where: str) -> str:
    """The text of a file, without the byte order mark it may have. Raises `PlanError`."""
    allowed = "текст в кодировке UTF-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refused(where, "файл сохранён в UTF-16", allowed)
    try:
        return data.removeprefix(_BOM).decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = "не UTF-8: возможно, файл сохранён в Windows-1251"
        raise refused(where, what, allowed, line) from None


def encoded(text: str, like: bytes) -> bytes:
    """The bytes of a text, with a byte order mark where those before had one."""
    return (_BOM if like.startswith(_BOM) else b"") + text.encode()


def parsed(text: str, where: str, reader: TomlReader | None = None) -> Tree:
    """The tree of a TOML text. Raises `PlanError` with the line of the first fault."""
    try:
        return (reader or TomlReader()).read(text)
    except TomlError as error:
        raise refused(where, error.what, error.allowed, error.line) from None


class _Block(Struct, frozen=True):
    """Simple lines that follow the header of the table `name`, and their place."""

    name: str
    text: str
    start: int
    end: int


def _blocks(text: str) -> Iterator[_Block]:
    at = 0
    while header := _HEADER.search(text, at):
        start = header.end()
        at = end_of_simple_lines(text, start)
        if at > start:
            yield _Block(header[1], text[start:at], start, at)


def end_of_simple_lines(text: str, start: int) -> int:
    """Where the simple lines end that begin here, comments and empty lines among them.

    That is after a simple one; `start` where there is none.
    """
    at = start
    while True:
        if found := ENTRY.match(text, at):
            start = at = found.end()
        elif found := _QUIET.match(text, at):
            at = found.end()
        else:
            return start


def _marker(number: int) -> str:
    """A key that no plan has."""
    return f"--sferum-tui-block-{number}--"


def _entries(block: str) -> Tree | None:
    """Keys and values of simple lines; None where a key stands twice or a date does not exist."""
    found: Tree = {}
    amount = 0
    try:
        for key, text, moment, joined, count, of, day in ENTRY.findall(block):
            if moment:
                found[key] = datetime.fromisoformat(moment)
            else:
                found[key] = _joined(count, of, day) if joined else text
            amount += 1
    except ValueError:
        return None
    return found if len(found) == amount else None


def _joined(count: str, of: str, day: str) -> Tree:
    """How many have joined a chat. Raises `ValueError` for a day that does not exist."""
    numbers = {"count": int(count)} | ({"of": int(of)} if of else {})
    return {**numbers, "date": date.fromisoformat(day)}


def _loads(text: str) -> Tree:
    if len(text) > _MOST:
        raise TomlError(None, "файл слишком велик для плана")
    if found := _long_key(text):
        raise TomlError(_line(text, found.start()), "слишком длинный составной ключ")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _translated(str(error), text) from None
    except RecursionError:
        raise TomlError(None, "слишком много вложенных скобок") from None
    except ValueError:
        raise TomlError(None, "слишком большое число") from None


def _long_key(text: str) -> re.Match[str] | None:
    if all(line.count(".") < 32 for line in text.split("\n")):
        return None
    return re.search(_LONG_KEY, text)


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


_QUOTES = 'текст в кавычках: "Иванова И. И."'
_MESSAGES = (
    ("Expected '=' after a key", "после имени ключа нет знака «=»", "ключ = значение"),
    ("Invalid value", "значение не распознано", f"{_QUOTES}, число, дата, true или false, список"),
    (
        "Invalid statement",
        "строка не распознана",
        'ключ = значение; русский ключ — в кавычках: "8А"',
    ),
    (
        "Invalid initial character for a key",
        "недопустимый знак в имени",
        "русское имя — в кавычках",
    ),
    ("Unterminated string", "кавычки не закрыты", _QUOTES),
    ("Expected \"'", "кавычки не закрыты", _QUOTES),
    ("Unescaped '\\'", "обратная косая черта в тексте", "две подряд: \\\\"),
    ("Cannot declare", "таблица записана дважды", "одна таблица с этим именем"),
    ("Cannot overwrite a value", "ключ записан дважды", "одна запись"),
    ("Duplicate inline table key", "ключ записан дважды", "одна запись"),
    ("Cannot redefine namespace", "таблица записана дважды", "одна таблица с этим именем"),
    ("Cannot mutate immutable", "таблица уже записана в фигурных скобках", "одна запись таблицы"),
    ("Unclosed array", "список не закрыт или между значениями нет запятой", '["А", "Б"]'),
    ("Unclosed inline table", "фигурная скобка не закрыта или нет запятой", '{duty = "УР"}'),
    ("Expected ']", "не закрыта скобка в имени таблицы", "[school]"),
    ("Expected newline", "после значения стоит лишнее", "одна запись на строке"),
    ("Illegal character", "управляющий знак в тексте", "обычный текст"),
    ("Found invalid character", "управляющий знак", "обычный текст"),
    ("Invalid date", "нет такой даты", "дата: 2026-11-23"),
    ("Invalid hex", "неверный код знака", "\\u и четыре шестнадцатеричные цифры"),
    ("Escaped character", "неверный код знака", "код существующего знака"),
)


def _translated(message: str, text: str) -> TomlError:
    place = re.search(_PLACE, message)
    line = None
    if place:
        # What is not closed is found out at the end; the last line that says something is named.
        line = int(place[1]) if place[1] else _line(text, len(text.rstrip()))
    written = text.splitlines()[line - 1] if line and line <= text.count("\n") + 1 else ""
    if message.startswith("Expected newline") and re.search(_DATE, written):
        return TomlError(line, "нет такой даты", "дата: 2026-11-23")
    for start, what, allowed in _MESSAGES:
        if message.startswith(start):
            return TomlError(line, what, allowed)
    return TomlError(line, "запись нарушает правила TOML")
