"""Dialogs of the subject grid: a subject of the school's own or renamed, subgroups by class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import ClassVar

from msgspec import Struct
from textual.binding import BindingType

from sferum_tui.editing.subjects import subgroups_fault, subject_fault
from sferum_tui.editing.teaching import SubjectColumn, read_subgroups
from sferum_tui.screens.wizard.dialog import DONE_BY_F9, EntryDialog
from sferum_tui.text import tidy
from sferum_tui.widgets.form_checks import ChecksRow
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.form_names import NamesRow
from sferum_tui.widgets.form_row import FormRow


class SubjectEntry(Struct, frozen=True):
    """A subject's name, and the grades it is to be taught in."""

    name: str
    grades: tuple[str, ...]


class SubjectDialog(EntryDialog[SubjectEntry]):
    """The name of a subject, and of a new one its grades. `own` is the name of an existing one."""

    filled = ("name",)

    def __init__(
        self,
        taken: Sequence[str],
        columns: Sequence[SubjectColumn],
        chosen: Sequence[SubjectColumn],
        own: str = "",
    ) -> None:
        super().__init__(f"Предмет «{own}»" if own else "Свой предмет", fresh=not own)
        self.taken = tuple(taken)
        self.columns = tuple(columns)
        self.chosen = tuple(chosen)
        self.own = own

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        example = "например, английский язык"
        yield TextRow(
            "Название",
            self.own,
            id="name",
            placeholder=example,
            max_length=120,
            check=partial(subject_fault, taken=self.taken, own=self.own),
        )
        if not self.own:
            grades = [(column.grade, column.grade) for column in self.columns]
            chosen = [column.grade for column in self.chosen]
            yield ChecksRow("В классах", grades, chosen, id="grades", check=self._grades_fault)

    def _grades_fault(self, text: str) -> str:
        return "" if text or not self.columns else "отметьте хотя бы одну параллель"

    def result(self) -> SubjectEntry:
        """The subject."""
        chosen = [row.chosen for row in self.query("#grades").results(ChecksRow)]
        return SubjectEntry(tidy(self.text("name")), chosen[0] if chosen else ())


class SubgroupsDialog(EntryDialog[Mapping[str, tuple[str, ...]]]):
    """Subgroups of one subject, class by class."""

    BINDINGS: ClassVar[list[BindingType]] = [DONE_BY_F9]

    def __init__(
        self, subject: str, classes: Sequence[str], subgroups: Mapping[str, Sequence[str]]
    ) -> None:
        how = "число (2) или названия через запятую; пусто — весь класс"
        super().__init__(f"Подгруппы: {subject}\n{how}")
        self.class_names = tuple(classes)
        self.subgroups = subgroups

    def rows(self) -> Iterator[FormRow]:
        """One row with all classes."""
        typed = {name: ", ".join(them) for name, them in self.subgroups.items()}
        yield NamesRow("Подгруппы", self.class_names, typed, id="names", check=subgroups_fault)

    def result(self) -> Mapping[str, tuple[str, ...]]:
        """Subgroups by class."""
        names = self.row("names", NamesRow).names
        return {name: read_subgroups(typed) for name, typed in names.items()}
