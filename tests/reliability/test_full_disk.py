"""A file system that is really full: the plan stays whole, and the tick waits for room."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sferum_tui.plan.changes import SetMark
from sferum_tui.plan.saver import Saver
from sferum_tui.plan.store import PlanStore
from tests.support.program import NOW, aware, save_plan

TICK = SetMark("2а/8А", "created", aware(NOW))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 128 KB; only root can mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if done.returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(path: Path) -> None:
    """Write until the disk takes no more."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return


def test_a_tick_on_a_full_disk_waits_for_room(disk: Path) -> None:
    store = save_plan(disk)
    before = store.path.read_bytes()
    saver = Saver(PlanStore(store.path), "учитель", lambda: aware(NOW), lambda outcome: None)
    filler = disk / "filler"
    fill(filler)
    saver.put([TICK])
    assert not saver.flush(10)
    assert "на диске нет места" in str(saver.error)
    assert saver.pending == (TICK,)
    assert store.path.read_bytes() == before
    filler.unlink()
    saver.look()
    assert saver.flush(10)
    saver.close()
    assert store.load().plan.done.created == {"2а/8А": aware(NOW)}
    assert sorted(path.name for path in disk.iterdir() if ".tmp" in path.name) == []
