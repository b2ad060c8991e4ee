"""The palette: everything is found by Russian words and synonyms, from anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from sferum_tui.engine.palette import Palette
from sferum_tui.screens.chats import ChatsScreen
from sferum_tui.screens.destinations import destinations, synonyms
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.menu import Menu
from tests.program.places import ON_THE_BOARD, WITHOUT_A_PLAN, at, name_of, settled, text_of
from tests.support.program import program, save_plan
from tests.support.seen import marked_lines


def place(keys: str) -> object:
    return next(it for it in (*ON_THE_BOARD, *WITHOUT_A_PLAN) if it.keys == keys)


@pytest.mark.parametrize(
    ("keys", "typed", "shows"),
    [
        ("", "приказ", "DocumentsScreen"),
        ("f3", "импорт", "ClassesQuestion"),
        ("f3 delete", "помощь", "HelpScreen"),
        ("f2 2", "подгруппы", "SubjectsQuestion"),
        ("f2 3", "история кто", "HistoryScreen"),
        ("f6", "8б родители", "ChatsScreen"),
        ("f5", "ghbrfp", "DocumentsScreen"),
        ("f8", "просроч", "ChatsScreen"),
        ("f2 2", "кто создаёт", "OwnersScreen"),
        ("f2", "состав сколько", "CoverageScreen"),
        ("f3", "таймлайн", "BoardScreen"),
        ("f3 f9", "голосование", "PrimaryQuestion"),
    ],
)
async def test_whatever_is_looked_for_is_gone_to(
    tmp_path: Path, keys: str, typed: str, shows: str
) -> None:
    async with at(tmp_path, place(keys), (80, 24)) as (app, pilot):  # type: ignore[arg-type]
        await pilot.press("ctrl+p", *("space" if sign == " " else sign for sign in typed))
        assert await settled(app, pilot)
        await pilot.press("enter")
        assert await settled(app, pilot)
        await pilot.pause()
        assert name_of(app) == shows, text_of(app)
        if shows == "DocumentsScreen":
            assert app.screen.query_one(Menu).highlighted == 1, "the order itself"
        if isinstance(app.screen, ChatsScreen) and "8" in typed:
            assert "8Б · родители" in marked_lines(app)[0]


@pytest.mark.parametrize(("keys", "field"), [("f5 f7", "name"), ("f2 shift+tab enter", "first")])
async def test_a_jump_from_a_form_keeps_what_is_typed_in_it(
    tmp_path: Path, keys: str, field: str
) -> None:
    async with at(tmp_path, place(keys), (80, 24)) as (app, pilot):  # type: ignore[arg-type]
        while (row := app.screen.query_one(f"#{field}", TextRow)).field is not app.focused:
            await pilot.press("down")
        await pilot.press("end", "1", "ctrl+p", *"доска", "enter")
        assert await settled(app, pilot)
        assert name_of(app) == "BoardScreen"
        await pilot.press(*keys.split())
        assert await settled(app, pilot)
        assert app.screen.query_one(f"#{field}", TextRow).text == row.text
        assert row.text.endswith("1")


async def test_synonyms_speak_of_what_there_is(tmp_path: Path) -> None:
    save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        names = {place.name for place in destinations(app)}
        places = {name for name in synonyms() if ":" in name}
        assert places <= names
        papers = {name for name in names if name.startswith("document:")}
        assert papers <= places, "people call every paper by other words too"
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(app.screen, Palette)
        assert app.screen.query_one(OptionList).option_count > 30
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert len(app.screen_stack) == 2, "one palette is enough"


async def test_without_a_plan_nothing_of_a_plan_is_offered(tmp_path: Path) -> None:
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)):
        assert {place.name for place in destinations(app)} == {"theme", "suspend"}


async def test_who_leaves_the_questions_of_a_plan_that_is_broken_meanwhile_is_told(
    tmp_path: Path,
) -> None:
    store = save_plan(tmp_path)
    whole = store.path.read_bytes()
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        sought = ("родители", "приказ", "этап", "новый")
        for keys in ("shift+tab enter", *(f"ctrl+p {' '.join(it)} enter" for it in sought)):
            await pilot.press("f2")
            assert await settled(app, pilot)
            store.path.write_bytes(b"[school")
            await pilot.press(*keys.split())
            assert await settled(app, pilot)
            assert name_of(app) == "BrokenScreen", keys
            store.path.write_bytes(whole)
            await pilot.press("enter")
            assert await settled(app, pilot)
            assert name_of(app) == "BoardScreen"


async def test_what_people_call_things_is_found_from_the_board(tmp_path: Path) -> None:
    save_plan(tmp_path)
    app = program(tmp_path)
    found = {
        "помощь": "Справка",
        "распечатать": "Документы",
        "удалить класс": "Классы",
        "фамилии": "Кто создаёт чаты",
        "отменить": "История",
        "перенести": "Изменить план",
        "ученики": "Состав",
        "домой": "Доска",
        "просроченные": "Просрочено",
        "чёрный": "Оформление",
        "ознакомление": "Лист ознакомления",
    }
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        for words, title in found.items():
            app.screen.query_one(Input).value = words
            await pilot.pause()
            offered = [str(it.prompt) for it in app.screen.query_one(OptionList).options]
            assert any(title in line for line in offered), (words, offered)
