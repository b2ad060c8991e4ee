"""The sixth question: what the teaching staff decided on grades 1–4, and what follows (п. 7.4)."""

from __future__ import annotations

from collections.abc import Iterator

from sferum_tui.editing.asks import Ask
from sferum_tui.editing.primary import (
    COUNT,
    OUTCOMES,
    VOTES,
    ballot_of,
    choice_of,
    decision_asks,
    texts_of,
)
from sferum_tui.editing.votes import CHAIRS, NUMBERS, QUORUMS
from sferum_tui.rollout.calendar import Window
from sferum_tui.rollout.recommendations import Stage
from sferum_tui.rollout.russian import chats, day_month, day_short
from sferum_tui.rollout.tasks import decision_text
from sferum_tui.rollout.wording import window_text
from sferum_tui.screens.wizard.form import FormQuestion
from sferum_tui.widgets.form import Form
from sferum_tui.widgets.form_checks import ChecksRow
from sferum_tui.widgets.form_choice import ChoiceRow, RadioRow
from sferum_tui.widgets.form_date import DateRow
from sferum_tui.widgets.form_field import NumberRow, TextRow
from sferum_tui.widgets.form_row import FormRow, NoteRow


class ReadRow(NoteRow, can_focus=True):
    """Lines to read where there is nothing to answer: Enter goes on."""


class PrimaryQuestion(FormQuestion):
    """Not yet, positive or negative, taken as said or worked out from the votes."""

    hint = "решает педсовет; пока решения нет, этап его ждёт"
    key = "primary"

    def asks(self) -> Iterator[Ask]:
        """What the rows ask."""
        return decision_asks()

    @property
    def stage(self) -> Stage:
        """The stage that the decision is about, where there is one."""
        stage = self.session.rules.decided
        if stage is None:
            raise LookupError("no stage is decided on")
        return stage

    @property
    def asked(self) -> bool:
        """Whether the school has classes that there is something to decide on."""
        rollout = self.session.rollout
        decided = rollout.recommendations.decided
        return decided is not None and decided.number in rollout.present

    # Rows --------------------------------------------------------------------------------------

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        if not self.asked:
            text = "в школе нет таких классов, решать нечего"
            yield ReadRow("Решение педсовета", [[(text, "value")]], id="nothing")
            return
        asks, texts = self.by_id, texts_of(self.session)
        yield RadioRow(asks["outcome"].label, OUTCOMES, choice_of(self.session), id="outcome")
        for field in NUMBERS:
            yield NumberRow(asks[field].label, self.text_of(asks[field]), id=field)
        yield self.choice_row(asks["quorum"], QUORUMS)
        yield self.choice_row(asks["chair"], CHAIRS)
        yield NoteRow("Итог", id="result")
        yield DateRow(asks["date"].label, texts["date"], self.session.today, id="date")
        hint = "необязательно"
        yield self.text_row(asks["minutes"], width="medium", max_length=20, placeholder=hint)
        whom = (("no", "только родителей"), ("yes", "родителей и учеников"))
        yield self.choice_row(asks["pupils"], whom)
        known = self.session.rules.grades_to_decide
        grades = [(str(grade), str(grade)) for grade in known]
        yield ChecksRow("Классы учеников", grades, texts["grades"].split("\n"), id="grades")
        after = NoteRow("Что дальше", id="after")
        after.add_class("-gap")
        yield after

    def show(self) -> None:
        """Bring rows that come and go, faults and what follows in line with the answers."""
        if not self.asked:
            return
        choice, ballot = choice_of(self.session), ballot_of(self.session)
        decided, counted = choice != "undecided", choice == VOTES
        faults = ballot.faults
        for field in COUNT:
            row = self.row(field, FormRow)
            row.display = counted and (field != "chair" or ballot.tied)
            row.fault = faults.get(field, "")
        needed = ballot.needed
        self.row("quorum", ChoiceRow).note = "" if needed is None else f"нужно {needed}"
        result = self.row("result", NoteRow)
        result.display = counted
        result.shown = [[(ballot.result(), "value")]]
        for field in ("date", "minutes"):
            self.row(field, FormRow).display = decided
        day = self.row("date", DateRow)
        day.fault = self.fault_of("date", day.text)
        refused = self.answers.primary.decision == "negative"
        self.row("pupils", ChoiceRow).display = not refused
        grades = self.row("grades", ChecksRow)
        grades.display = not refused and self.row("pupils", ChoiceRow).value == "yes"
        grades.fault = self.fault_of("grades", grades.text) if grades.display else ""
        self.row("after", NoteRow).shown = [[(line, "note")] for line in self._after()]

    def _after(self) -> Iterator[str]:
        """What follows: the chats, the window, and why it is another one."""
        rollout, stage = self.session.rollout, self.stage
        decision = self.answers.primary.decision
        window, official = rollout.window(stage), rollout.official(stage)
        if decision == "negative":
            yield "этап закрыт: он не внедряется и не считается ни просроченным, ни незавершённым"
            return
        kinds = [kind for kind in rollout.recommendations.kinds_of(stage.number) if kind.needs]
        counts = []
        for kind in kinds:
            number = sum(1 for chat in rollout.of_stage[stage.number] if chat.kind is kind)
            if number:
                counts.append(f"{kind.id} {kind.title.lower()}: {chats(number)}")
        if decision == "undecided":
            yield f"срок {_official_text(official)}"
            yield decision_text(rollout, stage, self.session.today)
        elif window.first != official.first:
            yield (
                f"решение позже {day_month(official.first)}, поэтому срок считаем от него: "
                f"{window_text(window)}"
            )
            yield f"по рекомендациям было {_official_text(official)}"
        else:
            yield f"срок {_official_text(official)}"
        if counts:
            head = "если решат: " if decision == "undecided" else ""
            yield head + ", ".join(counts)

    # Answers -----------------------------------------------------------------------------------

    def take(self, field: str, row: FormRow) -> None:
        """Work out the decision anew."""
        session = self.session
        session.update(self.store(field, row))
        if field == "outcome":
            self.row("date", DateRow).text = texts_of(session)["date"]
        self.show()
        if field == "outcome" and choice_of(session) == VOTES and ballot_of(session).missing:
            self.query_one(Form).focus_row(self.row("members", TextRow))

    def focus_first(self) -> None:
        """Put the cursor where something is wrong, else where a count lacks its first number."""
        lacks = [row for row in self.query(NumberRow) if row.display and not row.text]
        if lacks and not any(row.fault for row in self.query(FormRow)):
            self.query_one(Form).focus_row(lacks[0])
        else:
            super().focus_first()

    def faults(self) -> tuple[str, ...]:
        """Texts that are no answer, unless the school has nothing to decide."""
        return super().faults() if self.asked else ()


def _official_text(window: Window) -> str:
    """«8–14 дек. (перенос с 13 дек.)»."""
    shift = f" (перенос с {day_short(window.official_last)})" if window.shifted else ""
    return window_text(window) + shift
