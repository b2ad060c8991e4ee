"""Whatever bytes a terminal sends, in whatever pieces, become the keys that were pressed."""

from __future__ import annotations

import inspect
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from textual import events, messages
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS, IGNORE_SEQUENCE
from textual._xterm_parser import XTermParser
from textual.message import Message

from sferum_tui.engine.input import PATIENCE, InputText, KeyParser

# What a terminal may send, and the keys or events that it is.
KEYS = {
    b"\x1b[A": "up",
    b"\x1b[B": "down",
    b"\x1bOC": "right",
    b"\x1bOP": "f1",
    b"\x1b[[A": "f1",
    b"\x1b[15~": "f5",
    b"\x1b[21~": "f10",
    b"\x1b[1;5C": "ctrl+right",
    b"\x1b[5~": "pageup",
    b"\x1b[Z": "shift+tab",
    b"\x13": "ctrl+s",
    b"\r": "enter",
    b" ": "space",
    b"q": "q",
    "й".encode(): "й",
    "Ё".encode(): "Ё",
    b"[": "left_square_bracket",
    b"8": "8",
}
CLICK = b"\x1b[<0;12;5M"
SILENT = [
    b"\x1b[>41;377;0c",  # what the terminal is
    b"\x1b[?1;2c",
    b"\x1b[1;2:3A",  # a key let go
    b"\x1b[97;1:3u",
    b"\x1b]11;rgb:0000/0000/0000\x07",  # a colour that another program asked for
    b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1bP>|XTerm(377)\x1b\\",
    b"\x1b[M !!",  # the mouse of an old terminal
    b"\x1b[99;99;99;99;99;99;99;99;99;99;99;99u",
    b"\x1b[200;;;;x",
    "\xe9\xea\xeb".encode("latin-1"),  # not UTF-8
]


class Keyboard:
    """The input thread without its thread: bytes in, events out, at moments that are given."""

    def __init__(self) -> None:
        self.text = InputText()
        self.parser = KeyParser()
        self.seen: list[Message] = []
        self.now = 0.0

    def send(self, data: bytes, *, gap: float = 0.0) -> None:
        """Bytes come in after so many seconds."""
        self.now += gap
        if self.text.escape_pressed(self.now):
            self.seen.append(events.Key("escape", "\x1b"))
        if gap >= 0.1 and self.parser._timeout_time is not None:
            self.parser._timeout_time = 0.0
            self.seen.extend(self.parser.tick())
        if data and (ready := self.text.feed(data, self.now)):
            self.seen.extend(self.parser.feed(ready))

    def rest(self) -> None:
        """Nothing more comes for a while."""
        self.send(b"", gap=0.5)

    @property
    def keys(self) -> list[str]:
        return [message.key for message in self.seen if isinstance(message, events.Key)]

    @property
    def typed(self) -> str:
        """What a field would take."""
        return "".join(
            message.character or ""
            for message in self.seen
            if isinstance(message, events.Key) and message.is_printable
        )


@pytest.mark.parametrize(("data", "key"), KEYS.items())
def test_a_key_is_read(data: bytes, key: str) -> None:
    keyboard = Keyboard()
    keyboard.send(data)
    keyboard.rest()
    assert keyboard.keys == [key]


@pytest.mark.parametrize("data", SILENT)
def test_what_is_no_key_types_nothing(data: bytes) -> None:
    keyboard = Keyboard()
    keyboard.send(data + b"q")
    keyboard.rest()
    assert keyboard.keys == ["q"]


def test_a_click_is_read() -> None:
    keyboard = Keyboard()
    keyboard.send(CLICK)
    (click,) = keyboard.seen
    assert isinstance(click, events.MouseDown)
    assert (click.x, click.y) == (11, 4)


def test_a_paste_comes_as_one_piece() -> None:
    keyboard = Keyboard()
    keyboard.send(b"\x1b[200~5\xd0\x90 5")
    keyboard.send(b"\xd0\x91\n\x1b[20", gap=0.3)
    keyboard.send(b"1~q")
    assert [m.text for m in keyboard.seen if isinstance(m, events.Paste)] == ["5А 5Б\n"]
    assert keyboard.keys == ["q"]


def test_the_answer_about_synchronised_output_is_read() -> None:
    keyboard = Keyboard()
    keyboard.send(b"\x1b[?2026;2$y")
    assert isinstance(keyboard.seen[0], messages.TerminalSupportsSynchronizedOutput)


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"\x1b[1089:99;5u", ["ctrl+с"]),
        (b"\x1b[1089:99;5:1u", ["ctrl+с"]),
        (b"\x1b[1089::99;1u", ["с"]),
        (b"\x1b[97;1:2u", ["a"]),
        (b"\x1b[57399u", ["0"]),
        (b"\x1b[1;5:1A", ["ctrl+up"]),
        (b"\x1b[9999999999u", []),
        (b"\x1b[55296u", []),
    ],
)
def test_alternate_keys_of_kitty_are_read(data: bytes, keys: list[str]) -> None:
    keyboard = Keyboard()
    keyboard.send(data)
    keyboard.rest()
    assert [key for key in keyboard.keys if not "\ud800" <= key <= "\udfff"] == keys


@pytest.mark.parametrize("letter", ["q", "й", "Y", "1", "f"])
def test_esc_and_a_letter_are_two_keys_also_when_a_slow_link_brings_them_together(
    letter: str,
) -> None:
    keyboard = Keyboard()
    keyboard.send(b"\x1b")
    keyboard.send(letter.encode(), gap=0.5)
    keyboard.send(b"\x1b" + letter.encode())
    keyboard.rest()
    assert keyboard.keys == ["escape", letter] * 2


def test_a_bracket_after_esc_is_typed() -> None:
    """It is the key of the letter «х»."""
    keyboard = Keyboard()
    keyboard.send(b"\x1b")
    keyboard.send(b"[", gap=0.5)
    keyboard.send(b"8", gap=0.1)
    keyboard.rest()
    assert keyboard.typed == "[8"


def test_alt_and_a_bracket_hold_nothing_back_for_long() -> None:
    keyboard = Keyboard()
    keyboard.send(b"\x1b[")
    keyboard.send(b"A", gap=PATIENCE + 0.1)
    keyboard.rest()
    assert keyboard.typed == "A"


def test_the_end_of_a_sequence_is_not_typed_when_its_esc_came_as_a_key() -> None:
    keyboard = Keyboard()
    keyboard.send(b"\x1b")
    keyboard.send(CLICK[1:], gap=0.5)
    keyboard.send(b"\x1b")
    keyboard.send(b"[A", gap=0.5)
    keyboard.rest()
    assert keyboard.typed == ""
    assert keyboard.keys == ["escape", "escape", "up"]


def test_the_rest_of_a_click_may_come_late() -> None:
    keyboard = Keyboard()
    keyboard.send(CLICK[:6])
    keyboard.send(CLICK[6:], gap=60.0)
    keyboard.rest()
    assert keyboard.typed == ""
    assert [type(message) for message in keyboard.seen] == [events.MouseDown]


sequences = st.one_of(st.sampled_from(list(KEYS)), st.just(CLICK), st.sampled_from(SILENT[:-1]))


@settings(max_examples=400)
@given(st.lists(sequences, max_size=8), st.data())
def test_cutting_changes_nothing(parts: list[bytes], data: st.DataObject) -> None:
    """However a stream is cut, it is the same keys, if no ESC is left alone for long."""
    stream = b"".join(parts)
    whole = Keyboard()
    whole.send(stream)
    whole.rest()
    cuts = sorted(data.draw(st.sets(st.integers(0, len(stream)))) | {0, len(stream)})
    cut = Keyboard()
    for start, end in pairwise(cuts):
        gap = data.draw(st.sampled_from([0.0, 0.05, 0.3]))
        cut.send(stream[start:end], gap=0.02 if stream[:start].endswith(b"\x1b") else gap)
    cut.rest()
    assert cut.typed == whole.typed
    assert cut.keys == whole.keys


@settings(max_examples=400)
@example([b"\xff\xfe", b"\x1b[<0;", b"\xe9"], [0.0])
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=12),
            sequences,
            st.text("\x1b[]O;:<>?0123456789MmuP~\\\x07aй", max_size=20).map(str.encode),
        ),
        max_size=10,
    ),
    st.lists(st.sampled_from([0.0, 0.05, 0.3, 2.0]), min_size=1),
)
def test_no_bytes_in_no_pieces_stop_it(pieces: list[bytes], gaps: list[float]) -> None:
    keyboard = Keyboard()
    for number, piece in enumerate(pieces):
        keyboard.send(piece, gap=gaps[number % len(gaps)])
    keyboard.send(b"\x1b\\\x1b[A\x1b[A", gap=2.0)
    assert keyboard.keys[-1:] == ["up"] or any(b"\x1b[200~" in piece for piece in pieces)


@given(st.sampled_from([name for name in ANSI_SEQUENCES_KEYS if name.startswith("\x1b")]))
def test_every_sequence_that_textual_knows_still_reaches_it(sequence: str) -> None:
    text = InputText().feed(sequence.encode() + b"x", 0.0)
    ignored = ANSI_SEQUENCES_KEYS[sequence] is IGNORE_SEQUENCE
    assert text in ({f"{sequence}x", "x"} if ignored else {f"{sequence}x"})


def test_the_private_parts_of_the_parser_are_still_there() -> None:
    assert list(inspect.signature(XTermParser._sequence_to_key_events).parameters) == [
        "self",
        "sequence",
        "alt",
    ]
    assert list(inspect.signature(XTermParser._parse_extended_key).parameters) == [
        "self",
        "sequence",
    ]
