"""Выписка из протокола педсовета: the agenda, the vote with its sums, the decision (п. 7.4)."""

from __future__ import annotations

from collections.abc import Iterator

from sferum_tui.documents.facts import class_numbers, long_span, whole_span
from sferum_tui.documents.model import (
    Block,
    Document,
    Facts,
    Heading,
    Paragraph,
    Point,
    Section,
    Sides,
)
from sferum_tui.documents.words import BLANK, DATE, Words, paper, words_for
from sferum_tui.rollout.answers import Votes
from sferum_tui.rollout.board import Board, StageBoard
from sferum_tui.rollout.decision import quorum_needed
from sferum_tui.rollout.russian import chats, digits


def minutes(board: Board) -> Document:
    """The extract; a draft with variants where nothing is decided yet."""
    words = words_for("minutes", board)
    item = next((item for item in board.stages if item.stage.by_decision), None)
    if item and item.state == "not_applicable":
        item = None
    return Document(
        title=f"{words('title')} {words('subtitle')}",
        sections=(Section(words("title"), tuple(_parts(board, item, words))),),
        running=words.running(words("title").capitalize()),
        page_words=words.page_words(),
        paper=paper(),
    )


def _parts(board: Board, item: StageBoard | None, words: Words) -> Iterator[Block]:
    primary = board.rollout.answers.primary
    outcome = primary.decision if item else "undecided"
    if outcome == "undecided":
        yield Paragraph(words("draft"), "right")
    yield Paragraph(words.school, "center")
    if not board.rollout.answers.school.name:
        yield Paragraph(f"({words('school_hint')})", "center")
    yield Heading(words("title"), 1)
    yield Paragraph(words("subtitle"), "center")
    known = outcome != "undecided"
    day = digits(primary.date) if known and primary.date else DATE
    number = primary.minutes if known and primary.minutes else BLANK
    yield Sides(day, f"№ {number}")
    votes = primary.votes if known else None
    yield Facts(tuple(_present(votes, words)))
    yield Paragraph(words("agenda_title"), "strong")
    yield Point("1.", words("agenda" if item else "agenda_other"))
    yield Paragraph(words("heard_title"), "strong")
    yield Paragraph(words("heard"), "plain")
    for text in _heard(board, item, words):
        yield Paragraph(text)
    yield Paragraph(words("spoke_title"), "strong")
    yield Paragraph(words("spoke"), "plain")
    yield Paragraph(words("voted_title"), "strong")
    for text in _voted(votes, words):
        yield Paragraph(text, "plain")
    yield Paragraph(words("decided_title"), "strong")
    if item and outcome == "undecided":
        yield Paragraph(words("undecided_note"), "note")
    for place, text in enumerate(_decided(board, item, words), 1):
        yield Point("□" if item and outcome == "undecided" else f"{place}.", text)
    yield Paragraph(words("true_copy"), "strong")
    yield Sides(words("chair"), f"{'_' * 18} / {'_' * 22} /")
    yield Sides(words("secretary"), f"{'_' * 18} / {'_' * 22} /")
    yield Paragraph(DATE, "plain")


def _present(votes: Votes | None, words: Words) -> Iterator[tuple[str, str]]:
    yield words("chair"), words.values["line"]
    yield words("secretary"), words.values["line"]
    if votes is None:
        yield words("members"), BLANK
        yield words("present"), BLANK
        return
    needed = quorum_needed(votes)
    reached = words("quorum" if votes.present >= needed else "no_quorum", number=needed)
    yield words("members"), str(votes.members)
    yield words("present"), f"{votes.present}; {reached} ({words(votes.quorum)})"


def _heard(board: Board, item: StageBoard | None, words: Words) -> Iterator[str]:
    rollout = board.rollout
    created = digits(rollout.created)
    if item is None:
        yield words("facts_other", created=created, last=digits(whole_span(board)[1]))
        return
    planned = rollout.answers.school.planned or board.day < 0
    yield words(
        "facts_planned" if planned else "facts",
        days=f"{item.stage.first_day}–{item.stage.last_day}",
        window=long_span(item.official.first, item.official.last),
        created=created,
    )
    yield words("parents")


def _voted(votes: Votes | None, words: Words) -> Iterator[str]:
    if votes is None:
        yield words("votes_blank")
        return
    total = votes.for_ + votes.against + votes.abstained
    numbers = {"for": votes.for_, "against": votes.against, "abstained": votes.abstained}
    yield words("votes", total=total, **numbers)
    if votes.for_ * 2 > votes.present:
        yield words("majority")
    elif votes.for_ == votes.against and votes.for_ and votes.chair:
        yield words(f"chair_{votes.chair}")
    else:
        yield words("no_majority")


def _decided(board: Board, item: StageBoard | None, words: Words) -> Iterator[str]:
    if item is None:
        yield words("other")
        yield words("other_control")
        return
    rollout = board.rollout
    window = long_span(item.window.first, item.window.last)
    of_stage = rollout.of_stage[item.stage.number]
    parents = sum(1 for chat in of_stage if chat.kind.audience == "parents")
    pupils = [chat for chat in of_stage if chat.kind.audience == "pupils"]
    match rollout.answers.primary.decision:
        case "positive":
            yield words("positive", parents=parents)
            grades = class_numbers(rollout.answers.primary.grades)
            if pupils:
                yield words("pupils", grades=grades, number=len(pupils))
            else:
                yield words("no_pupils")
            tail = ""
            if item.window.first != item.official.first:
                official = long_span(item.official.first, item.official.last)
                tail = " " + words("window_official", official=official)
            yield words("window", window=window) + tail
            yield words("voluntary")
        case "negative":
            yield words("negative")
            yield words("again")
        case "undecided":
            yield words("variant_for", number=chats(parents), window=window)
            yield words("variant_pupils")
            yield words("variant_against")
