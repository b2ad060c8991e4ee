"""Edits of a school's classes, as the class grid makes them: pure, each gives new `Classes`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import NamedTuple

from msgspec.structs import replace

from sferum_tui.rollout.answers import Classes
from sferum_tui.rollout.class_edits import MIXED, all_lettered, letters_of, with_letters
from sferum_tui.rollout.class_names import DoubtfulClassError, read_classes
from sferum_tui.rollout.recommendations import Recommendations
from sferum_tui.rollout.school import (
    LETTERS,
    ClassNameError,
    class_name,
    mixed_grades,
    normal_letter,
    parse_class,
    school_classes,
)

#: The most parallels that a digit makes; a real complex has up to 33 first classes.
MOST = 33
#: So many classes are named in a message.
SHOWN = 4
#: What parallels are called one after another: the letters, then numbers («1-27»).
SERIES = (*LETTERS, *(str(number) for number in range(len(LETTERS) + 1, MOST + 1)))


def others_of(classes: Classes, grade: str) -> tuple[str, ...]:
    """Names of a grade's classes that have no column of their own; of mixed ones all."""
    if grade == MIXED:
        return tuple(sorted(classes.mixed, key=lambda name: (mixed_grades(name)[::-1], name)))
    return tuple(it for it in letters_of(classes, grade) if it and it not in LETTERS)


def without_class(classes: Classes, grade: str, letter: str) -> Classes:
    """The classes without one."""
    if grade == MIXED:
        mixed = {name: stage for name, stage in classes.mixed.items() if name != letter}
        return replace(classes, mixed=mixed)
    return with_letters(classes, grade, (it for it in letters_of(classes, grade) if it != letter))


def with_count(classes: Classes, grade: str, number: int) -> Classes:
    """The classes with so many in one grade; named ones count and stay, letters come and go.

    Zero takes the named ones too. A single class gets no letter where no class of the school has
    one. Raises `ClassNameError` for more than `MOST` and for fewer than there are named ones.
    """
    if number > MOST:
        raise ClassNameError(f"больше {MOST} классов в параллели цифрами не задать")
    letters = letters_of(classes, grade)
    named = [it for it in letters if it and it not in SERIES]
    if not number:
        return with_letters(classes, grade, ())
    if number < len(named):
        raise ClassNameError(
            f"классов с именами в этом ряду больше: {len(named)}; лишний уберёт Delete"
        )
    if number == 1 and (letters == ("",) or (not letters and _letterless(classes))):
        return with_letters(classes, grade, ("",))
    wanted = number - len(named)
    present = all_lettered(letters)
    kept = [it for it in SERIES if it in present][:wanted]
    fresh = [it for it in SERIES if it not in kept]
    return with_letters(classes, grade, (*named, *kept, *fresh[: wanted - len(kept)]))


def _letterless(classes: Classes) -> bool:
    return bool(classes.by_grade) and all(it == ("",) for it in classes.by_grade.values())


def alone(classes: Classes, grades: Iterable[int]) -> dict[str, bool]:
    """The classes of these grades, and whether each one is the only one of its grade."""
    found = {}
    for grade in map(str, grades):
        letters = letters_of(classes, grade)
        found.update({class_name(grade, it): len(letters) == 1 for it in letters})
    return found


def without_classes(classes: Classes, names: Iterable[str]) -> Classes:
    """The classes without those of these names."""
    for name in names:
        classes = without_class(classes, *parse_class(name))
    return classes


def stages_of_mixed(name: str, recommendations: Recommendations) -> tuple[int, ...]:
    """The stages a mixed class may belong to: those of its grades."""
    return tuple(dict.fromkeys(recommendations.stage_of_grade(it) for it in mixed_grades(name)))


def read_class(text: str, grade: str) -> tuple[str, str]:
    """What somebody adds in a row: «кадетский», «1», «5 кадетский», «1–3» → (grade, letter).

    The number of the grade itself is a class without a letter. In the row of mixed classes «1-3»
    is one, elsewhere it is the third of the first grade. Raises `ClassNameError`.
    """
    typed = " ".join(text.split())
    if not typed:
        raise ClassNameError("напишите имя или номер класса")
    dashed = typed.replace(" ", "").replace("-", "–").replace("—", "–")
    if grade == MIXED:
        if not mixed_grades(dashed):
            raise ClassNameError("класс-комплект пишут так: 1–3 или 1+3")
        return MIXED, dashed
    if mixed_grades(dashed) and "-" not in typed:
        return MIXED, dashed
    if typed == grade:
        return grade, ""
    if typed.isdecimal():
        return grade, str(int(typed))
    if typed.startswith(f"{grade}-") and typed[len(grade) + 1 :].isdecimal():
        return parse_class(typed)
    if typed[0].isdigit():
        return _only_class(typed)
    letter = normal_letter(typed)
    if not letter:
        raise ClassNameError("напишите имя или номер класса")
    # «абв» is three classes; «IT» is a name where a person says so.
    with suppress(DoubtfulClassError):
        if typed.isalpha() and grade.isdecimal():
            _only_class(f"{grade}{typed}")
    return grade, letter


def _only_class(text: str) -> tuple[str, str]:
    """The one class that a text names. Raises `ClassNameError` for several or a doubtful one.

    What stands behind a space was typed as a name: «8 ОВЗ».
    """
    try:
        found = read_classes(text)
    except DoubtfulClassError:
        if re.fullmatch(r"(?i)\d{1,2} (?!кл|паралл)[^\W\d_].*", text):
            return parse_class(text)
        raise
    if len(found) > 1:
        names = ", ".join(item.name for item in found[:SHOWN])
        raise ClassNameError(f"это несколько классов: {names}; добавьте их цифрой или списком")
    return found[0].grade, found[0].letter


class StageTotal(NamedTuple):
    """A stage's grades as they are written («8–11») and how many classes it has."""

    stage: int
    grades: str
    number: int


def stage_totals(classes: Classes, recommendations: Recommendations) -> tuple[StageTotal, ...]:
    """Classes by stage, the youngest first. Grades 0 and 12 are named only where they are used."""
    items = school_classes(classes, recommendations)
    used = {grade for item in items for grade in item.grades}
    found = []
    for stage in sorted(recommendations.stages, key=lambda stage: stage.grades):
        named = [it for it in stage.grades if 1 <= it <= 11 or it in used]
        if named:
            number = sum(1 for item in items if item.stage == stage.number)
            found.append(StageTotal(stage.number, f"{named[0]}–{named[-1]}", number))
    return tuple(found)


def name_fault(text: str, grade: str, taken: Collection[str], own: str = "") -> str:
    """What is wrong with a class that is added to a row or renamed, in Russian; "" if nothing is.

    `own` is the name it has now; a class stays in its grade when it is renamed.
    """
    try:
        new_grade, letter = read_class(text, grade)
    except ClassNameError as error:
        return str(error)
    name = class_name(new_grade, letter)
    if own and new_grade != grade:
        return f"{name} — другая параллель: уберите {own} и добавьте новый"
    if name != own and name in taken:
        return f"класс {name} уже есть"
    if not letter and any(it != own and parse_class(it)[0] == new_grade for it in taken):
        return "класс без литеры бывает в параллели только один"
    return ""
