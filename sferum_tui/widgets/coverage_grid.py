"""Who has joined: a line a class, for each audience how many are in the chat and of how many."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.message import Message

from sferum_tui.engine.keys import typed
from sferum_tui.rollout.coverage import Coverage, CoverageCell, CoverageRow
from sferum_tui.rollout.coverage_words import AUDIENCES
from sferum_tui.rollout.recommendations import Audience
from sferum_tui.text import fitted, russian_letters
from sferum_tui.widgets.cursor_list import CursorList
from sferum_tui.widgets.painted import Line
from sferum_tui.widgets.seeking import sought

#: Cells of a class's name, of a number, of one audience: «  24 из  27  89 %».
_NAME, _NUMBER, _AUDIENCE = 14, 4, 22
#: The most digits of a number.
_DIGITS = 4


#: What is said where a number is typed for a chat that the class has not.
NO_CHAT = "Такого чата у класса нет: считать некого"


class GridPlace(NamedTuple):
    """A number of the grid: the audience, and whether it is the one after «из»."""

    audience: Audience
    of: bool


class CoverageGrid(CursorList):
    """Digits are typed where the cursor stands; leaving the number takes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "across(-1)", show=False),
        Binding("right", "across(1)", show=False),
        Binding("tab", "next(1)", "Дальше", id="coverage.next", tooltip="Следующее число"),
        Binding("shift+tab", "next(-1)", show=False),
        Binding("enter", "move(1)", "Ниже", id="coverage.down", tooltip="Следующий класс"),
        Binding("backspace", "erase", show=False, id="coverage.erase", tooltip="Стереть цифру"),
        Binding("delete", "clear", "Стереть", id="coverage.clear", tooltip="Числа нет"),
    ]

    class Typed(Message):
        """A number was typed, or taken away (None)."""

        def __init__(self, row: CoverageRow, place: GridPlace, number: int | None) -> None:
            super().__init__()
            self.row, self.place, self.number = row, place, number

    _found = Coverage(())
    _column = 0
    _text: str | None = None

    def show(self, found: Coverage) -> None:
        """Show these numbers; the cursor and what is typed stay with their class."""
        first = not self._found.rows
        here = self.row.class_name if self.row else ""
        self._found = found
        names = [row.class_name for row in found.rows]
        if here in names:
            self.at = names.index(here)
        else:
            self._text = None
            self.at = max(0, min(self.at, len(names) - 1))
        self._column = max(0, min(self._column, len(self._places) - 1))
        if first and self.row and not self.cell:
            self._column = 2 * found.audiences.index(next(iter(self.row.cells)))
        self.virtual_size = Size(1, len(found.rows))
        self.reveal()
        self.refresh()

    @property
    def count(self) -> int:
        """How many classes there are."""
        return len(self._found.rows)

    @property
    def _places(self) -> tuple[GridPlace, ...]:
        return tuple(GridPlace(name, of) for name in self._found.audiences for of in (False, True))

    @property
    def row(self) -> CoverageRow | None:
        """The class under the cursor."""
        return self._found.rows[self.at] if self._found.rows else None

    @property
    def cell(self) -> CoverageCell | None:
        """The chat whose number the cursor stands on."""
        return self.row.cells.get(self._places[self._column].audience) if self.row else None

    # Typing ------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """A digit goes into the number, a letter leads to the next class with it."""
        sign = typed(event)
        if sign.isalpha():
            event.stop()
            self._seek(sign)
        if not sign.isdecimal() or self.row is None:
            return
        event.stop()
        event.prevent_default()
        if self.cell is None:
            self.notify(NO_CHAT)
        else:
            self._text = f"{self._text or ''}{sign}"[-_DIGITS:]
            self.refresh_line(self.at)

    def _seek(self, letter: str) -> None:
        """The next class whose letter or name begins so, of whatever grade."""
        names = [row.class_name.lstrip("0123456789-–+ ") for row in self._found.rows]
        if found := sought(names, "", letter, self.at + 1):
            self.go(found[1])
        else:
            self.notify(f"Класса на букву «{russian_letters(letter).upper()}» нет")

    def action_erase(self) -> None:
        """Take the last digit away."""
        if self._text:
            self._text = self._text[:-1]
            self.refresh_line(self.at)

    def action_clear(self) -> None:
        """The number is not known."""
        self._text = None
        self.refresh_line(self.at)
        if self.row and self.cell:
            self.post_message(self.Typed(self.row, self._places[self._column], None))

    def take(self) -> None:
        """What is typed is right; what it stands over shows again until it is taken."""
        text, self._text = self._text, None
        self.refresh_line(self.at)
        if text and self.row and self.cell:
            self.post_message(self.Typed(self.row, self._places[self._column], int(text)))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Leaving the grid takes what is typed."""
        super().watch_has_focus(has_focus)
        if not has_focus:
            self.take()

    # Moving ------------------------------------------------------------------------------------

    def action_across(self, step: int) -> None:
        """Left or right within the class."""
        self.go(self.at, max(0, min(self._column + step, len(self._places) - 1)))

    def stand_on(self, chats: frozenset[str]) -> None:
        """To the first class with one of these chats, unless the cursor's is or is typed in."""

        def has(row: CoverageRow) -> bool:
            return any(cell.chat.id in chats for cell in row.cells.values())

        if self.row and not self._text and not has(self.row):
            found = (at for at, row in enumerate(self._found.rows) if has(row))
            self.go(next(found, self.at), self._column)

    def action_next(self, step: int) -> None:
        """The next number that is asked for: how many are in a chat; of how many if not known."""
        places = self._places
        spot = self.at * len(places) + self._column
        last = len(self._found.rows) * len(places) - 1
        while 0 <= (spot := spot + step) <= last:
            row, column = divmod(spot, len(places))
            cell = self._found.rows[row].cells.get(places[column].audience)
            if cell and (not places[column].of or cell.of is None):
                self.go(row, column)
                return
        self.take()

    def go(self, at: int, column: int | None = None) -> None:
        """Take what is typed and move to another number, of the same column if none is given."""
        self.take()
        self._column = self._column if column is None else column
        super().go(at)

    def cursor_offset(self) -> Offset:
        """The number under the cursor."""
        audience, of = divmod(self._column, 2)
        left = 2 + _NAME + audience * _AUDIENCE + of * (_NUMBER + 4)
        return super().cursor_offset() + Offset(left, 0)

    def on_click(self, event: events.Click) -> None:
        """Move to a number. Below the last class there is none."""
        if event.y + self.scroll_offset.y >= self.count:
            return
        spot = max(0, event.x - 2 - _NAME)
        audience, inside = divmod(spot, _AUDIENCE)
        column = min(2 * audience + (inside > _NUMBER + 2), max(0, len(self._places) - 1))
        self.go(event.y + self.scroll_offset.y, column)

    # Painting ----------------------------------------------------------------------------------

    def head(self) -> str:
        """The audiences over their columns."""
        return " " * (2 + _NAME) + "".join(
            f"{AUDIENCES[name]:<{_AUDIENCE}}" for name in self._found.audiences
        )

    def row_line(self, at: int, width: int) -> Line:
        """One class."""
        row, here = self._found.rows[at], at == self.at
        line = [
            (self.mark(here), "accent"),
            (f" {fitted(row.class_name, _NAME)}", "strong" if here else ""),
        ]
        for number, name in enumerate(self._found.audiences):
            line += self._cell(row.cells.get(name), self._column - 2 * number if here else -1)
        return line

    def _cell(self, cell: CoverageCell | None, at: int) -> Line:
        """«  24 из  27  89 %»; `at` is 0 or 1 where the cursor is in one of the two numbers."""
        if cell is None:
            return [(f"{'–':>{_NUMBER}}".ljust(_AUDIENCE), "muted")]
        count = "" if cell.joined is None else str(cell.joined.count)
        of = "" if cell.of is None else str(cell.of)
        numbers = [count, of]
        if at in (0, 1) and self._text is not None:
            numbers[at] = self._text
        percent = "" if cell.share.percent is None else f"{cell.share.percent:>3} %"
        sign = "▲" if cell.beyond else " "
        shown = [f"{text or '░░':>{_NUMBER}}" for text in numbers]
        styles = ["" if number else "muted" for number in numbers]
        if at in (0, 1):
            styles[at] = "cursor"
        rest = _AUDIENCE - 2 * _NUMBER - 4
        return [
            (shown[0], styles[0]),
            (" из ", "muted"),
            (shown[1], styles[1]),
            (f" {sign}{percent}".ljust(rest), "strong"),
        ]
