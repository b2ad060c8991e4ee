"""`status`: where one plan stands, or many, told in lines, in one line, in JSON or as a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sferum_tui.commands import console
from sferum_tui.commands.context import existing_plan, for_plan, plan_of, read_board
from sferum_tui.commands.grammar import Line
from sferum_tui.issues import PlanError, readable
from sferum_tui.rollout import tasks, wording
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.russian import days_left, ended, weekday_date
from sferum_tui.rollout.stage_board import StageBoard

#: Cells that what is told of a stage needs beside its name and window.
_ROOM = 36
#: Cells before it where it stands below them.
_BELOW = 3


def run(line: Line) -> int:
    """Print where the plans stand; a broken one among many does not hide the others."""
    if len(line.arguments) > 1:
        from sferum_tui.commands.schools import run_many

        return run_many(line)
    path = Path(line.arguments[0]) if line.arguments else plan_of(line)
    if line.has("--short"):
        return _short(path, line)
    if not line.arguments:
        existing_plan(line)
    board = read_board(path, line)
    if line.has("--json") or line.has("--csv"):
        from sferum_tui.commands.schools import say_csv, status_json
        from sferum_tui.rollout.schools import Report

        report = Report.of(readable(path), board)
        console.say_json(status_json(report)) if line.has("--json") else say_csv([report])
    else:
        console.say("\n".join(_lines(board)))
    return 0


def _short(path: Path, line: Line) -> int:
    """The line for a login. Nothing is said to a person who has no plan."""
    if not (line.arguments or line.has("--plan") or path.exists()):
        return 0
    try:
        board = read_board(path, line)
    except PlanError as error:
        check = for_plan("check", path if line.arguments else line.get("--plan"))
        broken = f"план не читается, проверьте его: {check}"
        console.warn(f"Сферум: {error.faults[0] if error.exit_code == 3 else broken}")
        return error.exit_code
    console.say(tasks.short_status(board))
    return 0


def _lines(board: Board) -> Iterator[str]:
    """One plan, each stage a line of its own that can be understood without the others."""
    from textwrap import wrap

    from sferum_tui.rollout.coverage_words import school_share, stage_shares

    shares, width = stage_shares(board), console.width()
    title = max(len(item.stage.title) for item in board.stages)
    dates = max(len(wording.window_text(item.window)) for item in board.stages)
    yield board.rollout.answers.school.name or "Школа"
    yield f"{weekday_date(board.today)}, {wording.day_text(board)}"
    yield ""
    for item in board.stages:
        window = wording.window_text(item.window)
        head = f"{item.stage.number}. {item.stage.title:<{title}}  {window:<{dates}}  "
        parts = _told(board, item, shares.get(item.stage.number, ""))
        yield from _wrapped(head, parts, width)
    yield ""
    joined = school_share(board)
    total = f"Всего {wording.created_text(board)}{f', {joined}' if joined else ''}."
    yield from wrap(total, width)
    yield from wrap(ended(f"Дальше: {tasks.next_step(board)}"), width)
    if (decision := tasks.decision_task(board)) and decision != tasks.next_step(board):
        sign = wording.SIGNS["overdue" if tasks.decision_late(board) else "awaiting_decision"]
        yield from wrap(ended(f"{sign} Решение: {decision}"), width)


def _told(board: Board, item: StageBoard, share: str) -> list[str]:
    """State, progress, days left, pace and who has joined, those that there are.

    No clock, for a line stands.
    """
    parts = [wording.state_text(item), wording.progress_text(item)]
    if item.remaining is not None and item.state != "last_day":
        parts.append(days_left(board.today, item.window.last))
    parts += [tasks.stage_pace(board, item), share]
    return [part for part in parts if part]


def _wrapped(head: str, parts: list[str], width: int) -> Iterator[str]:
    """The parts after the head, on further lines where they would not fit one of that width.

    Where little room is left beside the head they stand below it.
    """
    indent = " " * len(head)
    if width - len(head) < _ROOM:
        yield head.rstrip()
        head = indent = " " * _BELOW
    line = head
    for number, part in enumerate(parts, 1):
        text = f"{part}," if number < len(parts) else part
        if line.strip() and line is not head and len(line) + 1 + len(text) > width:
            yield line
            line = indent
        line += text if line in (head, indent) else f" {text}"
    yield line
