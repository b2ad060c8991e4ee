"""The list of chats: fifty thousand rows, of which only those in view are ever painted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from sferum_tui.rollout.board import Board
from sferum_tui.rollout.chat_words import chat_day, chat_person, chat_sign, person_within
from sferum_tui.rollout.listing import ChatRow, GroupHeading, ListedChats
from sferum_tui.text import fitted, in_lines
from sferum_tui.widgets.chat_card import ChatCard
from sferum_tui.widgets.cursor_list import CursorList
from sferum_tui.widgets.painted import Line, components, line_text

#: Cells of a line besides name and person: cursor, mark, sign, gaps, the note's sign and the day.
_FIXED = 19
#: Cells of the last column («до 26.11») and of what stands before the name.
_DAY, _LEFT = 8, 5
#: How much of what the two columns share the name may take.
_NAME_SHARE = 0.57

_NOTHING = ListedChats((), (), {})


class ChatList(CursorList):
    """Rows of chats under a cursor, with headings between them and marks for many at once.

    `show` gives it what to list; the cursor stays on its chat for as long as that is listed.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = components(
        "cursor", "cursor-away", "overdue", "heading", "open", "quiet", "marked"
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "insert,shift+down",
            "pick(1)",
            "Выбрать",
            id="chats.pick",
            tooltip="Выбрать чат и шагнуть вниз: действие затронет все выбранные",
            show=False,
        ),
        Binding(
            "shift+up",
            "pick(-1)",
            id="chats.pick_up",
            tooltip="Выбрать чат и шагнуть вверх",
            show=False,
        ),
    ]

    class Moved(Message):
        """The cursor stands on another chat, or on none."""

    class Picked(Message):
        """Other chats are marked."""

    class Opened(Message):
        """The card of the chat under the cursor is wanted."""

    class Ticked(Message):
        """The sign of the chat under the cursor was clicked."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        #: Ids of the chats marked for an action.
        self.picked: set[str] = set()
        self.found = _NOTHING
        self._board: Board | None = None
        self._notes: Mapping[str, str] = {}
        self._longest = 0
        self._empty = ""

    # What there is -----------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many lines there are, headings among them."""
        return len(self.found.lines)

    @property
    def row(self) -> ChatRow | None:
        """The row under the cursor; None in an empty list."""
        return self.row_at(self.found, self.at)

    def show(
        self,
        found: ListedChats,
        board: Board,
        *,
        notes: Mapping[str, str],
        longest: int,
        empty: str,
        otherwise: Literal["nearest", "first"] = "nearest",
        changed: frozenset[str] | None = None,
    ) -> None:
        """List what was found.

        Args:
            found: rows and headings.
            board: what the rows' states are read from.
            notes: by chat id.
            longest: cells of the longest name of all, so that the columns never move.
            empty: what an empty list says.
            otherwise: where the cursor goes when its chat is not listed: to the one that comes
                next, or to the first.
            changed: where the list itself may be the same, the chats whose lines differ.
        """
        before, at = self.found, self.at
        same = changed is not None and found.lines == before.lines and before.count > 0
        self.found, self._board, self._notes = found, board, notes
        self._longest, self._empty = longest, empty
        if same:
            self.repaint_rows(changed or ())
            return
        old = self.row_at(before, at)
        line = self._new_line(before, at, otherwise)
        top = self.scroll_offset.y
        self.at = line
        if self.virtual_size.height != len(found.lines):
            self.virtual_size = Size(1, len(found.lines))
        # The cursor stays in its row of the window, the beginning of the list at its top.
        top = max(0, top + line - at) if top or line >= self.size.height else 0
        self.scroll_to(y=top, animate=False, force=True)
        self.reveal()
        self.refresh()
        if self.row is None or old is None or old.chat.id != self.row.chat.id:
            self.post_message(self.Moved())

    @staticmethod
    def row_at(found: ListedChats, line: int) -> ChatRow | None:
        """The row of a line, if it is one."""
        item = found.lines[line] if 0 <= line < len(found.lines) else None
        return item if isinstance(item, ChatRow) else None

    def _new_line(self, before: ListedChats, at: int, otherwise: str) -> int:
        where = self.found.line_of
        current = self.row_at(before, at)
        if current is not None and current.chat.id in where:
            return where[current.chat.id]
        if otherwise == "nearest" and where:
            for line in (*range(at, len(before.lines)), *range(at - 1, -1, -1)):
                item = before.lines[line]
                if isinstance(item, ChatRow) and item.chat.id in where:
                    return where[item.chat.id]
        return next(iter(where.values()), 0)

    def stand_on(self, chat_id: str) -> bool:
        """Move the cursor to a chat; whether it is listed."""
        line = self.found.line_of.get(chat_id)
        if line is None:
            return False
        self.go(line)
        return True

    def repaint_rows(self, ids: Iterable[str]) -> None:
        """Paint the lines of these chats, and the headings in view, whose counts may differ."""
        lines = {self.found.line_of[chat_id] for chat_id in ids if chat_id in self.found.line_of}
        top = self.scroll_offset.y
        in_view = range(top, min(top + self.size.height, len(self.found.lines)))
        for line in in_view:
            if line in lines or isinstance(self.found.lines[line], GroupHeading):
                self.refresh_line(line)

    # Marks -------------------------------------------------------------------------------------

    def action_pick(self, step: int) -> None:
        """Mark the chat, or take its mark away, and go on."""
        if row := self.row:
            self.picked ^= {row.chat.id}
            self.refresh_line(self.at)
            self.post_message(self.Picked())
            self.action_move(step)

    def pick_all(self, ids: Iterable[str]) -> None:
        """Mark all these chats; when all of them are marked, take their marks away."""
        wanted = set(ids)
        if wanted <= self.picked:
            self.picked -= wanted
        else:
            self.picked |= wanted
        self.refresh()
        self.post_message(self.Picked())

    def pick_none(self) -> None:
        """Take all marks away."""
        if self.picked:
            self.picked.clear()
            self.refresh()
            self.post_message(self.Picked())

    # Moving ------------------------------------------------------------------------------------

    def go(self, at: int) -> None:
        """Move the cursor to a row; up from the first of a group leads over its heading."""
        if not self.count:
            return
        before, at = self.at, max(0, min(at, self.count - 1))
        if isinstance(self.found.lines[at], GroupHeading):
            at += -1 if 0 < at < before else 1
        super().go(at)
        if at != before:
            self.post_message(self.Moved())

    def heads(self, at: int) -> int:
        """The heading over a row is seen with it."""
        return at - 1 if at and isinstance(self.found.lines[at - 1], GroupHeading) else at

    # Painting ----------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of what is in view; an empty list says why it is empty."""
        if self.count:
            return super().render_line(y)
        width = self.scrollable_content_region.width
        told = in_lines(self._empty, max(1, width - 6))
        return self.strip([(f"     {told[y - 1]}" if 0 < y <= len(told) else "", "")], width)

    def row_line(self, at: int, width: int) -> Line:
        """A heading or a chat."""
        line = self.found.lines[at]
        if self._board is None:
            return ()
        if isinstance(line, GroupHeading):
            return self._heading_line(line, width)
        return self._chat_line(line, at == self.at, width, self._board)

    def _heading_line(self, line: GroupHeading, width: int) -> Line:
        count = f"{line.ready} из {line.wanted} "
        title = fitted(f"  {line.title}", width - cell_len(count))
        return [(title + count, "heading")]

    def _chat_line(self, row: ChatRow, current: bool, width: int, board: Board) -> Line:
        chat = row.chat
        state = board.state_of(chat)
        room = max(2, width - _FIXED)
        name_width = min(self._longest, int(room * _NAME_SHARE))
        picked = chat.id in self.picked
        overdue = board.is_overdue(chat)
        left = f"{self.mark(current)}{'*' if picked else ' '} {chat_sign(board, chat)} "
        name = fitted(chat.name, name_width)
        day = chat_day(board, chat)
        # A reason needs more room than a name, and has no day beside it.
        wide = room - name_width + (0 if day else _DAY)
        person = fitted(person_within(chat_person(board, chat), wide), wide)
        note = "+" if chat.id in self._notes else " "
        parts = [
            (f"{left}{name}  ", "open" if state in ("planned", "preview") else "quiet"),
            (f"{person} {note} ", "quiet"),
            (f"{day:>{_DAY}} " if day else " ", "quiet"),
        ]
        if overdue:
            parts[0] = (parts[0][0], "overdue")
            parts[2] = (parts[2][0], "overdue")
        if current:
            kind = "cursor" if self.has_focus else "cursor-away"
            parts = [(line_text(parts), kind)]
        elif picked:
            parts = [(line_text(parts), "marked")]
        return parts

    def mark(self, here: bool) -> str:
        """The mark, unless the card beside the list is read."""
        return super().mark(here and not isinstance(self.screen.focused, ChatCard))

    # The mouse ---------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Move to the row; its sign ticks it, a second click opens its card."""
        line = self.scroll_offset.y + event.y
        if self.row_at(self.found, line) is None:
            return
        self.go(line)
        if event.x < _LEFT:
            self.post_message(self.Ticked())
        elif event.chain == 2:
            self.post_message(self.Opened())
