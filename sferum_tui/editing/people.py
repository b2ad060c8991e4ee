"""Deputies and methodical associations (п. 7.1 в): edits of their lists, and their faults."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.editing.session import Session
from sferum_tui.rollout.answers import Association, Deputy
from sferum_tui.text import tidy

Item = TypeVar("Item")

#: The longest duty, in characters: it stands in the owner's name of a chat.
LONGEST_DUTY = 60


def with_entry(items: Sequence[Item], old: Item | None, new: Item | None) -> tuple[Item, ...]:
    """The entries with one in place of another; None stands for none."""
    if old is None:
        return (*items, *([new] if new is not None else []))
    changed = (new if item == old else item for item in items)
    return tuple(item for item in changed if item is not None)


def duty_fault(text: str, deputies: Sequence[Deputy], own: str) -> str:
    """What is wrong with a duty, in Russian; `own` is the duty before, "new" for a new deputy."""
    duty = tidy(text)
    if not duty:
        return "напишите, за что отвечает: УР, ВР, АХЧ"
    if "/" in duty:
        return "в обязанности не должно быть знака «/»"
    if len(duty) > LONGEST_DUTY:
        return f"не длиннее {LONGEST_DUTY} знаков"
    if duty.lower() in {it.duty.lower() for it in deputies if it.duty != own}:
        return "такой заместитель уже есть"
    return ""


def with_deputy(
    deputies: Sequence[Deputy], old: Deputy | None, new: Deputy | None
) -> tuple[Deputy, ...]:
    """The deputies with one in place of another; levels it leads are taken from the others."""
    led = new.levels if new else ()
    rest = [
        item
        if item in (old, new)
        else replace(item, levels=tuple(it for it in item.levels if it not in led))
        for item in deputies
    ]
    return with_entry(rest, old, new)


class United(Struct, frozen=True):
    """What a dialog gives: the МО, and the title of another one that it takes in."""

    association: Association
    absorbed: str = ""


def known_subjects(session: Session) -> tuple[str, ...]:
    """Subjects of the school's classes, then others that its МО unite."""
    answers = session.answers
    grades = {grade for item in session.rollout.classes for grade in (item.grade, str(item.oldest))}
    names = [
        name
        for grade, them in answers.subjects.by_grade.items()
        if grade in grades
        for name in them
    ]
    return tuple(
        dict.fromkeys([*names, *(s for it in answers.people.associations for s in it.subjects)])
    )


def unite(
    items: Sequence[Association], old: Association | None, new: United
) -> tuple[Association, ...]:
    """The МО with a new or changed one, without the one it takes in.

    A subject belongs to one МО: those of the new one are taken from the others.
    """
    own = set(new.association.subjects)
    found = []
    for item in items:
        if item == old:
            found.append(new.association)
        elif item.title != new.absorbed:
            rest = tuple(name for name in item.subjects if name not in own)
            found.append(replace(item, subjects=rest))
    return tuple(found) if old else (*found, new.association)


def joint_title(first: str, second: str) -> str:
    """A title for two МО in one: «физика» and «химия» → «физика, химия»."""
    return f"{first}, {second}"
