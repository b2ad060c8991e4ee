"""A date as people type it: «23.11.2026», «23.11»; in a table of theirs «23 ноября 2026 г.» too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from sferum_tui.rollout.calendar import YEARS
from sferum_tui.rollout.russian import MONTHS, WEEKDAYS, WEEKDAYS_SHORT

_DAY = re.compile(r"(\d{1,2})[.,/ ](\d{1,2})(?:[.,/ ](\d{4}|\d{2}))?\.?")
_SOLID = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
#: What says nothing more of a day: the hour, «пн,», «г.».
_TIME = re.compile(r"[ t,]+\d{1,2}:\d{2}(?::\d{2})?$")
_WEEKDAY = re.compile(rf"^(?:{'|'.join((*WEEKDAYS, *WEEKDAYS_SHORT))})[.,]?\s+")
_YEAR = re.compile(r"\s*г(?:\.|ода?)?$")
_WORD = re.compile(r"(\d{1,2})[\s.-]*([а-я]{3,8})[\s.-]*(\d{4}|\d{2})?")


class DayTextError(ValueError):
    """A text is no date; the message says why, in Russian."""


def parse_day(text: str, near: date) -> date:
    """Read one date; without a year the one nearest to `near`. Raises `DayTextError`."""
    day = _nearest(text.strip(), near)
    if day.year not in YEARS:
        raise DayTextError(f"год бывает от {YEARS[0]} до {YEARS[-1]}")
    return day


def _nearest(trimmed: str, near: date) -> date:
    found = _DAY.fullmatch(trimmed) or _SOLID.fullmatch(trimmed)
    if not found:
        raise DayTextError("нужна дата вида 23.11.2026 или 23.11")
    day, month = int(found[1]), int(found[2])
    if found[3]:
        year = int(found[3])
        years: Iterable[int] = (year if year > 99 else 2000 + year,)
    else:
        years = range(near.year - 1, near.year + 2)
    days = []
    for year in years:
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    if not days:
        raise DayTextError(f"в календаре нет дня {trimmed}")
    return min(days, key=lambda it: abs(it - near))


def day_of_cell(text: str, near: date) -> date:
    """Read a date as a person writes it into a table, of any year. Raises `DayTextError`."""
    trimmed = _YEAR.sub("", _WEEKDAY.sub("", _TIME.sub("", text.strip().lower())))
    if found := _ISO.fullmatch(trimmed):
        trimmed = f"{found[3]}.{found[2]}.{found[1]}"
    elif found := _WORD.fullmatch(trimmed):
        trimmed = f"{found[1]}.{_month(found[2])}" + (f".{found[3]}" if found[3] else "")
    return _nearest(re.sub("[-–—]", ".", trimmed), near)


def _month(word: str) -> int:
    """Which month «дек», «декабрь» or «декабря» is; 0 for any other word."""
    for number, month in enumerate(MONTHS, 1):
        whole = len(word) <= len(month) and word[:-1] == month[:-1]
        if whole or month.startswith(word):
            return number
    return 0
