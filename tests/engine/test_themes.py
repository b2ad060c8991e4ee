"""The shipped looks can be read, by everybody and in any number of colours."""

from __future__ import annotations

from itertools import combinations

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style
from textual.theme import Theme

from sferum_tui.engine.base import EngineApp
from sferum_tui.engine.colour import ColourMode
from sferum_tui.engine.painter import _coloured
from sferum_tui.engine.themes import NAMES, default_theme, palettes, theme

GROUNDS = ("background", "surface", "panel", "field")
TEXTS = ("text", "text-muted", "text-disabled", "accent")
STAGES = ("stage-1", "stage-2", "stage-3", "stage-4")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lightness(colour: str) -> float:
    """CIE L*, 0 to 100."""
    part = luminance(colour)
    return 116 * part ** (1 / 3) - 16 if part > 0.008856 else 903.3 * part


def test_black_on_white_is_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_is_readable_on_every_ground(name: str, ground: str, text: str) -> None:
    palette = palettes()[name]
    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("name", NAMES)
def test_text_in_the_focus_is_readable(name: str) -> None:
    palette = palettes()[name]
    assert contrast(palette["focus-text"], palette["focus"]) >= 4.5


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ground", ["background", "surface", "panel"])
@pytest.mark.parametrize("hue", [*STAGES, "overdue"])
def test_a_hue_is_readable_as_text(name: str, ground: str, hue: str) -> None:
    palette = palettes()[name]
    assert contrast(palette[hue], palette[ground]) >= 4.5


@pytest.mark.parametrize("name", NAMES)
def test_the_hues_of_the_stages_differ_in_lightness(name: str) -> None:
    palette = palettes()[name]
    # Among the sixteen there are not four that are further apart and readable on black.
    least = 2.5 if name == "ansi" else 4
    for one, other in combinations(STAGES, 2):
        assert abs(lightness(palette[one]) - lightness(palette[other])) >= least, (one, other)


@pytest.mark.parametrize("name", NAMES)
def test_a_theme_names_every_colour_and_nothing_else(name: str) -> None:
    roles = {*GROUNDS, *TEXTS, *STAGES, "overdue", "focus", "focus-text", "title"}
    assert set(palettes()[name]) == roles
    assert set(palettes()) == set(NAMES)


@pytest.mark.parametrize("name", ["dark", "light", "contrast"])
def test_a_palette_of_256_colours_shows_the_same(name: str) -> None:
    for role, colour in palettes()[name].items():
        if role != "title":
            codes = _coloured(Style.parse(colour), ColorSystem.EIGHT_BIT).ink.split(";")
            assert Color.from_ansi(int(codes[-1])).get_truecolor().hex == colour, role


def test_sixteen_colours_show_the_same() -> None:
    for role, colour in palettes()["ansi"].items():
        if role != "title":
            wanted = Color.parse(colour).get_truecolor()
            shown = Color.parse(colour).downgrade(ColorSystem.STANDARD)
            # The 16 colours of a VGA console, which rich's own table of them does not hold.
            assert shown.number is not None
            assert VGA[shown.number] == wanted.hex, role


VGA = (
    "#000000 #aa0000 #00aa00 #aa5500 #0000aa #aa00aa #00aaaa #aaaaaa "
    "#555555 #ff5555 #55ff55 #ffff55 #5555ff #ff55ff #55ffff #ffffff"
).split()


@pytest.mark.parametrize("name", NAMES)
def test_textual_derives_no_colour_that_is_not_in_the_palette(name: str) -> None:
    own = theme(name)
    assert isinstance(own, Theme)
    app = EngineApp(theme_name=name)
    variables = app.get_css_variables()
    palette = set(palettes()[name].values())
    for role in (
        "background",
        "surface",
        "panel",
        "accent",
        "text",
        "text-muted",
        "text-disabled",
        "foreground",
        "block-cursor-background",
        "block-cursor-foreground",
        "input-cursor-background",
        "input-selection-background",
        "scrollbar",
        "scrollbar-background",
        "border",
    ):
        assert variables[role].lower() in palette, role


def test_the_theme_that_suits_the_colours() -> None:
    assert [default_theme(mode) for mode in ColourMode] == ["dark", "dark", "ansi", "contrast"]


@pytest.mark.parametrize("name", NAMES)
def test_a_theme_has_a_russian_name(name: str) -> None:
    assert any("а" <= char <= "я" for char in palettes()[name]["title"])
