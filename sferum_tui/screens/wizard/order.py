"""The seventh question: the order of the stages, the calendar, the kinds of chat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, cast

from msgspec.structs import replace

from sferum_tui.editing.day_text import days_text, parse_days
from sferum_tui.rollout.answers import (
    Answers,
    CalendarChoice,
    ChatChoice,
    Counting,
    Mode,
    Vacation,
)
from sferum_tui.rollout.recommendations import ChatKind
from sferum_tui.screens.wizard.form import FormQuestion
from sferum_tui.screens.wizard.order_calendar import (
    COUNTINGS,
    VacationDialog,
    WindowsRow,
    days_fault,
    days_note,
    other_counting,
    span_fault,
    vacation_days,
    with_vacation,
)
from sferum_tui.screens.wizard.order_chats import (
    KindDialog,
    example_name,
    template_fault,
    with_kind,
)
from sferum_tui.widgets.form_choice import CheckRow, ChoiceRow
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.form_list import CheckListRow, ListEntry, ListRow
from sferum_tui.widgets.form_row import FormRow

MODES: tuple[tuple[Mode, str], ...] = (
    ("sequential", "один за другим"),
    ("simultaneous", "все сразу"),
)
#: What one stage may say: as the plan does, or its own way.
STAGE_MODES = (("", "как все"), ("sequential", "ждёт прежних"), ("simultaneous", "не ждёт"))
WEEKS = (("5", "пятидневная"), ("6", "шестидневная"))


class OrderQuestion(FormQuestion):
    """How stages follow one another, how days are counted, which chats there are."""

    title = "Порядок и календарь"
    hint = "порядок этапов, счёт дней, имена чатов"
    key = "order"
    labels: ClassVar = {
        "days_off": "Свои выходные",
        "working_days": "Свои рабочие дни",
        "vacations": "Каникулы",
        "chats": "Чаты",
    }

    @property
    def calendar(self) -> CalendarChoice:
        """The calendar of the answers."""
        return self.session.answers.calendar

    @property
    def chats(self) -> ChatChoice:
        """What the answers say of kinds of chat."""
        return self.session.answers.chats

    @property
    def kinds(self) -> tuple[ChatKind, ...]:
        """All kinds of chat."""
        return self.session.reference.recommendations.kinds

    # Rows --------------------------------------------------------------------------------------

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        order, calendar = self.session.answers.order, self.calendar
        yield ChoiceRow("Этапы", MODES, order.mode, id="mode")
        for stage in self.session.reference.recommendations.stages[1:]:
            own = order.stages.get(stage.number, "")
            row = ChoiceRow(f"{stage.number} этап", STAGE_MODES, own, id=f"stage-{stage.number}")
            row.note = stage.title
            yield row
        counting = ChoiceRow("Дни в сроках", COUNTINGS, calendar.counting, id="counting")
        counting.add_class("-gap")
        yield counting
        yield ChoiceRow("Учебная неделя", WEEKS, str(calendar.week), id="week")
        yield CheckRow(
            "Последний день", "с выходного на рабочий", calendar.move_last_day, id="move_last_day"
        )
        yield WindowsRow(id="windows")
        days_off = TextRow(
            "Свои выходные",
            self.text_for("days_off", days_text(calendar.days_off)),
            id="days_off",
            placeholder="например, 06.11, 09–11.11.2026",
        )
        days_off.add_class("-gap")
        yield days_off
        yield TextRow(
            "Свои рабочие дни",
            self.text_for("working_days", days_text(calendar.working_days)),
            id="working_days",
            placeholder="например, 14.11.2026",
        )
        yield ListRow("Каникулы", id="vacations", empty="не указаны · Insert добавит")
        kinds = CheckListRow("Виды чатов", id="chats", right=(1,))
        kinds.add_class("-gap")
        yield kinds

    def show(self) -> None:
        """Bring windows, notes and lists in line with the answers."""
        rollout, calendar = self.session.rollout, self.calendar
        other = other_counting(rollout, self.session.reference.production)
        self.row("windows", WindowsRow).show(rollout, other)
        for field, found in (
            ("days_off", calendar.days_off),
            ("working_days", calendar.working_days),
        ):
            row = self.row(field, TextRow)
            row.fault = self.fault_of(field, row.text)
            row.note = "" if row.fault else days_note(found)
        vacations = self.row("vacations", ListRow)
        vacations.entries = [
            ListEntry(
                (item.title or "каникулы", vacation_days(item)),
                fault=self.draft_fault(f"vacations.{item.first}"),
            )
            for item in calendar.vacations
        ]
        self.show_new(vacations, "vacations")
        kinds = self.row("chats", CheckListRow)
        counts = {kind.id: 0 for kind in self.kinds}
        for chat in rollout.chats:
            counts[chat.kind.id] += 1
        kinds.entries = [self._kind_entry(kind, counts[kind.id]) for kind in self.kinds]

    def _kind_entry(self, kind: ChatKind, number: int) -> ListEntry:
        wanted = kind.id not in self.chats.without
        name = example_name(self.session.rollout, kind, self.chats.names.get(kind.id, ""))
        return ListEntry(
            (
                f"{kind.id} {kind.title}",
                str(number) if number else "–",
                f"«{name}»" if wanted else "не создаём",
            ),
            ticked=wanted,
            fault=self.draft_fault(f"chats.{kind.id}"),
        )

    # Answers -----------------------------------------------------------------------------------

    def fault_of(self, field: str, text: str) -> str:
        """What is wrong with a text; texts of dialogs are «list.entry.row»."""
        near, calendar = self.session.created, self.calendar
        if field == "days_off":
            return days_fault(text, near, calendar.working_days, "в рабочих днях")
        if field == "working_days":
            return days_fault(text, near, calendar.days_off, "в выходных")
        listing, _, rest = field.partition(".")
        entry, _, row = rest.rpartition(".")
        if listing == "vacations" and row == "days":
            return span_fault(text, near)
        if listing == "chats" and row == "template":
            kind = next((kind for kind in self.kinds if kind.id == entry), None)
            return template_fault(kind, text) if kind else ""
        return ""

    def take(self, field: str, row: FormRow) -> None:
        """Check and store one row; a day that leaves one list may now stand in the other."""
        super().take(field, row)
        for other in ("days_off", "working_days"):
            if other != field and f"{self.key}.{other}" in self.session.typed:
                super().take(other, self.row(other, TextRow))

    def store(self, field: str, row: FormRow) -> Answers:
        """The answers with the value of a row."""
        answers, near = self.session.answers, self.session.created
        order, calendar = answers.order, answers.calendar
        if field == "mode":
            order = replace(order, mode=cast("Mode", row.text))
        elif field.startswith("stage-"):
            number = int(field.removeprefix("stage-"))
            stages = {key: mode for key, mode in order.stages.items() if key != number}
            if row.text:
                stages[number] = cast("Mode", row.text)
            order = replace(order, stages=dict(sorted(stages.items())))
        elif field == "counting":
            calendar = replace(calendar, counting=cast("Counting", row.text))
        elif field == "week":
            calendar = replace(calendar, week=6 if row.text == "6" else 5)
        elif field == "move_last_day" and isinstance(row, CheckRow):
            calendar = replace(calendar, move_last_day=row.value)
        elif field == "days_off":
            calendar = replace(calendar, days_off=parse_days(row.text, near))
        elif field == "working_days":
            calendar = replace(calendar, working_days=parse_days(row.text, near))
        return replace(answers, order=order, calendar=calendar)

    # Lists -------------------------------------------------------------------------------------

    def on_list_row_asked(self, event: ListRow.Asked) -> None:
        """Change the vacations or the kinds of chat."""
        event.stop()
        if event.row.id == "vacations":
            self._vacations(event)
        else:
            self._kinds(event)
        self.show()

    def _vacations(self, event: ListRow.Asked) -> None:
        known = self.calendar.vacations
        old = known[event.at] if event.what != "add" else None
        name = f"vacations.{old.first if old else 'new'}"
        if event.what == "remove":
            self.drop_drafts(name)
            self._store_calendar(with_vacation(self.calendar, old, None))
            return

        def taken(new: Vacation) -> None:
            self._store_calendar(with_vacation(self.calendar, old, new))
            row = self.row("vacations", ListRow)
            self.show()
            row.at = self.calendar.vacations.index(new)
            row.moved()

        self.ask(VacationDialog(self.session.rollout, self.session.created, old), name, taken)

    def _store_calendar(self, calendar: CalendarChoice) -> None:
        self.session.update(replace(self.session.answers, calendar=calendar))

    def _kinds(self, event: ListRow.Asked) -> None:
        kind, choice = self.kinds[event.at], self.chats
        if event.what == "tick":
            unwanted = kind.id not in choice.without
            rest = tuple(it for it in choice.without if it != kind.id)
            self._store_chats(replace(choice, without=(*rest, kind.id) if unwanted else rest))
        elif event.what == "edit":
            self.ask(
                KindDialog(self.session.rollout, kind),
                f"chats.{kind.id}",
                lambda new: self._store_chats(with_kind(self.chats, kind, new)),
            )

    def _store_chats(self, choice: ChatChoice) -> None:
        self.session.update(replace(self.session.answers, chats=choice))
