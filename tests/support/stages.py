"""Recommendations with other stages than those of 2022, to see that their number is data."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from sferum_tui.guidance import loading, packs, sources
from sferum_tui.locations import resource

Tree = dict[str, Any]


def recommendations_tree() -> Tree:
    """What `presets/recommendations.toml` holds."""
    with resource("presets", "recommendations.toml").open("rb") as file:
        return tomllib.load(file)


def five_stages() -> Tree:
    """Grades 8 and 9 move apart from the older ones, as a fifth stage with kinds of its own."""
    tree = recommendations_tree()
    stages = {stage["number"]: stage for stage in tree["stages"]}
    stages[2] |= {"title": "10–11 классы", "grades": [10, 11, 12]}
    fifth = copy.deepcopy(stages[2])
    fifth |= {"number": 5, "title": "8–9 классы", "grades": [8, 9], "first_day": 20, "last_day": 25}
    tree["stages"].append(fifth)
    for letter in "абвг":
        tree["kinds"].append({"id": f"5{letter}", "stage": 5, "model": f"2{letter}", "source": "—"})
    tree["levels"][1]["stages"].append(5)
    return tree


def three_stages() -> Tree:
    """Grades 5–11 move together, and no stage waits for a decision."""
    tree = recommendations_tree()
    stages = {stage["number"]: stage for stage in tree["stages"]}
    stages[2] |= {"title": "5–11 классы", "grades": list(range(5, 13))}
    stages[4] |= {"number": 3, "by_decision": False}
    tree["stages"] = [stages[1], stages[2], stages[4]]
    tree["kinds"] = [kind for kind in tree["kinds"] if kind["stage"] != 3]
    for kind in tree["kinds"]:
        if kind["stage"] == 4:
            kind |= {"stage": 3, "needs": ""}
    tree["levels"][0]["stages"], tree["levels"][1]["stages"] = [3], [2]
    return tree


_CACHES = (
    sources.load_texts,
    loading.load_recommendations,
    loading.load_presets,
    loading.load_reference,
    loading._by_name,
)


@contextmanager
def using(tree: Tree) -> Iterator[None]:
    """Let the program find these recommendations in place of its own."""
    read = loading.read_preset

    def other(*parts: str) -> Tree:
        return copy.deepcopy(tree) if parts == ("recommendations.toml",) else read(*parts)

    try:
        with pytest.MonkeyPatch.context() as patch:
            for module in (sources, loading, packs):
                patch.setattr(module, "read_preset", other)
            _forget()
            yield
    finally:
        # After a failure too: what was read under the patch must not reach another test.
        _forget()


def _forget() -> None:
    for cached in _CACHES:
        cached.cache_clear()
