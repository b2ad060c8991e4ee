"""Loads, timetables and lists as staff rooms pass them on, each with the plan that it gives.

Lessons are written «5А 5Б/математика=Гаусс К. Ф.». All names are invented.
"""

from __future__ import annotations

import pytest

from sferum_tui.rollout.class_edits import names_of
from sferum_tui.rollout.imports.result import TableError
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow
from sferum_tui.rollout.imports.teachers import import_teachers
from sferum_tui.rollout.plan import Plan
from sferum_tui.tables.reading import parse_table
from sferum_tui.tables.text import parse_text
from tests.support.school import answers
from tests.tables.test_deputies_tables import BYRON, assert_is_load, classes, lessons, teachers
from tests.tables.test_field import CITY, REFERENCE

#: What a load is, the load, its lessons.
LOADS: dict[str, tuple[str, tuple[str, ...]]] = {
    "teachers with their subject as heads, hours in the cells": (
        """\
Класс;Гаусс К.Ф. (математика);Даль В.И. (русский язык)
5А;5;
5Б;5;6
Итого;10;6
""",
        ("5А 5Б/математика=Гаусс К. Ф.", "5Б/русский язык=Даль В. И."),
    ),
    "teachers as heads, subjects in the cells": (
        """\
Класс;Гаусс К.Ф.;Даль В.И.
5А;математика;русский, литература
7А;алгебра, геометрия;-
""",
        (
            "5А 7А/математика=Гаусс К. Ф.",
            "5А/русский язык=Даль В. И.",
            "5А/литература=Даль В. И.",
        ),
    ),
    "teachers as heads, classes in the cells": (
        """\
Предмет;Гаусс К.Ф.;Бор Н.Н.
Математика;5А, 5Б;
Физика;;7А, 7Б
""",
        ("5А 5Б/математика=Гаусс К. Ф.", "7А 7Б/физика=Бор Н. Н."),
    ),
    "days as heads, lessons with teachers in the cells": (
        """\
Класс;Урок;Понедельник;Вторник
5А;1;Математика, Гаусс К.Ф.;Русский язык, Даль В.И.
;2;Русский язык, Даль В.И.;Математика, Гаусс К.Ф.
5Б;1;Музыка, Глинка М.И.;Математика, Гаусс К.Ф.
""",
        (
            "5А 5Б/математика=Гаусс К. Ф.",
            "5А/русский язык=Даль В. И.",
            "5Б/музыка=Глинка М. И.",
        ),
    ),
    "days over the numbers of lessons": (
        """\
Учитель;Предмет;Понедельник;;;Вторник;;
;;1;2;3;1;2;3
Гаусс К.Ф.;математика;5А;5Б;;6А;;5А
""",
        ("5А 5Б 6А/математика=Гаусс К. Ф.",),
    ),
    "grades as heads, letters in the cells": (
        """\
Учитель;Предмет;5 класс;6 класс
Гаусс К.Ф.;математика;А, Б;А
""",
        ("5А 5Б 6А/математика=Гаусс К. Ф.",),
    ),
    "pairs of a subject and its teacher beside one another": (
        """\
Класс;Предмет 1;Учитель 1;Предмет 2;Учитель 2;Примечание
5А;математика;Гаусс К.Ф.;русский язык;Даль В.И.;
5Б;математика;Эйлер Л.П.;;;
;музыка;Глинка М.И.;история;Клио К.К.;с января
""",
        (
            "5А/математика=Гаусс К. Ф.",
            "5А/русский язык=Даль В. И.",
            "5Б/математика=Эйлер Л. П.",
            "5Б/музыка=Глинка М. И.",
            "5Б/история=Клио К. К.",
        ),
    ),
    "pairs of a subject and its classes beside one another": (
        """\
Учитель;Предмет;Классы;Предмет;Классы
Гаусс К.Ф.;математика;5А, 5Б;информатика;7А
Даль В.И.;русский язык;6А;;
""",
        (
            "5А 5Б/математика=Гаусс К. Ф.",
            "7А/информатика=Гаусс К. Ф.",
            "6А/русский язык=Даль В. И.",
        ),
    ),
    "a second teacher": (
        """\
Класс;Предмет;Учитель;Второй учитель
5А;английский язык;Байрон Д.Г.;Шелли П.Б.
5Б;английский язык;Шелли П.Б.;
""",
        (*BYRON, "5Б/иностранный язык=Шелли П. Б."),
    ),
    "groups below a subject that heads them": (
        """\
Класс;Математика;Английский язык;
;;1 гр.;2 гр.
5А;Гаусс К.Ф.;Байрон Д.Г.;Шелли П.Б.
""",
        (*BYRON, "5А/математика=Гаусс К. Ф."),
    ),
    "signs of web pages": (
        """\
Класс;Предмет;Учитель
5А;математика&nbsp;;Гаусс&nbsp;К.&nbsp;Ф.
5Б;&laquo;русский язык&raquo; &amp; литература;Даль В.И.
""",
        (
            "5А/математика=Гаусс К. Ф.",
            "5Б/русский язык=Даль В. И.",
            "5Б/литература=Даль В. И.",
        ),
    ),
    "levels behind a subject": (
        """\
Класс;Предмет;Учитель
8А;Химия, базовый;Бутлеров А.М.
8Б;Физика (на углублённом уровне);Бор Н.Н.
""",
        ("8А/химия=Бутлеров А. М.", "8Б/физика=Бор Н. Н."),
    ),
    "a subject behind its teacher": (
        """\
Учитель, предмет;Классы
Гаусс К.Ф., математика;5А, 5Б
Даль В.И. (русский язык);5А
""",
        ("5А 5Б/математика=Гаусс К. Ф.", "5А/русский язык=Даль В. И."),
    ),
    "lessons with teachers in brackets below classes": (
        """\
5А;5Б
Математика (Гаусс К.Ф.);Математика (Эйлер Л.П.)
Русский язык (Даль В.И.);Русский язык (Даль В.И.)
""",
        (
            "5А/математика=Гаусс К. Ф.",
            "5Б/математика=Эйлер Л. П.",
            "5А 5Б/русский язык=Даль В. И.",
        ),
    ),
    "rooms behind a name": (
        """\
Класс;Предмет;Учитель/кабинет
5А;математика;Гаусс К.Ф. / 204
5Б;музыка;Глинка М.И., 12
""",
        ("5А/математика=Гаусс К. Ф.", "5Б/музыка=Глинка М. И."),
    ),
    "a head that asks": (
        """\
Учитель;Предмет;В каких классах преподаёт
Гаусс К.Ф.;математика;5А, 6А
Даль В.И.;русский язык;5АБ
""",
        ("5А 6А/математика=Гаусс К. Ф.", "5А 5Б/русский язык=Даль В. И."),
    ),
    "hours behind each class of a cell": (
        """\
ФИО;Учебная нагрузка
Гаусс К.Ф.;математика 5А-5ч, 5Б-5ч, алгебра 7А-3ч
Даль В.И.;русский язык (5А, 5Б) – 10 ч, литература 5а,б (6ч.)
Бор Н.Н.;физика, информатика 8А, 8Б
Глинка М.И.;5А музыка, 5Б музыка
""",
        (
            "5А 5Б 7А/математика=Гаусс К. Ф.",
            "5А 5Б/русский язык=Даль В. И.",
            "5А 5Б/литература=Даль В. И.",
            "8А 8Б/физика=Бор Н. Н.",
            "8А 8Б/информатика=Бор Н. Н.",
            "5А 5Б/музыка=Глинка М. И.",
        ),
    ),
    "teachers below the letters of a grade": (
        """\
Предмет;А;Б;Всего
5 класс;;;
Математика;Гаусс К.Ф.;Эйлер Л.П.;10
6 класс;;;
Математика;Гаусс К.Ф.;;5
""",
        ("5А 6А/математика=Гаусс К. Ф.", "5Б/математика=Эйлер Л. П."),
    ),
    "hours below the letters of a grade": (
        """\
Учитель;Предмет;А;Б;Всего
5 классы;;;;
Гаусс К.Ф.;математика;5;5;10
6 классы;;;;
Гаусс К.Ф.;математика;5;;5
Итого;;10;5;15
""",
        ("5А 5Б 6А/математика=Гаусс К. Ф.",),
    ),
    "a subject above its teacher in a cell": (
        """\
Класс;Предмет / учитель
5А;"математика
Гаусс К.Ф."
5Б;Музыка, Глинка М.И.
""",
        ("5А/математика=Гаусс К. Ф.", "5Б/музыка=Глинка М. И."),
    ),
    "numbers of lessons as heads": (
        """\
Класс;1;2
5А;Математика Гаусс К.Ф.;Музыка Глинка М.И.
5Б;Музыка Глинка М.И.;Математика Гаусс К.Ф.
""",
        ("5А 5Б/математика=Гаусс К. Ф.", "5А 5Б/музыка=Глинка М. И."),
    ),
    "who wrote the table": (
        "Класс;Предмет;Учитель\n5А;музыка;Глинка М.И.\nИсп. Бор Н.Н., тел. 8-900-111-22-33;;\n",
        ("5А/музыка=Глинка М. И.",),
    ),
    "subjects and their classes line by line in one cell": (
        """\
Учитель;Предмет;Классы
Гаусс К.Ф.;"математика
информатика";"5А, 5Б
7А"
Даль В.И.;"русский
язык";"5А
5Б"
""",
        (
            "5А 5Б/математика=Гаусс К. Ф.",
            "7А/информатика=Гаусс К. Ф.",
            "5А 5Б/русский язык=Даль В. И.",
        ),
    ),
    "groups of a diary with a subject in short": (
        """\
Группа;Название предмета;Преподаватели
5А класс;Математика;Гаусс К.Ф.
5А англ 1;Английский язык;Байрон Д.Г.
5А англ. 2;Английский язык;Шелли П.Б.
""",
        (*BYRON, "5А/математика=Гаусс К. Ф."),
    ),
    "the teacher of every day beside who stands in": (
        "Класс;Предмет;Основной учитель;Замещающий учитель\n5А;музыка;Глинка М.И.;Бор Н.Н.\n",
        ("5А/музыка=Глинка М. И.",),
    ),
    "heads of a matrix that come again": (
        """\
ФИО;Предмет;5А;5Б;6А;Итого
Гаусс К.Ф.;математика;5;;5;10
ФИО;Предмет;5А;5Б;6А;Итого
Даль В.И.;русский язык;5;5;;10
""",
        ("5А 6А/математика=Гаусс К. Ф.", "5А 5Б/русский язык=Даль В. И."),
    ),
    "addresses of staff": (
        """\
ФИО;Предмет;Класс;Стаж;Адрес
1;2;3;4;5
Гаусс К.Ф.;математика;5А;20;ул. Лесная, 1
""",
        ("5А/математика=Гаусс К. Ф.",),
    ),
    "titles and hours behind a name": (
        """\
Класс;Предмет;Учитель
5А;математика;Гаусс К.Ф., заслуженный учитель РФ
5Б;математика;Эйлер Л.П. - 5
""",
        ("5А/математика=Гаусс К. Ф.", "5Б/математика=Эйлер Л. П."),
    ),
    "two subjects with any sign between": (
        """\
Класс;Предмет;Учитель
9А;Русский язык / Литература;Даль В.И.
9А;Физика - химия;Бор Н.Н.
9А;География: биология;Мендель Г.И.
9Б;Иностранный язык. Английский;Байрон Д.Г.
""",
        (
            "9А/русский язык=Даль В. И.",
            "9А/литература=Даль В. И.",
            "9А/физика=Бор Н. Н.",
            "9А/химия=Бор Н. Н.",
            "9А/география=Мендель Г. И.",
            "9А/биология=Мендель Г. И.",
            "9Б/иностранный язык=Байрон Д. Г.",
        ),
    ),
    "lines of a message with dashes": (
        "5А - математика - Гаусс К. Ф.\n5Б – русский язык – Даль В. И.\n",
        ("5А/математика=Гаусс К. Ф.", "5Б/русский язык=Даль В. И."),
    ),
    "lines of a message with a colon": (
        "Гаусс К.Ф.: математика 5А, 5Б\nДаль В.И.: русский язык 5А, литература 5А\n",
        (
            "5А 5Б/математика=Гаусс К. Ф.",
            "5А/русский язык=Даль В. И.",
            "5А/литература=Даль В. И.",
        ),
    ),
}


@pytest.mark.parametrize("name", LOADS)
def test_a_load_gives_its_lessons_and_no_class_teacher(name: str) -> None:
    text, wanted = LOADS[name]
    assert_is_load(teachers(text), *wanted)


@pytest.mark.parametrize(
    ("text", "unseen"),
    [
        ("День;Урок;Гаусс К.Ф.;Даль В.И.\nпн;1;5А;5Б\nпн;2;5Б;5А\n", "предмет"),
        ("Предмет;5А;5Б\nМатематика;5;5\nМузыка;1;1\n", "учитель"),
        ("Дата;Класс;Предмет\n14.04.2027;5А;математика\n15.04.2027;5Б;музыка\n", "учитель"),
        ("ФИО;Предмет;Категория\nГаусс К.Ф.;математика;высшая\n", "класс"),
    ],
)
def test_what_a_load_does_not_say_is_named_and_nobody_leads_a_class(text: str, unseen: str) -> None:
    with pytest.raises(TableError, match=f"не видно, где {unseen}:"):
        teachers(text)


def test_marks_below_the_names_of_children_are_no_load() -> None:
    with pytest.raises(TableError) as caught:
        teachers("Предмет;Аистов Иван;Бобров Пётр\nМатематика;5;4\nМузыка;5;5\n")
    assert "Аистов" not in str(caught.value)


def test_a_faulty_cell_below_a_teacher_is_told() -> None:
    rows = (
        SheetRow(1, ("Предмет", "Гаусс К. Ф.", "Бор Н. Н.")),
        SheetRow(2, ("Математика", "5А, 5Б", "")),
        SheetRow(3, ("Физика", "", ""), {2: "столбец C: вместо значения ошибка #REF!"}),
    )
    found = import_teachers(Plan(CITY), (Sheet(rows),), REFERENCE)
    assert dict(found.answers.people.subject_teachers) == lessons("5А 5Б/математика=Гаусс К. Ф.")
    assert [str(it) for it in found.faults] == ["строка 3: столбец C: вместо значения ошибка #REF!"]


def test_a_load_of_lessons_in_cells_names_the_classes_that_its_teachers_lead() -> None:
    found = teachers(
        "ФИО;Учебная нагрузка;Классное руководство\n"
        "Гаусс К.Ф.;математика 5А, 5Б;5А\nБор Н.Н.;физика 7А;\n"
    )
    assert dict(found.answers.people.subject_teachers) == lessons(
        "5А 5Б/математика=Гаусс К. Ф.", "7А/физика=Бор Н. Н."
    )
    assert (dict(found.answers.people.class_teachers), found.faults) == ({"5А": "Гаусс К. Ф."}, ())


def test_a_matrix_of_hours_names_class_teachers_among_the_lessons() -> None:
    found = teachers("ФИО;Предмет;5А;5Б\nГаусс К.Ф.;математика;5;5\n;кл. рук.;1;\n")
    assert dict(found.answers.people.subject_teachers) == lessons("5А 5Б/математика=Гаусс К. Ф.")
    assert (dict(found.answers.people.class_teachers), found.faults) == ({"5А": "Гаусс К. Ф."}, ())


def test_what_stands_beside_grades_as_heads_is_read_and_the_writing_out_told() -> None:
    found = teachers(
        "Учитель;Предмет;5 класс;6 класс;Всего;Классное руководство\n"
        "Гаусс К.Ф.;математика;А, Б;А;15;5А\nДаль В.И.;русский язык;А;;5;\n"
    )
    assert dict(found.answers.people.subject_teachers) == lessons(
        "5А 5Б 6А/математика=Гаусс К. Ф.", "5А/русский язык=Даль В. И."
    )
    assert (dict(found.answers.people.class_teachers), found.faults) == ({"5А": "Гаусс К. Ф."}, ())
    assert found.columns[0] == "параллели в заголовках, выписано списком"


def test_a_load_does_not_say_that_it_takes_numbers_of_pupils() -> None:
    found = teachers("Класс;Предмет;Учитель;Кол-во учеников\n5А;музыка;Глинка М.И.;25\n")
    assert found.columns[-1] == "не берутся: D „Кол-во учеников“"


def test_a_grade_of_one_class_heads_a_column_without_its_letter() -> None:
    school = answers(
        classes={"9": ("А", "Б"), "10": ("А",)},
        subjects=dict.fromkeys(("9", "10"), ("физика", "история")),
    )
    text = "ФИО;Предмет;9А;9Б;10\nБор Н.Н.;физика;2;;2\nКлио К.К.;история;;3;3\n"
    found = import_teachers(Plan(school), parse_text(text, "таблица"), REFERENCE)
    assert dict(found.answers.people.subject_teachers) == lessons(
        "9А 10А/физика=Бор Н. Н.", "9Б 10А/история=Клио К. К."
    )
    assert (found.faults, found.doubt) == ((), "")


def test_pairs_beside_one_another_take_what_stands_before_them_from_above() -> None:
    rows = (
        SheetRow(1, ("№", "Класс", "Предмет", "Учитель", "Предмет", "Учитель")),
        SheetRow(2, ("1", "5А", "математика", "Гаусс К. Ф.", "", "")),
        SheetRow(3, ("", "", "музыка", "Глинка М. И.", "история", "Клио К. К.")),
        SheetRow(
            4,
            ("2", "5Б", "математика", "Эйлер Л. П.", "физика", ""),
            {5: "столбец F: вместо значения ошибка #REF!"},
        ),
    )
    found = import_teachers(Plan(CITY), (Sheet(rows),), REFERENCE)
    assert dict(found.answers.people.subject_teachers) == lessons(
        "5А/математика=Гаусс К. Ф.",
        "5А/музыка=Глинка М. И.",
        "5А/история=Клио К. К.",
        "5Б/математика=Эйлер Л. П.",
    )
    assert [str(it) for it in found.faults] == ["строка 4: столбец F: вместо значения ошибка #REF!"]


def test_a_section_names_its_class_and_who_leads_it() -> None:
    found = teachers(
        "Предмет;Учитель\n5А класс (кл. рук. Даль В.И.);\nМатематика;Гаусс К.Ф.\n"
        "5Б класс, классный руководитель — Эйлер Леонард Павлович;\nМузыка;Глинка М.И.\n"
    )
    assert dict(found.answers.people.subject_teachers) == lessons(
        "5А/математика=Гаусс К. Ф.", "5Б/музыка=Глинка М. И."
    )
    assert dict(found.answers.people.class_teachers) == {
        "5А": "Даль В. И.",
        "5Б": "Эйлер Леонард Павлович",
    }


def test_the_tab_of_a_sheet_names_the_grade_of_its_letters() -> None:
    sheets = [
        Sheet(
            (
                SheetRow(1, ("Литера", "Предмет", "Учитель")),
                SheetRow(2, ("А", "математика", who)),
            ),
            title,
        )
        for title, who in (("5 классы", "Гаусс К. Ф."), ("6 класс", "Эйлер Л. П."))
    ]
    found = import_teachers(Plan(CITY), sheets, REFERENCE)
    assert dict(found.answers.people.subject_teachers) == lessons(
        "5А/математика=Гаусс К. Ф.", "6А/математика=Эйлер Л. П."
    )


# Classes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [" — ", " - ", ": "])
def test_a_message_names_class_teachers(sign: str) -> None:
    found = classes(f"Классные руководители:\n5А{sign}Даль Владимир Иванович\n5Б{sign}Бор Н.Н.\n")
    assert dict(found.answers.people.class_teachers) == {
        "5А": "Даль Владимир Иванович",
        "5Б": "Бор Н. Н.",
    }


def test_words_around_a_message_are_told_and_its_list_is_read() -> None:
    found = classes("Добрый день!\n5А — Даль В.И.\n5Б — Бор Н.Н.\n6А — Клио К.К.\nСпасибо!\n")
    assert [it.line for it in found.faults] == [1, 5]
    assert set(found.answers.people.class_teachers) == {"5А", "5Б", "6А"}


def test_a_dash_before_the_letter_of_a_class_parts_nothing() -> None:
    found = classes("5 - А\n5 - Б\n6 - А\n")
    assert (names_of(found.answers.classes), found.faults) == ({"5А", "5Б", "6А"}, ())


def test_a_message_tells_how_many_pupils_there_are() -> None:
    found = classes("5 а кл. – Даль В.И. – 25 уч.\n5 б кл. – Бор Н.Н. – 26 уч.\n")
    assert found.answers.sizes == {"5А": 25, "5Б": 26}
    assert dict(found.answers.people.class_teachers) == {"5А": "Даль В. И.", "5Б": "Бор Н. Н."}


def test_the_list_of_classes_of_a_diary_has_names_beside_grades() -> None:
    found = classes(
        "ID;Параллель;Название класса;Классный руководитель;Учеников\n"
        "101;5;5А;Даль В.И.;25\n102;5;5Б;Бор Н.Н.;26\n"
    )
    assert names_of(found.answers.classes) == {"5А", "5Б"}
    assert found.answers.sizes == {"5А": 25, "5Б": 26}
    assert dict(found.answers.people.class_teachers) == {"5А": "Даль В. И.", "5Б": "Бор Н. Н."}


def test_who_helps_a_class_is_no_teacher_of_it() -> None:
    found = classes(
        "Класс;Классный руководитель;Педагог-психолог;Социальный педагог\n"
        "5А;Даль В.И.;Выготский Л.С.;Макаренко А.С.\n"
    )
    assert (dict(found.answers.people.class_teachers), found.doubt) == ({"5А": "Даль В. И."}, "")


def test_a_name_behind_a_class_is_never_dropped_in_silence() -> None:
    found = classes("Класс\n5А Даль Владимир Иванович\n5Б\n6А\n")
    assert [it.line for it in found.faults] == [2]
    assert "Даль" not in str(found.faults[0])


def test_pupils_below_sections_are_counted_and_not_kept() -> None:
    found = classes(
        "№;ФИО обучающегося;Дата рождения\n5А класс, классный руководитель Даль В.И.;;\n"
        "1;Аистов Иван;01.02.2014\n2;Бобров Пётр;01.02.2014\n5Б класс;;\n1;Галкин Олег;01.02.2014\n"
    )
    assert found.answers.sizes == {"5А": 2, "5Б": 1}
    assert found.pupils
    assert not found.answers.people.class_teachers
    assert not any(it in repr(found) for it in ("Аистов", "Бобров", "Галкин"))


def test_a_number_of_pupils_may_have_a_word_behind_it_and_is_never_dropped_in_silence() -> None:
    found = classes("Класс;Наполняемость\n5А;25 чел.\n5Б;26,0\n6А;двадцать\n6Б;0\n7А;251\n")
    assert found.answers.sizes == {"5А": 25, "5Б": 26}
    assert [it for it in found.notes if "сколько учеников" in it] == [
        "Не прочитано, сколько учеников: 6А, 7А. Нужно число не больше 60"
    ]


def test_a_grid_of_classes_may_have_sums() -> None:
    found = classes("Класс;А;Б;Всего\n5;25;26;51\n6;24;;24\nИтого;49;26;75\n")
    assert found.answers.sizes == {"5А": 25, "5Б": 26, "6А": 24}
    assert (names_of(found.answers.classes), found.faults) == ({"5А", "5Б", "6А"}, ())


def test_a_row_of_rooms_below_classes_is_no_lesson() -> None:
    text = "Показатель;5А;5Б\nКлассный руководитель;Даль В.И.;Бор Н.Н.\nКабинет;301;302\n"
    found = classes(text)
    assert dict(found.answers.people.class_teachers) == {"5А": "Даль В. И.", "5Б": "Бор Н. Н."}
    assert found.faults == ()


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "koi8-r"])
@pytest.mark.parametrize("text", ["5а,5б,5в\n6а 6б\n", "1А;1Б\n2А;2В\n", "5 а\n5 г\n"])
def test_a_few_letters_of_classes_tell_their_encoding(text: str, encoding: str) -> None:
    assert parse_table(text.encode(encoding), "таблица") == parse_table(text.encode(), "таблица")


def test_more_tables_beside_one_another_than_a_sheet_has_are_not_parted() -> None:
    pairs = ";".join(f"Предмет {at};Учитель {at}" for at in range(31))
    row = ";".join(["музыка;Глинка М. И.", *["история;Клио К. К."] * 30])
    assert "столбцы выбраны неуверенно" in teachers(f"Класс;{pairs}\n5А;{row}\n").doubt
