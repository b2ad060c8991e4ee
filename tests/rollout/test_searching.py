"""What a typed word finds."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_tui.text import folded, matching

ITEMS = [
    "8А · класс",
    "8А · родители",
    "18А · класс",
    "8Б · Математика · Алёшина И. И.",
    "8 IT-класс · родители",
    "МО · труд, ИЗО и музыка",
]


def names(query: str, among: Sequence[str] = ITEMS) -> list[str]:
    return matching(((folded(name), name) for name in among), query)[1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ITEMS),
        ("8а род", ["8А · родители"]),
        ("род 8А", ["8А · родители"]),
        ("8a род", ["8А · родители"]),  # a Latin look-alike
        ("8f hjl", ["8А · родители"]),  # the other layout
        ("8a hjl", ["8А · родители"]),  # both at once
        ("8А\u00a0род", ["8А · родители"]),
        ("«8А» · родители", ["8А · родители"]),
        ("алешина", ["8Б · Математика · Алёшина И. И."]),
        ("АЛЁШИНА", ["8Б · Математика · Алёшина И. И."]),
        ("fktibyf", ["8Б · Математика · Алёшина И. И."]),
        ("it", ["8 IT-класс · родители"]),
        ("IT–класс", ["8 IT-класс · родители"]),
        ("изо", ["МО · труд, ИЗО и музыка"]),
        ("нет такого", []),
    ],
)
def test_a_query_finds_what_was_meant(query: str, found: list[str]) -> None:
    assert names(query) == found


def test_a_number_is_not_found_inside_a_longer_one() -> None:
    assert "18А · класс" not in names("8а")
    assert names("18") == ["18А · класс"]
    assert "18А · класс" in names("1"), "while one is still typing"


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.lists(st.text(alphabet="8АаaёЁе ·-«I", max_size=8)), st.text("8аАeё ·-", max_size=6))
def test_every_word_is_in_what_is_found_and_in_nothing_else(texts: list[str], query: str) -> None:
    words = folded(query).split()
    found = [text for text in texts if all(word in folded(text) for word in words)]
    assert names(query, texts) == found


@given(st.text("8аАe Iро", max_size=8), st.text("8аАe Iро", max_size=4))
def test_typing_on_narrows(begun: str, more: str) -> None:
    assert set(names(begun + more)) <= set(names(begun))
