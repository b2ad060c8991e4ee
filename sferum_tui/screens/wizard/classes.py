"""The second question: which classes there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from sferum_tui.editing.classes import stage_totals, without_classes
from sferum_tui.rollout.answers import Answers, Classes
from sferum_tui.rollout.class_edits import (
    lettered,
    letters_of,
    listed,
    with_class,
    with_known_opened,
    with_letters,
    with_planned,
)
from sferum_tui.rollout.edits import rename_class, renamed_ids
from sferum_tui.rollout.pasted_classes import without_persons
from sferum_tui.rollout.russian import chats
from sferum_tui.rollout.russian import classes as classes_word
from sferum_tui.rollout.wording import window_text
from sferum_tui.screens.wizard.classes_dialogs import (
    ClassDialog,
    ClassEntry,
    ClassesEntry,
    ListDialog,
)
from sferum_tui.screens.wizard.grid import GridQuestion
from sferum_tui.widgets.class_grid import ClassGrid
from sferum_tui.widgets.painted import stage_style

if TYPE_CHECKING:
    from sferum_tui.rollout.imports.result import ImportResult

#: From how many rows on the sums stand below one another.
TALL = 24


class ClassesQuestion(GridQuestion):
    """A grid of grades and letters; lists, names, opening days and stages in dialogs."""

    hint = "отметьте, какие классы есть; список можно вставить"
    key = "classes"
    begun_by: ClassVar = {
        "list": ("Не понято в списке", "F5"),
        "new": ("Не добавлен", "Insert"),
        "class": ("Не изменён", "F4"),
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "insert,plus",
            "add",
            "Имя",
            id="classes.add",
            tooltip="Добавить класс с именем или комплект",
            show=False,
        ),
        Binding(
            "f4,ctrl+e",
            "edit",
            "Изменить",
            id="classes.edit",
            tooltip="Переименовать класс, указать день открытия или этап",
        ),
        Binding(
            "f5,ctrl+o", "list", "Списком", id="classes.list", tooltip="Вставить список классов"
        ),
        Binding(
            "f7,ctrl+t",
            "import_table",
            "Из файла",
            id="classes.import",
            tooltip="Взять классы из таблицы (xlsx, xls, ods, csv)",
        ),
    ]

    def make_grid(self) -> ClassGrid:
        """The grid."""
        session = self.session
        return ClassGrid(session.answers.classes, session.rules)

    @property
    def grid(self) -> ClassGrid:
        """The grid."""
        return self.query_one(ClassGrid)

    def load(self) -> None:
        """Show the classes of the answers."""
        self.grid.school = self.answers.classes

    # Words -------------------------------------------------------------------------------------

    KEYS = (
        "Цифры: сколько классов · Пробел: класс · Буква: к ней · Insert: другое имя",
        "Цифры: число · Пробел: класс · Insert: имя · Enter: дальше",
    )

    def about(self) -> str:
        """The class under the cursor."""
        return self.grid.describe()

    def sums(self, width: int, height: int) -> Content:
        """Classes by stage in a line; in a high window each stage with its chats and term."""
        answers, rules = self.answers, self.session.rules
        totals = stage_totals(answers.classes, rules)
        if height < TALL:
            parts = [
                Content.assemble(("■", f"${stage_style(it.stage)}"), f" {it.grades}: {it.number}")
                for it in totals
            ]
            return Content(" · ").join(parts)
        rollout = self.session.rollout
        lines = []
        for it in totals:
            stage = rules.stage(it.stage)
            number = len(rollout.of_stage[it.stage])
            text = f" {it.stage} этап   {it.grades:5} {classes_word(it.number):>12}"
            if it.number:
                text += f"{chats(number):>14}   {window_text(rollout.window(stage))}"
            lines.append(Content.assemble(("■", f"${stage_style(it.stage)}"), text))
        late = [Content("□ класс, открытый позже")] if answers.classes.opened else []
        return Content("\n").join([Content(""), *lines, *late, Content("")])

    def faults(self) -> tuple[str, ...]:
        """A school without classes has no plan."""
        return () if self.session.rollout.classes else ("укажите хотя бы один класс",)

    # Changes -----------------------------------------------------------------------------------

    def on_class_grid_changed(self, event: ClassGrid.Changed) -> None:
        """Keys changed the classes."""
        event.stop()
        self.change(
            lambda answers: self._with(answers, event.school), amends=event.amends, load=False
        )
        if self.grid.school == event.school:
            self.load()

    def _with(self, answers: Answers, new: Classes) -> Answers:
        """The answers with other classes; one that only got or lost its letter keeps all it has."""
        ids: dict[str, str] = {}
        for it in lettered(answers.classes, new):
            ids.update(self._ids(it.old, it.name))
            answers = rename_class(answers, it.old, (it.grade, it.letter))
        self.session.rename(ids)
        opened = answers.classes.opened
        answers = replace(answers, classes=with_known_opened(replace(new, opened=opened)))
        return with_planned(answers, self.session.reference.curriculum)

    def _ids(self, old: str, new: str) -> Mapping[str, str]:
        return renamed_ids(self.session.rollout, "class", old, new)

    def action_add(self) -> None:
        """Add a class with a name of its own to the row."""
        grade = self.grid.grade
        dialog = ClassDialog(self.session, grade)
        self.ask(dialog, f"new.{grade}", lambda entry: self._take("", entry))

    def on_class_grid_name_wanted(self) -> None:
        """Space in an empty place among the names."""
        self.action_add()

    def action_edit(self) -> None:
        """Rename the class under the cursor, give it an opening day or another stage."""
        grid = self.grid
        if not grid.present:
            self.action_add()
            return
        name = grid.current
        dialog = ClassDialog(self.session, grid.grade, name, grid.letter or "")
        self.ask(dialog, f"class.{name}", lambda entry: self._take(name, entry))

    def _take(self, old: str, entry: ClassEntry) -> None:
        """Store what the dialog gave."""
        self.change(lambda answers: self._with_entry(answers, old, entry))
        self.grid.stand(entry.grade, entry.letter)

    def _with_entry(self, answers: Answers, old: str, entry: ClassEntry) -> Answers:
        rules = self.session.rules
        if not old:
            more = with_class(answers.classes, entry.grade, entry.letter, rules)
            answers = self._with(answers, more)
        elif old != entry.name:
            self.session.rename(self._ids(old, entry.name))
            answers = rename_class(answers, old, (entry.grade, entry.letter))
        classes = answers.classes
        if entry.grade:
            letters = letters_of(classes, entry.grade)
            classes = with_letters(classes, entry.grade, letters)
        opened = {name: day for name, day in classes.opened.items() if name != entry.name}
        if entry.opened:
            opened[entry.name] = entry.opened
        mixed = dict(classes.mixed)
        if entry.stage is not None:
            mixed[entry.name] = entry.stage
        classes = without_classes(classes, entry.instead)
        sizes = {name: it for name, it in answers.sizes.items() if name != entry.name}
        if entry.size:
            sizes[entry.name] = entry.size
        classes = replace(classes, opened=opened, mixed=mixed)
        answers = replace(answers, classes=classes, sizes=sizes)
        return self._with(answers, answers.classes)

    # Lists -------------------------------------------------------------------------------------

    def on_paste(self, event: events.Paste) -> None:
        """A list pasted into the grid."""
        event.stop()
        if event.text.strip():
            self._ask_list(event.text)

    def action_list(self) -> None:
        """Type or paste a list."""
        self._ask_list("")

    def _ask_list(self, text: str) -> None:
        before = self.drafts("list").get("text", "")
        if text:
            # What was left of an earlier list stands in front of the new one.
            text = without_persons(f"{before}; {text}" if before else text)
            self.keep_drafts("list", {"text": text})
        self.ask(ListDialog(self.session), "list", self.take_list)

    def action_import_table(self) -> None:
        """Take the classes of a table."""
        from sferum_tui.screens.wizard.importing import ask_table

        ask_table(self, "classes", self._take_table)

    def _take_table(self, found: ImportResult) -> None:
        def edit(answers: Answers) -> Answers:
            self.session.rename(found.renamed)
            return found.answers

        self.change(edit)

    def take_list(self, entry: ClassesEntry) -> None:
        """Store a list of classes; what was no class is kept to be put right."""
        rules = self.session.rules

        def edit(answers: Answers) -> Answers:
            return self._with(answers, listed(answers.classes, entry.classes, rules, entry.whole))

        if entry.rest:
            self.keep_drafts("list", {"text": entry.rest})
        self.change(edit)
