"""Class teachers as a table names them, whichever of its columns does so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress

from sferum_tui.rollout.class_names import read_classes
from sferum_tui.rollout.imports.entries import SheetReading
from sferum_tui.rollout.imports.heads import PUPIL, head_roles
from sferum_tui.rollout.imports.result import Leader, RowPlace
from sferum_tui.rollout.imports.sheets import plainly
from sferum_tui.rollout.people import same_person
from sferum_tui.rollout.school import ClassNameError

_SEVERAL = "в одной ячейке несколько классных руководителей"
#: What class teachers alone have: in grades 1–4 one teacher takes the class for all subjects.
_OF_LEADERS = frozenset(
    ("классный час", "начальные классы", "начальная школа", "все предметы", "все уроки")
)
#: Why persons with several classes each are perhaps no class teachers.
SEVERAL_CLASSES = "у одного учителя несколько классов: он руководит ими или только преподаёт в них?"
#: So small a share of classes with two class teachers is a mistake.
_FEW = 0.1
#: What a head or a title says of class teachers.
_LEADS = re.compile(r"(?i)\bкл\w*\.?\s?(?:рук|воспит|настав)|руковод|куратор")


def may_lead(reading: SheetReading) -> bool:
    """Whether persons of a table may lead the classes beside which they stand without a subject.

    Not in a table of pupils' work, nor in a teacher's timetable or a roster of days, nor where
    several stand for one class, nor below a head that says what else they are.
    """
    columns = reading.columns
    if columns.has("class_teacher") or any(it.leader for it in reading.entries):
        return True
    if columns.kinds & PUPIL or columns.of_lessons or _share_classes(reading):
        return False
    if "time" in columns.kinds and not _says_lead(reading):
        return False
    heads = [it.head for it in columns.columns if it.role == "teacher" and not it.given]
    return not any(it and "teacher" not in head_roles(it) and not _LEADS.search(it) for it in heads)


def _share_classes(reading: SheetReading) -> bool:
    """Whether many classes have several persons: they teach there."""
    persons: dict[str, set[str]] = defaultdict(set)
    for entry in reading.entries:
        with suppress(ClassNameError):
            for item in read_classes(entry.classes) if entry.teacher else ():
                persons[item.name].add(plainly(entry.teacher))
    return sum(len(them) > 1 for them in persons.values()) > _FEW * len(persons)


def _says_lead(reading: SheetReading) -> bool:
    """Whether a head or a title speaks of class teachers."""
    heads = (it.head for it in reading.columns.columns if it.role)
    return any(map(_LEADS.search, (*reading.titles, *heads)))


def unsure_leaders(reading: SheetReading) -> bool:
    """Whether nothing says that persons with several classes each lead them."""
    columns = reading.columns
    if reading.names_subjects or columns.has("class_teacher") or not may_lead(reading):
        return False
    if _says_lead(reading):
        return False
    led: dict[str, set[str]] = defaultdict(set)
    for entry in reading.entries:
        with suppress(ClassNameError):
            led[entry.teacher] |= {it.name for it in read_classes(entry.classes)}
    return any(teacher and len(them) > 1 for teacher, them in led.items())


def leads_class(subject: str) -> bool:
    """Whether who has such a subject is the class teacher: «классное руководство»."""
    return "class_teacher" in head_roles(subject) or plainly(subject) in _OF_LEADERS


class LeaderBook:
    """The class teacher of each class; another person for the same class is a fault."""

    def __init__(self) -> None:
        self.by_class: dict[str, Leader] = {}

    def take(self, place: RowPlace, classes: Iterable[str], persons: Sequence[str]) -> str:
        """Take who leads these classes, all or none; why that can't be, "" where it can."""
        if len(persons) > 1:
            return _SEVERAL
        classes = tuple(classes) if persons else ()
        for name in classes:
            old = self.by_class.get(name)
            if old and not same_person(old.teacher, persons[0]):
                return f"классный руководитель {name} уже назван: {old.teacher}, {old.place}"
        for name in classes:
            self.by_class.setdefault(name, Leader(place, name, persons[0]))
        return ""
