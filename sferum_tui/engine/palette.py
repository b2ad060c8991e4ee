"""The palette: every action of the program by its name, found as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets.option_list import Option

from sferum_tui.engine.finder import Finder
from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Choices, Field, Plain
from sferum_tui.text import folded, matching

_KEYS_WIDTH = 12


class PaletteEntry(Struct, frozen=True, dict=True):
    """One thing to do: what it is, what it is called, and the key it has anyway.

    `words` are what else people call it; it is found by them too. `act` does it.
    """

    id: str
    title: str
    keys: str = ""
    words: str = ""
    act: Callable[[], object] | None = None

    @cached_property
    def text(self) -> str:
        """What is searched in."""
        return folded(f"{self.title} {self.words}")


#: Finds more for what was typed: too many things to hold them all ready.
More = Callable[[str], Sequence[PaletteEntry]]


def find(entries: Sequence[PaletteEntry], query: str) -> list[PaletteEntry]:
    """The entries that have every word of the query, whichever layout it was typed in.

    Titles that begin with the query come first, then titles with all of its words.
    """
    words, hits = matching(((entry.text, entry) for entry in entries), query)
    return sorted(hits, key=lambda entry: _place(folded(entry.title), words))


def _place(title: str, words: Sequence[str]) -> int:
    if title.startswith(" ".join(words)):
        return 0
    return 1 if all(word in title for word in words) else 2


def _keys_told(keys: str) -> str:
    """As many of an entry's keys as have room before its title, the first one always."""
    first, *others = keys.split(", ")
    for key in others:
        if len(f"{first}, {key}") < _KEYS_WIDTH:
            first = f"{first}, {key}"
    return first


class Query(Field):
    """The field of the palette. Its Enter is the one that has to be shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.take", "Выполнить", id="palette.take", tooltip="Выполнить"),
    ]


class Palette(Finder[PaletteEntry]):
    """Asks for an action; the result is None after Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Назад", id="palette.back", tooltip="Закрыть, ничего не делая")
    ]

    typed_for = "palette"

    def __init__(self, entries: Sequence[PaletteEntry], more: More = lambda query: ()) -> None:
        """Offer these; `more` finds what is not among them."""
        super().__init__()
        self._entries = entries
        self._more = more
        self._found: Sequence[PaletteEntry] = ()

    def compose(self) -> ComposeResult:
        """The field, what was found, and a word when nothing was."""
        with Vertical(classes="dialog"):
            yield Query(self.offered(), placeholder="Что сделать, открыть, найти?")
            yield Choices()
            yield Plain(classes="muted")
        yield KeyBar()

    def find(self, query: str) -> None:
        """List the actions that have every word of the query."""
        more = self._more(query) if query.strip() else ()
        self._found = found = [*find(self._entries, query), *more]
        lines = (Option(f"{_keys_told(it.keys):<{_KEYS_WIDTH}}{it.title}") for it in found)
        self.list_found(lines, "" if found else "Ничего не найдено. Наберите другое слово")

    def take(self, number: int) -> None:
        """Return an action."""
        self.done(self._found[number])
