"""Requisites of papers: what is said, what is left to write, what to know before signing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sferum_tui.documents.model import Block, Look, Paragraph
from sferum_tui.documents.phrases import parents_chats, whole
from sferum_tui.documents.staff import staff
from sferum_tui.documents.words import LINE, NAME, Words, part, words_for
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.people import PersonBook, initials_first, names_person
from sferum_tui.rollout.russian import day_month, split_acting, uncapital
from sferum_tui.rollout.warnings import decided_later, odd_deadline

#: What of the requisites each paper needs, by its name; the others are signed by nobody.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "roadmap": ("school", "director", "coordinator"),
    "order": ("school", "place", "director", "coordinator"),
    "minutes": ("school", "place", "chair", "secretary"),
    "familiarisation": ("school",),
    "parents-note": ("school",),
}
#: Papers in which two spellings of one person would stand as two persons.
_OF_PERSONS = ("order", "roadmap", "owner-sheets", "forms", "familiarisation")
#: Papers that speak of the decision as taken.
_OF_DECISION = ("order", "minutes", "roadmap")
#: Papers that set the last days of stages.
_OF_DAYS = ("order", "roadmap")
#: Papers that ask for chats by their last days.
_OF_CHATS = ("owner-sheets", "forms", "parents-note")


class Requisites:
    """The requisites of a school's papers: each is said, or is a line to write on."""

    def __init__(self, answers: Answers) -> None:
        papers = answers.papers
        self.school = answers.school.name
        self.place = answers.school.place
        self.acting, self.director = split_acting(answers.people.director)
        self.coordinator = papers.coordinator
        self.control = papers.control
        self.chair = papers.chair
        self.secretary = papers.secretary

    def open(self, name: str) -> tuple[str, ...]:
        """Those of the requisites of a paper that are not said."""
        return tuple(it for it in NEEDED.get(name, ()) if not getattr(self, it))


def said_of(board: Board) -> Requisites:
    """The requisites of the school of a board."""
    return Requisites(board.rollout.answers)


def post_of_head(board: Board) -> str:
    """«директор», «и. о. директора»: as what the head signs."""
    post: str = said_of(board).acting or part("staff", board)["director"]
    return post


def or_line(text: str) -> str:
    """The text, or a long line to write it on."""
    return text or LINE


def or_name(text: str) -> str:
    """The name, or a line to write it on."""
    return text or NAME


def school_lines(said: Requisites, words: Words, look: Look = "school") -> Iterator[Block]:
    """The name of the school, or a line for it with what to write there."""
    yield Paragraph(words.school, look)
    if not said.school:
        yield Paragraph(words("school_hint"), look)


def place_lines(said: Requisites, words: Words) -> Iterator[Block]:
    """The place of a paper, or a line for it with what to write there."""
    yield Paragraph(or_name(said.place), "center")
    if not said.place:
        yield Paragraph(words("place_hint"), "center")


def in_whole_words(board: Board, who: str) -> str:
    """«А. А. Абрамова, заместитель директора по учебной работе»; one of both may be missing."""
    name, comma, post = who.partition(",")
    if not comma and not names_person(name):
        return whole(board, name)
    return f"{initials_first(name.strip())}{comma}{whole(board, post)}"


def blanks(name: str, board: Board) -> tuple[str, ...]:
    """What is left to write by hand on a paper, by its Russian names."""
    titles = part("requisites", board)
    found = [titles[it] for it in said_of(board).open(name)]
    primary = board.rollout.answers.primary
    if name == "minutes" and primary.decision != "undecided":
        known = {"date": primary.date, "minutes": primary.minutes, "votes": primary.votes}
        found += [titles[key] for key, value in known.items() if not value]
    return tuple(found)


def remarks(name: str, board: Board) -> tuple[str, ...]:
    """What a person should know before a paper is signed, in Russian; for that person alone."""
    words = words_for("remarks", board)
    found = [words("blanks", what=", ".join(open_))] if (open_ := blanks(name, board)) else []
    if past := tuple(_past(name, board)):
        found.append(words("past", what=", ".join(past)))
    if name in _OF_DECISION:
        found += filter(None, (decided_later(board.rollout.answers.primary, board.today),))
    if name in _OF_DAYS:
        stages = (it.stage for it in board.stages if it.state not in ("not_applicable", "declined"))
        found += filter(None, (odd_deadline(board.rollout, stage) for stage in stages))
    if name in _OF_PERSONS:
        book = PersonBook(_spellings(board))
        found += [
            words("double", one=it.spelling, others=", ".join(it.candidates)) for it in book.doubts
        ]
    if name == "order":
        found += _of_acts(board, words)
    return tuple(found)


def _of_acts(board: Board, words: Words) -> Iterator[str]:
    """What to know of the acts that the order rests on: an old one, one to be written in."""
    for act in board.rollout.recommendations.texts.documents:
        if act.id == "experiment":
            yield words("experiment")
        if act.title.endswith("___"):
            yield words("act", what=f"{uncapital(act.title.rstrip(' _'))} ({act.text})")


def _spellings(board: Board) -> Iterator[str]:
    """Every name as it is written in the plan."""
    yield from (chat.owner_name for chat in board.rollout.chats if chat.owner_name)
    yield from (item.name for item in staff(board))


def _past(name: str, board: Board) -> Iterator[str]:
    """Days of a paper that lie before today, while there is something left to do by them."""
    if name in _OF_DAYS:
        yield from _past_measures(board)
    elif name in _OF_CHATS:
        chats = parents_chats(board) if name == "parents-note" else board.rollout.chats
        late = {
            (it.stage, board.rollout.window_of(it).last) for it in chats if board.is_overdue(it)
        }
        words = words_for("remarks", board)
        for number, day in sorted(late):
            yield f"{words('stage', number=number)} — {day_month(day)}"


def _past_measures(board: Board) -> Iterator[str]:
    """Days on the paper that lie before today, while there is something left to do by them."""
    rollout, words = board.rollout, words_for("remarks", board)
    first = rollout.recommendations.stages[0]
    days: list[tuple[str, date]] = []
    for item in board.stages:
        if item.counts.open:
            title = words("stage", number=item.stage.number)
            days.append((title, rollout.window(item.stage).last))
        if item.state == "awaiting_decision":
            days.append((words("decision"), rollout.decision_day(item.stage)))
    days.insert(0, (words("preparation"), rollout.ready_by(first)))
    yield from (f"{title} — {day_month(day)}" for title, day in days if day < board.today)
