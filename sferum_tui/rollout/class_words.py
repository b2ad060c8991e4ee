"""Classes and grades as papers say them: «8 «А» класса», «5–7 классы», «классы 8А–8В, 9»."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from sferum_tui.rollout.russian import listed, runs
from sferum_tui.rollout.school import ClassNameError, parse_class
from sferum_tui.rollout.wording import all_classes

#: How a class without a number of its own is called.
_EXTRA = {"0": "подготовительного", "1 доп.": "1 дополнительного"}


def class_mark(name: str) -> str:
    """«8 «А»», «8», «8-1», «1 дополнительного «А»»: what stands before «класса»."""
    try:
        grade, letter = parse_class(name)
    except ClassNameError:
        return name
    said = _EXTRA.get(grade, grade)
    if not grade or letter.isdigit():
        return name
    return f"{said} «{letter}»" if letter else said


def of_class(name: str) -> str:
    """«8 «А» класса», «8 класса», «класса-комплекта 1–3»."""
    if _is_mixed(name):
        return f"класса-комплекта {name}"
    return f"{class_mark(name)} класса"


def of_classes(names: Sequence[str]) -> str:
    """«8 «А», 8 «Б» и 9 «А» классов»; one alone as `of_class`."""
    if len(names) == 1:
        return of_class(names[0])
    mixed = [f"класса-комплекта {name}" for name in names if _is_mixed(name)]
    marks = [class_mark(name) for name in names if not _is_mixed(name)]
    plain = [of_class(marks[0])] if len(marks) == 1 else [f"{listed(marks)} классов"]
    return ", ".join((plain if marks else []) + mixed)


def class_list(names: Sequence[str]) -> str:
    """«8А–8В, 9А», «8–11 классы», «8 класс, 9А», «класс-комплект 1–3»; names come sorted."""
    parts = []
    for (bare, mixed), group in groupby(
        dict.fromkeys(names), lambda it: (it.isdigit(), _is_mixed(it))
    ):
        found = list(group)
        if mixed:
            parts += [f"класс-комплект {name}" for name in found]
        else:
            parts.append(grades_words(map(int, found)) if bare else all_classes(found))
    return ", ".join(parts)


def grade_list(grades: Iterable[int]) -> str:
    """«1–4», «1, 3»: grades in short."""
    return ", ".join(_runs(grades))


def _runs(grades: Iterable[int]) -> list[str]:
    """«1–4», «6»: grades that follow one another by their ends."""
    found = runs(sorted(set(grades)), lambda before, after: after == before + 1)
    return [f"{it[0]}–{it[-1]}" if len(it) > 1 else str(it[0]) for it in found]


def grades_words(grades: Iterable[int]) -> str:
    """«5–7 классы», «8 класс», «подготовительный и 1–4 классы», «1, 3 и 5 классы»."""
    return _grades(grades, "подготовительный", ("класс", "классы"))


def of_grades(grades: Iterable[int]) -> str:
    """«5–7 классов», «8 класса», «подготовительного и 1–4 классов»."""
    return _grades(grades, _EXTRA["0"], ("класса", "классов"))


def in_grades(grades: Iterable[int]) -> str:
    """«в 5–7 классах», «во 2 классе», «во 2 и 5–11 классах»."""
    text = _grades(grades, "подготовительном", ("классе", "классах"))
    # «Во втором», but «в двенадцатом».
    preposition = "во" if text.startswith(("2 ", "2–", "2,")) else "в"
    return f"{preposition} {text}"


def _grades(grades: Iterable[int], preparatory: str, forms: tuple[str, str]) -> str:
    """Grades with their noun; the year before the first has no number."""
    found = set(grades)
    told = [*([preparatory] if 0 in found else []), *_runs(found - {0})]
    return f"{listed(told) if told else ''} {forms[0] if len(found) == 1 else forms[1]}"


def _is_mixed(name: str) -> bool:
    return any(sign in name for sign in "–+")
