"""Small questions: a line of text, a yes, one of a few things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from sferum_tui.engine.dialog import TypingDialog
from sferum_tui.engine.finder import put_next
from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.marks import MARK
from sferum_tui.engine.widgets import Choices, Field, Plain
from sferum_tui.text import LONGEST_NOTE
from sferum_tui.widgets.menu import Menu


class AskField(Field):
    """The field of a dialog: Enter takes what is there, and the key bar says so."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.take", "Готово", id="ask.take", tooltip="Принять"),
    ]


class LineDialog(TypingDialog[str]):
    """Asks for one line, perhaps one of those used before; the result is None after Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "choose(1)", "Прежние", id="line.next", tooltip="Написанное раньше"),
        Binding("up", "choose(-1)", id="line.before", tooltip="Написанное раньше", show=False),
        Binding("escape", "cancel", "Отмена", id="line.back", tooltip="Ничего не менять"),
    ]

    def __init__(
        self, title: str, about: str, value: str, *, used: Sequence[str] = (), hint: str = ""
    ) -> None:
        """`title` asks, `about` says what for; `used` are earlier answers to choose from."""
        super().__init__()
        self.typed_for = f"{title} {about}"
        self.title_text = title
        self.about = about
        self.value = value
        self.used = tuple(used)
        self.hint = hint

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(self.title_text, classes="title")
            yield Plain(self.about, classes="muted")
            with Horizontal(classes="asked"):
                yield Plain(MARK, id="line-mark")
                text = self.offered(self.value)
                yield AskField(text, placeholder=self.hint, max_length=LONGEST_NOTE)
            if self.used:
                yield Choices(*(Option(f" {text}") for text in self.used))
        yield KeyBar()

    def on_mount(self) -> None:
        """The field keeps the focus; the list follows its arrows."""
        if self.used:
            options = self.query_one(OptionList)
            options.can_focus = False
            options.highlighted = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Arrows choose only where there is something to choose from."""
        return action != "choose" or bool(self.used)

    def action_choose(self, step: int) -> None:
        """Put another of the earlier answers into the field."""
        put_next(self.query_one(OptionList), self.query_one(Field), self.used, step)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """The mark stands on what Enter takes: an earlier answer as it is, or the field."""
        event.stop()
        mark = MARK
        for options in self.query(OptionList):
            if options.highlighted is not None and self.used[options.highlighted] == event.value:
                mark = ""
            else:
                options.highlighted = None
        self.query_one("#line-mark", Plain).update(mark)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.done(self.used[event.option_index])

    def action_take(self) -> None:
        """Return what is written."""
        self.done(" ".join(self.query_one(Field).value.split()))


class SureDialog(ModalScreen[bool]):
    """Asks for a yes before something that can't be overlooked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss(True)", "Да", id="sure.yes", tooltip="Сделать"),
        Binding("escape", "dismiss(False)", "Нет", id="sure.no", tooltip="Ничего не менять"),
    ]

    def __init__(self, question: str, about: str = "") -> None:
        super().__init__()
        self.question = question
        self.about = about

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(self.question, classes="title")
            yield Plain(self.about, classes="muted")
        yield KeyBar()


class ChoiceDialog(ModalScreen[str | None]):
    """Asks which of a few things is wanted; the result is its key, None after Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Выбрать", id="choice.take", tooltip="Сделать выбранное"),
        Binding("escape", "dismiss(None)", "Отмена", id="choice.back", tooltip="Ничего не делать"),
    ]

    def __init__(self, question: str, about: str, choices: Sequence[tuple[str, str]]) -> None:
        """`choices` are keys and titles."""
        super().__init__()
        self.question = question
        self.about = about
        self.choices = tuple(choices)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(self.question, classes="title")
            yield Plain(self.about)
            yield Menu(*(Option(f" {title}", id=key) for key, title in self.choices))
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
