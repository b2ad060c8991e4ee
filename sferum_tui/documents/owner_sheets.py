"""Листы создателям чатов: a page for each, with what to create, what to post, first messages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sferum_tui.documents.facts import Owner, columns, last_day, long_day, owners
from sferum_tui.documents.model import (
    Block,
    Document,
    Heading,
    Items,
    Paragraph,
    Section,
    Table,
)
from sferum_tui.documents.words import Words, paper, words_for
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.chats import Chat, first_message
from sferum_tui.rollout.recommendations import Posting
from sferum_tui.rollout.russian import chats, digits


def owner_sheets(board: Board) -> Document:
    """A list of whom to give which sheet, then the sheets."""
    words = words_for("sheets", board)
    found = owners(board)
    sections = [Section(words("list_title"), tuple(_list(board, found, words)))]
    for number, owner in enumerate(found, 1):
        title = words("sheet", number=number, who=owner.title)
        sections.append(Section(title, tuple(_sheet(board, owner, title, words))))
    return Document(
        title=words("title"),
        sections=tuple(sections),
        running=words.running(words("title")),
        foot=words("made"),
        compact=True,
        page_words=words.page_words(),
        paper=paper(),
    )


def _list(board: Board, found: tuple[Owner, ...], words: Words) -> Iterator[Block]:
    yield Heading(words("title"), 1)
    yield Paragraph(words.school, "center")
    number = sum(len(owner.chats) for owner in found)
    yield Paragraph(words("list_intro", sheets=len(found), chats=number))
    if board.undecided:
        yield Paragraph(words("pending"))
    yield Heading(words("list_title"), 2)
    rows = tuple(
        (place, _who(owner), len(owner.chats), last_day(board, owner.chats))
        for place, owner in enumerate(found, 1)
    )
    yield Table(columns(words.titles("list_head"), (8, 64, 10, 16), (0, 2)), rows)


def _who(owner: Owner) -> str:
    return f"{owner.name}: {owner.told}" if owner.name else owner.title


def _sheet(board: Board, owner: Owner, title: str, words: Words) -> Iterator[Block]:
    yield Heading(title, 2, new_page=True)
    if owner.name:
        yield Paragraph(owner.told, "plain")
    day = long_day(last_day(board, owner.chats))
    yield Paragraph(words("intro", chats=chats(len(owner.chats)), day=day), "plain")
    rows = tuple(
        (
            chat.name,
            chat.members,
            board.rollout.window_of(chat).last,
            chat.kind.source,
            _mark(board, chat, words),
        )
        for chat in owner.chats
    )
    yield Table(columns(words.titles("head"), (30, 31, 13, 14, 18)), rows)
    for group in _alike(owner.chats):
        yield from _posts(group[0], words)
        yield from _message(board, group, words)
    contacts = "; ".join(
        f"{item.title[:1].lower()}{item.title[1:]} — {item.text}"
        for item in board.rollout.recommendations.contacts
    )
    yield Paragraph(words("help", contacts=contacts), "note")


def _alike(found: tuple[Chat, ...]) -> Iterator[list[Chat]]:
    """Chats of kinds in which the same is posted (3а is made after 2а) together."""

    def key(chat: Chat) -> tuple[int, str]:
        return (order[chat.kind.first_message, chat.posts], chat.kind.first_message)

    order: dict[tuple[str, tuple[Posting, ...]], int] = {}
    for chat in found:
        order.setdefault((chat.kind.first_message, chat.posts), len(order))
    for _, group in groupby(sorted(found, key=key), key=key):
        yield list(group)


def _mark(board: Board, chat: Chat, words: Words) -> str:
    at = board.done.created.get(chat.id) or board.done.auto.get(chat.id)
    if not at:
        return words("mark")
    day = school_time(at, board.rollout.answers.school.timezone).date()
    return words("done", day=digits(day))


def _posts(chat: Chat, words: Words) -> Iterator[Block]:
    kind = chat.kind
    head = "purpose" if kind.lists == "purposes" else "post"
    yield Heading(words(head, title=kind.title, source=kind.source), 3)
    texts = [text for item in chat.posts for text in _posting(item, words)]
    if not texts:
        texts = [words("no_list")]
    elif kind.open_list:
        texts.append(words("open_list"))
    yield Items(tuple(texts))


def _posting(item: Posting, words: Words) -> Iterator[str]:
    title = f"{item.title}: " if item.title else ""
    yield f"{title}{item.text}" + (f" ({words('pin')})" if item.pin else "")
    if item.addition:
        yield f"{item.addition} ({words('addition')})"


def _message(board: Board, group: list[Chat], words: Words) -> Iterator[Block]:
    rollout = board.rollout
    chat = group[0]
    yield Paragraph(words("message", name=chat.name), "strong")
    yield Paragraph(first_message(chat, rollout.answers, rollout.recommendations), "quote")
    template = chat.kind.first_message
    varied = [
        key
        for key, values in (
            ("class", {item.class_name for item in group}),
            ("subject", {item.subject for item in group}),
        )
        if len(values) > 1 and f"{{{key}}}" in template
    ]
    if varied:
        yield Paragraph(words("change", what=words("_".join(varied))), "note")
