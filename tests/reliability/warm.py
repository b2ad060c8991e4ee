"""Importing this ticks a chat once: what a copy of the process does after that is mostly writing.

Reading the presets and what follows from a plan for the first time takes three times as long.
"""

from __future__ import annotations

import os
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from sferum_tui.cli import main
from tests.support.program import NOW, city, rollout_of, save_plan


def _tick() -> None:
    chat = rollout_of(city()).chats[0].id
    with TemporaryDirectory() as folder, Path(os.devnull).open("w") as nowhere:
        path = save_plan(Path(folder)).path
        environ = {"SFERUM_TUI_PLAN": str(path), "HOME": folder}
        with patch.dict(os.environ, environ), redirect_stdout(nowhere):
            code = main(("mark", chat, "--as", "created", "--now", NOW.isoformat()))
    assert code == 0


_tick()
