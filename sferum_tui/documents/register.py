"""Реестр чатов: every chat with its name, members, owner, last day and state."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from sferum_tui.documents.facts import columns, created_on
from sferum_tui.documents.model import Cell, Document, Heading, Section, Table
from sferum_tui.documents.phrases import cited, kind_title, members, whole
from sferum_tui.documents.words import Words, words_for
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.coverage import joined_of
from sferum_tui.rollout.russian import capital
from sferum_tui.rollout.stage_board import ChatState
from sferum_tui.rollout.wording import CHAT_STATES

_WIDTHS = (5, 24, 26, 34, 11, 13, 10, 7, 6, 6, 22, 10, 20, 11, 11, 22, 24, 26, 24)
#: What is printed: up to «из». The rest is for the screen and for filters.
_PRINTED = 9
#: Which columns hold the state and the id.
_STATE, _ID = 5, 18


def register(board: Board, notes: Mapping[str, str]) -> Document:
    """All chats of the plan in its order; those not needed too."""
    words = words_for("register", board)
    rows = tuple(
        _row(board, number, chat, notes, _states(words))
        for number, chat in enumerate(board.rollout.chats, 1)
    )
    heads = list(columns(words.titles("head"), _WIDTHS, (0, 7, 8, 9)))
    heads[_STATE] = replace(heads[_STATE], choices=tuple(_states(words).values()))
    heads[_ID] = replace(heads[_ID], hidden=True)
    title = Heading(words.running(words("title")), 1)
    return Document(
        title=words("title"),
        sections=(Section(words("title"), (title, Table(tuple(heads), rows, _PRINTED))),),
        running=words.running(words("title")),
        foot=words("made"),
        landscape=True,
        author=board.rollout.answers.school.name,
    )


def _states(words: Words) -> Mapping[ChatState, str]:
    """What the states are called in a list to choose from: there commas part its entries."""
    return {**CHAT_STATES, "auto": words("auto")}


def _row(
    board: Board, number: int, chat: Chat, notes: Mapping[str, str], states: Mapping[ChatState, str]
) -> tuple[Cell, ...]:
    window = board.rollout.window_of(chat)
    state = board.state_of(chat)
    return (
        number,
        chat.name,
        members(board, chat),
        ", ".join(filter(None, (chat.owner_name, whole(board, chat.role)))),
        window.last,
        states[state],
        "",
        *_joined(board, chat),
        chat.stage,
        capital(kind_title(board, chat.kind)),
        chat.class_name,
        chat.subject,
        window.first,
        created_on(board, chat),
        board.done.skipped.get(chat.id, "") if state == "skipped" else "",
        notes.get(chat.id, ""),
        cited(board, chat.kind.source),
        chat.id,
    )


def _joined(board: Board, chat: Chat) -> tuple[int | None, int | None]:
    """How many are in the chat, and of how many where that is known."""
    told = board.joined.get(chat.id)
    return (told.count, joined_of(board, chat, told)) if told else (None, None)
