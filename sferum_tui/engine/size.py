"""The smallest window: below it a screen says what it needs instead of breaking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.app import App, RenderResult
    from textual.screen import Screen

#: Columns and rows that every screen can rely on.
SMALLEST = Size(60, 18)


def too_small(size: Size) -> bool:
    """Whether a window of this size cannot show a screen."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class SizeNotice(Widget):
    """Lies over a whole screen while the window is too small; what is below stays as it was."""

    def render(self) -> RenderResult:
        """The size that is needed and the one that there is."""
        width, height = self.app.size
        return Content(
            f"Нужно окно не меньше {SMALLEST.width}×{SMALLEST.height},\nсейчас {width}×{height}"
        )


def set_size_classes(screen: Screen[Any], size: Size) -> None:
    """Give a screen the classes of its breakpoints. Textual does so after the first layout, and
    so lays out and paints every screen twice."""
    for steps, cells in (
        (screen.HORIZONTAL_BREAKPOINTS, size.width),
        (screen.VERTICAL_BREAKPOINTS, size.height),
    ):
        screen.add_class(*screen._get_breakpoint_classes(cells, steps or []))


def guard(app: App[int]) -> None:
    """Put the notice over the current screen or take it away, as the size of the window asks."""
    if not app.screen_stack:
        return
    notices = [child for child in app.screen.children if isinstance(child, SizeNotice)]
    if not too_small(app.size):
        for notice in notices:
            notice.remove()
    elif notices:
        notices[0].refresh()
    elif app.screen.is_attached:
        app.screen.mount(SizeNotice())
