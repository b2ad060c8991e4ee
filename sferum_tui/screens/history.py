"""Who ticked what and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Field
from sferum_tui.locations import resource
from sferum_tui.rollout.russian import capital, digits, plural, weekday_date
from sferum_tui.screens.chat_keys import REDO, UNDO
from sferum_tui.screens.history_entry import Answer, EntryScreen
from sferum_tui.screens.plan_screen import PlanScreen
from sferum_tui.text import either_layout, folded
from sferum_tui.widgets.history_list import HistoryList

if TYPE_CHECKING:
    from sferum_tui.plan.history import HistoryEntry

#: Seconds after a change until the history file has it.
_WRITTEN = 1.0


class HistoryField(Field):
    """What is looked for; its arrows move in the list, Enter opens the change under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.open", "Открыть", id="history.open", tooltip="Запись целиком"),
        *(
            Binding(key, f"screen.move('{how}', {step})", show=False)
            for key, how, step in (
                ("up", "move", -1),
                ("down", "move", 1),
                ("pageup", "page", -1),
                ("pagedown", "page", 1),
                ("ctrl+home", "edge", -1),
                ("ctrl+end", "edge", 1),
            )
        ),
    ]


class HistoryScreen(PlanScreen[None]):
    """All changes, the newest first; what is typed narrows them down."""

    CSS_PATH = resource("styles", "board.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f6", "back", "Назад", id="history.back", tooltip="Назад"),
        UNDO,
        REDO,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[HistoryEntry] = ()
        self._folded: list[str] = []
        self._in_list = False

    def compose(self) -> ComposeResult:
        yield Static(id="history-title", markup=False)
        yield HistoryField(placeholder="Искать: имя, класс, предмет, день", id="history-search")
        yield HistoryList(id="history-list")
        yield Static("Пока ничего не отмечено", id="history-none", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self._read()
        self.query_one(Field).focus()

    def refresh_board(self, changed: frozenset[str] | None) -> None:
        """Something was ticked: it is in the history in a moment."""
        self.set_timer(_WRITTEN, self._read)

    def _read(self) -> None:
        self._entries = self.program.history()
        self._folded = [
            folded(f"{digits(item.at.date())} {item.who} {item.what}") for item in self._entries
        ]
        self._show()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._in_list = False
        self._show()

    def _show(self) -> None:
        found = self._found(self.query_one(Field).value)
        listed, none = self.query_one(HistoryList), self.query_one("#history-none", Static)
        number = plural(len(found), "запись", "записи", "записей")
        self.query_one("#history-title", Static).update(
            Content.assemble((" История", "bold"), f"   {number}")
        )
        none.update(Content("Ничего не найдено" if self._entries else "Пока ничего не отмечено"))
        listed.display, none.display = bool(found), not found
        listed.show(found)

    def _found(self, query: str) -> Sequence[HistoryEntry]:
        """The entries that have every word, whichever layout it was typed in."""
        for typed in either_layout(query):
            words = typed.split()
            found = [
                item
                for item, text in zip(self._entries, self._folded, strict=True)
                if all(word in text for word in words)
            ]
            if found:
                return found
        return ()

    @property
    def cursor_widget(self) -> Widget | None:
        """The terminal's cursor stands in the field while one types, then on the line chosen."""
        listed = self.query_one(HistoryList)
        return listed if self._in_list and listed.display else self.focused

    def action_move(self, how: str, step: int) -> None:
        """Move through the list while the field keeps the focus."""
        self._in_list = True
        getattr(self.query_one(HistoryList), f"action_{how}")(step)

    @on(HistoryList.Opened)
    def _clicked(self, event: HistoryList.Opened) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Show the change under the cursor whole."""
        listed = self.query_one(HistoryList)
        found = self._found(self.query_one(Field).value)
        if not found:
            return
        entry = found[listed.at]
        whole = self.program.history_details(entry)
        chats = [chat for chat, *_ in (*whole.marks, *whole.notes)]
        known = self.program.rollout.by_id
        target = next((chat for chat in chats if chat in known), "")

        async def answered(answer: Answer | None) -> None:
            if answer == "go" and target:
                self.program.action_open_chats(at=target)
            elif answer == "go":
                await self.action_edit()
            elif answer == "back" and not self.program.refuses():
                earlier = self._entries[self._entries.index(entry) + 1 :]
                self.notify(self.program.take_back(entry, earlier))

        title = f"{weekday_date(entry.at.date())} {entry.at:%H:%M}, {entry.who}"
        self.app.push_screen(
            EntryScreen(capital(title), whole.lines, bool(chats), bool(target) or not chats),
            answered,
        )

    def action_undo(self) -> None:
        """Take back what was done last in this session."""
        done = self.program.undo()
        self.notify(f"Отменено — {done}" if done else "Отменять нечего")

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        done = self.program.redo()
        self.notify(f"Возвращено — {done}" if done else "Возвращать нечего")

    def action_back(self) -> None:
        """Empty the field, or go back from an empty one."""
        field = self.query_one(Field)
        if field.value:
            field.value = ""
        else:
            self.dismiss()
