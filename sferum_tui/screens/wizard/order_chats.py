"""The dialog for a kind of chat: whether it is wanted, how it is called, who creates it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sferum_tui.editing.kinds import (
    LONGEST_TEMPLATE,
    example_name,
    kept_template,
    made_itself,
    shown_template,
    template_caution,
    template_fault,
    usual_owner,
    words_text,
)
from sferum_tui.rollout.answers import ChatChoice
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.recommendations import ChatKind
from sferum_tui.rollout.russian import chats as chat_count
from sferum_tui.screens.wizard.dialog import EntryDialog
from sferum_tui.text import tidy
from sferum_tui.widgets.form_choice import CheckRow
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.form_row import FormRow, NoteRow


class KindDialog(EntryDialog[ChatChoice]):
    """Whether a kind of chat is wanted, what its chats are called, who creates them."""

    def __init__(self, rollout: Rollout, kind: ChatKind) -> None:
        super().__init__(f"{kind.id} {kind.title}")
        self.rollout = rollout
        self.kind = kind

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        kind, choice = self.kind, self.rollout.answers.chats
        number = sum(1 for chat in self.rollout.chats if chat.kind.id == kind.id)
        name = shown_template(choice.names.get(kind.id) or kind.name)
        yield CheckRow(
            "Эти чаты",
            "создаём",
            kind.id not in choice.without,
            id="wanted",
            note=chat_count(number) if number else "",
        )
        check = partial(template_fault, kind)
        yield TextRow("Как называются", name, id="template", check=check)
        yield NoteRow("Например", id="example")
        yield NoteRow("", [[(words_text(kind), "note")]])
        yield TextRow(
            "Кто создаёт",
            choice.owners.get(kind.id, ""),
            id="owner",
            placeholder=usual_owner(kind, self.rollout.recommendations),
            max_length=LONGEST_TEMPLATE,
        )
        yield CheckRow(
            "Создаёт платформа",
            "появятся сами, проверьте состав",
            made_itself(choice, kind),
            id="made",
        )

    def show(self) -> None:
        """Show a name that the template makes."""
        row = self.row("template", TextRow)
        row.note = "" if row.fault else template_caution(self.kind, row.text)
        example = "–" if row.fault else example_name(self.rollout, self.kind, self._template)
        self.row("example", NoteRow).shown = [[(example, "value")]]

    @property
    def _template(self) -> str:
        """The template, "" where it is the usual one."""
        template = kept_template(self.text("template"))
        return "" if template == self.kind.name else template

    def result(self) -> ChatChoice:
        """The choice for this kind alone."""
        made = self.row("made", CheckRow).value
        owner = tidy(self.text("owner"))
        usual = usual_owner(self.kind, self.rollout.recommendations)
        return ChatChoice(
            without=() if self.row("wanted", CheckRow).value else (self.kind.id,),
            names={self.kind.id: self._template} if self._template else {},
            owners={self.kind.id: owner} if owner and owner != usual else {},
            made={self.kind.id: made} if made != self.kind.auto else {},
        )
