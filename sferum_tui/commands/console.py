"""Printing: always UTF-8, never a control character that came out of a file."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import NoReturn, TextIO

from sferum_tui.text import FORMULA, UNSEEN, is_usual, lowered, plain_spaces

#: What a terminal would obey or hide; tabs and line ends are ours.
_UNSAFE = rf"(?![\t\n]){UNSEEN}"
#: Columns of lines for people, at most and at least.
_WIDEST, _NARROWEST = 80, 40


class OutputError(Exception):
    """What is printed can't be written, as on a full disk; the cause is the `OSError`.

    A reader that is gone, as «| head» that has read enough, is none: nobody gets the rest.
    """


def prepare() -> None:
    """Make the streams speak UTF-8, whatever the locale and the environment say."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def width() -> int:
    """The columns that lines for people are wrapped at: 80, fewer in a narrower terminal."""
    from shutil import get_terminal_size

    return max(_NARROWEST, min(_WIDEST, get_terminal_size((_WIDEST, 24)).columns))


def say(text: str) -> None:
    """Print text on standard output."""
    _write(_safe(text) + "\n")


def warn(text: str) -> None:
    """Print a message on standard error; one that nobody can get is lost."""
    if sys.stderr is None:
        return
    try:
        print(_safe(text), file=sys.stderr, flush=True)
    except OSError:
        _abandon(sys.stderr)


def can_ask() -> bool:
    """Whether a person sits at a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def agreed(question: str) -> bool:
    """Whether a person at a terminal says yes; no where nobody can be asked or understood."""
    if not can_ask():
        return False
    flush()
    try:
        print(f"{_safe(question)} [д/н] ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline()
    except (OSError, UnicodeError):
        # The terminal is gone, or writes in an encoding of its own.
        return False
    return lowered(answer.strip()) in ("д", "да", "y", "yes", "l", "lf")


def flush() -> None:
    """Write out what is printed, so that a full disk is noticed here and not at the exit."""
    _write("", flush=True)


def leave(code: int) -> NoReturn:
    """End the process at once, with everything said."""
    with suppress(OutputError):
        flush()
    os._exit(code)


def say_json(value: object) -> None:
    """Print a value as JSON; what is unsafe for a terminal stands in it as an escape."""
    _write(_json(value) + "\n")


def say_json_list(values: Iterable[object]) -> None:
    """Print a list of values as JSON, each as soon as it is made."""
    before = "[\n  "
    for value in values:
        _write(before + _json(value).replace("\n", "\n  "))
        before = ",\n  "
    _write("\n]\n" if before.startswith(",") else "[]\n")


def say_csv(header: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    """Print a table for a Russian Excel: a byte order mark, semicolons, no cell a formula."""
    import csv

    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    _write("\ufeff" + _safe(text.getvalue()))


def say_bytes(data: bytes) -> None:
    """Write a file on standard output as it is."""
    if sys.stdout is None:
        return
    flush()
    with _output(sys.stdout):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _safe(text: str) -> str:
    """The text with a sign in place of whatever a terminal would obey or hide."""
    if is_usual(text.replace("\n", " ")):
        return text
    return re.sub(_UNSAFE, "\N{REPLACEMENT CHARACTER}", text)


def _write(text: str, flush: bool = False) -> None:
    if sys.stdout is not None:
        with _output(sys.stdout):
            print(text, end="", flush=flush)


@contextmanager
def _output(stream: TextIO) -> Iterator[None]:
    """Raises `OutputError`, after which nothing more is printed."""
    try:
        yield
    except OSError as error:
        _abandon(stream)
        if not isinstance(error, BrokenPipeError):
            raise OutputError from error


def _abandon(stream: TextIO) -> None:
    """Give a stream up: Python would try to write what is left at its exit, and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _json(value: object) -> str:
    import json

    text = json.dumps(_plain(value), ensure_ascii=False, indent=2)
    return re.sub(_UNSAFE, _escaped, text)


def _escaped(found: re.Match[str]) -> str:
    """A character as JSON escapes it: those beyond the first plane take two escapes."""
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, str):
        value = plain_spaces(value)
        return f"'{value}" if value.startswith(FORMULA) else value
    return value


def _plain(value: object) -> object:
    """The value as JSON has it: days in ISO's way, no-break spaces plain, to be compared."""
    if isinstance(value, str):
        return plain_spaces(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
