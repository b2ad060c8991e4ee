"""The table of schools: what it shows, what its keys open, what comes back from a school."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from sferum_tui.issues import PlanError
from sferum_tui.locations import unsaved_path
from sferum_tui.plan.settings import Settings
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.russian import NBSP
from sferum_tui.schools_app import SchoolsApp
from sferum_tui.screens.board import BoardScreen
from sferum_tui.screens.broken import BrokenScreen
from sferum_tui.screens.schools import SchoolsScreen
from sferum_tui.screens.wizard.screen import WizardScreen
from tests.support.program import Standing, save_schools, schools_program, tick_one
from tests.support.seen import asked, marked_lines, screen_lines


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five schools and a file that can't be read."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    plans = tmp_path / "школы"
    plans.mkdir()
    save_schools(plans)
    return plans


@pytest.fixture
def app(folder: Path) -> SchoolsApp:
    """The table of the folder."""
    program = schools_program(folder)
    program.settings = Settings(hints_seen=True)
    return program


def table(app: SchoolsApp) -> list[str]:
    """The rows, without what stands over and under them."""
    lines = screen_lines(app)
    head = next(at for at, line in enumerate(lines) if line.split()[:2] == ["школа", "этап"])
    return [line.strip() for line in lines[head + 1 :] if line[1:2] in "▲●■○√–×"]


async def until(pilot: Pilot[Any], done: Callable[[], bool]) -> None:
    for _ in range(400):
        await pilot.pause(0.01)
        if done():
            return
    raise AssertionError("it never came")


async def looked(app: SchoolsApp, pilot: Pilot[Any]) -> None:
    """Let the table look at the files as it does every second."""
    app._look()
    await until(pilot, lambda: not app._looking)
    await pilot.pause()


async def test_the_most_pressing_school_stands_first_with_its_stage_days_and_chats(
    app: SchoolsApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(app, pilot)
        rows = [" ".join(row.lstrip("► ").split()).rstrip("│█ ") for row in table(app)]
        assert rows[0].startswith("× ошибка.toml файл не читается: строка")
        assert rows[1] == "▲ «Гимназия № 2» 2 этап просрочен на 11 дней 14 из 403"
        assert rows[2].startswith("▲ МБОУ «ООШ № 4» 1 этап просрочен на 4 дня 0 из")
        assert rows[3].startswith("● МБОУ «СОШ № 1» 2 этап в срок ещё 3 дня")
        text = "\n".join(screen_lines(app))
        assert "6 школ: просрочено у 2 (до 11 дней)" in text
        assert "завершили: 1 этап 3 из 5" in text.replace(NBSP, " ")
        await pilot.resize_terminal(60, 18)
        await pilot.pause()
        assert screen_lines(app)[-2].replace(NBSP, " ").strip() == (
            "2 этап 1 из 4, 3 этап 0 из 3, 4 этап 0 из 3"
        )
        # With no room for both, the days stand alone under a head that says so.
        assert "школа этап срок создано" in " ".join(" ".join(screen_lines(app)).split())
        assert "2 этап на 11 дней 14 из 403" in " ".join(table(app)[1].split())
        await pilot.resize_terminal(72, 20)
        await pilot.pause()
        assert "2 этап просрочен на 11 дней 14 из 403" in " ".join(table(app)[1].split())
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        (head,) = (line for line in screen_lines(app) if line.split()[:2] == ["школа", "этап"])
        assert head.index("этап") == table(app)[1].index("2 этап") + 1
        assert marked_lines(app)[0].startswith("►× ошибка.toml")


async def test_a_school_is_opened_worked_on_and_come_back_from(
    app: SchoolsApp, folder: Path
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(app, pilot)
        await pilot.press("down", "down", "enter")
        assert isinstance(app.screen, BoardScreen)
        assert "МБОУ «ООШ № 4»" in screen_lines(app)[0]
        assert "Esc Школы" in screen_lines(app)[-1]
        await pilot.press("f3", "space", "escape", "escape")
        await pilot.pause()
        assert isinstance(app.screen, SchoolsScreen)
        (row,) = marked_lines(app)
        assert "ООШ № 4" in row
        assert " 1 из " in row, "what was ticked shows at once"
        history = (folder / "школа-4.history").read_text("utf-8")
        assert "учитель" in history
        assert PlanStore(folder / "школа-4.toml").load().plan.done.created
        # The questions and back: the school stays the one that is open.
        await pilot.press("enter", "f2")
        assert isinstance(app.screen, WizardScreen)
        await app.leave_questions()
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))
        assert "ООШ № 4" in screen_lines(app)[0]
        await pilot.press("f10")
    assert app.last_words.startswith(f"План: {folder / 'школа-4.toml'}.")


async def test_what_others_do_shows_and_the_cursor_stays_on_its_school(
    app: SchoolsApp, folder: Path
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(app, pilot)
        await pilot.press("down", "down", "down")
        assert "СОШ № 1" in marked_lines(app)[0]
        tick_one(folder / "школа-2.toml")
        (folder / "новая.toml").write_bytes((folder / "школа-3.toml").read_bytes())
        (folder / "ошибка.toml").unlink()
        await looked(app, pilot)
        rows = table(app)
        assert len(rows) == 6
        assert " 15 из 403" in rows[0]
        assert any("новая.toml" in row for row in rows), "two of one name go by their files"
        assert "СОШ № 1" in marked_lines(app)[0]
        (folder / "школа-1.toml").unlink()
        await looked(app, pilot)
        assert len(marked_lines(app)) == 1
        clock = app.clock
        assert isinstance(clock, Standing)
        clock.moment += timedelta(days=1)
        await looked(app, pilot)
        assert "на 12 дней" in table(app)[0]
        for path in folder.glob("*.toml"):
            path.unlink()
        await looked(app, pilot)
        # The folder before it may fill the line.
        assert "нет планов (файлов .toml)" in " ".join("\n".join(screen_lines(app)).split())
        await pilot.press("enter", "ctrl+c", "down", "f10")
    assert app.return_code == 0
    assert app.last_words.startswith(f"Планы: {folder}. 0 школ")


async def test_letters_search_in_either_layout_and_escape_shows_all(app: SchoolsApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(app, pilot)
        await pilot.press(*"kbwtq")
        await pilot.pause()
        assert len(table(app)) == 1
        assert "Лицей № 3" in marked_lines(app)[0]
        await pilot.press("escape")
        await pilot.pause()
        assert len(table(app)) == 6
        assert "Esc" not in screen_lines(app)[-1]
        await pilot.press("escape")
        assert isinstance(app.screen, SchoolsScreen)
        await pilot.press("ctrl+p", *"гимназия", "enter")
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))
        assert "Гимназия № 2" in screen_lines(app)[0]
        await pilot.press("ctrl+p", *"лицей", "enter")
        await until(pilot, lambda: "Лицей № 3" in screen_lines(app)[0])
        await pilot.press("f3", "ctrl+p", *"таблица", "space", *"школ", "enter")
        await until(pilot, lambda: isinstance(app.screen, SchoolsScreen))
        assert "Лицей № 3" in marked_lines(app)[0]


async def test_a_plan_that_cannot_be_read_says_it_whole_and_opens_once_it_can(
    app: SchoolsApp, folder: Path
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(app, pilot)
        await pilot.press("enter")
        assert isinstance(app.screen, BrokenScreen)
        assert "Файл остался как был" in "\n".join(screen_lines(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SchoolsScreen))
        await pilot.press("enter")
        (folder / "ошибка.toml").write_bytes((folder / "школа-1.toml").read_bytes())
        await pilot.press("enter")
        assert isinstance(app.screen, BoardScreen)
        (folder / "ошибка.toml").unlink()
        await pilot.press("f2")
        await app.leave_questions()
        await until(pilot, lambda: isinstance(app.screen, BrokenScreen))
        assert "такого файла нет" in "\n".join(screen_lines(app))


async def test_a_line_about_a_school_goes_to_the_clipboard(app: SchoolsApp) -> None:
    copied: list[str] = []
    app.copy = copied.append  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(app, pilot)
        await pilot.press("down", "ctrl+c")
        await pilot.pause()
        assert copied[0].startswith("МАОУ «Гимназия № 2»: нужно создать ")
        assert "просрочен" in copied[0]
        assert copied[0][:60] in "\n".join(screen_lines(app))
        await pilot.press("up", "ctrl+c")
        assert copied[1].startswith("ошибка.toml: ")


async def test_a_report_on_all_schools_is_written_and_not_replaced_unasked(
    app: SchoolsApp, folder: Path
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(app, pilot)
        await pilot.press("f5")
        assert asked(app) == "Отчёт по всем школам"
        await pilot.press("end", "enter")
        await until(pilot, lambda: "Сохранено:" in "\n".join(screen_lines(app)))
        (path,) = (folder / "documents").iterdir()
        rows = path.read_text("utf-8-sig").splitlines()
        assert path.suffix == ".csv"
        assert sum("Гимназия № 2" in row for row in rows) == 4
        assert any("ошибка.toml" in row for row in rows)
        path.write_text("моё", "utf-8")
        await pilot.press("f5", "end", "enter")
        await pilot.pause()
        assert "Заменить его?" in "\n".join(screen_lines(app))
        await pilot.press("escape")
        await pilot.pause()
        assert path.read_text("utf-8") == "моё"


async def test_a_school_with_work_unsaved_is_not_left_unasked(
    app: SchoolsApp, folder: Path
) -> None:
    path = folder / "школа-1.toml"
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(app, pilot)
        await pilot.press("down", "down", "down", "enter")
        whole = path.read_bytes()
        path.write_bytes(b"schema = 1\n[school\n")
        first = app.open_plan.rollout.chats[0].id
        app.mark([first], "created")
        await pilot.press("escape")
        await until(pilot, lambda: asked(app) == "Сохранено не всё")
        await pilot.press("escape")
        assert isinstance(app.screen, BoardScreen)
        await pilot.press("escape")
        await until(pilot, lambda: asked(app) == "Сохранено не всё")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, SchoolsScreen))
        assert unsaved_path(path).exists()
        assert "не сохранено" not in "\n".join(screen_lines(app)[:1])
        path.write_bytes(whole)
        # Nothing of it goes to another school, and it is offered where it belongs.
        await looked(app, pilot)
        await pilot.press(*"гимназ", "enter")
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))
        assert app.unsaved_changes == ()
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SchoolsScreen))
        await pilot.press("escape", *"сош", "space", "1", "enter")
        await until(pilot, lambda: asked(app) == "С прошлого раза не записано")
        await pilot.press("enter")
        await until(pilot, lambda: not unsaved_path(path).exists())
    assert PlanStore(path).load().plan.done.mark(first) == "created"


async def test_what_the_saver_of_a_school_that_was_left_says_is_not_told_to_another(
    app: SchoolsApp, folder: Path
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(app, pilot)
        await app.open_school(folder / "школа-1.toml")
        left, plan = app.store, app.open_plan.loaded
        await app.open_school(folder / "школа-2.toml")
        before = app.open_plan.plan
        app.report(left, plan)
        app.report(left, PlanError([]))
        await pilot.pause()
        assert app.open_plan.plan is before
        assert not app._told_error


async def test_opening_schools_in_turn_keeps_none_of_them(app: SchoolsApp, folder: Path) -> None:
    opened: list[weakref.ref[object]] = []

    def kept() -> int:
        gc.collect()
        return sum(it() is not None for it in opened)

    async with app.run_test(size=(80, 24)) as pilot:
        await looked(app, pilot)
        for number in (1, 2, 3, 4, 5):
            await app.open_school(folder / f"школа-{number}.toml")
            await pilot.pause()
            opened += [weakref.ref(app.open_plan), weakref.ref(app.screen)]
            await app.action_schools()
            await pilot.pause()
        await until(pilot, lambda: not kept())
        assert len(app.screen_stack) == 1


async def test_without_a_school_no_key_of_one_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    app = schools_program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(app, pilot)
        assert "0 школ" in screen_lines(app)[0]
        assert screen_lines(app)[-1].split() == ["F1", "Справка", "F10", "Выход"]
