"""Who has joined: how many are in the chats of each class, of how many, by audience and stage.

Numbers alone, no names. To be in a chat is not to be active in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct

from sferum_tui.rollout.board import Rollout, chat_state
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.plan import Done, Joined
from sferum_tui.rollout.recommendations import Audience


class Share(Struct, frozen=True):
    """How many joined, of how many, in so many chats whose numbers are known."""

    count: int = 0
    of: int = 0
    chats: int = 0

    @property
    def percent(self) -> int | None:
        """The share, rounded down: 100 only where everybody is in. None where nothing is known."""
        return min(100, self.count * 100 // self.of) if self.of else None

    def __add__(self, other: Share) -> Share:
        return Share(self.count + other.count, self.of + other.of, self.chats + other.chats)


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
        return Share(self.joined.count, self.of, 1)


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


def coverage(
    rollout: Rollout, done: Done, joined: Mapping[str, Joined], sizes: Mapping[str, int]
) -> Coverage:
    """The chats of whole classes, those not needed and those of an open decision left out."""
    found: dict[str, dict[Audience, CoverageCell]] = {}
    for chat in rollout.of_scope("class"):
        if chat_state(chat, done) not in ("skipped", "preview"):
            cell = CoverageCell(chat, joined.get(chat.id), joined_of(chat, joined, sizes))
            found.setdefault(chat.class_name, {})[chat.kind.audience] = cell
    rows = (
        CoverageRow(item.name, item.stage, found[item.name])
        for item in rollout.classes
        if item.name in found
    )
    return Coverage(tuple(rows))


def joined_of(chat: Chat, joined: Mapping[str, Joined], sizes: Mapping[str, int]) -> int | None:
    """Of how many somebody is in a chat: as it was told, else the size of the class."""
    told = joined.get(chat.id)
    return (told.of if told and told.of is not None else None) or sizes.get(chat.class_name)


class JoinedChange(Struct, frozen=True):
    """Another number of a chat, as the history tells it; `before` is None for the first one."""

    at: datetime
    chat_id: str
    before: int | None


def joined_at(
    joined: Mapping[str, Joined], changes: Iterable[JoinedChange], moment: datetime
) -> dict[str, Joined]:
    """The numbers as they were at an aware moment: what changed since is taken back."""
    found = dict(joined)
    for change in sorted(changes, key=lambda item: item.at, reverse=True):
        if change.at <= moment:
            break
        now = found.get(change.chat_id)
        if change.before is None:
            found.pop(change.chat_id, None)
        elif now is not None:
            found[change.chat_id] = Joined(change.before, now.date, now.of)
    return found
