"""What was found in a list: the answers it leads to, what is wrong with it, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.imports.sheets import class_parts, plainly
from sferum_tui.rollout.school import ClassNameError, SchoolClass, canonical_class

#: Characters of a person's name, at most.
LONGEST_NAME = 80
#: What stands in a cell instead of a name.
_NOBODY = frozenset(("", "нет", "вакансия", "вакант", "не назначен", "не назначена"))
_LETTERS = re.compile(r"[^\W\d_].*[^\W\d_]")
_SEVERAL = re.compile(
    r"[А-ЯЁ][а-яё-]+ [А-ЯЁ][а-яё]*\.?.*(?:[,;/]|\sи\s)\s*[А-ЯЁ][а-яё-]+ [А-ЯЁ][а-яё]*\.?.*"
)
_INITIALS = re.compile(r"((?:^|(?<=[\s.]))[А-ЯЁ]\.)(?=[А-ЯЁ])")
_DATE = re.compile(r"\d{1,2}\.(?:\d{2}|[а-я]{3})(?:\.\d{2,4})?")


class TableError(ValueError):
    """Nothing in a table can be used; the message says why and what is needed, in Russian."""


class Place(Struct, frozen=True):
    """Where in a file something stands: the row's number, and the sheet where there are several."""

    row: int
    sheet: str = ""

    def __str__(self) -> str:
        """«строка 12», «лист «8 классы», строка 12»."""
        return f"лист «{self.sheet}», строка {self.row}" if self.sheet else f"строка {self.row}"


class RowFault(Struct, frozen=True):
    """A row that is not taken: where it stands and why, in Russian."""

    place: Place
    why: str

    def __str__(self) -> str:
        """«строка 12: класса 8Г нет в плане»."""
        return f"{self.place}: {self.why}"


class Leader(Struct, frozen=True):
    """A class teacher as a list names one."""

    place: Place
    class_name: str
    teacher: str


class ImportResult(Struct, frozen=True):
    """What taking a list would do.

    `answers` are the new answers, `renamed` old chat ids to new ones whose ticks go along, `faults`
    the rows left out, `notes` what a person should know before taking it, `rows` how many rows
    would be taken. `whole` tells of a list of classes whether it takes the place of the others.
    """

    answers: Answers
    renamed: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[RowFault, ...] = ()
    notes: tuple[str, ...] = ()
    rows: int = 0
    whole: bool = False


class ClassBook:
    """The classes of a school by every way to write them."""

    def __init__(self, classes: Iterable[SchoolClass]) -> None:
        self._by_name = {item.name: item for item in classes}
        self._by_words = {plainly(item.name): item for item in self._by_name.values()}

    def all_in(self, text: str) -> tuple[SchoolClass, ...]:
        """The classes that a cell names. Raises `ClassNameError`."""
        found = tuple(self._one(part) for part in class_parts(text))
        if not found:
            raise ClassNameError("не указан класс")
        return tuple(dict.fromkeys(found))

    def known(self, text: str) -> str:
        """The name that the school has for a class; "" if it has no such class."""
        try:
            item = self._one(text)
        except ClassNameError:
            return ""
        return item.name

    def _one(self, text: str) -> SchoolClass:
        name = canonical_class(no_date(text))
        item = self._by_name.get(name) or self._by_words.get(plainly(name))
        if item is None:
            raise ClassNameError(f"класса {name} нет в плане")
        return item


def no_date(text: str) -> str:
    """The text, which Excel has not taken for a date: «5-1» for the fifth of January.

    Raises `ClassNameError` where it has.
    """
    if _DATE.fullmatch(text):
        what = f"«{text}» — дата: таблица приняла за неё класс; сделайте столбец текстовым"
        raise ClassNameError(what)
    return text


def person(text: str) -> str:
    """A name as it is kept, «Иванова И. И.»; "" where a cell only says that there is nobody."""
    return "" if plainly(text) in _NOBODY else _INITIALS.sub(r"\1 ", text)


def person_fault(name: str) -> str:
    """What is wrong with the name of a teacher; "" if nothing is."""
    if len(name) > LONGEST_NAME:
        return f"имя учителя длиннее {LONGEST_NAME} знаков"
    if not _LETTERS.search(name):
        return f"«{name}» не похоже на имя учителя"
    if _SEVERAL.fullmatch(name):
        return "в одной ячейке несколько учителей: нужна своя строка с группой для каждого"
    return ""


def same_person(one: str, other: str) -> bool:
    """Whether two cells write one name: case, points, ё and look-alikes apart."""
    return plainly(one) == plainly(other)
