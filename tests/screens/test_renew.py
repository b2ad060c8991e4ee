"""The next year and the next messenger on the screen: asked, shown, written, the old plan kept."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from msgspec.structs import replace
from textual.pilot import Pilot

from sferum_tui.app import SferumApp
from sferum_tui.plan.settings import Settings
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.class_edits import letters_of
from sferum_tui.rollout.plan import Done
from tests.program.places import name_of, settled, text_of
from tests.support.program import aware, city, program, save_plan

#: The plan of the last year, made for the messenger of 2022.
OLD = city(date(2025, 11, 20))
TICKS = Done(created={"2а/8А": aware(datetime(2025, 11, 26, 10))})
AUGUST = datetime(2026, 8, 28, 10)
CLEAR = ("end", *["backspace"] * 5)
YEAR = ("ctrl+p", *"учебн", "enter")
MESSENGER = ("ctrl+p", *"другой", "enter")


def begun(folder: Path, answers: Answers = OLD, now: datetime = AUGUST) -> SferumApp:
    """The program over a plan with a tick."""
    named = replace(answers, school=replace(answers.school, platform="VK Мессенджер"))
    save_plan(folder, named, TICKS)
    app = program(folder, now=now)
    app.settings = Settings(hints_seen=True)
    return app


async def press(app: SferumApp, pilot: Pilot[int], *keys: str) -> str:
    """What stands on the screen after these keys."""
    await pilot.press(*keys)
    assert await settled(app, pilot)
    return text_of(app)


def plan_of(folder: Path, name: str = "plan.toml") -> Answers:
    """The answers of a plan on disk."""
    return PlanStore(folder / name).load().plan.answers


async def test_a_plan_for_vk_in_2025_becomes_one_for_max_in_2026_27_in_under_20_keys(
    tmp_path: Path,
) -> None:
    app = begun(tmp_path)
    before = (tmp_path / "plan.toml").read_bytes()
    keys = (*YEAR, "down", "right", "f9")
    assert len(keys) < 20
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(app, pilot, *keys)
        assert name_of(app) == "BoardScreen"
        assert "MAX" in text_of(app)
        assert "sferum-tui --plan" in text_of(app)
        assert app.done == Done()
    new = plan_of(tmp_path)
    assert (new.school.platform, new.school.guidance) == ("MAX", "max-2026")
    assert (new.school.structure_created, new.school.planned) == (date(2026, 9, 1), True)
    assert new.id != plan_of(tmp_path, "plan-2025-26.toml").id
    assert (tmp_path / "plan-2025-26.toml").read_bytes() == before
    old = PlanStore(tmp_path / "plan-2025-26.toml").load().plan
    assert old.done.created == TICKS.created
    assert old.answers.school.platform == "VK Мессенджер"


async def test_the_preview_tells_what_moves_leaves_and_comes_before_anything_is_written(
    tmp_path: Path,
) -> None:
    app = begun(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("plan*.toml")}
    async with app.run_test(size=(120, 40)) as pilot:
        text = await press(app, pilot, *YEAR)
        assert "2026/27" in text
        assert "9А, 9Б → 10-е" in text
        assert "Уходят 3 класса: 9В, 11А, 11Б" in text
        assert "Приходят 3 класса: 1А, 1Б, 1В" in text
        assert "plan-2025-26.toml" in text
        # The letters of the first and of the tenth classes are asked for.
        text = await press(app, pilot, "down", "down", "down", *CLEAR, "2")
        assert "Приходят 2 класса: 1А, 1Б" in text
        text = await press(app, pilot, "down", "end", "space", "В")
        assert "Уходят 2 класса: 11А, 11Б" in text
        text = await press(app, pilot, "escape")
        assert name_of(app) == "BoardScreen"
        assert "Приходят 2 класса" in await press(app, pilot, *YEAR)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("plan*.toml")} == before


async def test_more_than_a_third_of_the_classes_is_asked_about_again(tmp_path: Path) -> None:
    app = begun(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(app, pilot, *YEAR, "down", "down", "down", *CLEAR, *"15", "f9")
        assert name_of(app) == "SureDialog"
        await press(app, pilot, "escape")
        assert name_of(app) == "RenewScreen"
        assert not list(tmp_path.glob("plan-*.toml"))
        await press(app, pilot, "f9", "enter")
        assert name_of(app) == "BoardScreen"
    assert len(letters_of(plan_of(tmp_path).classes, "1")) == 15


async def test_another_messenger_keeps_the_classes_and_its_name_goes_to_the_old_plan(
    tmp_path: Path,
) -> None:
    app = begun(tmp_path, city(), datetime(2026, 11, 30, 14))
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(app, pilot, *MESSENGER)
        assert "VK Мессенджер → MAX" in text
        assert "Переходят" not in text
        await press(app, pilot, "f9")
    new = plan_of(tmp_path)
    assert new.school.structure_created == date(2026, 11, 30)
    assert not new.school.planned
    assert new.classes.by_grade == city().classes.by_grade
    assert (tmp_path / "plan-VK-Мессенджер.toml").exists()


async def test_what_cannot_be_begun_is_told_beside_its_row(tmp_path: Path) -> None:
    app = begun(tmp_path)
    before = (tmp_path / "plan.toml").read_bytes()
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(app, pilot, *YEAR, "right", "f9")
        assert "выберите следующий год или другой мессенджер" in text
        text = await press(app, pilot, "left", "down", "right", "right")
        assert "напишите, как называется мессенджер" in text
        text = await press(app, pilot, "left", "down", "down", *"1.9.2024")
        assert "не раньше прежней" in text
        await press(app, pilot, "f9")
        assert name_of(app) == "RenewScreen"
    assert (tmp_path / "plan.toml").read_bytes() == before


async def test_an_unfinished_change_stays_with_the_old_plan(tmp_path: Path) -> None:
    app = begun(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(app, pilot, "f2", "1", *"Новое имя")
        await press(app, pilot, "escape")
        text = await press(app, pilot, "up", "shift+tab", "enter")
        assert name_of(app) == "RenewScreen", text
        assert "Незаконченное изменение" in text
        await press(app, pilot, "f9")
        assert not app.has_draft
    assert not list(tmp_path.glob("plan.*.draft"))
    assert len(list(tmp_path.glob("plan-2025-26.*.draft"))) == 1


async def test_nothing_is_renewed_in_a_plan_that_can_only_be_looked_at(tmp_path: Path) -> None:
    app = begun(tmp_path)
    text = (tmp_path / "plan.toml").read_text()
    (tmp_path / "plan.toml").write_text(text.replace("schema = 1", "schema = 99"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(app, pilot, "ctrl+p", *"учебный")
        assert "Новый учебный год" not in text_of(app)
