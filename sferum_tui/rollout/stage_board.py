"""A stage at one moment, and the states that stages and chats can have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct

from sferum_tui.rollout.calendar import Window
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.plan import Done
from sferum_tui.rollout.recommendations import Stage

StageState = Literal[
    "not_applicable",
    "declined",
    "awaiting_decision",
    "done",
    "done_late",
    "planned",
    "overdue",
    "last_day",
    "in_window",
    "waiting",
    "running",
]
ChatState = Literal["created", "auto", "skipped", "planned", "preview"]

#: States in which a later stage no longer waits for this one.
FINISHED: frozenset[StageState] = frozenset({"done", "done_late", "declined", "not_applicable"})
#: States whose open chats are due today.
DUE: frozenset[StageState] = frozenset({"overdue", "last_day", "in_window"})
#: States without a countdown.
TIMELESS: frozenset[StageState] = FINISHED | {"awaiting_decision", "planned"}


class Counts(Struct, frozen=True):
    """How many chats a stage has. `total` counts skipped ones, `preview` stands outside it.

    `to_check` of the open ones the platform makes by itself.
    """

    total: int = 0
    created: int = 0
    auto: int = 0
    skipped: int = 0
    preview: int = 0
    to_check: int = 0

    @property
    def ready(self) -> int:
        """Chats that exist."""
        return self.created + self.auto

    @property
    def wanted(self) -> int:
        """Chats that are to exist."""
        return self.total - self.skipped

    @property
    def open(self) -> int:
        """Chats neither created nor given up."""
        return self.wanted - self.ready

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.total + other.total,
            self.created + other.created,
            self.auto + other.auto,
            self.skipped + other.skipped,
            self.preview + other.preview,
            self.to_check + other.to_check,
        )


class StageBoard(Struct, frozen=True):
    """One stage at a moment.

    `window` is the one followed, `official` the one counted from the event; `waits_for` is the
    number of the stage this one waits for; `remaining` are seconds to 24:00 of the last day.
    `deadline` is the last day that was set for the stage, if one was; `decide_by` the day by which
    the decision that it waits for is to be taken.
    """

    stage: Stage
    state: StageState
    counts: Counts
    window: Window
    official: Window
    remaining: int | None
    waits_for: int | None = None
    finished_on: date | None = None
    deadline: date | None = None
    decide_by: date | None = None


class Tally(Struct, frozen=True):
    """One stage without the time: how far its chats are.

    `opened` are the windows of chats still to be created, each once; `late` tells whether one was
    created after its last day; `finished_on` is the local date of the latest tick.
    """

    counts: Counts
    opened: frozenset[Window]
    late: bool
    finished_on: date | None


def progress(states: Iterable[ChatState]) -> tuple[int, int]:
    """How many of some chats exist, and how many are to exist, previews among them."""
    counts = Counter(states)
    return counts["created"] + counts["auto"], counts.total() - counts["skipped"]


def chat_state(chat: Chat, done: Done) -> ChatState:
    """The state of one chat; a mark goes before «preview»."""
    mark = done.mark(chat.id)
    return "preview" if mark == "planned" and chat.conditional else mark
