"""Every key of the program: in both layouts, with a second one, with a Russian name, and alone."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from textual import events
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

import sferum_tui
from sferum_tui.app import SferumApp
from sferum_tui.engine.footer import fit, hints, working_keys
from sferum_tui.engine.keys import key_label, physical
from sferum_tui.screens.actions import actions_of, all_deeds
from sferum_tui.screens.wizard.check import AnswerRow
from sferum_tui.screens.wizard.question import Question
from sferum_tui.widgets.form import Form
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.form_names import NamesRow
from sferum_tui.widgets.name_grid import NameGrid
from tests.program.places import (
    ON_THE_BOARD,
    WITH_A_BROKEN_PLAN,
    WITH_SCHOOLS,
    WITHOUT_A_PLAN,
    Place,
    at,
    settled,
)

PLACES = (*ON_THE_BOARD, *WITHOUT_A_PLAN, *WITH_A_BROKEN_PLAN, *WITH_SCHOOLS)
SIZE = (80, 24)
RUSSIAN = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM",
        "йцукенгшщзфывапролдячсмитьЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ",
        strict=True,
    )
)
# Keys that say by themselves what they do where nothing else is said of them.
PLAIN = {
    *(f"{shift}{key}" for shift in ("", "ctrl+", "shift+") for key in ("up", "down", "left")),
    *(f"{shift}{key}" for shift in ("", "ctrl+", "shift+") for key in ("right", "home", "end")),
    *("pageup", "pagedown", "enter", "space", "escape", "tab", "shift+tab", *"123456789"),
}
# Names of files, programs and keys that have no Russian form.
NAMES = {
    "scp",
    "pscp",
    "PuTTY",
    "csv",
    "xlsx",
    "xls",
    "ods",
    "documents",
    "Delete",
    "Insert",
    "Enter",
    "Esc",
}


@cache
def modules() -> None:
    """Load every module, so that its classes are known."""
    for module in pkgutil.walk_packages(sferum_tui.__path__, "sferum_tui."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def classes(base: type[DOMNode] = DOMNode) -> list[type[DOMNode]]:
    """The program's own screens, widgets and apps."""
    modules()
    found, waiting = [], [base]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("sferum_tui.") and kind not in found:
                found.append(kind)
    return sorted(found, key=lambda kind: (kind.__module__, kind.__name__))


def bound() -> Iterator[tuple[type[DOMNode], Binding]]:
    """What each of the classes binds itself, a key at a time."""
    for kind in classes():
        for found in BindingsMap(kind.__dict__.get("BINDINGS", [])).key_to_bindings.values():
            for binding in found:
                yield kind, binding


def inherited(kind: type[DOMNode]) -> Iterator[Binding]:
    """What a class binds with what it takes over from classes before it."""
    assert kind._merged_bindings is not None
    for found in kind._merged_bindings.key_to_bindings.values():
        yield from found


def is_function_key(key: str) -> bool:
    return key[:1] == "f" and key[1:].isdigit()


def foreign_words(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]{2,}", text)) - NAMES


# What is written down ---------------------------------------------------------------------------


def test_the_walk_finds_the_program() -> None:
    names = {kind.__name__ for kind in classes()}
    assert {"SferumApp", "BoardScreen", "WizardScreen", "ChatList", "KeyBar"} <= names


def test_letters_are_for_words() -> None:
    """A letter that acts could be pressed by one who only wants to type a name."""
    acting = {
        (kind.__name__, binding.key)
        for kind, binding in bound()
        if len(binding.key) == 1 and binding.key.isalpha()
    }
    assert acting == set()


def test_every_letter_works_by_the_russian_letter_of_its_key() -> None:
    taken = {binding.key for _, binding in bound()}
    letters = {key.removeprefix("ctrl+") for key in taken if key.removeprefix("ctrl+") in RUSSIAN}
    assert {"c", "z", "y", "p"} <= letters
    for letter in letters:
        russian = RUSSIAN[letter]
        assert physical(f"ctrl+{russian}") == f"ctrl+{letter}"
        assert not {russian, f"ctrl+{russian}"} & taken, "another action would come before"


def test_no_label_is_a_letter_that_only_looks_cyrillic() -> None:
    labels = {binding.key_display or key_label(binding.key) for kind, binding in bound()}
    assert {"Ctrl+C", "F5", "А–Я", "← →"} <= labels
    alone = {label for label in labels if len(label) == 1 and label.isalpha()}
    assert {label for label in alone if label.upper() in "ABCEHKMOPTXY"} == set()


def test_every_function_key_has_a_second_key_or_stands_in_the_palette() -> None:
    """Terminals keep F1, F10 and F11 for themselves, PuTTY may send no F5 to F8."""
    alone = set()
    for kind, binding in bound():
        palette = not issubclass(kind, ModalScreen) and binding.id
        if is_function_key(binding.key) and not (palette and binding.tooltip):
            others = {it.key for it in inherited(kind) if it.action == binding.action}
            if all(is_function_key(key) for key in others):
                alone.add((kind.__name__, binding.key))
    assert alone == set()


def test_every_action_has_an_id_and_a_russian_name() -> None:
    nameless = set()
    for kind, binding in bound():
        named = any(it.id for it in inherited(kind) if it.action == binding.action)
        plain = binding.key in PLAIN and not binding.description
        if not (binding.system or named or plain):
            nameless.add((kind.__name__, binding.key, "id"))
        text = f"{binding.description} {binding.tooltip}".strip()
        if foreign_words(text):
            nameless.add((kind.__name__, binding.key, text))
        # One binding of several to the same action says it for all of them.
        if not (plain or binding.system) and not any(
            it.tooltip or it.description
            for it in inherited(kind)
            if it.action.partition("(")[0] == binding.action.partition("(")[0]
        ):
            nameless.add((kind.__name__, binding.key, "name"))
    assert nameless == set()


def test_an_id_means_the_same_action_everywhere() -> None:
    meant = defaultdict(set)
    for _, binding in bound():
        if binding.id:
            meant[binding.id].add((binding.action, binding.tooltip))
    assert {name: found for name, found in meant.items() if len(found) > 1} == {}


def test_full_stop_and_slash_have_no_two_meanings() -> None:
    """The Russian layout has «.» and «,» on the keys of «/» and «?»."""
    meant = defaultdict(set)
    for _, binding in bound():
        if binding.key in {"full_stop", "slash", "comma", "question_mark"}:
            meant[binding.key].add(binding.action)
    assert meant == {"slash": {"search"}, "question_mark": {"help"}}


#: Screens that a fault of the disk, the size of the window or a history of its own brings up.
ELSEWHERE = {
    "WizardScreen", "SizeNotice", "EntryScreen",
}  # fmt: skip


def test_every_screen_and_question_is_among_the_places() -> None:
    shown = {place.shows for place in PLACES}
    screens = {kind for kind in classes(Screen) if not kind.__subclasses__()}
    questions = {kind for kind in classes(Question) if not kind.__subclasses__()}
    names = {kind.__name__ for kind in screens | questions} - ELSEWHERE
    assert names == shown - {"CheckQuestion"} | {"CheckQuestion"}


# What works -------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.shows}: {place.keys}")
async def test_at_a_place_no_key_has_two_actions_and_no_letter_changes_anything(
    tmp_path: Path, place: Place
) -> None:
    async with at(tmp_path, place, SIZE) as (app, pilot):
        screen = app.screen
        actions = defaultdict(set)
        # A field to type into has these for itself.
        typing = {"backspace", "delete"} if isinstance(screen.focused, Input) else set()
        for node, bindings in screen._modal_binding_chain:
            here = defaultdict(set)
            for key, binding in bindings:
                if app._check_action_state(binding.action, node) is not False:
                    here[key].add(binding.action)
            for key, found in here.items():
                assert len(found) == 1, (type(node).__name__, key, found)
                # What has the focus may use arrows, Enter, Space and Esc in its own way.
                if key not in PLAIN | typing and not key.startswith(("ctrl+", "super+")):
                    actions[key] |= {(type(node).__name__, action) for action in found}
        twice = {key: found for key, found in actions.items() if len(found) > 1}
        assert twice == {}
        keys = working_keys(screen)
        assert "f10" in keys
        assert "f1" in keys or screen.is_modal
        labels = [hint.label for hint in hints(screen)]
        assert len(labels) == len(set(labels)), "a key is told twice"
        # Everything that is said about keys is Russian.
        for hint in hints(screen):
            assert hint.word
            assert foreign_words(hint.word) == set()
        for deed in (*actions_of(screen), *all_deeds(app)):
            assert deed.title
            assert foreign_words(deed.full_title) == set()
        await press_letters(app, pilot)


@pytest.mark.parametrize("place", [Place("f3", "ChatsScreen"), Place("ctrl+w", "OwnersScreen")])
async def test_the_copying_key_and_what_acts_stand_in_the_key_bar(
    tmp_path: Path, place: Place
) -> None:
    acts = {"f3": "Пробел", "ctrl+w": "Enter"}[place.keys]
    async with at(tmp_path, place, (80, 24)) as (app, _):
        _, kept = fit(hints(app.screen), 80)
        assert {"Ctrl+C", acts} <= {hint.label for hint in kept}
        # Where there is no room for both, what acts goes before what copies.
        _, kept = fit(hints(app.screen), 60)
        assert acts in [hint.label for hint in kept]


LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyzНГYT"


async def press_letters(app: SferumApp, pilot: Pilot[int]) -> None:
    """Press every letter where the cursor is and in every row of a form that holds no text.

    Lines of the check are all of one kind, to which letters are a search: one stands for them.
    """
    forms = app.screen.query(Form)
    rows = [row for form in forms for row in form.rows if not isinstance(row, TextRow | NamesRow)]
    rows = [row for row in rows if not isinstance(row, AnswerRow)] or rows[:1]
    for row in (None, *rows):
        if row is not None:
            forms.first().focus_row(row)
            await pilot.pause()
        elif forms and isinstance(app.focused, Input):
            continue
        before, stack = kept(app), app.screen
        for letter in LETTERS:
            app.post_message(events.Key(letter, letter))
        assert await settled(app, pilot)
        assert kept(app) == before, (type(row).__name__, row and row.id)
        assert app.screen is stack or row is None


def kept(app: SferumApp) -> tuple[object, ...]:
    """All that a person has given; what is typed into a table of names or a field is text."""
    session = app.drafting.session
    plan = app.opened.plan if app.opened else None
    if session is None:
        return plan, app.settings
    typed = None if isinstance(app.focused, Input | NameGrid | NamesRow) else dict(session.typed)
    return plan, app.settings, session.answers, dict(session.renamed), typed
