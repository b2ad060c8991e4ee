"""The files of the folder `presets`, and the recommendations among them."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from sferum_tui.locations import resource
from sferum_tui.rollout.recommendations import Recommendations, Texts, from_data, texts_from


def read_preset(*parts: str) -> dict[str, Any]:
    """A file of the folder `presets` as a tree."""
    with resource("presets", *parts).open("rb") as file:
        return tomllib.load(file)


@cache
def load_recommendations() -> Recommendations:
    """What the methodical recommendations say."""
    return from_data(read_preset("recommendations.toml"), load_texts)


@cache
def load_texts() -> Texts:
    """What of them is only shown; apart, for `status` has no need of it."""
    return texts_from(recommendations_tree())


def recommendations_tree() -> dict[str, Any]:
    """Both as one tree, which packs are laid over: kinds of chat with what is written there."""
    tree, texts = read_preset("recommendations.toml"), read_preset("texts.toml")
    written = {raw["id"]: raw for raw in texts.pop("chats")}
    kinds = [{**raw, **written.get(raw["id"], {})} for raw in tree["kinds"]]
    return {**tree, "kinds": kinds, **texts}
