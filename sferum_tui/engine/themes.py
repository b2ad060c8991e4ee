"""The looks to choose from; their colours stand in `styles/themes.toml`."""

from __future__ import annotations

import tomllib
from functools import cache

from textual.theme import Theme

from sferum_tui.engine.colour import ColourMode
from sferum_tui.locations import resource

#: What `--theme` takes.
NAMES = ("dark", "light", "contrast", "ansi")


@cache
def palettes() -> dict[str, dict[str, str]]:
    """Each theme's colours (`#rrggbb`) and its Russian `title`."""
    tables: dict[str, dict[str, str]] = tomllib.loads(
        resource("styles", "themes.toml").read_text(encoding="utf-8")
    )
    return tables


def default_theme(mode: ColourMode) -> str:
    """The theme to start with when a person has not chosen one."""
    return {ColourMode.BASIC: "ansi", ColourMode.NONE: "contrast"}.get(mode, "dark")


def theme(name: str) -> Theme:
    """One of `NAMES` as Textual wants it.

    What Textual derives by mixing colours is given outright: a mix would leave the palette, and
    with sixteen colours it would land on any of them.
    """
    palette = palettes()[name]
    colours = {key: value for key, value in palette.items() if key != "title"}
    focus, focus_text, text = colours["focus"], colours["focus-text"], colours["text"]
    return Theme(
        name=name,
        primary=focus,
        secondary=colours["accent"],
        accent=colours["accent"],
        warning=colours["accent"],
        error=colours["overdue"],
        success=colours["accent"],
        foreground=text,
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        boost=colours["surface"],
        dark=name != "light",
        variables={
            **colours,
            "foreground-muted": colours["text-muted"],
            "foreground-disabled": colours["text-disabled"],
            "block-cursor-background": focus,
            "block-cursor-foreground": focus_text,
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": colours["panel"],
            "block-cursor-blurred-foreground": text,
            "block-cursor-blurred-text-style": "none",
            "block-hover-background": colours["surface"],
            "border": colours["accent"],
            "border-blurred": colours["text-disabled"],
            "input-cursor-background": text,
            "input-cursor-foreground": colours["background"],
            "input-cursor-text-style": "none",
            "input-selection-background": focus,
            "input-selection-foreground": focus_text,
            "screen-selection-background": focus,
            "screen-selection-foreground": focus_text,
            "scrollbar": colours["text-disabled"],
            "scrollbar-hover": colours["text-disabled"],
            "scrollbar-active": colours["accent"],
            "scrollbar-background": colours["panel"],
            "scrollbar-background-hover": colours["panel"],
            "scrollbar-background-active": colours["panel"],
            "scrollbar-corner-color": colours["panel"],
            "button-foreground": text,
            "button-color-foreground": focus_text,
            "button-focus-text-style": "none",
        },
    )
