"""Whatever a field of the questions accepts, a plan with it can be written and read again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sferum_tui.editing.asks import title_fault
from sferum_tui.editing.classes import name_fault, read_class
from sferum_tui.editing.day_text import DayTextError, parse_days
from sferum_tui.editing.subjects import read_subgroups
from sferum_tui.editing.teachers import LONGEST as LONGEST_NAME
from sferum_tui.guidance.loading import completed, load_recommendations, preset_answers
from sferum_tui.plan.reading import PlanReader
from sferum_tui.plan.template import new_plan
from sferum_tui.rollout.answers import (
    Answers,
    Association,
    Bodies,
    ChatChoice,
    Deputy,
    Group,
    Vacation,
)
from sferum_tui.rollout.class_edits import with_class
from sferum_tui.rollout.class_names import read_list
from sferum_tui.rollout.plan import Plan
from sferum_tui.screens.wizard.order_calendar import days_fault, span_fault, span_of
from sferum_tui.screens.wizard.order_chats import kept_template, template_fault
from sferum_tui.screens.wizard.people_bodies import other_body_fault
from sferum_tui.screens.wizard.people_deputies import duty_fault
from sferum_tui.screens.wizard.subjects_dialogs import subject_fault
from sferum_tui.text import LONGEST, normal, tidy
from sferum_tui.widgets.form_date import day_fault
from tests.screens.wizard.form_app import new_session
from tests.test_text import any_text

DAY = date(2026, 11, 23)
RULES = load_recommendations()
BASE = completed(preset_answers("village", DAY))
KIND = RULES.kind("2б")


class Typed(NamedTuple):
    """A field: what is wrong with a text in it, and the answers with it."""

    fault: Callable[[str], str]
    put: Callable[[str], Answers]


def anything(text: str) -> str:
    """A field that takes every text lets in no more characters than these."""
    return "" if len(text) <= LONGEST else "too long"


def people(**parts: object) -> Answers:
    return replace(BASE, people=replace(BASE.people, **parts))


def school(**parts: object) -> Answers:
    return replace(BASE, school=replace(BASE.school, **parts))


def chats(**parts: object) -> Answers:
    return replace(BASE, chats=replace(ChatChoice(), **parts))


def calendar(**parts: object) -> Answers:
    return replace(BASE, calendar=replace(BASE.calendar, **parts))


def a_class(text: str) -> Answers:
    grade, letter = read_class(text, "8")
    return replace(BASE, classes=with_class(BASE.classes, grade, letter, RULES))


def a_list(text: str) -> Answers:
    found = read_list(text).classes
    mixed = {name: RULES.stage_of_grade(1) for name in found.mixed}
    return replace(BASE, classes=replace(found, mixed=mixed))


def subgroups_fault(text: str) -> str:
    try:
        read_subgroups(text)
    except ValueError as error:
        return str(error)
    return ""


def subjects(names: tuple[str, ...]) -> Answers:
    by_grade = {**BASE.subjects.by_grade, "8": names}
    return replace(BASE, subjects=replace(BASE.subjects, by_grade=by_grade))


def subgroups(names: tuple[str, ...]) -> Answers:
    divided = {"8/физика": names}
    return replace(BASE, subjects=replace(BASE.subjects, subgroups=divided))


FIELDS = {
    "school.name": Typed(anything, lambda it: school(name=tidy(it))),
    "school.platform": Typed(anything, lambda it: school(platform=tidy(it))),
    "school.structure_created": Typed(
        lambda it: day_fault(it, DAY, date(1990, 1, 1), date(2199, 12, 31)),
        lambda it: school(structure_created=parse_days(it, DAY)[0]),
    ),
    "calendar.days_off": Typed(
        lambda it: days_fault(it, DAY, (), ""),
        lambda it: calendar(days_off=parse_days(it, DAY), working_days=()),
    ),
    "calendar.vacations.title": Typed(
        anything, lambda it: calendar(vacations=(Vacation(tidy(it), DAY, DAY),))
    ),
    "calendar.vacations": Typed(
        lambda it: span_fault(it, DAY),
        lambda it: calendar(vacations=(Vacation("", *span_of(it, DAY)),)),
    ),
    "classes": Typed(lambda it: name_fault(it, "8", ()), a_class),
    "classes.list": Typed(lambda it: "" if read_list(it).number else "none", a_list),
    "subjects": Typed(lambda it: subject_fault(it, ()), lambda it: subjects((tidy(it),))),
    "subjects.subgroups": Typed(subgroups_fault, lambda it: subgroups(read_subgroups(normal(it)))),
    "people.director": Typed(anything, lambda it: people(director=tidy(it))),
    "people.deputies.duty": Typed(
        lambda it: duty_fault(it, (), "new"), lambda it: people(deputies=(Deputy(tidy(it)),))
    ),
    "people.associations.title": Typed(
        title_fault, lambda it: people(associations=(Association(tidy(it), ("физика",)),))
    ),
    "people.associations.head": Typed(
        anything,
        lambda it: people(associations=(Association("МО", ("физика",), tidy(it)),)),
    ),
    "people.bodies.other": Typed(
        lambda it: other_body_fault(new_session(), it),
        lambda it: people(bodies=Bodies(other=tidy(it))),
    ),
    "people.class_teachers": Typed(
        anything, lambda it: people(class_teachers={"8": tidy(normal(it)[:LONGEST_NAME])})
    ),
    "groups.title": Typed(
        title_fault, lambda it: replace(BASE, groups=(Group(tidy(it), "event", 2, (8,)),))
    ),
    "groups.owner": Typed(
        anything,
        lambda it: replace(BASE, groups=(Group("Олимпиада", "event", 2, (8,), tidy(it)),)),
    ),
    "chats.names": Typed(
        lambda it: template_fault(KIND, it), lambda it: chats(names={KIND.id: kept_template(it)})
    ),
    "chats.owners": Typed(anything, lambda it: chats(owners={KIND.id: tidy(it)})),
    "primary.minutes": Typed(
        anything, lambda it: replace(BASE, primary=replace(BASE.primary, minutes=tidy(it)))
    ),
}


def typed() -> st.SearchStrategy[str]:
    """What people and their programs put into fields: anything, long texts, what nearly fits."""
    pieces = st.sampled_from(
        ["8", "А", "б", "1–3", "кадетский", "5А 5Б", "23.11", "23.11.2026", "–", ",", "/", " ",
         "{", "}", "класс", "{предмет}", "2", "\u00ad", "\u200b", "\u0306", "«", "»", "-", "я" * 45,
         "комитет", "\t", "\n", "\u202e"]
    )  # fmt: skip
    return st.one_of(
        any_text(),
        st.lists(pieces, max_size=9).map("".join),
        st.builds(lambda sign, number: sign * number, st.characters(), st.integers(1, LONGEST)),
    )


@pytest.mark.usefixtures("no_sync")
@pytest.mark.parametrize("name", FIELDS)
@settings(max_examples=25)
@given(text=typed())
def test_what_a_field_accepts_the_reader_accepts(name: str, text: str) -> None:
    field = FIELDS[name]
    # A field makes a text normal before anybody asks what is wrong with it.
    text = normal(text)
    if field.fault(text):
        return
    answers = field.put(text)
    written, _ = new_plan(Plan(answers))
    assert PlanReader("план.toml").read(written.encode()).plan.answers == answers


@pytest.mark.parametrize(("name", "text"), [("groups.title", "я" * 101), ("classes", "а/б")])
def test_what_the_reader_refuses_the_field_names(name: str, text: str) -> None:
    assert FIELDS[name].fault(text)


def test_days_of_another_age_are_no_answers() -> None:
    with pytest.raises(DayTextError, match="год бывает от 1990 до 2199"):
        parse_days("01.01.3000", DAY)
