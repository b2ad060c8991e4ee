"""Counting days as a school counts them: days off, windows, the last-day shift, «now».

All dates are local dates of the school. The production calendar comes in from outside as a
function of the year and the week; the school's own days off and working days go over it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from sferum_tui.rollout.answers import CalendarChoice, Counting
from sferum_tui.rollout.recommendations import Stage

ONE_DAY = timedelta(days=1)
#: Years that an answer may lie in: no school plans for others, and no calendar knows them.
YEARS = range(1990, 2200)
#: The last date with which windows are still counted; later ones stop at it.
LAST_DATE = date(9999, 12, 31)


class YearDays(Struct, frozen=True):
    """One year of the production calendar for one length of the week.

    `off` are days off among the days the week works, `work` working days among its weekend;
    `decreed` is False for a year whose transfers the government has not decreed yet.
    """

    off: frozenset[date]
    work: frozenset[date]
    decreed: bool


ProductionCalendar = Callable[[int, int], YearDays]


class Window(Struct, frozen=True):
    """A window of local dates, both ends included. `official_last` is the unshifted last day."""

    first: date
    last: date
    official_last: date

    @property
    def shifted(self) -> bool:
        """Whether the last day was moved off a day off."""
        return self.last != self.official_last


class SchoolCalendar:
    """The calendar one school works by: its week, the production calendar, its own days."""

    def __init__(self, choice: CalendarChoice, production: ProductionCalendar) -> None:
        self.choice = choice
        self._production = production
        self._own_off = frozenset(choice.days_off)
        self._own_work = frozenset(choice.working_days)
        self._years: dict[int, YearDays] = {}

    def _year(self, year: int) -> YearDays:
        if year not in self._years:
            self._years[year] = self._production(year, self.choice.week)
        return self._years[year]

    def is_day_off(self, day: date) -> bool:
        """Whether the school rests on this day. Its own days go over the production calendar."""
        if day in self._own_work:
            return False
        if day in self._own_off:
            return True
        year = self._year(day.year)
        if day.weekday() >= self.choice.week:
            return day not in year.work
        return day in year.off

    def is_decreed(self, year: int) -> bool:
        """Whether the transfers of days off of this year are known."""
        return self._year(year).decreed

    def working_day_from(self, day: date) -> date:
        """This day if the school works on it, else the next one on which it does."""
        while self.is_day_off(day) and day < LAST_DATE:
            day += ONE_DAY
        return day

    def working_day_until(self, day: date) -> date:
        """This day if the school works on it, else the last one before on which it does."""
        while self.is_day_off(day) and day > date.min:
            day -= ONE_DAY
        return day

    def add(self, event: date, days: int, counting: Counting | None = None) -> date:
        """The date `days` days after the event, which is day 0 (ГК РФ ст. 191)."""
        if (counting or self.choice.counting) == "calendar":
            return event + min(timedelta(days=days), LAST_DATE - event)
        day, left = event, days
        while left and day < LAST_DATE:
            day += ONE_DAY
            left -= not self.is_day_off(day)
        return day

    def window(self, event: date, stage: Stage, counting: Counting | None = None) -> Window:
        """The window of a stage counted from an event, its last day shifted if so chosen.

        Dates set for the stage go before days counted, but not for an event after the first one:
        that is a class opened later, or a late decision.
        """
        if stage.dates and event <= stage.dates[0]:
            return self.between(*stage.dates)
        first = self.add(event, stage.first_day, counting)
        return self.between(first, self.add(event, stage.last_day, counting))

    def between(self, first: date, official: date) -> Window:
        """The window between two dates, its last day shifted if so chosen."""
        last = self.working_day_from(official) if self.choice.move_last_day else official
        return Window(first, last, official)

    def long_rest(self, first: date, last: date, at_least: int = 4) -> tuple[date, date] | None:
        """The first run of at least so many days off that touches these days, or None."""
        day = first
        while day <= last:
            if not self.is_day_off(day):
                day += ONE_DAY
                continue
            start, end = day, day
            while start > date.min and self.is_day_off(start - ONE_DAY):
                start -= ONE_DAY
            while end < LAST_DATE and self.is_day_off(end + ONE_DAY):
                end += ONE_DAY
            if (end - start).days + 1 >= at_least:
                return start, end
            if end == LAST_DATE:
                return None
            day = end + ONE_DAY
        return None


def each_day(first: date, last: date) -> Iterator[date]:
    """Every date from the first to the last."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def school_time(moment: datetime, zone: str) -> datetime:
    """A moment as the school's clocks show it; a naive one is school time already."""
    place = ZoneInfo(zone)
    return moment.replace(tzinfo=place) if moment.tzinfo is None else moment.astimezone(place)


def seconds_left(now: datetime, last: date) -> int:
    """Seconds from now (school time) to 24:00 of the last day; negative when it is over.

    A second that has begun counts: until it is over, the day is not.
    """
    if last == LAST_DATE:
        return int((datetime.combine(last, time.max, now.tzinfo) - now).total_seconds())
    end = datetime.combine(last + ONE_DAY, time.min, now.tzinfo)
    return -int((now - end) // timedelta(seconds=1))
