"""A plan that another program writes bit by bit, and one that lost its ticks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.issues import PlanError
from sferum_tui.locations import before_path
from sferum_tui.plan import settling
from sferum_tui.plan.changes import SetMark
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.plan import Done, Plan
from tests.plan.values import stamp
from tests.support.school import EVENT, at, rollout

NOW = stamp(at(2026, 11, 25))
ANSWERS = completed(preset_answers("village", EVENT))
IDS = [chat.id for chat in rollout(ANSWERS).chats][:20]
NEW = [SetMark("2а/9", "skipped", None, "нет")]


class Clock:
    """Time that passes only while somebody waits; `then` is what happens meanwhile."""

    def __init__(self, path: Path, then: list[Callable[[], object]]) -> None:
        self.path, self.then = path, then
        self.waited = 0.0

    def monotonic(self) -> float:
        return self.waited

    def time(self) -> float:
        """The file was written just now, or as long ago as nothing happened to it."""
        return self.path.stat().st_mtime + self.age

    age = 0.0

    def sleep(self, seconds: float) -> None:
        self.waited += seconds
        self.age += seconds
        if self.then:
            self.then.pop(0)()
            self.age = 0.0


@pytest.fixture
def store(tmp_path: Path) -> PlanStore:
    """A plan with twenty ticks, saved by another session and known to this one."""
    made = PlanStore(tmp_path / "plan.toml")
    made.create(Plan(ANSWERS, Done(created=dict.fromkeys(IDS, NOW))))
    made.load()
    return made


def clock(monkeypatch: pytest.MonkeyPatch, store: PlanStore, *then: Callable[[], object]) -> Clock:
    made = Clock(store.path, list(then))
    monkeypatch.setattr(settling, "time", made)
    monkeypatch.setattr(settling, "YOUNG", 1.0)
    return made


def halves(text: str) -> tuple[str, str]:
    """A valid plan with a part of the ticks, and the rest."""
    lines = text.splitlines(keepends=True)
    ticks = [number for number, line in enumerate(lines) if line.startswith(f'"{IDS[0]}"')]
    middle = ticks[0] + 3
    return "".join(lines[:middle]), "".join(lines[middle:])


def test_a_tick_waits_until_an_upload_is_whole(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = store.path.read_text("utf-8")
    half, rest = halves(whole)
    store.path.write_text(half, "utf-8")
    told: list[str] = []
    store.settling.say = told.append
    clock(monkeypatch, store, lambda: None, lambda: store.path.write_text(whole, "utf-8"))
    saved = store.apply(NEW, who="учитель", at=NOW)
    assert set(saved.plan.done.created) == set(IDS) - {"2а/9"}
    assert saved.plan.done.mark("2а/9") == "skipped"
    assert rest
    assert [text.split(":")[0] for text in told] == ["файл плана только что изменён и стал короче"]


@pytest.mark.parametrize("text", ["", "schema = 1\n[school\n"])
def test_what_can_not_be_read_yet_is_waited_for(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    whole = store.path.read_text("utf-8")
    store.path.write_text(text, "utf-8")
    clock(monkeypatch, store, lambda: store.path.write_text(whole, "utf-8"))
    assert len(store.load().plan.done.created) == len(IDS)


def test_a_command_that_has_just_begun_knows_the_plan_from_its_backup(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply([SetMark(IDS[0], "planned")], who="учитель", at=NOW)
    whole = store.path.read_text("utf-8")
    store.path.write_text("".join(whole.splitlines(keepends=True)[:-15]), "utf-8")
    clock(monkeypatch, store, lambda: store.path.write_text(whole, "utf-8"))
    saved = PlanStore(store.path).apply(NEW, who="учитель", at=NOW)
    assert set(saved.plan.done.created) == set(IDS[1:]) - {"2а/9"}


def test_waiting_has_an_end(store: PlanStore, monkeypatch: pytest.MonkeyPatch) -> None:
    half, _ = halves(store.path.read_text("utf-8"))
    store.path.write_text(half, "utf-8")
    watch = clock(monkeypatch, store, *[lambda: None] * 200)
    with pytest.raises(PlanError, match="всё время меняет другая программа"):
        store.apply(NEW, who="учитель", at=NOW)
    assert watch.waited <= settling.PATIENCE + 1
    assert store.path.read_text("utf-8") == half


def test_another_session_of_the_program_is_not_waited_for(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    PlanStore(store.path).apply([SetMark(IDS[0], "planned")], who="другой", at=NOW)
    watch = clock(monkeypatch, store)
    assert len(store.load().plan.done.created) == len(IDS) - 1
    assert watch.waited == 0


@pytest.mark.parametrize("change", [True, False])
def test_a_plan_that_lost_most_of_its_ticks_is_not_taken_over_in_silence(
    store: PlanStore, change: bool
) -> None:
    before = store.path.read_bytes()
    half, _ = halves(before.decode())
    store.path.write_text(half, "utf-8")
    found = store.apply(NEW, who="учитель", at=NOW) if change else store.load()
    assert "было отметок 20, стало 3; прежний план — в plan.toml.before" in found.notice
    assert before_path(store.path).read_bytes() == before
    later = stamp(at(2026, 11, 25) + timedelta(hours=1))
    again = store.apply([SetMark("2а/9", "auto", later)], who="учитель", at=later)
    assert again.notice == ""
    assert before_path(store.path).read_bytes() == before


def test_few_ticks_less_are_somebodys_work(store: PlanStore) -> None:
    lines = store.path.read_text("utf-8").splitlines(keepends=True)
    store.path.write_text("".join(lines[:-5]), "utf-8")
    assert store.load().notice == ""
    assert not before_path(store.path).exists()


def test_a_plan_whose_file_is_gone_is_kept_beside_once_there_is_something_to_save(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "_PAUSE", 0.0)
    data = store.path.read_bytes()
    store.path.unlink()
    with pytest.raises(PlanError, match="такого файла нет"):
        store.load()
    assert not before_path(store.path).exists(), "nobody wants anything of it"
    for _ in range(2):
        with pytest.raises(PlanError, match=r"его план — в «plan\.toml\.before», верните ему имя"):
            store.apply(NEW, "завуч", NOW)
    assert before_path(store.path).read_bytes() == data
    before_path(store.path).rename(store.path)
    assert store.apply(NEW, "завуч", NOW).plan.done.skipped == {"2а/9": "нет"}


def test_a_plan_kept_earlier_is_not_lost_to_a_later_one(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "_PAUSE", 0.0)
    before_path(store.path).write_text("прежний", encoding="utf-8")
    store.path.unlink()
    with pytest.raises(PlanError, match="такого файла нет"):
        store.apply(NEW, "завуч", NOW)
    assert before_path(store.path).read_text(encoding="utf-8") == "прежний"
