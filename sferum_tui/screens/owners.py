"""«Кто создаёт»: who has how many chats still to create, and a reminder for one of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from sferum_tui.rollout.list_choice import ListChoice
from sferum_tui.rollout.owners import OwnerLine, owner_lines, owners_text, reminder
from sferum_tui.screens.chats import ChatsScreen
from sferum_tui.screens.rows import RowField, RowsScreen
from sferum_tui.widgets.owner_list import OwnerList

#: What stands over a copied reminder.
_COPIED = "Скопировано напоминание. Или выделите мышью:"


class OwnerField(RowField):
    """What is looked for; Ctrl+C copies the reminder, not what is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.open", "Чаты", id="owners.chats", tooltip="Чаты этого создателя"),
        Binding(
            "ctrl+c", "screen.copy", "Напоминание", id="owners.copy",
            tooltip="Скопировать напоминание: сколько чатов осталось и до какого дня",
        ),
    ]  # fmt: skip


class OwnersScreen(RowsScreen[OwnerLine]):
    """A row for each person or role; Enter opens the chats of one."""

    FIELD = OwnerField
    LIST = OwnerList
    HINT = "Искать: имя, должность, класс, предмет"
    NOTHING = "Создавать некому: чатов нет"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Назад", id="owners.back", tooltip="Стереть поиск, шаг назад"),
        Binding(
            "f5", "sheet", "Лист", id="owners.sheet",
            tooltip="Лист создателю: его чаты, что в них писать, первые сообщения",
        ),
        Binding(
            "ctrl+o", "only_open(False)", "Показать всех", id="owners.all",
            tooltip="И те, кто всё создал",
        ),
        Binding(
            "ctrl+o", "only_open(True)", "Не создали", id="owners.open",
            tooltip="Только те, кто создал не всё",
        ),
    ]  # fmt: skip

    OF_A_ROW = RowsScreen.OF_A_ROW | {"sheet"}

    _only_open = True

    def all_rows(self) -> Sequence[tuple[str, OwnerLine]]:
        """Everybody, or those who have not created all."""
        board = self.program.board()
        listed, lines = self.listed, owner_lines(board)
        if isinstance(listed, OwnerList):
            listed.today, listed.late = board.today, any(line.overdue for line in lines)
        return [(line.text, line) for line in lines if line.open or not self._only_open]

    @property
    def nothing(self) -> str:
        """Why nobody is listed, and the key that shows everybody."""
        some = self._only_open and self.program.board().counts.total
        return "Все чаты созданы. Ctrl+O — показать всех" if some else self.NOTHING

    def head(self, found: Sequence[OwnerLine]) -> Content:
        """How many chats are open, with how many people."""
        title = " Кто не создал" if self._only_open else " Кто создаёт"
        told = owners_text(self.program.board(), found) if found or not self._all else ""
        if len(title) + len(told) + 4 > self.size.width:
            told = told.partition(" · ")[0]
        return Content.assemble((title, "bold"), f"   {told}")

    def refresh_board(self, changed: frozenset[str] | None) -> None:
        """Somebody has created something."""
        self.read()

    def tick(self, now: datetime) -> None:
        """On a new day other chats are late."""
        if isinstance(self.listed, OwnerList) and self.listed.today != now.date():
            self.read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One key shows everybody, or again those who have not created all."""
        if action == "only_open":
            return parameters != (self._only_open,)
        return super().check_action(action, parameters)

    def action_only_open(self, only: bool) -> None:
        """Those who have not created all, or everybody."""
        self._only_open = only
        self.read()
        self.refresh_bindings()

    def action_open(self) -> None:
        """The chats of the owner under the cursor."""
        line = self.listed.current
        if line is not None:
            self.app.push_screen(ChatsScreen(ListChoice(owner=line.owner.title)))

    def action_copy(self) -> None:
        """Copy the reminder for the owner under the cursor."""
        line = self.listed.current
        if line is None:
            return
        text = reminder(self.program.board(), line)
        if not text:
            self.notify(f"{line.owner.title}: всё создано, напоминать не о чем")
            return
        self.copy(text, _COPIED)

    def action_sheet(self) -> None:
        """The paper for the owner under the cursor."""
        line = self.listed.current
        if line is not None and line.open:
            from sferum_tui.screens.documents import DocumentsScreen

            self.app.push_screen(DocumentsScreen("owner-sheets", line.owner.title))
        elif line is not None:
            self.notify(f"{line.owner.title}: всё создано, лист не нужен")
