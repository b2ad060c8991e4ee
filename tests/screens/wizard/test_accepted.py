"""Whatever a field of the questions accepts, a plan with it can be written and read again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sferum_tui.editing.asks import Ask, title_fault
from sferum_tui.editing.bodies import other_body_fault
from sferum_tui.editing.calendar import span_fault, span_of
from sferum_tui.editing.classes import name_fault, read_class
from sferum_tui.editing.day_text import (
    FIRST_DAY,
    LAST_DAY,
    DayTextError,
    day_fault,
    parse_day,
    parse_days,
)
from sferum_tui.editing.kinds import kept_template, template_fault
from sferum_tui.editing.order import days_ask, deadline_ask
from sferum_tui.editing.people import duty_fault
from sferum_tui.editing.requisites import REQUISITES
from sferum_tui.editing.session import Session
from sferum_tui.editing.subjects import subgroups_fault, subject_fault
from sferum_tui.editing.teachers import CLASS_TEACHER, Cell, with_names
from sferum_tui.editing.teaching import read_subgroups
from sferum_tui.editing.votes import NUMBERS, Ballot
from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.plan.classes_reading import mixed_name
from sferum_tui.plan.keys import ANSWERS
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
from sferum_tui.rollout.decision import MOST_MEMBERS
from sferum_tui.rollout.plan import Plan
from sferum_tui.screens.wizard.classes_dialogs import opened_fault, size_fault
from sferum_tui.text import LONGEST, normal, tidy
from sferum_tui.toml.kinds import Choice, Entries, Flag, Kind, Listed, Record
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


def subjects(names: tuple[str, ...]) -> Answers:
    by_grade = {**BASE.subjects.by_grade, "8": names}
    return replace(BASE, subjects=replace(BASE.subjects, by_grade=by_grade))


def subgroups(names: tuple[str, ...]) -> Answers:
    divided = {"8/физика": names}
    return replace(BASE, subjects=replace(BASE.subjects, subgroups=divided))


def asked(ask: Ask) -> Typed:
    """A field of a form, as its row asks it."""

    def session() -> Session:
        return new_session(BASE)

    return Typed(lambda it: ask.check(session(), it), lambda it: ask.put(session(), it))


def a_day(answers: Callable[[date], Answers]) -> Typed:
    """A field for one day."""
    return Typed(
        lambda it: day_fault(it, DAY, FIRST_DAY, LAST_DAY), lambda it: answers(parse_day(it, DAY))
    )


def teachers(cell: Cell) -> Typed:
    """A cell of the table of teachers, which takes every text and no more of it than this."""
    return Typed(anything, lambda it: with_names(BASE, {cell: normal(it)[:LONGEST]}))


def votes(field: str) -> Typed:
    """A number of the count; the others are such that a right one makes the sums agree."""

    def ballot(text: str) -> Ballot:
        texts = {**dict.fromkeys(NUMBERS, "0"), "members": str(MOST_MEMBERS), field: text}
        if field in ("present", "for", "against", "abstained"):
            texts |= {"present": text, "for" if field == "present" else field: text}
        return Ballot(texts)

    return Typed(
        lambda it: "" if ballot(it).votes else "не сходится",
        lambda it: replace(BASE, primary=replace(BASE.primary, votes=ballot(it).votes)),
    )


def a_size(text: str) -> Answers:
    return replace(BASE, sizes={"8": int(text)} if text else {})


#: The fields that a person types into, by the key of the plan that takes what is typed.
FIELDS = {
    **{it.path: asked(it.ask) for it in REQUISITES},
    "school.platform": Typed(anything, lambda it: school(platform=tidy(it))),
    "school.structure_created": a_day(lambda it: school(structure_created=it)),
    "calendar.days_off": asked(days_ask("days_off", "", "calendar.working_days", "")),
    "calendar.working_days": asked(days_ask("working_days", "", "calendar.days_off", "")),
    "calendar.vacations.title": Typed(
        anything, lambda it: calendar(vacations=(Vacation(DAY, DAY, tidy(it)),))
    ),
    "calendar.vacations.first": Typed(
        lambda it: span_fault(it, DAY),
        lambda it: calendar(vacations=(Vacation(*span_of(it, DAY)),)),
    ),
    "deadlines": asked(deadline_ask(2)),
    "classes": Typed(lambda it: name_fault(it, "8", ()), a_class),
    "classes.mixed": Typed(lambda it: "" if read_list(it).number else "none", a_list),
    "classes.opened": Typed(
        lambda it: opened_fault(new_session(BASE), it),
        lambda it: replace(
            BASE,
            classes=replace(BASE.classes, opened={"8": parse_day(it, DAY)} if it.strip() else {}),
        ),
    ),
    "subjects": Typed(lambda it: subject_fault(it, ()), lambda it: subjects((tidy(it),))),
    "subjects.subgroups": Typed(
        lambda it: "a field of one line" if "\n" in it else subgroups_fault(f"8={it}"),
        lambda it: subgroups(read_subgroups(it)),
    ),
    "people.deputies.duty": Typed(
        lambda it: duty_fault(it, (), "new"), lambda it: people(deputies=(Deputy(tidy(it)),))
    ),
    "people.deputies.name": Typed(anything, lambda it: people(deputies=(Deputy("УР", tidy(it)),))),
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
    "people.class_teachers": teachers(("8", CLASS_TEACHER)),
    "people.subject_teachers": teachers(("8", "физика")),
    "sizes": Typed(
        lambda it: size_fault(it) if re.fullmatch(r"\d{0,4}", it) else "the field takes digits",
        a_size,
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
    "primary.date": a_day(lambda it: replace(BASE, primary=replace(BASE.primary, date=it))),
    **{f"primary.votes.{it}": votes(it) for it in NUMBERS},
}
#: Keys of the plan that nobody types, and what gives them.
GIVEN = {
    "id": "the program",
    "school.guidance": "a list of packs",
    "school.guidance_version": "the pack",
    "school.timezone": "a list of places",
    "calendar.vacations.last": "typed into one field with the first day",
    "people.associations.subjects": "ticks",
    "groups.grades": "ticks",
    "primary.grades": "ticks",
}


def typed_keys(kind: Kind, path: str = "") -> Iterator[str]:
    """The keys whose values are neither ticked nor chosen, by the table of keys."""
    match kind:
        case Record():
            for key in kind.keys:
                yield from typed_keys(key.kind, f"{path}.{key.name}".strip("."))
            if kind.rest:
                yield from typed_keys(kind.rest.kind, path)
        case Entries(item=Choice()) if kind.key is mixed_name:
            yield path
        case Listed() | Entries():
            yield from typed_keys(kind.item, path)
        case Choice() | Flag():
            return
        case _:
            yield path


def test_every_key_that_is_typed_has_its_field_here() -> None:
    keys = set(typed_keys(ANSWERS))
    assert keys - FIELDS.keys() == GIVEN.keys()
    assert keys >= FIELDS.keys()


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
