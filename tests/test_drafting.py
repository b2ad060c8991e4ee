"""The draft of answers: what is kept, in which order, and when it goes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from threading import Thread

import pytest
from msgspec.structs import replace

from sferum_tui.drafting import Drafting
from sferum_tui.guidance.loading import load_reference
from sferum_tui.plan.drafts import Draft, load_draft
from sferum_tui.rollout.plan import Plan
from tests.support.program import NOW, aware, city


def drafting(folder: Path) -> Drafting:
    return Drafting(folder / "plan.draft", lambda: aware(NOW))


def named(keeper: Drafting, name: str) -> None:
    session = keeper.session
    assert session is not None
    answers = session.answers
    session.update(replace(answers, school=replace(answers.school, name=name)))


def test_a_draft_holds_the_answers_the_question_and_the_moment(tmp_path: Path) -> None:
    keeper = drafting(tmp_path)
    keeper.begin(Draft(city(), "people"), load_reference(), None)
    named(keeper, "Лицей")
    keeper.job()()
    kept = drafting(tmp_path).saved()
    assert kept is not None
    assert kept.answers.school.name == "Лицей"
    assert kept.step == "people"
    assert kept.saved == aware(datetime(2026, 11, 30, 14, 5))


def test_two_threads_may_keep_a_draft_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program that ends, and the last resort that ends a stuck one, at any moment of it."""
    keeper = drafting(tmp_path)
    keeper.begin(Draft(city()), load_reference(), None)
    named(keeper, "Лицей")
    moments = []

    class Watched(Thread):
        def start(self) -> None:
            moments.append(self)
            if len(moments) == 1:
                keeper.write(1)
            super().start()

    monkeypatch.setattr("sferum_tui.drafting.Thread", Watched)
    keeper.write(1)
    assert len(moments) == 2
    kept = keeper.saved()
    assert kept is not None
    assert kept.answers.school.name == "Лицей"


def test_a_late_job_writes_nothing_over_a_newer_one(tmp_path: Path) -> None:
    keeper = drafting(tmp_path)
    keeper.begin(Draft(city()), load_reference(), None)
    named(keeper, "первое")
    early = keeper.job()
    named(keeper, "второе")
    keeper.job()()
    early()
    kept = keeper.saved()
    assert kept is not None
    assert kept.answers.school.name == "второе"


def test_a_late_job_brings_no_draft_back_that_is_done_with(tmp_path: Path) -> None:
    keeper = drafting(tmp_path)
    keeper.begin(Draft(city()), load_reference(), None)
    named(keeper, "Лицей")
    late = keeper.job()
    keeper.end()
    late()
    assert keeper.saved() is None


def test_an_edit_resumed_later_still_knows_what_it_began_with(tmp_path: Path) -> None:
    keeper = drafting(tmp_path)
    keeper.begin(Draft(city()), load_reference(), Plan(city()))
    named(keeper, "Лицей")
    keeper.job()()
    other = city()
    changed = Plan(replace(other, people=replace(other.people, director="Орлова А. А.")))
    again = drafting(tmp_path)
    kept = again.saved()
    assert kept is not None
    assert again.begin(kept, load_reference(), changed).base == city()


def test_an_edit_that_changes_nothing_leaves_no_draft(tmp_path: Path) -> None:
    keeper = drafting(tmp_path)
    keeper.begin(Draft(city()), load_reference(), Plan(city()))
    named(keeper, "Лицей")
    keeper.job()()
    named(keeper, city().school.name)
    keeper.job()()
    assert keeper.saved() is None


def test_a_look_at_a_school_to_start_from_leaves_no_draft_and_keeps_the_one_there_is(
    tmp_path: Path,
) -> None:
    keeper = drafting(tmp_path)
    keeper.begin(Draft(city()), load_reference(), None)
    keeper.job()()
    assert keeper.saved() is None
    named(keeper, "Лицей")
    keeper.job()()
    again = drafting(tmp_path)
    again.begin(Draft(city(), "check"), load_reference(), None)
    again.job()()
    kept = again.saved()
    assert kept is not None
    assert kept.answers.school.name == "Лицей"


def test_a_draft_of_other_answers_is_set_aside_by_the_first_change(tmp_path: Path) -> None:
    keeper = drafting(tmp_path)
    keeper.begin(Draft(city()), load_reference(), None)
    named(keeper, "Лицей")
    keeper.job()()
    again = drafting(tmp_path)
    again.begin(Draft(city()), load_reference(), None)
    named(again, "Гимназия")
    again.job()()
    kept = again.saved()
    assert kept is not None
    assert kept.answers.school.name == "Гимназия"
    before = load_draft(again.path.with_name(f"{again.path.name}.before"))
    assert before is not None
    assert before.answers.school.name == "Лицей"


def test_a_draft_of_other_answers_is_no_change_of_the_plan_that_is_made_beside_it(
    tmp_path: Path,
) -> None:
    keeper = drafting(tmp_path)
    keeper.begin(Draft(city()), load_reference(), None)
    named(keeper, "Лицей")
    keeper.job()()
    again = drafting(tmp_path)
    again.begin(Draft(city(), "check"), load_reference(), None)
    again.end()
    assert again.saved() is None
    assert load_draft(again.path.with_name(f"{again.path.name}.before")) is not None
