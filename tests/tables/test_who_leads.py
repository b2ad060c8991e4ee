"""Whether the persons beside classes lead them: rosters of duty, pupils' work, timetables.

All names are invented.
"""

from __future__ import annotations

import pytest

from sferum_tui.rollout.class_edits import names_of
from sferum_tui.rollout.imports.result import ImportResult, TableError
from tests.tables.test_deputies_tables import classes, teachers

PUPILS = ("Аистов", "Бобров", "Галкин", "Дроздов", "Ежов", "Воробьёв")


def leaders(found: ImportResult) -> dict[str, str]:
    return dict(found.answers.people.class_teachers)


#: Tables that name class teachers among other persons.
LED = {
    "a roster of duty": (
        """\
График дежурства классов на сентябрь
Дата;Дежурный класс;Классный руководитель;Дежурный администратор
01.09-05.09;9А;Ландау Л. Д.;Бор Н. Н.
07.09-12.09;9Б;Капица П. Л.;Клио К. К.
14.09-19.09;9А;Ландау Л. Д.;Бор Н. Н.
""",
        {"9А": "Ландау Л. Д.", "9Б": "Капица П. Л."},
    ),
    "a roster of class teachers": (
        "Дежурство классных руководителей\nДата;ФИО;Класс\n01.09;Ландау Л.Д.;5А\n",
        {"5А": "Ландау Л. Д."},
    ),
    "who is on duty beside the class teacher": (
        "Класс;Классный руководитель;Дежурный учитель\n5А;Ландау Л. Д.;Бор Н. Н.\n",
        {"5А": "Ландау Л. Д."},
    ),
    "the class that a teacher leads, with his subject": (
        """\
ФИО педагога;Предмет;Класс (кл. рук.);Стаж
Ландау Л.Д.;физика;5А;20
Гаусс К.Ф.;математика;;5
""",
        {"5А": "Ландау Л. Д."},
    ),
    "pupils of other columns": (
        """\
Класс;Классный руководитель;Отличники;С одной "4"
5А;Ландау Л.Д.;Аистов Иван, Бобров Пётр;Галкин Олег
5Б;Капица П.Л.;;Дроздов Юрий
""",
        {"5А": "Ландау Л. Д.", "5Б": "Капица П. Л."},
    ),
    "a title with the year above a list without heads": (
        "Классные руководители 2026-27\n5 «А» - Ландау Л.Д.\n5 «Б» - Капица П.Л.\n",
        {"5А": "Ландау Л. Д.", "5Б": "Капица П. Л."},
    ),
    "who has a first class for all subjects": (
        "Класс;Предмет;Учитель\n1А;Все предметы;Сомова Е.Е.\n5А;Музыка;Глинка М.И.\n",
        {"1А": "Сомова Е. Е."},
    ),
    "names in three columns, the first of class teachers": (
        "Классный руководитель (фамилия);Имя;Отчество;Класс\nЛандау;Лев;Давидович;5А\n",
        {"5А": "Ландау Лев Давидович"},
    ),
    "sums of a stage": (
        "Класс;Кл. рук.;Кол-во\n1А;Ландау Л.Д.;25\nНачальная школа;;25\n9А;Капица П.Л.;20\n",
        {"1А": "Ландау Л. Д.", "9А": "Капица П. Л."},
    ),
    "the heads of a matrix": (
        'Предмет;5А (кл. рук. Ландау Л.Д.);"5Б\nкл.рук. Капица П.Л."\nМатематика;5;5\n',
        {"5А": "Ландау Л. Д.", "5Б": "Капица П. Л."},
    ),
    "the steps of a school between the rows": (
        "Класс;Классный руководитель\nI ступень;\n5А;Ландау Л.Д.\nII ступень;\n9А;Капица П.Л.\n",
        {"5А": "Ландау Л. Д.", "9А": "Капица П. Л."},
    ),
}


@pytest.mark.parametrize("name", LED)
def test_class_teachers_are_told_from_the_persons_beside_them(name: str) -> None:
    text, wanted = LED[name]
    found = classes(text)
    assert (leaders(found), found.doubt, found.faults) == (wanted, "", ())
    assert not any(it in repr(found) for it in PUPILS)


#: Tables whose persons lead no class, and the classes they name.
UNLED = {
    "who is on duty": (
        "Класс;Дежурный учитель;Дата дежурства\n5А;Ландау Л. Д.;14.09\n5Б;Капица П. Л.;15.09\n",
        {"5А", "5Б"},
    ),
    "teachers of the winners of a contest": (
        """\
№;Участник;Класс;ФИО учителя, подготовившего участника;Результат
1;Аистов Иван;8А;Бор Н. Н.;призёр
2;Бобров Пётр;8Б;Кюри М. М.;участник
""",
        {"8А", "8Б"},
    ),
    "a timetable of teachers without subjects": (
        "Учитель;1;2;3\nГаусс К.Ф.;5А;5Б;\nДаль В.И.;6А;6А;5А\n",
        {"5А", "5Б", "6А"},
    ),
    "children below the days of a week": (
        "Класс;Пн;Вт\n5А;Аистов Иван;Галкин Олег\n5Б;Ежов Никита, Бобров Пётр;Дроздов Юрий\n",
        {"5А", "5Б"},
    ),
    "a head that says something else": (
        "Класс;Ответственный\n5А;Аистов Иван\n5Б;Галкин Олег\n",
        {"5А", "5Б"},
    ),
    "a roster of teachers": (
        "График дежурства учителей\nДата;Учитель;Класс\n01.09;Бор Н.Н.;5А\n02.09;Даль В.И.;5Б\n",
        {"5А", "5Б"},
    ),
    "who organises an examination": (
        "Класс;Предмет;Организатор\n5А;Математика;Бор Н.Н.\n5Б;Музыка;Даль В.И.\n",
        {"5А", "5Б"},
    ),
    "teachers of whom several stand for one class": (
        "Учитель;Класс\nГаусс К.Ф.;5А\nДаль В.И.;5А\nБор Н.Н.;5Б\n",
        {"5А", "5Б"},
    ),
    "teachers with their posts": (
        "ФИО;Должность;Класс\nСомова Е.Е.;учитель начальных классов;1А\n"
        "Гаусс К.Ф.;учитель математики;5А\nДаль В.И.;учитель русского языка;5А\n",
        {"1А", "5А"},
    ),
    "pupils who are good": ("Класс;Медалисты\n9А;Аистов Иван\n9Б;Галкин Олег\n", {"9А", "9Б"}),
    "pupils with their projects": (
        "Класс;ФИО;Руководитель проекта;Предмет\n9А;Аистов Иван;Бор Н.Н.;физика\n",
        {"9А"},
    ),
    "pupils with a circle": (
        "Класс;Фамилия Имя;Кружок;Руководитель кружка\n5А;Аистов Иван;шахматы;Ласкер Э.Э.\n",
        {"5А"},
    ),
    "the page of a journal": (
        "Класс:;8А\nПредмет:;Химия\nУчитель:;Кюри М. М.\n№;Фамилия Имя;01.09;03.09;Ср. балл\n"
        "1;Аистов Иван;5;;4,5\n2;Бобров Пётр;;5;5\n",
        {"8А"},
    ),
}


@pytest.mark.parametrize("name", UNLED)
def test_persons_who_do_something_else_lead_no_class(name: str) -> None:
    text, wanted = UNLED[name]
    found = classes(text)
    assert (names_of(found.answers.classes), leaders(found)) == (wanted, {})
    with pytest.raises(TableError) as caught:
        teachers(text)
    assert not any(it in repr(found) + str(caught.value) for it in PUPILS)


@pytest.mark.parametrize(
    "text",
    [
        "ФИО учителя;Классы\nГаусс К.Ф.;5А, 5Б, 6А\nДаль В.И.;7А\n",
        "Учителя школы\nФИО;Класс\nГаусс К.Ф.;5А\nГаусс К.Ф.;5Б\n",
    ],
)
def test_teachers_of_several_classes_are_perhaps_no_class_teachers(text: str) -> None:
    for found in (classes(text), teachers(text)):
        assert "у одного учителя несколько классов" in found.doubt
    led = "ФИО;Классное руководство\nГаусс К.Ф.;5А, 5Б\n"
    assert (leaders(classes(led)), classes(led).doubt) == (
        {"5А": "Гаусс К. Ф.", "5Б": "Гаусс К. Ф."}, ""
    )  # fmt: skip


def test_a_line_for_a_signature_is_no_pupil_and_a_title_no_column() -> None:
    found = classes(
        'Контингент обучающихся 5 "А" класса\n№ п/п;Фамилия Имя Отчество;Дата рожд.\n'
        "1;Аистов Иван Иванович;01.02.2014\n2;Бобров Пётр Петрович;03.04.2014\n"
        "Классный руководитель ____________ Ландау Л.Д.\n"
    )
    assert (found.answers.sizes, found.pupils) == ({"5А": 2}, True)


@pytest.mark.parametrize(
    "text",
    [
        "Класс;Количество классов;Обучающихся\n1;3;75\n2;2;50\n",
        "График дежурства\nДень;1 этаж;2 этаж\nПн;Гаусс К.Ф.;Даль В.И.\nВт;Бор Н.Н.;Клио К.К.\n",
        "ФИО;Предмет;1 полугодие;2 полугодие\nГаусс К.Ф.;математика;5;5\n",
    ],
)
def test_what_is_counted_is_no_class(text: str) -> None:
    with pytest.raises(TableError, match="не видно ни одного класса"):
        classes(text)


def test_numbers_of_pupils_who_are_good_do_not_make_a_list_of_pupils() -> None:
    found = classes("Класс;Кол-во;Отличников;Хорошистов\n5А;25;3;10\n5Б;26;1;8\n")
    assert (found.answers.sizes, found.pupils) == ({"5А": 25, "5Б": 26}, False)


def test_the_class_teacher_of_the_first_class_may_stand_above_the_head() -> None:
    found = teachers(
        "Класс: 5А Классный руководитель: Ландау Л.Д.\nПредмет;Учитель\nМузыка;Глинка М.И.\n"
        "Класс: 5Б Классный руководитель: Капица П.Л.\nПредмет;Учитель\nМузыка;Бах И.С.\n"
    )
    assert leaders(found) == {"5А": "Ландау Л. Д.", "5Б": "Капица П. Л."}


def test_letters_of_a_grade_stand_in_one_cell_and_a_number_of_classes_is_no_grade() -> None:
    found = classes("Параллель;Классы\n1;1А, 1Б\n5;А, Б\n10;А (соц-эк), Б (тех)\n")
    assert names_of(found.answers.classes) == {"1А", "1Б", "5А", "5Б", "10А", "10Б"}
    text = "1 класс - 3 (А, Б, В)\n2 класс - 2 (А, Б)\n"
    assert [it.line for it in classes(text).faults] == [1]


def test_a_group_of_a_class_is_no_size_of_it() -> None:
    found = classes("Класс;Подгруппа;Кол-во\n5А;1;12\n5А;2;13\n5Б;;25\n")
    assert (found.answers.sizes, found.faults) == ({"5Б": 25}, ())


def test_the_classes_of_a_sentence_are_all_read() -> None:
    for text in (
        "Список классов школы: 1А, 1Б, 2А\n",
        "1А - 25 чел., 1Б - 26 чел.\n2А - 24 чел.\n",
    ):
        found = classes(text)
        assert names_of(found.answers.classes) == {"1А", "1Б", "2А"}
        assert not found.answers.sizes


def test_hours_below_grades_are_no_classes() -> None:
    with pytest.raises(TableError, match="не видно, где класс"):
        teachers("ФИО учителя;Предмет;5 кл;6 кл;Итого\nГаусс К.Ф.;Математика;10;5;15\n")


def test_who_is_called_a_pupil_is_counted_and_his_parents_are_not() -> None:
    text = (
        "Класс;Ф.И.О.;Роль\n5А;Ландау Лев Давидович;Классный руководитель\n"
        "5А;Аистов Иван Иванович;Ученик\n5А;Бобров Пётр Петрович;Ученик\n"
        "5А;Аистова Анна Ивановна;Родитель\n"
    )
    found = classes(text)
    assert (found.pupils, found.answers.sizes, leaders(found)) == (True, {"5А": 2}, {})
    with pytest.raises(TableError, match="список учеников"):
        teachers(text)


def test_a_grid_of_classes_may_tell_how_many_pupils_there_are_in_words() -> None:
    found = classes("Класс;А;Б\n5;25 чел.;26 чел.\n6;24;-\n")
    assert found.answers.sizes == {"5А": 25, "5Б": 26, "6А": 24}
    with pytest.raises(TableError, match="не видно ни одного класса"):
        classes("Класс;А;Б\n5;химия;физика\n6;химия;да\n")


def test_a_list_under_a_title_that_names_its_class_is_one_of_pupils() -> None:
    found = classes("Список 8-Б\n1. Аистов Иван\n2. Бобров Пётр\n3. Галкин Олег\n")
    assert (found.pupils, found.answers.sizes) == (True, {"8Б": 3})
