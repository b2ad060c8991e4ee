"""Four processes that tick different chats of one plan as fast as they can."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.plan import Plan
from tests.support.school import EVENT

PROCESSES, TICKS = 4, 25
_SCRIPT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sferum_tui.plan.changes import SetAnswer, SetMark
from sferum_tui.plan.store import PlanStore
path, who, ticks = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
store, now = PlanStore(path), datetime.now(UTC)
print("ready", flush=True)
sys.stdin.readline()
for number in range(ticks):
    loaded = store.apply([SetMark(f"{who}/{number}", "created", now)], who=who, at=now)
    assert f"{who}/{number}" in loaded.plan.done.created
changes = [SetAnswer(("people", "class_teachers", f"{who}А"), who)]
store.apply(changes, who=who, at=now)
"""


def test_no_tick_of_four_processes_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    PlanStore(path).create(Plan(completed(preset_answers("village", EVENT))))
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _SCRIPT, path, str(number + 5), str(TICKS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(PROCESSES)
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    told = []
    for process in running:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in running:
        _, errors = process.communicate(timeout=60)
        told.append((process.returncode, errors))
    assert told == [(0, "")] * PROCESSES
    store = PlanStore(path)
    plan = store.load().plan
    names = [str(number + 5) for number in range(PROCESSES)]
    assert plan.done.created.keys() == {f"{who}/{it}" for who in names for it in range(TICKS)}
    assert plan.answers.people.class_teachers == {f"{who}А": who for who in names}
    history = store.history()
    assert len(history) == PROCESSES * (TICKS + 1)
    assert {entry.who for entry in history} == set(names)
    assert {file.name for file in tmp_path.iterdir()} == {
        "plan.toml",
        "plan.toml.bak",
        "plan.history",
    }
