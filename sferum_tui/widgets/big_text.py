"""Large letters out of whole cells, for the back row of the hall."""

from __future__ import annotations

from functools import cache

from sferum_tui.text import without_yo

#: Rows of a letter before it is scaled.
ROWS = 5
#: Dots between letters, and for a blank.
_GAP, _BLANK = 1, 3

# Five rows a sign, its dots from left to right; a sign that is not here is shown as a blank.
_DRAWN = """
0 ### #.# #.# #.# ###
1 .#. ##. .#. .#. ###
2 ### ..# ### #.. ###
3 ### ..# ### ..# ###
4 #.# #.# ### ..# ..#
5 ### #.. ### ..# ###
6 ### #.. ### #.# ###
7 ### ..# ..# .#. .#.
8 ### #.# ### #.# ###
9 ### #.# ### ..# ##.
: . # . # .
. . . . . #
– ... ... ### ... ...
А ### #.# ### #.# #.#
Б #### #... ###. #..# ###.
В ##. #.# ##. #.# ###
Г ### #.. #.. #.. #..
Д .###. .#.#. .#.#. ##### #...#
Е ### #.. ### #.. ###
Ж #.#.# #.#.# .###. #.#.# #.#.#
З ##. ..# .#. ..# ##.
И #..# #..# #.## ##.# #..#
Й .##. #..# #.## ##.# #..#
К #.# #.# ##. #.# #.#
Л .### .#.# .#.# .#.# ##.#
М #...# ##.## #.#.# #...# #...#
Н #.# #.# ### #.# #.#
О ### #.# #.# #.# ###
П ### #.# #.# #.# #.#
Р ### #.# ### #.. #..
С ### #.. #.. #.. ###
Т ### .#. .#. .#. .#.
У #.# #.# ### ..# ###
Ф ##### #.#.# ##### ..#.. ..#..
Х #.# #.# .#. #.# #.#
Ц #.#. #.#. #.#. #### ...#
Ч #..# #..# .### ...# ...#
Ш #.#.# #.#.# #.#.# #.#.# #####
Щ #.#.#. #.#.#. #.#.#. ###### .....#
Ъ ##.. .#.. .### .#.# .###
Ы #...# #...# ###.# #.#.# ###.#
Ь #.. #.. ### #.# ###
Э ###. ...# .### ...# ###.
Ю #.### #.#.# ###.# #.#.# #.###
Я ### #.# ### .## #.#
"""


@cache
def _signs() -> dict[str, tuple[str, ...]]:
    drawn = (line.split() for line in _DRAWN.strip().splitlines())
    return {sign: tuple(rows) for sign, *rows in drawn}


def dots(text: str) -> int:
    """How many dots wide a text is, not scaled."""
    return max(0, sum(_width(sign) + _GAP for sign in _plain(text)) - _GAP)


def big(text: str, across: int, down: int) -> list[str]:
    """The text in capitals, each dot of it so many cells across and down."""
    rows = ["" for _ in range(ROWS)]
    for sign in _plain(text):
        drawn = _signs().get(sign) or ("." * _BLANK,) * ROWS
        for number, line in enumerate(drawn):
            rows[number] += line + "." * _GAP
    scaled = []
    for row in rows:
        line = "".join(("█" if dot == "#" else " ") * across for dot in row[:-_GAP])
        scaled += [line] * down
    return scaled


def _plain(text: str) -> str:
    return without_yo(text.upper())


def _width(sign: str) -> int:
    drawn = _signs().get(sign)
    return len(drawn[0]) if drawn else _BLANK
