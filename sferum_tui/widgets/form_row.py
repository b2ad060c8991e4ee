"""Rows of a form: what every row looks like, and rows that are only read.

Every row has its label at the left, its value beside it, a note in quiet letters and, always under
the value, what is wrong with it. A row paints itself line by line, so a form of fifteen questions
is fifteen widgets, and a change repaints one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypedDict, TypeVar, Unpack

from rich.cells import cell_len
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from sferum_tui.engine.marks import MARK, Marking
from sferum_tui.text import in_lines
from sferum_tui.widgets.painted import Lined, Part, Parts, components

Value = TypeVar("Value")

#: Columns before the value: a mark, the label, a gap. styles/forms.tcss indents fields as much.
LABEL_WIDTH = 26
#: The narrowest column a wrapped text is put into.
NARROWEST = 12


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells, broken between words; [] for an empty one."""
    return in_lines(text, max(width, NARROWEST)) if text else []


def unchecked(text: str) -> str:
    """What is wrong with a text of a row that takes any: nothing."""
    return ""


class RowOptions(TypedDict, total=False):
    """What every row may be given; `check` says in Russian what is wrong with a text of it."""

    id: str
    note: str
    check: Callable[[str], str]


class Shown(Generic[Value]):
    """What a row shows: an attribute of it; another value paints the row anew."""

    def __init__(self, first: Value) -> None:
        self.first = first

    def __set_name__(self, owner: type[FormRow], name: str) -> None:
        self.kept = f"_shown_{name}"

    def __get__(self, row: FormRow | None, owner: type[FormRow]) -> Value:
        found: Value = getattr(row, self.kept, self.first)
        return found

    def __set__(self, row: FormRow, value: Value) -> None:
        if value != getattr(row, self.kept, self.first):
            setattr(row, self.kept, value)
            row.repaint()


class RowMessage(Message):
    """What a row has to say."""

    def __init__(self, row: FormRow) -> None:
        super().__init__()
        self.row = row

    @property
    def control(self) -> FormRow:
        """The row."""
        return self.row


class FormRow(Marking, Lined, Widget, can_focus=True):
    """A row of a form."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = components(
        "label", "label-on", "value", "mark", "note", "below", "fault", "current"
    )  # fmt: skip

    #: What stands at the left.
    label = Shown("")
    #: What follows from the value, in quiet letters beside or under it.
    note = Shown("")
    #: What is wrong with the value, in Russian; it stands under the value, in place of a note that
    #: has no room beside it.
    fault = Shown("")
    _width = 0

    class Changed(RowMessage):
        """The row has another value or text."""

    class Next(RowMessage):
        """The person is through with this row."""

    class Moved(RowMessage):
        """The cursor moved inside the row."""

    def __init__(self, label: str = "", **options: Unpack[RowOptions]) -> None:
        super().__init__(id=options.get("id"))
        self.label = label
        self.check = options.get("check", unchecked)
        self.note = options.get("note", "")

    @property
    def text(self) -> str:
        """The value as a text that `load` takes back."""
        return ""

    def load(self, text: str) -> None:
        """Take back a text that `text` gave."""

    @property
    def target(self) -> Widget:
        """What gets the focus when the cursor comes to this row."""
        return self

    @property
    def reachable(self) -> bool:
        """Whether the cursor stops at this row."""
        return self.display and self.target.focusable

    @property
    def marked_line(self) -> int:
        """The line that bears the mark while the cursor is in the row."""
        return self.current_region.y

    @property
    def current_region(self) -> Region:
        """The part of the row that must be in view."""
        return Region(0, 0, 1, max(1, self.size.height))

    def cursor_offset(self) -> Offset:
        """Where in the row the cursor is, for the terminal's own one."""
        return Offset(LABEL_WIDTH, self.current_region.y)

    def enter_from(self, step: int) -> None:
        """The cursor comes from above (1) or from below (-1)."""

    @property
    def stops(self) -> Sequence[int]:
        """The lines of the row at which the cursor can stop."""
        return (0,)

    def enter_at(self, line: int) -> None:
        """The cursor comes to this line of the row, or as near as the row has a place for it."""

    @property
    def value_width(self) -> int:
        """Cells from the value's column to the right edge."""
        return max((self._width or self.size.width) - LABEL_WIDTH, NARROWEST)

    @property
    def gap(self) -> Part:
        """The two cells before the value."""
        return ("  ", "")

    def value_lines(self) -> list[Parts]:
        """The value, in one line or more; the label stands beside the first."""
        return [[]]

    def value_cells(self) -> int:
        """Cells that the last line of the value takes, so that a note can follow it."""
        return sum(cell_len(text) for text, _ in self.value_lines()[-1])

    def lines(self) -> list[Parts]:
        """All lines of the row."""
        here = self.active
        label = (f"{self.label:{LABEL_WIDTH - 4}}", "label-on" if here else "label")
        value = self.value_lines()
        found: list[Parts] = [[("  ", "mark"), label, self.gap, *value[0]]]
        indent = (" " * LABEL_WIDTH, "")
        inner = (" " * (LABEL_WIDTH - 2), "")
        found += [[("  ", "mark"), inner, *line] for line in value[1:]]
        if here:
            found[min(self.marked_line, len(found) - 1)][0] = (f"{MARK} ", "mark")
        below = self.note
        room = self.value_width - self.value_cells() - 2
        if below and cell_len(below) <= room:
            found[-1] += [("  ", ""), (below, "note")]
            below = ""
        if self.fault:
            found += [
                [indent, (line, "fault")] for line in wrapped(f"↑ {self.fault}", self.value_width)
            ]
        elif below:
            found += [[indent, (line, "note")] for line in wrapped(below, self.value_width)]
        return found

    def repaint(self) -> None:
        """Paint the row anew, and lay the form out anew if its height has changed."""
        if self.is_mounted:
            self.refresh(layout=len(self.lines()) != self.size.height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines in this width, which the row does not have yet."""
        self._width = width
        try:
            return len(self.lines())
        finally:
            self._width = 0

    def render_line(self, y: int) -> Strip:
        """One line, painted with the styles of its parts."""
        lines = self.lines()
        return self.strip(lines[y] if y < len(lines) else (), self.size.width)

    def on_descendant_focus(self) -> None:
        """Show the mark of the row the cursor is in."""
        self.refresh()

    def on_descendant_blur(self) -> None:
        """Take the mark away."""
        self.refresh()

    def changed(self) -> None:
        """Paint the new value and tell of it."""
        self.repaint()
        self.post_message(self.Changed(self))

    def moved(self) -> None:
        """Paint the cursor in its new place and bring it into view."""
        self.refresh()
        self.post_message(self.Moved(self))

    @property
    def active(self) -> bool:
        """Whether keys come to this row, so that its mark and cursor are painted: under a dialog
        nothing is marked."""
        return self.has_focus_within and self.marks

    def marks_changed(self) -> None:
        """Paint the row anew if it is the one that has the cursor."""
        if self.has_focus_within:
            self.refresh()

    @property
    def has_focus_within(self) -> bool:
        """Whether the cursor is in this row."""
        return self.has_focus or (self.is_mounted and self.target.has_focus)


class NoteRow(FormRow, can_focus=False):
    """Lines to read: a heading, a table. The cursor passes them by."""

    #: The lines.
    shown = Shown[Sequence[Parts]](())

    def __init__(
        self, label: str = "", lines: Sequence[Parts] = (), **options: Unpack[RowOptions]
    ) -> None:
        super().__init__(label, **options)
        self.shown = lines

    def value_lines(self) -> list[Parts]:
        """The lines. What has no room beside the first part of a line goes on below it."""
        found: list[Parts] = []
        width = self.value_width
        for line in self.shown:
            if len(line) > 1 and sum(cell_len(text) for text, _ in line) <= width:
                found.append(line)
                continue
            parts = [wrapped(text.rstrip(), width) for text, _ in line[:1]] or [[]]
            parts += [wrapped(text.strip(), width - 2) for text, _ in line[1:]]
            for number, (_, style) in enumerate(line):
                indent = "  " if number else ""
                found += [[(f"{indent}{part}", style)] for part in parts[number]]
            if not any(parts):
                found.append([])
        return found or [[]]


def tick(value: bool) -> str:
    """«[√]» or «[ ]»."""
    return "[√]" if value else "[ ]"
