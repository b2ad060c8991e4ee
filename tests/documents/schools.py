"""Schools of every sort for papers: each two choices of a school meet in at least one of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.guidance.rules import production_calendar, recommendations_for
from sferum_tui.rollout.answers import (
    Answers,
    ChatChoice,
    Group,
    Order,
    Primary,
    Votes,
)
from sferum_tui.rollout.board import Board, Rollout
from sferum_tui.rollout.plan import Done
from sferum_tui.rollout.school import school_classes
from tests.support.program import EVENT, NOW

SURNAMES = "Абрамова Белова Волкова Громова Дятлова Ершова Жукова Зуева Ильина Котова".split()
SURNAMES += "Лосева Маслова Носова Орлова Панова Рыбина Сомова Титова Уткина Фомина".split()
OPENED = date(2027, 3, 1)
DECIDED = date(2026, 11, 20)
#: Last days that an order set: later than recommended, earlier, on a day off.
APPOINTED = {
    "none": {},
    "some": {3: date(2026, 12, 18)},
    "all": {
        1: date(2026, 11, 25),
        2: date(2026, 12, 5),
        3: date(2026, 12, 4),
        4: date(2026, 12, 25),
    },
}

#: What a school may choose, each with its values.
CHOICES: dict[str, tuple[str, ...]] = {
    "preset": tuple("village basic city big-city gymnasium lyceum primary complex evening".split()),
    "decision": ("undecided", "positive", "negative"),
    "pupils": ("no", "yes", "some"),
    "messenger": ("VK Мессенджер", "MAX", "MAX with the pack"),
    "names": ("none", "some", "all"),
    "order": ("sequential", "simultaneous", "by stage"),
    "parents": ("yes", "no"),
    "opened": ("none", "one"),
    "deadlines": ("none", "some", "all"),
}


class School(Struct, frozen=True):
    """One combination of choices."""

    preset: str
    decision: str
    pupils: str
    messenger: str
    names: str
    order: str
    parents: str
    opened: str
    deadlines: str = "none"

    def __str__(self) -> str:
        return "-".join(getattr(self, name) for name in CHOICES).replace(" ", "_")


def schools() -> tuple[School, ...]:
    """Few schools in which every two values of different choices stand together once."""
    random = Random(7)
    names = tuple(CHOICES)
    wanted = {
        ((one, first), (two, second))
        for one, two in combinations(names, 2)
        for first in CHOICES[one]
        for second in CHOICES[two]
    }
    found = []
    while wanted:
        pair = min(wanted)
        best, covered = None, set()
        for _ in range(40):
            values = {name: random.choice(CHOICES[name]) for name in names} | dict(pair)
            pairs = set(combinations(((name, values[name]) for name in names), 2)) & wanted
            if len(pairs) > len(covered):
                best, covered = School(**values), pairs
        assert best is not None
        wanted -= covered
        found.append(best)
    return tuple(found)


def board_of(school: School) -> Board:
    """The board of such a school, nothing created yet."""
    pack = "max-2026" if "pack" in school.messenger else ""
    rollout = Rollout(answers_of(school), recommendations_for(pack), production_calendar())
    return rollout.board(Done(), NOW)


def answers_of(school: School) -> Answers:
    """The answers of such a school."""
    answers = completed(preset_answers(school.preset, EVENT))
    answers = replace(
        answers,
        school=replace(
            answers.school,
            name="МБОУ «СОШ № 12»",
            platform=school.messenger.removesuffix(" with the pack"),
        ),
        order=_order(school),
        deadlines=APPOINTED[school.deadlines],
        primary=_primary(school),
        chats=ChatChoice(without=("2г", "3г", "4а")) if school.parents == "no" else answers.chats,
    )
    answers = _with_people(answers, school)
    return _with_opened(answers) if school.opened == "one" else answers


def _order(school: School) -> Order:
    if school.order == "by stage":
        return Order("sequential", {3: "simultaneous"})
    return Order(school.order)  # type: ignore[arg-type]


def _primary(school: School) -> Primary:
    votes = Votes(40, 31, 25, 4, 2)
    if school.decision == "negative":
        votes = Votes(40, 31, 4, 25, 2)
    decided = school.decision != "undecided"
    return Primary(
        school.decision,  # type: ignore[arg-type]
        school.pupils != "no",
        (3, 4) if school.pupils == "some" else (1, 2, 3, 4),
        DECIDED if decided else None,
        "4" if decided else "",
        votes if decided else None,
    )


def names_of_people() -> Iterator[str]:
    """Names without end, no two alike."""
    for letter in "АБВГДЕЖЗИКЛМНОПРСТУФХЭЮЯ":
        for second in "АБВГДЕЖЗИКЛМНОПРСТУФХЭЮЯ":
            for surname in SURNAMES:
                yield f"{surname} {letter}. {second}."


def _with_people(answers: Answers, school: School) -> Answers:
    if school.names == "none":
        return answers
    names, people = names_of_people(), answers.people
    classes = school_classes(answers.classes, recommendations_for(""))
    subjects = dict.fromkeys(it for names_ in answers.subjects.by_grade.values() for it in names_)
    if school.names == "some":
        classes = classes[: len(classes) // 2]
        subjects = dict.fromkeys(list(subjects)[:3])
    teachers = {subject: next(names) for subject in subjects}
    people = replace(
        people,
        class_teachers={item.name: next(names) for item in classes},
        subject_teachers={
            f"{item.name}/{subject}": teachers[subject]
            for item in classes
            for subject in answers.subjects.by_grade.get(item.grade, ())
            if subject in teachers
        },
    )
    if school.names == "all":
        people = replace(
            people,
            director=next(names),
            deputies=tuple(replace(it, name=next(names)) for it in people.deputies),
            associations=tuple(replace(it, head=next(names)) for it in people.associations),
        )
    group = Group("Школьный театр", "elective", 2, (9,), next(names))
    return replace(answers, people=people, groups=(group,))


def _with_opened(answers: Answers) -> Answers:
    """The last class of the school opened in March."""
    last = school_classes(answers.classes, recommendations_for(""))[-1]
    return replace(answers, classes=replace(answers.classes, opened={last.name: OPENED}))
