"""The card of a chat: whose it is, until when, what to write there and how to begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from msgspec import Struct
from textual.geometry import Size
from textual.strip import Strip

from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chat_words import chat_state, chat_term
from sferum_tui.rollout.chats import Chat, first_message, posts
from sferum_tui.rollout.coverage_words import joined_text
from sferum_tui.rollout.recommendations import Posting
from sferum_tui.rollout.russian import unbroken
from sferum_tui.text import in_lines
from sferum_tui.widgets.painted import Line, Lined, changed_lines, components, line_text
from sferum_tui.widgets.scrolling import Scrolling

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


class ChatCard(Lined, Scrolling):
    """Shows one chat; arrows scroll what has no room. Only lines that differ are painted."""

    COMPONENT_CLASSES: ClassVar[set[str]] = components(
        "name", "text", "quiet", "heading", "key", "overdue"
    )

    _card: Card | None = None
    _chat_id = ""
    _lines: Sequence[Line] = ()

    @property
    def lines(self) -> list[str]:
        """What stands on the card, line by line."""
        return [line_text(line) for line in self._lines]

    def show(self, chat: Chat | None, board: Board, note: str = "", who: str = "") -> None:
        """Show a chat at a moment, or nothing."""
        chat_id = chat.id if chat else ""
        if chat_id != self._chat_id:
            self._chat_id = chat_id
            self.scroll_to(y=0, animate=False, force=True)
        self._card = Card.of(chat, board, note, who) if chat else None
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        before = self._lines
        self._lines = list(self._card.lines(width)) if self._card and width else []
        if len(before) != len(self._lines):
            self.virtual_size = Size(1, len(self._lines))
            self.refresh()
            return
        for number in changed_lines(before, self._lines):
            self.refresh_line(number)

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One line."""
        number = self.scroll_offset.y + y
        line = self._lines[number] if number < len(self._lines) else ()
        return self.strip(line, self.scrollable_content_region.width)
