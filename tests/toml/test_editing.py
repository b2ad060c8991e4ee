"""A change touches its line alone, whatever a person wrote around it and in whatever style."""

from __future__ import annotations

import tomllib
from difflib import ndiff
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sferum_tui.guidance.loading import preset_answers
from sferum_tui.plan.changes import ChangeRefusedError, SetAnswer, SetMark, SetNote, answers_diff
from sferum_tui.plan.store import PlanStore
from sferum_tui.plan.template import new_plan
from sferum_tui.rollout.answers import Answers, Group
from sferum_tui.rollout.plan import Mark, Plan
from sferum_tui.toml import edit as toml_edit
from sferum_tui.toml.tree import same
from tests.plan import values
from tests.plan.by_hand import Hand
from tests.support.school import EVENT, at

pytestmark = pytest.mark.usefixtures("no_sync")
NOW = values.stamp(at(2026, 11, 25))
seeds = st.integers(0, 2**32)
marks = st.sampled_from(("created", "auto", "skipped"))


def written(folder: str, plan: Plan, hand: Hand) -> tuple[PlanStore, str]:
    """A plan file written by hand, open."""
    _, tree = new_plan(plan)
    text = hand.write(tree)
    assert same(tomllib.loads(text), tree), text
    path = Path(folder) / "plan.toml"
    path.write_bytes(text.encode())
    store = PlanStore(path)
    assert store.load().plan == plan
    return store, text


def differing(before: str, after: str) -> list[str]:
    """The lines that two texts don't share."""
    lines = ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-"]


@given(values.plans, seeds, values.ids, marks)
def test_a_tick_changes_one_line(plan: Plan, seed: int, chat_id: str, mark: Mark) -> None:
    if plan.done.mark(chat_id) != "planned":
        return
    hand = Hand(seed, plain_done=True)
    with TemporaryDirectory() as folder:
        store, before = written(folder, plan, hand)
        loaded = store.apply([SetMark(chat_id, mark, NOW, "потом")], who="учитель", at=NOW)
        after = store.path.read_bytes().decode()
        assert loaded.plan.done.mark(chat_id) == mark
        lines = differing(before, after)
        # A table that was not there yet comes with its header and empty lines around it.
        table = [line for line in lines if line[2:].strip() in ("", f"[done.{mark}]")]
        rest = [line[0] for line in lines if line not in table]
        assert rest in (["+"], ["-", "+"]), lines
        assert len(table) in (0, 2, 3), lines
        store.apply([SetMark(chat_id, "planned")], who="учитель", at=NOW)
        assert store.path.read_bytes().decode() == before


@given(values.plans, seeds, st.data())
def test_a_tick_taken_back_leaves_the_comment_on_its_line(
    plan: Plan, seed: int, data: st.DataObject
) -> None:
    ids = [*plan.done.created, *plan.done.auto, *plan.done.skipped]
    if not ids:
        return
    chat_id = data.draw(st.sampled_from(ids))
    hand = Hand(seed)
    with TemporaryDirectory() as folder:
        store, before = written(folder, plan, hand)
        loaded = store.apply([SetMark(chat_id, "planned")], who="учитель", at=NOW)
        after = store.path.read_bytes().decode()
        assert loaded.plan.done.mark(chat_id) == "planned"
        assert all(comment in after for comment in hand.comments)
        places = (plan.done.created, plan.done.auto, plan.done.skipped)
        # The last key of a table that has no header leaves an empty table behind.
        lines = [line for line in differing(before, after) if not line.endswith(" = {}")]
        assert len(lines) <= 2 * sum(chat_id in place for place in places)


@given(values.plans, seeds, values.answers, values.ids, marks)
def test_answers_change_and_every_comment_stays(
    plan: Plan, seed: int, new: Answers, chat_id: str, mark: Mark
) -> None:
    hand = Hand(seed)
    with TemporaryDirectory() as folder:
        store, before = written(folder, plan, hand)
        changes = [
            *answers_diff(plan.answers, new),
            SetMark(chat_id, mark, NOW),
            SetNote(chat_id, "да"),
        ]
        loaded = store.apply(changes, who="учитель", at=NOW)
        after = store.path.read_bytes().decode()
        assert loaded.plan.answers == new
        assert loaded.plan.notes[chat_id] == "да"
        missing = [comment for comment in hand.comments if comment not in after]
        assert not missing, (missing, before, after)
        assert ("\r\n" in before) == ("\r\n" in after)


@given(values.plans, seeds, values.texts)
def test_an_edited_answer_changes_one_line(plan: Plan, seed: int, name: str) -> None:
    with TemporaryDirectory() as folder:
        store, before = written(folder, plan, Hand(seed))
        store.apply([SetAnswer(("people", "director"), name)], who="учитель", at=NOW)
        lines = differing(before, store.path.read_bytes().decode())
        assert [line[0] for line in lines] == (
            [] if name == plan.answers.people.director else ["-", "+"]
        )


def test_a_text_that_would_say_something_else_is_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = PlanStore(tmp_path / "plan.toml")
    store.create(Plan(preset_answers("city", EVENT)))
    before = store.path.read_bytes()
    monkeypatch.setattr(toml_edit._Editor, "edited", lambda *rest: before.decode() + "# nothing\n")
    with pytest.raises(ChangeRefusedError, match="не тронув написанного вручную"):
        store.apply([SetMark("2а/8А", "created", NOW)], who="учитель", at=NOW)
    assert store.path.read_bytes() == before


def test_items_of_a_list_come_and_go_on_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(
        """schema = 1
id = "k7m2q9xw"
[school]
structure_created = 2026-11-23
[classes]
8 = [  # восьмые
  # первый
  "А",  # Иванова
  "Б",  # Петрова
  "В"   # Сидорова
]
9 = [ "А", # раз
  "Б" ] # два
"""
    )
    store = PlanStore(path)
    old = store.load().plan.answers
    letters = {"8": ("А", "В", "Г"), "9": ("Б",)}
    new = replace(old, classes=replace(old.classes, by_grade=letters))
    assert store.apply(answers_diff(old, new), who="учитель", at=NOW).plan.answers == new
    assert path.read_text().endswith(
        """8 = [  # восьмые
  # первый
  "А",  # Иванова
  # Петрова
  "В",   # Сидорова
  "Г",
]
# раз
9 = ["Б"] # два
"""
    )


def test_a_new_group_stands_where_groups_stand(tmp_path: Path) -> None:
    store = PlanStore(tmp_path / "plan.toml")
    store.create(Plan(preset_answers("city", EVENT)))
    old = store.load().plan.answers
    for title in ("Музей", "Театр"):
        group = Group(title, "event", 2, (8, 9))
        new = replace(old, groups=(*old.groups, group))
        old = store.apply(answers_diff(old, new), who="учитель", at=NOW).plan.answers
        assert old == new
    text = store.path.read_text()
    places = ["[people.subject_teachers]", "# Мини-группы", 'title = "Музей"', 'title = "Театр"']
    found = [text.index(place) for place in (*places, "[chats]")]
    assert found == sorted(found)
