"""The table of classes with the keys that change it."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from sferum_tui.editing.classes import with_count, without_class
from sferum_tui.rollout.answers import Classes
from sferum_tui.rollout.class_edits import MIXED, with_class
from sferum_tui.rollout.recommendations import Recommendations
from sferum_tui.rollout.school import LETTERS, ClassNameError
from sferum_tui.text import typed_letter
from sferum_tui.widgets.class_table import ClassTable


class ClassGrid(ClassTable):
    """Classes to change: Space, Delete, digits for the number of parallels, a letter to find it.

    Two digits that follow one another are one number: «1», «2» are twelve parallels.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space",
            "switch",
            "Класс",
            id="classes.switch",
            tooltip="Есть такой класс или нет",
            show=False,
        ),
        Binding(
            "delete",
            "remove",
            "Убрать",
            id="classes.remove",
            tooltip="Убрать класс под курсором",
            show=False,
        ),
    ]

    class Changed(Message):
        """There are other classes; `amends` when this takes the place of the change before."""

        def __init__(self, school: Classes, amends: bool = False) -> None:
            super().__init__()
            self.school = school
            self.amends = amends

    class NameWanted(Message):
        """A class with a name of its own is to be added to the row."""

    _typed = ""
    _told = False

    def __init__(self, school: Classes, recommendations: Recommendations) -> None:
        super().__init__(school, recommendations)
        self._before_typing = school

    def moved(self, before: int) -> None:
        """The number that was being typed is complete."""
        self._typed = ""
        super().moved(before)

    def click(self, x: int, row: int | None) -> None:
        """A click on a letter's place toggles the class, elsewhere it moves the cursor."""
        super().click(x, row)
        if row is not None and self.grade != MIXED and self.place_at(x) is not None:
            self.action_switch()

    def _change(self, school: Classes) -> None:
        self._typed = ""
        self.school = school
        self.post_message(self.Changed(school))

    def action_switch(self) -> None:
        """Add the class under the cursor or take it away."""
        if self.letter is None:
            self.post_message(self.NameWanted())
        elif self.present:
            self.action_remove()
        else:
            try:
                more = with_class(self._school, self.grade, self.letter, self._recommendations)
            except ClassNameError as error:
                self.post_message(self.Refused(str(error)))
            else:
                self._change(more)

    def action_remove(self) -> None:
        """Take the class under the cursor away."""
        if self.present and self.letter is not None:
            self._change(without_class(self._school, self.grade, self.letter))

    def on_key(self, event: events.Key) -> None:
        """Digits are the number of parallels, a letter is the way to its column."""
        sign = event.character or ""
        letter = typed_letter(sign)
        if event.key == "backspace":
            self._count(self._typed[:-1])
        elif sign.isascii() and sign.isdecimal():
            self._digit(sign)
        elif letter:
            self._seek(letter.upper())
        else:
            return
        event.stop()
        event.prevent_default()

    def _digit(self, digit: str) -> None:
        if self.grade == MIXED:
            self.post_message(self.Refused("классы-комплекты добавляют по одному: Insert"))
            return
        again = len(self._typed) == 1 and self._typed != "0"
        if not again:
            self._typed = ""
        self._count(self._typed + digit)

    def _count(self, typed: str) -> None:
        """Give the row as many classes as the typed digits say; none: as it was before them."""
        if not self._typed:
            if not typed:
                return
            self._before_typing = self._school
            self._told = False
        before = self._before_typing
        try:
            new = with_count(before, self.grade, int(typed)) if typed else before
        except ClassNameError as error:
            # A first digit may still become a number that is in order: «1» of «12».
            self._typed = "" if self._typed else typed
            self.post_message(self.Refused(str(error)))
            return
        self.school = new
        self._typed = typed
        self.post_message(self.Changed(new, self._told))
        self._told = True

    def _seek(self, letter: str) -> None:
        if letter in LETTERS and self.grade != MIXED:
            self.column = self._wanted = self._places.index(letter)
            self.moved(self.row)
        elif self.grade == MIXED:
            self.post_message(self.Refused("у класса-комплекта нет литеры: Insert добавит 1–3"))
        else:
            self.post_message(self.Refused(f"столбца «{letter}» нет: класс добавит Insert"))
