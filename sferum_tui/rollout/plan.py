"""A plan: the answers of a school and what has been done so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from datetime import date, datetime
from typing import Any, Literal

from msgspec import Struct, field

from sferum_tui.rollout.answers import Answers

Mark = Literal["created", "auto", "skipped", "planned"]
#: The marks that have a table each; of several the first one counts.
MARKS: tuple[Mark, ...] = ("created", "auto", "skipped")


class Done(Struct, frozen=True):
    """What differs from «planned», by chat id. Times are aware; a reason may be empty."""

    created: Mapping[str, datetime] = field(default_factory=dict)
    auto: Mapping[str, datetime] = field(default_factory=dict)
    skipped: Mapping[str, str] = field(default_factory=dict)

    @property
    def tables(self) -> tuple[Mapping[str, Any], ...]:
        """What is told of each chat, mark by mark in the order of `MARKS`."""
        return (self.created, self.auto, self.skipped)

    def mark(self, chat_id: str) -> Mark:
        """The mark of a chat; an id in two tables counts as created, then auto, then skipped."""
        if chat_id in self.created:
            return "created"
        if chat_id in self.auto:
            return "auto"
        if chat_id in self.skipped:
            return "skipped"
        return "planned"

    def moment(self, chat_id: str) -> datetime | None:
        """When a chat was created, or its members were checked; None for one that is not."""
        return self.created.get(chat_id) or self.auto.get(chat_id)


class Joined(Struct, frozen=True):
    """How many have joined a chat on a day; `of` how many, where it is not the class's size."""

    count: int
    date: date
    of: int | None = None


class Plan(Struct, frozen=True):
    """Answers, ticks, notes and how many have joined, as one file holds them."""

    answers: Answers = field(default_factory=Answers)
    done: Done = field(default_factory=Done)
    notes: Mapping[str, str] = field(default_factory=dict)
    joined: Mapping[str, Joined] = field(default_factory=dict)


def put_mark(
    tables: Mapping[str, MutableMapping[str, Any]],
    chat_id: str,
    mark: Mark,
    now: datetime,
    at: datetime | None = None,
    reason: str = "",
) -> None:
    """Mark a chat in the tables of `[done]`: the one rule for every tick.

    A chat has one mark; «planned» takes it away. Ticked again it keeps the moment it was created
    at, unless `at` gives another. Moments are aware; `reason` is kept for «skipped».
    """
    for name in MARKS:
        if name != mark and name in tables:
            tables[name].pop(chat_id, None)
    if mark == "skipped":
        tables[mark][chat_id] = reason
    elif mark != "planned" and (at or chat_id not in tables[mark]):
        tables[mark][chat_id] = at or now


def marked(
    done: Done,
    ids: Iterable[str],
    mark: Mark,
    now: datetime,
    reason: str = "",
    at: datetime | None = None,
) -> Done:
    """The ticks with these chats marked anew, as `put_mark` marks each."""
    tables: dict[str, dict[str, Any]] = {name: dict(getattr(done, name)) for name in MARKS}
    for chat_id in ids:
        put_mark(tables, chat_id, mark, now, at, reason)
    return Done(**tables)
