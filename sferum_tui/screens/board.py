"""The board: four stages with their countdowns, the calendar, and what to do next."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.keys import typed
from sferum_tui.engine.later import after_refresh
from sferum_tui.locations import resource
from sferum_tui.rollout.answer_paths import with_value
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.guidance_notes import guidance_notes
from sferum_tui.rollout.list_choice import ListChoice
from sferum_tui.rollout.russian import capital, day_month
from sferum_tui.rollout.stage_board import DUE, FINISHED
from sferum_tui.screens.plan_screen import PlanScreen, shown
from sferum_tui.screens.program import GO
from sferum_tui.widgets.board_lines import head, hints, history, next_lines, today
from sferum_tui.widgets.painted import Drawing
from sferum_tui.widgets.stage_card import StageCard, card_texts, columns
from sferum_tui.widgets.timeline import rows_for, timeline

#: Stages from which cards stand closer, and from which each has one row.
_MANY, _CROWD = 5, 7
#: Changes of the history beside the cards.
RECENT = 20


class BoardScreen(PlanScreen[None]):
    """What the program opens with once there is a plan. Esc leaves it for a table of schools."""

    KEYS = ("Цифра этапа: его чаты · Буква: поиск по всем чатам",)
    CSS_PATH = resource("styles", "board.tcss")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (116, "-wide"), (160, "-broad")]  # noqa: RUF012 (Textual's type)
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-low"),
        (24, "-usual"),
        (34, "-tall"),
        (46, "-high"),
        (58, "-huge"),
    ]
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9,ctrl+n",
            "confirm_created",
            "Создана",
            id="board.created",
            tooltip="Структура создана: сроки пойдут",
        ),
        *shown(GO),
        Binding(
            "escape", "app.schools", "Школы", id="board.schools", tooltip="Назад к таблице школ"
        ),
        Binding("enter", "open", "Чаты этапа", id="board.open", tooltip="Чаты этапа под курсором"),
        Binding(
            "space", "about", "Об этапе", id="board.about", tooltip="Об этапе: сроки и виды чатов"
        ),
        Binding("f7", "decide", "Решение", id="board.decide", tooltip="Решение о начальной школе"),
    ]

    _board: Board | None = None
    _stale = False
    _hinting = False

    def compose(self) -> ComposeResult:
        yield Drawing(id="board-head")
        with Horizontal(id="board-body"):
            with Vertical(id="board-main"):
                for item in self.program.board().stages:
                    yield StageCard(item.stage.number)
                yield Drawing(id="board-timeline")
                yield Drawing(hints, id="board-hints")
                yield Drawing(id="board-next")
            with Vertical(id="board-side"):
                yield Drawing(id="board-today")
                yield Drawing(id="board-recent")
        yield KeyBar()

    def on_mount(self) -> None:
        self._hint(not self.program.settings.hints_seen)
        self._begin()

    def _begin(self) -> None:
        """Fill the cards, and put the cursor on the stage that presses."""
        number = len(self.program.board().stages)
        self.set_class(number >= _MANY, "-many")
        self.set_class(number >= _CROWD, "-crowd")
        self._show_all()
        self.query(f"#stage-{self._pressing()}").focus()

    async def _deal(self) -> None:
        """Other guidance has more stages, or fewer: a card for each."""
        main = self.query_one("#board-main")
        async with self.batch():
            await main.query(StageCard).remove()
            cards = [StageCard(item.stage.number) for item in self.program.board().stages]
            await main.mount_all(cards, before="#board-timeline")
        self._begin()

    # What the program tells --------------------------------------------------------------------

    def refresh_board(self, changed: frozenset[str] | None) -> None:
        """Show what changed; under another screen that can wait."""
        if self.covered:
            self._stale = True
        else:
            self._show_all()
            self.once_written(self._show_recent)

    def tick(self, now: datetime) -> None:
        """Show the time; only a new day changes more than the countdowns."""
        if self._board is None:
            return
        if now.date() != self._board.today:
            self._show_all()
            return
        self._show_head(self._board, now)
        for stage in self.query(StageCard):
            stage.tick(now)

    def on_screen_resume(self) -> None:
        """Show what happened while another screen lay over this one."""
        if self._stale:
            self._show_all()
        elif self._board is not None:
            self.tick(self.program.now())

    def on_resize(self, event: events.Resize) -> None:
        """A wider window may show the history for the first time."""
        after_refresh(self, self._show_recent)

    # Painting ----------------------------------------------------------------------------------

    def _show_all(self) -> None:
        self._stale = False
        board = self._board = self.program.board()
        cards = self.query(StageCard)
        if [card.number for card in cards] != [item.stage.number for item in board.stages]:
            self.call_later(self._deal)
            return
        texts = card_texts(board, "" if self.program.read_only_reason else "F7")
        shared = columns(texts)
        for card, text in zip(cards, texts, strict=True):
            card.show(text, shared)
        self._show_head(board, board.now)
        self._part("timeline").show(partial(timeline, board), rows_for(board))
        self._part("next").show(partial(next_lines, board, self._next_keys(board)))
        self._part("today").show(partial(today, board))
        self._show_recent()
        self.refresh_bindings()

    def _part(self, name: str) -> Drawing:
        return self.query_one(f"#board-{name}", Drawing)

    def _show_head(self, board: Board, now: datetime) -> None:
        self._part("head").show(partial(head, board, now, self._notice(board)))

    def _show_recent(self) -> None:
        recent = self._part("recent")
        if self._board is not None and recent.size:
            recent.show(partial(history, self.program.history(RECENT), self._board.today))

    def _notice(self, board: Board) -> str:
        if self.program.read_only_reason:
            return f"■ Только просмотр: {self.program.read_only_reason}"
        return next((capital(it) for it in guidance_notes(board.rollout, board.today)), "")

    def _next_keys(self, board: Board) -> tuple[str, str]:
        """The keys of what is next, and of the decision."""
        if self.program.read_only_reason:
            return "", ""
        if board.asks_if_created:
            return "F9", "F7"
        return "F4" if board.due() else "F7" if board.undecided else "", "F7"

    def _pressing(self) -> int:
        """The number of the stage that is worked on now."""
        stages = self.program.board().stages
        for states in (DUE, {item.state for item in stages} - FINISHED, FINISHED):
            for item in stages:
                if item.state in states:
                    return item.stage.number
        return stages[0].stage.number

    def _card(self, number: int) -> StageCard:
        return self.query_one(f"#stage-{number}", StageCard)

    def _hint(self, on: bool) -> None:
        """Let the hints stand in the place of the timeline, or take them away for good."""
        if self._hinting and not on:
            self.program.keep_settings(hints_seen=True)
        self._hinting = on
        self._part("hints").display = on
        self._part("timeline").display = not on

    def on_key(self, event: events.Key) -> None:
        """The first key takes the hints away and does what it does.

        The digit of a stage opens it; with any other letter or digit a search begins.
        """
        if self._hinting:
            self._hint(False)
        if begun := typed(event):
            event.stop()
            event.prevent_default()
            if begun in {str(card.number) for card in self.query(StageCard)}:
                self.action_open_stage(int(begun), begun)
            else:
                self._open_chats(ListChoice(query=begun))

    # Actions -----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A question that is not open has no key."""
        board = self._board
        if board is None or action not in ("confirm_created", "decide"):
            return True
        if self.program.read_only_reason:
            return False
        return board.asks_if_created if action == "confirm_created" else bool(board.undecided)

    def stage_in_view(self) -> int | None:
        """The number of the stage whose card has the focus."""
        return self.focused.number if isinstance(self.focused, StageCard) else None

    def action_edge(self, at: int) -> None:
        """Home and End: to the first stage and to the last."""
        self.query(StageCard)[at].focus()

    def action_open(self) -> None:
        """Open the chats of the stage that has the focus."""
        if (number := self.stage_in_view()) is not None:
            self.action_open_stage(number)

    def action_open_stage(self, number: int, digit: str = "") -> None:
        """Open the chats of a stage; what there is to know where it has none.

        `digit` is the key that has opened it: a class may begin with it («1», «11А»).
        """
        self._card(number).focus()
        if self.program.rollout.of_stage[number]:
            self._open_chats(ListChoice(stage=number), digit)
        else:
            self._about(number)

    def _open_chats(self, choice: ListChoice, digit: str = "") -> None:
        from sferum_tui.screens.chats import ChatsScreen

        self.app.push_screen(ChatsScreen(choice, digit=digit))

    @on(StageCard.Opened)
    def _open_clicked(self, event: StageCard.Opened) -> None:
        self.action_open_stage(event.stage)

    def action_about(self) -> None:
        """All there is to know about the stage that has the focus."""
        if (number := self.stage_in_view()) is not None:
            self._about(number)

    def _about(self, number: int) -> None:
        from sferum_tui.screens.stage import StageScreen

        def answered(kind: str | None) -> None:
            if kind is not None:
                self._open_chats(ListChoice(stage=number, kind=kind))

        self.app.push_screen(StageScreen(self.program.board(), number), answered)

    async def action_decide(self) -> None:
        """Answer the question about the decision."""
        await self.program.action_edit_plan("primary")

    def action_confirm_created(self) -> None:
        """The planned structure exists: its windows run from the date in the plan. It is told."""
        answers = self.program.open_plan.plan.answers
        created = with_value(answers, "school.planned", False)
        self.program.open_plan.change(answers, created, {})
        day = self.program.rollout.created
        if day != self.program.now().date():
            told = f"Сроки идут от {day_month(day)}. Если структура создана в другой день: F2, 1"
            self.notify(told)
