"""Questions about what is not on disk: on leaving, and at the next start."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from sferum_tui.engine.footer import KeyBar
from sferum_tui.widgets.menu import Menu


class FateDialog(ModalScreen[str | None]):
    """Asks what is to become of something; the result is the key of a choice, None after Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Выбрать", id="fate.take", tooltip="Сделать выбранное"),
        Binding("escape", "dismiss(None)", "Назад", id="fate.back", tooltip="Ничего не делать"),
    ]
    question: ClassVar[str] = ""
    choices: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, about: str) -> None:
        super().__init__()
        self.about = about

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self.question, classes="title", markup=False)
            yield Static(self.about, markup=False)
            yield Menu(*(Option(Content(f" {title}"), id=key) for key, title in self.choices))
        yield KeyBar()

    def on_mount(self) -> None:
        menu = self.query_one(Menu)
        menu.highlighted = 0
        menu.focus()

    def action_take(self) -> None:
        """Answer with the choice under the cursor."""
        menu = self.query_one(Menu)
        if menu.highlighted is not None:
            self.dismiss(menu.get_option_at_index(menu.highlighted).id)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option.id)


class LeaveDialog(FateDialog):
    """Something could not be written, and the person wants to leave."""

    question = "Сохранено не всё"
    choices = (
        ("wait", "Подождать: программа пробует снова"),
        ("aside", "Отложить рядом с планом и выйти"),
        ("give_up", "Выйти, не сохраняя"),
    )


class LeaveSchoolDialog(FateDialog):
    """Something could not be written, and the person wants to go to the other schools."""

    question = "Сохранено не всё"
    choices = (
        ("wait", "Подождать: программа пробует снова"),
        ("aside", "Отложить рядом с планом и перейти"),
        ("give_up", "Перейти, не сохраняя"),
    )


class OfferDialog(FateDialog):
    """Changes of an earlier time wait beside the plan."""

    question = "С прошлого раза не записано"
    choices = (
        ("write", "Записать в план"),
        ("later", "Пока оставить"),
        ("drop", "Удалить их"),
    )

    def __init__(self, number: str, when: str) -> None:
        super().__init__(f"{number}, отложено {when}")
