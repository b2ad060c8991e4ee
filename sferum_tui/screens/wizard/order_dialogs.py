"""Parts of the order: the table of windows, the dialogs for a vacation and for a kind of chat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from sferum_tui.editing.calendar import COUNTINGS, span_fault, span_of
from sferum_tui.editing.day_text import span_text
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
from sferum_tui.rollout.answers import ChatChoice, Vacation
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.calendar import Window
from sferum_tui.rollout.recommendations import ChatKind
from sferum_tui.rollout.russian import chats as chat_count
from sferum_tui.rollout.russian import day_short, days, form
from sferum_tui.rollout.wording import window_text
from sferum_tui.screens.wizard.dialog import EntryDialog
from sferum_tui.text import tidy
from sferum_tui.widgets.form_choice import CheckRow
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.form_row import FormRow, NoteRow, wrapped
from sferum_tui.widgets.painted import Parts

#: Cells of a window's text and of a stage's name in the table of windows.
_WINDOW, _STAGE = 19, 8


class WindowsRow(NoteRow):
    """The windows of all stages, and beside or below them those of the other count."""

    _heads = ("", "")
    _windows: Sequence[tuple[str, Window, Window]] = ()

    def show(self, rollout: Rollout, other: Rollout) -> None:
        """Show what follows from answers, and from the same with days counted the other way."""
        titles = dict(COUNTINGS)
        counting = rollout.answers.calendar.counting
        self._heads = (titles[counting], titles[other.answers.calendar.counting])
        self._windows = [
            (f"{stage.number} этап", rollout.window(stage), other.window(stage))
            for stage in rollout.recommendations.stages
        ]
        self.repaint()

    def value_lines(self) -> list[Parts]:
        """The table; the other count stands below where there is no room beside."""
        beside = self.value_width >= _STAGE + 2 * _WINDOW
        lines: list[Parts] = []
        if beside:
            lines.append(
                [(f"{'':{_STAGE}}{self._heads[0]:{_WINDOW}}если {self._heads[1]}", "note")]
            )
        for stage, window, other in self._windows:
            line = [(f"{stage:{_STAGE}}", "note"), (f"{window_text(window):{_WINDOW}}", "value")]
            lines.append([*line, (window_text(other), "note")] if beside else line)
        for text in self._shifts():
            lines += [[(part, "note")] for part in wrapped(text, self.value_width)]
        if not beside:
            lines.append([(f"Если {self._heads[1]}:", "note")])
            for stage, _, other in self._windows:
                lines.append([(f"{stage:{_STAGE}}{window_text(other)}", "note")])
        return lines

    def _shifts(self) -> Iterator[str]:
        """Where the last day fell on a day off."""
        for stage, window, _ in self._windows:
            if window.shifted:
                day, last = day_short(window.official_last), day_short(window.last)
                yield f"{stage}: {day} — выходной, последний день {last}"


class VacationDialog(EntryDialog[Vacation]):
    """Title and days of one vacation. It moves no window; the program only warns."""

    filled = ("title", "days")

    def __init__(self, rollout: Rollout, near: date, old: Vacation | None) -> None:
        super().__init__("Каникулы", fresh=old is None)
        self.rollout = rollout
        self.near = near
        self.old = old

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        title, text = "", ""
        if self.old:
            title, text = self.old.title, span_text(self.old.first, self.old.last)
        yield TextRow("Какие", title, id="title", placeholder="например, осенние", max_length=120)
        check = partial(span_fault, near=self.near)
        example = "например, 26.10–03.11"
        yield TextRow("Дни", text, id="days", placeholder=example, width="medium", check=check)

    def show(self) -> None:
        """Say how long it is and which stages it touches."""
        row = self.row("days", TextRow)
        if span_fault(row.text, self.near):
            row.note = ""
            return
        first, last = span_of(row.text, self.near)
        touched = [
            str(stage.number)
            for stage in self.rollout.recommendations.stages
            if (window := self.rollout.window(stage)).first <= last and first <= window.last
        ]
        row.note = days((last - first).days + 1)
        if touched:
            word = form(len(touched), "этап", "этапы")
            row.note += f", в них {word} {', '.join(touched)}: сроки не двигаются"

    def result(self) -> Vacation:
        """The vacation."""
        first, last = span_of(self.text("days"), self.near)
        return Vacation(first, last, tidy(self.text("title")))


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
