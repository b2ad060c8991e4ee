"""The clipboard of the computer a person sits at, reached through the terminal (OSC 52)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

#: GNU screen passes a string on in pieces of at most this many bytes.
_SCREEN_PIECE = 512


def clipboard_sequence(text: str, environ: Mapping[str, str]) -> str:
    """What to write to the terminal so that its clipboard holds the text.

    Inside tmux the sequence is sent twice: plain, which tmux takes with `set-clipboard on`, and
    wrapped for the terminal outside, which tmux lets through with `allow-passthrough`. GNU screen
    passes it on only when wrapped. A terminal that knows no OSC 52 (PuTTY) ignores all of them.
    """
    plain = f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07"
    if environ.get("TMUX"):
        inner = plain.replace("\x1b", "\x1b\x1b")
        return f"{plain}\x1bPtmux;{inner}\x1b\\"
    if environ.get("TERM", "").startswith("screen"):
        pieces = (plain[at : at + _SCREEN_PIECE] for at in range(0, len(plain), _SCREEN_PIECE))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return plain
