"""Every test runs away from the home folder, the settings and the terminal of whoever runs it."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import textual.app
import textual.pilot
import textual.screen
from hypothesis import HealthCheck, settings

from tests.support import frames, idle, sheets

textual.app.wait_for_idle = textual.pilot.wait_for_idle = idle.wait_for_idle
textual.pilot.Pilot._wait_for_screen = idle.wait_for_screen  # type: ignore[method-assign]
textual.screen.UPDATE_PERIOD = idle.FRAME
frames.paint_when_looked_at()
sheets.read_once()

# An app leaves 50,000 objects in circles: to look for them as often as Python does takes a sixth of
# the time of a test.
gc.set_threshold(20_000, 50, 50)

# A busy machine must not fail a test: how long an example takes says nothing about behaviour.
# They are the same each time, so that fifty hold what a hundred do; after a change of what they
# are about, more are worth their time.
settings.register_profile(
    "here",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    max_examples=int(os.environ.get("SFERUM_TUI_EXAMPLES", "50")),
)
settings.load_profile("here")


def pytest_collection_finish() -> None:
    """What has been loaded stays for good: it need not be looked through again and again."""
    gc.collect()
    gc.freeze()


_FOREIGN = (
    "NO_COLOR", "COLORTERM", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS", "SFERUM_TUI_PLAN",
    "SFERUM_TUI_WHO", "SFERUM_TUI_DEBUG", "SSH_TTY", "SSH_CONNECTION", "COLUMNS", "LINES", "TZ",
)  # fmt: skip


_NUMBERS = count()


def _folder(factory: pytest.TempPathFactory, name: str) -> Path:
    """A new folder, its name as long as any other's. Pytest looks through all folders of earlier
    tests for a number that is free."""
    folder = factory.getbasetemp() / f"{name[:26]}{next(_NUMBERS):05}"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for this test, named after it."""
    return _folder(tmp_path_factory, re.sub(r"\W", "_", request.node.name))


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, so that no test reads or writes the real one."""
    home = _folder(tmp_path_factory, "home")
    for name in _FOREIGN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv("TERM", "xterm-256color")
    # Tests write plans by hand and read them at once; that they may be half-written costs a second.
    monkeypatch.setattr("sferum_tui.plan.settling.YOUNG", 0.0)
    return home


@pytest.fixture(scope="module")
def no_sync() -> Iterator[None]:
    """A disk that is never waited for: property tests save thousands of times."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: None)
        yield
