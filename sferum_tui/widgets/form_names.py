"""A row of a form with a text to type for each of many classes: one widget for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Unpack

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region

from sferum_tui.text import normal
from sferum_tui.widgets.form_row import LABEL_WIDTH, FormRow, RowOptions
from sferum_tui.widgets.painted import Parts

#: Characters of a name, at most.
LONGEST_NAME = 80


class NamesRow(FormRow):
    """Texts by class. What is typed goes to the end of the current one, Backspace takes it back.

    One widget for all classes: a complex has 240 of them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding(
            "enter", "step(1)", "Следующий класс", id="names.next", tooltip="К следующему классу"
        ),
        Binding("delete", "erase", "Стереть", id="names.erase", tooltip="Стереть это имя"),
    ]

    def __init__(
        self,
        label: str,
        classes: Sequence[str],
        names: Mapping[str, str],
        **options: Unpack[RowOptions],
    ) -> None:
        super().__init__(label, **options)
        self.class_names = tuple(classes)
        self.names = {name: names.get(name, "") for name in classes}
        self.at = 0
        self._wide = max((len(name) for name in classes), default=0) + 2

    @property
    def text(self) -> str:
        """A line for each class: «8А=1, 2»."""
        return "\n".join(f"{name}={typed}" for name, typed in self.names.items())

    def load(self, text: str) -> None:
        """Take back such lines; classes that are gone are passed over."""
        for line in text.split("\n"):
            name, _, typed = line.partition("=")
            if name in self.names:
                self.names[name] = typed
        self.repaint()

    @property
    def current(self) -> str:
        """The class the cursor is at."""
        return self.class_names[self.at]

    def value_lines(self) -> list[Parts]:
        """A line for each class."""
        lines: list[Parts] = []
        for number, name in enumerate(self.class_names):
            here = self.active and number == self.at
            who = self.names[name]
            room = max(self.value_width - self._wide, 1)
            shown = f"{who}█"[-room:] if here else who[:room]
            lines.append(
                [
                    (f"{name:{self._wide}}", "label-on" if here else "label"),
                    (f"{shown:{room}}" if here else shown, "current" if here else "value"),
                ]
            )
        return lines or [[("классов пока нет", "note")]]

    @property
    def current_region(self) -> Region:
        """The line of the current class."""
        return Region(0, self.at, 1, 1)

    def cursor_offset(self) -> Offset:
        """Behind what is typed."""
        shown = len(self.names[self.current]) if self.class_names else 0
        room = max(self.value_width - self._wide, 1)
        return Offset(LABEL_WIDTH + self._wide + min(shown, room - 1), self.at)

    @property
    def stops(self) -> Sequence[int]:
        """The line of every class."""
        return range(len(self.class_names))

    def enter_at(self, line: int) -> None:
        """The cursor comes to the class of this line."""
        self.at = max(0, min(line, len(self.class_names) - 1))

    def on_key(self, event: events.Key) -> None:
        """Type into the current name."""
        if not self.class_names:
            return
        name = self.names[self.current]
        if event.key == "backspace":
            self._set(name[:-1])
        elif event.is_printable and event.character:
            self._set(name + event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Lines of a pasted list go to one class after another, as far as there are any."""
        event.stop()
        for line in event.text.splitlines()[: len(self.class_names) - self.at]:
            self._set(self.names[self.current] + line)
            self.at = min(self.at + 1, len(self.class_names) - 1)
        self.moved()

    def _set(self, name: str) -> None:
        self.names[self.current] = normal(name)[:LONGEST_NAME]
        self.changed()

    def action_step(self, step: int) -> None:
        """To the next class; Enter after the last one closes."""
        if not 0 <= self.at + step < len(self.class_names):
            raise SkipAction
        self.at += step
        self.moved()

    def action_erase(self) -> None:
        """Erase the current name."""
        if self.class_names:
            self._set("")
