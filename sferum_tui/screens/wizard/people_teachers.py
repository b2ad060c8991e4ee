"""Names of those who teach, in a table of classes and subjects: typed or pasted, all optional."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from sferum_tui.editing.session import Session
from sferum_tui.editing.teachers import Cell, columns_of, names_in, taught_cells
from sferum_tui.engine.later import after_refresh
from sferum_tui.engine.widgets import Plain
from sferum_tui.screens.wizard.dialog import DONE_BY_F9, EntryDialog
from sferum_tui.text import LONGEST
from sferum_tui.widgets.name_grid import NameGrid

#: The field of the dialog, as drafts know it.
NAMES = "names"


class TeachersDialog(EntryDialog[Mapping[Cell, str]]):
    """A name for each class and subject; what it gives are the cells that differ."""

    BINDINGS: ClassVar[list[BindingType]] = [DONE_BY_F9]

    def __init__(self, session: Session, column: int = 0) -> None:
        super().__init__("Кто ведёт классы и предметы")
        rollout = session.rollout
        self._rows = tuple(item.name for item in rollout.classes)
        self._columns = columns_of(rollout)
        self._curriculum = session.reference.curriculum
        self._open = taught_cells(rollout)
        self._known = names_in(session.answers, self._open)
        self._first = column
        self._refusal = ""

    def body(self) -> ComposeResult:
        """The table, and what stands under its cursor."""
        yield NameGrid(self._rows, self._columns, self._known, self._open, self._pasted, LONGEST)
        yield Plain(id="names-about")

    def _pasted(self, text: str, at: tuple[int, int]) -> Mapping[Cell, str]:
        """The cells that a pasted block fills."""
        # Reading tables takes its time to load, and few paste.
        from sferum_tui.editing.pasted_names import pasted
        from sferum_tui.rollout.imports.subject_names import SubjectNames

        return pasted(text, at, self._rows, self._columns, SubjectNames(self._curriculum))

    @property
    def grid(self) -> NameGrid:
        """The table."""
        return self.query_one(NameGrid)

    def on_mount(self) -> None:
        """A table takes the whole window."""
        self.add_class("-whole")

    def on_resize(self) -> None:
        """Other classes are in view."""
        after_refresh(self, self.show)

    def place_cursor(self) -> None:
        """The table has the cursor, in the column that was asked for, where a name may stand."""
        grid = self.grid
        grid.column = min(self._first, len(self._columns) - 1)
        taught = self._columns[grid.column]
        cells = ((name, taught) in self._open for name in self._rows)
        grid.row = next((row for row, is_open in enumerate(cells) if is_open), 0)
        grid.reveal()
        grid.focus()

    def texts(self) -> dict[str, str]:
        """The cells that differ, a line each: class, subject, name."""
        return {NAMES: "\n".join("\t".join((*cell, who)) for cell, who in self.result().items())}

    def load(self, texts: Mapping[str, str]) -> None:
        """Put such lines into the table; cells that are gone are passed over."""
        names = dict(self._known)
        for line in texts.get(NAMES, "").splitlines():
            name, subject, who = (*line.split("\t"), "", "")[:3]
            if (name, subject) in self._open:
                names[name, subject] = who
        self.grid.names = names
        self.grid.refresh()

    def show(self) -> None:
        """How many classes follow, the cell under the cursor, or why a key did nothing."""
        below = f"▼ ещё {self.grid.below} · " if self.grid.below else ""
        text = f"▲ {self._refusal}" if self._refusal else f"{below}{self.grid.describe()}"
        self.query_one("#names-about", Plain).update(text)

    def on_cell_grid_moved(self) -> None:
        """Say what the cursor stands on now."""
        self._refusal = ""
        self.show()

    def on_cell_grid_refused(self, event: NameGrid.Refused) -> None:
        """Say why a key did nothing."""
        self._refusal = event.why
        self.show()

    def on_name_grid_changed(self, event: NameGrid.Changed) -> None:
        """Keep what was typed."""
        event.stop()
        self._refusal = ""
        self.at_rest(self.changed)

    def result(self) -> Mapping[Cell, str]:
        """The cells that differ from the plan."""
        names = self.grid.names
        cells = {*names, *self._known}
        return {
            cell: names.get(cell, "").strip()
            for cell in sorted(cells)
            if names.get(cell, "").strip() != self._known.get(cell, "")
        }
