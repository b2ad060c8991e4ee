"""Taking classes or teachers from a table: choose the file or paste the table."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from sferum_tui.editing.session import Session
from sferum_tui.engine.finder import put_next
from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.later import beside
from sferum_tui.engine.widgets import Plain
from sferum_tui.issues import PlanError, readable
from sferum_tui.locations import resource
from sferum_tui.rollout.imports.asking import What, Wish, columns_in, import_table
from sferum_tui.rollout.imports.heads import Role
from sferum_tui.rollout.imports.report import taken_text
from sferum_tui.rollout.imports.result import ImportResult, TableError
from sferum_tui.rollout.imports.sheets import Sheet
from sferum_tui.rollout.plan import Done, Plan
from sferum_tui.screens.wizard.importing_columns import ImportColumns
from sferum_tui.screens.wizard.importing_field import PathField
from sferum_tui.screens.wizard.importing_preview import ImportPreview
from sferum_tui.tables.reading import read_table, table_files
from sferum_tui.tables.text import parse_text
from sferum_tui.text import decomposed, normal
from sferum_tui.widgets.menu import Menu

if TYPE_CHECKING:
    from sferum_tui.screens.wizard.question import Question

_TITLES = {"classes": "Классы из таблицы", "teachers": "Учителя из таблицы"}
_COLUMNS = {
    "classes": "Список классов, с классными руководителями и числом учеников, если есть. Из списка "
    "учеников берутся только классы и численность.",
    "teachers": "Кто что ведёт: список, матрица с классами в заголовках или расписание (строка на "
    "урок). Строка без предмета называет классного руководителя.",
}
_WHERE = (
    "Файл .csv, .xlsx, .xls или .ods лежит там же, где работает программа. "
    "Можно и без файла: скопируйте ячейки в Excel и вставьте их сюда."
)
#: How a pasted table is called in messages.
_PASTED = "вставленная таблица"
#: What is told of a paste that came key by key.
_TYPED = (
    "Терминал передал вставку как нажатия клавиш. Она собрана в таблицу, но табуляции могли "
    "пропасть: если столбцы не сошлись, сохраните таблицу в файл"
)


def plan_of(session: Session) -> Plan:
    """The plan as the answers given so far make it, with its ticks under the ids they have now."""
    done = session.plan.done if session.plan else Done()
    new = session.renamed

    def moved(chat_id: str) -> str:
        return new.get(chat_id, chat_id)

    return Plan(
        session.answers,
        Done(
            created={moved(key): at for key, at in done.created.items()},
            auto={moved(key): at for key, at in done.auto.items()},
            skipped={moved(key): why for key, why in done.skipped.items()},
        ),
    )


def ask_table(question: Question, what: What, taken: Callable[[ImportResult], None]) -> None:
    """Ask for a table with the answers of a question; what is taken of it goes to `taken`."""

    def closed(found: ImportResult | None) -> None:
        if found is not None:
            taken(found)
            question.app.notify(taken_text(found))

    # A question shown by itself, outside of the program, has no plan's file.
    options = getattr(question.app, "options", None)
    folders = (options.plan.absolute().parent,) if options else ()
    question.app.push_screen(ImportScreen(question.session, what, folders), closed)


class ImportScreen(Screen[ImportResult | None]):
    """Asks for a table. The result is what was taken of it, None where nothing was."""

    CSS_PATH: ClassVar = resource("styles", "imports.tcss")
    AUTO_FOCUS = "#import-path"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+n", "read", show=False, id="import.go", tooltip="Прочитать файл"),
        Binding(
            "f6,ctrl+b", "columns", "Столбцы", id="import.columns",
            tooltip="Сказать, какой столбец чем считать",
        ),
        Binding("escape", "dismiss(None)", "Назад", id="import.back", tooltip="Ничего не менять"),
    ]  # fmt: skip

    def __init__(self, session: Session, what: What, folders: Iterable[Path] = ()) -> None:
        """Tables of these folders and of the home folder are offered."""
        super().__init__()
        self.session = session
        self.what: What = what
        self.folders = tuple(dict.fromkeys((*folders, Path.home())))
        self.files: tuple[Path, ...] = ()
        self._reading = False
        #: A table whose columns nobody could tell, and what it is called.
        self._unread: tuple[str, Sequence[Sheet]] | None = None

    def compose(self) -> ComposeResult:
        yield Plain(_TITLES[self.what], id="import-title")
        yield Plain(f"{_COLUMNS[self.what]}\n{_WHERE}", id="import-about")
        yield Plain("Файл", id="import-label")
        yield PathField("", "путь к файлу, например учителя.xlsx", id="import-path")
        yield Plain(id="import-fault", classes="fault")
        yield Plain(id="import-found")
        yield Menu(id="import-files")
        yield KeyBar()

    def on_mount(self) -> None:
        """List the tables that lie at hand."""
        self.files = table_files(self.folders)
        menu = self.query_one(Menu)
        menu.can_focus = False
        menu.add_options(Option(f" {normal(self._told(path))}") for path in self.files)
        menu.highlighted = None
        self.refresh_bindings()
        title = "Таблицы рядом, сначала новые" if self.files else "Рядом таблиц не видно"
        self.query_one("#import-found", Plain).update(title)

    def _told(self, path: Path) -> str:
        return path.name if path.parent == self.folders[0] else readable(path)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Arrows choose only where there is something to choose from."""
        if action == "columns":
            return self._unread is not None
        return bool(self.files) if action == "choose" and self.is_mounted else True

    # Choosing ----------------------------------------------------------------------------------

    def action_choose(self, step: int) -> None:
        """Put another of the listed files into the field."""
        paths = [readable(path) for path in self.files]
        put_next(self.query_one(Menu), self.query_one(PathField), paths, step)

    @on(PathField.Changed)
    def _typed(self, event: PathField.Changed) -> None:
        event.stop()
        self._tell("")
        # The mark stands on the file that Enter reads, or on none of them.
        named = [readable(path) for path in self.files]
        at = named.index(event.value) if event.value in named else None
        self.query_one(Menu).highlighted = at

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.query_one(Menu).highlighted = event.option_index
        self.query_one(PathField).value = readable(self.files[event.option_index])
        self.action_read()

    def _path(self) -> Path | None:
        """The file that the field names: in a folder at hand, unless its path is a whole one."""
        text = self.query_one(PathField).value.strip().strip("\"'")
        if not text:
            return None
        listed = next((path for path in self.files if normal(readable(path)) == normal(text)), None)
        if listed:
            return listed
        given = Path(text)
        if text.startswith("~/"):
            given = Path.home() / text[2:]
        spelt = (given, Path(decomposed(str(given))))
        places = (folder / name for folder in self.folders for name in spelt)
        return next((path for path in places if path.exists()), given)

    # Reading -----------------------------------------------------------------------------------

    def action_read(self) -> None:
        """Read the file and show what it would change."""
        path = self._path()
        if path is None:
            self._tell("напишите путь к файлу, выберите файл в списке или вставьте таблицу")
            return
        self._begin(readable(path.name), lambda: read_table(path))

    @on(PathField.Pasted)
    def _pasted(self, event: PathField.Pasted) -> None:
        event.stop()
        note = _TYPED if event.typed else ""
        self._begin(_PASTED, lambda: parse_text(event.text, _PASTED), note)

    def _begin(self, where: str, read: Callable[[], Sequence[Sheet]], note: str = "") -> None:
        """Read a table beside the keys: a disk may be slow, and who leaves waits for none."""
        if not self._reading:
            self._reading = True
            self._tell("")
            self._forget()
            beside(self, partial(self._show, where, read, note))

    async def _show(self, where: str, read: Callable[[], Sequence[Sheet]], note: str) -> None:
        """Show what a table would change, or say what is wrong with it."""
        try:
            # Reading a workbook loads a library.
            sheets = await asyncio.to_thread(read)
            await self._offer(where, sheets, Wish(self.what), note)
        except PlanError as error:
            self._tell(str(error))
        finally:
            self._reading = False

    async def _offer(self, where: str, sheets: Sequence[Sheet], wish: Wish, note: str = "") -> None:
        """Show what a table would change, read as it is wished."""
        plan, reference = plan_of(self.session), self.session.reference

        def again(wish: Wish) -> ImportResult:
            found = import_table(plan, sheets, reference, wish)
            return replace(found, notes=(note, *found.notes)) if note else found

        try:
            found = await asyncio.to_thread(again, wish)
        except TableError as error:
            self._unread = where, sheets
            self.refresh_bindings()
            self._tell(f"{where}: {error}")
            return
        if self.is_current:
            shown = ImportPreview(self.session, plan, normal(where), found, wish, again)
            self.app.push_screen(shown, self._taken)

    def _forget(self) -> None:
        self._unread = None
        self.refresh_bindings()

    def action_columns(self) -> None:
        """Say what the columns of a table are of which nothing could be read."""
        if self._unread is None:
            return
        where, sheets = self._unread

        def read(roles: Mapping[Role, str] | None) -> None:
            if roles is not None:
                self._tell("")
                beside(self, partial(self._offer, where, sheets, Wish(self.what, columns=roles)))

        columns = columns_in(sheets, self.session.reference)
        self.app.push_screen(ImportColumns(normal(where), columns), read)

    def _taken(self, found: ImportResult | None) -> None:
        if found is not None:
            self.dismiss(found)

    def _tell(self, fault: str) -> None:
        # Who has left meanwhile needs to be told nothing.
        for line in self.query("#import-fault").results(Plain):
            line.say(f"↑ {normal(fault)}" if fault else "")
