"""A field over a list that shows what was found as one types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import ScreenResultType
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from sferum_tui.engine.dialog import TypingDialog
from sferum_tui.engine.widgets import Field, Plain


class Finder(TypingDialog[ScreenResultType]):
    """Base of dialogs of a field, a list and a line of words. The field keeps the focus always.

    A subclass composes them, finds (`find`) and answers (`take`); its field binds Enter to
    `screen.take`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move('cursor_up')", show=False),
        Binding("down", "move('cursor_down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
    ]

    _in_list = False
    _sought: str | None = None

    @property
    def cursor_widget(self) -> Widget | None:
        """The terminal's cursor stands in the field while one types, else on the line chosen."""
        options = self.query_one(OptionList)
        chosen = self._in_list or not self.query_one(Input).value
        return options if chosen and options.display else self.focused

    def find(self, query: str) -> None:
        """Find what was typed and `list_found` it."""
        raise NotImplementedError

    def take(self, number: int) -> None:
        """Answer with a line of the list, counted from 0."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begin with what was typed the last time, or with all there is."""
        self.query_one(OptionList).can_focus = False
        self._sought = self.query_one(Input).value
        self.find(self._sought)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value.isspace():
            # A blank looks for nothing: the question stays in view, and the mark where it is.
            event.input.value = ""
        elif event.value != self._sought:
            self._in_list = False
            self._sought = event.value
            self.find(event.value)

    def list_found(self, found: Iterable[Option], words: str) -> None:
        """List what was found, and what there is to say of it."""
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(found)
        options.highlighted = 0 if options.option_count else None
        options.display = bool(options.option_count)
        self.query_one(Plain).say(words)

    def action_move(self, where: str) -> None:
        """Move the highlight of the list."""
        self._in_list = True
        options = self.query_one(OptionList)
        getattr(options, f"action_{where}")()
        # Of a single line nothing changes but where the terminal's cursor stands.
        options.refresh()

    def action_take(self) -> None:
        """Enter takes the highlighted line."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.take(at)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.take(event.option_index)


def put_next(options: OptionList, field: Field, texts: Sequence[str], step: int) -> None:
    """Put the next of the texts that a list offers into the field over it, round and round."""
    at = options.highlighted
    at = (0 if step > 0 else len(texts) - 1) if at is None else at + step
    options.highlighted = at % len(texts)
    field.value = texts[options.highlighted]
    field.action_end()
