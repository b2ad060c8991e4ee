"""What reaches the clipboard of the computer a person sits at."""

from __future__ import annotations

from base64 import b64decode

from sferum_tui.engine.clipboard import clipboard_sequence

NAME = "8А · родители"


def held(sequence: str) -> str:
    """What a terminal that knows OSC 52 puts on its clipboard."""
    body = sequence.removeprefix("\x1b]52;c;").removesuffix("\x07")
    return b64decode(body).decode()


def test_a_plain_terminal_gets_the_text_once() -> None:
    assert held(clipboard_sequence(NAME, {"TERM": "xterm-256color"})) == NAME


def test_tmux_gets_it_plain_and_wrapped_for_the_terminal_outside() -> None:
    sequence = clipboard_sequence(NAME, {"TMUX": "socket,1,0", "TERM": "screen-256color"})
    plain, wrapped = sequence.split("\x1bPtmux;")
    assert held(plain) == NAME
    assert wrapped.endswith("\x1b\\")
    assert held(wrapped.removesuffix("\x1b\\").replace("\x1b\x1b", "\x1b")) == NAME


def test_gnu_screen_passes_on_short_pieces() -> None:
    sequence = clipboard_sequence(NAME * 200, {"TERM": "screen"})
    pieces = sequence.removesuffix("\x1b\\").split("\x1b\\")
    assert all(piece.startswith("\x1bP") and len(piece) <= 514 for piece in pieces)
    assert held("".join(piece.removeprefix("\x1bP") for piece in pieces)) == NAME * 200
