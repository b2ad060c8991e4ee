from __future__ import annotations

import pytest

from sferum_tui.rollout.answers import Votes
from sferum_tui.rollout.decision import outcome_of, quorum_needed, vote_faults


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        (Votes(40, 31, 25, 4, 2), "positive"),
        (Votes(40, 30, 16, 14, 0), "positive"),
        (Votes(40, 30, 15, 15, 0), "negative"),
        (Votes(40, 30, 15, 15, 0, chair="for"), "positive"),
        (Votes(40, 30, 15, 15, 0, chair="against"), "negative"),
        (Votes(40, 30, 15, 5, 10), "negative"),  # half of those present is not more than half
        (Votes(40, 30, 0, 0, 30, chair="for"), "negative"),
        (Votes(3, 3, 2, 1, 0), "positive"),
    ],
)
def test_more_than_half_of_those_present_carry_it(votes: Votes, outcome: str) -> None:
    assert vote_faults(votes) == ()
    assert outcome_of(votes) == outcome


@pytest.mark.parametrize(
    ("votes", "word"),
    [
        (Votes(40, 41, 41, 0, 0), "присутствуют 41"),
        (Votes(40, 31, 25, 4, 1), "30 голосов"),
        (Votes(40, 21, 21, 1, 0), "22 голоса"),
        (Votes(40, 19, 19, 0, 0), "кворума"),
        (Votes(40, 26, 26, 0, 0, "two_thirds"), "не меньше 27"),
        (Votes(40, -1, -1, 0, 0), "меньше нуля"),
        (Votes(100000, 100000, 100000, 0, 0), "не больше"),
    ],
)
def test_a_count_that_does_not_agree_is_named(votes: Votes, word: str) -> None:
    assert word in "; ".join(vote_faults(votes))


def test_quorum_rounds_up() -> None:
    assert quorum_needed(Votes(41, 0, 0, 0, 0)) == 21
    assert quorum_needed(Votes(41, 0, 0, 0, 0, "two_thirds")) == 28
