"""Edits of a school's classes: pure, each gives new values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from sferum_tui.rollout.answer_paths import with_value
from sferum_tui.rollout.answers import Answers, Classes
from sferum_tui.rollout.recommendations import Recommendations
from sferum_tui.rollout.reference import Curriculum
from sferum_tui.rollout.school import (
    GRADES,
    LETTERS,
    ClassNameError,
    class_name,
    letter_key,
    mixed_grades,
    normal_letter,
)

Value = TypeVar("Value")

#: Stands for the row of mixed classes among the grades, as in `parse_class`.
MIXED = ""


def letters_of(classes: Classes, grade: str) -> tuple[str, ...]:
    """Letters and names of a grade as they are kept, sorted; "" is a class without a letter."""
    return tuple(
        sorted({normal_letter(it) for it in classes.by_grade.get(grade, ())}, key=letter_key)
    )


def count_of(classes: Classes, grade: str) -> int:
    """How many classes a row has."""
    return len(classes.mixed) if grade == MIXED else len(letters_of(classes, grade))


def names_of(classes: Classes) -> set[str]:
    """The names of all classes."""
    names = {
        class_name(grade, it) for grade in classes.by_grade for it in letters_of(classes, grade)
    }
    return names.union(classes.mixed)


def with_letters(classes: Classes, grade: str, letters: Iterable[str]) -> Classes:
    """The classes with other letters in one grade; a grade without classes goes."""
    kept = {**classes.by_grade, grade: tuple(sorted(set(letters), key=letter_key))}
    by_grade = {name: letters for name, letters in by_order(kept).items() if letters}
    return replace(classes, by_grade=by_grade)


def by_order(table: Mapping[str, Value]) -> dict[str, Value]:
    """A table by grades in their order, behind them what is no grade."""
    grades = {grade: table[grade] for grade in GRADES if grade in table}
    return {**grades, **table}


def with_class(
    classes: Classes, grade: str, letter: str, recommendations: Recommendations
) -> Classes:
    """The classes with one more; a mixed one goes to the stage of its oldest grade.

    The only class of a grade, which had no letter, becomes «А» when a second one comes.
    Raises `ClassNameError` for a class without a letter beside others.
    """
    if grade == MIXED:
        stage = recommendations.stage_of_grade(mixed_grades(letter)[-1])
        return replace(classes, mixed={**classes.mixed, letter: stage})
    letters = letters_of(classes, grade)
    if not letter and letters not in ((), (LETTERS[0],)):
        raise ClassNameError("класс без литеры бывает в параллели только один")
    if not letter:
        return with_letters(classes, grade, ("",))
    return with_letters(classes, grade, (*all_lettered(letters), letter))


def all_lettered(letters: Iterable[str]) -> tuple[str, ...]:
    """The letters of a grade where the only class, which had none, becomes «А»."""
    return tuple(it or LETTERS[0] for it in letters)


def listed(
    classes: Classes, more: Classes, recommendations: Recommendations, whole: bool
) -> Classes:
    """The classes with those of a list added, or, where it is the whole school, those alone."""
    if whole:
        mixed = {name: stage for name, stage in classes.mixed.items() if name in more.mixed}
        classes = replace(classes, by_grade={}, mixed=mixed)
    return with_known_opened(added(classes, more, recommendations))


def is_whole(classes: Classes, more: Classes) -> bool:
    """Whether a list looks like that of a whole school: all its grades, and half of its classes."""
    grades = {grade for grade in classes.by_grade if count_of(classes, grade)}
    every = grades <= more.by_grade.keys() and set(classes.mixed) <= set(more.mixed)
    return every and 2 * len(names_of(more)) >= len(names_of(classes))


def added(classes: Classes, more: Classes, recommendations: Recommendations) -> Classes:
    """The classes with those of another list added."""
    for grade, letters in more.by_grade.items():
        for letter in letters:
            if letter or not letters_of(classes, grade):
                classes = with_class(classes, grade, letter, recommendations)
    for name in more.mixed:
        if name not in classes.mixed:
            classes = with_class(classes, MIXED, name, recommendations)
    return classes


class Renamed(NamedTuple):
    """The only class of a grade got a letter or lost it: «8» → «8А»."""

    old: str
    grade: str
    letter: str

    @property
    def name(self) -> str:
        """The new name."""
        return class_name(self.grade, self.letter)


def lettered(old: Classes, new: Classes) -> Iterator[Renamed]:
    """Classes that are the same but for their letter, after an edit of the grid."""
    first = LETTERS[0]
    for grade in new.by_grade:
        before, after = set(letters_of(old, grade)), set(letters_of(new, grade))
        if "" in before - after and first in after - before:
            yield Renamed(class_name(grade, ""), grade, first)
        elif first in before - after and "" in after - before:
            yield Renamed(class_name(grade, first), grade, "")


def with_known_opened(classes: Classes) -> Classes:
    """The classes without opening days of classes that are gone."""
    names = names_of(classes)
    opened = {name: day for name, day in classes.opened.items() if name in names}
    return classes if opened == classes.opened else replace(classes, opened=opened)


def with_planned(answers: Answers, curriculum: Curriculum) -> Answers:
    """The answers with the curriculum's subjects for grades that have classes but no list yet.

    A mixed class is taught what its oldest grade is.
    """
    by_grade = dict(answers.subjects.by_grade)
    oldest = (str(mixed_grades(name)[-1]) for name in answers.classes.mixed)
    for grade in (*answers.classes.by_grade, *oldest):
        if grade not in by_grade and grade in curriculum.grades:
            by_grade[grade] = curriculum.grades[grade]
    if by_grade == answers.subjects.by_grade:
        return answers
    return with_value(answers, "subjects.by_grade", by_order(by_grade))
