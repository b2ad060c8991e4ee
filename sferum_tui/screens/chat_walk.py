"""«Создаю подряд»: chat after chat, a key each: it is created, and the next name is copied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Plain
from sferum_tui.locations import resource
from sferum_tui.rollout.chat_words import chat_state, chat_term, marked_text, owner_part
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.plan import Mark
from sferum_tui.rollout.russian import chats, form
from sferum_tui.screens.chat_actions import ChatActions
from sferum_tui.screens.chat_keys import COPY, DEEDS, TICK
from sferum_tui.widgets.bare_text import BareText
from sferum_tui.widgets.painted import EMPTY, filled
from sferum_tui.widgets.text_page import text_lines

#: Cells of the bar, and of the name of a fact.
_BAR, _LABEL = 40, 10


class WalkScreen(ChatActions):
    """Shows one chat to create; what becomes of it leads to the next one.

    The name stands alone in its line all the time, so that a mouse can take it.
    """

    CSS_PATH: ClassVar = resource("styles", "chats.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "go_on", "Дальше", id="walk.created",
            tooltip="Скопировать название; когда чат создан — отметить и скопировать следующее",
        ),
        COPY,
        TICK,
        Binding(
            "right,down", "step(1)", "Позже", id="walk.later",
            tooltip="Пока не создавать, показать следующий",
        ),
        Binding("left,up", "step(-1)", "Прежний", id="walk.before", tooltip="Предыдущий чат"),
        Binding("escape", "back", "Назад", id="walk.back", tooltip="Закончить"),
        *DEEDS,
    ]  # fmt: skip

    def __init__(
        self,
        ids: Sequence[str],
        start: str = "",
        closed: Callable[[str], object] = lambda chat_id: None,
    ) -> None:
        """Walk through these chats from `start`, or from the first.

        `closed` is told the chat at which the walk has stopped.
        """
        super().__init__()
        self.closed = closed
        self.ids = list(ids)
        self.at = self.ids.index(start) if start in self.ids else 0

    def compose(self) -> ComposeResult:
        yield Plain(id="walk-head")
        yield Plain(id="walk-bar")
        yield Plain(id="walk-ask")
        yield Plain(id="walk-name")
        yield Plain(id="walk-facts")
        yield BareText()
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Behind the last chat there is nothing further."""
        if action == "step" and parameters == (1,):
            return self.at < len(self.ids)
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Show the first chat."""
        self.show_plan()

    def on_resize(self) -> None:
        """Lines are of another length."""
        self.show_plan()

    @property
    def cursor_widget(self) -> Widget:
        """The terminal's cursor stands on the name, which is what the screen is about."""
        return self.query_one("#walk-name")

    # What it shows -----------------------------------------------------------------------------

    def current(self) -> Chat | None:
        """The chat to create now; None at the end of the way."""
        if self.at >= len(self.ids):
            return None
        return self.program.rollout.by_id.get(self.ids[self.at])

    def _count(self) -> tuple[int, int]:
        """How many of these chats exist, and how many are still to be created."""
        board = self.program.board()
        known = [self.program.rollout.by_id[it] for it in self.ids if it in board.rollout.by_id]
        states = [board.state_of(chat) for chat in known]
        ready = states.count("created") + states.count("auto")
        return ready, states.count("planned") + states.count("preview")

    def show_plan(self) -> None:
        """The chat to create now, and how far one is."""
        ready, left = self._count()
        total = len(self.ids)
        number = min(self.at + 1, total)
        where = f"{number} из {total}" if self.at < total else "конец списка"
        done = f"{form(ready, 'создан', 'создано')} {ready}, осталось {left}"
        self._put("head", f"Создаю подряд · {where}   {done}")
        cells = filled(total - left, total, _BAR)
        self._put("bar", "█" * cells + EMPTY * (_BAR - cells))
        chat = self.current()
        self.watch_for_chats()
        if chat is None:
            gone = self.at < total
            self._put("ask", "Этого чата больше нет в плане." if gone else "Все чаты пройдены.")
            self._put("name", "" if gone else self._farewell(ready, left))
            self._put("facts", "→ — дальше" if gone else "Enter — к списку, ← — прежний чат")
            return
        ask = "Появится сам, проверьте, кто в нём. Название чата:"
        self._put("ask", ask if self._to_check(chat) else "Название чата:")
        self._put("name", chat.name)
        self._put("facts", "\n".join(self._facts(chat)))

    def _put(self, part: str, text: str) -> None:
        self.query_one(f"#walk-{part}", Plain).update(text)

    def _facts(self, chat: Chat) -> Iterator[str]:
        board = self.program.board()
        yield from self._labelled(owner_part(chat), chat.owner)
        yield from self._labelled("в чате", chat.members)
        yield from self._labelled("срок", chat_term(board, chat))
        yield from self._labelled("сейчас", chat_state(board, chat))
        yield ""
        if self._to_check(chat):
            yield "Этот чат платформа создаёт сама: откройте его и проверьте состав"
            yield "Enter  состав проверен: отметить и перейти дальше"
        elif self.copied == chat.id:
            yield "√ Название скопировано: создайте чат на платформе"
            yield "Enter  создан: отметить и скопировать следующее название"
        else:
            yield "Enter  скопировать название"
            yield ""
        yield ""
        following = self.ids[self.at + 1 : self.at + 2]
        known = self.program.rollout.by_id
        yield f"потом     {known[following[0]].name}" if following and following[0] in known else ""

    def _labelled(self, label: str, text: str) -> Iterator[str]:
        """A fact, its further lines below its first."""
        for number, line in enumerate(text_lines(text, self.size.width - _LABEL - 2)):
            yield f"{'' if number else label:{_LABEL}}{line}"

    @staticmethod
    def _farewell(ready: int, left: int) -> str:
        text = f"{form(ready, 'Создан', 'Создано')} {chats(ready)}."
        return f"{text} На потом {form(left, 'остался', 'осталось')} {left}." if left else text

    # The way -----------------------------------------------------------------------------------

    def action_step(self, step: int) -> None:
        """To a neighbour; after the last chat comes the end."""
        self.at = max(0, min(self.at + step, len(self.ids)))
        self.show_plan()

    def action_go_on(self) -> None:
        """Copy the name; once it is copied the chat exists: tick it and copy the next name."""
        chat = self.current()
        if chat is None:
            self._end_or_next()
        elif self._is_open(chat) and self.copied != chat.id and not self._to_check(chat):
            self.copy_name(chat)
        elif not self._is_open(chat) or not self.program.refuses():
            if self._is_open(chat):
                mark: Mark = "auto" if self._to_check(chat) else "created"
                self.program.mark((chat.id,), mark)
                self._told(marked_text((chat,), mark))
            self.action_step(1)
            self._copy_next()

    def _end_or_next(self) -> None:
        if self.at < len(self.ids):
            self.action_step(1)
        else:
            self.action_back()

    def action_back(self) -> None:
        """To the list, which stands where the walk has stopped."""
        self.closed(self.ids[min(self.at, len(self.ids) - 1)])
        self.dismiss()

    def _is_open(self, chat: Chat) -> bool:
        return self.program.board().state_of(chat) in ("planned", "preview", "skipped")

    def _to_check(self, chat: Chat) -> bool:
        """Whether the platform makes this chat, so that there is nothing to create."""
        return chat.auto_created and self._is_open(chat)

    def _copy_next(self) -> None:
        chat = self.current()
        if chat is not None and self._is_open(chat) and not self._to_check(chat):
            self.copy_name(chat)

    def was_marked(self, ids: Sequence[str]) -> None:
        """What got a mark by another key is done with; what lost one is to be done."""
        chat = self.current()
        if chat is not None and self.program.board().state_of(chat) not in ("planned", "preview"):
            self.action_step(1)

    def was_turned(self, changed: frozenset[str]) -> None:
        """Go to the chat that was set back."""
        self.at = next((at for at, it in enumerate(self.ids) if it in changed), self.at)
        self.show_plan()

    def copy_name(self, chat: Chat) -> None:
        """Copy the name; it stands alone in its line already."""
        self.copied, self._message_copied = chat.id, False
        self.program.copy(chat.name)
        self.show_plan()
