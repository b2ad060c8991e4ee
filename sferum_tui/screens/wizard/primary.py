"""The sixth question: what the teaching staff decided on grades 1–4, and what follows (п. 7.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, cast

from msgspec.structs import replace

from sferum_tui.editing.votes import (
    CHAIRS,
    NUMBERS,
    QUORUMS,
    Ballot,
    vote_texts,
)
from sferum_tui.rollout.answers import Outcome, Primary
from sferum_tui.rollout.calendar import Window
from sferum_tui.rollout.decision import outcome_of
from sferum_tui.rollout.recommendations import Stage
from sferum_tui.rollout.russian import NBSP, chats, day_month, day_short, digits
from sferum_tui.rollout.typed_day import parse_day
from sferum_tui.rollout.wording import window_text
from sferum_tui.screens.wizard.form import FormQuestion
from sferum_tui.screens.wizard.school import FIRST_DAY
from sferum_tui.text import tidy
from sferum_tui.widgets.form import Form
from sferum_tui.widgets.form_checks import ChecksRow
from sferum_tui.widgets.form_choice import ChoiceRow, RadioRow
from sferum_tui.widgets.form_date import DateRow, day_fault
from sferum_tui.widgets.form_field import TextRow
from sferum_tui.widgets.form_row import FormRow, NoteRow

#: The choice of an outcome that a count of votes gives.
VOTES = "votes"
OUTCOMES = (
    ("undecided", "ещё не принято"),
    ("positive", "положительное"),
    ("negative", "отрицательное"),
    (VOTES, "посчитать голоса"),
)
#: Rows of the count of votes, by field.
_COUNT = (*NUMBERS, "quorum", "chair")


class ReadRow(NoteRow, can_focus=True):
    """Lines to read where there is nothing to answer: Enter goes on."""


class PrimaryQuestion(FormQuestion):
    """Not yet, positive or negative, taken as said or worked out from the votes.

    A count that is not complete changes nothing: what was decided before holds, the count is kept
    as it is typed, and so are the day and number of the minutes until there is a decision.
    """

    hint = "решает педсовет; пока решения нет, этап его ждёт"
    key = "primary"
    _labels: ClassVar = {**NUMBERS, "how": "Голоса", "date": "Дата решения", "grades": "Классы"}

    @property
    def primary(self) -> Primary:
        """The decision in the answers."""
        return self.session.answers.primary

    @property
    def stage(self) -> Stage:
        """The stage that the decision is about, where there is one."""
        stage = self.session.reference.recommendations.decided
        if stage is None:
            raise LookupError("no stage is decided on")
        return stage

    @property
    def known_grades(self) -> tuple[int, ...]:
        """The grades whose pupils the decision can move."""
        return self.session.reference.recommendations.grades_to_decide

    @property
    def asked(self) -> bool:
        """Whether the school has classes that there is something to decide on."""
        rollout = self.session.rollout
        decided = rollout.recommendations.decided
        return decided is not None and decided.number in rollout.present

    @property
    def choice(self) -> str:
        """Which outcome is chosen, or that the votes give it."""
        if "primary.how" in self.session.typed or self.primary.votes:
            return VOTES
        return self.primary.decision

    @property
    def ballot(self) -> Ballot:
        """The count as it is typed."""
        known = vote_texts(self.primary.votes)
        return Ballot({field: self.text_for(field, text) for field, text in known.items()})

    # Rows --------------------------------------------------------------------------------------

    def rows(self) -> Iterator[FormRow]:
        """The rows."""
        if not self.asked:
            text = "в школе нет таких классов, решать нечего"
            yield ReadRow("Решение педсовета", [[(text, "value")]], id="nothing")
            return
        primary = self.primary
        yield RadioRow("Решение педсовета", OUTCOMES, self.choice, id="outcome")
        texts = self.ballot.texts
        for field, title in NUMBERS.items():
            yield TextRow(
                title, texts[field], id=field, width="short", max_length=4, restrict=r"\d*"
            )
        yield ChoiceRow("Кворум", QUORUMS, texts["quorum"], id="quorum")
        yield ChoiceRow("Голос председателя", CHAIRS, texts["chair"], id="chair")
        yield NoteRow("Итог", id="result")
        yield DateRow(
            "Дата решения",
            self.text_for("date", digits(primary.date) if primary.date else ""),
            self.session.today,
            id="date",
        )
        yield TextRow(
            "Номер протокола",
            self.text_for("minutes", primary.minutes),
            id="minutes",
            width="medium",
            max_length=20,
            placeholder="необязательно",
        )
        whom = (("no", "только родителей"), ("yes", "родителей и учеников"))
        yield ChoiceRow("Кого переводим", whom, "yes" if primary.pupils else "no", id="pupils")
        grades = [(str(grade), str(grade)) for grade in self.known_grades]
        chosen = [str(grade) for grade in primary.grades or self.known_grades]
        kept = self.session.typed.get("primary.grades")
        yield ChecksRow(
            "Классы учеников", grades, chosen if kept is None else kept.split("\n"), id="grades"
        )
        after = NoteRow("Что дальше", id="after")
        after.add_class("-gap")
        yield after

    def show(self) -> None:
        """Bring rows that come and go, faults and what follows in line with the answers."""
        if not self.asked:
            return
        choice, ballot = self.choice, self.ballot
        decided, counted = choice != "undecided", choice == VOTES
        faults = ballot.faults
        for field in _COUNT:
            row = self.query_one(f"#{field}", FormRow)
            row.display = counted and (field != "chair" or ballot.tied)
            row.fault = faults.get(field, "")
        needed = ballot.needed
        self.row("quorum", ChoiceRow).note = "" if needed is None else f"нужно {needed}"
        result = self.row("result", NoteRow)
        result.display = counted
        result.shown = [[(ballot.result(), "value")]]
        for field in ("date", "minutes"):
            self.query_one(f"#{field}", FormRow).display = decided
        day = self.row("date", DateRow)
        day.fault = self.fault_of("date", day.text)
        refused = self.primary.decision == "negative"
        self.row("pupils", ChoiceRow).display = not refused
        grades = self.row("grades", ChecksRow)
        grades.display = not refused and self.row("pupils", ChoiceRow).value == "yes"
        grades.fault = self.fault_of("grades", grades.text) if grades.display else ""
        self.row("after", NoteRow).shown = [[(line, "note")] for line in self._after()]

    def _after(self) -> Iterator[str]:
        """What follows: the chats, the window, and why it is another one."""
        rollout, stage, decision = self.session.rollout, self.stage, self.primary.decision
        window, official = rollout.window(stage), rollout.official(stage)
        if decision == "negative":
            yield "этап закрыт: он не внедряется и не считается ни просроченным, ни начатым"
            return
        kinds = [kind for kind in rollout.recommendations.kinds_of(stage.number) if kind.needs]
        counts = []
        for kind in kinds:
            number = sum(1 for chat in rollout.of_stage[stage.number] if chat.kind is kind)
            if number:
                counts.append(f"{kind.id} {kind.title.lower()}: {chats(number)}")
        if decision == "undecided":
            long = day_month(official.first).replace(" ", NBSP)
            yield f"срок {_official_text(official)}; решить до{NBSP}{long}"
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

    def label_of(self, field: str) -> str:
        """The name of a row."""
        return str(self._labels.get(field, self.title))

    def fault_of(self, field: str, text: str) -> str:
        """What is wrong with a row; of a count only where the votes are counted."""
        if not self.asked:
            return ""
        if field in NUMBERS:
            return self.ballot.faults.get(field, "") if self.choice == VOTES else ""
        checks = {"how": self._count_fault, "date": self._day_fault, "grades": self._grades_fault}
        return checks[field](text) if field in checks else ""

    def _count_fault(self, text: str) -> str:
        missing = self.ballot.missing if self.choice == VOTES else ()
        return f"не вписано: {', '.join(missing).lower()}" if missing else ""

    def _day_fault(self, text: str) -> str:
        if self.choice == "undecided":
            return ""
        return day_fault(text, self.session.today, FIRST_DAY, self.session.today, optional=True)

    def _grades_fault(self, text: str) -> str:
        if text or not self.primary.pupils:
            return ""
        return "отметьте хотя бы один класс или выберите «только родителей»"

    def take(self, field: str, row: FormRow) -> None:
        """Keep what was typed and work out the decision anew."""
        if field == "outcome" and isinstance(row, RadioRow):
            self._choose(row.value)
        else:
            if field in _COUNT:
                self._keep_count()
            self._store(self.choice)
        self.show()
        if field == "outcome" and self.choice == VOTES and self.ballot.missing:
            self.query_one(Form).focus_row(self.row("members", TextRow))

    def _choose(self, choice: str) -> None:
        """Another outcome: what was typed for the one before is kept for coming back."""
        session, count = self.session, self._count()
        day = self.row("date", DateRow)
        session.keep_typed("primary.how", VOTES if choice == VOTES else None)
        if choice != "undecided" and not day.text:
            day.text = digits(session.today)
        begun = any(count[field] for field in NUMBERS)
        for field, text in count.items():
            session.keep_typed(f"primary.{field}", text if begun else None)
        self._store(choice)

    def _count(self) -> dict[str, str]:
        return {field: self.query_one(f"#{field}", FormRow).text for field in _COUNT}

    def _keep_count(self) -> None:
        for field, text in self._count().items():
            self.session.keep_typed(f"primary.{field}", text)
        self.session.keep_typed("primary.how", VOTES)

    def _store(self, choice: str) -> None:
        """Store the rows as a decision; texts that are no answer, or not now, are kept."""
        session, old = self.session, self.primary
        day, minutes = self.row("date", DateRow), self.row("minutes", TextRow)
        pupils = self.row("pupils", ChoiceRow).value == "yes"
        grades = self.row("grades", ChecksRow).chosen
        picked = tuple(map(int, grades))
        # What nobody chose is not written down: it follows the guidance.
        same = not picked or picked == (old.grades or self.known_grades)
        new = replace(old, pupils=pupils, grades=old.grades if same else picked)
        votes = self.ballot.votes if choice == VOTES else None
        wrong = day_fault(day.text, session.today, FIRST_DAY, session.today, optional=True)
        waits = choice == "undecided" or (choice == VOTES and votes is None)
        if choice == "undecided":
            new = replace(new, decision=choice, votes=None, date=None, minutes="")
        elif not waits:
            date = parse_day(day.text, session.today) if day.text and not wrong else None
            new = replace(
                new,
                decision=outcome_of(votes) if votes else cast("Outcome", choice),
                votes=votes,
                date=old.date if wrong else date,
                minutes=tidy(minutes.text),
            )
        if votes:
            for field in ("how", *_COUNT):
                session.keep_typed(f"primary.{field}", None)
        kept = day.text if (waits and day.text) or (wrong and not waits) else None
        session.keep_typed("primary.date", kept)
        session.keep_typed("primary.minutes", minutes.text if waits and minutes.text else None)
        session.keep_typed("primary.grades", "" if pupils and not grades else None)
        session.update(replace(session.answers, primary=new))

    def faults(self) -> tuple[str, ...]:
        """Texts that are no answer, unless the school has nothing to decide."""
        return super().faults() if self.asked else ()


def _official_text(window: Window) -> str:
    """«8–14 дек. (перенос с 13 дек.)»."""
    shift = f" (перенос с {day_short(window.official_last)})" if window.shifted else ""
    return window_text(window) + shift
