"""What waits: until the screen is painted, until keys that have come are handled, for the disk."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from sferum_tui.engine.mixins import WidgetMixin

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.worker import Worker

#: Seconds after which it is looked again whether keys are still waiting.
REST = 0.05


def is_there(widget: Widget) -> bool:
    """Whether a widget has its parts: on its way out it loses them before it goes itself."""
    return widget.is_mounted and widget.is_attached and not widget._pruning


def after_refresh(widget: Widget, act: Callable[..., object], *args: Any) -> None:
    """Let a widget act after the next refresh, if it is still there by then."""

    def if_there() -> None:
        if is_there(widget):
            act(*args)

    widget.call_after_refresh(if_there)


def beside(
    node: DOMNode, work: Callable[[], Coroutine[Any, Any, None]], *, exit_on_error: bool = True
) -> Worker[None]:
    """Run what waits for the disk beside everything else.

    It is begun by its worker: a coroutine that an app which leaves no longer starts would be
    complained of on the terminal.
    """
    return node.run_worker(work, exit_on_error=exit_on_error)


class AtRest(WidgetMixin):
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
