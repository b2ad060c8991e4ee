"""What a school should look at before it saves its answers: nothing here forbids anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.decision import outcome_of, problems
from sferum_tui.rollout.recommendations import Stage
from sferum_tui.rollout.russian import chats, day_short, span, uncapital

Question = Literal["school", "classes", "subjects", "people", "groups", "primary", "order"]

#: From how many days off in a row a rest is worth a word.
LONG_REST = 4


class Caution(Struct, frozen=True):
    """One thing to look at and the question where it can be changed."""

    question: Question
    text: str


def cautions(rollout: Rollout) -> tuple[Caution, ...]:
    """Everything worth a word, the most weighty first."""
    return tuple(
        caution
        for source in (_classes, _windows, _owners, _subjects, _groups, _decision, _years)
        for caution in source(rollout)
    )


def _present(rollout: Rollout) -> set[int]:
    return {item.stage for item in rollout.classes}


def _classes(rollout: Rollout) -> Iterator[Caution]:
    if not rollout.classes:
        yield Caution("classes", "не указано ни одного класса")
        return
    present = _present(rollout)
    for stage in rollout.recommendations.stages:
        if stage.grades and stage.number not in present:
            yield Caution("classes", f"{stage.number} этап: таких классов нет")
    names = {item.name for item in rollout.classes}
    for name in rollout.answers.classes.opened:
        if name not in names:
            yield Caution("classes", f"указан день открытия класса {name}, а класса нет")


def _windows(rollout: Rollout) -> Iterator[Caution]:
    present = _present(rollout)
    for stage in rollout.recommendations.stages:
        if stage.grades and stage.number not in present:
            continue
        if stage.by_decision and rollout.answers.primary.decision == "negative":
            continue
        window = rollout.window(stage)
        yield from _deadline(rollout, stage)
        rest = rollout.calendar.long_rest(window.first, window.official_last, LONG_REST)
        if rest:
            yield Caution("order", f"{stage.number} этап попадает на выходные {span(*rest)}")
        for vacation in rollout.answers.calendar.vacations:
            if vacation.first <= window.official_last and vacation.last >= window.first:
                title = vacation.title or "каникулы"
                dates = span(vacation.first, vacation.last)
                yield Caution("order", f"{stage.number} этап попадает на {title} {dates}")


def _deadline(rollout: Rollout, stage: Stage) -> Iterator[Caution]:
    day = rollout.deadline(stage)
    if day is None:
        return
    name = f"{stage.number} этап: назначенный срок {day_short(day)}"
    if day < rollout.created:
        yield Caution("order", f"{name} раньше создания структуры")
    elif rollout.calendar.is_day_off(day):
        yield Caution("order", f"{name} — выходной день")


def _owners(rollout: Rollout) -> Iterator[Caution]:
    people = rollout.answers.people
    led = {level for deputy in people.deputies for level in deputy.levels}
    for level in rollout.recommendations.levels:
        exists = any(chat.id.endswith(f"/{level.id}") for chat in rollout.of_scope("level"))
        if exists and level.id not in led:
            yield Caution("people", f"никто не ведёт чат «{level.chat}»: назначьте заместителя")
    if not people.associations and rollout.classes:
        yield Caution("people", "не указано ни одного методического объединения")
    unled = [chat for chat in rollout.of_scope("group") if not chat.owner_name]
    if unled:
        yield Caution("groups", f"мини-группы без учителя: {chats(len(unled))}")


def _subjects(rollout: Rollout) -> Iterator[Caution]:
    subjects = rollout.answers.subjects.by_grade
    taught = {kind.stage for kind in rollout.recommendations.kinds if kind.scope == "subject"}
    optional = {stage.number for stage in rollout.recommendations.stages if stage.by_decision}
    missing = {
        str(item.oldest): None
        for item in rollout.classes
        if item.stage in taught - optional
        and item.grade not in subjects
        and str(item.oldest) not in subjects
    }
    if missing:
        yield Caution("subjects", f"нет списка предметов: {', '.join(missing)} кл.")


def _groups(rollout: Rollout) -> Iterator[Caution]:
    present = _present(rollout)
    for group in rollout.answers.groups:
        if group.stage not in present:
            yield Caution("groups", f"«{group.title}»: в школе нет классов {group.stage} этапа")
        if rollout.recommendations.shaming(group.title):
            message = uncapital(rollout.recommendations.warning_message)
            yield Caution("groups", f"«{group.title}»: {message}")


def _decision(rollout: Rollout) -> Iterator[Caution]:
    primary = rollout.answers.primary
    if primary.votes and not problems(primary.votes):
        if primary.decision == "undecided":
            yield Caution("primary", "голоса посчитаны, а решение не указано")
        elif primary.decision != outcome_of(primary.votes):
            yield Caution("primary", "решение не такое, как по счёту голосов")


def _years(rollout: Rollout) -> Iterator[Caution]:
    last = max(rollout.window(stage).last for stage in rollout.recommendations.stages)
    for year in range(rollout.created.year, last.year + 1):
        if not rollout.calendar.is_decreed(year):
            yield Caution("order", f"переносы выходных {year} года ещё не утверждены")
    event = rollout.created
    if rollout.calendar.is_day_off(event):
        yield Caution("school", f"структура создана в выходной, {day_short(event)}")
