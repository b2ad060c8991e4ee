"""What the painter sends makes a terminal show exactly what was asked for, in few bytes."""

from __future__ import annotations

import inspect
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from sferum_tui.engine.colour import ColourMode
from sferum_tui.engine.painter import Painter

WIDTH, HEIGHT = 16, 4
MODES = [ColourMode.TRUE, ColourMode.PALETTE, ColourMode.BASIC]
SYSTEMS = {
    ColourMode.TRUE: ColorSystem.TRUECOLOR,
    ColourMode.PALETTE: ColorSystem.EIGHT_BIT,
    ColourMode.BASIC: ColorSystem.STANDARD,
}
# Colours that every system shows alike, so that rich can be asked what is right.
LOOKS: list[dict[str, Any]] = [
    {},
    {"color": "#ff5f5f", "bgcolor": "#121212"},
    {"color": "#5fafff", "bgcolor": "#121212"},
    {"color": "#5fafff", "bgcolor": "#005f87", "bold": True},
    {"color": "#ffffff", "bgcolor": "#000000", "underline": True},
    {"color": "#ffffff", "bgcolor": "#000000", "reverse": True},
    {"color": "#ffffff", "bgcolor": "#000000", "strike": True},
    {"italic": True},
    {"bgcolor": "#005f87"},
    {"bold": True, "underline": True},
]
STYLES = [Style(**look) for look in LOOKS]
# A style of rich remembers its codes in the first system that asks.
REFERENCE = {mode: [Style(**look) for look in LOOKS] for mode in MODES}


class Sign(NamedTuple):
    """One place of the wanted picture: a sign of one or two cells in a style."""

    text: str
    wide: bool
    style: int


def signs() -> st.SearchStrategy[Sign]:
    narrow = st.sampled_from("   aЯё─█√№8…  e\u0301")
    text = st.one_of(
        narrow.filter(lambda char: not unicodedata.combining(char)).map(lambda char: (char, False)),
        st.sampled_from(["e\u0301", "и\u0306"]).map(lambda char: (char, False)),
        st.sampled_from("漢字").map(lambda char: (char, True)),
    )
    return st.builds(lambda pair, style: Sign(*pair, style), text, st.integers(0, len(STYLES) - 1))


def rows() -> st.SearchStrategy[list[Sign]]:
    """A row of exactly `WIDTH` cells."""

    def fitted(found: list[Sign]) -> list[Sign]:
        row: list[Sign] = []
        room = WIDTH
        for sign in found:
            if room >= 1 + sign.wide:
                row.append(sign)
                room -= 1 + sign.wide
        return row + [Sign(" ", False, 0)] * room

    return st.lists(signs(), max_size=WIDTH).map(fitted)


Picture = list[list[Sign]]


def pictures() -> st.SearchStrategy[Picture]:
    return st.lists(rows(), min_size=HEIGHT, max_size=HEIGHT)


def segments(signs: Sequence[Sign]) -> list[Segment]:
    return [Segment(sign.text, STYLES[sign.style]) for sign in signs]


def whole(picture: Picture) -> LayoutUpdate:
    region = Region(0, 0, WIDTH, len(picture))
    return LayoutUpdate([[Strip(segments(row))] for row in picture], region)


def part(picture: Picture, dirty: Sequence[int], cut: int) -> ChopsUpdate:
    """The update for some rows, from a column on; a wide sign on the cut goes with it."""
    chops: list[dict[int, Strip | None]] = []
    ends: list[list[int]] = []
    spans = []
    for number, row in enumerate(picture):
        left, column = 0, 0
        for index, sign in enumerate(row):
            if column + sign.wide >= cut:
                left = index
                break
            column += 1 + sign.wide
        if column:
            chops.append({0: None, column: Strip(segments(row[left:]))})
            ends.append([column, WIDTH])
        else:
            chops.append({0: Strip(segments(row))})
            ends.append([WIDTH])
        if number in dirty:
            spans.append((number, column, WIDTH))
    return ChopsUpdate(chops, spans, ends)


def shown(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    """The cells of a screen; of a blank one only what can be seen."""
    lines = []
    for row in range(screen.lines):
        line = []
        for column in range(screen.columns):
            char = screen.buffer[row][column]
            look: tuple[object, ...] = (char.bg, char.underscore, char.reverse, char.strikethrough)
            if char.data != " " or any(look[1:]):
                look += (char.fg, char.bold, char.italics)
            line.append((unicodedata.normalize("NFC", char.data), *look))
        lines.append(line)
    return lines


def terminal(height: int = HEIGHT) -> tuple[pyte.Screen, pyte.Stream]:
    screen = pyte.Screen(WIDTH, height)
    stream = pyte.Stream(screen)
    stream.feed("\x1b[?7l")  # no wrapping, as the driver asks for
    return screen, stream


def as_rich_paints(picture: Picture, mode: ColourMode) -> list[list[tuple[object, ...]]]:
    """The reference: every sign by itself, by rich, at its place."""
    screen, stream = terminal(len(picture))
    for number, row in enumerate(picture):
        column = 1
        for sign in row:
            style = REFERENCE[mode][sign.style]
            painted = style.render(sign.text, color_system=SYSTEMS[mode])
            stream.feed(f"\x1b[{number + 1};{column}H{painted}\x1b[0m")
            column += 1 + sign.wide
    return shown(screen)


@settings(max_examples=50)
@given(st.data())
@pytest.mark.parametrize("mode", MODES)
def test_any_updates_lead_to_the_wanted_picture(mode: ColourMode, data: st.DataObject) -> None:
    painter = Painter(mode)
    screen, stream = terminal()
    picture = data.draw(pictures())
    painter.take(whole(picture))
    stream.feed(painter.frame())
    assert shown(screen) == as_rich_paints(picture, mode)
    for _ in range(data.draw(st.integers(1, 4))):
        fresh = data.draw(pictures())
        if data.draw(st.booleans()):
            picture = fresh
            painter.take(whole(picture))
        else:
            dirty = data.draw(st.lists(st.integers(0, HEIGHT - 1), min_size=1, unique=True))
            cut = data.draw(st.integers(0, WIDTH - 1))
            update = part(fresh, sorted(dirty), cut)
            for row, left, _ in update.spans:
                picture = [*picture]
                picture[row] = merged(picture[row], fresh[row], left)
            painter.take(update)
        if data.draw(st.booleans()):
            stream.feed(painter.frame())
            assert shown(screen) == as_rich_paints(picture, mode)
            assert painter.frame() == ""
    stream.feed(painter.frame())
    assert shown(screen) == as_rich_paints(picture, mode)


def merged(old: list[Sign], new: list[Sign], column: int) -> list[Sign]:
    """The old row up to a column and the new one from there on. A wide sign that was cut leaves a
    blank, as on a terminal."""
    row: list[Sign] = []
    at = 0
    for sign in old:
        if at + 1 + sign.wide <= column:
            row.append(sign)
        elif at < column:
            row.append(Sign(" ", False, sign.style))
            break
        else:
            break
        at += 1 + sign.wide
    at = 0
    for sign in new:
        if at >= column:
            row.append(sign)
        at += 1 + sign.wide
    return row


@given(pictures())
def test_nothing_is_written_when_nothing_changed(picture: Picture) -> None:
    painter = Painter(ColourMode.TRUE)
    painter.take(whole(picture))
    assert painter.frame() != ""
    painter.take(whole(picture))
    painter.take(part(picture, range(HEIGHT), 0))
    assert painter.frame() == ""


@given(pictures())
def test_after_forgetting_everything_is_painted_again(picture: Picture) -> None:
    painter = Painter(ColourMode.TRUE)
    painter.take(whole(picture))
    painter.frame()
    painter.forget()
    screen, stream = terminal()
    stream.feed(painter.frame())
    assert shown(screen) == as_rich_paints(picture, ColourMode.TRUE)


@given(pictures(), pictures())
def test_frames_that_could_not_be_sent_cost_nothing(first: Picture, last: Picture) -> None:
    painter = Painter(ColourMode.TRUE)
    painter.take(whole(first))
    painter.take(whole(last))
    direct = Painter(ColourMode.TRUE)
    direct.take(whole(last))
    screen, stream = terminal()
    stream.feed(painter.frame())
    assert shown(screen) == as_rich_paints(last, ColourMode.TRUE)


def line(text: str, style: str = "#e4e4e4 on #121212", width: int = 80) -> Strip:
    return Strip([Segment(text.ljust(width), Style.parse(style))])


def window(*lines: Strip, width: int = 80) -> LayoutUpdate:
    return LayoutUpdate([[strip] for strip in lines], Region(0, 0, width, len(lines)))


@pytest.mark.parametrize("mode", ColourMode)
def test_a_window_of_another_size_is_painted_whole(mode: ColourMode) -> None:
    painter = Painter(mode)
    painter.take(window(line("первая"), line("вторая")))
    painter.frame()
    painter.take(window(line("первая", width=40), line("вторая", width=40), width=40))
    frame = painter.frame()
    assert "первая" in frame
    assert "вторая" in frame


def test_rows_that_fell_off_a_smaller_window_are_ignored() -> None:
    painter = Painter(ColourMode.TRUE)
    painter.take(window(line("одна")))
    painter.frame()
    late = ChopsUpdate([{0: line("x")}] * 3, [(2, 0, 80)], [[80]] * 3)
    painter.take(late)
    assert painter.frame() == ""


@pytest.mark.parametrize("column", [40, 41, 60])
def test_what_lies_beyond_a_narrower_window_is_ignored(column: int) -> None:
    painter = Painter(ColourMode.TRUE)
    painter.take(window(line("узко", width=40), width=40))
    painter.frame()
    late = ChopsUpdate([{column: line("x", width=10)}], [(0, column, 80)], [[80]])
    painter.take(late)
    assert painter.frame() == ""
    painter.take(ChopsUpdate([{35: line("край", width=10)}], [(0, 35, 80)], [[80]]))
    assert "край" in painter.frame()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("осталось 3 дня 9 ч", "осталось 3 дня 8 ч"),
        ("осталось 1 день 23 ч", "осталось 27 ч 14 мин"),
        ("03:12:45", "03:12:44"),
        ("осталось 1 мин", "просрочено на 1 день"),
    ],
)
@pytest.mark.parametrize("mode", ColourMode)
def test_a_changed_countdown_costs_at_most_130_bytes(
    before: str, after: str, mode: ColourMode
) -> None:
    painter = Painter(mode)
    card = " 2 этап  8–11 классы       ● в срок          "
    painter.take(window(line(card + before)))
    painter.frame()
    painter.take(window(line(card + after)))
    cost = len(painter.frame().encode())
    assert 0 < cost <= 130 - len("\x1b[12;34H")


def test_a_window_of_plain_text_costs_little_more_than_the_text() -> None:
    painter = Painter(ColourMode.TRUE)
    text = "Классы и чаты школы по этапам, что сделано и что дальше"
    painter.take(window(*[line(text)] * 24))
    frame = painter.frame()
    letters = len(text.encode()) * 24 + 24 * (80 - len(text))
    assert len(frame.encode()) <= letters + 24 * 8 + 60


def test_two_changes_that_stand_close_are_written_at_once() -> None:
    painter = Painter(ColourMode.TRUE)
    painter.take(window(line("a....b")))
    painter.frame()
    painter.take(window(line("A....B")))
    assert painter.frame().count("H") == 1
    painter.take(window(line("a....b" + " " * 30 + "c")))
    assert painter.frame().count("H") == 2


def test_sixteen_colours_are_written_as_sixteen() -> None:
    painter = Painter(ColourMode.BASIC)
    painter.take(window(line("стой", "#ff5555 on #0000aa")))
    assert "\x1b[91;44m" in painter.frame()
    assert "38;" not in painter.frame()


def test_256_colours_are_the_nearest_there_are() -> None:
    painter = Painter(ColourMode.PALETTE)
    painter.take(window(line("серый", "#e4e4e4 on #eeeeee")))
    assert "\x1b[38;5;254;48;5;255m" in painter.frame()


class TestWithoutColours:
    """What stands out by its background does so by reverse, a field by an underline."""

    def painter(self, style: str) -> str:
        painter = Painter(ColourMode.NONE, "#000000")
        painter.take(window(line("текст", style)))
        return painter.frame()

    def test_text_on_the_background_is_plain(self) -> None:
        assert "\x1b[0m" in self.painter("#ffffff on #000000")
        assert "\x1b[7" not in self.painter("#ffffff on #000000")
        assert "\x1b[4" not in self.painter("#ffffff on #000000").replace("\x1b[49m", "")

    def test_the_focus_is_reversed(self) -> None:
        assert "\x1b[0;7m" in self.painter("#000000 on #ffff00")

    def test_a_field_is_underlined(self) -> None:
        assert "\x1b[0;4m" in self.painter("#ffffff on #303030")

    def test_a_cursor_drawn_by_reversing_is_reversed(self) -> None:
        assert "\x1b[0;7m" in self.painter("reverse #ffffff on #000000")

    def test_on_another_background_other_things_stand_out(self) -> None:
        painter = Painter(ColourMode.NONE, "#000000")
        text = window(line("текст", "#1c1c1c on #eeeeee"))
        painter.take(text)
        assert "\x1b[0;7m" in painter.frame()
        painter.stand_on("#eeeeee")
        painter.take(text)
        assert "\x1b[0;7m" not in (frame := painter.frame())
        assert "текст" in frame

    def test_no_colour_is_ever_written(self) -> None:
        for style in ("#ff0000 on #00ff00", "red", "on blue", "bold #5fafff on #005f87"):
            frame = self.painter(style)
            codes = {
                code
                for sequence in frame.split("\x1b[")[1:]
                if "m" in sequence
                for code in sequence.partition("m")[0].split(";")
            }
            assert codes <= {"0", "1", "2", "3", "4", "7", "9", "39", "49"}, style


def test_an_update_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="unknown update: CompositorUpdate"):
        Painter(ColourMode.TRUE).take(CompositorUpdate())


def test_the_private_shapes_of_updates_are_still_the_same() -> None:
    assert list(inspect.signature(LayoutUpdate).parameters) == ["strips", "region"]
    assert list(inspect.signature(ChopsUpdate).parameters) == ["chops", "spans", "chop_ends"]
    source = inspect.getsource(Compositor)
    for kind in ("LayoutUpdate(", "ChopsUpdate("):
        assert kind in source
