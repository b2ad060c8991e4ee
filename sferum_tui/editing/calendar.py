"""The school's own calendar as it is asked: own days, vacations, the other way to count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from sferum_tui.editing.day_text import parse_days, span_text
from sferum_tui.rollout.answers import CalendarChoice, Counting, Vacation
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.calendar import ProductionCalendar
from sferum_tui.rollout.russian import days, digits
from sferum_tui.rollout.typed_day import DayTextError

COUNTINGS: tuple[tuple[Counting, str], ...] = (("calendar", "календарные"), ("working", "рабочие"))
#: Days that a school can write down as its own, at most.
MOST_DAYS = 400


def days_fault(text: str, near: date, others: Iterable[date], where: str) -> str:
    """What is wrong with a list of own days, in Russian; "" if nothing is.

    `others` are the days of the other list, which `where` names: a day stands in one of them.
    """
    try:
        found = parse_days(text, near)
    except DayTextError as error:
        return str(error)
    if len(found) > MOST_DAYS:
        return f"не больше {MOST_DAYS} дней, сейчас {len(found)}"
    both = sorted(set(found).intersection(others))
    return f"{digits(both[0])} уже стоит {where}" if both else ""


def days_note(found: tuple[date, ...]) -> str:
    """«3 дня», "" for none."""
    return days(len(found)) if found else ""


def counted_otherwise(rollout: Rollout, production: ProductionCalendar) -> Rollout:
    """The same answers with days counted the other way."""
    calendar = rollout.answers.calendar
    other: Counting = "working" if calendar.counting == "calendar" else "calendar"
    answers = replace(rollout.answers, calendar=replace(calendar, counting=other))
    return Rollout(answers, rollout.recommendations, production)


def span_of(text: str, near: date) -> tuple[date, date]:
    """The ends of one typed span of days. Raises `DayTextError`."""
    found = parse_days(text, near)
    if not found:
        raise DayTextError("укажите дни, например 26.10–03.11.2026")
    if (found[-1] - found[0]).days + 1 != len(found):
        raise DayTextError("нужен один промежуток, например 26.10–03.11.2026")
    return found[0], found[-1]


def span_fault(text: str, near: date) -> str:
    """What is wrong with a span of days, in Russian; "" if nothing is."""
    try:
        span_of(text, near)
    except DayTextError as error:
        return str(error)
    return ""


def vacation_days(vacation: Vacation) -> str:
    """«26.10–03.11.2026 · 9 дней»."""
    number = (vacation.last - vacation.first).days + 1
    return f"{span_text(vacation.first, vacation.last)} · {days(number)}"


def with_vacation(
    calendar: CalendarChoice, old: Vacation | None, new: Vacation | None
) -> CalendarChoice:
    """The calendar with a vacation put in place of another; None for none."""
    found = [item for item in calendar.vacations if item != old]
    if new and new not in found:
        found.append(new)
    return replace(calendar, vacations=tuple(sorted(found, key=lambda item: item.first)))
