"""A text alone in its lines, for the mouse of a terminal that has no clipboard for us."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from sferum_tui.text import in_lines
from sferum_tui.widgets.painted import Lined, components


class BareText(Lined, Widget):
    """A hint and, under it, the text from edge to edge, without frame, padding or anything beside.

    A text longer than a line goes on in the next one. Hidden while there is no text.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = components("hint")

    _hint = ""
    _text = ""

    @property
    def text(self) -> str:
        """What stands there; "" while hidden."""
        return self._text

    def show(self, hint: str, text: str) -> None:
        """Show a text under its hint."""
        self._hint, self._text = hint, text
        self.display = True
        self.refresh(layout=True)

    def clear(self) -> None:
        """Hide it."""
        if self._text:
            self._text = ""
            self.display = False

    def _lines(self, width: int) -> Iterator[str]:
        for part in self._text.splitlines():
            yield from in_lines(part, max(width, 10)) or [""]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The hint, the lines, a free one under them."""
        return 2 + sum(1 for _ in self._lines(width))

    def render_line(self, y: int) -> Strip:
        """One line."""
        width = self.size.width
        if y == 0:
            return self.strip([(f" {self._hint}".ljust(width), "hint")], width)
        lines = list(self._lines(width))
        return self.strip([(lines[y - 1] if y <= len(lines) else "", "")], width)
