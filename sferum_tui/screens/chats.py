"""The working list: search as one types, filters, many at once, and the card beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar, Literal

from msgspec.structs import replace
from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal
from textual.widgets import Input

from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.keys import typed
from sferum_tui.engine.later import after_refresh
from sferum_tui.engine.widgets import Plain
from sferum_tui.locations import resource
from sferum_tui.rollout.chat_words import (
    counted_text,
    empty_text,
    filter_text,
    nothing_open,
    view_title,
)
from sferum_tui.rollout.chats import Chat
from sferum_tui.rollout.list_choice import ListChoice, View
from sferum_tui.rollout.listing import Listing
from sferum_tui.screens.card import CardScreen
from sferum_tui.screens.chat_actions import ChatActions
from sferum_tui.screens.chat_filter import FilterDialog
from sferum_tui.screens.chat_keys import LIST_KEYS, SearchField
from sferum_tui.screens.chat_walk import WalkScreen
from sferum_tui.widgets.bare_text import BareText
from sferum_tui.widgets.chat_card import ChatCard, SideCard
from sferum_tui.widgets.chat_list import ChatList
from sferum_tui.widgets.over_list import OverList

#: Columns from which on the card stands beside the list.
WIDE = 110
_GROUPED = {"none": "без групп", "class": "по классам", "owner": "по людям", "kind": "по видам"}


class ChatsScreen(OverList, ChatActions):
    """Chats of one stage, of today, of the week, overdue ones, or all.

    A row that was listed stays where it is when its state changes, here or in another session,
    until the view or a filter is chosen anew: nothing moves away under the cursor.
    """

    CSS_PATH: ClassVar = resource("styles", "chats.tcss")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 (the type of Textual)
    AUTO_FOCUS = "#chats-list"
    BINDINGS: ClassVar[list[BindingType]] = LIST_KEYS

    def __init__(self, choice: ListChoice | None = None, *, digit: str = "", at: str = "") -> None:
        """Show what is chosen, by default all.

        Args:
            choice: the stage, the view, the filters and the search to begin with.
            digit: the key that has opened the stage: with a letter after it, it began a search.
            at: the id of the chat to stand on; by default the first open one.
        """
        super().__init__()
        self._digit, self._at = digit, at
        self.choice = choice or ListChoice()
        self._listing: Listing | None = None
        self._kept: frozenset[str] = frozenset()
        self._day: date | None = None
        self._said: dict[str, str] = {}
        self._stale = False

    # Parts -------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        with Container(id="chats-top"):
            yield Plain(id="chats-head")
            with Horizontal(id="chats-bar"):
                yield Plain("поиск:", id="chats-label")
                yield SearchField(id="chats-search", max_length=60, select_on_focus=False)
                yield Plain(id="chats-count")
        yield Plain(id="chats-filter")
        with Horizontal(id="chats-body"):
            yield ChatList(id="chats-list")
            yield SideCard(id="chats-card")
        yield BareText()
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        self._show_search(False)
        self._show()
        if self.choice.query:
            self.action_search(self.choice.query)
        else:
            self._stand_on_first_open()

    def _stand_on_first_open(self) -> None:
        board = self.program.board()
        rows = self.listed.found.rows
        first = next((row.chat.id for row in rows if board.is_open(row.chat)), "")
        self.listed.stand_on(self._at or first)

    @property
    def listing(self) -> Listing:
        """The chats of the rollout as it is now."""
        rollout = self.program.rollout
        if self._listing is None or self._listing.rollout is not rollout:
            self._listing = Listing(rollout)
        return self._listing

    @property
    def listed(self) -> ChatList:
        """The list."""
        return self.query_one(ChatList)

    @property
    def _field(self) -> SearchField:
        return self.query_one(SearchField)

    # What it shows -----------------------------------------------------------------------------

    def _show(
        self,
        otherwise: Literal["nearest", "first"] = "nearest",
        changed: frozenset[str] | None = None,
    ) -> None:
        board = self.program.board()
        self._day = board.today
        if self.choice.stage and not board.rollout.recommendations.has_stage(self.choice.stage):
            # Other guidance has no such stage.
            self.choice = replace(self.choice, stage=None)
        listing = self.listing
        found = listing.find(board, self.choice, kept=self._kept)
        self.listed.show(
            found,
            board,
            notes=self.program.notes,
            longest=listing.longest,
            empty=empty_text(self.choice),
            otherwise=otherwise,
            changed=changed,
        )
        self.listed.picked &= listing.rollout.by_id.keys()
        self._show_words()
        self._show_card()
        self.watch_for_chats()

    def _show_words(self) -> None:
        board = self.program.board()
        counted = counted_text(self.listed.found, self.choice, len(self.listed.picked), board)
        if self.choice.grouping != "none":
            counted += f" · {_GROUPED[self.choice.grouping]}"
        chosen = filter_text(self.choice)
        self._put("head", view_title(board, self.choice))
        self._put("count", counted)
        self._put("filter", f"{chosen}   Backspace — снять")
        self.query_one("#chats-filter").display = bool(chosen)

    def _put(self, part: str, text: str) -> None:
        """Write a text where it differs; only one of another length can move anything."""
        before = self._said.get(part, "")
        if text != before:
            self._said[part] = text
            line = self.query_one(f"#chats-{part}", Plain)
            line.update(text, layout=cell_len(text) != cell_len(before))

    def _show_card(self) -> None:
        card = self.query_one(ChatCard)
        if card.display:
            short = len(self.listed.found.lines) <= self.listed.size.height
            self.listed.set_class(short, "-short")
            self.show_card(card, self.current())

    def refresh_board(self, changed: frozenset[str] | None) -> None:
        """Other marks, notes or answers; rows that are listed stay listed."""
        self._kept = self._kept | self.listed.found.line_of.keys()
        if self.covered:
            self._stale = True
        else:
            self._show(changed=changed)

    def tick(self, now: datetime) -> None:
        """Countdowns; on a new day the list itself."""
        if now.date() != self._day:
            self._show()
        else:
            self._show_words()
            self._show_card()

    def on_screen_resume(self) -> None:
        """Back from a card or a dialog: chats and the time may be others."""
        if self._stale:
            self._stale = False
            self._show()
        elif self._listing is not None:
            self.tick(self.program.now())

    def on_resize(self, event: events.Resize) -> None:
        """There may be room for the card now."""
        after_refresh(self, self._show_card)

    def _choose(self, choice: ListChoice) -> None:
        """Another view, filter or order; what was listed before need not stay."""
        self.choice = choice
        self._kept = frozenset()
        self._show("first" if choice.query else "nearest")

    # Search ------------------------------------------------------------------------------------

    def _show_search(self, on: bool) -> None:
        self.query_one("#chats-label").display = on
        self._field.display = on

    def action_search(self, begin: str = "") -> None:
        """Type what to look for."""
        self._show_search(True)
        field = self._field
        self.set_focus(field)
        if begin:
            field.value = begin
        field.action_end()

    def on_key(self, event: events.Key) -> None:
        """Letters and digits are for words: they begin a search."""
        super().on_key(event)
        digit, self._digit = self._digit, ""
        begun = typed(event)
        if self._listing is None:
            # Typed faster than a slow machine opens the list.
            self.choice = replace(self.choice, query=self.choice.query + begun)
        elif begun and self.focused is not self._field:
            event.stop()
            event.prevent_default()
            if digit:
                self._choose(ListChoice(grouping=self.choice.grouping))
            self.action_search(digit + begun)

    @on(Input.Changed, "#chats-search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.in_list = False
        if event.value != self.choice.query:
            self.choice = replace(self.choice, query=event.value)
            self._show("first")

    def action_to_list(self) -> None:
        """The search is right: on to the list."""
        self.in_list = False
        self._show_search(bool(self.choice.query))
        self.listed.focus()

    def action_back(self) -> None:
        """One step back: out of the search, off the marks, off the card, off the screen."""
        if self.choice.query or self.focused is self._field:
            self.listed.focus()
            self._field.value = ""
            self._show_search(False)
            if self.choice.query:
                self.choice = replace(self.choice, query="")
                self._show()
        elif self.listed.picked:
            self.listed.pick_none()
        elif not self.listed.has_focus:
            self.listed.focus()
        else:
            self.dismiss()

    # Views and filters -------------------------------------------------------------------------

    def action_view(self, view: View) -> None:
        """One of the views over all stages."""
        self._choose(replace(self.choice, stage=None, view=view))

    def action_next(self, step: int) -> None:
        """The next or previous of: all, today, this week, overdue, and each stage."""
        stages = [stage.number for stage in self.program.rollout.recommendations.stages]
        self._choose(self.choice.turned(stages, step))

    def action_filter(self) -> None:
        """Ask what to show."""

        def answered(choice: ListChoice | None) -> None:
            if choice is not None:
                self._choose(replace(choice, query=self.choice.query))

        values = self.listing.options(self.program.board(), self.choice)
        self.app.push_screen(FilterDialog(self.choice, values), answered)

    def action_unfilter(self) -> None:
        """Take all filters away."""
        if self.choice.filtered:
            self._choose(self.choice.unfiltered())

    def action_only_open(self) -> None:
        """Only what is still to be created, or everything again."""
        wanted = "" if self.choice.state == "planned" else "planned"
        self._choose(self.choice.with_filter("state", wanted))

    def action_group(self) -> None:
        """Group by the next of: nothing, class, owner, kind."""
        self.choice = self.choice.regrouped()
        self._show()

    # The cursor's chat and the marked ones -----------------------------------------------------

    def current(self) -> Chat | None:
        """The chat under the cursor."""
        row = self.listed.row
        return row.chat if row else None

    def targets(self) -> Sequence[Chat]:
        """The marked chats, in the order of the plan; without marks the cursor's."""
        picked = self.listed.picked
        if not picked:
            return super().targets()
        return [chat for chat in self.program.rollout.chats if chat.id in picked]

    def was_marked(self, ids: Sequence[str]) -> None:
        """What was to be done to the marked chats is done."""
        self.listed.pick_none()

    def was_turned(self, changed: frozenset[str]) -> None:
        """The cursor goes to what was set back, unless it stands on it."""
        row = self.listed.row
        if row is None or row.chat.id not in changed:
            rows = self.listed.found.rows
            self.listed.stand_on(next((it.chat.id for it in rows if it.chat.id in changed), ""))

    def action_pick_class(self) -> None:
        """Mark what is listed of the cursor's class, or of what it has instead."""
        if row := self.listed.row:
            rows = self.listed.found.rows
            same = [it for it in rows if (it.unit, it.chat.stage) == (row.unit, row.chat.stage)]
            self.listed.pick_all(it.chat.id for it in same)

    def action_pick_all(self) -> None:
        """Mark everything that is listed."""
        self.listed.pick_all(row.chat.id for row in self.listed.found.rows)

    @on(ChatList.Moved)
    def _moved(self, event: ChatList.Moved) -> None:
        event.stop()
        self._show_card()

    @on(ChatList.Picked)
    def _picked(self, event: ChatList.Picked) -> None:
        event.stop()
        self._show_words()

    @on(ChatList.Ticked)
    def _ticked_by_mouse(self, event: ChatList.Ticked) -> None:
        event.stop()
        self.action_mark("created")

    @on(ChatList.Opened)
    def _opened(self, event: ChatList.Opened) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Read the card: beside the list where there is room, else as a screen."""
        card = self.query_one(ChatCard)
        if card.display:
            (self.listed if card.has_focus else card).focus()
        elif row := self.listed.row:
            ids = [it.chat.id for it in self.listed.found.rows]
            self.app.push_screen(CardScreen(ids, row.chat.id, self.listed.stand_on))

    def action_walk(self) -> None:
        """Create one after another: the marked chats, or those listed here that are open."""
        board = self.program.board()
        picked, rows = self.listed.picked, self.listed.found.rows
        ids = [
            row.chat.id
            for row in rows
            if board.is_open(row.chat) and (not picked or row.chat.id in picked)
        ]
        if not ids:
            self.notify(nothing_open(board, [row.chat for row in rows]))
            return
        wanted, at = set(ids), self.listed.row
        onwards = rows[rows.index(at) :] if at in rows else rows
        start = next((row.chat.id for row in onwards if row.chat.id in wanted), ids[0])
        self.app.push_screen(WalkScreen(ids, start, self.listed.stand_on))
