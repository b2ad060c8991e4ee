"""How many have joined one chat, of how many: two numbers, asked from its card and its list."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from sferum_tui.plan.keys import MOST_IN_CLASS
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.coverage import joined_of, told_numbers
from sferum_tui.rollout.coverage_words import beyond_text
from sferum_tui.screens.wizard.dialog import EntryDialog
from sferum_tui.widgets.form_field import NumberRow
from sferum_tui.widgets.form_row import FormRow, unchecked


class JoinedNumbers(Struct, frozen=True):
    """How many are in a chat and of how many; None where it is not known."""

    count: int | None
    of: int | None


class JoinedDialog(EntryDialog[JoinedNumbers]):
    """Two numbers of one chat. An empty one is not known."""

    def __init__(self, chat: Chat, board: Board) -> None:
        super().__init__(f"Сколько вступило: {chat.name}")
        self.typed_for = f"joined {chat.id}"
        self.chat = chat
        self.board = board

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        told = self.board.joined.get(self.chat.id)
        of = joined_of(self.board, self.chat, told)
        for id_, label, number, check in (
            ("count", "Уже в чате", told.count if told else None, unchecked),
            ("of", "Из скольких", of, self._of_fault),
        ):
            yield NumberRow(label, "" if number is None else str(number), id=id_, check=check)

    def _of_fault(self, text: str) -> str:
        told = self.result()
        if told.count is None and told.of is not None and self.chat.kind.scope != "class":
            return "укажите и сколько уже в чате"
        size = told_numbers(self.board, self.chat, told.count, told.of).size
        return f"в классе не больше {MOST_IN_CLASS}" if size and size > MOST_IN_CLASS else ""

    def show(self) -> None:
        """That an empty number is one that nobody knows; that there are more than can be."""
        for row in self.query(NumberRow):
            row.note = "" if row.text else "пусто — неизвестно"
        told = self.result()
        if words := beyond_text(self.chat, told.count, told.of):
            self.row("count", NumberRow).note = f"▲ {words}"

    def result(self) -> JoinedNumbers:
        """The numbers."""
        return JoinedNumbers(*(self.row(field, NumberRow).number for field in ("count", "of")))
