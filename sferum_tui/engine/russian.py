"""What Textual says by itself, in Russian. Everything else on the screens is ours anyway."""

from __future__ import annotations

from typing import Final

#: Shown by a list to choose from while nothing is chosen.
CHOOSE: Final = "Выберите"
#: Shown instead of a widget that is still being filled.
WAIT: Final = "Подождите…"
#: What Ctrl+C answers when there is nothing to copy.
HOW_TO_LEAVE: Final = "Выход — F10"

# The bindings of Textual's widgets that a key bar would show.
_WORDS: Final = {"Dismiss menu": "Закрыть", "Open link": "Открыть"}


def key_word(description: str) -> str:
    """The word for a key; ours are Russian already."""
    return _WORDS.get(description, description)
