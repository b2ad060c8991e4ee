"""How one chat is told of in lists and on its card, and what a tick means for several at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sferum_tui.rollout.board import Board
from sferum_tui.rollout.calendar import school_time, seconds_left
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.list_choice import ListChoice, View
from sferum_tui.rollout.listing import STATE_TITLES, ListedChats, school_week
from sferum_tui.rollout.pace import pace
from sferum_tui.rollout.plan import MARKS, Mark
from sferum_tui.rollout.russian import capital, chats, day_month, digits_short, form, remaining
from sferum_tui.rollout.stage_board import ChatState
from sferum_tui.rollout.tasks import calm_text, pace_text
from sferum_tui.rollout.wording import (
    CHAT_SIGNS,
    CHAT_STATES,
    SIGNS,
    chat_word,
    countdown,
    progress_text,
    state_text,
)
from sferum_tui.text import cut

# What is done to one chat; to several, by their number; what a question calls that.
_ONE: dict[Mark, str] = {
    **{mark: CHAT_STATES[mark] for mark in MARKS},
    "planned": "снова не создан",
}
_MANY: dict[Mark, tuple[str, str]] = {
    "created": ("создан", "создано"),
    "auto": ("создан автоматически", "создано автоматически"),
    "skipped": ("не нужен", "не нужны"),
    "planned": ("снова не создан", "снова не созданы"),
}
_AS: dict[Mark, tuple[str, str]] = {
    "created": ("созданным", "созданными"),
    "auto": ("созданным автоматически", "созданными автоматически"),
    "skipped": ("ненужным", "ненужными"),
    "planned": ("не созданным", "не созданными"),
}
_TICKED: dict[Mark, tuple[ChatState, ...]] = {
    "created": ("created", "auto"),
    "auto": ("auto",),
    "skipped": ("skipped",),
    "planned": (),
}


def chat_sign(board: Board, chat: Chat) -> str:
    """The sign of a chat: that of its state; for an open one also «last day» and «overdue»."""
    if board.is_overdue(chat):
        return SIGNS["overdue"]
    if is_last_day(board, chat):
        return SIGNS["last_day"]
    return CHAT_SIGNS[board.state_of(chat)]


def is_last_day(board: Board, chat: Chat) -> bool:
    """Whether the chat is open and today is its last day."""
    return board.begun and board.is_open(chat) and board.rollout.window_of(chat).last == board.today


def chat_state(board: Board, chat: Chat) -> str:
    """«√ создан 26 ноября в 10:12», «– не нужен: пишем в общий чат», «▲ просрочен».

    One that the platform makes says so: «○ появится сам, проверьте состав».
    """
    state = board.state_of(chat)
    sign = chat_sign(board, chat)
    word = chat_word(chat, state)
    more = f": {word}" if state == "planned" and chat.auto_created else ""
    if board.is_overdue(chat):
        return f"{sign} просрочен{more}"
    if is_last_day(board, chat):
        return f"{sign} последний день{more}"
    text = f"{sign} {word}"
    if moment := board.done.moment(chat.id):
        text += "," if state == "auto" else ""
        at = school_time(moment, board.rollout.answers.school.timezone)
        return f"{text} {day_month(at.date())} в {at:%H:%M}"
    reason = board.done.skipped.get(chat.id, "") if state == "skipped" else ""
    return f"{text}: {reason}" if reason else text


def owner_part(chat: Chat) -> str:
    """«создаёт»; of a chat that the platform makes by itself «отвечает»."""
    return "отвечает" if chat.auto_created else "создаёт"


def chat_term(board: Board, chat: Chat) -> str:
    """«до 3 декабря, осталось 3 дня 9 ч»: the last day, and what is left of it for an open chat."""
    last = board.rollout.window_of(chat).last
    text = f"до {day_month(last)}"
    if board.state_of(chat) == "preview":
        return f"{text}, если так решит педсовет"
    if not board.begun or not board.is_open(chat):
        return text
    return f"{text}, {remaining(seconds_left(board.now, last))}"


def chat_day(board: Board, chat: Chat) -> str:
    """«26.11», the day it was created, or «до 3.12»; "" for one that is not needed."""
    if board.state_of(chat) == "skipped":
        return ""
    if moment := board.done.moment(chat.id):
        return digits_short(school_time(moment, board.rollout.answers.school.timezone).date())
    return f"до {digits_short(board.rollout.window_of(chat).last)}"


#: Posts, and what they are called where there is little room.
_POSTS = (
    ("заместитель директора", "зам. директора"),
    ("учитель-предметник", "учитель"),
    ("руководитель МО", "рук. МО"),
    ("классный руководитель", "кл. руководитель"),
)


def chat_person(board: Board, chat: Chat) -> str:
    """Who creates it, in short; for a chat that is not needed, that and why; of one that the
    platform makes also that it will appear."""
    if board.state_of(chat) == "skipped":
        reason = board.done.skipped.get(chat.id, "")
        return f"не нужен: {reason}" if reason else "не нужен"
    who = chat.owner_name or chat.role
    return f"появится сам · {who}" if chat.auto_created and board.is_open(chat) else who


def person_within(person: str, width: int) -> str:
    """A person for so many cells: posts are shortened before what tells them apart is cut.

    «Учитель-предметник: математика» becomes «Учитель: математика».
    """
    for post, short in _POSTS:
        if cut(person, width) == person:
            break
        for old, new in ((post, short), (capital(post), capital(short))):
            person = person.replace(old, new)
    return person


def nothing_open(board: Board, found: Sequence[Chat]) -> str:
    """Why none of these chats is to be created now."""
    if not found:
        return "Здесь нет чатов"
    if any(board.state_of(chat) == "preview" for chat in found):
        return "Эти чаты ждут решения педсовета: создавать их пока рано"
    return "Здесь всё создано"


def marked_text(found: Sequence[Chat], mark: Mark) -> str:
    """«8А · класс: создан», «создано 12 чатов»: what was done to these chats."""
    if len(found) == 1:
        return f"{found[0].name}: {_ONE[mark]}"
    one, many = _MANY[mark]
    return f"{form(len(found), one, many, many)} {chats(len(found))}"


def asked_text(number: int, mark: Mark) -> str:
    """«Отметить 96 чатов созданными?»."""
    one, many = _AS[mark]
    return f"Отметить {chats(number)} {form(number, one, many, many)}?"


def ticked(states: Mapping[str, ChatState], mark: Mark) -> tuple[Mark, tuple[str, ...]]:
    """What the key of a mark does to these chats: the mark to set, and whom it concerns.

    One chat gets the mark, or loses it when it has it. Of several the open ones get it, and those
    that are done keep theirs with its time; when none is open, those that have the mark lose it;
    when none has it either, all get it.
    """
    has = tuple(chat_id for chat_id, state in states.items() if state in _TICKED[mark])
    opened = tuple(chat_id for chat_id, state in states.items() if state in ("planned", "preview"))
    if opened:
        return mark, opened
    return ("planned", has) if has else (mark, tuple(states))


def view_title(board: Board, choice: ListChoice) -> str:
    """What a list shows: «2 этап · 8–11 классы   49 из 96   осталось 3 дня 9 ч», «Просрочено»."""
    parts = []
    if choice.view != "all" or choice.stage is None:
        parts.append(_view_name(board, choice.view))
    if choice.stage is not None:
        item = board.stage(choice.stage)
        parts.append(f"{item.stage.number} этап · {item.stage.title}")
        if choice.view == "all":
            parts += [progress_text(item), countdown(item) or state_text(item)]
    elif choice.view == "all":
        parts.append(f"создано {board.counts.ready} из {board.counts.wanted}")
    return "   ".join(part for part in parts if part)


def _view_name(board: Board, view: View) -> str:
    if view == "today":
        # The line below counts the chats.
        calm = calm_text(board).partition(":")[0]
        return f"Сегодня, {day_month(board.today)}{': ' if calm else ''}{calm}"
    if view == "week":
        _, last = school_week(board.today, board.rollout.answers.calendar.week)
        return f"Эта неделя, до {day_month(last)}"
    return "Просрочено" if view == "overdue" else "Все чаты"


def empty_text(choice: ListChoice) -> str:
    """What a list without chats says, and what to do about it."""
    if choice.query:
        part = choice.stage is not None or choice.view != "all"
        more = "F3 — искать во всех чатах, " if part else ""
        return f"Ничего не найдено. {more}Esc — стереть поиск"
    if choice.filtered:
        return "Таких чатов нет. Backspace — снять фильтры"
    if choice.view == "today":
        return "На сегодня всё создано"
    if choice.view == "week":
        return "На этой неделе сроков нет"
    return "Просроченных чатов нет" if choice.view == "overdue" else "Чатов нет"


def counted_text(found: ListedChats, choice: ListChoice, picked: int, board: Board) -> str:
    """«96 чатов, не создано 47, по 12 в день», «найдено 1, не создан 1», «выбрано 3».

    Of those that the platform makes by itself it tells how many there are.
    """
    parts = [f"найдено {found.count}" if choice.query else chats(found.count)]
    if found.open:
        itself = form(found.to_check, "появится сам", "появятся сами")
        more = f" ({itself} {found.to_check})" if found.to_check else ""
        verb = form(found.open, "не создан", "не создано")
        parts.append(f"{verb} {found.open}{more}")
        if not choice.query and (tempo := pace_text(pace(board, found.open_days))):
            parts.append(tempo)
    if picked:
        parts.append(f"{form(picked, 'выбран', 'выбрано')} {picked}")
    return ", ".join(parts)


def filter_text(choice: ListChoice) -> str:
    """«только: не создан · 8 класс · Иванова И. И.»; "" where nothing is filtered."""
    parts = [
        STATE_TITLES[choice.state] if choice.state else "",
        "" if choice.grade is None else f"{choice.grade} класс",
        f"вид {choice.kind}" if choice.kind else "",
        choice.owner,
    ]
    shown = " · ".join(part for part in parts if part)
    return f"только: {shown}" if shown else ""
