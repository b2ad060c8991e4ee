"""Teachers, days or grades as heads across: such a sheet is written out as a list.

«Класс | Гаусс К. Ф. (математика) | Бор Н. Н. (физика)», «Урок | Понедельник | Вторник»,
«Учитель | 5 класс | 6 класс» with letters in the cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from sferum_tui.rollout.class_notes import grade_of
from sferum_tui.rollout.imports.cells import (
    NO_LESSON,
    Test,
    has_letter,
    is_letter,
    is_number,
    lesson_in,
    subjects_of,
)
from sferum_tui.rollout.imports.heads import head_roles
from sferum_tui.rollout.imports.persons import with_subject
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow
from sferum_tui.rollout.people import looks_like_name, read_person
from sferum_tui.rollout.school import LETTERS, normal_letter

Item = TypeVar("Item")

#: The heads stand in one of so many first rows, at least so many of them.
_WITHIN, _SEVERAL = 10, 2
#: So many rows tell what the cells hold.
_SAMPLE = 30
_DAY = re.compile(
    r"(?i)(?:понедельник|вторник|среда|четверг|пятница|суббота|пн|вт|ср|чт|пт|сб)\b[^а-яё]*"
    r"|\d{1,2}(?:\s?-?й)?(?:\s?урок)?"
)
_LETTERS = re.compile(r"[«\"]?[А-ЯЁ][»\"]?(?:[\s,;и]*[«\"]?[А-ЯЁ][»\"]?)*")
#: What a head and a cell below it say in the list, column by column.
_Reader = Callable[[str, str], tuple[str, ...]]


def written_out(sheet: Sheet, is_subject: Test) -> Sheet:
    """The list that a sheet with such heads says; any other sheet as it is."""
    for at, head in enumerate(sheet.rows[:_WITHIN]):
        for name, is_crossing, reader_of in (
            ("учителя", _is_teacher, _of_teachers),
            ("дни и уроки", _is_day, _of_days),
            ("параллели", grade_of, _of_grades),
            ("литеры", is_letter, _of_letters),
        ):
            heads = {it: head.lines(it) for it in head.filled if is_crossing(head.lines(it))}
            rest = [it for it in head.filled if it not in heads]
            if len(heads) < _SEVERAL or not rest or rest[0] > min(heads):
                continue
            below = sheet.rows[at + 1 :]
            cells = [
                it
                for row in below[:_SAMPLE]
                for place in heads
                if not _is_alone(row) and (it := row.lines(place))
            ]
            told = any(head_roles(head.cell(it)).get("subject", 0) > 0.5 for it in rest)
            if found := reader_of(heads, cells, is_subject, told):
                titles, read = found
                # What has no head may stand before the others, and says something there.
                beside = [*range(min(heads)), *(it for it in rest if it > min(heads))]
                first = SheetRow(head.number, (*map(head.cell, beside), *titles))
                rows = tuple(_listed(below, heads, beside, read))
                return replace(sheet, rows=(*sheet.rows[:at], first, *rows), heads=name)
    return sheet


def _listed(
    rows: Sequence[SheetRow], heads: Mapping[int, str], beside: Sequence[int], read: _Reader
) -> Iterator[SheetRow]:
    """A row for each cell that says something; what the first column says stands for all below."""
    first = ""
    for row in rows:
        if _is_alone(row):
            yield row
            continue
        cells = [row.lines(it) for it in beside]
        if min(heads) > 1:
            first = cells[0] = cells[0] or first
        wrong = {to: row.faults[at] for to, at in enumerate(beside) if at in row.faults}
        for place, head in heads.items():
            if place in row.faults:
                yield SheetRow(row.number, tuple(cells), {**wrong, len(cells): row.faults[place]})
            elif (cell := row.lines(place)) not in NO_LESSON:
                yield SheetRow(row.number, (*cells, *read(head, cell)), wrong)


def _is_alone(row: SheetRow) -> bool:
    """Whether a row says one thing alone, as a section does, perhaps in merged cells."""
    return len({*row.cells} - {""}) < 2


# Teachers ----------------------------------------------------------------------------------------


def _is_teacher(head: str) -> bool:
    """Whether a head names a person as lists of teachers do: children have no patronymic there."""
    person = read_person(head) if looks_like_name(head) else None
    return bool(person and person.patronymic)


def _of_teachers(
    heads: Mapping[int, str], cells: Sequence[str], is_subject: Test, told: bool
) -> tuple[tuple[str, ...], _Reader] | None:
    """Columns for teachers whose cells hold classes, subjects, or hours of their own subject.

    `told` says that a column beside them names the subjects; a class alone is no lesson.
    """
    said = {head: with_subject(head, is_subject) for head in heads.values()}
    titles: tuple[str, ...] = ("Учитель", "Предмет") if all(it[1] for it in said.values()) else ()
    if (titles or told) and _most(has_letter, cells):
        titles = titles or ("Учитель",)
        return (*titles, "Класс"), lambda head, cell: (*said[head][: len(titles)], cell)
    if _most(lambda cell: bool(subjects_of(cell, is_subject)), cells):
        return ("Учитель", "Предмет"), lambda head, cell: (said[head][0], cell)
    return (titles, lambda head, _: said[head]) if titles and _most(is_number, cells) else None


# Days --------------------------------------------------------------------------------------------


def _is_day(head: str) -> bool:
    return bool(_DAY.fullmatch(head))


def _of_days(
    heads: Mapping[int, str], cells: Sequence[str], is_subject: Test, told: bool
) -> tuple[tuple[str, ...], _Reader] | None:
    """Columns for days whose cells hold lessons with their teachers."""
    lessons = [lesson_in(cell) for cell in cells]
    if told or not _most(lambda it: bool(it[1] and subjects_of(it[0], is_subject)), lessons):
        return None
    return ("День", "Предмет", "Учитель"), lambda head, cell: (head, *lesson_in(cell))


# Grades ------------------------------------------------------------------------------------------


def _of_grades(
    heads: Mapping[int, str], cells: Sequence[str], is_subject: Test, told: bool
) -> tuple[tuple[str, ...], _Reader] | None:
    """Columns for grades whose cells hold letters of classes."""
    if not _most(lambda cell: bool(_LETTERS.fullmatch(cell)), cells):
        return None
    return ("Параллель", "Литера"), lambda head, cell: (head, cell)


# Letters -----------------------------------------------------------------------------------------


def _of_letters(
    heads: Mapping[int, str], cells: Sequence[str], is_subject: Test, told: bool
) -> tuple[tuple[str, ...], _Reader] | None:
    """Columns for letters of the grades that sections name, with hours or teachers in the cells."""
    letters = [normal_letter(it) for it in heads.values()]
    if letters[:2] != list(LETTERS[:2]) or len({*letters}) < len(letters):
        return None
    value = "Учитель" if _most(looks_like_name, cells) else "Часы"
    fits = value == "Учитель" or _most(is_number, cells)
    return (("Литера", value), lambda head, cell: (head, cell)) if fits else None


def _most(test: Callable[[Item], bool], items: Sequence[Item]) -> bool:
    return 2 * sum(map(test, items)) > len(items)
