"""A dialog for one entry of a list: Enter takes it, Esc cancels, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar, NamedTuple, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Plain
from sferum_tui.locations import resource
from sferum_tui.screens.form_screen import FormScreen
from sferum_tui.screens.program import SAVE_DRAFT
from sferum_tui.widgets.form import EntryForm
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.form_row import FormRow

Entry = TypeVar("Entry")


#: For a dialog in whose fields Enter goes down.
DONE_BY_F9 = Binding("f9,ctrl+n", "done", "Готово", id="entry.done", tooltip="Принять и закрыть")
#: Lines of a dialog that are no form: its frame, its title, the keys.
_AROUND = 5


class TextsOfQuestion(NamedTuple):
    """Where a question keeps what is typed in a dialog of it: with its draft."""

    offered: Callable[[], dict[str, str]]
    keep: Callable[[Mapping[str, str]], None]


class EntryDialog(FormScreen, ModalScreen[Entry | None]):
    """A dialog for one entry. Enter takes it from every row; Esc cancels.

    What differs from what it opened with is kept at every change, by the ids of the rows, and
    offered when it is opened again: in `texts_of_question` where a question opens it, else in the
    program, for what `typed_for` says.
    """

    CSS_PATH: ClassVar = [resource("styles", "forms.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "cancel",
            "Отмена",
            id="entry.leave",
            tooltip="Закрыть без изменений; набранное вернётся, когда откроете снова",
        ),
        Binding(
            "f9,ctrl+n",
            "done",
            "Готово",
            key_display="Enter",
            id="entry.done",
            tooltip="Принять и закрыть",
        ),
        Binding("f8,ctrl+d", "forget", "Как было", id="entry.forget", tooltip="Забыть набранное"),
        SAVE_DRAFT,
    ]

    def __init__(self, heading: str, *, fresh: bool = False) -> None:
        """`fresh`: the entry is a new one."""
        super().__init__()
        self.heading = heading
        self.fresh = fresh
        self.texts_of_question: TextsOfQuestion | None = None
        self._initial: dict[str, str] = {}

    def rows(self) -> Iterable[FormRow]:
        """The rows, with the values of the entry."""
        return ()

    def result(self) -> Entry:
        """The entry, when no row has a fault."""
        raise NotImplementedError

    #: The rows that a person fills in; while they are empty, a new entry is blank.
    filled: tuple[str, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether this is a new entry into which nothing was put."""
        texts = (self.row(field, FormRow).text for field in self.filled)
        return self.fresh and not "".join(texts).strip()

    def show(self) -> None:
        """Bring notes in line with the values."""

    def compose(self) -> ComposeResult:
        """The box with its title and rows."""
        with Vertical(id="entry-box"):
            yield Plain(self.heading, id="entry-title")
            yield from self.body()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """What is asked: a form."""
        with EntryForm():
            yield from self.rows()

    def on_mount(self) -> None:
        """Put back what was typed before, and the cursor where a person wants to type."""
        self._initial = self.texts()
        self.load(self.offered_texts())
        self.show()
        self.place_cursor()

    def on_resize(self) -> None:
        """A form has the room that the window leaves; in a box of its own height it takes more."""
        for form in self.query(EntryForm):
            form.styles.max_height = max(1, self.size.height - _AROUND)

    def place_cursor(self) -> None:
        """The first field to type into has the cursor."""
        form = self.query_one(EntryForm)
        fields = [row for row in form.rows if isinstance(row, TextRow)]
        for row in (fields or form.rows)[:1]:
            form.focus_row(row)

    def on_form_row_changed(self, event: FormRow.Changed) -> None:
        """Check what was given, and what was wrong: that may hang together."""
        event.stop()
        for row in self.query(FormRow):
            if row is event.row or row.fault:
                row.fault = row.check(row.text)
        self.changed()

    def changed(self) -> None:
        """Something was given: say what follows, and keep it."""
        self.show()
        self.refresh_bindings()
        self.keep_typed()

    def offered_texts(self) -> dict[str, str]:
        """What was typed here and not taken."""
        mine = self.texts_of_question
        return mine.offered() if mine else super().offered_texts()

    def keep_texts(self, texts: Mapping[str, str]) -> None:
        """Offer these when the dialog is opened again."""
        mine = self.texts_of_question
        (mine.keep if mine else super().keep_texts)(texts)

    @property
    def touched(self) -> bool:
        """Whether anything differs from what the dialog would open with."""
        return any(self._initial.get(field) != text for field, text in self.texts().items())

    def typed_texts(self) -> dict[str, str]:
        """What was typed, unless it is what the dialog would open with."""
        return self.texts() if self.touched and not self.blank else {}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was typed can be forgotten."""
        return self.touched if action == "forget" and self.is_mounted else True

    def on_form_finished(self) -> None:
        """Enter."""
        self.action_done()

    def action_done(self) -> None:
        """Take the entry, or go to what is wrong with it."""
        if faulty := self.faulty():
            self.query_one(EntryForm).focus_row(faulty[0])
        else:
            self.take()

    def take(self) -> None:
        """Close with the entry."""
        self.forget_typed()
        self.dismiss(self.result())

    def action_forget(self) -> None:
        """Show again what the dialog would open with."""
        self.load(self._initial)
        for row in self.query(FormRow):
            row.fault = ""
        self.show()
        self.refresh_bindings()
        self.keep_typed()

    def action_cancel(self) -> None:
        """Close; what was typed is offered again."""
        self.keep_typed()
        self.dismiss(None)
