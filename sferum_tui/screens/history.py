"""Who ticked what and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Field
from sferum_tui.locations import resource
from sferum_tui.rollout.russian import digits, plural
from sferum_tui.screens.plan_screen import PlanScreen
from sferum_tui.text import either_layout, folded
from sferum_tui.widgets.history_list import HistoryList

if TYPE_CHECKING:
    from sferum_tui.plan.history import HistoryEntry

#: Seconds after a change until the history file has it.
_WRITTEN = 1.0


class HistoryScreen(PlanScreen[None]):
    """All changes, the newest first; what is typed narrows them down."""

    CSS_PATH = resource("styles", "board.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f6", "back", "Назад", id="history.back", tooltip="Назад к доске"),
        *(
            Binding(key, f"move('{how}')", show=False, id=f"history.{key}")
            for key, how in (
                ("up", "scroll_up"),
                ("down", "scroll_down"),
                ("pageup", "page_up"),
                ("pagedown", "page_down"),
                ("ctrl+home", "scroll_home"),
                ("ctrl+end", "scroll_end"),
            )
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[HistoryEntry] = ()
        self._folded: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static(id="history-title", markup=False)
        yield Field(placeholder="Искать: имя, класс, предмет, день", id="history-search")
        yield HistoryList(id="history-list")
        yield Static("Пока ничего не отмечено", id="history-none", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self._read()
        self.query_one(Field).focus()

    def refresh_board(self, changed: frozenset[str] | None) -> None:
        """Something was ticked: it is in the history in a moment."""
        self.set_timer(_WRITTEN, self._read)

    def _read(self) -> None:
        self._entries = self.program.history()
        self._folded = [
            folded(f"{digits(item.at.date())} {item.who} {item.what}") for item in self._entries
        ]
        self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        found = self._found(self.query_one(Field).value)
        listed, none = self.query_one(HistoryList), self.query_one("#history-none", Static)
        number = plural(len(found), "запись", "записи", "записей")
        self.query_one("#history-title", Static).update(
            Content.assemble((" История", "bold"), f"   {number}")
        )
        none.update(Content("Ничего не найдено" if self._entries else "Пока ничего не отмечено"))
        listed.display, none.display = bool(found), not found
        listed.show(found)

    def _found(self, query: str) -> Sequence[HistoryEntry]:
        """The entries that have every word, whichever layout it was typed in."""
        for typed in either_layout(query):
            words = typed.split()
            found = [
                item
                for item, text in zip(self._entries, self._folded, strict=True)
                if all(word in text for word in words)
            ]
            if found:
                return found
        return ()

    def action_move(self, how: str) -> None:
        """Move through the list while the field keeps the focus."""
        getattr(self.query_one(HistoryList), f"action_{how}")()

    def action_back(self) -> None:
        """Empty the field, or go back from an empty one."""
        field = self.query_one(Field)
        if field.value:
            field.value = ""
        else:
            self.dismiss()
