"""Questions with lists of entries, each of which is asked in a dialog of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from textual.binding import Binding, BindingType

from sferum_tui.rollout.answers import Answers
from sferum_tui.screens.wizard.dialog import EntryDialog
from sferum_tui.screens.wizard.form import FormQuestion
from sferum_tui.widgets.form_list import ListEntry, ListRow

Item = TypeVar("Item")
Given = TypeVar("Given")

#: What stands beside a list whose dialog for a new entry was left, and below an entry.
BEGUN_NEW = "есть начатая запись: Insert продолжит, F8 забудет"
BEGUN = "начата правка: F4 продолжит, F8 забудет"


class EntryList(NamedTuple, Generic[Item, Given]):
    """A list: the id of its row, what is in it, and how an entry is told, asked and stored.

    `name` tells entries apart among the texts that were typed and not taken. `put` stores what the
    dialog gave in place of an entry (None: a new one) and returns the entry that it made; given
    None it removes the entry.
    """

    id: str
    items: Callable[[], Sequence[Item]]
    name: Callable[[Item], object]
    cells: Callable[[Item], tuple[str, ...]]
    dialog: Callable[[Item | None], EntryDialog[Given]]
    put: Callable[[Item | None, Given | None], Item | None]


class ListsQuestion(FormQuestion):
    """A question with lists, which stand in `lists`. Their rows are filled and asked here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "restore", "Вернуть", id="lists.restore", tooltip="Вернуть, как было"),
    ]

    #: For each change that can be taken back, the answers before and after it.
    _changes: tuple[tuple[Answers, Answers], ...] = ()

    def can_restore(self, before: Answers) -> None:
        """Offer to go back to these answers while nothing else has been changed."""
        self._changes += ((before, self.answers),)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What was removed or taken in comes back while nothing else has been changed."""
        if action == "restore":
            return bool(self._changes) and self._changes[-1][1] == self.answers
        return super().check_action(action, parameters)

    def action_restore(self) -> None:
        """Go back to before what was removed or taken in last."""
        *others, (before, _) = self._changes
        self._changes = tuple(others)
        self.session.update(before)
        self.show()
        self.refresh_bindings()

    def lists(self) -> Iterable[EntryList[Any, Any]]:
        """The lists of entries."""
        raise NotImplementedError

    def begun(self, prefix: str) -> str:
        """What to say of an entry whose dialog was left; "" where nothing was typed in it."""
        return BEGUN if self.drafts(prefix) else ""

    def show(self) -> None:
        """Fill the lists."""
        for them in self.lists():
            row = self.row(them.id, ListRow)
            row.entries = [
                ListEntry(them.cells(item), note=self.begun(f"{them.id}.{them.name(item)}"))
                for item in them.items()
            ]
            row.note = BEGUN_NEW if self.drafts(f"{them.id}.new") else ""

    def on_list_row_asked(self, event: ListRow.Asked) -> None:
        """Add, change or remove an entry."""
        event.stop()
        for them in self.lists():
            if them.id == event.row.id:
                self._asked(them, event.what, event.at)
        self.show()

    def _asked(self, them: EntryList[Item, Given], what: str, at: int) -> None:
        old = them.items()[at] if what != "add" else None
        texts = f"{them.id}.{'new' if old is None else them.name(old)}"
        if what == "remove" and old is not None:
            self.keep_drafts(texts, {})
            told, before = them.cells(old)[0], self.answers
            them.put(old, None)
            self.can_restore(before)
            self.app.notify(f"Убрано: {told}. Ctrl+Z — вернуть")
            return

        def taken(given: Given) -> None:
            new = them.put(old, given)
            self.show()
            row = self.row(them.id, ListRow)
            row.go([*them.items()].index(new))  # type: ignore[arg-type]

        self.ask(them.dialog(old), texts, taken)
