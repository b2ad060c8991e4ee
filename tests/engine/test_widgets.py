"""A field to type into is one row, takes no control characters and does not blink; scroll bars are
drawn in whole cells."""

from __future__ import annotations

import pytest
from rich.color import Color
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.scrollbar import ScrollBar
from textual.widgets import OptionList, Static

from sferum_tui.engine.base import EngineApp
from sferum_tui.engine.scrollbar import WholeCellBar
from sferum_tui.engine.widgets import Field
from tests.support.glyphs import non_wgl4

NASTY = "[/] [bold]8А[/bold] \x1b[31m\u202e"
SHOWN = "[/] [bold]8А[/bold] [31m"


class Form(EngineApp):
    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Field(NASTY, placeholder="класс")
            yield Field(placeholder="буква")
            yield OptionList("первое", "второе")
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
        assert SHOWN in painted
        assert "\x1b" not in painted
        assert "буква" in painted


async def test_everything_is_painted_in_signs_that_every_font_has() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)):
        assert not non_wgl4("\n".join(lines(app)))


async def test_a_field_is_one_row_high_whatever_has_the_focus() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)) as pilot:
        for field in app.query(Field):
            assert field.outer_size.height == 1
            field.focus()
            await pilot.pause()
            assert field.outer_size.height == 1


@pytest.mark.parametrize("pasted", ["5А\t5Б", "5А\r\n5Б", "5А\u202e 5Б", "\x1b]0;x\x075А"])
async def test_what_is_pasted_into_a_field_is_cleaned(pasted: str) -> None:
    app = Form()
    async with app.run_test(size=(80, 24)) as pilot:
        field = app.query(Field).first()
        field.value = ""
        field.insert_text_at_cursor(pasted)
        await pilot.pause()
        assert field.value.isprintable()
        assert field.value.startswith(("5А", "]0;x5А"))


async def test_a_text_that_is_longer_than_its_field_fills_it() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)) as pilot:
        field = app.query(Field).first()
        field.value, field.max_length = "5А", 8
        field.insert_text_at_cursor(" кадетский")
        await pilot.pause()
        assert field.value == "5А кадет"
        field.insert_text_at_cursor("!")
        assert field.value == "5А кадет"


async def test_no_cursor_blinks() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)):
        assert not app.query(Field).first().cursor_blink


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
