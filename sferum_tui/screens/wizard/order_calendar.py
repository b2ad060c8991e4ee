"""The school's own calendar: the windows in both counts, own days, vacations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from msgspec.structs import replace

from sferum_tui.editing.day_text import parse_days, span_text
from sferum_tui.rollout.answers import CalendarChoice, Counting, Vacation
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.calendar import ProductionCalendar, Window
from sferum_tui.rollout.russian import day_short, days, digits, form
from sferum_tui.rollout.typed_day import DayTextError
from sferum_tui.rollout.wording import window_text
from sferum_tui.screens.wizard.dialog import EntryDialog
from sferum_tui.text import tidy
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.form_row import FormRow, NoteRow
from sferum_tui.widgets.painted import Parts

COUNTINGS: tuple[tuple[Counting, str], ...] = (
    ("calendar", "календарные"),
    ("working", "рабочие"),
)
#: Days that a school can write down as its own, at most.
MOST_DAYS = 400
#: Cells of a window's text and of a stage's name in the table of windows.
_WINDOW, _STAGE = 19, 8


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


def other_counting(rollout: Rollout, production: ProductionCalendar) -> Rollout:
    """The same answers with days counted the other way."""
    calendar = rollout.answers.calendar
    other: Counting = "working" if calendar.counting == "calendar" else "calendar"
    answers = replace(rollout.answers, calendar=replace(calendar, counting=other))
    return Rollout(answers, rollout.recommendations, production)


class WindowsRow(NoteRow):
    """The windows of all stages, and beside or below them those of the other count."""

    _heads = ("", "")
    _windows: Sequence[tuple[str, Window, Window]] = ()

    def show(self, rollout: Rollout, other: Rollout) -> None:
        """Show what follows from answers, and from the same with days counted the other way."""
        titles = dict(COUNTINGS)
        counting = rollout.answers.calendar.counting
        self._heads = (titles[counting], titles[other.answers.calendar.counting])
        self._windows = [
            (f"{stage.number} этап", rollout.window(stage), other.window(stage))
            for stage in rollout.recommendations.stages
        ]
        self.repaint()

    def value_lines(self) -> list[Parts]:
        """The table; the other count stands below where there is no room beside."""
        beside = self.value_width >= _STAGE + 2 * _WINDOW
        lines: list[Parts] = []
        if beside:
            lines.append(
                [(f"{'':{_STAGE}}{self._heads[0]:{_WINDOW}}если {self._heads[1]}", "note")]
            )
        for stage, window, other in self._windows:
            line = [(f"{stage:{_STAGE}}", "note"), (f"{window_text(window):{_WINDOW}}", "value")]
            lines.append([*line, (window_text(other), "note")] if beside else line)
        lines += [[(text, "note")] for text in self._shifts()]
        if not beside:
            lines.append([(f"Если {self._heads[1]}:", "note")])
            for stage, _, other in self._windows:
                lines.append([(f"{stage:{_STAGE}}{window_text(other)}", "note")])
        return lines

    def _shifts(self) -> Iterator[str]:
        """Where the last day fell on a day off."""
        for stage, window, _ in self._windows:
            if window.shifted:
                day, last = day_short(window.official_last), day_short(window.last)
                yield f"{stage}: {day} — выходной, последний день {last}"


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


class VacationDialog(EntryDialog[Vacation]):
    """Title and days of one vacation. It moves no window; the program only warns."""

    filled = ("title", "days")

    def __init__(self, rollout: Rollout, near: date, old: Vacation | None) -> None:
        super().__init__("Каникулы", fresh=old is None)
        self.rollout = rollout
        self.near = near
        self.old = old

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        title, text = "", ""
        if self.old:
            title, text = self.old.title, span_text(self.old.first, self.old.last)
        yield TextRow("Какие", title, id="title", placeholder="например, осенние", max_length=120)
        check = partial(span_fault, near=self.near)
        example = "например, 26.10–03.11"
        yield TextRow("Дни", text, id="days", placeholder=example, width="medium", check=check)

    def show(self) -> None:
        """Say how long it is and which stages it touches."""
        row = self.row("days", TextRow)
        if span_fault(row.text, self.near):
            row.note = ""
            return
        first, last = span_of(row.text, self.near)
        touched = [
            str(stage.number)
            for stage in self.rollout.recommendations.stages
            if (window := self.rollout.window(stage)).first <= last and first <= window.last
        ]
        row.note = days((last - first).days + 1)
        if touched:
            word = form(len(touched), "этап", "этапы", "этапы")
            row.note += f", в них {word} {', '.join(touched)}: сроки не двигаются"

    def result(self) -> Vacation:
        """The vacation."""
        first, last = span_of(self.text("days"), self.near)
        return Vacation(first, last, tidy(self.text("title")))


def with_vacation(
    calendar: CalendarChoice, old: Vacation | None, new: Vacation | None
) -> CalendarChoice:
    """The calendar with a vacation put in place of another; None for none."""
    found = [item for item in calendar.vacations if item != old]
    if new and new not in found:
        found.append(new)
    return replace(calendar, vacations=tuple(sorted(found, key=lambda item: item.first)))
