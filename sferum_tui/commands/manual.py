"""The help of the command line, in Russian like everything else."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

from sferum_tui.commands import console
from sferum_tui.commands.grammar import Command, Grammar
from sferum_tui.rollout.russian import NBSP, capital

_WHAT = "sferum-tui — переход школы в «Сферум»: какие чаты создать, кому и до какого дня."
#: Cells of what an option does, at least.
_LEAST = 24
HELP = ("--help", "показать эту справку")
VERSION = ("--version", "показать версию")
VARIABLES = (
    ("SFERUM_TUI_PLAN", "файл плана, если не указан --plan"),
    ("SFERUM_TUI_WHO", "чьё имя стоит в истории отметок (иначе имя входа)"),
)
CODES = (
    ("0", "готово"),
    ("1", "ошибка в плане или в ответе"),
    ("2", "ошибка в команде"),
    ("3", "файл не прочитать, не записать или он уже есть"),
)


def manual(grammar: Grammar, command: Command) -> str:
    """The help of one command, or of the whole program for the command without a name."""
    if not command.name:
        return _program(grammar)
    lines = [f"{capital(command.about)}.", ""]
    lines += _usage(synopsis(grammar, command))
    if command.details:
        lines += ["", *wrap(command.details, console.width(), break_on_hyphens=False)]
    options = [(it.usage, it.about) for it in (*command.options, *grammar.common)]
    lines += ["", "Параметры:", *_table([*options, HELP])]
    return "\n".join([*lines, "", "Пример:", f"  {command.example}"])


def synopsis(grammar: Grammar, command: Command) -> list[str]:
    """How a command is typed, in words that are not torn apart."""
    if not command.name:
        options = (*grammar.common, *command.options)
        words = [f"[{command.arguments} ...]"] if command.arguments else []
        return ["sferum-tui", *(f"[{it.usage}]" for it in options), *words]
    usage = ["sferum-tui", command.name]
    if command.arguments:
        word = command.arguments
        usage.append(f"{word} ..." if command.required else f"[{word} ...]")
    return [*usage, *_options(command)]


def _options(command: Command) -> Iterable[str]:
    """Each option as the usage shows it: «--as ОТМЕТКА», «[--note ТЕКСТ]», «[--json|--csv]»."""
    for option in command.options:
        group = next((group for group in command.exclusive if option.name in group), ())
        if not group:
            yield option.usage if option.required else f"[{option.usage}]"
        elif option.name == group[0]:
            yield f"[{'|'.join(group)}]"


def version() -> str:
    """«sferum-tui 0.1.0»."""
    from importlib import metadata

    try:
        return f"sferum-tui {metadata.version('sferum-tui')}"
    except metadata.PackageNotFoundError:
        return "sferum-tui (не установлена, запущена из папки)"


def _program(grammar: Grammar) -> str:
    program = grammar.program
    options = [(it.usage, it.about) for it in (*program.options, *grammar.common)]
    return "\n".join(
        [
            *wrap(_WHAT, console.width(), break_on_hyphens=False),
            "",
            *_usage(synopsis(grammar, program)),
            *_indented(program.about),
            *_indented(program.details),
            "sferum-tui КОМАНДА ...",
            "",
            "Команды:",
            *_table((it.name, it.about) for it in grammar.commands),
            "",
            "Параметры:",
            *_table([*options, HELP, VERSION]),
            "",
            "Переменные окружения:",
            *_table(VARIABLES),
            "",
            "Коды выхода:",
            *_table(CODES),
            "",
            "О команде подробнее: sferum-tui КОМАНДА --help",
            "",
            "Пример:",
            f"  {program.example}",
        ]
    )


def _indented(text: str) -> list[str]:
    return [f"    {line}" for line in wrap(text, console.width() - 4, break_on_hyphens=False)]


def _usage(words: Iterable[str]) -> list[str]:
    """The words on as many lines as they need, none of them torn apart."""
    text = " ".join(word.replace(" ", NBSP) for word in words)
    lines = wrap(text, console.width(), subsequent_indent="    ", break_on_hyphens=False)
    return [line.replace(NBSP, " ") for line in lines]


def _table(rows: Iterable[tuple[str, str]]) -> list[str]:
    rows = list(rows)
    left = max(len(name) for name, _ in rows) + 4
    lines = []
    for name, about in rows:
        text = wrap(about, max(_LEAST, console.width() - left), break_on_hyphens=False)
        lines.append(f"  {name:<{left - 2}}{text[0]}")
        lines += [" " * left + more for more in text[1:]]
    return lines
