"""What the terminal can show, decided before Textual is imported.

Textual reads its settings from the environment while it is being imported, and some variables that
a person sets for other programs (`NO_COLOR`, `COLUMNS`, `TEXTUAL_THEME`) make it unreadable or
stop it. So the entry point calls `prepare_environment` first.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from enum import Enum


class ColourMode(Enum):
    """How many colours are used; the value is Textual's name for it."""

    TRUE = "truecolor"
    PALETTE = "256"
    BASIC = "standard"
    #: None at all: bold, underline and reverse only.
    NONE = ""


# Terminals that say nothing about 256 colours: sixteen is what all of them have.
_BASIC_TERMS = frozenset(
    "linux xterm xterm-color xterm-16color putty vt100 vt102 vt220 ansi cygwin screen rxvt".split()
)


def colour_mode(environ: MutableMapping[str, str]) -> ColourMode:
    """The colours for this terminal; a non-empty `NO_COLOR` comes before all else."""
    if environ.get("NO_COLOR"):
        return ColourMode.NONE
    term = environ.get("TERM", "").strip().lower()
    if term == "linux":  # a console with sixteen colours, whatever COLORTERM was left over
        return ColourMode.BASIC
    if environ.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return ColourMode.TRUE
    if term.endswith("-direct"):
        return ColourMode.TRUE
    return ColourMode.BASIC if not term or term in _BASIC_TERMS else ColourMode.PALETTE


def prepare_environment(environ: MutableMapping[str, str]) -> ColourMode:
    """Set the environment up for Textual and say which colours to use.

    Everything that would override us goes: Textual's own settings, `NO_COLOR` (Textual turns it
    into greys of 24 bits, we paint without colours ourselves) and exported `COLUMNS` and `LINES`,
    which would hide the real size of the window.
    """
    mode = colour_mode(environ)
    for name in [name for name in environ if name == "TEXTUAL" or name.startswith("TEXTUAL_")]:
        del environ[name]
    for name in ("NO_COLOR", "COLUMNS", "LINES"):
        environ.pop(name, None)
    environ["TEXTUAL_COLOR_SYSTEM"] = mode.value or ColourMode.BASIC.value
    # Each of these costs kilobytes on a thin line and tells nobody anything.
    environ["TEXTUAL_ANIMATIONS"] = "none"
    environ["TEXTUAL_SMOOTH_SCROLL"] = "0"
    # The kitty keyboard protocol is a mode of the terminal: when a connection drops nobody switches
    # it off, and the person is left with a shell that cannot be typed into. We need nothing of it.
    environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    return mode
