"""Forms that owners have filled in: what they say, and what of it is new to the plan.

Each cell is compared with what the plan said when the form was made and with what it says now.
What only the person changed is taken; what the plan has changed since stays, and is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.imports.form_layout import (
    COUNT,
    CREATED,
    CUT,
    DAY,
    ID,
    MARK,
    MARK_AT,
    MOST,
    NO,
    NOTE,
    OF,
    PLAN_AT,
    VERSION,
    VERSION_AT,
    WAS,
    WIDTH,
    YES,
    FormState,
    state_of,
)
from sferum_tui.rollout.imports.result import TableError
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow
from sferum_tui.rollout.russian import digits

_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?: 00:00:00)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00:00)?")
_YES = frozenset({YES, "+", "д", "yes", "создан", "v", "√"})
_NO = frozenset({"", NO, "-", "н", "no"})
_NAMES = ("«создан»", "«дата»", "«в чате»", "«из»", "«примечание»")


class FilledRow(Struct, frozen=True):
    """One chat of a form: its row in the file, what was said before and what was filled in."""

    number: int
    chat_id: str
    before: tuple[str, ...]
    filled: FormState


class FilledForm(Struct, frozen=True):
    """A form that was read; `faults` name rows that can't be used."""

    rows: tuple[FilledRow, ...]
    faults: tuple[str, ...]


class FormChange(Struct, frozen=True):
    """What a form changes of a chat: `ticked`, `joined` and `noted` say which of it."""

    chat: Chat
    state: FormState
    ticked: bool
    joined: bool
    noted: bool


class FormFound(Struct, frozen=True):
    """What a form would change, what stays because the plan is newer, and what is wrong with it."""

    changes: tuple[FormChange, ...]
    newer: tuple[str, ...]
    faults: tuple[str, ...]
    rows: int


def read_form(sheets: Sequence[Sheet], plan_id: str, today: date, created: date) -> FilledForm:
    """The rows of a form of this plan; `created` is the day the structure was created.

    Raises `TableError`: it is no form, one of another version, or of another plan.
    """
    head = sheets[0].rows[0] if sheets and sheets[0].rows else SheetRow(0, ())
    if head.cell(MARK_AT) != MARK:
        raise TableError("это не форма: в ней нет того, по чему программа узнаёт свои формы")
    if head.cell(VERSION_AT) != VERSION:
        raise TableError("форма сделана другой версией программы; сделайте её заново")
    if not plan_id or head.cell(PLAN_AT) != plan_id:
        raise TableError("это форма другого плана")
    rows, faults, seen = [], [], set[str]()
    days = (min(created, today), today)
    for row in sheets[0].rows[1:]:
        chat_id = row.cell(ID)
        if not chat_id or row.number <= head.number:
            continue
        try:
            if chat_id in seen:
                raise TableError(f"чат {chat_id} назван дважды")
            found = _row(row, days)
        except TableError as error:
            faults.append(f"строка {row.number}: {error}")
        else:
            rows.append(found)
        seen.add(chat_id)
    if not rows and not faults:
        raise TableError("в форме нет ни одного чата")
    return FilledForm(tuple(rows), tuple(faults))


def _row(row: SheetRow, days: tuple[date, date]) -> FilledRow:
    for column, fault in row.faults.items():
        if column < WIDTH:
            raise TableError(fault)
    created = _created(row.cell(CREATED))
    day = _day(row.cell(DAY), days)
    if day and not created:
        raise TableError("стоит дата, а «создан» — нет")
    count, of = _number(row.cell(COUNT), "«в чате»"), _number(row.cell(OF), "«из»")
    if count is not None and of is not None and count > of:
        raise TableError(f"«в чате» {count}, а «из» — только {of}")
    before = tuple(row.cell(WAS + place) for place in range(5))
    if count is None and row.cell(OF) != before[3] and of is not None:
        raise TableError("«из» есть, а «в чате» пусто")
    return FilledRow(
        row.number, row.cell(ID), before, FormState(created, day, count, of, row.cell(NOTE))
    )


def _created(text: str) -> bool:
    word = text.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise TableError(f"«создан»: «{text}»; допустимо «{YES}» или «{NO}»")


def _day(text: str, days: tuple[date, date]) -> date | None:
    if not text:
        return None
    allowed = f"допустимо с {digits(days[0])} по {digits(days[1])}"
    short, iso = _DAY.fullmatch(text), _ISO.fullmatch(text)
    try:
        if short:
            year = int(short[3]) + (2000 if len(short[3]) == 2 else 0)
            day = date(year, int(short[2]), int(short[1]))
        elif iso:
            day = date(int(iso[1]), int(iso[2]), int(iso[3]))
        else:
            raise ValueError
    except ValueError:
        raise TableError(f"«дата»: «{text}» — не дата; {allowed}") from None
    if not days[0] <= day <= days[1]:
        raise TableError(f"«дата»: {digits(day)}; {allowed}")
    return day


def _number(text: str, name: str) -> int | None:
    if not text:
        return None
    # Not only ASCII signs are digits to Python.
    if not (text.isascii() and text.isdecimal() and len(text) <= 4 and int(text) <= MOST):
        raise TableError(f"{name}: «{text}»; допустимо целое число от 0 до {MOST}")
    return int(text)


# What is new -------------------------------------------------------------------------------------


def form_found(form: FilledForm, board: Board, notes: Mapping[str, str]) -> FormFound:
    """What of a form is new to a plan."""
    changes, newer, faults = [], [], list(form.faults)
    for row in form.rows:
        chat = board.rollout.by_id.get(row.chat_id)
        if chat is None:
            faults.append(f"строка {row.number}: чата {row.chat_id} в плане больше нет")
            continue
        if board.state_of(chat) == "skipped":
            if row.filled.created:
                newer.append(f"{chat.name}: в плане он не нужен")
            continue
        change, kept = _compared(row, chat, state_of(board, chat, notes.get(chat.id, "")))
        newer += [f"{chat.name}: {text}" for text in kept]
        if change.ticked or change.joined or change.noted:
            changes.append(change)
    return FormFound(tuple(changes), tuple(newer), tuple(faults), len(form.rows) + len(form.faults))


def _compared(row: FilledRow, chat: Chat, now: FormState) -> tuple[FormChange, list[str]]:
    """What a row changes; a part that the plan has changed otherwise stays."""
    filled = row.filled
    # Without a day of its own a tick has the day on which the form is read: any day fits it.
    day = filled.day or (now.day if filled.created and now.created else None)
    filled = FormState(filled.created, day, filled.count, filled.of, filled.note)
    parts = ((0, 2), (2, 4), (4, 5))
    taken, kept = [], []
    for first, last in parts:
        said, was, stands = (it[first:last] for it in (filled.told, row.before, now.told))
        fresh = said != was and said != stands
        # Of how many may have come from the size of the class: the number itself tells.
        newer = stands[:1] != was[:1] if first == 2 else stands != was
        newer = newer or stands[-1].endswith(CUT)
        taken.append(fresh and not newer)
        if fresh and newer:
            kept += list(_kept(first, said, stands))
    return FormChange(chat, filled, *taken), kept


def _kept(first: int, said: Sequence[str], stands: Sequence[str]) -> Iterator[str]:
    for place, (one, other) in enumerate(zip(said, stands, strict=True), first):
        if one != other:
            yield f"{_NAMES[place]} в плане «{other or 'пусто'}», в форме «{one or 'пусто'}»"


def told(change: FormChange) -> str:
    """What a form changes of a chat: «8А класс: создан 24.11.2026; в чате 20 из 27»."""
    state, parts = change.state, []
    if change.ticked:
        day = f" {digits(state.day)}" if state.day else ""
        parts.append(f"создан{day}" if state.created else "отметка снимается")
    if change.joined:
        of = f" из {state.of}" if state.of is not None else ""
        parts.append("в чате неизвестно" if state.count is None else f"в чате {state.count}{of}")
    if change.noted:
        parts.append(f"примечание «{state.note}»" if state.note else "примечание снимается")
    return f"{change.chat.name}: {'; '.join(parts)}"
