"""Who creates the chats: a line for each, the latest first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sferum_tui.rollout.chat_words import person_within
from sferum_tui.rollout.owners import OwnerLine
from sferum_tui.rollout.russian import chats, day_month, digits_short
from sferum_tui.rollout.wording import SIGNS
from sferum_tui.text import fitted
from sferum_tui.widgets.painted import Line, Part
from sferum_tui.widgets.row_list import RowList

#: Cells of the numbers and of the day behind them: « 12 открыто     4 просрочено до 26 ноября».
_OPEN, _LATE, _DAY = 14, 15, 14
#: Cells of the same in a narrow list, « 12 чатов  до 26.11», and from which it is not narrow.
_SHORT, _NARROW = 22, 70
#: The narrowest list that tells of duties beside the names.
_ROOMY = 90


class OwnerList(RowList[OwnerLine]):
    """One line an owner: sign, name, duties where there is room, what is open and until when."""

    #: The local date that tells what is late.
    today = date.min
    #: Whether anybody is late, found or not: else nothing is kept free for how much is.
    late = False

    def same(self, one: OwnerLine, other: OwnerLine) -> bool:
        """Whether two lines are of one owner."""
        return one.owner.title == other.owner.title

    def line(self, row: OwnerLine, place: int, width: int, current: bool) -> Line:
        """An owner."""
        narrow = width < _NARROW
        room = width - (_SHORT if narrow else _OPEN + self._late + _DAY) - 5
        name = room // 2 if width >= _ROOMY and row.owner.name else room
        duties = person_within(row.owner.told, room - name - 1)
        told = fitted(duties, room - name - 1) + " " if name < room else ""
        style = "cursor" if current else ""
        late = "overdue" if row.overdue and not current else style
        return [
            (f"{self._sign(row)} ", late),
            (
                fitted(person_within(row.owner.title, name), name) + " " * (name < room),
                style or "strong",
            ),
            (told, style or "muted"),
            *(self._short if narrow else self._numbers)(row, style, late),
        ]

    @property
    def _late(self) -> int:
        return _LATE if self.late else 0

    def _numbers(self, row: OwnerLine, style: str, late: str) -> list[Part]:
        opened = f"{len(row.open):>3} открыто" if row.open else "всё создано"
        overdue = f"{row.overdue:>3} просрочено" if row.overdue else ""
        day = self._day(row.next_day)
        return [
            (f" {opened:<{_OPEN}}", style),
            (f"{overdue:<{self._late}}", late),
            (f"{day:<{_DAY}}", late if row.overdue else style),
        ]

    def _short(self, row: OwnerLine, style: str, late: str) -> list[Part]:
        """Where there is little room the sign alone tells what is overdue."""
        opened = chats(len(row.open)) if row.open else "создано"
        day = self._day(row.next_day, digits_short)
        return [(f" {opened:>10}  ", style), (f"{day:<9}", late if row.overdue else style)]

    def _day(self, day: date | None, told: Callable[[date], str] = day_month) -> str:
        if day is None:
            return ""
        return "сегодня" if day == self.today else f"до {told(day)}"

    def _sign(self, row: OwnerLine) -> str:
        if row.next_day is None:
            return SIGNS["done"]
        if row.overdue:
            return SIGNS["overdue"]
        return SIGNS["last_day"] if row.next_day == self.today else SIGNS["waiting"]
