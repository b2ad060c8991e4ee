"""The page of the manual, in the language of man: what `--help` says of every command, in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sferum_tui.commands.grammar import Command, Grammar
from sferum_tui.commands.manual import CODES, HELP, VARIABLES, VERSION, synopsis
from sferum_tui.rollout.russian import capital


def man_page(grammar: Grammar) -> str:
    """The page of section 1."""
    program = grammar.program
    lines = [
        '.TH SFERUM\\-TUI 1 "" "sferum\\-tui" "Команды пользователя"',
        *_section("ИМЯ"),
        _safe("sferum-tui — переход школы в «Сферум»: какие чаты создать, кому и до какого дня"),
        *_section("ОБЗОР"),
        *_bold(" ".join(synopsis(grammar, program))),
        ".br",
        *_bold("sferum-tui КОМАНДА ..."),
        *_section("ОПИСАНИЕ"),
        _safe(program.details),
        *_section("ПАРАМЕТРЫ"),
        *_items((it.usage, it.about) for it in (*program.options, *grammar.common)),
        *_items((HELP, VERSION)),
        *_section("КОМАНДЫ"),
    ]
    for command in grammar.commands:
        lines += _command(grammar, command)
    lines += [*_section("ПЕРЕМЕННЫЕ ОКРУЖЕНИЯ"), *_items(VARIABLES)]
    lines += [*_section("КОДЫ ВЫХОДА"), *_items(CODES)]
    return "\n".join(lines)


def _command(grammar: Grammar, command: Command) -> Iterator[str]:
    yield f".SS {_safe(command.name)}"
    yield _safe(f"{capital(command.about)}.")
    yield ".PP"
    yield from _bold(" ".join(synopsis(grammar, command)))
    if command.details:
        yield ".PP"
        yield _safe(command.details)
    yield from _items((it.usage, it.about) for it in command.options)
    yield ".PP"
    yield _safe("Пример:")
    yield from _bold(command.example)


def _section(title: str) -> tuple[str, ...]:
    return (f'.SH "{title}"',)


def _bold(text: str) -> tuple[str, ...]:
    return (f"\\fB{_safe(text)}\\fR",)


def _items(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, about in rows:
        yield ".TP"
        yield from _bold(name)
        yield _safe(about)


def _safe(text: str) -> str:
    """A text that man shows as it is: no escapes, no requests, no hyphens that break a word."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text[:1] in (".", "'") else text
