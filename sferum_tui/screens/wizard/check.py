"""The last step: everything at a glance; each line jumps to its question."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from sferum_tui.editing.requisites import blanks
from sferum_tui.editing.steps import CHECK, NAMES, STEPS
from sferum_tui.engine.keys import typed
from sferum_tui.engine.later import after_refresh
from sferum_tui.engine.widgets import Plain
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.edits import Preview, preview
from sferum_tui.rollout.russian import NBSP, chats, classes, digits, form, plural
from sferum_tui.rollout.warnings import warnings
from sferum_tui.rollout.wording import chats_genitive, window_text
from sferum_tui.screens.wizard.question import Question
from sferum_tui.screens.wizard.steps import faults
from sferum_tui.widgets.form import Form
from sferum_tui.widgets.form_row import FormRow, NoteRow, wrapped
from sferum_tui.widgets.painted import Drawing, Parts
from sferum_tui.widgets.seeking import sought
from sferum_tui.widgets.timeline import timeline

#: What the line about the coming changes leads to: their list, instead of a question.
CHANGES = "changes"
#: What the last line leads to where a plan is open: the next year, or another messenger.
RENEW = "renew"
#: The line that a table stands for where the window is tall.
IN_SHORT = "Чаты по этапам"


class CheckLine(NamedTuple):
    """A line of the check: the question it leads to, what it is about, what was answered.

    `style` is a style of a form's row; "fault" for what must be put right before saving.
    """

    question: str
    title: str
    text: str
    style: str = "value"


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
        self.set_class(room == least, "-tight")

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

    # What the lines say ------------------------------------------------------------------------

    def lines(self) -> Iterator[CheckLine]:
        """The lines: what must be put right, what will change, the answers, what to look at."""
        for fault in faults(self.session):
            yield CheckLine(fault.where, "▲ Нужно поправить", fault.what, "fault")
        if (shown := self.preview()) is not None:
            yield CheckLine(CHANGES, "Что изменится", preview_text(shown))
        yield from self._given()
        for item in warnings(self.session.rollout):
            yield CheckLine(item.where, "▲ Обратите внимание", item.what)
        if self.session.plan is not None:
            yield CheckLine(RENEW, "1 сентября, мессенджер", "новый план, прежний останется рядом")

    def marks_changed(self) -> None:
        """What saving does to chats that have been ticked since."""
        shown = self.preview()
        for row in self.query(AnswerRow):
            if row.answer.question == CHANGES and shown is not None:
                row.answer = row.answer._replace(text=preview_text(shown))
                row.repaint()

    def preview(self) -> Preview | None:
        """What saving does to the list of chats; None for a new plan."""
        session = self.session
        if session.plan is None or session.before is None:
            return None
        return preview(session.before, session.rollout, session.plan.done, session.carried)

    def _given(self) -> Iterator[CheckLine]:
        session, rollout = self.session, self.session.rollout
        answers = session.answers
        zone = next(
            (it for it in session.reference.zones if it.name == answers.school.timezone), None
        )
        place = zone.title if zone else answers.school.timezone
        yield self._line(
            "school", f"{answers.school.name or 'без названия'} · {place} · {rollout.platform}"
        )
        planned = answers.school.planned or session.created > session.today
        event = "структура планируется" if planned else "структура создана"
        yield CheckLine("school", "  День 0", f"{digits(session.created)}, {event}")
        yield self._line("classes", self._class_text(rollout))
        subjects = len(rollout.of_scope("subject"))
        yield self._line("subjects", f"{chats(subjects)} по предметам" if subjects else "нет")
        people = answers.people
        staff = sum(1 for chat in rollout.chats if chat.kind.audience == "staff")
        yield self._line("people", f"{len(people.associations)} МО · {chats(staff)}")
        yield CheckLine("people", "  Реквизиты", self._requisites_text())
        groups = plural(len(answers.groups), "группа", "группы", "групп")
        yield self._line("groups", groups if answers.groups else "нет")
        yield self._line("primary", self._decision_text(rollout))
        yield self._line("order", self._order_text())
        yield CheckLine("order", f"  {IN_SHORT}", self._stage_text(rollout))

    def _line(self, question: str, text: str) -> CheckLine:
        number = NAMES.index(question)
        return CheckLine(question, f"{number + 1} {STEPS[number].title}", text)

    def _requisites_text(self) -> str:
        open_ = blanks(self.answers)
        return f"не указаны: {', '.join(open_)}" if open_ else "все указаны"

    def _class_text(self, rollout: Rollout) -> str:
        parts = []
        for stage in reversed(rollout.recommendations.stages):
            number = rollout.class_counts[stage.number]
            if stage.grades and number:
                parts.append(f"{stage.title.lower().removesuffix(' классы')}: {number}")
        return " · ".join((classes(len(rollout.classes)), *parts))

    def _stage_text(self, rollout: Rollout) -> str:
        parts = []
        for stage in rollout.recommendations.stages:
            number = len(rollout.of_stage[stage.number])
            parts.append(f"{stage.number} этап: {number or '–'}")
        return " · ".join(parts)

    def _stages(self) -> Iterator[Parts]:
        """A table for tall windows: each stage's title, window, classes and chats."""
        rollout = self.session.rollout
        for stage in rollout.recommendations.stages:
            number = rollout.class_counts[stage.number]
            amount = len(rollout.of_stage[stage.number])
            yield [
                (f"{stage.number} {stage.title:<18}", "value"),
                (f"{window_text(rollout.window(stage)):<19}", "value"),
                (f"{classes(number) if stage.grades else '':>11}{chats(amount):>13}", "note"),
            ]

    def _decision_text(self, rollout: Rollout) -> str:
        primary = self.answers.primary
        decided = rollout.recommendations.decided
        if decided is None or decided.number not in rollout.present:
            return "таких классов нет"
        text = {
            "undecided": "педсовет ещё не решил",
            "positive": "решение положительное",
            "negative": "решение отрицательное: этап не внедряется",
        }[primary.decision]
        if primary.decision == "positive":
            text += ", родители и ученики" if primary.pupils else ", только родители"
        if primary.decision != "undecided" and primary.date:
            text += f", {digits(primary.date)}"
        return text

    def _order_text(self) -> str:
        answers = self.answers
        order = "по очереди" if answers.order.mode == "sequential" else "одновременно"
        counting = "календарные" if answers.calendar.counting == "calendar" else "рабочие"
        week = "пятидневка" if answers.calendar.week == 5 else "шестидневка"
        move = "перенос" if answers.calendar.move_last_day else f"без{NBSP}переноса"
        return f"{order} · дни {counting} · {week} · {move}"


def preview_text(shown: Preview) -> str:
    """«появится 12, исчезнет 3 (1 с отметкой)»: what saving does, in one line."""
    parts = []
    if shown.appear:
        back = f" ({len(shown.returned)} с прежней отметкой)" if shown.returned else ""
        verb = form(len(shown.appear), "появится", "появятся")
        parts.append(f"{verb} {chats(len(shown.appear))}{back}")
    if shown.disappear:
        kept = f" ({len(shown.archived)} с отметкой)" if shown.archived else ""
        verb = form(len(shown.disappear), "исчезнет", "исчезнут")
        parts.append(f"{verb} {chats(len(shown.disappear))}{kept}")
    if shown.decided:
        verb = form(len(shown.decided), "больше не ждёт", "больше не ждут")
        parts.append(f"{chats(len(shown.decided))} {verb} решения")
    if shown.undecided:
        verb = form(len(shown.undecided), "снова ждёт", "снова ждут")
        parts.append(f"{chats(len(shown.undecided))} {verb} решения")
    if shown.moved:
        parts.append(f"новый срок у {chats_genitive(len(shown.moved))}")
    if shown.renamed:
        verb = form(len(shown.renamed), "переименуется", "переименуются")
        parts.append(f"{verb} {len(shown.renamed)}")
    return ", ".join(parts) or "список чатов и сроки останутся прежними"
