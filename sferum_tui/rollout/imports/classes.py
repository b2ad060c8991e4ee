"""Reading a list of classes, with their class teachers where it names them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from sferum_tui.rollout.answers import Answers, Classes
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.class_edits import (
    is_whole,
    lettered,
    listed,
    with_known_opened,
    with_planned,
)
from sferum_tui.rollout.edits import rename_class, renamed_ids
from sferum_tui.rollout.imports.result import (
    ClassBook,
    ImportResult,
    Leader,
    Place,
    RowFault,
    TableError,
    no_date,
    person,
    person_fault,
    same_person,
)
from sferum_tui.rollout.imports.sheets import (
    Sheet,
    SheetColumns,
    SheetRow,
    class_parts,
    columns_of,
    has_letter,
    usable_sheets,
)
from sferum_tui.rollout.plan import Plan
from sferum_tui.rollout.reference import Reference
from sferum_tui.rollout.school import (
    GRADES,
    ClassNameError,
    class_name,
    letter_key,
    parse_class,
    school_classes,
)

#: The part of a mixed class's name that `parse_class` leaves empty.
_NO_GRADE = ""


def import_classes(
    plan: Plan, sheets: Sequence[Sheet], reference: Reference, whole: bool | None = None
) -> ImportResult:
    """What a list of classes would change. Raises `TableError` where no sheet names classes.

    `whole` says whether the list takes the place of the classes there are; by default it does if
    it names at least half of the grades and no row of it is faulty, for a class whose row can't be
    read must not go.
    """
    answers, rules = plan.answers, reference.recommendations
    reader = _Reader(ClassBook(school_classes(answers.classes, rules)))
    reader.read(sheets)
    found = reader.classes()
    if whole is None:
        whole = not reader.faults and is_whole(answers.classes, found)
    new, renamed = _taken(answers, listed(answers.classes, found, rules, whole), reference)
    new = with_planned(new, reference.curriculum)
    named = dict(new.people.class_teachers)
    present = {item.name for item in school_classes(new.classes, rules)}
    named.update({it.class_name: it.teacher for it in reader.leaders if it.class_name in present})
    return ImportResult(
        answers=replace(new, people=replace(new.people, class_teachers=named)),
        renamed=renamed,
        faults=tuple(reader.faults),
        notes=tuple(reader.notes()),
        rows=reader.rows,
        whole=whole,
    )


def _dated(answers: Answers) -> Answers:
    """The answers with a date of the structure: no list of classes or chats depends on it."""
    school = answers.school
    day = school.structure_created or date(2026, 9, 1)
    return replace(answers, school=replace(school, structure_created=day))


def _taken(
    answers: Answers, classes: Classes, reference: Reference
) -> tuple[Answers, Mapping[str, str]]:
    """Other classes, and the chats of those that only got or lost their letter: «8» → «8А»."""
    rules = reference.recommendations
    rollout = Rollout(_dated(answers), rules, reference.production)
    renamed: dict[str, str] = {}
    for it in lettered(answers.classes, classes):
        renamed.update(renamed_ids(rollout, rules, "class", it.old, it.name))
        answers = rename_class(answers, it.old, (it.grade, it.letter), it.name)
    opened = answers.classes.opened
    return replace(answers, classes=with_known_opened(replace(classes, opened=opened))), renamed


class _Reader:
    """Goes through the rows; a class that comes twice counts once."""

    def __init__(self, book: ClassBook) -> None:
        self.book = book
        self.faults: list[RowFault] = []
        self.rows = 0
        self._found: dict[tuple[str, str], None] = {}
        self._leaders: dict[str, Leader] = {}
        self._left_out: tuple[str, ...] = ()

    def read(self, sheets: Sequence[Sheet]) -> None:
        """Read every sheet that names classes. Raises `TableError`."""
        found = [(sheet, columns_of(sheet, lambda text: False)) for sheet in sheets]
        usable, self._left_out = usable_sheets(found)
        if not usable:
            raise TableError("не видно ни одного класса: нужен столбец «класс» или список 5А 5Б 6А")
        for sheet, columns in usable:
            for row in columns.data(sheet):
                place = Place(row.number, sheet.title)
                fault = self._row(place, row, columns)
                if fault:
                    self.faults.append(RowFault(place, fault))
                self.rows += not fault

    def notes(self) -> Iterator[str]:
        """What was passed over."""
        for title in self._left_out:
            yield f"Лист «{title}» пропущен: в нём нет столбца «класс»"

    def classes(self) -> Classes:
        """The classes of all rows."""
        by_grade = {
            grade: tuple(sorted((it for at, it in self._found if at == grade), key=letter_key))
            for grade in GRADES
        }
        mixed = {name: 0 for grade, name in self._found if grade == _NO_GRADE}
        return Classes({grade: them for grade, them in by_grade.items() if them}, mixed)

    @property
    def leaders(self) -> Collection[Leader]:
        """The class teachers that are named."""
        return self._leaders.values()

    def _row(self, place: Place, row: SheetRow, columns: SheetColumns) -> str:
        if fault := columns.fault(row):
            return fault
        cells = [columns.of_class(row)]
        if not columns.start:
            # Without a head, classes may stand side by side: «5А | 5Б | 5В».
            known = columns.places.get("class")
            others = (cell for at, cell in enumerate(row.cells) if at != known)
            cells += [cell for cell in others if has_letter(cell)]
        found: list[tuple[str, str]] = []
        for part in (part for cell in cells for part in class_parts(cell)):
            try:
                found.append(parse_class(self.book.known(part) or no_date(part)))
            except ClassNameError as error:
                return str(error)
        if not found:
            return "не указан класс"
        return self._take(place, found, self._leader(row, columns))

    def _leader(self, row: SheetRow, columns: SheetColumns) -> str:
        name = person(columns.text(row, "class_teacher") or columns.of_teacher(row))
        return "" if has_letter(name) else name

    def _take(self, place: Place, found: Sequence[tuple[str, str]], teacher: str) -> str:
        if teacher and (fault := person_fault(teacher)):
            return fault
        names = [class_name(grade, letter) if grade else letter for grade, letter in found]
        for name in names if teacher else ():
            old = self._leaders.get(name)
            if old and not same_person(old.teacher, teacher):
                return f"классный руководитель {name} уже назван: {old.teacher}, {old.place}"
        self._found.update(dict.fromkeys(found))
        for name in names if teacher else ():
            self._leaders.setdefault(name, Leader(place, name, teacher))
        return ""
