"""Letters that lead to a line: the one with a word that begins with what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from sferum_tui.text import look_alike, russian_letters


def sought(titles: Sequence[str], begun: str, letter: str, at: int) -> tuple[str, int] | None:
    """What is looked for now, and the number of the title that has it; None where none has.

    That is the letter with those before it, from the title `at` on, round and round; else the
    letter alone, from the next title on. With the US layout on, it is first taken as it was meant.
    """
    words = [f" {look_alike(title)}" for title in titles]
    for typed, start in ((begun + letter, at), (letter, at + 1)):
        for wanted in dict.fromkeys(map(look_alike, (russian_letters(typed), typed))):
            for step in range(len(words)):
                number = (start + step) % len(words)
                if f" {wanted}" in words[number]:
                    return typed, number
    return None
