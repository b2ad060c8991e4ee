"""Приказ: a draft that names who creates which chats until when, with blanks to fill in."""

from __future__ import annotations

from collections.abc import Iterator

from sferum_tui.documents.facts import (
    columns,
    kind_lines,
    last_day,
    long_day,
    minutes_text,
    owners,
    whole_span,
)
from sferum_tui.documents.model import (
    Block,
    Cell,
    Corner,
    Document,
    Heading,
    Paragraph,
    Point,
    Section,
    Sides,
    Table,
)
from sferum_tui.documents.words import DATE, Words, paper, words_for
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.recommendations import Passage
from sferum_tui.rollout.russian import capital, digits, uncapital

#: Rows left free for people whose names the plan does not know.
_FREE_ROWS = 5


def order(board: Board) -> Document:
    """The draft of the order with its two appendices."""
    words = words_for("order", board)
    return Document(
        title=f"{words('title')}. {words('about')}",
        sections=(
            Section(words("title"), tuple(_order(board, words))),
            Section(words("table_title"), tuple(_table(board, words))),
            Section(words("list_title"), tuple(_list(board, words))),
        ),
        running=words("about"),
        page_words=words.page_words(),
        paper=paper(),
    )


def _order(board: Board, words: Words) -> Iterator[Block]:
    yield Paragraph(words("draft"), "right")
    yield Paragraph(words.school, "center")
    if not board.rollout.answers.school.name:
        yield Paragraph(f"({words('school_hint')})", "center")
    yield Heading(words("title"), 1)
    yield Sides(DATE, words("number"))
    yield Paragraph(words("place"), "center")
    yield Paragraph(f"({words('place_hint')})", "center")
    yield Paragraph(words("about"), "strong")
    yield Paragraph(words("basis"))
    for text in _basis(board, words):
        yield Paragraph(f"— {text};", "plain")
    yield Paragraph(f"{words('purpose')}")
    yield Paragraph(words("verb"), "strong")
    for number, text in enumerate(_points(board, words), 1):
        yield Point(f"{number}.", text)
    yield Sides(words("director_role"), f"{'_' * 18} / {words.director} /")


def _basis(board: Board, words: Words) -> Iterator[str]:
    for document in board.rollout.recommendations.documents:
        yield _titled(document)
    primary = board.rollout.answers.primary
    if primary.decision != "undecided" and (primary.minutes or primary.date):
        yield words("minutes", minutes=minutes_text(board))


def _titled(document: Passage) -> str:
    # An item of a list, no sentence of its own.
    title = uncapital(document.title)
    return f"{title} ({document.text})" if document.text else title


def _points(board: Board, words: Words) -> Iterator[str]:
    rollout = board.rollout
    created = digits(rollout.created)
    first, last = (long_day(day) for day in whole_span(board))
    yield words("carry_out", first=first, last=last, created=created)
    yield words("coordinator")
    if rollout.answers.school.planned or board.day < 0:
        yield words("structure", created=created)
    yield words("owners")
    yield words("list")
    started = rollout.window(rollout.recommendations.stages[0]).first
    yield words("read", day=digits(started))
    yield words("post")
    if any(chat.kind.audience == "parents" and chat.class_name for chat in rollout.chats):
        yield words("parents")
    primary = next((item for item in board.stages if item.stage.by_decision), None)
    if primary and primary.state != "not_applicable":
        until = digits(primary.official.first)
        outcome = rollout.answers.primary.decision
        yield words(outcome, day=until, minutes=minutes_text(board))
    yield words("report", last=last)
    yield words("control")


def _appendix(words: Words, number: int, title: str) -> Iterator[Block]:
    lines = (words("appendix", number=number), words("appendix_to"), f"от {DATE}")
    yield Corner(lines, new_page=True)
    yield Heading(title, 2)


def _table(board: Board, words: Words) -> Iterator[Block]:
    yield from _appendix(words, 1, words("table_title"))
    rows: list[tuple[Cell, ...]] = []
    pending = False
    for item in board.stages:
        for line in kind_lines(board, item.stage.number):
            if line.preview == len(line.chats):
                pending = True
                continue
            title = line.kind.title
            if line.classes:
                title = f"{title}: {line.classes}"
            rows.append(
                (
                    item.stage.number,
                    title,
                    line.owners,
                    len(line.chats),
                    line.window.last,
                    line.kind.source,
                )
            )
    yield Table(columns(words.titles("table_head"), (9, 32, 36, 9, 14, 15), (3,)), tuple(rows))
    if pending:
        yield Paragraph(words("after_decision"), "note")


def _list(board: Board, words: Words) -> Iterator[Block]:
    yield from _appendix(words, 2, words("list_title"))
    yield Paragraph(words("acquainted"), "plain")
    rows: list[tuple[Cell, ...]] = []
    signs = {kind.owner for kind in board.rollout.recommendations.kinds if kind.scope == "school"}
    for owner in owners(board):
        if signs.issuperset(chat.role for chat in owner.chats):
            continue
        rows.append(
            (len(rows) + 1, capital(owner.told), owner.name, last_day(board, owner.chats), "", "")
        )
    rows += [(len(rows) + extra + 1, "", "", None, "", "") for extra in range(_FREE_ROWS)]
    yield Table(columns(words.titles("list_head"), (5, 36, 26, 13, 14, 11), (0,)), tuple(rows))
