"""`import`: classes or teachers out of a table; faulty rows are named, the others taken."""

from __future__ import annotations

import os
from pathlib import Path

from sferum_tui.commands import console
from sferum_tui.commands.context import existing_plan, rollout_of, stamp_of
from sferum_tui.commands.grammar import Line, UsageError
from sferum_tui.guidance.loading import load_reference
from sferum_tui.issues import Issue, PlanError, plain, readable
from sferum_tui.options import user_name
from sferum_tui.plan.store import Change, PlanStore, RenameChat, answers_diff
from sferum_tui.rollout.edits import preview
from sferum_tui.rollout.imports.classes import import_classes
from sferum_tui.rollout.imports.report import headline, sections
from sferum_tui.rollout.imports.result import ImportResult, TableError
from sferum_tui.rollout.imports.teachers import import_teachers
from sferum_tui.rollout.plan import Plan
from sferum_tui.tables.reading import read_table

#: So many lines of a part are shown where not all are asked for.
_SHOWN = 10


def run(line: Line) -> int:
    """Take a table into the plan, or with `--dry-run` only tell what it would change."""
    if len(line.arguments) > 1:
        raise UsageError(f"файл один, а здесь {len(line.arguments)}", "import")
    path, store = Path(line.arguments[0]), PlanStore(existing_plan(line))
    plan, dry = store.load().plan, line.has("--dry-run")
    found = _read(path, plan, line.get("--what"))
    for fault in found.faults:
        console.warn(plain(f"{readable(path)}, {fault}"))
    if not found.rows:
        for note in found.notes:
            console.warn(f"{note}.")
        console.warn(plain(f"{readable(path)}: не годится ни одна строка"))
        return 1
    _tell(plan, found, everything=dry)
    changes: list[Change] = [
        *answers_diff(plan.answers, found.answers),
        *(RenameChat(old, new) for old, new in found.renamed.items()),
    ]
    if dry:
        console.say("Ничего не записано: это проверка.")
    elif changes:
        at = stamp_of(line, plan.answers.school.timezone)
        store.apply(changes, who=user_name(os.environ), at=at)
        console.say(f"План записан: {readable(store.path)}")
    return 0


def _read(path: Path, plan: Plan, what: str) -> ImportResult:
    """What a table would change. Raises `PlanError`."""
    sheets, reference = read_table(path), load_reference()
    try:
        if what == "classes":
            return import_classes(plan, sheets, reference)
        return import_teachers(plan, sheets, reference)
    except TableError as error:
        raise PlanError([Issue(readable(path), None, "", str(error))]) from None


def _tell(plan: Plan, found: ImportResult, everything: bool) -> None:
    console.say(f"{headline(found)}.")
    for note in found.notes:
        console.say(f"{note}.")
    shown = preview(rollout_of(plan.answers), rollout_of(found.answers), plan.done, found.renamed)
    parts = sections(plan.answers, found, shown)
    if not parts:
        console.say("Всё это уже есть в плане.")
    for part in parts:
        console.say(f"\n{part.title}" + (":" if part.lines else "."))
        more = 0 if everything else max(0, len(part.lines) - _SHOWN)
        for text in part.lines[: len(part.lines) - more]:
            console.say(f"  {plain(text)}")
        if more:
            console.say(f"  … и ещё {more}; все покажет --dry-run")
    if parts:
        console.say("")
