"""The scenes the program has to win, played with real keys."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from sferum_tui.app import SferumApp
from sferum_tui.plan.changes import SetMark
from sferum_tui.rollout.plan import Done
from sferum_tui.screens.board import BoardScreen
from sferum_tui.screens.broken import BrokenScreen
from sferum_tui.screens.chats import ChatsScreen
from sferum_tui.screens.renew import RenewScreen
from sferum_tui.screens.start import StartScreen
from sferum_tui.screens.wizard.screen import WizardScreen
from tests.support.program import NOW, aware, city, program, save_plan

SMALL = (80, 24)
LARGE = (120, 40)
CREATED = Done(created={"2а/8А": aware(datetime(2026, 11, 26, 10))})
Condition = Callable[[], bool]


def plan_of(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "plan.toml").read_text(encoding="utf-8"))


async def until(pilot: Pilot[int], condition: Condition) -> None:
    """Let the program work until something holds."""
    for _ in range(200):
        await pilot.pause(0.02)
        if condition():
            return
    raise AssertionError("it does not come to hold")


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def shows(app: SferumApp, screen: type[Any]) -> Condition:
    return lambda: isinstance(app.screen, screen)


def text_of(app: SferumApp) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def says(app: SferumApp, words: str) -> Condition:
    return lambda: words in text_of(app)


# The staff meeting ------------------------------------------------------------------------------


async def test_a_preset_becomes_a_saved_board_in_two_keys(tmp_path: Path) -> None:
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "3", "f9")
        await until(pilot, shows(app, BoardScreen))
    plan = plan_of(tmp_path)
    assert plan["school"]["structure_created"] == NOW.date()
    assert sum(map(len, plan["classes"].values())) == 31
    assert not list(tmp_path.glob("*.draft"))


async def test_the_decision_costs_three_keys_more(tmp_path: Path) -> None:
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "3", "6", "2", "f9", "f9")
        await until(pilot, shows(app, BoardScreen))
    assert plan_of(tmp_path)["primary"]["decision"] == "positive"


async def test_every_question_is_changed_on_the_long_way(tmp_path: Path) -> None:
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "enter")
        await until(pilot, shows(app, WizardScreen))
        await press(pilot, *"Лицей 5", "f9")
        await press(pilot, *"12", "f9")  # twelve first classes
        await press(pilot, "down", "space", "f9")  # no chats for the first subject
        await press(pilot, *"Орлова", "f9")
        await press(pilot, "insert", *"Театр", "f9", "f9")
        await press(pilot, "3", "f9")
        await press(pilot, "right", "f9")
        await until(pilot, says(app, "Лицей 5"))
        await press(pilot, "f9")
        await until(pilot, shows(app, BoardScreen))
    plan = plan_of(tmp_path)
    assert plan["school"]["name"] == "Лицей 5"
    assert len(plan["classes"]["1"]) == 12
    assert all(
        "русский язык" not in names for key, names in plan["subjects"].items() if key != "subgroups"
    )
    assert plan["people"]["director"] == "Орлова"
    assert [group["title"] for group in plan["groups"]] == ["Театр"]
    assert plan["primary"]["decision"] == "negative"
    assert plan["order"]["mode"] == "simultaneous"


# A dropped connection ---------------------------------------------------------------------------


async def test_a_draft_outlives_the_program_and_is_offered_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A busy machine may need longer than a person whose connection has gone is given.
    monkeypatch.setattr("sferum_tui.keeping.LAST_SAVE", 10.0)
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "enter")
        await until(pilot, shows(app, WizardScreen))
        await press(pilot, *"Лицей", "f9")
        app.save_work()
    again = program(tmp_path)
    async with again.run_test(size=SMALL, notifications=True) as pilot:
        await until(pilot, says(again, "Продолжить начатое"))
        await press(pilot, "enter")
        await until(pilot, shows(again, WizardScreen))
        assert again.drafting.session is not None
        assert again.drafting.session.answers.school.name == "Лицей"
        await until(pilot, says(again, "Классы"))


async def test_a_look_at_another_school_asks_nothing_and_keeps_the_draft(tmp_path: Path) -> None:
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "enter")
        await until(pilot, shows(app, WizardScreen))
        await press(pilot, *"Лицей", "escape")
        await until(pilot, says(app, "Продолжить начатое"))
        assert "Enter Продолжить" in text_of(app)
        assert "F9 К проверке" not in text_of(app)
        await press(pilot, "3")
        await until(pilot, shows(app, WizardScreen))
        assert app.drafting.session is not None
        assert app.drafting.session.answers.school.name == ""
        await press(pilot, "escape")
        await until(pilot, says(app, "Продолжить начатое"))
        await press(pilot, "enter")
        await until(pilot, says(app, "Лицей"))


async def test_of_two_drafts_the_one_before_can_still_be_gone_on_with(tmp_path: Path) -> None:
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        for keys, name in ((("enter",), "Лицей"), (("down", "enter"), "Гимназия")):
            await press(pilot, *keys)
            await until(pilot, shows(app, WizardScreen))
            await press(pilot, *name, "escape")
            await until(pilot, says(app, "Продолжить начатое"))
        assert "школа     Гимназия" in text_of(app)
        for name in ("Лицей", "Гимназия"):
            await press(pilot, "down")
            await until(pilot, says(app, f"школа     {name}"))
            await press(pilot, "enter")
            await until(pilot, shows(app, WizardScreen))
            assert app.drafting.session is not None
            assert app.drafting.session.answers.school.name == name
            await press(pilot, "escape")
            await until(pilot, says(app, f"школа     {name}"))


async def test_a_draft_follows_the_typing_by_itself(tmp_path: Path) -> None:
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "enter")
        await until(pilot, shows(app, WizardScreen))
        await press(pilot, *"Лицей")
        await until(pilot, lambda: bool(list(tmp_path.glob("*.draft"))))


# Things change ----------------------------------------------------------------------------------


async def test_an_edit_shows_what_disappears_before_it_is_saved(tmp_path: Path) -> None:
    save_plan(tmp_path, done=CREATED)
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "f2", "2")
        await press(pilot, *["down"] * 7, "0", "f9")  # no eighth classes
        await until(pilot, says(app, "исчезнут"))
        assert "с отметкой" in text_of(app)
        assert plan_of(tmp_path)["classes"]["8"]
        await press(pilot, "f9")
        await until(pilot, shows(app, BoardScreen))
    plan = plan_of(tmp_path)
    assert "8" not in plan["classes"]
    assert "2а/8А" in plan["done"]["created"]


async def test_a_change_that_waits_is_told_until_it_goes_on(tmp_path: Path) -> None:
    save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "f2", "2", "7", "escape", "escape")
        await until(pilot, says(app, "F2 продолжит его"))
        await press(pilot, "f2")
        await until(pilot, shows(app, WizardScreen))
        await pilot.pause()
        assert "F2 продолжит" not in text_of(app)
        # Whose keys go into an old change is to know of it.
        assert "Продолжается изменение от 30 ноября, 14:05" in text_of(app)


async def test_a_plan_of_last_year_says_how_the_next_one_begins(tmp_path: Path) -> None:
    save_plan(tmp_path)
    word = "Это план на 2026/27 учебный год. Следующий начнёт Ctrl+P, «новый год»"
    for now, told in ((datetime(2027, 8, 31, 9), False), (datetime(2027, 9, 1, 9), True)):
        app = program(tmp_path, now=now)
        async with app.run_test(size=SMALL, notifications=True) as pilot:
            await pilot.pause()
            assert (word in [it.message for it in app._notifications]) == told
            if told:
                await press(pilot, "ctrl+p", *"новый год", "enter")
                await until(pilot, shows(app, RenewScreen))


async def test_leaving_an_edit_without_a_change_leaves_no_draft(tmp_path: Path) -> None:
    save_plan(tmp_path)
    before = (tmp_path / "plan.toml").read_bytes()
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "f2")
        await until(pilot, shows(app, WizardScreen))
        await press(pilot, "escape")
        await until(pilot, shows(app, BoardScreen))
    assert not list(tmp_path.glob("*.draft"))
    assert (tmp_path / "plan.toml").read_bytes() == before


async def test_an_edit_keeps_what_another_session_changed_meanwhile(tmp_path: Path) -> None:
    store = save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "f2", "6", "2", "f9")
        other = store.load().plan.answers
        from sferum_tui.plan.changes import answers_diff

        named = replace(other, people=replace(other.people, director="Орлова А. А."))
        store.apply(answers_diff(other, named), who="завуч", at=aware(NOW))
        await press(pilot, "f9")
        await until(pilot, shows(app, BoardScreen))
    answers = store.load().plan.answers
    assert answers.primary.decision == "positive"
    assert answers.people.director == "Орлова А. А."


async def test_what_falls_away_is_told_with_the_ticks_that_came_meanwhile(tmp_path: Path) -> None:
    store = save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "f2", "2", *("down",) * 7, "0", "f9")
        await until(pilot, says(app, "исчезнут"))
        assert "с отметкой" not in text_of(app)
        store.apply([SetMark("2г/8А", "created", aware(NOW))], who="завуч", at=aware(NOW))
        app._look()
        await until(pilot, says(app, "(1 с отметкой)"))
        await press(pilot, "f9")
        await until(pilot, shows(app, BoardScreen))
    assert store.load().plan.done.mark("2г/8А") == "created"


# Two people at once -----------------------------------------------------------------------------


async def test_a_tick_of_another_session_shows_and_the_cursor_stays(tmp_path: Path) -> None:
    store = save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "f3")
        await until(pilot, shows(app, ChatsScreen))
        await press(pilot, *"8а род", "enter")
        await until(pilot, says(app, "○ 8А · родители"))
        store.apply([SetMark("2г/8А", "created", aware(NOW))], who="завуч", at=aware(NOW))
        app._look()
        await until(pilot, says(app, "√ 8А · родители"))
        assert "8а род" in text_of(app)


async def test_a_plan_that_was_begun_anew_beside_one_is_told(tmp_path: Path) -> None:
    save_plan(tmp_path)
    path = tmp_path / "plan.toml"
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await until(pilot, shows(app, BoardScreen))
        old = f'id = "{app.open_plan.plan.answers.id}"'
        new = path.read_text(encoding="utf-8").replace(old, 'id = "aaaaaaaa"')
        path.write_text(new, encoding="utf-8")
        app._look()
        await until(pilot, says(app, "План заменён"))


async def test_the_board_outlives_a_tick_of_another_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sferum_tui.screens.plan_screen.WRITTEN", 0.01)
    again: list[None] = []
    monkeypatch.setattr(BoardScreen, "_show_recent", lambda screen: again.append(None))
    store = save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        await until(pilot, shows(app, BoardScreen))
        store.apply([SetMark("2г/8А", "created", aware(NOW))], who="завуч", at=aware(NOW))
        first = len(again)
        app._look()
        await until(pilot, lambda: len(again) > first + 1)
        await press(pilot, "f2")
        await until(pilot, shows(app, WizardScreen))


async def test_a_broken_hand_edit_is_told_and_the_last_good_plan_stays(tmp_path: Path) -> None:
    save_plan(tmp_path)
    path = tmp_path / "plan.toml"
    good = path.read_text(encoding="utf-8")
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await until(pilot, shows(app, BoardScreen))
        path.write_text(good.replace("week = 5", "week = 9"), encoding="utf-8")
        app._look()
        await until(pilot, says(app, "week"))
        assert "СОШ № 12" in text_of(app)
        path.write_text(good, encoding="utf-8")
        app._look()
        await until(pilot, says(app, "Снова в порядке"))


@contextmanager
def broken_plan(folder: Path) -> Iterator[Path]:
    path = folder / "plan.toml"
    path.write_text("schema = 1\n[school\n", encoding="utf-8")
    yield path


async def test_a_broken_plan_is_explained_and_read_again_on_a_key(tmp_path: Path) -> None:
    good = save_plan(tmp_path / "other").path.read_bytes()
    with broken_plan(tmp_path) as path:
        before = path.read_bytes()
        app = program(tmp_path)
        async with app.run_test(size=SMALL, notifications=True) as pilot:
            await until(pilot, shows(app, BrokenScreen))
            assert "строка 2" in text_of(app)
            assert path.read_bytes() == before
            path.write_bytes(good)
            await press(pilot, "f5")
            await until(pilot, shows(app, BoardScreen))


async def test_a_plan_of_a_newer_program_opens_for_reading_only(tmp_path: Path) -> None:
    path = save_plan(tmp_path).path
    path.write_text(path.read_text(encoding="utf-8").replace("schema = 1", "schema = 2", 1))
    before = path.read_bytes()
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await until(pilot, shows(app, BoardScreen))
        await press(pilot, "f2", "f3", "space", "delete", "ctrl+e")
        assert isinstance(app.screen, ChatsScreen)
        # Said once, however often it is tried.
        assert len(app._notifications) == 1
        assert text_of(app).count("План записан более новой версией") == 1
    assert path.read_bytes() == before


async def test_a_planned_structure_is_confirmed_with_one_key(tmp_path: Path) -> None:
    answers = city()
    answers = replace(answers, school=replace(answers.school, planned=True))
    save_plan(tmp_path, answers)
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await until(pilot, says(app, "структура создана?"))
        await press(pilot, "f9")
        await until(pilot, says(app, "день 7"))
        # One key, and the day that it takes is told.
        await until(pilot, says(app, "Сроки идут от 23 ноября."))
    assert plan_of(tmp_path)["school"].get("planned", False) is False


# Finding one's way ------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["истор", "bcnjh"])
async def test_the_palette_finds_an_action_in_either_layout(tmp_path: Path, typed: str) -> None:
    save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "f3", "ctrl+p", *typed, "enter")
        await until(pilot, says(app, "История"))
        assert type(app.screen).__name__ == "HistoryScreen"


async def test_a_theme_chosen_in_the_palette_comes_back_at_the_next_start(tmp_path: Path) -> None:
    save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "ctrl+p", *"светл", "enter")
        await until(pilot, lambda: app.theme == "light")
    assert program(tmp_path).theme == "light"


async def test_escape_on_the_board_does_not_leave_the_program(tmp_path: Path) -> None:
    save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, BoardScreen)
        await press(pilot, "f10")
    assert app.return_code == 0


async def test_an_empty_folder_starts_with_the_presets(tmp_path: Path) -> None:
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await until(pilot, shows(app, StartScreen))
        assert text_of(app).count("школа") >= 3


async def test_the_date_of_the_structure_can_be_moved_by_arrows(tmp_path: Path) -> None:
    app = program(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "3", "1", "down", "down", "down", "left", "left", "f9", "f9")
        await until(pilot, shows(app, BoardScreen))
    assert plan_of(tmp_path)["school"]["structure_created"] == date(2026, 11, 28)
