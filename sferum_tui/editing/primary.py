"""The decision of the teaching staff as a question asks it: said, or worked out from votes.

A count that is not complete changes nothing: what was decided before holds, the count is kept as it
is typed, and so are the day and number of the minutes until there is a decision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from msgspec.structs import replace

from sferum_tui.editing.asks import Ask
from sferum_tui.editing.day_text import FIRST_DAY, day_fault
from sferum_tui.editing.session import Session
from sferum_tui.editing.votes import NUMBERS, Ballot, vote_texts
from sferum_tui.rollout.answers import Answers, Outcome, Primary
from sferum_tui.rollout.decision import outcome_of
from sferum_tui.rollout.russian import digits
from sferum_tui.rollout.typed_day import parse_day
from sferum_tui.text import tidy

#: The choice of an outcome that a count of votes gives.
VOTES = "votes"
OUTCOMES = (
    ("undecided", "ещё не принято"),
    ("positive", "положительное"),
    ("negative", "отрицательное"),
    (VOTES, "посчитать голоса"),
)
#: The fields of the count of votes.
COUNT = (*NUMBERS, "quorum", "chair")


def decision_asks() -> Iterator[Ask]:
    """What the rows ask; «how» is no row, but a count that may lack something."""
    yield Ask("outcome", "Решение педсовета", choice_of, _with_outcome)
    for field, title in NUMBERS.items():
        yield _ask(field, title, partial(_number_fault, field))
    yield _ask("quorum", "Кворум")
    yield _ask("chair", "Голос председателя")
    yield Ask("how", "Голоса", choice_of, _with_outcome, _count_fault)
    yield _ask("date", "Дата решения", _day_fault)
    yield _ask("minutes", "Номер протокола")
    yield _ask("pupils", "Кого переводим")
    yield _ask("grades", "Классы", _grades_fault)


def _ask(
    field: str, label: str, check: Callable[[Session, str], str] = lambda session, text: ""
) -> Ask:
    return Ask(
        field, label, lambda session: texts_of(session)[field], partial(_with_text, field), check
    )


def choice_of(session: Session) -> str:
    """Which outcome is chosen, or that the votes give it."""
    primary = session.answers.primary
    return VOTES if "primary.how" in session.typed or primary.votes else primary.decision


def texts_of(session: Session) -> dict[str, str]:
    """What stands in the rows, by field."""
    primary = session.answers.primary
    grades = primary.grades or session.rules.grades_to_decide
    known = {
        **vote_texts(primary.votes),
        "date": digits(primary.date) if primary.date else "",
        "minutes": primary.minutes,
        "pupils": "yes" if primary.pupils else "no",
        "grades": "\n".join(map(str, grades)),
    }
    return {field: session.typed.get(f"primary.{field}", text) for field, text in known.items()}


def ballot_of(session: Session) -> Ballot:
    """The count as it is typed."""
    texts = texts_of(session)
    return Ballot({field: texts[field] for field in COUNT})


# What is wrong -----------------------------------------------------------------------------------


def _number_fault(field: str, session: Session, text: str) -> str:
    """What is wrong with a number; nothing where no votes are counted."""
    return ballot_of(session).faults.get(field, "") if choice_of(session) == VOTES else ""


def _count_fault(session: Session, text: str) -> str:
    missing = ballot_of(session).missing if choice_of(session) == VOTES else ()
    return f"не вписано: {', '.join(missing).lower()}" if missing else ""


def _day_fault(session: Session, text: str) -> str:
    return "" if choice_of(session) == "undecided" else _wrong_day(session, text)


def _wrong_day(session: Session, text: str) -> str:
    return day_fault(text, session.today, FIRST_DAY, session.today, optional=True)


def _grades_fault(session: Session, text: str) -> str:
    if text or not session.answers.primary.pupils:
        return ""
    return "отметьте хотя бы один класс или выберите «только родителей»"


# What is given -----------------------------------------------------------------------------------


def _with_outcome(session: Session, choice: str) -> Answers:
    """Another outcome: what was typed for the one before is kept for coming back."""
    texts = texts_of(session)
    session.keep_typed("primary.how", VOTES if choice == VOTES else None)
    if choice != "undecided" and not texts["date"]:
        texts["date"] = digits(session.today)
    begun = any(texts[field] for field in NUMBERS)
    for field in COUNT:
        session.keep_typed(f"primary.{field}", texts[field] if begun else None)
    return _decided(session, choice, texts)


def _with_text(field: str, session: Session, text: str) -> Answers:
    """Another text of a row."""
    texts = texts_of(session) | {field: text}
    if field in COUNT:
        for name in COUNT:
            session.keep_typed(f"primary.{name}", texts[name])
        session.keep_typed("primary.how", VOTES)
    return _decided(session, choice_of(session), texts)


def _decided(session: Session, choice: str, texts: dict[str, str]) -> Answers:
    """The answers with the decision; texts that are no answer, or not now, are kept."""
    votes = ballot_of(session).votes if choice == VOTES else None
    waits = choice == "undecided" or (choice == VOTES and votes is None)
    day, minutes, wrong = texts["date"], texts["minutes"], bool(_wrong_day(session, texts["date"]))
    new = _with_pupils(session, texts)
    if choice == "undecided":
        new = replace(new, decision=choice, votes=None, date=None, minutes="")
    elif not waits:
        outcome = outcome_of(votes) if votes else cast("Outcome", choice)
        new = replace(new, decision=outcome, votes=votes, minutes=tidy(minutes))
        if not wrong:
            new = replace(new, date=parse_day(day, session.today) if day else None)
    if votes:
        for field in ("how", *COUNT):
            session.keep_typed(f"primary.{field}", None)
    session.keep_typed("primary.date", day if day and (waits or wrong) else None)
    session.keep_typed("primary.minutes", minutes if minutes and waits else None)
    session.keep_typed("primary.grades", "" if new.pupils and not texts["grades"] else None)
    return replace(session.answers, primary=new)


def _with_pupils(session: Session, texts: dict[str, str]) -> Primary:
    """The decision with who moves; grades that nobody chose follow the guidance."""
    old = session.answers.primary
    picked = tuple(map(int, texts["grades"].split()))
    known = old.grades or session.rules.grades_to_decide
    grades = picked if picked and picked != known else old.grades
    return replace(old, pupils=texts["pupils"] == "yes", grades=grades)
