"""The screens with more stages, and with fewer, than the recommendations of 2022 have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from sferum_tui.app import SferumApp
from sferum_tui.editing.steps import STEPS
from sferum_tui.screens.board import BoardScreen
from sferum_tui.screens.chats import ChatsScreen
from sferum_tui.screens.projector import ProjectorScreen
from sferum_tui.screens.wizard.question import Question
from sferum_tui.screens.wizard.screen import WizardScreen
from sferum_tui.widgets.painted import Painted, line_text
from sferum_tui.widgets.stage_card import StageCard
from tests.support import stages
from tests.support.program import city, program, save_plan
from tests.support.seen import marked_lines


def told(app: SferumApp) -> str:
    """The text of every painted widget of the screen."""
    found: list[Any] = list(app.screen.query(Painted))
    return "\n".join(line_text(line) for widget in found for line in widget._lines)


@pytest.mark.parametrize(
    ("tree", "last"), [(stages.three_stages(), 3), (stages.five_stages(), 5)], ids=["3", "5"]
)
async def test_board_list_hall_and_wizard_show_every_stage(
    tree: stages.Tree, last: int, tmp_path: Path
) -> None:
    with stages.using(tree):
        save_plan(tmp_path, city())
        app = program(tmp_path)
        app.settings = replace(app.settings, hints_seen=True)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert isinstance(app.screen, BoardScreen)
            cards = list(app.screen.query(StageCard))
            assert [card.number for card in cards] == list(range(1, last + 1))
            assert all(f"{number} этап" in told(app) for number in range(1, last + 1))
            assert max(card.region.bottom for card in cards) < 20
            # The arrows reach the last stage, its digit opens it; another digit is searched for.
            await pilot.press("end", *["down"] * (last - 1))
            assert len(marked_lines(app)) == 1
            await pilot.press(str(last + 1))
            await pilot.pause()
            assert isinstance(app.screen, ChatsScreen)
            assert (app.screen.choice.stage, app.screen.choice.query) == (None, str(last + 1))
            await pilot.press("escape", "escape")
            await pilot.pause()
            assert isinstance(app.screen, BoardScreen)
            await pilot.press(str(last))
            await pilot.pause()
            assert isinstance(app.screen, ChatsScreen)
            assert app.screen.choice.stage == last
            await pilot.press("escape", "f8")
            assert isinstance(app.screen, ProjectorScreen)
            seen = set()
            for _ in range(last):
                seen.add(told(app))
                await pilot.press("right")
            assert len(seen) == last
            await pilot.press("escape", "f2")
            await pilot.pause()
            seen = set()
            for number in range(len(STEPS)):
                assert isinstance(app.screen, WizardScreen)
                await app.screen.show(number)
                await pilot.pause()
                seen.add(app.screen.query_one(Question).title)
            assert len(seen) == len(STEPS)
