"""Edits of what is taught where, without a screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sferum_tui.editing.subjects import (
    by_curriculum,
    is_split,
    merge,
    rename_subject,
    split,
    switched,
    switched_all,
    with_carried,
    with_names,
    with_subgroups,
    with_subject,
    without_subject,
    without_subjects,
)
from sferum_tui.editing.teaching import (
    MOST,
    SubjectColumn,
    Teaching,
    columns_of,
    counted,
    offered,
    read_subgroups,
)
from sferum_tui.guidance.loading import load_curriculum
from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.rollout.answers import Answers, Association, Classes, People, Subjects
from sferum_tui.rollout.chats import make_chats
from sferum_tui.rollout.class_edits import with_planned
from sferum_tui.rollout.school import school_classes

RULES, CURRICULUM = load_recommendations(), load_curriculum()
CLASSES = Classes({"1": ("А",), "5": ("А",), "8": ("А", "Б"), "10": ("А",)}, {"6–7": 3})
MATHS = ("алгебра", "геометрия", "вероятность и статистика")


def city(classes: Classes = CLASSES) -> Teaching:
    """A school that teaches what the curriculum says."""
    columns = columns_of(school_classes(classes, RULES))
    teaching = Teaching(Subjects(), columns, CURRICULUM)
    return by_curriculum(teaching, columns)


def column(teaching: Teaching, grade: str) -> SubjectColumn:
    """The column of a grade."""
    return next(it for it in teaching.columns if it.grade == grade)


def chat_ids(teaching: Teaching, classes: Classes = CLASSES) -> list[str]:
    """The ids of the subject chats that follow."""
    answers = Answers(classes=classes, subjects=teaching.subjects)
    return [it.id for it in make_chats(answers, RULES) if it.kind.scope == "subject"]


edits = st.lists(
    st.tuples(
        st.sampled_from(
            ["switch", "all", "subgroups", "split", "merge", "add", "remove", "none", "names"]
        ),
        st.sampled_from(["математика", "алгебра", "геометрия", "музыка", "шахматы"]),
        st.sampled_from(["", "1", "5", "6–7", "8", "10"]),
        st.integers(1, 3),
    ),
    max_size=8,
)


def edited(teaching: Teaching, edit: tuple[str, str, str, int]) -> Teaching:
    """What a key of the grid does."""
    what, name, grade, number = edit
    one = column(teaching, grade) if grade else None
    columns = (one,) if one else teaching.columns
    match what:
        case "switch":
            return switched(teaching, name, one)
        case "all":
            return switched_all(teaching, one)
        case "subgroups":
            return with_subgroups(teaching, name, columns, number)
        case "split":
            return split(teaching, columns)
        case "merge":
            return merge(teaching, columns)
        case "add":
            return with_subject(teaching, name, columns)
        case "remove":
            return without_subject(teaching, name, columns)
        case "none":
            return without_subjects(teaching, columns)
    return with_names(teaching, "8Б", name, ("англ", "нем"))


def test_a_mixed_class_stands_in_a_column_of_its_own_after_its_oldest_grade() -> None:
    assert [(it.grade, it.stage, it.classes) for it in city().columns] == [
        ("1", 4, ("1А",)),
        ("5", 3, ("5А",)),
        ("6–7", 3, ("6–7",)),
        ("8", 2, ("8А", "8Б")),
        ("10", 2, ("10А",)),
    ]


def test_the_first_grade_that_repeats_follows_the_first_until_it_has_its_own() -> None:
    teaching = city(Classes({"1": ("А",), "1 доп.": ("А",)}))
    again = column(teaching, "1 доп.")
    teaching = replace(teaching, subjects=Subjects({"1": ("шахматы",)}))
    assert teaching.taught("1 доп.") == ("шахматы",)
    assert without_subject(teaching, "шахматы", (again,)).taught("1 доп.") == ()
    assert without_subject(teaching, "шахматы", (again,)).taught("1") == ("шахматы",)


def test_rows_are_those_of_the_curriculum_with_courses_and_own_subjects_in_their_place() -> None:
    rows = city().rows()
    assert rows[:4] == ("русский язык", "литература", "иностранный язык", "математика")
    assert "алгебра" not in rows
    parted = split(city(), city().columns)
    assert parted.rows()[4:7] == MATHS
    own = replace(city(), subjects=Subjects({"5": ("литература", "шахматы", "математика")}))
    assert own.rows()[1:3] == ("литература", "шахматы")


def test_a_row_does_not_go_when_its_last_chat_does() -> None:
    own = with_subject(city(), "шахматы", city().columns[1:2])
    gone = without_subject(own, "шахматы", own.columns)
    assert "шахматы" not in gone.rows()
    assert gone.rows(own.rows()) == own.rows()


def test_a_primary_school_chooses_from_the_subjects_of_the_nearest_grade() -> None:
    assert offered(CURRICULUM, "2") == CURRICULUM.grades["5"]
    assert offered(CURRICULUM, "1 доп.") == CURRICULUM.grades["5"]
    assert "физика" not in city(Classes({"2": ("А",)})).rows()


def test_a_subject_goes_in_all_grades_and_comes_back_where_it_is_usual() -> None:
    teaching = with_subject(city(), "музыка", (column(city(), "1"),))
    off = switched(teaching, "музыка", None)
    assert not any(off.has("музыка", it) for it in off.columns)
    on = switched(off, "музыка", None)
    assert [it.grade for it in on.columns if on.has("музыка", it)] == ["5", "6–7", "8"]


def test_all_subjects_of_a_grade_go_and_come_back_by_the_curriculum() -> None:
    teaching, eighth = city(), column(city(), "8")
    off = switched_all(teaching, eighth)
    assert off.subjects.by_grade["8"] == ()
    assert off.taught("5") == teaching.taught("5")
    assert switched_all(off, eighth).subjects == teaching.subjects


def test_no_subject_chats_at_all_and_back() -> None:
    teaching = with_subgroups(city(), "иностранный язык", city().columns[1:], 2)
    off = switched_all(teaching, None)
    assert chat_ids(off) == []
    on = switched_all(off, None)
    assert on.subjects.by_grade == city().subjects.by_grade
    assert on.taught("1") == ()


def test_subjects_of_a_primary_grade_are_added_only_on_request() -> None:
    teaching, first = city(), column(city(), "1")
    assert teaching.taught("1") == ()
    assert switched_all(teaching, first).taught("1") == CURRICULUM.grades["5"]
    assert "математика" in switched(teaching, "математика", first).taught("1")


def test_a_new_subject_of_a_grade_stands_where_its_row_does() -> None:
    teaching = without_subject(city(), "литература", city().columns)
    names = with_subject(teaching, "литература", (column(teaching, "8"),)).taught("8")
    assert names[:3] == ("русский язык", "литература", "иностранный язык")


def test_courses_and_the_subject_that_unites_them_exclude_each_other() -> None:
    teaching, eighth, fifth = city(), column(city(), "8"), column(city(), "5")
    parted = switched(teaching, "алгебра", eighth)
    assert "математика" not in parted.taught("8")
    joined = switched(parted, "математика", eighth)
    assert "алгебра" not in joined.taught("8")
    assert "математика" in switched(teaching, "алгебра", fifth).taught("5")


def test_maths_parts_into_the_courses_of_each_grade_and_becomes_one_again() -> None:
    teaching = city()
    assert is_split(teaching, teaching.columns) is False
    parted = split(teaching, teaching.columns)
    assert parted.taught("8")[3:6] == MATHS
    assert "алгебра и начала анализа" in parted.taught("10")
    assert "математика" in parted.taught("5")
    assert is_split(parted, parted.columns) is True
    assert merge(parted, parted.columns).subjects == teaching.subjects


def test_one_grade_parts_alone() -> None:
    teaching, eighth = city(), column(city(), "8")
    parted = split(teaching, (eighth,))
    assert "математика" in parted.taught("6–7")
    assert is_split(parted, (eighth,)) is True
    assert is_split(parted, parted.columns) is False
    assert is_split(parted, (column(parted, "5"),)) is None


def test_subgroups_go_along_when_maths_parts_and_becomes_one() -> None:
    teaching = with_names(city(), "8А", "математика", ("база", "профиль"))
    parted = split(teaching, teaching.columns)
    assert parted.subjects.subgroups == {f"8А/{name}": ("база", "профиль") for name in MATHS}
    assert merge(parted, parted.columns).subjects == teaching.subjects


def test_a_digit_makes_subgroups_in_every_class_and_keeps_names() -> None:
    eighth = (column(city(), "8"),)
    teaching = with_names(city(), "8Б", "иностранный язык", ("английский", "немецкий"))
    teaching = with_subgroups(teaching, "иностранный язык", eighth, 3)
    assert teaching.subjects.subgroups == {
        "8А/иностранный язык": ("1", "2", "3"),
        "8Б/иностранный язык": ("английский", "немецкий", "1"),
    }
    assert teaching.cell("иностранный язык", eighth[0]) == (3, 3)
    assert with_subgroups(teaching, "иностранный язык", eighth, 1).subjects == city().subjects


def test_subgroups_of_a_subject_that_is_not_taught_begin_it() -> None:
    first = column(city(), "1")
    teaching = with_subgroups(city(), "музыка", (first,), 2)
    assert teaching.taught("1") == ("музыка",)
    assert teaching.cell("музыка", first) == (2,)


def test_a_subject_of_one_class_alone_is_one_with_subgroups_there() -> None:
    eighth = column(city(), "8")
    teaching = with_names(city(), "8Б", "шахматы", ("1",))
    assert teaching.cell("шахматы", eighth) == (0, 1)
    assert "шахматы" in teaching.rows()
    assert "шахматы" in without_subjects(teaching, (eighth,)).rows(teaching.rows())
    assert chat_ids(without_subjects(teaching, teaching.columns)) == []


@given(edits)
def test_the_cells_are_the_chats_there_will_be_whatever_was_edited(
    keys: list[tuple[str, str, str, int]],
) -> None:
    teaching = city()
    for key in keys:
        teaching = edited(teaching, key)
    ids = chat_ids(teaching)
    assert len(ids) == len(set(ids))
    upper = [it for it in teaching.columns if it.stage != 4]
    rows = teaching.rows()
    assert sum(sum(teaching.cell(name, it)) for name in rows for it in upper) == len(ids)
    answers = Answers(classes=CLASSES, subjects=teaching.subjects)
    counts = counted(make_chats(answers, RULES), teaching.columns)
    for it in upper:
        for name in rows:
            assert counts[it.grade, name] == sum(teaching.cell(name, it))


@given(edits)
def test_edits_touch_no_list_of_another_grade(keys: list[tuple[str, str, str, int]]) -> None:
    teaching = city()
    for key in keys:
        new = edited(teaching, key)
        if key[2] and key[0] != "names":
            for it in teaching.columns:
                if it.grade != key[2]:
                    assert new.in_grade(it) == teaching.in_grade(it)
        teaching = new


def test_a_renamed_subject_takes_subgroups_teachers_and_association_along() -> None:
    answers = Answers(
        subjects=Subjects(
            {"8": ("иностранный язык", "химия")}, {"8А/иностранный язык": ("1", "2")}
        ),
        people=People(
            associations=(Association("языки", ("иностранный язык", "русский язык")),),
            subject_teachers={
                "8А/иностранный язык/1": "Петров П. П.",
                "8А/химия": "Иванова И. И.",
            },
        ),
    )
    new = rename_subject(answers, "иностранный язык", "английский язык")
    assert new.subjects == Subjects(
        {"8": ("английский язык", "химия")}, {"8А/английский язык": ("1", "2")}
    )
    assert new.people.associations[0].subjects == ("английский язык", "русский язык")
    assert list(new.people.subject_teachers) == ["8А/английский язык/1", "8А/химия"]


def test_a_new_grade_gets_the_subjects_of_the_curriculum_and_an_old_one_keeps_its_own() -> None:
    answers = Answers(classes=CLASSES, subjects=Subjects({"8": (), "5": ("химия",)}))
    by_grade = with_planned(answers, CURRICULUM).subjects.by_grade
    assert by_grade["8"] == ()
    assert by_grade["5"] == ("химия",)
    assert by_grade["7"] == CURRICULUM.grades["7"]
    assert list(by_grade) == ["5", "7", "8", "10"]
    complete = replace(answers, subjects=Subjects(by_grade))
    assert with_planned(complete, CURRICULUM) is complete


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        (" , ", ()),
        ("1", ()),
        ("2", ("1", "2")),
        ("1, 2", ("1", "2")),
        ("английский;  немецкий  2", ("английский", "немецкий 2")),
        ("девочки", ("девочки",)),
    ],
)
def test_subgroups_are_a_number_or_names(text: str, names: tuple[str, ...]) -> None:
    assert read_subgroups(text) == names


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (f"{MOST + 1}", "не больше"),
        ("а/б", "«/»"),
        ("х" * 31, "30"),
        ("англ, Англ", "одним названием"),
    ],
)
def test_what_is_wrong_with_subgroups_is_said(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read_subgroups(text)


def test_a_subject_of_one_class_alone_is_shown_in_that_class() -> None:
    teaching = city()
    own = replace(teaching.subjects, subgroups={"8А/черчение": ()})
    teaching = replace(teaching, subjects=own)
    assert teaching.cell("черчение", column(teaching, "8")) == (1, 0)
    assert "черчение" in teaching.in_grade(column(teaching, "8"))
    assert "2б/8А/черчение" in chat_ids(teaching)


# Mixed classes and courses -----------------------------------------------------------------------


def test_a_mixed_class_follows_its_oldest_grade_until_it_has_subjects_of_its_own() -> None:
    teaching = city()
    mixed = column(teaching, "6–7")
    teaching = replace(teaching, subjects=Subjects({"7": CURRICULUM.grades["7"]}))
    assert teaching.taught("6–7") == CURRICULUM.grades["7"]
    own = without_subject(teaching, "физика", (mixed,))
    assert own.subjects.by_grade["7"] == CURRICULUM.grades["7"]
    assert "физика" not in own.taught("6–7")
    assert "3б/6–7/физика" in chat_ids(teaching)
    assert "3б/6–7/физика" not in chat_ids(own)
    assert "3б/6–7/история" in chat_ids(own)


def people(**parts: object) -> Answers:
    teachers = {"8А/математика": "Ким Е. П.", "8Б/математика/1": "Ли А. Б."}
    associations = (Association("точные науки", ("физика", "математика", "химия")),)
    return Answers(people=People(subject_teachers=teachers, associations=associations))


def test_courses_get_the_teachers_of_the_subject_and_their_place_in_the_association() -> None:
    before = city()
    after = split(before, before.columns)
    carried = with_carried(people(), before, after).people
    for name in MATHS:
        assert carried.subject_teachers[f"8А/{name}"] == "Ким Е. П."
        assert carried.subject_teachers[f"8Б/{name}/1"] == "Ли А. Б."
    [item] = carried.associations
    assert item.subjects[0] == "физика"
    assert set(MATHS) < set(item.subjects)
    back = with_carried(replace(people(), people=carried), after, merge(after, after.columns))
    assert back.people.subject_teachers["8А/математика"] == "Ким Е. П."
    assert back.people.associations == people().people.associations


def test_a_course_that_has_a_teacher_keeps_it() -> None:
    answers = people()
    teachers = {**answers.people.subject_teachers, "8А/геометрия": "Ян О. О."}
    answers = replace(answers, people=replace(answers.people, subject_teachers=teachers))
    before = city()
    carried = with_carried(answers, before, split(before, before.columns)).people
    assert carried.subject_teachers["8А/геометрия"] == "Ян О. О."
    assert carried.subject_teachers["8А/алгебра"] == "Ким Е. П."
