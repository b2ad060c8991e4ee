"""What the next round of a school changes, in words: on a screen and on a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.renewal import Renewal, grade_of
from sferum_tui.rollout.russian import classes, digits, form


def renewal_lines(old: Rollout, new: Rollout, found: Renewal) -> Iterator[str]:
    """Classes that move up, leave and come; chats and the first day; what to fill in."""
    if found.moved:
        verb = form(len(found.moved), "Переходит", "Переходят")
        yield f"{verb} {classes(len(found.moved))}: {_steps(found.moved)}"
    if found.left:
        verb = form(len(found.left), "Уходит", "Уходят")
        yield f"{verb} {classes(len(found.left))}: {', '.join(found.left)}"
    if found.come:
        verb = form(len(found.come), "Приходит", "Приходят")
        yield f"{verb} {classes(len(found.come))}: {', '.join(found.come)}"
    if new.platform != old.platform:
        yield f"Мессенджер: {old.platform} → {new.platform}"
    if (pack := new.recommendations.pack) and pack != old.recommendations.pack:
        yield f"Указания: {pack.title} ({pack.name})"
    yield f"Чатов: было {len(old.chats)}, будет {len(new.chats)}, отметки начинаются заново"
    planned = new.answers.school.planned
    event = "Структуру создадут" if planned else "Структура создана"
    yield f"{event} (день 0): {digits(new.created)}"
    yield from _belongings(old, new)
    yield from found.notes


def _belongings(old: Rollout, new: Rollout) -> Iterator[str]:
    """How many of the things that belong to a class go along with it."""
    before, after = old.answers, new.answers
    parts = [
        f"{title} {len(new_table)} из {len(old_table)}"
        for title, old_table, new_table in (
            ("классные руководители", before.people.class_teachers, after.people.class_teachers),
            ("учителя предметов", before.people.subject_teachers, after.people.subject_teachers),
            ("размеры классов", before.sizes, after.sizes),
        )
        if old_table
    ]
    if parts:
        yield f"Остаются: {', '.join(parts)}"
    if before.primary.decision != after.primary.decision:
        yield "Решение о начальной школе принимают заново"


def _steps(moved: Sequence[tuple[str, str]]) -> str:
    """«1А, 1Б → 2-е; 8А → 9-е»."""
    parts = []
    for grade, group in groupby(moved, key=lambda pair: grade_of(pair[1])):
        parts.append(f"{', '.join(old for old, _ in group)} → {grade}-е")
    return "; ".join(parts)
