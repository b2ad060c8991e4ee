"""Letters on their way into a plan: whatever a person types or pastes can be saved and found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sferum_tui.editing.classes import read_class
from sferum_tui.guidance.loading import completed, load_reference, preset_answers
from sferum_tui.plan.changes import SetMark, SetNote
from sferum_tui.plan.reading import PlanReader
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.answers import Answers, Classes
from sferum_tui.rollout.imports.teachers import import_teachers
from sferum_tui.rollout.plan import Plan
from sferum_tui.rollout.school import canonical_class
from sferum_tui.tables.reading import parse_table
from sferum_tui.text import folded, matching, normal, tidy
from tests.plan.values import stamp
from tests.support.school import EVENT, at, rollout
from tests.test_text import any_text

NOW = stamp(at(2026, 11, 25))
#: A list of lessons from a computer that writes «й» as «и» and an accent.
LESSONS = (Path(__file__).parent / "decomposed.csv").read_bytes()


def with_class(name: str) -> Answers:
    """A village school with one more class."""
    answers = completed(preset_answers("village", EVENT))
    grade, letter = read_class(name, "8")
    by_grade = {**answers.classes.by_grade, grade: ("А", letter)}
    return replace(answers, classes=Classes(by_grade))


def test_a_class_pasted_with_a_soft_hyphen_is_saved_and_its_chat_ticked(tmp_path: Path) -> None:
    store = PlanStore(tmp_path / "plan.toml")
    store.create(Plan(with_class("кадет\u00adский")))
    saved = store.apply([SetMark("2а/8 кадетский", "created")], who="учитель", at=NOW)
    assert saved.plan.answers.classes.by_grade["8"] == ("А", "кадетский")
    assert PlanStore(store.path).load().plan.done.created == {"2а/8 кадетский": NOW}


def test_decomposed_letters_of_a_table_make_no_second_subject() -> None:
    sheets = parse_table(LESSONS, "nfd.csv")
    plan = completed(preset_answers("city", EVENT))
    found = import_teachers(Plan(plan), sheets, load_reference())
    assert not found.faults
    assert set(found.answers.subjects.by_grade["8"]) == set(plan.subjects.by_grade["8"])
    assert found.answers.people.subject_teachers["8А/иностранный язык"] == "Йейтс У. Б."
    assert found.answers.people.subject_teachers["5Б/русский язык"] == "Чайковский П. И."


def test_what_a_decomposed_table_brought_is_found_as_it_is_typed() -> None:
    for name, query in (
        ("Чайковскии\u0306 П. И.", "чайковский"),
        ("Чайковский П. И.", "чайковскии\u0306"),
    ):
        assert matching([(folded(name), name)], query)[1] == [name]


HAND = """\
schema = 1
id = "k7m2q9xw"
[school]
name = "Школа\u00ad № 7\u200b"
structure_created = 2026-11-23
[classes]
5 = ["кадет\u00adскии\u0306"]
[subjects]
5 = ["англии\u0306скии\u0306 язык"]
[people.subject_teachers]
"5 кадетскии\u0306/англии\u0306скии\u0306 язык" = "Чаи\u0306ковскии\u0306"
[done.created]  # руками
"3а/5 кадетскии\u0306" = 2026-11-25T12:00:00+03:00
[notes]
"3б/5 кадетский/англии\u0306скии\u0306 язык" = "и\u0306"
"""


def test_a_plan_written_with_decomposed_letters_means_the_same(tmp_path: Path) -> None:
    plan = PlanReader("план.toml").read(HAND.encode()).plan
    answers = plan.answers
    assert answers.school.name == "Школа № 7"
    assert answers.classes.by_grade == {"5": ("кадетский",)}
    assert answers.people.subject_teachers == {"5 кадетский/английский язык": "Чайковский"}
    by_id = rollout(answers).by_id
    assert plan.done.created.keys() <= by_id.keys()
    assert plan.notes.keys() <= by_id.keys()


def test_a_tick_on_such_a_plan_changes_its_own_line_only(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(HAND, "utf-8")
    changes = [SetMark("3а/5 кадетский", "planned"), SetNote("3б/5 кадетский/английский язык", "")]
    plan = PlanStore(path).apply(changes, who="учитель", at=NOW).plan
    assert (plan.done.created, plan.notes) == ({}, {})
    assert path.read_text("utf-8").splitlines() == [
        line for line in HAND.splitlines() if not line.startswith('"3')
    ]


@pytest.mark.parametrize("text", ["8 кадет\u00adский", "8 «кадетскии\u0306»", "8\u200b кадетский"])
def test_a_class_is_one_however_its_letters_are_spelt(text: str) -> None:
    assert canonical_class(text) == "8 кадетский"


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_text(), any_text(), st.booleans())
def test_whatever_note_is_typed_can_be_read_again(
    tmp_path: Path, note: str, reason: str, both: bool
) -> None:
    store = PlanStore(tmp_path / "plan.toml")
    if not store.exists():
        store.create(Plan(with_class("кадетский")))
    changes = [SetMark("2а/8А", "skipped", reason=reason), SetNote("2а/8А", note)]
    plan = store.apply(changes if both else changes[1:], who="учитель", at=NOW).plan
    assert plan.notes.get("2а/8А", "") == tidy(note)
    assert not both or plan.done.skipped["2а/8А"] == tidy(reason)
    assert normal(note) == normal(normal(note))
