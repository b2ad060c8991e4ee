"""Реестр чатов: every chat with its name, members, owner, last day and state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sferum_tui.documents.facts import columns
from sferum_tui.documents.model import Cell, Document, Section, Table
from sferum_tui.documents.words import paper, words_for
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.wording import CHAT_STATES

_WIDTHS = (24, 28, 34, 22, 24, 12, 17, 6, 6, 10, 20, 11, 11, 22, 24, 14)
#: Name, members, owner, last day and state; the rest is for the screen and for filters.
_PRINTED = 7


def register(board: Board, notes: Mapping[str, str]) -> Document:
    """All chats of the plan in its order; those not needed too."""
    words = words_for("register", board)
    rows = tuple(_row(board, chat, notes) for chat in board.rollout.chats)
    table = Table(columns(words.titles("head"), _WIDTHS, (7,)), rows, _PRINTED)
    return Document(
        title=words("title"),
        sections=(Section(words("title"), (table,)),),
        running=words.running(words("title")),
        foot=words("made"),
        landscape=True,
        page_words=words.page_words(),
        paper=paper(),
    )


def _row(board: Board, chat: Chat, notes: Mapping[str, str]) -> tuple[Cell, ...]:
    window = board.rollout.window_of(chat)
    return (
        chat.id,
        chat.name,
        chat.members,
        chat.role,
        chat.owner_name,
        window.last,
        CHAT_STATES[board.state_of(chat)],
        chat.stage,
        chat.kind.id,
        chat.class_name,
        chat.subject,
        window.first,
        _created(board, chat),
        board.done.skipped.get(chat.id, "") if board.state_of(chat) == "skipped" else "",
        notes.get(chat.id, ""),
        chat.kind.source,
    )


def _created(board: Board, chat: Chat) -> date | None:
    at = board.done.created.get(chat.id) or board.done.auto.get(chat.id)
    return school_time(at, board.rollout.answers.school.timezone).date() if at else None
