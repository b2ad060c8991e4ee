"""The shipped data as values: what the program reads out of `presets/`."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from sferum_tui.guidance.loading import (
    completed,
    load_curriculum,
    load_presets,
    load_reference,
    preset_answers,
)
from sferum_tui.guidance.rules import production_calendar
from sferum_tui.rollout.answers import Answers, Classes
from sferum_tui.rollout.board import Rollout

EVENT = date(2026, 11, 23)


def chats(answers: Answers) -> int:
    reference = load_reference()
    return len(Rollout(answers, reference.recommendations, production_calendar()).chats)


def test_presets_come_by_their_number() -> None:
    assert [preset.number for preset in load_presets()] == list(range(1, 10))


def test_a_preset_gets_its_date_and_nothing_else_is_asked() -> None:
    answers = preset_answers("city", EVENT)
    assert answers.school.structure_created == EVENT
    assert answers.school.platform == "VK Мессенджер"
    assert set(answers.subjects.by_grade) == {"5", "6", "7", "8", "9", "10", "11"}


def test_an_unknown_preset_is_told_by_its_name() -> None:
    with pytest.raises(KeyError, match="замок"):
        preset_answers("замок")


@pytest.mark.parametrize(("name", "low", "high"), [("village", 100, 130), ("complex", 2100, 2300)])
def test_schools_make_as_many_chats_as_real_ones(name: str, low: int, high: int) -> None:
    assert low <= chats(preset_answers(name, EVENT)) <= high


def test_subjects_are_written_out_for_every_grade_that_has_a_class() -> None:
    answers = completed(Answers(classes=Classes({"8": ("А",)}, mixed={"5–6": 3})))
    subjects = answers.subjects.by_grade
    assert subjects == {grade: load_curriculum().grades[grade] for grade in ("8", "6")}


def test_subjects_that_a_school_chose_stay() -> None:
    given = Answers(classes=Classes({"8": ("А",), "9": ("А",)}))
    chosen = replace(given, subjects=replace(given.subjects, by_grade={"8": ()}))
    assert completed(chosen).subjects.by_grade["8"] == ()
    assert completed(completed(chosen)) == completed(chosen)
