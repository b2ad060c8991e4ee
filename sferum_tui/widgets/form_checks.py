"""A row of a form with ticks in columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar, Unpack

from rich.cells import cell_len
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region

from sferum_tui.text import cut
from sferum_tui.widgets.form_list import NARROW_COLUMN
from sferum_tui.widgets.form_row import LABEL_WIDTH, RowOptions, Shown, tick
from sferum_tui.widgets.form_seek import SeekRow
from sferum_tui.widgets.painted import Parts

#: How many ticks may stand below one another with their whole titles.
FEW = 8


class ChecksRow(SeekRow):
    """Ticks in columns; arrows move among them, Space ticks. `chosen` are the ticked keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1, 0)", show=False),
        Binding("right", "step(1, 0)", show=False),
        Binding("up", "step(0, -1)", show=False),
        Binding("down", "step(0, 1)", show=False),
        Binding("space", "tick", "Отметить", id="form.check", tooltip="Отметить или снять"),
    ]
    #: Keys and titles of the ticks.
    options = Shown[Sequence[tuple[str, str]]](())
    _chosen = Shown[frozenset[str]](frozenset())

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, str]],
        chosen: Collection[str] = (),
        **others: Unpack[RowOptions],
    ) -> None:
        super().__init__(label, **others)
        self.options, self.chosen = options, chosen

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ticked keys, in the order of the options."""
        return tuple(key for key, _ in self.options if key in self._chosen)

    @chosen.setter
    def chosen(self, keys: Collection[str]) -> None:
        self._chosen = frozenset(keys)

    @property
    def current(self) -> str:
        """The key the cursor is at."""
        return self.options[self.at][0]

    @property
    def text(self) -> str:
        """The ticked keys, one a line."""
        return "\n".join(self.chosen)

    def load(self, text: str) -> None:
        """Tick these keys."""
        self.chosen = text.split("\n")

    how = "отмечает пробел"

    @property
    def titles(self) -> list[str]:
        """The titles of the ticks."""
        return [title for _, title in self.options]

    @property
    def _titles(self) -> list[str]:
        """The titles; of many, long ones are cut so that there is room for two columns."""
        titles = self.titles
        room = (self.value_width - 2) // 2 - 4
        if len(titles) <= FEW or room < NARROW_COLUMN:
            room = self.value_width - 4
        return [cut(it, room) for it in titles]

    @property
    def _step(self) -> int:
        """Cells from one column to the next; closer where that puts all of them into one line."""
        widest = max((cell_len(title) for title in self._titles), default=0) + 4
        room = self.value_width
        apart = (widest + 2) * len(self.options) - 2
        close = (widest + 1) * len(self.options) - 1
        return widest + (1 if close <= room < apart else 2)

    @property
    def _columns(self) -> int:
        # No gap is needed after the last column.
        return max(1, (self.value_width + 2) // self._step)

    def value_lines(self) -> list[Parts]:
        """The ticks, row by row."""
        found: list[Parts] = []
        titles, step, columns = self._titles, self._step, self._columns
        for start in range(0, len(self.options), columns):
            line: Parts = []
            for at in range(start, min(start + columns, len(titles))):
                key, title = self.options[at][0], titles[at]
                current = self.active and at == self.at
                mark = "current" if current else "value"
                line += [(tick(key in self._chosen), mark), (f" {title}", "value")]
                line.append((" " * (step - 4 - cell_len(title)), ""))
            found.append(line)
        return found or [[]]

    @property
    def current_region(self) -> Region:
        """The line the cursor is in."""
        return Region(0, self.at // self._columns, 1, 1)

    def cursor_offset(self) -> Offset:
        """The tick under the cursor."""
        column = self.at % self._columns
        return Offset(LABEL_WIDTH + 1 + column * self._step, self.at // self._columns)

    @property
    def stops(self) -> Sequence[int]:
        """Every line."""
        return range(-(-len(self.options) // self._columns))

    def enter_at(self, line: int) -> None:
        """The cursor comes to this line."""
        last = max(len(self.options) - 1, 0)
        self.at = min(max(line, 0) * self._columns + self.at % self._columns, last)

    def action_step(self, right: int, down: int) -> None:
        """To the neighbour, or out at the upper or lower edge."""
        at = self.at + right + down * self._columns
        if down and not 0 <= at < len(self.options):
            raise SkipAction
        self.go(max(0, min(at, len(self.options) - 1)))

    def action_tick(self) -> None:
        """Tick or untick."""
        if self.options:
            self._chosen = self._chosen ^ {self.current}
            self.changed()

    def on_click(self, event: events.Click) -> None:
        """Tick what is clicked."""
        column = (event.x - LABEL_WIDTH) // self._step
        at = event.y * self._columns + column
        if 0 <= column < self._columns and at < len(self.options):
            self.at = at
            self.action_tick()
