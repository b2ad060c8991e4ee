"""A list of classes, pasted or typed."""

from __future__ import annotations

from sferum_tui.rollout.class_edits import names_of
from sferum_tui.rollout.russian import NBSP
from sferum_tui.screens.wizard.classes import ClassesQuestion
from sferum_tui.screens.wizard.form import EntryDialog
from sferum_tui.screens.wizard.steps import faults
from tests.screens.wizard.grid_app import asked, grid_session, paste, shown, with_classes
from tests.support.glyphs import non_wgl4

SHORT = {"5": ("А", "Б"), "8": ("А", "Б", "В")}


async def test_a_pasted_list_is_shown_and_taken_by_enter() -> None:
    session = grid_session(answers=with_classes(SHORT))
    async with asked(ClassesQuestion(session)) as pilot:
        await paste(pilot, "5А 5Б 5В\n8А\t8Б\r\n9 кадетский; 1–3")
        text = shown(pilot).replace(NBSP, " ")
        assert "7 классов" in text
        assert "5: А Б В" in text
        assert "комплекты: 1–3" in text
        assert "появятся 3 класса, уйдёт 1 класс" in text
        await pilot.press("enter")
        assert names_of(session.answers.classes) == {
            "5А", "5Б", "5В", "8А", "8Б", "9 кадетский", "1–3",
        }  # fmt: skip
        assert session.answers.classes.mixed == {"1–3": 4}
        await pilot.press("ctrl+z")
        assert names_of(session.answers.classes) == {"5А", "5Б", "8А", "8Б", "8В"}


async def test_a_list_can_be_added_to_what_is_there() -> None:
    session = grid_session(answers=with_classes(SHORT))
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("f5", *"5Г, 6А", "down", "right", "up", "end", *" 7А", "enter")
        assert names_of(session.answers.classes) == {"5Г", "6А", "7А"}
        await pilot.press("ctrl+z", "f5", *"5Г, 6А", "enter")
        assert names_of(session.answers.classes) == {"5А", "5Б", "5Г", "6А", "8А", "8Б", "8В"}


async def test_the_parts_of_a_list_that_are_no_classes_are_kept_to_be_put_right() -> None:
    session = grid_session(answers=with_classes(SHORT))
    async with asked(ClassesQuestion(session)) as pilot:
        await paste(pilot, "5Г, Щ7, 6А, 15А")
        assert "не похоже на класс: «Щ7», «15А»" in shown(pilot)
        await pilot.press("enter")
        assert names_of(session.answers.classes) >= {"5Г", "6А"}
        assert session.typed == {"classes.list.text": "Щ7; 15А"}
        assert "Не понято в списке: «Щ7; 15А» · F5 продолжит, F8 забудет" in shown(pilot)
        assert list(faults(session)) == []
        await pilot.press("f5", "end", *["backspace"] * 7, *"7Щ", "enter")
        assert names_of(session.answers.classes) >= {"7Щ"}
        assert session.typed == {}


async def test_what_was_not_understood_in_a_list_is_dropped_with_one_key() -> None:
    session = grid_session(answers=with_classes(SHORT))
    async with asked(ClassesQuestion(session)) as pilot:
        await paste(pilot, "5Г, Щ7")
        await pilot.press("enter")
        classes = session.answers.classes
        await pilot.press("f8")
        assert session.typed == {}
        assert session.answers.classes == classes
        assert "F8" not in shown(pilot)


async def test_a_list_without_any_class_stays_in_its_field() -> None:
    session = grid_session(answers=with_classes(SHORT))
    async with asked(ClassesQuestion(session)) as pilot:
        await paste(pilot, "какие-то слова")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, EntryDialog)
        await pilot.press("escape")
        assert session.typed["classes.list.text"] == "какие-то слова"
        assert session.answers.classes.by_grade == SHORT


async def test_a_second_list_stands_behind_what_is_left_of_the_first() -> None:
    session = grid_session(answers=with_classes(SHORT))
    session.typed["classes.list.text"] = "Щ7"
    async with asked(ClassesQuestion(session)) as pilot:
        await paste(pilot, "6А")
        await pilot.press("enter")
        assert names_of(session.answers.classes) >= {"6А"}
        assert session.typed == {"classes.list.text": "Щ7"}


async def test_markup_and_control_signs_of_a_list_are_only_text() -> None:
    session = grid_session(answers=with_classes(SHORT))
    async with asked(ClassesQuestion(session)) as pilot:
        await paste(pilot, "5 [red]x[/], 6А\x1b[31m, [/]")
        await pilot.press("enter")
        assert not non_wgl4(shown(pilot))
        assert names_of(session.answers.classes) >= {"5 [red]x["} or session.typed
