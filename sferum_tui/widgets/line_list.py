"""Lines to scroll through by keys, in a widget as high as they need."""

from __future__ import annotations

from textual.geometry import Size

from sferum_tui.widgets.text_page import Make, TextPage


class LineList(TextPage, can_focus=True):
    """A page that takes the focus. Arrows and pages scroll."""

    def show(self, make: Make, *, top: bool = True) -> None:
        """Show other lines; their number may ask for another height."""
        super().show(make, top=top)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines."""
        return len(self._make(width))
