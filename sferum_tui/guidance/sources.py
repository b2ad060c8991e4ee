"""The files of the folder `presets`, and the recommendations among them."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from sferum_tui.locations import resource
from sferum_tui.rollout.recommendations import Recommendations, from_data


def read_preset(*parts: str) -> dict[str, Any]:
    """A file of the folder `presets` as a tree."""
    with resource("presets", *parts).open("rb") as file:
        return tomllib.load(file)


@cache
def load_recommendations() -> Recommendations:
    """What the methodical recommendations say."""
    return from_data(read_preset("recommendations.toml"))
