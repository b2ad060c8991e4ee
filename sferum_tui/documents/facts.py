"""What several documents tell of a board: chats by kind, owners, windows, the picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from msgspec import Struct

from sferum_tui.documents.model import Column, Lane, Picture
from sferum_tui.documents.phrases import (
    classes_of,
    grades_of,
    kind_title,
    members,
    present,
    stage_title,
    whole,
)
from sferum_tui.documents.words import Words, part
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.calendar import Window, each_day, school_time
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.class_words import class_list, grades_words, of_classes
from sferum_tui.rollout.owners import Owner
from sferum_tui.rollout.people import PersonBook, in_short
from sferum_tui.rollout.recommendations import ChatKind, fill
from sferum_tui.rollout.russian import day_month, digits, span, uncapital
from sferum_tui.rollout.stage_board import StageBoard

#: How many names stand in one cell before a list of them becomes too long to read.
MOST_NAMES = 3


class KindLine(Struct, frozen=True):
    """Chats of one kind that have the same window; of an undecided stage all are previews."""

    board: Board
    kind: ChatKind
    window: Window
    chats: tuple[Chat, ...]
    preview: bool

    @property
    def title(self) -> str:
        """«чат класса: 8А–8В, 9А», «чат с родителями: 8–11 классы»."""
        title = kind_title(self.board, self.kind)
        title = f"{title}: {self.classes}" if self.classes else title
        if not self.kind.auto:
            return title
        return fill(part("kind_titles", self.board)["auto"], {"title": title})

    @property
    def owners(self) -> str:
        """Who creates them, by name where few people do."""
        return owners_text(self.board, self.chats)

    @property
    def members(self) -> str:
        """Who is in them; of many chats in general."""
        found = list(dict.fromkeys(members(self.board, chat) for chat in self.chats))
        if len(found) == 1:
            return found[0]
        words = part("members", self.board)
        if self.kind.scope == "level":
            return ", ".join(uncapital(text) for text in found)
        if self.kind.scope in ("class", "subject"):
            return fill(self.kind.members, words)
        told: str = words.get(self.kind.scope) or "; ".join(found)
        return told

    @property
    def classes(self) -> str:
        """The classes, on paper all of them: «8А–8В, 9А–9В, 10А, 11А»."""
        return classes_of(self.chats)


def kind_lines(board: Board, stage: int) -> tuple[KindLine, ...]:
    """The chats of a stage by kind, those not needed left out; late classes stand apart."""
    rollout = board.rollout
    chats = list(present(board, rollout.of_stage[stage]))

    def key(chat: Chat) -> tuple[int, Window]:
        return (rollout.recommendations.kinds.index(chat.kind), rollout.window_of(chat))

    chats.sort(key=lambda chat: (key(chat)[0], key(chat)[1].last))
    found = []
    for (_, window), group in groupby(chats, key=key):
        line = tuple(group)
        found.append(KindLine(board, line[0].kind, window, line, line[0].conditional))
    return tuple(found)


def owners_text(board: Board, chats: Sequence[Chat]) -> str:
    """«директор Иванов И. И.», «руководитель …: Иванова И. И., Петров П. П.», «учитель».

    Whole first names stand once on a paper, elsewhere than here.
    """
    roles = [whole(board, role) for role in dict.fromkeys(chat.role for chat in chats)]
    names = people_of(chats)
    if not all(chat.owner_name for chat in chats) or len(names) > MOST_NAMES:
        return ", ".join(roles)
    short = in_short(names)
    if len(roles) == 1:
        return f"{roles[0]}{':' if len(names) > 1 else ''} {', '.join(short.values())}"
    book = PersonBook(chat.owner_name for chat in chats)
    pairs = ((chat.role, short[book.person(chat.owner_name)]) for chat in chats)
    return "; ".join(dict.fromkeys(f"{whole(board, role)} {name}" for role, name in pairs))


def people_of(chats: Iterable[Chat]) -> tuple[str, ...]:
    """The persons who create these chats, each once, by surname."""
    return PersonBook(chat.owner_name for chat in chats if chat.owner_name).people


def duties_text(board: Board, owner: Owner) -> str:
    """All that somebody is: «учитель-предметник: физика; классный руководитель 8 «А» класса»."""
    classes = [item.name for item in board.rollout.classes]
    found: dict[str, list[str]] = {}
    for duty in owner.duties:
        found.setdefault(duty.role, []).extend([duty.of] if duty.of else [])
    return "; ".join(_told(board, role, parts, classes) for role, parts in found.items())


def _told(board: Board, role: str, parts: Sequence[str], classes: Sequence[str]) -> str:
    """A role with all it is held for: classes right behind it, other things after a colon."""
    mine = [name for name in classes if name in parts]
    things = list(dict.fromkeys(whole(board, part) for part in parts if part not in classes))
    text = f"{whole(board, role)} {of_classes(mine)}" if mine else whole(board, role)
    if not things:
        return text
    gap = " " if len(things) == 1 and things[0].startswith("«") else ": "
    return f"{text}{gap}{', '.join(things)}"


def until(board: Board, chats: Sequence[Chat], words: Words) -> str:
    """«не позднее 3 декабря 2026 г.», «не позднее следующих дней: 8–11 классы — 3 декабря, …»."""
    if len({day_of(board, chat) for chat in chats}) > 1:
        return words("not_after_each", days=days_text(board, chats, " —"))
    return words("not_after", day=days_text(board, chats))


def days_text(board: Board, chats: Sequence[Chat], sign: str = ":") -> str:
    """«3 декабря 2026 г.», «8–11 классы: 3 декабря, 5–7 классы: 8 декабря 2026 г.».

    Every last day that these chats have, the nearest first, each with what it is for; a year
    stands behind the last of its days. Where one day is for several things semicolons part them.
    """
    by_day: dict[date, list[Chat]] = {}
    for chat in chats:
        by_day.setdefault(day_of(board, chat), []).append(chat)
    days = sorted(by_day)
    if len(days) == 1:
        return long_day(days[0])
    years = [*(day.year for day in days[1:]), 0]
    told = (
        day_month(day) if day.year == year else long_day(day)
        for day, year in zip(days, years, strict=True)
    )
    whats = [what_of(board, by_day[day]) for day in days]
    gap = "; " if any("," in what for what in whats) else ", "
    return gap.join(f"{what}{sign} {text}" for what, text in zip(whats, told, strict=True))


def day_of(board: Board, chat: Chat) -> date:
    """The last day on which a chat is created in its window."""
    return board.rollout.window_of(chat).last


def created_on(board: Board, chat: Chat) -> date | None:
    """The day a chat was created, in the school's zone."""
    at = board.done.moment(chat.id)
    return school_time(at, board.rollout.answers.school.timezone).date() if at else None


def late_classes(board: Board, chats: Iterable[Chat]) -> list[str]:
    """The classes of these chats whose days count from when they opened, in their order."""
    rollout = board.rollout
    opened = (it for it in chats if it.class_name in rollout.answers.classes.opened)
    late = {
        it.class_name
        for it in opened
        if rollout.window_of(it) != rollout.window(board.stage(it.stage).stage)
    }
    return [item.name for item in rollout.classes if item.name in late]


def what_of(board: Board, chats: Sequence[Chat]) -> str:
    """What chats are of, in short: the grades, a class that opened later, or their kind."""
    late = late_classes(board, chats)
    grades = grades_of(board, (chat for chat in chats if chat.class_name not in late))
    parts = [grades_words(grades)] if grades else []
    parts += [class_list(late)] if late else []
    others = (kind_title(board, it.kind) for it in chats if not it.class_name)
    parts += dict.fromkeys(map(uncapital, others))
    return ", ".join(parts)


def whole_span(board: Board, *, previews: bool = True) -> tuple[date, date]:
    """From the creation of the structure to the last day of a chat that is to exist.

    Without previews those that wait for a decision are left out.
    """
    rollout = board.rollout
    chats = present(board, rollout.chats)
    lasts = [rollout.window_of(it).last for it in chats if previews or not it.conditional]
    return rollout.created, max(lasts, default=rollout.created)


def long_span(first: date, last: date) -> str:
    """«25–26 ноября 2026 г.», «30 ноября – 3 декабря 2026 г.»."""
    if first.year == last.year:
        return f"{span(first, last, day_month)} {last.year} г."
    return f"{long_day(first)} – {long_day(last)}"


def long_day(day: date) -> str:
    """«3 декабря 2026 г.»."""
    return f"{day_month(day)} {day.year} г."


def from_to(first: date, last: date) -> str:
    """«с 23 ноября по 14 декабря 2026 г.», «с 8 по 14 декабря 2026 г.»; of one day that day."""
    if first == last:
        return long_day(last)
    head = day_month(first) if first.year == last.year else long_day(first)
    if (first.year, first.month) == (last.year, last.month):
        head = str(first.day)
    return f"с {head} по {long_day(last)}"


def expected(board: Board, item: StageBoard) -> int:
    """How many chats of a stage are to exist by now: those whose last day has passed.

    While the structure is not there nothing can be late.
    """
    rollout = board.rollout
    if not board.begun:
        return 0
    return sum(
        1
        for chat in rollout.of_stage[item.stage.number]
        if board.is_wanted(chat) and rollout.window_of(chat).last < board.today
    )


def picture(board: Board) -> Picture | None:
    """The windows of the stages that the school goes through; None where there are none."""
    rollout = board.rollout
    off_stage = ("declined", "not_applicable")
    lanes = tuple(_lane(board, item) for item in board.stages if item.state not in off_stage)
    if not lanes:
        return None
    first, last = rollout.created, max(lane.last for lane in lanes)
    # A stage counted from a late decision may lie years ahead; its days off would say nothing.
    near = min(last, first + timedelta(days=366))
    off = frozenset(day for day in each_day(first, near) if rollout.calendar.is_day_off(day))
    return Picture(lanes, off)


def _lane(board: Board, item: StageBoard) -> Lane:
    stage = item.stage
    window = board.rollout.window(stage)
    return Lane(
        stage.number,
        f"{stage.number} этап. {stage_title(board, stage)}",
        board.rollout.created,
        window.first,
        window.last,
        long_span(window.first, window.last),
    )


def columns(
    titles: Sequence[str], widths: Sequence[int], right: Iterable[int] = ()
) -> tuple[Column, ...]:
    """The columns of a table; those of these places hold numbers and stand to the right."""
    numbers = frozenset(right)
    return tuple(
        Column(title, width, "right" if place in numbers else "left")
        for place, (title, width) in enumerate(zip(titles, widths, strict=True))
    )


def protocol(board: Board) -> str:
    """« (протокол педагогического совета от 20.11.2026 № 4)»: where the decision is written.

    Of minutes that are not known whose decision it is: « педагогического совета».
    """
    primary = board.rollout.answers.primary
    parts = [f"от {digits(primary.date)}"] if primary.date else []
    parts += [f"№ {primary.number}"] if primary.number else []
    told = f" (протокол педагогического совета {' '.join(parts)})"
    return told if parts else " педагогического совета"
