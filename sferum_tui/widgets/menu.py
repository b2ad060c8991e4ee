"""A list to choose one line from; Enter and the page keys are left to the screen."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class Menu(OptionList, inherit_bindings=False):
    """Lines and a cursor. What Enter does is an action of the screen, so that its keys can be told.

    A click chooses as Enter does: it arrives as `OptionList.OptionSelected`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", show=False),
        Binding("up", "cursor_up", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]
