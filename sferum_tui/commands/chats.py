"""`chats`: the list of chats, whole or only what is due, as lines, JSON or a table."""

from __future__ import annotations

from collections.abc import Iterator

from sferum_tui.commands import console
from sferum_tui.commands.context import existing_plan, read_board
from sferum_tui.commands.grammar import Line, UsageError
from sferum_tui.rollout import tasks, wording
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.coverage import joined_of
from sferum_tui.rollout.russian import capital, day_short, ended
from sferum_tui.rollout.stage_board import ChatState

#: The columns of a table, by the keys of JSON.
_COLUMNS = {
    "id": "чат",
    "stage": "этап",
    "kind": "вид",
    "name": "имя",
    "owner": "кто создаёт",
    "members": "участники",
    "grade": "параллель",
    "class": "класс",
    "subject": "предмет",
    "state": "состояние",
    "last_day": "последний день",
    "source": "источник",
    "auto_created": "создаёт платформа",
    "joined": "в чате",
}
#: Words of states for a column; the others are short enough.
_SHORT: dict[ChatState, str] = {"auto": "создан автоматически", "preview": "ждёт решения"}
#: The width of a column of ids. Longer ones push what follows to the right.
_ID = 24


def run(line: Line) -> int:
    """Print the chats that are asked for, in the order of the plan."""
    board = read_board(existing_plan(line), line)
    _check_stage(board, line.get("--stage"))
    found = list(_chosen(board, line))
    if line.has("--json"):
        console.say_json_list(_json(board, chat) for chat in found)
    elif line.has("--csv"):
        console.say_csv(tuple(_COLUMNS.values()), [_row(board, chat) for chat in found])
    else:
        if line.has("--due") and (calm := tasks.calm_text(board)):
            console.say(ended(capital(calm)))
        for text in _lines(board, found):
            console.say(text)
        if not found:
            console.say("Таких чатов нет.")
        undecided = board.undecided
        if (
            undecided
            and line.has("--due")
            and line.get("--stage") in (None, undecided.stage.number)
        ):
            console.say(ended(f"Решение: {tasks.decision_task(board)}"))
    return 0


def _check_stage(board: Board, number: int | None) -> None:
    """Raises `UsageError` for a stage that this plan has not."""
    numbers = [item.stage.number for item in board.stages]
    if number is not None and number not in numbers:
        known = ", ".join(map(str, numbers))
        raise UsageError(f"--stage «{number}»: у этого плана этапы {known}")


def _chosen(board: Board, line: Line) -> Iterator[Chat]:
    due = {chat.id for chat in board.due()} if line.has("--due") else None
    stage, state = line.get("--stage"), line.get("--state")
    for chat in board.rollout.chats:
        if (
            (due is None or chat.id in due)
            and stage in (None, chat.stage)
            and state in (None, board.state_of(chat))
        ):
            yield chat


def _lines(board: Board, found: list[Chat]) -> Iterator[str]:
    """A line for each chat that says all of it, so that it can be searched and read aloud.

    The sign, state and last day stand in columns; ids too, up to a width that most of them have.
    """
    rows = []
    for chat in found:
        state = board.state_of(chat)
        rows.append(
            (
                f"{wording.CHAT_SIGNS[state]} {_word(chat, state)}",
                f"до {day_short(board.rollout.window_of(chat).last)}",
                chat.id,
                f"{chat.name} — {chat.owner}",
            )
        )
    widths = [max((len(row[place]) for row in rows), default=0) for place in range(3)]
    widths[2] = min(widths[2], _ID)
    for row in rows:
        cells = [f"{text:<{width}}" for text, width in zip(row[:3], widths, strict=True)]
        yield "  ".join((*cells, row[3]))


def _word(chat: Chat, state: ChatState) -> str:
    if state == "planned" and chat.auto_created:
        return "появится сам"
    return _SHORT.get(state, wording.CHAT_STATES[state])


def _json(board: Board, chat: Chat) -> dict[str, object]:
    return {
        "id": chat.id,
        "stage": chat.stage,
        "kind": chat.kind.id,
        "name": chat.name,
        "owner": chat.owner,
        "members": chat.members,
        "grade": chat.grade,
        "class": chat.class_name or None,
        "subject": chat.subject or None,
        "state": board.state_of(chat),
        "last_day": board.rollout.window_of(chat).last,
        "source": chat.kind.source,
        "auto_created": chat.auto_created,
        "joined": _joined(board, chat),
    }


def _joined(board: Board, chat: Chat) -> dict[str, object] | None:
    told = board.joined.get(chat.id)
    if told is None:
        return None
    of = joined_of(board, chat, told)
    return {"count": told.count, "of": of, "date": told.date}


def _row(board: Board, chat: Chat) -> tuple[object, ...]:
    values = _json(board, chat)
    values["state"] = wording.chat_word(chat, board.state_of(chat))
    values["auto_created"] = "да" if chat.auto_created else ""
    told = board.joined.get(chat.id)
    values["joined"] = told.count if told else None
    return tuple(values[key] for key in _COLUMNS)
