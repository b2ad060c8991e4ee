"""Rows of a form that hold a choice or a tick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Unpack

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region

from sferum_tui.widgets.form_row import LABEL_WIDTH, NARROWEST, RowOptions, Shown, tick, wrapped
from sferum_tui.widgets.form_seek import SeekRow
from sferum_tui.widgets.painted import Part, Parts


class ChoiceRow(SeekRow):
    """One of a few values; Left and Right change it, and a letter says so."""

    how = "другое значение — ◄ и ►"
    #: The key of the chosen value.
    value = Shown("")
    #: Keys and titles to choose from.
    options = Shown[Sequence[tuple[str, str]]](())

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding(
            "right",
            "turn(1)",
            "Выбор",
            key_display="← →",
            id="form.turn",
            tooltip="Другое значение",
        ),
        Binding("space", "turn(1)", show=False),
    ]

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, str]],
        value: str,
        **others: Unpack[RowOptions],
    ) -> None:
        super().__init__(label, **others)
        self.options, self.value = options, value

    @property
    def text(self) -> str:
        """The key of the chosen value."""
        return self.value

    def load(self, text: str) -> None:
        """Choose the value of this key, if there is one."""
        if text in dict(self.options):
            self.value = text

    @property
    def gap(self) -> Part:
        """The left arrow, where the cursor is."""
        return ("◄ " if self.active else "  ", "mark")

    @property
    def _room(self) -> int:
        widest = max((cell_len(title) for _, title in self.options), default=0)
        return max(min(widest, self.value_width - 2), NARROWEST - 2)

    def value_lines(self) -> list[Parts]:
        """The value, as wide as the widest one, so that neither arrow nor note jumps."""
        titles = wrapped(dict(self.options).get(self.value, ""), self._room) or [""]
        style = "current" if self.active else "value"
        found: list[Parts] = [[(f"{part:{self._room}}", style)] for part in titles]
        found[0].append((" ►" if self.active else "  ", "mark"))
        return found

    def seek(self, letter: str) -> None:
        """No letter changes anything: a slip of the hand costs nothing."""
        self.said = f"буква здесь ничего не меняет: {self.how}"

    @property
    def place(self) -> int:
        """The number of the chosen value."""
        keys = [key for key, _ in self.options]
        return keys.index(self.value) if self.value in keys else 0

    def go(self, number: int) -> None:
        """Take the value of this number."""
        if self.options[number][0] != self.value:
            self.value = self.options[number][0]
            self.changed()

    def action_turn(self, step: int) -> None:
        """Take the next value or the one before it, round and round."""
        if len(self.options) > 1:
            self.go((self.place + step) % len(self.options))

    def on_click(self, event: events.Click) -> None:
        """The left arrow goes back; everywhere else on the value goes on."""
        if event.x >= LABEL_WIDTH - 2:
            self.action_turn(-1 if event.x < LABEL_WIDTH else 1)


class CheckRow(SeekRow):
    """A yes or no; Space changes it. `title` stands beside the tick."""

    how = "отмечает пробел"
    #: Whether it is ticked.
    value = Shown(False)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Отметить", id="form.toggle", tooltip="Да или нет"),
        Binding("left,right", "tick", show=False),
    ]

    def __init__(self, label: str, title: str, value: bool, **others: Unpack[RowOptions]) -> None:
        super().__init__(label, **others)
        self.title = title
        self.value = value

    @property
    def text(self) -> str:
        """«да» or «нет»."""
        return "да" if self.value else "нет"

    def load(self, text: str) -> None:
        """Take back «да» or «нет»."""
        self.value = text == "да"

    def value_lines(self) -> list[Parts]:
        """The tick and its title."""
        style = "current" if self.active else "value"
        first, *rest = wrapped(self.title, self.value_width - 4) or [""]
        return [
            [(tick(self.value), style), (f" {first}", "value")],
            *([("    ", ""), (part, "value")] for part in rest),
        ]

    def action_tick(self) -> None:
        """Tick or untick."""
        self.value = not self.value
        self.changed()

    def on_click(self, event: events.Click) -> None:
        """A click on the tick or its title toggles."""
        if event.x >= LABEL_WIDTH:
            self.action_tick()


class RadioRow(ChoiceRow):
    """One of a few values, all of them in view and numbered: a digit takes one at once."""

    how = "выбирают цифра, ◄ и ►"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(number), f"choose({number})", show=False) for number in range(1, 10)
    ]

    @property
    def gap(self) -> Part:
        """No arrow: the values stand below one another."""
        return ("  ", "")

    def value_lines(self) -> list[Parts]:
        """Every value with its sign and its digit."""
        found: list[Parts] = []
        for number, (key, title) in enumerate(self.options, 1):
            chosen = key == self.value
            style = "current" if chosen and self.active else "value"
            first, *rest = wrapped(title, self.value_width - 7) or [""]
            found.append(
                [(f"({'●' if chosen else ' '})", style), (f" {number} ", "note"), (first, style)]
            )
            found += [[(" " * 6, ""), (part, style)] for part in rest]
        return found

    @property
    def current_region(self) -> Region:
        """The line of the chosen value."""
        at = self.place
        heights = [len(wrapped(title, self.value_width - 7)) or 1 for _, title in self.options]
        return Region(0, sum(heights[:at]), 1, heights[at] if heights else 1)

    def action_choose(self, number: int) -> None:
        """Take the value of this number."""
        if number <= len(self.options):
            self.go(number - 1)

    def on_click(self, event: events.Click) -> None:
        """Take the clicked value."""
        event.prevent_default()
        line = 0
        for number, (_, title) in enumerate(self.options, 1):
            height = len(wrapped(title, self.value_width - 7)) or 1
            if line <= event.y < line + height and event.x >= LABEL_WIDTH:
                self.action_choose(number)
            line += height
