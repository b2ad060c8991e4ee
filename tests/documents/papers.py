"""Schools to make documents of: with names filled in, and with names that try to do harm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from msgspec.structs import replace

from sferum_tui.documents import catalogue
from sferum_tui.documents.model import (
    Document,
    Facts,
    Heading,
    Items,
    Paragraph,
    Picture,
    Point,
    Table,
)
from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.rollout.answers import Answers, Group, Primary, Votes
from sferum_tui.rollout.board import Board, Rollout
from sferum_tui.rollout.plan import Done
from sferum_tui.rollout.school import school_classes
from tests.support.program import EVENT, NOW, aware, rollout_of

TICKED = datetime(2026, 11, 26, 10)
#: Formula, terminal escape, markup of three kinds, a mark of direction, what XML forbids.
HARM = '=HYPERLINK("http://x";"1")\x07\x1b[31m<b>&amp;|`[a](b)*_~# \u202e\ufffe\n--- ]]>'
HARMFUL_SIGNS = ("\x07", "\x1b", "\u202e", "\ufffe")
VOTES = Votes(40, 31, 25, 4, 2)
AGREED = Primary("positive", True, (3, 4), date(2026, 11, 20), "4", VOTES)
REFUSED = Primary("negative", date=date(2026, 11, 20), minutes="4", votes=Votes(40, 31, 4, 25, 2))


def named(preset: str = "city", primary: Primary | None = None, **school: Any) -> Answers:
    """A typical school with names of people and mini-groups."""
    answers = completed(preset_answers(preset, EVENT))
    classes = school_classes(answers.classes, load_recommendations())
    people = replace(
        answers.people,
        director="Орлова М. К.",
        deputies=tuple(
            replace(deputy, name=f"Завуч {number}-й")
            for number, deputy in enumerate(answers.people.deputies, 1)
        ),
        associations=tuple(
            replace(item, head="Иванова И. И.") for item in answers.people.associations
        ),
        class_teachers={item.name: f"Классная {item.name}" for item in classes},
        subject_teachers={
            f"{item.name}/{subject}": f"Предметник {subject}"
            for item in classes
            for subject in answers.subjects.by_grade.get(item.grade, ())
        },
    )
    groups = (
        Group("Олимпиада по физике", "project", 2, (9, 10), "Петров П. П."),
        Group("Школьный театр", "elective", 3, (5, 6, 7)),
    )
    return replace(
        answers,
        school=replace(answers.school, name="МБОУ «СОШ № 12»", **school),
        people=people,
        groups=groups,
        primary=primary or Primary(),
    )


def harmful(preset: str = "village") -> Answers:
    """A school in which every name is an attack."""
    answers = named(preset)
    classes = school_classes(answers.classes, load_recommendations())
    title = HARM.replace("/", "").replace("\n", "")
    return replace(
        answers,
        school=replace(answers.school, name=HARM, platform="@" + HARM),
        people=replace(
            answers.people,
            director=HARM,
            class_teachers={item.name: "+" + HARM for item in classes},
        ),
        groups=(Group(title, "project", 2, (9,), "-" + HARM),),
    )


def board(answers: Answers | None = None, now: datetime = NOW, done: Done | None = None) -> Board:
    """The board of a school on a Monday of the second stage; by default of the city school."""
    rollout = _city() if answers is None else rollout_of(answers)
    return rollout.board(done if done is not None else half_done(rollout), now)


@cache
def typical(preset: str, primary: Primary | None = None) -> Board:
    """The board of a typical school, made once."""
    return board(named(preset, primary))


@cache
def _city() -> Rollout:
    return rollout_of(named())


def half_done(rollout: Rollout) -> Done:
    """The first stage created, half of the second, the last chat of the third not needed."""
    second = rollout.of_stage[2]
    chats = (*rollout.of_stage[1], *second[: len(second) // 2])
    skipped = {chat.id: "пишем в общий чат" for chat in rollout.of_stage[3][-1:]}
    return Done(dict.fromkeys((chat.id for chat in chats), aware(TICKED)), skipped=skipped)


def every_document() -> Iterator[tuple[str, str]]:
    """Every document in every format."""
    for name, kinds in catalogue.FORMATS.items():
        for kind in kinds:
            yield name, kind


def made(name: str, kind: str, source: Board | None = None) -> bytes:
    """A document of a school, written."""
    return catalogue.make(name, kind, source or board(), {}, "план.toml")


def text_of(document: Document) -> str:
    """Every word of a document, before any format."""
    parts = [document.title, document.running, document.foot]
    for block in document.blocks:
        match block:
            case Heading() | Paragraph() | Point():
                parts.append(block.text)
            case Items():
                parts += block.texts
            case Facts():
                parts += [f"{label}: {text}" for label, text in block.pairs]
            case Table():
                parts += [column.title for column in block.columns]
                parts += [str(value) for row in block.rows for value in row if value is not None]
            case Picture():
                parts += [f"{lane.label}, {lane.told}" for lane in block.lanes]
            case _:
                parts.append(str(block))
    return "\n".join(parts)


def words(name: str, source: Board | None = None) -> str:
    """The text of a document of a school."""
    kind = catalogue.FORMATS[name][0]
    return text_of(catalogue.document(name, kind, source or board(), {}))


def tables_of(document: Document) -> list[Table]:
    """The tables of a document in their order."""
    return [block for block in document.blocks if isinstance(block, Table)]
