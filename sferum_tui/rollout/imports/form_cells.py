"""What a person writes into the cells of a form: «да», a day, how many; else `TableError`."""

from __future__ import annotations

import re
from datetime import date

from sferum_tui.rollout.imports.form_layout import MOST, NO, YES
from sferum_tui.rollout.imports.result import TableError
from sferum_tui.rollout.russian import digits
from sferum_tui.rollout.typed_day import DayTextError, day_of_cell
from sferum_tui.text import lowered

#: A cross may mean either: it is asked about.
_YES = frozenset(
    f"{YES} + 1 д ок есть готов готово сделан сделано создан создана создано создали создала"
    " v √ ✓ ✔ ☑ yes y ok true".split()
)
_NO = frozenset({"", NO, "-", "–", "—", "0", "н", "нету", "не создан", "еще нет", "пока нет", "□",
                 "☐", "no", "n", "false"})  # fmt: skip
_SENTENCE = " .,;!"
#: «да, 30.11»: the day written behind the word.
_YES_DAY = re.compile(rf"(?:{YES}|создан[ао]?)?[ ,;:(]*(\d.*?)\)?")
_NUMBER = re.compile(
    r"(\d{1,4})(?:[ ,]*(?:из|/)[ ]*(\d{1,4}))?[ ]*(?:чел(?:\.|овека?)?|уч(?:\.|еников)?)?", re.ASCII
)
_NONE = frozenset({"", "-", "–", "—"})


def created_of(text: str, near: date) -> tuple[bool, str]:
    """Whether a chat is created, and the day where it stands behind the word, as it is written."""
    word = lowered(text).strip(_SENTENCE)
    if word in _YES or word in _NO:
        return word in _YES, ""
    found = _YES_DAY.fullmatch(lowered(text))
    if found and _is_day(found[1], near):
        return True, found[1]
    raise TableError(f"«создан»: «{text}»; допустимо «{YES}» или «{NO}»")


def _is_day(text: str, near: date) -> bool:
    try:
        day_of_cell(text, near)
    except DayTextError:
        return False
    return True


def day_of(text: str, days: tuple[date, date]) -> date | None:
    """The day in a cell, between the first and the last one that are allowed."""
    if text in _NONE:
        return None
    allowed = f"допустимо с {digits(days[0])} по {digits(days[1])}"
    try:
        day = day_of_cell(text, days[1])
    except DayTextError:
        raise TableError(f"«дата»: «{text}» — не дата; {allowed}") from None
    if not days[0] <= day <= days[1]:
        raise TableError(f"«дата»: {digits(day)}; {allowed}")
    return day


def number_of(text: str, name: str) -> tuple[int | None, int | None]:
    """How many, and of how many where that stands in the same cell: «20 из 27»."""
    if text in _NONE:
        return None, None
    found = _NUMBER.fullmatch(text.lower())
    if not found:
        raise TableError(f"{name}: «{text}»; допустимо целое число от 0 до {MOST}")
    return int(found[1]), int(found[2]) if found[2] else None
