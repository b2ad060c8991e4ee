"""Rows that stand among the lessons and are none: totals, notes, heads that come again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sferum_tui.rollout.class_notes import counts_things, grade_of
from sferum_tui.rollout.imports.cells import has_letter, is_number
from sferum_tui.rollout.imports.columns import Columns
from sferum_tui.rollout.imports.heads import head_kind, is_head
from sferum_tui.rollout.imports.sheets import SheetRow, begins_aside, is_total, plainly
from sferum_tui.rollout.people import looks_like_name

#: What a line across the table may say that is no part of it: a stage, a plan's part, a page.
_LINE = re.compile(
    r"(?i)страница\b|стр\.|обязательная часть|часть,|ш?мо\b|кафедра|методическое объединение"
    r"|(?:понедельник|вторник|среда|четверг|пятница|суббота)$"
    r"|\w+ (?:общее )?образование$|\w+ (?:школа|звено|ступень)$"
)
#: The school year behind a title: «Классные руководители 2026/27».
_YEAR = re.compile(r"(?i)\s+(?:на |в )?\d{4}(?:\s*[-–/]\s*\d{2,4})?(?:\s*уч\w*\.?\s*г\w*\.?)?\W*$")
#: «1–4 кл.» beside the sum of several grades.
_GRADES = re.compile(r"(?i)\d{1,2}\s*[-–]\s*\d{1,2}\s*(?:классы?|кл\.?)")
#: A class in a title: «Список класса 5 „А“», «Учителя 5А класса».
_LETTERED = r"(?<!\w)\d{1,2}[\s-]?[«„\"]?[А-ЯЁ][»“\"]?(?!\w)"
_NAMED = re.compile(
    rf"(?i)\bкласса?:?\s*({_LETTERED})|({_LETTERED})(?<!-[ЕейХхГг])(?= класс(?!ы|ов))"
)
_LISTED = re.compile(
    rf"(?:[Сс]писок|[Рр]асписание|[Жж]урнал|[Вв]едомость|[ПпУу]\w+аемость)\s+({_LETTERED})$"
)
_CLASSES = frozenset(("class", "grade", "letter"))


def class_among(text: str) -> str:
    """The class that a title or a section names among other words; "" if none."""
    found = _NAMED.search(text) or _LISTED.search(text)
    return next(filter(None, found.groups())) if found else ""


def classes_among(text: str) -> tuple[str, ...]:
    """All classes that stand among the words of a group's name: «Физика 8-А, 8-Б»."""
    return tuple(it for it in re.findall(_LETTERED, text) if has_letter(it))


def is_aside(row: SheetRow, columns: Columns) -> bool:
    """Whether a row is a total, a note below the table, or a head that comes again."""
    filled = row.filled
    if row.faults and not filled:
        return False
    cells = [row.cell(at) for at in filled]
    if not any(re.search(r"\w", cell) for cell in cells):
        return True
    if _says_more(row, columns):
        return False
    if is_total(row) or any("___" in cell for cell in cells):
        return True
    if len(cells) > 1 and all(
        plainly(row.cell(at)) == plainly(columns.heads.get(at, "")) for at in filled
    ):
        return True
    if (
        len(cells) > 1
        and sum(is_head(cell) or head_kind(cell) is not None for cell in cells) > len(cells) / 2
    ):
        return any(is_head(cell) for cell in cells)
    if (len(cells) == 1 and is_head(_YEAR.sub("", cells[0]))) or _is_of_grade(cells, columns):
        return True
    if columns.headed and len(cells) >= 3 and _counts(cells):
        return True
    if len(cells) > 1:
        # «Начальная школа | 49»: a sum.
        return bool(_LINE.match(cells[0])) and all(map(is_number, cells[1:]))
    number = re.match(r"\d{1,2}|[IVX]+", cells[0])
    if number and counts_things(cells[0][number.end() :]) and not grade_of(cells[0]):
        # «1 смена», «II полугодие»
        return True
    long = len(cells[0].split()) > 6 and not class_among(cells[0])
    return bool(_LINE.match(cells[0]) or long) and not looks_like_name(cells[0])


def _is_of_grade(cells: Sequence[str], columns: Columns) -> bool:
    """Whether a row heads the classes of a grade, or adds them up; letters need their grade."""
    if len({*cells}) == 1 and grade_of(cells[0]) and columns.lacks_grade:
        return False
    rest = [cell for cell in cells if not (grade_of(cell) or _GRADES.fullmatch(cell))]
    return len(rest) < len(cells) and all(map(is_number, rest))


def _says_more(row: SheetRow, columns: Columns) -> bool:
    """Whether a row names a class, or a teacher with his subject: a director teaches too."""
    said = {it.role: row.cell(it.place) for it in columns.columns if it.role}
    subject = said.get("subject", "")
    if any(begins_aside(it) for it in (subject, said.get("class", ""))):
        return False
    rest = any(text for role, text in said.items() if role not in _CLASSES and not is_head(text))
    if has_letter(said.get("class", "")) or (said.get("grade") and said.get("letter")):
        return rest
    return bool(subject) and looks_like_name(said.get("teacher", ""))


def _counts(cells: Sequence[str]) -> bool:
    """1 2 3 4: a row that only counts the columns."""
    return cells == [str(number) for number in range(1, len(cells) + 1)]
