"""Answers as the tree of keys and values that a plan file holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sferum_tui.rollout.answers import Answers, Group, People, Primary, Votes

Tree = dict[str, Any]


def answers_tree(answers: Answers) -> Tree:
    """All keys of the answers, in the order of a plan file; what is not said is left out."""
    school, calendar = answers.school, answers.calendar
    tree: Tree = {
        "school": {
            "name": school.name,
            "timezone": school.timezone,
            "structure_created": school.structure_created,
            "planned": school.planned,
            "platform": school.platform,
        },
        "calendar": {
            "counting": calendar.counting,
            "week": calendar.week,
            "move_last_day": calendar.move_last_day,
            "days_off": list(calendar.days_off),
            "working_days": list(calendar.working_days),
            "vacations": [
                {"title": item.title, "first": item.first, "last": item.last}
                for item in calendar.vacations
            ],
        },
        "order": {
            "mode": answers.order.mode,
            "stages": {str(number): mode for number, mode in answers.order.stages.items()},
        },
        "classes": {
            **_lists(answers.classes.by_grade),
            "mixed": dict(answers.classes.mixed),
            "opened": dict(answers.classes.opened),
        },
        "subjects": {
            **_lists(answers.subjects.by_grade),
            "subgroups": _lists(answers.subjects.subgroups),
        },
        "people": _people(answers.people),
        "groups": [_group(item) for item in answers.groups],
        "chats": {
            "without": list(answers.chats.without),
            "names": dict(answers.chats.names),
            "owners": dict(answers.chats.owners),
        },
        "primary": _primary(answers.primary),
    }
    return {
        key: {name: value for name, value in part.items() if value is not None}
        if isinstance(part, dict)
        else part
        for key, part in tree.items()
    }


def _lists(table: Mapping[str, Sequence[str]]) -> Tree:
    return {key: list(values) for key, values in table.items()}


def _people(people: People) -> Tree:
    bodies = people.bodies
    return {
        "director": people.director,
        "deputies": [
            {"duty": item.duty, "name": item.name, "levels": list(item.levels)}
            for item in people.deputies
        ],
        "associations": [
            {"title": item.title, "subjects": list(item.subjects), "head": item.head}
            for item in people.associations
        ],
        "bodies": {
            "parents_committee": bodies.parents_committee,
            "board_of_trustees": bodies.board_of_trustees,
            "other": bodies.other,
            "together": bodies.together,
        },
        "extra_education": people.extra_education,
        "class_teachers": dict(people.class_teachers),
        "subject_teachers": dict(people.subject_teachers),
    }


def _group(group: Group) -> Tree:
    return {
        "title": group.title,
        "purpose": group.purpose,
        "stage": group.stage,
        "grades": list(group.grades),
        "owner": group.owner,
    }


def _primary(primary: Primary) -> Tree:
    return {
        "decision": primary.decision,
        "pupils": primary.pupils,
        "grades": list(primary.grades),
        "date": primary.date,
        "minutes": primary.minutes,
        "votes": _votes(primary.votes) if primary.votes else None,
    }


def _votes(votes: Votes) -> Tree:
    return {
        "members": votes.members,
        "present": votes.present,
        "for": votes.for_,
        "against": votes.against,
        "abstained": votes.abstained,
        "quorum": votes.quorum,
        "chair": votes.chair,
    }


def same(one: Any, other: Any) -> bool:
    """Whether two trees say the same, type by type. A table without keys says nothing."""
    if one is other:
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        for key, value in one.items():
            if key not in other:
                if not _says_nothing(value):
                    return False
            elif value is not other[key] and not same(value, other[key]):
                return False
        return all(key in one or _says_nothing(value) for key, value in other.items())
    if type(one) is not type(other):
        return False
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, datetime):
        return bool(one == other and one.utcoffset() == other.utcoffset())
    # «Not a number» is the one value that differs from itself.
    return bool(one == other) or (isinstance(one, float) and repr(one) == repr(other) == "nan")


def _says_nothing(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_says_nothing, value.values()))
