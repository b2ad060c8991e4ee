"""What a school should look at before it saves its answers: nothing here forbids anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from sferum_tui.issues import Issue
from sferum_tui.rollout.answers import Primary
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.decision import outcome_of, vote_faults
from sferum_tui.rollout.guidance_notes import missing_guidance
from sferum_tui.rollout.plan import Done
from sferum_tui.rollout.recommendations import Stage
from sferum_tui.rollout.russian import chats, day_short, digits, span, uncapital

Question = Literal["school", "classes", "subjects", "people", "groups", "primary", "order"]

#: So many years are named one by one.
_NAMED = 3
#: From how many days off in a row a rest is worth a word.
LONG_REST = 4


def _worth(question: Question, what: str) -> Issue:
    """One thing to look at and the question where it can be changed."""
    return Issue(question, None, "", what, severity="warning")


def warnings(rollout: Rollout) -> tuple[Issue, ...]:
    """Everything worth a word, the most weighty first."""
    sources = (_guidance, _classes, _windows, _owners, _subjects, _groups, _decision, _years)
    return tuple(issue for source in sources for issue in source(rollout))


def _guidance(rollout: Rollout) -> Iterator[Issue]:
    if missing := missing_guidance(rollout.recommendations):
        yield _worth("school", missing)


def early_marks(rollout: Rollout, done: Done) -> tuple[str, ...]:
    """The ids of chats that were created before the structure was, by the school's dates."""
    return tuple(key for key, day in _marked(rollout, done) if day < rollout.created)


def future_marks(rollout: Rollout, done: Done, today: date) -> tuple[str, ...]:
    """The ids of chats whose marks bear a day that has not come yet."""
    return tuple(key for key, day in _marked(rollout, done) if day > today)


def _marked(rollout: Rollout, done: Done) -> Iterator[tuple[str, date]]:
    """Each chat that is there, with the school's date of its mark."""
    zone = rollout.answers.school.timezone
    for table in (done.created, done.auto):
        for chat_id, at in table.items():
            yield chat_id, school_time(at, zone).date()


def decided_later(primary: Primary, today: date) -> str:
    """What is to be said of a decision that bears a day after this one; empty of any other."""
    if primary.decision == "undecided" or primary.date is None or primary.date <= today:
        return ""
    return f"решение датировано {digits(primary.date)}, этот день ещё не настал"


def _classes(rollout: Rollout) -> Iterator[Issue]:
    if not rollout.classes:
        yield _worth("classes", "не указано ни одного класса")
        return
    for stage in rollout.recommendations.stages:
        if not rollout.applies(stage):
            yield _worth("classes", f"{stage.number} этап: таких классов нет")
    names = {item.name for item in rollout.classes}
    for name in rollout.answers.classes.opened:
        if name not in names:
            yield _worth("classes", f"указан день открытия класса {name}, а класса нет")


def _windows(rollout: Rollout) -> Iterator[Issue]:
    for stage in rollout.recommendations.stages:
        if not rollout.applies(stage):
            continue
        if stage.by_decision and rollout.answers.primary.decision == "negative":
            continue
        window = rollout.window(stage)
        yield from _deadline(rollout, stage)
        rest = rollout.calendar.long_rest(window.first, window.official_last, LONG_REST)
        if rest:
            yield _worth("order", f"{stage.number} этап попадает на выходные {span(*rest)}")
        for vacation in rollout.answers.calendar.vacations:
            if vacation.first <= window.official_last and vacation.last >= window.first:
                title = vacation.title or "каникулы"
                dates = span(vacation.first, vacation.last)
                yield _worth("order", f"{stage.number} этап попадает на {title} {dates}")


def _deadline(rollout: Rollout, stage: Stage) -> Iterator[Issue]:
    if said := odd_deadline(rollout, stage):
        yield _worth("order", said)


def odd_deadline(rollout: Rollout, stage: Stage) -> str:
    """What is odd about the last day that an order set for a stage; empty of any other."""
    day = rollout.deadline(stage)
    if day is None:
        return ""
    name = f"{stage.number} этап: назначенный срок {day_short(day)}"
    if day < rollout.created:
        return f"{name} раньше создания структуры"
    return f"{name} — выходной день" if rollout.calendar.is_day_off(day) else ""


def _owners(rollout: Rollout) -> Iterator[Issue]:
    people = rollout.answers.people
    led = {level for deputy in people.deputies for level in deputy.levels}
    for chat in rollout.of_scope("level"):
        if chat.id.partition("/")[2] not in led:
            who = f", его создаст {chat.owner}" if people.deputies else ": назначьте заместителя"
            yield _worth("people", f"никто не ведёт чат «{chat.name}»{who}")
    if not people.associations and rollout.classes:
        yield _worth("people", "не указано ни одного методического объединения")
    unled = [chat for chat in rollout.of_scope("group") if not chat.owner_name]
    if unled:
        yield _worth("groups", f"мини-группы без учителя: {chats(len(unled))}")


def _subjects(rollout: Rollout) -> Iterator[Issue]:
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
        yield _worth("subjects", f"нет списка предметов: {', '.join(missing)} кл.")


def _groups(rollout: Rollout) -> Iterator[Issue]:
    for group in rollout.answers.groups:
        if group.stage not in rollout.present:
            yield _worth("groups", f"«{group.title}»: в школе нет классов {group.stage} этапа")
        if rollout.recommendations.shaming(group.title):
            message = uncapital(rollout.recommendations.warning_message)
            yield _worth("groups", f"«{group.title}»: {message}")


def _decision(rollout: Rollout) -> Iterator[Issue]:
    primary = rollout.answers.primary
    if primary.votes and not vote_faults(primary.votes):
        if primary.decision == "undecided":
            yield _worth("primary", "голоса посчитаны, а решение не указано")
        elif primary.decision != outcome_of(primary.votes):
            yield _worth("primary", "решение не такое, как по счёту голосов")


def _years(rollout: Rollout) -> Iterator[Issue]:
    last = max(rollout.window(stage).last for stage in rollout.recommendations.stages)
    # What was decreed before the text is past; such a date is a slip of the hand («2016»).
    text = rollout.recommendations.year
    if rollout.created.year < text:
        day = digits(rollout.created)
        yield _worth("school", f"день 0, {day}, раньше рекомендаций {text} года: проверьте его")
    years = range(max(text, rollout.created.year), last.year + 1)
    open_years = [year for year in years if not rollout.calendar.is_decreed(year)]
    if len(open_years) > _NAMED:
        first, end = open_years[0], open_years[-1]
        yield _worth("order", f"переносы выходных {first}–{end} годов ещё не утверждены")
    else:
        for year in open_years:
            yield _worth("order", f"переносы выходных {year} года ещё не утверждены")
    event = rollout.created
    if rollout.calendar.is_day_off(event):
        yield _worth("school", f"структура создана в выходной, {day_short(event)}")
