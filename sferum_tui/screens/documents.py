"""Documents: choose one and its format, look at it, save it on the server, fetch it from there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from sferum_tui.documents.catalogue import (
    BY_OWNER,
    FORMS,
    DocumentEntry,
    Wanted,
    entries,
    format_titles,
    headed,
    make,
)
from sferum_tui.documents.preview import preview
from sferum_tui.documents.requisites import Requisites
from sferum_tui.documents.saving import document_path, earlier_file, file_part, letterhead, save
from sferum_tui.engine.footer import KeyBar
from sferum_tui.engine.widgets import Plain
from sferum_tui.issues import readable
from sferum_tui.locations import resource
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.russian import digits
from sferum_tui.screens.plan_screen import PlanScreen
from sferum_tui.screens.requisites import RequisitesDialog
from sferum_tui.screens.saving import SavesFiles, Work
from sferum_tui.text import normal
from sferum_tui.widgets.bare_text import BareText
from sferum_tui.widgets.menu import Menu
from sferum_tui.widgets.text_page import TextPage


class DocumentsScreen(SavesFiles, PlanScreen[None]):
    """Up and Down choose a document, Left and Right its format; Enter saves it beside the plan."""

    CSS_PATH: ClassVar = resource("styles", "documents.tcss")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 (the type of Textual)
    AUTO_FOCUS = "#documents-list"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f5", "back", "Назад", id="documents.back", tooltip="Назад"),
        Binding(
            "enter,f9", "save", "Сохранить", id="documents.save",
            tooltip="Сохранить документ в папку documents рядом с планом",
        ),
        Binding(
            "f7", "requisites", "Реквизиты", id="documents.requisites",
            tooltip="Реквизиты документов: место, ответственный, директор, секретарь педсовета",
        ),
        Binding(
            "right", "turn(1)", "Формат", key_display="← →", id="documents.next",
            tooltip="Следующий формат",
        ),
        Binding("left", "turn(-1)", id="documents.before", tooltip="Прежний формат", show=False),
        Binding("pagedown", "page(1)", "Листать", id="documents.down", tooltip="Листать вперёд"),
        Binding("pageup", "page(-1)", id="documents.up", tooltip="Листать назад", show=False),
        Binding(
            "ctrl+c", "copy", "Команда", id="documents.copy",
            tooltip="Скопировать команду, которой файл забирают с сервера: scp, ещё раз — pscp",
        ),
    ]  # fmt: skip

    def __init__(self, name: str = "", owner: str = "") -> None:
        """Begin with the document of this name, or with the first.

        `owner` is whom it is for, where it can be had for one alone: his title among the owners.
        """
        super().__init__()
        self.entries = entries()
        self._first = name
        self._owner = owner
        self._kinds = {entry.name: 0 for entry in self.entries}
        self._commands: tuple[str, ...] = ()
        self._copied = -1

    # Parts -------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield Plain(id="documents-head")
        with Horizontal(id="documents-body"):
            with Vertical(id="documents-side"):
                yield Menu(
                    *(Option(f" {entry.title}") for entry in self.entries), id="documents-list"
                )
                yield Plain(id="documents-facts")
            yield TextPage(id="documents-page")
        yield BareText()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the first document."""
        names = [entry.name for entry in self.entries]
        at = names.index(self._first) if self._first in names else 0
        self.query_one(Menu).highlighted = at

    @property
    def entry(self) -> DocumentEntry:
        """The document that is chosen."""
        return self.entries[self.query_one(Menu).highlighted or 0]

    @property
    def kind(self) -> str:
        """The format that is chosen for it."""
        return self.entry.formats[self._kinds[self.entry.name]]

    @property
    def target(self) -> Path:
        """Where it goes."""
        plan, school = self.program.options.plan.absolute(), self.program.rollout.answers.school
        title = " ".join(filter(None, (self.entry.file, file_part(self._owner_of(self.entry)))))
        return document_path(plan, title, self.kind, school)

    def _owner_of(self, entry: DocumentEntry) -> str:
        """Whom a document is for; "" for all."""
        return self._owner if entry.name in BY_OWNER else ""

    # What it shows -----------------------------------------------------------------------------

    @on(OptionList.OptionHighlighted)
    def _chosen(self) -> None:
        self._forget()
        self._show()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()

    def refresh_board(self, changed: frozenset[str] | None) -> None:
        """The document says what stands in the plan now."""
        self._show(top=False)

    def _show(self, top: bool = True) -> None:
        name, kind = self.entry.name, self.kind
        board, notes, wanted = self.program.board(), self.program.notes, self._wanted(name)

        def lines(width: int) -> Sequence[str]:
            return [normal(line) for line in preview(name, kind, board, notes, width, wanted)]

        self.query_one(TextPage).show(lines, top=top)
        self.query_one("#documents-facts", Plain).update(self._facts())
        whose = self._owner_of(self.entry) or self.program.rollout.answers.school.name
        head = f"Документы · {whose}" if whose else "Документы"
        self.query_one("#documents-head", Plain).update(normal(head))

    def _wanted(self, name: str) -> Wanted:
        """What of a document is wanted: all, or one owner's part; the history of who joined."""
        if name != "coverage":
            return Wanted(owner=self._owner_of(self.entry))
        return Wanted(changes=self.program.joined_changes())

    def _facts(self) -> str:
        titles = format_titles()
        lines = [
            f"{'●' if kind == self.kind else '○'} {titles[kind]}" for kind in self.entry.formats
        ]
        if saved := self._saved():
            lines += ["", f"Сохранён {digits(saved)}, {saved:%H:%M}"]
        return "\n".join(lines)

    def _saved(self) -> datetime | None:
        """When the file that lies there was written, in school time."""
        try:
            at = self.target.stat().st_mtime
        except OSError:
            return None
        zone = self.program.rollout.answers.school.timezone
        return school_time(datetime.fromtimestamp(at).astimezone(), zone)

    # Keys --------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A command to copy is there once something was saved from another computer."""
        if action == "copy":
            return bool(self._commands)
        if action == "turn":
            return len(self.entry.formats) > 1 if self.is_mounted else True
        return True

    def action_back(self) -> None:
        """Hide what was said about the last file, then leave."""
        if self.query_one(BareText).text:
            self._forget()
        else:
            self.dismiss()

    def action_turn(self, step: int) -> None:
        """Choose another format."""
        name = self.entry.name
        self._kinds[name] = (self._kinds[name] + step) % len(self.entry.formats)
        self._forget()
        self._show()

    def action_page(self, step: int) -> None:
        """Look further down or up."""
        self.query_one(TextPage).action_page(step)

    def action_save(self) -> None:
        """Ask once for the requisites that the paper lacks, then write the file."""
        answers = self.program.rollout.answers
        missing = Requisites(answers).open(self.entry.name)
        if not missing or self.program.requisites_asked or self.program.read_only_reason:
            self._write()
            return
        self.program.requisites_asked = True

        def answered(given: Answers | None) -> None:
            if given is None or given == answers:
                self._write()
            else:
                self.program.open_plan.change(answers, given, {})
                self.notify("Записано в план: посмотрите документ и сохраните его")

        without = ". Esc — сохранить документ без них"
        self.app.push_screen(RequisitesDialog(answers, without), answered)

    def action_requisites(self) -> None:
        """Change what stands in papers."""
        if self.program.refuses():
            return
        answers = self.program.rollout.answers

        def answered(given: Answers | None) -> None:
            if given is not None:
                self.program.open_plan.change(answers, given, {})

        self.app.push_screen(RequisitesDialog(answers), answered)

    def _write(self) -> None:
        self.save_file(self.target, partial(self._work, self.target))

    def _work(self, target: Path, replace: bool) -> Work:
        """What writes the document that is chosen, as the plan is now."""
        name, kind = self.entry.name, self.kind
        # Another plan may be open before the disk has this one's document.
        opened, notes = self.program.open_plan, self.program.notes
        board, wanted = opened.board(), self._wanted(name)
        plan = self.program.options.plan

        def work() -> None:
            nonlocal board, notes
            if name == FORMS:
                # They come back to the plan whose `id` they bear.
                board, notes = opened.named()
            head = letterhead(plan) if headed(name, kind) else b""
            before = earlier_file(target) if kind == "ics" else b""
            where = readable(plan)
            data = make(
                name, kind, board, notes, where, wanted=wanted, letterhead=head, earlier=before
            )
            save(target, data, replace=replace, folder=True)

        return work

    def saved(self, target: Path, commands: Sequence[str], hint: str = "Сохранено:") -> None:
        """Where the file is, and how to fetch it."""
        self._commands = tuple(commands)
        self._copied = -1
        if commands:
            hint = "Сохранено на сервере. Забрать к себе: Ctrl+C — scp, ещё раз — pscp (PuTTY)"
        self.app.clear_notifications()
        super().saved(target, commands, hint)
        self.refresh_bindings()
        self._show(top=False)

    def action_copy(self) -> None:
        """Copy a command for the person's own computer; the other one when pressed again."""
        self._copied = (self._copied + 1) % len(self._commands)
        self.program.copy(self._commands[self._copied])
        name = self._commands[self._copied].split()[0]
        bare = self.query_one(BareText)
        # Over the lines, not on them: they are there for the mouse.
        bare.show(f"Скопирована команда {name}: вставьте её на своём компьютере", bare.text)

    def _forget(self) -> None:
        self._commands = ()
        self.query_one(BareText).clear()
        self.refresh_bindings()
