"""The mark of the row that Enter takes, and the terminal's own cursor, which stands on that row.

A person sees the mark; who works with a screen reader or a magnifier hears and sees the place of
the cursor. A widget that marks a row says by `cursor_offset` where it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.geometry import Offset
from textual.widgets import Input

from sferum_tui.engine.mixins import WidgetMixin

if TYPE_CHECKING:
    from typing import Any

    from textual.screen import Screen

#: The mark; every screen shows exactly one.
MARK = "►"


@runtime_checkable
class HasCursor(Protocol):
    """A widget with a row that has the cursor."""

    def cursor_offset(self) -> Offset:
        """Where the cursor stands, counted from the upper left of the widget's content."""


class Marking(WidgetMixin):
    """For widgets that mark a row. Under a dialog the mark is the dialog's alone."""

    @property
    def marks(self) -> bool:
        """Whether the mark is to be painted."""
        return self.is_attached and self.app.screen is self.screen

    @property
    def active(self) -> bool:
        """Whether keys come here, so that the row under the cursor is painted as such."""
        return self.has_focus and self.marks

    def mark(self, here: bool) -> str:
        """The first cell of a row: the mark where the cursor is."""
        return MARK if here and self.marks else " "

    def marks_changed(self) -> None:
        """Paint the row anew: another screen lies over this one, or none does any more."""
        self.refresh()

    def on_mount(self) -> None:
        """Follow the screens that come and go. Textual calls this one and that of the widget."""
        self.app.screen_change_signal.subscribe(self, lambda _: self.marks_changed())


def cursor_position(screen: Screen[Any]) -> Offset:
    """Where the terminal's cursor belongs: in the field one types into, else on the marked row.

    A screen whose field keeps the focus while its list is moved through says by `cursor_widget`
    which of them the cursor stands in.
    """
    if not screen.is_mounted:
        return Offset(0, 0)
    widget = getattr(screen, "cursor_widget", None) or screen.focused
    if widget is None:
        # A question that Enter or Esc answers has nothing to focus: its words are what matters.
        boxes = screen.query(".dialog")
        return boxes.first().content_region.offset if boxes else Offset(0, 0)
    if isinstance(widget, Input):
        return widget.cursor_screen_offset
    inside = widget.cursor_offset() if isinstance(widget, HasCursor) else Offset(0, 0)
    return widget.content_region.offset + inside
