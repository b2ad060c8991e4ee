"""A school in the middle of its move, to show the program with: invented, the same every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import cycle

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.rollout.answers import Answers, People
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.plan import Done
from sferum_tui.rollout.school import class_name


class Demo(Struct, frozen=True):
    """What the data say of the school: `day` is the calendar day after the event that it is now."""

    preset: str
    name: str
    director: str
    day: int
    open_every: int
    skipped: str
    teachers: tuple[str, ...]


def demo_answers(demo: Demo, base: Answers, now: datetime) -> Answers:
    """The answers of a typical school with names in them; `now` is school time."""
    created = now.date() - timedelta(days=demo.day)
    school = replace(base.school, name=demo.name, structure_created=created)
    return replace(base, school=school, people=_people(demo, base))


def _people(demo: Demo, base: Answers) -> People:
    by_grade = base.classes.by_grade
    classes = [class_name(grade, it) for grade, letters in by_grade.items() for it in letters]
    teachers = cycle(demo.teachers)
    return replace(
        base.people,
        director=demo.director,
        class_teachers=dict(zip(classes, teachers, strict=False)),
        subject_teachers=_subject_teachers(base, demo.teachers),
    )


def _subject_teachers(base: Answers, teachers: Sequence[str]) -> Mapping[str, str]:
    """One teacher for all classes of a grade in a subject, as small schools have it."""
    names = cycle(teachers)
    found: dict[str, str] = {}
    for grade, subjects in base.subjects.by_grade.items():
        for subject, name in zip(subjects, names, strict=False):
            for letter in base.classes.by_grade.get(grade, ()):
                found[f"{class_name(grade, letter)}/{subject}"] = name
    return found


def demo_done(demo: Demo, rollout: Rollout, now: datetime) -> Done:
    """The ticks: earlier stages are done, the one in its window is under way."""
    board = rollout.board(Done(), now)
    created: dict[str, datetime] = {}
    skipped: dict[str, str] = {}
    for item in board.stages:
        chats = rollout.of_stage[item.stage.number]
        if item.window.last < board.today:
            made = datetime.combine(item.window.first, now.timetz())
            created |= {chat.id: made for chat in chats}
        elif item.window.first <= board.today:
            ready = [chat for place, chat in enumerate(chats) if place % demo.open_every]
            created |= {chat.id: now - timedelta(hours=place) for place, chat in enumerate(ready)}
            skipped |= {chat.id: demo.skipped for chat in chats if chat.subject == "музыка"}
    return Done(created={key: at for key, at in created.items() if key not in skipped},
                skipped=skipped)  # fmt: skip
