"""What stands around the cards: the head, what is next, today's chats, the last changes, hints."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from sferum_tui.rollout.board import DUE, Board
from sferum_tui.rollout.russian import (
    WEEKDAYS_SHORT,
    capital,
    chats,
    day_month,
    digits_short,
    weekday_date,
)
from sferum_tui.rollout.wording import created_text, day_text, next_step
from sferum_tui.text import cut
from sferum_tui.widgets.painted import Line, Painted

#: What a person needs to know of the board, said once.
HINTS = (
    "↑ и ↓ выбирают этап, Enter или его цифра открывает чаты",
    "F4 показывает, что создать сегодня: скопируйте название, создайте, отметьте",
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


class BoardHead(Painted):
    """The school and the time; the day and the total; a notice where there is one."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._board: Board | None = None
        self._now: datetime | None = None
        self._notice = ""

    def show(self, board: Board, notice: str) -> None:
        """Show this board, and something everybody must know before all else."""
        self._board, self._now, self._notice = board, board.now, notice
        self.repaint()

    def tick(self, now: datetime) -> None:
        """Show the time."""
        self._now = now
        self.repaint()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The lines."""
        if self._board is None:
            return ()
        return head(self._board, self._now or self._board.now, self._notice, width, height)


def head(board: Board, now: datetime, notice: str, width: int, height: int) -> list[Line]:
    """Two lines and the notice below; in two rows the notice stands for the second."""
    day = now.date()
    when = weekday_date(day) if width >= 76 else f"{WEEKDAYS_SHORT[day.weekday()]} {day_month(day)}"
    time = f"{when}, {now:%H:%M}"
    school = board.rollout.answers.school.name or "Школа"
    name = cut(f"{school} · {board.rollout.platform}", width - len(time) - 4)
    lines: list[Line] = [
        [(" ", ""), (name.ljust(width - len(time) - 2), "strong"), (time, "")],
        [(f" {_total(board, width - 1)}", "")],
    ]
    if notice:
        lines[height - 1 :] = [[(f" {cut(notice, width - 2)}", "accent")]]
    return lines


def _total(board: Board, width: int) -> str:
    """«Структура создана 23.11 · день 7 · создано 61 из 198 чатов», as much as there is room."""
    day, whole = day_text(board), created_text(board)
    short = whole.partition(", ")[0]
    if board.day < 0 or board.rollout.answers.school.planned:
        ways = [f"{day} · {whole}", f"{day} · {short}", day]
    else:
        created = f"структура создана {digits_short(board.rollout.created)}"
        ways = [f"{created} · {day} · {whole}", f"{day} · {whole}", f"{day} · {short}"]
    return capital(next((way for way in ways if len(way) <= width), cut(ways[-1], width)))


class NextStep(Painted):
    """What to do next."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lead = self._text = ""

    def show(self, board: Board, key: str) -> None:
        """Show the next step and the key that does it, if one does."""
        self._lead = f"Дальше ({key}):" if key else "Дальше:"
        self._text = next_step(board)
        self.repaint()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The text, broken where it has several rows."""
        lines = textwrap.wrap(
            f"{self._lead} {self._text}",
            max(width - 2, len(self._lead) + 2),
            max_lines=height,
            placeholder="…",
            break_on_hyphens=False,
            subsequent_indent=" " * (len(self._lead) + 1),
        )
        first: Line = [(f" {self._lead}", "accent"), (lines[0][len(self._lead) :], "")]
        return [first, *([(f" {line}", "")] for line in lines[1:])]


class TodayList(Painted):
    """The chats that are due, the most pressing first."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._board: Board | None = None

    def show(self, board: Board) -> None:
        """Show this board's chats."""
        self._board = board
        if self.display and self.size:
            self.repaint()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """A title and one line a chat."""
        return today(self._board, width, height) if self._board else ()


def today(board: Board, width: int, height: int) -> list[Line]:
    """What is due, and how many more there are below the last line."""
    due = board.due()
    pressing = any(item.state in DUE for item in board.stages)
    if not due:
        return [[("Сегодня", "strong")], [("создавать нечего", "muted")]]
    title = "Сегодня" if pressing else "Следующие"
    lines: list[Line] = [[(title, "strong"), (f"  {chats(len(due))}", "muted")]]
    room = height - 1
    shown = due if len(due) <= room else due[: room - 1]
    for chat in shown:
        late = board.is_overdue(chat)
        last = digits_short(board.rollout.window_of(chat).last)
        name = cut(chat.name, width - 9).ljust(width - 8)
        sign = ("▲ ", "overdue") if late else ("○ ", "muted")
        lines.append([sign, (name, ""), (f"{last:>5} ", "overdue" if late else "muted")])
    if len(shown) < len(due):
        lines.append([(f"  и ещё {len(due) - len(shown)}", "muted")])
    return lines


class RecentList(Painted):
    """The last changes, the newest first."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._changes: Sequence[Change] = ()
        self._today = date.min

    def show(self, changes: Sequence[Change], day: date) -> None:
        """Show these; those of this day by time alone."""
        self._changes, self._today = changes, day
        self.repaint()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """A title and one line a change."""
        lines: list[Line] = [[("История", "strong")]]
        if not self._changes:
            return [*lines, [("пока ничего не отмечено", "muted")]]
        return [*lines, *(recent(item, self._today, width) for item in self._changes)]


def recent(item: Change, day: date, width: int) -> Line:
    """«14:02 Мария: 8А · родители», «26.11 …» for another day."""
    when = f"{item.at:%H:%M}" if item.at.date() == day else digits_short(item.at.date())
    who = cut(item.who, 12)
    return [
        (f"{when:>5} ", "muted"),
        (f"{who}: ", "muted"),
        (cut(item.what, max(0, width - 9 - len(who))), ""),
    ]


class Hints(Painted):
    """Three hints for the first time a person sees the board."""

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """A title and the hints."""
        lines: list[Line] = [[(" Доска в трёх словах", "strong")]]
        lines += [[(" • ", "accent"), (cut(text, width - 4), "")] for text in HINTS]
        return [*lines, [(" Подсказка уйдёт с первой клавишей.", "muted")]]
