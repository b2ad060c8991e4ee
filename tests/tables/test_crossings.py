"""Teachers or days as heads across, in one row or two. All names are invented."""

from __future__ import annotations

import pytest

from sferum_tui.rollout.imports.result import TableError
from tests.tables.test_deputies_tables import assert_is_load, teachers

LESSONS = (
    "5А 5Б/математика=Гаусс К. Ф.",
    "5А/русский язык=Даль В. И.",
    "7А/физика=Бор Н. Н.",
)

#: Hours below teachers, with the same lessons.
CROSSED = {
    "a class and a subject in each row": """\
Класс;Предмет;Гаусс К.Ф.;Даль В.И.;Бор Н.Н.
5А;математика;5;;
5А;русский язык;;6;
5Б;математика;5;;
7А;физика;;;2
Итого;;10;6;2
""",
    "a class with its subject in each row": """\
Предмет;Гаусс К.Ф.;Даль В.И.;Бор Н.Н.
5А математика;5;;
5А русский язык;;6;
5Б математика;5;;
7А физика;;;2
""",
    "subjects in the row below the teachers": """\
Класс;Гаусс К.Ф.;Даль В.И.;Бор Н.Н.
;математика;русский язык;физика
5А;5;6;
5Б;5;;
7А;;;2
""",
    "no head over the classes": """\
;Гаусс К.Ф.;Даль В.И.;Бор Н.Н.
Предмет;математика;русский язык;физика
5А;5;6;
5Б;5;;
7А;;;2
Итого;10;6;2
""",
    "subjects as sections": """\
Класс;Гаусс К.Ф.;Даль В.И.;Бор Н.Н.
Математика;;;
5А;5;;
5Б;5;;
Русский язык;;;
5А;;6;
Физика;;;
7А;;;2
""",
}


@pytest.mark.parametrize("name", CROSSED)
def test_hours_below_teachers_are_a_load(name: str) -> None:
    assert_is_load(teachers(CROSSED[name]), *LESSONS)


def test_a_teacher_stands_over_all_his_subjects() -> None:
    found = teachers(
        "Класс;Даль В.И.;;Бор Н.Н.\n;русский язык;литература;физика\n7А;4;2;2\n8А;;2;\n"
    )
    assert_is_load(
        found,
        "7А/русский язык=Даль В. И.",
        "7А 8А/литература=Даль В. И.",
        "7А/физика=Бор Н. Н.",
    )


def test_the_timetable_of_teachers_has_lessons_below_numbers_of_days() -> None:
    found = teachers(
        "Учитель;Понедельник;;;Вторник;;\n;1;2;3;1;2;3\n"
        "Гаусс К.Ф.;5А мат.;5Б мат.;;5А мат.;;\nДаль В.И.;6А рус;6А лит;;;5А рус;\n"
    )
    assert_is_load(
        found,
        "5А 5Б/математика=Гаусс К. Ф.",
        "5А 6А/русский язык=Даль В. И.",
        "6А/литература=Даль В. И.",
    )


def test_letters_that_head_each_grade_again_are_no_lesson() -> None:
    found = teachers(
        "5 класс;;\nПредмет;А;Б\nМатематика;Гаусс К.Ф.;Эйлер Л.П.\n"
        "6 класс;;\nПредмет;А;Б\nМатематика;Эйлер Л.П.;Гаусс К.Ф.\n"
    )
    assert_is_load(
        found, "5А 6Б/математика=Гаусс К. Ф.", "5Б 6А/математика=Эйлер Л. П."
    )  # fmt: skip


def test_lessons_below_days_are_numbered_and_a_class_stands_for_the_rows_below() -> None:
    found = teachers(
        "Класс;Понедельник;Вторник\n"
        "5А;1. Математика (Гаусс К.Ф.);1. Музыка (Глинка М.И.)\n"
        ";2. Музыка (Глинка М.И.);2. Математика (Гаусс К.Ф.)\n"
    )
    assert_is_load(found, "5А/математика=Гаусс К. Ф.", "5А/музыка=Глинка М. И.")


def test_days_are_sections_of_a_timetable_whose_title_names_the_class() -> None:
    found = teachers(
        "Расписание 5А\nПонедельник\n1;Математика;Гаусс К.Ф.\nВторник\n1;Музыка;Глинка М.И.\n"
    )
    assert_is_load(found, "5А/математика=Гаусс К. Ф.", "5А/музыка=Глинка М. И.")


@pytest.mark.parametrize(
    "text",
    [
        "Класс;Предмет;Аистов И.И.;Бобров П.П.\n8А;Математика;5;4\n8А;Химия;4;3\n",
        "Класс;Предмет;Аистов Иван Иванович;Бобров П.П.\n8А;Математика;5;\n8А;Химия;;3\n",
        "Ведомость 8А класса\nПредмет;Аистов И.И.;Бобров П.П.\nМатематика;5;\nХимия;;3\n",
    ],
)
def test_marks_below_pupils_are_no_hours(text: str) -> None:
    try:
        found = teachers(text)
    except TableError as error:
        told = str(error)
    else:
        assert (found.rows, dict(found.answers.people.subject_teachers)) == (0, {})
        told = repr((found.faults, found.notes, found.columns, found.doubt))
    assert "Аистов" not in told
