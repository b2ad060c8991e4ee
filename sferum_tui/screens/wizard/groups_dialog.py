"""Mini-groups: the dialog for one (п. 7.2 в)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from sferum_tui.editing.asks import title_fault
from sferum_tui.editing.groups import group_grades
from sferum_tui.rollout.answers import Group
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.recommendations import Purpose
from sferum_tui.rollout.wording import NO_STAGE, window_text
from sferum_tui.screens.wizard.dialog import EntryDialog
from sferum_tui.text import tidy
from sferum_tui.widgets.form_checks import ChecksRow
from sferum_tui.widgets.form_choice import ChoiceRow
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.form_row import FormRow

#: The choice «no ready title».
OWN = "\0"


class GroupDialog(EntryDialog[Group]):
    """Purpose, title, grades, stage and teacher of one mini-group.

    The stage is that of the oldest grade until another one is chosen.
    """

    filled = ("title", "owner", "grades")

    def __init__(self, rollout: Rollout, groups: Sequence[Group], old: Group | None) -> None:
        super().__init__("Мини-группа" if old else "Новая мини-группа", fresh=old is None)
        self.rollout = rollout
        self.recommendations = rollout.recommendations
        self.taken = tuple(item.title for item in groups if item != old)
        self.old = old
        stages = self.recommendations.group_stages
        present = [it for it in stages if it in rollout.present]
        self._shown = old or Group("", self.recommendations.purposes[0].id, (present or stages)[0])

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        group = self._shown
        check = partial(title_fault, taken=self.taken)
        yield TextRow("Название", group.title, id="title", max_length=200, check=check)
        purposes = [(it.id, it.title) for it in self.recommendations.purposes]
        yield ChoiceRow("Для чего", purposes, group.purpose, id="purpose")
        yield ChoiceRow("Готовое название", self._suggestions(group.purpose), OWN, id="ready")
        grades = [(str(grade), str(grade)) for grade in group_grades(self.rollout, group.grades)]
        yield ChecksRow("Классы", grades, [str(it) for it in group.grades], id="grades")
        rules = self.recommendations
        stages = [
            (str(number), f"{number} этап, {rules.stage(number).title.lower()}")
            for number in rules.group_stages
        ]
        if not rules.has_stage(group.stage):
            stages.append((str(group.stage), f"{group.stage} этап"))
        yield ChoiceRow("Этап", stages, str(group.stage), id="stage")
        yield TextRow("Учитель", group.owner, id="owner", placeholder="имя необязательно")

    def _purpose(self, key: str) -> Purpose | None:
        return next((it for it in self.recommendations.purposes if it.id == key), None)

    def _suggestions(self, key: str) -> list[tuple[str, str]]:
        purpose = self._purpose(key)
        names = [it for it in (purpose.suggestions if purpose else ()) if it not in self.taken]
        return [(OWN, "своё"), *((name, name) for name in names)]

    def on_form_row_changed(self, event: FormRow.Changed) -> None:
        """A purpose brings its titles, a ready title goes into the field, grades give the stage."""
        row = event.row
        title, ready = self.row("title", TextRow), self.row("ready", ChoiceRow)
        if row.id == "purpose":
            was_ready = ready.value
            ready.options = self._suggestions(self.text("purpose"))
            ready.value = OWN
            if was_ready != OWN and title.text == was_ready:
                title.text = ""
        elif row.id == "ready":
            known = [name for name, _ in ready.options]
            if ready.value != OWN:
                title.text = ready.value
            elif title.text in known:
                title.text = self.old.title if self.old else ""
            title.fault = title.check(title.text) if title.text else ""
        elif row.id == "title":
            names = [name for name, _ in ready.options]
            ready.value = title.text if title.text in names else OWN
        elif row.id == "grades" and isinstance(row, ChecksRow) and row.chosen:
            stage = self.recommendations.stage_of_grade(max(map(int, row.chosen)))
            if stage in self.recommendations.group_stages:
                self.row("stage", ChoiceRow).value = str(stage)

    def show(self) -> None:
        """Warn of a title that tells something about a child; say until when the group is due."""
        title = self.row("title", TextRow)
        shaming = self.recommendations.shaming(title.text)
        title.note = f"▲ {self.recommendations.warning_message}" if shaming else ""
        row = self.row("stage", ChoiceRow)
        number, row.note = int(row.value), "▲ таких классов нет"
        if not self.recommendations.has_stage(number):
            row.note = NO_STAGE
        elif number in self.rollout.present:
            stage = self.recommendations.stage(number)
            row.note = window_text(self.rollout.window(stage))

    def result(self) -> Group:
        """The mini-group."""
        return Group(
            tidy(self.text("title")),
            self.text("purpose"),
            int(self.text("stage")),
            tuple(int(grade) for grade in self.row("grades", ChecksRow).chosen),
            tidy(self.text("owner")),
        )
