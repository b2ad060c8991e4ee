"""An app of nothing but a form."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult

from sferum_tui.engine.base import EngineApp
from sferum_tui.locations import resource
from sferum_tui.widgets.form import Form
from sferum_tui.widgets.form_list import ListRow
from sferum_tui.widgets.form_row import FormRow


class FormApp(EngineApp):
    """A form with these rows; `told` are the ids of rows that changed, `asked` what lists asked.

    A row with a field can be made only while an app runs: it is given as a function.
    """

    CSS_PATH = [  # noqa: RUF012
        resource("styles", "tokens.tcss"),
        resource("styles", "engine.tcss"),
        resource("styles", "forms.tcss"),
    ]

    def __init__(self, *rows: FormRow | Callable[[], FormRow]) -> None:
        super().__init__(theme_name="dark")
        self._given = rows
        self.rows: list[FormRow] = []
        self.told: list[str] = []
        self.asked: list[tuple[str, int]] = []
        self.finished = 0

    def compose(self) -> ComposeResult:
        self.rows = [it if isinstance(it, FormRow) else it() for it in self._given]
        with Form():
            yield from self.rows

    def on_mount(self) -> None:
        self.query_one(Form).focus_first()

    def on_form_row_changed(self, event: FormRow.Changed) -> None:
        self.told.append(event.row.id or "")

    def on_list_row_asked(self, event: ListRow.Asked) -> None:
        self.asked.append((event.what, event.at))

    def on_form_finished(self) -> None:
        self.finished += 1

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]

    @property
    def at(self) -> str:
        """The id of the row with the cursor."""
        current = self.query_one(Form).current
        return current.id or "" if current else ""
