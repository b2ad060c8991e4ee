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

if TYPE_CHECKING:
    from textual.app import App

    _Base = App[int]
else:
    _Base = object

#: After so many seconds the next key has its turn, whatever became of the last one: a widget that
#: has gone answers no more.
PATIENCE = 0.25

Handler = Callable[[events.Event], Awaitable[None]]


class KeyTurns(_Base):
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
        path: list[MessagePump] = [self.focused or self.screen, self.screen, self]
        await handle(event)
        self._follow(path, self._turn)

    def _follow(self, path: list[MessagePump], turn: int) -> None:
        """Go the way of the key: the widget, its screen, the app, the screen that is there then.

        Messages are handled in the order they come, so what the key set off comes first at each.
        """
        if path:
            if not path[0].call_later(self._follow, path[1:], turn):
                self._follow(path[1:], turn)
        elif not self.screen.call_later(self._over, turn):
            self._over(turn)

    def _over(self, turn: int) -> None:
        if turn != self._turn or not self._taken:
            return
        if self._waiting:
            self.call_later(self._take, *self._waiting.popleft())
            if self._waiting:
                self.call_later(self._hurry)
        else:
            self._taken = False
