"""What can't be saved is shown, put aside when the program ends, and offered at the next start."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from sferum_tui.app import SferumApp
from sferum_tui.issues import PlanError, file_error
from sferum_tui.keeping import UnsavedLine
from sferum_tui.locations import draft_path, unsaved_path
from sferum_tui.plan.changes import Change, RenameChat, SetAnswer, SetMark, SetNote
from sferum_tui.plan.drafts import save_draft
from sferum_tui.plan.store import PlanStore
from sferum_tui.plan.unsaved import drop_unsaved, keep_unsaved, load_unsaved
from sferum_tui.screens.board import BoardScreen
from tests.support.program import program, save_plan
from tests.support.seen import asked
from tests.test_text import any_text

FIVE = ("2а/8А", "2а/8Б", "2а/8В", "2а/9А", "2а/9Б")
AT = datetime(2026, 11, 30, 11, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of settings of this test's own, and one of temporary files."""
    folder = tmp_path / "settings"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "tmp"))
    return folder / "sferum-tui"


def spoil(path: Path) -> bytes:
    """Make a plan unreadable; what it was."""
    before = path.read_bytes()
    path.write_bytes(b"schema = 1\n[school\n")
    return before


async def until(pilot: Pilot[int], done: Callable[[], bool]) -> None:
    for _ in range(400):
        await pilot.pause(0.01)
        if done():
            return
    raise AssertionError("it never came")


def line(app: SferumApp) -> str:
    """What the line above everything else says."""
    return " ".join(str(it.render()) for it in app.screen.query(UnsavedLine)).strip()


async def ticked(pilot: Pilot[int], app: SferumApp, ids: Sequence[str] = FIVE) -> None:
    """Tick chats one by one and wait until the screen says that they are not on disk."""
    for chat_id in ids:
        app.mark([chat_id], "created")
    await until(pilot, lambda: line(app) == f"не сохранено: {len(ids)}")


# The program -------------------------------------------------------------------------------------


async def test_what_is_not_on_disk_is_counted_put_aside_and_offered_again(tmp_path: Path) -> None:
    store = save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test() as pilot:
        before = spoil(store.path)
        await pilot.press("f3")
        await ticked(pilot, app)
        await pilot.press("f10")
        await until(pilot, lambda: asked(app) == "Сохранено не всё")
        await pilot.press("escape")
        assert line(app) == "не сохранено: 5"
        await pilot.press("f10")
        await until(pilot, lambda: asked(app) == "Сохранено не всё")
        await pilot.press("down", "enter")
        await pilot.pause()
    aside = unsaved_path(store.path)
    assert app.return_code == 3
    assert app.last_words.startswith(f"Не записано в план: 5 изменений; отложено в {aside}")
    assert "строка 2" in app.last_words
    store.path.write_bytes(before)

    app = program(tmp_path)
    async with app.run_test() as pilot:
        await until(pilot, lambda: asked(app) == "С прошлого раза не записано")
        await pilot.press("enter")
        await until(pilot, lambda: not aside.exists())
        assert set(app.done.created) == set(FIVE)
        assert line(app) == ""
        await pilot.press("f10")
    assert app.return_code == 0
    assert app.last_words.startswith(f"План: {tmp_path}")
    assert set(PlanStore(store.path).load().plan.done.created) == set(FIVE)


async def test_an_app_that_ended_in_any_way_is_let_go(tmp_path: Path) -> None:
    save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test():
        saver = app.open_plan.saver
    saver._thread.join(10)
    assert not saver._thread.is_alive(), "it holds the app with all its screens"


async def test_the_line_goes_when_everything_is_on_disk(tmp_path: Path) -> None:
    store = save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test() as pilot:
        before = spoil(store.path)
        await ticked(pilot, app, FIVE[:2])
        store.path.write_bytes(before)
        app.open_plan.saver.look()
        await until(pilot, lambda: line(app) == "")
        await pilot.press("f10")
    assert app.return_code == 0
    assert set(PlanStore(store.path).load().plan.done.created) == set(FIVE[:2])


async def test_who_gives_up_is_told_what_is_lost(tmp_path: Path) -> None:
    store = save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test() as pilot:
        spoil(store.path)
        await ticked(pilot, app)
        await pilot.press("f10")
        await until(pilot, lambda: asked(app) == "Сохранено не всё")
        await pilot.press("end", "enter")
        await pilot.pause()
    assert app.return_code == 3
    assert app.last_words.startswith("Не сохранено: 5 изменений. ")
    assert not unsaved_path(store.path).exists()


def gone(path: Path, patch: pytest.MonkeyPatch) -> None:
    for it in path.parent.iterdir():
        it.unlink()
    path.parent.rmdir()


def folder(path: Path, patch: pytest.MonkeyPatch) -> None:
    path.unlink()
    path.mkdir()


def read_only(path: Path, patch: pytest.MonkeyPatch) -> None:
    path.chmod(0o440)


def full(path: Path, patch: pytest.MonkeyPatch) -> None:
    def no_room(*given: object) -> int:
        raise OSError(errno.ENOSPC, "")

    patch.setattr("sferum_tui.disk.os.write", no_room)


def held(path: Path, patch: pytest.MonkeyPatch) -> None:
    def busy(*given: object) -> None:
        raise BlockingIOError(errno.EAGAIN, "")

    patch.setattr("sferum_tui.disk.PATIENCE", 0.05)
    patch.setattr(fcntl, "flock", busy)


@pytest.mark.parametrize("hinder", [gone, folder, read_only, full, held])
async def test_whatever_hinders_a_save_is_told_and_nothing_is_lost(
    tmp_path: Path, hinder: Callable[[Path, pytest.MonkeyPatch], None]
) -> None:
    school = tmp_path / "school"
    school.mkdir()
    store = save_plan(school)
    app = program(school)
    async with app.run_test() as pilot:
        with pytest.MonkeyPatch.context() as patch:
            hinder(store.path, patch)
            await ticked(pilot, app, FIVE[:2])
            await pilot.press("f10")
            await until(pilot, lambda: asked(app) == "Сохранено не всё")
        await pilot.press("f10")
        await pilot.pause()
    lost = load_unsaved(store.path)
    assert hinder in (full, held) or app.return_code == 3
    saved = PlanStore(store.path).load().plan.done.created if app.return_code == 0 else {}
    kept = [it.chat_id for it in lost.changes if isinstance(it, SetMark)] if lost else []
    assert sorted({*saved, *kept}) == sorted(FIVE[:2])


async def test_a_signal_puts_everything_aside_by_itself(tmp_path: Path) -> None:
    store = save_plan(tmp_path)
    app = program(tmp_path)
    app.watchdog.arm = lambda seconds, code: None  # type: ignore[method-assign]
    async with app.run_test() as pilot:
        spoil(store.path)
        await ticked(pilot, app)
        app.hang_up(signal.SIGTERM)
        app._save_at_last()
        await pilot.pause()
    assert app.return_code == 128 + signal.SIGTERM
    assert "5 изменений" in app.last_words
    found = load_unsaved(store.path)
    assert found
    assert [it.chat_id for it in found.changes if isinstance(it, SetMark)] == list(FIVE)


async def test_ticks_go_along_when_the_plan_is_opened_anew(tmp_path: Path) -> None:
    store = save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test() as pilot:
        before = spoil(store.path)
        await ticked(pilot, app)
        app.close_plan()
        store.path.write_bytes(before)
        await app.open_first()
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))
        await until(pilot, lambda: not app.unsaved_changes)
        await pilot.press("f10")
    assert set(PlanStore(store.path).load().plan.done.created) == set(FIVE)


async def test_what_was_refused_goes_along_too(tmp_path: Path) -> None:
    save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test() as pilot:
        app.open_plan.saver.put([SetAnswer(("order", "mode"), "никак")])
        await until(pilot, lambda: line(app) == "не сохранено: 1")
        app.mark(["2а/8А"], "created")
        assert app.open_plan.saver.flush(5)
        await app.open_first()
        await until(pilot, lambda: line(app) == "не сохранено: 1")
        assert set(app.done.created) == {"2а/8А"}
        assert not await app.begin_round(app.open_plan.plan.answers, "2026-27")


async def test_a_draft_that_finds_no_place_is_put_elsewhere_and_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "school"
    folder.mkdir()
    app = program(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: app.drafting.session is not None)
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
        folder.write_text("the folder is gone")
        assert app.drafting.session
        app.drafting.session.keep_typed("school.name", "Школа № 5")
        await until(pilot, lambda: line(app) == "черновик не сохранён")
        await pilot.press("f10")
        await until(pilot, lambda: asked(app) == "Сохранено не всё")
        await pilot.press("f10")
        await pilot.pause()
    assert app.return_code == 3
    assert "Черновик отложен в " in app.last_words
    folder.unlink()
    folder.mkdir()
    again = program(folder)
    draft = again.drafting.saved()
    assert draft
    assert draft.typed == {"school.name": "Школа № 5"}
    again.drafting.end()
    assert program(folder).drafting.saved() is None
    assert not draft_path(folder / "plan.toml").exists()


async def test_a_disk_that_never_answers_holds_no_one_who_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, answer = tmp_path / "school", threading.Event()
    folder.mkdir()

    def stuck(path: Path, *others: Any) -> None:
        if path.parent == folder:
            answer.wait(10)
        save_draft(path, *others)

    monkeypatch.setattr("sferum_tui.drafting.save_draft", stuck)
    monkeypatch.setattr("sferum_tui.keeping.LAST_SAVE", 0.05)
    app = program(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: app.drafting.session is not None)
        assert app.drafting.session
        app.drafting.session.keep_typed("school.name", "Школа № 5")
        await pilot.press("f10")
        await until(pilot, lambda: asked(app) == "Сохранено не всё")
        await pilot.press("f10")
        await until(pilot, lambda: app.return_code is not None)
        assert (app.return_code, answer.is_set()) == (3, False)
        assert "Черновик отложен в " in app.last_words
        answer.set()


async def test_ctrl_s_says_that_the_draft_is_saved_once_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_plan(tmp_path)
    app = program(tmp_path)

    def refused(path: Path, *others: Any) -> None:
        raise file_error(path, "нет места")

    def told() -> list[str]:
        return [it.title or it.message for it in app._notifications]

    async with app.run_test(size=(80, 24)) as pilot:
        # What is typed for papers is no draft of a plan.
        await pilot.press("f5", "f7", "М", "ctrl+s")
        assert told() == []
        await pilot.press("f8", "escape", "escape", "f2", "5", "insert", "Х", "ctrl+s")
        await until(pilot, lambda: told() == ["Черновик сохранён"])
        draft = app.drafting.saved()
        assert draft
        assert draft.typed["groups.groups.new.title"] == "Х"
        app.clear_notifications()
        monkeypatch.setattr("sferum_tui.drafting.save_draft", refused)
        await pilot.press("о", "ctrl+s")
        await until(pilot, lambda: told() == ["Черновик не сохранён"])
        app.drafting.end()


# The file ----------------------------------------------------------------------------------------

_IDS = any_text().map(lambda text: f"2а/{text}")
_CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.builds(SetMark, _IDS, st.just("skipped"), st.none(), any_text()),
    st.builds(SetMark, _IDS, st.sampled_from(["created", "auto", "planned"]), st.just(AT)),
    st.builds(SetNote, _IDS, any_text()),
    st.builds(RenameChat, _IDS, _IDS),
    st.builds(
        SetAnswer,
        st.tuples(any_text(), any_text()),
        st.one_of(
            st.none(), st.booleans(), st.integers(-99, 99), any_text(),
            st.just(date(2026, 12, 5)), st.lists(any_text(), max_size=2),
            st.just([{"title": "а", "grades": [1]}]),
        ),
    ),
)  # fmt: skip


def encodable(change: Change) -> bool:
    try:
        repr(change).encode()
    except UnicodeEncodeError:
        return False
    return "\\ud" not in repr(change)


@settings(max_examples=40)
@given(st.lists(_CHANGES.filter(encodable), max_size=4))
def test_changes_come_back_from_their_file_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, changes: list[Change]
) -> None:
    plan = tmp_path_factory.mktemp("plan") / "plan.toml"
    path = keep_unsaved(plan, changes, "учитель", AT)
    found = load_unsaved(plan)
    assert found
    assert (list(found.changes), found.who, found.at, found.path) == (changes, "учитель", AT, path)
    drop_unsaved(found)
    assert load_unsaved(plan) is None


def test_all_chats_of_the_largest_school_come_back_as_well(tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    marks = [SetMark(f"2б/8А/английский язык/{it}", "created", AT) for it in range(3_000)]
    keep_unsaved(plan, marks, "учитель", AT)
    found = load_unsaved(plan)
    assert found
    assert list(found.changes) == marks


def test_what_is_put_aside_later_comes_behind(tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    keep_unsaved(plan, [SetNote("1а", "а")], "учитель", AT)
    path = keep_unsaved(plan, [SetNote("1а", "б")], "учитель", AT)
    found = load_unsaved(plan)
    assert found
    assert found.changes == (SetNote("1а", "а"), SetNote("1а", "б"))
    assert path.stat().st_mode & 0o777 == 0o600


def test_where_nothing_can_be_written_beside_the_plan_it_lies_with_the_settings(
    tmp_path: Path, config: Path
) -> None:
    plan = tmp_path / "gone" / "plan.toml"
    plan.parent.write_text("no folder")
    path = keep_unsaved(plan, [SetNote("1а", "а")], "учитель", AT)
    assert path.parent == config
    other = tmp_path / "other" / "plan.toml"
    assert load_unsaved(other) is None
    assert load_unsaved(plan)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    for text in (
        "[[change]]",
        'who = "а"\nat = 2026-11-30T10:00:00Z\n[[change]]\nchat = 5',
        "=",
        "\0",
        'who = "а"\nat = "вчера"',
        "who = 'а'\nat = 2026-11-30T10:00:00",
        "a = " + "[" * 3000 + "]" * 3000,
    ):
        unsaved_path(plan).write_text(text)
        with pytest.raises(PlanError, match="повреждён"):
            load_unsaved(plan)


def test_a_broken_file_is_not_written_over(tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    unsaved_path(plan).write_text("[[change]]")
    path = keep_unsaved(plan, [SetNote("1а", "а")], "учитель", AT)
    assert path.with_name(f"{path.name}.bad").read_text() == "[[change]]"
    found = load_unsaved(plan)
    assert found
    assert found.changes == (SetNote("1а", "а"),)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_somebody_else_is_not_taken(tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    os.chown(keep_unsaved(plan, [SetNote("1а", "а")], "учитель", AT), 12345, -1)
    assert load_unsaved(plan) is None
