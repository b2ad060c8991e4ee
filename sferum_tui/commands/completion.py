"""`completion`: what a shell needs to finish command lines, and the page of the manual.

All of it follows from the grammar, so that a new option is offered and explained at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sferum_tui.commands import console
from sferum_tui.commands.catalogue import GRAMMAR
from sferum_tui.commands.grammar import Command, Grammar, Line, Option, UsageError
from sferum_tui.commands.values import OneOf

#: Options of every command that the grammar does not have to name.
_HELP = Option("--help", "", "показать справку")


def run(line: Line) -> int:
    """Print the script of a shell, or the page of the manual, on standard output."""
    makers = {"bash": bash, "zsh": zsh, "fish": fish, "man": _man}
    if len(line.arguments) != 1 or line.arguments[0] not in makers:
        raise UsageError(f"нужно одно слово: {', '.join(makers)}")
    console.say(makers[line.arguments[0]](GRAMMAR))
    return 0


def _man(grammar: Grammar) -> str:
    from sferum_tui.commands.man_page import man_page

    return man_page(grammar)


def choices(option: Option) -> tuple[str, ...]:
    """The words that an option takes, () where it takes any text or none."""
    return option.read.words if isinstance(option.read, OneOf) else ()


def words(command: Command) -> tuple[str, ...]:
    """The words that the first argument of a command may be, () where it may be anything."""
    if command.name == "export":
        from sferum_tui.documents.catalogue import FORMATS

        return tuple(FORMATS)
    return command.words


def _options(grammar: Grammar, command: Command) -> tuple[Option, ...]:
    return (*command.options, *grammar.common, _HELP)


def bash(grammar: Grammar) -> str:
    """A completion for bash; where nothing is offered, it offers files."""
    names = "|".join(command.name for command in grammar.commands)
    return "\n".join(
        [
            "# sferum-tui completion bash > ~/.local/share/bash-completion/completions/sferum-tui",
            "_sferum_tui() {",
            "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} name= word",
            '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
            f"    case $word in {names}) name=$word; break;; esac",
            "  done",
            "  COMPREPLY=()",
            "  case $name:$prev in",
            *_bash_values(grammar),
            "  esac",
            "  case $name:$cur in",
            *_bash_words(grammar),
            "  esac",
            "}",
            "complete -o default -F _sferum_tui sferum-tui",
        ]
    )


def _bash_values(grammar: Grammar) -> Iterator[str]:
    for command in (grammar.program, *grammar.commands):
        for option in _options(grammar, command):
            if option.value:
                yield f"    {command.name}:{option.name}) {_bash_reply(choices(option))}return;;"


def _bash_words(grammar: Grammar) -> Iterator[str]:
    for command in (grammar.program, *grammar.commands):
        options = [option.name for option in _options(grammar, command)]
        yield f"    {command.name}:-*) {_bash_reply(options)};;"
        if found := words(command) or (() if command.name else _names(grammar)):
            yield f"    {command.name}:*) {_bash_reply(found)};;"


def _bash_reply(offered: Iterable[str]) -> str:
    text = " ".join(offered)
    return f'COMPREPLY=($(compgen -W "{text}" -- "$cur")); ' if text else ""


def _names(grammar: Grammar) -> tuple[str, ...]:
    return tuple(command.name for command in grammar.commands)


def zsh(grammar: Grammar) -> str:
    """A completion for zsh, with what every word means."""
    described = [
        f"    {_quoted(f'{command.name}:{command.about}')}" for command in grammar.commands
    ]
    return "\n".join(
        [
            "#compdef sferum-tui",
            "# sferum-tui completion zsh > ~/.zfunc/_sferum-tui",
            "# and in ~/.zshrc, before compinit: fpath+=(~/.zfunc)",
            "_sferum_tui() {",
            "  local -a names",
            "  names=(",
            *described,
            "  )",
            "  local state",
            "  _arguments -C " + " ".join(_zsh_options(grammar, grammar.program)) + " \\",
            "    '1:команда:->name' '*::слово:->rest'",
            "  case $state in",
            "    name) _describe 'команда' names; _files ;;",
            "    rest) case $words[1] in",
            *(
                f"      {command.name}) _arguments {' '.join(_zsh_all(grammar, command))} ;;"
                for command in grammar.commands
            ),
            "    esac ;;",
            "  esac",
            "}",
            'if [ "$funcstack[1]" = "_sferum_tui" ]; then _sferum_tui "$@"; '
            "else compdef _sferum_tui sferum-tui; fi",
        ]
    )


def _zsh_all(grammar: Grammar, command: Command) -> Iterator[str]:
    yield from _zsh_options(grammar, command)
    if found := words(command):
        yield _quoted(f"1:{command.arguments}:({' '.join(found)})")
    if command.arguments:
        yield _quoted("*:файл:_files")


def _zsh_options(grammar: Grammar, command: Command) -> Iterator[str]:
    for option in _options(grammar, command):
        about = option.about.replace("[", r"\[").replace("]", r"\]")
        text = f"{option.name}[{about}]"
        if option.value:
            found = " ".join(choices(option))
            text += f":{option.value}:" + (f"({found})" if found else "_files")
        yield _quoted(text)


def fish(grammar: Grammar) -> str:
    """A completion for fish, with what every word means."""
    lines = ["# sferum-tui completion fish > ~/.config/fish/completions/sferum-tui.fish"]
    for command in grammar.commands:
        told = f"-a {command.name} -d {_quoted(command.about)}"
        lines.append(f"complete -c sferum-tui -n __fish_use_subcommand {told}")
    for command in (grammar.program, *grammar.commands):
        where = "__fish_use_subcommand"
        if command.name:
            where = f"'__fish_seen_subcommand_from {command.name}'"
        lines += [
            f"complete -c sferum-tui -n {where} {_fish(option)}"
            for option in _options(grammar, command)
        ]
        if found := words(command):
            lines.append(f"complete -c sferum-tui -n {where} -a '{' '.join(found)}'")
    return "\n".join(lines)


def _fish(option: Option) -> str:
    kind = "-l" if option.name.startswith("--") else "-s"
    value = ""
    if option.value:
        found = " ".join(choices(option))
        value = f" -x -a '{found}'" if found else " -r"
    return f"{kind} {option.name.lstrip('-')}{value} -d {_quoted(option.about)}"


def _quoted(text: str) -> str:
    """A text as one word of any of these shells."""
    return "'" + text.replace("'", "'\\''") + "'"
