"""What is taught where, and its edits as the subject grid makes them: pure values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.rollout.answers import Answers, Subjects
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.reference import Curriculum
from sferum_tui.rollout.school import GRADES, SchoolClass, grade_number, mixed_grades

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


def _rivals(curriculum: Curriculum, grade: str, name: str) -> tuple[str, ...]:
    """What can't be taught beside a subject: its courses, or the subject that unites it."""
    for item in curriculum.merged:
        courses = item.courses.get(followed(grade), ())
        if name == item.title:
            return courses
        if name in courses:
            return (item.title,)
    return ()


# Edits ------------------------------------------------------------------------------------------


def _with(teaching: Teaching, by_grade: dict[str, tuple[str, ...]]) -> Teaching:
    kept = {**teaching.subjects.by_grade, **by_grade}
    ordered = {grade: kept.pop(grade) for grade in GRADES if grade in kept}
    return replace(teaching, subjects=replace(teaching.subjects, by_grade={**ordered, **kept}))


def _without_subgroups(teaching: Teaching, gone: Iterable[tuple[SubjectColumn, str]]) -> Teaching:
    keys = {f"{name}/{subject}" for column, subject in gone for name in column.classes}
    rest = {key: it for key, it in teaching.subjects.subgroups.items() if key not in keys}
    return replace(teaching, subjects=replace(teaching.subjects, subgroups=rest))


def with_subject(teaching: Teaching, name: str, columns: Sequence[SubjectColumn]) -> Teaching:
    """A subject taught in these grades, in place of what can't stand beside it."""
    order = teaching.rows((name,))
    by_grade = {}
    for column in columns:
        rivals = _rivals(teaching.curriculum, column.grade, name)
        teaching = _without_subgroups(teaching, ((column, it) for it in rivals))
        names = [it for it in teaching.taught(column.grade) if it not in rivals]
        if name not in names:
            before = set(order[: order.index(name)])
            at = max((n + 1 for n, it in enumerate(names) if it in before), default=0)
            names.insert(at, name)
        by_grade[column.grade] = tuple(names)
    return _with(teaching, by_grade)


def without_subject(teaching: Teaching, name: str, columns: Sequence[SubjectColumn]) -> Teaching:
    """A subject no longer taught in these grades, nor in subgroups of their classes."""
    teaching = _without_subgroups(teaching, ((column, name) for column in columns))
    by_grade = {
        column.grade: tuple(it for it in teaching.taught(column.grade) if it != name)
        for column in columns
        if name in teaching.taught(column.grade)
    }
    return _with(teaching, by_grade)


def without_subjects(teaching: Teaching, columns: Sequence[SubjectColumn]) -> Teaching:
    """No subject chats in these grades."""
    gone = ((column, name) for column in columns for name in teaching.in_grade(column))
    teaching = _without_subgroups(teaching, tuple(gone))
    return _with(teaching, {column.grade: () for column in columns})


def by_curriculum(teaching: Teaching, columns: Sequence[SubjectColumn]) -> Teaching:
    """These grades taught what the curriculum says; in primary ones nothing, as by default."""
    grades = teaching.curriculum.grades
    return _with(teaching, {it.grade: grades.get(followed(it.grade), ()) for it in columns})


def switched(teaching: Teaching, name: str, column: SubjectColumn | None) -> Teaching:
    """A subject on or off in one grade, or in all of them (None): any is off, none as usual."""
    if column is not None:
        if name in teaching.taught(column.grade):
            return without_subject(teaching, name, (column,))
        return with_subject(teaching, name, (column,))
    if any(teaching.has(name, it) for it in teaching.columns):
        return without_subject(teaching, name, teaching.columns)
    return with_subject(teaching, name, teaching.usual(name))


def switched_all(teaching: Teaching, column: SubjectColumn | None) -> Teaching:
    """All subjects of one grade, or of all of them (None): any are off, none as usual."""
    columns = teaching.columns if column is None else (column,)
    if any(teaching.in_grade(it) for it in columns):
        return without_subjects(teaching, columns)
    if column is None:
        return by_curriculum(teaching, columns)
    return _with(teaching, {column.grade: offered(teaching.curriculum, column.grade)})


def with_subgroups(
    teaching: Teaching, name: str, columns: Sequence[SubjectColumn], number: int
) -> Teaching:
    """A subject in so many subgroups in every class of these grades; 1 is the whole class.

    Subgroups that have names keep them; a grade that is not taught the subject begins to be.
    """
    untaught = [it for it in columns if name not in teaching.taught(it.grade)]
    teaching = with_subject(teaching, name, untaught)
    for column in columns:
        for class_name in column.classes:
            names = teaching.subjects.subgroups.get(f"{class_name}/{name}", ())
            fresh = (it for it in map(str, range(1, 2 * MOST + 2)) if it not in names)
            names = (*names, *fresh)[:number] if number > 1 else ()
            teaching = with_names(teaching, class_name, name, names)
    return teaching


def with_names(teaching: Teaching, class_name: str, subject: str, names: Sequence[str]) -> Teaching:
    """A subject in subgroups of these names in one class; none: the whole class."""
    key = f"{class_name}/{subject}"
    subgroups = dict(teaching.subjects.subgroups)
    if names:
        subgroups[key] = tuple(names)
    else:
        subgroups.pop(key, None)
    return replace(teaching, subjects=replace(teaching.subjects, subgroups=subgroups))


def is_split(teaching: Teaching, columns: Sequence[SubjectColumn]) -> bool | None:
    """Whether courses have chats of their own in these grades; None where there are no courses.

    Where some grades have courses and others the subject that unites them, it is not split.
    """
    found = [
        title in teaching.taught(column.grade)
        for column in columns
        for title in _titles(teaching, column)
    ]
    return not any(found) if found else None


def _titles(teaching: Teaching, column: SubjectColumn) -> Iterator[str]:
    """Subjects of a grade that can be split or are."""
    taught = teaching.taught(column.grade)
    for item in teaching.curriculum.merged:
        courses = item.courses.get(followed(column.grade), ())
        if courses and any(name in taught for name in (item.title, *courses)):
            yield item.title


def split(teaching: Teaching, columns: Sequence[SubjectColumn]) -> Teaching:
    """A chat for each course in these grades; subgroups go along."""
    curriculum = teaching.curriculum
    for column in columns:
        for title in _titles(teaching, column):
            if title in teaching.taught(column.grade):
                courses = _rivals(curriculum, column.grade, title)
                teaching = _moved(teaching, column, (title,), courses)
    return teaching


def merge(teaching: Teaching, columns: Sequence[SubjectColumn]) -> Teaching:
    """One chat for all courses of a subject in these grades; subgroups of the first go along."""
    curriculum = teaching.curriculum
    for column in columns:
        for title in _titles(teaching, column):
            courses = _rivals(curriculum, column.grade, title)
            teaching = _moved(teaching, column, courses, (title,))
    return teaching


def _moved(
    teaching: Teaching, column: SubjectColumn, old: Sequence[str], new: Sequence[str]
) -> Teaching:
    """Subjects of a grade in place of others, where the first of these stands."""
    names = list(teaching.taught(column.grade))
    at = next((n for n, it in enumerate(names) if it in old), len(names))
    rest = [it for it in names if it not in old and it not in new]
    at = min(at, len(rest))
    teaching = _with(teaching, {column.grade: (*rest[:at], *new, *rest[at:])})
    for class_name in column.classes:
        groups = [teaching.subjects.subgroups.get(f"{class_name}/{it}", ()) for it in old]
        first = next(filter(None, groups), ())
        for name in old:
            teaching = with_names(teaching, class_name, name, ())
        for name in new:
            if first:
                teaching = with_names(teaching, class_name, name, first)
    return teaching


def with_carried(answers: Answers, before: Teaching, after: Teaching) -> Answers:
    """The answers after a subject parted into courses or became one again: people go along.

    A course without a teacher gets that of the subject, a subject that of its first course. In МО
    the courses that are taught stand for the subject, where it is taught nowhere any more.
    """
    people = answers.people
    teachers = dict(people.subject_teachers)
    for column in after.columns:
        was, now = before.taught(column.grade), after.taught(column.grade)
        for item in after.curriculum.merged:
            courses = item.courses.get(followed(column.grade), ())
            if item.title in was and item.title not in now:
                _carry(teachers, column, (item.title,), [it for it in courses if it in now])
            elif item.title in now and item.title not in was:
                _carry(teachers, column, [it for it in courses if it in was], (item.title,))
    associations = tuple(
        replace(it, subjects=_united(it.subjects, before, after)) for it in people.associations
    )
    new = replace(people, subject_teachers=teachers, associations=associations)
    return replace(answers, people=new)


def _carry(
    teachers: dict[str, str], column: SubjectColumn, old: Sequence[str], new: Sequence[str]
) -> None:
    """Give the teachers of subjects to others, in each class and each of its subgroups."""
    for name in column.classes:
        for subject in old:
            head = f"{name}/{subject}"
            for key, who in list(teachers.items()):
                if key == head or key.startswith(f"{head}/"):
                    for other in new:
                        teachers.setdefault(f"{name}/{other}{key.removeprefix(head)}", who)


def _united(subjects: tuple[str, ...], before: Teaching, after: Teaching) -> tuple[str, ...]:
    """The subjects of an МО: courses and the subject that unites them stand for each other."""
    for item in after.curriculum.merged:
        family = (item.title, *(it for names in item.courses.values() for it in names))
        was = _taught_anywhere(before).intersection(family)
        now = _taught_anywhere(after).intersection(family)
        own = [it for it in subjects if it in family]
        if own and was != now and was.issubset(own):
            at = subjects.index(own[0])
            rest = [it for it in subjects if it not in family]
            new = [it for it in dict.fromkeys(family) if it in now]
            subjects = (*rest[:at], *new, *rest[at:])
    return subjects


def _taught_anywhere(teaching: Teaching) -> set[str]:
    return {name for column in teaching.columns for name in teaching.taught(column.grade)}


def rename_subject(answers: Answers, old: str, new: str) -> Answers:
    """The answers with a subject renamed everywhere: subgroups, teachers and МО go along.

    The caller renames the chat ids with `renamed_ids`.
    """
    people, subjects = answers.people, answers.subjects
    by_grade = {
        grade: tuple(new if it == old else it for it in names)
        for grade, names in subjects.by_grade.items()
    }
    associations = tuple(
        replace(item, subjects=tuple(new if it == old else it for it in item.subjects))
        for item in people.associations
    )
    teachers = {_rekey(key, old, new): who for key, who in people.subject_teachers.items()}
    subgroups = {_rekey(key, old, new): names for key, names in subjects.subgroups.items()}
    return replace(
        answers,
        subjects=replace(subjects, by_grade=by_grade, subgroups=subgroups),
        people=replace(people, associations=associations, subject_teachers=teachers),
    )


def _rekey(key: str, old: str, new: str) -> str:
    """«8А/old/1» → «8А/new/1»."""
    name, _, rest = key.partition("/")
    subject, slash, tail = rest.partition("/")
    return f"{name}/{new}{slash}{tail}" if subject == old else key


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
