"""Lists made elsewhere: what they change, what they keep, and which of their rows are faulty."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sferum_tui.guidance.loading import completed, load_curriculum, load_reference, preset_answers
from sferum_tui.rollout.answers import Answers, Classes, Subjects
from sferum_tui.rollout.chats import make_chats
from sferum_tui.rollout.edits import preview
from sferum_tui.rollout.imports.choosing import columns_of
from sferum_tui.rollout.imports.classes import import_classes
from sferum_tui.rollout.imports.columns import Columns
from sferum_tui.rollout.imports.groups import read_group
from sferum_tui.rollout.imports.report import headline, sections
from sferum_tui.rollout.imports.result import ImportResult, TableError
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow
from sferum_tui.rollout.imports.subject_names import SubjectNames
from sferum_tui.rollout.imports.teachers import import_teachers, own_name
from sferum_tui.rollout.plan import Done, Plan
from tests.support.school import EVENT, answers, rollout

REFERENCE = load_reference()
RULES = REFERENCE.recommendations
HEAD = "Класс;Предмет;Учитель;Группа"
AT = datetime(2026, 11, 24, 10, tzinfo=UTC)
CITY = completed(preset_answers("city", EVENT))


NAMES = SubjectNames(load_curriculum())
#: The same school with a chat for each course.
APART = replace(
    CITY,
    subjects=replace(
        CITY.subjects,
        by_grade={
            grade: load_curriculum().split(grade, names)
            for grade, names in CITY.subjects.by_grade.items()
        },
    ),
)


def sheet(text: str, title: str = "") -> Sheet:
    """Lines with semicolons as a sheet; the first line is row 1."""
    lines = text.strip("\n").splitlines()
    rows = (SheetRow(number, tuple(line.split(";"))) for number, line in enumerate(lines, 1))
    return Sheet(tuple(row for row in rows if any(row.cells)), title)


TWO = answers(classes={"8": ("А", "Б"), "9": ("А",)})


def teachers(*lines: str, plan: Plan | Answers = CITY, head: str = HEAD) -> ImportResult:
    given_plan = plan if isinstance(plan, Plan) else Plan(plan)
    return import_teachers(given_plan, [sheet("\n".join(filter(None, (head, *lines))))], REFERENCE)


def classes(text: str, plan: Plan | Answers = CITY, whole: bool | None = None) -> ImportResult:
    given_plan = plan if isinstance(plan, Plan) else Plan(plan)
    return import_classes(given_plan, [sheet(text)], REFERENCE, whole)


def taught(found: ImportResult, class_name: str) -> dict[str, str]:
    """Subject chats of a class: what stands behind the class in the id, and who creates it."""
    chats = make_chats(found.answers, RULES)
    return {
        chat.id.split("/", 2)[2]: chat.owner_name
        for chat in chats
        if chat.class_name == class_name and chat.kind.scope == "subject"
    }


def named(found: ImportResult, class_name: str) -> dict[str, str]:
    """Of these, the ones with a name."""
    return {key: who for key, who in taught(found, class_name).items() if who}


def why(found: ImportResult) -> list[str]:
    return [str(fault) for fault in found.faults]


def done(*ids: str, **other: Any) -> Done:
    return Done(created=dict.fromkeys(ids, AT), **other)


# Columns -----------------------------------------------------------------------------------------


def places_of(found: Columns) -> dict[str, int]:
    """The columns that are used, by role."""
    return {it.role: it.place for it in found.columns if it.role}


@pytest.mark.parametrize(
    ("text", "places", "start"),
    [
        (HEAD, {"class": 0, "subject": 1, "teacher": 2, "group": 3}, 1),
        ("Ф.И.О. учителя;Класс;Дисциплина", {"teacher": 0, "class": 1, "subject": 2}, 1),
        ("№;кл.;кл. рук.", {"class": 1, "class_teacher": 2}, 1),
        ("Тарификация\nКласс/группа;Учебный предмет;Педагог", {"class": 0, "subject": 1}, 2),
        ("Параллель;Литера;Классный руководитель", {"grade": 0, "letter": 1}, 1),
        ("Фамилия;Имя;Отчество;Класс;Предмет", {"surname": 0, "name": 1, "patronymic": 2}, 1),
    ],
)
def test_a_head_names_the_columns(text: str, places: dict[str, int], start: int) -> None:
    found = columns_of(sheet(text), {}, NAMES.known)
    assert places.items() <= places_of(found).items()
    assert found.start == start


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("8А;Химия;Кюри М. М.;1", {"class": 0, "subject": 1, "teacher": 2, "group": 3}),
        ("Кюри М. М.;Химия;8А", {"class": 2, "subject": 1, "teacher": 0}),
        ("1;8А;Химия;Кюри М. М.\n2;8Б;Химия;Бор Н. Н.", {"class": 1, "subject": 2, "teacher": 3}),
        ("8;Химия;Кюри М. М.;1\n9;Химия;Кюри М. М.;2", {"class": 0, "group": 3}),
        ("8А;Кюри", {"class": 0, "teacher": 1}),
        ("8А;Свой курс;Кюри", {"class": 0, "subject": 1, "teacher": 2}),
    ],
)
def test_without_a_head_the_cells_tell_the_columns(text: str, places: dict[str, int]) -> None:
    found = columns_of(sheet(text), {}, NAMES.known)
    assert places.items() <= places_of(found).items()
    assert found.start == 0


def test_a_sheet_without_classes_is_none_of_teachers() -> None:
    for text in ("Учитель;Предмет\nКюри;Химия", "Класс;Предмет\n8А;Химия", "итого\n5"):
        with pytest.raises(TableError):
            import_teachers(Plan(CITY), [sheet(text)], REFERENCE)
    with pytest.raises(TableError):
        import_classes(Plan(CITY), [sheet("Кюри М. М.;Химия")], REFERENCE)


def test_a_sheet_of_another_kind_is_left_out_and_named() -> None:
    found = import_teachers(
        Plan(CITY),
        [
            sheet("кабинет;этаж\n12;2", "Кабинеты"),
            sheet(f"{HEAD}\n8А;Химия;Кюри;\n8Ы;Химия;Кюри;", "8"),
        ],
        REFERENCE,
    )
    assert named(found, "8А") == {"химия": "Кюри"}
    assert "Кабинеты" in found.notes[0]
    assert why(found) == ["лист «8», строка 3: класса 8Ы нет в плане"]


def test_a_head_that_comes_again_on_each_page_is_no_row() -> None:
    found = teachers("8А;Химия;Кюри;", HEAD, "8Б;Химия;Кюри;")
    assert (found.rows, found.faults) == (2, ())


# Names of subjects -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "grade", "name"),
    [
        ("Рус. яз.", "8", "русский язык"),
        ("рус яз", "8", "русский язык"),
        ("Pусский язык", "8", "русский язык"),
        ("Лит-ра", "8", "литература"),
        ("Физ-ра", "8", "физическая культура"),
        ("Физкультура", "8", "физическая культура"),
        ("ИЗО", "5", "изобразительное искусство"),
        ("ОДНКНР", "5", "духовно-нравственная культура России"),
        ("Технология", "8", "труд (технология)"),
        ("Труд/технология", "8", "труд (технология)"),
        ("ОБЖ", "8", "ОБЗР"),
        ("Инф-ка", "8", "информатика"),
        ("ВиС", "8", "вероятность и статистика"),
        ("Алгебра", "8", "алгебра"),
        ("Алгебра", "10", "алгебра и начала анализа"),
        ("Математика: геометрия", "8", "геометрия"),
        ("англ. яз.", "8", "английский язык"),
        ("Иностранный язык (английский)", "8", "английский язык"),
        ("Иностранный (немецкий) язык", "8", "немецкий язык"),
        ("Обществознание (включая экономику)", "9", "обществознание"),
        ("Родной язык (русский)", "8", ""),
        ("физ", "8", ""),
        ("Черчение", "8", ""),
        ("", "8", ""),
        ("я", "8", ""),
    ],
)
def test_subjects_are_read_as_people_write_them(text: str, grade: str, name: str) -> None:
    curriculum = load_curriculum()
    assert SubjectNames(curriculum).read(text, grade, curriculum.grades[grade]) == name


def test_every_subject_and_its_short_form_mean_the_subject_itself() -> None:
    curriculum = load_curriculum()
    names = SubjectNames(curriculum)
    for grade, subjects in curriculum.grades.items():
        for name in (*subjects, *curriculum.split(grade, subjects)):
            for text in (name, name.upper(), name.replace("ё", "е"), curriculum.short[name]):
                assert names.read(text, grade, subjects) == name


def test_a_subject_of_the_plan_goes_before_one_of_the_curriculum() -> None:
    names = SubjectNames(load_curriculum())
    assert names.read("англ", "8", ("английский язык",)) == "английский язык"
    assert names.read("Труд", "8", ("труд",)) == "труд"


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("1", "1"), ("1 группа", "1"), ("гр. 2", "2"), ("2-я подгруппа", "2"), ("группа №1", "1"),
        ("девочки", "девочки"), ("весь класс", ""), ("-", ""), ("", ""), ("Группа А", "А"),
    ],
)  # fmt: skip
def test_a_group_is_read_without_the_word(text: str, group: str) -> None:
    assert read_group(text) == group


def test_a_new_subject_is_written_as_plans_write_it() -> None:
    assert [own_name(it) for it in ("Черчение", "ОРКСЭ", "Основы ИТ")] == [
        "черчение",
        "ОРКСЭ",
        "Основы ИТ",
    ]


# Teachers ----------------------------------------------------------------------------------------


def test_a_row_names_the_teacher_of_a_subject_in_a_class() -> None:
    found = teachers("8а;химия;Кюри М.М.;", '8 "Б";Хим.;Кюри М. М.;', "8B;Химия;Бор;")
    assert named(found, "8А") == {"химия": "Кюри М. М."}
    assert named(found, "8Б") == {"химия": "Кюри М. М."}
    assert named(found, "8В") == {"химия": "Бор"}
    assert (found.rows, found.faults, found.renamed) == (3, (), {})


def test_several_classes_may_stand_in_one_cell() -> None:
    found = teachers("8А, 8Б 9В класс;Химия;Кюри М. М.;")
    for name in ("8А", "8Б", "9В"):
        assert named(found, name) == {"химия": "Кюри М. М."}


@pytest.mark.parametrize(
    "line",
    ["8А;Классное руководство;Кюри М. М.;", "8А;;Кюри М. М.;", "8А;кл. рук.;Кюри М. М.;"],
)
def test_a_row_without_a_subject_names_the_class_teacher(line: str) -> None:
    assert teachers(line).answers.people.class_teachers == {"8А": "Кюри М. М."}


def test_a_column_of_class_teachers_stands_beside_the_others() -> None:
    head = "Класс;Предмет;Учитель;Классный руководитель"
    found = teachers("8А;Химия;Кюри М. М.;Бор Н.", "8А;Физика;Бор Н.;Бор Н.", head=head)
    assert found.answers.people.class_teachers == {"8А": "Бор Н."}
    assert named(found, "8А") == {"химия": "Кюри М. М.", "физика": "Бор Н."}


def test_surname_name_and_patronymic_are_one_name() -> None:
    head = "Фамилия;Имя;Отчество;Класс;Предмет"
    found = teachers("Кюри;Мария;;8А;Химия", head=head)
    assert named(found, "8А") == {"химия": "Кюри Мария"}


def test_names_that_were_there_stay_where_the_list_says_nothing() -> None:
    people = replace(
        CITY.people,
        class_teachers={"5А": "Павлов И. П.", "8А": "Прежний"},
        subject_teachers={"5А/музыка": "Бах И. С."},
    )
    found = teachers("8А;;Новый;", plan=replace(CITY, people=people))
    assert found.answers.people.class_teachers == {"5А": "Павлов И. П.", "8А": "Новый"}
    assert found.answers.people.subject_teachers == {"5А/музыка": "Бах И. С."}


def test_groups_make_subgroups() -> None:
    found = teachers("8А;Информатика;Ада Л.;2", "8А;Информатика;Тьюринг А.;1 группа")
    assert found.answers.subjects.subgroups == {"8А/информатика": ("1", "2")}
    assert named(found, "8А") == {"информатика/1": "Тьюринг А.", "информатика/2": "Ада Л."}


def test_a_group_may_have_no_teacher_yet() -> None:
    found = teachers("8А;Информатика;;1", "8А;Информатика;вакансия;2")
    assert "информатика/2" in taught(found, "8А")
    assert named(found, "8А") == {}


def test_a_single_group_is_taken_and_told() -> None:
    found = teachers("8А;Информатика;Ада Л.;1")
    assert found.answers.subjects.subgroups == {"8А/информатика": ("1",)}
    assert any("8А информатика" in note for note in found.notes)


def test_groups_of_the_plan_that_the_list_leaves_out_stay() -> None:
    plan = replace(
        CITY, subjects=replace(CITY.subjects, subgroups={"8А/информатика": ("1", "2", "3")})
    )
    assert set(named(teachers("8А;Информатика;Ада Л.;2", plan=plan), "8А")) == {"информатика/2"}
    more = teachers("8А;Информатика;Ада Л.;2", "8А;Информатика;Ада Л.;4", plan=plan)
    assert more.answers.subjects.subgroups["8А/информатика"] == ("1", "2", "3", "4")


def test_a_teacher_of_the_whole_class_leads_all_its_groups() -> None:
    plan = replace(
        CITY,
        subjects=replace(CITY.subjects, subgroups={"8А/информатика": ("1", "2")}),
        people=replace(CITY.people, subject_teachers={"8А/информатика/2": "Прежний"}),
    )
    found = teachers("8А;Информатика;Ада Л.;", plan=plan)
    assert named(found, "8А") == {"информатика/1": "Ада Л.", "информатика/2": "Ада Л."}


# Courses -----------------------------------------------------------------------------------------


def test_courses_of_one_teacher_are_one_subject() -> None:
    found = teachers("8А;Алгебра;Лобачевский;", "8А;Геометрия;Лобачевский;", "8А;ВиС;Лобачевский;")
    assert named(found, "8А") == {"математика": "Лобачевский"}
    assert any("8А" in note and "математика" in note for note in found.notes)
    assert taught(found, "8А").keys() == taught(teachers("8А;;Х Х;"), "8А").keys()


def test_courses_of_several_teachers_have_a_chat_each() -> None:
    found = teachers("8А;Алгебра;Гаусс;", "8А;Геометрия;Гаусс;", "8А;ВиС;Бернулли;")
    assert named(found, "8А") == {
        "математика/алгебра + геометрия": "Гаусс",
        "математика/вероятность и статистика": "Бернулли",
    }
    assert "математика" in taught(found, "8Б")


def test_courses_in_groups_have_a_chat_for_each_group() -> None:
    lines = [f"8А;{course};{who};{group}" for course in ("Алгебра", "Геометрия")
             for who, group in (("Гаусс", "1"), ("Эйлер", "2"))]  # fmt: skip
    assert named(teachers(*lines), "8А") == {"математика/1": "Гаусс", "математика/2": "Эйлер"}


def test_a_school_that_keeps_courses_apart_has_them_united_where_one_teacher_leads_them() -> None:
    people = replace(CITY.people, subject_teachers={"8Б/алгебра": "Эйлер"})
    apart = replace(APART, people=people)
    plan = Plan(apart, done("2б/8А/геометрия", "2б/8Б/геометрия"))
    found = teachers("8А;Алгебра;Гаусс;", "8А;Геометрия;Гаусс;", "8А;ВиС;Гаусс;", plan=plan)
    assert named(found, "8А") == {"математика": "Гаусс"}
    assert [key for key in taught(found, "8Б") if "/" in key] == [
        "математика/алгебра",
        "математика/геометрия",
        "математика/вероятность и статистика",
    ]
    assert named(found, "8Б") == {"математика/алгебра": "Эйлер"}
    assert found.renamed["2б/8А/геометрия"] == "2б/8А/математика"
    assert found.renamed["2б/8Б/геометрия"] == "2б/8Б/математика/геометрия"
    assert "алгебра" in taught(teachers("8А;Алгебра;Гаусс;", "8А;ВиС;Эйлер;", plan=plan), "8А")


def test_a_course_beside_the_whole_subject_under_another_teacher_is_faulty() -> None:
    found = teachers("8А;Математика;Гаусс;", "8А;Алгебра;Эйлер;", "8Б;Алгебра;Эйлер;")
    assert why(found) == [
        "строка 3: алгебра входит в предмет «математика», который в 8А ведёт Гаусс, строка 2"
    ]
    assert named(found, "8А") == {"математика": "Гаусс"}
    assert teachers("8А;Алгебра;Гаусс;", "8А;Математика;Гаусс;").faults == ()


def test_one_foreign_language_is_the_foreign_language_and_two_are_apart() -> None:
    one = teachers("8А;Английский;Смит;1", "8А;англ. яз.;Браун;2")
    assert named(one, "8А") == {"иностранный язык/1": "Смит", "иностранный язык/2": "Браун"}
    two = teachers("8А;Английский язык;Смит;1", "8А;Немецкий язык;Шмидт;2")
    assert named(two, "8А") == {
        "иностранный язык/английский язык 1": "Смит",
        "иностранный язык/немецкий язык 2": "Шмидт",
    }
    same = teachers("8А;Английский язык;Смит;", "8А;Немецкий язык;Смит;")
    assert len(named(same, "8А")) == 2


def test_an_elective_of_one_class_makes_a_chat_for_that_class_alone() -> None:
    found = teachers("8А;Черчение;Линейкин Л.;")
    assert found.answers.subjects.by_grade == CITY.subjects.by_grade
    assert any("«черчение»" in note and "у 8А" in note for note in found.notes)
    assert named(found, "8А") == {"черчение": "Линейкин Л."}
    assert "черчение" not in taught(found, "8Б")
    again = teachers("8А;Черчение;Линейкин Л.;", plan=found.answers)
    assert again.answers == found.answers


def test_a_subject_of_all_classes_of_a_grade_is_new_in_the_grade() -> None:
    lines = [f"8{letter};Черчение;Линейкин Л.;" for letter in "АБВ"]
    found = teachers(*lines)
    assert found.answers.subjects.by_grade["8"][-1] == "черчение"
    assert any("у каждого класса параллели 8" in note for note in found.notes)
    later = teachers(lines[2], plan=teachers(*lines[:2]).answers)
    assert later.answers.subjects == found.answers.subjects


def test_an_unknown_subject_in_groups_is_new_in_its_class_alone() -> None:
    found = teachers("8А;Черчение;Линейкин Л.;1", "8А;Черчение;Циркуль Ц.;2")
    assert found.answers.subjects.by_grade == CITY.subjects.by_grade
    assert set(named(found, "8А")) == {"черчение/1", "черчение/2"}
    assert "черчение/1" not in taught(found, "8Б")


def test_lessons_of_grades_without_subject_chats_are_passed_over_and_counted() -> None:
    found = teachers("2А;Математика;Букварь Б.;", "2А;;Букварь Б.;", "3А;Музыка;Бах И.;")
    assert found.faults == ()
    assert found.rows == 1
    assert "2 кл. — 1, 3 кл. — 1" in found.notes[0]
    assert found.answers.subjects == CITY.subjects
    assert found.answers.people.class_teachers == {"2А": "Букварь Б."}


def test_a_mixed_class_is_found_by_its_name() -> None:
    plan = answers(classes={"8": ("А",)}, mixed={"8–9": 2})
    found = teachers("8-9;Химия;Кюри;", plan=replace(plan, subjects=Subjects({"9": ("химия",)})))
    assert why(found) == []
    assert named(found, "8–9") == {"химия": "Кюри"}


# Faulty rows -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("8Ж;Химия;Кюри;", "класса 8Ж нет в плане"),
        ("Хор;Химия;Кюри;", "«Хор» не похоже на класс"),
        ("8А, 8Ж;Химия;Кюри;", "класса 8Ж нет в плане"),
        (";Химия;Кюри;", "не указан класс"),
        ("05.01.2026;Химия;Кюри;", "«05.01.2026» — дата"),
        ("14А;Химия;Кюри;", "нет такой параллели"),
        ("8А;Химия;;", "не указан учитель"),
        ("8А;Химия;—;", "не указан учитель"),
        ("8А;;Кюри;1", "не указан предмет"),
        ("8А;;;", "не указан учитель"),
        ("8А;Матемтика;Гаусс;", "возможно, это математика?"),
        ("8А;физ;Бор Н.;", "физика или физическая культура?"),
        ("8А;12;Бор Н.;", "«12» не похоже на предмет"),
        ("8А;а/б;Бор Н.;", "«/»"),
        (f"8А;{'очень ' * 12}длинно;Бор Н.;", "длиннее 60"),
        ("8А;Химия;12345;", "не похоже на имя"),
        (f"8А;Химия;{'Кюри ' * 20};", "длиннее 80"),
        ("8А;Химия;Иванова Петров;", "один человек или двое"),
        ("8 классы;Химия;Кюри;", "целая параллель"),
        ("8 ОВЗ;Химия;Кюри;", "по здоровью"),
        ("8А;Химия;учитель химии;", "не похоже на имя"),
        ("8А;Химия;Кюри М.;а/б", "группы"),
        ("8А;[/bold];Кюри М.;", "«/»"),
    ],
)
def test_a_faulty_row_is_left_out_with_its_number_and_reason(line: str, reason: str) -> None:
    found = teachers("9А;Химия;Кюри М.;", line, "9Б;Химия;Кюри М.;")
    (fault,) = found.faults
    assert str(fault).startswith("строка 3: ")
    assert reason in fault.what
    assert found.rows == 2
    assert named(found, "9А") == named(found, "9Б") == {"химия": "Кюри М."}
    assert named(found, "8А") == {}


def test_a_second_teacher_of_a_subject_needs_a_group() -> None:
    found = teachers("8А;Химия;Кюри М.;", "8А;Химия;КЮРИ М;", "8А;Химия;Бор Н.;")
    assert why(found) == [
        "строка 4: 8А, химия: учитель уже назван — Кюри М., строка 2; "
        "если это подгруппы, укажите группу"
    ]
    assert named(found, "8А") == {"химия": "Кюри М."}


def test_a_second_teacher_of_a_group_and_of_a_class_is_faulty() -> None:
    found = teachers("8А;Химия;Кюри;1", "8А;Химия;Бор;1", "8Б;;Кюри;", "8Б;;Бор;")
    assert [fault.line for fault in found.faults] == [3, 5]


def test_a_row_without_a_group_beside_rows_with_one_is_faulty() -> None:
    for lines, row in (
        (("8А;Химия;Кюри;", "8А;Химия;Бор;1", "8А;Химия;Кюри;2"), 2),
        (("8А;Химия;Бор;1", "8А;Химия;Кюри;2", "8А;Химия;Кюри;"), 4),
    ):
        found = teachers(*lines)
        assert [fault.line for fault in found.faults] == [row]
        assert set(named(found, "8А")) == {"химия/1", "химия/2"}


def test_a_cell_that_can_not_be_used_makes_its_row_faulty_only_where_it_matters() -> None:
    evil = {2: "столбец C: невидимый или управляющий знак U+001B"}
    rows = (
        SheetRow(1, ("Класс", "Предмет", "Учитель", "Заметка")),
        SheetRow(2, ("8А", "Химия", "", ""), evil),
        SheetRow(3, ("8Б", "Химия", "Кюри", ""), {3: "столбец D: текст длиннее 300 знаков"}),
    )
    found = import_teachers(Plan(CITY), [Sheet(rows)], REFERENCE)
    assert why(found) == [f"строка 2: {evil[2]}"]
    assert named(found, "8Б") == {"химия": "Кюри"}


def letters(number: int) -> str:
    """A number as a word, for names that differ."""
    return "".join("АБДГКЛМНПР"[int(digit)].lower() for digit in str(number)).capitalize()


def test_of_500_rows_with_20_faulty_ones_480_are_taken_and_the_twenty_named() -> None:
    every = [
        f"{grade}{letter};{subject};Учителев {letter}. {letters(grade)}.;"
        for grade in range(5, 12)
        for letter in CITY.classes.by_grade[str(grade)]
        for subject in load_curriculum().grades[str(grade)]
    ]
    groups = [
        f"{name};Свой курс;Группин {letters(n)};{n}" for name in ("5А", "5Б") for n in range(1, 200)
    ]
    lines = [*every, *groups][:500]
    faulty = dict.fromkeys(range(10, 500, 25), "")
    assert len(faulty) == 20
    kinds = ("12Я;Химия;Бор Н.;", "8А;Матемтика;Бор Н.;", "8А;Химия;;", ";Химия;Бор Н.;")
    for number, at in enumerate(faulty):
        lines[at] = kinds[number % 4]
    found = teachers(*lines)
    assert [fault.line for fault in found.faults] == [at + 2 for at in faulty]
    assert found.rows == 480
    assert len(found.answers.people.subject_teachers) == 480
    assert headline(found) == "Годится 480 строк, с ошибками — 20"


def test_a_column_that_holds_no_subjects_makes_no_thousand_of_them() -> None:
    rows = [f"8А;тема {'а' * (n // 30)}{'б' * (n % 30)}в;Бор Н.;" for n in range(600)]
    found = teachers(*rows)
    assert found.rows == 200
    assert "тот ли это столбец" in found.faults[0].what


# Ticks -------------------------------------------------------------------------------------------


def test_a_chat_of_the_whole_class_goes_on_as_its_first_group() -> None:
    plan = Plan(CITY, done("2б/8А/информатика", "2б/8А/химия"))
    found = teachers("8А;Информатика;Ада;1", "8А;Информатика;Тьюринг;2", plan=plan)
    assert found.renamed == {"2б/8А/информатика": "2б/8А/информатика/1"}
    shown = preview(rollout(CITY), rollout(found.answers), plan.done, found.renamed)
    assert [chat.id for chat in shown.appear] == ["2б/8А/информатика/2"]
    assert shown.disappear == ()


def test_of_several_chats_that_become_one_the_created_one_goes_on() -> None:
    parts = ("алгебра", "геометрия")
    plan = Plan(
        replace(CITY, subjects=replace(CITY.subjects, subgroups={"8А/математика": parts})),
        done("2б/8А/математика/геометрия", skipped={"2б/8А/математика/алгебра": "нет"}),
    )
    found = teachers("8А;Алгебра;Гаусс;", "8А;Геометрия;Гаусс;", plan=plan)
    assert named(found, "8А") == {"математика": "Гаусс"}
    assert found.renamed == {"2б/8А/математика/геометрия": "2б/8А/математика"}


SUBJECTS = (
    "Алгебра;Геометрия;Математика;ВиС;Химия;Англ;Немецкий;Черчение;Иностранный язык;физ;"
).split(";")
LESSONS = st.lists(
    st.tuples(
        st.sampled_from(("5А", "8А", "8Б", "10А")),
        st.sampled_from(SUBJECTS),
        st.sampled_from(("Кюри М.", "Бор Н.", "Гаусс К.", "")),
        st.sampled_from(("", "", "1", "2", "девочки")),
    ),
    max_size=25,
)


def subject_of(chat_id: str) -> tuple[str, ...]:
    """Class and subject of a chat; courses count as the subject that unites them."""
    kind, *parts = chat_id.split("/")
    if kind not in ("2б", "3б"):
        return (chat_id,)
    return (parts[0], NAMES.united(parts[1], parts[0][:-1]))


@settings(max_examples=100)
@given(LESSONS, LESSONS, st.sets(st.integers(0, 10_000)), st.booleans())
def test_no_tick_is_lost_and_a_list_taken_twice_changes_nothing_more(
    first: list[tuple[str, ...]], second: list[tuple[str, ...]], ticked: set[int], apart: bool
) -> None:
    before = teachers(*(";".join(row) for row in first), plan=APART if apart else CITY)
    ids = [chat.id for chat in make_chats(before.answers, RULES)]
    plan = Plan(before.answers, done(*(ids[number % len(ids)] for number in ticked)))
    lines = [";".join(row) for row in second]
    found = teachers(*lines, plan=plan)
    after = [chat.id for chat in make_chats(found.answers, RULES)]
    assert len(set(found.renamed.values())) == len(found.renamed)
    assert set(found.renamed.values()) <= set(after)
    changed = {subject_of(it) for it in {*ids} ^ {*after}}
    for subject in changed:
        old, new = ([it for it in them if subject_of(it) == subject] for them in (ids, after))
        lost = [it for it in old if it not in new and it not in found.renamed]
        assert len(lost) <= max(0, len(old) - len(new))
        if any(it in plan.done.created for it in lost):
            # Several became fewer: those that go on are created too.
            assert all(it in plan.done.created for it in old if it in found.renamed)
    again = teachers(*lines, plan=found.answers)
    assert again.answers == found.answers
    assert (again.renamed, again.rows) == ({}, found.rows)


@given(
    st.lists(
        st.lists(st.text(alphabet="58АБклас;\t /-–.,x[]=\u202e", max_size=12), max_size=6),
        max_size=12,
    )
)
def test_whatever_stands_in_the_cells_only_a_tableerror_is_raised(cells: list[list[str]]) -> None:
    rows = tuple(SheetRow(number, tuple(row)) for number, row in enumerate(cells, 1) if any(row))
    for read in (import_teachers, import_classes):
        try:
            found = read(Plan(CITY), [Sheet(rows)], REFERENCE)
        except TableError:
            continue
        make_chats(found.answers, RULES)


# Classes -----------------------------------------------------------------------------------------


def by_grade(found: ImportResult) -> dict[str, tuple[str, ...]]:
    return dict(found.answers.classes.by_grade)


def test_a_list_of_a_few_classes_is_added() -> None:
    found = classes("Класс\n5Г\n5 «Д»\n1 доп.\n6 кадетский")
    assert by_grade(found)["5"] == ("А", "Б", "В", "Г", "Д")
    assert by_grade(found)["1 доп."] == ("",)
    assert by_grade(found)["6"] == ("А", "Б", "В", "кадетский")
    assert (found.whole, found.rows, found.faults) == (False, 4, ())


def test_a_list_of_all_grades_is_the_whole_school() -> None:
    text = "\n".join(f"{grade}А {grade}Б" for grade in range(1, 12))
    found = classes(text)
    assert found.whole
    assert by_grade(found) == {str(grade): ("А", "Б") for grade in range(1, 12)}
    assert by_grade(classes(text, whole=False))["5"] == ("А", "Б", "В")


def test_a_list_of_some_grades_never_replaces_the_rest_unasked() -> None:
    text = "\n".join(f"{grade}А {grade}Б" for grade in range(1, 11))
    found = classes(text)
    assert not found.whole
    assert by_grade(found) == by_grade(classes("Класс\n1А"))
    assert "В списке нет параллели 11: её классы остаются" in found.notes
    assert by_grade(classes(text, whole=True)) == {str(it): ("А", "Б") for it in range(1, 11)}


def test_a_class_is_never_dropped_because_its_row_is_faulty() -> None:
    text = "\n".join(f"{grade}А {grade}Б" for grade in range(1, 11)) + "\n11А (ОВЗ)"
    found = classes(text)
    assert not found.whole
    assert "11" in by_grade(found)
    assert [fault.line for fault in found.faults] == [11]


@pytest.mark.parametrize(
    "text", ["5А 5Б\n6А", "5А;5Б\n6А;", "5А, 5Б, 6А", "Класс\n5А\n5а\n5Б\n6А класс", "5A\n5Б\n6А"]
)
def test_classes_may_stand_in_any_cells(text: str) -> None:
    found = classes(text, plan=answers(classes={}))
    assert by_grade(found) == {"5": ("А", "Б"), "6": ("А",)}


def test_class_teachers_come_with_their_classes() -> None:
    found = classes("Класс;Классный руководитель\n5А;Кюри М.М.\n5Б;\n5Г;Бор Н.")
    assert found.answers.people.class_teachers == {"5А": "Кюри М. М.", "5Г": "Бор Н."}
    assert classes("5А;Кюри М. М.").answers.people.class_teachers == {"5А": "Кюри М. М."}
    twice = classes("Класс;Кл. рук.\n5А;Кюри М.\n5А;Бор Н.")
    assert why(twice) == ["строка 3: классный руководитель 5А уже назван: Кюри М., строка 2"]


def test_grade_and_letter_may_stand_apart() -> None:
    found = classes("Параллель;Литера\n5;Г\n6;Г")
    assert "Г" in by_grade(found)["5"]
    assert "Г" in by_grade(found)["6"]


def test_a_new_grade_is_taught_the_curriculum() -> None:
    school = answers(classes={"8": ("А",)})
    found = classes("Класс\n9А", plan=school)
    assert found.answers.subjects.by_grade["9"] == load_curriculum().grades["9"]
    assert found.answers.subjects.by_grade["8"] == ("математика", "физика")


def test_a_class_that_only_gets_its_letter_keeps_its_ticks_and_teacher() -> None:
    school = answers(classes={"8": ("",)})
    school = replace(school, people=replace(school.people, class_teachers={"8": "Кюри М."}))
    found = classes("Класс\n8А\n8Б", plan=Plan(school, done("2а/8", "2б/8/физика")))
    assert by_grade(found) == {"8": ("А", "Б")}
    assert found.renamed["2а/8"] == "2а/8А"
    assert found.renamed["2б/8/физика"] == "2б/8А/физика"
    assert found.answers.people.class_teachers == {"8А": "Кюри М."}


@pytest.mark.parametrize(("kept", "told"), [("А", "8"), ("", "8А")])
def test_the_only_class_of_a_grade_is_found_with_and_without_its_letter(
    kept: str, told: str
) -> None:
    school = answers(classes={"8": (kept,), "9": ("А",)})
    found = teachers(f"Кюри М.;физика;{told}", plan=school, head="Учитель;Предмет;Класс")
    assert found.answers.people.subject_teachers == {f"8{kept}/физика": "Кюри М."}


def test_a_list_of_some_grades_calls_the_only_class_by_its_grade() -> None:
    school = answers(classes={"8": ("А",), "9": ("А",)})
    found = classes("Класс;Классный руководитель;Учеников\n8;Кюри М.;21", plan=school)
    assert by_grade(found) == {"8": ("А",), "9": ("А",)}
    assert found.answers.people.class_teachers == {"8А": "Кюри М."}
    assert found.answers.sizes == {"8А": 21}


def test_nobody_guesses_which_of_two_classes_a_bare_grade_is() -> None:
    school = answers(classes={"8": ("А", "Б"), "9": ("А",)})
    found = classes("Класс;Классный руководитель\n8;Кюри М.\n8;Кюри М.", plan=school)
    assert why(found) == [f"строка {row}: в плане 8А, 8Б: какой это класс?" for row in (2, 3)]
    assert (found.rows, found.answers.people.class_teachers) == (0, {})


def test_all_letters_of_a_grade_may_stand_in_one_cell() -> None:
    found = classes("Параллель;Классы\n8;А, Б, В\n9;А", plan=answers(classes={}))
    assert by_grade(found) == {"8": ("А", "Б", "В"), "9": ("А",)}


def test_a_list_of_pupils_without_heads_is_seen_beside_their_birthdays() -> None:
    rows = [f"8{letter};{name};0{day}.03.2012" for letter in "АБ" for day, name in
            enumerate(("Бор Н. Н.", "Кюри М. М.", "Гаусс К. Ф."), 1)]  # fmt: skip
    found = classes("\n".join(rows), plan=answers(classes={}))
    assert (found.pupils, dict(found.answers.sizes)) == (True, {"8А": 3, "8Б": 3})
    assert not found.answers.people.class_teachers


def test_classes_side_by_side_are_told_as_classes() -> None:
    found = classes("8А;8Б;8В\n9А;9Б;", plan=answers(classes={}))
    assert found.columns == ("список", "A — класс", "B — класс", "C — класс")


def test_a_table_of_teachers_tells_which_class_each_leads() -> None:
    text = "ФИО;Предмет;Классное руководство\nКюри М. М.;физика;8А\nБор Н. Н.;химия;—"
    found = classes(text, plan=TWO)
    assert found.answers.people.class_teachers == {"8А": "Кюри М. М."}
    assert (found.rows, found.faults) == (1, ())
    with pytest.raises(TableError, match="не видно, где класс:"):
        teachers(text, plan=TWO, head="")


def test_who_has_a_first_class_for_all_subjects_leads_it() -> None:
    found = teachers("1А;начальные классы;Кюри М. М.;", plan=answers(classes={"1": ("А",)}))
    assert found.answers.people.class_teachers == {"1А": "Кюри М. М."}


def test_a_subject_before_a_name_is_no_part_of_it() -> None:
    found = classes("Класс;Учителя\n8А;русский язык - Бор Н. Н.", plan=TWO)
    assert why(found) == [
        "строка 2: «русский язык - Бор Н. Н.»: здесь и предмет, и учитель; нужна строка на предмет"
    ]


def test_two_grades_with_a_comma_are_two_classes_where_the_school_calls_them_so() -> None:
    taught_there = {"8": ("математика",), "9": ("математика",)}
    village = answers(classes={"8": ("",), "9": ("",)}, subjects=taught_there)
    found = teachers("8,9;математика;Кюри М.;", plan=village)
    assert found.answers.people.subject_teachers == {
        "8/математика": "Кюри М.",
        "9/математика": "Кюри М.",
    }
    (fault,) = teachers("8,9;физика;Кюри М.;", plan=TWO).faults
    assert "дата или дробь?" in str(fault)


def test_the_date_of_the_structure_stays_unsaid() -> None:
    school = replace(CITY, school=replace(CITY.school, structure_created=None))
    assert classes("Класс\n5Г", plan=school).answers.school == school.school


def test_rows_that_are_no_classes_are_faulty() -> None:
    found = classes("Класс\n5Г\nХор\n5/Я\n05.01.2026\n20А\nИтого")
    assert [fault.line for fault in found.faults] == [3, 4, 5, 6]
    assert found.rows == 1


# In words ----------------------------------------------------------------------------------------


def told(found: ImportResult, plan: Answers = CITY, marks: Done | None = None) -> dict[str, Any]:
    shown = preview(rollout(plan), rollout(found.answers), marks or Done(), found.renamed)
    return {part.title: part.lines for part in sections(plan, found, shown)}


def test_what_changes_is_told_part_by_part() -> None:
    people = replace(CITY.people, class_teachers={"8А": "Бор Н."})
    plan = replace(CITY, people=people)
    found = teachers("8А;;Кюри М.;", "8А;Химия;Кюри М.;", "8А;Черчение;Кюри М.;1", plan=plan)
    assert told(found, plan) == {
        "Классные руководители: 1": ("8А: Кюри М. (было Бор Н.)",),
        "Учителя-предметники: 2": ("8А · химия: Кюри М.", "8А · черчение · 1: Кюри М."),
        "Подгруппы и чаты по курсам: 1": ("8А · черчение: 1",),
        "Появится 1 чат": ("8А · Черчение · 1",),
    }


def test_new_and_gone_classes_are_told() -> None:
    plan = answers(classes={"8": ("А", "Б"), "9": ("",)}, subjects={"8": (), "9": ()})
    found = classes("Класс\n8А\n8В\n9А", plan=plan)
    parts = told(found, plan, done("2а/8Б"))
    assert parts["Появится 1 класс"] == ("8В",)
    assert parts["Уйдёт 1 класс, отметки останутся в архиве"] == ("8Б",)
    assert parts["Сменят литеру: 1"] == ("9 → 9А",)
    assert "8Б · класс (отметка останется в архиве)" in parts["Исчезнут 2 чата"]


def test_nothing_is_told_where_nothing_changes() -> None:
    found = classes("Класс\n8А")
    assert told(found) == {}
    assert found.answers == CITY


def test_a_class_that_no_grade_has_is_not_read_as_one() -> None:
    assert classes("Класс\n5А", plan=replace(CITY, classes=Classes())).answers.classes.by_grade == {
        "5": ("А",)
    }


def test_a_subject_outside_its_grades_is_taken_and_told() -> None:
    found = teachers(
        "5А;ОБЗР;Серов С. С.", "8А;Обществознание;Лебедев Л. Л.", "8А;ОБЗР;Серов С. С."
    )
    told = [text for text in found.notes if "проверьте таблицу" in text]
    assert told == [
        "По учебному плану этих предметов там нет, проверьте таблицу: "
        "ОБЗР — 5 кл., обществознание — 8 кл."
    ]
