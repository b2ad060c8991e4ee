"""Subjects and grades as a table: subjects down, grades across. What is shown and where."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len

from sferum_tui.editing.teaching import SubjectColumn, Teaching, followed
from sferum_tui.rollout.russian import chats, plural, uncapital
from sferum_tui.text import cut
from sferum_tui.widgets.grid_base import CellGrid
from sferum_tui.widgets.painted import Parts, stage_style

#: The row that stands for all subjects and the column that stands for all grades.
ALL_SUBJECTS, ALL_GRADES = "все предметы", "все"
#: Cells of the column of sums, of the narrowest labels, and of labels nothing is cut off for.
SUM, NARROW, ROOMY = 7, 9, 24
#: Cells of a column, the widest and the narrowest.
CELLS = (6, 5, 4, 3)
#: No chat; and «some of them» in the row and the column that stand for all.
NONE, PARTLY = "·", "▒"


class SubjectTable(CellGrid):
    """What each grade is taught. Row 0 stands for all subjects, column 0 for all grades.

    A sign tells what the classes of a grade have: «·» no chat, «■» one each, a digit so many
    subgroups each, «□» only some of them, «+» not all as many. Sums of chats stand at the right and
    below. `counts` are the chats there really are, by grade and subject.
    """

    foot = 1

    def __init__(self, teaching: Teaching, counts: Mapping[tuple[str, str], int]) -> None:
        super().__init__()
        self.teaching = teaching
        self._counts = counts
        self._subjects = teaching.rows()

    # What there is -----------------------------------------------------------------------------

    def load(self, teaching: Teaching, counts: Mapping[tuple[str, str], int] | None = None) -> None:
        """Show something else; subjects that were there before stay to be switched on again.

        Without `counts` the sums stay until they are known.
        """
        here = self.subject
        before, self._subjects = self._subjects, teaching.rows(self._subjects)
        self.teaching = teaching
        self._counts = self._counts if counts is None else counts
        if here in self._subjects:
            self.row = self._subjects.index(here) + 1
        self.refresh(layout=len(before) != len(self._subjects))
        self.reveal()
        self.post_message(self.Moved())

    def rename(self, old: str, new: str) -> None:
        """A subject has another name: its row stays where it is."""
        self._subjects = tuple(new if it == old else it for it in self._subjects)

    def stand(self, subject: str) -> None:
        """Move the cursor to a subject."""
        before, self.row = self.row, self._subjects.index(subject) + 1
        self.moved(before)

    @property
    def row_count(self) -> int:
        """All subjects together, then each one."""
        return 1 + len(self._subjects)

    @property
    def columns(self) -> tuple[SubjectColumn, ...]:
        """The grades."""
        return self.teaching.columns

    @property
    def subject(self) -> str:
        """The subject under the cursor; "" in the row of all."""
        return self._subjects[self.row - 1] if self.row else ""

    @property
    def grade(self) -> SubjectColumn | None:
        """The grade under the cursor; None in the column of all."""
        return self.columns[self.column - 1] if self.column else None

    @property
    def chosen(self) -> tuple[SubjectColumn, ...]:
        """The grades under the cursor: one, or all."""
        return self.columns if self.grade is None else (self.grade,)

    # Moving ------------------------------------------------------------------------------------

    def step_right(self, step: int) -> None:
        """To the next grade."""
        self.column = max(0, min(self.column + step, len(self.columns)))

    def to_edge(self, side: int) -> None:
        """The column of all grades; the last grade."""
        self.column = 0 if side < 0 else len(self.columns)

    def click(self, x: int, row: int | None) -> None:
        """A click moves the cursor."""
        if (place := self.place_at(x)) is not None:
            self.column = place
        elif row is not None:
            self.column = 0

    def cell_left(self) -> int:
        """The cell of the cursor's sign."""
        return self._label + self._cell * (self.column + 1) - 2

    def place_at(self, x: int) -> int | None:
        """The number of the column at a cell of a line; None beside them."""
        place = (x - self._label) // self._cell
        return place if 0 <= place <= len(self.columns) else None

    # Painting ----------------------------------------------------------------------------------

    @property
    def _cell(self) -> int:
        """How wide a column is."""
        room = self.size.width - SUM
        count = len(self.columns) + 1
        return next((it for it in CELLS if room - it * count >= ROOMY), CELLS[-1])

    @property
    def _label(self) -> int:
        """How wide the labels are."""
        room = self.size.width - SUM - self._cell * (len(self.columns) + 1)
        longest = max(map(cell_len, (ALL_SUBJECTS, *self._subjects)))
        return max(NARROW, min(room, longest + 3))

    def _shown(self, name: str, width: int) -> str:
        """A subject in so many cells: its name, else its short form, else a part of it."""
        if cell_len(name) > width:
            name = uncapital(self.teaching.curriculum.short.get(name, name))
        return cut(name, width)

    def head_line(self) -> Parts:
        """The grades."""
        line: Parts = [(" " * self._label, "")]
        for number, name in enumerate((ALL_GRADES, *(it.grade for it in self.columns))):
            shown = self._head(name)
            here = number == self.column and self.active
            line.append((self._in_cell(shown), "head-on" if here else "head"))
        return [*line, (f"{'чатов':>{SUM - 1}}", "head")]

    def _head(self, grade: str) -> str:
        """A grade over its column; a mixed class with a long name is told by its oldest grade."""
        shown = grade.replace(" доп.", "д")
        return shown if len(shown) <= self._cell else f"{followed(grade)}к"

    def _in_cell(self, text: str) -> str:
        return f"{text:>{self._cell - 1}} "[: self._cell]

    def row_line(self, row: int) -> Parts:
        """One subject, or all of them."""
        here = row == self.row and self.active
        name = self._subjects[row - 1] if row else ALL_SUBJECTS
        label = f"{self.mark(here)}{self._shown(name, self._label - 2)}"
        line: Parts = [(f"{label:{self._label}}", "label-on" if here else "label")]
        for number in range(len(self.columns) + 1):
            sign, style = self._sign(row, number)
            cursor = here and number == self.column
            line.append((self._in_cell(sign), "cursor" if cursor else style))
        number = sum(self._number(row, column) for column in self.columns)
        return [*line, (f"{number or '':>{SUM - 1}}", "count" if row else "total")]

    def _number(self, row: int, column: SubjectColumn) -> int:
        """How many chats of a row a grade has."""
        names = (self._subjects[row - 1],) if row else self._subjects
        return sum(self._counts.get((column.grade, name), 0) for name in names)

    def _sign(self, row: int, number: int) -> tuple[str, str]:
        """The sign of a cell and its style."""
        teaching = self.teaching
        if row and number:
            column = self.columns[number - 1]
            sign = _sign_of(teaching.cell(self._subjects[row - 1], column))
            return sign, "off" if sign == NONE else stage_style(column.stage)
        if not row:
            columns = teaching.usual("") if not number else (self.columns[number - 1],)
            found = [bool(teaching.in_grade(column)) for column in columns]
        else:
            name = self._subjects[row - 1]
            found = [teaching.has(name, column) for column in teaching.usual(name)]
            if not any(found):
                found = [any(teaching.has(name, column) for column in self.columns), False]
        sign = _of_all(found)
        return sign, "off" if sign == NONE else "count"

    def foot_line(self) -> Parts:
        """The chats of each grade and of all; those of one grade where there is no room."""
        sums = [self._number(0, column) for column in self.columns]
        if any(len(str(it)) > self._cell - 1 for it in sums):
            text = f" чатов всего {sum(sums)}"
            if self.column:
                text += f", в {self.columns[self.column - 1].grade}-х {sums[self.column - 1]}"
            return [(text, "total")]
        line: Parts = [(f"{' чатов':{self._label}}", "label"), (self._in_cell(""), "")]
        for number, one in enumerate(sums, 1):
            here = number == self.column and self.active
            line.append((self._in_cell(str(one or "")), "total" if here else "count"))
        return [*line, (f"{sum(sums):>{SUM - 1}}", "total")]

    def describe(self) -> str:
        """What is under the cursor, in words."""
        column, name = self.grade, self.subject
        where = grade_words(column.grade) if column else "все классы"
        sums = [self._number(self.row, it) for it in self.chosen]
        if not name:
            taught = dict.fromkeys(it for one in self.chosen for it in self.teaching.in_grade(one))
            kinds = plural(len(taught), "предмет", "предмета", "предметов")
            return f"{where}: {kinds}, {chats(sum(sums))}"
        if not any(self.teaching.has(name, it) for it in self.chosen):
            return f"{name}, {where}: чатов нет"
        text = f"{name}, {where}: {chats(sum(sums))}"
        if column is None:
            return text
        cell = self.teaching.cell(name, column)
        parts = [
            f"{it} — {number or 'нет'}"
            for it, number in zip(column.classes, cell, strict=True)
            if number != 1
        ]
        if len(set(cell)) == 1 and cell[0] > 1:
            return f"{text}, по {plural(cell[0], 'подгруппе', 'подгруппы', 'подгрупп')} в классе"
        return f"{text} · подгрупп: {', '.join(parts)}" if parts else text


def grade_words(grade: str) -> str:
    """«8-е классы», «1 доп. классы»."""
    return f"{grade}-е классы" if grade.isdecimal() else f"{grade} классы"


def _sign_of(cell: tuple[int, ...]) -> str:
    """The sign for the chats of each class."""
    if not any(cell):
        return NONE
    if not all(cell):
        return "□"
    if len(set(cell)) > 1:
        return "+"
    return "■" if cell[0] == 1 else str(cell[0])


def _of_all(found: list[bool]) -> str:
    return "■" if found and all(found) else PARTLY if any(found) else NONE
