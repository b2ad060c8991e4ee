"""Small questions about chats: a line of text, a reason, a yes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from sferum_tui.engine.dialog import TypingDialog
from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.marks import MARK
from sferum_tui.engine.widgets import Choices, Field

#: Characters of a reason or a note.
MOST = 300


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
        Binding("escape", "cancel", "Назад", id="line.back", tooltip="Ничего не менять"),
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
            yield Static(self.title_text, classes="title", markup=False)
            yield Static(self.about, classes="muted", markup=False)
            with Horizontal(classes="asked"):
                yield Static(MARK, id="line-mark")
                yield AskField(self.offered(self.value), placeholder=self.hint, max_length=MOST)
            if self.used:
                yield Choices(*(Option(Content(f" {text}")) for text in self.used))
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
        options = self.query_one(OptionList)
        at = options.highlighted
        at = (0 if step > 0 else len(self.used) - 1) if at is None else at + step
        options.highlighted = at % len(self.used)
        self.query_one("#line-mark", Static).update("")
        field = self.query_one(Field)
        field.value = self.used[options.highlighted]
        field.action_end()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.done(self.used[event.option_index])

    def action_take(self) -> None:
        """Return what is written."""
        self.done(" ".join(self.query_one(Field).value.split()))


class SureDialog(ModalScreen[bool]):
    """Asks for a yes before many chats change at once."""

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
            yield Static(self.question, classes="title", markup=False)
            yield Static(self.about, classes="muted", markup=False)
        yield KeyBar()
