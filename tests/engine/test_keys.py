"""Keys in both layouts: by the table, through an app, and what is printed of them."""

from __future__ import annotations

import inspect
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.keys import _character_to_key
from textual.screen import ModalScreen
from textual.widgets import Input

from sferum_tui.engine.base import EngineApp
from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.keys import key_label, physical
from sferum_tui.text import russian_letters

# The letter rows as they are printed on a keyboard with both layouts.
ROWS = (
    ("йцукенгшщзхъ", "qwertyuiop[]"),
    ("фывапролджэ", "asdfghjkl;'"),
    ("ячсмитьбю", "zxcvbnm,."),
    ("ё", "`"),
)
PAIRS = [pair for russian, us in ROWS for pair in zip(russian, us, strict=True)]
LETTERS = [(russian, us) for russian, us in PAIRS if us.isalpha()]


@pytest.mark.parametrize(("russian", "us"), PAIRS)
def test_a_russian_letter_is_the_key_it_is_printed_on(russian: str, us: str) -> None:
    assert physical(russian) == _character_to_key(us)
    assert physical(f"ctrl+{russian}") == f"ctrl+{_character_to_key(us)}"


@pytest.mark.parametrize(("russian", "us"), LETTERS)
def test_a_capital_is_the_capital_of_its_key(russian: str, us: str) -> None:
    assert physical(russian.upper()) == us.upper()
    assert physical(f"ctrl+shift+{russian}") == f"ctrl+shift+{us}"


@given(st.characters(max_codepoint=0x7F))
def test_keys_of_the_us_layout_stay_except_the_ones_that_print_full_stop_and_comma(
    char: str,
) -> None:
    key = _character_to_key(char)
    expected = {".": "slash", ",": "question_mark"}.get(char, key)
    assert physical(key) == expected


@pytest.mark.parametrize("key", ["f1", "escape", "up", "ctrl+q", "shift+tab", "enter", "space", ""])
def test_other_keys_are_what_they_are(key: str) -> None:
    assert physical(key) == key


def test_text_typed_in_the_wrong_layout_is_read_as_it_was_meant() -> None:
    assert russian_letters("rkfcc") == "класс"
    assert russian_letters("Ghtlvtns") == "Предметы"
    assert russian_letters("8f hjl") == "8а род"
    assert russian_letters("класс 8") == "класс 8"


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("f10", "F10"),
        ("escape", "Esc"),
        ("space", "Пробел"),
        ("ctrl+s", "Ctrl+S"),
        ("ctrl+shift+z", "Ctrl+Shift+Z"),
        ("shift+tab", "Shift+Tab"),
        ("pagedown", "PgDn"),
        ("left", "←"),
        ("q", "q"),
        ("Y", "Y"),
        ("question_mark", "?"),
        ("slash", "/"),
        ("plus", "+"),
        ("minus", "-"),
    ],
)
def test_a_key_is_shown_as_it_is_printed_on_the_keyboard(key: str, label: str) -> None:
    assert key_label(key) == label


class Dialog(ModalScreen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("d", "app.note('dialog')", "Ответ")]


class Keys(EngineApp):
    """Writes down which actions ran."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(_character_to_key(us), f"note('{number}')", "Буква")
            for number, (_, us) in enumerate(PAIRS)
        ),
        Binding("ctrl+s", "note('save')", "Сохранить"),
        Binding("ctrl+p", "note('first')", "Раньше всех", priority=True),
        Binding("Y", "note('capital')", "Большая"),
        Binding("ы", "note('own')", "Русская буква"),
        Binding("slash", "note('slash')", "Поиск"),
    ]

    def __init__(self, with_field: bool = False) -> None:
        super().__init__()
        self.ran: list[str] = []
        self.with_field = with_field

    def compose(self) -> ComposeResult:
        if self.with_field:
            yield Input()
        yield KeyBar()

    def action_note(self, name: str) -> None:
        self.ran.append(name)


async def test_every_letter_key_works_in_both_layouts() -> None:
    app = Keys()
    async with app.run_test() as pilot:
        for number, (russian, us) in enumerate(PAIRS):
            app.ran.clear()
            await pilot.press(_character_to_key(us), russian)
            expected = "own" if russian == "ы" else str(number)
            assert app.ran == [str(number), expected], (russian, us)


async def test_control_capitals_and_signs_work_in_both_layouts() -> None:
    app = Keys()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+s", "ctrl+ы", "Y", "Н", "slash", "full_stop")
        assert app.ran == ["save", "save", "capital", "capital", "slash", str(len(PAIRS) - 2)]


async def test_a_key_that_is_bound_as_it_is_comes_before_the_same_physical_key() -> None:
    app = Keys()
    async with app.run_test() as pilot:
        await pilot.press("ы")
        assert app.ran == ["own"]


async def test_a_field_keeps_its_letters_and_lets_priority_keys_through() -> None:
    app = Keys(with_field=True)
    async with app.run_test() as pilot:
        await pilot.press("й", "ф", "q", "ctrl+з", "ctrl+ы")
        assert app.query_one(Input).value == "йфq"
        assert app.ran == ["first", "save"]


async def test_a_dialog_hides_the_letters_of_what_lies_below_in_both_layouts() -> None:
    app = Keys()
    async with app.run_test() as pilot:
        app.push_screen(Dialog())
        await pilot.pause()
        await pilot.press("в", "ц", "w", "d", "ctrl+з")
        assert app.ran == ["dialog", "dialog", "first"]


def test_the_private_hook_for_bindings_is_still_there() -> None:
    parameters = inspect.signature(App._check_bindings).parameters
    assert list(parameters) == ["self", "key", "priority"]
    assert inspect.iscoroutinefunction(App._check_bindings)
    # It is the one place that looks keys up.
    assert "_check_bindings" in inspect.getsource(App.on_event)
