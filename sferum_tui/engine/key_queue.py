"""One key at a time: the next one waits until what the last one set off is done.

A slow link brings several keys at once. Textual hands each on as it comes, so that all of them
reach the widget that had the focus before the first of them opened another screen or field.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual import events
from textual.message_pump import MessagePump

from sferum_tui.engine.mixins import AppMixin

if TYPE_CHECKING:
    from textual.dom import DOMNode

#: After so many seconds the next key has its turn, whatever became of the last one: a widget that
#: has gone answers no more.
PATIENCE = 1.0
#: How often the way of a key is gone without finding the focus moved. Once is not enough: what a
#: key sets off is often a message, which goes the same way before anything shows.
QUIET = 2

Handler = Callable[[events.Event], Awaitable[None]]


def _letter(event: events.Event) -> str:
    """What a key types into a field; "" for one that does something else."""
    return (event.character or "") if isinstance(event, events.Key) and event.is_printable else ""


class KeyQueue(AppMixin):
    """For an `App`: hands keys and pastes to a handler in turns."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[tuple[events.Event, Handler]] = deque()
        self._turn = 0
        self._taken = False

    async def in_turn(self, event: events.Event, handle: Handler) -> None:
        """Handle a key or paste now, or when those before it are done."""
        if not self._taken:
            self._taken = True
            await self._take(event, handle)
            return
        self._waiting.append((event, handle))
        if len(self._waiting) == 1:
            self._hurry()

    def _hurry(self) -> None:
        turn = self._turn
        self.set_timer(PATIENCE, lambda: self._over(turn))

    async def _take(self, event: events.Event, handle: Handler) -> None:
        self._turn += 1
        start = self.focused or self.screen
        await handle(event)
        self._follow(start, list(start.ancestors_with_self), QUIET, self._turn)

    def _follow(self, start: DOMNode, way: list[MessagePump], rounds: int, turn: int) -> None:
        """Go the way of the key, from the widget that has the focus up to the app, again and again
        until the focus has stayed where it is for so many `rounds`.

        Messages are handled in the order they come, so what the key set off comes first at each.
        """
        if way:
            gone = getattr(way[0], "_pruning", False)
            if gone or not way[0].call_later(self._follow, start, way[1:], rounds, turn):
                self._follow(start, way[1:], rounds, turn)
            return
        now = self.focused or self.screen
        left = rounds - 1 if now is start else QUIET
        if left:
            self._follow(now, list(now.ancestors_with_self), left, turn)
        else:
            self._over(turn)

    @property
    def keys_waiting(self) -> bool:
        """Whether keys have come that are not handled yet: what follows from a text may wait for
        the last of them."""
        return bool(self._waiting)

    def _next(self) -> tuple[events.Event, Handler]:
        """The next key; of letters that wait for a field all at once, as if they were pasted."""
        event, handle = self._waiting.popleft()
        text = _letter(event) if getattr(self.focused, "takes_pastes", False) else ""
        if not text:
            return event, handle
        while self._waiting and (letter := _letter(self._waiting[0][0])):
            text += letter
            self._waiting.popleft()
        return (events.Paste(text) if len(text) > 1 else event), handle

    def _over(self, turn: int) -> None:
        if turn != self._turn or not self._taken:
            return
        if self._waiting:
            self.call_later(self._take, *self._next())
            if self._waiting:
                self.call_later(self._hurry)
        else:
            self._taken = False
