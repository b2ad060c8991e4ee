"""Teachers, days or grades as heads across: such a sheet is written out as a list.

«Класс | Гаусс К. Ф. (математика) | Бор Н. Н. (физика)», «Урок | Понедельник | Вторник»,
«Учитель | 5 класс | 6 класс» with letters in the cells. The subjects of teachers, or the numbers
of a day's lessons, may stand in the row below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from sferum_tui.rollout.class_notes import grade_in, grade_of
from sferum_tui.rollout.imports.cells import (
    NO_LESSON,
    Test,
    has_letter,
    is_letter,
    is_number,
    lesson_in,
    lessons_of,
    subjects_of,
)
from sferum_tui.rollout.imports.filled_down import carried
from sferum_tui.rollout.imports.heads import head_roles, is_head
from sferum_tui.rollout.imports.persons import with_subject
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow, is_total
from sferum_tui.rollout.people import looks_like_name, read_person
from sferum_tui.rollout.school import LETTERS, normal_letter

Item = TypeVar("Item")

#: The heads stand in one of so many first rows, at least so many of them.
_WITHIN, _SEVERAL = 10, 2
#: So many rows tell what the cells hold.
_SAMPLE = 30
#: So many teachers has a lesson on the average at most; of pupils each has a mark.
_FEW = 1.5
_DAY = re.compile(
    r"(?i)(?:понедельник|вторник|среда|четверг|пятница|суббота|пн|вт|ср|чт|пт|сб)\b[^а-яё]*"
    r"|\d{1,2}(?:\s?-?й)?(?:\s?урок)?"
)
_LETTERS = re.compile(
    r"(?:[«\"]?[А-ЯЁа-яё][»\"]?(?:[\s,;]+(?:и\s+)?|$))+|[«\"]?[А-ЯЁ][»\"]?|[А-ЯЁ]{2,6}|[а-и]{2,6}"
)
#: What a head and a cell below it say in the list, column by column.
_Reader = Callable[[str, str], tuple[str, ...]]
#: The heads of such a list and its reader, by crossed heads and cells; None where it is no such.
_ReaderOf = Callable[
    [Mapping[int, str], Sequence[str], Test, bool], tuple[tuple[str, ...], _Reader] | None
]


def written_out(sheet: Sheet, is_subject: Test) -> Sheet:
    """The list that a sheet with such heads says; any other sheet as it is."""
    for at, head in enumerate(sheet.rows[:_WITHIN]):
        for name, is_crossing, reader_of in (
            ("учителя", _is_teacher, _of_teachers),
            ("дни и уроки", _is_day, _of_days),
            ("параллели", grade_in, _of_grades),
            ("литеры", is_letter, _of_letters),
        ):
            heads = {it: head.lines(it) for it in head.filled if is_crossing(head.lines(it))}
            if len(heads) < _SEVERAL or not min(heads):
                continue
            carries = min(heads) > 1 or is_crossing is _is_day
            if rows := _crossed(head, heads, sheet.rows[at + 1 :], reader_of, is_subject, carries):
                return replace(sheet, rows=(*sheet.rows[:at], *rows), heads=name)
    return sheet


def _crossed(
    head: SheetRow,
    own: Mapping[int, str],
    below: Sequence[SheetRow],
    reader_of: _ReaderOf,
    is_subject: Test,
    carries: bool,
) -> tuple[SheetRow, ...]:
    """The rows of the list that crossed columns say, its head first; nothing where they are none.

    `own` are the crossed heads, `carries` as in `_listed`.
    """
    rest = [it for it in head.filled if it not in own]
    heads, below = _with_row_below(own, below, is_subject)
    lessons = [it for it in below[:_SAMPLE] if not (_is_alone(it) or is_total(it))]
    if not any(row.cell(it) for row in (head, *lessons) for it in range(min(own))):
        return ()
    cells = [it for row in lessons for place in heads if (it := row.lines(place))]
    marks = _most(is_number, cells) and _may_be_marks(lessons, min(own), len(cells))
    told = any(head_roles(head.cell(it)).get("subject", 0) > 0.5 for it in rest)
    told = (told or _name_subjects(below[:_SAMPLE], is_subject)) and not marks
    if not (found := reader_of(heads, cells, is_subject, told)):
        return ()
    titles, read = found
    # What has no head may stand before the others, and says something there.
    beside = [*range(min(heads)), *(it for it in rest if it > min(heads))]
    first = SheetRow(head.number, (*map(head.cell, beside), *titles))
    return first, *_listed(below, heads, beside, read, carries)


def _with_row_below(
    heads: Mapping[int, str], below: Sequence[SheetRow], is_subject: Test
) -> tuple[Mapping[int, str], Sequence[SheetRow]]:
    """The heads with the row below, of their subjects or of numbers; the rows behind it.

    A head stands for the empty cells to its right too.
    """
    first = below[0] if below else SheetRow(0, ())
    before = [first.cell(at) for at in range(min(heads)) if first.cell(at)]
    places = [at for at in first.filled if at >= min(heads)]
    texts = [first.cell(at) for at in places]
    subjects, numbers = all(map(is_subject, texts)), all(map(str.isdecimal, texts))
    if len(places) < len(heads) or not all(map(is_head, before)) or not (subjects or numbers):
        return heads, below
    form = "{} ({})" if subjects else "{} {}"
    lead = {at: max(it for it in heads if it <= at) for at in places}
    return {at: form.format(heads[lead[at]], first.cell(at)) for at in places}, below[1:]


def _may_be_marks(rows: Sequence[SheetRow], before: int, cells: int) -> bool:
    """Whether numbers below persons may be marks: many in a row, or all of one class."""
    names = {it for row in rows for at in range(before) if has_letter(it := row.lines(at))}
    return cells > _FEW * len(rows) or len(names) < _SEVERAL


def _name_subjects(rows: Sequence[SheetRow], is_subject: Test) -> bool:
    """Whether sections name subjects, or the first column does behind a class: «5А математика»."""
    sections = [row.cell(row.filled[0]) for row in rows if row.filled and _is_alone(row)]
    firsts = [row.lines(0) for row in rows if not _is_alone(row)]
    return any(map(is_subject, sections)) or _most(
        lambda it: bool(lessons_of(it, is_subject)), firsts
    )


def _listed(
    rows: Sequence[SheetRow],
    heads: Mapping[int, str],
    beside: Sequence[int],
    read: _Reader,
    carries: bool,
) -> Iterator[SheetRow]:
    """A row for each cell that says something.

    Where it `carries`, what the first columns say stands for the rows below that leave them empty.
    """
    above: list[str] = []
    for row in rows:
        if _is_alone(row) or is_total(row):
            yield row
            continue
        if all(row.lines(place) == head for place, head in heads.items()):
            # The heads come again.
            continue
        cells = [row.lines(it) for it in beside]
        if carries:
            above = cells = carried(cells, above)
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
    if not _most(is_number, cells):
        return None
    if titles:
        return titles, lambda head, _: said[head]
    return (("Учитель", "Часы"), lambda head, cell: (head, cell)) if told else None


# Days --------------------------------------------------------------------------------------------


def _is_day(head: str) -> bool:
    return bool(_DAY.fullmatch(head))


def _of_days(
    heads: Mapping[int, str], cells: Sequence[str], is_subject: Test, told: bool
) -> tuple[tuple[str, ...], _Reader] | None:
    """Columns for days whose cells hold lessons with their teachers or with their classes."""
    if not told and _most(lambda cell: bool(lessons_of(cell, is_subject)), cells):
        return ("День", "Предмет"), lambda head, cell: (head, cell)
    lessons = [lesson_in(cell) for cell in cells]
    if told or not _most(lambda it: bool(it[1] and subjects_of(it[0], is_subject)), lessons):
        return None
    return ("День", "Предмет", "Учитель"), lambda head, cell: (head, *lesson_in(cell))


# Grades ------------------------------------------------------------------------------------------


def _of_grades(
    heads: Mapping[int, str], cells: Sequence[str], is_subject: Test, told: bool
) -> tuple[tuple[str, ...], _Reader] | None:
    """Columns for grades whose cells hold letters of classes.

    Below mere numbers letters may be those of a journal, unless subjects stand beside them.
    """
    if not (told or all(map(grade_of, heads.values()))):
        return None
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
