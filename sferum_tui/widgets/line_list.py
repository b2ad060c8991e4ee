"""Many lines to scroll through; only those in view are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from sferum_tui.widgets.painted import STYLES, Line


class LineList(ScrollView, can_focus=True):
    """Shows the lines that `make` returns for a width in cells. Arrows and pages scroll."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"painted--{name}" for name in STYLES}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
    ]

    def __init__(self, make: Callable[[int], Sequence[Line]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._make = make
        self._lines: Sequence[Line] = ()
        self._width = 0

    def show(self, make: Callable[[int], Sequence[Line]]) -> None:
        """Show other lines, from the first one on."""
        self._make = make
        self._fill()
        self.refresh(layout=True)
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

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines."""
        return len(self._make(width))

    def render_line(self, y: int) -> Strip:
        """One line."""
        base = self.rich_style
        row, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if row >= len(self._lines):
            return Strip.blank(width, base)
        segments = [
            Segment(text, self.get_component_rich_style(f"painted--{style}") if style else base)
            for text, style in self._lines[row]
        ]
        return Strip(segments).adjust_cell_length(width, base)
