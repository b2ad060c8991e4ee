"""What holds for every document, and what they share."""

from __future__ import annotations

import re

import pytest

from sferum_tui.documents import catalogue
from sferum_tui.documents.facts import kind_lines
from sferum_tui.documents.model import Document, Facts, NoDocumentError, Paragraph, Table, shares
from sferum_tui.documents.report_many import Source
from sferum_tui.rollout.answers import Primary
from tests.documents.papers import (
    AGREED,
    REFUSED,
    board,
    every_document,
    text_of,
    typical,
    words,
)

PAPERS = [(name, kind) for name, kind in every_document() if name != "calendar"]


# All of them


@pytest.mark.parametrize(("name", "kind"), PAPERS)
@pytest.mark.parametrize("primary", [Primary(), AGREED, REFUSED])
def test_no_place_for_a_value_is_left(name: str, kind: str, primary: Primary) -> None:
    text = text_of(catalogue.document(name, kind, typical("city", primary), {}))
    assert not re.search(r"\{[a-z_]+\}", text)
    assert "None" not in text
    assert ".." not in text


@pytest.mark.parametrize(("name", "kind"), PAPERS)
def test_nothing_is_an_obligation_in_the_name_of_the_recommendations(name: str, kind: str) -> None:
    text = text_of(catalogue.document(name, kind, board(), {})).lower()
    assert "обязан" not in text
    assert "должны" not in text


@pytest.mark.parametrize("name", ["roadmap", "order", "minutes", "owner-sheets"])
def test_papers_cite_the_paragraphs_they_rest_on(name: str) -> None:
    assert re.search(r"пункты? 7\.\d", words(name))


#: No chats with parents of classes; nothing to create, nobody to count until the decision.
REFUSED_BY = {
    ("parents-note", "evening"),
    ("owner-sheets", "primary"),
    ("forms", "primary"),
    ("coverage", "primary"),
}


@pytest.mark.parametrize("preset", ["village", "complex", "evening", "primary", "lyceum"])
@pytest.mark.parametrize(("name", "kind"), PAPERS)
def test_every_kind_of_school_gets_every_document_it_has_matter_for(
    name: str, kind: str, preset: str
) -> None:
    if (name, preset) in REFUSED_BY:
        with pytest.raises(NoDocumentError):
            catalogue.document(name, kind, typical(preset), {})
    else:
        assert text_of(catalogue.document(name, kind, typical(preset), {}))


# What they share


def test_kinds_count_what_exists_and_leave_out_what_is_not_needed() -> None:
    source = board()
    lines = {line.kind.id: line for line in kind_lines(source, 3)}
    assert len(lines["3г"].chats) == 8
    (first,) = kind_lines(source, 4)
    assert (first.preview, len(first.chats)) == (True, 12)


#: The room of paper that lies upright and on its side, the margins of a cell, a bold letter: cm.
ROOM, WIDE, MARGINS, LETTER = 17.0, 25.7, 0.25, 0.2


@pytest.mark.parametrize("name", [name for name, kind in PAPERS if kind == "docx"])
def test_no_word_of_a_tables_head_is_torn_apart(name: str) -> None:
    heads_fit(catalogue.document(name, "docx", board(), {}))


def test_no_word_of_a_head_is_torn_apart_in_a_report_of_many_schools() -> None:
    sources = [Source(name, board()) for name in ("а", "б")]
    heads_fit(catalogue.report_of(sources, "docx"))


def heads_fit(paper: Document) -> None:
    """Check that every word of the heads has room in its column."""
    room = WIDE if paper.landscape else ROOM
    for table in (it for it in paper.blocks if isinstance(it, Table)):
        for column, share in zip(table.columns, shares(table.columns, 1000), strict=True):
            longest = max((len(word) for word in column.title.split()), default=0)
            assert longest * LETTER + MARGINS <= room * share / 1000, column.title


def test_a_table_has_as_many_values_in_a_row_as_columns() -> None:
    for name, kind in PAPERS:
        for block in catalogue.document(name, kind, board(), {}).blocks:
            if isinstance(block, Table):
                assert all(len(row) == len(block.columns) for row in block.rows), name


def test_facts_and_paragraphs_are_never_empty() -> None:
    for name, kind in PAPERS:
        for block in catalogue.document(name, kind, board(), {}).blocks:
            if isinstance(block, Paragraph):
                assert block.text, name
            if isinstance(block, Facts):
                assert block.pairs, name
