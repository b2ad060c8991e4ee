"""Apps of tests paint when somebody looks, not 500 times a second: that was a third of their time.

What is dirty stays dirty until the test pauses, asks the compositor for the screen, or the app
leaves; then all of it is painted at once, and a fault in painting fails the test as before. Apps
with a real terminal paint as ever. Relies on private parts of Textual 8.2.8.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

_refresh = Screen._compositor_refresh
_pause = Pilot.pause
_exit = App.exit
_shutdown = App._shutdown


def paint_when_looked_at() -> None:
    """Let every app of a test paint late."""
    for kind, name, method in (
        (Screen, "_compositor_refresh", _refresh_later),
        (Pilot, "pause", _pause_and_paint),
        (App, "exit", _paint_and_exit),
        (App, "_shutdown", _paint_and_shut_down),
    ):
        setattr(kind, name, method)


def paint(app: App[Any]) -> None:
    """Paint what is dirty on the screen on top."""
    if app.is_headless and app._running and not app._exit and app._screen_stack:
        screen = app.screen
        if screen._compositor._dirty_regions:
            with screen._context():
                _refresh(screen)


@wraps(_refresh)
def _refresh_later(screen: Screen[Any]) -> None:
    app = screen.app
    if app.is_headless and screen is app.screen:
        screen._dirty_widgets.clear()
        app._update_mouse_over(screen)
    else:
        _refresh(screen)


@wraps(_pause)
async def _pause_and_paint(pilot: Pilot[Any], delay: float | None = None) -> None:
    await _pause(pilot, delay)
    paint(pilot.app)


@wraps(_exit)
def _paint_and_exit(app: App[Any], *arguments: Any, **options: Any) -> None:
    paint(app)
    _exit(app, *arguments, **options)


@wraps(_shutdown)
async def _paint_and_shut_down(app: App[Any]) -> None:
    """A fault here is raised by `run_test`, as one of an earlier frame is."""
    try:
        paint(app)
    except Exception as error:
        app._handle_exception(error)
    await _shutdown(app)
