"""Tables of the kinds that schools have: each gives the right plan, or the right refusal.

All names are invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sferum_tui.guidance.loading import completed, load_reference, preset_answers
from sferum_tui.issues import PlanError
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.class_edits import names_of
from sferum_tui.rollout.imports.classes import import_classes
from sferum_tui.rollout.imports.result import ImportResult, TableError
from sferum_tui.rollout.imports.teachers import import_teachers
from sferum_tui.rollout.plan import Plan
from sferum_tui.tables.reading import read_table
from tests.support.school import EVENT, answers

DATA = Path(__file__).parent / "data"
REFERENCE = load_reference()
CITY = completed(preset_answers("city", EVENT))
EMPTY = answers(classes={}, subjects={})


def teachers(name: str, plan: Answers = CITY) -> ImportResult:
    return import_teachers(Plan(plan), read_table(DATA / name), REFERENCE)


def classes(name: str, plan: Answers = EMPTY) -> ImportResult:
    return import_classes(Plan(plan), read_table(DATA / name), REFERENCE)


def led(found: ImportResult) -> dict[str, str]:
    return dict(found.answers.people.subject_teachers)


def leaders(found: ImportResult) -> dict[str, str]:
    return dict(found.answers.people.class_teachers)


def whys(found: ImportResult) -> list[str]:
    return [str(fault) for fault in found.faults]


# Pupils ------------------------------------------------------------------------------------------

NAMES = ("Аистов", "Бобров", "Воробьёв", "Галкин", "Дроздов", "Совин", "Иван", "Лесная")


@pytest.mark.parametrize(
    ("name", "wanted", "sizes"),
    [
        ("pupils.csv", {"5А", "5Б", "6А"}, {"5А": 2, "5Б": 2, "6А": 1}),
        ("pupils3.csv", {"5А", "11А"}, {"5А": 2, "11А": 1}),
        ("journal.csv", {"8А", "8Б"}, {}),
    ],
)
def test_pupils_give_classes_and_sizes_and_no_name(
    name: str, wanted: set[str], sizes: dict[str, int]
) -> None:
    found = classes(name)
    assert names_of(found.answers.classes) == wanted
    assert found.answers.sizes == sizes
    assert found.pupils
    assert "список учеников" in found.notes[0]
    assert not leaders(found)
    assert not any(child in repr(found) for child in NAMES)


@pytest.mark.parametrize("name", ["pupils.csv", "pupils3.csv", "journal.csv"])
def test_pupils_are_no_teachers(name: str) -> None:
    with pytest.raises(TableError, match="список учеников") as caught:
        teachers(name)
    assert not any(child in str(caught.value) for child in NAMES)


# Columns -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("tab1.csv", {"5А/математика": "Гаусс К. Ф."}),
        ("tab2.csv", {"5А/математика": "Гаусс К. Ф."}),
        ("tab3.csv", {"5А/математика": "Гаусс К. Ф."}),
        ("tab4.csv", {"5А/математика": "Гаусс К. Ф.", "8А/физика": "Бор Н. Н."}),
        ("fio.csv", {"5А/математика": "Гаусс Карл Фридрихович"}),
        ("cl7.csv", {"5А/музыка": "Глинка М. И.", "5Б/музыка": "Бородин А. П."}),
        ("timetable2.csv", {"5А/математика": "Гаусс К. Ф.", "5А/русский язык": "Даль В. И."}),
    ],
)
def test_the_column_of_teachers_is_found_among_others(name: str, wanted: dict[str, str]) -> None:
    found = teachers(name)
    assert led(found) == wanted
    assert (found.faults, found.doubt, leaders(found)) == ((), "", {})


def test_a_timetable_repeats_its_lessons_and_teachers_at_once_lead_groups() -> None:
    found = teachers("timetable.csv")
    assert led(found) == {
        "5А/математика": "Гаусс К. Ф.",
        "5А/русский язык": "Даль В. И.",
        "5А/биология": "Мендель Г. И.",
        "5А/иностранный язык/1": "Байрон Д. Г.",
        "5А/иностранный язык/2": "Шелли П. Б.",
        "5Б/физическая культура": "Поддубный И. М.",
    }
    assert found.columns[0] == "расписание: строка на урок"
    assert (found.rows, found.faults) == (7, ())


def test_a_journal_of_substitutions_is_no_load() -> None:
    with pytest.raises(TableError, match="журнал замен"):
        teachers("zameny.csv")
    sheets = read_table(DATA / "zameny.csv")
    told = import_teachers(Plan(CITY), sheets, REFERENCE, told={"teacher": "G"})
    assert led(told) == {"6В/музыка": "Бородин А. П."}


def test_grade_and_letter_stand_apart() -> None:
    found = classes("class-letter.csv")
    assert leaders(found) == {
        "5А": "Ландау Л. Д.",
        "5Б": "Капица П. Л.",
        "6А": "Курчатов И. В.",
        "6Б": "Тамм И. Е.",
        "7А": "Фок В. А.",
    }
    sized = classes("cl2.csv")
    assert sized.answers.classes.by_grade == {
        **dict.fromkeys("156", ("А", "Б")), **dict.fromkeys("23479", ("А",)), "8": ("А", "Б"),
        "10": ("А",), "11": ("А",),
    }  # fmt: skip
    assert sized.answers.sizes["7А"] == 30
    assert sum(sized.answers.sizes.values()) == 352


# Loads -------------------------------------------------------------------------------------------


def test_a_load_read_as_classes_names_no_class_teacher() -> None:
    found = classes("load.csv")
    assert names_of(found.answers.classes) == {"5А", "5Б", "6А"}
    assert leaders(found) == {}
    listed = classes("bylist.csv")
    assert names_of(listed.answers.classes) == {"5А", "5Б", "5В", "6А", "6Б"}
    assert leaders(listed) == {}


def test_several_classes_stand_in_the_cell_of_a_teacher() -> None:
    gym = ("5А", "5Б", "5В", "6А", "6Б")
    assert led(teachers("bylist.csv")) == {
        **{f"{it}/математика": "Гаусс К. Ф." for it in ("5А", "5Б", "6А")},
        **{f"{it}/русский язык": "Даль В. И." for it in ("5А", "5Б")},
        **{f"{it}/иностранный язык": "Байрон Д. Г." for it in ("5А", "5Б")},
        **{f"{it}/физическая культура": "Поддубный И. М." for it in gym},
        **{f"{it}/труд (технология)": "Кулибин И. П." for it in ("5А", "5Б")},
    }


def test_a_matrix_of_hours_is_a_load() -> None:
    found = teachers("matrix.csv")
    assert led(found) == {
        "5А/математика": "Гаусс К. Ф.",
        "5Б/математика": "Гаусс К. Ф.",
        "6А/русский язык": "Даль В. И.",
        "6Б/русский язык": "Даль В. И.",
    }
    assert (found.rows, found.faults) == (2, ())
    assert names_of(classes("matrix.csv").answers.classes) == {"5А", "5Б", "6А", "6Б"}


def test_sections_say_the_class_for_the_rows_below() -> None:
    assert led(teachers("sections2.xlsx")) == {
        "5А/математика": "Гаусс К. Ф.",
        "5А/русский язык": "Даль В. И.",
        "5Б/математика": "Эйлер Л. П.",
    }


def test_cells_left_empty_below_say_what_stands_above() -> None:
    assert led(teachers("grouped.xlsx")) == {
        "5А/математика": "Гаусс К. Ф.",
        "5Б/математика": "Гаусс К. Ф.",
        "6А/математика": "Гаусс К. Ф.",
        "5А/русский язык": "Даль В. И.",
        "5А/литература": "Даль В. И.",
    }


# Names of classes --------------------------------------------------------------------------------


def test_notations_of_classes_in_a_load() -> None:
    found = teachers("classlist.csv")
    music = ("5А", "5Б", "5В", "6А", "6Б", "7А", "7Б", "7В")
    chemistry = ("8А", "8Б", "8В", "9А", "9Б", "10А", "10Б")
    assert led(found) == {
        **{f"{it}/музыка": "Глинка М. И." for it in music},
        **{f"{it}/химия": "Бутлеров А. М." for it in chemistry},
    }
    assert [fault.line for fault in found.faults] == [8, 9]
    assert "целые параллели" in found.faults[0].what


def test_notations_of_classes_in_a_list() -> None:
    found = classes("names.csv")
    assert names_of(found.answers.classes) == {
        "1А", "5А", "5Б", "5В", "6А", "7А", "8А", "8Б", "9А", "10А", "11А",
    }  # fmt: skip
    assert [fault.line for fault in found.faults] == [14]
    assert not found.doubt


def test_points_and_numbers_are_asked_about() -> None:
    found = classes("dots.xlsx")
    assert names_of(found.answers.classes) == {"8-1"}
    assert [fault.line for fault in found.faults] == [2, 3, 4, 5, 6, 8, 9]
    assert found.doubt == "годится меньше половины строк"
    mixed = classes("komplekt.csv")
    assert names_of(mixed.answers.classes) == {"5"}
    assert [fault.line for fault in mixed.faults] == [2, 3]
    assert mixed.doubt
    village = answers(classes={"5": ("",)}, mixed={"1–3": 4, "2–4": 4})
    assert leaders(classes("komplekt.csv", village)) == {
        "1–3": "Ломоносов М. В.",
        "2–4": "Тредиаковский В. К.",
        "5": "Гаусс К. Ф.",
    }


def test_home_schooling_and_surnames_make_no_class_and_are_not_told() -> None:
    found = classes("ndo.csv")
    assert names_of(found.answers.classes) == set()
    assert [fault.line for fault in found.faults] == [2, 3, 4, 5, 6]
    assert found.doubt
    assert "Аистов" not in repr(found)


# Persons -----------------------------------------------------------------------------------------


def test_two_teachers_of_a_cell_are_two() -> None:
    found = teachers("nl.xlsx")
    assert led(found) == {
        "5А/история/1": "Иванова И. И.",
        "5А/история/2": "Петров П. П.",
        "5А/иностранный язык/1": "Байрон Джордж Гордон",
        "5А/иностранный язык/2": "Шелли Перси Биш",
        "5Б/иностранный язык/1": "Байрон Джордж Гордон",
        "5Б/иностранный язык/2": "Шелли Перси Биш",
    }
    assert any("5А, история: учителей несколько" in note for note in found.notes)
    quoted = teachers("q.csv")
    assert led(quoted) == {
        "5А/история/1": "Иванова И. И.",
        "5А/история/2": "Петров П. П.",
        "5А/музыка": "Глинка М. И.",
        "5Б/музыка": "Глинка М. И.",
    }
    assert quoted.faults == ()


def test_decomposed_letters_are_the_same_letters() -> None:
    found = teachers("nfd.csv")
    assert found.answers == teachers("nfc.csv").answers
    assert led(found)["8А/иностранный язык"] == "Йейтс У. Б."
    assert found.answers.subjects == CITY.subjects


def test_one_person_is_one_in_all_spellings() -> None:
    found = teachers("names2.csv")
    ivanova = "Иванова Ирина Ивановна"
    maths = {f"{it}/математика": ivanova for it in ("5А", "5Б", "5В", "6А", "6Б", "6В")}
    pairs = {
        f"{it}/история/{number}": name
        for it in ("5А", "5Б", "5В")
        for number, name in ((1, ivanova), (2, "Петров Пётр Петрович"))
    }
    assert led(found) == {
        **maths,
        **pairs,
        "7А/музыка": ivanova,
        "7А/история": ivanova,
        "7Б/музыка": "Петрова-Водкина А. Б.",
        "7В/музыка": "Петрова-Водкина А. Б.",
        "8А/музыка": "Мамедов Али Рза оглы",
        "8Б/музыка": "Ли Ван",
    }
    assert [fault.line for fault in found.faults] == [17, 18, 19]
    assert "один человек или двое" in found.faults[0].what
    assert any("вакансии: 8В музыка" in note for note in found.notes)


# Groups ------------------------------------------------------------------------------------------


def test_groups_stand_in_a_column_in_the_class_and_in_the_subject() -> None:
    found = teachers("grp.csv")
    assert led(found) == {
        "5А/физическая культура/мальчики": "Поддубный И. М.",
        "5А/физическая культура/девочки": "Ласкер Э. Э.",
        "5А/труд (технология)": "Кулибин И. П.",
        "5А/математика/1": "Гаусс К. Ф.",
        **{f"5{it}/иностранный язык/1": "Байрон Д. Г." for it in "АБВ"},
        **{f"5{it}/иностранный язык/2": "Шелли П. Б." for it in "АБВ"},
    }
    assert found.faults == ()
    assert led(teachers("slash.csv")) == {
        "5А/математика": "Гаусс К. Ф.",
        "5А/иностранный язык/1": "Байрон Д. Г.",
        "5А/иностранный язык/2": "Шелли П. Б.",
    }


def test_a_group_of_a_diary_that_says_nothing_new_is_the_whole_class() -> None:
    found = teachers("mesh.csv")
    assert led(found) == {
        "5А/математика": "Гаусс К. Ф.",
        "5А/русский язык": "Даль В. И.",
        "5А/иностранный язык/1": "Байрон Д. Г.",
        "5А/иностранный язык/2": "Шелли П. Б.",
        "5А/труд (технология)/мальчики": "Кулибин И. П.",
        "5Б/труд (технология)/мальчики": "Кулибин И. П.",
    }
    assert found.faults == ()


# Files -------------------------------------------------------------------------------------------


def test_old_encodings_and_strict_workbooks_are_read() -> None:
    for name in ("enc866.csv", "enckoi.csv"):
        assert led(teachers(name)) == {"5А/русский язык": "Даль В. И.", "5А/музыка": "Глинка М. И."}
    assert led(teachers("strict.xlsx")) == {
        "5А/математика": "Гаусс К. Ф.",
        "5Б/математика": "Эйлер Л. П.",
        "5А/иностранный язык/1": "Байрон Д. Г.",
        "5А/иностранный язык/2": "Шелли П. Б.",
    }


@pytest.mark.parametrize("name", ["sections2.xlsx", "merged.xls", "merged.ods"])
def test_merged_cells_of_every_kind_of_workbook_say_the_same(name: str) -> None:
    (sheet,) = read_table(DATA / name)
    assert [sheet.rows[at].cells for at in (1, 4)] == [("5А класс",) * 3, ("5Б класс",) * 3]
    assert led(teachers(name)) == {
        "5А/математика": "Гаусс К. Ф.",
        "5А/русский язык": "Даль В. И.",
        "5Б/математика": "Эйлер Л. П.",
    }


@pytest.mark.parametrize("name", ["rep2.xls", "rep3.xls"])
def test_a_web_page_that_is_called_a_workbook_is_named_with_the_cure(name: str) -> None:
    with pytest.raises(PlanError, match=r"веб-страница.*сохраните как \.xlsx"):
        read_table(DATA / name)
