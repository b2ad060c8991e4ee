"""`import`: classes, teachers or forms out of tables; faulty rows are named, the others taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from sferum_tui.commands import console
from sferum_tui.commands.context import plan_to_change
from sferum_tui.commands.grammar import Line, UsageError
from sferum_tui.commands.import_report import SHOWN, finish, part_told, warn_of, write_all
from sferum_tui.guidance.loading import load_reference
from sferum_tui.guidance.rules import recommendations_for, rollout_for
from sferum_tui.issues import plain, readable, refused
from sferum_tui.plan.changes import Change, RenameChat, answers_diff
from sferum_tui.rollout.edits import preview
from sferum_tui.rollout.imports.asking import Wish, import_table
from sferum_tui.rollout.imports.report import headline, sections
from sferum_tui.rollout.imports.result import ImportResult, TableError
from sferum_tui.rollout.plan import Plan
from sferum_tui.rollout.russian import ended
from sferum_tui.tables.reading import read_table


def run(line: Line) -> int:
    """Take a table into the plan, or with `--dry-run` only tell what it would change."""
    if len(line.arguments) > 1:
        raise UsageError(f"файл один, а здесь {len(line.arguments)}")
    dry, target = line.has("--dry-run"), line.get("-o")
    if target and not dry:
        raise UsageError("-o записывает проверку: он нужен вместе с --dry-run")
    if line.get("--what") == "forms":
        from sferum_tui.commands import import_forms

        return import_forms.run(line)
    path = Path(line.arguments[0])
    store, plan = plan_to_change(line)
    folder = store.folder
    found = _read(path, plan, line, folder)
    faults = [plain(f"{readable(path)}, {fault}") for fault in found.faults]
    if target:
        write_all(target, (*faults, *_told(plan, found, folder, everything=True)))
    warn_of(faults, target)
    _warn_of_missing(path, found)
    if not found.rows:
        return _nothing(path, found)
    for text in _told(plan, found, folder, everything=dry):
        console.say(text)
    if found.doubt and not line.has("--yes"):
        console.warn(_advice(path, found))
        return 1
    finish(line, store, plan, _changes(plan, found))
    return 0


def _read(path: Path, plan: Plan, line: Line, folder: Path) -> ImportResult:
    """What a table would change. Raises `PlanError`."""
    rules = recommendations_for(plan.answers.school.guidance, folder)
    sheets, reference = read_table(path), replace(load_reference(), recommendations=rules)
    columns = line.get("--columns") or {}
    try:
        return import_table(plan, sheets, reference, Wish(line.get("--what"), columns=columns))
    except TableError as error:
        raise refused(path, str(error)) from None


def _changes(plan: Plan, found: ImportResult) -> list[Change]:
    return [
        *answers_diff(plan.answers, found.answers),
        *(RenameChat(old, new) for old, new in found.renamed.items()),
    ]


# What is said ------------------------------------------------------------------------------------


def _warn_of_missing(path: Path, found: ImportResult) -> None:
    """Name the classes that the plan has not."""
    if found.missing:
        names = ", ".join(found.missing[:SHOWN])
        console.warn(
            plain(f"Нет в плане: {names}. Добавить их: import {readable(path)} --what classes")
        )


def _nothing(path: Path, found: ImportResult) -> int:
    """Say that no row can be used."""
    for note in found.notes:
        console.warn(ended(note))
    for text in _columns(found):
        console.warn(text)
    console.warn(plain(f"{readable(path)}: не годится ни одна строка"))
    return 1


def _advice(path: Path, found: ImportResult) -> str:
    return plain(
        f"{readable(path)}: ничего не взято: {ended(found.doubt)} "
        "Проверьте столбцы и назовите их сами (--columns) или повторите с --yes"
    )


def _columns(found: ImportResult) -> Iterator[str]:
    """How the table was read."""
    if found.columns:
        yield ended("Прочитано: " + plain("; ".join(found.columns)))


def _told(plan: Plan, found: ImportResult, folder: Path, everything: bool) -> Iterator[str]:
    """What the table would change, in lines."""
    yield from _columns(found)
    yield ended(headline(found))
    for note in found.notes:
        yield plain(ended(note))
    before, after = (rollout_for(it, folder) for it in (plan.answers, found.answers))
    shown = preview(before, after, plan.done, found.renamed)
    parts = sections(plan.answers, found, shown)
    if not parts:
        yield "Всё это уже есть в плане."
    for part in parts:
        yield from part_told(part.title, part.lines, everything)
    if parts:
        yield ""
