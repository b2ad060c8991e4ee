"""What to do next, said in Russian: on the board, in lines of a command, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from sferum_tui.rollout.board import Board, Rollout
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.class_words import class_list
from sferum_tui.rollout.pace import by_last_day, pace, per_day, working_days
from sferum_tui.rollout.recommendations import Stage
from sferum_tui.rollout.russian import chats, day_month, days, days_left, form, several, uncapital
from sferum_tui.rollout.stage_board import StageBoard
from sferum_tui.rollout.wording import chats_genitive, class_range


def next_step(board: Board) -> str:
    """One line: what to do next. Beside it `decision_task` stands until it is done."""
    if board.asks_if_created:
        return "структура создана? Тогда отметьте это"
    due = board.due()
    if due:
        if not board.begun:
            return f"создать структуру школы на платформе; потом {_first_task(due)}"
        return _first_task(due) if board.pressing else calm_text(board)
    if board.undecided:
        return decision_task(board)
    return "все чаты созданы. Осталось проверить состав и объявить о них"


def _first_task(due: Sequence[Chat]) -> str:
    """The chats to begin with: those of one kind, by people who are named or by a role."""
    _, group = next(iter(groupby(due, key=lambda chat: (chat.kind.id, chat.owner_name == ""))))
    return _create(list(group))


def _create(group: list[Chat]) -> str:
    kind = group[0].kind
    comes = group[0].auto_created
    if len(group) == 1:
        who = "появится сам, проверьте состав" if comes else f"создаёт {group[0].owner}"
        return f"чат «{group[0].name}», {who}"
    where = _where([chat.class_name for chat in group if chat.class_name])
    holders = {(chat.role, chat.owner_name, chat.class_name, chat.subject) for chat in group}
    who = f"создают {several(group[0].role)}" if len(holders) > 1 else f"создаёт {group[0].role}"
    who = "появятся сами, проверьте состав" if comes else who
    text = f"{uncapital(kind.title)}, {chats(len(group))}: {who}"
    return f"{text} ({where})" if where else text


def _where(names: Sequence[str]) -> str:
    """«5А–5В, 6А и ещё 4»; of classes without letters «9–11 классы»."""
    return class_list(names) if all(map(str.isdigit, names)) else class_range(names)


def calm_text(board: Board) -> str:
    """«срочного нет, можно начать 2-й этап: 161 чат, по 23 в день»; "" where something presses.

    Before the structure exists: «срочного нет, структура ещё не создана».
    """
    due = board.due()
    if board.pressing or not due:
        return ""
    if not board.begun:
        return "срочного нет, структура ещё не создана"
    item = board.stage(due[0].stage)
    verb = "продолжить" if item.counts.ready else "начать"
    text = f"срочного нет, можно {verb} {item.stage.number}-й этап: {chats(len(due))}"
    return _joined(text, pace_text(pace(board, by_last_day(board, due))))


def stage_pace(board: Board, item: StageBoard) -> str:
    """«по 23 в день» for a stage that has days left and open chats, else ""."""
    left = item.remaining is not None and item.remaining > 0 and item.state != "waiting"
    if not left or working_days(board, item.window.last) < 2:
        return ""
    return pace_text(per_day(board, item) or 0)


def pace_text(number: int) -> str:
    """«по 23 в день»; "" for nothing."""
    return f"по {number} в день" if number else ""


def last_day_text(board: Board, last: date) -> str:
    """«до 3 декабря, осталось 3 дня»; the day alone before the structure exists."""
    text = f"до {day_month(last)}"
    return f"{text}, {days_left(board.today, last)}" if board.begun else text


def decision_task(board: Board) -> str:
    """«принять решение на педсовете не позднее 8 декабря»; "" where none is waited for."""
    item = board.undecided
    return decision_text(board.rollout, item.stage, board.today) if item else ""


def decision_text(rollout: Rollout, stage: Stage, today: date) -> str:
    """By when the decision on a stage is to be taken, and whether that day has passed."""
    last = rollout.decision_day(stage)
    text = f"принять решение на педсовете не позднее {day_month(last)}"
    return f"{text}, срок прошёл" if today > last else text


def decision_late(board: Board) -> bool:
    """Whether the day by which the decision was to be taken has passed."""
    item = board.undecided
    return item is not None and board.today > board.rollout.decision_day(item.stage)


def short_status(board: Board) -> str:
    """One line for the login: what is due, in days, and the decision until it is taken."""
    told = "; ".join(part for part in (_short_task(board), decision_task(board)) if part)
    return f"Сферум: {told or 'все чаты созданы'}."


def _short_task(board: Board) -> str:
    """What is due; before the structure exists, that it is to be created."""
    due = board.due()
    if board.asks_if_created:
        return "структура создана? Откройте план и отметьте это"
    if due and not board.begun:
        day = day_month(board.rollout.created)
        return f"{day} создать структуру школы на платформе, потом {chats(len(due))}"
    return (_due_text(board, due) if board.pressing else calm_text(board)) if due else ""


def _due_text(board: Board, due: Sequence[Chat]) -> str:
    """«нужно создать 47 чатов до 3 декабря, осталось 3 дня, по 12 в день»."""
    late = [item for item in board.stages if item.state == "overdue"]
    by_day = by_last_day(board, due)
    come = by_last_day(board, [chat for chat in due if chat.auto_created])
    tempo = pace_text(pace(board, by_day))
    if late:
        stages = ", ".join(f"{item.stage.number}-й" for item in late)
        word = "просрочен {} этап" if len(late) == 1 else "просрочены {} этапы"
        text = f"{_wanted(len(due), sum(come.values()))}; {word.format(stages)}"
        longest = max((board.today - last).days for last in by_day if last < board.today)
        # No pace makes up for days that are gone: it is that of the other chats.
        return _joined(f"{text}, на {days(longest)}", f"остальные {tempo}" if tempo else "")
    first = min(by_day)
    text = f"{_wanted(by_day[first], come.get(first, 0))} до {day_month(first)}"
    rest = len(due) - by_day[first]
    more = f"потом ещё {rest}" if rest else ""
    return _joined(text, days_left(board.today, first), more, tempo if first > board.today else "")


def _wanted(number: int, come: int) -> str:
    """«нужно создать 47 чатов», and how many of them the platform makes by itself."""
    if come == number:
        return f"нужно проверить состав {chats_genitive(number)}"
    by_itself = f" ({come} {form(come, 'появится сам', 'появятся сами')})" if come else ""
    return f"нужно создать {chats(number)}{by_itself}"


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
