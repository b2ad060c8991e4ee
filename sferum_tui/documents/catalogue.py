"""Which documents there are and in which formats; makes them. Libraries load when used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from sferum_tui.documents.words import catalogue_words
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.coverage import JoinedChange

if TYPE_CHECKING:
    from sferum_tui.documents.model import Document
    from sferum_tui.documents.report_many import Source

#: The documents in the order they are listed, each with its formats; the first is the default.
FORMATS: Mapping[str, tuple[str, ...]] = {
    "roadmap": ("docx", "xlsx", "html"),
    "order": ("docx", "md"),
    "minutes": ("docx", "md"),
    "register": ("xlsx", "csv"),
    "owner-sheets": ("docx", "md"),
    "forms": ("zip",),
    "parents-note": ("docx", "md"),
    "familiarisation": ("docx", "md"),
    "calendar": ("ics",),
    "coverage": ("xlsx", "docx", "csv"),
    "board": ("html",),
    "report": ("docx", "xlsx", "md", "html", "csv"),
}
#: Formats that are no text and so are not for the eyes of a terminal.
BINARY = frozenset({"docx", "xlsx", "zip"})
#: The one document that can tell of several schools.
OF_MANY = "report"
#: A workbook for each owner, in a folder or one archive.
FORMS = "forms"
#: The papers that go on the letterhead of a school.
ON_LETTERHEAD = ("order", "minutes", "familiarisation")
#: The documents that can be had for one owner or one class.
BY_OWNER = ("owner-sheets", FORMS, "calendar")


class Wanted(Struct, frozen=True):
    """What of a document is wanted: the sheets of one owner, or of one class; "" for all.

    `reload` is after how many minutes a page for a screen loads itself anew, 0 for never;
    `changes` are those of the numbers of who joined, as the history tells them.
    """

    owner: str = ""
    class_name: str = ""
    reload: int = 0
    changes: tuple[JoinedChange, ...] = ()


class DocumentEntry(Struct, frozen=True):
    """A document to choose: what it is called, what it holds, what its file is called, formats."""

    name: str
    title: str
    about: str
    file: str
    formats: tuple[str, ...]


#: The whole document.
EVERYTHING = Wanted()


def entries() -> tuple[DocumentEntry, ...]:
    """Everything there is to choose from."""
    words = catalogue_words()
    return tuple(
        DocumentEntry(
            name, words[name]["title"], words[name]["about"], words[name]["file"], formats
        )
        for name, formats in FORMATS.items()
    )


def file_title(name: str) -> str:
    """What the file of a document is called: «Приказ Сферум»."""
    return catalogue_words()[name]["file"]


def format_titles() -> Mapping[str, str]:
    """What the formats are called."""
    return catalogue_words()["formats"]


def document(
    name: str,
    kind: str,
    board: Board,
    notes: Mapping[str, str],
    plan: str = "",
    wanted: Wanted = EVERYTHING,
) -> Document:
    """A document before it is written, for one format of it; `plan` is the path of the plan.

    The calendar is none: it is made of events; of the forms it says who gets one. Raises
    `KeyError`, and `NoDocumentError` where the plan gives nothing to say.
    """
    match name:
        case "roadmap":
            from sferum_tui.documents.roadmap import roadmap, roadmap_sheets

            return roadmap_sheets(board) if kind == "xlsx" else roadmap(board)
        case "order":
            from sferum_tui.documents.order import order

            return order(board)
        case "familiarisation":
            from sferum_tui.documents.familiarisation import familiarisation

            return familiarisation(board)
        case "minutes":
            from sferum_tui.documents.minutes import minutes

            return minutes(board)
        case "register":
            from sferum_tui.documents.register import register

            return register(board, notes)
        case "owner-sheets":
            from sferum_tui.documents.owner_sheets import owner_sheets

            return owner_sheets(board, wanted.owner, wanted.class_name)
        case "forms":
            from sferum_tui.documents.forms import forms_list

            return forms_list(board, wanted.owner, wanted.class_name)
        case "parents-note":
            from sferum_tui.documents.parents_note import parents_note

            return parents_note(board)
        case "coverage":
            from sferum_tui.documents.coverage import coverage_paper

            return coverage_paper(board, wanted.changes, kind)
        case "board":
            from sferum_tui.documents.hall_board import hall_board

            return hall_board(board, wanted.reload)
        case "report":
            from sferum_tui.documents.report_many import Source

            return report_of([Source(plan, board)], kind)
    raise KeyError(name)


def report_of(sources: Sequence[Source], kind: str) -> Document:
    """The report on one plan or on many."""
    from sferum_tui.documents import report_many

    return report_many.report_of(sources, kind)


def make(
    name: str,
    kind: str,
    board: Board,
    notes: Mapping[str, str],
    plan: str = "",
    *,
    wanted: Wanted = EVERYTHING,
    letterhead: bytes = b"",
    earlier: bytes = b"",
) -> bytes:
    """The bytes of a document about one school; papers to sign go on its letterhead.

    `earlier` is the calendar made before, whose events are taken back where they are off.

    Raises `KeyError`, `NoDocumentError`, `LetterheadError`.
    """
    if name == "calendar":
        from sferum_tui.documents.dates import dates
        from sferum_tui.documents.formats import ics

        found = dates(board, wanted.owner, wanted.class_name)
        return ics.write(found, board.now, earlier)
    if name == FORMS:
        from sferum_tui.documents.forms import write_forms, zipped

        return zipped(write_forms(board, notes, wanted.owner, wanted.class_name))
    head = letterhead if headed(name, kind) else b""
    return written(document(name, kind, board, notes, plan, wanted), kind, board.now, head)


def headed(name: str, kind: str) -> bool:
    """Whether a paper goes on the letterhead of a school."""
    return kind == "docx" and name in ON_LETTERHEAD


def written(document: Document, kind: str, now: datetime, letterhead: bytes = b"") -> bytes:
    """The bytes of a document in a format. Raises `KeyError`, `LetterheadError`."""
    match kind:
        case "docx":
            from sferum_tui.documents.formats import docx

            return docx.write(document, now, letterhead)
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
