"""Whatever the answers, the plan file that is made of them gives the same answers again."""

from __future__ import annotations

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from msgspec.structs import replace

from sferum_tui.guidance.loading import load_presets, preset_answers
from sferum_tui.plan.changes import answers_diff
from sferum_tui.plan.store import PlanStore
from sferum_tui.plan.template import new_plan
from sferum_tui.rollout.answers import Answers, Deputy
from sferum_tui.rollout.plan import Plan
from sferum_tui.toml.tree import same
from tests.plan import values
from tests.support.school import EVENT, at

pytestmark = pytest.mark.usefixtures("no_sync")
NOW = values.stamp(at(2026, 11, 25))


@given(values.plans)
def test_a_new_plan_says_what_was_answered(plan: Plan) -> None:
    text, tree = new_plan(plan)
    assert same(tomllib.loads(text), tree)
    with TemporaryDirectory() as folder:
        store = PlanStore(Path(folder) / "plan.toml")
        store.create(plan)
        assert store.load().plan == plan
        assert store.load().warnings == ()


@given(values.plans, values.answers)
def test_the_difference_of_two_answers_leads_from_one_to_the_other(
    plan: Plan, new: Answers
) -> None:
    with TemporaryDirectory() as folder:
        store = PlanStore(Path(folder) / "plan.toml")
        store.create(plan)
        changed = store.apply(answers_diff(plan.answers, new), who="учитель", at=NOW)
        assert changed.plan.answers == new
        assert changed.plan.done == plan.done
        again = PlanStore(store.path).load()
        assert again.plan == changed.plan


def test_every_preset_makes_a_plan(tmp_path: Path) -> None:
    for preset in load_presets():
        answers = preset_answers(preset.name, EVENT)
        store = PlanStore(tmp_path / f"{preset.name}.toml")
        store.create(Plan(answers))
        assert replace(store.load().plan.answers, id="") == answers


def test_every_key_of_a_new_plan_is_explained(tmp_path: Path) -> None:
    text, _ = new_plan(Plan(preset_answers("city", EVENT)))
    for line in text.splitlines():
        statement = line.partition(" = ")[0]
        if statement.isidentifier() and statement not in ("schema", "name", "director", "minutes"):
            lines = text.splitlines()
            above = lines[lines.index(line) - 1]
            assert "#" in line or above.startswith("#"), line


def test_items_of_one_name_are_written_all_together(tmp_path: Path) -> None:
    old = preset_answers("city", EVENT)
    old = replace(old, people=replace(old.people, deputies=(Deputy("УР"), Deputy("ВР"))))
    three = (Deputy("ИТ"), Deputy("АХР"), Deputy("АХР", "Орлова"))
    new = replace(old, people=replace(old.people, deputies=three))
    store = PlanStore(tmp_path / "plan.toml")
    store.create(Plan(old))
    store.apply(answers_diff(old, new), who="учитель", at=NOW)
    assert store.load().plan.answers.people.deputies == three
