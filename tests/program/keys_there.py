"""What the keys of a place do: no key two things, no letter anything but words."""

from __future__ import annotations

import re
from collections import defaultdict

from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from sferum_tui.app import SferumApp
from sferum_tui.engine.footer import hints, working_keys
from sferum_tui.screens.actions import actions_of, all_deeds
from sferum_tui.screens.wizard.check import AnswerRow
from sferum_tui.widgets.form import Form
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.form_names import NamesRow
from sferum_tui.widgets.form_row import FormRow
from sferum_tui.widgets.name_grid import NameGrid
from tests.program.places import settled

# Keys that say by themselves what they do where nothing else is said of them.
PLAIN = {
    *(f"{shift}{key}" for shift in ("", "ctrl+", "shift+") for key in ("up", "down", "left")),
    *(f"{shift}{key}" for shift in ("", "ctrl+", "shift+") for key in ("right", "home", "end")),
    *("pageup", "pagedown", "enter", "space", "escape", "tab", "shift+tab", *"123456789"),
}
LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyzНГYT"
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


def foreign_words(text: str) -> set[str]:
    """Latin words that are no names."""
    return set(re.findall(r"[A-Za-z]{2,}", text)) - NAMES


def assert_keys(app: SferumApp) -> None:
    """No key has two actions, and everything that is said about keys is Russian."""
    screen = app.screen
    assert_one_action_for_a_key(app)
    keys = working_keys(screen)
    assert "f10" in keys, "F10 does not leave"
    assert "f1" in keys or screen.is_modal, "F1 does not help"
    labels = [hint.label for hint in hints(screen)]
    assert len(labels) == len(set(labels)), f"a key is told twice: {labels}"
    for hint in hints(screen):
        assert hint.word, f"nothing is said of {hint.label}"
        assert foreign_words(hint.word) == set()
    for deed in (*actions_of(screen), *all_deeds(app)):
        assert deed.title, f"no title: {deed}"
        assert foreign_words(deed.full_title) == set()


def assert_one_action_for_a_key(app: SferumApp) -> None:
    """No key does two things, in one widget or in two of them."""
    screen, actions = app.screen, defaultdict(set)
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
    assert twice == {}, "a key has two actions"


async def assert_letters_change_nothing(
    app: SferumApp, pilot: Pilot[int], in_rows: bool = True
) -> None:
    """Press every letter where the cursor is and, `in_rows`, in every row that holds no text."""
    forms = app.screen.query(Form)
    rows = rows_without_text(forms.first()) if forms else []
    for row in (None, *(rows if in_rows else ())):
        if row is not None:
            forms.first().focus_row(row)
            await pilot.pause()
        elif forms and isinstance(app.focused, Input):
            continue
        before, stack = kept(app), app.screen
        for letter in LETTERS:
            app.post_message(events.Key(letter, letter))
        assert await settled(app, pilot), "the letters have no end"
        where = f"{type(row).__name__} {row.id}" if row else "where the cursor is"
        assert kept(app) == before, f"a letter changes something: {where}"
        assert app.screen is stack or row is None, f"a letter leads away: {where}"


def rows_without_text(form: Form) -> list[FormRow]:
    """The rows of a form where a letter is not typed.

    Lines of the check are all of one kind, to which letters are a search: one stands for them.
    """
    rows = [row for row in form.rows if not isinstance(row, TextRow | NamesRow)]
    return [row for row in rows if not isinstance(row, AnswerRow)] or rows[:1]


def kept(app: SferumApp) -> tuple[object, ...]:
    """All that a person has given; what is typed into a table of names or a field is text."""
    session = app.drafting.session
    plan = app.opened.plan if app.opened else None
    if session is None:
        return plan, app.settings
    typed = None if isinstance(app.focused, Input | NameGrid | NamesRow) else dict(session.typed)
    return plan, app.settings, session.answers, dict(session.renamed), typed
