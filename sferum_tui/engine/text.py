"""Text that comes from people and files, made harmless before it reaches a terminal."""

from __future__ import annotations

import re
from typing import Final

from rich.cells import get_character_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

# C0 with ESC, DEL, C1, the marks that turn the direction of writing, line and paragraph separators,
# the byte-order mark and halves of surrogate pairs.
_HARMFUL: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """The text without control characters and without marks that reorder what is printed.

    Tabs and line ends become spaces. For use where a text enters the program.
    """
    return _HARMFUL.sub(lambda match: " " if match[0] in "\t\n\r\u2028\u2029" else "", text)


def _same_width(match: re.Match[str]) -> str:
    return " " * get_character_cell_size(match[0])


class Harmless(LineFilter):
    """Strips from everything that is painted what `clean` strips; keeps the width in cells."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line, cleaned."""
        if not any(_HARMFUL.search(segment.text) for segment in segments):
            return segments
        return [
            Segment(_HARMFUL.sub(_same_width, text), style, control)
            for text, style, control in segments
        ]


# One sign for one sign: a line keeps its width. Cyrillic stays, it is what the screens say.
_SEVEN_BIT: Final = str.maketrans(
    {
        sign: plain
        for plain, signs in {
            "-": "─━–—―−‐‑¬▬↔",
            "=": "═≡",
            "|": "│┃║▌▐↕",
            "+": "┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╒╓╕╖╘╙╛╜╞╟╡╢╤╥╧╨╪╫",
            "#": "█▓▀▄■▪",
            ".": "▒░□▫·∙…",
            "*": "●•",
            "o": "○◦◘◙°◊",
            "!": "▲△",
            "v": "√✓▼▽↓",
            "^": "↑",
            ">": "►▷→›",
            "<": "◄◁←‹",
            "x": "×",
            '"': "«»„“”",
            "'": "‘’‚",
            "N": "№",
            "~": "≈",
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
