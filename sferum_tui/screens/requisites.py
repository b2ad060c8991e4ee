"""The requisites of papers, asked once: what is left empty stays a line to write on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sferum_tui.editing.asks import length_fault
from sferum_tui.editing.requisites import REQUISITES
from sferum_tui.rollout.answer_paths import value_at, with_value
from sferum_tui.rollout.answers import Answers
from sferum_tui.screens.wizard.dialog import EntryDialog
from sferum_tui.text import tidy
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.form_row import FormRow


class RequisitesDialog(EntryDialog[Answers]):
    """What stands at the head and the foot of papers."""

    typed_for = "requisites"

    def __init__(self, answers: Answers, without: str = "") -> None:
        """`without` says what Esc does, where it is more than nothing."""
        super().__init__(f"Реквизиты документов{without}")
        self.answers = answers

    def rows(self) -> Iterator[FormRow]:
        """The rows; all of them may stay empty."""
        for it in REQUISITES:
            text = value_at(self.answers, it.path)
            check = partial(length_fault, longest=it.longest)
            yield TextRow(it.label, text, id=it.id, placeholder=it.hint, check=check)

    def result(self) -> Answers:
        """The answers with what was given."""
        answers = self.answers
        for it in REQUISITES:
            text = tidy(self.text(it.id))
            answers = with_value(answers, it.path, text)
        return answers
