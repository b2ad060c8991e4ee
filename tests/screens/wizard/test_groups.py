"""Mini-groups: added, changed and removed by keys; titles that shame a child are told."""

from __future__ import annotations

from datetime import datetime

import pytest
from msgspec.structs import replace

from sferum_tui.editing.groups import grade_text
from sferum_tui.editing.session import Session
from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.rollout.answers import Classes, Group
from sferum_tui.rollout.plan import Done, Plan
from sferum_tui.screens.wizard.entries import BEGUN
from sferum_tui.screens.wizard.groups import GroupsQuestion
from sferum_tui.widgets.form_list import ListRow
from tests.screens.wizard.form_app import (
    MONDAY,
    QuestionApp,
    new_session,
    school,
    screen_text,
    typed,
    words,
)

PHYSICS = Group("Олимпиада по физике", "project", 2, (9, 10), "Петров П. П.")
CHESS = Group("Шахматы", "elective", 3, (5,))


def editing(*groups: Group) -> Session:
    answers = school(groups=groups)
    answers = replace(answers, school=replace(answers.school, structure_created=MONDAY))
    done = Done(created={"2в/Олимпиада по физике": datetime(2026, 11, 24)})
    return new_session(answers, Plan(answers, done))


async def test_a_group_is_added_by_keys_in_the_russian_layout() -> None:
    session = new_session()
    app = QuestionApp(GroupsQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("insert", *typed("Шахматный клуб"), "down", "right", "down", "down")
        await pilot.press("right", "space", "right", "space", "down", "down")
        await pilot.press(*typed("Иванова И. И."), "enter")
        assert session.answers.groups == (
            Group("Шахматный клуб", "elective", 3, (6, 7), "Иванова И. И."),
        )
        assert "6–7 кл. · факультатив" in words(app)
    assert "3в/Шахматный клуб" in session.rollout.by_id


async def test_a_ready_title_of_the_purpose_is_taken_with_one_arrow() -> None:
    session = new_session()
    async with QuestionApp(GroupsQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press("insert", "down", "down", "right", "right", "f9")
    purpose = load_recommendations().purposes[0]
    assert session.answers.groups == (Group(purpose.suggestions[1], purpose.id, 2),)


async def test_another_purpose_brings_its_own_titles() -> None:
    session = new_session()
    async with QuestionApp(GroupsQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press("insert", "down", "down", "right", "up", "left", "down", "right", "f9")
    purpose = load_recommendations().purposes[-1]
    assert session.answers.groups == (Group(purpose.suggestions[0], purpose.id, 2),)


@pytest.mark.parametrize("title", ["Неуспевающие 9А", "Дети с ОВЗ", "Обучение на дому"])
async def test_a_title_that_shames_a_child_is_told_but_not_refused(title: str) -> None:
    session = new_session()
    app = QuestionApp(GroupsQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("insert", *typed(title))
        assert "▲ По этому названию видно" in screen_text(app)
        await pilot.press("enter")
        assert session.answers.groups[0].title == title
        assert f"▲ {title}" in screen_text(app)
        assert "Лучше взять нейтральное" in words(app)


@pytest.mark.parametrize(
    ("title", "word"),
    [("", "напишите название"), ("8А/8Б", "знака «/»"), ("шахматы", "такое название уже есть")],
)
async def test_a_wrong_title_stays_and_is_explained(title: str, word: str) -> None:
    session = new_session(school(groups=(CHESS,)))
    app = QuestionApp(GroupsQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("insert", *typed(title), "down", "f9")
        assert f"↑ {word}" in words(app).replace("в названии не должно быть ", "")
        assert session.answers.groups == (CHESS,)


async def test_a_cancelled_group_is_offered_again_and_in_nobodys_way() -> None:
    session = new_session(school(groups=(CHESS,)))
    app = QuestionApp(GroupsQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("insert", *typed("а/б"), "escape")
        assert "есть начатая запись: Insert продолжит, F8 забудет" in words(app)
        assert app.question.faults() == ()
    again = QuestionApp(GroupsQuestion(session))
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.press("insert")
        assert "а/б" in screen_text(again)
        assert "знака «/»" in words(again)
        await pilot.press("backspace", "backspace", "escape")
        assert session.answers.groups == (CHESS,)
        await pilot.press("insert", "enter")
        assert session.answers.groups == (CHESS, Group("а", "project", 2))
    assert session.typed == {}


async def test_a_changed_group_is_as_it_was_after_esc_until_the_change_is_taken() -> None:
    session = new_session(school(groups=(CHESS,)))
    app = QuestionApp(GroupsQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "end", *typed(" 2"), "escape")
        assert session.answers.groups == (CHESS,)
        assert "начата правка: F4 продолжит, F8 забудет" in words(app)
        await pilot.press("f4", "f8")
        assert "Шахматы 2" not in screen_text(app)
        await pilot.press(*typed("!"), "escape")
        assert session.typed
        await pilot.press("f8")
    assert session.typed == {}


async def test_looking_at_a_group_leaves_nothing() -> None:
    session = new_session(school(groups=(CHESS,)))
    async with QuestionApp(GroupsQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "down", "down", "escape")
    assert session.typed == {}


async def test_what_is_typed_into_an_open_dialog_outlives_a_dropped_connection() -> None:
    session = new_session()
    async with QuestionApp(GroupsQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press("insert", *typed("Хор"))
    app = QuestionApp(GroupsQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.question.faults() == ()
        assert "есть начатая запись: Insert продолжит, F8 забудет" in words(app)
        await pilot.press("insert")
        assert "Хор" in screen_text(app)


async def test_a_blank_new_group_vanishes_with_esc() -> None:
    session = new_session()
    async with QuestionApp(GroupsQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press("insert", "right", "escape")
    assert session.answers.groups == ()
    assert session.typed == {}


async def test_renaming_carries_the_tick() -> None:
    session = editing(PHYSICS, CHESS)
    async with QuestionApp(GroupsQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "end", *typed(" 2"), "enter")
    assert session.answers.groups[0].title == "Олимпиада по физике 2"
    assert session.renamed == {"2в/Олимпиада по физике": "2в/Олимпиада по физике 2"}


async def test_another_stage_carries_the_tick() -> None:
    session = editing(PHYSICS)
    async with QuestionApp(GroupsQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "down", "down", "down", "down", "right", "f9")
    assert session.answers.groups[0].stage == 3
    assert session.renamed == {"2в/Олимпиада по физике": "3в/Олимпиада по физике"}


async def test_a_group_is_removed_with_delete_and_the_cursor_stays() -> None:
    session = new_session(school(groups=(PHYSICS, CHESS)))
    app = QuestionApp(GroupsQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "delete")
        assert session.answers.groups == (PHYSICS,)
        await pilot.press("delete", "delete")
        assert session.answers.groups == ()
        assert "пока нет · Insert добавит" in screen_text(app)


async def test_a_stage_without_classes_is_told() -> None:
    session = new_session(school(classes=Classes({"5": ("А",)}), groups=(PHYSICS,)))
    app = QuestionApp(GroupsQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        assert "▲ таких классов нет" in screen_text(app)


@pytest.mark.parametrize(
    ("grades", "text"),
    [((), ""), ((9,), "9 кл."), ((9, 10), "9–10 кл."), ((5, 7, 8), "5, 7–8 кл.")],
)
def test_grades_in_short(grades: tuple[int, ...], text: str) -> None:
    assert grade_text(grades) == text


async def test_what_is_begun_in_a_group_is_not_that_of_one_whose_name_begins_so() -> None:
    session = editing(Group("Хор", "elective", 2, (8,)), Group("Хор. Младший", "elective", 3, (5,)))
    app = QuestionApp(GroupsQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "space", "2", "escape")
        row = app.question.row("groups", ListRow)
        assert [entry.note for entry in row.entries] == ["", BEGUN]
        await pilot.press("up", "space", "1", "enter", "down", "space", "enter")
    assert [it.title for it in session.answers.groups] == ["Хор1", "Хор. Младший2"]
