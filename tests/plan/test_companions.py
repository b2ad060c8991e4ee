"""Files beside the plan: whatever they are, and whoever they belong to, the plan is saved."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sferum_tui import disk
from sferum_tui.documents.saving import document_path
from sferum_tui.drafting import Drafting
from sferum_tui.guidance.loading import completed, load_reference, preset_answers
from sferum_tui.issues import PlanError
from sferum_tui.locations import (
    backup_path,
    draft_path,
    history_path,
    lock_path,
    settings_path,
    unsaved_path,
)
from sferum_tui.plan.changes import SetMark
from sferum_tui.plan.drafts import Draft
from sferum_tui.plan.settings import Settings, load_settings, save_settings
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.answers import School
from sferum_tui.rollout.plan import Plan
from tests.plan.values import stamp
from tests.support.school import EVENT, at

NOW = stamp(at(2026, 11, 25))
TICK = [SetMark("2а/8", "created", NOW)]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")


@pytest.fixture
def store(tmp_path: Path) -> PlanStore:
    made = PlanStore(tmp_path / "plan.toml")
    made.create(Plan(completed(preset_answers("village", EVENT))))
    made.load()
    return made


# The history -------------------------------------------------------------------------------------


def directory(path: Path) -> None:
    path.mkdir()


def link(path: Path) -> None:
    path.symlink_to(path.with_name("elsewhere"))


SPOILS: list[Callable[[Path], object]] = [directory, link, os.mkfifo]


@pytest.mark.parametrize("spoil", SPOILS)
def test_a_history_that_is_no_file_loses_no_tick_and_is_told(
    store: PlanStore, spoil: Callable[[Path], object]
) -> None:
    spoil(history_path(store.path))
    saved = store.apply(TICK, who="учитель", at=NOW)
    assert saved.plan.done.mark("2а/8") == "created"
    assert saved.unrecorded.startswith("Записано, но в историю не попало. ")
    assert "plan.history" in saved.unrecorded
    with pytest.raises(PlanError, match=r"plan\.history"):
        store.history()


def test_a_history_that_is_in_order_again_is_no_longer_told_of(store: PlanStore) -> None:
    history_path(store.path).mkdir()
    assert store.apply(TICK, who="учитель", at=NOW).unrecorded
    history_path(store.path).rmdir()
    assert not store.apply([SetMark("2а/9", "auto", NOW)], who="учитель", at=NOW).unrecorded
    assert [entry.chats for entry in store.history()] == [("2а/9",)]


# What one person chose ---------------------------------------------------------------------------


@pytest.mark.parametrize("spoil", SPOILS)
def test_settings_that_are_no_file_hold_nothing_up(
    tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    path = settings_path(tmp_path / "plan.toml")
    spoil(path)
    assert load_settings(path) == Settings()
    save_settings(path, Settings("light"))
    assert load_settings(path) == Settings()


@as_root
def test_what_lies_beside_a_shared_plan_has_its_rights_and_group(store: PlanStore) -> None:
    plan = store.path
    os.chown(plan, -1, 54321)
    plan.chmod(0o660)
    store.apply(TICK, who="учитель", at=NOW)
    save_settings(settings_path(plan), Settings("light"), plan)
    drafting = Drafting(draft_path(plan), lambda: NOW, plan)
    drafting.begin(Draft(preset_answers("city", EVENT)), load_reference(), None).walked = True
    drafting.job()()
    for path in (plan, history_path(plan), settings_path(plan), draft_path(plan)):
        found = path.stat()
        assert (stat.S_IMODE(found.st_mode), found.st_gid) == (0o660, 54321), path


# The lock ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_where_the_file_system_knows_no_locks_a_file_stands_for_one(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    def no_locks(*given: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(fcntl, "flock", no_locks)
    store.apply(TICK, who="учитель", at=NOW)
    lock = lock_path(store.path)
    assert not lock.exists()
    monkeypatch.setattr(disk, "PATIENCE", 0.05)
    with (
        disk.locked(store.path),
        pytest.raises(PlanError, match="файл занят другим сеансом"),
    ):
        PlanStore(store.path).apply(TICK, who="другой", at=NOW)
    assert not lock.exists()


def test_where_nothing_can_be_locked_the_plan_is_named(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def denied(path: Any, *given: Any, **named: Any) -> int:
        if str(path) == str(lock_path(store.path)):
            raise PermissionError(errno.EACCES, "")
        return real(path, *given, **named)

    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(PlanError, match="нет прав") as caught:
        store.apply(TICK, who="Иванова", at=NOW)
    assert caught.value.faults[0].where == str(store.path)


def test_the_lock_of_another_account_is_told_with_the_cure(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = lock_path(store.path)
    lock.write_text("")
    real = os.open

    def closed(path: Any, *given: Any, **named: Any) -> int:
        if str(path) == str(lock):
            raise PermissionError(errno.EACCES, "")
        return real(path, *given, **named)

    monkeypatch.setattr(os, "open", closed)
    monkeypatch.setattr(disk, "PATIENCE", 0.05)
    with pytest.raises(PlanError) as caught:
        store.apply(TICK, who="учитель", at=NOW)
    (fault,) = caught.value.faults
    assert fault.where == str(lock)
    assert "замок плана принадлежит пользователю" in fault.what
    assert "удалите этот файл" in fault.what


# Rights ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["file", "folder"])
def test_what_nobody_may_write_is_changed_by_nobody(store: PlanStore, part: str) -> None:
    before = store.path.read_bytes()
    which, mode = (store.path, 0o440) if part == "file" else (store.path.parent, 0o550)
    which.chmod(mode)
    try:
        assert "только для чтения" in PlanStore(store.path).load().read_only_reason
        with pytest.raises(PlanError, match="только для чтения"):
            store.apply(TICK, who="учитель", at=NOW)
        with pytest.raises(PlanError):
            store.create(Plan(completed(preset_answers("village", EVENT))), force=True)
    finally:
        which.chmod(mode | 0o200)
    assert store.path.read_bytes() == before


@as_root
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o660])
def test_a_replaced_plan_keeps_mode_owner_and_group(store: PlanStore, mode: int) -> None:
    os.chown(store.path, 12345, 54321)
    store.path.chmod(mode)
    store.apply(TICK, who="учитель", at=NOW)
    found = store.path.stat()
    assert (stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid) == (mode, 12345, 54321)


# Names -------------------------------------------------------------------------------------------


def test_plans_that_differ_by_their_ending_share_nothing(tmp_path: Path) -> None:
    plain, ended = tmp_path / "а", tmp_path / "а.toml"
    places = (draft_path, history_path, lock_path, settings_path, unsaved_path, backup_path)
    for place in places:
        assert place(plain) != place(ended)
    papers = [document_path(plan, "Приказ", "docx", School("")) for plan in (plain, ended)]
    assert papers[0] != papers[1]
    assert history_path(ended).name == "а.history"
