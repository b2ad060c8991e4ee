"""A row of a form with a date: typed, or moved day by day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Unpack

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset

from sferum_tui.rollout.russian import digits
from sferum_tui.rollout.typed_day import DayTextError, parse_day
from sferum_tui.widgets.form_row import LABEL_WIDTH, FormRow, RowOptions
from sferum_tui.widgets.painted import Part, Parts

#: Keys that stand for the dot: its places on both layouts and what people use instead.
_DOTS = dict.fromkeys(".,/-юб", ".")


class DateRow(FormRow):
    """A date. Digits are typed over it; Left and Right move it by a day, Ctrl+T sets today.

    `text` is what stands there, a date or not; `near` is today, which a date without a year is
    close to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding(
            "right",
            "move(1)",
            "±1 день",
            key_display="← →",
            id="form.day",
            tooltip="День раньше или позже",
        ),
        Binding("ctrl+t", "today", "Сегодня", id="form.today", tooltip="Сегодняшний день"),
    ]

    def __init__(self, label: str, text: str, near: date, **options: Unpack[RowOptions]) -> None:
        super().__init__(label, **options)
        self._text = text
        self.near = near
        self._typing = False

    @property
    def text(self) -> str:
        """The date as it stands in the row."""
        return self._text

    @text.setter
    def text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._typing = False
            self.repaint()

    def load(self, text: str) -> None:
        """Put a text into the row."""
        self.text = text

    @property
    def day(self) -> date | None:
        """The date, or None where the text is none."""
        try:
            return parse_day(self._text, self.near)
        except DayTextError:
            return None

    @property
    def gap(self) -> Part:
        """The left arrow, where the cursor is."""
        return ("◄ " if self.active else "  ", "mark")

    def value_lines(self) -> list[Parts]:
        """The date between its arrows, or the text being typed with a cursor."""
        if not self.active:
            return [[(f"{self._text or '—':10}", "value"), ("  ", "")]]
        if self._typing or not self._text:
            text = f"{self._text}█"
            return [[(f"{text:10}", "current"), ("  " if len(text) < 11 else " ", "mark")]]
        return [[(f"{self._text:10}", "current"), (" ►", "mark")]]

    def cursor_offset(self) -> Offset:
        """Behind what is typed, else at the date."""
        return Offset(LABEL_WIDTH + (len(self._text) if self._typing else 0), 0)

    def watch_has_focus(self, has_focus: bool) -> None:
        """Write a short date out when the cursor has left."""
        super().watch_has_focus(has_focus)
        if has_focus:
            return
        self._typing = False
        day = self.day
        if day and not self.fault:
            self._text = digits(day)
        self.repaint()

    def on_key(self, event: events.Key) -> None:
        """Type over the date."""
        sign = event.character or ""
        if event.key == "backspace":
            self._type(self._text[:-1])
        elif event.key == "delete":
            self._type("")
        elif sign.isdecimal() or (self._typing and sign in _DOTS):
            # «ю» is a dot between digits only: alone it would take the date away.
            start = self._text if self._typing else ""
            if len(start) < 10:
                self._type(start + _DOTS.get(sign, sign))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted date."""
        event.stop()
        self._type("".join(it for it in event.text if it.isdecimal() or it in ".,/-")[:10])

    def _type(self, text: str) -> None:
        self._typing = True
        self._text = text
        self.changed()

    def _set(self, day: date) -> None:
        self._typing = False
        self._text = digits(day)
        self.changed()

    def action_move(self, days: int) -> None:
        """Move the date; from an empty row to today."""
        day = self.day
        try:
            self._set(day + timedelta(days=days) if day else self.near)
        except OverflowError:
            self._set(self.near)

    def action_today(self) -> None:
        """Today."""
        self._set(self.near)

    def on_click(self, event: events.Click) -> None:
        """The arrows move the date."""
        if event.x < LABEL_WIDTH and event.x >= LABEL_WIDTH - 2:
            self.action_move(-1)
        elif LABEL_WIDTH + 10 <= event.x < LABEL_WIDTH + 12:
            self.action_move(1)
