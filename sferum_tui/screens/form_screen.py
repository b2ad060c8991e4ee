"""What screens that are a form have in common: rows that are checked, and kept until taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from sferum_tui.engine.dialog import KeepsTyped
from sferum_tui.engine.later import AtRest
from sferum_tui.widgets.form_row import FormRow

Row = TypeVar("Row", bound=FormRow)


class HasRows(AtRest):
    """For a screen or a question with rows of a form, which have ids."""

    def row(self, field: str, kind: type[Row]) -> Row:
        """The row of a field."""
        return self.query_one(f"#{field}", kind)


class FormScreen(HasRows, KeepsTyped):
    """For a screen that is a form."""

    def text(self, field: str) -> str:
        """What stands in the row of a field."""
        return self.row(field, FormRow).text

    def texts(self) -> dict[str, str]:
        """What stands in the rows, by their ids."""
        return {row.id: row.text for row in self.query(FormRow) if row.id and row.reachable}

    def typed_texts(self) -> dict[str, str]:
        """All texts, as far as anything is to be kept."""
        return self.texts()

    def load(self, texts: Mapping[str, str]) -> None:
        """Put texts into the rows of their ids."""
        for row in self.query(FormRow):
            if row.id and row.id in texts:
                row.load(texts[row.id])
                row.fault = row.check(row.text)

    def faulty(self) -> list[FormRow]:
        """Check every row; those that something is wrong with."""
        for row in self.query(FormRow):
            row.fault = row.check(row.text)
        return [row for row in self.query(FormRow) if row.fault]
