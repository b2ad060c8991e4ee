"""Who has joined: numbers typed where the cursor stands, totals that follow."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from sferum_tui.app import SferumApp
from sferum_tui.plan.changes import SetAnswer, SetJoined
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.answers import Primary
from sferum_tui.rollout.plan import Joined
from sferum_tui.screens.coverage import CoverageScreen
from sferum_tui.widgets.coverage_grid import NO_CHAT, CoverageGrid
from tests.support.program import Standing, aware, program, save_plan
from tests.support.school import answers
from tests.support.seen import marked_lines, screen_lines

NOW = datetime(2026, 12, 4, 9, 0)


@pytest.fixture
def store(tmp_path: Path) -> PlanStore:
    """A plan in which the size of one class is known."""
    return save_plan(tmp_path, answers(sizes={"8А": 27}))


@pytest.fixture
def app(tmp_path: Path, store: PlanStore) -> SferumApp:
    """The program on it."""
    found = program(tmp_path, now=NOW)
    found.settings = replace(found.settings, hints_seen=True)
    return found


async def test_numbers_are_typed_class_by_class_and_the_total_follows(
    app: SferumApp, store: PlanStore
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+t")
        assert isinstance(app.screen, CoverageScreen)
        # 5А comes first and has no size yet: the pupils, of how many, the parents.
        for keys in ("2 0 tab", "2 5 tab", "1 9 enter", "2 0 left left", "2 4 tab"):
            await pilot.press(*keys.split())
        await pilot.pause()
        assert app.open_plan.saver.flush(5)
        plan = store.load().plan
        assert {key: it.count for key, it in plan.joined.items()} == {
            "3а/5А": 20,
            "3г/5А": 19,
            "2г/8А": 20,
            "2а/8А": 24,
        }
        assert plan.joined["2а/8А"] == Joined(24, date(2026, 12, 4), None)
        assert plan.answers.sizes == {"5А": 25, "8А": 27}
        await pilot.pause(0.2)
        lines = "\n".join(screen_lines(app))
        assert "Состав   в чатах 83 из 104 (79 %)" in lines
        (line,) = marked_lines(app)
        assert line.startswith("► 8А")
        assert "24 из   27   88 %" in line


async def test_after_every_key_one_class_is_marked(app: SferumApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+t")
        for key in ("down", "down", "right", "tab", "up", "pagedown", "home", "end", "shift+tab"):
            await pilot.press(key)
            (line,) = marked_lines(app)
            grid = app.screen.query_one("CoverageGrid")
            assert line.split()[1] == grid.row.class_name  # type: ignore[attr-defined]


async def test_a_number_goes_with_delete_and_comes_back_with_undo(
    app: SferumApp, store: PlanStore
) -> None:
    store.apply([SetJoined("3а/5А", 20, 25)], "учитель", aware(NOW))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+t", "delete")
        assert app.open_plan.plan.joined == {}
        await pilot.press("end", "pagedown", "pagedown", "ctrl+z")
        assert app.open_plan.plan.joined["3а/5А"].count == 20
        await pilot.pause()
        (line,) = marked_lines(app)
        assert line.split()[1] == "5А", "what was set back is in view"


async def test_the_change_since_a_week_ago_comes_from_the_history(
    app: SferumApp, store: PlanStore
) -> None:
    store.apply([SetJoined("2а/8А", 9)], "учитель", aware(datetime(2026, 11, 26, 9)))
    store.apply([SetJoined("2а/8А", 18)], "учитель", aware(datetime(2026, 12, 3, 9)))
    app.clock = Standing(NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+t")
        await pilot.pause()
        lines = "\n".join(screen_lines(app))
        assert "в чатах 18 из 27 (66 %), за неделю +33 %" in lines
        assert "27.11 33 % → сегодня 66 %" in lines


async def test_the_cursor_begins_at_a_chat_that_is_there_and_says_where_none_is(
    tmp_path: Path,
) -> None:
    """Grades 1–4 have chats of parents alone: the number typed first is theirs."""
    decided = Primary(decision="positive", date=date(2026, 12, 1))
    save_plan(tmp_path, answers(primary=decided))
    app = program(tmp_path, now=NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+t", "1", "9", "tab", "2", "5", "tab")
        await pilot.pause()
        assert app.open_plan.plan.joined["4а/1А"].count == 19
        assert app.open_plan.plan.joined["4а/1А"].of == 25
        grid = app.screen.query_one(CoverageGrid)
        assert not grid.show_horizontal_scrollbar
        await pilot.press("left", "left", "7")
        assert [toast.message for toast in app._notifications][-1] == NO_CHAT
        assert set(app.open_plan.plan.joined) == {"4а/1А"}


async def test_a_class_of_hundreds_is_refused_in_the_grid(app: SferumApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+t", "2", "0", "tab", "2", "5", "0", "tab")
        assert app.open_plan.plan.answers.sizes == {"8А": 27}
        assert "не больше 99" in [toast.message for toast in app._notifications][-1]


async def test_a_refused_number_does_not_stay_on_the_screen(app: SferumApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+t", "end", *["right"] * 3, "2", "5", "0")
        assert "250" in marked_lines(app)[0]
        await pilot.press("tab")
        assert "не больше 99" in [toast.message for toast in app._notifications][-1]
        assert "250" not in marked_lines(app)[0]


async def test_what_is_typed_stays_with_its_class_when_others_come_before_it(
    app: SferumApp, store: PlanStore
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+t", "down", "2")
        store.apply([SetAnswer(("classes", "5"), ["А", "Б"])], "завуч", aware(NOW))
        app._refresh_board(app.open_plan.take(store.load()))
        await pilot.press("0", "tab")
        assert {key: it.count for key, it in app.open_plan.plan.joined.items()} == {"2а/8А": 20}


async def test_a_click_below_the_last_class_leaves_the_cursor_where_it_is(app: SferumApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+t")
        await pilot.click(CoverageGrid, offset=(20, 12))
        assert marked_lines(app)[0].startswith("► 5А")
        await pilot.click(CoverageGrid, offset=(20, 1))
        assert marked_lines(app)[0].startswith("► 8А")


async def test_more_in_a_chat_than_can_be_is_taken_with_a_word(
    app: SferumApp, store: PlanStore
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+t")
        while not marked_lines(app)[0].startswith("► 8А"):
            await pilot.press("down")
        # Both parents of a child may join: 40 of 27 can be.
        await pilot.press("left", "left", "9", "9", "right", "right", "4", "0", "left", "left")
        await pilot.pause()
        assert [it.message for it in app._notifications] == [
            "8А · класс: в чате 99, а всего 27: проверьте числа"
        ]
        assert marked_lines(app)[0].split() == ("► 8А 99 из 27 ▲100 % 40 из 27 100 %".split())
        assert app.open_plan.saver.flush(5)
        assert store.load().plan.joined["2а/8А"].count == 99
        # On the chat's own card the word stands beside the number.
        await pilot.press("escape", "f3", *"8а класс", "ctrl+t")
        await pilot.pause()
        assert "▲ в чате 99, а всего 27: проверьте числа" in "\n".join(screen_lines(app))


async def test_a_letter_leads_to_the_next_class_with_it_in_either_layout(app: SferumApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+t")
        start = marked_lines(app)[0].split()[1]
        assert start == "5А"
        await pilot.press("а")
        assert marked_lines(app)[0].split()[1] == "8А"
        await pilot.press("f")
        assert marked_lines(app)[0].split()[1] == "5А"
        await pilot.press("щ")
        assert [it.message for it in app._notifications] == ["Класса на букву «Щ» нет"]
        await pilot.press("f1")
        await pilot.pause()
        assert "К следующему классу с ней" in "\n".join(screen_lines(app))


async def test_the_lines_about_the_school_fit_the_narrowest_window(tmp_path: Path) -> None:
    given = answers(classes={"1": ("А",), "5": ("А",), "8": ("А",)}, sizes={"8А": 27})
    decided = Primary(decision="positive", date=date(2026, 11, 27), pupils=True)
    chats = ("4а/1А", "3а/5А", "2а/8А")
    store = save_plan(tmp_path, replace(given, primary=decided))
    told = aware(NOW - timedelta(days=42))
    store.apply([SetJoined(chat, 27, 27) for chat in chats], "учитель", told)
    app = program(tmp_path, now=NOW)
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.press("ctrl+t")
        lines = screen_lines(app)
        assert lines[1].strip() == "2 этап 100 % · 3 этап 100 % · 4 этап 100 %"
        assert lines[-2].strip() == "13.11 100 % → 20.11 100 % → 27.11 100 % → сегодня 100 %"
        await pilot.resize_terminal(80, 24)
        lines = screen_lines(app)
        whole = "8–11 классы 100 % · 5–7 классы 100 % · Начальная школа 100 %"
        assert lines[1].strip() == whole
        assert lines[-2].strip().startswith("6.11 100 % → ")
