"""Widgets that are lines of text in named styles.

`Lined` paints a line for all of them. `Painted` is drawn whole and painted only where a line
differs; rows of forms, grids and lists say themselves which of their lines have changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import NULL_SIZE, Region, Size
from textual.strip import Strip
from textual.widget import Widget

from sferum_tui.engine.mixins import WidgetMixin

#: A piece of a line: its text and the name of its style, one of `STYLES` or "".
Part = tuple[str, str]
Line = Sequence[Part]
#: A line to which more can be added.
Parts = list[Part]

#: What a piece of text means wherever it stands; `styles/tokens.tcss` says how that looks. Other
#: styles are of one kind of widget.
STYLES = (
    "strong", "muted", "faint", "accent", "overdue", "today", "cursor",
    "stage-1", "stage-2", "stage-3", "stage-4",
)  # fmt: skip
#: How many hues the themes have for stages; a fifth stage has the hue of the first.
HUES = 4


def stage_style(number: int) -> str:
    """The style of a stage by its number, which is its place counted from one."""
    return f"stage-{(number - 1) % HUES + 1}"


#: A cell of a bar that is still to be filled, dense enough to be seen on a projector.
EMPTY = "▒"


def line_text(line: Line) -> str:
    """The characters of a line."""
    return "".join(text for text, _ in line)


def components(*styles: str) -> set[str]:
    """The component classes of a widget made of lines in these styles."""
    return {f"painted--{name}" for name in styles}


def changed_lines(before: Sequence[Line | str], after: Sequence[Line | str]) -> Iterator[int]:
    """The numbers of the lines that differ."""
    for number, (old, new) in enumerate(zip_longest(before, after, fillvalue=())):
        if list(old) != list(new):
            yield number


class Lined(WidgetMixin):
    """For widgets made of lines. Their component classes are `components`."""

    def strip(self, line: Line, width: int) -> Strip:
        """A line in exactly so many cells."""
        base = self.rich_style
        segments = [
            Segment(text, self.get_component_rich_style(f"painted--{style}") if style else base)
            for text, style in line
        ]
        return Strip(segments).adjust_cell_length(width, base)


def in_view(first: int, at: int, room: int, count: int) -> int:
    """The first of the places in view, moved as little as shows `at`, and as shows no more blanks
    than there must be: `room` of `count` places are seen at once."""
    first = max(at - room + 1, min(first, at))
    return max(0, min(first, count - room))


def filled(ready: int, wanted: int, cells: int) -> int:
    """How many of a bar's cells are full: none only at nothing, all only at everything."""
    if wanted <= 0 or ready >= wanted:
        return cells
    if ready <= 0 or cells <= 1:
        return 0
    return max(1, min(cells - 1, ready * cells // wanted))


class Painted(Lined, Widget):
    """Base of widgets that draw themselves as lines. A subclass brings `draw`."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = components(*STYLES)

    _lines: Sequence[Line] = ()
    _drawn_for = NULL_SIZE

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The lines for a size in cells; those that are missing are blank."""
        raise NotImplementedError

    def repaint(self) -> None:
        """Draw anew and paint the lines that differ."""
        width, height = self.size
        if not width or not height:
            return
        before = self._lines
        self._draw_lines()
        changed = [Region(0, y, width, 1) for y in changed_lines(before, self._lines)]
        if changed:
            self.refresh(*changed)

    def watch_has_focus(self, has_focus: bool) -> None:
        """Draw with the focus as it now is: while focus and blur events are handled, it still is
        as it was."""
        super().watch_has_focus(has_focus)
        self.repaint()

    def _draw_lines(self) -> None:
        self._drawn_for = self.size
        self._lines = list(self.draw(*self.size))[: self.size.height]

    def render_line(self, y: int) -> Strip:
        """One line, drawn for the size that there is now: a resize event would come too late for
        the first frame."""
        if self._drawn_for != self.size:
            self._draw_lines()
        line = self._lines[y] if y < len(self._lines) else ()
        return self.strip(line, self.size.width)


#: Makes the lines of a picture for a width and a height in cells.
Make = Callable[[int, int], Sequence[Line]]


class Drawing(Painted):
    """Shows what `make` returns for its size in cells."""

    _rows = 0

    def __init__(self, make: Make = lambda width, height: (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._make = make

    def show(self, make: Make, rows: int = 0) -> None:
        """Show something else; `rows` is what it needs where the style leaves the height open."""
        self._make = make
        if rows != self._rows:
            self._rows = rows
            self.refresh(layout=True)
        self.repaint()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The picture."""
        return self._make(width, height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows that are needed."""
        return self._rows
