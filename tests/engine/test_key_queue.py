"""Keys that arrive together are handled one after another."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen

from sferum_tui.engine.base import EngineApp
from sferum_tui.engine.widgets import Field


class Dialog(ModalScreen[str]):
    """A field to type into; Enter closes."""

    def compose(self) -> ComposeResult:
        yield Field()

    def on_input_submitted(self) -> None:
        self.dismiss(self.query_one(Field).value)


class First(Screen[None]):
    """`n` opens the dialog; other letters are counted as mistakes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "name", "Имя", id="name"),
        Binding("a,k", "mistake", show=False, id="mistake"),
    ]
    mistakes = 0

    def action_name(self) -> None:
        self.app.push_screen(Dialog(), self.app.names.append)  # type: ignore[attr-defined]

    def action_mistake(self) -> None:
        self.mistakes += 1


class Names(EngineApp):
    """Collects the names that were typed."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def on_mount(self) -> None:
        self.push_screen(First())


def key(name: str) -> events.Key:
    return events.Key(name, name if len(name) == 1 else None)


async def test_a_burst_of_keys_goes_where_each_belongs() -> None:
    app = Names()
    async with app.run_test() as pilot:
        await pilot.pause()
        first = app.screen
        for name in ("n", *"akka", "enter", "n", *"kaka", "enter"):
            app.post_message(key(name))
        for _ in range(20):
            await pilot.pause()
        assert app.names == ["akka", "kaka"]
        assert isinstance(first, First)
        assert first.mistakes == 0


async def test_a_paste_waits_for_the_key_before_it() -> None:
    app = Names()
    async with app.run_test() as pilot:
        await pilot.pause()
        for event in (key("n"), events.Paste("Орлова"), key("enter")):
            app.post_message(event)
        for _ in range(20):
            await pilot.pause()
        assert app.names == ["Орлова"]


class Vanishing(Screen[None]):
    """Its field removes itself on the first key, with whatever was still to come to it."""

    def compose(self) -> ComposeResult:
        yield Field(id="one")
        yield Field(id="two")

    async def on_input_changed(self, event: Field.Changed) -> None:
        if event.input.id == "one":
            await event.input.remove()


class Gone(EngineApp):
    """Shows a field that vanishes."""

    def on_mount(self) -> None:
        self.push_screen(Vanishing())


async def test_a_widget_that_is_gone_holds_up_no_key() -> None:
    app = Gone()
    async with app.run_test() as pilot:
        await pilot.pause()
        for name in "абв":
            app.post_message(key(name))
        for _ in range(40):
            await pilot.pause(0.02)
        assert app.screen.query_one("#two", Field).value == "бв"
