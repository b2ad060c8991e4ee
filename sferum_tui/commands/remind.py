"""`remind`: a message for everybody who has not created all of his chats, ready to be sent."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from sferum_tui.commands import console
from sferum_tui.commands.context import existing_plan, read_board
from sferum_tui.commands.grammar import Line
from sferum_tui.issues import readable
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.owners import OwnerLine, lines_called, owner_lines, reminder


def run(line: Line) -> int:
    """Print a block for each owner with open chats, the latest first; 0 also where all is done."""
    board = read_board(existing_plan(line), line)
    found = lines_called(_open(board, due=line.has("--due")), line.get("--owner") or "")
    if line.has("--json"):
        console.say_json_list(_json(board, item) for item in found)
        return 0
    if found:
        console.say("\n\n".join(reminder(board, item) for item in found))
    else:
        console.warn(f"Напоминать некому: {_nobody(board, line.get('--owner') or '')}.")
    return 0


def _nobody(board: Board, who: str) -> str:
    """Why there is nobody to remind: all is done, or done by those who were meant."""
    if who and _open(board, due=False):
        return f"среди тех, у кого открыты чаты, не найдено «{readable(who)}»"
    return "открытых чатов нет"


def _open(board: Board, due: bool) -> Sequence[OwnerLine]:
    """Those who have open chats; with `due` only what is to be created now counts."""
    lines = owner_lines(board)
    if due:
        now = {chat.id for chat in board.due()}
        kept = (tuple(chat for chat in item.open if chat.id in now) for item in lines)
        lines = tuple(replace(item, open=opened) for item, opened in zip(lines, kept, strict=True))
    return [item for item in lines if item.open]


def _json(board: Board, item: OwnerLine) -> dict[str, object]:
    return {
        "owner": item.owner.title,
        "open": len(item.open),
        "overdue": item.overdue,
        "next_day": item.next_day,
        "text": reminder(board, item),
    }
