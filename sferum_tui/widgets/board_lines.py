"""What stands around the cards: the head, what is next, today's chats, the last changes, hints."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Protocol

from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.russian import (
    WEEKDAYS_SHORT,
    capital,
    chats,
    day_month,
    digits_short,
    weekday_date,
)
from sferum_tui.rollout.tasks import (
    calm_text,
    decision_late,
    decision_task,
    last_day_text,
    next_step,
)
from sferum_tui.rollout.wording import created_text, day_text
from sferum_tui.text import clauses, cut, in_lines
from sferum_tui.widgets.painted import Line

#: What a person needs to know of the board, said once.
HINTS = (
    "↑ ↓ — этап, Enter — его чаты, буквы ищут: «8а род»",
    "F4 — что создать сегодня: скопировать, создать, отметить",
    "Всё сохраняется сразу. F1 — справка, F10 — выход",
)


class Change(Protocol):
    """One entry of the history."""

    @property
    def at(self) -> datetime:
        """When, aware."""

    @property
    def who(self) -> str:
        """By whom."""

    @property
    def what(self) -> str:
        """What was done, in Russian."""


def head(board: Board, now: datetime, notice: str, width: int, height: int) -> list[Line]:
    """Two lines and the notice below; in two rows the notice stands for the second."""
    day = now.date()
    when = weekday_date(day) if width >= 76 else f"{WEEKDAYS_SHORT[day.weekday()]} {day_month(day)}"
    time = f"{when}, {now:%H:%M}"
    school = board.rollout.answers.school.name or "Школа"
    name = cut(f"{school} · {board.rollout.platform}", width - len(time) - 4)
    lines: list[Line] = [
        [(" ", ""), (name.ljust(width - len(time) - 2), "strong"), (time, "")],
        [(f" {_total(board, width - 2)}", "")],
    ]
    if notice:
        told = clauses(notice, width - 2) or cut(notice, width - 2)
        lines[height - 1 :] = [[(f" {told}", "accent")]]
    return lines


def _total(board: Board, width: int) -> str:
    """«Структура создана 23.11 · день 7 · создано 61 из 198 чатов», as much as there is room."""
    day, whole = day_text(board), created_text(board)
    short = whole.partition(", ")[0]
    if not board.begun:
        ways = [f"{day} · {whole}", f"{day} · {short}", day]
    else:
        created = f"структура создана {digits_short(board.rollout.created)}"
        bare = whole.replace(" чатов", "").replace(" чата", "")
        ways = [f"{created} · {day} · {text}" for text in (whole, bare)]
        ways += [f"{day} · {whole}", f"{day} · {short}"]
    return capital(next((way for way in ways if len(way) <= width), cut(ways[-1], width)))


def next_lines(board: Board, keys: tuple[str, str], width: int, height: int) -> list[Line]:
    """What to do next, and under it the decision that is waited for, broken where there are rows.

    `keys` do the one and enter the other; "" where none does.
    """
    step, decision = next_step(board), decision_task(board)
    (key, decide), late = keys, decision_late(board)
    if not decision or decision == step:
        return _told("Дальше", key, step, width, height, late=bool(decision) and late)
    first = _told("Дальше", key, step, width, max(1, height - 1))
    return [*first, *_told("Решение", decide, decision, width, height - len(first), late)]


def _told(
    word: str, key: str, text: str, width: int, height: int, late: bool = False
) -> list[Line]:
    """«Дальше (F9): …» in at most so many rows; what is late in its colour."""
    if height < 1:
        return []
    lead = f"{word} ({key}):" if key else f"{word}:"
    short, aside, _ = text.rpartition(" (")
    if height == 1 and aside and text.endswith(")") and len(f"{lead} {text}") > width - 2:
        # A list that would be cut says less than the sentence without it.
        text = short
    lines = textwrap.wrap(
        f"{lead} {text}",
        max(width - 2, len(lead) + 2),
        max_lines=height,
        placeholder="…",
        break_on_hyphens=False,
        subsequent_indent=" " * (len(lead) + 1),
    )
    style = "overdue" if late else ""
    first: Line = [(f" {lead}", style or "accent"), (lines[0][len(lead) :], style)]
    return [first, *([(f" {line}", style)] for line in lines[1:])]


def today(board: Board, width: int, height: int) -> list[Line]:
    """What is due by last day, and how many more there are below the last line."""
    due = board.due()
    lines: list[Line] = [[("Сегодня", "strong"), (f"  {chats(len(due))}" if due else "", "muted")]]
    calm = calm_text(board) or ("" if due else "создавать нечего")
    lines += [[(line, "muted")] for line in in_lines(calm, width)]
    by_day = groupby(due, key=lambda chat: board.rollout.window_of(chat).last)
    body = [line for last, found in by_day for line in _of_day(board, last, list(found), width)]
    room = height - len(lines)
    if len(body) <= room:
        return [*lines, *(line for line, _ in body)]
    shown = body[: max(0, room - 1)]
    left = len(due) - sum(count for _, count in shown)
    return [*lines, *(line for line, _ in shown), [(f"  и ещё {left}", "muted")]]


def _of_day(
    board: Board, last: date, found: Sequence[Chat], width: int
) -> Iterator[tuple[Line, int]]:
    """A last day and its chats, each with how many chats the line tells of."""
    late = any(board.is_overdue(chat) for chat in found)
    title = cut(last_day_text(board, last), width)
    yield [(title, "overdue" if late else "strong")], 0
    for chat in found:
        sign = ("▲ ", "overdue") if board.is_overdue(chat) else ("○ ", "muted")
        yield [sign, (cut(chat.name, width - 3), "")], 1


def history(changes: Sequence[Change], day: date, width: int, height: int) -> list[Line]:
    """The last changes, the newest first, a line each; those of this day by time alone."""
    lines: list[Line] = [[("История", "strong")]]
    if not changes:
        return [*lines, [("пока ничего не отмечено", "muted")]]
    return [*lines, *(recent(item, day, width) for item in changes)]


def recent(item: Change, day: date, width: int) -> Line:
    """«14:02 Мария: 8А · родители», «26.11 …» for another day."""
    when = f"{item.at:%H:%M}" if item.at.date() == day else digits_short(item.at.date())
    who = cut(item.who, 12)
    return [
        (f"{when:>5} ", "muted"),
        (f"{who}: ", "muted"),
        (cut(item.what, max(0, width - 9 - len(who))), ""),
    ]


def hints(width: int, height: int) -> list[Line]:
    """Three hints for the first time a person sees the board."""
    lines: list[Line] = [[(" Доска в трёх словах", "strong")]]
    lines += [[(" • ", "accent"), (cut(text, width - 4), "")] for text in HINTS]
    return [*lines, [(" Подсказка уйдёт с первой клавишей.", "muted")]]
