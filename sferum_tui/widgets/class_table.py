"""The classes of a school as a table: grades down, letters across. What is shown and where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from rich.cells import cell_len

from sferum_tui.editing.classes import others_of
from sferum_tui.rollout.answers import Classes
from sferum_tui.rollout.class_edits import MIXED, count_of, letters_of
from sferum_tui.rollout.recommendations import Recommendations
from sferum_tui.rollout.russian import classes as classes_word
from sferum_tui.rollout.russian import digits
from sferum_tui.rollout.school import GRADES, LETTERS, class_name, grade_number
from sferum_tui.text import cut
from sferum_tui.widgets.grid_base import CellGrid
from sferum_tui.widgets.painted import Parts, in_view, stage_style

#: Grades that most schools don't have; Up from the first row shows them.
RARE = ("0", "1 доп.")
#: Cells of the labels and of the narrowest column of other names.
LABEL, OTHERS = 9, 14
#: Words over the counts: in a wide table and in a narrow one.
COUNTED = ("классов", "всего")
#: From which width on the long word is used.
WIDE = 74


class ClassTable(CellGrid):
    """Classes by grade and letter, then those with names of their own, then their number.

    The last row holds mixed classes. A class without a letter has a column that Left from «А»
    shows, rare grades have rows that Up from the first one shows; once shown they stay.
    """

    def __init__(self, school: Classes, recommendations: Recommendations) -> None:
        super().__init__()
        self._school = school
        self._recommendations = recommendations
        self._rare: frozenset[str] = frozenset()
        self._bare = False
        self._left = 0
        self._wanted = 0
        self._rows: tuple[str, ...] = ()
        self._places: tuple[str, ...] = ()
        self._arrange()
        first = next(filter(partial(count_of, school), self._rows), "1")
        self._stand(first, "" if "" in letters_of(school, first) else LETTERS[0])

    # What there is -----------------------------------------------------------------------------

    @property
    def school(self) -> Classes:
        """The classes that are shown."""
        return self._school

    @school.setter
    def school(self, school: Classes) -> None:
        if school == self._school:
            return
        grade, letter, at = self.grade, self.letter, self.column - len(self._places)
        rows = self.row_count
        self._school = school
        self._arrange()
        self._stand(grade, letter, at)
        self.refresh(layout=self.row_count != rows)
        self.reveal()
        self.post_message(self.Moved())

    def _arrange(self) -> None:
        """Say which rows and columns there are."""
        school = self._school
        self._rare = self._rare.union(it for it in RARE if count_of(school, it))
        self._bare = self._bare or any("" in letters for letters in school.by_grade.values())
        self._rows = (*(it for it in GRADES if it not in RARE or it in self._rare), MIXED)
        self._places = (*([""] if self._bare else []), *LETTERS)

    def _stand(self, grade: str, letter: str | None, at: int = 0) -> None:
        """Put the cursor on a class, or where it would be; `at` is for one among the names."""
        self.row = self._rows.index(grade) if grade in self._rows else 0
        others = others_of(self._school, self.grade)
        if letter in others:
            self._wanted = len(self._places) + others.index(letter)
        elif letter in self._places and self.grade != MIXED:
            self._wanted = self._places.index(letter)
        else:
            self._wanted = len(self._places) + max(at, 0)
        self._settle()

    def _settle(self) -> None:
        """Take the wanted column, or the nearest one that the row has."""
        slots = max(1, len(others_of(self._school, self.grade)))
        first = len(self._places)
        if self.grade == MIXED:
            self.column = first + max(0, min(self._wanted - first, slots - 1))
        else:
            self.column = min(self._wanted, first + slots - 1)

    def stand(self, grade: str, letter: str) -> None:
        """Move the cursor to a class."""
        self._stand(grade, letter)
        self.refresh()
        self.moved(self.row)

    @property
    def row_count(self) -> int:
        """Grades, and the row of mixed classes."""
        return len(self._rows)

    @property
    def grade(self) -> str:
        """The grade of the cursor's row; "" in the row of mixed classes."""
        return self._rows[self.row]

    @property
    def letter(self) -> str | None:
        """The letter or name under the cursor; None in an empty place among the names."""
        at = self.column - len(self._places)
        if at < 0:
            return self._places[self.column]
        others = others_of(self._school, self.grade)
        return others[at] if at < len(others) else None

    @property
    def present(self) -> bool:
        """Whether the class under the cursor exists."""
        if self.grade == MIXED or self.column >= len(self._places):
            return self.letter is not None
        return self.letter in letters_of(self._school, self.grade)

    @property
    def current(self) -> str:
        """The name of the class under the cursor; "" in an empty place among the names."""
        if self.letter is None:
            return ""
        return class_name(self.grade, self.letter)

    # Moving ------------------------------------------------------------------------------------

    def step_right(self, step: int) -> None:
        """To the next letter or name; Left from «А» shows the column without a letter."""
        if step < 0 and self.column == 0 and not self._bare:
            self._bare = True
            self._arrange()
            self.refresh()
        elif not (step < 0 and self.grade == MIXED and self.column == len(self._places)):
            self.column = max(0, self.column + step)
        self._wanted = self.column
        self._settle()
        self._wanted = self.column

    def step_down(self, step: int) -> None:
        """To another row; Up from the first one shows the rare grades."""
        if step == -1 and self.row == 0 and len(self._rare) < len(RARE):
            grade = self.grade
            self._rare = frozenset(RARE)
            self._arrange()
            self.row = self._rows.index(grade)
            self.refresh(layout=True)
        super().step_down(step)
        self._settle()

    def to_edge(self, side: int) -> None:
        """The first letter; the last name."""
        names = len(others_of(self._school, self.grade))
        self._wanted = 0 if side < 0 else len(self._places) + max(0, names - 1)
        self._settle()

    def click(self, x: int, row: int | None) -> None:
        """A click moves the cursor."""
        if (place := self.place_at(x)) is not None and (row is None or self.grade != MIXED):
            self._wanted = place
        elif row is not None:
            self._wanted = len(self._places) + self._name_at(x)
        self._settle()

    def cell_left(self) -> int:
        """The cell of the cursor's letter, or of its name."""
        at = self.column - len(self._places)
        if at < 0:
            return LABEL + 2 + 2 * (self.column - self._left)
        start = LABEL + 2 + (0 if self.grade == MIXED else 2 * self._seen + 2)
        names = others_of(self._school, self.grade)[: at + 1]
        first = self._first_name(names, at, self._names_width)
        return start + sum(cell_len(it) + 1 for it in names[first:at])

    @property
    def _names_width(self) -> int:
        return self._others_width + (2 * self._seen + 2 if self.grade == MIXED else 0)

    def place_at(self, x: int) -> int | None:
        """The number of the letter's column at a cell of a line; None elsewhere."""
        number = self._left + (x - LABEL - 1) // 2
        return number if x > LABEL and number < self._left + self._seen else None

    def _name_at(self, x: int) -> int:
        """The number of the name at a cell of the row."""
        cell = x - LABEL - 1 - (0 if self.grade == MIXED else 2 * self._seen + 2)
        names = others_of(self._school, self.grade)
        for number, name in enumerate(names):
            cell -= cell_len(name) + 1
            if cell < 1:
                return number
        return max(0, len(names) - 1)

    # Painting ----------------------------------------------------------------------------------

    @property
    def _counted(self) -> str:
        """The word over the counts, which are as wide."""
        return COUNTED[0] if self.size.width >= WIDE else COUNTED[1]

    @property
    def _seen(self) -> int:
        """How many columns of letters there is room for."""
        room = self.size.width - LABEL - 1 - len(self._counted) - 1 - OTHERS - 2
        return max(1, min(len(self._places), room // 2))

    @property
    def _others_width(self) -> int:
        return self.size.width - LABEL - 1 - len(self._counted) - 1 - 2 * self._seen - 2

    def scroll_across(self) -> bool:
        """Bring the cursor's letter into view."""
        before, last = self._left, len(self._places) - 1
        # Among the names no letter has the cursor: the letters stay as they are.
        at = self.column if self.column <= last else self._left
        self._left = in_view(before, at, self._seen, last + 1)
        return self._left != before

    def head_line(self) -> Parts:
        """The letters; arrows where there are more."""
        last = self._left + self._seen
        line: Parts = [(" " * LABEL, ""), ("←" if self._left else " ", "note")]
        for number in range(self._left, last):
            here = number == self.column and self.active
            line += [(" ", ""), (self._places[number] or "–", "head-on" if here else "head")]
        more = "→" if last < len(self._places) else " "
        here = self.column >= len(self._places) and self.grade != MIXED and self.active
        return [
            *line,
            (f" {more} ", "note"),
            (f"{'другие':{self._others_width - 1}}", "head-on" if here else "head"),
            (f" {self._counted}", "head"),
        ]

    def row_line(self, row: int) -> Parts:
        """One grade, or the mixed classes."""
        grade = self._rows[row]
        label = grade or "комплект"
        here = row == self.row and self.active
        cursor = self.column if here else -1
        line: Parts = [(f"{self.mark(here)}{label:>{LABEL - 1}} ", "label-on" if here else "label")]
        if grade == MIXED:
            line += self._names(MIXED, 2 * self._seen + 2 + self._others_width, cursor)
        else:
            line += self._cells(grade, cursor)
            line += self._names(grade, self._others_width, cursor)
        count = count_of(self._school, grade)
        line.append((f" {count or '':>{len(self._counted)}}", "count"))
        return line

    def _stage_style(self, grade: str, name: str) -> str:
        if grade == MIXED:
            return stage_style(self._school.mixed[name])
        return stage_style(self._recommendations.stage_of_grade(grade_number(grade)))

    def _cells(self, grade: str, cursor: int) -> Parts:
        """A row's letters, a blank before and after each; the cursor colours its blanks too."""
        present = letters_of(self._school, grade)
        style = self._stage_style(grade, "")
        last = self._left + self._seen
        line: Parts = []
        for number in range(self._left, last):
            letter = self._places[number]
            here = number == cursor
            before = here or (number - 1 == cursor and number > self._left)
            line.append((" ", "cursor" if before else ""))
            if letter not in present:
                line.append(("·", "cursor" if here else "off"))
            else:
                late = class_name(grade, letter) in self._school.opened
                line.append(("□" if late else "■", "cursor" if here else style))
        line.append((" ", "cursor" if cursor == last - 1 else ""))
        line.append((" ", ""))
        return line

    def _names(self, grade: str, width: int, cursor: int) -> Parts:
        """Names of a row's classes, the one under the cursor in view, then late openings."""
        names = others_of(self._school, grade)
        at = cursor - len(self._places)
        if at >= 0 and not names:
            return [(" · ", "cursor"), (" " * (width - 3), "")]
        first = self._first_name(names, at, width)
        line: Parts = []
        used = 0
        for number in range(first, len(names)):
            name = names[number]
            lead = "…" if number == first and first else " "
            room = width - used - 2 - (1 if number < len(names) - 1 else 0)
            if cell_len(name) > room and number > max(first, at):
                line.append(("…", "note"))
                used += 1
                break
            shown = cut(name, max(room, 1))
            here, after = number == at, number - 1 == at and number > first
            line.append((lead, "cursor" if here or after else "note"))
            line.append((shown, "cursor" if here else self._stage_style(grade, name)))
            used += 1 + cell_len(shown)
        line.append((" ", "cursor" if line and at == len(names) - 1 and at >= 0 else ""))
        used += 1
        for text in self._late(grade):
            if used + cell_len(text) + 1 > width:
                break
            line.append((f"{text} ", "note"))
            used += cell_len(text) + 1
        return [*line, (" " * (width - used), "")]

    @staticmethod
    def _first_name(names: Sequence[str], at: int, width: int) -> int:
        """The first name to be seen where the one with this number must be in view."""
        first = 0
        while at > first and sum(cell_len(it) + 1 for it in names[first : at + 1]) > width - 3:
            first += 1
        return first

    def _late(self, grade: str) -> list[str]:
        """«Г с 01.03» for every class of a row that opens later."""
        names: Callable[[Classes, str], tuple[str, ...]]
        names = others_of if grade == MIXED else letters_of
        found = []
        for letter in names(self._school, grade):
            name = class_name(grade, letter)
            if day := self._school.opened.get(name):
                found.append(f"{letter} с {day:%d.%m}".strip())
        return found

    def describe(self) -> str:
        """The class under the cursor in words."""
        name, grade = self.current, self.grade
        if not name:
            where = "классов-комплектов нет" if grade == MIXED else f"{grade}: других классов нет"
            return f"{where} · Insert добавит"
        if not self.present:
            extra = " (без литеры)" if not self.letter else ""
            return f"{name}{extra}: нет такого класса"
        day = self._school.opened.get(name)
        tail = f" · открыт с {digits(day)}" if day else ""
        if grade == MIXED:
            return f"{name}: класс-комплект, {self._school.mixed[name]} этап{tail}"
        return f"{name}{tail} · в параллели {classes_word(count_of(self._school, grade))}"
