"""Which messenger a school has, which guidance goes with it, and which answers fit that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from sferum_tui.rollout.answers import Answers, Group
from sferum_tui.rollout.recommendations import PackInfo, Recommendations
from sferum_tui.rollout.school import mixed_grades

Key = TypeVar("Key", int, str)
Value = TypeVar("Value")


def with_guidance(answers: Answers, name: str, packs: Sequence[PackInfo]) -> Answers:
    """The answers with a pack, "" for none, and the version that it has now."""
    pack = next((it for it in packs if it.name == name), None)
    school = replace(answers.school, guidance=name, guidance_version=pack.version if pack else "")
    return replace(answers, school=school)


def with_messenger(answers: Answers, platform: str, packs: Sequence[PackInfo]) -> Answers:
    """The answers with a messenger, and with the first pack that is made for it.

    A pack made for another messenger goes; one that is made for none in particular stays.
    """
    answers = replace(answers, school=replace(answers.school, platform=platform))
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
    stages = {stage.number for stage in rules.stages}
    kinds = {kind.id for kind in rules.kinds}
    levels = {level.id for level in rules.levels}
    chats = answers.chats
    return replace(
        answers,
        order=replace(answers.order, stages=_known(answers.order.stages, stages)),
        deadlines=_known(answers.deadlines, stages),
        classes=replace(answers.classes, mixed=_mixed(answers.classes.mixed, rules)),
        people=replace(
            answers.people,
            deputies=tuple(
                replace(it, levels=tuple(level for level in it.levels if level in levels))
                for it in answers.people.deputies
            ),
        ),
        groups=tuple(_group(it, rules) for it in answers.groups),
        chats=replace(
            chats,
            without=tuple(it for it in chats.without if it in kinds),
            names=_known(chats.names, kinds),
            owners=_known(chats.owners, kinds),
            made=_known(chats.made, kinds),
        ),
        primary=replace(
            answers.primary,
            grades=tuple(it for it in answers.primary.grades if it in rules.grades_to_decide),
        ),
    )


def written_out(answers: Answers, rules: Recommendations) -> Answers:
    """The answers with the grades of a decision named, as a plan that is begun says them."""
    grades = answers.primary.grades or rules.grades_to_decide
    return replace(answers, primary=replace(answers.primary, grades=grades))


def _known(table: Mapping[Key, Value], keys: set[Key]) -> dict[Key, Value]:
    return {key: value for key, value in table.items() if key in keys}


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
