"""A plan: the answers of a school and what has been done so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from sferum_tui.rollout.answers import Answers

Mark = Literal["created", "auto", "skipped", "planned"]


class Done(Struct, frozen=True):
    """What differs from «planned», by chat id. Times are aware; a reason may be empty."""

    created: Mapping[str, datetime] = field(default_factory=dict)
    auto: Mapping[str, datetime] = field(default_factory=dict)
    skipped: Mapping[str, str] = field(default_factory=dict)

    def mark(self, chat_id: str) -> Mark:
        """The mark of a chat; an id in two tables counts as created, then auto, then skipped."""
        if chat_id in self.created:
            return "created"
        if chat_id in self.auto:
            return "auto"
        if chat_id in self.skipped:
            return "skipped"
        return "planned"


class Plan(Struct, frozen=True):
    """Answers, ticks and notes, as one file holds them."""

    answers: Answers = field(default_factory=Answers)
    done: Done = field(default_factory=Done)
    notes: Mapping[str, str] = field(default_factory=dict)


def marked(done: Done, ids: Iterable[str], mark: Mark, at: datetime, reason: str = "") -> Done:
    """The ticks with these chats marked anew; «planned» takes their marks away.

    `at` is an aware moment; `reason` is kept for «skipped».
    """
    created, auto, skipped = dict(done.created), dict(done.auto), dict(done.skipped)
    for chat_id in ids:
        created.pop(chat_id, None)
        auto.pop(chat_id, None)
        skipped.pop(chat_id, None)
        if mark == "created":
            created[chat_id] = at
        elif mark == "auto":
            auto[chat_id] = at
        elif mark == "skipped":
            skipped[chat_id] = reason
    return Done(created, auto, skipped)
