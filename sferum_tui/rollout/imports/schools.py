"""A table of schools, a row each: what the plan of every one of them begins with.

A school has a name, and a preset or the number of classes in each grade; everything else may stay
empty. Columns are known by their heads alone, since all of them are ours to ask for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.issues import Issue
from sferum_tui.rollout.answers import Answers, Classes
from sferum_tui.rollout.class_edits import with_planned
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow, plainly
from sferum_tui.rollout.reference import Reference
from sferum_tui.rollout.school import GRADES, LETTERS, letter_key

#: The preset whose people a school gets that names only its classes.
_USUAL = "city"
#: The most classes that a grade may have.
_MOST = len(LETTERS)
_HEADS: Mapping[str, str] = {
    "name": r"(?:наименование|название|имя)?(?: школы| организации| оо| учреждения)?|школа|name",
    "short_name": r"кратк\w+(?: наименование| название| имя)?|short name",
    "place": r"место|населенный пункт|адрес|place",
    "preset": r"заготовка|тип(?: школы)?|вид(?: школы)?|preset",
    "timezone": r"часовой пояс|город|зона|timezone",
    "created": r"(?:дата(?: создания)?(?: структуры)?|структура создана|день 0|created)",
    "platform": r"мессенджер|платформа|platform",
    "guidance": r"указания|пакет(?: указаний)?|guidance",
    "file": r"файл|имя файла|file",
}
_GRADE = re.compile(r"(\d{1,2})(?: ?е)?(?: кл\w*)?")
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
    sheet: Sheet, reference: Reference, day: Callable[[str], date], today: date
) -> tuple[tuple[NewSchool, ...], tuple[Issue, ...]]:
    """The schools of a table, and what is wrong; the row is the line.

    `day` reads a date as people write it and raises `ValueError`; `today` is the local date that
    stands in for a missing one.
    """
    if not sheet.rows:
        return (), (_fault(1, "таблица пуста"),)
    head, *rows = sheet.rows
    columns = {name: place for place, text in enumerate(head.cells) if (name := _meaning(text))}
    if "name" not in columns:
        return (), (_fault(head.number, "нет столбца «Школа»", "заголовок: Школа"),)
    reader = _SchoolReader(columns, reference, day, today)
    schools: list[NewSchool] = []
    faults: list[Issue] = []
    for row in rows:
        try:
            schools.append(reader.school(row))
        except _BadCellError as error:
            faults.append(_fault(row.number, str(error), error.allowed))
    faults += _twice(schools)
    return tuple(schools), tuple(sorted(faults, key=lambda fault: fault.line or 0))


def _meaning(head: str) -> str:
    """What a column is: a field, a grade («5», «5 классы»), or "" for one of no interest."""
    text = plainly(head)
    if (found := _GRADE.fullmatch(text)) and found[1] in GRADES:
        return found[1]
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
        stem = _stem(self._text(row, "file") or self._text(row, "short_name") or name)
        return NewSchool(row.number, stem, replace(answers, school=school))

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
        for preset in self.reference.presets:
            known = (preset.name, str(preset.number), preset.title)
            if plainly(text) in map(plainly, known):
                return preset.answers
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
        return Classes(by_grade=by_grade) if by_grade else None


def _letters(grade: str, text: str) -> tuple[str, ...]:
    """The letters of a grade: «3» are А, Б, В; «А, Б, К» are these. Raises `_BadCellError`."""
    if text.strip() in ("", "-", "–", "0"):
        return ()
    if text.isdecimal():
        if int(text) > _MOST:
            raise _BadCellError(
                f"{grade} классы: «{text}»", f"число классов от 0 до {_MOST} или литеры"
            )
        return tuple(LETTERS[: int(text)])
    letters = [part.upper() for part in re.split(r"[,;\s]+", text) if part]
    if not all(len(letter) == 1 and letter.isalpha() for letter in letters):
        raise _BadCellError(
            f"{grade} классы: «{text}»", f"число классов от 0 до {_MOST} или литеры: А, Б"
        )
    return tuple(sorted(set(letters), key=letter_key))


def _stem(name: str) -> str:
    """A file name out of the name of a school: no quotes, no path."""
    return " ".join(_UNSAFE.sub(" ", name).split()).strip(" .")[:80].strip() or "школа"
