"""The cells of a matrix, with classes or subjects as heads, as entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from sferum_tui.rollout.imports.cells import (
    NO_LESSON,
    has_letter,
    is_number,
    lesson_in,
    subjects_of,
)
from sferum_tui.rollout.imports.entries import Entry
from sferum_tui.rollout.imports.filled_down import FilledDown
from sferum_tui.rollout.imports.head_groups import is_level
from sferum_tui.rollout.imports.heads import head_kind, head_roles
from sferum_tui.rollout.imports.list_rows import NO_SUBJECT, RowReader
from sferum_tui.rollout.imports.result import RowPlace
from sferum_tui.rollout.imports.sheets import SheetRow
from sferum_tui.rollout.people import looks_like_name


class MatrixReader(RowReader):
    """Goes through the rows of a matrix and, in each, through the cells."""

    def read(self, rows: Sequence[SheetRow]) -> Iterator[Entry]:
        """The entries of a matrix: one for each cell that says something."""
        yield from self._leaders()
        filled = FilledDown(rows, self.places)
        heads = {**self.columns.matrix, **self.columns.subjects}
        rows = self._paired(rows, heads)
        kind = self._kind_of_cells(rows, heads)
        self._others = self._filled_by_others(rows)
        for row in rows:
            if self._opens_section(row):
                continue
            texts = filled.texts(row)
            base = self._entry(row, texts)
            fault = next((row.faults[at] for at in heads if at in row.faults), base.fault)
            if fault:
                yield replace(base, fault=fault)
                continue
            labels = (row.cell(at) for at in row.filled if at not in heads)
            label = next((it for it in labels if not is_number(it)), "")
            said = [row.lines(at) for at in heads]
            named = base.teacher or any(map(looks_like_name, said))
            if head_kind(label) and not named and not any(map(self._is_lesson, said)):
                # «Кабинет»: of each class, and no lesson.
                continue
            for place in heads:
                cell, part = self._with_teacher(row, place), self._part_at(row, place)
                if part is None or (kind != "hours" and self._is_room(row, place)):
                    continue
                if cell.strip() and (whole := self._said_of_class(base, label, place, cell)):
                    yield whole
                elif cell.strip().lower() not in NO_LESSON:
                    for entry in self._crossed(base, place, cell, kind):
                        yield replace(entry, group=part or entry.group)
            if base.leader and base.teacher:
                yield replace(base, subject="", classes="")

    def _leaders(self) -> Iterator[Entry]:
        """The class teachers whom the heads of classes name."""
        number = self.sheet.rows[max(0, self.columns.start - 1)].number
        for at, name in self.columns.led.items():
            place = RowPlace(number, self.sheet.title)
            yield Entry(place, classes=self.columns.matrix[at], leader=name)

    def _said_of_class(self, base: Entry, label: str, place: int, cell: str) -> Entry | None:
        """What a row tells of each class that heads a column: its class teacher, its size."""
        roles, classes = head_roles(label), self.columns.matrix.get(place, "")
        if not classes or base.teacher or not roles.keys() & {"class_teacher", "size"}:
            return None
        alone = replace(base, classes=classes, subject="", teacher="", leader="", group="")
        return replace(alone, size=cell) if "size" in roles else replace(alone, leader=cell)

    def _paired(self, rows: Sequence[SheetRow], heads: Mapping[int, str]) -> Sequence[SheetRow]:
        """The rows of lessons with the row of teachers that stands below each of them."""
        found: list[SheetRow] = []
        for row in rows:
            above = found[-1] if found else row
            places = [at for at in heads if row.cell(at)]
            if (
                places == [at for at in row.filled if at in heads or at in self.places.values()]
                and all(looks_like_name(row.lines(at)) for at in places)
                and not any(map(self._is_lesson, map(row.lines, places)))
                and all(subjects_of(above.lines(at), self.is_subject) for at in places)
                and places
            ):
                cells = list(above.cells)
                for at in places:
                    cells[at] = f"{cells[at]}\n{row.lines(at)}"
                found[-1] = SheetRow(above.number, tuple(cells), above.faults)
            else:
                found.append(row)
        return found

    def _part_at(self, row: SheetRow, place: int) -> str | None:
        """The group that a cell is of; "" for the whole class, None where that is said already."""
        groups = self.columns.groups
        if place not in groups:
            return ""
        name = self.columns.matrix[place]
        said = {at: row.lines(at) for at in groups if self.columns.matrix[at] == name}
        filled = [at for at, cell in said.items() if cell.lower() not in NO_LESSON]
        # Hours of one teacher are alike, however many there are.
        values = {"" if is_number(said[at]) else said[at] for at in filled}
        first = filled[:1] == [min(said)] or is_level(groups[place])
        alike = len(values) == 1 and (first or filled[1:])
        if not alike or self._others.get(row.number, set()) & said.keys():
            return groups[place]
        return "" if place == filled[0] else None

    def _is_room(self, row: SheetRow, place: int) -> bool:
        """Whether a cell is a number beside a lesson in another column of the same class."""
        name = self.columns.matrix.get(place)
        beside = (row.cell(at) for at, it in self.columns.matrix.items() if it == name)
        number = re.fullmatch(r"\d+(?:/\d+)?", row.cell(place))
        return bool(number) and any(it and not is_number(it) for it in beside)

    def _filled_by_others(self, rows: Sequence[SheetRow]) -> dict[int, set[int]]:
        """By row, the columns of groups that the other rows of its subject fill."""
        by_subject: dict[str, list[SheetRow]] = {}
        subject = ""
        for row in rows:
            subject = row.cell(self.places.get("subject")) or subject
            by_subject.setdefault(subject, []).append(row)
        found: dict[int, set[int]] = {}
        for them in by_subject.values():
            filled = {
                row.number: {at for at in self.columns.groups if row.cell(at) not in NO_LESSON}
                for row in them
            }
            for number, own in filled.items():
                rest = (it for other, it in filled.items() if other != number)
                found[number] = set[int]().union(*rest) - own
        return found

    def _with_teacher(self, row: SheetRow, place: int) -> str:
        """A cell with the teacher of its own column; the teacher alone where hours stand there."""
        cell = row.lines(place)
        if place not in self.columns.beside:
            return cell
        teacher = row.lines(self.columns.beside[place])
        return teacher if not cell or is_number(cell) else f"{cell}\n{teacher}".strip()

    def _crossed(self, base: Entry, place: int, cell: str, kind: str) -> Iterator[Entry]:
        """The entries of one cell of a matrix."""
        if subject := self.columns.subjects.get(place):
            named = replace(base, classes=cell) if has_letter(cell) else replace(base, teacher=cell)
            yield replace(named, subject=subject)
            return
        base = replace(base, classes=self.columns.matrix[place])
        if kind == "names":
            yield replace(base, teacher=cell)
        elif kind == "lessons":
            lesson, teacher = lesson_in(cell)
            for subject in subjects_of(lesson, self.is_subject) or (lesson,):
                yield replace(base, subject=subject, teacher=teacher or base.teacher)
        else:
            yield replace(base, fault="" if base.subject else NO_SUBJECT)

    def _is_lesson(self, cell: str) -> bool:
        """Whether a cell begins with a subject."""
        return bool(subjects_of(lesson_in(cell)[0], self.is_subject))

    def _kind_of_cells(self, rows: Sequence[SheetRow], heads: Mapping[int, str]) -> str:
        """Whether the cells of a matrix name teachers, lessons as in a timetable, or hours."""
        cells = [
            cell
            for row in rows
            for at in heads
            if not self._is_room(row, at) and (cell := self._with_teacher(row, at))
        ]
        if 2 * sum(map(self._is_lesson, cells)) > len(cells) and "subject" not in self.places:
            return "lessons"
        hours = sum(bool(re.match(r"[\d+xхv√✓]", cell.lower())) for cell in cells)
        return "names" if 2 * hours < len(cells) else "hours"
