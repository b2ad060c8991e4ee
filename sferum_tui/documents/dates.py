"""Календарь: the windows, the last days and the decision as events, before any format."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from msgspec import Struct, field

from sferum_tui.documents.model import NoDocumentError
from sferum_tui.documents.words import Words, words_for
from sferum_tui.rollout.board import FINISHED, Board, StageBoard
from sferum_tui.rollout.calendar import Window
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.owners import lines_called, owner_lines
from sferum_tui.rollout.russian import capital, digits
from sferum_tui.rollout.russian import chats as chats_words

#: When a reminder comes, from the midnight a day begins with: at 9 in the morning.
MORNING = timedelta(hours=9)


class Reminder(Struct, frozen=True):
    """A reminder so long after the midnight an event begins with; before it if negative."""

    after: timedelta
    text: str


class Event(Struct, frozen=True):
    """Whole days of the calendar, both ends included. `key` stays the same from export to export.

    A cancelled event takes back one that an earlier export may have put into a calendar.
    """

    key: str
    title: str
    about: str
    first: date
    last: date
    reminders: tuple[Reminder, ...] = ()
    cancelled: bool = False


class Dates(Struct, frozen=True):
    """All events of a school; `school_key` tells the events of one plan from another's.

    `old_key` is what it was called by before its plan had an id: by the name of the school.
    """

    title: str
    school_key: str
    old_key: str
    timezone: str
    events: tuple[Event, ...] = field(default=())


def dates(board: Board, owner: str = "") -> Dates:
    """The calendar of a school, or the last days of the open chats of those an owner is found by.

    Raises `NoDocumentError` where nobody who fits has open chats.
    """
    words = words_for("calendar", board)
    school = board.rollout.answers.school
    name = " ".join(school.name.casefold().split())
    return Dates(
        title=words("title_school", school=school.name) if school.name else words("title"),
        school_key=board.rollout.answers.id or _short(name),
        old_key=_short(name),
        timezone=school.timezone,
        events=tuple(_of_owners(board, words, owner) if owner else _events(board, words)),
    )


def _short(name: str) -> str:
    return sha256(name.encode("utf-8", "replace")).hexdigest()[:12]


def _of_owners(board: Board, words: Words, wanted: str) -> Iterator[Event]:
    """For each owner who fits, the last days of what is open, a stage and a late class apart."""
    lines = [line for line in lines_called(owner_lines(board), wanted) if line.open]
    if not lines:
        raise NoDocumentError(words("nobody"))
    for line in lines:
        found: dict[tuple[int, str], list[Chat]] = {}
        for chat in line.open:
            late = chat.class_name in board.rollout.answers.classes.opened
            of = (chat.stage, chat.class_name if late else "")
            found.setdefault(of, []).append(chat)
        for (stage, name), chats in found.items():
            key = f"owner-{_short(line.owner.title)}-{stage}{name}"
            title = words("owner", number=chats_words(len(chats)), who=line.owner.title)
            window = board.rollout.window_of(chats[0])
            about = "; ".join(chat.name for chat in chats)
            yield _last_day(board, key, title, about, window, False, False, words)


def _events(board: Board, words: Words) -> Iterator[Event]:
    created, name = board.rollout.created, board.rollout.answers.school.name
    yield Event("created", words("created"), name, created, created)
    for item in board.stages:
        if item.state == "not_applicable":
            continue
        yield from _stage(board, item, words)
        if item.stage.by_decision:
            yield _decision(board, item, words)
    yield from _late(board, words)


def _stage(board: Board, item: StageBoard, words: Words) -> Iterator[Event]:
    stage = item.stage
    off = item.state == "declined"
    done = item.state in FINISHED
    counts = item.counts
    about = words(
        "about",
        whom=stage.whom[:1].upper() + stage.whom[1:],
        number=counts.wanted or counts.preview,
        ready=counts.ready,
        source=stage.source,
    )
    window = item.window
    if window.shifted:
        about += " " + words("official", day=digits(window.official_last))
    title = words("window", number=stage.number, title=stage.title)
    yield Event(f"stage-{stage.number}", title, about, window.first, window.last, (), off)
    yield _last_day(
        board,
        f"stage-{stage.number}-last",
        words("last", number=stage.number),
        about,
        window,
        done,
        off,
        words,
    )


def _last_day(
    board: Board,
    key: str,
    title: str,
    about: str,
    window: Window,
    done: bool,
    off: bool,
    words: Words,
) -> Event:
    reminders = () if done else _ahead(board, window.last, _reminders(title, words))
    return Event(key, title, about, window.last, window.last, reminders, off)


def _ahead(board: Board, day: date, reminders: tuple[Reminder, ...]) -> tuple[Reminder, ...]:
    """The reminders of a day that are still to come."""
    now = board.now.replace(tzinfo=None)
    midnight = datetime.combine(day, time())
    return tuple(it for it in reminders if midnight + it.after > now)


def _reminders(title: str, words: Words) -> tuple[Reminder, ...]:
    return (
        Reminder(MORNING - timedelta(days=1), words("day_before", title=title)),
        Reminder(MORNING, words("same_day", title=title)),
    )


def _decision(board: Board, item: StageBoard, words: Words) -> Event:
    title = words("decision")
    about = words("decision_about", source=item.stage.source)
    day = board.rollout.decision_day(item.stage)
    open_ = item.state == "awaiting_decision"
    reminders: tuple[Reminder, ...] = ()
    if open_:
        week = Reminder(MORNING - timedelta(days=7), words("week_before", title=title))
        reminders = _ahead(board, day, (week, *_reminders(title, words)))
    return Event("decision", title, about, day, day, reminders, not open_)


def _late(board: Board, words: Words) -> Iterator[Event]:
    """The last days of classes that opened later and have a term of their own."""
    rollout = board.rollout
    for item in rollout.classes:
        if item.name not in rollout.answers.classes.opened:
            continue
        stage = board.stage(item.stage)
        if stage.state in ("declined", "awaiting_decision"):
            continue
        chats = [chat for chat in rollout.of_stage[item.stage] if chat.class_name == item.name]
        if not chats:
            continue
        done = not any(board.is_open(chat) for chat in chats)
        window = rollout.window(stage.stage, item.name)
        title = words("class_last", name=item.name)
        about = f"{capital(stage.stage.whom)} ({stage.stage.source})."
        yield _last_day(board, f"class-{item.name}-last", title, about, window, done, False, words)
