"""«Состав»: how many are in the chats of each class, typed where the cursor stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Plain
from sferum_tui.locations import resource
from sferum_tui.plan.keys import MOST_IN_CLASS
from sferum_tui.rollout.coverage import coverage, told_numbers
from sferum_tui.rollout.coverage_words import beyond_text, change_text, share_text, way_text
from sferum_tui.screens.chat_keys import REDO, UNDO
from sferum_tui.screens.plan_screen import PlanScreen
from sferum_tui.widgets.coverage_grid import CoverageGrid

if TYPE_CHECKING:
    from sferum_tui.rollout.coverage import JoinedChange

_NOTHING = "Чатов классов в плане нет: считать некого"


class CoverageScreen(PlanScreen[None]):
    """A grid class by audience; totals and the change since a week ago over it."""

    CSS_PATH = resource("styles", "rows.tcss")
    AUTO_FOCUS = "CoverageGrid"
    KEYS = ("Цифры: число под курсором · Буква: к следующему классу с ней",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Назад", id="coverage.back", tooltip="Назад"),
        UNDO,
        REDO,
    ]

    _changes: Sequence[JoinedChange] = ()

    def compose(self) -> ComposeResult:
        yield Plain(id="rows-title")
        yield Plain(id="coverage-stages")
        yield Plain(id="coverage-head")
        yield CoverageGrid(id="coverage-grid")
        yield Plain(_NOTHING, id="rows-none")
        yield Plain(id="coverage-way")
        yield KeyBar()

    def on_mount(self) -> None:
        self._read()

    def on_resize(self) -> None:
        """The lines have more room or less."""
        self._show()

    def _read(self) -> None:
        """Take the history as it is now, and show everything."""
        self._changes = self.program.joined_changes()
        self._show()

    def _show(self) -> None:
        board = self.program.board()
        found, grid = coverage(board), self.query_one(CoverageGrid)
        grid.show(found)
        self.query_one("#rows-none").display = not found.rows
        grid.display = bool(found.rows)
        told = [share_text(found.share()) or "чисел пока нет", change_text(board, self._changes)]
        self._put("rows-title", f"   {', '.join(filter(None, told))}", "Состав")
        shares = [(item.stage, found.share(item.stage.number)) for item in board.stages]
        known = [(stage, share.percent) for stage, share in shares if share.of]
        whole, short = (
            " · ".join(f"{called(stage)} {percent} %" for stage, percent in known)
            for called in (lambda stage: stage.title, lambda stage: f"{stage.number} этап")
        )
        room = self.size.width - 2
        self._put("coverage-stages", whole if len(whole) <= room else short)
        self._put("coverage-head", grid.head()[1:])
        way = way_text(board, self._changes)
        while len(way) > room:
            # The oldest week goes first.
            way = way.partition(" → ")[2]
        self._put("coverage-way", way or "Быть в чате — не значит читать его.")

    def was_turned(self, changed: frozenset[str]) -> None:
        """The cursor goes to the number that was set back."""
        self.query_one(CoverageGrid).stand_on(changed)

    def _put(self, part: str, text: str, title: str = "") -> None:
        self.query_one(f"#{part}", Plain).update(Content.assemble((f" {title}", "bold"), text))

    def refresh_board(self, changed: frozenset[str] | None) -> None:
        """Other numbers, here or in another session."""
        self._show()
        self.once_written(self._read)

    @on(CoverageGrid.Typed)
    def _typed(self, event: CoverageGrid.Typed) -> None:
        event.stop()
        cell = event.row.cells.get(event.place.audience)
        if cell is None:
            return
        count = cell.joined.count if cell.joined else None
        numbers = (count, event.number) if event.place.of else (event.number, cell.of)
        size = told_numbers(self.program.board(), cell.chat, *numbers).size
        if size and size > MOST_IN_CLASS:
            self.notify(f"В классе не больше {MOST_IN_CLASS} учеников", severity="warning")
            return
        self.program.set_joined(cell.chat, *numbers)
        self._show()
        if told := beyond_text(cell.chat, *numbers):
            self.notify(f"{cell.chat.name}: {told}", severity="warning")
