"""Answers by their paths of fields («school.name»), and what the keys of their tables name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from sferum_tui.rollout.answers import Answers

#: Tables whose keys are lessons («8А/физика») and subgroups of them («8А/физика/1»).
OF_LESSONS = ("subjects.subgroups", "people.subject_teachers")
#: Tables whose keys begin with the name of a class: they go along when it is renamed or moves up.
OF_CLASSES = ("classes.opened", "people.class_teachers", "sizes", *OF_LESSONS)
#: Tables by the numbers of stages; tables and a list by kinds of chat.
OF_STAGES = ("order.stages", "deadlines")
OF_KINDS = ("chats.without", "chats.names", "chats.owners", "chats.made")


def value_at(answers: Answers, path: str) -> Any:
    """The answer under a path of fields."""
    found: Any = answers
    for name in path.split("."):
        found = getattr(found, name)
    return found


def with_value(answers: Answers, path: str, value: object) -> Answers:
    """The answers with another value under a path of fields."""
    changed: Answers = _replaced(answers, path.split("."), value)
    return changed


def _replaced(part: Any, path: list[str], value: object) -> Any:
    name, *rest = path
    return replace(part, **{name: _replaced(getattr(part, name), rest, value) if rest else value})


def rekeyed(table: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """A table whose keys begin with names of classes, these under their new names."""
    found = {}
    for key, value in table.items():
        head, slash, tail = key.partition("/")
        found[f"{names.get(head, head)}{slash}{tail}"] = value
    return found
