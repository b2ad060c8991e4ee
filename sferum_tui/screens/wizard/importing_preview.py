"""What a table would change, and the rows of it that can't be taken, before anything is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from sferum_tui.editing.session import Session
from sferum_tui.engine.footer import KeyBar
from sferum_tui.locations import resource
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.edits import preview
from sferum_tui.rollout.imports.report import ReportPart, headline, sections
from sferum_tui.rollout.imports.result import ImportResult
from sferum_tui.rollout.plan import Plan
from sferum_tui.text import normal
from sferum_tui.widgets.form_row import wrapped
from sferum_tui.widgets.line_list import LineList
from sferum_tui.widgets.painted import Line

#: Cells in front of a line that stands under a heading.
_INDENT = 3


class ImportPreview(Screen[ImportResult | None]):
    """Faulty rows and notes above or beside what changes. Enter takes it, Esc takes nothing.

    `again` reads a list of classes as the whole school or as an addition to it.
    """

    CSS_PATH: ClassVar = resource("styles", "imports.tcss")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012
    AUTO_FOCUS = "#import-changes"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Не брать", id="import.cancel", tooltip="Не брать"),
        Binding("enter,f9", "take", "Взять", id="import.take", tooltip="Взять всё, что годится"),
        Binding(
            "f4,ctrl+e", "turn", "Заменить", id="import.whole",
            tooltip="Взять список вместо нынешних классов или добавить к ним",
        ),
        Binding(
            "tab", "app.focus_next", "К ошибкам", id="import.panes",
            tooltip="К списку ошибок и обратно",
        ),
    ]  # fmt: skip

    def __init__(
        self,
        session: Session,
        plan: Plan,
        where: str,
        found: ImportResult,
        again: Callable[[bool], ImportResult] | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self.plan = plan
        self.where = where
        self.found = found
        self._again = again

    def compose(self) -> ComposeResult:
        yield Static(id="import-head", markup=False)
        with Container(id="import-panes"):
            yield LineList(self._problems, id="import-faults")
            yield LineList(lambda width: (), id="import-changes")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show it."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done."""
        if action == "take":
            return bool(self.found.rows)
        if action == "turn":
            return self._again is not None
        return bool(self.found.faults or self.found.notes) if action == "app.focus_next" else True

    def _show(self) -> None:
        found = self.found
        head = f"{self.where}: {headline(found)[0].lower()}{headline(found)[1:]}"
        if self._again:
            head += " · вместо нынешних классов" if found.whole else " · добавить к нынешним"
        self.query_one("#import-head", Static).update(Content(head))
        problems = self.query_one("#import-faults", LineList)
        problems.show(self._problems)
        problems.display = bool(found.faults or found.notes)
        changes = tuple(self._sections())
        self.query_one("#import-changes", LineList).show(lambda width: _lines(changes, width))
        self.refresh_bindings()

    def _sections(self) -> Iterator[ReportPart]:
        old, reference = self.session.rollout, self.session.reference
        answers = replace(self.found.answers, school=old.answers.school)
        new = Rollout(answers, reference.recommendations, reference.production)
        shown = preview(old, new, self.plan.done, self.found.renamed)
        found = sections(old.answers, self.found, shown)
        yield from found or (ReportPart("Всё это уже есть в плане", ()),)

    def _problems(self, width: int) -> Sequence[Line]:
        found: list[Line] = []
        if self.found.faults:
            told = len(self.found.faults)
            found.append([(f" Строки с ошибками, они не берутся: {told}", "overdue")])
            for fault in self.found.faults:
                found += _hanging(str(fault), width, "")
        if found and self.found.notes:
            found.append([])
        for note in self.found.notes:
            found += _hanging(note, width, "muted")
        return found

    def action_turn(self) -> None:
        """Take the list for the whole school, or only add it."""
        if self._again:
            self.found = self._again(not self.found.whole)
            self._show()

    def action_take(self) -> None:
        """Take it."""
        self.dismiss(self.found)


def _lines(parts: Sequence[ReportPart], width: int) -> list[Line]:
    """Sections with a blank line between them."""
    found: list[Line] = []
    for part in parts:
        if found:
            found.append([])
        found.append([(f" {normal(part.title)}", "strong")])
        for text in part.lines:
            found += _hanging(text, width, "")
    return found


def _hanging(text: str, width: int, style: str) -> Iterator[Line]:
    """A text in as many lines as it needs, the second and later ones further in."""
    text = normal(text)
    if len(text) <= width - _INDENT:
        yield [(" " * _INDENT + text, style)]
        return
    for number, line in enumerate(wrapped(text, width - _INDENT - 2)):
        yield [(" " * (_INDENT + 2 * (number > 0)) + line, style)]
