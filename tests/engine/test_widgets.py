"""Form widgets: one row, told by signs, and no text is ever markup."""

from __future__ import annotations

import pytest
from rich.color import Color
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.scrollbar import ScrollBar
from textual.widgets import Checkbox, RadioSet, Static
from textual.widgets._toggle_button import ToggleButton

from sferum_tui.engine.base import EngineApp
from sferum_tui.engine.scrollbar import WholeCellBar
from sferum_tui.engine.widgets import Choice, Field, Pick, Tick
from tests.support.glyphs import non_wgl4

NASTY = "[/] [bold]8А[/bold] \x1b[31m\u202e"
SHOWN = "[/] [bold]8А[/bold] [31m"


class Form(EngineApp):
    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Field(NASTY, placeholder="класс")
            yield Tick(NASTY)
            yield Tick("включено", value=True)
            with RadioSet():
                yield Choice(NASTY, value=True)
                yield Choice("другое")
            yield Pick([(NASTY, 1), ("второе", 2)])
            yield Static("\n".join(str(number) for number in range(40)))


def lines(app: EngineApp) -> list[str]:
    return [
        "".join(segment.text for segment in strip).rstrip()
        for strip in app.screen._compositor.render_strips()
    ]


async def test_text_is_shown_as_it_is_and_without_control_characters() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)):
        painted = "\n".join(lines(app))
        assert painted.count(SHOWN) == 3
        assert "\x1b" not in painted


async def test_ticks_and_choices_are_told_by_their_signs() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)) as pilot:
        painted = "\n".join(lines(app))
        assert f"[ ] {SHOWN}" in painted
        assert "[√] включено" in painted
        assert f"(●) {SHOWN}" in painted
        assert "( ) другое" in painted
        app.query(Tick).first().focus()
        await pilot.press("space")
        assert f"[√] {SHOWN}" in "\n".join(lines(app))


async def test_everything_is_painted_in_signs_that_every_font_has() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)) as pilot:
        assert not non_wgl4("\n".join(lines(app)))
        app.query_one(Pick).focus()
        await pilot.press("enter")
        await pilot.pause()
        assert not non_wgl4("\n".join(lines(app)))
        assert "второе" in "\n".join(lines(app))


async def test_each_is_one_row_high() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)):
        for kind in (Field, Tick, Choice, Pick):
            assert app.query(kind).first().outer_size.height == 1, kind


async def test_a_pick_says_in_russian_that_nothing_is_chosen_and_takes_a_value() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)) as pilot:
        pick = app.query_one(Pick)
        assert "Выберите" in "\n".join(lines(app))
        pick.focus()
        await pilot.press("enter", "down", "enter")
        assert pick.value in {1, 2}


@pytest.mark.parametrize("pasted", ["5А\t5Б", "5А\r\n5Б", "5А\u202e 5Б", "\x1b]0;x\x075А"])
async def test_what_is_pasted_into_a_field_is_cleaned(pasted: str) -> None:
    app = Form()
    async with app.run_test(size=(80, 24)) as pilot:
        field = app.query_one(Field)
        field.value = ""
        field.insert_text_at_cursor(pasted)
        await pilot.pause()
        assert field.value.isprintable()
        assert field.value.startswith(("5А", "]0;x5А"))


async def test_no_cursor_blinks() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)):
        assert not app.query_one(Field).cursor_blink


def bar(size: int, virtual: float, window: float, position: float) -> str:
    segments = WholeCellBar.render_bar(size, virtual, window, position)
    return "".join(segment.text for segment in segments.segments)


@pytest.mark.parametrize(
    ("size", "virtual", "window", "position", "shown"),
    [
        (5, 50, 10, 0, "█││││"),
        (5, 50, 10, 20, "││█││"),
        (5, 50, 10, 40, "││││█"),
        (5, 50, 10, 400, "││││█"),
        (4, 8, 4, 4, "││██"),
        (4, 1_000_000, 4, 500_000, "││█│"),
        (4, 4, 4, 0, "    "),
        (0, 10, 5, 0, ""),
    ],
)
def test_the_scroll_bar_is_drawn_in_whole_cells(
    size: int, virtual: float, window: float, position: float, shown: str
) -> None:
    assert bar(size, virtual, window, position) == shown


def test_the_scroll_bar_lies_down_too() -> None:
    segments = WholeCellBar.render_bar(
        4, 8, 4, 0, vertical=False, back_color=Color.parse("black"), bar_color=Color.parse("white")
    )
    assert "".join(segment.text for segment in segments.segments) == "██──\n"


async def test_every_scroll_bar_is_drawn_so() -> None:
    app = Form()
    async with app.run_test(size=(60, 18)):
        assert ScrollBar.renderer is WholeCellBar
        assert any(line.endswith("█") for line in lines(app))


def test_the_private_hooks_of_the_toggles_are_still_there() -> None:
    assert issubclass(Checkbox, ToggleButton)
    assert isinstance(ToggleButton._button, property)
    assert callable(ToggleButton._make_label)
