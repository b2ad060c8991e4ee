"""A table of schools, a row each: what the plan of every one of them begins with.

A school has a name, and a preset or the number of classes in each grade; everything else may stay
empty. Columns are known by their heads alone, since all of them are ours to ask for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.issues import Issue
from sferum_tui.rollout.answers import Answers, Classes
from sferum_tui.rollout.class_edits import listed, with_planned
from sferum_tui.rollout.class_names import read_classes, read_list
from sferum_tui.rollout.class_notes import grade_in
from sferum_tui.rollout.imports.cells import NO_LESSON
from sferum_tui.rollout.imports.head_rows import joined
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow, is_total, plainly
from sferum_tui.rollout.reference import Reference
from sferum_tui.rollout.school import GRADES, LETTERS, ClassNameError, letter_key

#: The preset whose people a school gets that names only its classes.
_USUAL = "city"
#: The most classes that a grade may have.
_MOST = len(LETTERS)
#: The heads stand in one of so many first rows, in two rows at most.
_WITHIN, _HEAD_ROWS = 30, 2
_NAME = r"(?:наименование|название|имя)"
_OF_SCHOOL = r"(?:(?:обще)?образовательн\w+ )?(?:школ|организаци|учреждени|оо\b|оу\b)\w*"
_HEADS: Mapping[str, str] = {
    "name": rf"(?:полн\w+ )?{_NAME}(?: {_OF_SCHOOL})?|{_OF_SCHOOL}|name",
    "short_name": rf"(?:кратк|сокращ)\w+(?: {_NAME})?(?: {_OF_SCHOOL})?|short name",
    "place": r"место|населенный пункт|адрес|place",
    "classes": r"(?:список |перечень )?класс(?:ы|ов)|classes",
    "preset": rf"заготовка|(?:тип|вид)(?: {_OF_SCHOOL})?|preset",
    "timezone": r"часовой пояс|город|зона|timezone",
    "created": r"(?:дата(?: создания)?(?: структуры)?|структура создана|день 0|created)",
    "platform": r"мессенджер|платформа|platform",
    "guidance": r"указания|пакет(?: указаний)?|guidance",
    "file": r"файл|имя файла|file",
    "director": rf"(?:фио )?(?:директор\w*|руководител\w*)(?: {_OF_SCHOOL})?(?: фио)?|director",
    "coordinator": r"(?:фио )?координатор\w*|ответственн\w+(?: за .*)?|coordinator",
}
#: What may stand before a grade: «количество классов в параллели 5».
_OF_GRADE = re.compile(r".*(?:класс|параллел)\w* (?=\d)")
_UNSAFE = re.compile(r"[^\w.\- №]+")


class NewSchool(Struct, frozen=True):
    """One school of the table: the number of its row, the name of its file, its answers."""

    row: int
    stem: str
    answers: Answers


class _BadCellError(ValueError):
    """A cell can't be used: what is wrong, and what is allowed."""

    def __init__(self, what: str, allowed: str = "") -> None:
        super().__init__(what)
        self.allowed = allowed


def _fault(row: int, what: str, allowed: str = "") -> Issue:
    return Issue("", row, "", what, allowed)


def read_schools(
    sheets: Sequence[Sheet], reference: Reference, day: Callable[[str], date], today: date
) -> tuple[tuple[NewSchool, ...], tuple[Issue, ...], tuple[str, ...]]:
    """The schools of a table, what is wrong with it, and the heads of columns that are not read.

    The row is the line of a fault. `day` reads a date as people write it and raises `ValueError`;
    `today` is the local date that stands in for a missing one.
    """
    sheets = [it.seen for it in sheets]
    found = next(filter(None, map(_head_of, sheets)), None)
    if not found:
        first = next((row.number for it in sheets for row in it.rows), 1)
        return (), (_fault(first, "нет столбца «Школа»", "заголовок: Школа"),), ()
    rows, columns, unused = found
    reader = _SchoolReader(columns, reference, day, today)
    schools: list[NewSchool] = []
    faults: list[Issue] = []
    for row in rows:
        if is_total(row):
            continue
        try:
            schools.append(reader.school(row))
        except _BadCellError as error:
            faults.append(_fault(row.number, str(error), error.allowed))
    faults += _twice(schools)
    return tuple(schools), tuple(sorted(faults, key=lambda fault: fault.line or 0)), unused


_Table = tuple[Sequence[SheetRow], Mapping[str, int], tuple[str, ...]]


def _head_of(sheet: Sheet) -> _Table | None:
    """The rows below the heads, the columns by meaning, the heads of the others."""
    best: _Table | None = None
    for first, number in product(range(min(_WITHIN, len(sheet.rows))), range(1, _HEAD_ROWS + 1)):
        heads = joined(sheet.rows[first : first + number])
        columns = {name: at for at, text in reversed(heads.items()) if (name := _meaning(text))}
        if "name" in columns and (not best or len(columns) > len(best[1])):
            rest = tuple(text for at, text in heads.items() if at not in columns.values())
            best = sheet.rows[first + number :], columns, rest
    return best


def _meaning(head: str) -> str:
    """What a column is: a field, a grade («5», «5 классы»), or "" for one of no interest."""
    text = plainly(head)
    if grade := grade_in(_OF_GRADE.sub("", text)) or grade_in(head):
        return grade
    return next((name for name, it in _HEADS.items() if text and re.fullmatch(it, text)), "")


def _twice(schools: list[NewSchool]) -> Iterator[Issue]:
    seen: dict[str, int] = {}
    for item in schools:
        first = seen.setdefault(item.stem.lower(), item.row)
        if first != item.row:
            yield _fault(
                item.row,
                f"файл «{item.stem}» уже занят школой из строки {first}",
                "разные имена школ или столбец «Файл»",
            )


class _SchoolReader:
    def __init__(
        self,
        columns: Mapping[str, int],
        reference: Reference,
        day: Callable[[str], date],
        today: date,
    ) -> None:
        self.columns = columns
        self.reference = reference
        self.day = day
        self.today = today

    def school(self, row: SheetRow) -> NewSchool:
        """The school of a row. Raises `_BadCellError`."""
        name = self._text(row, "name")
        if not name:
            raise _BadCellError("нет названия школы")
        base, classes = self._base(row), self._classes(row)
        if base is None and classes is None:
            raise _BadCellError("нет ни заготовки, ни числа классов", self._presets())
        answers = base or replace(self._preset(_USUAL), classes=Classes())
        if classes is not None:
            answers = with_planned(replace(answers, classes=classes), self.reference.curriculum)
        school = replace(answers.school, **self._facts(row), name=name)
        people = replace(answers.people, director=self._text(row, "director"))
        papers = replace(answers.papers, coordinator=self._text(row, "coordinator"))
        answers = replace(answers, school=school, people=people, papers=papers)
        stem = _stem(self._text(row, "file") or self._text(row, "short_name") or name)
        return NewSchool(row.number, stem, answers)

    def _text(self, row: SheetRow, name: str) -> str:
        return row.cell(self.columns.get(name))

    def _facts(self, row: SheetRow) -> dict[str, object]:
        facts: dict[str, object] = {
            name: text
            for name in ("short_name", "place", "platform", "guidance")
            if (text := self._text(row, name))
        }
        facts["structure_created"] = self._created(row)
        if zone := self._text(row, "timezone"):
            facts["timezone"] = self._zone(zone)
        return facts

    def _created(self, row: SheetRow) -> date:
        text = self._text(row, "created")
        if not text:
            return self.today
        try:
            return self.day(text)
        except ValueError as error:
            raise _BadCellError(f"дата «{text}»", str(error)) from None

    def _zone(self, text: str) -> str:
        wanted = plainly(text)
        for zone in self.reference.zones:
            if wanted in map(plainly, (zone.name, zone.title, *zone.places)):
                return zone.name
        raise _BadCellError(
            f"часовой пояс «{text}»", "город или регион: Омск, Камчатка; Europe/Moscow"
        )

    def _base(self, row: SheetRow) -> Answers | None:
        text = self._text(row, "preset")
        if not text:
            return None
        wanted = plainly(text)
        for preset in self.reference.presets:
            if wanted in map(plainly, (preset.name, str(preset.number), preset.title)):
                return preset.answers
        # «Гимназия» begins one title, and «школа» many.
        begun = [it for it in self.reference.presets if plainly(it.title).startswith(f"{wanted} ")]
        if len(begun) == 1:
            return begun[0].answers
        raise _BadCellError(f"заготовка «{text}»", self._presets())

    def _preset(self, name: str) -> Answers:
        return next(it.answers for it in self.reference.presets if it.name == name)

    def _presets(self) -> str:
        return ", ".join(preset.name for preset in self.reference.presets)

    def _classes(self, row: SheetRow) -> Classes | None:
        by_grade = {
            grade: letters
            for grade in GRADES
            if grade in self.columns and (letters := _letters(grade, self._text(row, grade)))
        }
        if text := self._text(row, "classes"):
            found = read_list(text)
            if found.faults:
                raise _BadCellError(f"классы: {found.faults[0][1]}")
            named = replace(found.classes, by_grade={**found.classes.by_grade, **by_grade})
            return listed(Classes(), named, self.reference.recommendations, whole=True)
        return Classes(by_grade=by_grade) if by_grade else None


def _letters(grade: str, text: str) -> tuple[str, ...]:
    """The letters of a grade: «3» are А, Б, В; «А, Б, К» are these. Raises `_BadCellError`."""
    text = text.strip().removesuffix(",0")
    if text.lower() in NO_LESSON:
        return ()
    allowed = f"число классов от 0 до {_MOST} или литеры: А, Б"
    if text.isdecimal() and int(text) <= _MOST:
        return tuple(LETTERS[: int(text)])
    try:
        found = read_classes(text if text[0].isdecimal() else f"{grade}{text}")
    except ClassNameError:
        found = ()
    if not found or any(it.grade != grade or not it.letter for it in found):
        raise _BadCellError(f"{grade} классы: «{text}»", allowed)
    return tuple(sorted({it.letter for it in found}, key=letter_key))


def _stem(name: str) -> str:
    """A file name out of the name of a school: no quotes, no path."""
    return " ".join(_UNSAFE.sub(" ", name).split()).strip(" .")[:80].strip() or "школа"
