"""How a text is compared with what a person types: ё = е, no case, look-alikes, no-break spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar


class Searchable(Protocol):
    """Something with a folded text to search in."""

    @property
    def text(self) -> str:
        """The text, folded."""


Item = TypeVar("Item", bound=Searchable)

# Latin letters that look like Cyrillic ones in some case («8A», «IT») are these; folding both the
# text and the query makes it of no account which of them was typed. Dashes are one sign, and what
# only decorates a name is a space.
_SAME = str.maketrans(
    dict(zip("abcehkmoptxy", "авсенкмортху", strict=True))
    | {"ё": "е", "–": "-", "—": "-", "−": "-", "‑": "-"}
    | dict.fromkeys('·«»„“”"\t\n\r\u00a0\u2009\u202f', " ")
)
#: Stands before each number of a folded text, so that «1а» is not found in «11а».
_NUMBER = "\x02"
_NUMBERS = re.compile(r"\d+")


def folded(text: str) -> str:
    """The text as it is compared. What is folded twice stays as it is."""
    plain = text.replace(_NUMBER, "").lower().translate(_SAME)
    return _NUMBERS.sub(lambda found: _NUMBER + found[0], plain)


def narrowed(
    items: Sequence[Item], query: str, meant: Callable[[str], str] | None = None
) -> Sequence[Item]:
    """The items that hold every word of the query, in their order.

    A word that nothing holds is looked for once more as `meant` gives it: as it would read had the
    other keyboard layout been on.
    """
    for word in query.split():
        hits = _holding(items, folded(word))
        if not hits and meant is not None:
            hits = _holding(items, folded(meant(word)))
        items = hits
    return items


def _holding(items: Iterable[Item], word: str) -> list[Item]:
    # A word may become several: quotes and dots are spaces. Nothing is left of «·»: all hold it.
    found = list(items)
    for part in word.split():
        found = [item for item in found if part in item.text]
    return found
