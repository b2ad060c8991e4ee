"""Lines of text to look through: made for the width there is, painted only where in view."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual.geometry import Size
from textual.strip import Strip

from sferum_tui.rollout.russian import unbroken
from sferum_tui.text import in_lines, normal
from sferum_tui.widgets.form_row import NARROWEST, wrapped
from sferum_tui.widgets.painted import STYLES, Line, Lined, Part, changed_lines, components
from sferum_tui.widgets.scrolling import Scrolling

#: Cells in front of a line that stands under a heading.
_INDENT = 3

#: A line: plain text, or pieces of it with the names of their styles.
TextLine = str | Sequence[Part]
#: Makes the lines for a width in cells.
Make = Callable[[int], Sequence[TextLine]]


class TextPage(Lined, Scrolling, can_focus=False):
    """Shows what `make` returns for a width in cells, and asks anew when the width changes.

    Only lines that differ are painted.
    """

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
            self.scroll_to(y=0, animate=False, force=True)

    def _fill(self) -> None:
        self._width = self.scrollable_content_region.width
        if not self._width:
            return
        before, self._lines = self._lines, self._make(self._width)
        if len(before) != len(self._lines):
            self.virtual_size = Size(1, len(self._lines))
            self.refresh()
            return
        for number in changed_lines(before, self._lines):
            self.refresh_line(number)

    def on_resize(self) -> None:
        """Make the lines for another width."""
        if self.scrollable_content_region.width != self._width:
            self._fill()

    def render_line(self, y: int) -> Strip:
        """One line."""
        row = y + self.scroll_offset.y
        line = self._lines[row] if row < len(self._lines) else ""
        parts = [(line, "")] if isinstance(line, str) else line
        return self.strip(parts, self.scrollable_content_region.width)


class LineList(TextPage, can_focus=True):
    """A page that takes the focus, as high as its lines where there is room."""

    def show(self, make: Make, *, top: bool = True) -> None:
        """Show other lines; their number may ask for another height."""
        super().show(make, top=top)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines."""
        return len(self._make(width))


def text_lines(text: str, width: int) -> list[str]:
    """A text in lines of at most so many cells; its own line ends stay."""
    return [
        line
        for part in text.splitlines()
        for line in in_lines(unbroken(part), max(width, NARROWEST)) or [""]
    ]


def hanging(text: str, width: int, style: str) -> Iterator[Line]:
    """A text in as many lines as it needs, the second and later ones further in."""
    text = normal(text)
    if len(text) <= width - _INDENT:
        yield [(" " * _INDENT + text, style)]
        return
    for number, line in enumerate(wrapped(text, width - _INDENT - 2)):
        yield [(" " * (_INDENT + 2 * (number > 0)) + line, style)]
