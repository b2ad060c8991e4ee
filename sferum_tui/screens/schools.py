"""The table of many schools: one to a line, the most pressing first; Enter opens one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from sferum_tui.documents.catalogue import OF_MANY, file_title, report_of, written
from sferum_tui.documents.report_many import Source
from sferum_tui.documents.saving import save
from sferum_tui.engine.later import after_refresh
from sferum_tui.engine.widgets import Field, Plain
from sferum_tui.issues import PlanError, readable
from sferum_tui.rollout.schools import Report, days_text, names, schools_text, state, totals_text
from sferum_tui.school_watch import SchoolWatch
from sferum_tui.screens.dialogs import ChoiceDialog
from sferum_tui.screens.rows import RowField, RowsScreen
from sferum_tui.screens.saving import SavesFiles, Work
from sferum_tui.text import folded, in_lines, normal
from sferum_tui.widgets.school_list import SchoolList, SchoolRow, head_text


class SchoolField(RowField):
    """What is looked for; Ctrl+C copies how the school stands, not what is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "screen.open", "Открыть", id="schools.open",
            tooltip="Открыть школу; если план не читается — всё, что в нём не так",
        ),
        Binding(
            "ctrl+c", "screen.copy", "Строка", id="schools.copy",
            tooltip="Скопировать строку о школе: что нужно сделать и до какого дня",
        ),
    ]  # fmt: skip


#: Formats of the report on all schools.
_FORMATS = (
    ("docx", "Word (docx)"),
    ("xlsx", "Excel (xlsx)"),
    ("html", "Веб-страница (html)"),
    ("csv", "Таблица для программ (csv)"),
)


class SchoolsScreen(SavesFiles, RowsScreen[SchoolRow]):
    """What a municipality opens with. Esc does not leave it, nor does it lose the place."""

    FIELD = SchoolField
    LIST = SchoolList
    HINT = "Искать: школа, этап, состояние"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Все школы", id="schools.back", tooltip="Стереть поиск"),
        Binding(
            "f5", "report", "Отчёт", id="schools.report",
            tooltip="Отчёт по всем школам: документ, таблица или страница",
        ),
    ]  # fmt: skip

    class Wanted(Message):
        """A school is to be opened."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    def __init__(self, watch: SchoolWatch, at: Path | None = None) -> None:
        """`at` is the plan of the school that has the cursor at first."""
        super().__init__()
        self.watch_of_plans = watch
        self._first = at

    def compose(self) -> ComposeResult:
        title, field, listed, none, *foot = super().compose()
        yield title
        yield field
        yield Plain(id="schools-head")
        yield listed
        yield none
        yield Plain(id="schools-totals")
        yield from foot

    def _begin(self, path: Path) -> None:
        """Put the cursor on the school that one comes from."""
        listed, self._first = self.listed, None
        at = next((at for at, row in enumerate(listed.rows) if row.path == path), None)
        if at is not None:
            self.in_list = True
            listed.action_edge(-1)
            listed.action_move(at)

    # Rows --------------------------------------------------------------------------------------

    def all_rows(self) -> Sequence[tuple[str, SchoolRow]]:
        """Every school, found by its name, its file and how it stands."""
        found = sorted(self.watch_of_plans.reports.items(), key=lambda it: it[1].urgency)
        called = names([report for _, report in found])
        rows = (
            SchoolRow(path, normal(name), report)
            for (path, report), name in zip(found, called, strict=True)
        )
        return [(_searched(row), row) for row in rows]

    def read(self) -> None:
        """Take the schools as they are now; the cursor stays on its school or in its place.

        Until all have been read it stays on the first line, where the most pressing will be.
        """
        before = self.listed.at, self.listed.current
        super().read()
        rows, (at, school) = self.listed.rows, before
        if self._first is not None:
            self._begin(self._first)
            return
        gone = school is not None and all(row.path != school.path for row in rows)
        if gone:
            self.listed.action_move(at)
        elif not self.watch_of_plans.complete and not self.in_list:
            self.listed.action_edge(-1)

    def refresh_board(self, changed: frozenset[str] | None) -> None:
        """Other plans, or what stands in them."""
        self.read()

    @property
    def reports(self) -> Sequence[Report]:
        """What is told about all schools."""
        return tuple(self.watch_of_plans.reports.values())

    @property
    def nothing(self) -> str:
        """Why there is no school."""
        watch = self.watch_of_plans
        if watch.fault:
            return watch.fault
        if not watch.complete:
            return "Читаю планы…"
        return f"В папке {normal(readable(watch.folder))} нет планов (файлов .toml)"

    def head(self, found: Sequence[SchoolRow]) -> Content:
        """How many schools there are, how many are late; how far the reading is."""
        watch = self.watch_of_plans
        told = schools_text(self.reports)
        if not watch.complete:
            told = f"читаю планы: {len(watch.reports)} из {watch.number}"
        while len(told) + 11 > self.size.width and "; " in told:
            told = told.rpartition("; ")[0]
        return Content.assemble((" Школы", "bold"), f"   {told}")

    def show_found(self) -> None:
        """Show what was found, with what the columns are called and the totals."""
        super().show_found()
        totals = self.query_one("#schools-totals", Plain)
        lines = in_lines(totals_text(self.reports), max(20, self.size.width - 2))
        totals.update("\n".join(lines))
        self.query_one("#schools-head").display = totals.display = self.listed.display
        self.refresh_bindings()
        after_refresh(self, self._show_head)

    def _show_head(self) -> None:
        """Name the columns, once the list is as wide as it will be."""
        width = self.listed.scrollable_content_region.width
        self.query_one("#schools-head", Plain).update(head_text(width))

    def on_resize(self) -> None:
        """Another width has other columns."""
        if self.is_mounted and self.query(Field):
            self.show_found()

    # Keys --------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc is there for a search, a report where there is a school."""
        if action == "report":
            return bool(self.reports)
        if action == "back":
            return bool(self.is_mounted and self.query_one(Input).value)
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        """Empty the field."""
        self.query_one(Field).value = ""

    def action_open(self) -> None:
        """Open the school under the cursor; of a plan that can't be read all that is wrong."""
        row = self.listed.current
        if row is not None:
            self.post_message(self.Wanted(row.path))

    def action_copy(self) -> None:
        """Copy the line about the school under the cursor."""
        row: SchoolRow | None = self.listed.current
        if row is None:
            return
        error = row.report.error
        told = str(error) if error else row.report.short.removeprefix("Сферум: ")
        text = normal(f"{row.name}: {told}")
        self.copy(text, "Скопировано. Или выделите мышью:")

    # The report --------------------------------------------------------------------------------

    def action_report(self) -> None:
        """Ask for the format of a report on all schools, then write it beside the plans."""
        folder = self.watch_of_plans.folder.absolute() / "documents"

        def chosen(kind: str | None) -> None:
            if kind is not None:
                target = folder / f"{file_title(OF_MANY)}.{kind}"
                self.save_file(target, partial(self._work, kind, target))

        about = f"Файл ляжет в папку {normal(readable(folder))}"
        self.app.push_screen(ChoiceDialog("Отчёт по всем школам", about, _FORMATS), chosen)

    def _work(self, kind: str, target: Path, replace: bool) -> Work:
        """What writes the report; schools that can't be read stand in it with the reason."""

        def work() -> None:
            sources = [self._source(path) for path in self.watch_of_plans.reports]
            data = written(report_of(sources, kind), kind, self.program.now())
            save(target, data, replace=replace, folder=True)

        return work

    def _source(self, path: Path) -> Source:
        try:
            return Source(readable(path), self.watch_of_plans.board(path))
        except PlanError as error:
            return Source(readable(path), None, str(error))


def _searched(row: SchoolRow) -> str:
    """The text that a school is found by."""
    told = f"{row.name} {row.report.school} {row.path.name}"
    if row.report.error:
        return folded(f"{told} не читается")
    item = row.report.pressing
    return folded(
        f"{told} {item.stage.number} этап {item.stage.title} {state(row.report)} "
        f"{days_text(row.report)}"
    )
