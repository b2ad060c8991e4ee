"""The palette finds an action by its name in whichever layout it was typed."""

from __future__ import annotations

import pytest
from textual.widgets import Input, OptionList, Static

from sferum_tui.engine.base import EngineApp
from sferum_tui.engine.palette import Palette, PaletteEntry, find
from tests.support.glyphs import non_wgl4

ENTRIES = [
    PaletteEntry("edit", "Изменить ответы", "F2"),
    PaletteEntry("chats", "Все чаты", "F3"),
    PaletteEntry("class", "Чаты класса"),
    PaletteEntry("report", "Отчёт для директора", "F5"),
    PaletteEntry("quit", "Выход [/] из программы", "F10"),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["edit", "chats", "class", "report", "quit"]),
        ("чаты", ["class", "chats"]),
        ("ЧАТЫ", ["class", "chats"]),
        ("xfns", ["class", "chats"]),
        ("отчет", ["report"]),
        ("отчёт", ["report"]),
        ("jnxtn", ["report"]),
        ("jnx`n", ["report"]),
        ("дир отч", ["report"]),
        ("  чаты  ", ["class", "chats"]),
        ("[/]", ["quit"]),
        ("ъъъ", []),
    ],
)
def test_every_word_has_to_be_there(query: str, found: list[str]) -> None:
    assert [entry.id for entry in find(ENTRIES, query)] == found


class Asking(EngineApp):
    def __init__(self) -> None:
        super().__init__()
        self.answers: list[str | None] = []

    def on_mount(self) -> None:
        self.push_screen(Palette(ENTRIES), lambda it: self.answers.append(it and it.id))


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["enter"], "edit"),
        (["down", "enter"], "chats"),
        (["down", "up", "enter"], "edit"),
        (["up", "enter"], "quit"),
        (["pagedown", "enter"], "quit"),
        ([*"xfns", "enter"], "class"),
        ([*"чаты", "down", "enter"], "chats"),
        ([*"ъъъ", "enter", "escape"], None),
        ([*"ъъъ", "backspace", "backspace", "backspace", "enter"], "edit"),
        (["escape"], None),
    ],
)
async def test_an_action_is_chosen_with_the_keyboard(keys: list[str], answer: str | None) -> None:
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert app.answers == [answer]
        assert not isinstance(app.screen, Palette)


async def test_an_action_is_chosen_with_the_mouse() -> None:
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(OptionList, offset=(5, 3))
        await pilot.pause()
        assert app.answers == ["report"]


async def test_nothing_found_says_so_and_the_field_keeps_the_focus() -> None:
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"ъъъ")
        word = app.screen.query_one(".muted", Static)
        assert word.display
        assert str(word.render()) == "Ничего не найдено. Наберите другое слово"
        assert isinstance(app.focused, Input)
        await pilot.press("down", "pagedown", "tab")
        assert isinstance(app.focused, Input)


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (120, 40)])
async def test_it_shows_titles_as_they_are_in_signs_that_every_font_has(
    size: tuple[int, int],
) -> None:
    app = Asking()
    async with app.run_test(size=size):
        strips = app.screen._compositor.render_strips()
        lines = ["".join(segment.text for segment in strip) for strip in strips]
        text = "\n".join(lines)
        for entry in ENTRIES:
            assert entry.title in text
        assert not non_wgl4(text)
        assert "Enter Выполнить" in lines[-1]


async def test_keys_never_touch_the_title() -> None:
    entries = [
        PaletteEntry("open", "Открыть", "Enter, Пробел"),
        PaletteEntry("back", "Назад", "F5, Esc"),
    ]
    app = EngineApp()
    async with app.run_test(size=(60, 18)) as pilot:
        await app.push_screen(Palette(entries))
        await pilot.pause()
        lines = [str(option.prompt).split() for option in app.screen.query_one(OptionList).options]
        assert lines == [["Enter", "Открыть"], ["F5,", "Esc", "Назад"]]


async def test_a_blank_leaves_the_question_and_the_mark_where_they_are() -> None:
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "space")
        await pilot.pause()
        assert app.screen.query_one(Input).value == ""
        await pilot.press("enter")
    assert app.answers == ["chats"]
