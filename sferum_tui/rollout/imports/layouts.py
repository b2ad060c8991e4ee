"""From a sheet and its columns to entries: who teaches what where, whatever the layout.

A list, a list with sections or with cells left empty below, a matrix with classes as heads, and a
timetable of a row a lesson all give the same entries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from sferum_tui.rollout.class_names import read_classes
from sferum_tui.rollout.imports.cells import has_letter
from sferum_tui.rollout.imports.columns import Columns
from sferum_tui.rollout.imports.entries import Entry, Layout, SheetReading
from sferum_tui.rollout.imports.heads import ROLES, Role, head_kind, head_roles, is_head
from sferum_tui.rollout.imports.result import RowPlace
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow, plainly
from sferum_tui.rollout.people import looks_like_name
from sferum_tui.rollout.school import ClassNameError

#: From this share of empty cells on a column is one whose cells are left empty below.
_LEFT_EMPTY = 0.25
#: What no lesson is, in the cell of a matrix.
_NO_LESSON = frozenset(("", "0", "-", "–", "—", "0,0", "нет"))
#: The first words of rows that are no rows of the table.
_ASIDE = re.compile(
    r"(?i)(?:итог|всего|в том числе|сумма|примечан|\*|директор|зам(?:\.|еститель)|составил"
    r"|исполнитель|согласован|утвержд|приложение|дата\b|подпись|м\.\s?п|_{3,}|нагрузка по"
    r"|внеурочн|учебный план)"
)


#: «5 классы» over the classes of a grade.
_WHOLE_GRADE = re.compile(r"(?i)\d{1,2}(?:\s*-?\s*(?:е|ые))?\s*классы")


#: A class in a title: «Список класса 5 „А“», «Учителя 5А класса».
_LETTERED = r"(?<!\w)\d{1,2}[\s-]?[«„\"]?[А-ЯЁ][»“\"]?(?!\w)"
_CLASS_ABOVE = re.compile(rf"(?<=класс ){_LETTERED}|(?<=класса ){_LETTERED}|{_LETTERED}(?= класс)")


#: What class teachers alone have: in grades 1–4 one teacher takes the class for all subjects.
_OF_LEADERS = frozenset(("классный час", "начальные классы"))
_NO_SUBJECT = "не указан предмет"


def read_layout(
    sheet: Sheet, columns: Columns, known: Mapping[str, str], is_subject: Callable[[str], bool]
) -> SheetReading:
    """Read a sheet by its columns."""
    rows = [row for row in sheet.rows[columns.start :] if not _is_aside(row, columns)]
    reader = _RowReader(sheet, columns, known, is_subject)
    crossed = columns.matrix or columns.subjects
    entries = tuple(reader.matrix(rows) if crossed else reader.rows(rows))
    layout: Layout = "sections" if reader.sections else "list"
    if crossed:
        layout = "matrix" if columns.matrix else "crossed"
    if (
        layout == "list"
        and {it for it in columns.kinds if it == "time"}
        and any(e.slot for e in entries)
    ):
        layout = "timetable"
    return SheetReading(sheet, columns, layout, entries)


def _is_aside(row: SheetRow, columns: Columns) -> bool:
    """Whether a row is a total, a note below the table, or a head that comes again."""
    filled = row.filled
    if row.faults and not filled:
        return False
    cells = [row.cell(at) for at in filled]
    if not cells:
        return True
    if any(_ASIDE.match(cell) for cell in cells[:2]):
        return True
    if (
        len(cells) > 1
        and sum(is_head(cell) or head_kind(cell) is not None for cell in cells) > len(cells) / 2
    ):
        return any(is_head(cell) for cell in cells)
    if (len(cells) == 1 and is_head(cells[0])) or all(map(_WHOLE_GRADE.fullmatch, cells)):
        return True
    if columns.headed and len(cells) >= 3 and _counts(cells):
        return True
    words = cells[0].split()
    return len(cells) == 1 and len(words) > 6 and not looks_like_name(cells[0])


def _counts(cells: Sequence[str]) -> bool:
    """1 2 3 4: a row that only counts the columns."""
    return cells == [str(number) for number in range(1, len(cells) + 1)]


class _RowReader:
    """Goes through the rows; what a section or a cell above said stays until it is said anew."""

    def __init__(
        self,
        sheet: Sheet,
        columns: Columns,
        known: Mapping[str, str],
        is_subject: Callable[[str], bool],
    ) -> None:
        self.sheet = sheet
        self.columns = columns
        self.known = known
        self.is_subject = is_subject
        self.sections = False
        self.places: dict[Role, int] = {
            role: place for role in ROLES if (place := columns.place(role)) is not None
        }
        self.slots = tuple(it.place for it in columns.columns if it.kind == "time")
        self.section: dict[Role, str] = {}
        self.leading = self._names_led_classes()
        self._slots_above: dict[int, str] = {}
        if "class" not in self.places and "grade" not in self.places:
            self.section["class"] = self._class_above()

    def _class_above(self) -> str:
        """The class that the title of the sheet or a title above the table names: «Список 5А»."""
        if self._class_in(self.sheet.title):
            return self.sheet.title
        for row in self.sheet.rows[: self.columns.start]:
            for text in (row.cell(at) for at in row.filled):
                found = _CLASS_ABOVE.search(text)
                if found and self._class_in(found[0]):
                    return found[0]
        return ""

    def _names_led_classes(self) -> bool:
        """Whether the only classes are those that each person leads: «Классное руководство: 5А»."""
        at = self.places.get("class_teacher")
        if at is None or self.places.keys() & {"class", "grade"} or self.columns.matrix:
            return False
        cells = [row.lines(at) for row in self.sheet.rows[self.columns.start :]]
        said = [text for text in cells if text not in _NO_LESSON]
        return 2 * sum(map(has_letter, said)) > len(said)

    # Rows of a list ----------------------------------------------------------------------------

    def rows(self, rows: Sequence[SheetRow]) -> Iterator[Entry]:
        """The entries of a list."""
        filled = _FilledDown(rows, self.places)
        for row in rows:
            if self._opens_section(row):
                self.sections = True
                continue
            texts = filled.texts(row)
            if not any(texts.values()) and not self._fault(row):
                continue
            entry = self._entry(row, texts)
            if not self.leading:
                yield entry
            elif has_letter(entry.leader):
                # What the person teaches is not said to be taught there.
                yield replace(
                    entry, classes=entry.leader, leader=entry.teacher, teacher="", subject=""
                )

    def _opens_section(self, row: SheetRow) -> bool:
        """Whether a row says only a class, a person or a subject, for the rows below it."""
        cells = {row.cell(at) for at in row.filled}
        if len(cells) != 1 or row.faults or not self.places:
            return False
        (text,) = cells
        role = self._role_of_section(text, row.filled)
        if role:
            self.section[role] = text
        return bool(role)

    def _role_of_section(self, text: str, filled: Sequence[int]) -> Role | None:
        own = {place: role for role, place in self.places.items()}
        alone = len(filled) == 1 and own.get(filled[0])
        if "class" not in self.places and "grade" in self.places:
            return None
        if "class" not in self.places and self._class_in(text):
            return "class"
        if alone == "class":
            return None
        if "teacher" not in self.places and "surname" not in self.places and looks_like_name(text):
            return "teacher"
        if "subject" not in self.places and self.is_subject(text):
            return "subject"
        return None

    def _class_in(self, text: str) -> bool:
        """Whether a text names one class and nothing else."""
        if not text or len(text) > 40:
            return False
        try:
            found = read_classes(text, self.known)
        except ClassNameError:
            return False
        return len(found) == 1 and bool(found[0].letter or "кл" in text.lower())

    def _entry(self, row: SheetRow, texts: Mapping[Role, str]) -> Entry:
        whole = " ".join(
            filter(None, (texts.get(it, "") for it in ("surname", "name", "patronymic")))
        )
        classes = texts.get("class", "")
        if not classes and (texts.get("grade") or texts.get("letter")):
            classes = _put_together(texts.get("grade", ""), texts.get("letter", ""))
        return Entry(
            place=RowPlace(row.number, self.sheet.title),
            classes=classes or self.section.get("class", ""),
            subject=texts.get("subject", "") or self.section.get("subject", ""),
            teacher=texts.get("teacher", "") or whole or self.section.get("teacher", ""),
            leader=texts.get("class_teacher", ""),
            group=texts.get("group", ""),
            size=texts.get("size", ""),
            slot=self._slot(row),
            fault=self._fault(row),
        )

    def _slot(self, row: SheetRow) -> str:
        """The day and the number of a lesson; a day stands for the rows below it."""
        for at in self.slots:
            self._slots_above[at] = row.cell(at) or self._slots_above.get(at, "")
        return " ".join(filter(None, self._slots_above.values()))

    def _fault(self, row: SheetRow) -> str:
        """Why a cell that matters can't be used; "" where all can."""
        return next((row.faults[at] for at in self.places.values() if at in row.faults), "")

    # A matrix ----------------------------------------------------------------------------------

    def matrix(self, rows: Sequence[SheetRow]) -> Iterator[Entry]:
        """The entries of a matrix: one for each cell that says something."""
        filled = _FilledDown(rows, self.places)
        heads = {**self.columns.matrix, **self.columns.subjects}
        kind = self._kind_of_cells(rows, heads)
        for row in rows:
            if self._opens_section(row):
                continue
            texts = filled.texts(row)
            base = self._entry(row, texts)
            fault = next((row.faults[at] for at in heads if at in row.faults), base.fault)
            if fault:
                yield replace(base, fault=fault)
                continue
            label = next((row.cell(at) for at in row.filled if at not in heads), "")
            for place in heads:
                cell = row.lines(place)
                if cell.strip() and (said := self._said_of_class(base, label, place, cell)):
                    yield said
                elif cell.strip().lower() not in _NO_LESSON:
                    yield self._crossed(base, place, cell, kind)
            if base.leader and base.teacher:
                yield replace(base, subject="", classes="")

    def _said_of_class(self, base: Entry, label: str, place: int, cell: str) -> Entry | None:
        """What a row tells of each class that heads a column: its class teacher, its size."""
        roles, classes = head_roles(label), self.columns.matrix.get(place, "")
        if not classes or not roles.keys() & {"class_teacher", "size"}:
            return None
        alone = replace(base, classes=classes, subject="", teacher="", leader="", group="")
        return replace(alone, size=cell) if "size" in roles else replace(alone, leader=cell)

    def _crossed(self, base: Entry, place: int, cell: str, kind: str) -> Entry:
        """The entry of one cell of a matrix."""
        if place in self.columns.subjects:
            return replace(base, subject=self.columns.subjects[place], teacher=cell)
        base = replace(base, classes=self.columns.matrix[place])
        if kind == "names":
            return replace(base, teacher=cell)
        if kind == "lessons":
            subject, teacher = _lesson_in(cell)
            return replace(base, subject=subject, teacher=teacher)
        subject = base.subject or self._subject_of_teacher(base.teacher)
        return replace(base, subject=subject) if subject else replace(base, fault=_NO_SUBJECT)

    def _subject_of_teacher(self, text: str) -> str:
        """«Гаусс К. Ф. (математика)» → «математика»."""
        found = re.findall(r"\(([^()]+)\)", text)
        return next((it for it in found if self.is_subject(it)), "")

    def _kind_of_cells(self, rows: Sequence[SheetRow], heads: Mapping[int, str]) -> str:
        """Whether the cells of a matrix name teachers, lessons as in a timetable, or hours."""
        cells = [row.lines(at) for row in rows for at in heads if row.lines(at)]
        lessons = sum(self.is_subject(_lesson_in(cell)[0]) for cell in cells)
        if 2 * lessons > len(cells) and "subject" not in self.places:
            return "lessons"
        hours = sum(bool(re.match(r"[\d+xхv√✓]", cell.lower())) for cell in cells)
        return "names" if 2 * hours < len(cells) else "hours"


def leads_class(subject: str) -> bool:
    """Whether who has such a subject is the class teacher: «классное руководство»."""
    return "class_teacher" in head_roles(subject) or plainly(subject) in _OF_LEADERS


def _lesson_in(cell: str) -> tuple[str, str]:
    """The subject and the teachers of a cell of a timetable: «Физика», «Бор Н. Н., каб. 5»."""
    first, _, rest = cell.partition("\n")
    if rest:
        return first, rest
    name = re.search(r"[\s,(/-]+([А-ЯЁ][а-яё-]+ [А-ЯЁ]\..*)$", cell)
    return (cell[: name.start()], name[1].rstrip(")")) if name else (cell, "")


def _put_together(grade: str, letter: str) -> str:
    """«5» and «А» → «5А»; «5» and «кадетский» → «5 кадетский»."""
    number = re.sub(r"(?i)\s*(?:кл(?:асс)?\.?|-?[йяе])$", "", grade)
    bare = letter.strip("«»\"'„“ ")
    return f"{number} {bare}" if len(bare) > 1 else f"{number}{bare}"


# Cells left empty below --------------------------------------------------------------------------


class _FilledDown:
    """Texts of rows, where the leading column says something once for all rows below it.

    Only the leftmost of the columns may be so: it is often empty, and hardly ever says the same
    twice. What stands behind it is filled with it, where it is empty too.
    """

    def __init__(self, rows: Sequence[SheetRow], places: Mapping[Role, int]) -> None:
        self.places = places
        keys: tuple[Role, ...] = ("class", "grade", "letter", "subject", "teacher", "surname")
        self.order = sorted((it for it in keys if it in places), key=lambda it: places[it])
        self.leads = bool(self.order) and self._leads(rows, self.order[0])
        self.above: dict[Role, str] = {}

    def _leads(self, rows: Sequence[SheetRow], role: Role) -> bool:
        place = self.places[role]
        others = [self.places[it] for it in self.order[1:]]
        lesson = [self.places[it] for it in self.order[1:] if it not in ("teacher", "surname")]
        used = [row for row in rows if any(row.cell(at) for at in (*others, place))]
        if not used or not others or not used[0].cell(place):
            return False
        said = [row.cell(place) for row in used if row.cell(place)]
        empty = len(used) - len(said)
        if empty < max(1, _LEFT_EMPTY * len(used)) or len(set(said)) < 0.8 * len(said):
            return False
        return not self._repeats(used, place, lesson or others)

    def _repeats(self, rows: Sequence[SheetRow], place: int, others: Sequence[int]) -> bool:
        """Whether a row, filled, would only say again what the one above it does."""
        seen: set[tuple[str, ...]] = set()
        text = ""
        for row in rows:
            text = row.cell(place) or text
            key = (text, *(row.cell(at) for at in others))
            if not row.cell(place) and key in seen:
                return True
            seen.add(key)
        return False

    def texts(self, row: SheetRow) -> dict[Role, str]:
        """The texts of a row by role."""
        found = {
            role: row.lines(place)
            if role in ("teacher", "class_teacher", "class")
            else row.cell(place)
            for role, place in self.places.items()
        }
        if not self.leads or not any(found[it] for it in self.order):
            return found
        first, *rest = self.order
        if found[first]:
            self.above = {role: found[role] for role in self.order}
            return found
        found[first] = self.above[first]
        for role in rest:
            if found[role]:
                break
            found[role] = self.above[role]
        self.above = {role: found[role] for role in self.order}
        return found
