"""The vote of the teaching staff on grades 1–4 and what follows from it (п. 7.4)."""

from __future__ import annotations

from sferum_tui.rollout.answers import Outcome, Votes
from sferum_tui.rollout.russian import plural

#: The largest teaching staff the program believes in, in persons.
MOST_MEMBERS = 2000


def quorum_needed(votes: Votes) -> int:
    """How many members must be present: at least half, or two thirds, by the school's charter."""
    if votes.quorum == "half":
        return -(-votes.members // 2)
    return -(-votes.members * 2 // 3)


def vote_faults(votes: Votes) -> tuple[str, ...]:
    """What is wrong with the count, in Russian; empty when the sums agree.

    Everybody present votes for, against or abstains; no more are present than are members.
    """
    found = []
    numbers = (votes.members, votes.present, votes.for_, votes.against, votes.abstained)
    if any(number < 0 for number in numbers):
        return ("число голосов не может быть меньше нуля",)
    if votes.members > MOST_MEMBERS:
        found.append(f"членов педсовета не больше {MOST_MEMBERS}")
    if votes.present > votes.members:
        found.append(f"присутствуют {votes.present}, а членов педсовета {votes.members}")
    total = votes.for_ + votes.against + votes.abstained
    if total != votes.present:
        voices = plural(total, "голос", "голоса", "голосов")
        found.append(f"за, против и воздержались вместе {voices}, а присутствуют {votes.present}")
    if not found and votes.present < quorum_needed(votes):
        found.append(f"нет кворума: нужно не меньше {quorum_needed(votes)}")
    return tuple(found)


def outcome_of(votes: Votes) -> Outcome:
    """The outcome of a faultless count: more than half of those present carry it.

    On a tie of for and against the chair's vote decides where the charter says so
    (`votes.chair`); otherwise the motion fails.
    """
    if votes.for_ * 2 > votes.present:
        return "positive"
    if votes.for_ == votes.against and votes.for_ > 0 and votes.chair == "for":
        return "positive"
    return "negative"
