"""The list of chats as a widget: a cursor, marks, and only what is in view painted."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip

from sferum_tui.engine.base import EngineApp
from sferum_tui.locations import resource
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.list_choice import ListChoice
from sferum_tui.rollout.listing import ChatRow, GroupHeading, ListedChats, Listing
from sferum_tui.rollout.plan import Done
from sferum_tui.text import fitted
from sferum_tui.widgets.chat_list import ChatList
from tests.support.glyphs import non_wgl4
from tests.support.school import at, rollout

MONDAY = at(2026, 11, 30, 14, 5)
WHEN = datetime.fromisoformat("2026-11-26T10:12:00+03:00")


class Painted(ChatList):
    """Counts the lines it paints."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.painted.append(self.scroll_offset.y + y)
        return super().render_line(y)


class ListApp(EngineApp):
    CSS_PATH = [*EngineApp.CSS_PATH, resource("styles", "chats.tcss")]  # noqa: RUF012

    def __init__(self, found: ListedChats, board: Board, theme: str = "dark") -> None:
        super().__init__(theme_name=theme)
        self.found = found
        self.board = board
        self.messages: list[str] = []

    def compose(self) -> ComposeResult:
        yield Painted()

    def on_mount(self) -> None:
        self.list.focus()
        self.show(self.found)

    @property
    def list(self) -> Painted:
        return self.query_one(Painted)

    def show(self, found: ListedChats, **options: object) -> None:
        self.list.show(
            found,
            self.board,
            notes={"2г/8А": "да"},
            longest=30,
            empty="Пусто",
            **options,  # type: ignore[arg-type]
        )

    @property
    def cursor(self) -> str:
        row = self.list.row
        return row.chat.id if row else ""

    @property
    def lines(self) -> list[str]:
        strips = self.screen._compositor.render_strips()
        return [strip.text for strip in strips]

    def on_chat_list_opened(self) -> None:
        self.messages.append("opened")

    def on_chat_list_ticked(self) -> None:
        self.messages.append("ticked")


def small(grouping: str = "none", done: Done | None = None) -> ListApp:
    listing = Listing(rollout())
    board = listing.rollout.board(done or Done(), MONDAY)
    return ListApp(listing.find(board, ListChoice(stage=2, grouping=grouping)), board)  # type: ignore[arg-type]


def many(number: int) -> ListApp:
    listing = Listing(rollout())
    board = listing.rollout.board(Done(), MONDAY)
    model = listing.rows[-1]
    rows = [
        ChatRow(
            replace(model.chat, id=f"4а/{place}", name=f"{place} · родители"),
            place, model.last_day, "", model.owner, model.unit, (),
        )
        for place in range(number)
    ]  # fmt: skip
    return ListApp(ListedChats(rows, rows, {date.max: number}), board)


def only(app: ListApp, *ids: str) -> ListedChats:
    rows = [row for row in app.found.rows if row.chat.id in ids]
    return ListedChats(rows, rows, {date.max: len(rows)})


async def painted(pilot: Pilot[int], app: ListApp, *keys: str) -> list[int]:
    """The lines painted by these keys."""
    await pilot.pause()
    app.list.painted.clear()
    await pilot.press(*keys)
    await pilot.pause()
    return sorted(set(app.list.painted))


async def test_a_line_tells_sign_name_person_and_day() -> None:
    app = small(done=Done(created={"2а/8А": WHEN}, skipped={"2б/8А/физика": "зря"}))
    async with app.run_test(size=(80, 24)):
        created, parents, _, skipped, *_ = app.lines
        assert created.split("  ")[0].strip() == "►  √ 8А · класс".split("  ")[0].strip()
        assert "√ 8А · класс" in created
        assert created.rstrip().endswith("26.11")
        assert "○ 8А · родители" in parents
        assert "классный руководитель" in parents
        assert parents.rstrip().endswith("+  до 3.12"), "a note has its sign"
        assert "– 8А · Физика" in skipped
        assert "не нужен: зря" in skipped
        assert not non_wgl4("\n".join(app.lines))


@pytest.mark.parametrize("width", [60, 79, 80, 120, 200])
async def test_columns_line_up(width: int) -> None:
    app = small(done=Done(created={"2а/8А": WHEN}))
    async with app.run_test(size=(width, 24)):
        lines = app.lines[: app.found.count]
        assert {line.index("8") for line in lines} == {5}
        assert len({line.rstrip()[-3] for line in lines}) == 1, "the points of the days"
        people = {line.index(word) for line in lines for word in ("классный", "учитель")
                  if word in line}  # fmt: skip
        assert len(people) == 1
        assert all(len(line) == width for line in lines)


async def test_long_names_end_in_an_ellipsis() -> None:
    assert fitted("8А · Вероятность и статистика", 12) == "8А · Вероят…"
    assert fitted("8А", 4) == "8А  "
    assert fitted("漢字漢字", 5) == "漢字…"
    assert fitted("8А", 0) == ""


async def test_arrows_step_over_headings() -> None:
    app = small("class")
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.found.lines[0], GroupHeading)
        assert app.cursor == "2а/8А"
        await pilot.press("up")
        assert app.cursor == "2а/8А", "over the first heading there is nothing"
        await pilot.press(*["down"] * 4)
        assert app.cursor == "2а/8Б"
        await pilot.press("up")
        assert app.cursor == "2б/8А/физика"
        await pilot.press("end")
        assert app.cursor == "2б/8Б/физика"
        await pilot.press("home")
        assert app.cursor == "2а/8А"


async def test_a_step_paints_two_lines() -> None:
    app = many(200)
    async with app.run_test(size=(80, 24)) as pilot:
        assert await painted(pilot, app, "down") == [0, 1]


async def test_fifty_thousand_rows_paint_only_what_is_in_view() -> None:
    app = many(50_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert set(app.list.painted) <= set(range(24))
        for keys in (("pagedown",), ("end",), ("pageup",), ("home",)):
            lines = await painted(pilot, app, *keys)
            assert 0 < len(lines) <= 24
            assert len(app.list.painted) <= 24 * 2
        await pilot.press("end")
        assert app.cursor == "4а/49999"
        assert "49999 · родители" in app.lines[-1]


async def test_a_page_moves_by_what_is_in_view() -> None:
    app = many(200)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("pagedown")
        assert app.cursor == "4а/23"
        await pilot.press("pagedown")
        assert app.cursor == "4а/46"
        await pilot.press("pageup", "pageup")
        assert app.cursor == "4а/0"


async def test_a_heading_comes_into_view_with_its_first_row() -> None:
    app = many(200)
    rows = app.found.rows
    app.found = ListedChats(
        rows, [GroupHeading("1А", 0, 100), *rows[:100], GroupHeading("1Б", 0, 100), *rows[100:]], {}
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "home")
        assert app.lines[0].startswith("  1А")
        app.list.stand_on("4а/150")
        app.list.stand_on("4а/100")
        await pilot.pause()
        assert app.lines[0].startswith("  1Б")


async def test_the_cursor_stays_on_its_chat_and_in_its_row_of_the_window() -> None:
    app = many(200)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["pagedown"] * 4, "up", "up")
        line = next(y for y, text in enumerate(app.lines) if text.startswith("►"))
        at_cursor = app.cursor
        rows = [row for row in app.found.rows if row.place >= 40]
        app.show(ListedChats(rows, rows, {date.max: len(rows)}))
        await pilot.pause()
        assert app.cursor == at_cursor
        assert app.lines[line].startswith("►")


async def test_the_cursor_goes_to_the_nearest_when_its_chat_goes() -> None:
    app = small()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down")
        assert app.cursor == "2б/8А/математика"
        app.show(only(app, "2а/8А", "2б/8А/физика", "2а/8Б"))
        assert app.cursor == "2б/8А/физика"
        app.show(only(app, "2а/8А"))
        assert app.cursor == "2а/8А"
        app.show(ListedChats((), (), {}))
        await pilot.pause()
        assert app.list.row is None
        assert "Пусто" in "\n".join(app.lines)
        await pilot.press("down", "insert", "end")
        app.show(app.found, otherwise="first")
        assert app.cursor == "2а/8А"


async def test_a_tick_paints_its_line_alone() -> None:
    app = small()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.list.painted.clear()
        app.board = app.board.rollout.board(Done(created={"2г/8А": WHEN}), MONDAY)
        app.show(app.found, changed=frozenset({"2г/8А"}))
        await pilot.pause()
        assert set(app.list.painted) == {1}
        assert "√ 8А · родители" in app.lines[1]


async def test_marks_are_set_and_taken_away() -> None:
    app = small()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("insert", "shift+down")
        assert app.list.picked == {"2а/8А", "2г/8А"}
        assert app.lines[0].startswith(" *")
        await pilot.press("up", "insert")
        assert app.list.picked == {"2а/8А"}
        app.list.pick_all(["2а/8А", "2а/8Б"])
        assert app.list.picked == {"2а/8А", "2а/8Б"}
        app.list.pick_all(["2а/8А", "2а/8Б"])
        assert not app.list.picked


async def test_the_mouse_moves_ticks_and_opens() -> None:
    app = small()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(Painted, offset=(20, 2))
        assert app.cursor == "2б/8А/математика"
        assert app.messages == []
        await pilot.click(Painted, offset=(3, 4))
        assert app.cursor == "2а/8Б"
        assert app.messages == ["ticked"]
        await pilot.click(Painted, offset=(20, 5), times=2)
        assert app.messages == ["ticked", "opened"]
        await pilot.click(Painted, offset=(20, 20))
        assert app.cursor == "2г/8Б", "there is no row so far down"


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    app = many(200)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot._post_mouse_events([events.MouseScrollDown], Painted)
        await pilot.pause()
        assert app.list.scroll_offset.y == 3
        assert app.cursor == "4а/0"
        await pilot.press("down")
        assert app.list.scroll_offset.y <= 1, "a key brings the cursor back into view"


async def test_without_the_focus_the_cursor_is_still_told_by_its_sign() -> None:
    app = small()
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.set_focus(None)
        await pilot.pause()
        assert app.lines[0].startswith("►")
