"""Methodical associations: the dialog for one, and how two become one (п. 7.1 в)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.editing.asks import title_fault
from sferum_tui.editing.session import Session
from sferum_tui.rollout.answers import Association
from sferum_tui.screens.wizard.dialog import EntryDialog
from sferum_tui.text import tidy
from sferum_tui.widgets.form_checks import ChecksRow
from sferum_tui.widgets.form_choice import ChoiceRow
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.form_row import FormRow

#: The choice «with none».
NONE = "\0"


class United(Struct, frozen=True):
    """What a dialog gives: the МО, and the title of another one that it takes in."""

    association: Association
    absorbed: str = ""


def known_subjects(session: Session) -> tuple[str, ...]:
    """Subjects of the school's classes, then others that its МО unite."""
    answers = session.answers
    grades = {grade for item in session.rollout.classes for grade in (item.grade, str(item.oldest))}
    names = [
        name
        for grade, them in answers.subjects.by_grade.items()
        if grade in grades
        for name in them
    ]
    return tuple(
        dict.fromkeys([*names, *(s for it in answers.people.associations for s in it.subjects)])
    )


def unite(
    items: Sequence[Association], old: Association | None, new: United
) -> tuple[Association, ...]:
    """The МО with a new or changed one, without the one it takes in.

    A subject belongs to one МО: those of the new one are taken from the others.
    """
    own = set(new.association.subjects)
    found = []
    for item in items:
        if item == old:
            found.append(new.association)
        elif item.title != new.absorbed:
            rest = tuple(name for name in item.subjects if name not in own)
            found.append(replace(item, subjects=rest))
    return tuple(found) if old else (*found, new.association)


def joint_title(first: str, second: str) -> str:
    """A title for two МО in one: «физика» and «химия» → «физика, химия»."""
    return f"{first}, {second}"


class AssociationDialog(EntryDialog[United]):
    """Title, head and subjects of one МО; another one can be taken in."""

    filled = ("title", "head")

    def __init__(
        self,
        subjects: Sequence[str],
        items: Sequence[Association],
        old: Association | None,
    ) -> None:
        title = "Методическое объединение" if old else "Новое методическое объединение"
        super().__init__(title, fresh=old is None)
        self.subjects = tuple(subjects)
        self.others = tuple(item for item in items if item != old)
        self.old = old
        self._own_title = old.title if old else ""
        self._own_subjects: tuple[str, ...] = old.subjects if old else ()

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        old = self.old or Association("")
        example, check = "например, точные науки", self._title_fault
        yield TextRow("Название", old.title, id="title", placeholder=example, check=check)
        yield TextRow("Руководитель", old.head, id="head", placeholder="имя необязательно")
        if self.old and self.others:
            options = [(NONE, "ни с кем"), *((it.title, it.title) for it in self.others)]
            yield ChoiceRow("Объединить с", options, NONE, id="unite")
        if self.subjects:
            names = [(name, name) for name in self.subjects]
            yield ChecksRow("Предметы", names, old.subjects, id="subjects")

    @property
    def absorbed(self) -> Association | None:
        """The МО to take in."""
        rows = self.query("#unite").results(ChoiceRow)
        value = next((row.value for row in rows), NONE)
        return next((it for it in self.others if it.title == value), None)

    def _title_fault(self, text: str) -> str:
        absorbed = self.absorbed
        return title_fault(text, [it.title for it in self.others if it != absorbed])

    def on_form_row_changed(self, event: FormRow.Changed) -> None:
        """Uniting proposes a title and ticks the other one's subjects; turning back undoes it."""
        row = event.row
        if row.id == "title":
            self._own_title = row.text
        elif row.id == "subjects" and isinstance(row, ChecksRow):
            self._own_subjects = row.chosen
        elif row.id == "unite":
            other = self.absorbed
            title = joint_title(self._own_title, other.title) if other else self._own_title
            self.row("title", TextRow).text = title
            self.row("title", TextRow).fault = self._title_fault(title)
            for checks in self.query("#subjects").results(ChecksRow):
                checks.chosen = (*self._own_subjects, *(other.subjects if other else ()))

    def result(self) -> United:
        """The МО and what it takes in."""
        absorbed = self.absorbed
        chosen = [row.chosen for row in self.query("#subjects").results(ChecksRow)]
        return United(
            Association(
                tidy(self.text("title")),
                chosen[0] if chosen else (),
                tidy(self.text("head")),
            ),
            absorbed.title if absorbed else "",
        )
