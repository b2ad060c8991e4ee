"""A list to choose one line from; Enter and the page keys are left to the screen."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from sferum_tui.engine.keys import typed
from sferum_tui.engine.widgets import Choices
from sferum_tui.widgets.seeking import sought


class Menu(Choices, inherit_bindings=False):
    """Lines and a cursor. What Enter does is an action of the screen, so that its keys can be told.

    A click chooses as Enter does: it arrives as `OptionList.OptionSelected`. Letters lead to the
    line with a word that begins as they do; digits are left to the screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", show=False),
        Binding("up", "cursor_up", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]
    _begun = ""

    def on_key(self, event: events.Key) -> None:
        """Follow the letters of a word; any other key ends it."""
        letter = typed(event)
        if not letter or letter.isdecimal():
            self._begun = ""
            return
        event.stop()
        event.prevent_default()
        titles = [str(option.prompt) for option in self.options]
        if found := sought(titles, self._begun, letter, self.highlighted or 0):
            self._begun, self.highlighted = found
