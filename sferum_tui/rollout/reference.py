"""Reference values that the program brings along: curriculum, time zones, school presets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.calendar import ProductionCalendar
from sferum_tui.rollout.recommendations import Recommendations


class MergedSubject(Struct, frozen=True):
    """Courses that make one subject and have one chat by default, by grade."""

    title: str
    courses: Mapping[str, tuple[str, ...]]


class Curriculum(Struct, frozen=True):
    """Subjects by grade for one school year, with short forms for narrow columns.

    `also` are other names of a subject in lists of teachers, `variants` what one of them may teach
    of it: English of «иностранный язык».
    """

    grades: Mapping[str, tuple[str, ...]]
    merged: tuple[MergedSubject, ...]
    often_in_subgroups: tuple[str, ...]
    short: Mapping[str, str]
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    variants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def subjects(self) -> tuple[str, ...]:
        """Every subject of the curriculum once, in the order of the grades."""
        return tuple(dict.fromkeys(name for names in self.grades.values() for name in names))

    def misplaced(self, grade: str, name: str) -> bool:
        """Whether a subject or course of this curriculum is not taught in a grade that it has."""
        taught = self.grades.get(grade)
        if not taught:
            return False
        here = (*taught, *self.split(grade, taught))
        courses = {it for item in self.merged for names in item.courses.values() for it in names}
        return name not in here and (name in self.subjects() or name in courses)

    def split(self, grade: str, subjects: Iterable[str]) -> tuple[str, ...]:
        """The subjects of a grade with merged ones replaced by their courses."""
        courses = {item.title: item.courses.get(grade, ()) for item in self.merged}
        found: list[str] = []
        for name in subjects:
            found.extend(courses.get(name) or (name,))
        return tuple(dict.fromkeys(found))

    def merge(self, grade: str, subjects: Iterable[str]) -> tuple[str, ...]:
        """The subjects of a grade with courses replaced by the subject that unites them."""
        titles = {name: item.title for item in self.merged for name in item.courses.get(grade, ())}
        return tuple(dict.fromkeys(titles.get(name, name) for name in subjects))


class Zone(Struct, frozen=True):
    """A time zone of Russia: IANA name, hours east of UTC, and the places that live by it."""

    name: str
    offset: int
    title: str
    places: tuple[str, ...]


class SchoolPreset(Struct, frozen=True):
    """A typical school to start from; its answers have no date of the structure yet."""

    name: str
    number: int
    title: str
    about: str
    answers: Answers


class Reference(Struct, frozen=True):
    """All of it together, as the screens get it."""

    recommendations: Recommendations
    production: ProductionCalendar
    curriculum: Curriculum
    zones: tuple[Zone, ...]
    presets: tuple[SchoolPreset, ...]
