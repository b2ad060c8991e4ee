"""Who creates the chats: the latest first, found by any word, a reminder for one of them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from sferum_tui.app import SferumApp
from sferum_tui.rollout.answers import People
from sferum_tui.rollout.owners import Owner, OwnerLine, lines_called
from sferum_tui.screens.chats import ChatsScreen
from sferum_tui.screens.documents import DocumentsScreen
from sferum_tui.screens.owners import OwnersScreen
from sferum_tui.text import folded
from sferum_tui.widgets.chat_list import ChatList
from sferum_tui.widgets.owner_list import OwnerList
from sferum_tui.widgets.text_page import TextPage
from tests.support.program import program, save_plan
from tests.support.school import answers
from tests.support.seen import marked_lines, screen_lines

NAMED = People(
    director="Орлова Ольга Олеговна",
    class_teachers={"8А": "Иванова Ирина Ивановна", "8Б": "Ёжикова Е. Е."},
    subject_teachers={"8А/математика": "И.И. ИВАНОВА", "8Б/физика": "Петров П. П."},
)


@pytest.fixture
def app(tmp_path: Path) -> SferumApp:
    """The program on a plan with a few names, on the last day of the second stage."""
    save_plan(tmp_path, answers(people=NAMED))
    found = program(tmp_path, now=datetime(2026, 12, 3, 9, 0))
    found.settings = replace(found.settings, hints_seen=True)
    return found


async def test_one_person_is_one_row_and_enter_opens_what_the_mark_stands_on(
    app: SferumApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+w")
        await pilot.press(*"bdfyjdf")  # «иванова», typed with the Latin layout on
        await pilot.pause()
        assert isinstance(app.screen, OwnersScreen)
        (line,) = marked_lines(app)
        assert line.startswith("►■ Иванова Ирина Ивановна")
        assert "3 открыто" in line
        assert line.endswith("сегодня")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ChatsScreen)
        names = [row.chat.name for row in app.screen.query_one(ChatList).found.rows]
        assert names == ["8А · класс", "8А · родители", "8А · Математика"]
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, OwnersScreen)


async def test_after_every_arrow_one_row_is_marked(app: SferumApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+w")
        seen = set()
        for key in ("down", "down", "up", "pagedown", "down", "pageup", "ctrl+end", "ctrl+home"):
            await pilot.press(key)
            (line,) = marked_lines(app)
            seen.add(line)
            current = app.screen.listed.current  # type: ignore[attr-defined]
            assert current.owner.title[:20] in line
        assert len(seen) > 3


async def test_the_reminder_goes_to_the_clipboard_and_stands_on_the_screen(app: SferumApp) -> None:
    copied: list[str] = []
    app.copy = copied.append  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+w", *"петров")
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert copied == [
            "Петров П. П., в «Сферуме» осталось создать 1 чат:\nдо 3 декабря: 8Б · Физика."
        ]
        assert "до 3 декабря: 8Б · Физика." in [line.strip() for line in screen_lines(app)]


async def test_who_has_created_all_goes_and_comes_back_with_one_key(app: SferumApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        app.mark(["2б/8Б/физика"], "created")
        await pilot.press("ctrl+w", *"петров")
        await pilot.pause()
        assert "Ничего не найдено. Esc — стереть поиск" in "\n".join(screen_lines(app))
        await pilot.press("ctrl+o")
        await pilot.pause()
        (line,) = marked_lines(app)
        assert line.startswith("►√ Петров П. П.")
        assert "всё создано" in line
        app.mark([chat.id for chat in app.rollout.chats], "created")
        await pilot.press("escape", "ctrl+o")
        await pilot.pause()
        shown = "\n".join(screen_lines(app))
        assert "Все чаты созданы. Ctrl+O — показать всех" in shown
        # The key says what it does now, and after it the other thing.
        bar = screen_lines(app)[-1].strip()
        assert bar == "Esc Назад  Ctrl+O Показать всех  F1 Справка  F10 Выход"
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "Кто создаёт" in screen_lines(app)[0]
        assert "Показать всех" not in screen_lines(app)[-1]


async def test_f5_gives_the_sheet_of_the_marked_owner_alone(app: SferumApp, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+w")
        assert "F5 Лист" in screen_lines(app)[-1]
        await pilot.press(*"иванова", "f5")
        await pilot.pause()
        assert isinstance(app.screen, DocumentsScreen)
        lines = screen_lines(app)
        assert lines[0].strip() == "Документы · Иванова Ирина Ивановна"
        shown = "\n".join(map(str, app.screen.query_one(TextPage)._lines))
        assert "8А · родители" in shown
        assert "Петров" not in shown
        await pilot.press("enter")
        await pilot.pause(0.5)
        (made,) = (tmp_path / "documents").iterdir()
        assert made.name.startswith("Листы создателям Сферум Иванова Ирина Ивановна")
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(app.screen, OwnersScreen)


def test_one_owner_is_called_by_his_title_and_many_by_a_word_of_theirs() -> None:
    names = ("Ким А.", "Ким А. Б.")
    lines = [OwnerLine(Owner(it, (), ()), (), 0, None, folded(it)) for it in names]
    assert [line.owner.title for line in lines_called(lines, "Ким А.")] == ["Ким А."]
    assert len(lines_called(lines, "ким")) == 2
    for spelt in ("Ким А. Б", "А. Б. Ким", "КИМ А.Б."):
        assert [line.owner.title for line in lines_called(lines, spelt)] == ["Ким А. Б."]


async def test_in_a_narrow_window_names_can_still_be_told_apart(app: SferumApp) -> None:
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.press("ctrl+w")
        await pilot.pause()
        names = [line[3:34].strip() for line in screen_lines(app)[3:-1] if line[3:34].strip()]
        assert "Иванова Ирина Ивановна" in names
        assert len(set(names)) == len(names)
        # The key that copies a reminder is told here too.
        assert "Ctrl+C Напоминание" in screen_lines(app)[-1]


async def test_columns_never_touch_and_a_search_for_nobody_ends_nothing(tmp_path: Path) -> None:
    save_plan(tmp_path, answers(people=NAMED))
    app = program(tmp_path, now=datetime(2026, 12, 5, 9, 0))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+w")
        await pilot.pause()
        late = [line for line in screen_lines(app) if "просрочено" in line]
        assert late
        assert all("просрочено до " in line for line in late)
        await pilot.press(*"щщщ")
        await pilot.pause()
        shown = "\n".join(screen_lines(app))
        assert "Ничего не найдено" in shown
        assert "все чаты созданы" not in shown


async def test_a_click_below_the_last_owner_opens_nobody(app: SferumApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+w", *"иванова")
        await pilot.click(OwnerList, offset=(20, 5), times=2)
        assert isinstance(app.screen, OwnersScreen)
        await pilot.click(OwnerList, offset=(20, 0), times=2)
        assert isinstance(app.screen, ChatsScreen)
