"""Dialogs of the people: a deputy, a methodical association (п. 7.1 в)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sferum_tui.editing.asks import title_fault
from sferum_tui.editing.people import United, duty_fault, joint_title
from sferum_tui.rollout.answers import Association, Deputy
from sferum_tui.rollout.recommendations import Level
from sferum_tui.screens.wizard.dialog import EntryDialog
from sferum_tui.text import tidy
from sferum_tui.widgets.form_checks import ChecksRow
from sferum_tui.widgets.form_choice import ChoiceRow
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.form_row import FormRow


class DeputyDialog(EntryDialog[Deputy]):
    """Duty, name and levels of one deputy."""

    filled = ("duty", "name")

    def __init__(
        self, levels: Sequence[Level], deputies: Sequence[Deputy], old: Deputy | None
    ) -> None:
        title = "Заместитель директора" if old else "Новый заместитель директора"
        super().__init__(title, fresh=old is None)
        self.levels = tuple(levels)
        self.deputies = tuple(deputies)
        self.old = old

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        old = self.old or Deputy("")
        example, check = "например, УР, ВР, АХЧ", self._duty_fault
        yield TextRow("Направление", old.duty, id="duty", placeholder=example, check=check)
        yield TextRow("Имя", old.name, id="name", placeholder="необязательно")
        titles = [(level.id, level.title) for level in self.levels]
        yield ChecksRow("Ведёт", titles, old.levels, id="levels")

    def _duty_fault(self, text: str) -> str:
        return duty_fault(text, self.deputies, self.old.duty if self.old else "new")

    def show(self) -> None:
        """Say whose levels would be taken."""
        chosen = self.row("levels", ChecksRow).chosen
        taken = [
            item.duty
            for item in self.deputies
            if item != self.old and any(level in chosen for level in item.levels)
        ]
        note = f"сейчас ведёт зам. по {', '.join(taken)}: перейдёт к этому" if taken else ""
        self.row("levels", ChecksRow).note = note

    def result(self) -> Deputy:
        """The deputy."""
        return Deputy(
            tidy(self.text("duty")), tidy(self.text("name")), self.row("levels", ChecksRow).chosen
        )


#: The choice «with none».
NONE = "\0"


class AssociationDialog(EntryDialog[United]):
    """Title, head and subjects of one МО; another one can be taken in."""

    filled = ("title", "head")

    def __init__(
        self, subjects: Sequence[str], items: Sequence[Association], old: Association | None
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
                tidy(self.text("title")), chosen[0] if chosen else (), tidy(self.text("head"))
            ),
            absorbed.title if absorbed else "",
        )
