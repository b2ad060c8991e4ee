"""The palette: every action of the program by its name, found as one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.keys import russian_letters
from sferum_tui.engine.widgets import Field

_KEYS_WIDTH = 12


@dataclass(frozen=True)
class Entry:
    """One action: what `Palette` returns, what it is called, and the key it has anyway."""

    id: str
    title: str
    keys: str = ""


def find(entries: Sequence[Entry], query: str) -> list[Entry]:
    """The entries whose titles have every word of the query, whichever layout it was typed in.

    Titles that begin with the query come first.
    """

    def folded(text: str) -> str:
        return text.casefold().replace("ё", "е")

    for typed in (folded(query), folded(russian_letters(query))):
        words = typed.split()
        hits = [entry for entry in entries if all(word in folded(entry.title) for word in words)]
        if hits:
            return sorted(hits, key=lambda entry: not folded(entry.title).startswith(typed.strip()))
    return []


class Query(Field):
    """The field of the palette. Its Enter is the one that has to be shown."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Выполнить")]


class Palette(ModalScreen[str | None]):
    """Asks for an action; the result is its id, or None after Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Назад"),
        Binding("up", "move('up')", show=False),
        Binding("down", "move('down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
    ]

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._entries = entries

    def compose(self) -> ComposeResult:
        """The field, what was found, and a word when nothing was."""
        with Vertical(classes="dialog"):
            yield Query(placeholder="Что сделать?")
            yield OptionList(markup=False)
            yield Static("Ничего не найдено", classes="muted")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with all actions; the list never takes the focus from the field."""
        self.query_one(OptionList).can_focus = False
        self._show("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    def _show(self, query: str) -> None:
        found = find(self._entries, query)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(
            Option(Content(f"{entry.keys:<{_KEYS_WIDTH}}{entry.title}"), id=entry.id)
            for entry in found
        )
        options.highlighted = 0 if found else None
        options.display = bool(found)
        self.query_one(Static).display = not found

    def action_move(self, where: str) -> None:
        """Move the highlight of the list while the field keeps the focus."""
        options = self.query_one(OptionList)
        getattr(options, f"action_{'cursor_' if where in {'up', 'down'} else ''}{where}")()

    @on(Input.Submitted)
    def _choose(self) -> None:
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self.dismiss(options.get_option_at_index(options.highlighted).id)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_id)
