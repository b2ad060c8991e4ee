"""What was acknowledged survives SIGKILL at any moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reliability.crash import Victims, kill_many

#: Two halves, so that two processes can share the work.
HALVES = (1, 2)


@pytest.mark.parametrize("seed", HALVES)
def test_killed_processes_lose_no_acknowledged_tick(tmp_path: Path, seed: int) -> None:
    victims = Victims(tmp_path, seed)
    for tally in kill_many(victims, kills=150):
        assert tally.kills <= 150
    assert victims.tally.acknowledged
    assert victims.tally.on_screen
