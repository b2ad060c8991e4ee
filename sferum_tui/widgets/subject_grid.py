"""The table of subjects with the keys that change it."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from sferum_tui.editing.subjects import (
    is_split,
    merge,
    split,
    switched,
    switched_all,
    with_subgroups,
    without_subject,
    without_subjects,
)
from sferum_tui.editing.teaching import Teaching
from sferum_tui.text import lowered, typed_letter
from sferum_tui.widgets.subject_table import SubjectTable


class SubjectGrid(SubjectTable):
    """Subjects to change. Space works on what the cursor stands on: a subject in a grade, a
    subject in all grades, all subjects of a grade, everything; so do digits, which make subgroups.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space", "switch", "Чаты", id="subjects.switch", tooltip="Чаты есть или нет", show=False
        ),
        Binding(
            "delete", "remove", "Убрать", id="subjects.remove", tooltip="Без этих чатов", show=False
        ),
        Binding(
            "f5,ctrl+o",
            "split",
            "По курсам",
            id="subjects.split",
            tooltip="Отдельные чаты курсов: алгебра, геометрия, вероятность",
        ),
        Binding(
            "f5,ctrl+o",
            "merge",
            "Одним чатом",
            id="subjects.merge",
            tooltip="Общий чат вместо курсов: математика",
        ),
    ]

    class Changed(Message):
        """Something else is taught."""

        def __init__(self, teaching: Teaching) -> None:
            super().__init__()
            self.teaching = teaching

    def click(self, x: int, row: int | None) -> None:
        """A click on a cell switches it, elsewhere it moves the cursor."""
        super().click(x, row)
        if row is not None and self.place_at(x) is not None:
            self.action_switch()

    def _change(self, teaching: Teaching) -> None:
        if teaching.subjects != self.teaching.subjects:
            self.load(teaching)
            self.post_message(self.Changed(teaching))

    def action_switch(self) -> None:
        """On or off."""
        if self.subject:
            self._change(switched(self.teaching, self.subject, self.grade))
        else:
            self._change(switched_all(self.teaching, self.grade))

    def action_remove(self) -> None:
        """Off."""
        if self.subject:
            self._change(without_subject(self.teaching, self.subject, self.chosen))
        else:
            self._change(without_subjects(self.teaching, self.chosen))

    def action_split(self) -> None:
        """A chat for each course in the grades under the cursor."""
        self._change(split(self.teaching, self.chosen))

    def action_merge(self) -> None:
        """One chat for all courses in the grades under the cursor."""
        self._change(merge(self.teaching, self.chosen))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Splitting or merging, whichever can be done."""
        if action in ("split", "merge"):
            state = is_split(self.teaching, self.chosen)
            return state is not None and state == (action == "merge")
        return True

    def on_key(self, event: events.Key) -> None:
        """A digit is the number of subgroups, a letter is the way to the next such subject."""
        sign = event.character or ""
        letter = typed_letter(sign)
        if sign.isascii() and sign.isdecimal():
            self._divide(int(sign))
        elif letter:
            self._seek(letter)
        else:
            return
        event.stop()
        event.prevent_default()

    def _divide(self, number: int) -> None:
        name, teaching = self.subject, self.teaching
        if not name:
            self.post_message(self.Refused("подгруппы задают в строке одного предмета"))
        elif not number:
            self.action_remove()
        elif self.grade is not None:
            self._change(with_subgroups(teaching, name, (self.grade,), number))
        else:
            taught = tuple(it for it in self.columns if teaching.has(name, it))
            columns = taught or teaching.usual(name)
            self._change(with_subgroups(teaching, name, columns, number))

    def _seek(self, letter: str) -> None:
        names = self._subjects
        order = [(self.row + step) % len(names) for step in range(len(names))]
        for at in order:
            if lowered(names[at]).startswith(lowered(letter)):
                self.stand(names[at])
                return
        self.post_message(self.Refused(f"предмета на «{letter.upper()}» нет: Insert добавит"))
