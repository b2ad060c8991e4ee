"""The board: keys in both layouts, the focus, the countdown, what is said once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.screen import Screen

from sferum_tui.app import SferumApp
from sferum_tui.plan.history import HistoryEntry
from sferum_tui.rollout.answers import Answers, Primary
from sferum_tui.rollout.list_choice import ListChoice
from sferum_tui.rollout.plan import Done
from sferum_tui.rollout.russian import NBSP
from sferum_tui.screens.board import BoardScreen
from sferum_tui.screens.chats import ChatsScreen
from sferum_tui.widgets.painted import Painted, line_text
from sferum_tui.widgets.stage_card import StageCard
from tests.support.program import NOW, Standing, aware, city, program, save_plan
from tests.support.seen import marked_lines, screen_lines

Walk = Callable[[Pilot[int], SferumApp], Awaitable[None]]


def shown(app: SferumApp, selector: str) -> str:
    """The text of a widget."""
    widget = app.screen.query_one(selector, Painted)
    return "\n".join(line_text(line) for line in widget._lines)


async def run(
    folder: Path,
    walk: Walk,
    *,
    answers: Answers | None = None,
    done: Done | None = None,
    now: datetime = NOW,
    size: tuple[int, int] = (80, 24),
    hints: bool = False,
) -> None:
    """Open a plan's board and walk on it."""
    save_plan(folder, answers or city(), done)
    app = program(folder, now=now)
    if not hints:
        app.settings = replace(app.settings, hints_seen=True)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await walk(pilot, app)


def noted(app: SferumApp, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the board opens and asks the program for."""
    calls: list[str] = []

    def opened(screen: Screen[Any], *_: Any) -> None:
        told = f" {screen.choice}, digit {screen._digit}" if isinstance(screen, ChatsScreen) else ""
        calls.append(type(screen).__name__ + told)

    async def edit(question: str = "check") -> None:
        calls.append(f"edit {question}")

    monkeypatch.setattr(app, "push_screen", opened)
    monkeypatch.setattr(app, "action_edit_plan", edit)
    monkeypatch.setattr(app.screen, "action_confirm_created", lambda: calls.append("created"))
    return calls


@pytest.mark.parametrize(
    ("keys", "call"),
    [
        (("f2",), "edit check"),
        (("f3",), f"ChatsScreen {ListChoice()}, digit "),
        (("f4",), f"ChatsScreen {ListChoice(view='today')}, digit "),
        (("f5",), "DocumentsScreen"),
        (("f7",), "edit primary"),
        (("3",), f"ChatsScreen {ListChoice(stage=3)}, digit 3"),
    ],
)
async def test_f_keys_act_and_letters_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], call: str
) -> None:
    async def walk(pilot: Pilot[int], app: SferumApp) -> None:
        calls = noted(app, monkeypatch)
        await pilot.press(*keys)
        assert calls == [call] * len(keys)

    await run(tmp_path, walk)


@pytest.mark.parametrize(("typed", "query"), [("1а", "1а"), ("11а", "11а"), ("физ", "физ")])
async def test_a_class_can_be_typed_though_its_digit_opens_a_stage(
    tmp_path: Path, typed: str, query: str
) -> None:
    async def walk(pilot: Pilot[int], app: SferumApp) -> None:
        await pilot.press(*typed)
        await pilot.pause()
        assert isinstance(app.screen, ChatsScreen)
        assert app.screen.choice == ListChoice(query=query)
        assert app.open_plan.plan.done == Done(), "no letter changes anything"

    await run(tmp_path, walk)


async def test_arrows_choose_a_stage_and_enter_opens_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def walk(pilot: Pilot[int], app: SferumApp) -> None:
        calls = noted(app, monkeypatch)
        await pilot.press("down", "enter", "down", "enter", "up", "up", "enter")
        choices = [ListChoice(stage=number) for number in (2, 3, 1)]
        assert calls == [f"ChatsScreen {choice}, digit " for choice in choices]

    await run(tmp_path, walk)


async def test_after_every_arrow_one_row_is_marked_and_enter_opens_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def walk(pilot: Pilot[int], app: SferumApp) -> None:
        calls = noted(app, monkeypatch)
        for key in ("down", "down", "down", "up", "up", "tab", "shift+tab", "up", "up"):
            await pilot.press(key)
            marked = marked_lines(app)
            assert len(marked) == 1, marked
            await pilot.press("enter")
            opened = calls[-1].partition("stage=")[2][0]
            assert marked[0].startswith(f"►{opened} этап"), key

    await run(tmp_path, walk)


async def test_the_focus_starts_on_the_stage_that_is_worked_on_and_stays(tmp_path: Path) -> None:
    def focused(app: SferumApp) -> int:
        assert isinstance(app.focused, StageCard)
        return app.focused.number

    async def walk(pilot: Pilot[int], app: SferumApp) -> None:
        assert focused(app) == 1
        assert shown(app, "#stage-1").startswith("►1 этап")
        await pilot.press("down", "down")
        app.mark(["3а/5А"], "created")
        app.screen.refresh_board(None)  # type: ignore[attr-defined]
        await pilot.pause()
        assert focused(app) == 3
        assert "  1 из 126" in shown(app, "#stage-3")
        await pilot.press("f8", "escape")
        assert focused(app) == 3

    await run(tmp_path, walk)


async def test_the_key_of_a_screen_does_not_open_it_over_itself(tmp_path: Path) -> None:
    async def walk(pilot: Pilot[int], app: SferumApp) -> None:
        for key in ("f3", "f4", "f5", "f6", "f8", "ctrl+w", "ctrl+t"):
            await pilot.press(key, key)
            assert len(app.screen_stack) <= 2, key
            while len(app.screen_stack) > 1:
                await app.pop_screen()

    await run(tmp_path, walk)


async def test_escape_does_not_leave_the_board(tmp_path: Path) -> None:
    async def walk(pilot: Pilot[int], app: SferumApp) -> None:
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, BoardScreen)
        assert app.return_code is None

    await run(tmp_path, walk)


async def test_the_countdown_runs_and_a_new_day_changes_the_states(tmp_path: Path) -> None:
    async def walk(pilot: Pilot[int], app: SferumApp) -> None:
        clock = app.clock
        assert isinstance(clock, Standing)
        assert "осталось 3 дня 9 ч" in shown(app, "#stage-2")

        def later(**span: int) -> str:
            clock.moment += timedelta(**span)
            app.screen.tick(app.now())  # type: ignore[attr-defined]
            return shown(app, "#stage-2")

        assert "осталось 3 дня 8 ч" in later(hours=1)
        assert "15:05" in shown(app, "#board-head")
        assert "осталось 32 ч 50 мин" in later(days=2, hours=-1, minutes=65)
        assert "■ последний день" in later(days=1)
        assert "осталось 08:49:59" in later(seconds=1)
        assert "▲ просрочен" in later(hours=9)
        assert "пятница 4 декабря" in shown(app, "#board-head")

    done = Done(created={chat: aware(datetime(2026, 11, 26)) for chat in ("1а", "1г")})
    await run(tmp_path, walk, done=done)


async def test_a_tick_of_the_clock_paints_no_line_that_stays_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def walk(pilot: Pilot[int], app: SferumApp) -> None:
        painted: list[str] = []

        def refresh(self: Painted, *regions: Any, **options: Any) -> Painted:
            painted.extend(f"{self.id} {region.y}" for region in regions)
            return self

        monkeypatch.setattr(Painted, "refresh", refresh)
        clock = app.clock
        assert isinstance(clock, Standing)
        app.screen.tick(app.now())  # type: ignore[attr-defined]
        assert painted == []
        clock.moment += timedelta(minutes=1)
        app.screen.tick(app.now())  # type: ignore[attr-defined]
        assert painted == ["board-head 0"]
        clock.moment += timedelta(hours=1)
        painted.clear()
        app.screen.tick(app.now())  # type: ignore[attr-defined]
        assert painted == ["board-head 0", "stage-2 0", "stage-3 0"]

    await run(tmp_path, walk)


async def test_a_planned_date_that_is_reached_asks_with_one_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = city()
    planned = replace(answers, school=replace(answers.school, planned=True))

    async def walk(pilot: Pilot[int], app: SferumApp) -> None:
        calls = noted(app, monkeypatch)
        assert "Дальше (F9): структура создана?" in shown(app, "#board-next")
        await pilot.press("f9", "ctrl+т")
        assert calls == ["created", "created"]

    await run(tmp_path, walk, answers=planned)


async def test_nothing_is_asked_when_nothing_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def walk(pilot: Pilot[int], app: SferumApp) -> None:
        calls = noted(app, monkeypatch)
        await pilot.press("f9", "f7")
        assert calls == []

    answers = replace(city(), primary=Primary(decision="negative"))
    await run(tmp_path, walk, answers=answers)


async def test_a_stage_without_chats_tells_about_itself(tmp_path: Path) -> None:
    async def walk(pilot: Pilot[int], app: SferumApp) -> None:
        await pilot.press("4")
        assert app.screen.query_one(".page-title").render().plain == (  # type: ignore[union-attr]
            "4 этап. Начальная школа"
        )
        await pilot.pause()
        lines = [line.rstrip() for line in screen_lines(app)]
        at = next(at for at, line in enumerate(lines) if line.startswith(" кого"))
        assert lines[at + 1] == f"{'':13}коллектив, то и сами ученики (п.{NBSP}7.4)"
        assert lines[at + 2] == " изменить    если решат иначе: на доске F2, потом 6"
        await pilot.press("escape")
        assert isinstance(app.screen, BoardScreen)

    answers = replace(city(), primary=Primary(decision="negative"))
    await run(tmp_path, walk, answers=answers)


async def test_a_stage_says_of_a_last_day_that_it_was_set(tmp_path: Path) -> None:
    async def walk(pilot: Pilot[int], app: SferumApp) -> None:
        await pilot.press("home", "down", "space")
        await pilot.pause()
        lines = [line.strip() for line in screen_lines(app)]
        at = lines.index("срок        30 нояб. – 5 дек. (последний день назначен)")
        assert lines[at + 1].endswith("по рекомендациям 30 нояб. – 3 дек.")

    await run(tmp_path, walk, answers=replace(city(), deadlines={2: date(2026, 12, 5)}))


async def test_the_hints_are_shown_once(tmp_path: Path) -> None:
    async def walk(pilot: Pilot[int], app: SferumApp) -> None:
        assert app.screen.query_one("#board-hints").display
        assert not app.screen.query_one("#board-timeline").display
        await pilot.press("down")
        await pilot.pause()
        assert not app.screen.query_one("#board-hints").display
        assert "↑ сегодня" in shown(app, "#board-timeline")
        assert isinstance(app.focused, StageCard)
        assert app.focused.number == 2
        assert app.settings.hints_seen

    await run(tmp_path, walk, hints=True)


async def test_a_plan_that_cannot_be_changed_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reason = "файл новее программы: его можно только смотреть. Чтобы менять, обновите sferum-tui"
    monkeypatch.setattr(SferumApp, "read_only_reason", reason)

    async def walk(pilot: Pilot[int], app: SferumApp) -> None:
        assert "■ Только просмотр: файл новее программы" in shown(app, "#board-head")
        assert "…" not in shown(app, "#board-head"), "why has room, what to do is told elsewhere"
        assert "F7" not in shown(app, "#stage-4")

    await run(tmp_path, walk)


async def test_a_large_window_shows_todays_chats_and_the_last_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [
        HistoryEntry(aware(datetime(2026, 11, 30, 13, 59 - minute)), "Мария", f"запись {minute}")
        for minute in range(30)
    ]
    asked: list[int | None] = []

    def history(self: SferumApp, limit: int | None = None) -> tuple[HistoryEntry, ...]:
        asked.append(limit)
        return tuple(entries[:limit])

    monkeypatch.setattr(SferumApp, "history", history)

    async def walk(pilot: Pilot[int], app: SferumApp) -> None:
        await pilot.pause()
        assert "Администрация" in shown(app, "#board-today")
        recent = shown(app, "#board-recent").splitlines()
        assert len(recent) == 21
        assert recent[1] == "13:59 Мария: запись 0"

    await run(tmp_path, walk, size=(120, 40))
    assert set(asked) == {20}


async def test_a_small_window_reads_no_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def history(self: SferumApp, limit: int | None = None) -> tuple[HistoryEntry, ...]:
        raise AssertionError("not needed")

    monkeypatch.setattr(SferumApp, "history", history)

    async def walk(pilot: Pilot[int], app: SferumApp) -> None:
        await pilot.press("down")

    await run(tmp_path, walk)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (200, 60)])
async def test_cards_timeline_and_next_step_are_whole_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async def walk(pilot: Pilot[int], app: SferumApp) -> None:
        height = app.screen.size.height
        for widget in app.screen.query(Painted):
            if widget.display and widget.region.area:
                assert widget.region.bottom <= height - 1
        assert app.screen.query_one("#board-next").region.height >= 1
        assert app.screen.query_one("#board-timeline").region.height >= 6
        assert app.screen.max_scroll_y == 0

    await run(tmp_path, walk, size=size)
