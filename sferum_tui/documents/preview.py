"""A document as lines for a screen, before it is saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, dropwhile, islice

from sferum_tui.documents import catalogue
from sferum_tui.documents.dates import Event, dates
from sferum_tui.documents.facts import long_span
from sferum_tui.documents.formats.text import lines
from sferum_tui.documents.formats.typeset import plain, printed
from sferum_tui.documents.model import NoDocumentError
from sferum_tui.documents.requisites import remarks
from sferum_tui.documents.words import Words
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.russian import capital, ended
from sferum_tui.text import in_lines

#: So many lines are shown; whoever wants more opens the file.
MOST = 800


def preview(
    name: str,
    kind: str,
    board: Board,
    notes: Mapping[str, str],
    width: int,
    wanted: catalogue.Wanted = catalogue.EVERYTHING,
) -> tuple[str, ...]:
    """What to know of a document, then its first lines, none longer than so many characters."""
    try:
        if name == "calendar":
            found = _calendar(board, width, wanted.owner)
        else:
            found = lines(catalogue.document(name, kind, board, notes, wanted=wanted), width)
    except NoDocumentError as error:
        return tuple(in_lines(ended(capital(str(error))), width))
    paper = dropwhile(lambda line: not line.strip(), found)
    shown = list(islice(chain(_head(name, board, width), paper), MOST + 1))
    if len(shown) > MOST:
        shown[MOST:] = [Words("preview")("cut")]
    return tuple(shown)


def _head(name: str, board: Board, width: int) -> Iterator[str]:
    """What a person should look at before the paper is signed, else what it is; not on paper."""
    if told := remarks(name, board):
        yield Words("preview")("look")
        for text in told:
            yield from in_lines(ended(text), width, "• ", "  ")
    else:
        about = next(entry.about for entry in catalogue.entries() if entry.name == name)
        yield from in_lines(ended(capital(about)), width)
    yield "─" * width


def _calendar(board: Board, width: int, owner: str) -> Iterator[str]:
    words = Words("preview")
    calendar = dates(board, owner)
    yield from in_lines(plain(calendar.title), width)
    for event in sorted(calendar.events, key=lambda it: (it.first, it.last)):
        yield ""
        yield from _event(event, words, width)


def _event(event: Event, words: Words, width: int) -> Iterator[str]:
    yield long_span(event.first, event.last)
    title = plain(event.title) + (words("cancelled") if event.cancelled else "")
    yield from in_lines(title, width, "  ", "  ")
    yield from in_lines(printed(event.about), width, "  ", "  ")
