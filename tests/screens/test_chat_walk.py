"""«Создаю подряд»: a key a chat."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from sferum_tui.rollout.list_choice import ListChoice
from sferum_tui.rollout.plan import Done
from sferum_tui.screens.chat_walk import WalkScreen
from sferum_tui.screens.chats import ChatsScreen
from tests.screens.chats_app import LARGE, LEAST, opened
from tests.support.glyphs import non_wgl4
from tests.support.program import aware, city
from tests.support.school import answers, rollout

TICK = aware(datetime(2026, 11, 26, 10))
STAGE_1 = Done(created={chat.id: TICK for chat in rollout().of_stage[1]})


async def test_a_key_a_chat(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(view="today")), done=STAGE_1) as at:
        await at.press("f9")
        assert "Создаю подряд · 1 из 9   создано 0, осталось 9" in at.text
        assert "8А · класс" in at.text.split("\n"), "the name stands alone in its line"
        await at.press("enter")
        assert at.copied == ["8А · класс"]
        assert set(at.saved().done.created) == set(STAGE_1.created), "the first key copies only"
        await at.press("enter", "enter")
        assert at.copied == ["8А · класс", "8А · родители", "8А · Математика"]
        assert set(at.saved().done.created) - set(STAGE_1.created) == {"2а/8А", "2г/8А"}
        assert "3 из 9   создано 2, осталось 7" in at.text
        await at.press("escape")
        assert isinstance(at.app.screen, ChatsScreen)
        assert "√ 8А · класс" in at.text


async def test_fifteen_chats_take_sixteen_presses_of_enter(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2)), given=city()) as at:
        await at.press("f9", *["enter"] * 16)
        assert len(at.saved().done.created) == 15
        assert len(at.copied) == 16


async def test_a_chat_passed_over_is_not_ticked_before_its_name_is_copied(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(view="today")), done=STAGE_1) as at:
        await at.press("f9", "enter", "right", "enter")
        assert at.copied == ["8А · класс", "8А · родители"]
        assert at.saved().done == STAGE_1


async def test_later_leads_on_and_the_end_is_polite(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(view="today")), done=STAGE_1) as at:
        await at.press("f9", "right", *["enter"] * 9)
        assert "Все чаты пройдены." in at.text
        assert "Создано 8 чатов. На потом остался 1." in at.text
        # The bar names what works here.
        assert "Enter Дальше" in at.text
        assert not any(key in at.text for key in ("Ctrl+C", "Пробел", "→ Позже", "Delete"))
        await at.press("space", "ctrl+c", "delete", "ctrl+e", "ф", "enter")
        assert isinstance(at.app.screen, ChatsScreen)


async def test_the_list_stands_where_the_walk_stopped_and_f9_goes_on_there(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(view="today")), done=STAGE_1) as at:
        await at.press("f9", "enter", "enter", "right", "escape")
        assert at.cursor == "2б/8А/математика"
        await at.press("f9")
        assert "8А · Математика" in at.text.split("\n")


async def test_undo_goes_back_to_the_chat_it_concerns(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(view="today")), done=STAGE_1) as at:
        await at.press("f9", "enter", "enter", "right", "ctrl+z")
        assert "Создаю подряд · 1 из 9   создано 0" in at.text
        assert at.saved().done == STAGE_1


async def test_not_needed_leads_on_too(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(view="today")), done=STAGE_1) as at:
        await at.press("f9", "delete")
        await at.type("зря")
        await at.press("enter")
        assert at.saved().done.skipped == {"2а/8А": "зря"}
        assert "2 из 9   создано 0, осталось 8" in at.text


async def test_a_chat_that_somebody_else_created_keeps_that_tick(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(view="today")), done=STAGE_1) as at:
        await at.press("f9")
        at.app.mark(["2а/8А"], "auto")
        await at.pilot.pause()
        assert "◊ создан автоматически" in at.text
        await at.press("enter")
        assert set(at.saved().done.auto) == {"2а/8А"}
        assert "2 из 9" in at.text


async def test_it_begins_at_the_cursor_and_takes_the_marked_alone(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        await at.press("down", "f9")
        assert "2 из 9" in at.text
        await at.press("escape", "insert", "insert", "f9")
        assert "1 из 2" in at.text
        assert "8А · родители" in at.text.split("\n")


async def test_nothing_to_create_opens_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=1)), done=STAGE_1) as at:
        await at.press("f9")
        assert not isinstance(at.app.screen, WalkScreen)


async def test_sizes(tmp_path: Path) -> None:
    for size in (LEAST, LARGE):
        folder = tmp_path / str(size[0])
        folder.mkdir()
        async with opened(folder, ChatsScreen(ListChoice(view="today")), size=size) as at:
            await at.press("f9")
            assert "потом" in at.text
            # Further lines of a fact stand below its first.
            members = at.text.partition("в чате")[2].partition("срок")[0].splitlines()
            assert all(line.startswith(" " * 11) for line in members[1:-1])
            assert len(members) > (2 if size == LEAST else 1)
            assert "Enter Дальше" in at.text
            assert "Ctrl+C Копия" in at.text
            assert not non_wgl4(at.text)


async def test_a_chat_that_the_platform_makes_is_checked_not_copied(tmp_path: Path) -> None:
    given = answers()
    given = replace(given, school=replace(given.school, platform="MAX", guidance="max-2026"))
    async with opened(
        tmp_path, ChatsScreen(ListChoice(view="today")), given=given, done=STAGE_1
    ) as at:
        await at.press("f9")
        assert "Появится сам, проверьте, кто в нём. Название чата:" in at.text
        assert "отвечает  классный руководитель" in at.text
        await at.press("escape", "enter")
        assert "отвечает  классный руководитель" in at.text
        await at.press("escape", "f9")
        assert "Enter  состав проверен: отметить и перейти дальше" in at.text
        await at.press("enter", "enter")
        assert set(at.saved().done.auto) == {"2а/8А", "2г/8А"}
        assert at.copied == ["8А · Математика"], "what is made by hand is copied as ever"
        await at.press("enter")
        assert "2б/8А/математика" in at.saved().done.created
