"""Names in a table of classes and subjects: what a paste fills, what subgroups get."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sferum_tui.editing.pasted_names import PasteError, pasted
from sferum_tui.editing.teachers import (
    CLASS_TEACHER,
    columns_of,
    names_in,
    taught_cells,
    with_names,
)
from sferum_tui.guidance.loading import load_reference
from sferum_tui.rollout.answers import People, Subjects
from sferum_tui.rollout.imports.subject_names import SubjectNames
from tests.support import school

SUBJECTS = SubjectNames(load_reference().curriculum)
CLASSES, COLUMNS = ("8А", "8Б", "9А"), (CLASS_TEACHER, "математика", "физика")


def test_a_block_without_heads_goes_from_the_cursor_on() -> None:
    assert pasted("Ким\tЛи\nЯн\t", (1, 1), CLASSES, COLUMNS, SUBJECTS) == {
        ("8Б", "математика"): "Ким",
        ("8Б", "физика"): "Ли",
        ("9А", "математика"): "Ян",
    }


def test_names_beyond_the_edges_of_the_table_are_given_back_too() -> None:
    found = pasted("Ким\tЛи\nЯн", (2, 2), CLASSES, COLUMNS, SUBJECTS)
    assert found.pop(("9А", "физика")) == "Ким"
    assert list(found.values()) == ["Ли", "Ян"]
    assert not {(name, column) for name in CLASSES for column in COLUMNS} & found.keys()


def test_a_first_column_of_classes_says_where_the_names_go() -> None:
    assert pasted("9 а\tКим\n8Б\tЛи", (0, 2), CLASSES, COLUMNS, SUBJECTS) == {
        ("9А", "физика"): "Ким",
        ("8Б", "физика"): "Ли",
    }


def test_heads_of_subjects_say_where_the_names_go() -> None:
    text = "класс\tФизика\tхимия\tМатематика\n8А\tКим\tЮн\tЛи"
    assert pasted(text, (2, 0), CLASSES, COLUMNS, SUBJECTS) == {
        ("8А", "физика"): "Ким",
        ("8А", "химия"): "Юн",
        ("8А", "математика"): "Ли",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Класс\tМатем.\tКл. рук.\n8 «А»\tКим\tЛи\n8-б\tЯн\t",
        "Предмет\t8А\t8Б\nматематика\tКим\tЯн\nКлассный руководитель\tЛи\t",
    ],
)
def test_heads_are_read_as_in_any_table(text: str) -> None:
    assert pasted(text, (2, 2), CLASSES, COLUMNS, SUBJECTS) == {
        ("8А", "математика"): "Ким",
        ("8А", CLASS_TEACHER): "Ли",
        ("8Б", "математика"): "Ян",
    }


def test_two_names_of_a_cell_stand_for_two_groups() -> None:
    text = 'Класс\tФизика\n8А\t"Ким А. А.\nЛи Б. Б."'
    assert pasted(text, (0, 0), CLASSES, COLUMNS, SUBJECTS) == {
        ("8А", "физика"): "Ким А. А.; Ли Б. Б."
    }


@pytest.mark.parametrize("text", ["Ким\tфизика", "Класс;Физика\n8А;Ким", "Ким\n204"])
def test_what_is_no_name_fills_no_cell(text: str) -> None:
    with pytest.raises(PasteError, match="не имя"):
        pasted(text, (0, 1), CLASSES, COLUMNS, SUBJECTS)


def test_names_of_subgroups_stand_in_one_cell_and_go_back_to_them() -> None:
    answers = school.answers(people=People(subject_teachers={"8А/физика": "Ким"}))
    groups = {"8А/физика": ("1", "2")}
    answers = replace(answers, subjects=Subjects(answers.subjects.by_grade, groups))
    cell = ("8А", "физика")
    assert names_in(answers, [cell]) == {cell: "Ким"}
    apart = with_names(answers, {cell: "Ли; Ян"})
    assert apart.people.subject_teachers == {"8А/физика/1": "Ли", "8А/физика/2": "Ян"}
    assert names_in(apart, [cell]) == {cell: "Ли; Ян"}
    assert with_names(apart, {cell: ""}).people.subject_teachers == {}


def test_only_cells_with_chats_are_open() -> None:
    rollout = school.rollout()
    cells = taught_cells(rollout)
    assert columns_of(rollout) == (CLASS_TEACHER, "математика", "физика")
    assert ("5А", "математика") in cells
    assert ("5А", "физика") not in cells
    assert ("1А", CLASS_TEACHER) in cells


def test_names_are_kept_whole_or_refused() -> None:
    names = "; ".join(["Константинопольская-Преображенская А. В."] * 4)
    assert pasted(names, (1, 1), CLASSES, COLUMNS, SUBJECTS) == {(CLASSES[1], COLUMNS[1]): names}
    with pytest.raises(PasteError, match="длиннее 300 знаков"):
        pasted("; ".join([names] * 2), (1, 1), CLASSES, COLUMNS, SUBJECTS)
