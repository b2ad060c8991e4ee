"""A field that keeps the focus while its arrows move in the list under it."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from textual.binding import Binding, BindingType

from sferum_tui.engine.widgets import Field


class FieldOverList(Field):
    """What is looked for. Its screen moves in the list by `action_list`."""

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
        cast("Any", self.screen).action_list("edge", side)
