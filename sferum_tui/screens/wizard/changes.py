"""What an edit does to the list of chats, chat by chat, before it is saved."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Plain
from sferum_tui.locations import resource
from sferum_tui.rollout.edit_words import chat_parts
from sferum_tui.rollout.edits import Preview
from sferum_tui.widgets.painted import Line
from sferum_tui.widgets.text_page import LineList, hanging


class ChangesScreen(Screen[None]):
    """A list to scroll through; Esc goes back."""

    CSS_PATH: ClassVar = [resource("styles", "wizard.tcss")]
    AUTO_FOCUS = "#changes-list"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss", "Назад", id="changes.back", tooltip="К проверке"),
    ]

    def __init__(self, shown: Preview) -> None:
        super().__init__()
        self.parts = tuple(chat_parts(shown))

    def compose(self) -> ComposeResult:
        yield Plain("Что изменится после сохранения", id="changes-title")
        yield LineList(self._lines, id="changes-list")
        yield KeyBar()

    def _lines(self, width: int) -> list[Line]:
        """What changes part by part, a line each."""
        found: list[Line] = []
        for part in self.parts:
            found.append(((part.title, ""),))
            for text in part.lines:
                found += hanging(text, width, "")
            found.append(())
        return found or [(("Список чатов и сроки останутся прежними.", ""),)]
