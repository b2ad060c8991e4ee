"""The list of chats as people work on it: views, filters, search, groups, counts.

`Listing` is prepared once per rollout; `find` then answers within a few hundredths of a second for
50,000 chats: views and filters are worked out once, and a typed letter only narrows what they left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from sferum_tui.rollout.board import Board, Rollout
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.list_choice import Dimension, Grouping, ListChoice, StateChoice, View
from sferum_tui.rollout.owners import owner_titles
from sferum_tui.rollout.russian import day_month
from sferum_tui.rollout.school import natural_key
from sferum_tui.rollout.stage_board import ChatState, progress
from sferum_tui.rollout.tasks import last_day_text
from sferum_tui.rollout.wording import CHAT_STATES
from sferum_tui.text import folded, matching

#: The states to filter by, as people say them.
STATE_TITLES: dict[StateChoice, str] = {
    **{state: CHAT_STATES[state] for state in get_args(ChatState)},
    "overdue": "просрочен",
    "due": "создать сейчас",
    "to_check": "появится сам",
}
_STATE_CHOICES: tuple[StateChoice, ...] = (
    "planned", "due", "overdue", "to_check", "created", "auto", "skipped", "preview",
)  # fmt: skip


class ChatRow(Struct, frozen=True):
    """A chat of the list.

    `place` is its place in the list of all, `last_day` that of its window, `text` what is searched
    in; `owner` is who creates it, as a heading says it; `unit` is its class or what stands for it.
    """

    chat: Chat
    place: int
    last_day: date
    text: str
    owner: str
    unit: str
    grades: tuple[int, ...]


class GroupHeading(Struct, frozen=True):
    """The first line of a group: what it holds, and how many of its chats are created."""

    title: str
    ready: int
    wanted: int


Line = ChatRow | GroupHeading


class FilterOption(Struct, frozen=True):
    """A value to filter by: its title, and how many chats it would leave."""

    dimension: Dimension
    value: str
    title: str
    count: int


class ListedChats:
    """What a choice holds: rows in order, lines with headings among them, and counts."""

    def __init__(
        self,
        rows: Sequence[ChatRow],
        lines: Sequence[Line],
        opened: Mapping[date, int],
        to_check: int = 0,
    ) -> None:
        self.rows = rows
        self.lines = lines
        #: How many of the rows are still to be created, by their last day and in all.
        self.open_days = opened
        self.open = sum(opened.values())
        #: How many of these the platform makes by itself.
        self.to_check = to_check

    @property
    def count(self) -> int:
        """How many chats there are."""
        return len(self.rows)

    @cached_property
    def line_of(self) -> dict[str, int]:
        """The number of a chat's line by its id."""
        return {
            line.chat.id: number
            for number, line in enumerate(self.lines)
            if isinstance(line, ChatRow)
        }


class Listing:
    """All chats of a rollout, ready to be searched and sorted."""

    def __init__(self, rollout: Rollout) -> None:
        self.rollout = rollout
        self.rows = _rows(rollout)
        #: The longest name in characters, so that columns don't move with the search.
        self.longest = max((len(row.chat.name) for row in self.rows), default=0)
        self._orders: dict[str, tuple[ChatRow, ...]] = {}
        self._states_of: object = None
        self._states: list[ChatState] = []
        self._version = 0
        self._due_of: Hashable = None
        self._due: frozenset[str] = frozenset()
        self._base_of: Hashable = None
        self._base: Sequence[tuple[str, ChatRow]] = ()

    def find(
        self,
        board: Board,
        choice: ListChoice,
        *,
        kept: AbstractSet[str] = frozenset(),
    ) -> ListedChats:
        """The chats of a choice.

        Args:
            board: of this listing's rollout.
            choice: what is wanted.
            kept: ids of chats that stay in a view or a state filter whatever their state has
                become, so that a row does not vanish under the hand that has just ticked it.
        """
        states = self.states(board)
        base_of = (self._version, board.today, replace(choice, query=""), frozenset(kept))
        if base_of != self._base_of:
            self._base = [
                (row.text, row)
                for row in self._ordered(choice)
                if self._fits(row, choice, board, kept)
            ]
            self._base_of = base_of
        _, rows = matching(self._base, choice.query)
        opened = Counter(row.last_day for row in rows if states[row.place] == "planned")
        lines: Sequence[Line] = rows
        if choice.grouping != "none":
            lines = list(_with_headings(rows, states, lambda row: _title(row, choice.grouping)))
        elif choice.view != "all":
            # Where nothing is left to create, no day is left or missed either.
            days = {
                day: last_day_text(board, day) if opened[day] else f"до {day_month(day)}"
                for day in {row.last_day for row in rows}
            }
            lines = list(_with_headings(rows, states, lambda row: days[row.last_day]))
        to_check = sum(row.chat.auto_created and states[row.place] == "planned" for row in rows)
        return ListedChats(rows, lines, opened, to_check)

    def options(self, board: Board, choice: ListChoice) -> tuple[FilterOption, ...]:
        """Every value to filter by that would leave a chat, the search left aside."""
        base, found = replace(choice, query="", grouping="none"), list[FilterOption]()
        for dimension in get_args(Dimension):
            rows = self.find(board, base.with_filter(dimension, "")).rows
            counts = Counter(it for row in rows for it in self._values(row, dimension, board))
            titles = self._titles(dimension, counts)
            found += [
                FilterOption(dimension, value, title, counts[value])
                for value, title in titles.items()
                if counts[value]
            ]
        return tuple(found)

    def _values(self, row: ChatRow, dimension: Dimension, board: Board) -> tuple[str, ...]:
        """What a row is found by in a dimension."""
        if dimension == "state":
            more: tuple[StateChoice, ...] = ("due", "overdue", "to_check")
            own = self.states(board)[row.place]
            return (own, *(it for it in more if self._is(row, it, board)))
        if dimension == "grade":
            return tuple(map(str, row.grades))
        return (row.chat.kind.id,) if dimension == "kind" else (row.owner,)

    def _titles(self, dimension: Dimension, values: Iterable[str]) -> Mapping[str, str]:
        """The values to filter by in their order, with what they are called."""
        if dimension == "state":
            return {state: STATE_TITLES[state] for state in _STATE_CHOICES}
        if dimension == "grade":
            return {grade: f"{grade} класс" for grade in sorted(values, key=int)}
        if dimension == "kind":
            kinds = self.rollout.recommendations.kinds
            return {kind.id: f"{kind.id} {kind.title}" for kind in kinds}
        return {owner: owner for owner in sorted(values, key=natural_key)}

    def states(self, board: Board) -> list[ChatState]:
        """The states of all chats by `ChatRow.place`."""
        if self._states_of is not board.done:
            self._states = [board.state_of(row.chat) for row in self.rows]
            self._states_of = board.done
            self._version += 1
        return self._states

    def due(self, board: Board) -> frozenset[str]:
        """The ids of the chats to create now."""
        self.states(board)
        due_of = (self._version, board.today)
        if due_of != self._due_of:
            self._due = frozenset(chat.id for chat in board.due())
            self._due_of = due_of
        return self._due

    def _fits(self, row: ChatRow, choice: ListChoice, board: Board, kept: AbstractSet[str]) -> bool:
        chat = row.chat
        return (
            (choice.stage is None or chat.kind.stage == choice.stage)
            and (not choice.kind or chat.kind.id == choice.kind)
            and (choice.grade is None or choice.grade in row.grades)
            and (not choice.owner or row.owner == choice.owner)
            and (
                chat.id in kept
                or (self._in_view(row, choice.view, board) and self._is(row, choice.state, board))
            )
        )

    def _in_view(self, row: ChatRow, view: View, board: Board) -> bool:
        if view == "today":
            return row.chat.id in self.due(board)
        if view == "week":
            first, last = school_week(board.today, self.rollout.answers.calendar.week)
            return first <= row.last_day <= last
        return view == "all" or board.is_overdue(row.chat)

    def _is(self, row: ChatRow, state: StateChoice, board: Board) -> bool:
        if state == "overdue":
            return board.is_overdue(row.chat)
        if state == "to_check":
            return row.chat.auto_created and board.is_open(row.chat)
        if state == "due":
            return row.chat.id in self.due(board)
        return not state or self.states(board)[row.place] == state

    def _ordered(self, choice: ListChoice) -> Sequence[ChatRow]:
        """All rows, sorted for a choice: what presses most first where days make the view."""
        order: str = choice.grouping
        if order == "none" and choice.view != "all":
            order = "day"
        if order not in self._orders:
            self._orders[order] = tuple(sorted(self.rows, key=self._sort_key(order)))
        return self._orders[order]

    def _sort_key(self, order: str) -> Callable[[ChatRow], tuple[object, ...]]:
        if order == "day":
            return lambda row: (row.last_day, row.place)
        if order == "owner":
            names = {row.owner: natural_key(row.owner) for row in self.rows}
            # People first; roles nobody is named for come after them.
            return lambda row: (not row.chat.owner_name, names[row.owner], row.place)
        if order == "kind":
            kinds = {kind.id: at for at, kind in enumerate(self.rollout.recommendations.kinds)}
            return lambda row: (kinds[row.chat.kind.id], row.place)
        return lambda row: (row.place,)


def _with_headings(
    rows: Sequence[ChatRow], states: Sequence[ChatState], title_of: Callable[[ChatRow], str]
) -> Iterator[Line]:
    """The rows, and before each run of the same title its heading."""
    for title, run in groupby(rows, key=title_of):
        group = list(run)
        yield _heading(title, group, states)
        yield from group


def school_week(today: date, week: int) -> tuple[date, date]:
    """The days from Monday to Sunday around a day; on its days off, with the week that follows."""
    monday = today - timedelta(days=today.weekday())
    if today.weekday() >= week:
        return today, monday + timedelta(days=13)
    return monday, monday + timedelta(days=6)


def _title(row: ChatRow, grouping: Grouping) -> str:
    if grouping == "owner":
        return row.owner
    if grouping == "kind":
        return f"{row.chat.kind.id} {row.chat.kind.title}"
    return row.unit


def _heading(title: str, group: Sequence[ChatRow], states: Sequence[ChatState]) -> GroupHeading:
    return GroupHeading(title, *progress(states[row.place] for row in group))


def _rows(rollout: Rollout) -> tuple[ChatRow, ...]:
    """All chats in the order of the list: by stage and class, whole classes before subjects."""
    places = {item.name: number for number, item in enumerate(rollout.classes)}
    grades = {item.name: item.grades for item in rollout.classes}
    kinds = {kind.id: number for number, kind in enumerate(rollout.recommendations.kinds)}
    titles = {stage.number: stage.title for stage in rollout.recommendations.stages}
    ordered = sorted(
        rollout.chats,
        key=lambda chat: (
            chat.stage,
            places.get(chat.class_name, len(places)),
            chat.kind.scope != "class",
            kinds[chat.kind.id],
        ),
    )
    owners, texts = owner_titles(rollout), dict[str, str]()
    return tuple(
        ChatRow(
            chat=chat,
            place=place,
            last_day=rollout.window_of(chat).last,
            text=_text(chat, texts),
            owner=owners[chat.id],
            unit=_unit(chat, titles),
            grades=grades.get(chat.class_name, ()),
        )
        for place, chat in enumerate(ordered)
    )


def _unit(chat: Chat, stages: Mapping[int, str]) -> str:
    """The class of a chat, or what stands for it; `stages` are called so by their numbers."""
    return chat.kind.title if chat.kind.scope == "group" else chat.class_name or stages[chat.stage]


def _text(chat: Chat, known: dict[str, str]) -> str:
    """What a chat is found by: name, owner, subject, class and kind, folded."""
    parts = []
    for part in (chat.name, chat.owner, chat.subject, chat.class_name, chat.kind.id):
        if part not in known:
            known[part] = folded(part)
        parts.append(known[part])
    return "\n".join(parts)
