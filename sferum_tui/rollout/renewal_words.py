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
        verb = form(len(found.moved), "Переходит", "Переходят", "Переходят")
        yield f"{verb} {classes(len(found.moved))}: {_steps(found.moved)}"
    if found.left:
        verb = form(len(found.left), "Уходит", "Уходят", "Уходят")
        yield f"{verb} {classes(len(found.left))}: {', '.join(found.left)}"
    if found.come:
        verb = form(len(found.come), "Приходит", "Приходят", "Приходят")
        yield f"{verb} {classes(len(found.come))}: {', '.join(found.come)}"
    if new.platform != old.platform:
        yield f"Мессенджер: {old.platform} → {new.platform}"
    if (pack := new.recommendations.pack) and pack != old.recommendations.pack:
        yield f"Указания: {pack.title} ({pack.name})"
    yield f"Чатов: было {len(old.chats)}, будет {len(new.chats)}, отметки начинаются заново"
    yield f"Структура создана (день 0): {digits(new.created)}"
    yield from found.notes


def _steps(moved: Sequence[tuple[str, str]]) -> str:
    """«1А, 1Б → 2-е; 8А → 9-е»."""
    parts = []
    for grade, group in groupby(moved, key=lambda pair: grade_of(pair[1])):
        parts.append(f"{', '.join(old for old, _ in group)} → {grade}-е")
    return "; ".join(parts)
