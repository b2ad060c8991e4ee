"""Writes to the terminal only what differs from what stands there already.

Textual repaints whole dirty regions and, when a screen is opened, all of it several times: 36 KB at
80×24. Here its updates land in a picture of the window, and only cells that differ from the picture
painted last go out, with no more colour changes than they need. That is also what makes a stalled
link harmless: while one frame waits to be sent, later ones only change the picture.

Relies on private parts of Textual 8.2.8 (`LayoutUpdate`, `ChopsUpdate`); pinned by tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from rich.cells import get_character_cell_size
from rich.color import Color, ColorSystem, ColorType
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate

from sferum_tui.engine.colour import ColourMode


class Pen(NamedTuple):
    """How a cell is drawn, as parameters of an SGR sequence. `ink` is empty for a blank cell,
    which shows its paper only."""

    attributes: str
    ink: str
    paper: str


Cell = tuple[str, Pen]


class StyleCells(dict[str, Cell]):
    """The cells of one style by their sign, made once: a window has thousands, few of which differ.

    `blank` is the pen of spaces.
    """

    def __init__(self, pen: Pen, blank: Pen) -> None:
        self.pen, self.blank = pen, blank

    def __missing__(self, sign: str) -> Cell:
        cell = self[sign] = sign, self.blank if sign == " " else self.pen
        return cell


_SYSTEMS: Final = {
    ColourMode.TRUE: ColorSystem.TRUECOLOR,
    ColourMode.PALETTE: ColorSystem.EIGHT_BIT,
    ColourMode.BASIC: ColorSystem.STANDARD,
}
_RESET: Final = "\x1b[0m"
_PLAIN: Final = Pen("", "39", "49")
# Letters and signs that are one cell wide without asking.
_NARROW: Final = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u04ff–-…←-⇿─-◿√№]*")
# Moving the cursor over so many unchanged cells costs more than writing them again.
_SHORT_GAP: Final = 4


class Painter:
    """The picture of a window, as it should be and as it was sent."""

    def __init__(self, colours: ColourMode, background: str = "#000000") -> None:
        """`background` is the colour of the screen; without colours it tells what stands out."""
        self._system = _SYSTEMS.get(colours)
        self._background = Color.parse(background)
        self._wanted: list[list[Cell]] = []
        self._sent: list[list[Cell] | None] = []
        # Rows with signs that terminals may draw wider or narrower than we think: written whole.
        self._odd: set[int] = set()
        self._odd_sent: set[int] = set()
        self._cells: dict[Style | None, StyleCells] = {}

    def stand_on(self, background: str) -> None:
        """The screen has another colour now: what stands out of it is to be told anew."""
        self._background = Color.parse(background)
        self._cells.clear()
        self.forget()

    def forget(self) -> None:
        """What stands on the terminal is no longer known: the next frame paints everything."""
        self._sent = [None] * len(self._wanted)

    def take(self, update: CompositorUpdate) -> None:
        """Put an update of Textual's compositor into the picture.

        Raises:
            TypeError: it is of a kind that a full-screen program does not get.
        """
        if isinstance(update, LayoutUpdate):
            width, height = update.region.size
            if len(self._wanted) != height or (height and len(self._wanted[0]) != width):
                self._wanted = [[self._in(None)[" "]] * width for _ in range(height)]
                self.forget()
            self._odd.clear()
            for row, line in enumerate(update.strips):
                self._put(row, 0, (segment for strip in line for segment in strip))
        elif isinstance(update, ChopsUpdate):
            for row, left, right in update.spans:
                if row >= len(self._wanted):
                    continue
                for end, (x, strip) in zip(
                    update.chop_ends[row], update.chops[row].items(), strict=False
                ):
                    if strip is not None and x < right and end > left:
                        self._put(row, x, strip)
        else:
            raise TypeError(f"unknown update: {type(update).__name__}")

    def frame(self) -> str:
        """The sequences that make the terminal show the picture; empty when it does already."""
        out: list[str] = []
        pen = _PLAIN
        for row, wanted in enumerate(self._wanted):
            sent = self._sent[row]
            if sent == wanted:
                continue
            odd = row in self._odd
            whole = sent is None or odd or row in self._odd_sent
            for left, right in [(0, len(wanted))] if whole else _changes(sent or [], wanted):
                out.append(f"\x1b[{row + 1};{left + 1}H")
                for column in range(left, right):
                    text, cell_pen = wanted[column]
                    if cell_pen is not pen:
                        codes, pen = _switch(pen, cell_pen)
                        out.append(codes)
                    out.append(text)
                    if odd and not (text and _NARROW.fullmatch(text)):
                        out.append(f"\x1b[{column + 2}G")
            self._sent[row] = wanted.copy()
        if not out:
            return ""
        self._odd_sent = self._odd.copy()
        out.append(_RESET)
        return "".join(out)

    def _put(self, row: int, column: int, segments: Iterable[Segment]) -> None:
        line = self._wanted[row]
        cells: list[Cell] = []
        for text, style, control in segments:
            if control:
                continue
            made = self._in(style)
            if _NARROW.fullmatch(text):
                cells.extend([made[char] for char in text])
                continue
            for char in text:
                width = get_character_cell_size(char)
                if width != 1:
                    self._odd.add(row)
                if width:
                    cells.append((char, made.pen))
                    cells.extend([("", made.pen)] * (width - 1))
                elif cells:
                    cells[-1] = (cells[-1][0] + char, made.pen)
        end = min(len(line), column + len(cells))
        if column >= end:
            return
        if column and not line[column][0]:  # half of a wide sign is covered: nothing is left of it
            line[column - 1] = (" ", line[column - 1][1])
        if end < len(line) and not line[end][0]:
            line[end] = (" ", line[end][1])
        line[column:end] = cells[: end - column]

    def _in(self, style: Style | None) -> StyleCells:
        """The cells of a style."""
        try:
            return self._cells[style]
        except KeyError:
            pen = _coloured(style, self._system) if self._system else self._colourless(style)
            visible = ";".join(code for code in pen.attributes.split(";") if code in _ON_BLANKS)
            blank = pen if visible else Pen("", "", pen.paper)
            self._cells[style] = made = StyleCells(pen, blank)
            return made

    def _colourless(self, style: Style | None) -> Pen:
        if style is None:
            return _PLAIN
        attributes = [code for code in _attributes(style) if code != "7"]
        paper = style.color if style.reverse else style.bgcolor
        contrast = _contrast(paper or self._background, self._background)
        if contrast >= _STANDS_OUT:
            attributes.append("7")
        elif contrast >= _IS_FIELD and "4" not in attributes:
            attributes.append("4")
        return Pen(";".join(attributes), "39", "49")


# Underline, reverse, strike: what is seen without a letter.
_ON_BLANKS: Final = frozenset({"4", "7", "9"})
# Contrast of a background to that of the screen from which, without colours, it is shown as
# reversed (the place of the focus) and as underlined (a field to type into).
_STANDS_OUT: Final = 3.0
_IS_FIELD: Final = 1.4


def _attributes(style: Style) -> list[str]:
    return [
        code
        for code, on in (
            ("1", style.bold),
            ("2", style.dim),
            ("3", style.italic),
            ("4", style.underline),
            ("7", style.reverse),
            ("9", style.strike),
        )
        if on
    ]


def _coloured(style: Style | None, system: ColorSystem) -> Pen:
    if style is None:
        return _PLAIN
    ink, paper = style.color, style.bgcolor
    return Pen(
        ";".join(_attributes(style)),
        ";".join(_reduced(ink, system).get_ansi_codes(foreground=True)) if ink else "39",
        ";".join(_reduced(paper, system).get_ansi_codes(foreground=False)) if paper else "49",
    )


def _reduced(colour: Color, system: ColorSystem) -> Color:
    """The nearest colour the terminal has. Rich takes greys of 256 colours a shade too dark."""
    if system is not ColorSystem.EIGHT_BIT or colour.type is not ColorType.TRUECOLOR:
        return colour.downgrade(system)
    wanted = colour.get_truecolor()
    steps = [0 if part < 48 else 1 if part < 115 else (part - 35) // 40 for part in wanted]
    shade = min(23, max(0, round((sum(wanted) / 3 - 8) / 10)))
    cube = [step and 55 + 40 * step for step in steps]

    def distance(other: Iterable[int]) -> int:
        return sum((one - two) ** 2 for one, two in zip(wanted, other, strict=True))

    if distance([8 + 10 * shade] * 3) < distance(cube):
        return Color.from_ansi(232 + shade)
    red, green, blue = steps
    return Color.from_ansi(16 + 36 * red + 6 * green + blue)


def _luminance(colour: Color) -> float:
    channels = [
        channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in colour.get_truecolor().normalized
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def _contrast(one: Color, other: Color) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _changes(sent: list[Cell], wanted: list[Cell]) -> Iterator[tuple[int, int]]:
    """The runs of a row to write, as columns from and to; runs that nearly touch are one."""
    start = end = -1
    for column, (old, new) in enumerate(zip(sent, wanted, strict=True)):
        if old == new:
            continue
        if start < 0:
            start = column
        elif column - end > _SHORT_GAP:
            yield start, end
            start = column
        end = column + 1
    yield start, end


@lru_cache(4096)
def _switch(now: Pen, pen: Pen) -> tuple[str, Pen]:
    """The sequence from one pen to another, and the pen that is really in force after it."""
    codes: list[str] = []
    attributes, ink, paper = now
    wanted_ink = pen.ink or ink
    keep = not pen.ink and not _ON_BLANKS & set(attributes.split(";"))
    if not keep and attributes != pen.attributes:
        codes = ["0", *([pen.attributes] if pen.attributes else [])]
        ink, paper = _PLAIN.ink, _PLAIN.paper
        attributes = pen.attributes
        wanted_ink = pen.ink or ink
    if wanted_ink != ink:
        codes.append(wanted_ink)
    if pen.paper != paper:
        codes.append(pen.paper)
    result = Pen(attributes, wanted_ink, pen.paper)
    return (f"\x1b[{';'.join(codes)}m" if codes else ""), result
