"""The card of one chat as a screen, where the list has no room beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Plain
from sferum_tui.locations import resource
from sferum_tui.rollout.chats import Chat
from sferum_tui.screens.chat_actions import ChatActions
from sferum_tui.screens.chat_keys import COPY, DEEDS, TICK
from sferum_tui.widgets.bare_text import BareText
from sferum_tui.widgets.chat_card import ChatCard


class CardScreen(ChatActions):
    """Shows a chat of a list; Left and Right turn to its neighbours."""

    CSS_PATH: ClassVar = resource("styles", "chats.tcss")
    AUTO_FOCUS = "#card-body"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "back", "Назад", id="card.back", tooltip="К списку"),
        TICK,
        Binding(
            "right", "turn(1)", "Соседние", key_display="← →", id="card.next",
            tooltip="Следующий чат списка",
        ),
        Binding("left", "turn(-1)", id="card.before", tooltip="Предыдущий чат", show=False),
        COPY,
        *DEEDS,
    ]  # fmt: skip

    def __init__(self, ids: Sequence[str], chat_id: str, closed: Callable[[str], object]) -> None:
        """Show `chat_id`, one of `ids`; `closed` is told which chat was shown last."""
        super().__init__()
        self.ids = list(ids)
        self.chat_id = chat_id
        self.closed = closed

    def compose(self) -> ComposeResult:
        yield Plain(id="card-head")
        yield ChatCard(id="card-body")
        yield BareText()
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the card."""
        self.show_plan()

    def current(self) -> Chat | None:
        """The chat on the card; None once the answers make it no more."""
        return self.program.rollout.by_id.get(self.chat_id)

    def show_plan(self) -> None:
        """The chat as it is now."""
        at = self.ids.index(self.chat_id)
        text = f"чат {at + 1} из {len(self.ids)}" if self.current() else "этого чата больше нет"
        self.query_one("#card-head", Plain).update(text, layout=False)
        self.show_card(self.query_one(ChatCard), self.current())
        self.watch_for_chats()

    def action_turn(self, step: int) -> None:
        """The next or previous chat of the list."""
        at = self.ids.index(self.chat_id) + step
        if 0 <= at < len(self.ids):
            self.chat_id = self.ids[at]
            self.show_plan()

    def action_back(self) -> None:
        """To the list, which stands on the chat shown last."""
        self.closed(self.chat_id)
        self.dismiss()
