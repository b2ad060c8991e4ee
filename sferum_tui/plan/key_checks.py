"""What keys of a plan are checked for beside their type: zones, sums, what the rules know."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sferum_tui.issues import shown
from sferum_tui.rollout.answers import CalendarChoice, Vacation, Votes
from sferum_tui.rollout.decision import vote_faults
from sferum_tui.rollout.recommendations import Recommendations
from sferum_tui.toml.kinds import Reader, Words
from sferum_tui.toml.tree import Path


def zone(to: Reader, path: Path, name: str) -> str | None:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        allowed = "имя пояса, например Europe/Moscow или Asia/Yekaterinburg"
        to.issues.fault(path, f"нет такого часового пояса: {shown(name)}", allowed)
        return None
    return name


def days_apart(to: Reader, path: Path, value: CalendarChoice) -> None:
    both = sorted(set(value.days_off) & set(value.working_days))
    if both:
        what = f"{both[0]} стоит и в days_off, и в working_days"
        to.issues.fault((*path, "working_days"), what, "день в одном из списков")


def in_turn(to: Reader, path: Path, value: Vacation) -> None:
    if value.last < value.first:
        what = f"{value.last} раньше начала, {value.first}"
        to.issues.fault((*path, "last"), what, "дата не раньше")


def sums(to: Reader, path: Path, value: Votes) -> None:
    for what in vote_faults(value):
        to.issues.fault(path, what)


# What follows from the recommendations -----------------------------------------------------------


#: What a stage is called that not all guidance knows.
STAGE = "{}-й этап"


def named(numbers: Sequence[int]) -> Words:
    return {number: STAGE.format(number) for number in numbers}


def stages(rules: Recommendations) -> Words:
    return named([item.number for item in rules.stages])


def stages_of_classes(rules: Recommendations) -> Words:
    return named([item.number for item in rules.stages if item.grades])


def stages_of_groups(rules: Recommendations) -> Words:
    return named(rules.group_stages)


def kinds(rules: Recommendations) -> Words:
    return dict.fromkeys((item.id for item in rules.kinds), "")


def levels(rules: Recommendations) -> Words:
    return {item.id: item.title for item in rules.levels}


def purposes(rules: Recommendations) -> Words:
    return {item.id: item.title for item in rules.purposes}


def bodies(rules: Recommendations) -> tuple[str, ...]:
    return tuple(item.id for item in rules.bodies)


def decided(rules: Recommendations) -> tuple[int, int]:
    # Nobody knows what missing guidance lets decide on; where nothing is decided, grades wait.
    grades = () if rules.missing else rules.grades_to_decide
    return min(grades, default=1), max(grades, default=12)


def stage_key(to: Reader, path: Path, key: str) -> str | None:
    if to.rules.missing and key.isdecimal():
        return key
    found: str | None = to.issues.choice(path, key, [str(item) for item in stages(to.rules)])
    return found


def kind_key(to: Reader, path: Path, key: str) -> str | None:
    if to.rules.missing:
        return to.issues.title(path, key)
    found: str | None = to.issues.choice(path, key, list(kinds(to.rules)))
    return found


def any_key(to: Reader, path: Path, key: str) -> str | None:
    """Ids of chats are not changed, not even those that no chat has."""
    return to.issues.text(path, key)
