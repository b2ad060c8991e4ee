"""The thread that saves: order, other sessions, answers that can't be saved, its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from sferum_tui.disk import locked
from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.issues import Issue, PlanError
from sferum_tui.plan.changes import Act, ChangeRefusedError, SetAnswer, SetMark, SetNote
from sferum_tui.plan.saver import Saver
from sferum_tui.plan.store import Loaded, PlanStore
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


def test_what_is_done_quickly_is_one_save_and_each_in_the_history_by_itself(
    saver: Saver, store: PlanStore
) -> None:
    with locked(store.path):
        saver.put([tick("2а/8")])
        saver.put([tick("2а/9"), tick("2г/9")])
        saver.put([SetMark("2а/8", "planned")])
    assert saver.flush(10)
    assert PlanStore(store.path).load().plan.done.created.keys() == {"2а/9", "2г/9"}
    assert [it.what for it in store.history()] == [
        "отметка снята: 2а/8",
        "созданы: 2а/9, 2г/9",
        "создан: 2а/8",
    ]


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
    assert isinstance(saver.error, ChangeRefusedError)
    assert saver.pending == ()
    saver.put([SetAnswer(("calendar", "week"), 9), tick("2а/8")])
    assert not saver.flush(10)
    assert "week" in str(saver.error)
    assert saver.pending == ()
    refused = [report for report in said if isinstance(report, ChangeRefusedError)]
    assert ["timezone" in str(refused[0]), "week" in str(refused[1])] == [True, True]
    assert PlanStore(store.path).load().plan.done.mark("2а/8") == "created"
    saver.put([tick("2а/9")])
    assert saver.flush(10)


class Refusing(PlanStore):
    """A plan file that refuses the ticks of some chats; `attempts` counts the tries to save."""

    refused: frozenset[str] = frozenset()
    attempts = 0

    def apply_each(self, acts: Sequence[Act], who: str, at: datetime) -> Loaded:
        self.attempts += 1
        changes = [change for act in acts for change in act]
        bad = [it for it in changes if isinstance(it, SetMark) and it.chat_id in self.refused]
        if bad:
            raise ChangeRefusedError([Issue("план", None, bad[0].chat_id, "так нельзя")])
        return super().apply_each(acts, who, at)


def test_a_refused_tick_is_set_aside_and_those_after_it_are_saved(
    store: PlanStore, said: list[Loaded | PlanError]
) -> None:
    refusing = Refusing(store.path)
    refusing.refused = frozenset(("2а/8", "3а/6"))
    refusing.load()
    saver = Saver(refusing, "учитель", lambda: NOW, said.append)
    saver.put([tick("2а/8"), tick("2а/9"), SetNote("2а/8", "к среде")])
    saver.put([tick("3а/5"), tick("3а/6"), tick("3а/7")])
    assert not saver.flush(10)
    assert [it.changes for it in saver.set_aside] == [(tick("2а/8"),), (tick("3а/6"),)]
    assert "2а/8: так нельзя" in str(saver.set_aside[0].reason)
    assert [str(it) for it in said if isinstance(it, PlanError)] == [
        "план, 2а/8: так нельзя", "план, 3а/6: так нельзя",
    ]  # fmt: skip
    assert refusing.attempts < 20
    plan = PlanStore(store.path).load().plan
    assert plan.done.created == dict.fromkeys(("2а/9", "3а/5", "3а/7"), NOW)
    assert plan.notes == {"2а/8": "к среде"}
    tried = refusing.attempts
    saver.look()
    assert saver.pending == ()
    refusing.refused = frozenset()
    saver.put([tick("2а/8")])
    assert saver.flush(10)
    assert [it.changes for it in saver.set_aside] == [(tick("3а/6"),)]
    assert refusing.attempts == tried + 1
    saver.close()


def test_a_refused_edit_of_answers_is_given_up_as_a_whole(saver: Saver, store: PlanStore) -> None:
    edit = [SetAnswer(("school", "name"), "Школа"), SetAnswer(("calendar", "week"), 9)]
    saver.put(edit)
    saver.put([tick("2а/8")])
    assert not saver.flush(10)
    assert [it.changes for it in saver.set_aside] == [tuple(edit)]
    plan = PlanStore(store.path).load().plan
    assert plan.answers.school.name != "Школа"
    assert plan.done.mark("2а/8") == "created"
    saver.withdraw()
    assert saver.set_aside == ()


def test_a_fault_of_the_program_does_not_end_the_thread(
    saver: Saver, store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object, **named: object) -> Loaded:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(store, "apply_each", broken)
        saver.put([tick("2а/8")])
        assert not saver.flush(10)
    assert "внутренняя ошибка: ZeroDivisionError" in str(saver.error)
    assert saver.flush(10)
    assert PlanStore(store.path).load().plan.done.mark("2а/8") == "created"


def test_what_the_program_stumbles_over_again_and_again_keeps_no_other_change_back(
    saver: Saver, store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = store.apply_each

    def faulty(acts: Sequence[Act], who: str, at: datetime) -> Loaded:
        if any(it == tick("2а/9") for act in acts for it in act):
            raise ZeroDivisionError
        return real(acts, who, at)

    monkeypatch.setattr(store, "apply_each", faulty)
    for chat in ("2а/8", "2а/9", "2а/10", "2а/11"):
        saver.put([tick(chat)])
    for _ in range(10):
        saver.flush(10)
    assert [it.changes for it in saver.set_aside] == [(tick("2а/9"),)]
    assert "внутренняя ошибка: ZeroDivisionError" in str(saver.set_aside[0].reason)
    done = PlanStore(store.path).load().plan.done
    assert {"2а/8", "2а/10", "2а/11"} <= done.created.keys()


def test_closing_saves_what_was_queued(saver: Saver, store: PlanStore) -> None:
    saver.put([tick("2а/8")])
    saver.close()
    assert saver.flush(10)
    assert PlanStore(store.path).load().plan.done.mark("2а/8") == "created"
