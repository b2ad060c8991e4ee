"""What a start leaves out, and that nothing is missed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sferum_tui.engine.start import lean_start

CHECK = """
import gc, sys
from sferum_tui.engine.start import lean_start
with lean_start():
    import sferum_tui.engine.base, sferum_tui.engine.lifecycle, sferum_tui.engine.footer
print(*sorted(name for name in ("ssl", "textual.command", "textual.widgets._directory_tree",
    "textual.widgets._select", "textual.widgets._input") if name in sys.modules))
print(gc.isenabled())
import ssl, textual.command, textual.widgets
print(textual.command.CommandPalette.__module__, ssl.SSLContext.__name__)
from sferum_tui.engine.palette import Palette
from textual.widgets import Input
print(Input.__module__)
"""


def run(code: str) -> list[str]:
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_parts_that_are_never_used_are_not_loaded_and_can_be_later() -> None:
    loaded, collecting, palette, field = run(CHECK)
    assert loaded == ""
    assert collecting == "False"
    assert palette == "textual.command SSLContext"
    assert field == "textual.widgets._input"


def test_modules_that_are_loaded_already_stay() -> None:
    import ssl

    import textual.command

    with lean_start():
        assert sys.modules["ssl"] is ssl
        assert sys.modules["textual.command"] is textual.command
    assert sys.modules["ssl"] is ssl


def test_after_an_error_nothing_is_left_behind() -> None:
    code = """
import sys
from sferum_tui.engine.start import lean_start
try:
    with lean_start():
        raise ValueError
except ValueError:
    print("ssl" in sys.modules, "textual.command" in sys.modules)
"""
    assert run(code) == ["False False"]


def test_only_names_of_the_palette_are_needed_of_what_is_left_out() -> None:
    """Classes to inherit from and to annotate with; nothing is called while it is imported."""
    code = """
import sys
from sferum_tui.engine.start import lean_start
with lean_start():
    left_out = sys.modules["textual.command"]
    asked, give = set(), left_out.__getattr__
    left_out.__getattr__ = lambda name: asked.add(name) or give(name)
    import sferum_tui.app
print(*sorted(name for name in asked if not name.startswith("__")))
"""
    names = "CommandListItem CommandPalette DiscoveryHit Hit Hits Provider SimpleProvider"
    assert run(code) == [names]
