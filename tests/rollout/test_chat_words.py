"""How one chat is told of, and what a tick of several means."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from sferum_tui.rollout.chat_words import (
    asked_text,
    chat_day,
    chat_person,
    chat_sign,
    chat_state,
    chat_term,
    counted_text,
    empty_text,
    filter_text,
    marked_text,
    nothing_open,
    person_within,
    ticked,
    view_title,
)
from sferum_tui.rollout.list_choice import ListChoice
from sferum_tui.rollout.listing import ListedChats
from sferum_tui.rollout.plan import Done, Mark
from sferum_tui.rollout.stage_board import ChatState
from tests.support.school import answers, at, board, rollout

WHEN = datetime.fromisoformat("2026-11-26T10:12:00+03:00")


@pytest.mark.parametrize(
    ("now", "done", "sign", "state", "term", "day"),
    [
        (at(2026, 11, 30, 14, 5), Done(), "○", "○ не создан",
         "до 3 декабря, осталось 3 дня 9 ч", "до 3.12"),
        (at(2026, 12, 3, 23), Done(), "■", "■ последний день",
         "до 3 декабря, осталось 01:00:00", "до 3.12"),
        (at(2026, 12, 4), Done(), "▲", "▲ просрочен",
         "до 3 декабря, просрочено на 1 день", "до 3.12"),
        (at(2026, 12, 4), Done(created={"2а/8А": WHEN}), "√", "√ создан 26 ноября в 10:12",
         "до 3 декабря", "26.11"),
        (at(2026, 12, 4), Done(auto={"2а/8А": WHEN}), "◊",
         "◊ создан автоматически, состав проверен, 26 ноября в 10:12", "до 3 декабря", "26.11"),
        (at(2026, 12, 4), Done(skipped={"2а/8А": "один чат на двоих"}), "–",
         "– не нужен: один чат на двоих", "до 3 декабря", ""),
    ],
)  # fmt: skip
def test_a_chat_at_a_moment(
    now: datetime, done: Done, sign: str, state: str, term: str, day: str
) -> None:
    shown = board(now, done)
    chat = shown.rollout.by_id["2а/8А"]
    assert chat_sign(shown, chat) == sign
    assert chat_state(shown, chat) == state
    assert chat_term(shown, chat) == term
    assert chat_day(shown, chat) == day


def test_a_preview_waits_for_the_decision() -> None:
    shown = board(at(2026, 12, 30))
    chat = shown.rollout.by_id["4а/1А"]
    assert chat_state(shown, chat) == "· ждёт решения педсовета"
    assert chat_term(shown, chat) == "до 14 декабря, если так решит педсовет"


def test_nothing_is_overdue_before_the_structure_exists() -> None:
    shown = board(at(2026, 12, 30), planned=True)
    chat = shown.rollout.by_id["2а/8А"]
    assert chat_sign(shown, chat) == "○"
    assert chat_term(shown, chat) == "до 3 декабря"


def test_the_person_of_a_chat_that_is_not_needed_is_the_reason() -> None:
    shown = board(at(2026, 11, 30), Done(skipped={"2а/8А": "", "2а/8Б": "зря"}))
    assert chat_person(shown, shown.rollout.by_id["2а/8А"]) == "не нужен"
    assert chat_person(shown, shown.rollout.by_id["2а/8Б"]) == "не нужен: зря"
    assert chat_person(shown, shown.rollout.by_id["2г/8А"]) == "классный руководитель"


@pytest.mark.parametrize(
    ("states", "key", "mark", "concerned"),
    [
        ({"a": "planned"}, "created", "created", "a"),
        ({"a": "created"}, "created", "planned", "a"),
        ({"a": "auto"}, "created", "planned", "a"),
        ({"a": "skipped"}, "created", "created", "a"),
        ({"a": "created"}, "auto", "auto", "a"),
        ({"a": "auto"}, "auto", "planned", "a"),
        ({"a": "preview"}, "skipped", "skipped", "a"),
        ({"a": "created", "b": "planned", "c": "preview"}, "created", "created", "bc"),
        ({"a": "created", "b": "skipped"}, "created", "planned", "a"),
        ({"a": "skipped", "b": "skipped"}, "created", "created", "ab"),
        ({"a": "created", "b": "created"}, "skipped", "skipped", "ab"),
        ({}, "created", "created", ""),
    ],
)
def test_what_a_key_does_to_one_and_to_several(
    states: dict[str, ChatState], key: Mark, mark: Mark, concerned: str
) -> None:
    assert ticked(states, key) == (mark, tuple(concerned))


def test_what_was_done_is_said_in_good_russian() -> None:
    chats = rollout().chats
    assert marked_text(chats[:1], "created") == "Администрация: создан"
    assert marked_text(chats[:2], "created") == "создано 2 чата"
    assert marked_text((chats * 9)[:21], "created") == "создан 21 чат"
    assert marked_text(chats[:5], "skipped") == "не нужны 5 чатов"
    assert asked_text(96, "created") == "Отметить 96 чатов созданными?"
    assert asked_text(21, "auto") == "Отметить 21 чат созданным автоматически?"


def test_the_head_of_a_list() -> None:
    shown = board(at(2026, 11, 30, 14, 5), Done(created={"2а/8А": WHEN}))
    assert (
        view_title(shown, ListChoice(stage=2))
        == "2 этап · 8–11 классы   1 из 8   осталось 3 дня 9 ч"
    )
    assert view_title(shown, ListChoice(stage=4)).endswith("будет 2   ○ ждёт решения педсовета")
    assert view_title(shown, ListChoice(view="today")) == "Сегодня, 30 ноября"
    assert view_title(shown, ListChoice(view="week")) == "Эта неделя, до 6 декабря"
    assert (
        view_title(shown, ListChoice(view="overdue", stage=1))
        == "Просрочено   1 этап · Руководство"
    )
    assert view_title(shown, ListChoice()).startswith("Все чаты   создано 1 из ")


def test_counts_and_filters_in_words() -> None:
    now, last = board(at(2026, 11, 30)), date(2026, 12, 3)
    assert counted_text(ListedChats((), (), {}), ListChoice(), 0, now) == "0 чатов"
    rows = tuple(range(21))
    found = ListedChats(rows, rows, {last: 1})  # type: ignore[arg-type]
    assert counted_text(found, ListChoice(), 0, now) == "21 чат, не создан 1, по 1 в день"
    found = ListedChats(rows, rows, {last: 5})  # type: ignore[arg-type]
    assert (
        counted_text(found, ListChoice(query="8"), 2, now) == "найдено 21, не создано 5, выбрано 2"
    )
    found = ListedChats((), (), {date(2026, 12, 3): 5}, 3)
    assert counted_text(found, ListChoice(), 0, now).startswith(
        "0 чатов, не создано 5 (появятся сами 3), "
    )
    assert filter_text(ListChoice()) == ""
    chosen = ListChoice(state="planned", grade=8, kind="2а", owner="Иванова И. И.")
    assert filter_text(chosen) == "только: не создан · 8 класс · вид 2а · Иванова И. И."


@pytest.mark.parametrize(
    ("choice", "word"),
    [
        (ListChoice(query="x", state="created"), "Ничего не найдено. Esc — стереть поиск"),
        (ListChoice(query="x", view="today"), "F3 — искать во всех чатах, Esc — стереть поиск"),
        (ListChoice(query="x", stage=2), "F3 — искать во всех чатах"),
        (ListChoice(state="created"), "Backspace"),
        (ListChoice(view="today"), "всё создано"),
        (ListChoice(view="overdue"), "Просроченных"),
        (ListChoice(view="week"), "неделе"),
        (ListChoice(), "Чатов нет"),
    ],
)
def test_an_empty_list_says_why(choice: ListChoice, word: str) -> None:
    assert word in empty_text(choice)


def test_the_moment_of_a_tick_is_told_in_school_time() -> None:
    given = answers(zone="Asia/Kamchatka")
    shown = rollout(given).board(Done(created={"2а/8А": WHEN}), at(2026, 11, 30))
    chat = shown.rollout.by_id["2а/8А"]
    assert chat_state(shown, chat) == "√ создан 26 ноября в 19:12"


def test_the_head_of_today_leaves_the_numbers_to_the_line_below_it() -> None:
    shown = rollout().board(Done(), at(2026, 11, 23))
    title = view_title(shown, ListChoice(view="today"))
    assert title == "Сегодня, 23 ноября: срочного нет, можно начать 1-й этап"


def test_of_a_deputy_the_duty_is_seen_where_the_whole_post_has_no_room() -> None:
    deputy = "заместитель директора по УР"
    assert person_within(deputy, 27) == deputy
    assert person_within(deputy, 25) == "зам. директора по УР"
    assert person_within(f"появится сам · {deputy}", 40) == "появится сам · зам. директора по УР"
    assert person_within("Соколова Марина Викторовна", 20) == "Соколова Марина Викторовна"
    teacher = "Учитель-предметник: математика"
    assert person_within(teacher, 30) == teacher
    assert person_within(teacher, 28) == "Учитель: математика"
    assert person_within("классный руководитель 10А; учитель-предметник: физика", 38) == (
        "кл. руководитель 10А; учитель: физика"
    )


def test_why_nothing_is_to_be_created_is_told_as_it_is() -> None:
    shown = rollout().board(Done(created={"2а/8А": WHEN}), at(2026, 11, 30))
    made, waits = shown.rollout.by_id["2а/8А"], shown.rollout.by_id["4а/1А"]
    assert nothing_open(shown, []) == "Здесь нет чатов"
    assert nothing_open(shown, [made]) == "Здесь всё создано"
    told = "Эти чаты ждут решения педсовета: создавать их пока рано"
    assert nothing_open(shown, [made, waits]) == told
