"""The order of the stages, their days and those of the school's own, as a question asks them."""

from __future__ import annotations

from sferum_tui.editing.asks import Ask
from sferum_tui.editing.calendar import days_fault
from sferum_tui.editing.day_text import LAST_DAY, day_fault, days_text, parse_days
from sferum_tui.editing.session import Session
from sferum_tui.rollout.answer_paths import value_at, with_value
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.russian import digits
from sferum_tui.rollout.typed_day import parse_day


def _with_stage(answers: Answers, path: str, stage: int, value: object) -> Answers:
    """The answers with what a table by stages has for one; None for nothing."""
    table = {**value_at(answers, path), stage: value}
    return with_value(answers, path, {key: table[key] for key in sorted(table) if table[key]})


def mode_ask(stage: int) -> Ask:
    """Whether one stage waits as the others do, or its own way."""
    return Ask(
        f"stage-{stage}",
        f"{stage} этап",
        lambda session: session.answers.order.stages.get(stage, ""),
        lambda session, text: _with_stage(session.answers, "order.stages", stage, text),
    )


def deadline_ask(stage: int) -> Ask:
    """The last day that an order or the education office set for one stage."""

    def get(session: Session) -> str:
        day = session.answers.deadlines.get(stage)
        return digits(day) if day else ""

    def put(session: Session, text: str) -> Answers:
        day = parse_day(text, session.created) if text.strip() else None
        return _with_stage(session.answers, "deadlines", stage, day)

    def check(session: Session, text: str) -> str:
        return day_fault(text, session.created, session.created, LAST_DAY, optional=True)

    return Ask(f"deadline-{stage}", f"Назначен срок {stage} этапа", get, put, check)


def days_ask(name: str, label: str, other: str, where: str) -> Ask:
    """A list of own days; `other` is the path of the list that may not have them too."""
    path = f"calendar.{name}"

    def check(session: Session, text: str) -> str:
        return days_fault(text, session.created, value_at(session.answers, other), where)

    return Ask(
        name,
        label,
        lambda session: days_text(value_at(session.answers, path)),
        lambda session, text: with_value(session.answers, path, parse_days(text, session.created)),
        check,
    )
