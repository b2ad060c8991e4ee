"""Classes of a school: their names, their order, and the stage each one belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from sferum_tui.rollout.answers import Classes
from sferum_tui.rollout.recommendations import Recommendations
from sferum_tui.text import lowered, silenced, to_cyrillic, unseen, without_yo

#: Letters of classes in their usual order; others can be typed.
LETTERS = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ"

#: Grades as they are written in a plan, in order: 0 is a preparatory year.
GRADES = ("0", "1", "1 доп.", *(str(number) for number in range(2, 13)))

# Patterns are compiled when they are first used: many a start of the program needs none of them.
_MIXED = r"(\d{1,2})(?:([–+])(\d{1,2}))+"
_CLASS = r"(?i)(?P<grade>1\s*доп\.?|\d{1,2})(?P<gap>\s*-\s*|\s*)(?P<letter>[^\s].*)?"
_QUOTES = dict.fromkeys(map(ord, "«»„“”\"'`"))


class ClassNameError(ValueError):
    """A text is no class name; the message says why, in Russian."""


class SchoolClass(Struct, frozen=True):
    """One class: its name («8А»), its grade as written in the plan, its grades, its stage."""

    name: str
    grade: str
    letter: str
    grades: tuple[int, ...]
    stage: int

    @property
    def oldest(self) -> int:
        """The oldest grade, which a mixed class follows."""
        return max(self.grades)


def normal_letter(letter: str) -> str:
    """A letter or name of a class as it is kept: trimmed, unquoted, a single letter in capitals.

    Raises `ClassNameError` where a character can't stand in a chat's id.
    """
    if len(letter) == 1 and letter.isalpha():
        return to_cyrillic(letter.upper())
    text = " ".join(silenced(letter).translate(_QUOTES).split())
    if "/" in text or unseen(text):
        what = "«/»" if "/" in text else "управляющий символ"
        raise ClassNameError(f"в названии класса не должно быть знака {what}")
    if len(text) > 30:
        raise ClassNameError("название класса длиннее 30 знаков")
    return to_cyrillic(text.upper() if len(text) == 1 else text)


def parse_letters(text: str) -> tuple[str, ...]:
    """Letters or names of classes of a grade: «А,Б,В», «А кадетский»; "" and «0» are none.

    Raises `ClassNameError`.
    """
    # A name may have spaces; then commas stand between them.
    parts = [it.strip() for it in text.split(",") if it.strip()] if "," in text else text.split()
    return () if parts in ([], ["0"]) else tuple(map(normal_letter, parts))


def class_name(grade: str, letter: str) -> str:
    """«8» + «А» → «8А»; a digit takes a hyphen («5-1»), a word a space («5 кадетский»).

    A mixed class has no grade: its name stands in the place of the letter, as in `parse_class`.
    """
    if not (grade and letter):
        return grade or letter
    if letter.isdigit():
        return f"{grade}-{letter}"
    if len(letter) == 1 and grade.isdigit():
        return f"{grade}{letter}"
    return f"{grade} {letter}"


def mixed_grades(name: str) -> tuple[int, ...]:
    """Grades of a mixed class: «1–3» → 1, 2, 3; «1+3» → 1, 3. Empty if it is no such name."""
    if not re.fullmatch(_MIXED, name):
        return ()
    numbers = [int(number) for number in re.findall(r"\d+", name)]
    if "–" in name and "+" not in name and len(numbers) == 2:
        numbers = list(range(numbers[0], numbers[1] + 1))
    if numbers != sorted(set(numbers)) or len(numbers) < 2 or numbers[-1] > 12:
        return ()
    return tuple(numbers)


def parse_class(text: str) -> tuple[str, str]:
    """Read one class as people write it: «5а», «5 «А»», «5-1», «1 доп. А» → (grade, letter).

    A mixed class comes back as («», «1–3»). Raises `ClassNameError`.
    """
    trimmed = " ".join(silenced(text).translate(_QUOTES).split())
    if mixed_grades(trimmed):
        return "", trimmed
    match = re.fullmatch(_CLASS, trimmed)
    if not match:
        raise ClassNameError(f"«{trimmed[:30]}» не похоже на класс: нужно, например, 5А или 5-1")
    grade = match["grade"]
    grade = "1 доп." if "доп" in grade.lower() else str(int(grade))
    if grade not in GRADES:
        raise ClassNameError(f"нет такой параллели: {grade}; бывают от 0 до 12 и «1 доп.»")
    return grade, normal_letter(match["letter"] or "")


def canonical_class(text: str) -> str:
    """The name of a class as ids spell it. Raises `ClassNameError`."""
    return class_name(*parse_class(text))


def letter_key(letter: str) -> tuple[int, int, str]:
    """Sort key of letters: none, then single letters (ё beside е), then numbers, then words."""
    if not letter:
        return (0, 0, "")
    if letter.isdigit():
        return (2, int(letter), "")
    folded = letter.lower()
    spelt = without_yo(folded) + ("~" if "ё" in folded else "")
    return (1 if len(letter) == 1 else 3, 0, spelt)


def class_key(item: SchoolClass) -> tuple[int, int, tuple[int, int, str]]:
    """Sort key of classes: by grade, then letter; mixed classes after the grade they end with."""
    rank = 2 if len(item.grades) > 1 else 0 if item.grade.isdigit() else 1
    return (item.oldest, rank, letter_key(item.letter))


def grade_number(grade: str) -> int:
    """The grade a written grade counts as: «1 доп.» → 1."""
    return 1 if grade == "1 доп." else int(grade)


def school_classes(classes: Classes, recommendations: Recommendations) -> tuple[SchoolClass, ...]:
    """All classes of a school, sorted, each with its stage (п. 7.2–7.4)."""
    return tuple(sorted(_classes(classes, recommendations), key=class_key))


def _classes(classes: Classes, recommendations: Recommendations) -> Iterator[SchoolClass]:
    for grade, letters in classes.by_grade.items():
        number = grade_number(grade)
        stage = recommendations.stage_of_grade(number)
        for letter in letters:
            kept = normal_letter(letter)
            yield SchoolClass(class_name(grade, kept), grade, kept, (number,), stage)
    known = {stage.number for stage in recommendations.stages if stage.grades}
    for name, chosen in classes.mixed.items():
        grades = mixed_grades(name)
        # A stage of guidance that is not at hand: the usual one for the time being.
        stage = chosen if chosen in known else recommendations.stage_of_grade(grades[-1])
        yield SchoolClass(name, name, "", grades, stage)


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key for any Russian text: numbers by value, ё beside е, case ignored."""
    return tuple(
        (0, int(part), "") if part.isdigit() else (1, 0, part)
        for part in re.split(r"(\d+)", lowered(text))
        if part
    )
