"""What a form for an owner looks like: where each thing stands, for who writes and who reads it.

A person fills the shown columns; the hidden ones hold what the plan said when the form was made, so
that what was filled in can be told from what has changed in the plan since.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from sferum_tui.rollout.board import Board
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.russian import digits
from sferum_tui.text import LONGEST, normal

#: What tells a form of the program from any other table, and the version of its layout.
MARK, VERSION = "sferum-tui-form", "1"
#: Where the mark, the plan's `id`, the version and the revision stand in the first row.
MARK_AT, PLAN_AT, VERSION_AT, REVISION_AT = 9, 10, 11, 12
#: The columns, counted from 0: the name, what a person fills in, the id, what the plan said.
NAME = 1
CREATED, DAY, COUNT, OF, NOTE, ID, WAS = 4, 5, 6, 7, 8, 9, 10
#: The hidden columns are those from the id on; there are as many of the plan as to fill in.
WIDTH = WAS + 5
YES, NO = "да", "нет"
#: What ends a note that is longer than a cell of a table may hold; such a one stays in the plan.
CUT = "… (дальше — в плане)"
#: The most that may be in a chat, as in a plan.
MOST = 9_999


class FormState(Struct, frozen=True):
    """What is known of a chat, as a form has it: created and when, how many joined, a note."""

    created: bool = False
    day: date | None = None
    count: int | None = None
    of: int | None = None
    note: str = ""

    @property
    def told(self) -> tuple[str, str, str, str, str]:
        """The five cells as a table is read again."""
        return (
            YES if self.created else NO,
            digits(self.day) if self.day else "",
            "" if self.count is None else str(self.count),
            "" if self.of is None else str(self.of),
            self.note,
        )


def state_of(board: Board, chat: Chat, note: str) -> FormState:
    """What a plan says of a chat."""
    at = board.done.moment(chat.id)
    zone = board.rollout.answers.school.timezone
    told = board.joined.get(chat.id)
    size = board.rollout.answers.sizes.get(chat.class_name)
    return FormState(
        at is not None,
        school_time(at, zone).date() if at else None,
        told.count if told else None,
        told.of if told and told.of is not None else size,
        shown(note),
    )


def shown(note: str) -> str:
    """A note as a form has it: one that no cell of a table holds says where the rest of it is."""
    text = " ".join(normal(note).split())
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)].rstrip() + CUT
