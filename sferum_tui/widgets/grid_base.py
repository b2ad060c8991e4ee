"""What the wizard's two grids have in common: frozen edges, one cursor, lines painted on demand."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from sferum_tui.engine.marks import Marking
from sferum_tui.widgets.painted import HUES, Lined, Parts, components, in_view, stage_style


class CellGrid(Marking, Lined, Widget, can_focus=True):
    """Rows and columns with a cursor; a header above, and `foot` lines below, always in view.

    A subclass says how many rows there are, what a line holds and where a click is; it sets
    `column`, whose meaning is its own. Only the lines that changed are painted.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = components(
        "head", "head-on", "label", "label-on", "off", "note", "count", "total", "cursor",
        *map(stage_style, range(1, HUES + 1)),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1, 0)", show=False),
        Binding("right", "move(1, 0)", show=False),
        Binding("up", "move(0, -1)", show=False),
        Binding("down", "move(0, 1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    class Moved(Message):
        """The cursor stands elsewhere."""

    class Refused(Message):
        """A key could not do what was asked; `why` says so in Russian."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    #: Lines under the rows that never scroll away.
    foot: ClassVar[int] = 0

    row = 0
    column = 0
    _top = 0

    # What a subclass says ----------------------------------------------------------------------

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def head_line(self) -> Parts:
        """The header."""
        raise NotImplementedError

    def row_line(self, row: int) -> Parts:
        """One row."""
        raise NotImplementedError

    def foot_line(self) -> Parts:
        """The line under the rows."""
        return []

    def step_right(self, step: int) -> None:
        """Move `column` by one within the row."""
        raise NotImplementedError

    def step_down(self, step: int) -> None:
        """Move `row`, and keep `column` where the new row has one."""
        self.row = max(0, min(self.row + step, self.row_count - 1))

    def to_edge(self, side: int) -> None:
        """Move `column` to the first (-1) or the last (1) of the row."""
        raise NotImplementedError

    def scroll_across(self) -> bool:
        """Bring `column` into view; whether anything scrolled."""
        return False

    def click(self, x: int, row: int | None) -> None:
        """A click on a row, or on the header (None), at the cell `x`."""
        raise NotImplementedError

    def cell_left(self) -> int:
        """The cell of a line at which the cursor's column begins."""
        raise NotImplementedError

    def cursor_offset(self) -> Offset:
        """Where the cursor is, for the terminal's own one."""
        return Offset(self.cell_left(), 1 + self.row - self._top)

    @property
    def below(self) -> int:
        """How many rows follow that there is no room for."""
        return max(0, self.row_count - self._top - self.page)

    # Moving ------------------------------------------------------------------------------------

    @property
    def page(self) -> int:
        """Rows that are in view at once."""
        return max(1, self.size.height - 1 - self.foot)

    def action_move(self, right: int, down: int) -> None:
        """An arrow."""
        before = self.row
        if right:
            self.step_right(right)
        else:
            self.step_down(down)
        self.moved(before)

    def action_edge(self, side: int) -> None:
        """Home or End."""
        self.to_edge(side)
        self.moved(self.row)

    def action_page(self, side: int) -> None:
        """PgUp or PgDn."""
        before = self.row
        self.step_down(side * self.page)
        self.moved(before)

    def moved(self, before: int) -> None:
        """Paint the cursor where it is now and where it was, and tell of it."""
        self.reveal(before)
        self.post_message(self.Moved())

    def reveal(self, *rows: int) -> None:
        """Bring the cursor into view and paint its row, the given rows and the header."""
        if not self.size.height:
            return
        top = in_view(self._top, self.row, self.page, self.row_count)
        if self.scroll_across() or top != self._top:
            self._top = top
            self.refresh()
            return
        lines = {0, self.size.height - 1, *(1 + row - top for row in (self.row, *rows))}
        width = self.size.width
        self.refresh(*(Region(0, y, width, 1) for y in lines if 0 <= y < self.size.height))

    # Painting ----------------------------------------------------------------------------------

    @property
    def lines(self) -> int:
        """The header, all rows, the foot."""
        return 1 + self.row_count + self.foot

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All there is room for."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All lines."""
        return self.lines

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.reveal()

    def render_line(self, y: int) -> Strip:
        """One line."""
        row = self._top + y - 1
        if y == 0:
            parts = self.head_line()
        elif self.foot and y >= self.size.height - self.foot:
            parts = self.foot_line()
        else:
            parts = self.row_line(row) if row < self.row_count else []
        return self.strip(parts, self.size.width)

    # The mouse ---------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Move to what is clicked, and more where the grid says so."""
        before = self.row
        row = self._top + event.y - 1
        if event.y == 0:
            self.click(event.x, None)
        elif row < self.row_count and event.y < self.size.height - self.foot:
            self.row = row
            self.click(event.x, row)
        self.moved(before)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.action_move(0, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.action_move(0, -1)
