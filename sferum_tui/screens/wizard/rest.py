"""What only shows something waits while keys come faster than they are handled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import Widget

    _Base = Widget
else:
    _Base = object

#: Seconds after which it is looked again whether keys are still waiting.
REST = 0.05


class AtRest(_Base):
    """For a widget or a screen: puts painting off until the keys that wait are handled."""

    _put_off: tuple[Callable[[], None], ...] = ()

    def at_rest(self, act: Callable[[], None]) -> None:
        """Do this now, or once no key waits: of several calls the last one counts."""
        if not getattr(self.app, "keys_waiting", False):
            act()
        elif act not in self._put_off:
            self._put_off = (*self._put_off, act)
            self.set_timer(REST, lambda: self._again(act))

    def _again(self, act: Callable[[], None]) -> None:
        self._put_off = tuple(it for it in self._put_off if it != act)
        self.at_rest(act)
