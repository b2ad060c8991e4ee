"""Reading a list of teachers: «класс; предмет; учитель; группа», and class teachers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sferum_tui.rollout.imports.lessons import Lesson, Timetable
from sferum_tui.rollout.imports.result import (
    ClassBook,
    ImportResult,
    Leader,
    Place,
    RowFault,
    TableError,
    person,
    person_fault,
    same_person,
)
from sferum_tui.rollout.imports.sheets import (
    Sheet,
    SheetColumns,
    SheetRow,
    columns_of,
    meaning_of,
    plainly,
    usable_sheets,
)
from sferum_tui.rollout.imports.subject_names import SubjectNames
from sferum_tui.rollout.imports.ticks import carried
from sferum_tui.rollout.plan import Plan
from sferum_tui.rollout.reference import Reference
from sferum_tui.rollout.school import ClassNameError, SchoolClass, natural_key, school_classes

#: Characters of a subject's and of a group's name, at most.
LONGEST_SUBJECT, LONGEST_GROUP = 60, 30
#: No school teaches more subjects that no curriculum knows; to compare each takes its time.
MOST_UNKNOWN = 200
NEEDED = "нужны столбцы «класс», «предмет», «учитель» и, если есть, «группа»"
_GROUP_WORDS = re.compile(r"\b(?:под)?гр(?:уппа|\.)?(?=\W|\d|$)|(?<=\d)-?я\b", re.IGNORECASE)
_WHOLE_CLASS = frozenset(("", "весь класс", "все", "класс", "нет", "0"))


def import_teachers(plan: Plan, sheets: Sequence[Sheet], reference: Reference) -> ImportResult:
    """What a list of teachers would change. Raises `TableError` where no sheet is one."""
    answers = plan.answers
    classes = school_classes(answers.classes, reference.recommendations)
    names = SubjectNames(reference.curriculum)
    timetable = Timetable(answers, classes, names)
    reader = _Reader(ClassBook(classes), names, timetable)
    reader.read(sheets)
    new = timetable.taken(reader.lessons.values(), reader.leaders.values())
    return ImportResult(
        answers=new,
        renamed=carried(plan, new, reference.recommendations, names),
        faults=tuple(sorted(reader.faults, key=lambda it: reader.order[it.place])),
        notes=(*reader.notes(), *timetable.notes()),
        rows=len(reader.order) - len(reader.faults) - reader.idle,
    )


class _Reader:
    """Goes through the rows. What contradicts an earlier row is a fault of the later one."""

    def __init__(self, book: ClassBook, names: SubjectNames, timetable: Timetable) -> None:
        self.book = book
        self.names = names
        self.timetable = timetable
        self.lessons: dict[tuple[str, str, str], Lesson] = {}
        self.leaders: dict[str, Leader] = {}
        self.faults: list[RowFault] = []
        #: Rows that are in order but make no chat, and of how many lessons in which grade.
        self.idle = 0
        self.skipped: Counter[str] = Counter()
        #: Subjects by grades that the curriculum has them not in: a column may be misread.
        self.misplaced: dict[str, set[str]] = {}
        self.order: dict[Place, int] = {}
        self._unknown: set[str] = set()
        self._left_out: tuple[str, ...] = ()

    def read(self, sheets: Sequence[Sheet]) -> None:
        """Read every sheet that names classes and teachers. Raises `TableError`."""
        usable, self._left_out = usable_sheets([(it, self._columns(it)) for it in sheets])
        if not usable:
            raise TableError(f"не видно, где класс и учитель: {NEEDED}")
        for sheet, columns in usable:
            for row in columns.data(sheet):
                place = Place(row.number, sheet.title)
                self.order[place] = len(self.order)
                if fault := self._row(place, row, columns):
                    self.faults.append(RowFault(place, fault))
        self._settle()

    def _columns(self, sheet: Sheet) -> SheetColumns | None:
        columns = columns_of(sheet, self.names.known)
        named = columns and any(columns.has(it) for it in ("teacher", "surname", "class_teacher"))
        return columns if named else None

    def notes(self) -> Iterator[str]:
        """What was passed over, and why."""
        for title in self._left_out:
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

    # A row -------------------------------------------------------------------------------------

    def _row(self, place: Place, row: SheetRow, columns: SheetColumns) -> str:
        """Take a row; why it can't be taken, "" where it can."""
        if fault := columns.fault(row):
            return fault
        try:
            classes = self.book.all_in(columns.of_class(row))
        except ClassNameError as error:
            return str(error)
        subject, group = columns.text(row, "subject"), read_group(columns.text(row, "group"))
        teacher, leader = (
            person(columns.of_teacher(row)),
            person(columns.text(row, "class_teacher")),
        )
        for name in filter(None, (teacher, leader)):
            if fault := person_fault(name):
                return fault
        leads = meaning_of(subject) == "class_teacher" or not subject
        if leads and teacher and not group:
            leader, teacher = leader or teacher, ""
        elif not subject and (teacher or group):
            return "не указан предмет"
        elif not teacher and not group and not leader:
            return "не указан учитель"
        leaders = [Leader(place, item.name, leader) for item in classes if leader]
        lessons: list[Lesson] = []
        if teacher or group:
            for item in classes:
                lesson = self._lesson(place, item, subject, group, teacher)
                if isinstance(lesson, str):
                    return lesson
                if lesson:
                    lessons.append(lesson)
        return self._take(leaders, lessons)

    def _lesson(
        self, place: Place, item: SchoolClass, subject: str, group: str, teacher: str
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
        if not re.search(r"[^\W\d_]{2}", text):
            return f"«{text}» не похоже на предмет"
        return ""

    def _take(self, leaders: Sequence[Leader], lessons: Sequence[Lesson]) -> str:
        self.idle += not leaders and not lessons
        for new in leaders:
            old = self.leaders.get(new.class_name)
            if old and not same_person(old.teacher, new.teacher):
                return (
                    f"классный руководитель {new.class_name} уже назван: {old.teacher}, {old.place}"
                )
        for lesson in lessons:
            before = self.lessons.get(lesson.key)
            if before and not same_person(before.teacher, lesson.teacher):
                told = f"{lesson.item.name}, {lesson.name}"
                told += f", группа {lesson.group}" if lesson.group else ""
                advice = "" if lesson.group else "; если это подгруппы, укажите группу"
                return f"{told}: учитель уже назван — {before.teacher}, {before.place}{advice}"
        for new in leaders:
            self.leaders.setdefault(new.class_name, new)
        for lesson in lessons:
            self.lessons.setdefault(lesson.key, lesson)
        return ""

    # All rows together -------------------------------------------------------------------------

    def _settle(self) -> None:
        """Find the rows that only later ones contradict, and leave them out whole."""
        wrong: dict[Place, str] = {}
        by_subject: dict[tuple[str, str], list[Lesson]] = {}
        for lesson in self.lessons.values():
            by_subject.setdefault((lesson.item.name, lesson.name), []).append(lesson)
        for lessons in by_subject.values():
            whole = [it for it in lessons if not it.group]
            if whole and len(lessons) > len(whole):
                other = next(it for it in lessons if it.group)
                wrong[whole[0].place] = (
                    f"{whole[0].item.name}, {whole[0].name}: не указана группа, "
                    f"а {other.place} её называет ({other.group})"
                )
        for lesson in self.lessons.values():
            united = self._united(lesson)
            if united and lesson.place not in wrong:
                wrong[lesson.place] = (
                    f"{lesson.name} входит в предмет «{united.name}», который в "
                    f"{lesson.item.name} ведёт {united.teacher}, {united.place}"
                )
        self.faults += [RowFault(place, why) for place, why in wrong.items()]
        self.lessons = {key: it for key, it in self.lessons.items() if it.place not in wrong}
        self.leaders = {key: it for key, it in self.leaders.items() if it.place not in wrong}

    def _united(self, lesson: Lesson) -> Lesson | None:
        """The lesson of the subject that a course is part of, where another teacher leads it."""
        title = self.names.united(lesson.name, str(lesson.item.oldest))
        whole = self.lessons.get((lesson.item.name, title, ""))
        if title == lesson.name or lesson.group or whole is None:
            return None
        return None if same_person(whole.teacher, lesson.teacher) else whole


def read_group(text: str) -> str:
    """A group without the word itself: «1-я подгруппа» → «1»; "" for the whole class."""
    name = " ".join(_GROUP_WORDS.sub(" ", text).split()).strip(" .№-–—")
    return "" if plainly(name) in _WHOLE_CLASS else name


def own_name(text: str) -> str:
    """A new subject as a plan writes it: «Черчение» → «черчение», «ОРКСЭ» as it is."""
    return text[:1].lower() + text[1:] if text[1:] == text[1:].lower() else text
