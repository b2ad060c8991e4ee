"""Write presets/calendar_ru.toml: the days off of Russia for a five- and a six-day week.

    python scripts/make_calendar.py

The days come from the package ``holidays``, whose data follow the yearly decrees on moved days
off. It knows only the five-day week; the six-day one is derived here.

The six-day rule. With six working days a Saturday is an ordinary day, so a decree that moves a day
off away from a Saturday changes nothing: that Saturday and the weekday it was moved to both work.
A public holiday on a Saturday is off as a holiday, but is not moved, since it met no day off.
Sunday is a day off in both weeks, so whatever was moved away from a Sunday stays moved.
Checked by hand against the decrees (moved from → to):

    2024  Sat 06.01 → 10.05, Sat 27.04 → 29.04, Sat 02.11 → 30.04, Sat 28.12 → 30.12: all four
          weekdays work, as do 27.04, 02.11 and 28.12; 06.01 is a holiday and stays off.
          Sun 07.01 → 31.12: 31.12 is off in both weeks.
    2025  Sat 04.01 → 02.05, Sat 08.03 → 13.06, Sat 01.11 → 03.11: 02.05, 13.06, 03.11 and 01.11
          work; 04.01 and 08.03 are holidays. Sun 05.01 → 31.12 and Sun 23.02 → 08.05: off.
    2026  Sat 03.01 → 09.01 and, by the Labour Code, Sat 09.05 → 11.05: 09.01 and 11.05 work.
          Sun 04.01 → 31.12 and Sun 08.03 → 09.03: off.
    2027  Sat 02.01 → 05.11, Sat 20.02 → 22.02, and by the Code Sat 01.05 → 03.05, Sat 12.06 →
          14.06: 05.11, 22.02, 20.02, 03.05 and 14.06 work. Sun 03.01 → 31.12 and Sun 09.05 →
          10.05: off.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import holidays

YEARS = range(2022, 2028)
TARGET = Path(__file__).resolve().parent.parent / "presets" / "calendar_ru.toml"
SATURDAY, SUNDAY = 5, 6
HEAD = """\
# Выходные и рабочие дни России. Файл пишет scripts/make_calendar.py, руками не правьте.
# off5, work5 — пятидневная неделя: будни, которые не работают; субботы и воскресенья, которые
# работают. off6, work6 — то же для шестидневной: понедельник – суббота; воскресенья.

schema = 1
"""


def _moved(year: int) -> dict[date, date]:
    """Days off that were moved: the weekday they were moved to, and the day they came from."""
    statutory = holidays.country_holidays("RU", years=year, observed=False)
    observed = holidays.country_holidays("RU", years=year)
    moved: dict[date, date] = {}
    # By decree: (month, day, from month, from day[, from year]).
    entries: Any = getattr(observed, "special_public_holidays", {}).get(year, ())
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
    """What differs from an ordinary week in ``year``, by the keys of the calendar file."""
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


def _array(days: list[date]) -> str:
    """A TOML array of dates, six to a line."""
    if not days:
        return "[]"
    rows = [days[start : start + 6] for start in range(0, len(days), 6)]
    return "[\n" + "".join(f"  {', '.join(map(str, row))},\n" for row in rows) + "]"


def render() -> str:
    """The whole calendar file."""
    parts = [HEAD]
    for year in YEARS:
        lines = [f"{key} = {_array(days)}\n" for key, days in year_days(year).items()]
        parts.append(f"\n[{year}]\n" + "".join(lines))
    return "".join(parts)


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
