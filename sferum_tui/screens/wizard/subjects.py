"""The third question: in which classes which subjects have chats (п. 7.2 б, 7.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from msgspec.structs import replace
from textual.binding import Binding, BindingType
from textual.content import Content

from sferum_tui.editing.steps import NAMES
from sferum_tui.editing.subjects import rename_subject, with_carried, with_names, with_subject
from sferum_tui.editing.teaching import SubjectColumn, Teaching, columns_of, counted
from sferum_tui.rollout.answer_paths import with_value
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.edits import renamed_ids
from sferum_tui.screens.wizard.grid import WORDS, GridQuestion
from sferum_tui.screens.wizard.subjects_dialogs import SubgroupsDialog, SubjectDialog, SubjectEntry
from sferum_tui.widgets.subject_grid import SubjectGrid


class SubjectsQuestion(GridQuestion):
    """A grid of subjects and grades; own subjects, names and subgroups in dialogs."""

    hint = "отметьте, где нужны предметные чаты"
    key = "subjects"
    begun_by: ClassVar = {
        "new": ("Не добавлен", "Insert"),
        "name": ("Не переименован", "F4"),
        "groups": ("Не разделены", "F6"),
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "insert,plus",
            "add",
            "Свой предмет",
            id="subjects.add",
            tooltip="Добавить свой предмет",
            show=False,
        ),
        Binding(
            "f4,ctrl+e",
            "rename",
            "Название",
            id="subjects.rename",
            tooltip="Назвать предмет иначе",
            show=False,
        ),
        Binding(
            "f6,ctrl+b",
            "subgroups",
            "Подгруппы",
            id="subjects.subgroups",
            tooltip="Подгруппы по классам",
        ),
    ]

    def make_grid(self) -> SubjectGrid:
        """The grid."""
        return SubjectGrid(*self._values())

    @property
    def grid(self) -> SubjectGrid:
        """The grid."""
        return self.query_one(SubjectGrid)

    def _values(self) -> tuple[Teaching, Mapping[tuple[str, str], int]]:
        session, rollout = self.session, self.session.rollout
        columns = columns_of(rollout.classes)
        teaching = Teaching(session.answers.subjects, columns, session.reference.curriculum)
        return teaching, counted(rollout.chats, columns)

    def load(self) -> None:
        """Show the subjects of the answers."""
        self.grid.load(*self._values())

    # Words -------------------------------------------------------------------------------------

    KEYS = (
        "Пробел: есть, нет · Цифра: подгруппы · Буква: к ней · Insert: свой · F4: имя",
        "Пробел: есть, нет · Цифра: подгруппы · Enter: дальше",
    )

    def about(self) -> str:
        """What the cursor stands on; where the grade has no such chats, why."""
        if not self.grid.columns:
            return "классов пока нет: укажите их в вопросе 2"
        grid = self.grid
        text, column = grid.describe(), grid.grade
        why = self._why_none(column) if column else ""
        if not why and grid.subject in grid.teaching.curriculum.often_in_subgroups:
            cells = [grid.teaching.cell(grid.subject, it) for it in grid.chosen]
            if cells and max(map(max, cells)) == 1:
                why = "часто делят: 2 — две подгруппы"
        return f"{text} · {why}" if why else text

    def _why_none(self, column: SubjectColumn) -> str:
        """Why the subjects of a grade make no chats, or only may make some; "" where they do."""
        answers, rules = self.answers, self.session.rules
        taught = self.grid.teaching.in_grade(column)
        kinds = [it for it in rules.kinds if it.stage == column.stage and it.scope == "subject"]
        if not taught or not kinds:
            return ""
        if all(kind.id in answers.chats.without for kind in kinds):
            return f"виды чатов выключены в вопросе {NAMES.index('order') + 1}"
        if not kinds[0].needs or (
            answers.primary.pupils and answers.primary.decision == "positive"
        ):
            return ""
        question = f"вопрос {NAMES.index('primary') + 1}"
        if answers.primary.decision == "negative":
            return f"этап не внедряется ({question})"
        return f"нужно решение о чатах учеников ({question})"

    def sums(self, width: int, height: int) -> Content | None:
        """What the signs mean, in a high window."""
        if self.grid.lines + WORDS > height:
            return None
        return Content(
            "\n■ чат у каждого класса   2 подгруппы   □ не у всех классов   + у классов по-разному"
            "\n▒ не во всех параллелях   · чатов нет\n"
        )

    # Changes -----------------------------------------------------------------------------------

    def on_subject_grid_changed(self, event: SubjectGrid.Changed) -> None:
        """Keys changed what is taught."""
        event.stop()
        subjects = event.teaching.subjects

        def edit(answers: Answers) -> Answers:
            before = replace(event.teaching, subjects=answers.subjects)
            return with_carried(replace(answers, subjects=subjects), before, event.teaching)

        self.change(edit, load=False)
        if self.grid.teaching.subjects == subjects:
            self.load()

    def _store(self, teaching: Teaching) -> None:
        self.change(lambda answers: replace(answers, subjects=teaching.subjects))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Names and subgroups belong to one subject, subjects to grades."""
        if action in ("rename", "subgroups") and self.is_mounted:
            return bool(self.grid.subject)
        if action == "add" and self.is_mounted:
            return bool(self.grid.columns)
        return super().check_action(action, parameters)

    def action_add(self) -> None:
        """Add a subject of the school's own, in the grade under the cursor or where it is usual."""
        teaching, grid = self.grid.teaching, self.grid
        chosen = (grid.grade,) if grid.grade else teaching.usual("")
        dialog = SubjectDialog(teaching.rows(), grid.columns, chosen)
        self.ask(dialog, "new", self._added)

    def _added(self, entry: SubjectEntry) -> None:
        columns = [it for it in self.grid.columns if it.grade in entry.grades]
        self._store(with_subject(self.grid.teaching, entry.name, columns))
        self.grid.stand(entry.name)

    def action_rename(self) -> None:
        """Call the subject under the cursor otherwise; its ticks go along."""
        old = self.grid.subject
        dialog = SubjectDialog(self.grid.teaching.rows(), (), (), old)
        self.ask(dialog, f"name.{old}", lambda entry: self._renamed(old, entry.name))

    def _renamed(self, old: str, new: str) -> None:
        if new == old:
            return
        session = self.session

        def edit(answers: Answers) -> Answers:
            session.rename(renamed_ids(session.rollout, "subject", old, new))
            return rename_subject(answers, old, new)

        self.grid.rename(old, new)
        self.change(edit)
        self.grid.stand(new)

    # Subgroups ---------------------------------------------------------------------------------

    def action_subgroups(self) -> None:
        """Divide the classes under the cursor, each in its own way."""
        grid, subject = self.grid, self.grid.subject
        columns = [it for it in grid.chosen if grid.teaching.has(subject, it)]
        classes = [name for column in columns or grid.chosen for name in column.classes]
        now = self.answers.subjects.subgroups
        known = {name: now.get(f"{name}/{subject}", ()) for name in classes}
        dialog = SubgroupsDialog(subject, classes, known)
        self.ask(dialog, f"groups.{subject}", lambda given: self._divided(subject, known, given))

    def _divided(
        self,
        subject: str,
        known: Mapping[str, tuple[str, ...]],
        given: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Store subgroups; those that only changed their names keep their ticks."""
        session = self.session

        def edit(answers: Answers) -> Answers:
            teaching = replace(self.grid.teaching, subjects=answers.subjects)
            moved: dict[tuple[str, str], str] = {}
            for name, new in given.items():
                old = known.get(name, ())
                if old != new:
                    teaching = with_names(teaching, name, subject, new)
                if len(old) == len(new):
                    moved.update({(name, a): b for a, b in zip(old, new, strict=True) if a != b})
            ids = {}
            for chat in session.rollout.of_scope("subject"):
                to = moved.get((chat.class_name, chat.subgroup))
                if chat.subject == subject and to:
                    ids[chat.id] = f"{chat.id.rpartition('/')[0]}/{to}"
            session.rename(ids)
            return _with_teachers(replace(answers, subjects=teaching.subjects), subject, moved)

        self.change(edit)


def _with_teachers(answers: Answers, subject: str, moved: Mapping[tuple[str, str], str]) -> Answers:
    """The answers with teachers of renamed subgroups under their new names."""
    people = answers.people
    keys = {
        f"{name}/{subject}/{old}": f"{name}/{subject}/{new}" for (name, old), new in moved.items()
    }
    teachers = {keys.get(key, key): who for key, who in people.subject_teachers.items()}
    return with_value(answers, "people.subject_teachers", teachers)
