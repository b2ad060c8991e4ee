"""What a widget does once the screen is painted, if the widget is still there then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.widget import Widget


def after_refresh(widget: Widget, act: Callable[..., object], *args: Any) -> None:
    """Let a widget act after the next refresh.

    By then it may be on its way out, its parts gone before it: such a one acts no more.
    """

    def if_there() -> None:
        if widget.is_mounted and widget.is_attached and not widget._pruning:
            act(*args)

    widget.call_after_refresh(if_there)
