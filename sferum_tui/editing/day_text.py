"""Dates as people type them: «23.11.2026», «23.11», «04.11, 05–08.11.2026»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from sferum_tui.rollout.calendar import YEARS
from sferum_tui.rollout.russian import digits

_DAY = re.compile(r"(\d{1,2})[.,/ ](\d{1,2})(?:[.,/ ](\d{4}|\d{2}))?\.?")
_SOLID = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?")
_SPAN = re.compile(r"\s*[-–—]\s*")
#: The longest run of days one range may stand for.
LONGEST = 366


class DayTextError(ValueError):
    """A text is no date; the message says why, in Russian."""


def parse_day(text: str, near: date) -> date:
    """Read one date; without a year the one nearest to `near`. Raises `DayTextError`."""
    trimmed = text.strip()
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
    nearest = min(days, key=lambda it: abs(it - near))
    if nearest.year not in YEARS:
        raise DayTextError(f"год бывает от {YEARS[0]} до {YEARS[-1]}")
    return nearest


def parse_days(text: str, near: date) -> tuple[date, ...]:
    """Read a list of dates and ranges, sorted, each once. Raises `DayTextError` at the first fault.

    Ranges are «05–08.11.2026» or «30.12.2026–08.01.2027».
    """
    days: set[date] = set()
    for part in re.split(r"[,;\s]+", _SPAN.sub("–", text.strip(" ,;"))):
        if part:
            days.update(_span(part, near))
    return tuple(sorted(days))


def _span(text: str, near: date) -> Iterable[date]:
    ends = text.split("–")
    if len(ends) == 1:
        return (parse_day(text, near),)
    if len(ends) != 2:
        raise DayTextError(f"«{text[:40]}» не похоже на даты: нужно, например, 05–08.11.2026")
    last = parse_day(ends[1], near)
    if re.fullmatch(r"\d{1,2}\.?", ends[0]):
        try:
            first = last.replace(day=int(ends[0].rstrip(".")))
        except ValueError:
            raise DayTextError(f"в этом месяце нет {ends[0]}-го числа") from None
    else:
        first = parse_day(ends[0], last)
    if first > last:
        raise DayTextError(f"{digits(first)} позже, чем {digits(last)}")
    if (last - first).days >= LONGEST:
        raise DayTextError("промежуток длиннее года")
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def span_text(first: date, last: date) -> str:
    """«04.11.2026», «05–08.11.2026», «30.12.2026–08.01.2027»: as `parse_days` reads it."""
    if first == last:
        return digits(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day:02}–{digits(last)}"
    return f"{digits(first)}–{digits(last)}"


def days_text(days: Iterable[date]) -> str:
    """Dates in short, runs as ranges: «04.11.2026, 05–08.11.2026»."""
    runs: list[list[date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(span_text(run[0], run[-1]) for run in runs)
