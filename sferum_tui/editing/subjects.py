"""Edits of what is taught where, as the subject grid makes them; each gives new values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from sferum_tui.editing.asks import title_fault
from sferum_tui.editing.teaching import (
    MOST,
    SubjectColumn,
    Teaching,
    followed,
    offered,
    read_subgroups,
    rivals_of,
)
from sferum_tui.rollout.answer_paths import OF_LESSONS, value_at, with_value
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.class_edits import by_order


def _with(teaching: Teaching, by_grade: dict[str, tuple[str, ...]]) -> Teaching:
    kept = by_order({**teaching.subjects.by_grade, **by_grade})
    return replace(teaching, subjects=replace(teaching.subjects, by_grade=kept))


def _without_subgroups(teaching: Teaching, gone: Iterable[tuple[SubjectColumn, str]]) -> Teaching:
    keys = {f"{name}/{subject}" for column, subject in gone for name in column.classes}
    rest = {key: it for key, it in teaching.subjects.subgroups.items() if key not in keys}
    return replace(teaching, subjects=replace(teaching.subjects, subgroups=rest))


def with_subject(teaching: Teaching, name: str, columns: Sequence[SubjectColumn]) -> Teaching:
    """A subject taught in these grades, in place of what can't stand beside it."""
    order = teaching.rows((name,))
    by_grade = {}
    for column in columns:
        rivals = rivals_of(teaching.curriculum, column.grade, name)
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
                courses = rivals_of(curriculum, column.grade, title)
                teaching = _moved(teaching, column, (title,), courses)
    return teaching


def merge(teaching: Teaching, columns: Sequence[SubjectColumn]) -> Teaching:
    """One chat for all courses of a subject in these grades; subgroups of the first go along."""
    curriculum = teaching.curriculum
    for column in columns:
        for title in _titles(teaching, column):
            courses = rivals_of(curriculum, column.grade, title)
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
    by_grade = {
        grade: tuple(new if it == old else it for it in names)
        for grade, names in answers.subjects.by_grade.items()
    }
    associations = tuple(
        replace(item, subjects=tuple(new if it == old else it for it in item.subjects))
        for item in answers.people.associations
    )
    for path in OF_LESSONS:
        table = {_rekey(key, old, new): it for key, it in value_at(answers, path).items()}
        answers = with_value(answers, path, table)
    return replace(
        answers,
        subjects=replace(answers.subjects, by_grade=by_grade),
        people=replace(answers.people, associations=associations),
    )


def _rekey(key: str, old: str, new: str) -> str:
    """«8А/old/1» → «8А/new/1»."""
    name, _, rest = key.partition("/")
    subject, slash, tail = rest.partition("/")
    return f"{name}/{new}{slash}{tail}" if subject == old else key


# What is wrong -----------------------------------------------------------------------------------

#: Characters of a subject's name, at most.
LONGEST = 60


def subject_fault(text: str, taken: Sequence[str], own: str = "") -> str:
    """What is wrong with the name of a subject, new or renamed."""
    return title_fault(text, [name for name in taken if name != own], LONGEST)


def subgroups_fault(text: str) -> str:
    """What is wrong with the lines of a `NamesRow`; "" if nothing is."""
    for line in text.split("\n"):
        name, _, typed = line.partition("=")
        try:
            read_subgroups(typed)
        except ValueError as error:
            return f"{name}: {error}"
    return ""
