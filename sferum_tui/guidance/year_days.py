"""Days off of one year of Russia, out of the package `holidays`, for a five- and a six-day week.

The package's data follow the yearly decrees on moved days off. It knows only the five-day week; the
six-day one is derived here. With six working days a Saturday is an ordinary day, so a decree that
moves a day off away from a Saturday changes nothing: that Saturday and the weekday it was moved to
both work. A public holiday on a Saturday is off as a holiday, but is not moved, since it met no day
off. Sunday is a day off in both weeks, so whatever was moved away from a Sunday stays moved.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import holidays

SATURDAY, SUNDAY = 5, 6


def _moved(year: int) -> dict[date, date]:
    """Days off that were moved: the weekday they were moved to, and the day they came from."""
    statutory = holidays.country_holidays("RU", years=year, observed=False)
    observed = holidays.country_holidays("RU", years=year)
    moved: dict[date, date] = {}
    # By decree: (month, day, from month, from day[, from year]).
    entries: Any = getattr(observed, "special_public_holidays", {}).get(year, ())
    if entries and isinstance(entries[0], int):  # one transfer stands there by itself
        entries = (entries,)
    for entry in entries:
        to_month, to_day, from_month, from_day, *from_year = entry
        origin = date(from_year[0] if from_year else year, from_month, from_day)
        moved[date(year, to_month, to_day)] = origin
    # By the Labour Code, art. 112: to the next working day after a holiday on a day off.
    for day in sorted(set(observed) - set(statutory)):
        origin = day - timedelta(days=1)
        while not (origin.weekday() >= SATURDAY and origin in statutory):
            origin -= timedelta(days=1)
        moved[day] = origin
    return moved


def year_days(year: int) -> dict[str, list[date]]:
    """What differs from an ordinary week in a year, by the keys of `presets/calendar_ru.toml`."""
    calendar = holidays.country_holidays("RU", years=year)
    moved_from_saturday = {
        day for day, origin in _moved(year).items() if origin.weekday() == SATURDAY
    }
    work = sorted(day for day in calendar.weekend_workdays if day.year == year)
    off = sorted(calendar)
    return {
        "off5": [day for day in off if day.weekday() < SATURDAY],
        "work5": work,
        "off6": [day for day in off if day.weekday() < SUNDAY and day not in moved_from_saturday],
        "work6": [day for day in work if day.weekday() == SUNDAY],
    }
