"""Reading a list of classes, with their class teachers and sizes where it names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from sferum_tui.issues import Issue
from sferum_tui.rollout.answers import Answers, Classes
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.class_edits import (
    is_whole,
    lettered,
    listed,
    names_of,
    with_known_opened,
    with_planned,
)
from sferum_tui.rollout.class_names import NamedClass
from sferum_tui.rollout.edits import rename_class, renamed_ids
from sferum_tui.rollout.imports.cells import LARGEST_CLASS, Test, has_letter, size_in
from sferum_tui.rollout.imports.entries import Entry, SheetReading
from sferum_tui.rollout.imports.heads import Role
from sferum_tui.rollout.imports.leaders import (
    SEVERAL_CLASSES,
    LeaderBook,
    leads_class,
    may_lead,
    unsure_leaders,
)
from sferum_tui.rollout.imports.persons import persons_in
from sferum_tui.rollout.imports.pupils import (
    PUPILS_NOTE,
    counted,
    harmless,
    is_of_pupils,
    is_unclear,
    may_name_pupils,
    tells_sizes,
    why_unclear,
)
from sferum_tui.rollout.imports.result import (
    ClassBook,
    ImportResult,
    RowPlace,
)
from sferum_tui.rollout.imports.sheets import Sheet
from sferum_tui.rollout.imports.subject_names import SubjectNames
from sferum_tui.rollout.imports.tables import LAYOUTS, SheetTable
from sferum_tui.rollout.people import PersonBook
from sferum_tui.rollout.plan import Plan
from sferum_tui.rollout.reference import Reference
from sferum_tui.rollout.school import (
    GRADES,
    LETTERS,
    ClassNameError,
    letter_key,
    school_classes,
)


def import_classes(
    plan: Plan,
    sheets: Sequence[Sheet],
    reference: Reference,
    whole: bool | None = None,
    told: Mapping[Role, str] | None = None,
) -> ImportResult:
    """What a list of classes would change. Raises `TableError` where no sheet names classes.

    `whole` says whether the list takes the place of the classes there are; by default it does if
    it names every grade that the school has and no row of it is faulty, for a class whose row can't
    be read must not go. `told` is what a person said of the columns.
    """
    answers, rules = plan.answers, reference.recommendations
    book = ClassBook(school_classes(answers.classes, rules))
    is_subject = SubjectNames(reference.curriculum).known
    table = SheetTable(sheets, book.known, is_subject, _usable, told)
    reader = _ClassReader(book, is_subject)
    reader.read(table)
    found = reader.classes()
    if whole is None:
        whole = not reader.faults and is_whole(answers.classes, found)
    if not whole:
        reader.settle_bare()
        found = reader.classes()
    new, renamed = _taken(answers, listed(answers.classes, found, rules, whole), reference)
    new = with_planned(new, reference.curriculum)
    present = {item.name for item in school_classes(new.classes, rules)}
    return ImportResult(
        answers=reader.with_people(new, present),
        renamed=renamed,
        faults=tuple(reader.faults[it] for it in reader.order if it in reader.faults),
        notes=tuple(reader.notes(table, answers.classes, found, whole)),
        rows=reader.rows,
        chosen=table.columns,
        columns=tuple(table.told(reader.of_pupils)),
        weak=tuple(reader.weak(table)),
        nameless=reader.why_unclear(table),
        whole=whole,
        pupils=reader.pupils,
    )


def _usable(reading: SheetReading) -> bool:
    return reading.columns.names_class or reading.has("class")


def _dated(answers: Answers) -> Answers:
    """The answers with a date of the structure: no list of classes or chats depends on it."""
    school = answers.school
    day = school.structure_created or date(2026, 9, 1)
    return replace(answers, school=replace(school, structure_created=day))


def _taken(
    answers: Answers, classes: Classes, reference: Reference
) -> tuple[Answers, Mapping[str, str]]:
    """Other classes, and the chats of those that only got or lost their letter: «8» → «8А»."""
    rollout = Rollout(_dated(answers), reference.recommendations, reference.production)
    renamed: dict[str, str] = {}
    for it in lettered(answers.classes, classes):
        renamed.update(renamed_ids(rollout, "class", it.old, it.name))
        answers = rename_class(answers, it.old, (it.grade, it.letter))
    opened = answers.classes.opened
    return replace(answers, classes=with_known_opened(replace(classes, opened=opened))), renamed


class _ClassReader:
    """Goes through the entries; a class that comes twice counts once."""

    def __init__(self, book: ClassBook, is_subject: Test) -> None:
        self.book = book
        self.is_subject = is_subject
        self.faults: dict[RowPlace, Issue] = {}
        self.order: dict[RowPlace, None] = {}
        self.rows = 0
        self.pupils = False
        #: The sheets that list pupils.
        self.of_pupils: list[SheetReading] = []
        self.apart = False
        self.private = False
        self.sizes: dict[str, int] = {}
        #: The classes, each with the rows that name it; none where heads alone do.
        self._found: dict[NamedClass, list[RowPlace]] = {}
        self.leaders = LeaderBook()
        self._good: set[RowPlace] = set()
        #: Classes whose size stands there and is no number that a class may have.
        self.unsized: dict[str, None] = {}
        #: What stands in brackets behind a grade that is a class.
        self._notes: dict[str, str] = {}

    def read(self, table: SheetTable) -> None:
        """Read every sheet that names classes. Raises `TableError`."""
        if not table.readings:
            raise table.refused(f"не видно ни одного класса: нужен столбец «класс». {LAYOUTS}")
        # A class with one pupil alone looks like one with its teacher.
        anywhere = any(map(is_of_pupils, table.readings))
        for reading in table.readings:
            self.book.learn_numbers([it.classes for it in reading.entries])
            self.private = may_name_pupils(reading)
            self.pupils = is_of_pupils(reading) or (anywhere and is_unclear(reading))
            self.of_pupils += [reading] * self.pupils
            leads = not self.pupils and _names_leaders(reading)
            self.apart = reading.parts_leaders
            if self.pupils and tells_sizes(reading):
                self._count(reading)
            for entry in reading.entries:
                self._entry(entry, leads, reading)
            for text in reading.columns.matrix.values():
                # A class without a lesson yet stands in the heads alone.
                self._see(self.book.named(text))
        self.pupils = anywhere
        self.rows = len(self._good)

    def notes(self, table: SheetTable, old: Classes, found: Classes, whole: bool) -> Iterator[str]:
        """What a person may not expect."""
        yield from table.unread
        if self.pupils:
            yield PUPILS_NOTE
        for title in table.left_out:
            yield f"Лист «{title}» пропущен: в нём нет столбца «класс»"
        if unsized := self.unsized.keys() - self.sizes.keys():
            told = ", ".join(it for it in self.unsized if it in unsized)
            yield f"Не прочитано, сколько учеников: {told}. Нужно число не больше {LARGEST_CLASS}"
        rest = [
            grade for grade in old.by_grade if old.by_grade[grade] and grade not in found.by_grade
        ]
        if rest and not whole and found.by_grade:
            what, whose = ("параллели", "её") if len(rest) == 1 else ("параллелей", "их")
            yield f"В списке нет {what} {', '.join(rest)}: {whose} классы остаются"
        elif not whole and names_of(old) - names_of(found) and not rest:
            yield "Классы, которых нет в списке, остаются"

    def settle_bare(self) -> None:
        """See which class a bare «11» of a part of the school is.

        It is 11А where that is the only one. Nobody can tell which of 11А and 11Б it is: left out.
        """
        for item in [it for it in self._found if it.grade and not it.letter]:
            there = [it for it in self.book.of_grade(item.grade) if it.letter]
            if [it.letter for it in there] == [LETTERS[0]]:
                self._rename(item, NamedClass(item.grade, LETTERS[0]))
            elif there:
                self._leave_out(item, ", ".join(it.name for it in there))
        self.rows = len(self._good)

    def _rename(self, old: NamedClass, new: NamedClass) -> None:
        self._found.setdefault(new, []).extend(self._found.pop(old))
        if leader := self.leaders.by_class.pop(old.name, None):
            self.leaders.by_class.setdefault(new.name, replace(leader, class_name=new.name))
        if size := self.sizes.pop(old.name, None):
            self.sizes.setdefault(new.name, size)

    def _leave_out(self, item: NamedClass, there: str) -> None:
        for place in self._found.pop(item):
            self._good.discard(place)
            self.faults[place] = place.fault(f"в плане {there}: какой это класс?")
        self.leaders.by_class.pop(item.name, None)
        self.sizes.pop(item.name, None)

    def classes(self) -> Classes:
        """The classes of all rows."""
        by_grade = {
            grade: tuple(
                sorted({it.letter for it in self._found if it.grade == grade}, key=letter_key)
            )
            for grade in GRADES
        }
        mixed = {it.letter: 0 for it in self._found if not it.grade}
        return Classes({grade: them for grade, them in by_grade.items() if them}, mixed)

    def weak(self, table: SheetTable) -> Iterator[str]:
        """Why what is taken may be wrong; columns that a list of classes does not use are not."""
        apart = any(it.columns.has("class_teacher") for it in table.readings)
        for text in table.weak:
            named = self.leaders.by_class and not apart and text.startswith("«учитель»")
            if text.startswith("«класс»") or named:
                yield text
        if self.leaders.by_class and any(map(unsure_leaders, table.readings)):
            yield SEVERAL_CLASSES

    def why_unclear(self, table: SheetTable) -> str:
        """Why those who are taken for class teachers may be none; "" where that is clear."""
        readings = (it for it in table.readings if it not in self.of_pupils)
        return next(filter(None, map(why_unclear, readings)), "") if self.leaders.by_class else ""

    def with_people(self, answers: Answers, present: set[str]) -> Answers:
        """The answers with the class teachers and sizes of classes that are there."""
        people = answers.people
        spelt = PersonBook(
            (*people.class_teachers.values(), *people.subject_teachers.values(),
             *(it.teacher for it in self.leaders.by_class.values()))
        )  # fmt: skip
        named = dict(people.class_teachers)
        for it in self.leaders.by_class.values():
            if it.class_name in present:
                named[it.class_name] = spelt.person(it.teacher)
        answers = replace(answers, people=replace(people, class_teachers=named))
        sizes = {name: size for name, size in self.sizes.items() if name in present}
        return replace(answers, sizes={**answers.sizes, **sizes})

    # A row -------------------------------------------------------------------------------------

    def _entry(self, entry: Entry, leads: bool, reading: SheetReading) -> None:
        if reading.columns.matrix and entry.classes == "":
            return
        self.order[entry.place] = None
        fault = entry.fault or self._take(entry, leads)
        if not fault:
            self._good.add(entry.place)
        else:
            told = harmless(fault, self.pupils or self.private)
            self.faults.setdefault(entry.place, entry.place.fault(told))

    def _take(self, entry: Entry, leads: bool) -> str:
        try:
            named = self.book.named(entry.classes)
        except ClassNameError as error:
            return str(error)
        text = _leader_text(entry, self.apart) if leads else ""
        persons, fault = persons_in(text, self.is_subject)
        fault = fault or self._clash(entry, named)
        fault = fault or self.leaders.take(entry.place, (it.name for it in named), persons)
        if fault:
            return fault
        for item in named:
            self._found.setdefault(NamedClass(item.grade, item.letter), []).append(entry.place)
            if len(named) > 1 or entry.subject or entry.group or self.pupils:
                continue
            if size := _size_in(entry):
                self.sizes.setdefault(item.name, size)
            elif re.search(r"[^\W0]", entry.size):
                self.unsized[item.name] = None
        return ""

    def _see(self, named: Iterable[NamedClass]) -> None:
        for item in named:
            self._found.setdefault(NamedClass(item.grade, item.letter), [])

    def _clash(self, entry: Entry, named: Sequence[NamedClass]) -> str:
        """Why a row is no more of a class that was named before: «10 (физмат)» and «10 (гум.)»."""
        item, size = named[0], _size_in(entry)
        if len(named) > 1 or entry.group or self.pupils:
            return ""
        if not entry.subject and size and self.sizes.get(item.name, size) != size:
            return f"{item.name} уже назван, и учеников в нём {self.sizes[item.name]}"
        note = "" if item.letter else " ".join(re.findall(r"\(.*?\)", entry.classes))
        if note != self._notes.setdefault(item.name, note):
            return f"класс {item.name} уже назван, {self._notes[item.name]}: как их различать?"
        return ""

    def _count(self, reading: SheetReading) -> None:
        """The sizes of the classes of a list of pupils."""
        by_class: dict[str, list[Entry]] = {}
        for entry in reading.entries:
            try:
                named = self.book.named(entry.classes)
            except ClassNameError:
                continue
            if len(named) == 1:
                by_class.setdefault(named[0].name, []).append(entry)
        for name, entries in by_class.items():
            if 0 < (number := counted(tuple(entries))) <= LARGEST_CLASS:
                self.sizes[name] = number


def _names_leaders(reading: SheetReading) -> bool:
    """Whether the persons of a table lead the classes: a load's teachers do not."""
    columns = reading.columns
    if columns.has("class_teacher") or any(it.leader for it in reading.entries):
        return True
    if reading.columns.matrix or reading.names_subjects:
        return any(leads_class(it.subject) for it in reading.entries)
    return may_lead(reading)


def _leader_text(entry: Entry, apart: bool) -> str:
    """What an entry says of the class teacher; "" where it says nothing of him.

    Where class teachers have a column of their own, who has no subject leads no class for that.
    """
    if entry.leader:
        # In a load this column says which class the teacher leads.
        return "" if has_letter(entry.leader) else entry.leader
    leads = leads_class(entry.subject) or not (entry.subject or apart)
    return entry.teacher if leads else ""


def _size_in(entry: Entry) -> int:
    """How many pupils an entry tells; 0 where it tells no number that a class may have."""
    number = size_in(entry.size)
    return number if number <= LARGEST_CLASS else 0
