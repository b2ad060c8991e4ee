"""What a letter is: signs that can't be seen, one spelling of each letter, room in cells.

The ground floor of the program: it imports nothing of ours, and everything may import it. Whatever
comes in (files, keys, pastes, arguments, searches) goes through `normal` or `silenced` once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeVar

Item = TypeVar("Item")

#: The longest text of an answer and the longest title that becomes part of a chat's id, in
#: characters: what a field lets in and what a file may hold.
LONGEST, LONGEST_TITLE = 300, 100
#: The same of a note and of a reason.
LONGEST_NOTE = 4000

# Signs that can't be seen ------------------------------------------------------------------------

#: Signs that are not seen and mean nothing in a name: soft hyphens, zero widths, byte order marks,
#: fillers and selectors of variants. Office programs and web pages leave them in what is copied.
_SILENT = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2064\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0100-\U000e0fff"
)
#: Signs that act on a terminal, turn the direction of writing, are forbidden in XML, or stand for
#: a character that was lost: controls, marks of direction, separators of lines, halves of pairs.
_ACTING = (
    "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2065-\u206f\ufdd0-\ufdef\ufff0-\uffff"
    "\ud800-\udfff\U000e0000-\U000e00ff"
)
#: One sign that can't be seen or could do harm, as a regular expression. Compiling it takes as long
#: as reading a plan, so it is compiled by the first text that holds a rare sign.
UNSEEN = f"[{_SILENT}{_ACTING}]"
_SILENT_SIGN = f"[{_SILENT}]"
_RUSSIAN = frozenset("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя")
#: What usual texts are made of: all of it is seen, and none of it has another spelling.
_USUAL = _RUSSIAN | frozenset(map(chr, range(0x20, 0x7F))) | frozenset("«»„“”–—…№\u00a0")
#: Those that part words.
_GAPS = "\t\n\r\x85\u2028\u2029"
#: A spreadsheet takes a cell that starts so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\n")


def is_usual(text: str) -> bool:
    """Whether the text is of nothing but letters, digits and signs of every day, on one line."""
    return _USUAL.issuperset(text)


def unseen(text: str) -> str:
    """The first sign that can't be seen or could act on a terminal or tear an id, "" if none."""
    found = None if is_usual(text) else re.search(UNSEEN, text)
    return found[0] if found else ""


def silenced(text: str) -> str:
    """A text of a file: each letter in its one spelling (NFC), without signs that mean nothing.

    Signs that could do harm stay, so that they can be named as faults.
    """
    if text.isascii() or is_usual(text):
        return text
    return _composed(re.sub(_SILENT_SIGN, "", text))


def normal(text: str) -> str:
    """A typed or pasted text: each letter in its one spelling (NFC), nothing in it unseen.

    Tabs and line ends become spaces. What is normal stays as it is.
    """
    if is_usual(text):
        return text
    return _composed(re.sub(UNSEEN, lambda sign: " " if sign[0] in _GAPS else "", text))


def tidy(text: str) -> str:
    """A typed text as it is kept: normal, without spaces at its ends and double ones inside."""
    return " ".join(normal(text).split())


def normal_values(value: Any) -> Any:
    """A value of JSON with every text in it normal, keys as well."""
    if isinstance(value, str):
        return normal(value)
    if isinstance(value, list):
        return [normal_values(item) for item in value]
    if isinstance(value, dict):
        return {normal(key): normal_values(item) for key, item in value.items()}
    return value


def spelt_out(text: str) -> str:
    """The text with a code in place of every sign that can't be seen, a space for a gap."""
    if text.isprintable() and not unseen(text):
        return text
    return "".join(map(_spelt_sign, text))


def _spelt_sign(sign: str) -> str:
    if sign.isprintable() and not unseen(sign):
        return sign
    return " " if sign.isspace() else f"\\u{ord(sign):04x}"


def decomposed(text: str) -> str:
    """The text as an old Mac spells it, accents apart: names of files may be spelt so."""
    from unicodedata import normalize

    return normalize("NFD", text)


def _composed(text: str) -> str:
    # Loaded by the first text that needs it.
    from unicodedata import normalize

    return normalize("NFC", text)


# Letters that are alike --------------------------------------------------------------------------

_LATIN, _CYRILLIC = "ABCEHKMOPTXY", "АВСЕНКМОРТХУ"
_SMALL_LATIN, _SMALL_CYRILLIC = "aceopxy", "асеорху"
_TO_CYRILLIC = str.maketrans(_LATIN + _SMALL_LATIN, _CYRILLIC + _SMALL_CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_YO = str.maketrans("ёЁ", "еЕ")
_NO_BREAK = str.maketrans("\u00a0\u202f", "  ")
# Folding both the text and the query makes it of no account which look-alike was typed. Dashes are
# one sign, and what only decorates a name is a space.
_FOLDED = str.maketrans(
    dict(zip(_LATIN.lower(), _CYRILLIC.lower(), strict=True))
    | dict.fromkeys("–—−‑‐", "-")
    | dict.fromkeys('·«»„“”"\t\n\r\u00a0\u2009\u202f', " ")
)
#: Stands before each number of a folded text, so that «1а» is not found in «11а».
_NUMBER = "\x02"
_NUMBERS = re.compile(r"\d+")


def to_cyrillic(text: str) -> str:
    """Replace Latin look-alikes in a single letter and in a name that holds Cyrillic.

    «IT» stays as it is; «A» and «8A класс» become Cyrillic.
    """
    if len(text) == 1 or not _RUSSIAN.isdisjoint(text):
        return text.translate(_TO_CYRILLIC)
    return text


def to_latin(text: str) -> str:
    """The text in capitals with Latin letters for those that look like them: «а» is column A."""
    return text.upper().translate(_TO_LATIN)


def plain_spaces(text: str) -> str:
    """The text without no-break spaces, for programs that compare and search it."""
    return text.translate(_NO_BREAK)


def without_yo(text: str) -> str:
    """The text with е in place of ё."""
    return text.translate(_YO)


def lowered(text: str) -> str:
    """The text without case and with ё = е, as texts are compared and sorted."""
    return normal(text).lower().translate(_YO)


def look_alike(text: str) -> str:
    """The text as it is compared where it may be typed otherwise: case, ё, dashes, Latin letters,
    quotes and spaces of all kinds."""
    return lowered(text).translate(_FOLDED)


def folded(text: str) -> str:
    """The text as it is searched, its numbers marked. What is folded twice stays as it is."""
    return _NUMBERS.sub(lambda found: _NUMBER + found[0], look_alike(text))


# The other keyboard layout -----------------------------------------------------------------------

#: The letter rows of the two layouts, key by key. In the Russian one the last key of the bottom row
#: and the digit 3 carry other signs as well: «.» and «,» stand where «/» and «?» are.
RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ.,№"
US_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>/?#"
_MEANT = {
    ord(us): russian for russian, us in zip(RUSSIAN_KEYS, US_KEYS, strict=True) if russian.isalpha()
}


def russian_letters(text: str) -> str:
    """A text typed with the US layout on by mistake, as it was meant: `rkfcc` → `класс`."""
    return text.translate(_MEANT)


def either_layout(query: str) -> tuple[str, str]:
    """A query folded as it was typed, and as it was meant had the other layout been on."""
    return folded(query), folded(russian_letters(query))


def matching(items: Iterable[tuple[str, Item]], query: str) -> tuple[list[str], list[Item]]:
    """The words of a query as they were found, and the items whose folded texts have all of them.

    A word that no text has is looked for once more as it reads with the other layout on.
    """
    left, words = list(items), list[str]()
    for word in query.split():
        hits: list[tuple[str, Item]] = []
        for typed in either_layout(word):
            # A word may become several, or none: quotes and dots are spaces.
            parts = typed.split()
            hits = [item for item in left if all(part in item[0] for part in parts)]
            if hits:
                words += parts
                break
        left = hits
    return words, [item for _, item in left]


def typed_letter(sign: str) -> str:
    """The small Russian letter that a key means in either layout; "" for what is no letter."""
    letter = russian_letters(sign.lower()) if sign.isascii() else normal(sign).lower()
    return letter if len(letter) == 1 and letter.isalpha() else ""


# Room in cells -----------------------------------------------------------------------------------


def cut(text: str, width: int) -> str:
    """The text in at most so many cells; what does not fit ends in «…»."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""


def clauses(text: str, width: int) -> str:
    """As much of a text as has room in so many cells, whole clauses of it only; "" for none."""
    from rich.cells import cell_len

    ends = [found.start() for found in re.finditer("[;:]|$", text)]
    ends += [found.start() for found in re.finditer(",", text[: ends[0]])]
    return max((text[:end] for end in ends if cell_len(text[:end]) <= width), key=len, default="")


def fitted(text: str, width: int) -> str:
    """The text in exactly so many cells; «…» at its end tells that it was longer."""
    from rich.cells import set_cell_size

    return set_cell_size(cut(text, width), max(0, width))


def in_lines(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The text in lines of at most so many cells, broken between words; [] for an empty one.

    `first` stands before the first line, `rest` before the others.
    """
    from textwrap import wrap

    from rich.cells import cell_len

    if cell_len(text) == len(text):
        return wrap(text, width, initial_indent=first, subsequent_indent=rest)
    lines, line = [], first
    for word in filter(None, re.split(r"[ \t\n]+", text)):
        for piece in _pieces(word, max(1, width - cell_len(rest))):
            begun = line not in (first, rest)
            if begun and cell_len(line) + 1 + cell_len(piece) > width:
                lines.append(line)
                line, begun = rest, False
            line += f" {piece}" if begun else piece
    return [*lines, line] if line not in (first, rest) else lines


def _pieces(word: str, width: int) -> list[str]:
    """A word in pieces that fit a line."""
    from rich.cells import chop_cells

    return chop_cells(word, width)
