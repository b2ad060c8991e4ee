"""The rows of a list, with sections or with cells left empty below, as entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

from msgspec.structs import replace

from sferum_tui.rollout.class_names import only_class, read_classes
from sferum_tui.rollout.class_notes import grade_in, grade_of
from sferum_tui.rollout.imports.asides import class_among, classes_among
from sferum_tui.rollout.imports.cells import (
    NO_LESSON,
    has_letter,
    is_letter,
    is_number,
    lesson_in,
    lessons_of,
    subjects_of,
    taught_by,
)
from sferum_tui.rollout.imports.columns import Columns
from sferum_tui.rollout.imports.entries import Entry, Who
from sferum_tui.rollout.imports.filled_down import FilledDown
from sferum_tui.rollout.imports.heads import ROLES, Role, called, head_roles
from sferum_tui.rollout.imports.persons import with_subject
from sferum_tui.rollout.imports.result import RowPlace
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow, is_total
from sferum_tui.rollout.people import looks_like_name

NO_SUBJECT = "не указан предмет"
#: A class teacher, or many, in a title or section; what heads teachers and their subjects.
_LEADS = re.compile(r"(?i)\bкл\w*\.? ?рук\w*[.:\s–—-]*(.*?)\)?$")
#: Classes with their hours, and the hours: «Класс/часы», «5А/5».
_OF_HOURS = re.compile(r"(?i)/\s*(?:кол\w*[-\s]*во\s*)?ч(?:\.|ас|\b)")
_SLASHED = re.compile(r"(?<=[^\W\d_])\s*/\s*\d{1,2}(?:[.,]\d)?(?=\W|$)")
_OF_LOADS = re.compile(r"(?i)учител|преподават|педагог|предмет")


class RowReader:
    """Goes through the rows; what a section or a cell above said stays until it is said anew."""

    def __init__(
        self,
        sheet: Sheet,
        columns: Columns,
        known: Mapping[str, str],
        is_subject: Callable[[str], bool],
    ) -> None:
        self.sheet = sheet
        self.columns = columns
        self.known = known
        self.is_subject = is_subject
        self.sections = False
        self.places: dict[Role, int] = {
            role: place for role in ROLES if (place := columns.place(role)) is not None
        }
        #: Columns that go on with the classes of the first.
        self.more = tuple(it.place for it in columns.columns if it.role == "class")[1:]
        self.with_hours = any(
            it.role == "class" and _OF_HOURS.search(it.head) for it in columns.columns
        )
        self.pupils = tuple(it.place for it in columns.columns if it.kind == "pupil")
        self.others = tuple(it.place for it in columns.columns if not it.role)
        self.slots = tuple(it.place for it in columns.columns if it.kind == "time")
        self.section: dict[Role, str] = {}
        self.leading = self._names_led_classes()
        self.head = next((it.head for it in columns.columns if it.role == "teacher"), "")
        #: Whether the persons lead classes, so that a subject beside one is a remark.
        self.of_leaders = any(
            _LEADS.search(row.cell(at)) for row in sheet.rows[: columns.start] for at in row.filled
        )
        self._slots_above: dict[int, str] = {}
        self._read_above()

    def _read_above(self) -> None:
        """What the tab of the sheet, or the row above the head, says for all rows below."""
        above = self.sheet.rows[: self.columns.start]
        alone = [row.cell(row.filled[0]) for row in above[-2:-1] if len({*row.cells} - {""}) == 1]
        for text in map(_unlabelled, (self.sheet.title, *alone)):
            if role := self._role_of_section(text):
                self.section.setdefault(role, text)
        headed = self.columns.matrix or self.places.keys() & {"class", "grade"}
        if "class" not in self.section and not headed:
            titles = {class_among(it): it for row in above for it in map(row.cell, row.filled)}
            labelled = (row.cell(row.filled[1]) for row in above if _is_class_label(row))
            name = next(filter(self._class_in, (*titles, *labelled)), "")
            leader = _LEADS.search(titles.get(name, "")) if name else None
            self.section["class"] = name
            if leader and "subject" in self.places:
                # Above lessons; above pupils it might be any of them.
                self.section["class_teacher"] = leader[1]

    def _names_led_classes(self) -> bool:
        """Whether the only classes are those that each person leads: «Классное руководство: 5А»."""
        at = self.places.get("class_teacher")
        if at is None or self.places.keys() & {"class", "grade"} or self.columns.matrix:
            return False
        rows = self.sheet.rows[self.columns.start :]
        cells = [row.lines(at) for row in rows if not is_total(row)]
        said = [text for text in cells if text not in NO_LESSON]
        return 2 * sum(map(has_letter, said)) > len(said)

    def _parted(self, teacher: str) -> tuple[str, str]:
        """A teacher, and the subject that his cell says too; "" if none."""
        if "subject" in self.places or self.of_leaders:
            return teacher, ""
        subject, name = lesson_in(teacher)
        if name and self.is_subject(subject):
            return (name, subject) if "предмет" in self.head.lower() else (teacher, "")
        taught = self.columns.matrix or _OF_LOADS.search(self.head)
        return with_subject(teacher, self.is_subject) if taught else (teacher, "")

    # Rows of a list ----------------------------------------------------------------------------

    def read(self, rows: Sequence[SheetRow]) -> Iterator[Entry]:
        """The entries of a list."""
        filled = FilledDown(rows, self.places)
        for row in rows:
            if self._opens_section(row):
                self.sections = True
                continue
            texts = filled.texts(row)
            pupil = any(row.cell(at) for at in self.pupils)
            if not (pupil or any(texts.values()) or self._fault(row)):
                continue
            entry = self._entry(row, texts)
            if not self.leading:
                yield from self._taught(row, entry)
                continue
            if not entry.classes and lessons_of(entry.subject, self.is_subject):
                yield from self._taught(row, replace(entry, leader=""))
            if entry.leader.lower() not in NO_LESSON:
                # What the person teaches is not said to be taught there.
                yield replace(
                    entry, classes=entry.leader, leader=entry.teacher, teacher="", subject=""
                )

    def _taught(self, row: SheetRow, entry: Entry) -> Iterator[Entry]:
        """The lessons of a row: each group's teacher, the classes of each subject in a cell."""
        subjects, classes = entry.subject.split("\n"), entry.classes.split("\n")
        if len(subjects) > 1 and len(subjects) == len(classes):
            # «математика» and «информатика» beside «5А, 5Б» and «7А».
            for subject, them in zip(subjects, classes, strict=True):
                yield replace(entry, subject=subject, classes=them)
            return
        if not entry.classes and (lessons := lessons_of(entry.subject, self.is_subject)):
            for subject, them in lessons:
                yield replace(entry, subject=subject, classes=them)
            return
        if not entry.teacher and (taught := taught_by(entry.subject, self.is_subject)):
            for subject, teacher in taught:
                yield replace(entry, subject=subject, teacher=teacher)
            return
        groups = self.columns.groups
        named = {at: row.lines(at) for at in groups if row.cell(at) not in NO_LESSON}
        if len(set(named.values())) == 1 and (len(named) > 1 or min(groups) in named):
            yield replace(entry, teacher=next(iter(named.values())))
            return
        for at, teacher in named.items():
            yield replace(entry, teacher=teacher, group=groups[at])
        if not named:
            yield entry

    def _opens_section(self, row: SheetRow) -> bool:
        """Whether a row says only a class, a person or a subject, for the rows below it."""
        said = {at: row.cell(at) for at in row.filled}
        if len({*said.values()}) != 1:
            # A sum may stand beside it.
            said = {
                at: it for at, it in said.items() if at in self.places.values() or not is_number(it)
            }
        if len({*said.values()}) != 1 or row.faults or not (self.places or self.pupils):
            return False
        (text,) = {*said.values()}
        text = _unlabelled(text)
        role = self._role_of_section(text)
        if role:
            self.section[role] = text
        elif "class" not in self.places and self._class_in(name := class_among(text)):
            # «5А класс, кл. рук. Ландау Л. Д.»
            role, leader = "class", _LEADS.search(text)
            self.section |= {role: name, "class_teacher": leader[1] if leader else ""}
        return bool(role)

    def _role_of_section(self, text: str) -> Role | None:
        if "class" not in self.places and "grade" in self.places:
            return None
        if self.columns.lacks_grade:
            return "grade" if grade_of(text) else None
        if "class" not in self.places and self._class_in(text):
            return "class"
        lessons = "subject" in self.places and not self.places.keys() & {"teacher", "surname"}
        if lessons and looks_like_name(text):
            return "teacher"
        if "subject" not in self.places and subjects_of(text, self.is_subject):
            return "subject"
        return None

    def _class_in(self, text: str) -> bool:
        """Whether a text names one class and nothing else."""
        if not text or len(text) > 40:
            return False
        found = only_class(text, self.known)
        return bool(found and (found.letter or "кл" in text.lower()))

    def _entry(self, row: SheetRow, texts: Mapping[Role, str]) -> Entry:
        whole = " ".join(
            filter(None, (texts.get(it, "") for it in ("surname", "name", "patronymic")))
        )
        classes = "; ".join(filter(None, (texts.get("class", ""), *map(row.lines, self.more))))
        if self.with_hours:
            classes = _SLASHED.sub("", classes)
        if is_letter(classes[:1]) and grade_in(texts.get("grade", "")):
            # «Параллель: 5, классы: А, Б»
            classes = f"{grade_in(texts['grade'])}{classes}"
        grade = texts.get("grade", "") or grade_of(self.section.get("grade", ""))
        if not classes and (grade or texts.get("letter")):
            classes = _put_together(grade, texts.get("letter", ""))
        group = texts.get("group", "")
        if not (classes or self.section.get("class")):
            # «Английский язык 8-А, группа 1»
            classes = "; ".join(classes_among(group))
        subject = self._on_lines(texts.get("subject", "")) or self.section.get("subject", "")
        teacher = texts.get("teacher", "") or whole or self.section.get("teacher", "")
        if not subject:
            teacher, subject = self._parted(teacher)
        elif not teacher and len(taught := taught_by(subject, self.is_subject)) == 1:
            # «Математика (Гаусс К. Ф.)»
            subject, teacher = taught[0]
        leader = texts.get("class_teacher", "")
        if leader and "surname" not in texts:
            # «Классный руководитель (фамилия) | Имя | Отчество»
            rest = (texts.get(it, "") for it in ("name", "patronymic"))
            leader = " ".join(filter(None, (leader, *rest)))
        return Entry(
            place=RowPlace(row.number, self.sheet.title),
            classes=classes or self.section.get("class", ""),
            subject=subject,
            teacher=teacher,
            leader=leader or self.section.get("class_teacher", ""),
            group=group,
            size=texts.get("size", ""),
            slot=self._slot(row),
            fault=self._fault(row) or self._other_grade(row, classes),
            who=self._who(row),
        )

    def _other_grade(self, row: SheetRow, classes: str) -> str:
        """Why a row without heads may be of another grade: «1 класс | 3 (А, Б, В)»; "" if not."""
        if self.columns.headed or not has_letter(classes):
            return ""
        grades = {it for at in self.others if (it := grade_of(row.cell(at)))}
        own = {it.grade for it in read_classes(classes)}
        return (
            f"«{classes}» или {', '.join(grades)} класс: какой это класс?" if grades - own else ""
        )

    def _who(self, row: SheetRow) -> Who:
        """What a cell of no other use calls the person of a row."""
        said = (called(row.cell(at)) for at in self.others)
        return cast(Who, next(filter(None, said), ""))

    def _on_lines(self, text: str) -> str:
        """The subjects of a cell, a line each; one whose words stand on two lines is one."""
        lines = text.split("\n")
        return text if len(lines) > 1 and all(map(self.is_subject, lines)) else " ".join(lines)

    def _slot(self, row: SheetRow) -> str:
        """The day and the number of a lesson; a day stands for the rows below it."""
        for at in self.slots:
            self._slots_above[at] = row.cell(at) or self._slots_above.get(at, "")
        said = " ".join(filter(None, self._slots_above.values()))
        return f"{self.sheet.title} {said}" if said else ""

    def _fault(self, row: SheetRow) -> str:
        """Why a cell that matters can't be used; "" where all can."""
        return next((row.faults[at] for at in self.places.values() if at in row.faults), "")


def _unlabelled(text: str) -> str:
    """«ФИО педагога: Гаусс Карл Фридрихович» without what says whose name it is."""
    label, colon, value = text.partition(":")
    return value.strip() if colon and "teacher" in head_roles(label) else text


def _is_class_label(row: SheetRow) -> bool:
    """Whether a row above the head says the class in its second cell: «Класс: | 8А»."""
    return len(row.filled) == 2 and "class" in head_roles(row.cell(row.filled[0]).rstrip(": "))


def _put_together(grade: str, letter: str) -> str:
    """«5» and «А» → «5А»; «5» and «кадетский» → «5 кадетский»."""
    number = grade_in(grade) or grade
    bare = letter.strip("«»\"'„“ ")
    return f"{number} {bare}" if len(bare) > 1 else f"{number}{bare}"
