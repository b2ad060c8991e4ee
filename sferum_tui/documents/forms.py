"""Формы: for each owner with open chats a workbook of his own, to be filled in and read again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from sferum_tui.documents.facts import columns, day_of, days_text
from sferum_tui.documents.form_model import FormLine, OwnerForm
from sferum_tui.documents.model import (
    Document,
    Heading,
    Paragraph,
    Section,
    Table,
)
from sferum_tui.documents.owner_sheets import OwnerSheet, sheets_of
from sferum_tui.documents.phrases import members
from sferum_tui.documents.saving import file_part
from sferum_tui.documents.words import Words, words_for
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.imports.form_layout import state_of


def owner_forms(
    board: Board, notes: Mapping[str, str], owner: str = "", class_name: str = ""
) -> tuple[OwnerForm, ...]:
    """The forms of all owners with open chats, of some of them, or the chats of one class.

    Raises `NoDocumentError` where nobody has open chats.
    """
    words = words_for("forms", board)
    found = sheets_of(board, owner, class_name, words)
    names = _names(found, words)
    return tuple(
        OwnerForm(
            name,
            words("title", who=sheet.title),
            (words("about", told=sheet.told), _how(sheet, words)),
            tuple(_lines(board, sheet, notes, words)),
        )
        for name, sheet in zip(names, found, strict=True)
    )


def _how(sheet: OwnerSheet, words: Words) -> str:
    """What to fill in, and what a tick means where the platform makes a chat by itself."""
    auto = any(chat.kind.auto for chat in sheet.open)
    return f"{words('how')} {words('how_auto')}" if auto else words("how")


def _lines(
    board: Board, sheet: OwnerSheet, notes: Mapping[str, str], words: Words
) -> Iterator[FormLine]:
    """Open chats by their last day, then those that stand already."""
    for chat in (*sheet.open, *sheet.done):
        who = members(board, chat)
        who = words("auto", members=who) if chat.kind.auto else who
        state = state_of(board, chat, notes.get(chat.id, ""))
        yield FormLine(chat, who, day_of(board, chat), state)


def _names(found: Sequence[OwnerSheet], words: Words) -> list[str]:
    """«Чаты Петров П. П»: a name for each file, none twice whatever the case of its letters."""
    names: list[str] = []
    taken = set[str]()
    for sheet in found:
        base = words("file", who=file_part(sheet.title))
        tries = (base if number == 1 else f"{base} ({number})" for number in count(1))
        name = next(it for it in tries if it.casefold() not in taken)
        taken.add(name.casefold())
        names.append(name)
    return names


def forms_list(board: Board, owner: str = "", class_name: str = "") -> Document:
    """Who gets a form: what is shown of the forms before they are made. Raises as they do."""
    words = words_for("forms", board)
    found = sheets_of(board, owner, class_name, words)
    rows = tuple((it.title, len(it.open), days_text(board, it.open)) for it in found)
    table = Table(columns(words.titles("list_head"), (54, 9, 30), (1,)), rows)
    blocks = (Heading(words("list_title"), 1), Paragraph(words("how")), table)
    return Document(words("list_title"), (Section(words("list_title"), blocks),))


def write_forms(
    board: Board, notes: Mapping[str, str], owner: str = "", class_name: str = ""
) -> tuple[tuple[str, bytes], ...]:
    """The files by their names. Raises `NoDocumentError`."""
    from sferum_tui.documents.formats import form_xlsx

    words = words_for("forms", board)
    return tuple(
        (f"{form.file}.xlsx", form_xlsx.write(form, words, board.rollout.answers, board.now))
        for form in owner_forms(board, notes, owner, class_name)
    )


def zipped(files: tuple[tuple[str, bytes], ...]) -> bytes:
    """All files in one archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files:
            # The year 1980 is what an archive knows of no time at all.
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()
