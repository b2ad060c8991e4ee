"""Выписка из протокола педсовета: who was there, what was heard, the decision with its votes.

Nothing is certified that is not decided: until then the paper is «Проект решения» (п. 7.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sferum_tui.documents.facts import (
    from_to,
    late_classes,
    long_day,
    long_span,
    until,
    whole_span,
)
from sferum_tui.documents.model import (
    Block,
    Document,
    Heading,
    Paragraph,
    Point,
    Section,
    Sides,
    Signature,
)
from sferum_tui.documents.phrases import (
    cited_stages,
    grades_of,
    present,
    source_in_full,
    stage_grades,
)
from sferum_tui.documents.requisites import (
    Requisites,
    blanks,
    in_whole_words,
    or_line,
    or_name,
    place_lines,
    said_of,
    school_lines,
)
from sferum_tui.documents.words import BLANK, DATE, Words, words_for
from sferum_tui.rollout.answers import Votes
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.class_words import of_class, of_grades
from sferum_tui.rollout.decision import quorum_needed
from sferum_tui.rollout.people import initials_first
from sferum_tui.rollout.recommendations import Audience
from sferum_tui.rollout.russian import capital
from sferum_tui.rollout.stage_board import StageBoard


def minutes(board: Board) -> Document:
    """The extract; a draft of the decision where nothing is decided yet."""
    words = words_for("minutes", board)
    said = said_of(board)
    item = decided_stage(board)
    known = item is not None and board.rollout.answers.primary.decision != "undecided"
    if item and known:
        parts = tuple(_extract(board, item, said, words))
    else:
        parts = tuple(_draft(board, item, said, words))
    title = words("title") if known else words("draft_title")
    return Document(
        title=words("about"),
        sections=(Section(title, parts),),
        author=said.school,
    )


def decided_stage(board: Board) -> StageBoard | None:
    """The stage that the teaching staff decides on, where the school has its classes."""
    found = next((item for item in board.stages if item.stage.by_decision), None)
    return found if found and found.state != "not_applicable" else None


# What both have in common


def _head(said: Requisites, title: str, day: str, number: str, words: Words) -> Iterator[Block]:
    yield from school_lines(said, words)
    yield Heading(words(title), 1)
    yield Paragraph(words(f"{title.removesuffix('title')}subtitle"), "center")
    yield Sides(day, f"№ {number}")
    yield from place_lines(said, words)


def _heard(board: Board, item: StageBoard, who: str, words: Words) -> Iterator[Block]:
    """The facts as they were on the day of the meeting."""
    yield Paragraph(words("heard_title"), "strong")
    official, window = item.official, board.rollout.window(item.stage)
    tail = ""
    if window.last == board.rollout.deadline(item.stage):
        tail = words("appointed", day=long_day(window.last))
    elif window.first == official.first and window.last != official.official_last:
        tail = words("shifted", day=long_day(window.last))
    yield Paragraph(
        words(
            "facts_dated" if item.stage.dates else "facts",
            who=capital(who),
            source=capital(source_in_full(board)),
            days=f"{item.stage.first_day}–{item.stage.last_day}",
            structure=_structure(board, words),
            window=long_span(official.first, official.official_last),
            shifted=tail,
        )
    )
    yield Paragraph(words("parents"))


def _structure(board: Board, words: Words) -> str:
    """Whether the structure was there on the day of the meeting, or was still planned."""
    rollout = board.rollout
    planned = rollout.answers.school.planned or rollout.created > _met(board)
    key = "structure_planned" if planned else "structure_created"
    return words(key, created=long_day(rollout.created))


def _met(board: Board) -> date:
    """The day of the meeting; of one that is not known today."""
    return board.rollout.answers.primary.date or board.today


def _grades(board: Board, item: StageBoard, audience: Audience) -> tuple[int, ...]:
    """The grades of this school that get chats with parents, or with pupils."""
    chats = present(board, board.rollout.of_stage[item.stage.number])
    return grades_of(board, (chat for chat in chats if chat.kind.audience == audience))


def _all_auto(board: Board, item: StageBoard) -> bool:
    """Whether the platform makes all chats of the stage, so that only their members are checked."""
    chats = present(board, board.rollout.of_stage[item.stage.number])
    return all(chat.kind.auto for chat in chats)


# The extract


def _extract(board: Board, item: StageBoard, said: Requisites, words: Words) -> Iterator[Block]:
    primary = board.rollout.answers.primary
    if blanks("minutes", board):
        yield Paragraph(words("draft"), "right")
    day = long_day(primary.date) if primary.date else DATE
    yield from _head(said, "title", day, primary.number or BLANK, words)
    yield Paragraph(words("present_title"), "strong")
    yield Paragraph(_present(primary.votes, words), "plain")
    yield Paragraph(words("chaired", who=or_line(initials_first(said.chair))), "plain")
    yield Paragraph(words("secretary_is", who=or_line(initials_first(said.secretary))), "plain")
    yield Paragraph(words("agenda_title"), "strong")
    all_grades = of_grades(stage_grades(board, item.stage))
    yield Point("1.", words("agenda", grades=all_grades))
    yield from _heard(board, item, or_line(in_whole_words(board, said.coordinator)), words)
    yield Paragraph(words("decided_title"), "strong")
    for place, text in enumerate(_resolved(board, item, words), 1):
        yield Point(f"{place}.", text)
    yield Paragraph(_voted(primary.votes, words), "plain")
    yield Paragraph(words("true_copy"), "strong")
    yield Signature(words("secretary_role"), or_name(initials_first(said.secretary)))
    yield Paragraph(DATE, "plain")


def _present(votes: Votes | None, words: Words) -> str:
    if votes is None:
        return words("present_blank")
    needed = quorum_needed(votes)
    return words(
        "present",
        present=votes.present,
        members=votes.members,
        quorum=words("quorum" if votes.present >= needed else "no_quorum"),
        needed=needed,
    )


def _resolved(board: Board, item: StageBoard, words: Words) -> Iterator[str]:
    primary = board.rollout.answers.primary
    everybody = of_grades(stage_grades(board, item.stage))
    if primary.decision == "negative":
        yield words("negative", grades=everybody)
        return
    parents, pupils = _grades(board, item, "parents"), _grades(board, item, "pupils")
    if parents:
        yield words("positive", grades=of_grades(parents))
    if pupils:
        yield words("pupils", grades=of_grades(pupils))
    elif not primary.pupils:
        yield words("no_pupils", grades=everybody)
    if parents or pupils:
        yield _term(board, item, words)
    if parents:
        yield words("voluntary")


def _term(board: Board, item: StageBoard, words: Words) -> str:
    """When the chats are created, and why then where the source has another window."""
    window = board.rollout.window(item.stage)
    key = "window_auto" if _all_auto(board, item) else "window"
    told = [words(key, span=from_to(window.first, window.last))]
    official = item.official
    if window.first > official.first:
        span = long_span(official.first, official.official_last)
        told.append(words("window_official", official=span))
    return " ".join((*told, *_late_terms(board, item, words)))


def _late_terms(board: Board, item: StageBoard, words: Words) -> Iterator[str]:
    """The terms of the classes that had opened by the meeting and count from their own day."""
    rollout = board.rollout
    for name in late_classes(board, present(board, rollout.of_stage[item.stage.number])):
        if rollout.answers.classes.opened[name] <= _met(board):
            window = rollout.window(item.stage, name)
            yield words("window_late", name=of_class(name), span=from_to(window.first, window.last))


def _voted(votes: Votes | None, words: Words) -> str:
    if votes is None:
        return words("voted_blank")
    numbers = {"for": votes.for_, "against": votes.against, "abstained": votes.abstained}
    text = words("voted", **numbers)
    tie = votes.for_ == votes.against and votes.for_ and votes.chair
    return f"{text} {words('tie')}" if tie else text


# The draft


def _draft(
    board: Board, item: StageBoard | None, said: Requisites, words: Words
) -> Iterator[Block]:
    yield Paragraph(words("draft"), "right")
    yield from _head(said, "draft_title", DATE, BLANK, words)
    yield Paragraph(words("agenda_title"), "strong")
    who = or_line(in_whole_words(board, said.coordinator))
    if item is None:
        yield Point("1.", words("agenda_other"))
        yield from _draft_of_all(board, who, words)
    else:
        yield Point("1.", words("agenda", grades=of_grades(stage_grades(board, item.stage))))
        yield from _heard(board, item, who, words)
        yield Paragraph(words("draft_decided_title"), "strong")
        yield Paragraph(words("undecided_note"), "note")
        for text in _variants(board, item, words):
            yield Point("□", text)
    yield Paragraph(words("voted_blank"), "plain")


def _draft_of_all(board: Board, who: str, words: Words) -> Iterator[Block]:
    """A school without the stage decides on the move as a whole."""
    last = long_day(whole_span(board)[1])
    chats = present(board, board.rollout.chats)
    yield Paragraph(words("heard_title"), "strong")
    yield Paragraph(
        words(
            "facts_other",
            who=capital(who),
            source=capital(source_in_full(board)),
            points=cited_stages(board, chats),
            structure=_structure(board, words),
            last=last,
        )
    )
    yield Paragraph(words("draft_decided_title"), "strong")
    auto = words("auto") if any(chat.kind.auto for chat in chats) else ""
    yield Point("1.", words("other", what=", ".join(_by_days(board, chats, words))) + auto)
    yield Point("2.", words("other_control", who=who))


def _by_days(board: Board, chats: Sequence[Chat], words: Words) -> Iterator[str]:
    """«чаты работников не позднее …», «остальные чаты не позднее …»."""
    of_staff = {item.stage.number for item in board.stages if not item.stage.grades}
    staff = [chat for chat in chats if chat.stage in of_staff]
    others = [chat for chat in chats if chat.stage not in of_staff]
    for key, found in (("staff_chats", staff), ("other_chats", others)):
        if found:
            yield words(key, until=until(board, found, words))


def _variants(board: Board, item: StageBoard, words: Words) -> Iterator[str]:
    grades = of_grades(stage_grades(board, item.stage))
    window = board.rollout.window(item.stage)
    do = "do_check" if _all_auto(board, item) else "do_create"
    span = from_to(window.first, window.last)
    yield words("variant_for", grades=grades, do=words(do), span=span)
    yield words("variant_pupils")
    yield words("variant_against", grades=grades)
