"""The first question: the school, its clock, its messenger, and day 0."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sferum_tui.editing.asks import Ask, text_ask, tick_ask
from sferum_tui.editing.guidance_choice import (
    guidance_options,
    guidance_text,
    with_pack,
    with_platform,
)
from sferum_tui.editing.requisites import LONGEST_SCHOOL
from sferum_tui.editing.school import (
    OTHER,
    created_fault,
    created_text,
    find_zones,
    other_fault,
    other_text,
    platform_key,
    with_created,
    with_zone,
    zone_fault,
    zone_text,
)
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.recommendations import MOST_STAGES
from sferum_tui.rollout.russian import WEEKDAYS, WEEKDAYS_SHORT, days
from sferum_tui.rollout.wording import window_text
from sferum_tui.screens.wizard.form import FormQuestion
from sferum_tui.widgets.form_choice import ChoiceRow
from sferum_tui.widgets.form_date import DateRow
from sferum_tui.widgets.form_field import SearchRow, TextRow
from sferum_tui.widgets.form_row import FormRow, NoteRow


def distance(day: date, today: date) -> str:
    """«сегодня», «завтра», «через 3 дня», «3 дня назад»."""
    gap = (day - today).days
    named = {-1: "вчера", 0: "сегодня", 1: "завтра"}
    return named.get(gap) or (f"через {days(gap)}" if gap > 0 else f"{days(-gap)} назад")


class SchoolQuestion(FormQuestion):
    """Name, time zone, messenger, the date of the structure; the windows show at once."""

    hint = "от дня создания структуры считаются все сроки"
    key = "school"

    def asks(self) -> Iterator[Ask]:
        """What the rows ask."""
        yield text_ask("name", "Название школы", "school.name", LONGEST_SCHOOL)
        yield Ask("timezone", "Часовой пояс", zone_text, with_zone, zone_fault)
        yield Ask("platform", "Мессенджер", platform_key, with_platform)
        yield Ask("guidance", "Указания", guidance_text, with_pack)
        yield Ask("other", "Его название", other_text, with_platform, other_fault)
        yield Ask("created", "Структура создана", created_text, with_created, created_fault)
        yield tick_ask("planned", "", "school.planned")

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        session, asks = self.session, self.by_id
        yield self.text_row(asks["name"], placeholder="например, МБОУ «СОШ № 12»")
        yield SearchRow(
            asks["timezone"].label,
            zone_text(session),
            lambda text: find_zones(session.reference.zones, text),
            id="timezone",
            typed=session.typed.get("school.timezone"),
            width="wide",
        )
        platforms = session.rules.platforms
        yield self.choice_row(
            asks["platform"], [*((name, name) for name in platforms), (OTHER, "другой")]
        )
        yield self.text_row(asks["other"], max_length=60)
        yield self.choice_row(asks["guidance"], guidance_options(session))
        created = asks["created"]
        yield DateRow(created.label, self.text_of(created), session.today, id=created.id)
        yield self.check_row(asks["planned"], "ещё не создана, это плановая дата")
        # Another pack may have more stages, or fewer.
        for number in range(1, MOST_STAGES + 1):
            row = NoteRow(id=f"window-{number}")
            row.set_class(number == 1, "-gap")
            row.display = False
            yield row

    def take(self, field: str, row: FormRow) -> None:
        """Check and store one row; the name of the messenger goes with its choice."""
        if field == "platform" and isinstance(row, ChoiceRow):
            if row.value == OTHER:
                super().take("other", self.row("other", TextRow))
                return
            self.session.keep_typed("school.other", None)
        super().take(field, row)

    def show(self) -> None:
        """What follows: the school's time, the weekday, the four windows."""
        session, school = self.session, self.answers.school
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
        day = created.day
        ahead = school.planned or session.created > session.today
        created.label = "Создадим структуру" if ahead else "Структура создана"
        created.note = (
            f"{WEEKDAYS[day.weekday()]} · {distance(day, session.today)}"
            if day and not created.fault
            else ""
        )
        self._show_windows()

    def _show_windows(self) -> None:
        rollout = self.session.rollout
        stages = {stage.number for stage in rollout.recommendations.stages}
        for number in range(1, MOST_STAGES + 1):
            self.row(f"window-{number}", NoteRow).display = number in stages
        for stage in rollout.recommendations.stages:
            window = rollout.window(stage)
            tail = ""
            if not rollout.applies(stage):
                tail = "нет таких классов"
            elif stage.by_decision and self.answers.primary.decision == "undecided":
                tail = "если решит педсовет"
            elif stage.by_decision and self.answers.primary.decision == "negative":
                tail = "не внедряется"
            row = self.row(f"window-{stage.number}", NoteRow)
            row.label = f"{stage.number} этап {stage.title}"
            row.shown = [[(f"{window_text(window):19}", "value"), (f"  {tail}", "note")]]
