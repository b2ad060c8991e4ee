"""Who ticked what and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from sferum_tui.rollout.russian import capital, digits, plural, weekday_date
from sferum_tui.screens.chat_keys import REDO, UNDO
from sferum_tui.screens.chats import ChatsScreen
from sferum_tui.screens.history_entry import Answer, EntryScreen
from sferum_tui.screens.rows import RowsScreen
from sferum_tui.text import folded
from sferum_tui.widgets.history_list import HistoryList

if TYPE_CHECKING:
    from sferum_tui.plan.history import HistoryEntry


class HistoryScreen(RowsScreen["HistoryEntry"]):
    """All changes, the newest first; what is typed narrows them down."""

    LIST = HistoryList
    HINT = "Искать: имя, класс, предмет, день"
    NOTHING = "Пока ничего не отмечено"
    nothing_done = "Отменять нечего. Прежнее изменение: Enter, там его можно взять обратно"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f6", "back", "Назад", id="history.back", tooltip="Назад"),
        UNDO,
        REDO,
    ]

    def all_rows(self) -> Sequence[tuple[str, HistoryEntry]]:
        """Every change, found by its day, author and words."""
        return [
            (folded(f"{digits(item.at.date())} {item.who} {item.what}"), item)
            for item in self.program.history()
        ]

    @property
    def nothing(self) -> str:
        """Why there is no change, where the history can't be read."""
        return self.program.history_fault or self.NOTHING

    def head(self, found: Sequence[HistoryEntry]) -> Content:
        """How many there are."""
        number = plural(len(found), "запись", "записи", "записей")
        return Content.assemble((" История", "bold"), f"   {number}")

    def refresh_board(self, changed: frozenset[str] | None) -> None:
        """Something was ticked: it is in the history in a moment."""
        self.once_written(self.read)

    def action_open(self) -> None:
        """Show the change under the cursor whole."""
        entry = self.listed.current
        if entry is None:
            return
        whole = self.program.history_details(entry)
        chats = whole.chats
        known = self.program.rollout.by_id
        target = next((chat for chat in chats if chat in known), "")

        async def answered(answer: Answer | None) -> None:
            if answer == "go" and target:
                self.app.push_screen(ChatsScreen(at=target))
            elif answer == "go":
                await self.program.action_edit_plan()
            elif answer == "back" and not self.program.refuses():
                self.notify(self.program.take_back(entry))

        title = f"{weekday_date(entry.at.date())} {entry.at:%H:%M}, {entry.who}"
        self.app.push_screen(
            EntryScreen(capital(title), whole.lines, whole.undoable, bool(target) or not chats),
            answered,
        )
