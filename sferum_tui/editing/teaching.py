"""What is taught where, as the subject grid shows it: pure values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from sferum_tui.rollout.answers import Subjects
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.reference import Curriculum
from sferum_tui.rollout.school import SchoolClass, grade_number, mixed_grades

#: The most subgroups that a digit makes.
MOST = 9
#: Characters of a subgroup's name, at most.
LONGEST = 30


class SubjectColumn(NamedTuple):
    """A grade as the plan writes it, its stage and the names of its classes.

    A mixed class is a column of its own: it may be taught what none of its grades is.
    """

    grade: str
    stage: int
    classes: tuple[str, ...]


def columns_of(items: Iterable[SchoolClass]) -> tuple[SubjectColumn, ...]:
    """The grades and mixed classes that there are, in the order of the classes."""
    found: dict[str, list[SchoolClass]] = {}
    for item in items:
        found.setdefault(item.grade, []).append(item)
    return tuple(
        SubjectColumn(grade, them[0].stage, tuple(item.name for item in them))
        for grade, them in found.items()
    )


def followed(grade: str) -> str:
    """The grade whose list holds where there is none of its own: «1 доп.» → 1, «1–3» → 3."""
    mixed = mixed_grades(grade)
    return str(mixed[-1] if mixed else grade_number(grade))


class Teaching(Struct, frozen=True):
    """Subjects by grade and class. Edits give a new one; `subjects` is what the plan keeps."""

    subjects: Subjects
    columns: tuple[SubjectColumn, ...]
    curriculum: Curriculum

    def taught(self, grade: str) -> tuple[str, ...]:
        """The subjects of a grade; «1 доп.» and mixed classes may have none of their own."""
        found = self.subjects.by_grade.get(grade)
        return self.subjects.by_grade.get(followed(grade), ()) if found is None else found

    def cell(self, name: str, column: SubjectColumn) -> tuple[int, ...]:
        """How many chats each class of a grade has for a subject, by the order of the classes.

        A subject that only some classes have stands among the subgroups there, with or without any.
        """
        whole = 1 if name in self.taught(column.grade) else 0
        found = (self.subjects.subgroups.get(f"{it}/{name}") for it in column.classes)
        return tuple(whole if parts is None else len(parts) or 1 for parts in found)

    def has(self, name: str, column: SubjectColumn) -> bool:
        """Whether any class of a grade is taught a subject."""
        return any(self.cell(name, column))

    def in_grade(self, column: SubjectColumn) -> tuple[str, ...]:
        """Every subject that a class of the grade is taught."""
        return tuple(dict.fromkeys((*self.taught(column.grade), *self._own(column))))

    def _own(self, column: SubjectColumn) -> Iterator[str]:
        classes = set(column.classes)
        for key in self.subjects.subgroups:
            name, _, subject = key.partition("/")
            if name in classes:
                yield subject

    def rows(self, known: Sequence[str] = ()) -> tuple[str, ...]:
        """The subjects to choose from: those of the curriculum, own ones where they are taught.

        `known` are the rows there were before; none of them goes.
        """
        lists = [*(self.in_grade(column) for column in self.columns), tuple(known)]
        wanted = {name for names in lists for name in names}
        for column in self.columns:
            wanted.update(offered(self.curriculum, column.grade))
        rows = [name for name in _order(self.curriculum) if name in wanted]
        for names in lists:
            for number, name in enumerate(names):
                if name not in rows:
                    rows.insert(rows.index(names[number - 1]) + 1 if number else len(rows), name)
        return tuple(rows)

    def usual(self, name: str) -> tuple[SubjectColumn, ...]:
        """The grades in which a subject is usually taught; of an own one those with a curriculum.

        Every grade where there is none of these.
        """
        curriculum = self.curriculum
        planned = [it for it in self.columns if followed(it.grade) in curriculum.grades]
        in_plan = [column for column in planned if name in _with_courses(curriculum, column.grade)]
        known = name in _order(curriculum)
        return tuple(in_plan if known and in_plan else planned or self.columns)


def offered(curriculum: Curriculum, grade: str) -> tuple[str, ...]:
    """The subjects of the curriculum for a grade, or for the nearest grade that it has."""
    number = int(followed(grade))
    nearest = min(curriculum.grades, key=lambda it: abs(int(it) - number), default="")
    return curriculum.grades.get(nearest, ())


def _order(curriculum: Curriculum) -> tuple[str, ...]:
    """Every subject of the curriculum, courses behind the subject that unites them."""
    courses = {
        item.title: [name for names in item.courses.values() for name in names]
        for item in curriculum.merged
    }
    names = [it for name in curriculum.subjects() for it in (name, *courses.get(name, ()))]
    return tuple(dict.fromkeys(names))


def _with_courses(curriculum: Curriculum, grade: str) -> tuple[str, ...]:
    grade = followed(grade)
    names = curriculum.grades.get(grade, ())
    return (*names, *curriculum.split(grade, names))


def rivals_of(curriculum: Curriculum, grade: str, name: str) -> tuple[str, ...]:
    """What can't be taught beside a subject: its courses, or the subject that unites it."""
    for item in curriculum.merged:
        courses = item.courses.get(followed(grade), ())
        if name == item.title:
            return courses
        if name in courses:
            return (item.title,)
    return ()


# Subgroups as text -------------------------------------------------------------------------------


def read_subgroups(text: str) -> tuple[str, ...]:
    """«английский, немецкий» → two names; «2» alone → «1» and «2»; «1» or nothing → none.

    Raises `ValueError` with what is wrong, in Russian.
    """
    names = [" ".join(part.split()) for part in re.split("[,;]", text)]
    names = [name for name in names if name]
    if len(names) == 1 and names[0].isdecimal():
        number = int(names[0])
        if number > MOST:
            raise ValueError(f"не больше {MOST} подгрупп")
        return tuple(map(str, range(1, number + 1))) if number > 1 else ()
    for name in names:
        if "/" in name:
            raise ValueError("в названии не должно быть знака «/»")
        if len(name) > LONGEST:
            raise ValueError(f"«{name[:10]}…» длиннее {LONGEST} знаков")
    if len({name.lower() for name in names}) < len(names):
        raise ValueError("две подгруппы с одним названием")
    return tuple(names)


def counted(chats: Iterable[Chat], columns: Sequence[SubjectColumn]) -> Counter[tuple[str, str]]:
    """How many subject chats there are by grade and subject."""
    grades = {name: column.grade for column in columns for name in column.classes}
    return Counter(
        (grades[chat.class_name], chat.subject)
        for chat in chats
        if chat.kind.scope == "subject" and chat.class_name in grades
    )
