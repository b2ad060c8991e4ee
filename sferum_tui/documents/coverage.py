"""Охват: how many of how many have joined, by class and audience, stage and school."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from msgspec import Struct

from sferum_tui.documents.facts import columns
from sferum_tui.documents.model import (
    Block,
    Cell,
    Document,
    Heading,
    NoDocumentError,
    Paragraph,
    Section,
    Table,
)
from sferum_tui.documents.words import Words, words_for
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.class_words import class_list
from sferum_tui.rollout.coverage import (
    Coverage,
    CoverageRow,
    JoinedChange,
    Share,
    coverage,
    joined_at,
)
from sferum_tui.rollout.coverage_words import AUDIENCES
from sferum_tui.rollout.recommendations import Audience
from sferum_tui.rollout.russian import digits

_WEEK = timedelta(days=7)
#: The widths of a group's title and of what is said of each audience.
_TITLE, _NUMBERS = 26, (14, 14, 9, 12)
_BARE = (18, 14, 12, 14, 10, 12)


def coverage_paper(board: Board, changes: Sequence[JoinedChange], kind: str = "docx") -> Document:
    """The numbers now and their change since a week ago; a spreadsheet gets bare numbers.

    Raises `NoDocumentError` where the plan has no chat of a class yet.
    """
    words = words_for("coverage", board)
    now = coverage(board)
    if not now.rows:
        raise NoDocumentError(words("no_chats"))
    before = coverage(board, joined_at(board.joined, changes, board.now - _WEEK))
    blocks = tuple(_blocks(board, now, before, words, kind != "docx"))
    return Document(
        title=words("title"),
        sections=(Section(words("sheet"), blocks),),
        running=words.running(words("title")),
        # A page says already of which day it is.
        foot="" if kind == "docx" else words("made"),
        author=board.rollout.answers.school.name,
    )


def _blocks(
    board: Board, now: Coverage, before: Coverage, words: Words, bare: bool
) -> Iterator[Block]:
    yield Heading(words("title"), 1)
    yield Paragraph(words.school, "center")
    yield Paragraph(words("moment", day=digits(board.today)), "center")
    yield Paragraph(words("active" if now.share().chats else "nothing"), "note")
    lines = _lines(board, now, before, words)
    if bare:
        heads = columns(words.titles("bare_head"), _BARE, (2, 3, 4, 5))
        yield Table(heads, tuple(line.numbers for line in lines))
    else:
        heads = columns(words.titles("head"), (_TITLE, *_NUMBERS), (2, 3, 4))
        yield Table(heads, tuple(line.told for line in lines))


class _Line(Struct, frozen=True):
    """One line of the table: of whom, how many now, and how many more than a week ago.

    The change is that of the chats whose numbers were known then as well; None without any.
    """

    title: str
    audience: Audience
    count: int | None
    share: Share
    more: int | None

    @property
    def numbers(self) -> tuple[Cell, ...]:
        """The line with numbers to count with."""
        share = self.share
        return (
            self.title,
            AUDIENCES[self.audience],
            self.count,
            share.of or None,
            share.percent,
            self.more,
        )

    @property
    def told(self) -> tuple[Cell, ...]:
        """«20 из 27», «74 %», «+8»; of a chat that nothing is known of, nothing."""
        share = self.share
        count = "" if self.count is None else str(self.count)
        number = f"{count} из {share.of}" if share.of else count
        percent = f"{share.percent} %" if share.of else ""
        return (self.title, AUDIENCES[self.audience], number, percent, _signed(self.more))


def _signed(number: int | None) -> str:
    if number is None:
        return ""
    return f"+{number}" if number > 0 else str(number).replace("-", "−")


def _lines(board: Board, now: Coverage, before: Coverage, words: Words) -> Iterator[_Line]:
    """The school, its stages, its classes, each by audience."""
    yield from _group(words("school_total"), now, before, None)
    for item in board.stages:
        number = item.stage.number
        yield from _group(words("stage_short", number=number), now, before, number)
    for row in now.rows:
        for audience, cell in row.cells.items():
            count = cell.joined.count if cell.joined else None
            more = _more([row], before, audience)
            yield _Line(class_list([row.class_name]), audience, count, cell.share, more)


def _group(title: str, now: Coverage, before: Coverage, stage: int | None) -> Iterator[_Line]:
    rows = [row for row in now.rows if stage in (None, row.stage)]
    for audience in now.audiences:
        share = now.share(stage, audience)
        if share.chats:
            yield _Line(title, audience, share.present, share, _more(rows, before, audience))


def _more(rows: Sequence[CoverageRow], before: Coverage, audience: Audience) -> int | None:
    """How many more are in the chats of these classes than a week ago."""
    past = {row.class_name: row for row in before.rows}
    pairs = [(row.cells.get(audience), past[row.class_name].cells.get(audience)) for row in rows]
    found = [
        now.joined.count - then.joined.count
        for now, then in pairs
        if now and then and now.joined and then.joined
    ]
    return sum(found) if found else None
