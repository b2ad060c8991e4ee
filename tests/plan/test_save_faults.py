"""Every system call of a save made to fail in turn: nothing is lost, nothing is half written."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.issues import PlanError
from sferum_tui.plan.changes import RenameChat, SetMark
from sferum_tui.plan.saver import Saver
from sferum_tui.plan.store import Loaded, PlanStore
from sferum_tui.rollout.plan import Plan
from tests.plan.values import stamp
from tests.support.school import EVENT, at

NOW = stamp(at(2026, 11, 25))
CALLS = "open read write close fstat stat fsync fchmod link unlink replace".split()
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EINTR)
TICK = [SetMark("2а/8А", "created", NOW)]
#: What may lie beside a plan after a save.
BESIDE = {"plan.toml", "plan.toml.bak", "plan.history"}


@contextmanager
def failing(call: str, number: int, error: int) -> Iterator[list[int]]:
    """Let the call of this name and number (from 0) fail; counts all of them."""
    real: Callable[..., Any] = getattr(os, call)
    counted: list[int] = []

    def wrapper(*given: Any, **named: Any) -> Any:
        counted.append(1)
        if len(counted) == number + 1:
            if call == "close":
                # The system lets go of a file even where it says that closing failed.
                real(*given, **named)
            raise OSError(error, os.strerror(error))
        return real(*given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, wrapper)
        yield counted


@pytest.fixture
def store(tmp_path: Path) -> PlanStore:
    made = PlanStore(tmp_path / "plan.toml")
    made.create(Plan(completed(preset_answers("village", EVENT))))
    made.apply([SetMark("2а/9", "created", NOW)], who="учитель", at=NOW)
    return made


def test_all_calls_of_the_save_are_made_to_fail(store: PlanStore) -> None:
    for call in CALLS:
        with failing(call, 10**6, 0) as counted:
            store.apply([SetMark(f"2а/{call}", "created", NOW)], who="учитель", at=NOW)
        assert counted, call


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("call", CALLS)
def test_a_failed_call_leaves_the_old_plan_or_the_new_one(
    store: PlanStore, call: str, error: int
) -> None:
    number = 0
    while True:
        before = store.path.read_bytes()
        writer = PlanStore(store.path)
        writer.load()
        with failing(call, number, error) as counted:
            try:
                writer.apply(TICK, who="учитель", at=NOW)
                told = ""
            except PlanError as fault:
                told = str(fault)
        ticked = PlanStore(store.path).load().plan.done.mark("2а/8А") == "created"
        assert ticked or store.path.read_bytes() == before
        assert ticked or told
        assert told.isprintable()
        assert "Errno" not in told
        writer.apply(TICK, who="учитель", at=NOW)
        assert store.load().plan.done.mark("2а/8А") == "created"
        store.apply([SetMark("2а/8А", "planned")], who="учитель", at=NOW)
        assert store.path.read_bytes() == before
        assert {file.name for file in store.path.parent.iterdir()} == BESIDE
        if len(counted) <= number:
            break
        number += 1


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "link", "unlink"])
def test_a_new_plan_is_whole_or_not_there(tmp_path: Path, call: str) -> None:
    answers = replace(completed(preset_answers("village", EVENT)), id="k7m2q9xw")
    plan, number = Plan(answers), 0
    while True:
        path = tmp_path / str(number) / "plan.toml"
        told = "места"
        with failing(call, number, errno.ENOSPC) as counted:
            try:
                PlanStore(path).create(plan)
            except PlanError as fault:
                told = str(fault)
        assert "места" in told
        if path.exists():
            assert PlanStore(path).load().plan == plan
        if len(counted) <= number:
            break
        number += 1


def test_exchanged_ids_are_exchanged_once_though_the_first_save_seemed_to_fail(
    store: PlanStore,
) -> None:
    swap = [RenameChat("2а/9", "2а/8"), RenameChat("2а/8", "2а/9")]
    store.apply([SetMark("2а/8", "skipped", reason="нет")], who="учитель", at=NOW)
    with failing("fsync", 1, errno.EIO), pytest.raises(PlanError, match="сбой диска"):
        store.apply(swap, who="учитель", at=NOW)
    done = store.apply([*swap, *TICK], who="учитель", at=NOW).plan.done
    assert (done.created, done.skipped) == ({"2а/8": NOW, "2а/8А": NOW}, {"2а/9": "нет"})
    assert len(store.history()) == 4


# What the running program does about it


class Reports:
    """What a saver said, and a saver."""

    def __init__(self, store: PlanStore) -> None:
        self.all: list[Loaded | PlanError] = []
        self.saver = Saver(store, "учитель", lambda: NOW, self.all.append)


@pytest.fixture
def reports(store: PlanStore) -> Iterator[Reports]:
    made = Reports(PlanStore(store.path))
    yield made
    made.saver.close()


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
def test_a_change_that_failed_is_kept_and_saved_at_the_next_look(
    reports: Reports, store: PlanStore, call: str, error: int
) -> None:
    saver = reports.saver
    with failing(call, 0, error):
        saver.put(TICK)
        saved = saver.flush(10)
        assert saver.error is not None or saved
    if not saved:
        assert saver.pending == tuple(TICK)
        assert str(saver.error) == str(reports.all[-1])
    saver.look()
    assert saver.flush(10)
    assert saver.pending == ()
    assert saver.error is None
    assert isinstance(reports.all[-1], Loaded)
    assert store.load().plan.done.mark("2а/8А") == "created"


@pytest.mark.parametrize("kind", ["folder", "pipe", "gone", "broken", "loop", "no folder"])
def test_a_plan_that_is_away_for_a_while_loses_no_tick(
    reports: Reports, store: PlanStore, kind: str
) -> None:
    path, saver = store.path, reports.saver
    aside = path.parent / "aside"
    path.rename(aside)
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "broken":
        path.write_text("schema = ")
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "no folder":
        path.parent.rename(path.parent.parent / "away")
    saver.put(TICK)
    assert not saver.flush(10)
    assert saver.pending == tuple(TICK)
    assert "plan.toml" in str(saver.error)
    if kind == "folder":
        path.rmdir()
    elif kind == "no folder":
        (path.parent.parent / "away").rename(path.parent)
    elif kind != "gone":
        path.unlink()
    aside.rename(path)
    saver.look()
    assert saver.flush(10)
    assert store.load().plan.done.mark("2а/8А") == "created"


def test_a_folder_that_turned_read_only_is_waited_for(
    reports: Reports, store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def read_only(path: Any, flags: int, *rest: Any, **named: Any) -> int:
        if flags & os.O_CREAT:
            raise OSError(errno.EROFS, "")
        return real(path, flags, *rest, **named)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", read_only)
        reports.saver.put(TICK)
        assert not reports.saver.flush(10)
        assert "только для чтения" in str(reports.saver.error)
    assert reports.saver.flush(10)
    assert store.load().plan.done.mark("2а/8А") == "created"
