"""Rows of a form in which letters find a value or an entry: nothing typed is swallowed."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from sferum_tui.text import look_alike, russian_letters
from sferum_tui.widgets.form_row import LABEL_WIDTH, FormRow, Shown, wrapped
from sferum_tui.widgets.painted import Parts


def beginning(titles: Sequence[str], typed: str, at: int) -> int | None:
    """The number of the first title from `at` on, round and round, with a word that so begins."""
    wanted = look_alike(typed)
    for step in range(len(titles)):
        number = (at + step) % len(titles)
        title = look_alike(titles[number])
        if title.startswith(wanted) or f" {wanted}" in title or f"«{wanted}" in title:
            return number
    return None


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
        sign = event.character or ""
        if not sign.isalnum() or "+" in event.key or self._bindings.key_to_bindings.get(event.key):
            self.said = self._sought = ""
            return
        event.stop()
        event.prevent_default()
        self.seek(russian_letters(sign) if sign.isascii() else sign)

    def seek(self, letter: str) -> None:
        """Go to what begins with the letters typed so far, this one the last."""
        longer = self._sought + letter
        found = beginning(self.titles, longer, self.place)
        if found is None:
            longer, found = letter, beginning(self.titles, letter, self.place + 1)
        self._sought = longer if found is not None else ""
        self.said = f"на «{letter}» здесь ничего нет: {self.how}" if found is None else ""
        if found is not None:
            self.go(found)

    def watch_has_focus(self, has_focus: bool) -> None:
        """What was said goes with the cursor."""
        super().watch_has_focus(has_focus)
        if not has_focus:
            self.said = self._sought = ""
