"""For the projector: one stage in letters that the back row reads."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from sferum_tui.engine.footer import KeyBar
from sferum_tui.locations import resource
from sferum_tui.rollout.urgency import worst
from sferum_tui.screens.plan_screen import PlanScreen
from sferum_tui.widgets.painted import Drawing
from sferum_tui.widgets.projector import stage_picture


class ProjectorScreen(PlanScreen[None]):
    """The stage, its countdown, its progress; nothing else."""

    CSS_PATH = resource("styles", "board.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f8,enter", "dismiss", "К доске", id="hall.back", tooltip="Назад к доске"),
        Binding(
            "left", "turn(-1)", "Этап", key_display="← →", id="hall.left", tooltip="Этап перед этим"
        ),
        Binding("right", "turn(1)", "Этап", show=False, id="hall.right", tooltip="Следующий этап"),
    ]

    def __init__(self, stage: int) -> None:
        super().__init__()
        self._number = stage

    def compose(self) -> ComposeResult:
        yield Drawing(id="hall")
        yield KeyBar()

    def on_mount(self) -> None:
        self.show_plan()

    def show_plan(self) -> None:
        """The stage in large letters; where other guidance has no such stage, what presses most."""
        board = self.program.board()
        if not board.rollout.recommendations.has_stage(self._number):
            self._number = worst(board.stages).stage.number
        self.query_one(Drawing).show(stage_picture(board, self._number))

    def action_turn(self, step: int) -> None:
        """Show the stage before or after, round and round."""
        numbers = [stage.number for stage in self.program.rollout.recommendations.stages]
        self._number = numbers[(numbers.index(self._number) + step) % len(numbers)]
        self.show_plan()
