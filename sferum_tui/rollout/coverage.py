"""Who has joined: how many are in the chats of each class, of how many, by audience and stage.

Numbers alone, no names. To be in a chat is not to be active in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct

from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.plan import Joined
from sferum_tui.rollout.recommendations import Audience


class Share(Struct, frozen=True):
    """How many joined, of how many, in so many chats whose numbers are known.

    `extra` of them are beyond that number in a chat: two parents of one child. They stand in for
    nobody who is missing in another chat.
    """

    count: int = 0
    of: int = 0
    chats: int = 0
    extra: int = 0

    @property
    def present(self) -> int:
        """How many of those who are to join have joined."""
        return self.count - self.extra

    @property
    def percent(self) -> int | None:
        """The share, rounded down: 100 only where everybody is in. None where nothing is known."""
        return min(100, self.present * 100 // self.of) if self.of else None

    def __add__(self, other: Share) -> Share:
        return Share(
            self.count + other.count,
            self.of + other.of,
            self.chats + other.chats,
            self.extra + other.extra,
        )


def share_of(count: int, of: int) -> Share:
    """The share of one chat."""
    return Share(count, of, 1, max(0, count - of))


def beyond(chat: Chat, count: int, of: int) -> bool:
    """Whether more are told to be in a chat than there can be: both parents of a child may join."""
    return bool(of) and count > of * (2 if chat.kind.audience == "parents" else 1)


class CoverageCell(Struct, frozen=True):
    """One chat: its numbers as they were told, and of how many where that is known."""

    chat: Chat
    joined: Joined | None
    of: int | None

    @property
    def share(self) -> Share:
        """What the chat adds to a total; nothing where one of its numbers is missing."""
        if self.joined is None or not self.of:
            return Share()
        return share_of(self.joined.count, self.of)

    @property
    def beyond(self) -> bool:
        """Whether one of the numbers is to be looked at: more are in the chat than can be."""
        return self.joined is not None and beyond(self.chat, self.joined.count, self.of or 0)


class CoverageRow(Struct, frozen=True):
    """A class with its chats by audience; an audience without a chat is missing."""

    class_name: str
    stage: int
    cells: Mapping[Audience, CoverageCell]


class Coverage(Struct, frozen=True):
    """All classes, and the totals of their cells."""

    rows: tuple[CoverageRow, ...]

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """The audiences that some class has a chat for: pupils, then parents."""
        found = {name for row in self.rows for name in row.cells}
        return tuple(name for name in ("pupils", "parents") if name in found)

    def share(self, stage: int | None = None, audience: Audience | None = None) -> Share:
        """The total of the school, of a stage, of an audience, or of one in the other."""
        cells = (
            cell
            for row in self.rows
            if stage in (None, row.stage)
            for name, cell in row.cells.items()
            if audience in (None, name)
        )
        return sum((cell.share for cell in cells), Share())


def coverage(board: Board, joined: Mapping[str, Joined] | None = None) -> Coverage:
    """The chats of whole classes, those not needed and those of an open decision left out.

    `joined` are other numbers than those of the board, such as a week ago.
    """
    numbers = board.joined if joined is None else joined
    found: dict[str, dict[Audience, CoverageCell]] = {}
    for chat in board.rollout.of_scope("class"):
        if board.is_wanted(chat):
            told = numbers.get(chat.id)
            cell = CoverageCell(chat, told, joined_of(board, chat, told))
            found.setdefault(chat.class_name, {})[chat.kind.audience] = cell
    rows = (
        CoverageRow(item.name, item.stage, found[item.name])
        for item in board.rollout.classes
        if item.name in found
    )
    return Coverage(tuple(rows))


def joined_of(board: Board, chat: Chat, told: Joined | None) -> int | None:
    """Of how many somebody is in a chat: as it was told, else the size of the class."""
    own = told.of if told else None
    return own if own is not None else board.rollout.answers.sizes.get(chat.class_name)


class Numbers(Struct, frozen=True):
    """What is written down where somebody tells the numbers of a chat.

    `count` and `of` are those of the chat, `size` that of its class; None is not known.
    """

    count: int | None
    of: int | None
    size: int | None


def told_numbers(board: Board, chat: Chat, count: int | None, of: int | None) -> Numbers:
    """What to write down where so many, of so many, are told to be in a chat.

    Of how many pupils there are in the chat of a class is the size of the class, which other chats
    are measured by too; a chat of others has its own number where it differs from that.
    """
    told = board.joined.get(chat.id)
    size = board.rollout.answers.sizes.get(chat.class_name)
    if of == joined_of(board, chat, told):
        return Numbers(count, told.of if told else None, size)
    if chat.kind.scope == "class" and (chat.kind.audience == "pupils" or count is None):
        return Numbers(count, None, of)
    return Numbers(count, None if of == size else of, size)


def joined_by_stage(board: Board) -> dict[int, Share]:
    """How many joined by stage, all chats with numbers counted, those of subjects too."""
    found: dict[int, Share] = {}
    for chat_id, told in board.joined.items():
        chat = board.rollout.by_id.get(chat_id)
        if chat is not None and board.state_of(chat) != "skipped":
            share = share_of(told.count, joined_of(board, chat, told) or 0)
            found[chat.stage] = found.get(chat.stage, Share()) + share
    return found


class JoinedChange(Struct, frozen=True):
    """Another number of a chat, as the history tells it; `before` is None for the first one."""

    at: datetime
    chat_id: str
    before: Joined | None


def joined_at(
    joined: Mapping[str, Joined], changes: Iterable[JoinedChange], moment: datetime
) -> dict[str, Joined]:
    """The numbers as they were at an aware moment: what changed since is taken back.

    A number that was told later and has no change, by hand or a moment ago, was not known then.
    """
    found = dict(joined)
    for change in sorted(changes, key=lambda item: item.at, reverse=True):
        if change.at <= moment:
            break
        if change.before is None:
            found.pop(change.chat_id, None)
        else:
            found[change.chat_id] = change.before
    return {key: told for key, told in found.items() if told.date <= moment.date()}
