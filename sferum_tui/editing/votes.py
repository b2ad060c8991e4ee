"""The count of an open vote as it is typed in: what is missing, what disagrees, what follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from msgspec import Struct

from sferum_tui.rollout.answers import Chair, Quorum, Votes
from sferum_tui.rollout.decision import MOST_MEMBERS, outcome_of, quorum_needed, vote_faults

#: Numbers of a count by the field they are typed into.
NUMBERS = {
    "members": "Членов педсовета",
    "present": "Присутствуют",
    "for": "За",
    "against": "Против",
    "abstained": "Воздержались",
}
QUORUMS: tuple[tuple[Quorum, str], ...] = (
    ("half", "половина членов"),
    ("two_thirds", "две трети членов"),
)
CHAIRS: tuple[tuple[Chair, str], ...] = (
    ("", "по уставу не решает"),
    ("for", "решает: «за»"),
    ("against", "решает: «против»"),
)
#: Sides of the vote, in the order they are counted.
_SIDES = ("for", "against", "abstained")


def vote_texts(votes: Votes | None) -> dict[str, str]:
    """A count as texts by field; empty ones where there is none yet."""
    if votes is None:
        return {**dict.fromkeys(NUMBERS, ""), "quorum": "half", "chair": ""}
    numbers = {field: str(getattr(votes, _name(field))) for field in NUMBERS}
    return {**numbers, "quorum": votes.quorum, "chair": votes.chair}


class Ballot(Struct, frozen=True, dict=True):
    """A count by field, as texts."""

    texts: Mapping[str, str]

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers typed so far."""
        return {
            field: int(self.texts[field])
            for field in NUMBERS
            if self.texts.get(field, "").strip().isdecimal()
        }

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the numbers that are not typed yet."""
        known = self.numbers
        return tuple(title for field, title in NUMBERS.items() if field not in known)

    @property
    def needed(self) -> int | None:
        """How many must be present; None until the number of members is known."""
        members = self.numbers.get("members")
        return None if members is None else quorum_needed(self._votes(members=members))

    @property
    def tied(self) -> bool:
        """Whether for and against are equal, so that the chair's vote may decide."""
        known = self.numbers
        return known.get("for", 0) > 0 and known.get("for") == known.get("against")

    @property
    def votes(self) -> Votes | None:
        """The count, once it is complete and its sums agree."""
        if self.missing or self.faults:
            return None
        return self._votes(**_named(self.numbers))

    @property
    def faults(self) -> dict[str, str]:
        """What does not agree, in Russian, by the field to look at."""
        known = self.numbers
        found = {
            field: "впишите целое число"
            for field in NUMBERS
            if field not in known and self.texts.get(field, "").strip()
        }
        members, present = known.get("members"), known.get("present")
        if members == 0:
            found["members"] = "в педсовете есть хотя бы один человек"
        elif members is not None and members > MOST_MEMBERS:
            found["members"] = vote_faults(self._votes(members=members))[0]
        elif members is not None and present is not None:
            whole = self._votes(members=members, present=present, for_=present)
            if wrong := vote_faults(whole):
                found["present"] = wrong[0]
        typed = [side for side in _SIDES if side in known]
        if present is not None and typed and present <= MOST_MEMBERS:
            counted = sum(known[side] for side in typed)
            if counted > present or (len(typed) == len(_SIDES) and counted < present):
                sides = {side: known[side] for side in typed}
                whole = self._votes(members=present, present=present, **_named(sides))
                found[typed[-1]] = vote_faults(whole)[0]
        return found

    def result(self) -> str:
        """What the count says so far, in one sentence."""
        if self.missing:
            return f"впишите: {', '.join(title.lower() for title in self.missing)}"
        votes = self.votes
        if votes is None:
            return "числа не сходятся"
        outcome = outcome_of(votes)
        word = "положительное" if outcome == "positive" else "отрицательное"
        why = f"за {votes.for_} из {votes.present}"
        if self.tied:
            why += f", против {votes.against}: поровну"
            why += ", решил председатель" if votes.chair else ""
        elif outcome == "negative":
            why += ", а нужно больше половины"
        return f"решение {word}: {why}"

    def _votes(self, **numbers: int) -> Votes:
        given = {"members": 0, "present": 0, "for_": 0, "against": 0, "abstained": 0, **numbers}
        return Votes(
            **given,
            quorum=cast("Quorum", self.texts.get("quorum") or "half"),
            chair=cast("Chair", self.texts.get("chair", "")) if self.tied else "",
        )


def _named(numbers: Mapping[str, int]) -> dict[str, int]:
    """Numbers by field as `Votes` names them."""
    return {_name(field): number for field, number in numbers.items()}


def _name(field: str) -> str:
    """A field as `Votes` names it: «for» is a word of Python."""
    return "for_" if field == "for" else field
