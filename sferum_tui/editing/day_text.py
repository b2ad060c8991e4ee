"""Dates as people type them: one in its bounds, several in a list «04.11, 05–08.11.2026»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from sferum_tui.rollout.russian import digits, runs
from sferum_tui.rollout.typed_day import DayTextError, parse_day

#: The first day a structure can have been created on: Сферум came to schools in February 2022.
FIRST_DAY = date(2022, 2, 1)
LAST_DAY = date(2099, 12, 31)
_SPAN = re.compile(r"\s*[-–—]\s*")
#: Points and commas as the other keyboard layout gives them: a list of dates has no letters.
_OTHER_LAYOUT = str.maketrans("юЮбБ?", "..,,,")
#: The longest run of days one range may stand for.
LONGEST = 366


def day_fault(text: str, near: date, first: date, last: date, optional: bool = False) -> str:
    """What is wrong with a typed date, in Russian; "" for one from `first` to `last`."""
    if not text.strip():
        return "" if optional else "укажите дату, например 23.11.2026"
    try:
        day = parse_day(text, near)
    except DayTextError as error:
        return str(error)
    if day < first:
        return f"укажите дату не раньше {digits(first)}"
    if day > last:
        return f"укажите дату не позже {digits(last)}"
    return ""


def parse_days(text: str, near: date) -> tuple[date, ...]:
    """Read a list of dates and ranges, sorted, each once. Raises `DayTextError` at the first fault.

    Ranges are «05–08.11.2026» or «30.12.2026–08.01.2027».
    """
    days: set[date] = set()
    meant = text.translate(_OTHER_LAYOUT)
    for part in re.split(r"[,;\s]+", _SPAN.sub("–", meant.strip(" ,;"))):
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
    found = runs(sorted(days), lambda before, after: after - before == timedelta(days=1))
    return ", ".join(span_text(run[0], run[-1]) for run in found)
