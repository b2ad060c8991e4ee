"""Lines of text to look through: made for the width there is, painted only where in view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.events import Resize
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from sferum_tui.widgets.painted import STYLES, Lined, Part, components

#: A line: plain text, or pieces of it with the names of their styles.
TextLine = str | Sequence[Part]
#: Makes the lines for a width in cells.
Make = Callable[[int], Sequence[TextLine]]


class TextPage(Lined, ScrollView, can_focus=False):
    """Shows what `make` returns for a width in cells, and asks anew when the width changes."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = components(*STYLES)

    def __init__(self, make: Make = lambda width: (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._make = make
        self._lines: Sequence[TextLine] = ()
        self._width = 0

    def show(self, make: Make, *, top: bool = True) -> None:
        """Show other lines, from the first one on or from where one has scrolled to."""
        self._make = make
        self._fill()
        if top:
            self.scroll_home(animate=False)

    def _fill(self) -> None:
        self._width = self.scrollable_content_region.width
        if self._width:
            self._lines = self._make(self._width)
            self.virtual_size = Size(self._width, len(self._lines))
            self.refresh()

    def on_resize(self, event: Resize) -> None:
        """Make the lines for another width."""
        if self.scrollable_content_region.width != self._width:
            self._fill()

    def render_line(self, y: int) -> Strip:
        """One line."""
        row = y + self.scroll_offset.y
        line = self._lines[row] if row < len(self._lines) else ""
        parts = [(line, "")] if isinstance(line, str) else line
        return self.strip(parts, self.scrollable_content_region.width)
