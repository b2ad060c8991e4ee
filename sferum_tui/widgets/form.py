"""A form: rows below one another, which scroll where there are more than fit."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.geometry import Region
from textual.message import Message

from sferum_tui.engine.later import after_refresh
from sferum_tui.engine.widgets import Plain
from sferum_tui.widgets.form_row import FormRow


class Form(ScrollableContainer, can_focus=False, inherit_bindings=False):
    """Rows of a form. Up, Down and Enter move between them; the cursor stays in view."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("tab", "turn(1)", show=False),
        Binding("shift+tab", "turn(-1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(-1)", show=False),
        Binding("enter", "enter", "Ниже", show=False, id="form.next", tooltip="К следующей строке"),
    ]

    class Finished(Message):
        """Enter was pressed in the last row."""

    def compose(self) -> ComposeResult:
        """A line for what there is no room for; rows are given from outside."""
        yield Plain(classes="form-more")

    @property
    def rows(self) -> list[FormRow]:
        """The rows the cursor stops at, in their order."""
        return [row for row in self.query(FormRow) if row.reachable]

    @property
    def current(self) -> FormRow | None:
        """The row the cursor is in."""
        return next((row for row in self.query(FormRow) if row.has_focus_within), None)

    def focus_row(self, row: FormRow, step: int = 1) -> None:
        """Put the cursor into a row, coming from above (1) or from below (-1)."""
        row.enter_from(step)
        self.screen.set_focus(row.target, scroll_visible=False)
        self.reveal(row)

    def focus_first(self) -> None:
        """Put the cursor into the first row."""
        for row in self.rows[:1]:
            self.focus_row(row)

    def move(self, step: int) -> bool:
        """Move the cursor to the row before or after; False at the end of the form."""
        rows, current = self.rows, self.current
        at = rows.index(current) + step if current in rows else 0
        if not 0 <= at < len(rows):
            return False
        self.focus_row(rows[at], step)
        return True

    def action_move(self, step: int) -> None:
        """Up or Down."""
        if not self.move(step):
            (self.scroll_home if step < 0 else self.scroll_end)(animate=False)

    def action_turn(self, step: int) -> None:
        """Tab: the next row; behind the last one the first.

        Textual would scroll so that a long row stands in the middle, wherever its cursor is.
        """
        rows, current = self.rows, self.current
        if current in rows:
            self.focus_row(rows[(rows.index(current) + step) % len(rows)], step)

    def action_page(self, side: int) -> None:
        """PgUp or PgDn: the cursor goes a window further; what is not in view never has it."""
        rows, current = self.rows, self.current
        if current is None or not rows:
            return
        line = current.virtual_region.y + current.current_region.y
        line += side * max(1, self.size.height - 1)
        above = [row for row in rows if row.virtual_region.y <= line]
        row = above[-1] if above else rows[0]
        before = row.current_region
        row.enter_at(line - row.virtual_region.y)
        if row is current and row.current_region == before:
            self.move(side)
            return
        self.screen.set_focus(row.target, scroll_visible=False)
        row.moved()

    def action_edge(self, place: int) -> None:
        """Home or End: the first row or the last one; in a field they move along its text."""
        for row in self.rows[place:][:1]:
            self.focus_row(row, 1 if place == 0 else -1)

    def action_enter(self) -> None:
        """The next row, or the end of the form."""
        if not self.move(1):
            self.post_message(self.Finished())

    def on_form_row_next(self, event: FormRow.Next) -> None:
        """Enter was pressed in a field, which keeps that key to itself."""
        event.stop()
        self.action_enter()

    def on_form_row_moved(self, event: FormRow.Moved) -> None:
        """Follow a cursor inside a row."""
        event.stop()
        self.reveal(event.row)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus, however it moved."""
        if self.current:
            self.reveal(self.current)

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Other rows are in view."""
        super().watch_scroll_y(old, new)
        after_refresh(self, self._say_more)

    def on_resize(self) -> None:
        """There is other room now."""
        after_refresh(self, self._say_more)

    def watch_virtual_size(self) -> None:
        """Rows came or went."""
        after_refresh(self, self._say_more)

    def _say_more(self) -> None:
        """Tell how many places for the cursor follow below."""
        line = next(iter(self.query(".form-more").results(Plain)), None)
        if line is None:
            return  # a form that closes loses its parts before itself
        room = self.size.height
        needed = max((row.virtual_region.bottom for row in self.query(FormRow)), default=0)
        if line.display != (needed > room):
            line.display = needed > room
            if self.current:
                self.reveal(self.current)
        bottom = self.scroll_offset.y + room - line.display
        tops = (row.virtual_region.y + stop for row in self.rows for stop in row.stops)
        number = sum(1 for top in tops if top >= bottom)
        line.update(f"▼ ещё {number}" if number else "")

    def reveal(self, row: FormRow) -> None:
        """Scroll, by whole rows and at once, until the cursor's place is in view."""
        after_refresh(self, self._reveal, row)

    def _reveal(self, row: FormRow) -> None:
        if not row.is_attached or not self.size.height:
            return
        part = row.current_region
        top = row.virtual_region.y + part.y
        if row in self.rows[:1] and part.y == 0:
            part, top = Region(0, 0, 1, top + part.height), 0
        self.scroll_to_region(
            Region(0, top, 1, min(part.height, self.size.height - row.dock_gutter.height)),
            spacing=row.dock_gutter,
            animate=False,
            force=True,
        )


class EntryForm(Form):
    """A form for one entry: Enter ends it from every row."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "enter", show=False)]

    def action_enter(self) -> None:
        """The end of the form."""
        self.post_message(self.Finished())
