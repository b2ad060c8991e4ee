"""The first screen: one key chooses the messenger, and the next plan begins with it."""

from __future__ import annotations

import re
from pathlib import Path

from sferum_tui.plan.settings import load_settings
from sferum_tui.screens.start import StartScreen
from sferum_tui.screens.wizard.screen import WizardScreen
from tests.support.program import program
from tests.support.seen import marked_lines, screen_lines


async def test_one_key_chooses_the_messenger_and_it_is_remembered(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    app = program(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "мессенджер: VK Мессенджер" in "\n".join(screen_lines(app))
        await pilot.press("f4")
        await pilot.pause()
        assert "мессенджер: MAX" in "\n".join(screen_lines(app))
    again = program(folder)
    assert again.settings.platform == "MAX"
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(again.screen, StartScreen)
        told = "\n".join(screen_lines(again))
        assert "мессенджер: MAX" in told
        assert "VK" not in told
        await pilot.press("3")
        await pilot.pause()
        assert isinstance(again.screen, WizardScreen)
        assert again.screen.session.answers.school.platform == "MAX"


async def test_a_messenger_that_is_no_longer_known_is_not_taken(tmp_path: Path) -> None:
    app = program(tmp_path)
    app.keep_settings(platform="Другой")
    assert load_settings(app._settings_file).platform == "Другой"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "мессенджер: VK Мессенджер" in "\n".join(screen_lines(app))


async def test_the_numbers_of_every_preset_stand_apart_in_a_narrow_window(tmp_path: Path) -> None:
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(9):
            await pilot.pause()
            stages = [
                line for line in screen_lines(app) if " этап  " in line and "Школа" not in line
            ]
            assert len(stages) == 4
            for line in stages:
                # The number of chats, apart from that of classes and in the same line.
                assert re.search(r"(?: \d+| нет классов)$", line.rstrip()), line
                assert not re.search(r"[а-я]\d", line.partition("этап")[2]), line
            await pilot.press("down")


async def test_back_from_a_school_the_cursor_stands_on_it(tmp_path: Path) -> None:
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert isinstance(app.screen, WizardScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        (line,) = marked_lines(app)
        assert line.startswith("► 3 Городская школа")
