"""The plan file can't be read: says why and touches nothing."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import Screen

from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Plain
from sferum_tui.issues import PlanError
from sferum_tui.locations import resource


class BrokenScreen(Screen[None]):
    """Every fault with its line; the file is read anew on a key."""

    CSS_PATH = resource("styles", "pages.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,f5", "again", "Прочитать снова", id="broken.again", tooltip="Файл исправлен"
        ),
        Binding("escape", "app.schools", "Школы", id="broken.schools", tooltip="К таблице школ"),
    ]

    class Again(Message):
        """The file is to be read anew."""

    def __init__(self, error: PlanError) -> None:
        super().__init__()
        self.error = error

    def compose(self) -> ComposeResult:
        yield Plain("План не открывается", classes="page-title")
        with VerticalScroll(classes="page-body"):
            yield Plain(str(self.error))
            yield Plain("\nФайл остался как был. Исправьте его в редакторе и прочитайте снова.")
        yield KeyBar()

    def action_again(self) -> None:
        """Read the file anew."""
        self.post_message(self.Again())
