"""The words around the facts, read from `presets/documents.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from sferum_tui.documents.model import Paper
from sferum_tui.locations import resource
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.recommendations import fill
from sferum_tui.rollout.russian import digits

#: Places to fill in by hand.
BLANK, NAME, LINE = "_" * 8, "_" * 22, "_" * 36
#: A line to sign on.
SIGN = "_" * 16
DATE = "«____» ______________ 20___ г."
#: What a plan without guidance of its own says otherwise.
_NOTHING: Mapping[str, str] = {}
#: Two full stops, but no three of them.
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")


@cache
def _data() -> dict[str, Any]:
    with resource("presets", "documents.toml").open("rb") as file:
        return tomllib.load(file)


def part(name: str, board: Board) -> Mapping[str, Any]:
    """One table of the file as the guidance of a school changed it. Raises `KeyError`."""
    return _changed(name, board.rollout.recommendations.words)


def _changed(name: str, said: Mapping[str, str]) -> Mapping[str, Any]:
    """One table with what guidance says in place of its words, by «part.key»."""
    head = f"{name}."
    told = {key.removeprefix(head): it for key, it in said.items() if key.startswith(head)}
    return {**_data()[name], **told} if told else _data()[name]


@cache
def paper() -> Paper:
    """The colours that documents are printed in."""
    raw = _data()["paper"]
    return Paper(tuple(raw["stages"]), raw["day_off"], raw["run_up"], raw["head"], raw["frame"])


def page_words() -> tuple[str, str]:
    """«Страница» and «из», between which the numbers of a workbook's pages stand."""
    common = _data()["common"]
    return common["page"], common["of"]


def catalogue_words() -> Mapping[str, Mapping[str, str]]:
    """Titles and descriptions of the documents by name, names of the formats."""
    words: Mapping[str, Mapping[str, str]] = _data()["catalogue"]
    return words


class Words:
    """Texts of one part of the file, with the values that are the same all over a document."""

    def __init__(
        self, name: str, values: Mapping[str, str] | None = None, said: Mapping[str, str] = _NOTHING
    ) -> None:
        """`said` are words of a pack of guidance, by «part.key»."""
        self._part, self._common = _changed(name, said), _changed("common", said)
        self.values: dict[str, str] = {"blank": BLANK, **(values or {})}

    def __call__(self, key: str, /, **values: object) -> str:
        """A text with its values filled in. Raises `KeyError` where there is none."""
        text: str = self._part[key] if key in self._part else self._common[key]
        return self.filled(text, **values)

    def filled(self, text: str, /, **values: object) -> str:
        """A text from the file with its values filled in."""
        given = {name: str(value) for name, value in values.items()}
        # A date ends with a full stop of its own, and so does a name: «О. Д.».
        return _TWO_STOPS.sub(".", fill(text, {**self.values, **given}))

    def titles(self, key: str) -> tuple[str, ...]:
        """The heads of a table's columns."""
        return tuple(self._part[key])

    def rows(self, key: str) -> tuple[Mapping[str, str], ...]:
        """The entries of an array of tables."""
        return tuple(self._part[key])

    @property
    def school(self) -> str:
        """The name of the school, or a place to write it."""
        return self.values["school"]

    def running(self, title: str) -> str:
        """What stands at the head of pages: the title, and the school where it has a name."""
        return title if self.school == LINE else f"{title} · {self.school}"


def words_for(part: str, board: Board) -> Words:
    """The words of one document about one school."""
    rollout = board.rollout
    answers = rollout.answers
    return Words(
        part,
        {
            "school": answers.school.name or LINE,
            "platform": rollout.platform,
            "today": digits(board.today),
        },
        rollout.recommendations.words,
    )
