"""The next round: what begins anew and when, and what that changes, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content

from sferum_tui.editing.day_text import FIRST_DAY, LAST_DAY, day_fault
from sferum_tui.editing.guidance_choice import pack_options
from sferum_tui.editing.new_round import (
    created_fault,
    first_day,
    letters_fault,
    letters_text,
    messengers,
    next_messenger,
    read_letters,
)
from sferum_tui.editing.school import OTHER
from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Plain
from sferum_tui.guidance.packs import infos
from sferum_tui.guidance.rules import recommendations_for, rollout_for
from sferum_tui.issues import readable
from sferum_tui.locations import resource
from sferum_tui.plan.renewing import kept_name, kept_path
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.messenger import with_messenger
from sferum_tui.rollout.recommendations import PackInfo
from sferum_tui.rollout.renewal import (
    Renewal,
    Round,
    first_and_senior,
    next_round,
    year_begins,
    year_title,
)
from sferum_tui.rollout.renewal_words import renewal_lines
from sferum_tui.rollout.russian import WEEKDAYS, classes, digits
from sferum_tui.screens.dialogs import SureDialog
from sferum_tui.screens.form_screen import FormScreen
from sferum_tui.screens.plan_screen import PlanScreen
from sferum_tui.text import LONGEST, tidy
from sferum_tui.widgets.form import Form
from sferum_tui.widgets.form_choice import ChoiceRow
from sferum_tui.widgets.form_date import DateRow
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.form_row import FormRow
from sferum_tui.widgets.painted import Line
from sferum_tui.widgets.text_page import LineList, hanging

NEXT, SAME = "next", "same"
_NOTHING = "выберите следующий год или другой мессенджер"


class RenewScreen(FormScreen, PlanScreen[None]):
    """One question with a preview. F9 begins the new plan, Esc leaves everything as it was."""

    CSS_PATH: ClassVar = [resource("styles", "forms.tcss"), resource("styles", "renew.tcss")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (116, "-wide")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+n", "begin", "Начать", id="renew.begin", tooltip="Начать новый план"),
        Binding("escape", "leave", "Не начинать", id="renew.leave", tooltip="Всё как есть"),
        Binding(
            "f6,ctrl+b", "turn", "Что изменится", id="renew.panes",
            tooltip="К списку изменений и обратно",
        ),
    ]  # fmt: skip

    def __init__(self, *, year: bool) -> None:
        """`year`: begin with the next school year, else with another messenger."""
        super().__init__()
        self.typed_for = f"renew {year}"
        self._year = year
        self._packs: Sequence[PackInfo] = ()
        #: The grades whose letters are asked for, "" where there is none.
        self.youngest = self.senior = ""

    def compose(self) -> ComposeResult:
        yield Plain(id="renew-title")
        with Container(id="renew-panes"):
            with Form(id="renew-form"):
                for row in self._rows():
                    row.check = partial(self._fault, row.id or "")
                    yield row
            yield LineList(self._lines, id="renew-changes")
        yield KeyBar()

    def _rows(self) -> Iterator[FormRow]:
        answers, rules = self._answers, self.program.reference.recommendations
        self._packs = infos(self._folder)
        self.youngest, self.senior = first_and_senior(answers)
        begun = year_begins(answers.school.structure_created or self._today)
        known = messengers(answers, rules)
        now = known[0][0]
        chosen = now if self._year else next_messenger(now, [key for key, _ in known])
        yield ChoiceRow(
            "Учебный год",
            [
                (NEXT, f"{year_title(begun + 1)}, классы старше на год"),
                (SAME, f"{year_title(begun)}, классы те же"),
            ],
            NEXT if self._year else SAME,
            id="year",
        )
        yield ChoiceRow("Мессенджер", [*known, (OTHER, "другой")], chosen, id="platform")
        yield TextRow("Его название", id="other", max_length=60)
        yield ChoiceRow("Указания", self._packs_for(chosen), self._pack_for(chosen), id="guidance")
        day = first_day(answers, self._today, year=self._year)
        yield DateRow("Структура создана", digits(day), self._today, id="created")
        for field, label, grade in (
            ("first", f"Новые {self.youngest}-е классы", self.youngest),
            ("senior", f"{self.senior}-е классы", self.senior),
        ):
            yield TextRow(
                label,
                letters_text(answers, grade),
                id=field,
                width="medium",
                note="литеры или сколько их",
                max_length=LONGEST,
            )

    def on_mount(self) -> None:
        """Offer again what was typed before Esc."""
        self.load(self.offered_texts())
        self._show()
        self.query_one(Form).focus_first()

    # What is given -----------------------------------------------------------------------------

    @property
    def _folder(self) -> Path:
        return self.program.store.folder

    @property
    def _answers(self) -> Answers:
        """Those of the plan that ends."""
        return self.program.open_plan.plan.answers

    @property
    def _today(self) -> date:
        return self.program.now().date()

    @property
    def _next_year(self) -> bool:
        return self.text("year") == NEXT

    @property
    def _platform(self) -> str:
        """The messenger that is chosen or typed."""
        chosen = self.text("platform")
        return tidy(self.text("other")) if chosen == OTHER else chosen

    def _packs_for(self, platform: str) -> tuple[tuple[str, str], ...]:
        rules = self.program.reference.recommendations
        return pack_options(platform, self._pack_for(platform), self._packs, rules.year)

    def _pack_for(self, platform: str) -> str:
        """The pack that goes with a messenger; that of the plan with the plan's own."""
        answers = self._answers
        if platform == self.program.rollout.platform:
            return answers.school.guidance
        return with_messenger(answers, platform, self._packs).school.guidance

    def _fault(self, field: str, text: str) -> str:
        """What is wrong with a row that is shown, in Russian; "" if nothing is."""
        row, answers = self.row(field, FormRow), self._answers
        if not row.display:
            return ""
        if field == "year" and not self._next_year:
            return _NOTHING if self._platform == self.program.rollout.platform else ""
        if field == "other":
            return "" if tidy(text) else "напишите, как называется мессенджер"
        if isinstance(row, DateRow):
            fault = day_fault(text, self._today, FIRST_DAY, LAST_DAY)
            return fault or created_fault(answers, row.day)
        grade = {"first": self.youngest, "senior": self.senior}.get(field)
        return letters_fault(answers, grade, text) if grade else ""

    def wanted(self) -> Round:
        """What is asked for. Every row is in order."""
        answers, day = self._answers, self.row("created", DateRow).day or self._today
        grades = (("first", self.youngest), ("senior", self.senior))
        first, senior = (
            read_letters(answers, grade, self.text(field)) if grade else None
            for field, grade in grades
        )
        same = self._platform == self.program.rollout.platform
        return Round(
            created=day,
            year=self._next_year,
            platform="" if same else self._platform,
            guidance=self.text("guidance"),
            planned=day > self._today,
            first=first,
            senior=senior,
        )

    def found(self) -> Renewal:
        """What follows from it."""
        guide = partial(recommendations_for, folder=self._folder)
        curriculum = self.program.reference.curriculum
        return next_round(self._answers, self.wanted(), guide, curriculum, self._packs)

    # Showing -----------------------------------------------------------------------------------

    def on_form_row_changed(self, event: FormRow.Changed) -> None:
        """The messenger brings its pack, the year its first day; the preview follows."""
        event.stop()
        if event.row.id in ("platform", "other"):
            self.row("guidance", ChoiceRow).value = self._pack_for(self._platform)
        if event.row.id == "year":
            day = first_day(self._answers, self._today, year=self._next_year)
            self.row("created", DateRow).load(digits(day))
        self.at_rest(self._show)

    def refresh_board(self, changed: frozenset[str] | None) -> None:
        """Another session has changed the plan that ends."""
        self.at_rest(self._show)

    def _show(self) -> None:
        year, created = self._next_year, self.row("created", DateRow)
        self.row("other", FormRow).display = self.text("platform") == OTHER
        self.row("first", FormRow).display = year and bool(self.youngest)
        self.row("senior", FormRow).display = year and bool(self.senior)
        guidance = self.row("guidance", ChoiceRow)
        guidance.options = self._packs_for(self._platform)
        guidance.display = len(guidance.options) > 1
        self.faulty()
        day = created.day
        created.label = "Создадим структуру" if day and day > self._today else "Структура создана"
        created.note = WEEKDAYS[day.weekday()] if day and not created.fault else ""
        title = "Новый учебный год" if year else "Другой мессенджер"
        self.query_one("#renew-title", Plain).update(
            Content.assemble((f" {title}", "bold"), "  школа та же, чаты создают заново")
        )
        self.query_one("#renew-changes", LineList).show(self._lines)

    def _lines(self, width: int) -> Sequence[Line]:
        """The preview."""
        if not self.is_mounted or self.faulty():
            return [*hanging("Поправьте строку со стрелкой ↑", width, "muted")]
        found = self.found()
        new = rollout_for(found.answers, self._folder)
        lines = [*renewal_lines(self.program.rollout, new, found), *self._old_lines()]
        return [line for text in lines for line in hanging(text, width, "")]

    def _old_lines(self) -> Iterator[str]:
        """Where the old plan will be."""
        name = kept_name(self._answers, self._today, year=self._next_year)
        old = kept_path(self.program.options.plan, name)
        yield f"Прежний план останется рядом, его можно открыть: {readable(old.name)}"
        if self.program.has_draft:
            yield "Незаконченное изменение (F2) останется при прежнем плане"

    # Going on ----------------------------------------------------------------------------------

    def on_form_finished(self) -> None:
        """Enter in the last row: look at what changes."""
        self.query_one(LineList).focus()

    def action_turn(self) -> None:
        """To what changes, and back."""
        form, changes = self.query_one(Form), self.query_one(LineList)
        if changes.has_focus:
            form.focus_first()
        else:
            changes.focus()

    def action_leave(self) -> None:
        """Back; what was given is offered again."""
        self.keep_typed()
        self.dismiss()

    async def action_begin(self) -> None:
        """Write the new plan, or go to what is wrong; ask again where much changes."""
        if faulty := self.faulty():
            self.query_one(Form).focus_row(faulty[0])
            return
        found = self.found()
        if not found.surprising:
            await self._begin(found)
            return
        about = f"уходит {classes(len(found.left))}, приходит {classes(len(found.come))}"
        self.app.push_screen(
            SureDialog("Меняется больше трети классов. Точно начать?", about), self._sure
        )

    async def _sure(self, yes: bool | None) -> None:
        if yes:
            await self._begin(self.found())

    async def _begin(self, found: Renewal) -> None:
        name = kept_name(self._answers, self._today, year=self._next_year)
        if await self.program.begin_round(found.answers, name):
            self.forget_typed()
