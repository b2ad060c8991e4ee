"""The field for the path of a table, into which a table may be pasted as well."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.timer import Timer

from sferum_tui.engine.widgets import Field

#: Keys nearer than that, in seconds, come from no hand; so many of them before a line's end are a
#: paste; it is over after such a pause.
_AT_ONCE, _RUN, _PAUSE = 0.02, 3, 0.3
_SIGNS = {"enter": "\n", "ctrl+j": "\n", "tab": "\t"}


class PathField(Field):
    """A field for a path. A table that is pasted into it is no path and goes to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.read", "Прочитать", id="import.read", tooltip="Прочитать файл"),
        Binding("down", "screen.choose(1)", "Файлы", id="import.next", tooltip="Файл из списка"),
        Binding("up", "screen.choose(-1)", id="import.before", show=False),
    ]

    class Pasted(Message):
        """Cells were pasted; `typed` where the terminal handed them on key by key."""

        def __init__(self, text: str, typed: bool = False) -> None:
            super().__init__()
            self.text = text
            self.typed = typed

    _last = 0.0
    _quick = 0
    #: It tells itself a paste from typing, key by key.
    takes_pastes = False
    _gathered = ""
    _end: Timer | None = None

    async def _on_key(self, event: events.Key) -> None:
        """Gather what comes faster than any hand: a paste that the terminal has not marked."""
        near = event.time - self._last < _AT_ONCE
        self._last = event.time
        sign = _SIGNS.get(event.key) or (event.character if event.is_printable else "") or ""
        self._quick = self._quick + 1 if near and sign else 0
        if near and sign and (self._end or (sign in "\n\t" and self._quick >= _RUN)):
            event.stop()
            event.prevent_default()
            self._gather(sign)
            return
        await super()._on_key(event)

    def _gather(self, sign: str) -> None:
        if self._end:
            self._end.stop()
            self._gathered += sign
        else:
            self._gathered = self.value + sign
        self._end = self.set_timer(_PAUSE, self._finish)

    async def _finish(self) -> None:
        """A paste of several lines or columns is a table; one line with Enter behind it was typed
        on a slow link."""
        text, self._gathered, self._end = self._gathered, "", None
        if "\t" in text or "\n" in text.strip():
            self.value = ""
            self.post_message(self.Pasted(text, typed=True))
        else:
            self.value = text.strip()
            await self.run_action("screen.read")

    def _on_paste(self, event: events.Paste) -> None:
        if "\t" in event.text or "\n" in event.text.strip():
            event.stop()
            event.prevent_default()
            self.post_message(self.Pasted(event.text))
