"""What comes from a terminal, made proof against what real terminals and links send.

Relies on `XTermParser` of Textual 8.2.8; pinned by tests.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from math import inf
from typing import Final
from unicodedata import normalize

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import SPECIAL_SEQUENCES, XTermParser
from textual.keys import Keys

# What a terminal sends for one key or click, or as an answer: F1 to F5 of the Linux console, the
# mouse of old terminals, `ESC [ … letter`, `ESC O letter`, and strings that nobody here asked for
# (colours that a program before us wanted to know). Without its last character where it is broken.
_SEQUENCE: Final = re.compile(
    r"\x1b(?:\[\[[A-E]|\[M.{3}|\[\d+\$|\[[0-?]*[ -/]*[@-~]?|O[ -~]?"
    r"|\]\d+;[^\x07\x1b]*(?:\x07|\x1b\\)|P[>=!\d][^\x1b]*\x1b\\)",
    re.DOTALL,
)
# The beginning of one whose end is still on its way. (`ESC [ 23 $` of rxvt is whole.)
_UNFINISHED: Final = re.compile(
    r"\x1b(?:\[\[|\[M.{0,2}|\[(?!\d+\$)[0-?]*[ -/]*|O"
    r"|\](?:\d+(?:;[^\x07\x1b]*\x1b?)?)?|P(?:[>=!\d][^\x1b]*\x1b?)?)?\Z",
    re.DOTALL,
)
# The end of one whose ESC came so much earlier that it was taken for the Esc key.
_TAIL: Final = re.compile(r"\A(?:\[\[[A-E]|\[[0-?]*[ -/]*[@-Z\\^-~]|O[A-Z]|\]\d+;|P>\|)")
# Beginnings that may also be two keys: Alt and a letter or bracket.
_TWO_KEYS: Final = frozenset({"\x1b[", "\x1b[[", "\x1bO", "\x1b]", "\x1bP"})
# Kitty's alternate keys and event types, `ESC [ 1089:99 ; 5:1 u`, and the type of a key let go.
_SUBPARAMETERS: Final = re.compile(r"(?<=\d):[\d:]*")
_LET_GO: Final = re.compile(r";\d*:3(?!\d)")
_UNDERSTOOD: Final = re.compile(r"\x1b\[(?:<\d+;-?\d+;-?\d+[Mm]|\?\d+;\d\$y|\d+(?:;\d*){0,2}u)")
# Signs and moves that the parser would make of Alt with a letter or digit.
_WITH_ALT: Final = frozenset(
    sequence
    for sequence in ANSI_SEQUENCES_KEYS
    if len(sequence) == 2 and sequence[0] == "\x1b" and sequence[1].isprintable()
)
# The parser types out what is longer.
_LONGEST: Final = 32
#: How long the rest of a sequence may take, in seconds, where its beginning may be a key itself
#: (Esc) and where it may be two.
ESC_DELAY: Final = 0.05
PATIENCE: Final = 1.0


class InputText:
    """Bytes from a terminal as text that a parser can take, in whatever pieces they come.

    Bytes that are not UTF-8 (a PuTTY set to CP1251) are dropped. A sequence cut in two by a slow
    link is held back until it is whole, and one that the parser does not know is dropped: neither
    must be typed into a field, which is what Textual does with both.
    """

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._held = ""
        self._since = 0.0
        self._escape_at = -inf

    def escape_pressed(self, now: float) -> bool:
        """Whether an ESC has been alone for so long that it is the key."""
        if not self.at_escape or now - self._since < ESC_DELAY:
            return False
        self._held, self._escape_at = "", now
        return True

    @property
    def at_escape(self) -> bool:
        """Whether an ESC came last, and nobody knows yet what it is."""
        return self._held == "\x1b"

    def feed(self, data: bytes, now: float) -> str:
        """The text that is ready at the moment `now` (seconds), each letter in its one spelling."""
        text = self._decode(data).replace("\ufffd", "")
        if self._held in _TWO_KEYS and now - self._since > PATIENCE:
            self._held = ""
        if not self._held and now - self._escape_at <= PATIENCE and _TAIL.match(text):
            self._held = "\x1b"
        text, self._held = self._held + text, ""
        if cut := _UNFINISHED.search(text):
            self._held, self._since = cut[0], now
            text = text[: cut.start()]
        return normalize("NFC", _SEQUENCE.sub(_understood, text))


def _understood(match: re.Match[str]) -> str:
    sequence = match[0]
    if _LET_GO.search(sequence):
        return ""
    sequence = _SUBPARAMETERS.sub("", sequence)
    known = sequence in ANSI_SEQUENCES_KEYS or sequence in SPECIAL_SEQUENCES
    if not known and not (_UNDERSTOOD.fullmatch(sequence) and len(sequence) <= _LONGEST):
        return ""
    return sequence


class KeyParser(XTermParser):
    """Never fails on a key: what it cannot read it ignores."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if alt or sequence in _WITH_ALT:
            # No key of ours has Alt: it is Esc and what was pressed after it, which a slow link
            # has brought together.
            return [events.Key("escape", "\x1b"), *self._sequence_to_key_events(sequence[-1])]
        if not sequence.endswith("u") or len(sequence) < 4:
            return super()._sequence_to_key_events(sequence, alt)
        try:
            keys = self._parse_extended_key(sequence) or []
        except (ValueError, OverflowError):
            return [events.Key(Keys.Ignore, sequence)]
        return [key.copy() for key in keys]
