"""One change of the history, whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Plain
from sferum_tui.locations import resource
from sferum_tui.widgets.text_page import TextPage, text_lines

#: What is to be done with the change: go to what it speaks of, take it back, nothing.
Answer = Literal["go", "back"]


class EntryScreen(ModalScreen[Answer]):
    """When, who and everything that was done in one go."""

    CSS_PATH = resource("styles", "pages.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Назад", id="entry.back", tooltip="Назад к истории"),
        Binding("enter", "answer('go')", "Показать", id="entry.go", tooltip="К тому, о чём запись"),
        Binding(
            "ctrl+z", "answer('back')", "Взять обратно", id="entry.undo",
            tooltip="Вернуть всё, что тут изменено, каким оно было до этого",
        ),
        Binding("pagedown", "page(1)", "Ниже", id="entry.down", tooltip="Текст ниже"),
        Binding("pageup", "page(-1)", id="entry.up", tooltip="Текст выше", show=False),
        Binding("down", "line(1)", show=False, id="entry.line_down", tooltip="Строкой ниже"),
        Binding("up", "line(-1)", show=False, id="entry.line_up", tooltip="Строкой выше"),
    ]  # fmt: skip

    def __init__(self, title: str, lines: Sequence[str], undoable: bool, target: bool) -> None:
        """`undoable`: it can be taken back from here; `target`: there is something to go to."""
        super().__init__(classes="page")
        self.title_text = title
        self.lines = lines
        self.undoable = undoable
        self.target = target

    def compose(self) -> ComposeResult:
        yield Plain(self.title_text, classes="page-title")
        yield TextPage(self._wrapped, id="entry-text")
        yield KeyBar()

    def _wrapped(self, width: int) -> list[str]:
        return [f" {part}" for line in self.lines for part in text_lines(line, width - 2)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done with this change."""
        if action == "answer":
            return self.target if parameters == ("go",) else self.undoable
        return True

    def action_answer(self, answer: Answer) -> None:
        """Close, and let the history do it."""
        self.dismiss(answer)

    def action_page(self, step: int) -> None:
        """Look further down or up."""
        self.query_one(TextPage).action_page(step)

    def action_line(self, step: int) -> None:
        """One line further."""
        self.query_one(TextPage).action_move(step)
