"""What several documents tell of a board: chats by kind, owners, windows, the picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from msgspec import Struct

from sferum_tui.documents.model import Column, Lane, Picture
from sferum_tui.documents.words import members_words
from sferum_tui.rollout.board import Board, StageBoard
from sferum_tui.rollout.calendar import Window, each_day
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.recommendations import ChatKind, fill
from sferum_tui.rollout.russian import capital, day_month, digits
from sferum_tui.rollout.wording import all_classes, state_word

#: How many names stand in one cell before a list of them becomes too long to read.
MOST_NAMES = 3


class KindLine(Struct, frozen=True):
    """Chats of one kind that have the same window: how many, how many exist, who creates them."""

    kind: ChatKind
    window: Window
    chats: tuple[Chat, ...]
    ready: int
    preview: int

    @property
    def owners(self) -> str:
        """Who creates them, by name where few people do."""
        return owners_text(self.chats)

    @property
    def members(self) -> str:
        """Who is in them; of many chats in general."""
        found = list(dict.fromkeys(chat.members for chat in self.chats))
        if len(found) == 1:
            return found[0]
        words = members_words()
        if self.kind.scope == "level":
            return ", ".join(text[:1].lower() + text[1:] for text in found)
        if self.kind.scope in ("class", "subject"):
            return fill(self.kind.members, words)
        return words.get(self.kind.scope, "; ".join(found))

    @property
    def classes(self) -> str:
        """The classes, on paper all of them: «8А–8В, 9А–9В, 10А, 11А»."""
        return all_classes([chat.class_name for chat in self.chats if chat.class_name])


def kind_lines(board: Board, stage: int) -> tuple[KindLine, ...]:
    """The chats of a stage by kind, those not needed left out; late classes stand apart."""
    rollout = board.rollout
    chats = [chat for chat in rollout.of_stage[stage] if board.state_of(chat) != "skipped"]

    def key(chat: Chat) -> tuple[int, Window]:
        return (rollout.recommendations.kinds.index(chat.kind), rollout.window_of(chat))

    chats.sort(key=lambda chat: (key(chat)[0], key(chat)[1].last))
    found = []
    for (_, window), group in groupby(chats, key=key):
        line = tuple(group)
        states = [board.state_of(chat) for chat in line]
        ready = states.count("created") + states.count("auto")
        found.append(KindLine(line[0].kind, window, line, ready, states.count("preview")))
    return tuple(found)


def owners_text(chats: Sequence[Chat]) -> str:
    """«директор Иванов И. И.», «руководитель МО: Иванова И. И., Петров П. П.», «учитель»."""
    roles = list(dict.fromkeys(chat.role for chat in chats))
    owners = list(dict.fromkeys(chat.owner for chat in chats))
    if not all(chat.owner_name for chat in chats) or len(owners) > MOST_NAMES:
        return ", ".join(roles)
    if len(roles) == 1 and len(owners) > 1:
        return f"{roles[0]}: {', '.join(dict.fromkeys(chat.owner_name for chat in chats))}"
    return "; ".join(owners)


class Duty(Struct, frozen=True):
    """What somebody is («классный руководитель») and of what («8А»), which may be empty."""

    role: str
    of: str = ""


def _told(role: str, parts: Sequence[str]) -> str:
    """A role with all it is held for; a class stands right behind it, a list after a colon."""
    if not parts:
        return role
    gap = " " if len(parts) == 1 and parts[0][0] in "«0123456789" else ": "
    return f"{role}{gap}{', '.join(parts)}"


class Owner(Struct, frozen=True):
    """Somebody who creates chats: a person, or a role where no name is known."""

    name: str
    duties: tuple[Duty, ...]
    chats: tuple[Chat, ...]

    @property
    def title(self) -> str:
        """The name, or what the person is."""
        return self.name or capital(self.told)

    @property
    def told(self) -> str:
        """All duties: «руководитель МО «физика»; классный руководитель: 8А, 9Б»."""
        found: dict[str, list[str]] = {}
        for duty in self.duties:
            found.setdefault(duty.role, []).extend([duty.of] if duty.of else [])
        return "; ".join(_told(role, parts) for role, parts in found.items())


def owners(board: Board) -> tuple[Owner, ...]:
    """Everybody who creates chats that are to exist, in the order of the plan.

    Without a name every class, association, subject and mini-group has an owner of its own. Chats
    not needed and those that wait for a decision are left out.
    """
    chosen = board.rollout.answers.chats.owners
    found: dict[str | Duty, tuple[list[Duty], list[Chat]]] = {}
    for chat in board.rollout.chats:
        if board.state_of(chat) in ("skipped", "preview"):
            continue
        # A role that the school has chosen itself is one person's.
        duty = Duty(chat.role) if chat.kind.id in chosen else _duty(chat)
        duties, chats = found.setdefault(chat.owner_name or duty, ([], []))
        duties.append(duty)
        chats.append(chat)
    return tuple(
        Owner(key if isinstance(key, str) else "", tuple(dict.fromkeys(duties)), tuple(chats))
        for key, (duties, chats) in found.items()
    )


def _duty(chat: Chat) -> Duty:
    if chat.kind.scope == "class":
        return Duty(chat.role, chat.class_name)
    if chat.kind.scope == "subject":
        return Duty(chat.role, chat.subject)
    if chat.kind.scope in ("association", "group"):
        return Duty(chat.role, f"«{chat.id.partition('/')[2]}»")
    return Duty(chat.role)


def last_day(board: Board, chats: Iterable[Chat]) -> date:
    """The last of the last days of these chats."""
    return max(board.rollout.window_of(chat).last for chat in chats)


def whole_span(board: Board) -> tuple[date, date]:
    """From the creation of the structure to the last day of a stage that has chats."""
    rollout = board.rollout
    lasts = [rollout.window_of(chat).last for chat in rollout.chats]
    return rollout.created, max(lasts, default=rollout.created)


def long_span(first: date, last: date) -> str:
    """«25–26 ноября 2026 г.», «30 ноября – 3 декабря 2026 г.»."""
    tail = f"{day_month(last)} {last.year} г."
    if first == last:
        return tail
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{tail}"
    if first.year == last.year:
        return f"{day_month(first)} – {tail}"
    return f"{day_month(first)} {first.year} г. – {tail}"


def long_day(day: date) -> str:
    """«3 декабря 2026 г.»."""
    return f"{day_month(day)} {day.year} г."


def expected(board: Board, item: StageBoard) -> int:
    """How many chats of a stage are to exist by now: those whose last day has passed."""
    rollout = board.rollout
    return sum(
        1
        for chat in rollout.of_stage[item.stage.number]
        if board.state_of(chat) not in ("skipped", "preview")
        and rollout.window_of(chat).last < board.today
    )


def picture(board: Board) -> Picture | None:
    """The windows of the stages that the school goes through; None where there are none."""
    lanes = tuple(
        Lane(
            item.stage.number,
            f"{item.stage.number} этап. {item.stage.title}",
            board.rollout.created,
            item.window.first,
            item.window.last,
            f"{digits(item.window.first)} – {digits(item.window.last)}, {state_word(item)}",
        )
        for item in board.stages
        if item.state not in ("declined", "not_applicable")
    )
    if not lanes:
        return None
    first, last = board.rollout.created, max(lane.last for lane in lanes)
    # A stage counted from a late decision may lie years ahead; its days off would say nothing.
    near = min(last, first + timedelta(days=366))
    off = frozenset(day for day in each_day(first, near) if board.rollout.calendar.is_day_off(day))
    return Picture(lanes, off, board.today if first <= board.today <= last else None)


def columns(
    titles: Sequence[str], widths: Sequence[int], right: Iterable[int] = ()
) -> tuple[Column, ...]:
    """The columns of a table; those of these places hold numbers and stand to the right."""
    numbers = frozenset(right)
    return tuple(
        Column(title, width, "right" if place in numbers else "left")
        for place, (title, width) in enumerate(zip(titles, widths, strict=True))
    )


def minutes_text(board: Board) -> str:
    """« от 20.11.2026, протокол № 4»; "" where nothing of it is known."""
    primary = board.rollout.answers.primary
    parts = []
    if primary.date:
        parts.append(f" от {digits(primary.date)}")
    if primary.minutes:
        parts.append(f", протокол № {primary.minutes}")
    return "".join(parts)


def class_numbers(grades: Sequence[int]) -> str:
    """«1–4», «1, 3»: grades in short; they come sorted."""
    runs: list[list[int]] = []
    for grade in grades:
        if runs and runs[-1][-1] == grade - 1:
            runs[-1].append(grade)
        else:
            runs.append([grade])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
