"""What mix-ins stand on: a widget, a screen, an app to who checks types, nothing to Textual.

Textual takes styles and components from the first base alone, which has to be a real widget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App
    from textual.screen import Screen
    from textual.widget import Widget

    AppMixin = App[int]
    ScreenMixin = Screen[Any]
    WidgetMixin = Widget
else:
    AppMixin = ScreenMixin = WidgetMixin = object
