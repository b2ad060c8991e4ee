"""Rows of a form in which letters find a value or an entry: nothing typed is swallowed."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from sferum_tui.engine.keys import typed
from sferum_tui.text import russian_letters
from sferum_tui.widgets.form_row import LABEL_WIDTH, FormRow, Shown, wrapped
from sferum_tui.widgets.painted import Parts
from sferum_tui.widgets.seeking import sought


class SeekRow(FormRow):
    """A row to choose in. Letters lead to what begins with them; where nothing does, it says so.

    A subclass gives `titles`; `at` is the number of the one that the cursor is at.
    """

    #: What to say where there is nothing to find.
    how = "выбирают стрелками"

    at = 0
    _sought = ""
    #: Why a key did nothing, under the row.
    said = Shown("")

    @property
    def titles(self) -> Sequence[str]:
        """What letters are compared with."""
        return ()

    @property
    def place(self) -> int:
        """The number of the title the cursor is at."""
        return self.at

    def go(self, number: int) -> None:
        """Move to the title of this number."""
        self.at = number
        self.moved()

    def lines(self) -> list[Parts]:
        """The row, and why letters led nowhere."""
        found = super().lines()
        if self.said:
            indent = (" " * LABEL_WIDTH, "")
            found += [[indent, (it, "fault")] for it in wrapped(self.said, self.value_width)]
        return found

    def on_key(self, event: events.Key) -> None:
        """Letters seek; any other key begins anew."""
        letter = typed(event)
        if not letter or self._bindings.key_to_bindings.get(event.key):
            self.said = self._sought = ""
            return
        event.stop()
        event.prevent_default()
        self.seek(letter)

    def seek(self, letter: str) -> None:
        """Go to what begins with the letters typed so far, this one the last."""
        found = sought(self.titles, self._sought, letter, self.place)
        self._sought, self.said = found[0] if found else "", ""
        if found:
            self.go(found[1])
        else:
            self.said = f"на «{russian_letters(letter)}» здесь ничего нет: {self.how}"

    def watch_has_focus(self, has_focus: bool) -> None:
        """What was said goes with the cursor."""
        super().watch_has_focus(has_focus)
        if not has_focus:
            self.said = self._sought = ""
