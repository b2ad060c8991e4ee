"""Text that comes from people and files, made harmless before it reaches a terminal."""

from __future__ import annotations

import re
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from sferum_tui.text import UNSEEN

_UNSEEN: Final = re.compile(UNSEEN)


def _harmless(text: str) -> str:
    """The text without signs that can't be seen, as many cells wide as before."""
    return set_cell_size(_UNSEEN.sub("", text), cell_len(text))


class Harmless(LineFilter):
    """Strips from everything that is painted what can't be seen; keeps the width in cells."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line, cleaned."""
        if not any(_UNSEEN.search(segment.text) for segment in segments):
            return segments
        return [Segment(_harmless(text), style, control) for text, style, control in segments]


# One sign for one sign: a line keeps its width. Cyrillic stays, it is what the screens say.
_SEVEN_BIT: Final = str.maketrans(
    {
        sign: plain
        for plain, signs in {
            "-": "─━–—―−‐‑¬▬↔",
            "%": "═≡",
            "=": "█▓▀▄",
            "_": "▒░□▫",
            "|": "│┃║▌▐↕",
            "+": "┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╒╓╕╖╘╙╛╜╞╟╡╢╤╥╧╨╪╫",
            "#": "■",
            ":": "▪",
            ".": "·∙",
            "~": "…≈",
            "@": "●",
            "*": "•",
            "o": "○◦◘◙°",
            "&": "◊",
            "!": "▲△",
            "V": "√✓",
            "v": "▼▽↓",
            "^": "↑",
            ">": "►▷→›",
            "<": "◄◁←‹",
            "x": "×",
            '"': "«»„“”",
            "'": "‘’‚",
            "N": "№",
            " ": "\u00a0\u202f\u2009",
        }.items()
        for sign in signs
    }
)


def seven_bit(text: str) -> str:
    """The text with frames, bars, bullets, dashes and quotes in ASCII, sign for sign."""
    return text.translate(_SEVEN_BIT)


class SevenBit(LineFilter):
    """For `--ascii`: nothing but ASCII and Cyrillic is painted."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line in seven bits."""
        return [
            segment if segment.text.isascii() else Segment(seven_bit(segment.text), *segment[1:])
            for segment in segments
        ]
