"""What a person sees: the characters that the screen paints, not what a widget believes."""

from __future__ import annotations

from typing import Any

from textual.app import App

from sferum_tui.screens.dialogs import ChoiceDialog


def screen_lines(app: App[Any]) -> list[str]:
    """The lines of the screen on top, as they are painted."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def marked_lines(app: App[Any]) -> list[str]:
    """The lines that bear the mark of the row that Enter opens."""
    return [line.strip() for line in screen_lines(app) if "►" in line]


def asked(app: App[Any]) -> str:
    """The question that a dialog in view asks; "" where there is none."""
    return app.screen.question if isinstance(app.screen, ChoiceDialog) else ""
