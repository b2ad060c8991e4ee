"""The seventh question: the order of the stages, the calendar, the kinds of chat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace
from textual import on

from sferum_tui.editing.asks import Ask, choice_ask, tick_ask
from sferum_tui.editing.calendar import (
    COUNTINGS,
    counted_otherwise,
    days_note,
    vacation_days,
    with_vacation,
)
from sferum_tui.editing.kinds import example_name, made_itself, with_kind
from sferum_tui.editing.order import days_ask, deadline_ask, mode_ask
from sferum_tui.rollout.answers import Mode, Vacation
from sferum_tui.rollout.recommendations import ChatKind
from sferum_tui.rollout.wording import window_text
from sferum_tui.screens.wizard.entries import EntryList, ListsQuestion
from sferum_tui.screens.wizard.order_dialogs import KindDialog, VacationDialog, WindowsRow
from sferum_tui.widgets.form_date import DateRow
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


class OrderQuestion(ListsQuestion):
    """How stages follow one another, how days are counted, which chats there are."""

    hint = "порядок этапов, счёт дней, имена чатов"
    key = "order"

    def asks(self) -> Iterator[Ask]:
        """What the rows ask."""
        yield choice_ask("mode", "Этапы", "order.mode")
        for stage in self.session.rules.stages[1:]:
            yield mode_ask(stage.number)
        yield choice_ask("counting", "Дни в сроках", "calendar.counting")
        yield choice_ask("week", "Учебная неделя", "calendar.week", int)
        yield tick_ask("move_last_day", "Последний день", "calendar.move_last_day")
        yield days_ask("days_off", "Свои выходные", "calendar.working_days", "в рабочих днях")
        for stage in self.session.rules.stages:
            yield deadline_ask(stage.number)
        yield days_ask("working_days", "Свои рабочие дни", "calendar.days_off", "в выходных")

    # Rows --------------------------------------------------------------------------------------

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        asks = self.by_id
        yield self.choice_row(asks["mode"], MODES)
        for stage in self.session.rules.stages[1:]:
            row = self.choice_row(asks[f"stage-{stage.number}"], STAGE_MODES)
            row.note = stage.title
            yield row
        counting = self.choice_row(asks["counting"], COUNTINGS)
        counting.add_class("-gap")
        yield counting
        yield self.choice_row(asks["week"], WEEKS)
        yield self.check_row(asks["move_last_day"], "с выходного на рабочий")
        yield WindowsRow("Сроки", id="windows")
        example = "например, 06.11, 09–11.11.2026"
        days_off = self.text_row(asks["days_off"], placeholder=example)
        days_off.add_class("-gap")
        yield days_off
        yield self.text_row(asks["working_days"], placeholder="например, 14.11.2026")
        yield ListRow("Каникулы", id="vacations", empty="не указаны · Insert добавит")
        for number, stage in enumerate(self.session.rules.stages):
            ask = asks[f"deadline-{stage.number}"]
            deadline = DateRow(ask.label, self.text_of(ask), self.session.created, id=ask.id)
            deadline.set_class(not number, "-gap")
            yield deadline
        kinds = CheckListRow("Виды чатов", id="chats", right=(1,))
        kinds.add_class("-gap")
        yield kinds

    def show(self) -> None:
        """Bring windows, notes and lists in line with the answers."""
        super().show()
        rollout, calendar = self.session.rollout, self.answers.calendar
        other = counted_otherwise(rollout, self.session.reference.production)
        self.row("windows", WindowsRow).show(rollout, other)
        for stage in rollout.recommendations.stages:
            deadline = self.row(f"deadline-{stage.number}", DateRow)
            deadline.note = f"рекомендовано: {window_text(rollout.official(stage))}"
        for field, found in (
            ("days_off", calendar.days_off),
            ("working_days", calendar.working_days),
        ):
            row = self.row(field, TextRow)
            row.fault = self.fault_of(field, row.text)
            row.note = "" if row.fault else days_note(found)
        kinds = self.row("chats", CheckListRow)
        counts = Counter(chat.kind.id for chat in rollout.chats)
        kinds.entries = [
            self._kind_entry(kind, counts[kind.id]) for kind in self.session.rules.kinds
        ]

    def _kind_entry(self, kind: ChatKind, number: int) -> ListEntry:
        choice = self.answers.chats
        wanted = kind.id not in choice.without
        name = example_name(self.session.rollout, kind, choice.names.get(kind.id, ""))
        itself = " · появятся сами" if made_itself(choice, kind) else ""
        return ListEntry(
            (
                f"{kind.id} {kind.title}",
                str(number) if number else "–",
                f"«{name}»{itself}" if wanted else "не создаём",
            ),
            ticked=wanted,
            note=self.begun(f"chats.{kind.id}"),
        )

    # Answers -----------------------------------------------------------------------------------

    def take(self, field: str, row: FormRow) -> None:
        """Check and store one row; a day that leaves one list may now stand in the other."""
        super().take(field, row)
        for other in ("days_off", "working_days"):
            if other != field and f"{self.key}.{other}" in self.session.typed:
                super().take(other, self.row(other, TextRow))

    # Lists -------------------------------------------------------------------------------------

    def lists(self) -> Iterator[EntryList[Vacation, Vacation]]:
        """The vacations."""
        yield EntryList(
            "vacations",
            lambda: self.answers.calendar.vacations,
            lambda item: item.first,
            lambda item: (item.title or "каникулы", vacation_days(item)),
            lambda old: VacationDialog(self.session.rollout, self.session.created, old),
            self._put_vacation,
        )

    def _put_vacation(self, old: Vacation | None, new: Vacation | None) -> Vacation | None:
        self.give(calendar=with_vacation(self.answers.calendar, old, new))
        return new

    @on(ListRow.Asked, "#chats")
    def _asked_kind(self, event: ListRow.Asked) -> None:
        kind, choice = self.session.rules.kinds[event.at], self.answers.chats
        if event.what == "tick":
            unwanted = kind.id not in choice.without
            rest = tuple(it for it in choice.without if it != kind.id)
            without = (*rest, kind.id) if unwanted else rest
            self.give(chats=replace(choice, without=without))
        elif event.what == "edit":
            self.ask(
                KindDialog(self.session.rollout, kind),
                f"chats.{kind.id}",
                lambda new: self.give(chats=with_kind(self.answers.chats, kind, new)),
            )
