"""No English word of Textual's own reaches the key bar, the help or a screen."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import pytest
from textual.app import App
from textual.binding import Binding
from textual.command import CommandPalette
from textual.containers import ScrollableContainer
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from sferum_tui.engine.base import EngineApp
from sferum_tui.engine.widgets import Field

LATIN = re.compile("[A-Za-z]{2,}")
# What screens are made of.
USED = [Widget, Screen, ModalScreen, ScrollableContainer, Input, Field, OptionList, Static]


def bindings(node: type[DOMNode]) -> Iterator[Binding]:
    """Those of a class and of all that it inherits from."""
    for parent in inspect.getmro(node):
        for binding in parent.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding):
                yield binding
            else:
                yield Binding(*binding)


@pytest.mark.parametrize("node", USED, ids=lambda node: node.__name__)
def test_no_english_word_of_a_widget_can_be_shown(node: type[DOMNode]) -> None:
    for binding in bindings(node):
        if binding.show and not binding.system:
            assert not LATIN.search(binding.description), binding


def test_the_actions_of_every_program_are_in_russian() -> None:
    own = EngineApp.__dict__["BINDINGS"]
    for binding in own:
        assert not LATIN.search(binding.description)
    # Of Textual's own only what has no words is left.
    overridden = {key for binding in own for key in binding.key.split(",")}
    for binding in bindings(App):
        if binding not in own and binding.key not in overridden:
            assert not binding.show or binding.system, binding


async def test_the_english_palette_cannot_be_opened() -> None:
    app = EngineApp()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p", "ctrl+backslash")
        app.action_command_palette()
        await pilot.pause()
        assert not CommandPalette.is_open(app)
        assert list(app.get_system_commands(app.screen)) == []


async def test_the_help_panel_and_the_dark_switch_of_textual_have_no_keys() -> None:
    app = EngineApp()
    async with app.run_test():
        actions = {binding.action for _, binding, _, _ in app.active_bindings.values()}
        assert (
            actions & {"show_help_panel", "toggle_dark", "screenshot", "command_palette"} == set()
        )
