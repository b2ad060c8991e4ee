"""Another plan in the place of the one before: nothing of the one is taken for the other's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.locations import backup_path, before_path, history_path
from sferum_tui.plan.changes import ChangeRefusedError, SetMark
from sferum_tui.plan.renewing import renew
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.plan import Done, Plan
from tests.plan.values import stamp
from tests.support.school import EVENT, at, rollout

NOW = stamp(at(2026, 11, 25))
ANSWERS = completed(preset_answers("village", EVENT))
TICKED = Done(created=dict.fromkeys([it.id for it in rollout(ANSWERS).chats][:20], NOW))
TICK = [SetMark("2а/9", "skipped", None, "нет класса")]


@pytest.fixture
def store(tmp_path: Path) -> PlanStore:
    """A plan with twenty ticks that was saved since, so that a copy of it lies beside."""
    made = PlanStore(tmp_path / "plan.toml")
    made.create(Plan(ANSWERS, TICKED))
    made.load()
    made.apply(TICK, who="Орлова", at=NOW)
    return made


def edited_by_hand(path: Path) -> None:
    """Somebody wrote into the file after the program did, a while ago."""
    path.write_text(path.read_text("utf-8") + "# правлено\n", "utf-8")
    moment = history_path(path).stat().st_mtime - 100
    os.utime(history_path(path), (moment, moment))
    os.utime(path, (moment + 50, moment + 50))


def test_the_copies_of_a_plan_go_with_it(store: PlanStore) -> None:
    backup, before = backup_path(store.path).read_bytes(), b"# before"
    before_path(store.path).write_bytes(before)
    old = renew(store.path, Plan(ANSWERS), "2026-27", "Орлова", NOW)
    assert (backup_path(old).read_bytes(), before_path(old).read_bytes()) == (backup, before)
    assert not backup_path(store.path).exists()
    assert not before_path(store.path).exists()


@pytest.mark.parametrize("by_force", [False, True])
def test_a_plan_that_has_just_begun_has_lost_no_ticks(store: PlanStore, by_force: bool) -> None:
    if by_force:
        store.create(Plan(ANSWERS), force=True, who="Орлова", at=NOW)
    else:
        renew(store.path, Plan(ANSWERS), "2026-27", "Орлова", NOW)
    edited_by_hand(store.path)
    assert PlanStore(store.path).apply(TICK, who="Ким", at=NOW).notice == ""
    assert not before_path(store.path).exists()


def test_what_was_done_in_one_plan_is_not_written_into_the_next(store: PlanStore) -> None:
    other = PlanStore(store.path)
    other.load()
    renew(store.path, Plan(ANSWERS), "2026-27", "Орлова", NOW)
    new = store.path.read_bytes()
    with pytest.raises(ChangeRefusedError, match="начали заново"):
        other.apply(TICK, who="Ким", at=NOW)
    assert store.path.read_bytes() == new
    other.load()
    assert other.apply(TICK, who="Ким", at=NOW).plan.done.mark("2а/9") == "skipped"
