"""All sheets of a table, read: which can be used, in which layout, by which columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from sferum_tui.rollout.imports import class_grid, crossings
from sferum_tui.rollout.imports.choosing import columns_of
from sferum_tui.rollout.imports.columns import Columns, SheetColumn, told_columns
from sferum_tui.rollout.imports.entries import LAYOUT_TITLES, SheetReading
from sferum_tui.rollout.imports.head_groups import side_by_side
from sferum_tui.rollout.imports.head_rows import Head, find_head
from sferum_tui.rollout.imports.heads import Role, is_head
from sferum_tui.rollout.imports.layouts import read_layout
from sferum_tui.rollout.imports.result import TableError
from sferum_tui.rollout.imports.sheets import Sheet, unseen_in
from sferum_tui.rollout.people import looks_like_name

#: So many rows show whether a table names persons at all.
_FIRST = 20
#: What a table should look like, in messages.
LAYOUTS = (
    "Нужен список (строка — класс или урок), матрица с классами в заголовках "
    "или расписание (строка на урок)"
)
#: Why a journal of substitutions is no load.
ABSENCES_REFUSED = f"это журнал замен, а не нагрузка. {LAYOUTS}; или назовите столбец учителя сами"


class SheetTable:
    """The readings of the sheets that can be used, and the titles of the others."""

    def __init__(
        self,
        sheets: Sequence[Sheet],
        known: Mapping[str, str],
        is_subject: Callable[[str], bool],
        usable: Callable[[SheetReading], bool],
        told: Mapping[Role, str] | None = None,
    ) -> None:
        """Raises `TableError` where a column that a person named is in no sheet."""
        self.unread = tuple(unseen_in(sheets))
        sheets = [it.seen for it in sheets]
        found: list[tuple[Sheet, Columns]] = []
        wrong = ""
        for sheet, head in _parts(sheets, known, is_subject, whole=bool(told)):
            try:
                found.append((sheet, columns_of(sheet, known, is_subject, told, head)))
            except LookupError as error:
                wrong = str(error.args[0])
        if wrong and not found:
            raise TableError(wrong)
        read = [read_layout(sheet, columns, known, is_subject) for sheet, columns in found]
        headed = any(usable(it) and it.columns.headed for it in read)
        self.all = tuple(read)
        self.readings = tuple(it for it in read if usable(it) and (it.columns.headed or not headed))
        titles = {it.sheet.title for it in self.readings}
        self.left_out = tuple(it.title for it in sheets if it.title not in titles)

    def refused(self, why: str) -> TableError:
        """Why the table can't be used, and what of it is hidden: it may be just that."""
        return TableError(". ".join((why, *self.unread)))

    @property
    def columns(self) -> tuple[SheetColumn, ...]:
        """The columns of the first sheet that can be used, else of the first."""
        first = next(iter((*self.readings, *self.all)), None)
        return first.columns.columns if first else ()

    @property
    def weak(self) -> tuple[str, ...]:
        """Why the columns may be chosen wrongly."""
        return tuple(dict.fromkeys(text for it in self.readings for text in it.columns.weak))

    @property
    def unseen(self) -> str:
        """What of a lesson no sheet names, for a message: «класс и учитель», «предмет»."""
        classes = any(it.columns.names_class or it.has("class") for it in self.all)
        # Which class a teacher leads does not say where he teaches.
        subjects = any(it.columns.has("subject") for it in self.all)
        teachers = any(it.columns.names_teacher or it.has("teacher") for it in self.all)
        if classes and subjects and not teachers:
            return "учитель"
        first = (row for it in self.all for row in it.sheet.rows[:_FIRST])
        persons = teachers or any(looks_like_name(text) for row in first for text in row.cells)
        missing = ["класс"] * (not classes) + ["учитель"] * (not persons)
        return " и ".join(missing) or ("класс" if subjects else "предмет")

    def told(self, pupils: Collection[SheetReading] = (), sizes: bool = True) -> Iterator[str]:
        """How the table was read, a line for each column; alike sheets are told once.

        `pupils` are the sheets that list them, `sizes` says whether numbers of them are taken.
        """
        seen: set[tuple[str, ...]] = set()
        for reading in self.readings:
            heads = reading.sheet.heads
            layout = f"{heads} в заголовках, выписано списком" if heads else ""
            layout = layout or LAYOUT_TITLES[reading.layout]
            lines = (layout, *told_columns(reading.columns, reading in pupils, sizes))
            if lines in seen:
                continue
            seen.add(lines)
            if reading.sheet.title and len(self.readings) > 1:
                yield f"лист «{reading.sheet.title}»: {lines[0]}"
            else:
                yield lines[0]
            yield from lines[1:]


def _parts(
    sheets: Sequence[Sheet],
    known: Mapping[str, str],
    is_subject: Callable[[str], bool],
    whole: bool,
) -> Iterator[tuple[Sheet, Head | None]]:
    """The tables of all sheets, each with its heads where they are known.

    Of a sheet there may be several beside one another, unless it is to be read as a `whole`.
    """
    for sheet in map(class_grid.written_out, sheets):
        sheet = crossings.written_out(sheet, is_subject)
        head = find_head(sheet, known, is_subject)
        parts = (sheet,) if whole else side_by_side(sheet, head.texts, head.start)
        yield from ((part, head if part is sheet else None) for part in parts)


def is_of_absences(reading: SheetReading) -> bool:
    """Whether a table tells who stands in for whom, and nobody has said how to read it."""
    columns = reading.columns
    told = any(it.given for it in columns.columns)
    teachers = [it.head for it in columns.columns if it.role == "teacher"]
    named = any(map(is_head, teachers)) and "time" not in columns.kinds
    return "absent" in columns.kinds and not (told or named)
