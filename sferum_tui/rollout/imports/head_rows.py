"""Where the heads of a table stand: in one row or several, under titles, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise, product
from typing import NamedTuple

from msgspec.structs import replace

from sferum_tui.rollout.class_names import only_class
from sferum_tui.rollout.class_notes import grade_in
from sferum_tui.rollout.imports.cells import Test, has_letter, is_number
from sferum_tui.rollout.imports.groups import split_subject
from sferum_tui.rollout.imports.head_groups import (
    columns_of_classes,
    columns_of_groups,
    columns_of_parts,
    spread_groups,
)
from sferum_tui.rollout.imports.heads import Role, head_kind, head_roles, is_head
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow, plainly
from sferum_tui.rollout.people import looks_like_name

#: A head stands in one of so many first rows, in so many rows at most.
_HEAD_WITHIN, _HEAD_ROWS = 30, 3
#: So many cells of a row with classes make it the head of a matrix.
_MATRIX = 2
#: A class with its class teacher behind it.
_LED = re.compile(r"(?i)(\d{1,2}[^(,;]{0,12}?)[\s,(]+кл\w*\.?\s*рук\w*[.:\s–—-]*([^()]+?)\)?")
#: More numbers than that may count from 1 again.
_DAYS = 3


class Head(NamedTuple):
    """Behind how many rows the data begin, the heads, and the columns of a matrix.

    `classes` are columns that a class heads, `subjects` those that a subject does; `beside` are
    the columns of teachers that stand beside some of them, `groups` those of a group's teachers;
    `led` are the class teachers whom the heads of classes name.
    """

    start: int = 0
    texts: Mapping[int, str] = {}
    classes: Mapping[int, str] = {}
    subjects: Mapping[int, str] = {}
    beside: Mapping[int, int] = {}
    groups: Mapping[int, str] = {}
    led: Mapping[int, str] = {}


def find_head(sheet: Sheet, known: Mapping[str, str], is_subject: Test) -> Head:
    """The heads of a sheet, and where they end.

    Heads of two and three rows are put together: «Класс» over «номер» and «литера».
    """
    best, most = Head(), 0.0
    bare = _with_bare(known)
    for first, number in product(
        range(min(_HEAD_WITHIN, len(sheet.rows))), range(1, _HEAD_ROWS + 1)
    ):
        rows: Sequence[SheetRow] = sheet.rows[first : first + number]
        if len(rows) < number or (number > 1 and _is_title(rows[0], bare)):
            continue
        names = known if _is_numbering(rows[-1]) else bare
        head, score = _head_of(rows, sheet.rows[first + number :], names, is_subject)
        if score > most + 0.01:
            best, most = head._replace(start=first + number), score
    best = best if best.texts else _unknown_head(sheet, is_subject)
    start = best.start
    while start and start < len(sheet.rows) and _is_numbering(sheet.rows[start]):
        start += 1
    return best._replace(start=start)


def _head_of(
    rows: Sequence[SheetRow], below: Sequence[SheetRow], known: Mapping[str, str], is_subject: Test
) -> tuple[Head, float]:
    """What rows say as the heads of those below, and how much they look like heads; 0 for data."""
    rows, led = _without_leaders(spread_groups(rows))
    heads = joined(rows)
    matrix, beside, groups = _classes_over(rows, below, known)
    subjects = {} if matrix else _subjects_in(heads, below, is_subject)
    if any(_is_data(row, is_subject, {*matrix, *subjects}) for row in rows):
        return Head(), 0.0
    teachers = {} if matrix or subjects else columns_of_groups(heads, _persons_in(below))
    said = len({*matrix.values(), *subjects.values()}) + len(beside) + len(groups)
    score = _score(heads, {*matrix, *subjects, *beside.values(), *groups}, said)
    # Columns beneath a class say what its own head does not.
    beneath = beside or groups or teachers or len({*matrix.values()}) < len(matrix)
    if score and len(rows) > 1:
        score += 0.5 * bool(beneath) - 0.3 * (len(rows) - 1)
    led = {at: name for at, name in led.items() if at in matrix}
    return Head(0, heads, matrix, subjects, beside, groups or teachers, led), score


def _classes_over(
    rows: Sequence[SheetRow], below: Sequence[SheetRow], known: Mapping[str, str]
) -> tuple[Mapping[int, str], Mapping[int, int], Mapping[int, str]]:
    """Columns that classes head, those of teachers beside them, those of groups beneath them."""
    is_class = partial(_is_class_head, known=known)
    matrix, beside = columns_of_classes(rows, is_class)
    groups: Mapping[int, str] = {}
    if not matrix:
        matrix, groups = columns_of_parts(rows, is_class)
    matrix = matrix or _classes_in(rows, known)
    return (matrix, beside, groups) if _stands_over_values(below, matrix) else ({}, {}, {})


def _without_leaders(rows: Sequence[SheetRow]) -> tuple[Sequence[SheetRow], dict[int, str]]:
    """Heads without the class teachers that they name, and these: «5А (кл. рук. Бор Н. Н.)»."""
    led: dict[int, str] = {}
    found = []
    for row in rows:
        cells = list(row.cells)
        for at in row.filled:
            if match := _LED.fullmatch(row.cell(at)):
                cells[at], led[at] = match[1].strip(), match[2]
        found.append(replace(row, cells=tuple(cells)))
    return found if led else rows, led


def _persons_in(rows: Sequence[SheetRow]) -> Callable[[int], bool]:
    """Tells whether most cells of a column name persons."""

    def names_persons(place: int) -> bool:
        cells = [row.lines(place) for row in rows[:_HEAD_WITHIN] if row.cell(place)]
        return 2 * sum(map(looks_like_name, cells)) > len(cells)

    return names_persons


def _unknown_head(sheet: Sheet, is_subject: Test) -> Head:
    """A first row that says nothing of what the rows below do: «Кто | Где | Что»."""
    first, *rest = sheet.rows or (SheetRow(0, ()),)

    def says(row: SheetRow) -> bool:
        return any(
            has_letter(it) or looks_like_name(it) or is_number(it) or is_subject(it)
            for it in map(row.lines, row.filled)
        )

    if len(first.filled) < 2 or says(first) or not rest or not all(map(says, rest[:_HEAD_WITHIN])):
        return Head()
    return Head(1, {at: first.cell(at) for at in first.filled})


def named_head(sheet: Sheet, names: Iterable[str], found: Head) -> Head | None:
    """The row in which heads stand that a person named; None where it is the one found, or none."""
    wanted = {plainly(it) for it in names if len(it) > 2 and not it.isdecimal()}
    wanted -= {plainly(text) for text in found.texts.values()}
    for number, row in enumerate(sheet.rows[:_HEAD_WITHIN] if wanted else (), 1):
        texts = {at: row.cell(at) for at in row.filled}
        if wanted <= {plainly(text) for text in texts.values()}:
            return Head(number, texts)
    return None


def _subjects_in(
    heads: Mapping[int, str], rows: Sequence[SheetRow], is_subject: Test
) -> dict[int, str]:
    """Columns that a subject heads, with names of teachers or classes below."""
    found = {}
    for place, text in heads.items():
        if is_head(text) or not is_subject(split_subject(text)[0]):
            continue
        cells = [row.lines(place) for row in rows[:_HEAD_WITHIN] if row.cell(place)]
        names = sum(looks_like_name(cell) or has_letter(cell) for cell in cells)
        if cells and 2 * names >= len(cells):
            found[place] = text
    return found if len(found) >= _MATRIX else {}


def _stands_over_values(rows: Sequence[SheetRow], matrix: Mapping[int, str]) -> bool:
    """Whether hours or names stand below classes, and not more classes: «5А | 5Б» is a list."""
    cells = [row.cell(at) for row in rows[:_HEAD_WITHIN] for at in matrix if row.cell(at)]
    return bool(cells) and sum(map(has_letter, cells)) < len(cells) / 2


def joined(rows: Sequence[SheetRow]) -> dict[int, str]:
    """The head of each column: the different texts of its cells, from above."""
    found: dict[int, str] = {}
    for place in sorted({at for row in rows for at in row.filled}):
        found[place] = " ".join(dict.fromkeys(filter(None, (row.cell(place) for row in rows))))
    return found


def _score(heads: Mapping[int, str], crossed: Collection[int], said: int) -> float:
    """How much a row looks like a head: every role once, by its best cell.

    `crossed` are the columns of a matrix, and `said` is how much their heads say.
    """
    best: dict[Role, float] = {}
    kinds = 0
    for place, text in heads.items():
        if place not in crossed:
            for role, score in head_roles(text).items():
                best[role] = max(best.get(role, 0), score)
            kinds += head_kind(text) is not None
    total = sum(best.values()) + 0.2 * min(kinds, 5) + 0.5 * min(said, 4)
    # A title over the table says «учителя» too, but stands alone.
    alone = len(heads) == 1 and not any(map(is_head, heads.values()))
    least = 0.4 if kinds == len(heads) else 0.75
    return 0.0 if alone or total < least else total


def _classes_in(rows: Sequence[SheetRow], known: Mapping[str, str]) -> dict[int, str]:
    """Columns that a class heads: in the last row, or with the grade above the letter."""
    found: dict[int, str] = {}
    last = rows[-1]
    above = [_spread(row, max(last.filled, default=0)) for row in rows[:-1]]
    for place in last.filled:
        texts = [last.cell(place)]
        if above:
            grades = (grade_in(row[place]) or row[place] for row in above)
            texts.append(f"{' '.join(grades)} {last.cell(place)}")
        for text in texts:
            if _is_class_head(text, known):
                found[place] = text
                break
    return found if len(found) >= _MATRIX else {}


def _is_title(row: SheetRow, known: Mapping[str, str]) -> bool:
    """Whether a row says one thing alone that heads no columns: it is no part of the head below."""
    (text, *more) = {*map(row.cell, row.filled)} or ("",)
    return not (more or grade_in(text) or _is_class_head(text, known))


def _spread(row: SheetRow, last: int) -> list[str]:
    """The cells of an upper head; a grade stands for the empty cells to its right too."""
    found: list[str] = []
    for place in range(last + 1):
        text, before = row.cell(place), found[-1] if found else ""
        found.append(text or (before if grade_in(before) else ""))
    return found


def _with_bare(known: Mapping[str, str]) -> dict[str, str]:
    """The names of classes, also by its grade alone where a class is the only one of it."""
    by_grade: dict[str, list[str]] = {}
    for name in known.values():
        if found := re.match(r"([5-9]|1\d)(?=[^\W\d_]$)", name):
            by_grade.setdefault(found[1], []).append(name)
    alone = {grade: names[0] for grade, names in by_grade.items() if names == [f"{grade}А"]}
    return {**alone, **known}


def _is_class_head(text: str, known: Mapping[str, str]) -> bool:
    """Whether a text names one class with a letter, or one that the school has."""
    if not re.search(r"[\dIVX]", text) or len(text) > 30:
        return False
    item = only_class(text, known)
    if item is None:
        return False
    return bool(item.letter) or (item.name in known.values() and not re.fullmatch(r"[1-4]", text))


def _is_data(row: SheetRow, is_subject: Test, matrix: Collection[int]) -> bool:
    """Whether a row holds values, so that it is no head; `matrix` are columns that classes head."""
    cells = [row.cell(at) for at in row.filled]
    if any(looks_like_name(it) and not (_is_of_head(it) or is_subject(it)) for it in cells):
        return True
    if any(map(_is_labelled, cells)):
        return True
    if matrix:
        # Grades that are classes are numbers too, and each heads one column.
        heads = [row.cell(at) for at in row.filled if at in matrix]
        rest = [row.cell(at) for at in row.filled if at not in matrix]
        twice = any(map(str.isdecimal, heads)) and len({*heads}) < len(heads)
        return twice or sum(map(is_number, rest)) > len(rest) / 2
    return any(has_letter(cell) for cell in cells) or (
        any(is_subject(cell) and not is_head(cell) for cell in cells) and len(cells) < 4
    )


def _is_of_head(cell: str) -> bool:
    """Whether a cell that is shaped as a name is a head: «Балл ЕГЭ»."""
    return bool(head_roles(cell)) or (head_kind(cell) is not None and "." not in cell)


def _is_labelled(cell: str) -> bool:
    """Whether a cell says whose value it is: «Класс: 5А», «Классный руководитель: Ландау Л. Д.»."""
    label, colon, value = cell.partition(":")
    return bool(colon and head_roles(label)) and (looks_like_name(value) or has_letter(value))


def _is_numbering(row: SheetRow) -> bool:
    """Whether a row only counts the columns, 1 2 3 4, or the lessons of each day: 1 2 3 1 2 3."""
    cells = [row.cell(at) for at in row.filled]
    numbers = [int(cell) for cell in cells if cell.isdecimal() and len(cell) < 4]
    if len(numbers) < 2 or len(numbers) < len(cells):
        return False
    begins = [1] if len(numbers) > _DAYS else []
    return numbers[0] <= 2 and all(b - a == 1 or b in begins for a, b in pairwise(numbers))
