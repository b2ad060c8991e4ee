"""Lines to scroll through by keys, in a widget as high as they need."""

from __future__ import annotations

from collections.abc import Iterator

from textual.geometry import Size

from sferum_tui.text import normal
from sferum_tui.widgets.form_row import wrapped
from sferum_tui.widgets.painted import Line
from sferum_tui.widgets.text_page import Make, TextPage

#: Cells in front of a line that stands under a heading.
_INDENT = 3


class LineList(TextPage, can_focus=True):
    """A page that takes the focus. Arrows and pages scroll."""

    def show(self, make: Make, *, top: bool = True) -> None:
        """Show other lines; their number may ask for another height."""
        super().show(make, top=top)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines."""
        return len(self._make(width))


def hanging(text: str, width: int, style: str) -> Iterator[Line]:
    """A text in as many lines as it needs, the second and later ones further in."""
    text = normal(text)
    if len(text) <= width - _INDENT:
        yield [(" " * _INDENT + text, style)]
        return
    for number, line in enumerate(wrapped(text, width - _INDENT - 2)):
        yield [(" " * (_INDENT + 2 * (number > 0)) + line, style)]
