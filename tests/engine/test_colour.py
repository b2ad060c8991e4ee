"""What the terminal can show is decided here and not by Textual."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sferum_tui.engine.colour import ColourMode, colour_mode, prepare_environment

TRUE, PALETTE, BASIC, NONE = ColourMode


@pytest.mark.parametrize(
    ("environ", "mode"),
    [
        ({"TERM": "xterm-256color"}, PALETTE),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, TRUE),
        ({"TERM": "xterm-256color", "COLORTERM": "24bit"}, TRUE),
        ({"TERM": "xterm-256color", "COLORTERM": " TrueColor "}, TRUE),
        ({"TERM": "xterm-256color", "COLORTERM": "yes"}, PALETTE),
        ({"TERM": "tmux-256color"}, PALETTE),
        ({"TERM": "screen-256color"}, PALETTE),
        ({"TERM": "xterm-direct"}, TRUE),
        ({"TERM": "alacritty"}, PALETTE),
        ({"TERM": "xterm"}, BASIC),
        ({"TERM": "putty"}, BASIC),
        ({"TERM": "screen"}, BASIC),
        ({"TERM": "vt100"}, BASIC),
        ({"TERM": "linux"}, BASIC),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, BASIC),
        ({"TERM": ""}, BASIC),
        ({}, BASIC),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, PALETTE),
    ],
)
def test_the_colours_of_a_terminal(environ: dict[str, str], mode: ColourMode) -> None:
    assert colour_mode(environ) is mode


def test_what_a_person_set_for_other_programs_does_not_reach_textual() -> None:
    environ = {
        "TERM": "xterm-256color",
        "NO_COLOR": "1",
        "COLUMNS": "20",
        "LINES": "5",
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_THEME": "dracula",
        "TEXTUAL_DRIVER": "evil:Driver",
        "TEXTUAL_PRESS": "q",
        "TEXTUAL_LOG": "log",
        "TEXTUAL_ALLOW_SIGNALS": "1",
        "HOME": "/home/me",
    }
    assert prepare_environment(environ) is NONE
    assert environ == {
        "TERM": "xterm-256color",
        "HOME": "/home/me",
        "TEXTUAL_COLOR_SYSTEM": "standard",
        "TEXTUAL_ANIMATIONS": "none",
        "TEXTUAL_SMOOTH_SCROLL": "0",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
    }


@pytest.mark.parametrize("mode", ColourMode)
def test_textual_takes_the_settings(mode: ColourMode) -> None:
    term = {TRUE: "xterm-direct", PALETTE: "tmux-256color", BASIC: "xterm", NONE: "xterm"}[mode]
    code = """
import os
from sferum_tui.engine.colour import prepare_environment
print(prepare_environment(os.environ).name)
from textual import constants
print(constants.COLOR_SYSTEM, constants.TEXTUAL_ANIMATIONS, constants.SMOOTH_SCROLL)
print(constants.DISABLE_KITTY_KEY, constants.DRIVER, constants.DEFAULT_THEME)
"""
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path.cwd()),
        "TERM": term,
        "TEXTUAL_THEME": "dracula",
        **({"NO_COLOR": "1"} if mode is NONE else {}),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True
    )
    system = mode.value or "standard"
    assert done.stdout == (f"{mode.name}\n{system} none False\nTrue None textual-dark\n"), (
        done.stderr
    )
