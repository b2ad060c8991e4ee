"""The list of chats: finding, filtering, grouping, looking at the card."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from sferum_tui.engine.footer import KeyBar, hints
from sferum_tui.engine.marks import cursor_position
from sferum_tui.plan.changes import SetMark
from sferum_tui.rollout.list_choice import ListChoice
from sferum_tui.rollout.plan import Done
from sferum_tui.screens.board import BoardScreen
from sferum_tui.screens.card import CardScreen
from sferum_tui.screens.chats import ChatsScreen
from sferum_tui.widgets.chat_card import ChatCard
from tests.screens.chats_app import BROAD, LARGE, LEAST, SMALL, opened
from tests.support.glyphs import non_wgl4
from tests.support.program import aware

TICK = aware(datetime(2026, 11, 26, 10, 12))


# Search ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["8а род", "8a род", "8f hjl", "8a hjl", "8А РОД"])
async def test_a_search_is_answered_letter_by_letter(tmp_path: Path, typed: str) -> None:
    async with opened(tmp_path) as at:
        await at.press("slash")
        await at.type(typed)
        assert at.ids == ["2г/8А"]
        assert at.cursor == "2г/8А"
        assert "найдено 1, не создан 1" in at.text
        await at.press("enter", "space")
        assert set(at.saved().done.created) == {"2г/8А"}, "Enter leads to the list"


@pytest.mark.parametrize("key", ["slash", "full_stop"])
async def test_keys_that_begin_a_search(tmp_path: Path, key: str) -> None:
    async with opened(tmp_path) as at:
        await at.press(key)
        await at.type("ежик")
        assert at.ids == ["2а/8А", "2г/8А"]


async def test_the_footer_names_the_copying_key_while_one_searches_too(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        await at.type("8б")
        assert "Ctrl+C Копия" in at.text


async def test_a_digit_begins_a_search_with_itself(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        await at.type("8б")
        assert at.ids == ["2а/8Б", "2г/8Б", "2б/8Б/математика", "2б/8Б/физика"]
        await at.press("down", "down")
        assert at.cursor == "2б/8Б/математика", "arrows move in the list while one types"


async def test_esc_clears_the_search_then_the_marks_then_leaves(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        await at.type("8б")
        await at.press("enter", "insert", "escape")
        assert len(at.ids) > 4
        assert at.cursor == "2г/8Б", "the cursor stays where the search has led it"
        assert at.list.picked
        await at.press("escape")
        assert not at.list.picked
        await at.press("escape")
        assert isinstance(at.app.screen, BoardScreen)


async def test_what_to_do_where_nothing_is_found_is_never_cut(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2)), size=(60, 18)) as at:
        await at.type("8ыыы")
        told = " ".join(at.text.split())
        assert "F3 — искать во всех чатах, Esc — стереть поиск" in told


async def test_nothing_found_says_what_to_do_and_keeps_the_focus(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        await at.type("8ыыы")
        assert "Ничего не найдено. Esc — стереть поиск" in at.text
        assert at.app.focused is not None
        await at.press("enter")
        bar = at.text.splitlines()[-1]
        assert "А–Я Поиск" in bar
        assert not any(word in bar for word in ("Создан", "Копия", "Карточка", "Не нужен"))
        await at.press(
            "enter", "space", "delete", "ctrl+e", "ctrl+c", "ctrl+k", "insert", "f9", "enter"
        )
        assert not at.saved().done.created
        await at.press("escape")
        assert at.cursor


# Views -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("screen", "head", "stages"),
    [
        (
            ChatsScreen(ListChoice(stage=2)),
            "2 этап · 8–11 классы   0 из 9   осталось 3 дня 9 ч",
            {2},
        ),
        (ChatsScreen(ListChoice(view="today")), "Сегодня, 30 ноября", {1, 2}),
        (ChatsScreen(ListChoice(view="week")), "Эта неделя, до 6 декабря", {2}),
        (ChatsScreen(ListChoice(view="overdue")), "Просрочено", {1}),
        (
            ChatsScreen(ListChoice(stage=4)),
            "4 этап · Начальная школа   будет 2   ○ ждёт решения",
            {4},
        ),
        (ChatsScreen(), "Все чаты   создано 0 из", {1, 2, 3, 4}),
    ],
    ids=["stage", "today", "week", "overdue", "undecided", "all"],
)
async def test_views(tmp_path: Path, screen: ChatsScreen, head: str, stages: set[int]) -> None:
    async with opened(tmp_path, screen) as at:
        assert head in at.text
        assert {row.chat.stage for row in at.list.found.rows} == stages


async def test_left_and_right_turn_through_the_lists(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        heads = []
        for _ in range(8):
            await at.press("right")
            heads.append(at.text.split("\n")[0].split("  ")[0].strip())
        assert heads == [
            "Сегодня, 30 ноября", "Эта неделя, до 6 декабря", "Просрочено",
            "1 этап · Руководство", "2 этап · 8–11 классы", "3 этап · 5–7 классы",
            "4 этап · Начальная школа", "Все чаты",
        ]  # fmt: skip
        await at.press("left")
        assert at.text.lstrip().startswith("4 этап")
        await at.press("f4")
        assert at.text.lstrip().startswith("Сегодня")


# Filters and groups ------------------------------------------------------------------------------


async def test_a_filter_is_found_by_typing_and_shown_until_it_is_taken_away(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        await at.press("ctrl+f")
        await at.type("tub")  # «еги»: nothing, whichever layout
        assert "Такого нет" in at.text
        await at.press("backspace", "backspace", "backspace")
        await at.type("t;br")  # «ежик» with the US layout on
        await at.press("enter")
        assert at.ids == ["2а/8А", "2г/8А"]
        assert "только: Ёжикова Е. Е.   Backspace — снять" in at.text
        await at.press("ctrl+f")
        await at.type("вид 2г")
        await at.press("enter")
        assert at.ids == ["2г/8А"]
        await at.press("backspace")
        assert "только" not in at.text
        assert len(at.ids) > 2


async def test_a_name_that_begins_as_typed_comes_before_one_that_only_holds_it(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as at:
        await at.press("ctrl+f")
        await at.type("ив")  # «Иванова», but also «Педагогический коллектив»
        await at.press("enter")
        assert at.ids == ["2а/8Б", "2г/8Б"]


async def test_a_filter_that_is_set_is_taken_away_by_choosing_it_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        for _ in range(2):
            await at.press("ctrl+f")
            await at.type("8 класс")
            await at.press("enter")
        assert "только" not in at.text
        await at.press("ctrl+f", "escape")
        assert isinstance(at.app.screen, ChatsScreen)


async def test_only_what_is_not_created_with_one_key(tmp_path: Path) -> None:
    async with opened(
        tmp_path, ChatsScreen(ListChoice(stage=2)), done=Done(created={"2а/8А": TICK})
    ) as at:
        await at.press("ctrl+щ")
        assert "2а/8А" not in at.ids
        assert "только: не создан" in at.text
        await at.press("ctrl+o")
        assert "2а/8А" in at.ids


async def test_groups(tmp_path: Path) -> None:
    async with opened(
        tmp_path, ChatsScreen(ListChoice(stage=2)), done=Done(created={"2а/8А": TICK})
    ) as at:
        before = at.cursor
        await at.press("ctrl+п")
        assert "по классам" in at.text
        assert "  8А" in at.text.split("\n")[2]
        assert at.text.split("\n")[2].endswith("1 из 4")
        await at.press("ctrl+g")
        assert "Иванова И. И." in at.text
        await at.press("ctrl+g")
        assert "2а Классы" in at.text
        await at.press("ctrl+g")
        assert "2а Классы" not in at.text
        assert at.cursor == before


# The card ----------------------------------------------------------------------------------------


async def test_enter_opens_the_card_and_esc_comes_back_to_where_it_led(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        await at.press("enter")
        assert isinstance(at.app.screen, CardScreen)
        assert "чат 1 из 9" in at.text
        assert "Ребята, привет!" in at.text
        await at.press("right", "right", "space")
        assert "√ создан 30 ноября в 14:05" in at.text
        await at.press("left", "left", "left", "right", "escape")
        assert at.cursor == "2г/8А"
        assert set(at.saved().done.created) == {"2б/8А/математика"}


async def test_the_card_says_who_ticked_and_when(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        at.store.apply([SetMark("2а/8А", "created", TICK, "")], who="Мария", at=TICK)
        assert at.app.opened is not None
        at.app.opened.take(at.store.load())
        await at.press("home", "enter")
        assert "√ создан 26 ноября в 10:12" in at.text
        assert "отметил(а) Мария" in at.text
        await at.press("right", "space")
        assert "отметил(а) учитель" in at.text
        at.saved()
        await at.press("left", "right")
        assert "отметил(а) учитель" in at.text


async def test_the_card_stands_beside_the_list_where_there_is_room(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2)), size=LARGE) as at:
        await at.press("down")
        lines = at.text.split("\n")
        assert "8А · родители" in lines[2]
        assert "│ ○ не создан" in lines[2]
        assert "срок      до 3 декабря, осталось 3 дня 9 ч" in at.text
        await at.press("enter")
        assert isinstance(at.app.focused, ChatCard)
        # Told without colour: mark and cursor stand in the card, the bar says what Enter does.
        (marked,) = (line for line in at.text.split("\n") if "►" in line)
        assert "│►8А · родители" in marked
        assert cursor_position(at.app.screen).x > 60
        assert "Enter К списку" in at.text
        await at.press("enter")
        assert at.app.focused is at.list
        (marked,) = (line for line in at.text.split("\n") if "►" in line)
        assert "►  ○ 8А · родители" in marked
        await at.press("enter", "escape")
        assert at.app.focused is at.list
        await at.type("8б")
        assert "│ 8Б · класс" in at.text, "the card follows the search"


async def test_the_card_comes_and_goes_with_the_size_of_the_window(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        await at.pilot.resize_terminal(*LARGE)
        await at.pilot.pause()
        await at.pilot.pause()
        assert "создаёт   классный руководитель" in at.text
        await at.pilot.resize_terminal(*SMALL)
        await at.pilot.pause()
        assert "создаёт   классный руководитель" not in at.text
        assert at.app.focused is at.list


# Looks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL, LARGE, LEAST, BROAD], ids=str)
async def test_every_size_shows_the_head_the_list_and_the_keys(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2)), size=size) as at:
        assert "2 этап · 8–11 классы   0 из 9   осталось 3 дня 9 ч" in at.text
        assert "9 чатов, не создано 9" in at.text
        assert "○ 8А · класс" in at.text
        assert "F10 Выход" in at.text
        assert not non_wgl4(at.text)


async def test_every_action_has_a_name_and_a_word(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        for node, binding, _, tooltip in at.app.screen.active_bindings.values():
            if binding.show and node is at.app.screen:
                assert binding.id
                assert tooltip
        shown = [hint.word for hint in hints(at.app.screen)]
        assert {"Создан", "Поиск", "Подряд", "Фильтр", "Карточка", "Назад"} <= set(shown)
        assert at.app.screen.query_one(KeyBar).size.height == 1


async def test_markup_in_a_note_is_only_text(tmp_path: Path) -> None:
    notes = {"2а/8А": "[/] [red]a[/red]"}
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2)), size=LARGE, notes=notes) as at:
        assert "[/] [red]a[/red]" in at.text
