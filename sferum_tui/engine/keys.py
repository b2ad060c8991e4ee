"""One set of keys for two keyboard layouts.

A terminal sends letters, not keys: with the Russian layout on, the key `q` arrives as `й`. So a key
is looked up as it is, and if nothing is bound to it, as the same physical key of the US layout.
"""

from __future__ import annotations

from functools import lru_cache
from string import punctuation
from typing import TYPE_CHECKING

from textual.keys import _character_to_key

from sferum_tui.engine.mixins import AppMixin
from sferum_tui.text import RUSSIAN_KEYS, US_KEYS

if TYPE_CHECKING:
    from textual.events import Key

_SAME_KEY = dict(zip(RUSSIAN_KEYS, US_KEYS, strict=True))
_SAME_NAME = {
    _character_to_key(russian): _character_to_key(us) for russian, us in _SAME_KEY.items()
} | {russian: _character_to_key(us) for russian, us in _SAME_KEY.items()}


@lru_cache(256)
def physical(key: str) -> str:
    """The name of the same physical key of the US layout: `й` → `q`, `ctrl+ы` → `ctrl+s`.

    A key that both layouts share is returned as it is.
    """
    modifiers, plus, name = key.rpartition("+")
    return f"{modifiers}{plus}{_SAME_NAME.get(name, name)}"


def typed(event: Key) -> str:
    """The letter or digit of a key that was pressed without Ctrl and Alt; "" for another key."""
    char = event.character or ""
    return char if char.isalnum() and "+" not in event.key else ""


class BothLayouts(AppMixin):
    """For an `App`: bindings are found in whichever layout the keyboard is.

    Typing is safe: a focused field takes printable keys before bindings are asked, and the bindings
    that it hides (Textual drops them from the chain) stay hidden under their second name too.
    """

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        if await super()._check_bindings(key, priority):
            return True
        same = physical(key)
        return same != key and await super()._check_bindings(same, priority)


_PRINTED = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Пробел",
    "tab": "Tab",
    "backspace": "Backspace",
    "insert": "Insert",
    "delete": "Delete",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "ctrl": "Ctrl",
    "alt": "Alt",
    "shift": "Shift",
} | {_character_to_key(sign): sign for sign in punctuation}


def key_label(key: str) -> str:
    """A key as it is printed on the keyboard: `ctrl+s` → `Ctrl+S`, `space` → `Пробел`."""
    *modifiers, name = key.split("+")
    label = _PRINTED.get(name, name)
    if name not in _PRINTED and (modifiers or (name[:1] == "f" and name[1:].isdigit())):
        label = name.upper()
    return "+".join([*(_PRINTED.get(modifier, modifier) for modifier in modifiers), label])
