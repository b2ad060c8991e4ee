"""What was found in a list: the answers it leads to, what is wrong with it, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from sferum_tui.issues import Issue, located
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.class_names import NamedClass, known_names, read_classes
from sferum_tui.rollout.class_notes import SEXES
from sferum_tui.rollout.imports.columns import SheetColumn
from sferum_tui.rollout.russian import nested
from sferum_tui.rollout.school import LETTERS, ClassNameError, SchoolClass

#: So many weak grounds are told at once.
_TOLD = 3


class TableError(ValueError):
    """Nothing in a table can be used; the message says why and what is needed, in Russian."""


class RowPlace(Struct, frozen=True):
    """Where in a file something stands: the row's number, and the sheet where there are several."""

    row: int
    sheet: str = ""

    def __str__(self) -> str:
        """«строка 12», «лист «8 классы», строка 12»."""
        return located(self._sheet, self.row)

    @property
    def _sheet(self) -> str:
        return f"лист «{self.sheet}»" if self.sheet else ""

    def fault(self, why: str) -> Issue:
        """Why the row is not taken, in Russian: «строка 12: класса 8Г нет в плане»."""
        return Issue(self._sheet, self.row, "", nested(why))


class Leader(Struct, frozen=True):
    """A class teacher as a list names one."""

    place: RowPlace
    class_name: str
    teacher: str


class ImportResult(Struct, frozen=True):
    """What taking a list would do.

    `answers` are the new answers, `renamed` old chat ids to new ones whose ticks go along, `faults`
    the rows left out, `notes` what a person should know before taking it, `rows` how many rows
    would be taken. `columns` tells how the table was read, `weak` why that may be wrong, `chosen`
    are the columns themselves. `missing`
    are classes that the plan does not have. `whole` tells of a list of classes whether it takes the
    place of the others; `nameless` why its persons may be no teachers: they may be pupils and
    are not told; `pupils` that the table was a list of pupils, of which no name was kept.
    """

    answers: Answers
    renamed: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Issue, ...] = ()
    notes: tuple[str, ...] = ()
    rows: int = 0
    columns: tuple[str, ...] = ()
    chosen: tuple[SheetColumn, ...] = ()
    weak: tuple[str, ...] = ()
    nameless: str = ""
    missing: tuple[str, ...] = ()
    whole: bool = False
    pupils: bool = False

    @property
    def doubt(self) -> str:
        """Why nothing should be taken before a person has looked; "" where nothing speaks so."""
        if self.rows < len(self.faults):
            return "годится меньше половины строк"
        if weak := (*self.weak, *([self.nameless] if self.nameless else [])):
            return "столбцы выбраны неуверенно: " + "; ".join(weak[:_TOLD])
        return ""


class ClassBook:
    """The classes of a school by every way to write them."""

    def __init__(self, classes: Iterable[SchoolClass]) -> None:
        self._by_name = {item.name: item for item in classes}
        self.known = known_names(list(self._by_name))
        self._read: dict[str, tuple[NamedClass, ...] | ClassNameError] = {}
        #: Classes that were asked for and that the school does not have.
        self.missing: dict[str, None] = {}

    def named(self, text: str) -> tuple[NamedClass, ...]:
        """The classes that a cell names, of this school or not. Raises `ClassNameError`."""
        if text not in self._read:
            try:
                self._read[text] = read_classes(text, self.known)
            except ClassNameError as error:
                self._read[text] = error
        found = self._read[text]
        if not isinstance(found, ClassNameError) and len(found) > 1:
            # «5А, 5Б (девочки)» are the girls of both.
            *others, last = found
            if last.group in SEXES.values() and not any(it.group for it in others):
                found = tuple(it._replace(group=last.group) for it in found)
        if isinstance(found, ClassNameError):
            raise found
        return found

    def all_in(self, text: str) -> tuple[tuple[SchoolClass, str], ...]:
        """The school's classes that a cell names, each with its group.

        Raises `ClassNameError` where one of them is not there.
        """
        named = [self._spelt(it) for it in self.named(text)]
        absent = [it.name for it in named if it.name not in self._by_name]
        if absent:
            self.missing.update(dict.fromkeys(absent))
            word = "класса" if len(absent) == 1 else "классов"
            raise ClassNameError(f"{word} {', '.join(absent)} нет в плане")
        return tuple((self._by_name[it.name], it.group) for it in named)

    def _spelt(self, named: NamedClass) -> NamedClass:
        """A class as the plan spells it: the only one of a grade is «11» here, «11А» there."""
        if named.name in self._by_name:
            return named
        alone = self.of_grade(named.grade)
        if len(alone) != 1 or {named.letter, alone[0].letter} != {"", LETTERS[0]}:
            return named
        return NamedClass(named.grade, alone[0].letter, named.group)

    def of_grade(self, grade: str) -> list[SchoolClass]:
        """The classes of the plan in a grade; "" of those of several grades."""
        return [it for it in self._by_name.values() if grade and it.grade == grade]

    def learn_numbers(self, texts: Sequence[str]) -> None:
        """Where a grade has a class «5-1», «5-6» is one too and no class of several grades."""
        grades = {text.strip()[:-2] for text in texts if text.strip().endswith("-1")}
        for grade in grades:
            if grade.isdecimal():
                for number in range(1, 13):
                    name = f"{int(grade)}-{number}"
                    self.known.setdefault(f"{int(grade)} {number}", name)
