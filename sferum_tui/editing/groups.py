"""Grades of mini-groups: which can have them, and how they are told."""

from __future__ import annotations

from collections.abc import Sequence

from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.class_words import grade_list


def group_grades(rollout: Rollout, chosen: Sequence[int] = ()) -> tuple[int, ...]:
    """Grades that can have mini-groups: those of the school, and those already chosen."""
    stages = rollout.recommendations.group_stages
    taught = {grade for it in rollout.classes if it.stage in stages for grade in it.grades}
    known = {grade for it in stages for grade in rollout.recommendations.stage(it).grades}
    return tuple(sorted({*(taught or known), *chosen}))


def grade_text(grades: Sequence[int]) -> str:
    """«9–10 кл.», «5, 7 кл.», "" for none."""
    return f"{grade_list(grades)} кл." if grades else ""
