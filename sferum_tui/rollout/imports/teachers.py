"""Reading who teaches what: lists, matrices and timetables, with class teachers among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from sferum_tui.issues import Issue
from sferum_tui.rollout.class_notes import HALF
from sferum_tui.rollout.imports.cells import has_letter
from sferum_tui.rollout.imports.entries import Entry, SheetReading
from sferum_tui.rollout.imports.groups import (
    diary_group,
    labelled,
    read_group,
    says_again,
    shared,
    split_subject,
)
from sferum_tui.rollout.imports.heads import Role, is_head
from sferum_tui.rollout.imports.leaders import (
    SEVERAL_CLASSES,
    LeaderBook,
    leads_class,
    may_lead,
    unsure_leaders,
)
from sferum_tui.rollout.imports.lesson_book import LessonBook
from sferum_tui.rollout.imports.lessons import Lesson, Timetable, some_of
from sferum_tui.rollout.imports.list_rows import NO_SUBJECT
from sferum_tui.rollout.imports.persons import VACANCY, by_classes, is_vacancy, persons_in
from sferum_tui.rollout.imports.pupils import (
    PUPILS_REFUSED,
    harmless,
    is_of_pupils,
    may_name_pupils,
    why_unclear,
)
from sferum_tui.rollout.imports.result import (
    ClassBook,
    ImportResult,
    RowPlace,
    TableError,
)
from sferum_tui.rollout.imports.sheets import Sheet, plainly
from sferum_tui.rollout.imports.subject_names import SubjectNames, own_name
from sferum_tui.rollout.imports.tables import ABSENCES_REFUSED, LAYOUTS, SheetTable, is_of_absences
from sferum_tui.rollout.imports.ticks import carried
from sferum_tui.rollout.people import PersonBook, looks_like_name, people_in
from sferum_tui.rollout.plan import Plan
from sferum_tui.rollout.reference import Reference
from sferum_tui.rollout.school import ClassNameError, SchoolClass, natural_key, school_classes

#: Characters of a subject's and of a group's name, at most.
LONGEST_SUBJECT, LONGEST_GROUP = 60, 30
#: No school teaches more subjects that no curriculum knows; to compare each takes its time.
MOST_UNKNOWN = 200
NEEDED = "нужны столбцы «класс», «предмет», «учитель» и, если есть, «группа»"
#: So many doubtful names are told.
_DOUBTS = 5


def import_teachers(
    plan: Plan,
    sheets: Sequence[Sheet],
    reference: Reference,
    told: Mapping[Role, str] | None = None,
) -> ImportResult:
    """What a list of teachers would change. Raises `TableError` where no sheet is one.

    `told` is what a person said of the columns.
    """
    answers = plan.answers
    classes = school_classes(answers.classes, reference.recommendations)
    names = SubjectNames(reference.curriculum)
    timetable = Timetable(answers, classes, names)
    book = ClassBook(classes)
    table = SheetTable(sheets, book.known, names.known, _usable, told)
    reader = _TeacherReader(book, names, timetable, _spelt(plan, table))
    reader.read(table)
    new = timetable.taken(reader.lessons.lessons.values(), reader.leaders.by_class.values())
    return ImportResult(
        answers=new,
        renamed=carried(plan, new, reference.recommendations, names),
        faults=tuple(it for place in reader.order if (it := reader.faults.get(place))),
        notes=(*reader.notes(table), *timetable.notes()),
        rows=len(reader.order) - len(reader.faults) - len(reader.idle),
        chosen=table.columns,
        columns=tuple(table.told(sizes=False)),
        weak=(*table.weak, *[SEVERAL_CLASSES] * any(map(unsure_leaders, table.readings))),
        nameless=next(filter(None, map(why_unclear, table.readings)), ""),
        missing=tuple(sorted(book.missing, key=natural_key)),
    )


def _usable(reading: SheetReading) -> bool:
    """Whether a sheet says who teaches where."""
    columns = reading.columns
    classes = columns.names_class or reading.has("class")
    said = reading.has("teacher") or reading.has("class_teacher")
    if columns.has("subject") and not columns.names_class and not reading.has("subject"):
        # A load that tells only which classes its teachers lead.
        return False
    if not reading.names_subjects and not may_lead(reading):
        return False
    return classes and (columns.names_teacher or said)


def _spelt(plan: Plan, table: SheetTable) -> PersonBook:
    """All names of the plan and of the table, each person once."""
    people = plan.answers.people
    said = {text for it in table.readings for e in it.entries for text in (e.teacher, e.leader)}
    return PersonBook(
        (
            *people.class_teachers.values(),
            *people.subject_teachers.values(),
            *(name for text in sorted(said) for name in people_in(text).names),
        )
    )


class _TeacherReader:
    """Goes through the entries. What contradicts an earlier one is a fault of the later one."""

    def __init__(
        self, book: ClassBook, names: SubjectNames, timetable: Timetable, spelt: PersonBook
    ) -> None:
        self.book = book
        self.names = names
        self.timetable = timetable
        self.spelt = spelt
        self.lessons = LessonBook(names)
        self.leaders = LeaderBook()
        #: Lessons and classes of which a table says that they have no teacher yet.
        self.vacant: dict[str, None] = {}
        self.faults: dict[RowPlace, Issue] = {}
        #: Rows that are in order but make no chat, and of how many lessons in which grade.
        self.idle: set[RowPlace] = set()
        self.skipped: Counter[str] = Counter()
        #: Subjects by grades that the curriculum has them not in: a column may be misread.
        self.misplaced: dict[str, set[str]] = {}
        self.order: dict[RowPlace, int] = {}
        #: Whether the sheet has class teachers apart, so that who has no subject leads no class.
        self._apart = False
        #: Titles of sheets whose persons may be pupils.
        self._private: set[str] = set()
        self._useful: set[RowPlace] = set()
        self._unknown: set[str] = set()

    def read(self, table: SheetTable) -> None:
        """Read every sheet that names classes and teachers. Raises `TableError`."""
        if any(is_of_pupils(it) for it in table.readings or table.all):
            raise TableError(PUPILS_REFUSED)
        if any(is_of_absences(it) for it in table.all):
            raise TableError(ABSENCES_REFUSED)
        if not table.readings:
            raise table.refused(f"не видно, где {table.unseen}: {NEEDED}. {LAYOUTS}")
        for reading in table.readings:
            self.book.learn_numbers([it.classes for it in reading.entries])
            self._apart = reading.parts_leaders
            self._private |= {reading.sheet.title} if may_name_pupils(reading) else set()
            for entry in reading.entries:
                self.order.setdefault(entry.place, len(self.order))
                for part in self._by_class(entry):
                    if fault := part.fault or self._entry(part):
                        self._fail(part.place, fault)
        self._settle()
        self.idle -= self._useful | self.faults.keys()

    def _fail(self, place: RowPlace, why: str) -> None:
        self.faults.setdefault(place, place.fault(harmless(why, place.sheet in self._private)))

    def notes(self, table: SheetTable) -> Iterator[str]:
        """What was passed over, and why; what a person should look at."""
        yield from table.unread
        for title in table.left_out:
            yield f"Лист «{title}» пропущен: {NEEDED}"
        if self.skipped:
            grades = sorted(self.skipped, key=natural_key)
            told = ", ".join(f"{grade} кл. — {self.skipped[grade]}" for grade in grades)
            yield (
                f"Пропущены уроки параллелей, где нет предметных чатов: {told}. "
                "Включить их можно в вопросе «Предметы»"
            )
        if self.misplaced:
            told = ", ".join(
                f"{name} — {', '.join(sorted(grades, key=natural_key))} кл."
                for name, grades in sorted(self.misplaced.items())
            )
            yield f"По учебному плану этих предметов там нет, проверьте таблицу: {told}"
        if any(map(may_name_pupils, table.readings)):
            # What follows tells names.
            return
        for doubt in self.spelt.doubts[:_DOUBTS]:
            others = " или ".join(doubt.candidates)
            yield f"«{doubt.spelling}» — это {others}? Взято, как написано"
        if self.vacant:
            yield f"Пока без учителя, по таблице это вакансии: {some_of(list(self.vacant))}"
        for (name, subject), lessons in self.lessons.parted.items():
            who = ", ".join(f"{it.group} — {it.teacher}" for it in lessons)
            yield f"{name}, {subject}: учителей несколько, у каждого свой чат группы ({who})"

    def _by_class(self, entry: Entry) -> Iterator[Entry]:
        """An entry for each class where the cell of teachers says who has which."""
        try:
            named = {who: self.book.named(where) for who, where in by_classes(entry.teacher)}
            classes = self.book.named(entry.classes) if named else ()
        except ClassNameError:
            named = {}
        if not named:
            yield entry
            return
        for item in classes:
            who = next((who for who, them in named.items() if item in them), VACANCY)
            yield replace(entry, classes=item.name, teacher=who)

    # An entry ----------------------------------------------------------------------------------

    def _entry(self, entry: Entry) -> str:
        """Take an entry; why it can't be taken, "" where it can."""
        if entry.leader and entry.teacher and has_letter(entry.leader):
            # In a load, the column of class teachers says which class the teacher leads.
            fault = self._leads_classes(entry)
            if fault or not entry.classes:
                return fault
            entry = replace(entry, leader="")
        try:
            classes = self.book.all_in(entry.classes)
        except ClassNameError as error:
            return str(error)
        if entry.size and not (entry.teacher or entry.leader or entry.subject):
            self.idle.add(entry.place)
            return ""
        subject, behind = split_subject(entry.subject)
        beside, who = labelled(entry.teacher)
        group = self._group(entry, subject) or behind or beside
        teachers, fault = self._named(who)
        leaders, wrong = self._named(entry.leader)
        if fault or wrong:
            return fault or wrong
        if leads_class(subject) or not subject:
            return self._take_leader(entry, classes, leaders or teachers, group, bool(subject))
        nobody = not teachers and not leaders and not is_vacancy(entry.teacher)
        if nobody and not group and not any(it for _, it in classes):
            return "не указан учитель"
        return self._take_lessons(entry, classes, subject, group, teachers) or self._take_leaders(
            entry, classes, leaders
        )

    def _leads_classes(self, entry: Entry) -> str:
        teachers, fault = self._named(entry.teacher)
        try:
            classes = self.book.all_in(entry.leader)
        except ClassNameError:
            return ""
        return fault or self._take_leaders(entry, classes, teachers)

    def _take_leader(
        self,
        entry: Entry,
        classes: Sequence[tuple[SchoolClass, str]],
        leaders: Sequence[str],
        group: str,
        named: bool,
    ) -> str:
        if not named and (group or (self._apart and not entry.leader)):
            return NO_SUBJECT
        if not leaders and is_vacancy(entry.leader or entry.teacher):
            self.vacant |= {f"{item.name} (классный руководитель)": None for item, _ in classes}
            return ""
        return self._take_leaders(entry, classes, leaders) if leaders else "не указан учитель"

    def _named(self, text: str) -> tuple[list[str], str]:
        """The persons whom a cell names, as they are spelt at the fullest; what is wrong."""
        names, fault = persons_in(text, self.names.known)
        return list(dict.fromkeys(map(self.spelt.person, names))), fault

    def _group(self, entry: Entry, subject: str) -> str:
        """The group of an entry; what only says subject and class again is the whole class."""
        named = HALF.sub("подгр.", entry.group)
        if not named:
            return ""
        said = {*plainly(subject).split(), *plainly(entry.subject).split()}
        if any(says_again(it, said) for it in plainly(named).split()) or re.search(
            r"\d\s*-?\s*(?!и\b)[А-Яа-я]\b", named
        ):
            return diary_group(named, said, entry.classes)
        return read_group(named)

    # Class teachers ----------------------------------------------------------------------------

    def _take_leaders(
        self, entry: Entry, classes: Sequence[tuple[SchoolClass, str]], leaders: Sequence[str]
    ) -> str:
        fault = self.leaders.take(entry.place, (item.name for item, _ in classes), leaders)
        if leaders and not fault:
            self._useful.add(entry.place)
        return fault

    # Lessons -----------------------------------------------------------------------------------

    def _take_lessons(
        self,
        entry: Entry,
        classes: Sequence[tuple[SchoolClass, str]],
        subject: str,
        group: str,
        teachers: Sequence[str],
    ) -> str:
        """The lessons of one entry: all classes, each subject, a group for each teacher."""
        lessons: list[Lesson] = []
        for item, own in classes:
            for part in self.names.apart(subject, str(item.oldest), self.timetable.taught(item)):
                groups = shared(own or group, teachers)
                if isinstance(groups, str):
                    return groups
                for name, teacher in groups:
                    lesson = self._lesson(entry.place, item, part, name, teacher)
                    if isinstance(lesson, str):
                        return lesson
                    if lesson:
                        lessons.append(lesson)
        fault = self._take(entry, lessons)
        if not fault and not group and len(teachers) > 1:
            self.lessons.part(lessons)
        if not fault and not teachers and is_vacancy(entry.teacher):
            self.vacant |= {f"{it.item.name} {it.name}": None for it in lessons}
        return fault

    def _lesson(
        self, place: RowPlace, item: SchoolClass, subject: str, group: str, teacher: str
    ) -> Lesson | str | None:
        """One class of a row: its lesson, what is wrong, or None where the grade has no chats."""
        taught = self.timetable.taught(item)
        if not taught:
            self.skipped[str(item.oldest)] += 1
            return None
        name = self.names.read(subject, str(item.oldest), taught)
        if not name:
            if fault := self._subject_fault(subject, taught):
                return fault
            name = own_name(subject)
        if name not in taught and self.names.curriculum.misplaced(str(item.oldest), name):
            self.misplaced.setdefault(name, set()).add(str(item.oldest))
        if "/" in group or len(group) > LONGEST_GROUP:
            return f"в названии группы не должно быть знака «/» и больше {LONGEST_GROUP} знаков"
        return Lesson(place, item, name, group, teacher)

    def _subject_fault(self, text: str, taught: Sequence[str]) -> str:
        if looks_like_name(text):
            return "здесь имя человека, а не предмет"
        self._unknown.add(text)
        if len(self._unknown) > MOST_UNKNOWN:
            return f"незнакомых предметов больше {MOST_UNKNOWN}: тот ли это столбец?"
        if "/" in text:
            return f"предмета «{text}» нет в плане, а для нового в названии не должно быть «/»"
        if len(text) > LONGEST_SUBJECT:
            return f"название предмета длиннее {LONGEST_SUBJECT} знаков"
        if several := self.names.several(text, taught):
            return f"«{text}» — {' или '.join(several)}? Напишите полностью"
        if meant := self.names.misspelt(text, taught):
            return f"предмета «{text}» нет; возможно, это {meant}?"
        if is_head(text) or not re.search(r"[^\W\d_]{2}", text):
            return f"«{text}» не похоже на предмет"
        return ""

    def _take(self, entry: Entry, lessons: Sequence[Lesson]) -> str:
        """Take the lessons of an entry, all or none."""
        if not lessons:
            self.idle.add(entry.place)
            return ""
        fault = self.lessons.take(lessons, entry.slot)
        if not fault:
            self._useful.add(entry.place)
        return fault

    def _settle(self) -> None:
        """Leave out what contradicts the rest, the odd or the later row."""
        wrong = self.lessons.settle(self.order)
        for place, why in wrong.items():
            self._fail(place, why)
        them = self.leaders.by_class
        self.leaders.by_class = {key: it for key, it in them.items() if it.place not in wrong}
