"""What a paper still has blanks for, and what a person should look at before signing it."""

from __future__ import annotations

from sferum_tui.documents.words import LINE, NAME
from sferum_tui.rollout.board import Board


class Requisites:
    """The requisites of a school's papers: each is said, or is a line to write on."""

    def __init__(self, board: Board) -> None:
        answers = board.rollout.answers
        self.school = answers.school.name
        self.director = answers.people.director
        self.place = ""
        self.coordinator = ""
        self.control = ""
        self.chair = ""
        self.secretary = ""

    def open(self, *names: str) -> tuple[str, ...]:
        """Those of these requisites that are not said."""
        return tuple(name for name in names if not getattr(self, name))


def or_line(text: str) -> str:
    """The text, or a long line to write it on."""
    return text or LINE


def or_name(text: str) -> str:
    """The name, or a line to write it on."""
    return text or NAME
