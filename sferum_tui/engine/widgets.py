"""Textual's form widgets as this program uses them: one row, no frame, no blinking."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from textual.content import Content, ContentText
from textual.widgets import Checkbox, Input, RadioButton, Select

from sferum_tui.engine.russian import CHOOSE
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


Value = TypeVar("Value")


def _plain_label(label: ContentText) -> Content:
    """A label as it is: a string is never markup, as it may come from a file."""
    return Content(clean(label if isinstance(label, str) else label.plain))


class Tick(Checkbox):
    """A check box that is told by its sign, not by its colour: `[√]` or `[ ]`."""

    def _make_label(self, label: ContentText) -> Content:
        return _plain_label(label)

    @property
    def _button(self) -> Content:
        return Content("[√]" if self.value else "[ ]")


class Choice(RadioButton):
    """A radio button that is told by its sign, not by its colour: `(●)` or `( )`."""

    def _make_label(self, label: ContentText) -> Content:
        return _plain_label(label)

    @property
    def _button(self) -> Content:
        return Content("(●)" if self.value else "( )")


class Pick(Select[Value]):
    """A list to choose one value from, shown as one row until it is opened."""

    def __init__(
        self, options: Iterable[tuple[str, Value]], *, prompt: str = CHOOSE, **others: Any
    ) -> None:
        """`options` are pairs of what is shown and what it stands for."""
        super().__init__(
            [(Content(clean(text)), value) for text, value in options], prompt=prompt, **others
        )
