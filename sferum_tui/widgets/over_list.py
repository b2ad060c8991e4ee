"""A field that keeps the focus while its arrows move in the list under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType

from sferum_tui.engine.mixins import ScreenMixin
from sferum_tui.engine.widgets import Field

if TYPE_CHECKING:
    from textual.widget import Widget

    from sferum_tui.widgets.cursor_list import CursorList


class FieldOverList(Field):
    """What is looked for. Its screen is an `OverList`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"screen.list('{how}', {step})", show=False)
        for key, how, step in (
            ("up", "move", -1),
            ("down", "move", 1),
            ("pageup", "page", -1),
            ("pagedown", "page", 1),
            ("ctrl+home", "edge", -1),
            ("ctrl+end", "edge", 1),
        )
    ]

    def action_home(self, select: bool = False) -> None:
        """In an empty field Home and End are the list's: to its first row and its last."""
        if self.value:
            super().action_home(select)
        else:
            self._to_edge(-1)

    def action_end(self, select: bool = False) -> None:
        """The last row from an empty field, else the end of what is typed."""
        if self.value:
            super().action_end(select)
        else:
            self._to_edge(1)

    def _to_edge(self, side: int) -> None:
        cast("OverList", self.screen).action_list("edge", side)


class OverList(ScreenMixin):
    """For a screen with such a field over a list, which `listed` gives."""

    #: Whether the arrows were used last, and not letters.
    in_list = False

    @property
    def listed(self) -> CursorList:
        """The list."""
        raise NotImplementedError

    @property
    def cursor_widget(self) -> Widget | None:
        """The terminal's cursor stands in the field while one types, else on the row chosen."""
        field = self.query_one(FieldOverList)
        if self.focused not in (None, field):
            return self.focused
        chosen = self.in_list or not field.value
        return self.listed if chosen and self.listed.display else self.focused

    def action_list(self, how: str, step: int) -> None:
        """Move through the list while the field keeps the focus."""
        self.in_list = True
        getattr(self.listed, f"action_{how}")(step)
