"""Памятка родителям: what it is, which chats appear, why, that joining is voluntary, contacts."""

from __future__ import annotations

from collections.abc import Iterator

from sferum_tui.documents.facts import columns, long_day
from sferum_tui.documents.model import (
    Block,
    Cell,
    Document,
    Heading,
    Items,
    Paragraph,
    Section,
    Sides,
    Table,
)
from sferum_tui.documents.words import Words, paper, words_for
from sferum_tui.rollout.board import Board, StageBoard


def parents_note(board: Board) -> Document:
    """One page in the words of the school."""
    words = words_for("parents", board)
    return Document(
        title=words("title"),
        sections=(Section(words("title"), tuple(_parts(board, words))),),
        running=words.running(words("title")),
        page_words=words.page_words(),
        paper=paper(),
    )


def _parts(board: Board, words: Words) -> Iterator[Block]:
    source = board.rollout.recommendations
    yield Paragraph(words.school, "center")
    yield Heading(words("title"), 1)
    yield Paragraph(words("hello"), "center")
    yield Paragraph(words("intro"))
    yield Heading(words("what_title"), 2)
    yield Paragraph(words("what"))
    yield from _when(board, words)
    yield Heading(words("why_title"), 2)
    yield Paragraph(words("why"), "plain")
    yield Items(tuple(f"{it.text.rstrip('.')} ({it.source})." for it in source.advantages))
    yield Heading(words("voluntary_title"), 2)
    for item in source.additions:
        yield Paragraph(f"{item.text} {words('addition')}")
    yield Heading(words("help_title"), 2)
    yield Paragraph(words("help_person"), "plain")
    yield Items(tuple(f"{it.title}: {it.text} ({it.source})" for it in source.contacts))
    yield Sides(words("director_role"), f"{'_' * 18} / {words.director} /")


def _when(board: Board, words: Words) -> Iterator[Block]:
    rows = [row for item in board.stages for row in _row(board, item, words)]
    if not rows:
        return
    yield Heading(words("when_title"), 2)
    for text in _posts(board, words):
        yield Paragraph(text, "plain")
    yield Table(columns(words.titles("when_head"), (28, 40, 28)), tuple(rows))
    pupils = any(chat.kind.audience == "pupils" for chat in board.rollout.chats)
    if pupils:
        yield Paragraph(words("pupils"), "plain")


def _posts(board: Board, words: Words) -> Iterator[str]:
    """What parents will find in the chat of their class."""
    kinds = [
        chat.kind
        for chat in board.rollout.chats
        if chat.kind.audience == "parents" and chat.kind.scope == "class"
    ]
    if kinds:
        yield words("when") + " " + "; ".join(item.text for item in kinds[0].post) + "."


def _row(board: Board, item: StageBoard, words: Words) -> Iterator[tuple[Cell, ...]]:
    if not item.stage.grades or item.state == "not_applicable":
        return
    if item.state == "declined":
        yield (item.stage.title, words("declined"), "")
        return
    chats = board.rollout.of_stage[item.stage.number]
    if not any(chat.kind.audience == "parents" for chat in chats):
        return
    window = item.window
    waits = f", {words('waits')}" if item.state == "awaiting_decision" else ""
    yield (
        item.stage.title,
        words("from", day=long_day(window.first)) + waits,
        long_day(window.last),
    )
