"""Lists of pupils that only look like something else: no name of them is kept or told."""

from __future__ import annotations

import pytest

from sferum_tui.rollout.class_edits import names_of
from sferum_tui.rollout.edits import Preview
from sferum_tui.rollout.imports.classes import import_classes
from sferum_tui.rollout.imports.report import sections
from sferum_tui.rollout.imports.result import TableError
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow
from sferum_tui.rollout.plan import Plan
from tests.tables.test_deputies_tables import classes, teachers
from tests.tables.test_field import EMPTY, REFERENCE

#: Lists of pupils that no column calls so, and the classes they give.
CHILDREN = {
    "names below their classes": (
        "5А;5Б\nАистов Иван;Галкин Олег\nБобров Пётр;Дроздов Юрий\n", {"5А", "5Б"}
    ),
    "one in a class, with what only pupils are asked": (
        "ФИО;СНИЛС;Класс\nАистов Иван;001;5А\nБобров Пётр;002;6А\n", {"5А", "6А"}
    ),
    "a day of birth in short": ("Класс;ФИО;Дата рожд.\n5А;Аистов Иван;01.02.2014\n", {"5А"}),
    "a class and its teacher above the head": (
        "Класс: 5А\nКлассный руководитель: Ландау Л. Д.\n№;Фамилия, имя;Дата рождения\n"
        "1;Аистов Иван;01.02.2014\n2;Бобров Пётр;01.03.2014\n",
        {"5А"},
    ),
    "marks of an examination": (
        "Класс;ФИО;Предмет;Балл ЕГЭ\n9А;Аистов Иван Иванович;физика;88\n", {"9А"}
    ),
    "how each took part": (
        "Класс;Предмет;ФИО;Тип участия\n8А;Физика;Аистов Иван;победитель\n", {"8А"}
    ),
    "winners whom only the cells call so": (
        "Класс;Предмет;ФИО;Итоги\n8А;Физика;Аистов И. И.;призёр\n", {"8А"}
    ),
    "who was absent": (
        "Посещаемость 5А\nФИ;1;2;3;4\nАистов Иван;н;;;\nБобров Пётр;;н;;\n", {"5А"}
    ),
    "two in a class, and nobody says who they are": (
        "ФИО;Класс\nАистов Иван;5А\nБобров Пётр;5А\nГалкин Олег;6А\nДроздов Юрий;7А\n",
        {"5А", "6А", "7А"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHILDREN)
def test_children_are_known_without_a_word_for_them(name: str) -> None:
    text, wanted = CHILDREN[name]
    found = classes(text)
    assert found.pupils
    assert names_of(found.answers.classes) == wanted
    with pytest.raises(TableError) as caught:
        teachers(text)
    told = repr(found) + str(caught.value)
    assert not any(it in told for it in ("Аистов", "Бобров", "Галкин", "Дроздов"))


def test_persons_of_whom_nothing_says_who_they_are_are_not_told_in_a_preview() -> None:
    text = "ФИО;Телефон;Класс\nАистов Иван;001;5А\nБобров Пётр;002;6А\nГалкин, 7 лет;003;7А\n"
    for found in (classes(text), teachers(text)):
        assert "классные руководители ли это" in found.doubt
        shown = sections(EMPTY, found, Preview((), (), (), {}, (), (), (), ()))
        told = repr(shown) + repr(found.faults) + repr(found.notes)
        assert not any(it in told for it in ("Аистов", "Бобров", "Галкин"))
        assert "5А: имя из таблицы" in repr(shown)


def test_one_pupil_alone_on_a_sheet_beside_others_is_no_teacher() -> None:
    def sheet(title: str, *names: str) -> Sheet:
        rows = [("№", "Фамилия, имя"), *((str(at), it) for at, it in enumerate(names, 1))]
        return Sheet(tuple(SheetRow(at, cells) for at, cells in enumerate(rows, 1)), title)

    sheets = sheet("5А", "Аистов Иван", "Бобров Пётр"), sheet("5Б", "Галкин Олег")
    found = import_classes(Plan(EMPTY), sheets, REFERENCE)
    assert found.answers.sizes == {"5А": 2, "5Б": 1}
    assert "Галкин" not in repr(found)


def test_pupils_are_named_as_the_reason_even_where_nobody_could_be_a_teacher() -> None:
    with pytest.raises(TableError, match="список учеников"):
        teachers("ФИО обучающегося;Дата рождения;Класс\nАистов Иван;01.02.2014;5А\n")


@pytest.mark.parametrize(
    "text",
    [
        "Класс;Классный руководитель;Ученик\n5А;Бор Н. Н.;Галкин Олег\nАистов Иван;Бор Н. Н.;5А\n",
        "Аистов Иван;5А;Аистова Анна;Аистов Пётр;+7900\nБобров Пётр;6А;Боброва Анна;;+7900\n",
        "Аистов Иван;8А;Бор Н. Н.;физика\nБобров Пётр;8Б;Кюри М. М.;химия\n",
    ],
)
def test_no_preview_and_no_fault_tells_a_pupil_of_a_table_that_is_in_disorder(text: str) -> None:
    for read in (classes, teachers):
        try:
            found = read(text)
        except TableError as error:
            told = str(error)
        else:
            shown = sections(EMPTY, found, Preview((), (), (), {}, (), (), (), ()))
            told = repr((shown, found.faults, found.notes, found.columns, found.doubt))
        assert not any(it in told for it in ("Аистов", "Бобров", "Галкин", "Боброва"))


def test_a_name_is_no_subject() -> None:
    found = teachers("Класс;Предмет;Учитель\n5А;Музыка;Глинка М. И.\n5А;Даль Владимир;Бор Н. Н.\n")
    assert [str(it) for it in found.faults] == ["строка 3: здесь имя человека, а не предмет"]


@pytest.mark.parametrize(
    "text",
    [
        "Фамилия;Имя;Класс;Предмет\nАистов;Иван;8А;Олимпиада по физике\nБобров;Пётр;8Б;химия\n",
        "Класс;Английский 1 группа;Английский 2 группа\n5А;Аистов Иван;Галкин Олег\n",
        "Класс;Предмет;Группа 1;Группа 2\n5А;Английский язык;Аистов Иван;Галкин Олег\n",
        "Класс;Предмет;ФИО\n8А;физика;Аистов Иван\n8А;физика;Бобров Пётр\n8Б;химия;Галкин Олег\n",
    ],
)
def test_persons_without_patronymics_beside_subjects_may_be_pupils(text: str) -> None:
    try:
        found = teachers(text)
    except TableError as error:
        told = str(error)
    else:
        assert "не ученики ли это" in found.doubt
        shown = sections(EMPTY, found, Preview((), (), (), {}, (), (), (), ()))
        told = repr((shown, found.faults, found.notes, found.columns, found.doubt))
    assert not any(it in told for it in ("Аистов", "Бобров", "Галкин"))


def test_teachers_without_patronymics_are_teachers_where_a_head_says_so() -> None:
    found = teachers("Класс;Предмет;Учитель\n8А;физика;Бор Нильс\n8А;химия;Кюри Мария\n")
    assert dict(found.answers.people.subject_teachers) == {
        "8А/физика": "Бор Нильс",
        "8А/химия": "Кюри Мария",
    }
    assert found.doubt == ""
