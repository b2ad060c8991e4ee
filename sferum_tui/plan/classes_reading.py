"""Keys of a plan that name classes, grades and lessons, as the answers spell them."""

from __future__ import annotations

from typing import Any

from sferum_tui.issues import shown
from sferum_tui.rollout.school import (
    GRADES,
    ClassNameError,
    canonical_class,
    class_name,
    mixed_grades,
    normal_letter,
)
from sferum_tui.text import silenced
from sferum_tui.toml.kinds import Kind, Reader
from sferum_tui.toml.tree import Path


class Letter(Kind, frozen=True):
    """The letter or name of a class."""

    def read(self, to: Reader, path: Path, value: object, base: object = None) -> str | None:
        """The letter as it is kept; None after a fault."""
        if not isinstance(value, str):
            to.issues.wrong_type(path, value, "буква или имя класса в кавычках")
            return None
        try:
            return normal_letter(value)
        except ClassNameError as error:
            to.issues.fault(path, str(error), "буква, число или имя: «А», «1», «кадетский»")
            return None


class Letters(Kind, frozen=True):
    """The letters of a grade, which is the key they stand at."""

    def read(self, to: Reader, path: Path, value: object, base: object = None) -> object:
        """The letters as a tuple; None after a fault."""
        found = to.issues.items(path, value, lambda at, it: Letter().read(to, at, it))
        grade = _spelt(str(path[-1]))
        to.issues.twice(path, (class_name(grade, it) for it in found or ()), "класс")
        return found

    def tree(self, value: Any) -> Any:
        """The letters as a list."""
        return list(value)


def grade(to: Reader, path: Path, key: str) -> str | None:
    """A grade as plans spell it."""
    return _grade(to, path, key, "«1 доп.», таблицы mixed и opened")


def grade_or_mixed(to: Reader, path: Path, key: str) -> str | None:
    """A grade or a mixed class, whichever subjects are listed for."""
    if mixed_grades(name := _spelt(key)):
        return name
    return _grade(to, path, key, "«1 доп.», комплекты «1–3», таблица subgroups")


def _grade(to: Reader, path: Path, key: str, more: str) -> str | None:
    if (name := _spelt(key)) in GRADES:
        return name
    what = f"нет такой параллели: {shown(key)}"
    to.issues.fault(path, what, f"параллели от 0 до 12, {more}")
    return None


def _spelt(key: str) -> str:
    return " ".join(silenced(key).split())


def class_key(to: Reader, path: Path, key: str) -> str | None:
    """A class as ids spell it."""
    try:
        return canonical_class(key)
    except ClassNameError as error:
        to.issues.fault(path, str(error), "класс: «8А», «5-1», «1–3»")
        return None


def mixed_name(to: Reader, path: Path, key: str) -> str | None:
    """The name of a mixed class: «1–3»."""
    key = silenced(key)
    if not mixed_grades(key):
        allowed = "параллели по возрастанию: «1–3», «1+3»"
        to.issues.fault(path, f"{shown(key)} не похоже на класс-комплект", allowed)
        return None
    return key


def lesson_key(to: Reader, path: Path, key: str) -> str | None:
    """A subject of a class: «8А/физика»."""
    return _lesson(to, path, key, 2, "«класс/предмет»: «8А/английский язык»")


def teacher_key(to: Reader, path: Path, key: str) -> str | None:
    """A subject of a class, or one of its subgroups."""
    return _lesson(to, path, key, 3, "«класс/предмет» или «класс/предмет/подгруппа»")


def _lesson(to: Reader, path: Path, key: str, most: int, allowed: str) -> str | None:
    head, *rest = silenced(key).split("/")
    if not 1 <= len(rest) < most or not all(part.strip() for part in rest):
        to.issues.fault(path, f"{shown(key)} не называет предмет класса", allowed)
        return None
    name = class_key(to, path, head)
    if name is None or to.issues.text(path, key) is None:
        return None
    return "/".join((name, *rest))
