"""What the two questions with a grid have in common: words under it, taking changes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from sferum_tui.editing.session import Session
from sferum_tui.engine.later import after_refresh
from sferum_tui.engine.widgets import Plain
from sferum_tui.rollout.answers import Answers
from sferum_tui.screens.wizard.form import FormQuestion
from sferum_tui.text import cut
from sferum_tui.widgets.grid_base import CellGrid

#: How many changes can be taken back.
MOST_UNDONE = 50

#: Cells of an unfinished text that are shown.
SHOWN = 24

#: Lines under the grid, at most, and a blank one above them.
WORDS = 10

#: Answers and renamed chats before a change.
Snapshot = tuple[Answers, dict[str, str]]


class GridQuestion(FormQuestion):
    """A grid, and under it: what the cursor stands on, the keys, sums, what is left to put right.

    A subclass brings the grid and says those lines; every change goes through `change`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "finish", "Дальше", show=False, id="grid.next", tooltip="Следующий вопрос"
        ),
        Binding(
            "ctrl+z",
            "undo",
            "Отменить",
            id="grid.undo",
            tooltip="Отменить последнее изменение",
            show=False,
        ),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._past: list[Snapshot] = []
        self._base: Snapshot | None = None
        self._refusal = ""
        self._shown: dict[str, Any] = {}

    # What a subclass says ----------------------------------------------------------------------

    def make_grid(self) -> CellGrid:
        """The grid with the answers."""
        raise NotImplementedError

    def load(self) -> None:
        """Bring the grid in line with the answers."""
        raise NotImplementedError

    def about(self) -> str:
        """What the cursor stands on, in words."""
        raise NotImplementedError

    #: The keys that the footer does not show, and fewer of them for a narrow window.
    KEYS: tuple[str, str]

    def keys(self, width: int) -> str:
        """The keys that the footer does not show, in so many cells."""
        long, short = self.KEYS
        return long if len(long) <= width else short

    def sums(self, width: int, height: int) -> Content | None:
        """Sums under the grid, as many lines as there is room for; None: no such line."""
        return None

    #: What to say of a text that was not taken, and the key that goes on with it, by its dialog.
    begun_by: ClassVar[Mapping[str, tuple[str, str]]] = {}

    def left(self) -> str:
        """What must be put right, or was typed in a dialog and not taken; "" for nothing."""
        for fault in self.faults():
            return f"▲ {fault}"
        for field, text in self.typed():
            begun = self.begun_by.get(field.partition(".")[0]) if text.strip() else None
            if begun:
                word, key = begun
                return f"{word}: «{cut(text, SHOWN)}» · {key} продолжит, F8 забудет"
        return ""

    # Lines -------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The grid with its lines."""
        yield self.make_grid()
        with Vertical(id="grid-words"):
            yield Plain(id="grid-about")
            yield Plain(id="grid-left", classes="fault")
            yield Plain(id="grid-sums")
            yield Plain(id="grid-keys", classes="muted")

    @property
    def grid(self) -> CellGrid:
        """The grid."""
        return self.query_one(CellGrid)

    def on_resize(self) -> None:
        """Other words may have room now."""
        self.show()

    def show(self) -> None:
        """Write the lines anew where they differ."""
        width, height = self.size
        if not width:
            return
        self.set_class(self.grid.lines + WORDS > height, "-tight")
        self._write_about()
        # How many rows follow the grid knows once the words around it have their lines.
        after_refresh(self, self._write_about)
        self.query_one("#grid-about").set_class(bool(self._refusal), "fault")
        self._write("grid-left", self.left())
        self._write("grid-sums", self.sums(width, height))
        self._write("grid-keys", self.keys(width - 2))

    def _write_about(self) -> None:
        about = f"▲ {self._refusal}" if self._refusal else self._about(self.size.width)
        self._write("grid-about", about)

    def _about(self, width: int) -> str:
        below = f"▼ ещё {self.grid.below} · " if self.grid.below else ""
        text = f"{below}{self.about()}"
        undo = " · Ctrl+Z отменит" if self._past else ""
        return text + undo if cell_len(text + undo) <= width - 2 else text

    def _write(self, place: str, text: Content | str | None) -> None:
        if place in self._shown and self._shown[place] == text:
            return
        self._shown[place] = text
        self.query_one(f"#{place}", Plain).say(text or "")

    def on_cell_grid_moved(self) -> None:
        """Say what the cursor stands on now."""
        self._refusal = ""
        self.show()
        self.refresh_bindings()

    def on_cell_grid_refused(self, event: CellGrid.Refused) -> None:
        """Say why a key did nothing."""
        self._refusal = event.why
        self.show()

    # Changes -----------------------------------------------------------------------------------

    def change(
        self, edit: Callable[[Answers], Answers], *, amends: bool = False, load: bool = True
    ) -> None:
        """Store a change, so that it can be taken back.

        `amends` puts it in place of the last one. `load` is off for a change that comes from the
        grid: it may have gone on since, and must not be put back to where it was.
        """
        session = self.session
        if amends and self._base:
            self._restore(self._base)
        else:
            self._base = (session.answers, dict(session.renamed))
        base = self._base
        new = edit(session.answers)
        if self._past and self._past[-1] is base:
            self._past.pop()
        if new != base[0]:
            self._past = [*self._past, base][-MOST_UNDONE:]
        session.update(new)
        if load:
            self.load()
        self.show()
        self.refresh_bindings()

    def _restore(self, snapshot: Snapshot) -> None:
        answers, renamed = snapshot
        self.session.renamed = dict(renamed)
        self.session.update(answers)

    def action_undo(self) -> None:
        """Take the last change back."""
        self._base = None
        self._restore(self._past.pop())
        self.load()
        self.show()
        self.refresh_bindings()

    def action_finish(self) -> None:
        """The question is answered."""
        self.post_message(self.Next())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now."""
        return bool(self._past) if action == "undo" else super().check_action(action, parameters)

    def focus_first(self) -> None:
        """Put the cursor into the grid."""
        self.grid.focus()
