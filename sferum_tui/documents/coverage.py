"""Охват: how many of how many have joined, by class and audience, stage and school."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sferum_tui.documents.facts import columns
from sferum_tui.documents.model import (
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    Section,
    Table,
)
from sferum_tui.documents.words import Words, paper, words_for
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.coverage import Coverage, JoinedChange, Share, coverage, joined_at
from sferum_tui.rollout.coverage_words import AUDIENCES
from sferum_tui.rollout.russian import digits

_WEEK = timedelta(days=7)
#: The widths of a group's title and of what is said of each audience.
_TITLE, _NUMBERS = 26, (14, 14, 9, 12)


def coverage_paper(board: Board, changes: Sequence[JoinedChange]) -> Document:
    """The numbers now and their change since a week ago."""
    words = words_for("coverage", board)
    now = coverage(board)
    before = coverage(board, joined_at(board.joined, changes, board.now - _WEEK))
    blocks = tuple(_blocks(board, now, before, words))
    return Document(
        title=words("title"),
        sections=(Section(words("sheet"), blocks),),
        running=words.running(words("title")),
        foot=words("made"),
        author=board.rollout.answers.school.name,
        page_words=words.page_words(),
        paper=paper(),
    )


def _blocks(board: Board, now: Coverage, before: Coverage, words: Words) -> Iterator[Block]:
    yield Heading(words("title"), 1)
    yield Paragraph(words.school, "center")
    yield Paragraph(words("moment", day=digits(board.today)), "center")
    yield Paragraph(words("active" if now.share().chats else "nothing"), "note")
    heads = columns(words.titles("head"), (_TITLE, *_NUMBERS), (2, 3))
    yield Table(heads, tuple(_rows(board, now, before, words)))


def _rows(
    board: Board, now: Coverage, before: Coverage, words: Words
) -> Iterator[tuple[Cell, ...]]:
    """The school, its stages, its classes, each by audience."""
    yield from _group(words("school_total"), now, before, None)
    for item in board.stages:
        number = item.stage.number
        yield from _group(words("stage_short", number=number), now, before, number)
    past = {row.class_name: row for row in before.rows}
    for row in now.rows:
        for audience in now.audiences:
            cell = row.cells.get(audience)
            if cell is not None:
                old = past[row.class_name].cells[audience].share
                yield _row(row.class_name, AUDIENCES[audience], cell.share, old)


def _group(
    title: str, now: Coverage, before: Coverage, stage: int | None
) -> Iterator[tuple[Cell, ...]]:
    for audience in now.audiences:
        share = now.share(stage, audience)
        if share.chats:
            yield _row(title, AUDIENCES[audience], share, before.share(stage, audience))


def _row(title: str, audience: str, now: Share, before: Share) -> tuple[Cell, ...]:
    if not now.of:
        return (title, audience, "", "", "")
    return (title, audience, f"{now.count} из {now.of}", f"{now.percent} %", _change(now, before))


def _change(now: Share, before: Share) -> str:
    """«+12»: how many more are in than a week ago; "" where nothing was known then."""
    if not before.chats:
        return ""
    more = now.count - before.count
    return f"+{more}" if more > 0 else str(more).replace("-", "−")
