"""Календарь: the windows, the last days and the decision as events, before any format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from msgspec import Struct, field
from msgspec.structs import replace

from sferum_tui.documents.model import NoDocumentError
from sferum_tui.documents.phrases import cited, stage_title, whom
from sferum_tui.documents.words import Words, words_for
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.calendar import Window
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.owners import OwnerLine, lines_called, owner_lines
from sferum_tui.rollout.russian import capital, digits
from sferum_tui.rollout.russian import chats as chats_words
from sferum_tui.rollout.stage_board import FINISHED, StageBoard

#: When a reminder comes, from the midnight a day begins with: at 9 in the morning.
MORNING = timedelta(hours=9)
#: How the keys of the events of a whole school begin.
_OF_SCHOOL = ("created", "stage-", "decision", "class-")


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

    `old_key` is what it was called by before its plan had an id: by the name of the school. Keys of
    events that begin with one of `own` are told by this calendar: what it no longer tells is off.
    """

    title: str
    school_key: str
    old_key: str
    timezone: str
    events: tuple[Event, ...] = field(default=())
    own: tuple[str, ...] = ()


def dates(board: Board, owner: str = "", class_name: str = "") -> Dates:
    """The calendar of a school, or the last days of the open chats of some owners or of a class.

    Raises `NoDocumentError` where nobody who fits has open chats.
    """
    words = words_for("calendar", board)
    school = board.rollout.answers.school
    name = " ".join(school.name.casefold().split())
    part = bool(owner or class_name)
    lines = _lines(board, owner, class_name) if part else ()
    if part and not lines:
        raise NoDocumentError(words("nobody"))
    return Dates(
        title=words("title_school", school=school.name) if school.name else words("title"),
        school_key=board.rollout.answers.id or _short(name),
        old_key=_short(name),
        timezone=school.timezone,
        events=tuple(
            _of_owners(board, words, lines, class_name) if part else _events(board, words)
        ),
        own=tuple(_key(line, class_name) for line in lines) if part else _OF_SCHOOL,
    )


def _short(name: str) -> str:
    return sha256(name.encode("utf-8", "replace")).hexdigest()[:12]


def _lines(board: Board, owner: str, class_name: str) -> tuple[OwnerLine, ...]:
    """Those an owner is found by, each with what he has open, of one class where one is named."""
    lines = (
        replace(it, open=tuple(chat for chat in it.open if class_name in ("", chat.class_name)))
        for it in lines_called(owner_lines(board), owner)
    )
    return tuple(line for line in lines if line.open)


def _key(line: OwnerLine, class_name: str) -> str:
    """How the keys of an owner's events begin; those of one class are kept apart."""
    of = f"-{_short(class_name)}" if class_name else ""
    return f"owner-{_short(line.owner.title)}{of}-"


def _of_owners(
    board: Board, words: Words, lines: Sequence[OwnerLine], class_name: str
) -> Iterator[Event]:
    """For each owner the last days of what is open, a stage and a late class apart."""
    for line in lines:
        found: dict[tuple[int, str], list[Chat]] = {}
        for chat in line.open:
            late = chat.class_name in board.rollout.answers.classes.opened
            of = (chat.stage, chat.class_name if late else "")
            found.setdefault(of, []).append(chat)
        for (stage, name), chats in found.items():
            key = f"{_key(line, class_name)}{stage}{name}"
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
    # What waits for a decision is not to be reminded of: the day of the decision is.
    done = item.state in FINISHED or item.state == "awaiting_decision"
    counts = item.counts
    about = words(
        "about",
        whom=capital(whom(board, stage) or stage.whom),
        number=counts.wanted or counts.preview,
        ready=counts.ready,
        source=cited(board, stage.source),
    )
    window = item.window
    if window.shifted:
        about += " " + words("official", day=digits(window.official_last))
    title = words("window", number=stage.number, title=stage_title(board, stage))
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
    about = words("decision_about", source=cited(board, item.stage.source))
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
        about = words(
            "class_about", number=chats_words(len(chats)), source=cited(board, stage.stage.source)
        )
        yield _last_day(board, f"class-{item.name}-last", title, about, window, done, False, words)
