"""Rows of a form with many lines: a list of entries, a list of ticks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar, Unpack

from msgspec import Struct
from rich.cells import cell_len
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Region

from sferum_tui.widgets.form_row import LABEL_WIDTH, RowMessage, RowOptions, tick, wrapped
from sferum_tui.widgets.form_seek import SeekRow
from sferum_tui.widgets.painted import Parts

#: The narrowest last column of a list; with less room its cells stand below the others.
NARROW_COLUMN = 16


class ListEntry(Struct, frozen=True):
    """A line of a list: its cells, its tick where the list has ticks, a word to stand below it."""

    cells: tuple[str, ...]
    ticked: bool | None = None
    note: str = ""


_MOVES: list[BindingType] = [
    Binding("up", "step(-1)", show=False),
    Binding("down", "step(1)", show=False),
    Binding("home", "jump(0)", show=False),
    Binding("end", "jump(-1)", show=False),
]
_EDITS: list[BindingType] = [
    Binding("space", "edit", "Изменить", id="form.edit", tooltip="Изменить эту запись"),
    Binding("f4,ctrl+e", "edit", show=False),
]


class ListRow(SeekRow):
    """Entries to add, change and remove. `empty` stands there while there are none.

    Up and Down move inside the list and leave it at its ends. The row only tells what was asked;
    who owns the entries changes them and sets `entries`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *_MOVES,
        *_EDITS,
        # Where there is nothing to change, the same keys begin the first entry.
        Binding("space,f4,ctrl+e", "begin", show=False, id="form.begin", tooltip="Первая запись"),
        Binding("insert,plus", "add", "Добавить", id="form.add", tooltip="Добавить запись"),
        Binding("delete", "remove", "Убрать", id="form.remove", tooltip="Убрать эту запись"),
    ]

    class Asked(RowMessage):
        """The person asks to edit, add, remove or tick; `at` is the entry's number."""

        def __init__(self, row: ListRow, what: str, at: int) -> None:
            super().__init__(row)
            self.what, self.at = what, at

    def __init__(
        self,
        label: str,
        entries: Sequence[ListEntry] = (),
        *,
        empty: str = "",
        right: Collection[int] = (),
        **options: Unpack[RowOptions],
    ) -> None:
        super().__init__(label, **options)
        self._entries = tuple(entries)
        self.empty = empty
        self._right = frozenset(right)
        self._painted: tuple[int, list[list[Parts]]] | None = None

    @property
    def entries(self) -> tuple[ListEntry, ...]:
        """The entries."""
        return self._entries

    @entries.setter
    def entries(self, entries: Sequence[ListEntry]) -> None:
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self.at = max(0, min(self.at, len(self._entries) - 1))
            self._painted = None
            self.repaint()
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is not there can't be changed or removed."""
        if action in ("edit", "remove"):
            return bool(self._entries)
        return not self._entries if action == "begin" else True

    how = "новую запись добавляет Insert"

    @property
    def titles(self) -> list[str]:
        """The first cells of the entries."""
        return [entry.cells[0] for entry in self._entries]

    def value_lines(self) -> list[Parts]:
        """Every entry with its mark; what does not fit in its column goes on below it."""
        if not self._entries:
            text = wrapped(self.empty, self.value_width)
            return [[(part, "note")] for part in text] or [[]]
        found: list[Parts] = []
        for number, block in enumerate(self._blocks()):
            current = self.active and number == self.at
            found += [
                [
                    (text, "current" if current and style != "below" else style)
                    for text, style in line
                ]
                for line in block
            ]
        return found

    def value_cells(self) -> int:
        """A list leaves no room beside it."""
        return self.value_width

    def _blocks(self) -> list[list[Parts]]:
        width = self.value_width
        if self._painted is None or self._painted[0] != width:
            notes = [wrapped(f"↑ {it.note}" if it.note else "", width) for it in self._entries]
            self._painted = (
                width,
                [
                    [*self._block(entry), *([(line, "below")] for line in lines)]
                    for entry, lines in zip(self._entries, notes, strict=True)
                ],
            )
        return self._painted[1]

    def _columns(self) -> list[int]:
        """The width of each column; the last one takes what is left.

        Where that is too little, one column with all cells below one another.
        """
        count = max(len(entry.cells) for entry in self._entries)
        left = self.value_width - (4 if self._entries[0].ticked is not None else 0)
        widths = []
        for column in range(count - 1):
            widest = max((cell_len(it.cells[column]) for it in self._entries), default=0)
            widths.append(min(widest, left * 3 // 5))
            left -= widths[-1] + 2
        return [*widths, left] if count == 1 or left >= NARROW_COLUMN else []

    def _block(self, entry: ListEntry) -> list[Parts]:
        widths = self._columns()
        head = f"{tick(entry.ticked)} " if entry.ticked is not None else ""
        if not widths:
            return self._stacked(entry, head)
        columns = [wrapped(text, width) for text, width in zip(entry.cells, widths, strict=False)]
        block: list[Parts] = []
        for number in range(max(1, *(len(column) for column in columns))):
            line: Parts = [(head if not number else " " * len(head), "value")]
            for column, width in enumerate(widths[: len(columns)]):
                parts = columns[column]
                part = parts[number] if number < len(parts) else ""
                side = ">" if column in self._right else "<"
                gap = "  " if column < len(columns) - 1 else ""
                line.append((f"{part:{side}{width}}{gap}", "note" if column else "value"))
            block.append(line)
        return block

    def _stacked(self, entry: ListEntry, head: str) -> list[Parts]:
        """The first cell, and the others below it in one text."""
        width = self.value_width - len(head)
        below = " · ".join(filter(None, entry.cells[1:]))
        lines = [(part, "value") for part in wrapped(entry.cells[0], width)] or [("", "value")]
        lines += [(f"  {part}", "note") for part in wrapped(below, width - 2)]
        return [
            [(" " * len(head) if number else head, "value"), (f"{text:{width}}", style)]
            for number, (text, style) in enumerate(lines)
        ]

    def _top(self, number: int) -> int:
        return sum(len(block) for block in self._blocks()[:number])

    def enter_at(self, line: int) -> None:
        """The cursor comes to the entry of this line."""
        self.at = max((at for at, top in enumerate(self.stops) if top <= line), default=0)

    @property
    def stops(self) -> Sequence[int]:
        """The first line of every entry."""
        return [self._top(number) for number in range(len(self._entries))] or [0]

    @property
    def current_region(self) -> Region:
        """The lines of the current entry."""
        if not self._entries:
            return super().current_region
        return Region(0, self._top(self.at), 1, len(self._blocks()[self.at]))

    def action_step(self, step: int) -> None:
        """To the next entry, or out of the list at its end."""
        at = self.at + step
        if not 0 <= at < len(self._entries):
            raise SkipAction
        self.go(at)

    def action_jump(self, at: int) -> None:
        """To the first entry or the last."""
        self.go(at % max(len(self._entries), 1))

    def enter_from(self, step: int) -> None:
        """The cursor comes from above or from below."""
        self.at = 0 if step > 0 else max(0, len(self._entries) - 1)

    def action_edit(self) -> None:
        """Change the current entry."""
        self.post_message(self.Asked(self, "edit", self.at))

    def action_add(self) -> None:
        """Add an entry."""
        self.post_message(self.Asked(self, "add", len(self._entries)))

    def action_begin(self) -> None:
        """Add the first entry."""
        self.action_add()

    def action_remove(self) -> None:
        """Remove the current entry."""
        self.post_message(self.Asked(self, "remove", self.at))

    def on_click(self, event: events.Click) -> None:
        """A click chooses an entry, a second one on it opens it."""
        if not self._entries or event.x < LABEL_WIDTH:
            return
        for number in range(len(self._entries)):
            top = self._top(number)
            if top <= event.y < top + len(self._blocks()[number]):
                again, self.at = number == self.at and event.chain > 1, number
                self.refresh()
                if again:
                    self.action_edit()
                return


class GivenListRow(ListRow, inherit_bindings=False):
    """A list of what there is in any case: entries are changed, none is added or removed."""

    BINDINGS: ClassVar[list[BindingType]] = [*_MOVES, *_EDITS]
    how = "открывает пробел"


class CheckListRow(ListRow, inherit_bindings=False):
    """A list whose entries are ticked with Space; F4 asks to change one."""

    how = "отмечает пробел"
    BINDINGS: ClassVar[list[BindingType]] = [
        *_MOVES,
        Binding("space", "tick", "Отметить", id="form.tick", tooltip="Отметить или снять"),
        Binding("f4,ctrl+e", "edit", "Изменить", id="form.change", tooltip="Изменить эту запись"),
    ]

    def action_tick(self) -> None:
        """Tick or untick the current entry."""
        if self._entries:
            self.post_message(self.Asked(self, "tick", self.at))
