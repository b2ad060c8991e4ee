"""A new plan file: every key with a word on what it means, so that a person can edit it.

The lines follow from the table of keys; keys and values are spelt by tomlkit. Its tables are not
used: each of their keys takes longer than the one before, half a minute for five thousand ticks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.plan.keys import ANSWERS, DOINGS, JOINED
from sferum_tui.plan.reading import SCHEMA
from sferum_tui.rollout.plan import MARKS, Plan
from sferum_tui.toml.kinds import Entries, Key, Kind, Listed, Record
from sferum_tui.toml.text import WIDTH, toml_key, toml_keys, toml_value, toml_wrapped
from sferum_tui.toml.tree import Tree

#: Where comments begin, in characters from the left.
_COLUMN = 36
Path = tuple[str, ...]

_HEAD = (
    "# План перехода школы в «Сферум». Правьте свободно: порядок, комментарии и свои ключи",
    "# программа сохранит. Проверить после правки: sferum-tui check ЭТОТ_ФАЙЛ",
    f"schema = {SCHEMA}",
)
#: What a decision may add, for a person who writes it by hand.
_MORE_OF_PRIMARY = (
    "# Здесь бывают ещё date (когда решили) и votes (голоса), например:",
    "#   date = 2026-11-20",
    "#   votes = {members = 40, present = 31, for = 25, against = 4, abstained = 2}",
    '#   в votes же: quorum = "half" | "two_thirds", chair = "for" | "against" (председатель)',
)


def new_plan(plan: Plan) -> tuple[str, Tree]:
    """The text of a new plan file, and what it says."""
    answers = ANSWERS.tree(plan.answers)
    if not answers["groups"]:
        del answers["groups"]
    done: Tree = {name: dict(getattr(plan.done, name)) for name in MARKS}
    doings = {"done": done, "joined": JOINED.tree(plan.joined), "notes": dict(plan.notes)}
    lines = [*_HEAD, *_parts((), ANSWERS.keys, answers), *_parts((), DOINGS, doings)]
    return "\n".join(lines) + "\n", {"schema": SCHEMA, **answers, **doings}


def _parts(path: Path, keys: Sequence[Key], tree: Tree) -> Iterator[str]:
    """The lines of known keys, those that are tables of their own after the others."""
    for key in keys:
        if key.name in tree and not _is_section(path, key.kind):
            yield from _statement(path, key.name, tree[key.name], key.comment)
    if path == ("primary",):
        yield from _MORE_OF_PRIMARY
    for key in keys:
        if isinstance(key.kind, Listed) and _is_section(path, key.kind):
            yield from _groups(tree.get(key.name, []))
        elif key.name in tree and _is_section(path, key.kind):
            yield from _section((*path, key.name), key, tree[key.name])


def _is_section(path: Path, kind: Kind) -> bool:
    if isinstance(kind, Listed):
        return not path
    return isinstance(kind, Record | Entries) and not kind.inline


def _section(path: Path, key: Key, tree: Tree) -> Iterator[str]:
    """A table with its header and those below it."""
    keys = key.kind.keys if isinstance(key.kind, Record) else ()
    below = [it.name for it in keys if _is_section(path, it.kind)]
    if len(below) < len(tree) or not tree:
        yield ""
        yield from _commented(f"[{toml_keys(path)}]", key.comment)
    known = {it.name for it in keys}
    for name, value in tree.items():
        if name not in known:
            yield from _statement(path, name, value, "")
    yield from _parts(path, keys, tree)


def _statement(path: Path, name: str, value: Any, comment: str) -> Iterator[str]:
    start = f"{toml_key(name)} = "
    return _commented(start + toml_wrapped(value, len(start)), comment)


def _commented(text: str, comment: str) -> Iterator[str]:
    """A statement with its comment beside it, or above where there is no room."""
    lines = text.split("\n")
    if not comment:
        yield from lines
    elif len(lines) > 1:
        yield f"{lines[0]:<{_COLUMN - 1}} # {comment}"
        yield from lines[1:]
    elif len(text) < _COLUMN or len(text) + len(comment) + 4 <= WIDTH:
        yield f"{text:<{_COLUMN - 1}} # {comment}"
    else:
        yield f"# {comment}"
        yield text


def _groups(groups: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    recommendations = load_recommendations()
    purposes = [f"{item.id} ({item.title})" for item in recommendations.purposes]
    yield ""
    yield "# Мини-группы: таблица [[groups]] на каждую. Зачем (purpose):"
    for purpose in purposes:
        yield f"#   {purpose}"
    if not groups:
        yield "#"
        yield from (
            f"# {line}"
            for line in (
                "[[groups]]",
                f'title = "{recommendations.purposes[0].suggestions[-1]}"',
                f'purpose = "{recommendations.purposes[0].id}"',
                f"stage = {recommendations.group_stages[0]}",
                "grades = [9, 10]",
                'owner = ""',
            )
        )
    for number, group in enumerate(groups):
        yield from [""] * bool(number)
        yield "[[groups]]"
        yield from (f"{toml_key(key)} = {toml_value(value)}" for key, value in group.items())
