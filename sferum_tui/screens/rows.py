"""Screens that are a list to search in: a head, a field, the rows that have every word of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Field, Plain
from sferum_tui.locations import resource
from sferum_tui.screens.plan_screen import CopyingScreen
from sferum_tui.text import matching
from sferum_tui.widgets.bare_text import BareText
from sferum_tui.widgets.over_list import FieldOverList, OverList
from sferum_tui.widgets.row_list import RowList

Row = TypeVar("Row")


class RowField(FieldOverList):
    """What is looked for; Enter opens the row under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.open", "Открыть", id="rows.open", tooltip="Открыть строку"),
    ]


class RowsScreen(OverList, CopyingScreen, Generic[Row]):
    """A list that a typed word narrows down. The field keeps the focus.

    A subclass brings `LIST`, `all_rows` with the texts they are found by, `head`, `action_open`.
    """

    CSS_PATH = resource("styles", "rows.tcss")
    #: The widget that lists the rows.
    LIST: ClassVar[type[RowList[Any]]]
    FIELD: ClassVar[type[RowField]] = RowField
    #: What the empty field says may be typed.
    HINT = ""
    #: What an empty list says.
    NOTHING = ""

    #: Actions that need a row.
    OF_A_ROW: ClassVar[frozenset[str]] = frozenset({"open", "copy"})

    _some = True
    _all: Sequence[tuple[str, Row]] = ()

    def all_rows(self) -> Sequence[tuple[str, Row]]:
        """Every row with the folded text that it is found by."""
        raise NotImplementedError

    def head(self, found: Sequence[Row]) -> Content:
        """The head over what was found."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        yield Plain(id="rows-title")
        yield self.FIELD(placeholder=self.HINT, id="rows-search")
        yield self.LIST(id="rows-list")
        yield Plain(self.NOTHING, id="rows-none")
        yield BareText()
        yield KeyBar()

    def on_mount(self) -> None:
        self.read()
        self.query_one(Field).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to a row can be done where there is one."""
        if action in self.OF_A_ROW:
            return self._some
        return super().check_action(action, parameters)

    @property
    def listed(self) -> RowList[Any]:
        """The list."""
        return self.query_one(RowList)

    @property
    def nothing(self) -> str:
        """What an empty list says."""
        return self.NOTHING

    def read(self) -> None:
        """Take the rows as they are now."""
        self._all = self.all_rows()
        self.show_found()

    @on(Input.Changed)
    def _typed(self) -> None:
        self.in_list = False
        self.show_found()

    def show_found(self) -> None:
        """Show what has every word of the field."""
        _, found = matching(self._all, self.query_one(Field).value)
        none = self.query_one("#rows-none", Plain)
        self.query_one("#rows-title", Plain).update(self.head(found))
        none.update("Ничего не найдено. Esc — стереть поиск" if self._all else self.nothing)
        self.listed.display, none.display = bool(found), not found
        self.listed.show(found)
        if self._some != bool(found):
            self._some = bool(found)
            self.refresh_bindings()

    @on(RowList.Opened)
    def _clicked(self, event: RowList.Opened) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the row under the cursor."""
        raise NotImplementedError

    def action_back(self) -> None:
        """Empty the field, or go back from an empty one."""
        field = self.query_one(Field)
        if field.value:
            field.value = ""
        else:
            self.dismiss()
