"""The thread that saves: order, other sessions, answers that can't be saved, its end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.issues import PlanError
from sferum_tui.plan.saver import Saver
from sferum_tui.plan.store import ChangeRefusedError, Loaded, PlanStore, SetAnswer, SetMark
from sferum_tui.rollout.plan import Plan
from tests.plan.values import stamp
from tests.support.school import EVENT, at

NOW = stamp(at(2026, 11, 25))


@pytest.fixture
def store(tmp_path: Path) -> PlanStore:
    made = PlanStore(tmp_path / "plan.toml")
    made.create(Plan(completed(preset_answers("village", EVENT))))
    made.load()
    return made


@pytest.fixture
def said() -> list[Loaded | PlanError]:
    return []


@pytest.fixture
def saver(store: PlanStore, said: list[Loaded | PlanError]) -> Iterator[Saver]:
    made = Saver(store, "учитель", lambda: NOW, said.append)
    yield made
    made.close()


def tick(chat_id: str) -> SetMark:
    return SetMark(chat_id, "created", NOW)


def test_changes_are_saved_in_their_order(saver: Saver, store: PlanStore) -> None:
    saver.put([tick("2а/8"), SetMark("2а/8", "skipped", reason="нет")])
    saver.put([SetMark("2а/8", "planned"), SetMark("2а/8", "auto", NOW)])
    assert saver.flush(10)
    done = PlanStore(store.path).load().plan.done
    assert (done.created, done.auto, done.skipped) == ({}, {"2а/8": NOW}, {})


def test_a_look_at_a_file_that_did_not_change_says_nothing(
    saver: Saver, said: list[Loaded | PlanError]
) -> None:
    for _ in range(3):
        saver.look()
        assert saver.flush(10)
    assert said == []


def test_a_look_tells_what_another_session_saved(
    saver: Saver, store: PlanStore, said: list[Loaded | PlanError]
) -> None:
    PlanStore(store.path).apply([tick("2а/8")], who="другой", at=NOW)
    saver.look()
    assert saver.flush(10)
    (loaded,) = said
    assert isinstance(loaded, Loaded)
    assert loaded.plan.done.mark("2а/8") == "created"


def test_answers_that_make_no_plan_are_given_up_and_ticks_are_saved(
    saver: Saver, store: PlanStore, said: list[Loaded | PlanError]
) -> None:
    saver.put([SetAnswer(("school", "timezone"), "Mars")])
    assert not saver.flush(10)
    assert isinstance(saver.trouble, ChangeRefusedError)
    assert saver.pending == ()
    saver.put([SetAnswer(("calendar", "week"), 9), tick("2а/8")])
    assert not saver.flush(10)
    assert "week" in str(saver.trouble)
    assert saver.pending == ()
    refused = [report for report in said if isinstance(report, ChangeRefusedError)]
    assert ["timezone" in str(refused[0]), "week" in str(refused[1])] == [True, True]
    assert PlanStore(store.path).load().plan.done.mark("2а/8") == "created"
    saver.put([tick("2а/9")])
    assert saver.flush(10)


def test_a_fault_of_the_program_does_not_end_the_thread(
    saver: Saver, store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object, **named: object) -> Loaded:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(store, "apply", broken)
        saver.put([tick("2а/8")])
        assert not saver.flush(10)
    assert "внутренняя ошибка: ZeroDivisionError" in str(saver.trouble)
    assert saver.flush(10)
    assert PlanStore(store.path).load().plan.done.mark("2а/8") == "created"


def test_closing_saves_what_was_queued(saver: Saver, store: PlanStore) -> None:
    saver.put([tick("2а/8")])
    saver.close()
    assert saver.flush(10)
    assert PlanStore(store.path).load().plan.done.mark("2а/8") == "created"
