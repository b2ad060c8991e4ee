"""Everything that was answered at a glance, as the last question tells it before saving."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sferum_tui.editing.requisites import blanks
from sferum_tui.editing.school import place_text
from sferum_tui.editing.session import Session
from sferum_tui.editing.steps import NAMES, STEPS
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.edit_words import preview_text
from sferum_tui.rollout.edits import Preview, preview
from sferum_tui.rollout.russian import NBSP, chats, classes, digits, plural
from sferum_tui.rollout.warnings import warnings
from sferum_tui.rollout.wording import window_text

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


class StageLine(NamedTuple):
    """A stage in a table: its window, and how many classes and chats it has, in words."""

    number: int
    title: str
    window: str
    classes: str
    chats: str


def check_lines(session: Session) -> Iterator[CheckLine]:
    """What will change, the answers, what to look at; not what must be put right."""
    if shown := preview_of(session):
        yield CheckLine(CHANGES, "Что изменится", preview_text(shown))
    yield from _given(session)
    for item in warnings(session.rollout):
        yield CheckLine(item.where, "▲ Обратите внимание", item.what)
    if session.plan is not None:
        yield CheckLine(RENEW, "1 сентября, мессенджер", "новый план, прежний останется рядом")


def preview_of(session: Session) -> Preview | None:
    """What saving does to the list of chats; None for a new plan."""
    if session.plan is None or session.before is None:
        return None
    return preview(session.before, session.rollout, session.plan.done, session.carried)


def stage_rows(rollout: Rollout) -> Iterator[StageLine]:
    """Each stage with its window, classes and chats."""
    for stage in rollout.recommendations.stages:
        number = rollout.class_counts[stage.number]
        yield StageLine(
            stage.number,
            stage.title,
            window_text(rollout.window(stage)),
            classes(number) if stage.grades else "",
            chats(len(rollout.of_stage[stage.number])),
        )


def _given(session: Session) -> Iterator[CheckLine]:
    answers, rollout = session.answers, session.rollout
    name = answers.school.name or "без названия"
    yield _line("school", f"{name} · {place_text(session)} · {rollout.platform}")
    planned = answers.school.planned or session.created > session.today
    event = "структура планируется" if planned else "структура создана"
    yield CheckLine("school", "  День 0", f"{digits(session.created)}, {event}")
    yield _line("classes", _class_text(rollout))
    subjects = len(rollout.of_scope("subject"))
    yield _line("subjects", f"{chats(subjects)} по предметам" if subjects else "нет")
    staff = sum(chat.kind.scope not in {"class", "subject", "group"} for chat in rollout.chats)
    yield _line("people", f"{len(answers.people.associations)} МО · {chats(staff)}")
    yield CheckLine("people", "  Реквизиты", _requisites_text(answers))
    groups = plural(len(answers.groups), "группа", "группы", "групп")
    yield _line("groups", groups if answers.groups else "нет")
    yield _line("primary", _decision_text(rollout))
    yield _line("order", _order_text(answers))
    yield CheckLine("order", f"  {IN_SHORT}", _stage_text(rollout))


def _line(question: str, text: str) -> CheckLine:
    number = NAMES.index(question)
    return CheckLine(question, f"{number + 1} {STEPS[number].title}", text)


def _requisites_text(answers: Answers) -> str:
    open_ = blanks(answers)
    return f"не указаны: {', '.join(open_)}" if open_ else "все указаны"


def _class_text(rollout: Rollout) -> str:
    parts = [classes(len(rollout.classes))]
    for stage in reversed(rollout.recommendations.stages):
        number = rollout.class_counts[stage.number]
        if stage.grades and number:
            parts.append(f"{stage.title.lower().removesuffix(' классы')}: {number}")
    return " · ".join(parts)


def _stage_text(rollout: Rollout) -> str:
    numbers = (stage.number for stage in rollout.recommendations.stages)
    return " · ".join(f"{it} этап: {len(rollout.of_stage[it]) or '–'}" for it in numbers)


def _decision_text(rollout: Rollout) -> str:
    primary, decided = rollout.answers.primary, rollout.recommendations.decided
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


def _order_text(answers: Answers) -> str:
    order = "по очереди" if answers.order.mode == "sequential" else "одновременно"
    counting = "календарные" if answers.calendar.counting == "calendar" else "рабочие"
    week = "пятидневка" if answers.calendar.week == 5 else "шестидневка"
    move = "перенос" if answers.calendar.move_last_day else f"без{NBSP}переноса"
    return f"{order} · дни {counting} · {week} · {move}"
