"""The card of a chat: whose it is, until when, what to write there and how to begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct

from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chat_words import chat_state, chat_term
from sferum_tui.rollout.chats import Chat, first_message, posts
from sferum_tui.rollout.coverage_words import joined_text
from sferum_tui.rollout.recommendations import Posting
from sferum_tui.rollout.russian import unbroken
from sferum_tui.text import in_lines
from sferum_tui.widgets.painted import Line, components, line_text
from sferum_tui.widgets.text_page import TextPage

#: Cells of the column that says what the value beside it is.
_LABEL = 10


class Card(Struct, frozen=True):
    """What stands on a card."""

    name: str
    state: str
    who: str
    owner: str
    members: str
    term: str
    kind: str
    source: str
    heading: str
    post: tuple[str, ...]
    more: bool
    message: str
    note: str
    joined: str
    overdue: bool

    @classmethod
    def of(cls, chat: Chat, board: Board, note: str, who: str = "") -> Card:
        """The card of a chat at a moment."""
        rollout = board.rollout
        kind = chat.kind
        rules = rollout.recommendations
        stage = rules.stage(kind.stage)
        return cls(
            name=chat.name,
            state=chat_state(board, chat),
            who=who,
            owner=chat.owner,
            members=chat.members,
            term=chat_term(board, chat),
            kind=f"{kind.id} {kind.title} · {stage.number} этап",
            source=kind.source,
            heading="для чего группа" if kind.lists == "purposes" else "что писать",
            post=tuple(line for item in posts(chat, rules) for line in _posting(item)),
            more=kind.open_list,
            message=first_message(chat, rollout.answers, rules),
            note=note,
            joined=joined_text(board, chat),
            overdue=board.is_overdue(chat),
        )

    def lines(self, width: int) -> Iterator[Line]:
        """The card in lines of at most so many cells."""
        for text in wrapped(self.name, width):
            yield ((text, "name"),)
        for text in wrapped(self.state, width):
            yield ((text, "overdue" if self.overdue else "text"),)
        if self.who:
            for text in wrapped(f"отметил(а) {self.who}", width):
                yield ((text, "quiet"),)
        yield (("Ctrl+C", "key"), (" название, ещё раз — сообщение", "quiet"))
        yield ()
        yield from _labelled("создаёт", self.owner, width)
        yield from _labelled("в чате", self.members, width)
        yield from _labelled("срок", self.term, width)
        yield from _labelled("вид", self.kind, width)
        yield from self._joined(width)
        yield ()
        if self.post:
            yield ((unbroken(f"{self.heading} ({self.source})"), "heading"),)
            for item in self.post:
                yield from _bulleted(item, width)
            if self.more:
                yield (("   и др.", "text"),)
        else:
            yield ((f"что писать: источник ({unbroken(self.source)}) не перечисляет", "quiet"),)
        yield ()
        yield (("первое сообщение", "heading"),)
        for text in wrapped(self.message, width - 1):
            yield ((f" {text}", "text"),)
        yield ()
        yield (("заметка", "heading"), ("   Ctrl+E", "key"), (" изменить", "quiet"))
        for text in wrapped(self.note, width - 1):
            yield ((f" {text}", "text"),)

    def _joined(self, width: int) -> Iterator[Line]:
        """How many have joined, and the key that changes it where there is room for it."""
        *above, last = _labelled("вступили", self.joined, width)
        key: Line = (("   Ctrl+T", "key"), (" изменить", "quiet"))
        yield from above
        yield (*last, *key) if len(line_text(last) + line_text(key)) <= width else last


def _posting(item: Posting) -> Iterator[str]:
    text = f"{item.title}: {item.text}" if item.title else item.text
    # Where the words say it themselves, the pin needs no words of its own.
    yield f"{text} (закрепить)" if item.pin and "закрепите" not in item.text else text
    if item.addition:
        yield f"{item.addition} (дополнение программы)"


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells."""
    return [
        line
        for part in text.splitlines()
        for line in in_lines(unbroken(part), max(width, 12)) or [""]
    ]


def _labelled(label: str, text: str, width: int) -> Iterator[Line]:
    for number, part in enumerate(wrapped(text, width - _LABEL) or ["—"]):
        yield ((f"{label if not number else '':{_LABEL}}", "quiet"), (part, "text"))


def _bulleted(text: str, width: int) -> Iterator[Line]:
    for number, part in enumerate(wrapped(text, width - 3)):
        yield ((f"{' • ' if not number else '   '}{part}", "text"),)


class ChatCard(TextPage, can_focus=True):
    """Shows one chat; arrows scroll what has no room."""

    COMPONENT_CLASSES: ClassVar[set[str]] = components(
        "name", "text", "quiet", "heading", "key", "overdue"
    )

    _chat_id = ""

    def show_chat(self, chat: Chat | None, board: Board, note: str = "", who: str = "") -> None:
        """Show a chat at a moment, or nothing; another chat from its top on."""
        before, self._chat_id = self._chat_id, chat.id if chat else ""
        card = Card.of(chat, board, note, who) if chat else None
        self.show(lambda width: [*card.lines(width)] if card else (), top=before != self._chat_id)
