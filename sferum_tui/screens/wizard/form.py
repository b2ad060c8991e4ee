"""What the wizard's forms have in common: questions made of rows, and dialogs for one entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from sferum_tui.engine.footer import KeyBar
from sferum_tui.locations import resource
from sferum_tui.rollout.answers import Answers
from sferum_tui.screens.wizard.question import Question
from sferum_tui.text import LONGEST_TITLE, tidy
from sferum_tui.widgets.form import EntryForm, Form
from sferum_tui.widgets.form_row import FormRow

Row = TypeVar("Row", bound=FormRow)
Entry = TypeVar("Entry")

#: What stands beside a list whose dialog for a new entry was cut off.
BEGUN = "есть начатая запись: Insert продолжит её"


def title_fault(text: str, taken: Iterable[str] = ()) -> str:
    """What is wrong with a title that becomes part of a chat's id, in Russian; "" if nothing is."""
    title = tidy(text)
    if not title:
        return "напишите название"
    if "/" in title:
        return "в названии не должно быть знака «/»"
    if len(title) > LONGEST_TITLE:
        return f"не длиннее {LONGEST_TITLE} знаков, сейчас {len(title)}"
    if title.lower() in {other.lower() for other in taken}:
        return "такое название уже есть"
    return ""


class FormQuestion(Question):
    """A question that is a form. Every change is checked and, if valid, stored at once.

    `key` is the question's name among the kept texts; `labels` are the names of its rows by id, for
    the list of what must be put right.
    """

    key: ClassVar[str] = ""
    labels: ClassVar[Mapping[str, str]] = {}

    def rows(self) -> Iterable[FormRow]:
        """The rows, with the values of the answers."""
        raise NotImplementedError

    def fault_of(self, field: str, text: str) -> str:
        """What is wrong with a text typed into a field, in Russian; "" if nothing is.

        Reads the session alone, so that it can be asked without a screen.
        """
        return ""

    def store(self, field: str, row: FormRow) -> Answers:
        """The answers with the valid value of a row."""
        return self.session.answers

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

    def problems(self) -> tuple[str, ...]:
        """Every kept text that is no answer, by the name of its row."""
        found = []
        for field, text in self.typed():
            if fault := self.fault_of(field, text):
                found.append(f"{self.label_of(field)}: {fault}")
        return tuple(found)

    def label_of(self, field: str) -> str:
        """The name of a field in the list of problems."""
        return self.labels.get(field.partition(".")[0], self.title)

    def row(self, field: str, kind: type[Row]) -> Row:
        """The row of a field."""
        return self.query_one(f"#{field}", kind)

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
        self.show()

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
        start = f"{prefix}."
        return {
            name.removeprefix(start): text for name, text in self.typed() if name.startswith(start)
        }

    def draft_fault(self, prefix: str) -> str:
        """What is wrong with an unfinished entry; "" if nothing is."""
        for field, text in self.typed():
            if field.startswith(f"{prefix}.") and (fault := self.fault_of(field, text)):
                return f"«{text}»: {fault}" if text.strip() else fault
        return ""

    def show_new(self, row: FormRow, prefix: str) -> None:
        """Say beside a list that a new entry of it is begun, or what is wrong with it."""
        row.fault = self.draft_fault(f"{prefix}.new")
        row.note = BEGUN if self.drafts(f"{prefix}.new") and not row.fault else ""

    def drop_drafts(self, prefix: str) -> None:
        """Forget the texts of an entry that is finished or gone."""
        for field in self.drafts(prefix):
            self.session.keep_typed(f"{self.key}.{prefix}.{field}", None)

    def ask(self, dialog: EntryDialog[Entry], prefix: str, taken: Callable[[Entry], None]) -> None:
        """Open a dialog for one entry and take what it gives; unfinished texts are kept.

        They are kept while the dialog is open too, so that a dropped connection loses none.
        """
        dialog.drafts = self.drafts(prefix)

        def keep(texts: Mapping[str, str]) -> None:
            for field, text in texts.items():
                self.session.keep_typed(f"{self.key}.{prefix}.{field}", text)

        def closed(result: Entry | None) -> None:
            self.drop_drafts(prefix)
            if result is None:
                keep(dialog.unfinished)
            else:
                taken(result)
            self.show()

        dialog.on_texts = keep
        self.app.push_screen(dialog, closed)


class EntryDialog(ModalScreen[Entry | None]):
    """A dialog for one entry of a list. Enter takes it; Esc takes it too, if it is in order.

    What is not in order stands in `unfinished` after Esc, by the id of its row, and comes back
    through `drafts` when the dialog is opened again. `on_texts` gets all of them at every change.
    """

    CSS_PATH: ClassVar = [resource("styles", "forms.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Назад", id="entry.leave", tooltip="Закрыть, ничего не теряя"),
        Binding("f9,ctrl+n", "done", "Готово", id="entry.done", tooltip="Сохранить и закрыть"),
        Binding(
            "ctrl+s",
            "save_draft",
            "Черновик",
            id="entry.draft",
            tooltip="Сохранить черновик",
            show=False,
        ),
    ]

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.heading = heading
        self.drafts: dict[str, str] = {}
        self.unfinished: dict[str, str] = {}
        self.on_texts: Callable[[Mapping[str, str]], None] = lambda texts: None

    def rows(self) -> Iterable[FormRow]:
        """The rows, with the values of the entry."""
        raise NotImplementedError

    def result(self) -> Entry:
        """The entry, when no row has a fault."""
        raise NotImplementedError

    def fault_of(self, field: str, text: str) -> str:
        """What is wrong with a row, in Russian; "" if nothing is."""
        return ""

    @property
    def blank(self) -> bool:
        """Whether this is a new entry into which nothing was put."""
        return False

    def show(self) -> None:
        """Bring notes in line with the values."""

    def compose(self) -> ComposeResult:
        """The box with its title and rows."""
        with Vertical(id="entry-box"):
            yield Static(Content(self.heading), id="entry-title")
            with EntryForm():
                yield from self.rows()
        yield KeyBar()

    def on_mount(self) -> None:
        """Put back what was left unfinished."""
        for row in self.query(FormRow):
            if row.id in self.drafts:
                row.load(self.drafts[row.id])
                row.fault = self.fault_of(row.id, row.text)
        self.show()
        self.query_one(EntryForm).focus_first()

    def row(self, field: str, kind: type[Row]) -> Row:
        """The row of a field."""
        return self.query_one(f"#{field}", kind)

    def on_form_row_changed(self, event: FormRow.Changed) -> None:
        """Check what was given."""
        event.stop()
        if event.row.id:
            event.row.fault = self.fault_of(event.row.id, event.row.text)
        self.show()
        if not self.blank:
            self.on_texts(self._texts())

    def _texts(self) -> dict[str, str]:
        return {row.id: row.text for row in self.query(FormRow) if row.id and row.reachable}

    def on_form_finished(self) -> None:
        """Enter."""
        self.action_done()

    def _faulty(self) -> list[FormRow]:
        found = []
        for row in self.query(FormRow):
            row.fault = self.fault_of(row.id, row.text) if row.id else ""
            if row.fault:
                found.append(row)
        return found

    def action_done(self) -> None:
        """Take the entry, or go to what is wrong with it."""
        if faulty := self._faulty():
            self.query_one(EntryForm).focus_row(faulty[0])
        else:
            self.dismiss(self.result())

    def action_save_draft(self) -> None:
        """Keep what is typed now and say so."""
        self.on_texts(self._texts())
        self.app.notify("Черновик сохранён")

    def action_leave(self) -> None:
        """One step back; nothing is lost."""
        faulty = self._faulty()
        if not faulty or self.blank:
            self.dismiss(None if faulty else self.result())
            return
        self.unfinished = self._texts()
        self.dismiss(None)
