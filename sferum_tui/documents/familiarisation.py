"""Лист ознакомления с инструкцией (п. 8): the staff by surname, places for date and signature."""

from __future__ import annotations

from collections.abc import Iterator

from sferum_tui.documents.facts import columns
from sferum_tui.documents.model import (
    Block,
    Document,
    Heading,
    NoDocumentError,
    Paragraph,
    Section,
    Table,
)
from sferum_tui.documents.phrases import has_instruction, source_in_full
from sferum_tui.documents.requisites import said_of, school_lines
from sferum_tui.documents.staff import staff
from sferum_tui.documents.words import Words, words_for
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.russian import capital

#: So many rows with room for a signature stand on the first page, and on any other.
_FIRST, _OTHER = 23, 31
#: So many free rows are enough behind a long list.
MOST_FREE = 8
#: So many rows more or less than said may stand on a page.
_DIFFER = 2


def familiarisation(board: Board) -> Document:
    """The list to sign. Raises `NoDocumentError` where guidance has no such instruction."""
    words = words_for("familiarisation", board)
    if not has_instruction(board):
        raise NoDocumentError(words("no_instruction"))
    return Document(
        title=f"{words('title').capitalize()} {words('subtitle')}",
        sections=(Section(words("title"), tuple(_parts(board, words))),),
        author=board.rollout.answers.school.name,
    )


def _parts(board: Board, words: Words) -> Iterator[Block]:
    yield from school_lines(said_of(board), words)
    yield Heading(words("title"), 1)
    yield Paragraph(words("subtitle"), "center")
    yield Paragraph(words("grounds", source=source_in_full(board)))
    rows = [(item.name, capital(", ".join(item.roles)), "", "") for item in staff(board)]
    most = MOST_FREE if len(rows) > _FIRST else _FIRST
    rows += [("", "", "", "")] * free_rows(len(rows), _FIRST, most)
    numbered = tuple((place, *row) for place, row in enumerate(rows, 1))
    yield Table(columns(words.titles("head"), (5, 36, 34, 13, 16), (0,)), numbered, tall=True)


def free_rows(filled: int, first: int, most: int) -> int:
    """Rows to write on for those whom the plan does not name: none begins a page of its own.

    `first` rows fit on the first page; more than `most` free ones are not needed.
    """
    if filled <= first:
        return min(first - filled, most)
    pages, used = divmod(filled - first - 1, _OTHER)
    # Programs differ in how many rows a page holds: the last names may stand on the page before.
    slack = _DIFFER * (pages + 1)
    return 0 if used < slack else max(0, min(_OTHER - used - 1 - slack, most))
