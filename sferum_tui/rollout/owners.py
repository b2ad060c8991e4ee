"""Who creates the chats: every person and role once, how far each is, and a reminder for one.

One person is one owner however the name is spelt; a role nobody is named for is an owner of its
own for every class, subject, association and mini-group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from sferum_tui.rollout.board import Board, Rollout
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.pace import by_last_day, pace
from sferum_tui.rollout.people import PersonBook, surname_key
from sferum_tui.rollout.person_names import read_person
from sferum_tui.rollout.russian import capital, chats, day_month, ended, form, nested, plural
from sferum_tui.rollout.school import natural_key
from sferum_tui.rollout.tasks import pace_text
from sferum_tui.rollout.wording import chats_genitive
from sferum_tui.text import folded, matching


class Duty(Struct, frozen=True):
    """What somebody is («классный руководитель») and of what («8А»), which may be empty."""

    role: str
    of: str = ""


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


class OwnerLine(Struct, frozen=True):
    """How far an owner is at a moment: chats still to be created, how many of them are late, and
    the nearest of their last days (None where nothing is open). `text` is what it is found by."""

    owner: Owner
    open: tuple[Chat, ...]
    overdue: int
    next_day: date | None
    text: str


def _told(role: str, parts: Sequence[str]) -> str:
    """A role with all it is held for; a class stands right behind it, a list after a colon."""
    if not parts:
        return role
    if all(part[0].isdecimal() for part in parts):
        # The classes of somebody follow each other as they do in the school, not in its plan.
        parts = sorted(parts, key=natural_key)
    gap = " " if len(parts) == 1 and parts[0][0] in "«0123456789" else ": "
    return f"{role}{gap}{', '.join(parts)}"


def owners(board: Board) -> tuple[Owner, ...]:
    """Everybody who creates chats that are to exist: people by surname, then roles by the plan.

    Chats not needed and those that wait for a decision are left out.
    """
    found: dict[str | Duty, tuple[list[Duty], list[Chat]]] = {}
    for chat, key, duty in _keyed(board.rollout):
        if board.is_wanted(chat):
            duties, theirs = found.setdefault(key, ([], []))
            duties.append(duty)
            theirs.append(chat)
    made = [
        Owner(key if isinstance(key, str) else "", tuple(dict.fromkeys(duties)), tuple(theirs))
        for key, (duties, theirs) in found.items()
    ]
    named = sorted((it for it in made if it.name), key=lambda it: surname_key(it.name))
    return (*named, *(it for it in made if not it.name))


def owner_titles(rollout: Rollout) -> dict[str, str]:
    """Who creates a chat, by its id, as the list of owners calls him."""
    return {
        chat.id: key if isinstance(key, str) else Owner("", (key,), ()).title
        for chat, key, _ in _keyed(rollout)
    }


def _keyed(rollout: Rollout) -> Iterator[tuple[Chat, str | Duty, Duty]]:
    """Every chat with what tells its owner from others, and with his duty in it."""
    chosen = rollout.answers.chats.owners
    book = PersonBook(chat.owner_name for chat in rollout.chats if chat.owner_name)
    for chat in rollout.chats:
        # A role that the school has chosen itself is one person's.
        duty = Duty(chat.role) if chat.kind.id in chosen else _duty(chat)
        yield chat, book.person(chat.owner_name) if chat.owner_name else duty, duty


def _duty(chat: Chat) -> Duty:
    if chat.kind.scope == "class":
        return Duty(chat.role, chat.class_name)
    if chat.kind.scope == "subject":
        return Duty(chat.role, chat.subject)
    title = nested(f"«{chat.id.partition('/')[2]}»")
    if chat.kind.scope == "association":
        return Duty(chat.role, title)
    if chat.kind.scope == "group":
        # A teacher of a play is none of a class.
        return Duty(f"{chat.role} мини-группы", title)
    return Duty(chat.role)


def owner_lines(board: Board) -> tuple[OwnerLine, ...]:
    """How far everybody is, the latest first: by the nearest last day, then by what is open."""
    lines = [_line(board, owner) for owner in owners(board)]
    return tuple(sorted(lines, key=_lateness))


def _line(board: Board, owner: Owner) -> OwnerLine:
    opened = tuple(chat for chat in owner.chats if board.is_open(chat))
    late = sum(board.is_overdue(chat) for chat in opened)
    days = (board.rollout.window_of(chat).last for chat in opened)
    text = folded(f"{owner.name} {owner.told}")
    return OwnerLine(owner, opened, late, min(days, default=None), text)


def _lateness(line: OwnerLine) -> tuple[object, ...]:
    day = line.next_day or date.max
    return (not line.open, day, -len(line.open), natural_key(line.owner.title))


def lines_called(lines: Sequence[OwnerLine], text: str) -> Sequence[OwnerLine]:
    """Him who has exactly this title, however it is spelt; else all who hold every word of it.

    Words are looked for in names and duties.
    """
    exact = [line for line in lines if line.owner.title == text]
    return exact or _of_person(lines, text) or matching(((it.text, it) for it in lines), text)[1]


def _of_person(lines: Sequence[OwnerLine], text: str) -> list[OwnerLine]:
    """Those whom a name with initials or a first name means: «Петров П. П», «П. П. Петров»."""
    person = read_person(text)
    if not person or not person.first:
        return []
    return [line for line in lines if line.owner.name and read_person(line.owner.name) == person]


def owners_text(board: Board, lines: Sequence[OwnerLine]) -> str:
    """«открыто 205 чатов у 38 создателей · по 23 в день», «все чаты созданы»."""
    late = [line for line in lines if line.open]
    opened = sum(len(line.open) for line in late)
    if not opened:
        return "все чаты созданы"
    verb = form(opened, "открыт", "открыто")
    days = by_last_day(board, (chat for line in late for chat in line.open))
    by_day = pace_text(pace(board, days))
    who = plural(len(late), "создателя", "создателей")
    return " · ".join(filter(None, (f"{verb} {chats(opened)} у {who}", by_day)))


def reminder(board: Board, line: OwnerLine) -> str:
    """A message to somebody who has open chats: how many, which, by last days; "" without any.

    What the platform makes by itself is not to be made a second time, only looked at.
    """
    made = [chat for chat in line.open if not chat.auto_created]
    come = [chat for chat in line.open if chat.auto_created]
    by_itself = form(len(come), "он появляется сам", "они появляются сами")
    heads = (
        (f"создать {chats(len(made))}", made),
        (f"проверить состав {chats_genitive(len(come))}, {by_itself}", come),
    )
    told = ["\n".join([f"{head}:", *_by_day(board, found)]) for head, found in heads if found]
    return f"{line.owner.title}, в «Сферуме» осталось " + "\nИ ".join(told) if told else ""


def _by_day(board: Board, opened: Sequence[Chat]) -> Iterator[str]:
    window = board.rollout.window_of
    by_day = sorted(opened, key=lambda chat: window(chat).last)
    for last, group in groupby(by_day, key=lambda chat: window(chat).last):
        names = "; ".join(chat.name for chat in group)
        late = " (срок прошёл)" if last < board.today else ""
        yield ended(f"до {day_month(last)}{late}: {names}")
