"""Every key of the program: in both layouts, with a second one, with a Russian name, and alone."""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen

import sferum_tui
from sferum_tui.engine.footer import fit, hints
from sferum_tui.engine.keys import key_label, physical
from sferum_tui.screens.wizard.question import Question
from tests.program.keys_there import PLAIN, foreign_words
from tests.program.places import PLACES, Place, at

RUSSIAN = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM",
        "йцукенгшщзфывапролдячсмитьЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ",
        strict=True,
    )
)


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


@pytest.mark.parametrize("place", [Place("f3", "ChatsScreen"), Place("ctrl+w", "OwnersScreen")])
async def test_the_copying_key_and_what_acts_stand_in_the_key_bar(
    tmp_path: Path, place: Place
) -> None:
    acts = {"f3": "Пробел", "ctrl+w": "Enter"}[place.keys]
    async with at(tmp_path, place, (80, 24)) as (app, _):
        *_, kept = fit(hints(app.screen), 80)
        assert {"Ctrl+C", acts} <= {hint.label for hint in kept}
        # Where there is no room for both, what acts goes before what copies.
        *_, kept = fit(hints(app.screen), 60)
        assert acts in [hint.label for hint in kept]
