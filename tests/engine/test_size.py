"""A window that is too small says what it needs, and nothing below it is lost or touched."""

from __future__ import annotations

from typing import ClassVar

import pytest
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from sferum_tui.engine.base import EngineApp
from sferum_tui.engine.size import SizeNotice, too_small
from sferum_tui.engine.widgets import Field


@pytest.mark.parametrize(
    ("width", "height", "small"),
    [(60, 18, False), (59, 18, True), (60, 17, True), (200, 60, False), (1, 1, True)],
)
def test_sixty_by_eighteen_is_enough(width: int, height: int, small: bool) -> None:
    assert too_small(Size(width, height)) is small


class Other(ModalScreen[None]):
    def compose(self) -> ComposeResult:
        yield Static("диалог")


class Form(EngineApp):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "open", "Открыть")]

    def compose(self) -> ComposeResult:
        yield Field("8А")

    def action_open(self) -> None:
        self.push_screen(Other())


def shown(app: EngineApp) -> str:
    return "\n".join(
        "".join(segment.text for segment in strip)
        for strip in app.screen._compositor.render_strips()
    )


async def test_it_tells_the_size_and_goes_when_there_is_room() -> None:
    app = Form()
    async with app.run_test(size=(59, 18)) as pilot:
        assert "Нужно окно не меньше 60×18," in shown(app)
        assert "сейчас 59×18" in shown(app)
        assert "8А" not in shown(app)
        await pilot.resize_terminal(40, 9)
        await pilot.pause()
        assert "сейчас 40×9" in shown(app)
        assert len(app.screen.query(SizeNotice)) == 1
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not app.screen.query(SizeNotice)
        assert "8А" in shown(app)


async def test_what_was_typed_and_the_focus_are_still_there_afterwards() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)) as pilot:
        field = app.query_one(Field)
        await pilot.press("end", "Б")
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        await pilot.press("В", "backspace", "f2")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert field.value == "8АБ"
        assert app.focused is field
        assert not isinstance(app.screen, Other)


@pytest.mark.parametrize("key", ["f10", "ctrl+q"])
async def test_one_can_still_leave(key: str) -> None:
    app = Form()
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.press(key)
    assert app.return_code == 0
    assert app.saved


async def test_a_dialog_that_is_open_is_covered_too() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2")
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert "диалог" not in shown(app)
        app.pop_screen()
        await pilot.pause()
        assert "сейчас 40×12" in shown(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "8А" in shown(app)
