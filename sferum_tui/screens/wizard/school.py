"""The first question: the school, its clock, its messenger, and day 0."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from msgspec.structs import replace

from sferum_tui.editing.day_text import parse_day
from sferum_tui.editing.guidance_choice import (
    guidance_options,
    guidance_text,
    with_pack,
    with_platform,
)
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.recommendations import MOST_STAGES
from sferum_tui.rollout.reference import Zone
from sferum_tui.rollout.russian import WEEKDAYS, WEEKDAYS_SHORT, days, digits
from sferum_tui.rollout.wording import window_text
from sferum_tui.screens.wizard.form import FormQuestion
from sferum_tui.text import folded, tidy
from sferum_tui.widgets.form_choice import CheckRow, ChoiceRow
from sferum_tui.widgets.form_date import DateRow, day_fault
from sferum_tui.widgets.form_field import Match, SearchRow, TextRow
from sferum_tui.widgets.form_row import FormRow, NoteRow

#: The first day a structure can have been created on: Сферум came to schools in February 2022.
FIRST_DAY = date(2022, 2, 1)
LAST_DAY = date(2099, 12, 31)
#: Characters of the name of a school: it stands in the head of every paper.
LONGEST_SCHOOL = 120
#: The key of «another messenger» among the choices.
OTHER = "\0"


def find_zones(zones: tuple[Zone, ...], text: str) -> list[Match]:
    """Zones with a place that begins with the text, then those where a later word does.

    Every zone for an empty text.
    """
    wanted = folded(text)
    ranked: list[tuple[int, int, Match]] = []
    for number, zone in enumerate(zones):
        if not wanted:
            ranked.append((0, number, Match(zone.name, zone_title(zone))))
            continue
        best = (3, "")
        for place in (zone.title, *zone.places):
            name = folded(place)
            rank = 0 if name.startswith(wanted) else 1 if f" {wanted}" in name else 2
            rank = rank if wanted in name else 3
            best = min(best, (rank, place), key=lambda it: it[0])
        if best[0] < 3:
            detail = "" if folded(best[1]) == folded(zone.title) else best[1]
            ranked.append((best[0], number, Match(zone.name, zone_title(zone), detail)))
    return [found for _, _, found in sorted(ranked, key=lambda it: it[:2])]


def zone_title(zone: Zone) -> str:
    """«Камчатка · UTC+12»."""
    return f"{zone.title} · UTC{zone.offset:+d}"


def distance(day: date, today: date) -> str:
    """«сегодня», «завтра», «через 3 дня», «3 дня назад»."""
    gap = (day - today).days
    named = {-1: "вчера", 0: "сегодня", 1: "завтра"}
    return named.get(gap) or (f"через {days(gap)}" if gap > 0 else f"{days(-gap)} назад")


class SchoolQuestion(FormQuestion):
    """Name, time zone, messenger, the date of the structure; the windows show at once."""

    title = "Школа"
    hint = "от дня создания структуры считаются все сроки"
    key = "school"
    labels: ClassVar = {
        "name": "Название школы",
        "timezone": "Часовой пояс",
        "other": "Название мессенджера",
        "created": "Структура создана",
    }

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        session, school = self.session, self.session.answers.school
        platforms = session.reference.recommendations.platforms
        platform = school.platform or session.reference.recommendations.platform
        known = platform in platforms and "school.other" not in session.typed
        yield TextRow(
            "Название школы",
            self.text_for("name", school.name),
            id="name",
            placeholder="например, МБОУ «СОШ № 12»",
        )
        yield SearchRow(
            "Часовой пояс",
            self._zone_title(),
            lambda text: find_zones(session.reference.zones, text),
            id="timezone",
            typed=session.typed.get("school.timezone"),
            width="wide",
        )
        yield ChoiceRow(
            "Мессенджер",
            [*((name, name) for name in platforms), (OTHER, "другой")],
            platform if known else OTHER,
            id="platform",
        )
        yield TextRow(
            "Его название",
            self.text_for("other", "" if known else platform),
            id="other",
            max_length=60,
        )
        yield ChoiceRow(
            "Указания", guidance_options(session), guidance_text(session), id="guidance"
        )
        yield DateRow(
            "Структура создана",
            self.text_for("created", digits(session.created)),
            session.today,
            id="created",
        )
        yield CheckRow("", "ещё не создана, это плановая дата", school.planned, id="planned")
        # Another pack may have more stages, or fewer.
        for number in range(1, MOST_STAGES + 1):
            row = NoteRow(id=f"window-{number}")
            row.set_class(number == 1, "-gap")
            row.display = False
            yield row

    def _zone_title(self) -> str:
        name = self.session.answers.school.timezone
        zones = self.session.reference.zones
        return next((zone_title(zone) for zone in zones if zone.name == name), name)

    def fault_of(self, field: str, text: str) -> str:
        """What is wrong with a row."""
        if field == "name" and len(tidy(text)) > LONGEST_SCHOOL:
            return f"не длиннее {LONGEST_SCHOOL} знаков, сейчас {len(tidy(text))}"
        if field == "timezone" and text not in map(zone_title, self.session.reference.zones):
            found = len(find_zones(self.session.reference.zones, text))
            if not found:
                return "такого места нет в списке: попробуйте область или большой город"
            return "" if found == 1 else "выберите место из списка: ↓ и Enter"
        if field == "other" and not tidy(text):
            return "напишите, как называется мессенджер"
        if field == "created":
            return day_fault(text, self.session.today, FIRST_DAY, LAST_DAY)
        return ""

    def take(self, field: str, row: FormRow) -> None:
        """Check and store one row; the name of the messenger goes with its choice."""
        if field == "platform" and isinstance(row, ChoiceRow):
            if row.value == OTHER:
                super().take("other", self.row("other", TextRow))
                return
            self.session.keep_typed("school.other", None)
        super().take(field, row)

    def store(self, field: str, row: FormRow) -> Answers:
        """The answers with the value of a row."""
        answers = self.session.answers
        school = answers.school
        if field == "name":
            school = replace(school, name=tidy(row.text))
        elif field == "timezone" and isinstance(row, SearchRow):
            found = find_zones(self.session.reference.zones, row.text)
            name = row.taken if row.complete else found[0].key
            school = replace(school, timezone=name or school.timezone)
        elif field in ("platform", "other"):
            return with_platform(self.session, row.text)
        elif field == "guidance":
            return with_pack(self.session, row.text)
        elif field == "created":
            school = replace(school, structure_created=parse_day(row.text, self.session.today))
        elif field == "planned" and isinstance(row, CheckRow):
            school = replace(school, planned=row.value)
        return replace(answers, school=school)

    def show(self) -> None:
        """What follows: the school's time, the weekday, the four windows."""
        session, school = self.session, self.session.answers.school
        if session.now:
            now = school_time(session.now, school.timezone)
            weekday = WEEKDAYS_SHORT[now.weekday()]
            self.row("timezone", SearchRow).note = f"сейчас {now:%H:%M}, {weekday}"
        self.row("other", TextRow).display = self.row("platform", ChoiceRow).value == OTHER
        guidance = self.row("guidance", ChoiceRow)
        guidance.options = guidance_options(session)
        guidance.value = guidance_text(session)
        guidance.display = len(guidance.options) > 1
        created = self.row("created", DateRow)
        created.label = "Создадим структуру" if school.planned else "Структура создана"
        day = created.day
        created.note = (
            f"{WEEKDAYS[day.weekday()]} · {distance(day, session.today)}"
            if day and not created.fault
            else ""
        )
        created.repaint()
        self._show_windows()

    def _show_windows(self) -> None:
        rollout = self.session.rollout
        present = {item.stage for item in rollout.classes}
        stages = {stage.number for stage in rollout.recommendations.stages}
        for number in range(1, MOST_STAGES + 1):
            self.row(f"window-{number}", NoteRow).display = number in stages
        for stage in rollout.recommendations.stages:
            window = rollout.window(stage)
            tail = ""
            if stage.grades and stage.number not in present:
                tail = "нет таких классов"
            elif stage.by_decision and self.session.answers.primary.decision == "undecided":
                tail = "если решит педсовет"
            elif stage.by_decision and self.session.answers.primary.decision == "negative":
                tail = "не внедряется"
            row = self.row(f"window-{stage.number}", NoteRow)
            row.label = f"{stage.number} этап {stage.title}"
            row.shown = [[(f"{window_text(window):19}", "value"), (f"  {tail}", "note")]]
