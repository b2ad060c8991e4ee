"""Lines that one moves through with keys and the wheel of the mouse."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.scroll_view import ScrollView

#: Lines that one turn of the mouse's wheel scrolls.
_WHEEL = 3


class Scrolling(ScrollView, can_focus=True, inherit_bindings=False):
    """Base of lists and texts whose keys scroll, or move a cursor where a subclass has one."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,ctrl+home", "edge(-1)", show=False),
        Binding("end,ctrl+end", "edge(1)", show=False),
    ]

    @property
    def page(self) -> int:
        """Lines that PgUp and PgDn pass over: one of those in view stays in view."""
        return max(1, self.size.height - 1)

    def action_move(self, step: int) -> None:
        """An arrow."""
        self.scroll_lines(step)

    def action_page(self, step: int) -> None:
        """PgUp or PgDn."""
        self.scroll_lines(step * self.page)

    def action_edge(self, side: int) -> None:
        """Home or End."""
        self.scroll_lines(side * self.virtual_size.height)

    def scroll_lines(self, lines: int) -> None:
        """Scroll by so many lines, as far as there are any."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls; a cursor stays where it is."""
        self._wheel(event, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls; a cursor stays where it is."""
        self._wheel(event, -_WHEEL)

    def _wheel(self, event: events.MouseEvent, lines: int) -> None:
        event.stop()
        event.prevent_default()
        self.scroll_lines(lines)
