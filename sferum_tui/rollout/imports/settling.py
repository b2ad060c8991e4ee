"""Which lessons of a list contradict the others, once all of them are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sferum_tui.rollout.imports.lessons import Lesson
from sferum_tui.rollout.imports.result import RowPlace
from sferum_tui.rollout.imports.subject_names import SubjectNames
from sferum_tui.rollout.people import same_person

Key = tuple[str, str, str]


def settled(
    lessons: Mapping[Key, Lesson], order: Mapping[RowPlace, int], names: SubjectNames
) -> dict[RowPlace, str]:
    """The rows to leave out whole, and why: the odd one of three, the later one of two."""
    wrong = _ungrouped(lessons.values(), order)
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
