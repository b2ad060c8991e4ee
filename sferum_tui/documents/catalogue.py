"""Which documents there are and in which formats; makes them. Libraries load when used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from sferum_tui.documents.words import catalogue_words
from sferum_tui.rollout.board import Board

if TYPE_CHECKING:
    from sferum_tui.documents.model import Document
    from sferum_tui.documents.report import Source

#: The documents in the order they are listed, each with its formats; the first is the default.
FORMATS: Mapping[str, tuple[str, ...]] = {
    "roadmap": ("docx", "xlsx", "html"),
    "order": ("docx", "md"),
    "minutes": ("docx", "md"),
    "register": ("xlsx", "csv"),
    "owner-sheets": ("docx", "md"),
    "parents-note": ("docx", "md"),
    "calendar": ("ics",),
    "report": ("md", "html", "csv"),
}
#: Formats that are no text and so are not for the eyes of a terminal.
BINARY = frozenset({"docx", "xlsx"})
#: The one document that can tell of several schools.
OF_MANY = "report"


class DocumentEntry(Struct, frozen=True):
    """A document to choose: what it is called, what it holds, its formats."""

    name: str
    title: str
    about: str
    formats: tuple[str, ...]


def entries() -> tuple[DocumentEntry, ...]:
    """Everything there is to choose from."""
    words = catalogue_words()
    return tuple(
        DocumentEntry(name, words[name]["title"], words[name]["about"], formats)
        for name, formats in FORMATS.items()
    )


def format_titles() -> Mapping[str, str]:
    """What the formats are called."""
    return catalogue_words()["formats"]


def document(
    name: str, kind: str, board: Board, notes: Mapping[str, str], plan: str = ""
) -> Document:
    """A document before it is written, for one format of it; `plan` is the path of the plan.

    The calendar is none: it is made of events. Raises `KeyError`.
    """
    match name:
        case "roadmap":
            from sferum_tui.documents.roadmap import roadmap, roadmap_sheets

            return roadmap_sheets(board) if kind == "xlsx" else roadmap(board)
        case "order":
            from sferum_tui.documents.order import order

            return order(board)
        case "minutes":
            from sferum_tui.documents.minutes import minutes

            return minutes(board)
        case "register":
            from sferum_tui.documents.register import register

            return register(board, notes)
        case "owner-sheets":
            from sferum_tui.documents.owner_sheets import owner_sheets

            return owner_sheets(board)
        case "parents-note":
            from sferum_tui.documents.parents_note import parents_note

            return parents_note(board)
        case "report":
            from sferum_tui.documents.report import Source

            return report_of([Source(plan, board)], kind)
    raise KeyError(name)


def report_of(sources: Sequence[Source], kind: str) -> Document:
    """The report on one plan or on many."""
    from sferum_tui.documents.report import report, report_rows

    return report_rows(sources) if kind == "csv" else report(sources)


def make(name: str, kind: str, board: Board, notes: Mapping[str, str], plan: str = "") -> bytes:
    """The bytes of a document about one school. Raises `KeyError`."""
    if name == "calendar":
        from sferum_tui.documents.dates import dates
        from sferum_tui.documents.formats import ics

        return ics.write(dates(board), board.now)
    return written(document(name, kind, board, notes, plan), kind, board.now)


def written(document: Document, kind: str, now: datetime) -> bytes:
    """The bytes of a document in a format. Raises `KeyError`."""
    match kind:
        case "docx":
            from sferum_tui.documents.formats import docx

            return docx.write(document, now)
        case "xlsx":
            from sferum_tui.documents.formats import xlsx

            return xlsx.write(document, now)
        case "html":
            from sferum_tui.documents.formats import html

            return html.write(document)
        case "md":
            from sferum_tui.documents.formats import md

            return md.write(document)
        case "csv":
            from sferum_tui.documents.formats import csv

            return csv.write(document)
    raise KeyError(kind)
