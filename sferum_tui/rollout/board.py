"""The board: the state of every stage and chat of a plan at one moment.

`Rollout` holds what follows from the answers alone (chats, windows) and is made once per edit;
`Board` adds the ticks and the time. Screens, `status` and documents all read a board.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from datetime import date, datetime
from functools import cached_property

from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.calendar import (
    ONE_DAY,
    ProductionCalendar,
    SchoolCalendar,
    Window,
    school_time,
    seconds_left,
)
from sferum_tui.rollout.chats import Chat, make_chats
from sferum_tui.rollout.plan import Done, Joined
from sferum_tui.rollout.recommendations import Recommendations, Scope, Stage
from sferum_tui.rollout.school import SchoolClass, school_classes
from sferum_tui.rollout.stage_board import (
    DUE,
    FINISHED,
    TIMELESS,
    ChatState,
    Counts,
    StageBoard,
    StageState,
    Tally,
    chat_state,
)


class Rollout:
    """What follows from the answers: classes, chats, and the windows they are created in.

    Raises `ValueError` where the answers have no date of the structure.
    """

    def __init__(
        self,
        answers: Answers,
        recommendations: Recommendations,
        production: ProductionCalendar,
    ) -> None:
        if answers.school.structure_created is None:
            raise ValueError("no date of the structure")
        self.answers = answers
        #: The messenger, as the school calls it.
        self.platform = recommendations.messenger(answers.school.platform)
        #: What the recommendations say to this school.
        self.recommendations = recommendations.spoken(self.platform, answers.chats.made)
        self.created: date = answers.school.structure_created
        self.calendar = SchoolCalendar(answers.calendar, production)
        self._windows: dict[tuple[int, str], Window] = {}

    @cached_property
    def classes(self) -> tuple[SchoolClass, ...]:
        """The classes, sorted."""
        return school_classes(self.answers.classes, self.recommendations)

    @cached_property
    def class_counts(self) -> Counter[int]:
        """How many classes each stage moves, by its number."""
        return Counter(item.stage for item in self.classes)

    @property
    def present(self) -> Set[int]:
        """The numbers of the stages that the school has classes of."""
        return self.class_counts.keys()

    def applies(self, stage: Stage) -> bool:
        """Whether the school has whom a stage moves: its staff, or classes of these grades."""
        return not stage.grades or stage.number in self.present

    @cached_property
    def chats(self) -> tuple[Chat, ...]:
        """Every chat, previews of an undecided stage included."""
        return make_chats(self.answers, self.recommendations)

    @cached_property
    def by_id(self) -> dict[str, Chat]:
        """The chats by id."""
        return {chat.id: chat for chat in self.chats}

    @cached_property
    def of_stage(self) -> dict[int, tuple[Chat, ...]]:
        """The chats by the number of their stage."""
        found: dict[int, list[Chat]] = {stage.number: [] for stage in self.recommendations.stages}
        for chat in self.chats:
            found[chat.kind.stage].append(chat)
        return {number: tuple(chats) for number, chats in found.items()}

    def of_scope(self, scope: Scope) -> tuple[Chat, ...]:
        """The chats of all kinds of one scope."""
        return tuple(chat for chat in self.chats if chat.kind.scope == scope)

    def official(self, stage: Stage) -> Window:
        """The window counted from the creation of the structure (п. 7.1–7.4), or its dates."""
        if stage.dates:
            return self.calendar.between(*stage.dates)
        return self.calendar.window(self.created, stage)

    def window(self, stage: Stage, class_name: str = "") -> Window:
        """The window followed: that of the stage, or of one class of it that opened later.

        After a decision dated later than the first day of the official window the stage is counted
        from the decision, so that it is never overdue only because the decision came late. A last
        day that an order set is followed as it is, day off or not; only a window counted from a
        later event may end after it.
        """
        opened = self.answers.classes.opened.get(class_name)
        key = (stage.number, class_name if opened else "")
        if key not in self._windows:
            late = bool(opened and opened > self.created)
            if opened and late:
                window = self.calendar.window(opened, stage)
            else:
                window = self.official(stage)
            decided = self.answers.primary.date
            if (
                stage.by_decision
                and self.answers.primary.decision == "positive"
                and decided
                and decided > window.first
            ):
                window, late = self.calendar.window(decided, stage), True
            self._windows[key] = self._appointed(stage, window, late)
        return self._windows[key]

    def deadline(self, stage: Stage) -> date | None:
        """The last day that an order or the education office set for a stage."""
        return self.answers.deadlines.get(stage.number)

    def decision_day(self, stage: Stage) -> date:
        """By when the teaching staff decides (п. 7.4): the first day of the recommended window.

        Where the last day that an order set lies before it, by that day. A day off goes back to
        the working day before: what is to be ready does not wait.
        """
        first = self.official(stage).first
        return self.calendar.working_day_until(min(first, self.deadline(stage) or first))

    def ready_by(self, stage: Stage) -> date:
        """The last working day before the window of a stage: what it needs is ready by then."""
        first = self.window(stage).first
        return self.calendar.working_day_until(first - ONE_DAY) if first > date.min else first

    def _appointed(self, stage: Stage, window: Window, late: bool) -> Window:
        """The window with the last day that was set for its stage."""
        day = self.deadline(stage)
        if day is None or (late and day < window.last):
            return window
        return Window(min(window.first, day), day, day)

    def window_of(self, chat: Chat) -> Window:
        """The window in which this chat is created."""
        return self.window(self.recommendations.stage(chat.kind.stage), chat.class_name)

    def board(
        self,
        done: Done,
        now: datetime,
        counted: Mapping[int, Tally] | None = None,
        joined: Mapping[str, Joined] | None = None,
    ) -> Board:
        """The board at a moment; a naive moment is school time."""
        return Board(self, done, school_time(now, self.answers.school.timezone), counted, joined)


def tally(rollout: Rollout, done: Done) -> dict[int, Tally]:
    """Count the chats of every stage once; boards of one plan at many moments share it."""
    return {stage.number: _tally(rollout, done, stage) for stage in rollout.recommendations.stages}


def _tally(rollout: Rollout, done: Done, stage: Stage) -> Tally:
    marks = {"created": 0, "auto": 0, "skipped": 0, "planned": 0, "preview": 0}
    opened: set[Window] = set()
    late, finished_on, to_check = False, None, 0
    zone = rollout.answers.school.timezone
    for chat in rollout.of_stage[stage.number]:
        state = chat_state(chat, done)
        marks[state] += 1
        if state == "planned":
            opened.add(rollout.window_of(chat))
            to_check += chat.auto_created
            continue
        if ticked := done.moment(chat.id):
            day = school_time(ticked, zone).date()
            late = late or (state == "created" and day > rollout.window_of(chat).last)
            finished_on = max(day, finished_on or day)
    preview = marks.pop("preview")
    counts = Counts(
        sum(marks.values()), marks["created"], marks["auto"], marks["skipped"], preview, to_check
    )
    return Tally(counts, frozenset(opened), late, finished_on)


class Board:
    """All stages and chats of a plan at `now` (school time).

    `counted` is the tally of the same rollout and ticks, where one is at hand; `joined` says how
    many are in the chats, by chat id.
    """

    def __init__(
        self,
        rollout: Rollout,
        done: Done,
        now: datetime,
        counted: Mapping[int, Tally] | None = None,
        joined: Mapping[str, Joined] | None = None,
    ) -> None:
        self.rollout = rollout
        self.done = done
        self.joined = joined or {}
        self.now = now
        self.today = now.date()
        self.tallies = tally(rollout, done) if counted is None else counted
        self.stages = tuple(self._stages())

    @property
    def day(self) -> int:
        """Calendar days since the structure was created; negative before it."""
        return (self.today - self.rollout.created).days

    @property
    def begun(self) -> bool:
        """Whether the structure exists, so that days count and chats can be late."""
        return not self.rollout.answers.school.planned and self.day >= 0

    @property
    def counts(self) -> Counts:
        """The whole school's counts."""
        return sum((item.counts for item in self.stages), Counts())

    @property
    def asks_if_created(self) -> bool:
        """Whether a planned date has been reached, so that the school is to be asked."""
        return self.rollout.answers.school.planned and self.today >= self.rollout.created

    @cached_property
    def undecided(self) -> StageBoard | None:
        """The stage that waits for the decision of the teaching staff (п. 7.4), if one does."""
        return next((item for item in self.stages if item.state == "awaiting_decision"), None)

    def stage(self, number: int) -> StageBoard:
        """The board of one stage. Raises `KeyError`."""
        for item in self.stages:
            if item.stage.number == number:
                return item
        raise KeyError(number)

    def state_of(self, chat: Chat) -> ChatState:
        """The state of one chat; a mark goes before «preview»."""
        return chat_state(chat, self.done)

    def is_open(self, chat: Chat) -> bool:
        """Whether the chat is still to be created."""
        return self.state_of(chat) == "planned"

    def is_wanted(self, chat: Chat) -> bool:
        """Whether a chat is to exist: it is not skipped and waits for no decision."""
        return self.state_of(chat) not in ("skipped", "preview")

    def is_overdue(self, chat: Chat) -> bool:
        """Whether the chat is open past its own last day."""
        late = self.begun and self.today > self.rollout.window_of(chat).last
        return late and self.is_open(chat)

    @property
    def pressing(self) -> bool:
        """Whether a stage is overdue or in its window; else what is due may wait."""
        return any(item.state in DUE for item in self.stages)

    def due(self) -> tuple[Chat, ...]:
        """Chats to create now, the nearest last day first.

        Open chats of the stages that are overdue or in their window; if there are none, those of
        the earliest unfinished stage.
        """
        found = [
            chat for item in self.stages if item.state in DUE for chat in self._open(item.stage)
        ]
        if not found:
            for item in self.stages:
                found = self._open(item.stage)
                if found:
                    break
        return tuple(sorted(found, key=lambda chat: self.rollout.window_of(chat).last))

    def _open(self, stage: Stage) -> list[Chat]:
        return [chat for chat in self.rollout.of_stage[stage.number] if self.is_open(chat)]

    def _stages(self) -> Iterator[StageBoard]:
        waits_for: int | None = None
        for stage in self.rollout.recommendations.stages:
            item = self._stage(stage, waits_for)
            if waits_for is None and item.state not in FINISHED:
                waits_for = stage.number
            yield item

    def _stage(self, stage: Stage, unfinished: int | None) -> StageBoard:
        rollout, counted = self.rollout, self.tallies[stage.number]
        window, windows = rollout.window(stage), counted.opened
        if windows and all(item.last > window.last for item in windows):
            # Only classes that opened later are left: their window is the one to follow.
            window = min(windows, key=lambda item: item.last)
        state = self._state(stage, window, unfinished)
        return StageBoard(
            stage=stage,
            state=state,
            counts=counted.counts,
            window=window,
            official=rollout.official(stage),
            remaining=None if state in TIMELESS else seconds_left(self.now, window.last),
            waits_for=unfinished if state == "waiting" else None,
            finished_on=counted.finished_on if state in ("done", "done_late") else None,
            deadline=rollout.deadline(stage),
            decide_by=rollout.decision_day(stage) if state == "awaiting_decision" else None,
        )

    def _state(self, stage: Stage, window: Window, unfinished: int | None) -> StageState:
        """The first state that holds, in the order of their weight; `window` is the one followed.

        `unfinished` is the number of an earlier stage that is not through, None without one.
        """
        answers, counted = self.rollout.answers, self.tallies[stage.number]
        if not self.rollout.applies(stage):
            return "not_applicable"
        if stage.by_decision and answers.primary.decision != "positive":
            return "declined" if answers.primary.decision == "negative" else "awaiting_decision"
        if not counted.opened:
            return "done_late" if counted.late else "done"
        if not self.begun:
            return "planned"
        if any(self.today > item.last for item in counted.opened):
            return "overdue"
        if self.today == window.last:
            return "last_day"
        if window.first <= self.today < window.last:
            return "in_window"
        waits = unfinished is not None and answers.order.waits(stage.number)
        return "waiting" if waits else "running"
