"""The card of a chat: whose it is, until when, what to write there and how to begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.strip import Strip

from sferum_tui.engine.marks import Marking
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chat_words import chat_state, chat_term, owner_part
from sferum_tui.rollout.chats import Chat, first_message, posts
from sferum_tui.rollout.coverage_words import joined_text
from sferum_tui.rollout.recommendations import Posting, Recommendations
from sferum_tui.rollout.russian import unbroken
from sferum_tui.widgets.painted import Line, components, line_text
from sferum_tui.widgets.text_page import Make, TextPage, text_lines

#: Cells of the column that says what the value beside it is.
_LABEL = 10


def card_lines(chat: Chat, board: Board, note: str, who: str, width: int) -> Iterator[Line]:
    """All there is to know of a chat at a moment, in lines of at most so many cells.

    `note` is its note, and `who` has ticked it.
    """
    kind, rules = chat.kind, board.rollout.recommendations
    for text in text_lines(chat.name, width):
        yield ((text, "name"),)
    for text in text_lines(chat_state(board, chat), width):
        yield ((text, "overdue" if board.is_overdue(chat) else "text"),)
    if who:
        for text in text_lines(f"отметил(а) {who}", width):
            yield ((text, "quiet"),)
    yield (("Ctrl+C", "key"), (" название, ещё раз — сообщение", "quiet"))
    yield ()
    yield from _labelled(owner_part(chat), chat.owner, width)
    yield from _labelled("в чате", chat.members, width)
    yield from _labelled("срок", chat_term(board, chat), width)
    yield from _labelled("вид", f"{kind.id} {kind.title} · {kind.stage} этап", width)
    yield from _joined(joined_text(board, chat), width)
    yield ()
    yield from _posts(chat, rules, width)
    yield ()
    yield (("первое сообщение", "heading"),)
    for text in text_lines(first_message(chat, board.rollout.answers, rules), width - 1):
        yield ((f" {text}", "text"),)
    yield ()
    yield (("заметка", "heading"), ("   Ctrl+E", "key"), (" изменить", "quiet"))
    for text in text_lines(note, width - 1):
        yield ((f" {text}", "text"),)


def _joined(joined: str, width: int) -> Iterator[Line]:
    """How many have joined, and the key that changes it where there is room for it."""
    *above, last = _labelled("вступили", joined, width)
    key: Line = (("   Ctrl+T", "key"), (" изменить", "quiet"))
    yield from above
    yield (*last, *key) if len(line_text(last) + line_text(key)) <= width else last


def _posts(chat: Chat, rules: Recommendations, width: int) -> Iterator[Line]:
    """What to write in the chat, as far as the source says it."""
    kind = chat.kind
    found = [line for item in posts(chat, rules) for line in _posting(item)]
    if not found:
        yield ((f"что писать: источник ({unbroken(kind.source)}) не перечисляет", "quiet"),)
        return
    heading = "для чего группа" if kind.lists == "purposes" else "что писать"
    yield ((unbroken(f"{heading} ({kind.source})"), "heading"),)
    for text in found:
        for number, part in enumerate(text_lines(text, width - 3)):
            yield ((f"{' • ' if not number else '   '}{part}", "text"),)
    if kind.open_list:
        yield (("   и др.", "text"),)


def _posting(item: Posting) -> Iterator[str]:
    text = f"{item.title}: {item.text}" if item.title else item.text
    yield f"{text} (закрепить)" if item.pin else text
    if item.addition:
        yield f"{item.addition} (дополнение программы)"


def _labelled(label: str, text: str, width: int) -> Iterator[Line]:
    for number, part in enumerate(text_lines(text, width - _LABEL) or ["—"]):
        yield ((f"{label if not number else '':{_LABEL}}", "quiet"), (part, "text"))


class ChatCard(TextPage, can_focus=True):
    """Shows one chat; arrows scroll what has no room."""

    COMPONENT_CLASSES: ClassVar[set[str]] = components(
        "name", "text", "quiet", "heading", "key", "overdue"
    )

    _chat_id = ""

    def show_chat(self, chat: Chat | None, board: Board, note: str = "", who: str = "") -> None:
        """Show a chat at a moment, or nothing; another chat from its top on."""
        before, self._chat_id = self._chat_id, chat.id if chat else ""

        def make(width: int) -> list[Line]:
            return [*card_lines(chat, board, note, who, width)] if chat else []

        self.show(make, top=before != self._chat_id)


class SideCard(Marking, ChatCard):
    """The card beside a list. While it is read it has the mark, and Enter goes back to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.to_list", "К списку", id="side.list", tooltip="К списку"),
    ]

    def show(self, make: Make, *, top: bool = True) -> None:
        """Show other lines, with a cell for the mark before them."""
        super().show(lambda width: make(width - 1), top=top)

    def render_line(self, y: int) -> Strip:
        """One line; the first in view has the mark."""
        strip = super().render_line(y)
        mark = Segment(self.mark(y == 0 and self.has_focus), self.rich_style)
        return Strip([mark, *strip.crop(0, strip.cell_length - 1)], strip.cell_length)

    def cursor_offset(self) -> Offset:
        """The mark."""
        return Offset(0, 0)
