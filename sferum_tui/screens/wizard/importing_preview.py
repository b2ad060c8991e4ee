"""What a table would change, and the rows of it that can't be taken, before anything is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen

from sferum_tui.editing.session import Session
from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Plain
from sferum_tui.locations import resource
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.edit_words import ChangePart
from sferum_tui.rollout.edits import preview
from sferum_tui.rollout.imports.asking import Wish
from sferum_tui.rollout.imports.heads import Role
from sferum_tui.rollout.imports.report import headline, sections
from sferum_tui.rollout.imports.result import ImportResult, TableError
from sferum_tui.rollout.plan import Plan
from sferum_tui.rollout.russian import ended
from sferum_tui.screens.wizard.importing_columns import ImportColumns
from sferum_tui.text import normal
from sferum_tui.widgets.painted import Line
from sferum_tui.widgets.text_page import LineList, hanging


class ImportPreview(Screen[ImportResult | None]):
    """How a table was read, its faulty rows, what changes. Enter takes it, Esc takes nothing.

    `again` reads the table in another way. What is doubtful asks for a second Enter.
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
            "f4,ctrl+e", "add", "Добавить классы", id="import.add",
            tooltip="Добавить в план классы, которых в нём нет",
        ),
        Binding(
            "f6,ctrl+b", "columns", "Столбцы", id="import.roles",
            tooltip="Сказать, какой столбец чем считать",
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
        wish: Wish,
        again: Callable[[Wish], ImportResult],
    ) -> None:
        super().__init__()
        self.session = session
        self.plan = plan
        self.where = where
        self.found = found
        self.wish = wish
        self._again = again
        self._sure = False

    def compose(self) -> ComposeResult:
        yield Plain(id="import-head")
        yield Plain(id="import-doubt")
        with Container(id="import-panes"):
            yield LineList(self._faults, id="import-faults")
            yield LineList(lambda width: (), id="import-changes")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show it."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done."""
        return {
            "take": bool(self.found.rows),
            "turn": self.wish.what == "classes",
            "add": self.wish.what == "teachers" and bool(self.found.missing),
            "columns": bool(self.found.chosen),
        }.get(action, True)

    def _show(self) -> None:
        found = self.found
        head = f"{self.where}: {headline(found)[0].lower()}{headline(found)[1:]}"
        if self.wish.what == "classes":
            head += " · вместо нынешних классов" if found.whole else " · добавить к нынешним"
        self.query_one("#import-head", Plain).update(head)
        faults = self.query_one("#import-faults", LineList)
        faults.show(self._faults)
        changes = tuple(self._sections())
        self.query_one("#import-changes", LineList).show(lambda width: _lines(changes, width))
        self._doubt()
        self.refresh_bindings()

    def _doubt(self) -> None:
        """Say why the table may be read wrongly, or what could not be read in another way."""
        text = self.found.doubt
        if text:
            twice = "Enter берёт всё равно" if self._sure else "Enter дважды — взять всё равно"
            text = f"{ended(text)} Столбцы меняет F6{f'; {twice}' if self.found.rows else ''}"
        self._warn(text)

    def _warn(self, text: str) -> None:
        self.query_one("#import-doubt", Plain).say(f"▲ {normal(text)}" if text else "")

    def _sections(self) -> Iterator[ChangePart]:
        old, reference = self.session.rollout, self.session.reference
        answers = replace(self.found.answers, school=old.answers.school)
        new = Rollout(answers, reference.recommendations, reference.production)
        shown = preview(old, new, self.plan.done, self.found.renamed)
        found = sections(old.answers, self.found, shown)
        yield from found or (ChangePart("Всё это уже есть в плане", ()),)

    def _faults(self, width: int) -> Sequence[Line]:
        found: list[Line] = []
        if self.found.faults:
            told = len(self.found.faults)
            found.append([(f" Строки с ошибками, они не берутся: {told}", "overdue")])
            if self.found.missing:
                names = ", ".join(self.found.missing)
                found += hanging(f"F4 добавит в план классы, которых нет: {names}", width, "strong")
            for fault in self.found.faults:
                found += hanging(str(fault), width, "")
        if found and self.found.notes:
            found.append([])
        for note in self.found.notes:
            found += hanging(note, width, "muted")
        return [*self._columns(width), *([[]] if found else []), *found]

    def _columns(self, width: int) -> Iterator[Line]:
        """How the table was read, in as few lines as that takes."""
        if self.found.columns:
            yield from hanging(" · ".join(self.found.columns), width, "muted")

    def action_turn(self) -> None:
        """Take the list for the whole school, or only add it."""
        self._read(replace(self.wish, whole=not self.found.whole))

    def action_add(self) -> None:
        """Add the classes that the plan does not have."""
        self._read(replace(self.wish, adding=(*self.wish.adding, *self.found.missing)))

    def action_columns(self) -> None:
        """Change what the columns are."""

        def read(roles: Mapping[Role, str] | None) -> None:
            if roles is not None:
                self._read(replace(self.wish, columns=roles))

        self.app.push_screen(ImportColumns(self.where, self.found.chosen), read)

    def _read(self, wish: Wish) -> None:
        """Read the table in another way; where that can't be, it stays as it was."""
        try:
            found = self._again(wish)
        except TableError as error:
            self._warn(str(error))
            return
        self.wish, self.found, self._sure = wish, found, False
        self._show()

    def action_take(self) -> None:
        """Take it; what is doubtful only when it is asked for twice."""
        if self.found.doubt and not self._sure:
            self._sure = True
            self._doubt()
        else:
            self.dismiss(self.found)


def _lines(parts: Sequence[ChangePart], width: int) -> list[Line]:
    """Sections with a blank line between them."""
    found: list[Line] = []
    for part in parts:
        if found:
            found.append([])
        found.append([(f" {normal(part.title)}", "strong")])
        for text in part.lines:
            found += hanging(text, width, "")
    return found
