"""`check`: every fault of plans and packs of guidance, and what is worth a look beside them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sferum_tui.commands import console
from sferum_tui.commands.context import board_of, existing_plan, folder_of
from sferum_tui.commands.grammar import Line
from sferum_tui.issues import PlanError, located, readable
from sferum_tui.plan.store import Loaded, PlanStore
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.edits import archived_ids
from sferum_tui.rollout.guidance_notes import guidance_notes
from sferum_tui.rollout.russian import day_short, plural
from sferum_tui.rollout.warnings import decided_later, early_marks, future_marks, warnings

#: So many archived chats are named.
_NAMED = 5


def run(line: Line) -> int:
    """Check the plans. Warnings change nothing in the exit code."""
    codes = [_check(path, line) for path in map(Path, line.arguments)]
    if not codes:
        codes = [_check(existing_plan(line), line)]
    # A wrong plan weighs more than one that is not there.
    return 1 if 1 in codes else max(codes)


def _check(path: Path, line: Line) -> int:
    where = readable(path)
    if (code := _check_pack(path, line)) is not None:
        return code
    try:
        loaded = PlanStore(path).load()
    except PlanError as error:
        console.warn(str(error))
        return error.exit_code
    told = list(_warnings(loaded, board_of(loaded.plan, line, path, told=False)))
    count = plural(len(told), "предупреждение", "предупреждения", "предупреждений")
    console.say(f"{where}: ошибок нет{f', {count}' if told else ''}")
    for text in told:
        console.say(f"  {text}")
    return 0


def _check_pack(path: Path, line: Line) -> int | None:
    """The exit code for a pack of guidance, by its file or its name; None where it is none."""
    from sferum_tui.guidance.packs import is_pack, path_of, read

    named = path if os.path.lexists(path) else path_of(str(path), folder_of(line))
    if named is None or not is_pack(named):
        return None
    try:
        pack = read(named)
    except PlanError as error:
        console.warn(str(error))
        return error.exit_code
    console.say(f"{readable(path)}: ошибок нет, пакет указаний версии {pack.info.version}")
    return 0


def _warnings(loaded: Loaded, board: Board) -> Iterator[str]:
    if loaded.read_only_reason:
        yield loaded.read_only_reason
    for fault in loaded.warnings:
        yield f"{located('', fault.line, fault.field)}: {fault.what}"
    if board.asks_if_created:
        day = day_short(board.rollout.created)
        yield f"структура планировалась на {day}: если она создана, уберите planned"
    notes = guidance_notes(board.rollout, board.today)
    yield from dict.fromkeys((*notes, *(issue.what for issue in warnings(board.rollout))))
    early = early_marks(board.rollout, board.done)
    yield from _listed(f"отметки раньше дня 0, {day_short(board.rollout.created)}", early)
    future = future_marks(board.rollout, board.done, board.today)
    yield from _listed("отметки, день которых ещё не настал", future)
    if late := decided_later(board.rollout.answers.primary, board.today):
        yield late
    marked = archived_ids(board.rollout, board.done)
    noted = [key for key in loaded.plan.notes if key not in board.rollout.by_id]
    yield from _listed("отметки в архиве, таких чатов в плане нет", marked)
    yield from _listed("заметки о чатах, которых в плане нет", noted)


def _listed(what: str, ids: list[str] | tuple[str, ...]) -> Iterator[str]:
    if ids:
        more = f" и ещё {len(ids) - _NAMED}" if len(ids) > _NAMED else ""
        yield f"{what}: {', '.join(ids[:_NAMED])}{more}"
