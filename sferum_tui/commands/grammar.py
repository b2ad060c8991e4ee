"""A small grammar of command lines: which options and arguments a command takes.

Written out because argparse speaks English in words that change from version to version, and takes
neither an option of the program after a command's name nor arguments on both sides of an option.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from sferum_tui.issues import readable
from sferum_tui.text import normal

Reader = Callable[[str], Any]


def typed(text: str) -> str:
    """The text of an option or argument that is no path, each letter in its one spelling."""
    return normal(readable(text))


class UsageError(Exception):
    """The command line can't be understood; the message says why, in Russian."""

    #: The command whose help tells how it is used, "" for that of the program.
    command = ""


class Option(Struct, frozen=True):
    """An option: `value` is what its value is called in the help, "" for one without a value.

    `read` turns the text into a value and raises `ValueError` with a Russian reason.
    """

    name: str
    value: str
    about: str
    read: Reader = typed
    required: bool = False

    @property
    def usage(self) -> str:
        """«--stage N»."""
        return f"{self.name} {self.value}".rstrip()


class Command(Struct, frozen=True):
    """A command: its name, what it does, its options, and what its arguments are called.

    `exclusive` are groups of options of which one at most may be given; `words` are what its first
    argument may be, where that is one of a few.
    """

    name: str
    about: str
    details: str = ""
    example: str = ""
    options: tuple[Option, ...] = ()
    arguments: str = ""
    required: bool = False
    exclusive: tuple[tuple[str, ...], ...] = ()
    words: tuple[str, ...] = ()


class Line(Struct, frozen=True):
    """A command line that was understood. `help` asks for the help of the command."""

    command: str
    values: Mapping[str, Any] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    help: bool = False

    def get(self, option: str) -> Any:
        """The value of an option, or how often one without a value was given; None if never."""
        return self.values.get(option)

    def has(self, option: str) -> bool:
        """Whether an option was given."""
        return option in self.values


class Grammar(Struct, frozen=True):
    """All of a program: options of the program itself, options that commands share, commands."""

    program: Command
    common: tuple[Option, ...]
    commands: tuple[Command, ...]

    def command(self, name: str) -> Command:
        """The command of this name; the program itself for "". Raises `UsageError`."""
        for command in (self.program, *self.commands):
            if command.name == name:
                return command
        guess = perhaps(name, [command.name for command in self.commands])
        raise UsageError(f"нет команды «{readable(name)}»{guess}")

    def _known(self, name: str) -> bool:
        return any(command.name == name for command in self.commands)

    def parse(self, words: Sequence[str]) -> Line:
        """Understand a command line. Raises `UsageError`."""
        name = self._name_of_command(words)
        if self.program.arguments and not self._known(name) and _is_path(name):
            name = ""
        command = self.command(name)
        try:
            return self._parse(command, words)
        except UsageError as error:
            error.command = name
            raise

    def _name_of_command(self, words: Sequence[str]) -> str:
        """The first word that is neither an option nor the value of one."""
        takes_value = {
            option.name for option in (*self.program.options, *self.common) if option.value
        }
        skip = False
        for word in words:
            if skip:
                skip = False
            elif word == "--":
                return ""
            elif word.startswith("-"):
                skip = word in takes_value
            else:
                return word
        return ""

    def _parse(self, command: Command, words: Sequence[str]) -> Line:
        options = {option.name: option for option in (*command.options, *self.common)}
        values: dict[str, Any] = {}
        arguments: list[str] = []
        rest = iter(words)
        for word in rest:
            if word == "--":
                arguments.extend(rest)
            elif word in ("--help", "-h"):
                return Line(command.name, help=True)
            elif word.startswith("-") and word != "-":
                name, equals, text = word.partition("=")
                option = options.get(name) or self._unknown(command, name, options)
                value = _value(option, text if equals else None, rest)
                # How often an option without a value was given: --yes --yes.
                values[name] = value if option.value else values.get(name, 0) + 1
            else:
                arguments.append(word)
        if command.name:
            arguments.remove(command.name)
        _check(command, values, arguments)
        return Line(command.name, values, tuple(arguments))

    def _unknown(self, command: Command, name: str, options: Mapping[str, Option]) -> Option:
        if command.name and any(option.name == name for option in self.program.options):
            raise UsageError(f"параметр {name} есть только у самой программы, без команды")
        raise UsageError(f"нет параметра {readable(name)}{perhaps(name, list(options))}")


def _value(option: Option, text: str | None, rest: Iterator[str]) -> Any:
    if not option.value:
        if text is not None:
            raise UsageError(f"у параметра {option.name} нет значения")
        return None
    if text is None:
        text = next(rest, None)
        if text is None or text.startswith("--"):
            raise UsageError(f"после {option.name} нужно значение: {option.usage}")
    try:
        return option.read(text)
    except ValueError as error:
        raise UsageError(f"{option.name} «{readable(text)}»: {error}") from None


def _check(command: Command, values: Mapping[str, Any], arguments: Sequence[str]) -> None:
    if arguments and not command.arguments:
        raise UsageError(f"лишнее слово: «{readable(arguments[0])}»")
    if command.required and not arguments:
        raise UsageError(f"нужно указать: {command.arguments}")
    for option in command.options:
        if option.required and option.name not in values:
            raise UsageError(f"нужен параметр {option.usage}")
    for group in command.exclusive:
        given = [name for name in group if name in values]
        if len(given) > 1:
            raise UsageError(f"{given[0]} и {given[1]} не сочетаются")


def _is_path(word: str) -> bool:
    """Whether a word that is no command means a file or a folder."""
    return os.sep in word or word.endswith(".toml") or os.path.lexists(word)


def near(word: str, known: Sequence[str]) -> tuple[str, ...]:
    """Up to three known words that this one may have been meant for, the most similar first."""
    from difflib import get_close_matches

    return tuple(get_close_matches(word, known, n=3))


def perhaps(word: str, known: Sequence[str]) -> str:
    """«; может быть, status?», or "" where nothing is similar."""
    similar = near(word, known)
    return f"; может быть, {similar[0]}?" if similar else ""
