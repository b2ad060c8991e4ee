"""Forms that owners have filled in: what they say, and what of it is new to the plan.

Each cell is compared with what the plan said when the form was made and with what it says now.
What only the person changed is taken; what the plan has changed since stays, and is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.imports.form_cells import created_of, day_of, number_of
from sferum_tui.rollout.imports.form_layout import (
    COUNT,
    CREATED,
    CUT,
    DAY,
    ID,
    MARK,
    MARK_AT,
    MOST,
    NAME,
    NOTE,
    OF,
    PLAN_AT,
    VERSION,
    VERSION_AT,
    WAS,
    WIDTH,
    FormState,
    state_of,
)
from sferum_tui.rollout.imports.result import TableError
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow
from sferum_tui.rollout.russian import digits
from sferum_tui.text import plain_spaces, tidy

#: What a form was left without, and what is none.
_FILL = "допустимо: присланный файл, где заполнены «создан», «дата», «в чате», «из», «примечание»"
_SPOILT = f"в форме удалены или сдвинуты первая строка либо скрытые столбцы; {_FILL}"
_NO_FORM = "это не форма: в ней нет того, по чему программа узнаёт свои формы"
_MOVED = "а скрытый номер — чата «{}»: столбцы переставлены не все; возьмите форму заново"
_NAMES = ("«создан»", "«дата»", "«в чате»", "«из»", "«примечание»")


class FilledRow(Struct, frozen=True):
    """One chat of a form: where its row stands, what was said before and what was filled in."""

    place: str
    name: str
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
    own = [sheet for sheet in sheets if sheet.rows and sheet.rows[0].cell(MARK_AT) == MARK]
    if not own:
        raise TableError(_SPOILT if _looks_like_one(sheets) else _NO_FORM)
    rows: dict[str, FilledRow] = {}
    faults: list[str] = []
    for sheet in own:
        _check_head(sheet.rows[0], plan_id)
        where = f"лист «{sheet.title}», " if len(own) > 1 else ""
        for row in _rows_of(sheet):
            place = f"{where}строка {row.number}"
            try:
                _take(_row(row, place, (min(created, today), today)), rows)
            except TableError as error:
                faults.append(f"{place}: {error}")
    if not rows and not faults:
        raise TableError("в форме нет ни одного чата")
    return FilledForm(tuple(rows.values()), tuple(faults))


def _looks_like_one(sheets: Sequence[Sheet]) -> bool:
    """Whether a table without the mark in its place was a form once."""
    return any(MARK in row.cells or _is_head(row) for sheet in sheets for row in sheet.rows)


def _is_head(row: SheetRow) -> bool:
    return len({"создан", "дата", "в чате", "из"} & set(row.cells)) > 2


def _check_head(head: SheetRow, plan_id: str) -> None:
    if head.cell(VERSION_AT) != VERSION:
        raise TableError("форма сделана другой версией программы; сделайте её заново")
    if not plan_id or head.cell(PLAN_AT) != plan_id:
        raise TableError("это форма другого плана")


def _rows_of(sheet: Sheet) -> Iterator[SheetRow]:
    """The rows of chats, and what a person has written among them or below."""
    head = next((place for place, row in enumerate(sheet.rows) if _is_head(row)), 0)
    for row in sheet.rows[head + 1 :]:
        written = any(row.cell(column) for column in (NAME, *range(CREATED, NOTE + 1)))
        faulty = any(column < WIDTH for column in row.faults)
        if row.cell(ID) or faulty or (written and not _is_head(row)):
            yield row


def _take(found: FilledRow, rows: dict[str, FilledRow]) -> None:
    """Keep a row; a chat that stands there again is one only where the same is said of it."""
    before = rows.setdefault(found.chat_id, found)
    if before.filled != found.filled:
        raise TableError(f"чат {found.chat_id} назван дважды, и по-разному")


def _row(row: SheetRow, place: str, days: tuple[date, date]) -> FilledRow:
    for column, fault in row.faults.items():
        if column < WIDTH:
            raise TableError(fault)
    if not row.cell(ID):
        raise TableError("в плане такого чата нет; чаты добавляют в программе, а не в форме")
    before = tuple(row.cell(WAS + place) for place in range(5))
    state = _filled(row, before, days)
    return FilledRow(place, row.cell(NAME), row.cell(ID), before, state)


def _filled(row: SheetRow, before: Sequence[str], days: tuple[date, date]) -> FormState:
    """What was filled in; what a person has left as it was is not looked at anew."""
    created, behind = created_of(row.cell(CREATED), days[1])
    text = row.cell(DAY) or behind
    day = day_of(text, days if text != before[1] else (date.min, date.max))
    if behind and day != day_of(behind, days):
        raise TableError("в «создан» и в «дата» стоят разные даты")
    if day and not created:
        raise TableError("стоит дата, а «создан» — нет; допустимо «да» с датой или «нет» без неё")
    count, of = _numbers(row)
    if count is not None and of is not None and count > of:
        raise TableError(f"«в чате» {count}, а «из» — только {of}")
    if count is None and row.cell(OF) != before[3] and of is not None:
        raise TableError("«из» есть, а «в чате» пусто")
    return FormState(created, day, count, of, row.cell(NOTE))


def _numbers(row: SheetRow) -> tuple[int | None, int | None]:
    """How many of how many; «20 из 27» may stand in one cell."""
    count, behind = number_of(row.cell(COUNT), "«в чате»")
    of, more = number_of(row.cell(OF), "«из»")
    if more is not None:
        raise TableError(f"«из»: «{row.cell(OF)}»; допустимо целое число от 0 до {MOST}")
    if behind is not None and of not in (None, behind):
        raise TableError(f"«в чате»: «{row.cell(COUNT)}», а «из» — {of}; допустимо что-то одно")
    return count, behind if of is None else of


# What is new -------------------------------------------------------------------------------------


def form_found(form: FilledForm, board: Board, notes: Mapping[str, str]) -> FormFound:
    """What of a form is new to a plan."""
    changes, newer, faults = [], [], list(form.faults)
    for row in form.rows:
        chat = board.rollout.by_id.get(row.chat_id)
        if chat is None:
            faults.append(f"{row.place}: чата {row.chat_id} в плане больше нет")
            continue
        if _is_of_another(row, chat, board):
            faults.append(f"{row.place}: назван чат «{row.name}», {_MOVED.format(chat.name)}")
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


def _is_of_another(row: FilledRow, chat: Chat, board: Board) -> bool:
    """Whether the name in a row is that of another chat than its hidden id."""
    if row.name == _plain(chat.name):
        return False
    return any(_plain(it.name) == row.name for it in board.rollout.chats)


def _plain(name: str) -> str:
    """A name as a cell has it."""
    return tidy(plain_spaces(name))


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
        # Of how many says nothing where nobody has counted.
        fresh = fresh and not (first == 2 and said[0] == stands[0] == "")
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
