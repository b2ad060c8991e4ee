"""The question about classes, asked with keys alone."""

from __future__ import annotations

import time
from datetime import date

import pytest
from msgspec.structs import replace
from textual.widgets import Static

from sferum_tui.guidance.loading import preset_answers
from sferum_tui.rollout.answers import Classes, Subjects
from sferum_tui.rollout.class_edits import letters_of, names_of, with_planned
from sferum_tui.rollout.school import LETTERS
from sferum_tui.screens.wizard.classes import ClassesQuestion
from sferum_tui.screens.wizard.form import EntryDialog
from sferum_tui.screens.wizard.steps import faults
from sferum_tui.screens.wizard.subjects import SubjectsQuestion
from tests.screens.wizard.form_app import MONDAY
from tests.screens.wizard.grid_app import (
    SIZES,
    asked,
    at_once,
    grid_session,
    paste,
    shown,
    with_classes,
)
from tests.support.glyphs import non_wgl4

SHORT = {"5": ("А", "Б"), "8": ("А", "Б", "В")}


def line_of(text: str, start: str) -> str:
    """The line of the screen that begins so."""
    return next(line for line in text.splitlines() if line.lstrip(" ►").startswith(start))


@pytest.mark.parametrize("size", SIZES)
async def test_the_question_is_whole_in_every_size(size: tuple[int, int]) -> None:
    async with asked(ClassesQuestion(grid_session()), size) as pilot:
        text = shown(pilot)
        assert "другие" in text
        assert "1А · в параллели 3 класса" in text
        assert "1–4" in text
        assert "Цифры" in text
        assert max(len(line) for line in text.splitlines()) <= size[0]
        assert not non_wgl4(text)


async def test_a_high_window_tells_chats_and_terms_of_every_stage() -> None:
    async with asked(ClassesQuestion(grid_session()), (120, 40)) as pilot:
        text = shown(pilot)
        assert "■ 4 этап   1–4     12 классов      12 чатов   8–14 дек." in text
        assert "30 нояб. – 3 дек." in text


async def test_space_takes_a_class_away_and_brings_it_back() -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("right", "space")
        assert letters_of(session.answers.classes, "1") == ("А", "В")
        assert "1Б: нет такого класса" in shown(pilot)
        assert "30 классов" in session.summary()
        await pilot.press("space")
        assert letters_of(session.answers.classes, "1") == ("А", "Б", "В")


async def test_digits_set_the_number_of_parallels() -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("down", "5")
        assert len(letters_of(session.answers.classes, "2")) == 5
        await pilot.press("down", "1", "2")
        assert len(letters_of(session.answers.classes, "3")) == 12
        assert line_of(shown(pilot), "3 ").endswith("12")
        await pilot.press("backspace")
        assert len(letters_of(session.answers.classes, "3")) == 1
        await pilot.press("backspace")
        assert len(letters_of(session.answers.classes, "3")) == 3


async def test_a_third_digit_begins_another_number() -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("1", "2", "4")
        assert len(letters_of(session.answers.classes, "1")) == 4
        await pilot.press("ctrl+z")
        assert len(letters_of(session.answers.classes, "1")) == 12


async def test_too_many_parallels_are_refused_with_a_word() -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("9", "9")
        assert "▲ больше 33 классов" in shown(pilot)
        assert len(letters_of(session.answers.classes, "1")) == 9


async def test_a_number_below_the_named_classes_may_still_become_one_above() -> None:
    session = grid_session(answers=with_classes({"5": ("кадетский", "спортивный")}))
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("1")
        assert "с именами" in shown(pilot)
        await pilot.press("2")
        assert len(letters_of(session.answers.classes, "5")) == 12
        await pilot.press("ctrl+z")
        assert letters_of(session.answers.classes, "5") == ("кадетский", "спортивный")


@pytest.mark.parametrize("keys", ["гд", "ГД", "ul"])
async def test_a_letter_leads_to_its_column_in_both_layouts(keys: str) -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press(keys[0], "space", keys[1], "space")
        assert letters_of(session.answers.classes, "1") == ("А", "Б", "В", "Г", "Д")


async def test_a_letter_without_a_column_is_refused() -> None:
    async with asked(ClassesQuestion(grid_session())) as pilot:
        await pilot.press("ё")
        assert "столбца «Ё» нет: класс добавит Insert" in shown(pilot)
        await pilot.press("right")
        assert "столбца" not in shown(pilot)


async def test_columns_scroll_past_the_last_letter() -> None:
    async with asked(ClassesQuestion(grid_session("complex")), (60, 18)) as pilot:
        await pilot.press("я")
        head = line_of(shown(pilot), "←")
        assert "Э Ю Я" in head
        await pilot.press("2", "8")
        assert line_of(shown(pilot), "1 ").split()[-2:] == ["28", "28"]


async def test_up_from_the_first_grade_shows_the_rare_ones() -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        assert "1 доп." not in shown(pilot)
        await pilot.press("up", "space")
        assert names_of(session.answers.classes) >= {"0А"}
        await pilot.press("down", "down", "space")
        assert names_of(session.answers.classes) >= {"1 доп. А"}


async def test_left_from_the_first_letter_gives_a_class_without_one() -> None:
    session = grid_session(answers=with_classes({"1": ("А",)}))
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("down", "left", "space")
        assert letters_of(session.answers.classes, "2") == ("",)
        await pilot.press("right", "right", "space")
        assert letters_of(session.answers.classes, "2") == ("А", "Б")


async def test_a_class_without_a_letter_beside_others_is_refused() -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("left", "space")
        assert "только один" in shown(pilot)
        assert session.answers == preset_answers("city", MONDAY)


async def test_insert_adds_a_class_with_a_name_and_leads_to_it() -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("down", "down", "insert", *"кадетский", "enter")
        assert letters_of(session.answers.classes, "3") == ("А", "Б", "В", "кадетский")
        text = shown(pilot)
        assert "3 кадетский · в параллели 4 класса" in text
        assert line_of(text, "3 ").split()[-2:] == ["кадетский", "4"]
        await pilot.press("delete")
        assert letters_of(session.answers.classes, "3") == ("А", "Б", "В")


async def test_a_name_pasted_with_signs_that_are_not_seen_is_plain() -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("insert")
        await paste(pilot, "кадет\u00adскии")
        await paste(pilot, "\u0306")
        await pilot.press("enter")
        assert "кадетский" in letters_of(session.answers.classes, "1")


async def test_what_is_wrong_with_a_name_stands_beside_the_field_and_is_kept() -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("insert", "а", "enter")
        assert "класс 1А уже есть" in shown(pilot)
        await pilot.press("escape")
        empty = {"classes.new.1.opened": "", "classes.new.1.size": ""}
        assert session.typed == {"classes.new.1.name": "а", **empty}
        assert "Не добавлен: «а» · Insert продолжит, F8 забудет" in shown(pilot)
        assert list(faults(session)) == []
        await pilot.press("insert", "backspace", "Г", "enter")
        assert names_of(session.answers.classes) >= {"1Г"}
        assert session.typed == {}


async def test_a_name_is_kept_while_it_is_typed() -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("insert", *"кад")
        assert session.typed["classes.new.1.name"] == "кад"
    assert list(faults(session)) == []


async def test_a_dialog_that_stays_empty_leaves_nothing() -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("insert", "а", "backspace", "escape")
        assert session.typed == {}
        assert session.answers == preset_answers("city", MONDAY)


async def test_a_mixed_class_is_added_in_its_row_and_its_stage_chosen() -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("pagedown", "pagedown", "space", *"4-5", "enter")
        assert session.answers.classes.mixed == {"4–5": 3}
        assert "4–5: класс-комплект, 3 этап" in shown(pilot)
        await pilot.press("f4", "down", "left", "enter")
        assert session.answers.classes.mixed == {"4–5": 4}
        assert "4–5: класс-комплект, 4 этап" in shown(pilot)
        await pilot.press("space")
        assert session.answers.classes.mixed == {}


async def test_a_mixed_class_takes_the_place_of_the_classes_it_names() -> None:
    school = with_classes({"1": ("",), "2": ("",), "3": ("А", "Б"), "5": ("",)})
    session = grid_session(answers=school)
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("pagedown", "pagedown", "insert", *"1-3")
        text = shown(pilot)
        assert "Вместо классов          [√] 1   [√] 2   [ ] 3А  [ ] 3Б" in text
        assert "уйдут 2 класса: их дети в комплекте" in text
        await pilot.press("enter")
        assert session.answers.classes.by_grade == {"3": ("А", "Б"), "5": ("",)}
        assert session.answers.classes.mixed == {"1–3": 4}
        await pilot.press("ctrl+z")
        assert session.answers == school


async def test_a_mixed_class_typed_into_the_row_of_a_grade_is_pointed_to_its_own_row() -> None:
    async with asked(ClassesQuestion(grid_session(answers=with_classes({"1": ("",)})))) as pilot:
        await pilot.press("insert", *"1-3")
        await pilot.pause()
        assert "3-й из 1-х; комплект — в строке «комплект»" in shown(pilot)


async def test_a_mixed_class_has_a_column_of_subjects_of_its_own() -> None:
    session = grid_session(answers=with_classes({"8": ("А",)}, {"5+7": 3}))
    session.update(with_planned(session.answers, session.reference.curriculum))
    async with asked(SubjectsQuestion(session)) as pilot:
        assert "5+7" in shown(pilot)
        await pilot.press("right", "space")
    subjects = session.answers.subjects.by_grade
    assert subjects["5+7"] == ()
    assert subjects["7"] == session.reference.curriculum.grades["7"]
    assert not [it for it in session.rollout.of_scope("subject") if it.class_name == "5+7"]


async def test_a_stage_chosen_by_hand_stays_when_a_mixed_class_opens_later() -> None:
    session = grid_session(answers=with_classes(SHORT, {"1–3": 2}))
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("pagedown", "pagedown", "f4", "end", "down", "down", *"01.03", "enter")
        assert session.answers.classes.mixed == {"1–3": 2}
        assert session.answers.classes.opened == {"1–3": date(2027, 3, 1)}


async def test_a_digit_in_the_row_of_mixed_classes_is_refused() -> None:
    async with asked(ClassesQuestion(grid_session())) as pilot:
        await pilot.press("pagedown", "pagedown", "3")
        assert "по одному: Insert" in shown(pilot)


async def test_a_class_opens_later_and_says_so() -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press(*["down"] * 4, "right", "f4", "down", *"01.03", "enter")
        assert session.answers.classes.opened == {"5Б": date(2027, 3, 1)}
        text = shown(pilot)
        assert "5Б · открыт с 01.03.2027" in text
        assert "Б с 01.03" in line_of(text, "5 ")
        await pilot.press("f4", "down", "delete", "enter")
        assert session.answers.classes.opened == {}


async def test_the_size_of_a_class_is_typed_in_its_dialog_and_goes_along_with_its_name() -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press(*["down"] * 4, "f4", "down", "down", *"100", "enter")
        assert "↑ от 1 до 99" in shown(pilot)
        await pilot.press(*["backspace"] * 3, "2", "х", "7", "enter")
        assert session.answers.sizes == {"5А": 27}
        await pilot.press("f4", "backspace", "backspace", *"5Щ", "enter")
        assert session.answers.sizes == {"5Щ": 27}
        await pilot.press("ctrl+z")
        assert session.answers.sizes == {"5А": 27}
        await pilot.press("а", "f4", "down", "down", "backspace", "backspace", "enter")
        assert session.answers.sizes == {}


async def test_a_class_can_not_open_before_the_structure() -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("f4", "down", *"01.09", "enter")
        assert "не раньше 23.11.2026" in shown(pilot)
        await pilot.press("escape")
        assert session.answers.classes.opened == {}
        assert list(faults(session)) == []


async def test_the_opening_day_goes_with_the_class_and_comes_back_with_undo() -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("f4", "down", *"01.03.2027", "enter", "1", "2")
        assert session.answers.classes.opened == {"1А": date(2027, 3, 1)}
        await pilot.press("space")
        assert session.answers.classes.opened == {}
        await pilot.press("ctrl+z")
        assert session.answers.classes.opened == {"1А": date(2027, 3, 1)}


async def test_a_renamed_class_keeps_ticks_teachers_and_subgroups() -> None:
    answers = with_classes(SHORT)
    answers = replace(
        answers,
        people=replace(answers.people, class_teachers={"8В": "Иванова И. И."}),
        subjects=replace(answers.subjects, subgroups={"8В/математика": ("1", "2")}),
    )
    session = grid_session(answers=answers, ticked=("2а/8В", "2б/8В/математика/1"))
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press(*["down"] * 3, "в", "f4", *["backspace"] * 2, *"кадетский", "enter")
        now = session.answers
        assert letters_of(now.classes, "8") == ("А", "Б", "кадетский")
        assert now.people.class_teachers == {"8 кадетский": "Иванова И. И."}
        assert now.subjects.subgroups == {"8 кадетский/математика": ("1", "2")}
        assert session.renamed["2а/8В"] == "2а/8 кадетский"
        assert session.renamed["2б/8В/математика/1"] == "2б/8 кадетский/математика/1"
        assert "8 кадетский" in shown(pilot)
        await pilot.press("ctrl+z")
        assert session.answers == answers
        assert session.renamed == {}


async def test_a_class_is_not_renamed_into_another_one() -> None:
    session = grid_session(answers=with_classes(SHORT))
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("f4", "backspace", "Б", "enter")
        assert "класс 5Б уже есть" in shown(pilot)
        await pilot.press("backspace", "backspace", *"6А", "enter")
        assert "другая параллель" in shown(pilot)
        await pilot.press("backspace", "backspace", *"5А", "enter")
        assert session.answers.classes.by_grade == SHORT
        assert not isinstance(pilot.app.screen, EntryDialog)


async def test_the_only_class_gets_its_letter_with_its_ticks_and_back() -> None:
    session = grid_session("village", ticked=("2а/8", "2б/8/физика"))
    before = session.answers
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press(*["down"] * 7, "2")
        assert letters_of(session.answers.classes, "8") == ("А", "Б")
        assert session.renamed["2а/8"] == "2а/8А"
        assert session.renamed["2б/8/физика"] == "2б/8А/физика"
        await pilot.press("backspace", "1")
        assert session.answers == before
        assert session.renamed == {}


async def test_a_new_grade_brings_its_subjects() -> None:
    session = grid_session(answers=replace(with_classes(SHORT), subjects=Subjects()))
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press(*["down"] * 5, "2")
        assert "химия" in session.answers.subjects.by_grade["10"]


# Undo and speed ---------------------------------------------------------------------------------


async def test_changes_are_taken_back_one_by_one() -> None:
    session = grid_session()
    states = [session.answers]
    async with asked(ClassesQuestion(session)) as pilot:
        for keys in (("space",), ("down", "1", "2"), ("insert", "ф", "enter")):
            await pilot.press(*keys)
            states.append(session.answers)
        assert len(set(map(repr, states))) == 4
        for state in reversed(states[:-1]):
            assert "Ctrl+Z отменит" in shown(pilot)
            await pilot.press("ctrl+z")
            assert session.answers == state
        assert "Ctrl+Z" not in shown(pilot)
        await pilot.press("ctrl+z")
        assert session.answers == states[0]


async def test_keys_that_come_at_once_are_all_counted() -> None:
    session = grid_session(answers=with_classes({"1": ("А",)}))
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("right", *["space", "right"] * 8, "down", "1", "2")
        assert len(letters_of(session.answers.classes, "1")) == 9
        assert len(letters_of(session.answers.classes, "2")) == 12


async def test_a_click_switches_a_class() -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        lines = shown(pilot).splitlines()
        row = next(
            number for number, line in enumerate(lines) if line.lstrip(" ►").startswith("2 ")
        )
        await pilot.click(offset=(lines[row].index("■") + 2, row))
        assert letters_of(session.answers.classes, "2") == ("А", "В")


async def test_enter_goes_on() -> None:
    async with asked(ClassesQuestion(grid_session())) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.answered  # type: ignore[attr-defined]


async def test_a_complex_of_240_classes_is_a_handful_of_widgets_and_quick() -> None:
    session = grid_session("complex")
    async with asked(ClassesQuestion(session)) as pilot:
        assert len(pilot.app.screen.query("ClassesQuestion *")) < 10
        begin = time.process_time()
        await pilot.press(*["space"] * 6)
        # A key takes about 60 ms of work, the making of 2,100 chats included.
        assert time.process_time() - begin < 6
        assert "240 классов" in session.summary()


async def test_a_name_that_comes_at_once_arrives_whole_in_a_school_of_240_classes() -> None:
    session = grid_session("complex")
    name = "театральный имени А. Н. Островского, второй поток, для тех, кто вечерами"
    assert len(name) == 72
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("insert")
        await at_once(pilot, name)
        assert session.typed["classes.new.1.name"] == name
        assert "название класса длиннее 30 знаков" in shown(pilot)
        await at_once(pilot, [*["backspace"] * 61, "enter"])
        assert letters_of(session.answers.classes, "1")[-1] == name[:11]
        assert len(names_of(session.answers.classes)) == 241


async def test_keys_that_come_at_once_reach_each_its_class_in_a_school_of_240() -> None:
    session = grid_session("complex")
    before = names_of(session.answers.classes)
    there = [*["space", "right"] * 17, "space", "down"]
    back = [*["space", "left"] * 17, "space", "down"]
    assert len([*there, *back]) == 72
    async with asked(ClassesQuestion(session)) as pilot:
        await at_once(pilot, [*there, *back])
        gone = {f"{grade}{letter}" for grade in "12" for letter in LETTERS[:18]}
        assert names_of(session.answers.classes) == before - gone


async def test_a_school_without_classes_can_begin() -> None:
    session = grid_session(answers=replace(with_classes(SHORT), classes=Classes()))
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("3", *["down"] * 4, "2")
        assert names_of(session.answers.classes) == {"1А", "1Б", "1В", "5А", "5Б"}
        assert pilot.app.screen.query_one("#grid-sums", Static).content
