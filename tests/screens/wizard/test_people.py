"""Leaders, bodies of parents and class teachers by keys; ticks go along with what is renamed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

import pytest
from msgspec.structs import replace
from textual import events

from sferum_tui.editing.bodies import (
    BODIES,
    body_chats,
    body_choice,
    carried_bodies,
    chosen_bodies,
)
from sferum_tui.editing.people import United, duty_fault, unite, with_deputy
from sferum_tui.editing.requisites import OF_PAPERS, blanks
from sferum_tui.editing.session import Session
from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.rollout.answer_paths import value_at
from sferum_tui.rollout.answers import Association, Bodies, Classes, Deputy, People
from sferum_tui.rollout.plan import Done, Plan
from sferum_tui.screens.requisites import RequisitesDialog
from sferum_tui.screens.wizard.people import PeopleQuestion
from sferum_tui.widgets.form_field import TextRow
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

PEOPLE = People(
    deputies=(Deputy("УР", "", ("primary", "subject")), Deputy("ВР", "", ("extra",))),
    associations=(
        Association("точные науки", ("математика", "физика")),
        Association("химия и биология", ("химия", "биология")),
    ),
)
KNOWN = load_recommendations().bodies


def with_people(people: People = PEOPLE) -> Session:
    return new_session(school(people=people))


def editing(people: People = PEOPLE, created: Iterable[str] = ()) -> Session:
    answers = school(people=people)
    answers = replace(answers, school=replace(answers.school, structure_created=MONDAY))
    done = Done(created=dict.fromkeys(created, datetime(2026, 11, 24)))
    return new_session(answers, Plan(answers, done))


# Where the rows of the question are.
DEPUTIES, EXTRA, BODY_ROW, OTHER, MO, TEACHERS = 1, 3, 4, 5, 6, 8


def down(times: int) -> list[str]:
    return ["down"] * times


async def test_a_director_and_extra_education() -> None:
    session = with_people()
    async with QuestionApp(PeopleQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press(*typed("Сидорова А. А."), *down(EXTRA), "space")
    people = session.answers.people
    assert people.director == "Сидорова А. А."
    assert people.extra_education is False
    assert "1б/extra" not in session.rollout.by_id


# Deputies -----------------------------------------------------------------------------------------


async def test_a_new_deputy_takes_levels_from_another() -> None:
    session = with_people()
    app = QuestionApp(PeopleQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*down(DEPUTIES), "insert", *typed("НМР"), "down", "down", "space")
        assert "сейчас ведёт зам. по УР: перейдёт к этому" in words(app)
        await pilot.press("enter")
        assert "НМР учителя начальной школы" in words(app)
    assert session.answers.people.deputies == (
        Deputy("УР", "", ("subject",)),
        Deputy("ВР", "", ("extra",)),
        Deputy("НМР", "", ("primary",)),
    )


async def test_a_deputy_is_changed_and_removed() -> None:
    session = with_people()
    async with QuestionApp(PeopleQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press(*down(DEPUTIES), "space", "down", *typed("Ким"), "enter")
        assert session.answers.people.deputies[0] == Deputy("УР", "Ким", ("primary", "subject"))
        before = session.answers
        await pilot.press("delete")
        assert [item.duty for item in session.answers.people.deputies] == ["ВР"]
        # A slip of the hand costs nothing: each entry comes back, the last one first.
        await pilot.press("delete")
        assert not session.answers.people.deputies
        assert "Ctrl+Z Вернуть" in screen_text(pilot.app)  # type: ignore[arg-type]
        await pilot.press("ctrl+z", "ctrl+z")
        assert session.answers == before
        assert "Ctrl+Z Вернуть" not in screen_text(pilot.app)  # type: ignore[arg-type]
        await pilot.press("delete")
    assert [item.duty for item in session.answers.people.deputies] == ["ВР"]


@pytest.mark.parametrize(
    ("text", "own", "word"),
    [
        ("", "new", "напишите, за что отвечает"),
        ("ур", "new", "такой заместитель уже есть"),
        ("УР", "УР", ""),
        ("я" * 61, "new", "не длиннее 60"),
    ],
)
def test_a_duty_is_there_once(text: str, own: str, word: str) -> None:
    fault = duty_fault(text, PEOPLE.deputies, own)
    assert word in fault
    assert bool(fault) == bool(word)


def test_a_changed_deputy_keeps_its_place() -> None:
    new = Deputy("УР", "Ким", ("primary", "extra"))
    assert with_deputy(PEOPLE.deputies, PEOPLE.deputies[0], new) == (new, Deputy("ВР"))


async def test_a_deputy_left_without_a_duty_is_as_before_and_offered_again() -> None:
    session = with_people()
    app = QuestionApp(PeopleQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*down(DEPUTIES), "space", "backspace", "backspace", "escape")
        assert "начата правка: F4 продолжит, F8 забудет" in words(app)
        assert session.answers.people.deputies[0].duty == "УР"
        await pilot.press("space")
        assert "↑ напишите, за что отвечает: УР, ВР, АХЧ" in words(app)
        await pilot.press(*typed("УВР"), "enter")
        assert app.question.faults() == ()
    assert session.answers.people.deputies[0].duty == "УВР"


# Associations -------------------------------------------------------------------------------------


async def test_a_renamed_association_keeps_its_tick() -> None:
    session = editing(created=["1в/точные науки"])
    async with QuestionApp(PeopleQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press(*down(MO), "space", "end", *typed(" и труд"), "enter")
    assert session.answers.people.associations[0].title == "точные науки и труд"
    assert session.renamed == {"1в/точные науки": "1в/точные науки и труд"}


async def test_two_associations_become_one_with_the_tick_of_the_ticked_one() -> None:
    session = editing(created=["1в/химия и биология"])
    app = QuestionApp(PeopleQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*down(MO), "space", "down", "down", "right")
        assert "точные науки, химия и биология" in words(app)
        await pilot.press("enter")
    (united,) = session.answers.people.associations
    assert united.title == "точные науки, химия и биология"
    assert set(united.subjects) == {"математика", "физика", "химия", "биология"}
    assert session.renamed == {"1в/химия и биология": "1в/точные науки, химия и биология"}


async def test_turning_back_from_uniting_gives_title_and_subjects_back() -> None:
    session = with_people()
    async with QuestionApp(PeopleQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press(*down(MO), "space", "down", "down", "right", "left", "enter")
    assert session.answers.people.associations == PEOPLE.associations


def test_a_subject_belongs_to_one_association() -> None:
    new = United(Association("новое", ("физика", "химия")))
    assert unite(PEOPLE.associations, None, new) == (
        Association("точные науки", ("математика",)),
        Association("химия и биология", ("биология",)),
        new.association,
    )


@pytest.mark.parametrize(
    ("title", "word"), [("химия и БИОЛОГИЯ", "такое название уже есть"), ("а/б", "знака «/»")]
)
async def test_a_wrong_title_is_explained(title: str, word: str) -> None:
    session = with_people()
    app = QuestionApp(PeopleQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*down(MO), "insert", *typed(title), "enter")
        assert word in screen_text(app)
        assert session.answers.people.associations == PEOPLE.associations


# Bodies -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("choice", [key for key, _ in BODIES])
def test_each_of_the_usual_cases_goes_there_and_back(choice: str) -> None:
    assert body_choice(chosen_bodies(choice, "")) == choice


async def test_the_cases_of_bodies_make_their_chats() -> None:
    session = with_people()
    found = []
    async with QuestionApp(PeopleQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press(*down(BODY_ROW))
        for _ in BODIES:
            found.append([it.id for it in session.rollout.of_scope("body")])
            await pilot.press("right")
    assert found == [
        ["1д"],
        ["1д"],
        ["1д"],
        ["1д/комитет", "1д/совет"],
        [],
    ]


async def test_another_body_has_its_own_chat() -> None:
    session = editing(created=["1д"])
    app = QuestionApp(PeopleQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*down(OTHER), *typed("совет"))
        assert "такое название уже есть" in screen_text(app)
        await pilot.press(*typed(" отцов"))
        assert app.question.faults() == ()
    assert session.answers.people.bodies.other == "совет отцов"
    assert session.renamed == {"1д": "1д/комитет"}


COMMITTEE = Bodies()
BOARD = Bodies(parents_committee=False, board_of_trustees=True)
APART = Bodies(board_of_trustees=True)
TOGETHER = Bodies(board_of_trustees=True, together=True)
NONE = Bodies(parents_committee=False)


@pytest.mark.parametrize(
    ("old", "new", "moves"),
    [
        (COMMITTEE, APART, {"1д": "1д/комитет"}),
        (APART, COMMITTEE, {"1д/комитет": "1д"}),
        (TOGETHER, APART, {"1д": "1д/комитет"}),
        (COMMITTEE, TOGETHER, {}),
        (COMMITTEE, NONE, {"1д": "1д/комитет"}),
        (NONE, COMMITTEE, {"1д/комитет": "1д"}),
        (COMMITTEE, BOARD, {"1д": "1д/комитет", "1д/совет": "1д"}),
    ],
)
def test_a_tick_stays_with_its_people(old: Bodies, new: Bodies, moves: dict[str, str]) -> None:
    assert carried_bodies(old, new, KNOWN, "1д") == moves


@pytest.mark.parametrize("first", [COMMITTEE, BOARD, APART, TOGETHER, NONE])
@pytest.mark.parametrize("second", [COMMITTEE, BOARD, APART, TOGETHER, NONE])
def test_there_and_back_every_tick_of_separate_bodies_is_where_it_was(
    first: Bodies, second: Bodies
) -> None:
    session = editing()
    session.rename(carried_bodies(first, second, KNOWN, "1д"))
    session.rename(carried_bodies(second, first, KNOWN, "1д"))
    mine = body_chats(first, KNOWN, "1д")
    assert not set(session.renamed) & set(mine)


# Class teachers -----------------------------------------------------------------------------------


async def test_names_of_class_teachers_are_typed_one_after_another() -> None:
    session = with_people()
    app = QuestionApp(PeopleQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*down(TEACHERS), "space", *typed("Иванова И. И."), "enter")
        await pilot.press(*typed("Ким"), "backspace", "enter", *typed("О"), "f9")
        assert "имена: 3 из 31" in screen_text(app)
    teachers = session.answers.people.class_teachers
    assert teachers == {"1А": "Иванова И. И.", "1Б": "Ки", "1В": "О"}


async def test_subject_teachers_are_typed_in_a_table_of_classes_and_subjects() -> None:
    session = with_people()
    app = QuestionApp(PeopleQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*down(TEACHERS), "down", "space")
        await pilot.pause()
        assert "F9 Готово" in screen_text(app)
        # The first class that has lessons of the subject, not the first class of all.
        assert re.search(r"▼ ещё 1\d · 5А", screen_text(app)), "the classes below are announced"
        await pilot.press("home", *["up"] * 12, "right", *typed("А"))
        assert "1А · русский язык: таких чатов нет, имя не нужно" in words(app)
        await pilot.press(*["down"] * 12, *typed("Петров П. П."), "tab", *typed("Ким"), "f9")
        assert "учителя предметов имена: 2 из" in words(app)
    teachers = session.answers.people.subject_teachers
    assert teachers == {"5А/русский язык": "Петров П. П.", "5А/литература": "Ким"}


async def test_a_pasted_block_fills_the_classes_and_subjects_it_names() -> None:
    session = with_people()
    async with QuestionApp(PeopleQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press(*down(TEACHERS), "space")
        assert pilot.app.focused is not None
        block = "Класс\tматематика\tРусский  язык\n5 «А»\tИванова\t\x1b[31mКим\n5Б\t\tЛи\n"
        pilot.app.focused.post_message(events.Paste(block))
        await pilot.pause()
        await pilot.press("f9")
    teachers = session.answers.people.subject_teachers
    assert teachers == {
        "5А/математика": "Иванова",
        "5А/русский язык": "[31mКим",
        "5Б/русский язык": "Ли",
    }


async def test_a_pasted_list_of_names_goes_to_one_class_after_another() -> None:
    session = with_people()
    async with QuestionApp(PeopleQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press(*down(TEACHERS), "space", "down")
        assert pilot.app.focused is not None
        pilot.app.focused.post_message(events.Paste("Иванова\nПетров\nСидоров"))
        await pilot.pause()
        await pilot.press(*["pagedown"] * 4)
        pilot.app.focused.post_message(events.Paste("Орлова\nКим\nЛи"))
        await pilot.pause()
        assert "некуда поставить 2 имени: нет такой строки, столбца или чата" in words(pilot.app)
        await pilot.press("f9")
    teachers = session.answers.people.class_teachers
    assert teachers == {"1Б": "Иванова", "1В": "Петров", "2А": "Сидоров", "11Б": "Орлова"}


async def test_names_typed_before_the_connection_dropped_come_back() -> None:
    session = with_people()
    async with QuestionApp(PeopleQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press(*down(TEACHERS), "space", *typed("Ким"))
    app = QuestionApp(PeopleQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.question.faults() == ()
        await pilot.press(*down(TEACHERS), "space", "f9")
    assert session.answers.people.class_teachers == {"1А": "Ким"}


async def test_teachers_are_neither_added_nor_removed_and_without_classes_there_are_none() -> None:
    app = QuestionApp(PeopleQuestion(with_people()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*down(TEACHERS), "delete", "insert", "я")
        assert app.screen.focused is app.question.row("teachers", ListRow)
        assert "на «я» здесь ничего нет: открывает пробел" in words(app)
    app = QuestionApp(PeopleQuestion(new_session(school(classes=Classes({})))))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*down(TEACHERS - 2), "space", "f4", "insert")
        assert app.screen.focused is app.question.row("teachers", ListRow)
        assert "Учителя классов пока нет" in words(app)


async def test_names_of_classes_that_are_gone_are_kept() -> None:
    session = with_people(replace(PEOPLE, class_teachers={"12А": "Ли", "1А": "Ан"}))
    async with QuestionApp(PeopleQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press(*down(TEACHERS), "space", "delete", "f9")
    assert session.answers.people.class_teachers == {"12А": "Ли"}


async def test_the_requisites_of_papers_are_rows_here_and_the_same_ones_beside_the_papers() -> None:
    session = with_people()
    assert blanks(session.answers) == (
        "название", "место", "директор", "координатор", "председатель", "секретарь",
    )  # fmt: skip
    app = QuestionApp(PeopleQuestion(session))
    given = ("СОШ 12", "г. Курган", "Ким А. А.", "Ли Б. Б.", "Ан В. В.", "Цой Г. Г.")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("shift+tab", *["up"] * 5)
        for text in given:
            await pilot.press(*typed(text), "enter")
        assert "Для документов" in screen_text(app)
    answers = session.answers
    assert (answers.school.short_name, answers.school.place) == given[:2]
    assert [value_at(answers, it.path) for it in OF_PAPERS] == list(given)
    assert blanks(answers) == ("название", "директор")
    dialog = RequisitesDialog(answers)
    async with QuestionApp(PeopleQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(dialog)
        await pilot.pause()
        rows = {row.id: row.text for row in dialog.query(TextRow)}
    assert [rows[it.id] for it in OF_PAPERS] == list(given)
