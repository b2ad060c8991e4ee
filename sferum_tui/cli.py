"""The command line: understands it, runs the command, and turns every failure into a short word.

Exit codes: 0 done, 1 the plan or an answer is wrong, 2 wrong usage, 3 a file could not be read or
written, 70 a fault of the program itself, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from sferum_tui.commands import console
from sferum_tui.commands.catalogue import GRAMMAR
from sferum_tui.commands.grammar import Line, UsageError
from sferum_tui.issues import file_error
from sferum_tui.locations import beside_schools, plan_files

#: Commands whose names no module can bear.
_MODULES = {"import": "importing"}


def main(words: Sequence[str]) -> int:
    """Run one command line and return its exit code. Never raises, never shows a traceback."""
    console.prepare()
    try:
        code = _command(list(words))
        console.flush()
    except KeyboardInterrupt:
        return 130
    except UsageError as error:
        from sferum_tui.rollout.russian import ended

        console.warn(ended(f"Ошибка в команде: {error}"))
        console.warn(f"Подсказка: {' '.join(('sferum-tui', *error.command.split(), '--help'))}")
        return 2
    except Exception as error:
        from sferum_tui.commands.failures import report

        return report(error)
    return code


def _command(words: list[str]) -> int:
    if words[:1] == ["--version"]:
        from sferum_tui.commands.manual import version

        console.say(version())
        return 0
    if words[:1] == ["help"]:
        words = [*words[1:], "--help"]
    line = GRAMMAR.parse(words)
    if line.help:
        from sferum_tui.commands.manual import manual

        console.say(manual(GRAMMAR, GRAMMAR.command(line.command)))
        return 0
    if line.command == "demo":
        from sferum_tui.commands.demo import demo_plan

        with demo_plan(line) as path:
            return _open(line, path)
    if line.command:
        return _run(line)
    if line.arguments:
        return _open_named(line)
    from sferum_tui.commands.context import plan_of

    return _open(line, plan_of(line))


def _run(line: Line) -> int:
    """The command of its module. A usage that it refuses is one of this command."""
    name = _MODULES.get(line.command, line.command)
    try:
        code: int = import_module(f"sferum_tui.commands.{name}").run(line)
    except UsageError as error:
        error.command = line.command
        raise
    return code


def _open_named(line: Line) -> int:
    """The one plan that is named, or the table of all that are meant. Raises `PlanError`."""
    if line.has("--plan"):
        raise UsageError("--plan и другие планы или папки не сочетаются")
    sources = tuple(map(Path, line.arguments))
    files = plan_files(sources)
    if not files:
        what = "в этой папке нет планов (.toml); сделать: sferum-tui new --table ШКОЛЫ.csv -o ПАПКА"
        raise file_error(sources[0], what)
    if len(sources) == 1 and files == [*sources]:
        if not files[0].exists():
            raise file_error(files[0], "такого файла нет; новый план: sferum-tui --plan ФАЙЛ")
        return _open(line, files[0])
    if not _has_screen():
        from sferum_tui.commands.schools import run_many

        return run_many(Line("status", line.values, tuple(map(str, files))))
    return _open(line, beside_schools(sources[0]), sources)


def _open(line: Line, path: Path, schools: tuple[Path, ...] = ()) -> int:
    """The program on a plan; where there is no screen, what `status` says of it."""
    if not _has_screen():
        from sferum_tui.commands import status

        return status.run(Line("status", {**line.values, "--plan": path}))
    from sferum_tui.opening import open_program
    from sferum_tui.options import Options, user_name

    return open_program(
        Options(
            plan=path,
            now=line.get("--now"),
            ascii=line.has("--ascii"),
            theme=line.get("--theme"),
            who=user_name(os.environ),
            schools=schools,
        )
    )


def _has_screen() -> bool:
    """Whether there is a terminal that the program can draw on and be typed to."""
    streams = (sys.stdin, sys.stdout)
    terminal = all(stream is not None and stream.isatty() for stream in streams)
    return terminal and os.environ.get("TERM") not in ("dumb", "unknown")
