"""Which column of a table is what, changed column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Plain
from sferum_tui.locations import resource
from sferum_tui.rollout.imports.columns import SheetColumn
from sferum_tui.rollout.imports.heads import ROLE_TITLES, ROLES, Role
from sferum_tui.rollout.imports.sheets import column_letter
from sferum_tui.text import fitted, normal
from sferum_tui.widgets.menu import Menu

#: Cells for the name of a column.
_NAME = 44
#: What a column may be for, in the order in which keys lead through it.
_CHOICES: tuple[Role | None, ...] = (None, *ROLES)


class ImportColumns(Screen[Mapping[Role, str] | None]):
    """The columns, each with its role. The result is role → column letter, «-» for none."""

    CSS_PATH: ClassVar = resource("styles", "imports.tcss")
    AUTO_FOCUS = "#columns-list"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f9", "done", "Прочитать так", id="columns.done", tooltip="Прочитать так"),
        Binding(
            "space,right", "turn(1)", "Чем считать", id="columns.next",
            tooltip="Считать столбец следующим по списку",
        ),
        Binding("left", "turn(-1)", id="columns.before", show=False),
        Binding("delete", "drop", "Не брать", id="columns.drop", tooltip="Столбец не брать"),
        Binding("escape", "dismiss(None)", "Назад", id="columns.back", tooltip="Оставить как было"),
    ]  # fmt: skip

    def __init__(self, where: str, columns: Sequence[SheetColumn]) -> None:
        super().__init__()
        self.where = where
        self.columns = tuple(columns)
        self.roles: dict[int, Role | None] = {it.place: it.role for it in columns}

    def compose(self) -> ComposeResult:
        yield Plain(f"Столбцы: {self.where}", id="import-title")
        yield Plain(
            "Чем считать каждый столбец. Что занято другим столбцом, сначала освободите там: "
            "Delete.",
            id="import-about",
        )
        yield Menu(*(Option(self._line(it)) for it in self.columns), id="columns-list")
        yield KeyBar()

    def _line(self, column: SheetColumn) -> str:
        role = self.roles[column.place]
        told = ROLE_TITLES[role] if role else "не берётся"
        return f" {fitted(normal(column.name), _NAME)} {told}"

    def action_turn(self, step: int) -> None:
        """Give the column under the cursor the next role that no other column has."""
        at = self.query_one(Menu).highlighted
        if at is not None:
            own = self.roles[self.columns[at].place]
            used = {role for role in self.roles.values() if role and role != own}
            free = [role for role in _CHOICES if role not in used]
            self._give(at, free[(free.index(own) + step) % len(free)])

    def action_drop(self) -> None:
        """Leave the column under the cursor out."""
        at = self.query_one(Menu).highlighted
        if at is not None:
            self._give(at, None)

    def _give(self, at: int, role: Role | None) -> None:
        column = self.columns[at]
        self.roles[column.place] = role
        self.query_one(Menu).replace_option_prompt_at_index(at, self._line(column))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click gives the next role."""
        event.stop()
        self.query_one(Menu).highlighted = event.option_index
        self.action_turn(1)

    def action_done(self) -> None:
        """Read the table so."""
        places = {role: place for place, role in self.roles.items() if role}
        self.dismiss({it: column_letter(places[it]) if it in places else "-" for it in ROLES})
