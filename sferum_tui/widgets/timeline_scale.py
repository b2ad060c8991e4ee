"""The timeline's geometry: which column of a row stands for which day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct

from sferum_tui.rollout.russian import MONTHS_SHORT

_LAST = date.max.toordinal()
#: A row shows at least so many days.
_LEAST = 7
#: Months that stand alone, not after a day: «май», not «мая».
_MONTHS = [*MONTHS_SHORT[:4], "май", *MONTHS_SHORT[5:]]
#: Columns for the name of a month with its year.
_MONTH_ROOM = 10


class Scale(Struct, frozen=True):
    """Days along a row of `width` cells, from `first` on.

    A day takes `cells` columns; where a term is longer than the row, a column takes `days` days.
    One of the two is 1.
    """

    first: date
    width: int
    cells: int
    days: int

    def column(self, day: date) -> int:
        """The column at which a day begins, the row's edges for days outside it."""
        return max(0, min(self._offset((day - self.first).days), self.width))

    def last_column(self, day: date) -> int:
        """The column after the last one that shows this day."""
        number = (day - self.first).days + 1
        end = self._offset(number) + (number % self.days != 0)
        return max(0, min(end, self.width))

    def middle(self, day: date) -> int:
        """A column of this day, always within the row."""
        return max(0, min(self._offset((day - self.first).days) + self.cells // 2, self.width - 1))

    def has(self, day: date) -> bool:
        """Whether the day lies within the row."""
        return self.first <= day and self._offset((day - self.first).days) < self.width

    def days_shown(self) -> Iterator[date]:
        """Every day of the row."""
        number = self.width * self.days // self.cells
        start = self.first.toordinal()
        for ordinal in range(start, min(start + number, _LAST + 1)):
            yield date.fromordinal(ordinal)

    def _offset(self, number: int) -> int:
        return number * self.cells // self.days


def scale_for(days: Iterable[date], today: date, width: int) -> Scale:
    """A scale that holds all these days, and today too unless it is more than their span away."""
    found = sorted(days) or [today]
    first, last = found[0], found[-1]
    span = max(last - first, timedelta(days=_LEAST - 1))
    if first - today <= span and today - last <= span:
        first, last = min(first, today), max(last, today)
    length = max((last - first).days + 1, _LEAST)
    width = max(width, 1)
    return Scale(first, width, max(width // length, 1), -(-length // width))


def labels(scale: Scale, deadlines: Iterable[date], others: Iterable[date]) -> str:
    """Dates above their columns: «23 нояб. 26     30   3 дек.   8    13».

    Deadlines get their places first, then the others in their order; one date of a month names it.
    Where a column is several days, the months are named instead.
    """
    room = [" "] * scale.width
    if scale.days > 1:
        _name_months(scale, room)
        return "".join(room)
    sure = [day for day in dict.fromkeys(deadlines) if scale.has(day)]
    chosen = list(dict.fromkeys([*sure, *(day for day in others if scale.has(day))]))
    named = _naming(scale, chosen, sure)
    for day in sorted(chosen, key=lambda day: (day not in named, day not in sure)):
        month = f" {MONTHS_SHORT[day.month - 1]}" if day in named else ""
        _put(room, scale.column(day), f"{day.day}{month}")
    return "".join(room)


def _naming(scale: Scale, days: list[date], sure: list[date]) -> set[date]:
    """In each month the first date whose label with the month hides no deadline."""
    months: dict[tuple[int, int], list[date]] = {}
    for day in sorted(days):
        months.setdefault((day.year, day.month), []).append(day)
    return {
        next((day for day in found if not _hides(scale, day, sure)), found[0])
        for found in months.values()
    }


def _hides(scale: Scale, day: date, sure: list[date]) -> bool:
    start = scale.column(day)
    end = start + len(f"{day.day} {MONTHS_SHORT[day.month - 1]}") + 1
    return any(start < scale.column(other) < end for other in sure)


def _name_months(scale: Scale, room: list[str]) -> None:
    """Write the months where they begin, the year where it is another one."""
    year = 0
    for day in _months(scale):
        name = _MONTHS[day.month - 1]
        if day.year == year:
            _put(room, scale.column(day), name)
        elif _put(room, scale.column(day), f"{name} {day.year}"):
            year = day.year


def _put(room: list[str], column: int, text: str) -> bool:
    """Write a text where it and a blank on both sides of it have room; whether they have."""
    end = column + len(text)
    if end > len(room) or "".join(room[max(column - 1, 0) : end + 1]).strip():
        return False
    room[column:end] = text
    return True


def _months(scale: Scale) -> Iterator[date]:
    """The first day of the row, and months that begin in it, far enough apart to be named."""
    yield scale.first
    step = -(-_MONTH_ROOM * scale.days // 31)
    number = scale.first.year * 12 + scale.first.month - 1
    while True:
        number += step
        if number >= (date.max.year + 1) * 12:
            return
        day = date(number // 12, number % 12 + 1, 1)
        if not scale.has(day):
            return
        yield day
