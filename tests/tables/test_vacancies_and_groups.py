"""Lessons without a teacher yet, with two of them, and for a part of the class.

All names are invented.
"""

from __future__ import annotations

import pytest

from sferum_tui.rollout.imports.teachers import import_teachers
from sferum_tui.rollout.plan import Plan
from sferum_tui.tables.text import parse_text
from tests.tables.test_deputies_tables import BYRON, assert_is_load, classes, lessons, teachers
from tests.tables.test_field import REFERENCE

#: Loads with vacancies, the lessons that have a teacher, and what is told of the others.
VACANT = {
    "names in a matrix": (
        """\
Предмет;5А;5Б;6А
Математика;Гаусс К.Ф.;вакансия;вак.
Музыка;вакансия;вакансия;вакансия
""",
        ("5А/математика=Гаусс К. Ф.",),
        "5Б математика, 6А математика, 5А музыка, 5Б музыка, 6А музыка",
    ),
    "hours in a matrix": (
        """\
Учитель;Предмет;5А;5Б;6А
Гаусс К.Ф.;Математика;5;5;
Вакансия 1;Математика;;;5
Вакантная ставка;Физика;;;
""",
        ("5А 5Б/математика=Гаусс К. Ф.",),
        "6А математика",
    ),
    "a list": (
        """\
ФИО;Предмет;Классы
Гаусс К.Ф.;Математика;5А, 5Б
ВАКАНТ;Математика;6А
нет;Музыка;6А
""",
        ("5А 5Б/математика=Гаусс К. Ф.",),
        "6А математика, 6А музыка",
    ),
}


@pytest.mark.parametrize("name", VACANT)
def test_a_vacancy_is_no_fault_and_is_told(name: str) -> None:
    text, wanted, told = VACANT[name]
    found = teachers(text)
    assert_is_load(found, *wanted)
    assert found.doubt == ""
    assert f"Пока без учителя, по таблице это вакансии: {told}" in found.notes


def test_a_class_without_a_class_teacher_yet_is_told() -> None:
    text = "Класс;Классный руководитель\n5А;Ландау Л. Д.\n5Б;вакансия\n5В;вак.\n"
    found = teachers(text)
    assert dict(found.answers.people.class_teachers) == {"5А": "Ландау Л. Д."}
    assert (found.faults, found.doubt) == ((), "")
    assert "5Б (классный руководитель), 5В (классный руководитель)" in found.notes[0]
    assert classes(text).faults == ()


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("Байрон Д.Г. / вакансия", "и учитель, и вакансия"),
        ("Гаусс К.Ф. (декрет) Эйлер Л.П.", "один сменяет другого"),
        ("Гаусс К.Ф., с 01.10 Эйлер Л.П.", "один сменяет другого"),
        ("Гаусс К.Ф. (1 полугодие), Эйлер Л.П. (2 полугодие)", "один сменяет другого"),
    ],
)
def test_who_of_two_leads_a_lesson_is_asked(who: str, why: str) -> None:
    found = teachers(f'Класс;Предмет;Учитель\n5А;Музыка;Глинка М.И.\n5Б;История;"{who}"\n')
    assert dict(found.answers.people.subject_teachers) == {"5А/музыка": "Глинка М. И."}
    assert [fault.line for fault in found.faults] == [3]
    assert why in found.faults[0].what


#: Loads of groups and their lessons.
GROUPS = {
    "subgroups in short": (
        """\
Класс;Предмет;Учитель;Подгруппа
5А;Английский язык;Байрон Д.Г.;1 п/г
5А;Английский язык;Шелли П.Б.;2 п/гр.
""",
        BYRON,
    ),
    "how many pupils a group has": (
        """\
Класс;Предмет;Группа;ФИО
5А;Английский язык;Группа 1 (12 чел.);Байрон Д.Г.
5А;Английский язык;Группа 2 (13 чел.);Шелли П.Б.
5А;Математика;Весь класс (25 чел.);Гаусс К.Ф.
""",
        (*BYRON, "5А/математика=Гаусс К. Ф."),
    ),
    "all groups of a class": (
        "Класс;Предмет;Учитель;Группа\n5А;Музыка;Глинка М.И.;1, 2\n"
        "5Б;Музыка;Глинка М.И.;1 и 2 гр.\n",
        ("5А 5Б/музыка=Глинка М. И.",),
    ),
    "boys and girls beside the names": (
        """\
Класс,Предмет,Учитель
6А,Физкультура,"Поддубный И.М. (м), Ласкер Э.Э. (д)"
6Б,Труд,"Ермолова М.Н. - девочки, Кулибин И.П. - мальчики"
""",
        (
            "6А/физическая культура/мальчики=Поддубный И. М.",
            "6А/физическая культура/девочки=Ласкер Э. Э.",
            "6Б/труд (технология)/девочки=Ермолова М. Н.",
            "6Б/труд (технология)/мальчики=Кулибин И. П.",
        ),
    ),
    "numbers of groups in brackets": (
        'Класс,Предмет,Учитель\n5А,Английский язык,"Шелли П.Б. (2), Байрон Д.Г. (1)"\n',
        BYRON,
    ),
    "a diary's groups that begin with the class": (
        """\
Группа;Класс;Предмет;Учитель
5А_Английский_1;5А;Английский язык;Байрон Д.Г.
5А_Английский_2;5А;Английский язык;Шелли П.Б.
5А_Математика;5А;Математика;Гаусс К.Ф.
5А_Технология_мальчики;5А;Труд (технология);Кулибин И.П.
""",
        (*BYRON, "5А/математика=Гаусс К. Ф.", "5А/труд (технология)/мальчики=Кулибин И. П."),
    ),
    "a diary's groups that alone name the classes": (
        """\
Наименование группы;Предмет;Педагог
Алгебра 8-А;Алгебра;Гаусс К.Ф.
Английский язык 5-А группа 1;Английский язык;Байрон Д.Г.
Английский язык 5-А группа 2;Английский язык;Шелли П.Б.
Физическая культура 8-А, 8-Б;Физическая культура;Поддубный И.М.
""",
        (*BYRON, "8А/математика=Гаусс К. Ф.", "8А 8Б/физическая культура=Поддубный И. М."),
    ),
    "a group that says its subject in short": (
        """\
Класс;Предмет;Учитель;Группа
5А;Английский язык;Байрон Д.Г.;англ. яз. (1)
5А;Английский язык;Шелли П.Б.;англ. яз. (2)
6А;Физкультура;Ласкер Э.Э.;Девочки 6А, 6Б
""",
        (*BYRON, "6А/физическая культура/девочки=Ласкер Э. Э."),
    ),
    "groups as heads": (
        "Класс;Предмет;Группа 1;Группа 2\n5А;Английский язык;Байрон Д.Г.;Шелли П.Б.\n"
        "5Б;Музыка;Глинка М.И.;\n",
        (*BYRON, "5Б/музыка=Глинка М. И."),
    ),
    "groups above their teachers and rooms": (
        """\
Класс;Предмет;1 подгруппа;;2 подгруппа;
;;Учитель;Каб;Учитель;Каб
5А;Английский язык;Байрон Д.Г.;12;Шелли П.Б.;14
5Б;Музыка;Глинка М.И.;5;;
""",
        (*BYRON, "5Б/музыка=Глинка М. И."),
    ),
    "hours behind each of two teachers": (
        'Класс,Предмет,Учитель/Часы\n5А,Английский язык,"Байрон Д.Г./3, Шелли П.Б./3"\n',
        BYRON,
    ),
    "boys of two classes": (
        "Класс;Предмет;Учитель\n5А, 5Б (мальчики);Труд;Кулибин И.П.\n",
        ("5А 5Б/труд (технология)/мальчики=Кулибин И. П.",),
    ),
    "groups of two languages": (
        """\
Класс;Предмет;Учитель;Подгруппа
5А;Английский язык;Байрон Д.Г.;1
5А;Английский язык;Шелли П.Б.;2
5А;Немецкий язык;Гейне Г.Г.;3
""",
        (
            "5А/иностранный язык/английский язык 1=Байрон Д. Г.",
            "5А/иностранный язык/английский язык 2=Шелли П. Б.",
            "5А/иностранный язык/немецкий язык 3=Гейне Г. Г.",
        ),
    ),
    "a second teacher in a row of his own": (
        """\
Класс;Предмет;Часы по плану;Учитель;Часы
5А;Русский язык;5;Даль В.И.;5
5А;Английский язык;3;Байрон Д.Г.;3
;;;Шелли П.Б.;3
5Б;Русский язык;5;Тютчев Ф.И.;5
""",
        (*BYRON, "5А/русский язык=Даль В. И.", "5Б/русский язык=Тютчев Ф. И."),
    ),
    "teachers with their classes in brackets": (
        """\
Предмет;5А;5Б;6А;Учителя
Русский язык;5;5;6;Даль В.И. (5А, 5Б), Тютчев Ф.И. (6А)
Математика;5;5;;Гаусс К.Ф.
""",
        (
            "5А 5Б/русский язык=Даль В. И.",
            "6А/русский язык=Тютчев Ф. И.",
            "5А 5Б/математика=Гаусс К. Ф.",
        ),
    ),
    "an acting teacher": (
        "Класс;Предмет;Учитель\n5А;Музыка;и.о. Глинка М.И.\n",
        ("5А/музыка=Глинка М. И.",),
    ),
    "hours behind classes": (
        "Учитель;Предмет;Класс/часы\nГаусс К.Ф.;математика;5А/5, 5Б/5\n",
        ("5А 5Б/математика=Гаусс К. Ф.",),
    ),
}


@pytest.mark.parametrize("name", GROUPS)
def test_a_group_is_read_in_every_notation(name: str) -> None:
    text, wanted = GROUPS[name]
    assert_is_load(teachers(text), *wanted)


def test_marks_inside_marks_are_the_inner_ones() -> None:
    found = teachers(
        "Класс;Предмет;Учитель\n10А;Курс «Лазеры»;Бор Н.Н.\nпятый «В»;Музыка;Глинка М.И.\n"
    )
    assert any("Новый предмет «Курс „Лазеры“»" in note for note in found.notes)
    assert "«пятый „В“» не похоже на класс" in found.faults[0].what


def test_a_number_that_is_no_group_is_asked_about() -> None:
    found = teachers("Класс;Предмет;Учитель\n5А/5;математика;Гаусс К.Ф.\n5Б;музыка;Глинка М.И.\n")
    assert dict(found.answers.people.subject_teachers) == lessons("5Б/музыка=Глинка М. И.")
    assert "это группа или часы" in found.faults[0].what
    assert "5А/математика" not in found.answers.subjects.subgroups


def test_a_vacancy_takes_no_teacher_of_a_group_away() -> None:
    first = teachers(
        "Класс;Предмет;Учитель;Группа\n5А;Музыка;Глинка М.И.;1\n5А;Музыка;Бах И.С.;2\n"
    )
    load = parse_text("Класс;Предмет;Учитель\n5А;Музыка;вакансия\n", "таблица")
    again = import_teachers(Plan(first.answers), load, REFERENCE)
    assert again.answers.people == first.answers.people
