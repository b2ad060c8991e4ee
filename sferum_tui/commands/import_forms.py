"""`import --what forms`: what owners have filled in, from one form, a folder or an archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path

from msgspec import Struct

from sferum_tui.commands import console
from sferum_tui.commands.context import board_of, plan_to_change, stamp_of
from sferum_tui.commands.grammar import Line, UsageError
from sferum_tui.commands.import_report import finish, part_told, warn_of, write_all
from sferum_tui.issues import PlanError, plain
from sferum_tui.plan.changes import Change, Doing, SetJoined, SetMark, SetNote, with_doings
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.imports.forms import FormChange, FormFound, form_found, read_form, told
from sferum_tui.rollout.imports.result import TableError
from sferum_tui.rollout.plan import Mark, Plan
from sferum_tui.rollout.russian import plural
from sferum_tui.tables.forms import read_forms


class _Read(Struct, frozen=True):
    """What came of one file: its name, and what it would change or why it can't be used.

    What is no table at all has neither.
    """

    where: str
    found: FormFound | None
    error: str = ""


def run(line: Line) -> int:
    """Take forms into the plan, or with `--dry-run` only tell what they would change."""
    if line.has("--columns"):
        raise UsageError("--columns — для таблиц; у форм столбцы свои")
    store, plan = plan_to_change(line)
    reads, changes = _all(plan, Path(line.arguments[0]), line)
    faults = [text for it in reads for text in _faults(it)]
    if target := line.get("-o"):
        write_all(target, (*faults, *_told(reads, everything=True)))
    warn_of(faults, target)
    for text in _told(reads, everything=line.has("--dry-run")):
        console.say(text)
    refused = any(it.error for it in reads)
    if _doubtful(reads) and not line.has("--yes"):
        console.warn("Ничего не взято: не годится больше половины строк. Взять остальные: --yes")
        return 1
    finish(line, store, plan, changes)
    return 1 if refused else 0


def _all(plan: Plan, path: Path, line: Line) -> tuple[list[_Read], list[Change]]:
    """Every file in its turn, each against the plan as the ones before would leave it."""
    now, rollout = stamp_of(line, plan.answers), board_of(plan, line).rollout
    reads: list[_Read] = []
    changes: list[Change] = []
    for where, sheets in read_forms(path):
        if sheets is None:
            reads.append(_Read(where, None))
            continue
        if isinstance(sheets, PlanError):
            reads.append(_Read(where, None, str(sheets)))
            continue
        try:
            form = read_form(sheets, plan.answers.id, now.date(), rollout.created)
        except TableError as error:
            reads.append(_Read(where, None, f"{where}: {error}"))
            continue
        board = rollout.board(plan.done, now, joined=plan.joined)
        found = form_found(form, board, plan.notes)
        reads.append(_Read(where, found))
        for change in found.changes:
            doings = tuple(_doings(change, plan, now))
            plan = with_doings(plan, doings, now)
            changes += doings
    return reads, changes


def _at(change: FormChange, now: datetime, zone: str) -> datetime:
    """When a chat was created: noon of the day in the form, or now where there is none."""
    day = change.state.day
    if day is None or day == now.date():
        return now
    return school_time(datetime.combine(day, time(12)), zone)


def _doings(change: FormChange, plan: Plan, now: datetime) -> Iterator[Doing]:
    chat, state = change.chat, change.state
    if change.ticked:
        at = _at(change, now, plan.answers.school.timezone)
        mark: Mark = "auto" if chat.kind.auto else "created"
        yield SetMark(chat.id, mark, at) if state.created else SetMark(chat.id, "planned")
    if change.joined:
        of = None if state.of == plan.answers.sizes.get(chat.class_name) else state.of
        if state.count is None:
            yield SetJoined(chat.id, None)
        else:
            yield SetJoined(chat.id, state.count, of, now.date())
    if change.noted:
        yield SetNote(chat.id, state.note)


# What is said ------------------------------------------------------------------------------------


def _faults(read: _Read) -> Iterator[str]:
    if read.error:
        yield plain(read.error)
    for fault in read.found.faults if read.found else ():
        yield plain(f"{read.where}, {fault}")


def _doubtful(reads: list[_Read]) -> bool:
    """Whether fewer than half of the rows are good."""
    rows = sum(it.found.rows for it in reads if it.found)
    wrong = sum(len(it.found.faults) for it in reads if it.found)
    return 2 * wrong > rows


def _told(reads: list[_Read], everything: bool) -> Iterator[str]:
    """What the forms would change, and what the plan knows better, in lines."""
    good = [it for it in reads if it.found]
    if beside := [it.where for it in reads if not it.found and not it.error]:
        yield from part_told("Не таблицы, не прочитано", beside, everything)
        yield ""
    changes = [(it, change) for it in good if it.found for change in it.found.changes]
    ticks = sum(change.ticked for _, change in changes)
    joined = sum(change.joined for _, change in changes)
    notes = sum(change.noted for _, change in changes)
    number = plural(len(good), "форма", "формы", "форм")
    yield f"Прочитано: {number}. Отметок {ticks}, вступивших {joined}, примечаний {notes}."
    if changes:
        yield from part_told("Изменится", [told(change) for _, change in changes], everything)
    newer = [text for it in good if it.found for text in it.found.newer]
    if newer:
        yield from part_told(
            "В плане новее или иначе в другой форме, остаётся как было", newer, everything
        )
    if good and not changes and not newer and not any(it.found.faults for it in good if it.found):
        yield "Всё это уже есть в плане."
