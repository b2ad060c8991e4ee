"""What an edit does to the list of chats, chat by chat, before it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Plain
from sferum_tui.locations import resource
from sferum_tui.rollout.edit_words import chat_parts
from sferum_tui.rollout.edits import Preview


class ChangesScreen(Screen[None]):
    """A list to scroll through; Esc goes back."""

    CSS_PATH: ClassVar = [resource("styles", "wizard.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss", "Назад", id="changes.back", tooltip="К проверке"),
    ]

    def __init__(self, shown: Preview) -> None:
        super().__init__()
        self.lines = tuple(change_lines(shown))

    def compose(self) -> ComposeResult:
        yield Plain("Что изменится после сохранения", id="changes-title")
        with VerticalScroll(id="changes-list"):
            yield Plain("\n".join(self.lines))
        yield KeyBar()

    def on_mount(self) -> None:
        """The list takes the keys."""
        self.query_one("#changes-list").focus()


def change_lines(shown: Preview) -> Iterator[str]:
    """What changes part by part, a line each."""
    for part in chat_parts(shown):
        yield part.title
        yield from (f"   {line}" for line in part.lines)
        yield ""
    if shown.empty:
        yield "Список чатов и сроки останутся прежними."
