"""What of the list of chats is wanted; apart from the list, which takes longer to load."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

View = Literal["all", "today", "week", "overdue"]
Grouping = Literal["none", "class", "owner", "kind"]
StateChoice = Literal[
    "", "created", "auto", "skipped", "planned", "preview", "overdue", "due", "to_check",
]  # fmt: skip
Dimension = Literal["state", "grade", "kind", "owner"]

VIEWS: tuple[View, ...] = ("all", "today", "week", "overdue")
GROUPINGS: tuple[Grouping, ...] = ("none", "class", "owner", "kind")


class ListChoice(Struct, frozen=True):
    """What of the list is wanted: «» and None stand for everything."""

    stage: int | None = None
    view: View = "all"
    state: StateChoice = ""
    grade: int | None = None
    kind: str = ""
    owner: str = ""
    query: str = ""
    grouping: Grouping = "none"

    @property
    def filtered(self) -> bool:
        """Whether a filter is set; view, search and grouping are none."""
        return bool(self.state or self.grade is not None or self.kind or self.owner)

    def unfiltered(self) -> ListChoice:
        """The same without filters."""
        return replace(self, state="", grade=None, kind="", owner="")

    def with_filter(self, dimension: Dimension, value: str) -> ListChoice:
        """The same with one filter set as `FilterOption.value` says it; «» takes it away."""
        chosen: object = value
        if dimension == "grade":
            chosen = int(value) if value else None
        return replace(self, **{dimension: chosen})

    def turned(self, stages: Sequence[int], step: int) -> ListChoice:
        """The next or previous of: all, today, this week, overdue, and each stage."""
        lists: list[tuple[int | None, View]] = [
            *((None, view) for view in VIEWS),
            *((number, VIEWS[0]) for number in stages),
        ]
        now = (self.stage, self.view)
        stage, view = lists[((lists.index(now) if now in lists else 0) + step) % len(lists)]
        return replace(self, stage=stage, view=view)

    def regrouped(self) -> ListChoice:
        """Grouped by the next of: nothing, class, owner, kind."""
        at = GROUPINGS.index(self.grouping) + 1
        return replace(self, grouping=GROUPINGS[at % len(GROUPINGS)])
