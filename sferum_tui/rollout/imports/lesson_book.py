"""The lessons of a list: who leads which, and which of them contradict the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from sferum_tui.rollout.imports.lessons import Lesson
from sferum_tui.rollout.imports.persons import VACANCY
from sferum_tui.rollout.imports.result import RowPlace
from sferum_tui.rollout.imports.subject_names import SubjectNames
from sferum_tui.rollout.people import same_person

Key = tuple[str, str, str]
#: A mere number up to this may be the only group that a list names.
_LONE_GROUP = 2


class LessonBook:
    """The teacher of each lesson; another one is a fault, or leads a group of his own."""

    def __init__(self, names: SubjectNames) -> None:
        self.names = names
        self.lessons: dict[Key, Lesson] = {}
        #: Lessons that several teachers without a group lead, numbered as they came.
        self.parted: dict[tuple[str, str], list[Lesson]] = {}
        self._slots: dict[tuple[str, str], dict[str, str]] = {}

    def take(self, lessons: Sequence[Lesson], slot: str) -> str:
        """Take the lessons of an entry, all or none; why that can't be, "" where it can."""
        placed: list[Lesson] = []
        for lesson in lessons:
            found = self._placed(lesson, slot)
            if isinstance(found, str):
                return found
            placed.append(found)
        for lesson in placed:
            self.lessons.setdefault(lesson.key, lesson)
            self._slots.setdefault((lesson.item.name, lesson.name), {}).setdefault(
                lesson.teacher, slot
            )
        return ""

    def part(self, lessons: Iterable[Lesson]) -> None:
        """Remember that the teachers of one cell lead a group each."""
        for lesson in lessons:
            them = self.parted.setdefault((lesson.item.name, lesson.name), [])
            if lesson not in them:
                them.append(lesson)

    def settle(self, order: Mapping[RowPlace, int]) -> dict[RowPlace, str]:
        """Leave out what contradicts the rest, the odd or the later row; the rows, and why."""
        wrong = settled(self.lessons, order, self.names)
        self.lessons = {key: it for key, it in self.lessons.items() if it.place not in wrong}
        return wrong

    def _placed(self, lesson: Lesson, slot: str) -> Lesson | str:
        """The lesson, with a group of its own where another teacher leads another; or a fault."""
        pair = lesson.item.name, lesson.name
        if not lesson.group and pair in self.parted:
            return self._part(pair, lesson)
        before = self.lessons.get(lesson.key)
        if not before or same_person(before.teacher, lesson.teacher):
            return lesson
        if not lesson.group and before.teacher and lesson.teacher:
            at_once = slot and slot in self._slots.get(pair, {}).values()
            if at_once or self.names.often_parted(lesson.name):
                self.parted[pair] = [replace(before, group="1")]
                del self.lessons[before.key]
                self.lessons[self.parted[pair][0].key] = self.parted[pair][0]
                return self._part(pair, lesson)
        told = f"{lesson.item.name}, {lesson.name}"
        told += f", группа {lesson.group}" if lesson.group else ""
        advice = "" if lesson.group else "; если это подгруппы, укажите группу"
        return f"{told}: учитель уже назван — {before.teacher or VACANCY}, {before.place}{advice}"

    def _part(self, pair: tuple[str, str], lesson: Lesson) -> Lesson:
        """The lesson as that of one of the groups that a class is parted into."""
        them = self.parted[pair]
        for known in them:
            if same_person(known.teacher, lesson.teacher):
                return replace(lesson, group=known.group)
        new = replace(lesson, group=str(len(them) + 1))
        them.append(new)
        return new


def settled(
    lessons: Mapping[Key, Lesson], order: Mapping[RowPlace, int], names: SubjectNames
) -> dict[RowPlace, str]:
    """The rows to leave out whole, and why: the odd one of three, the later one of two."""
    wrong = {**_ungrouped(lessons.values(), order), **_lone_numbers(lessons.values(), names)}
    for lesson in lessons.values():
        title = names.united(lesson.name, str(lesson.item.oldest))
        whole = lessons.get((lesson.item.name, title, ""))
        if title == lesson.name or lesson.group or whole is None or lesson.place in wrong:
            continue
        if whole.place in wrong or same_person(whole.teacher, lesson.teacher):
            continue
        told = f"{lesson.name} входит в предмет «{title}»"
        where = lesson.item.name
        if order[whole.place] < order[lesson.place]:
            wrong[lesson.place] = f"{told}, который в {where} ведёт {whole.teacher}, {whole.place}"
        else:
            wrong[whole.place] = f"{told}, и в {where} его ведёт {lesson.teacher}, {lesson.place}"
    return wrong


def _ungrouped(lessons: Iterable[Lesson], order: Mapping[RowPlace, int]) -> dict[RowPlace, str]:
    """Of rows with and without a group for one lesson, those that are fewer, or later."""
    by_subject: dict[tuple[str, str], list[Lesson]] = {}
    for lesson in lessons:
        by_subject.setdefault((lesson.item.name, lesson.name), []).append(lesson)
    wrong: dict[RowPlace, str] = {}
    for (where, name), them in by_subject.items():
        whole = [it for it in them if not it.group]
        parts = [it for it in them if it.group]
        if not whole or not parts:
            continue
        first = parts[0]
        # Groups of one row are one row.
        if len({it.place for it in parts}) > 1 or order[first.place] < order[whole[0].place]:
            wrong[whole[0].place] = (
                f"{where}, {name}: не указана группа, а {first.place} её называет ({first.group})"
            )
        else:
            wrong[first.place] = (
                f"{where}, {name}: группа {first.group}, а {whole[0].place} называет весь класс"
            )
    return wrong


def _lone_numbers(lessons: Iterable[Lesson], names: SubjectNames) -> dict[RowPlace, str]:
    """Rows with a number for a group where the smaller ones are missing: it may be hours.

    The groups of a class may learn several languages.
    """
    groups: dict[tuple[str, str], list[Lesson]] = {}
    for lesson in lessons:
        title = names.united(lesson.name, str(lesson.item.oldest))
        groups.setdefault((lesson.item.name, title), []).append(lesson)
    return {
        it.place: f"{where}, {name}: {it.group} — это группа или часы? Названа она одна"
        for (where, name), them in groups.items()
        for it in them
        if len(them) == 1 and it.group.isdecimal() and int(it.group) > _LONE_GROUP
    }
