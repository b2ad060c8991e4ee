"""Who ticked what and when: newest first, found by any word."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Static

from sferum_tui.app import SferumApp
from sferum_tui.engine.marks import cursor_position
from sferum_tui.plan.history import HistoryEntry
from sferum_tui.rollout.plan import Done
from sferum_tui.screens.board import BoardScreen
from sferum_tui.screens.chats import ChatsScreen
from sferum_tui.screens.history_entry import EntryScreen
from sferum_tui.widgets.history_list import HistoryList
from tests.support.program import NOW, Standing, aware, program, save_plan
from tests.support.seen import marked_lines, screen_lines

LAST = aware(datetime(2026, 11, 30, 14, 2))


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SferumApp:
    """The program on a plan with a long history."""
    entries = (
        HistoryEntry(LAST, "Мария", "8А · родители: создан"),
        HistoryEntry(LAST, "Пётр", "[bold]8Б[/] · Физика: не нужен"),
        *(
            HistoryEntry(LAST - timedelta(hours=hour), "учитель", f"{hour}Г · класс: создан")
            for hour in range(1, 5000)
        ),
    )
    monkeypatch.setattr(SferumApp, "history", lambda self, limit=None: entries[:limit])
    save_plan(tmp_path)
    found = program(tmp_path)
    found.settings = replace(found.settings, hints_seen=True)
    return found


def lines(app: SferumApp) -> list[str]:
    """The lines in view."""
    listed = app.screen.query_one(HistoryList)
    return [listed.render_line(row).text.rstrip() for row in range(listed.size.height)]


async def test_the_newest_stands_first_with_its_day_and_its_author(app: SferumApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f6")
        await pilot.pause()
        first, second, third, *_ = lines(app)
        assert first == "►30.11.2026  14:02  Мария             8А · родители: создан"
        assert second == "             14:02  Пётр              [bold]8Б[/] · Физика: не нужен"
        assert third.endswith("1Г · класс: создан")


@pytest.mark.parametrize(
    ("typed", "found"), [("мария", 1), ("петр 8б", 1), ("Vfhbz", 1), ("физика мария", 0)]
)
async def test_words_narrow_the_list_in_any_layout(app: SferumApp, typed: str, found: int) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f6")
        await pilot.press(*typed.replace(" ", "\0").replace("\0", " "))
        await pilot.pause()
        listed = app.screen.query_one(HistoryList)
        assert listed.display == bool(found)
        if found:
            assert len([line for line in lines(app) if line]) == found


async def test_arrows_and_pages_lead_the_mark_while_one_types(app: SferumApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f6")
        for key, text in (
            ("down", "[bold]8Б[/] · Физика: не нужен"),
            ("pagedown", "19Г · класс: создан"),
            ("ctrl+end", "4999Г · класс: создан"),
            ("up", "4998Г · класс: создан"),
            ("ctrl+home", "8А · родители: создан"),
            ("pageup", "8А · родители: создан"),
        ):
            await pilot.press(key)
            await pilot.pause()
            (marked,) = marked_lines(app)
            assert marked.rstrip(" │█").endswith(text), key
            row = cursor_position(app.screen).y
            assert screen_lines(app)[row].strip() == marked
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(app.screen, EntryScreen)
            assert text in "\n".join(screen_lines(app))
            await pilot.press("escape")
            await pilot.pause()


async def test_escape_empties_the_search_then_goes_back(app: SferumApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f6", "м", "escape")
        await pilot.pause()
        assert len([line for line in lines(app) if line]) > 2
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)


async def test_a_bulk_tick_tells_its_number_opens_whole_and_is_taken_back(tmp_path: Path) -> None:
    store = save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        ids = [chat.id for chat in app.rollout.of_stage[2]]
        app.mark(ids[:1], "created")
        assert app.open_plan.saver.flush(5)
        assert isinstance(app.clock, Standing)
        app.clock.moment += timedelta(minutes=1)
        app.mark(ids, "auto")
        assert app.open_plan.saver.flush(5)
        await pilot.press("f6")
        await pilot.pause()
        assert "созданы автоматически, 158 чатов: 8А" in marked_lines(app)[0]
        await pilot.press("enter")
        await pilot.pause()
        text = "\n".join(screen_lines(app))
        assert "Понедельник 30 ноября 14:06, учитель" in text
        assert "Созданы автоматически, 158 чатов:" in text
        assert " 8А · Математика" in text
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert app.open_plan.saver.flush(5)
        assert store.load().plan.done == Done(created={ids[0]: aware(NOW)})
        assert [toast.message for toast in app._notifications] == [
            "Взято обратно: 158 чатов. Ctrl+Z — отменить"
        ]
        await pilot.press("ctrl+z")
        assert len(app.done.auto) == 158


async def test_changed_answers_are_taken_back_from_their_entry(tmp_path: Path) -> None:
    store = save_plan(tmp_path)
    old = store.load().plan.answers
    new = replace(old, school=replace(old.school, name="Школа № 7"))
    app = program(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.open_plan.change(old, new, {})
        assert app.open_plan.saver.flush(5)
        await pilot.press("f6", "ctrl+z")
        # What is not one's own last tick is taken back where the entry is seen whole.
        (toast,) = app._notifications
        assert "Enter, там его можно взять обратно" in toast.message
        await pilot.press("enter")
        await pilot.pause()
        assert "Взять обратно" in screen_lines(app)[-1]
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert app.open_plan.saver.flush(5)
        assert store.load().plan.answers == old
        *_, toast = app._notifications
        assert toast.message == "Взято обратно: 1 ответ. Отменить — так же, записью истории"


async def test_an_entry_leads_to_the_chat_it_speaks_of(tmp_path: Path) -> None:
    save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        app.set_note("2г/8Б", "двое без телефона")
        assert app.open_plan.saver.flush(5)
        await pilot.press("f6", "enter", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ChatsScreen)
        assert "8Б · родители" in marked_lines(app)[0]


async def test_an_empty_history_says_so(tmp_path: Path) -> None:
    save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f6")
        await pilot.pause()
        assert app.screen.query_one("#rows-none").display


async def test_a_history_that_can_not_be_read_says_why_and_ends_nothing(tmp_path: Path) -> None:
    save_plan(tmp_path)
    (tmp_path / "plan.history").unlink(missing_ok=True)
    (tmp_path / "plan.history").mkdir()
    app = program(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f6")
        await pilot.pause()
        assert "plan.history: это не обычный файл" in str(
            app.screen.query_one("#rows-none", Static).render()
        )
        await pilot.press("escape", "f10")
    assert app.return_code == 0
