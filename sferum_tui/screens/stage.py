"""All there is to know about one stage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from sferum_tui.engine.footer import KeyBar
from sferum_tui.locations import resource
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.russian import span
from sferum_tui.rollout.summary import groups, kind_counts, official_note, other_counting
from sferum_tui.rollout.wording import class_range, countdown, progress_text, stage_term, state_text

Part = tuple[str, str]
#: Columns before what is said.
_LABEL = 12


class StageScreen(ModalScreen[bool]):
    """State, windows, kinds of chat with their counts, and why the stage comes when it does."""

    CSS_PATH = resource("styles", "pages.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,space", "dismiss", "Назад", id="stage.back", tooltip="Назад к доске"),
        Binding("enter", "dismiss(True)", "Чаты этапа", id="stage.open", tooltip="К чатам этапа"),
    ]

    def __init__(self, board: Board, number: int) -> None:
        super().__init__(classes="page")
        self.board = board
        self.item = board.stage(number)

    def compose(self) -> ComposeResult:
        stage = self.item.stage
        yield Static(f"{stage.number} этап. {stage.title}", classes="page-title", markup=False)
        with VerticalScroll(classes="page-body"):
            yield Static(Content.assemble(*self._parts()))
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def _parts(self) -> Iterator[Part]:
        item, stage = self.item, self.item.stage
        yield "\n", ""
        rest = countdown(item)
        yield from _fact("состояние", ", ".join(filter(None, (state_text(item), rest))))
        yield from _fact("создано", progress_text(item))
        yield from _fact("кого", f"{stage.whom} ({stage.source})")
        if item.state not in ("not_applicable", "declined"):
            yield from self._windows()
        kinds = kind_counts(self.board, stage)
        widest = max((len(count.kind.title) for count in kinds), default=0)
        if kinds:
            yield "\nЧаты\n", "bold"
        for count in kinds:
            number = f"{count.ready} из {count.wanted}"
            yield f"  {count.kind.id}  {count.kind.title:<{widest}}  {number:>12}  ", ""
            yield f"{count.kind.source}\n", "$text-muted"
        if stage.reasons:
            yield "\nПочему начинают с них\n", "bold"
        for reason in stage.reasons:
            yield f"  • {reason}\n", ""

    def _windows(self) -> Iterator[Part]:
        item = self.item
        window = item.window
        term = stage_term(item.stage)
        yield from _fact("срок", f"{span(window.first, window.last)} ({term})")
        yield from _fact("", official_note(item))
        yield from _fact("", other_counting(self.board.rollout, item))
        for group in groups(self.board, item.stage)[1:]:
            names = class_range(group.classes)
            dates = span(group.window.first, group.window.last)
            yield from _fact(names, f"{dates}, {group.ready} из {group.wanted}")


def _fact(label: str, text: str) -> Iterator[Part]:
    if text:
        yield f"{label:<{_LABEL}}", "$text-muted"
        yield f"{text}\n", ""
