"""The key bar shows the keys that work now, in Russian, and drops the least needed ones first."""

from __future__ import annotations

from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, OptionList

from sferum_tui.engine.base import EngineApp
from sferum_tui.engine.footer import KeyBar, KeyHint, fit, hints
from sferum_tui.engine.widgets import Field


class Board(Screen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e,f2", "edit", "Изменить", id="edit", tooltip="Изменить план"),
        Binding("f5", "print", "Печать"),
        Binding("d", "hide", "Скрытое", show=False),
        Binding("f3", "off", "Нельзя"),
        Binding("f4", "gone", "Нет"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.ran: list[str] = []
        self.edit_works: bool | None = True

    def compose(self) -> ComposeResult:
        yield OptionList("один", "два")
        yield Field()
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return {"off": None, "gone": False, "edit": self.edit_works}.get(action, True)

    def action_edit(self) -> None:
        self.ran.append("edit")

    def action_print(self) -> None:
        self.ran.append("print")


class Bars(EngineApp):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1,question_mark", "help", "Справка")]

    def on_mount(self) -> None:
        self.push_screen(Board())


def line(app: App[int]) -> str:
    """What the bar shows, from left to right."""
    return app.screen.query_one(KeyBar).render_line(0).text.rstrip()


async def test_it_shows_one_key_for_each_action_f_keys_last_and_in_order() -> None:
    app = Bars()
    async with app.run_test(size=(80, 24)):
        assert line(app) == " F1 Справка  F2 Изменить  F3 Нельзя  F5 Печать  F10 Выход"


async def test_a_hidden_action_and_one_that_is_not_there_are_not_shown() -> None:
    app = Bars()
    async with app.run_test(size=(80, 24)):
        assert "Скрытое" not in line(app)
        assert "Нет" not in line(app)


async def test_an_action_that_cannot_be_done_now_is_paler_and_goes_first() -> None:
    app = Bars()
    async with app.run_test(size=(80, 24)):
        found = {hint.word: hint for hint in hints(app.screen)}
        assert not found["Нельзя"].enabled
        assert max(hints(app.screen), key=lambda hint: hint.rank).word == "Нельзя"
        strip = app.screen.query_one(KeyBar).render_line(0)
        colours = {segment.text.strip(): segment.style for segment in strip if segment.style}
        assert colours["Нельзя"].color != colours["Изменить"].color


async def test_it_follows_what_a_screen_allows() -> None:
    app = Bars()
    async with app.run_test(size=(80, 24)) as pilot:
        board = app.screen
        assert isinstance(board, Board)
        board.edit_works = False
        board.refresh_bindings()
        await pilot.pause()
        assert "Изменить" not in line(app)


async def test_it_follows_the_focus() -> None:
    class Typing(Field):
        BINDINGS: ClassVar[list[BindingType]] = [Binding("f9", "save", "Дальше")]

    class Screen2(Screen[None]):
        def compose(self) -> ComposeResult:
            yield OptionList("один")
            yield Typing()
            yield KeyBar()

    app = Bars()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Screen2())
        await pilot.pause()
        assert "Дальше" not in line(app)
        app.screen.query_one(Typing).focus()
        await pilot.pause()
        assert "F9 Дальше" in line(app)


async def test_a_click_presses_the_key() -> None:
    app = Bars()
    async with app.run_test(size=(80, 24)) as pilot:
        board = app.screen
        assert isinstance(board, Board)
        await pilot.click(KeyBar, offset=(line(app).index("F2"), 0))
        await pilot.click(KeyBar, offset=(line(app).index("Печать") + 5, 0))
        await pilot.click(KeyBar, offset=(line(app).index("Нельзя"), 0))
        await pilot.click(KeyBar, offset=(0, 0))
        await pilot.click(KeyBar, offset=(79, 0))
        assert board.ran == ["edit", "print"]


async def test_in_a_dialog_only_its_own_keys_are_shown() -> None:
    class Dialog(ModalScreen[None]):
        BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Назад")]

        def compose(self) -> ComposeResult:
            yield KeyBar()

    app = Bars()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Dialog())
        await pilot.pause()
        assert line(app) == " Esc Назад  F10 Выход"


async def test_a_narrow_window_keeps_help_and_the_way_out() -> None:
    app = Bars()
    async with app.run_test(size=(60, 18)) as pilot:
        app.screen.query_one(KeyBar).styles.width = 24
        await pilot.pause()
        assert line(app) == " F1 Справка  F10 Выход"


def hint(key: str, word: str, level: int = 2) -> KeyHint:
    return KeyHint(key, key.upper(), word, True, word, App(), (level, 0))


class TestFit:
    """`fit` leaves out what is needed least and never runs over the row."""

    entries = (hint("f1", "Справка", 0), hint("f2", "Изменить"), hint("f10", "Выход", 0))

    @pytest.mark.parametrize("width", range(61))
    def test_never_wider_than_the_row(self, width: int) -> None:
        margin, gap, kept = fit(self.entries, width)
        row = margin + gap.join(entry.text for entry in kept)
        assert len(row) <= width

    @pytest.mark.parametrize(
        ("width", "row"),
        [
            (60, " F1 Справка  F2 Изменить  F10 Выход"),
            (34, " F1 Справка F2 Изменить F10 Выход"),
            (33, " F1 Справка F2 Изменить F10 Выход"),
            (32, "F1 Справка F2 Изменить F10 Выход"),
            (31, " F1 Справка  F10 Выход"),
            (21, " F1 Справка F10 Выход"),
            (5, " "),
        ],
    )
    def test_first_the_gaps_shrink_then_entries_go(self, width: int, row: str) -> None:
        margin, gap, kept = fit(self.entries, width)
        assert margin + gap.join(entry.text for entry in kept) == row


def test_a_shorter_entry_stands_where_a_longer_one_has_no_room() -> None:
    entries = (hint("enter", "Чаты", 0), hint("ctrl+c", "Напоминание", 2), hint("f5", "Лист", 3))
    _, _, kept = fit(entries, 20)
    assert [entry.word for entry in kept] == ["Чаты", "Лист"]


async def test_a_field_and_a_list_add_no_words_of_their_own() -> None:
    app = Bars()
    async with app.run_test(size=(80, 24)) as pilot:
        for kind in (OptionList, Input):
            app.screen.query_one(kind).focus()
            await pilot.pause()
            assert line(app) == " F1 Справка  F2 Изменить  F3 Нельзя  F5 Печать  F10 Выход"
