"""The lean style sheet gives the same looks as Textual's, for less work."""

from __future__ import annotations

import gc
import inspect
import weakref
from pathlib import Path, PurePath
from typing import Any, ClassVar

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.css import stylesheet
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList

from sferum_tui.engine.base import EngineApp
from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.stylesheet import LeanStylesheet, PartStyles
from sferum_tui.engine.themes import NAMES, palettes


class Looks(EngineApp):
    def compose(self) -> ComposeResult:
        yield Input("текст")
        yield OptionList("один", "два")
        yield KeyBar()


def parts(app: App[Any]) -> dict[tuple[str, str], Style]:
    """The styles of all parts of all widgets."""
    return {
        (type(widget).__name__, name): widget.get_component_rich_style(name)
        for widget in app.screen.walk_children(with_self=True)
        if isinstance(widget, Widget)
        for name in sorted(widget._get_component_classes())
    }


@pytest.mark.parametrize("theme", NAMES)
async def test_every_part_looks_as_textual_would_have_it(theme: str) -> None:
    lean = Looks(theme_name=theme)
    async with lean.run_test():
        found = parts(lean)
    textual = Looks(theme_name=theme)
    textual.stylesheet = Stylesheet(variables=textual.get_css_variables())
    async with textual.run_test():
        assert found == parts(textual)
    assert len(found) > 12


async def test_parts_follow_the_theme() -> None:
    app = Looks(theme_name="dark")
    async with app.run_test() as pilot:
        bar = app.query_one(KeyBar)
        for theme in NAMES:
            app.theme = theme
            await pilot.pause()
            colour = bar.get_component_rich_style("keybar--key").color
            assert colour is not None
            assert colour.get_truecolor().hex == palettes()[theme]["text"]


async def test_parts_follow_the_classes_of_a_widget(tmp_path: Path) -> None:
    class Part(Widget):
        COMPONENT_CLASSES: ClassVar[set[str]] = {"part"}

    css = tmp_path / "part.tcss"
    css.write_text("Part > .part { color: #ff0000; } Part.-on > .part { color: #00ff00; }")

    class Parts(EngineApp):
        CSS_PATH: ClassVar[list[str | PurePath]] = [*EngineApp.CSS_PATH, css]

        def compose(self) -> ComposeResult:
            yield Part()

    app = Parts()
    async with app.run_test() as pilot:
        part = app.query_one(Part)
        assert part.get_component_styles("part").color.hex == "#FF0000"
        part.add_class("-on")
        await pilot.pause()
        assert part.get_component_styles("part").color.hex == "#00FF00"


async def test_a_part_that_a_widget_does_not_have_is_an_error() -> None:
    app = Looks()
    async with app.run_test():
        with pytest.raises(KeyError):
            app.query_one(KeyBar).get_component_styles("keybar--none")


async def test_only_parts_that_are_shown_are_worked_out() -> None:
    app = Looks()
    async with app.run_test():
        styles = app.query_one(OptionList)._component_styles
        assert isinstance(styles, PartStyles)
        assert "option-list--separator" in styles
        assert "option-list--separator" not in list(styles)


async def test_a_screen_with_a_style_sheet_of_its_own_costs_reading_that_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    css = tmp_path / "other.tcss"
    css.write_text("#it { color: $accent; }")

    class Other(Screen[None]):
        CSS_PATH = css

        def compose(self) -> ComposeResult:
            yield Input(id="it")

    app = Looks(theme_name="dark")
    async with app.run_test() as pilot:
        read: list[str] = []
        parse = stylesheet.parse

        def counted(*given: Any, **named: Any) -> Any:
            read.append(given[2][0])
            return parse(*given, **named)

        monkeypatch.setattr(stylesheet, "parse", counted)
        await app.push_screen(Other())
        assert [path for path in read if path.endswith(".tcss")] == [str(css)]
        app.theme = "contrast"
        await pilot.pause()
        accent = palettes()["contrast"]["accent"]
        assert app.screen.query_one("#it").styles.color.hex.lower() == accent


async def test_a_screen_is_laid_out_for_its_size_at_once(tmp_path: Path) -> None:
    css = tmp_path / "wide.tcss"
    css.write_text("#side { display: none; } .-wide #side { display: block; }")

    class Sized(Screen[None]):
        CSS_PATH = css
        HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [
            (0, "-narrow"),
            (100, "-wide"),
        ]
        VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [(0, "-low"), (30, "-tall")]

        def __init__(self) -> None:
            super().__init__()
            self.at_first: frozenset[str] = frozenset()

        def compose(self) -> ComposeResult:
            self.at_first = frozenset(self.classes)
            yield Input(id="side")

    app = EngineApp()
    async with app.run_test(size=(120, 24)) as pilot:
        screen = Sized()
        await app.push_screen(screen)
        assert {"-wide", "-low"} <= screen.at_first
        assert not {"-narrow", "-tall"} & screen.at_first
        assert screen.query_one("#side").display
        await pilot.resize_terminal(80, 40)
        await pilot.pause()
        assert {"-narrow", "-tall"} <= screen.classes
        assert not {"-wide", "-low"} & screen.classes


def test_the_private_parts_that_are_replaced_are_still_there() -> None:
    assert list(inspect.signature(Stylesheet._process_component_classes).parameters) == [
        "self",
        "node",
    ]
    assert "_component_styles" in inspect.getsource(DOMNode.get_component_styles)
    assert "_parse_cache.clear()" in inspect.getsource(Stylesheet.set_variables)
    assert "_parse_cache" in inspect.getsource(Stylesheet._parse_rules)
    assert "Stylesheet(variables=" in inspect.getsource(App.__init__)
    assert list(inspect.signature(App._register_child).parameters) == [
        "self",
        "parent",
        "child",
        "before",
        "after",
    ]
    assert issubclass(LeanStylesheet, Stylesheet)
    assert isinstance(EngineApp().stylesheet, LeanStylesheet)


async def test_nothing_keeps_the_pictures_of_a_screen_that_is_gone() -> None:
    app = Looks()
    async with app.run_test() as pilot:
        app.push_screen(Screen())
        await pilot.pause()
        kept = weakref.ref(app.screen._styles_cache)
        app.pop_screen()
        await pilot.pause()
        app.push_screen(Screen())
        await pilot.pause()
        gc.collect()
        assert kept() is None
