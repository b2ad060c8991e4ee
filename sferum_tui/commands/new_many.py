"""`new --table`: a plan for every school of a table, all of them or none."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from sferum_tui.commands import console, values
from sferum_tui.commands.context import stamp_of, today_of, who
from sferum_tui.commands.grammar import Line, UsageError
from sferum_tui.disk import make_folder
from sferum_tui.guidance.loading import completed, load_reference
from sferum_tui.issues import PlanError, disk_error, file_error, plain, readable, refused
from sferum_tui.locations import history_path
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.imports.schools import NewSchool, read_schools
from sferum_tui.rollout.imports.sheets import unseen_in
from sferum_tui.rollout.plan import Plan
from sferum_tui.rollout.russian import plural
from sferum_tui.tables.reading import read_table


def make_plans(line: Line) -> int:
    """Read the table, then write `DIR/name.toml` for each school. Raises `PlanError`."""
    folder: Path | None = line.get("-o")
    if folder is None:
        raise UsageError("для таблицы школ нужна папка: -o ПАПКА")
    schools = _schools(line, line.get("--table"))
    _write(line, folder, schools)
    made = plural(len(schools), "план", "плана", "планов")
    console.say(f"Записано: {made} в папке {readable(folder)}.")
    console.say(f"Все сразу: sferum-tui {shlex.quote(readable(folder))}")
    return 0


def _schools(line: Line, path: Path) -> Sequence[NewSchool]:
    """The schools of the first sheet that has any. Raises `PlanError` with every fault."""
    sheets, where = read_table(path), readable(path)
    today = line.get("--created") or today_of(line, Answers())
    schools, faults, unused = read_schools(sheets, load_reference(), values.day, today)
    if faults:
        raise PlanError([replace(it, where=where) for it in faults])
    if not schools:
        raise refused(where, "нет ни одной школы")
    if unused:
        told = ", ".join(f"«{it}»" for it in unused)
        console.warn(plain(f"{where}: не берутся столбцы {told}"))
    for text in unseen_in(sheets):
        console.warn(plain(f"{where}: {text[0].lower()}{text[1:]}"))
    return schools


def _write(line: Line, folder: Path, schools: Sequence[NewSchool]) -> None:
    """All plans or none: what was made before a failure is taken away again."""
    paths = [folder / f"{item.stem}.toml" for item in schools]
    if not line.has("--force") and (there := next((it for it in paths if it.exists()), None)):
        raise file_error(there, "файл уже есть, не записано ничего; заменить: --force")
    made: list[Path] = []
    try:
        make_folder(folder)
        for path, item in zip(paths, schools, strict=True):
            plan = Plan(completed(item.answers, folder))
            at = stamp_of(line, plan.answers)
            new = not path.exists()
            PlanStore(path).create(plan, line.has("--force"), who=who(), at=at)
            made += [path] * new
    except (OSError, PlanError) as error:
        for path in made:
            path.unlink(missing_ok=True)
            history_path(path).unlink(missing_ok=True)
        raise error if isinstance(error, PlanError) else disk_error(folder, error) from None
