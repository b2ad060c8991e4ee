"""Which messenger a school has, which guidance goes with it, and which answers fit that."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from sferum_tui.rollout.answer_paths import OF_KINDS, OF_STAGES, value_at, with_value
from sferum_tui.rollout.answers import Answers, Group
from sferum_tui.rollout.recommendations import PackInfo, Recommendations
from sferum_tui.rollout.school import mixed_grades


def with_guidance(answers: Answers, name: str, packs: Sequence[PackInfo]) -> Answers:
    """The answers with a pack, "" for none, and the version that it has now."""
    pack = next((it for it in packs if it.name == name), None)
    school = replace(answers.school, guidance=name, guidance_version=pack.version if pack else "")
    return replace(answers, school=school)


def with_messenger(answers: Answers, platform: str, packs: Sequence[PackInfo]) -> Answers:
    """The answers with a messenger, and with the first pack that is made for it.

    A pack made for another messenger goes; one that is made for none in particular stays.
    """
    answers = with_value(answers, "school.platform", platform)
    chosen = next((it for it in packs if it.name == answers.school.guidance), None)
    if chosen and (platform in chosen.platforms or not chosen.platforms):
        return answers
    offered = next((it.name for it in packs if platform in it.platforms), "")
    return with_guidance(answers, offered, packs)


def fitting(answers: Answers, rules: Recommendations) -> Answers:
    """The answers without what was said of stages, kinds, levels, grades that guidance has not.

    A mixed class goes to the stage of its oldest grade, a mini-group to that of its grades. Nothing
    changes while the guidance is missing, since nobody knows then what it has.
    """
    if rules.missing:
        return answers
    for paths, known in (
        (OF_STAGES, {stage.number for stage in rules.stages}),
        (OF_KINDS, {kind.id for kind in rules.kinds}),
        (("primary.grades",), set(rules.grades_to_decide)),
    ):
        for path in paths:
            answers = with_value(answers, path, _only(value_at(answers, path), known))
    levels = {level.id for level in rules.levels}
    deputies = tuple(replace(it, levels=_only(it.levels, levels)) for it in answers.people.deputies)
    return replace(
        answers,
        classes=replace(answers.classes, mixed=_mixed(answers.classes.mixed, rules)),
        people=replace(answers.people, deputies=deputies),
        groups=tuple(_group(it, rules) for it in answers.groups),
    )


def written_out(answers: Answers, rules: Recommendations) -> Answers:
    """The answers with the grades of a decision named, as a plan that is begun says them."""
    grades = answers.primary.grades or rules.grades_to_decide
    return with_value(answers, "primary.grades", grades)


def _only(value: Any, known: Collection[object]) -> Any:
    """A table or a list without what is not known."""
    if isinstance(value, Mapping):
        return {key: it for key, it in value.items() if key in known}
    return tuple(it for it in value if it in known)


def _mixed(mixed: Mapping[str, int], rules: Recommendations) -> dict[str, int]:
    known = {stage.number for stage in rules.stages if stage.grades}
    usual = {name: rules.stage_of_grade(mixed_grades(name)[-1]) for name in mixed}
    return {name: stage if stage in known else usual[name] for name, stage in mixed.items()}


def _group(group: Group, rules: Recommendations) -> Group:
    if group.stage in rules.group_stages:
        return group
    wanted = [rules.stage_of_grade(grade) for grade in group.grades]
    found = [stage for stage in wanted if stage in rules.group_stages]
    return replace(group, stage=(found or rules.group_stages)[0])
