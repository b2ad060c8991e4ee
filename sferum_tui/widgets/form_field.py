"""A row of a form with a text to type, and one that finds a place in a list as you type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Unpack

from rich.cells import cell_len
from textual import events
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.widgets import Input

from sferum_tui.editing.asks import Match
from sferum_tui.engine.marks import MARK
from sferum_tui.engine.widgets import Field
from sferum_tui.text import LONGEST
from sferum_tui.widgets.form_row import LABEL_WIDTH, FormRow, RowOptions
from sferum_tui.widgets.painted import Parts

#: Cells of a field by how wide it is called; others take the whole row.
FIELD_WIDTHS = {"short": 7, "medium": 24, "wide": 34}


class TextRow(FormRow, can_focus=False):
    """A labelled field. `width` is a key of `FIELD_WIDTHS` or "" for the whole row."""

    def __init__(
        self,
        label: str,
        text: str = "",
        *,
        placeholder: str = "",
        width: str = "",
        max_length: int = LONGEST,
        restrict: str | None = None,
        **options: Unpack[RowOptions],
    ) -> None:
        super().__init__(label, **options)
        self.field = Field(
            text, placeholder, max_length=max_length, restrict=restrict, select_on_focus=False
        )
        self._field_width = FIELD_WIDTHS.get(width, 0)
        if self._field_width:
            self.field.styles.width = self._field_width

    def compose(self) -> ComposeResult:
        """The field; label, note and fault are painted around it."""
        yield self.field

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.field.value

    @text.setter
    def text(self, text: str) -> None:
        if text != self.field.value:
            with self.field.prevent(Input.Changed):
                self.field.value = text
                self.field.cursor_position = len(text)

    def load(self, text: str) -> None:
        """Put a text into the field."""
        self.text = text

    @property
    def target(self) -> Field:
        """The field takes the keys."""
        return self.field

    def value_lines(self) -> list[Parts]:
        """Room for the field, which lies over it."""
        return [[(" " * (self._field_width or self.value_width), "")]]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell of every change."""
        event.stop()
        self.changed()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on."""
        event.stop()
        self.post_message(self.Next(self))


class NumberRow(TextRow, can_focus=False):
    """A field for a number of pupils or votes, of four digits at most."""

    def __init__(self, label: str, text: str = "", **options: Unpack[RowOptions]) -> None:
        super().__init__(label, text, width="short", max_length=4, restrict=r"[0-9]*", **options)

    @property
    def number(self) -> int | None:
        """The number, None where none is given."""
        return int(self.text) if self.text else None


class SearchRow(TextRow, can_focus=False):
    """A field that shows what fits while you type; Up and Down choose, Enter takes.

    `search` gives what fits a text, the best first; leaving takes the marked one as well. The field
    shows the title of what was taken until something else is typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("escape", "close", "Назад", id="search.close", tooltip="Закрыть список"),
        Binding("f4,ctrl+e", "open", "Список", id="search.open", tooltip="Показать весь список"),
    ]
    #: Rows of the list that are seen at once.
    MOST = 5

    def __init__(
        self,
        label: str,
        title: str,
        search: Callable[[str], Sequence[Match]],
        *,
        typed: str | None = None,
        width: str = "",
        **options: Unpack[RowOptions],
    ) -> None:
        super().__init__(label, title if typed is None else typed, width=width, **options)
        self._search = search
        self._title = title
        self._found: tuple[Match, ...] = ()
        self._at = 0

    @property
    def complete(self) -> bool:
        """Whether the field shows what was taken last."""
        return self.text == self._title

    @property
    def current_region(self) -> Region:
        """The row with its list."""
        return Region(0, 0, 1, 1 + min(len(self._found), self.MOST))

    @property
    def _first(self) -> int:
        return max(0, min(self._at - self.MOST // 2, len(self._found) - self.MOST))

    @property
    def marked_line(self) -> int:
        """The field; while a list is open, what Enter takes of it, which has a mark of its own."""
        return 0

    def lines(self) -> list[Parts]:
        """The row, and under it what fits."""
        if not self._found:
            return super().lines()
        found = super().lines()[:1]
        found[0][0] = ("  ", "mark")
        first = self._first
        shown = self._found[first : first + self.MOST]
        widest = max(cell_len(item.title) for item in shown)
        for number, item in enumerate(shown, first):
            current = number == self._at
            room = self.value_width - widest - 3
            detail = item.detail if cell_len(item.detail) <= room else ""
            found.append(
                [
                    (" " * (LABEL_WIDTH - 2), ""),
                    (f"{MARK} " if current else "  ", "mark"),
                    (f" {item.title:{widest}} ", "current" if current else "value"),
                    (f" {detail}", "note"),
                ]
            )
        return found

    def _show(self, title: str) -> None:
        self._title = title
        self._found = ()
        self.text = title
        self.repaint()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what was typed."""
        event.stop()
        self._found = () if self.complete else tuple(self._search(self.text))
        self._at = 0
        self.changed()
        self.moved()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what the mark stands at and go on; a text that fits nothing does not pass."""
        event.stop()
        event.prevent_default()  # Textual asks the base class too, which goes on in any case
        self._take_marked()
        if self.complete:
            self.post_message(self.Next(self))

    def on_descendant_focus(self) -> None:
        """Everything is marked, so that typing starts a new search."""
        super().on_descendant_focus()
        self.field.action_select_all()

    def on_descendant_blur(self) -> None:
        """Take what the mark stands at; a text that fits nothing keeps its fault."""
        self._take_marked()
        self._found = ()
        self.repaint()
        super().on_descendant_blur()

    def on_click(self, event: events.Click) -> None:
        """Take the clicked line."""
        at = self._first + event.y - 1
        if event.y and at < len(self._found):
            self._take(self._found[at])

    def _take_marked(self) -> None:
        """Take what the mark stands at; of a text that was typed at another time the best."""
        if not self._found and self.text and not self.complete:
            self._found, self._at = tuple(self._search(self.text)), 0
        if self._found:
            self._take(self._found[self._at])

    def _take(self, item: Match) -> None:
        self._show(item.title)
        self.changed()

    def action_move(self, step: int) -> None:
        """Move the mark in the list."""
        if not self._found:
            raise SkipAction
        self._at = max(0, min(self._at + step, len(self._found) - 1))
        self.refresh()

    def action_open(self) -> None:
        """Open the whole list at what is chosen; typing narrows it down."""
        self._found = tuple(self._search(""))
        titles = [item.title for item in self._found]
        self._at = titles.index(self._title) if self._title in titles else 0
        self.repaint()
        self.moved()

    def action_close(self) -> None:
        """Close the list and show again what was chosen before."""
        if not self._found:
            raise SkipAction
        self._show(self._title)
        self.changed()
