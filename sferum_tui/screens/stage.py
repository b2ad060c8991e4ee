"""All there is to know about one stage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.later import after_refresh
from sferum_tui.engine.widgets import Plain
from sferum_tui.locations import resource
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.russian import chats, form, span
from sferum_tui.rollout.stage_board import StageState
from sferum_tui.rollout.summary import groups, kind_counts, official_note, other_counting
from sferum_tui.rollout.wording import (
    class_range,
    countdown,
    progress_text,
    reasons_title,
    stage_term,
    state_text,
)
from sferum_tui.widgets.menu import Menu
from sferum_tui.widgets.painted import Part
from sferum_tui.widgets.text_page import text_lines

#: Columns before what is said, and at the edges of the window.
_LABEL, _EDGES = 12, 4
#: What can be done about a stage that has no chats; the board has the keys.
_INSTEAD: dict[StageState, str] = {
    "declined": "если решат иначе: на доске F2, потом 6",
    "not_applicable": "если такие классы есть: на доске F2, потом 2",
}


class StageScreen(ModalScreen[str | None]):
    """State, windows, kinds of chat with their counts, and why the stage comes when it does.

    The result is the kind whose chats are wanted, "" for all of the stage, None for nothing.
    """

    CSS_PATH = resource("styles", "pages.tcss")
    AUTO_FOCUS = "#stage-kinds"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,space", "dismiss", "Назад", id="stage.back", tooltip="Назад к доске"),
        Binding("enter", "open", "Чаты", id="stage.open", tooltip="К чатам этого вида"),
        Binding("pagedown", "page(1)", "Ниже", id="stage.down", tooltip="Текст ниже"),
        Binding("pageup", "page(-1)", id="stage.up", tooltip="Текст выше", show=False),
    ]

    def __init__(self, board: Board, number: int) -> None:
        super().__init__(classes="page")
        self.board = board
        self.item = board.stage(number)
        self.kinds = kind_counts(board, self.item.stage)

    def compose(self) -> ComposeResult:
        stage = self.item.stage
        yield Plain(f"{stage.number} этап. {stage.title}", classes="page-title")
        with VerticalScroll(classes="page-body", can_focus=False):
            yield Plain(id="stage-facts")
            if self.kinds:
                yield Menu(*(Option(line) for line in self._lines()), id="stage-kinds")
            yield Plain(Content.assemble(*self._reasons()))
        yield KeyBar()

    def on_resize(self) -> None:
        """Lines are of another length."""
        self.query_one("#stage-facts", Plain).update(Content.assemble(*self._parts()))

    def on_mount(self) -> None:
        """The first kind is the one that Enter opens."""
        for menu in self.query(Menu):
            menu.highlighted = 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Chats can be opened where there are any."""
        return action != "open" or bool(self.kinds)

    @on(OptionList.OptionHighlighted)
    def _follow(self) -> None:
        """The line that Enter takes is in view, in a low window too."""
        after_refresh(self, self._reveal)

    def _reveal(self) -> None:
        menu = self.query_one(Menu)
        top = menu.virtual_region.y + menu.cursor_offset().y
        # In a narrow window a line is two rows.
        line = Region(0, top, 1, 2)
        self.query_one(VerticalScroll).scroll_to_region(line, animate=False, force=True)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Go to the chats of the kind under the cursor."""
        at = self.query_one(Menu).highlighted or 0
        self.dismiss("" if at >= len(self.kinds) else self.kinds[at].kind.id)

    def action_page(self, step: int) -> None:
        """Look further down or up."""
        body = self.query_one(VerticalScroll)
        body.scroll_relative(y=step * body.size.height, animate=False)

    def _lines(self) -> Iterator[Content | str]:
        """The kinds, and a line for all of them."""
        widest = max(len(count.kind.title) for count in self.kinds)
        for count in self.kinds:
            number = f"{count.ready} из {count.wanted}"
            head = f" {count.kind.id}  {count.kind.title:<{widest}}  {number:>12}  "
            yield Content.assemble(head, (count.kind.source, "$text-muted"))
        yield " все чаты этапа"

    def _parts(self) -> Iterator[Part]:
        item, stage = self.item, self.item.stage
        rest = countdown(item)
        yield from self._fact("состояние", ", ".join(filter(None, (state_text(item), rest))))
        yield from self._fact("создано", progress_text(item))
        if made := item.counts.to_check:
            word = form(made, "появится сам", "появятся сами")
            yield from self._fact("из них", f"{chats(made)} {word}, проверьте состав")
        yield from self._fact("кого", f"{stage.whom} ({stage.source})")
        if item.state not in ("not_applicable", "declined"):
            yield from self._windows()
        yield from self._fact("изменить", _INSTEAD.get(item.state, ""))
        yield "\n", ""

    def _reasons(self) -> Iterator[Part]:
        stage = self.item.stage
        if stage.reasons:
            yield f"\n{reasons_title(stage)}\n", "bold"
        for reason in stage.reasons:
            yield f"  • {reason}\n", ""

    def _windows(self) -> Iterator[Part]:
        item = self.item
        window = item.window
        term = "последний день назначен" if item.deadline else stage_term(item.stage)
        yield from self._fact("срок", f"{span(window.first, window.last)} ({term})")
        yield from self._fact("", official_note(item))
        yield from self._fact("", other_counting(self.board.rollout, item))
        for group in groups(self.board, item.stage)[1:]:
            names = class_range(group.classes)
            dates = span(group.window.first, group.window.last)
            yield from self._fact(names, f"{dates}, {group.ready} из {group.wanted}")

    def _fact(self, label: str, text: str) -> Iterator[Part]:
        """What is said behind its label, further lines below the first."""
        for number, line in enumerate(text_lines(text, self.size.width - _LABEL - _EDGES)):
            yield f"{'' if number else label:<{_LABEL}}", "$text-muted"
            yield f"{line}\n", ""
