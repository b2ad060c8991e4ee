"""How a text is compared with what a person types: ё = е, no case, look-alikes, no-break spaces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from sferum_tui.text import either_layout


class Searchable(Protocol):
    """Something with a folded text to search in."""

    @property
    def text(self) -> str:
        """The text, folded."""


Item = TypeVar("Item", bound=Searchable)


def narrowed(items: Sequence[Item], query: str) -> Sequence[Item]:
    """The items that hold every word of the query, in their order.

    A word that nothing holds is looked for once more as it reads with the other keyboard
    layout on.
    """
    for word in query.split():
        typed, meant = either_layout(word)
        hits = _holding(items, typed)
        items = hits or _holding(items, meant)
    return items


def _holding(items: Iterable[Item], word: str) -> list[Item]:
    # A word may become several: quotes and dots are spaces. Nothing is left of «·»: all hold it.
    found = list(items)
    for part in word.split():
        found = [item for item in found if part in item.text]
    return found
