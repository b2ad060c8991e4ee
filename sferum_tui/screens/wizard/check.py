"""The last step: everything at a glance; each line jumps to its question."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from sferum_tui.editing.check_words import (
    CHANGES,
    IN_SHORT,
    RENEW,
    CheckLine,
    check_lines,
    preview_of,
    stage_rows,
)
from sferum_tui.editing.steps import CHECK, NAMES, STEPS
from sferum_tui.engine.keys import typed
from sferum_tui.engine.later import after_refresh
from sferum_tui.engine.widgets import Plain
from sferum_tui.rollout.edit_words import preview_text
from sferum_tui.screens.wizard.question import Question
from sferum_tui.screens.wizard.steps import faults
from sferum_tui.widgets.form import Form
from sferum_tui.widgets.form_row import FormRow, NoteRow, wrapped
from sferum_tui.widgets.painted import Drawing, Parts
from sferum_tui.widgets.seeking import sought
from sferum_tui.widgets.timeline import timeline


class AnswerRow(FormRow):
    """A line of the check; Enter or a click goes to where it can be changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Открыть", id="check.open", tooltip="К вопросу этой строки"),
    ]

    def __init__(self, answer: CheckLine) -> None:
        super().__init__(answer.title)
        self.answer = answer

    def value_lines(self) -> list[Parts]:
        """The answer."""
        style = "current" if self.active else self.answer.style
        return [[(part, style)] for part in wrapped(self.answer.text, self.value_width)] or [[]]

    async def action_open(self) -> None:
        """Go to the question, to the list of changes, or to the next round."""
        elsewhere = {CHANGES: "screen.show_changes", RENEW: "screen.renew"}
        question = self.answer.question
        await self.run_action(elsewhere.get(question, f"screen.ask({question!r})"))

    def on_click(self, event: events.Click) -> None:
        """A click opens; not from here, as the row goes with its question."""
        self.app.call_later(self.action_open)


class CheckQuestion(Question):
    """Answers in short, what is worth a second look, and the windows on a timeline."""

    key = "check"
    hint = "Enter или цифра — поправить, F9 — сохранить"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(number),
                f"screen.ask({name!r})",
                STEPS[number - 1].title,
                show=False,
                id=f"check.line{number}",
                tooltip=f"Поправить: {STEPS[number - 1].title}",
            )
            for number, name in enumerate(NAMES[:CHECK], 1)
        ),
    ]

    #: The letters typed so far for a line.
    _sought = ""

    def compose(self) -> ComposeResult:
        with Form(id="check-lines"):
            for answer in self.lines():
                row = AnswerRow(answer)
                row.set_class(answer.title.strip() == IN_SHORT, "-in-short")
                yield row
            yield NoteRow("Этапы", list(self._stages()), id="check-stages")
        yield Plain(id="check-gap")
        yield Drawing(partial(timeline, self.session.board()), id="check-timeline")

    def on_resize(self) -> None:
        """The timeline stands there whole or not at all."""
        after_refresh(self, self._fit)

    def _fit(self) -> None:
        needed = max((row.virtual_region.bottom for row in self.query(FormRow)), default=0)
        room = self.size.height - needed
        least = 1 + len(self.session.rollout.recommendations.stages)
        self.set_class(room < least, "-full")
        self.set_class(room <= least + 1, "-tight")
        self.query_one(Drawing).styles.height = min(max(room, least), least + 2)

    def focus_first(self) -> None:
        """Put the cursor at the line it left by, else at what must be put right, else on top."""
        rows = list(self.query(AnswerRow))
        left_by = [row for row in rows if row.answer.question == self.session.asked_from]
        faulty = [row for row in rows if row.answer.style == "fault"]
        self.query_one(Form).focus_row((left_by or faulty or rows)[0])

    def on_key(self, event: events.Key) -> None:
        """Letters lead to the line that has a word beginning with them."""
        letter = typed(event)
        before, self._sought = self._sought, ""
        if not letter.isalpha():
            return
        event.stop()
        rows = list(self.query(AnswerRow))
        titles = [row.answer.title for row in rows]
        at = next((number for number, row in enumerate(rows) if row.has_focus), 0)
        if found := sought(titles, before, letter, at):
            self._sought = found[0]
            self.query_one(Form).focus_row(rows[found[1]])

    def lines(self) -> Iterator[CheckLine]:
        """What must be put right, then what will change, the answers, what to look at."""
        for fault in faults(self.session):
            yield CheckLine(fault.where, "▲ Нужно поправить", fault.what, "fault")
        yield from check_lines(self.session)

    def marks_changed(self) -> None:
        """What saving does to chats that have been ticked since."""
        shown = preview_of(self.session)
        for row in self.query(AnswerRow):
            if row.answer.question == CHANGES and shown is not None:
                row.answer = row.answer._replace(text=preview_text(shown))
                row.repaint()

    def _stages(self) -> Iterator[Parts]:
        """A table for tall windows."""
        for stage in stage_rows(self.session.rollout):
            yield [
                (f"{stage.number} {stage.title:<18}", "value"),
                (f"{stage.window:<19}", "value"),
                (f"{stage.classes:>11}{stage.chats:>13}", "note"),
            ]
