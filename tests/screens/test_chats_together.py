"""The list while other sessions work on the same plan, and while time passes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from sferum_tui.plan.changes import SetMark, SetNote, answers_diff
from sferum_tui.rollout.answers import Classes
from sferum_tui.rollout.list_choice import ListChoice
from sferum_tui.rollout.plan import Done
from sferum_tui.screens.chats import ChatsScreen
from sferum_tui.screens.dialogs import LineDialog
from tests.screens.chats_app import LARGE, Opened, opened, school
from tests.support.program import aware

TICK = aware(datetime(2026, 11, 30, 14, 6))


async def elsewhere(at: Opened, *changes: object) -> None:
    """Another session saves changes, and this one looks at the file."""
    at.store.apply(list(changes), who="завуч", at=TICK)  # type: ignore[arg-type]
    assert at.app.opened is not None
    changed = at.app.opened.take(at.store.load())
    at.app._refresh_board(changed)
    await at.pilot.pause()


async def test_a_tick_of_somebody_else_shows_and_moves_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(view="today"))) as at:
        await at.press("down", "down", "insert")
        before, cursor, picked = at.ids, at.cursor, set(at.list.picked)
        await elsewhere(at, SetMark(before[0], "created", TICK, ""))
        assert at.ids == before, "it was listed, so it stays listed"
        assert at.cursor == cursor
        assert at.list.picked == picked
        assert "√" in at.text


async def test_what_was_ticked_leaves_when_the_view_is_chosen_anew(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(view="today"))) as at:
        first = at.cursor
        await at.press("space", "down", "space")
        assert at.ids[0] == first
        await at.press("f4")
        assert first not in at.ids


async def test_a_ticked_row_stays_through_a_search(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        await at.press("ctrl+o", "space")
        assert at.cursor == "2а/8А"
        await at.type("8б")
        await at.press("escape")
        assert "2а/8А" in at.ids
        await at.press("backspace")
        await at.press("ctrl+o")
        assert "2а/8А" not in at.ids


async def test_search_scroll_and_cursor_stay_when_answers_change(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        await at.type("8")
        await at.press("down", "down", "down", "down", "down")
        assert at.cursor == "2г/8Б"
        old = school()
        new = replace(
            old, classes=Classes({"1": ("А", "Б"), "5": ("А",), "8": ("А", "Б", "В"), "7": ("А",)})
        )
        await elsewhere(at, *answers_diff(old, new))
        assert at.cursor == "2г/8Б"
        assert "2а/8В" in at.ids
        assert "2а/7А" not in at.ids, "the search still holds"
        assert at.app.focused is not None
        assert at.app.focused.id == "chats-search"


async def test_the_cursor_goes_to_a_neighbour_when_its_class_is_closed(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        await at.press("down", "insert", "up")
        old = school()
        new = replace(old, classes=Classes({"1": ("А", "Б"), "5": ("А",), "8": ("Б",)}))
        await elsewhere(at, *answers_diff(old, new))
        assert at.cursor == "2а/8Б"
        assert not at.list.picked, "a chat that is no more can't be marked"


async def test_an_open_form_keeps_what_was_typed(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        await at.press("ctrl+e")
        await at.type("двое")
        await elsewhere(at, SetMark("2г/8А", "created", TICK, ""), SetNote("2г/8А", "их"))
        assert isinstance(at.app.screen, LineDialog)
        await at.type(" без телефона")
        await at.press("enter")
        assert at.saved().notes == {"2а/8А": "двое без телефона", "2г/8А": "их"}


async def test_the_card_beside_follows(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2)), size=LARGE) as at:
        await elsewhere(at, SetMark("2а/8А", "created", TICK, ""), SetNote("2а/8А", "готово"))
        assert "│ √ создан 30 ноября в 14:06" in at.text
        assert "готово" in at.text


async def test_a_new_day_brings_its_own_list(tmp_path: Path) -> None:
    done = Done(created={"1а": TICK})
    now = datetime(2026, 12, 2, 23, 59)
    async with opened(
        tmp_path, ChatsScreen(ListChoice(view="overdue", stage=2)), now=now, done=done
    ) as at:
        assert at.ids == []
        assert "Просроченных чатов нет" in at.text
        at.app.clock.moment = datetime(2026, 12, 4, 0, 0)  # type: ignore[attr-defined]
        at.app.screen.tick(at.app.now())  # type: ignore[attr-defined]
        await at.pilot.pause()
        assert len(at.ids) == 9


async def test_a_countdown_follows_the_clock(tmp_path: Path) -> None:
    now = datetime(2026, 12, 3, 23, 58, 50)
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2)), now=now, size=LARGE) as at:
        assert at.text.count("осталось 00:01:10") == 2, "in the head and on the card"
        at.app.clock.moment = datetime(2026, 12, 3, 23, 58, 51)  # type: ignore[attr-defined]
        at.app.screen.tick(at.app.now())  # type: ignore[attr-defined]
        await at.pilot.pause()
        assert at.text.count("осталось 00:01:09") == 2


async def test_a_card_whose_chat_has_gone_tells_no_key_for_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        await at.press("enter")
        assert "Пробел Создан" in at.text
        old = school()
        new = replace(old, chats=replace(old.chats, without=("1а",)))
        await elsewhere(at, *answers_diff(old, new))
        assert "этого чата больше нет" in at.text
        assert "Ctrl+C" not in at.text
        await at.press("right")
        assert "Ctrl+C Копия" in at.text
