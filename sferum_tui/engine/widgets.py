"""Textual's form widgets as this program uses them: one row, no frame, no blinking."""

from __future__ import annotations

from typing import Any

from rich.segment import Segment
from textual.geometry import Offset
from textual.strip import Strip
from textual.visual import VisualType
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from sferum_tui.engine.marks import MARK, Marking
from sferum_tui.text import normal


class Plain(Static):
    """Words to read, which may hold names out of files and are never markup."""

    def __init__(self, text: VisualType = "", **options: Any) -> None:
        super().__init__(text, markup=False, **options)

    def say(self, text: VisualType) -> None:
        """Say this; a line that has nothing to say goes."""
        self.update(text)
        self.display = bool(text)


class Choices(Marking, OptionList):
    """Lines to choose from, no markup in them; the one that Enter takes bears the mark, not a
    colour alone."""

    def __init__(self, *lines: Option | VisualType | None, **options: Any) -> None:
        super().__init__(*lines, markup=False, **options)

    def render_line(self, y: int) -> Strip:
        """One line, its first cell left for the mark."""
        strip = super().render_line(y)
        marked = self.highlighted is not None and y + self.scroll_offset.y == self._marked_row
        if not marked or not self.marks:
            return strip
        first = next((segment.style for segment in strip if segment.text), None)
        return Strip([Segment(MARK, first), *strip.crop(1)], strip.cell_length)

    @property
    def _marked_row(self) -> int:
        """The first row of the highlighted line, counted from the top of the list."""
        return self._index_to_line.get(self.highlighted or 0, 0)

    def cursor_offset(self) -> Offset:
        """The highlighted line."""
        return Offset(0, self._marked_row - self.scroll_offset.y)


class Field(Input):
    """A line to type into. The cursor does not blink: blinking costs 440 bytes a second."""

    def __init__(self, value: str | None = None, placeholder: str = "", **options: Any) -> None:
        super().__init__(None if value is None else normal(value), placeholder, **options)
        self.cursor_blink = False

    @property
    def takes_pastes(self) -> bool:
        """Whether letters that come at once may be handed over as one text."""
        return not self.restrict

    def on_focus(self) -> None:
        """Typing goes on at the end."""
        self.cursor_position = len(self.value)

    def on_blur(self) -> None:
        """A text longer than its field shows its head."""
        self.cursor_position = 0

    def replace(self, text: str, start: int, end: int) -> None:
        """Put the text in place of what stands between two positions; everything typed and
        pasted comes this way and is made normal, with an accent that is typed after its letter.

        What there is no room for is left out, as it is of a text that is typed letter by letter."""
        text = self._fitting(normal(text), start, end)
        super().replace(text, start, end)
        typed, place = self.value, self.cursor_position
        if (value := normal(typed)) != typed:
            # A few letters take more characters when they are composed.
            self.value = value[: self.max_length or None]
            self.cursor_position = len(normal(typed[:place]))

    def _fitting(self, text: str, start: int, end: int) -> str:
        """As much of a text as there is room for between two positions."""
        if not self.max_length:
            return text
        start, end = sorted((start, end))
        room = self.max_length - len(self.value[:start]) - len(self.value[end:])
        if len(text) > room:
            self.restricted()
        return text[: max(0, room)]
