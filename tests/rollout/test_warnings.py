"""What a school is told to look at before it saves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sferum_tui.rollout.answers import (
    Association,
    Deputy,
    Group,
    Outcome,
    People,
    Primary,
    Vacation,
    Votes,
)
from sferum_tui.rollout.warnings import warnings
from tests.support.school import rollout

ALL_LEVELS = Deputy("УР", levels=("primary", "subject", "extra"))
EXACT = Association("точные науки", ("математика", "физика"))
PEOPLE = People(deputies=(ALL_LEVELS,), associations=(EXACT,))


def told(**parts: Any) -> list[tuple[str, str]]:
    found = warnings(rollout(**{"people": PEOPLE, **parts}))
    return [(item.where, item.what) for item in found]


def test_a_complete_school_in_a_quiet_month_needs_no_word() -> None:
    assert told() == []


def test_no_class_at_all_and_stages_without_classes() -> None:
    assert told(classes={})[0] == ("classes", "не указано ни одного класса")
    assert ("classes", "3 этап: таких классов нет") in told(classes={"8": ("А",), "1": ("А",)})


def test_a_class_that_opens_but_does_not_exist() -> None:
    texts = told(opened={"7Я": date(2027, 3, 1)})
    assert texts == [("classes", "указан день открытия класса 7Я, а класса нет")]


def test_a_window_in_the_new_year_holidays() -> None:
    texts = told(created=date(2026, 12, 25))
    assert ("order", "2 этап попадает на выходные 31 дек. – 10 янв.") in texts


def test_a_refused_stage_is_not_warned_about() -> None:
    texts = told(created=date(2026, 12, 21), primary=Primary("negative"))
    assert not any("4 этап" in text for _, text in texts)


def test_own_vacations_in_a_window() -> None:
    vacation = Vacation(date(2026, 12, 1), date(2026, 12, 6), "каникулы")
    texts = told(calendar={"vacations": (vacation,)})
    assert texts == [
        ("order", "2 этап попадает на каникулы 1–6 дек."),
        ("order", "3 этап попадает на каникулы 1–6 дек."),
    ]


def test_a_level_of_teachers_that_nobody_leads() -> None:
    people = People(deputies=(Deputy("УР", levels=("primary",)),), associations=(EXACT,))
    said = "никто не ведёт чат «{}», его создаст заместитель директора по УР"
    chats = ("Учителя-предметники", "Педагоги дополнительного образования")
    assert told(people=people) == [("people", said.format(chat)) for chat in chats]
    people = People(associations=(EXACT,))
    said = "никто не ведёт чат «{}»: назначьте заместителя"
    assert ("people", said.format(chats[0])) in told(people=people)


def test_a_school_without_associations() -> None:
    text = "не указано ни одного методического объединения"
    assert told(people=People(deputies=(ALL_LEVELS,))) == [("people", text)]


def test_a_grade_without_subjects_in_a_stage_that_has_them() -> None:
    texts = told(subjects={"5": ("математика",)})
    assert texts == [("subjects", "нет списка предметов: 8 кл.")]


def test_an_empty_list_of_subjects_is_an_answer() -> None:
    assert told(subjects={"5": (), "8": ()}) == []


@pytest.mark.parametrize("title", ["Неуспевающие 8А", "Обучение на дому"])
def test_a_title_that_tells_of_a_childs_health_or_marks(title: str) -> None:
    texts = told(groups=(Group(title, "needs", 2, owner="Петров П. П."),))
    assert len(texts) == 1
    assert texts[0][0] == "groups"
    assert texts[0][1].startswith(f"«{title}»: ")


def test_a_group_of_a_stage_without_classes() -> None:
    texts = told(groups=(Group("Проект", "project", 3),), classes={"8": ("А",), "1": ("А",)})
    assert ("groups", "«Проект»: в школе нет классов 3 этапа") in texts


@pytest.mark.parametrize(
    ("decision", "text"),
    [
        ("positive", ""),
        ("negative", "решение не такое, как по счёту голосов"),
        ("undecided", "голоса посчитаны, а решение не указано"),
    ],
)
def test_a_decision_that_the_votes_do_not_carry(decision: Outcome, text: str) -> None:
    votes = Votes(members=40, present=31, for_=25, against=4, abstained=2)
    texts = told(primary=Primary(decision, votes=votes))
    assert texts == ([("primary", text)] if text else [])


def test_years_without_decreed_days_off_are_provisional() -> None:
    texts = told(created=date(2029, 2, 5))
    assert ("order", "переносы выходных 2029 года ещё не утверждены") in texts


def test_a_structure_created_on_a_day_off() -> None:
    assert told(created=date(2026, 11, 22)) == [
        ("school", "структура создана в выходной, 22 нояб.")
    ]


def test_a_day_before_the_recommendations_is_a_slip_and_its_days_off_are_not_open() -> None:
    assert told(created=date(2016, 11, 23)) == [
        ("school", "день 0, 23.11.2016, раньше рекомендаций 2022 года: проверьте его")
    ]
