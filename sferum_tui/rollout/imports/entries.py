"""What was read from a sheet: entries, by columns in a layout."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from sferum_tui.rollout.imports.columns import Columns
from sferum_tui.rollout.imports.heads import Role
from sferum_tui.rollout.imports.result import RowPlace
from sferum_tui.rollout.imports.sheets import Sheet

Who = Literal["", "pupil", "parent", "staff"]
Layout = Literal["list", "sections", "matrix", "crossed", "timetable"]
#: Layouts as the preview calls them.
LAYOUT_TITLES: dict[Layout, str] = {
    "list": "список",
    "sections": "список с разделами",
    "matrix": "матрица: классы в заголовках",
    "crossed": "матрица: предметы в заголовках",
    "timetable": "расписание: строка на урок",
}


class Entry(Struct, frozen=True):
    """What one row, or one cell of a matrix, says; texts as they stand, "" for what is not said.

    `slot` is the lesson of a timetable; `fault` why a cell that matters can't be used. `who` is
    what a cell calls the person of the row, where that is a pupil, a parent or one of the staff.
    """

    place: RowPlace
    classes: str = ""
    subject: str = ""
    teacher: str = ""
    leader: str = ""
    group: str = ""
    size: str = ""
    slot: str = ""
    fault: str = ""
    who: Who = ""


class SheetReading(Struct, frozen=True):
    """A sheet that was read: its columns, its layout, its entries."""

    sheet: Sheet
    columns: Columns
    layout: Layout
    entries: tuple[Entry, ...]

    @property
    def titles(self) -> tuple[str, ...]:
        """What the tab of the sheet and the rows above its heads say."""
        return self.sheet.titles(self.columns.start)

    @property
    def names_subjects(self) -> bool:
        """Whether subjects are said, by column or by section."""
        return self.columns.has("subject") or self.has("subject")

    @property
    def parts_leaders(self) -> bool:
        """Whether class teachers have a column beside those of lessons."""
        return self.names_subjects and self.columns.has("class_teacher")

    def has(self, *roles: Role) -> bool:
        """Whether entries say these things, by column or by section."""
        said = {"class": "classes", "class_teacher": "leader"}
        return all(any(getattr(it, said.get(role, role)) for it in self.entries) for role in roles)
