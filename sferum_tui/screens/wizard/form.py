"""What the wizard's forms have in common: questions made of rows, and dialogs for one entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from sferum_tui.editing.asks import YES, Ask
from sferum_tui.rollout.answers import Answers
from sferum_tui.screens.form_screen import HasRows
from sferum_tui.screens.wizard.dialog import Entry, EntryDialog, TextsOfQuestion
from sferum_tui.screens.wizard.question import Question
from sferum_tui.widgets.form import Form
from sferum_tui.widgets.form_choice import CheckRow, ChoiceRow
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.form_row import FormRow


def named(label: str, fault: str) -> str:
    """«Дата: нет такого дня»; a fault that begins with the name of its row says it once."""
    if fault.startswith(label.lower()) and not fault[len(label) :][:1].isalpha():
        return fault[:1].upper() + fault[1:]
    return f"{label}: {fault}"


class FormQuestion(HasRows, Question):
    """A question that is a form. Every change is checked and, if valid, stored at once.

    What its rows ask, take and refuse stands in `asks`; what is typed and no answer is kept by the
    question's `key`.
    """

    def rows(self) -> Iterable[FormRow]:
        """The rows, with the values of the answers."""
        return ()

    def asks(self) -> Iterable[Ask]:
        """What the rows ask."""
        return ()

    @cached_property
    def by_id(self) -> dict[str, Ask]:
        """What the rows ask, by the id of the row."""
        return {ask.id: ask for ask in self.asks()}

    def fault_of(self, field: str, text: str) -> str:
        """What is wrong with a text typed into a field, in Russian; "" if nothing is.

        Reads the session alone, so that it can be asked without a screen.
        """
        ask = self.by_id.get(field)
        return ask.check(self.session, text) if ask else ""

    def store(self, field: str, row: FormRow) -> Answers:
        """The answers with the valid value of a row."""
        ask = self.by_id.get(field)
        return ask.put(self.session, row.text) if ask else self.session.answers

    def text_row(self, ask: Ask, **looks: Any) -> TextRow:
        """A field to type an answer into."""
        return TextRow(ask.label, self.text_of(ask), id=ask.id, **looks)

    def choice_row(self, ask: Ask, options: Sequence[tuple[str, str]]) -> ChoiceRow:
        """A few values to choose an answer from."""
        return ChoiceRow(ask.label, options, self.text_of(ask), id=ask.id)

    def check_row(self, ask: Ask, title: str) -> CheckRow:
        """An answer to tick."""
        return CheckRow(ask.label, title, self.text_of(ask) == YES, id=ask.id)

    def text_of(self, ask: Ask) -> str:
        """What stands in a row: what was typed and is no answer yet, else the answer."""
        return self.text_for(ask.id, ask.get(self.session))

    def show(self) -> None:
        """Bring notes, faults and rows that come and go in line with the answers."""

    def compose(self) -> ComposeResult:
        """The form."""
        with Form():
            yield from self.rows()

    def on_mount(self) -> None:
        """Show the faults of texts that were kept."""
        for field, text in self.typed():
            for row in self.query(FormRow):
                if row.id == field:
                    row.fault = self.fault_of(field, text)
        self.show()

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f8,ctrl+d",
            "forget",
            "Забыть начатое",
            id="form.forget",
            tooltip="Забыть то, что набрано в окнах и не принято",
        ),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was begun can be forgotten."""
        return any("." in field for field, _ in self.typed()) if action == "forget" else True

    def action_forget(self) -> None:
        """Drop what was typed in dialogs and not taken."""
        for field, _ in self.typed():
            if "." in field:
                self.session.keep_typed(f"{self.key}.{field}", None)
        self.show()
        self.refresh_bindings()

    def typed(self) -> list[tuple[str, str]]:
        """Kept texts of this question: the field and what stands in it."""
        prefix = f"{self.key}."
        return [
            (name.removeprefix(prefix), text)
            for name, text in self.session.typed.items()
            if name.startswith(prefix)
        ]

    def text_for(self, field: str, text: str) -> str:
        """The kept text of a field, else the given one."""
        return self.session.typed.get(f"{self.key}.{field}", text)

    def faults(self) -> tuple[str, ...]:
        """Every text that is no answer, by the name of its row, in the order of the rows.

        What was typed in a dialog and not taken is only offered again: it is in nobody's way.
        """
        asked = [*self.by_id]
        kept = sorted(self.typed(), key=lambda it: asked.index(it[0]) if it[0] in asked else -1)
        return tuple(
            named(self.label_of(field), fault)
            for field, text in kept
            if "." not in field and (fault := self.fault_of(field, text))
        )

    def label_of(self, field: str) -> str:
        """The name of a field in the list of faults."""
        ask = self.by_id.get(field)
        return ask.label or self.title if ask else self.title

    def on_form_row_changed(self, event: FormRow.Changed) -> None:
        """Check what was given; keep it as text or store it as an answer."""
        event.stop()
        if event.row.id:
            self.take(event.row.id, event.row)

    def take(self, field: str, row: FormRow) -> None:
        """Check and store one row."""
        fault = self.fault_of(field, row.text)
        row.fault = fault
        self.session.keep_typed(f"{self.key}.{field}", row.text if fault else None)
        if not fault:
            self.session.update(self.store(field, row))
        self.at_rest(self.show)

    def on_form_finished(self) -> None:
        """Enter in the last row: the question is answered."""
        self.post_message(self.Next())

    def focus_first(self) -> None:
        """Put the cursor into the first row that has a fault, else into the first one."""
        form = self.query_one(Form)
        faulty = [row for row in form.rows if row.fault]
        for row in (faulty or form.rows)[:1]:
            form.focus_row(row)

    def drafts(self, prefix: str) -> dict[str, str]:
        """Kept texts of an unfinished entry by the id of its row."""
        found = {}
        for name, text in self.typed():
            # The name of an entry may have points of its own.
            entry, _, field = name.rpartition(".")
            if entry == prefix:
                found[field] = text
        return found

    def keep_drafts(self, prefix: str, texts: Mapping[str, str]) -> None:
        """Keep these texts of an unfinished entry; {}: it is finished or gone."""
        for field in {**self.drafts(prefix), **texts}:
            self.session.keep_typed(f"{self.key}.{prefix}.{field}", texts.get(field))

    def ask(self, dialog: EntryDialog[Entry], prefix: str, taken: Callable[[Entry], None]) -> None:
        """Open a dialog for one entry and take what it gives; unfinished texts are kept.

        They are kept while the dialog is open too, so that a dropped connection loses none.
        """
        dialog.texts_of_question = TextsOfQuestion(
            partial(self.drafts, prefix), partial(self.keep_drafts, prefix)
        )

        def closed(result: Entry | None) -> None:
            if result is not None:
                taken(result)
            self.show()
            self.refresh_bindings()

        self.app.push_screen(dialog, closed)
