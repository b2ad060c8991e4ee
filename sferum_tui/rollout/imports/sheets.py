"""Sheets of a table that somebody else made, and which of their columns is what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct, field

from sferum_tui.rollout.school import ClassNameError, list_parts, parse_class
from sferum_tui.text import lowered, to_cyrillic

#: What a column can be. Grade and letter of a class may stand apart, and the names of a teacher.
Meaning = Literal[
    "class", "grade", "letter", "subject", "teacher", "group", "class_teacher",
    "surname", "name", "patronymic",
]  # fmt: skip

#: A head stands in one of so many first rows; titles may stand above it.
_HEAD_WITHIN = 30
#: So many rows are looked at where there is no head.
_LOOKED_AT = 200
#: A column is what at least this share of its cells is, empty ones left out. Classes without a
#: letter are only numbers, which may mean anything.
_SHARE, _SHARE_OF_NUMBERS = 0.5, 0.8

_WORDS: tuple[tuple[Meaning, str], ...] = (
    ("class_teacher", r".*\bкл(?:асс(?:н\w*)?)? ?(?:рук|воспитат).*"),
    ("teacher", r".*(?:учител|преподавател|педагог|сотрудник).*|фио|ф и о"),
    ("surname", r"фамилия"),
    ("patronymic", r"отчество"),
    ("name", r"имя"),
    ("subject", r".*(?:предмет|дисциплин).*|курс|урок"),
    ("grade", r"параллель|номер параллели"),
    ("letter", r"(?:литер|букв)[аы]?(?: класса)?"),
    ("class", r"(?:(?:наименование|название|имя) )?кл(?:асс(?:ы|а)?)?(?: группа)?"),
    ("group", r".*групп.*"),
)
_HEADS = tuple((meaning, re.compile(pattern)) for meaning, pattern in _WORDS)
_NOT_WORDS = re.compile(r"[^\w]+|_")
_PERSON = re.compile(
    r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?: ?[А-ЯЁ]\. ?(?:[А-ЯЁ]\.?)?|(?: [А-ЯЁ][а-яё]+){1,3})"
)
_CLASS_WORD = re.compile(r"\s+кл(?:асс|\.)?$", re.IGNORECASE)


class SheetRow(Struct, frozen=True):
    """A row: its number in the file, counted from 1, and its cells without spaces at their ends.

    `faults` tells by column, counted from 0, why a cell can't be used.
    """

    number: int
    cells: tuple[str, ...]
    faults: Mapping[int, str] = field(default_factory=dict)

    def cell(self, column: int | None) -> str:
        """The text of a cell; "" where the row has none."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


class Sheet(Struct, frozen=True):
    """The rows that have something in them. `title` is "" where the file has only one sheet."""

    rows: tuple[SheetRow, ...]
    title: str = ""


class SheetColumns(Struct, frozen=True):
    """Which column is what. The data begin behind so many rows of the sheet."""

    places: Mapping[Meaning, int]
    start: int = 0

    def has(self, *meanings: Meaning) -> bool:
        """Whether all of these columns are there."""
        return all(meaning in self.places for meaning in meanings)

    def text(self, row: SheetRow, meaning: Meaning) -> str:
        """What a row says in a column; "" where there is no such column."""
        return row.cell(self.places.get(meaning))

    def of_class(self, row: SheetRow) -> str:
        """The classes of a row; grade and letter put together."""
        return self.text(row, "class") or self.text(row, "grade") + self.text(row, "letter")

    def of_teacher(self, row: SheetRow) -> str:
        """The teacher of a row; surname, name and patronymic put together."""
        parts: tuple[Meaning, ...] = ("surname", "name", "patronymic")
        whole = " ".join(filter(None, (self.text(row, part) for part in parts)))
        return self.text(row, "teacher") or whole

    def fault(self, row: SheetRow) -> str:
        """Why a cell that matters can't be used; "" where all can."""
        found = (row.faults[place] for place in self.places.values() if place in row.faults)
        return next(found, "")

    def data(self, sheet: Sheet) -> Iterator[SheetRow]:
        """The rows below the head that say anything; a head that comes again is passed over."""
        for row in sheet.rows[self.start :]:
            said = [row.cell(place) for place in self.places.values()]
            repeated = meaning_of(self.of_class(row)) in ("class", "grade")
            if not repeated and (any(said) or self.fault(row)):
                yield row


def plainly(text: str) -> str:
    """The text as names are compared: no case, ё = е, no look-alikes, words with a space between.

    «Рус. яз.» → «рус яз».
    """
    words = _NOT_WORDS.sub(" ", lowered(to_cyrillic(text)))
    return " ".join(words.split())


def class_parts(text: str) -> Iterator[str]:
    """The classes named in a cell: «5А, 5Б» → «5А», «5Б»; the word «класс» is left out."""
    for part in list_parts(text):
        yield _CLASS_WORD.sub("", part)


def columns_of(sheet: Sheet, is_subject: Callable[[str], bool]) -> SheetColumns | None:
    """Which column of a sheet is what, by its head, else by what stands there.

    None where no column names classes.
    """
    for number, row in enumerate(sheet.rows[:_HEAD_WITHIN]):
        places = _head(row)
        if "class" in places or ("grade" in places and "letter" in places):
            return SheetColumns(places, number + 1)
    return _guessed(sheet.rows[:_LOOKED_AT], is_subject)


def usable_sheets(
    found: Sequence[tuple[Sheet, SheetColumns | None]],
) -> tuple[tuple[tuple[Sheet, SheetColumns], ...], tuple[str, ...]]:
    """The sheets that can be read, and the titles of the others.

    Where one has a head, those without one hold something else.
    """
    headed = any(columns and columns.start for _, columns in found)
    usable = tuple(
        (sheet, columns) for sheet, columns in found if columns and (columns.start or not headed)
    )
    titles = {sheet.title for sheet, _ in usable}
    return usable, tuple(sheet.title for sheet, _ in found if sheet.title not in titles)


def meaning_of(text: str) -> Meaning | None:
    """What a column with such a head is."""
    plain = plainly(text)
    return next((meaning for meaning, pattern in _HEADS if pattern.fullmatch(plain)), None)


def _head(row: SheetRow) -> dict[Meaning, int]:
    places: dict[Meaning, int] = {}
    for column, cell in enumerate(row.cells):
        if meaning := meaning_of(cell):
            places.setdefault(meaning, column)
    return places


def _guessed(rows: Sequence[SheetRow], is_subject: Callable[[str], bool]) -> SheetColumns | None:
    width = max((len(row.cells) for row in rows), default=0)
    cells = [[cell for cell in (row.cell(at) for row in rows) if cell] for at in range(width)]
    left = [at for at in range(width) if cells[at]]

    def taken(test: Callable[[str], bool], share: float = _SHARE) -> int | None:
        scores = {at: _share(cells[at], test) for at in left}
        best = max(scores, key=lambda at: (scores[at], -at), default=None)
        if best is None or scores[best] < share:
            return None
        left.remove(best)
        return best

    # A number alone may as well count the rows or the subgroups.
    classes = taken(has_letter)
    if classes is None:
        classes = taken(_is_class, _SHARE_OF_NUMBERS)
    if classes is None:
        return None
    places: dict[Meaning, int] = {"class": classes}
    tests: tuple[tuple[Meaning, Callable[[str], bool]], ...] = (
        ("teacher", lambda cell: bool(_PERSON.fullmatch(cell))),
        ("subject", is_subject),
    )
    for meaning, test in tests:
        found = taken(test)
        if found is not None:
            places[meaning] = found
    # The rest stands in the order in which people write it; numbers of rows stand in front.
    rest = [at for at in left if at > classes]
    usual: tuple[Meaning, ...] = ("subject", "teacher", "group")
    order = [meaning for meaning in usual if meaning not in places]
    if len(rest) == 1 and "teacher" in order:
        order = ["teacher"]
    places.update(zip(order, rest, strict=False))
    return SheetColumns(places)


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells)


def _read(text: str) -> Iterable[str]:
    """The letters of the classes in a cell; nothing where a part of it is no class."""
    try:
        return [parse_class(part)[1] for part in class_parts(text)]
    except ClassNameError:
        return ()


def _is_class(text: str) -> bool:
    return bool(_read(text))


def has_letter(text: str) -> bool:
    """Whether a cell names classes, at least one of them by more than its number."""
    return any(_read(text))
