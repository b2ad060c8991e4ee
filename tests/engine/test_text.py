"""Text from people and files reaches a terminal without control characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.containers import Vertical
from textual.widgets import Static

from sferum_tui.engine.base import EngineApp
from sferum_tui.engine.text import Harmless, SevenBit, seven_bit
from sferum_tui.text import unseen
from tests.support.glyphs import non_wgl4
from tests.test_text import any_text

BLACK = Color(0, 0, 0)


@given(st.lists(any_text(), max_size=4))
def test_a_painted_line_is_cleaned_and_keeps_its_width(texts: list[str]) -> None:
    style = Style(bold=True)
    segments = [Segment(text, style) for text in texts]
    painted = Harmless().apply(segments, BLACK)
    assert not unseen("".join(segment.text for segment in painted))
    for before, after in zip(segments, painted, strict=True):
        assert cell_len(after.text) == cell_len(before.text)
        assert after.style is style


def test_a_clean_line_is_passed_on_as_it_is() -> None:
    segments = [Segment("8А · родители"), Segment("√")]
    assert Harmless().apply(segments, BLACK) is segments


@given(st.text(st.sampled_from("─━═│║┌┐└┘├┤┬┴┼█▓▒░■□●○◦▲►▼◄↑↓←→√•·…—–«»„“№°×≈‑\u00a0\u202f")))
def test_seven_bits_are_ascii_sign_for_sign(text: str) -> None:
    assert seven_bit(text).isascii()
    assert len(seven_bit(text)) == len(text)


def test_seven_bits_leave_cyrillic() -> None:
    assert seven_bit("Ёлка, № 5 — «ёж»") == 'Ёлка, N 5 - "ёж"'


def test_every_sign_that_screens_may_use_has_a_seven_bit_form() -> None:
    signs = [
        char
        for char in map(chr, range(0x20, 0x2700))
        if not non_wgl4(char) and not char.isascii() and not "Ѐ" <= char <= "ӿ"
    ]
    latin1 = {char for char in signs if "\u00a0" < char <= "ÿ"} - set("«»№·°×¬")
    left = {char for char in signs if not seven_bit(char).isascii()}
    assert left - latin1 == set()


def test_the_seven_bit_filter_keeps_style_and_width() -> None:
    style = Style(underline=True)
    (painted,) = SevenBit().apply([Segment("█▓ √ 8А", style)], BLACK)
    assert painted == Segment("== V 8А", style)


class Signs(EngineApp):
    def compose(self):  # type: ignore[no-untyped-def]
        box = Vertical(Static("\x1b]0;имя\x07 [/] \u202e─█√ 8А", markup=False))
        box.border_title = "\x9b31m«заголовок»"
        yield box


def painted(app: EngineApp) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def test_every_widget_is_painted_through_the_filter() -> None:
    app = Signs()
    async with app.run_test():
        assert not unseen(painted(app).replace("\n", ""))
        assert "]0;имя" in painted(app)


async def test_ascii_reaches_every_widget() -> None:
    app = Signs(seven_bit=True)
    async with app.run_test():
        assert all(char.isascii() or "А" <= char <= "ё" for char in painted(app))
        assert "-=V 8А" in painted(app)
