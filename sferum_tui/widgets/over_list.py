"""A field that keeps the focus while its arrows move in the list under it."""

from __future__ import annotations

from typing import ClassVar

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
