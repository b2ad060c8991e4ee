"""Textual's form widgets as this program uses them: one row, no frame, no blinking."""

from __future__ import annotations

from typing import Any

from textual.widgets import Input

from sferum_tui.engine.text import clean


class Field(Input):
    """A line to type into. The cursor does not blink: blinking costs 440 bytes a second."""

    def __init__(self, value: str | None = None, placeholder: str = "", **options: Any) -> None:
        super().__init__(None if value is None else clean(value), placeholder, **options)
        self.cursor_blink = False

    def replace(self, text: str, start: int, end: int) -> None:
        """Put the text in place of what stands between two positions; everything typed and
        pasted comes this way and is cleaned."""
        super().replace(clean(text), start, end)
