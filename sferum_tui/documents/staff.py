"""Everybody whom a plan names, once and by surname, with what each of them is."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from sferum_tui.documents.phrases import whole
from sferum_tui.documents.words import part
from sferum_tui.rollout.answers import Deputy
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.people import PersonBook, names_person, people_in, surname_key
from sferum_tui.rollout.russian import split_acting


def instructing(board: Board) -> tuple[Deputy, ...]:
    """The deputies who acquaint the staff with the instruction: those who lead teachers, or all.

    Whoever answers for the building alone is ordered nothing of the kind.
    """
    deputies = board.rollout.answers.people.deputies
    return tuple(it for it in deputies if it.levels) or deputies


class Employee(Struct, frozen=True):
    """A person of the staff: the name at its fullest, and what the person is."""

    name: str
    roles: tuple[str, ...]


def staff(board: Board) -> tuple[Employee, ...]:
    """Everybody named for something that the school has, by surname."""
    named = [(name, role) for name, role in _named(board) if not people_in(name).vacant]
    book = PersonBook(name for name, _ in named)
    found: dict[str, dict[str, None]] = {}
    for name, role in named:
        found.setdefault(book.person(name), {})[role] = None
    return tuple(Employee(name, tuple(found[name])) for name in sorted(found, key=surname_key))


def _named(board: Board) -> Iterator[tuple[str, str]]:
    """Names as they are written, each with a role."""
    words, people = part("staff", board), board.rollout.answers.people
    classes = {item.name: item.stage for item in board.rollout.classes}
    primary = {it.stage.number for it in board.stages if it.stage.by_decision}
    acting, director = split_acting(people.director)
    yield director, acting or words["director"]
    for deputy in people.deputies:
        yield deputy.name, whole(board, f"{words['deputy']} {deputy.duty}")
    for item in people.associations:
        yield item.head, words["head"]
    for name, teacher in people.class_teachers.items():
        if name in classes:
            yield teacher, words["primary" if classes[name] in primary else "class"]
    for key, teacher in people.subject_teachers.items():
        if key.partition("/")[0] in classes:
            yield teacher, words["subject"]
    for chat in board.rollout.of_scope("group"):
        yield chat.owner_name, words["subject"]
    papers = board.rollout.answers.papers
    for key in ("coordinator", "chair", "secretary"):
        name = getattr(papers, key)
        # A line of its own may say more than a name: «по должности».
        if names_person(name):
            yield name, words[key]
