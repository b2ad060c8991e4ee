"""Deputies: the dialog for one, and the rule that each level of teachers has one deputy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sferum_tui.rollout.answers import Deputy
from sferum_tui.rollout.recommendations import Level
from sferum_tui.screens.wizard.dialog import EntryDialog
from sferum_tui.screens.wizard.entries import with_entry
from sferum_tui.text import tidy
from sferum_tui.widgets.form_checks import ChecksRow
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.form_row import FormRow

#: The longest duty, in characters: it stands in the owner's name of a chat.
LONGEST_DUTY = 60


def duty_fault(text: str, deputies: Sequence[Deputy], own: str) -> str:
    """What is wrong with a duty, in Russian; `own` is the duty before, "new" for a new deputy."""
    duty = tidy(text)
    if not duty:
        return "напишите, за что отвечает: УР, ВР, АХЧ"
    if "/" in duty:
        return "в обязанности не должно быть знака «/»"
    if len(duty) > LONGEST_DUTY:
        return f"не длиннее {LONGEST_DUTY} знаков"
    if duty.lower() in {it.duty.lower() for it in deputies if it.duty != own}:
        return "такой заместитель уже есть"
    return ""


def with_deputy(
    deputies: Sequence[Deputy], old: Deputy | None, new: Deputy | None
) -> tuple[Deputy, ...]:
    """The deputies with one in place of another; levels it leads are taken from the others."""
    led = new.levels if new else ()
    rest = [
        item
        if item in (old, new)
        else replace(item, levels=tuple(it for it in item.levels if it not in led))
        for item in deputies
    ]
    return with_entry(rest, old, new)


class DeputyDialog(EntryDialog[Deputy]):
    """Duty, name and levels of one deputy."""

    filled = ("duty", "name")

    def __init__(
        self, levels: Sequence[Level], deputies: Sequence[Deputy], old: Deputy | None
    ) -> None:
        title = "Заместитель директора" if old else "Новый заместитель директора"
        super().__init__(title, fresh=old is None)
        self.levels = tuple(levels)
        self.deputies = tuple(deputies)
        self.old = old

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        old = self.old or Deputy("")
        example, check = "например, УР, ВР, АХЧ", self._duty_fault
        yield TextRow("Направление", old.duty, id="duty", placeholder=example, check=check)
        yield TextRow("Имя", old.name, id="name", placeholder="необязательно")
        titles = [(level.id, level.title) for level in self.levels]
        yield ChecksRow("Ведёт", titles, old.levels, id="levels")

    def _duty_fault(self, text: str) -> str:
        return duty_fault(text, self.deputies, self.old.duty if self.old else "new")

    def show(self) -> None:
        """Say whose levels would be taken."""
        chosen = self.row("levels", ChecksRow).chosen
        taken = [
            item.duty
            for item in self.deputies
            if item != self.old and any(level in chosen for level in item.levels)
        ]
        note = f"сейчас ведёт зам. по {', '.join(taken)}: перейдёт к этому" if taken else ""
        self.row("levels", ChecksRow).note = note

    def result(self) -> Deputy:
        """The deputy."""
        return Deputy(
            tidy(self.text("duty")),
            tidy(self.text("name")),
            self.row("levels", ChecksRow).chosen,
        )
