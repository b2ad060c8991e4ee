"""Tables as deputies and programs of schools lay them out, each with the plan that it gives.

Lessons are written «5А 5Б/математика=Гаусс К. Ф.». All names are invented.
"""

from __future__ import annotations

import pytest

from sferum_tui.rollout.class_edits import names_of
from sferum_tui.rollout.imports.classes import import_classes
from sferum_tui.rollout.imports.result import ImportResult
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow
from sferum_tui.rollout.imports.teachers import import_teachers
from sferum_tui.rollout.plan import Plan
from sferum_tui.tables.text import parse_text
from tests.support.school import answers
from tests.tables.test_field import CITY, EMPTY, REFERENCE


def lessons(*lines: str) -> dict[str, str]:
    found = {}
    for line in lines:
        keys, who = line.split("=")
        names, _, rest = keys.partition("/")
        found |= {f"{name}/{rest}": who for name in names.split()}
    return found


def assert_is_load(found: ImportResult, *wanted: str) -> None:
    """These lessons and no others, nobody leads a class, nothing is wrong."""
    assert dict(found.answers.people.subject_teachers) == lessons(*wanted)
    assert (dict(found.answers.people.class_teachers), found.faults) == ({}, ())


def teachers(text: str) -> ImportResult:
    return import_teachers(Plan(CITY), parse_text(text, "таблица"), REFERENCE)


def classes(text: str) -> ImportResult:
    return import_classes(Plan(EMPTY), parse_text(text, "таблица"), REFERENCE)


BYRON = "5А/иностранный язык/1=Байрон Д. Г.", "5А/иностранный язык/2=Шелли П. Б."

#: What a load is, the load, its lessons.
LOADS: dict[str, tuple[str, tuple[str, ...]]] = {
    "lessons with their classes in one cell": (
        """\
ФИО,Нагрузка
Гаусс К. Ф.,"математика: 5А, 5Б (10 ч)"
Даль В. И.,"русский язык: 5А (5 ч), 5Б (5 ч); литература: 5А (3 ч)"
""",
        (
            "5А 5Б/математика=Гаусс К. Ф.",
            "5А 5Б/русский язык=Даль В. И.",
            "5А/литература=Даль В. И.",
        ),
    ),
    "lessons behind their classes in one cell": (
        'ФИО,Нагрузка\nГаусс К. Ф.,"5А, 5Б - математика, 7А - информатика"\n',
        ("5А 5Б/математика=Гаусс К. Ф.", "7А/информатика=Гаусс К. Ф."),
    ),
    "subjects as heads, classes in the cells": (
        """\
Учитель;Математика;Физика;Информатика
Гаусс К. Ф.;5А, 5Б;;7А
Бор Н. Н.;;7А, 7Б, 8А;
""",
        (
            "5А 5Б/математика=Гаусс К. Ф.",
            "7А/информатика=Гаусс К. Ф.",
            "7А 7Б 8А/физика=Бор Н. Н.",
        ),
    ),
    "classes as heads, subjects in the cells": (
        """\
ФИО;5А;5Б;6А
Гаусс К. Ф.;математика 5;математика 5;
Даль В. И.;русский язык 6, литература 3;;русский язык 6
""",
        (
            "5А 5Б/математика=Гаусс К. Ф.",
            "5А 6А/русский язык=Даль В. И.",
            "5А/литература=Даль В. И.",
        ),
    ),
    "hours and a teacher under each class": (
        """\
Предметы;5А;;5Б;
;часы;учитель;часы;учитель
Математика;5;Гаусс К. Ф.;5;Эйлер Л. П.
Русский язык;6;Даль В. И.;6;Даль В. И.
""",
        (
            "5А/математика=Гаусс К. Ф.",
            "5Б/математика=Эйлер Л. П.",
            "5А 5Б/русский язык=Даль В. И.",
        ),
    ),
    "a timetable with a column of teachers beside each class": (
        """\
День;№;5А;Учитель;5Б;Учитель
Пн;1;Математика;Гаусс К. Ф.;Русский язык;Даль В. И.
;2;Русский язык;Даль В. И.;Математика;Эйлер Л. П.
""",
        (
            "5А/математика=Гаусс К. Ф.",
            "5Б/математика=Эйлер Л. П.",
            "5А 5Б/русский язык=Даль В. И.",
        ),
    ),
    "rooms behind the teachers of a timetable": (
        """\
№;5А;5Б
1;Математика (Гаусс К. Ф.) 20;Русский язык (Даль В. И.) 31
2;Русский язык (Даль В. И.) 31;Математика (Гаусс К. Ф.) 20
""",
        ("5А 5Б/математика=Гаусс К. Ф.", "5А 5Б/русский язык=Даль В. И."),
    ),
    "a column of teachers for each group": (
        """\
Класс;Предмет;Учитель (1 подгруппа);Учитель (2 подгруппа)
5А;Математика;Гаусс К. Ф.;
5А;Музыка;Глинка М. И.;Глинка М. И.
5А;Английский язык;Байрон Д. Г.;Шелли П. Б.
""",
        ("5А/математика=Гаусс К. Ф.", "5А/музыка=Глинка М. И.", *BYRON),
    ),
    "a column for each group of a class": (
        """\
Предмет;5А;;5Б
;1 гр.;2 гр.;
Английский язык;Байрон Д. Г.;Шелли П. Б.;Байрон Д. Г.
Математика;Гаусс К. Ф.;;Гаусс К. Ф.
Музыка;Глинка М. И.;Глинка М. И.;Глинка М. И.
""",
        (
            *BYRON,
            "5Б/иностранный язык=Байрон Д. Г.",
            "5А 5Б/математика=Гаусс К. Ф.",
            "5А 5Б/музыка=Глинка М. И.",
        ),
    ),
    "groups beside the names": (
        """\
Класс,Предмет,Учитель
5А,Английский язык,"Шелли П. Б. (2 гр.), Байрон Д. Г. (1 гр.)"
5Б,Английский язык,"2 подгруппа - Шелли П. Б., 1 подгруппа - Байрон Д. Г."
6А,Английский язык,1) Байрон Д. Г. 2) Шелли П. Б.
6Б,Английский язык,Шелли П. Б. (2 гр.)
6Б,Английский язык,Байрон Д. Г. (1 гр.)
""",
        (
            "5А 5Б 6А 6Б/иностранный язык/1=Байрон Д. Г.",
            "5А 5Б 6А 6Б/иностранный язык/2=Шелли П. Б.",
        ),
    ),
    "tables side by side": (
        """\
Класс;Предмет;Учитель;;Класс;Предмет;Учитель
5А;Математика;Гаусс К. Ф.;;6А;Математика;Эйлер Л. П.
5Б;Математика;Гаусс К. Ф.;;6Б;Математика;Эйлер Л. П.
""",
        ("5А 5Б/математика=Гаусс К. Ф.", "6А 6Б/математика=Эйлер Л. П."),
    ),
    "a class above its own head": (
        """\
Класс: 5А;;
Предмет;Учитель;Часов
Математика;Гаусс К. Ф.;5
Класс: 5Б;;
Предмет;Учитель;Часов
Математика;Эйлер Л. П.;5
""",
        ("5А/математика=Гаусс К. Ф.", "5Б/математика=Эйлер Л. П."),
    ),
    "a numbered teacher above his own head": (
        """\
Нагрузка учителей
1. Гаусс Карл Фридрихович
Класс;Предмет;Часы
5А;математика;5
2. Даль Владимир Иванович
Класс;Предмет;Часы
5А;русский язык;6
""",
        ("5А/математика=Гаусс Карл Фридрихович", "5А/русский язык=Даль Владимир Иванович"),
    ),
    "the category beside the name": (
        'Класс,Предмет,"Учитель, категория"\n5А,Математика,"Гаусс К. Ф., высшая"\n',
        ("5А/математика=Гаусс К. Ф.",),
    ),
    "a head in spaced letters": (
        "К л а с с;П р е д м е т;У ч и т е л ь\n5А;Математика;Гаусс К. Ф.\n",
        ("5А/математика=Гаусс К. Ф.",),
    ),
    "subjects in capitals above their teachers": (
        """\
РУССКИЙ ЯЗЫК И ЛИТЕРАТУРА;;
Даль В. И.;5А, 5Б;10
МАТЕМАТИКА;;
Гаусс К. Ф.;5А, 5Б;10
""",
        (
            "5А 5Б/русский язык=Даль В. И.",
            "5А 5Б/литература=Даль В. И.",
            "5А 5Б/математика=Гаусс К. Ф.",
        ),
    ),
    "teachers in the row below their lessons": (
        """\
№;5А;5Б
1;Математика;Русский язык
;Гаусс К. Ф.;Даль В. И.
2;Русский язык;Математика
;Даль В. И.;Гаусс К. Ф.
""",
        ("5А 5Б/математика=Гаусс К. Ф.", "5А 5Б/русский язык=Даль В. И."),
    ),
    "a table drawn with signs": (
        "| Класс | Предмет | Учитель |\n|---|---|---|\n| 5А | Музыка | Глинка М. И. |\n",
        ("5А/музыка=Глинка М. И.",),
    ),
    "subgroups in short": (
        """\
Класс;Предмет;Учитель
7А;Информатика 1 п/гр;Бебидж Ч. Ч.
7А;Информатика 2 п/гр;Лавлейс А. А.
5А;Английский язык I гр.;Байрон Д. Г.
5А;Английский язык II гр.;Шелли П. Б.
""",
        ("7А/информатика/1=Бебидж Ч. Ч.", "7А/информатика/2=Лавлейс А. А.", *BYRON),
    ),
    "telephones behind the names": (
        "Класс;Предмет;Учитель\n5А;Музыка;Глинка М.И. 8-900-111-22-33\n"
        "5Б;Музыка;Глинка М.И. +7 (900) 111-22-33\n",
        ("5А 5Б/музыка=Глинка М. И.",),
    ),
    "who stands in beside the teacher": (
        "Класс;Предмет;Учитель;Замещающий учитель\n5А;Музыка;Глинка М. И.;Бородин А. П.\n",
        ("5А/музыка=Глинка М. И.",),
    ),
    "a head in other words": (
        "Кто;Где;Что\nГаусс К. Ф.;5А;Математика\nДаль В. И.;5Б;Музыка\n",
        ("5А/математика=Гаусс К. Ф.", "5Б/музыка=Даль В. И."),
    ),
    "hours behind a subject": (
        "Класс;Предмет;Учитель\n5А;История, 2ч;Клио К. К.\n5А;Русский язык - 6 ч.;Даль В. И.\n",
        ("5А/история=Клио К. К.", "5А/русский язык=Даль В. И."),
    ),
    "a subject left empty below, with two teachers in a class": (
        """\
Предмет;Класс;Учитель;Часы
Английский язык;5А;Байрон Д. Г.;3
;5А;Шелли П. Б.;3
;5Б;Байрон Д. Г.;3
Математика;5А;Гаусс К. Ф.;5
;5Б;Гаусс К. Ф.;5
""",
        (*BYRON, "5Б/иностранный язык=Байрон Д. Г.", "5А 5Б/математика=Гаусс К. Ф."),
    ),
    "classes in several columns": (
        """\
Учитель;Предмет;Класс 1;Класс 2;Класс 3
Гаусс К. Ф.;математика;5А;5Б;7А
Даль В. И.;русский язык;5А;6А;
""",
        ("5А 5Б 7А/математика=Гаусс К. Ф.", "5А 6А/русский язык=Даль В. И."),
    ),
    "classes that commas have parted": (
        "Учитель,Предмет,Классы\nГаусс К. Ф.,математика,5А,5Б\nДаль В. И.,музыка,5А,6А\n",
        ("5А 5Б/математика=Гаусс К. Ф.", "5А 6А/музыка=Даль В. И."),
    ),
    "a report with a sum beside each teacher": (
        """\
Преподаватель;;;Итого часов
Класс;Предмет;;
Гаусс Карл Фридрихович;;;10
5А;Математика;;5
5Б;Математика;;5
Даль Владимир Иванович;;;6
5А;Русский язык;;6
""",
        ("5А 5Б/математика=Гаусс Карл Фридрихович", "5А/русский язык=Даль Владимир Иванович"),
    ),
    "lines across the table": (
        """\
Класс;Предмет;Учитель
Основное общее образование;;
5А;Математика;Гаусс К. Ф.
Страница 1 из 2;;
МО учителей музыки;;
5А;Музыка;Глинка М. И.
""",
        ("5А/математика=Гаусс К. Ф.", "5А/музыка=Глинка М. И."),
    ),
    "tables side by side that count their rows": (
        """\
№;Класс;Предмет;Учитель;№;Класс;Предмет;Учитель
1;5А;Математика;Гаусс К.Ф.;2;6А;Математика;Эйлер Л.П.
""",
        ("5А/математика=Гаусс К. Ф.", "6А/математика=Эйлер Л. П."),
    ),
    "shifts between the rows": (
        "Класс;Предмет;Учитель\n1 смена;;\n5А;Музыка;Глинка М.И.\nII смена;;\n6А;Музыка;Бах И.С.\n",
        ("5А/музыка=Глинка М. И.", "6А/музыка=Бах И. С."),
    ),
    "the lessons of a class with their teachers in one cell": (
        """\
Класс,Предметы и учителя
5А,"Математика - Гаусс К.Ф., русский язык - Даль В.И."
5Б,"Математика - Эйлер Л.П.; русский язык (Даль В.И.)"
""",
        (
            "5А/математика=Гаусс К. Ф.",
            "5Б/математика=Эйлер Л. П.",
            "5А 5Б/русский язык=Даль В. И.",
        ),
    ),
    "teachers as sections with a label": (
        """\
ФИО педагога: Гаусс Карл Фридрихович
Класс;Предмет;Часы
5А;математика;5
ФИО педагога: Даль Владимир Иванович
Класс;Предмет;Часы
5А;русский язык;6
""",
        ("5А/математика=Гаусс Карл Фридрихович", "5А/русский язык=Даль Владимир Иванович"),
    ),
    "a director who teaches": (
        """\
Должность;ФИО;Предмет;Класс
Директор;Клио К. К.;История;9А
Зам. директора по УВР;Бор Н. Н.;Физика;9А
Внеурочная деятельность;Гаусс К. Ф.;Математика;9Б
""",
        ("9А/история=Клио К. К.", "9А/физика=Бор Н. Н.", "9Б/математика=Гаусс К. Ф."),
    ),
}


@pytest.mark.parametrize("name", LOADS)
def test_a_load_gives_its_lessons_and_no_class_teacher(name: str) -> None:
    text, wanted = LOADS[name]
    found = teachers(text)
    assert_is_load(found, *wanted)
    assert found.doubt == ""


def test_the_tab_of_a_sheet_names_the_teacher_or_the_subject_of_its_rows() -> None:
    def sheet(title: str, *rows: tuple[str, ...]) -> Sheet:
        return Sheet(tuple(SheetRow(at, cells) for at, cells in enumerate(rows, 1)), title)

    by_teacher = sheet("Гаусс К. Ф.", ("Класс", "Предмет"), ("5А", "математика"))
    by_subject = sheet("Физика", ("Класс", "Учитель"), ("8А", "Бор Н. Н."))
    found = import_teachers(Plan(CITY), (by_teacher, by_subject), REFERENCE)
    assert dict(found.answers.people.subject_teachers) == lessons(
        "5А/математика=Гаусс К. Ф.", "8А/физика=Бор Н. Н."
    )
    assert not found.answers.people.class_teachers


def test_lessons_of_two_days_do_not_stand_at_one_time() -> None:
    def day(title: str, who: str) -> Sheet:
        rows = [("Урок", "5А", "5Б"), ("1", f"Математика {who}", "История Клио К. К.")]
        return Sheet(tuple(SheetRow(at, cells) for at, cells in enumerate(rows, 1)), title)

    week = day("Понедельник", "Гаусс К. Ф."), day("Вторник", "Эйлер Л. П.")
    found = import_teachers(Plan(CITY), week, REFERENCE)
    assert dict(found.answers.people.subject_teachers) == lessons(
        "5А/математика=Гаусс К. Ф.", "5Б/история=Клио К. К."
    )
    assert ["учитель уже назван" in it.what for it in found.faults] == [True]


def test_who_has_no_subject_leads_no_class_where_class_teachers_stand_apart() -> None:
    text = "Класс;Предмет;Учитель;Кл. рук.\n5А;Музыка;Глинка М. И.;\n5Б;;Даль В. И.;Бор Н. Н.\n"
    for found in (teachers(text), classes(text)):
        assert dict(found.answers.people.class_teachers) == {"5Б": "Бор Н. Н."}


def test_sums_of_grades_are_passed_over_and_what_children_are_in_all_is_a_size() -> None:
    found = classes(
        "Контингент на 01.09.2026\nКласс;Всего;Мальчики\n1А;25;12\n1Б;24;10\n1 классы;49;22\n"
        "5А;30;15\n1-4 кл.;49;22\n"
    )
    assert found.answers.sizes == {"1А": 25, "1Б": 24, "5А": 30}
    assert (names_of(found.answers.classes), found.faults) == ({"1А", "1Б", "5А"}, ())


@pytest.mark.parametrize(
    "text",
    [
        "Параллель;А;Б\n5;25;26\n6;24;\n",
        ";5 класс;6 класс\nА;25;24\nБ;26;-\n",
    ],
)
def test_a_grid_of_grades_and_letters_names_classes(text: str) -> None:
    found = classes(text)
    assert names_of(found.answers.classes) == {"5А", "5Б", "6А"}
    assert found.answers.sizes == {"5А": 25, "5Б": 26, "6А": 24}
    assert (found.faults, found.doubt) == ((), "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Класс\n10 (физмат)\n10 (гуманитарный)\n", "как их различать"),
        ("Класс;Учеников\n5А;25\n5А;24\n", "учеников в нём 25"),
    ],
)
def test_a_class_that_comes_twice_and_differs_is_asked_about(text: str, why: str) -> None:
    (fault,) = classes(text).faults
    assert (fault.line, why in fault.what) == (3, True)


def test_a_curator_is_no_class_teacher_where_there_is_one() -> None:
    found = classes("Класс;Куратор (зам. директора);Кл. руководитель\n5А;Бор Н. Н.;Даль В. И.\n")
    assert dict(found.answers.people.class_teachers) == {"5А": "Даль В. И."}


def test_grades_that_are_classes_head_a_matrix_of_hours() -> None:
    village = answers(
        classes={"5": ("",), "6": ("",), "7": ("",)},
        subjects=dict.fromkeys("567", ("математика", "русский язык")),
    )
    text = (
        "Учитель;Предмет;5;6;7;Всего\nГаусс К. Ф.;Математика;5;5;6;16\n"
        "Даль В. И.;Русский язык;5;6;;11\n"
    )
    found = import_teachers(Plan(village), parse_text(text, "таблица"), REFERENCE)
    assert dict(found.answers.people.subject_teachers) == lessons(
        "5 6 7/математика=Гаусс К. Ф.", "5 6/русский язык=Даль В. И."
    )
    assert (found.faults, found.doubt) == ((), "")
