"""The next round as a form asks it: what each row begins with, reads and refuses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.class_edits import letters_of
from sferum_tui.rollout.recommendations import Recommendations
from sferum_tui.rollout.renewal import year_begins
from sferum_tui.rollout.russian import digits
from sferum_tui.rollout.school import LETTERS, ClassNameError, parse_letters

#: The month and the day on which classes move up.
_TERM = (9, 1)


def first_day(answers: Answers, today: date, *, year: bool) -> date:
    """The day 0 that a new round begins with.

    Today; for a school year that is still to come its first day.
    """
    begun = year_begins(answers.school.structure_created or today)
    return max(today, date(begun + 1, *_TERM)) if year else today


def created_fault(answers: Answers, day: date | None) -> str:
    """What is wrong with a day 0 before that of the plan which ends, in Russian; "" if nothing."""
    before = answers.school.structure_created
    if day and before and day < before:
        return f"укажите дату не раньше прежней, {digits(before)}"
    return ""


def next_messenger(current: str, known: Sequence[str]) -> str:
    """The messenger to offer in the place of one: the newest of those that are known."""
    others = [name for name in known if name != current]
    return others[-1] if others else current


def messengers(answers: Answers, rules: Recommendations) -> tuple[tuple[str, str], ...]:
    """The plan's messenger, told as the one that stays, and the others that are known."""
    now = rules.messenger(answers.school.platform)
    others = ((name, name) for name in rules.platforms if name != now)
    return ((now, f"{now}, как сейчас"), *others)


def letters_text(answers: Answers, grade: str) -> str:
    """The letters of a grade as its row has them; the number 1 for a class without one."""
    letters = letters_of(answers.classes, grade)
    sign = ", " if any(" " in letter for letter in letters) else " "
    return "1" if letters == ("",) else sign.join(letters)


def read_letters(answers: Answers, grade: str, text: str) -> tuple[str, ...]:
    """The letters that a row has; a lone number tells how many classes there are.

    Raises `ClassNameError`.
    """
    now, text = letters_of(answers.classes, grade), text.strip()
    if not text.isdecimal():
        return tuple(dict.fromkeys(parse_letters(text)))
    number = int(text)
    if number == 1 and now in ((), ("",)):
        return ("",)
    if number > len(LETTERS):
        raise ClassNameError(f"классов не больше {len(LETTERS)}")
    if any(letter.isdecimal() for letter in now):
        return tuple(map(str, range(1, number + 1)))
    return tuple(LETTERS[:number])


def letters_fault(answers: Answers, grade: str, text: str) -> str:
    """What is wrong with typed letters, in Russian; "" if nothing is."""
    try:
        read_letters(answers, grade, text)
    except ClassNameError as error:
        return str(error)
    return ""
