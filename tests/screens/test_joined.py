"""How many have joined, typed on the card and from the list: kept, undone, refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from sferum_tui.rollout.list_choice import ListChoice
from sferum_tui.rollout.plan import Joined
from sferum_tui.screens.chats import ChatsScreen
from sferum_tui.screens.coverage import CoverageScreen
from sferum_tui.screens.joined import JoinedDialog
from sferum_tui.screens.requisites import RequisitesDialog
from tests.screens.chats_app import opened
from tests.support.program import NOW
from tests.support.seen import marked_lines

TODAY = NOW.date()


@pytest.mark.parametrize("way", ["enter ctrl+t", "ctrl+t", "f9 ctrl+е"])
async def test_numbers_are_typed_on_the_card_in_the_list_and_in_the_walk(
    tmp_path: Path, way: str
) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        await at.press(*way.split())
        assert isinstance(at.app.screen, JoinedDialog)
        await at.press("2", "4", "down", "2", "7", "enter")
        plan = at.saved()
        assert plan.joined == {"2а/8А": Joined(24, TODAY, None)}
        assert plan.answers.sizes == {"8А": 27}
        told = " ".join(entry.what for entry in at.app.history(2))
        assert "вступили в 8А · класс: 24" in told
        assert "8А: нет → 27" in told
        if way.startswith("enter"):
            assert "вступили  24 из 27 (88 %) на 30.11   Ctrl+T изменить" in at.text
        await at.press("ctrl+z")
        plan = at.saved()
        assert (plan.joined, plan.answers.sizes) == ({}, {})
        await at.press("ctrl+y")
        assert at.saved().answers.sizes == {"8А": 27}


async def test_numbers_left_by_esc_come_back_and_letters_are_no_numbers(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        await at.press("ctrl+t")
        await at.press("2", "х", "q", "4", "escape")
        assert at.saved().joined == {}
        await at.press("ctrl+t", "enter")
        assert at.saved().joined == {"2а/8А": Joined(24, TODAY, None)}
        await at.press("ctrl+t")
        assert "24" in marked_lines(at.app)[0]
        await at.press("backspace", "backspace", "enter")
        assert at.saved().joined == {}


async def test_a_class_of_hundreds_is_refused_beside_its_field(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        await at.press("ctrl+t", "2", "4", "down", "2", "7", "0", "enter")
        assert isinstance(at.app.screen, JoinedDialog)
        assert "↑ в классе не больше 99" in at.text
        await at.press("backspace", "enter")
        assert at.saved().answers.sizes == {"8А": 27}


async def test_what_is_wrong_goes_once_the_other_number_is_given(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=1))) as at:
        await at.press("ctrl+t", "down", "9")
        assert "укажите и сколько уже в чате" in at.text
        await at.press("up", "5")
        assert "укажите и сколько уже в чате" not in at.text


async def test_a_list_without_a_chat_leads_to_the_numbers_of_the_school(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        await at.type("нет такого")
        await at.press("ctrl+t")
        assert isinstance(at.app.screen, CoverageScreen)


async def test_requisites_left_by_esc_come_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        await at.press("escape", "f5", "f7")
        assert isinstance(at.app.screen, RequisitesDialog)
        await at.press("down")
        await at.type("СОШ")
        await at.press("escape", "f7")
        assert isinstance(at.app.screen, RequisitesDialog)
        assert at.app.screen.texts()["short_name"] == "СОШ"
        await at.press("enter")
        assert at.saved().answers.school.short_name == "СОШ"
