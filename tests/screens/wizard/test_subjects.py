"""The question about subjects, asked with keys alone."""

from __future__ import annotations

import time
from collections.abc import Iterable

import pytest
from msgspec.structs import replace

from sferum_tui.editing.session import Session
from sferum_tui.guidance.loading import load_curriculum, preset_answers
from sferum_tui.rollout.answers import Answers, ChatChoice, Classes, Primary
from sferum_tui.screens.wizard.form import EntryDialog
from sferum_tui.screens.wizard.steps import faults
from sferum_tui.screens.wizard.subjects import SubjectsQuestion
from tests.screens.wizard.form_app import MONDAY
from tests.screens.wizard.grid_app import SIZES, asked, grid_session, paste, shown, with_classes
from tests.support.glyphs import non_wgl4

CURRICULUM = load_curriculum()
MATHS = ("алгебра", "геометрия", "вероятность и статистика")
SMALL = {"1": ("А",), "5": ("А", "Б"), "8": ("А", "Б", "В")}


def small(**parts: object) -> Answers:
    """A school of three grades."""
    return replace(with_classes(SMALL), **parts)  # type: ignore[arg-type]


def taught(session: Session, grade: str) -> tuple[str, ...]:
    """The subjects of a grade."""
    return session.answers.subjects.by_grade.get(grade, ())


def grades_of(session: Session, subject: str) -> list[str]:
    """Where a subject is taught."""
    by_grade = session.answers.subjects.by_grade
    return [grade for grade in SMALL if subject in by_grade.get(grade, ())]


def row_of(text: str, name: str) -> list[str]:
    """The cells of a row of the grid."""
    line = next(line for line in text.splitlines() if line.lstrip(" ►").startswith(name))
    return line.lstrip(" ►").removeprefix(name).split()


def letters(*words: str) -> Iterable[str]:
    """The keys that type words."""
    return (key for word in words for key in word)


@pytest.mark.parametrize(
    ("preset", "size"),
    zip(["village", "complex", "evening", "primary"], [*SIZES, SIZES[0]], strict=True),
)
async def test_the_question_is_whole_in_every_size(preset: str, size: tuple[int, int]) -> None:
    session = grid_session(preset)
    async with asked(SubjectsQuestion(session), size) as pilot:
        text = shown(pilot)
        assert "все предметы" in text
        assert "чатов" in text
        assert "все классы:" in text
        assert "Пробел" in text
        assert max(len(line) for line in text.splitlines()) <= size[0]
        assert not non_wgl4(text)
        await pilot.press("end", "pagedown", "pagedown", "pagedown", "pageup")
        assert session.answers == preset_answers(preset, MONDAY)


async def test_a_narrow_window_uses_short_names() -> None:
    async with asked(SubjectsQuestion(grid_session()), (60, 18)) as pilot:
        assert "ин. яз." in shown(pilot)
    async with asked(SubjectsQuestion(grid_session()), (120, 40)) as pilot:
        assert "духовно-нравственная культура России" in shown(pilot)


async def test_signs_and_sums_tell_what_there_will_be() -> None:
    async with asked(SubjectsQuestion(grid_session(answers=small()))) as pilot:
        text = shown(pilot)
        assert row_of(text, "все предметы") == ["■", "·", "■", "■", "66"]
        assert row_of(text, "химия") == ["■", "·", "·", "■", "3"]
        assert row_of(text, "чатов") == ["24", "42", "66"]


async def test_space_works_on_one_cell() -> None:
    session = grid_session(answers=small())
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("down", "right", "right", "space")
        assert grades_of(session, "русский язык") == ["8"]
        text = shown(pilot)
        assert row_of(text, "русский язык") == ["▒", "·", "·", "■", "3"]
        assert "русский язык, 5-е классы: чатов нет" in text
        await pilot.press("space")
        assert session.answers == small()


async def test_space_in_the_column_of_all_grades_takes_a_subject_away_everywhere() -> None:
    session = grid_session(answers=small())
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("down", "space")
        assert grades_of(session, "русский язык") == []
        assert row_of(shown(pilot), "русский язык")[0] == "·"
        await pilot.press("space")
        assert grades_of(session, "русский язык") == ["5", "8"]


async def test_space_in_the_row_of_all_subjects_takes_a_grade_out() -> None:
    session = grid_session(answers=small())
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("end", "space")
        assert taught(session, "8") == ()
        assert "8" in session.answers.subjects.by_grade
        assert "8-е классы: 0 предметов, 0 чатов" in shown(pilot)
        await pilot.press("space")
        assert taught(session, "8") == CURRICULUM.grades["8"]


async def test_one_key_leaves_a_complex_without_subject_chats() -> None:
    session = grid_session("complex")
    before = len(session.rollout.chats)
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("space")
        assert not session.rollout.of_scope("subject")
        assert before - len(session.rollout.chats) == 1860
        await pilot.press("space")
        assert len(session.rollout.of_scope("subject")) == 1860


async def test_a_complex_of_2100_chats_is_pruned_by_a_few_keys_and_few_widgets() -> None:
    session = grid_session("complex")
    async with asked(SubjectsQuestion(session)) as pilot:
        assert len(pilot.app.screen.query("SubjectsQuestion *")) < 10
        begin = time.process_time()
        for key in "мтф":  # музыка, труд, физическая культура
            await pilot.press(key, "space")
        await pilot.press("и", "space", "pageup", "home")
        # A key takes about 60 ms of work, the making of 2,100 chats included.
        assert time.process_time() - begin < 8
        kept = {chat.subject for chat in session.rollout.of_scope("subject")}
        assert "труд (технология)" not in kept
        assert "физическая культура" not in kept


@pytest.mark.parametrize("key", ["х", "Х", "["])
async def test_a_letter_leads_to_the_next_subject_in_both_layouts(key: str) -> None:
    async with asked(SubjectsQuestion(grid_session())) as pilot:
        await pilot.press({"[": "left_square_bracket"}.get(key, key))
        assert "химия, все классы" in shown(pilot)


async def test_the_same_letter_again_leads_on_and_an_unknown_one_is_refused() -> None:
    async with asked(SubjectsQuestion(grid_session())) as pilot:
        await pilot.press("м")
        assert "математика, все классы" in shown(pilot)
        await pilot.press("м")
        assert "музыка, все классы" in shown(pilot)
        await pilot.press("м")
        assert "математика, все классы" in shown(pilot)
        await pilot.press("ъ")
        assert "предмета на «Ъ» нет" in shown(pilot)


# Subgroups --------------------------------------------------------------------------------------


async def test_a_digit_divides_every_class_of_a_grade() -> None:
    session = grid_session(answers=small())
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("и", "right", "right", "2")
        assert session.answers.subjects.subgroups == {
            "5А/иностранный язык": ("1", "2"),
            "5Б/иностранный язык": ("1", "2"),
        }
        text = shown(pilot)
        assert row_of(text, "иностранный язык") == ["■", "·", "2", "■", "7"]
        assert "5-е классы: 4 чата, по 2 подгруппы в классе" in text
        await pilot.press("1")
        assert session.answers == small()


async def test_a_digit_in_the_column_of_all_grades_divides_where_it_is_taught() -> None:
    session = grid_session(answers=small())
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("и", "2")
        assert len(session.answers.subjects.subgroups) == 5
        assert taught(session, "1") == ()
        await pilot.press("0")
        assert grades_of(session, "иностранный язык") == []
        assert session.answers.subjects.subgroups == {}


async def test_a_digit_in_the_row_of_all_subjects_is_refused() -> None:
    session = grid_session()
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("2")
        assert "▲ подгруппы задают в строке одного предмета" in shown(pilot)
        assert session.answers.subjects.subgroups == {}


async def test_one_class_is_divided_in_its_own_way() -> None:
    session = grid_session(answers=small())
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("и", "end", "f6", "down", *letters("англ, нем"), "f9")
        assert session.answers.subjects.subgroups == {"8Б/иностранный язык": ("англ", "нем")}
        text = shown(pilot)
        assert row_of(text, "иностранный язык") == ["■", "·", "■", "+", "6"]
        assert "подгрупп: 8Б — 2" in text
        ids = {chat.id for chat in session.rollout.of_scope("subject")}
        assert "2б/8Б/иностранный язык/англ" in ids


async def test_faulty_subgroups_are_said_and_kept() -> None:
    session = grid_session(answers=small())
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("и", "end", "f6", *letters("а, а"), "f9")
        assert isinstance(pilot.app.screen, EntryDialog)
        assert "8А: две подгруппы с одним названием" in shown(pilot)
        await pilot.press("escape")
        assert session.answers.subjects.subgroups == {}
        assert list(faults(session)) == []
        assert "Не разделены" in shown(pilot)
        await pilot.press("f6", "backspace", *letters("б"), "f9")
        assert session.answers.subjects.subgroups == {"8А/иностранный язык": ("а", "б")}
        assert session.typed == {}


async def test_renamed_subgroups_keep_ticks_and_teachers() -> None:
    answers = small()
    answers = replace(
        answers,
        subjects=replace(answers.subjects, subgroups={"8А/иностранный язык": ("1", "2")}),
        people=replace(answers.people, subject_teachers={"8А/иностранный язык/1": "Ли А. Б."}),
    )
    session = grid_session(answers=answers, ticked=("2б/8А/иностранный язык/1",))
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("и", "end", "f6", "delete", *letters("англ, нем"), "f9")
        assert session.renamed == {
            "2б/8А/иностранный язык/1": "2б/8А/иностранный язык/англ",
            "2б/8А/иностранный язык/2": "2б/8А/иностранный язык/нем",
        }
        assert session.answers.people.subject_teachers == {"8А/иностранный язык/англ": "Ли А. Б."}


# Names and courses ------------------------------------------------------------------------------


async def test_maths_parts_into_courses_everywhere_and_becomes_one_again() -> None:
    session = grid_session(answers=small())
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("f5")
        assert set(MATHS) < set(taught(session, "8"))
        assert "математика" in taught(session, "5")
        assert "геометрия" in shown(pilot)
        await pilot.press("f5")
        assert session.answers == small()
        await pilot.press("ctrl+o", "ctrl+z")
        assert session.answers == small()


async def test_maths_parts_in_the_grade_under_the_cursor() -> None:
    session = grid_session()
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("end", "f5")
        assert "алгебра и начала анализа" in taught(session, "11")
        assert "математика" in taught(session, "10")


async def test_insert_adds_a_subject_to_the_grades_that_are_ticked() -> None:
    session = grid_session(answers=small())
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("insert", *letters("шахматы"), "enter")
        assert grades_of(session, "шахматы") == ["5", "8"]
        assert "шахматы, все классы: 5 чатов" in shown(pilot)
        await pilot.press("up", "end", "insert", *letters("робототехника"), "enter")
        assert grades_of(session, "робототехника") == ["8"]


async def test_a_subject_without_chats_keeps_its_row_to_be_switched_on_again() -> None:
    session = grid_session(answers=small())
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("insert", *letters("шахматы"), "enter", "space")
        assert grades_of(session, "шахматы") == []
        assert "шахматы, все классы: чатов нет" in shown(pilot)
        await pilot.press("space")
        assert grades_of(session, "шахматы") == ["5", "8"]


@pytest.mark.parametrize(
    ("typed", "fault"),
    [("химия", "такое название уже есть"), ("а/б", "«/»"), ("х" * 61, "не длиннее 60 знаков")],
)
async def test_what_is_wrong_with_a_new_subject_is_said_and_kept(typed: str, fault: str) -> None:
    session = grid_session(answers=small())
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("insert")
        await paste(pilot, typed)
        await pilot.press("enter")
        assert fault in shown(pilot)
        await pilot.press("escape")
        assert session.answers == small()
        assert session.typed["subjects.new.name"] == typed
        assert "Не добавлен" in shown(pilot)
        await pilot.press("insert")
        assert fault in shown(pilot)


async def test_a_renamed_subject_keeps_its_ticks_and_its_place_under_the_cursor() -> None:
    answers = small()
    session = grid_session(answers=answers, ticked=("2б/8А/иностранный язык",))
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("и", "f4", "home", *["delete"] * 11, *letters("английский"), "enter")
        assert taught(session, "8")[2] == "английский язык"
        assert session.renamed["2б/8А/иностранный язык"] == "2б/8А/английский язык"
        languages = [it for it in session.answers.people.associations if "языки" in it.title]
        assert languages[0].subjects == ("английский язык",)
        assert "английский язык, все классы: 5 чатов" in shown(pilot)
        await pilot.press("ctrl+z")
        assert session.answers == answers
        assert session.renamed == {}


async def test_all_subjects_together_have_no_name_and_no_subgroups() -> None:
    async with asked(SubjectsQuestion(grid_session())) as pilot:
        await pilot.press("f4", "f6")
        assert not isinstance(pilot.app.screen, EntryDialog)


# Primary classes and what is switched off elsewhere ---------------------------------------------


async def test_primary_classes_have_none_by_default_and_can_be_given_some() -> None:
    session = grid_session(answers=small())
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("м", "right", "space")
        assert taught(session, "1") == ("математика",)
        assert "нужно решение о чатах учеников (вопрос 6)" in " ".join(shown(pilot).split())


async def test_chats_of_primary_classes_are_counted_once_the_decision_allows_them() -> None:
    session = grid_session(answers=small(primary=Primary("positive", pupils=True)))
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("м", "right", "space")
        assert "4в/1А/математика" in session.rollout.by_id
        assert row_of(shown(pilot), "математика") == ["■", "■", "■", "■", "6"]
        assert "вопрос" not in shown(pilot)


@pytest.mark.parametrize(
    ("parts", "keys", "why"),
    [
        ({"primary": Primary("negative")}, ("м", "right", "space"), "этап не внедряется"),
        (
            {"chats": ChatChoice(without=("3б",))},
            ("м", "right", "right"),
            "виды чатов выключены в вопросе 7",
        ),
    ],
)
async def test_why_subjects_make_no_chats_is_said(
    parts: dict[str, object], keys: tuple[str, ...], why: str
) -> None:
    async with asked(SubjectsQuestion(grid_session(answers=small(**parts)))) as pilot:
        await pilot.press(*keys)
        assert why in shown(pilot)


async def test_a_school_without_classes_is_sent_to_their_question() -> None:
    session = grid_session(answers=replace(small(), classes=Classes()))
    async with asked(SubjectsQuestion(session)) as pilot:
        assert "укажите их в вопросе 2" in shown(pilot)
        await pilot.press("space", "right", "down", "2", "м", "insert", "f4", "f5", "f6", "delete")
        assert session.answers.classes == Classes()


async def test_keys_that_come_at_once_are_all_counted() -> None:
    session = grid_session(answers=small())
    async with asked(SubjectsQuestion(session)) as pilot:
        await pilot.press("end", *["down", "space"] * 6, "up", "space")
        assert len(taught(session, "8")) == len(CURRICULUM.grades["8"]) - 5


async def test_changes_are_taken_back_one_by_one() -> None:
    session = grid_session(answers=small())
    states = [session.answers]
    async with asked(SubjectsQuestion(session)) as pilot:
        for keys in (("f5",), ("м", "space"), ("right", "right", "2"), ("delete",)):
            await pilot.press(*keys)
            states.append(session.answers)
        for state in reversed(states[:-1]):
            await pilot.press("ctrl+z")
            assert session.answers == state


async def test_a_click_switches_a_cell_and_a_click_on_a_name_only_moves() -> None:
    session = grid_session(answers=small())
    async with asked(SubjectsQuestion(session)) as pilot:
        lines = shown(pilot).splitlines()
        row = next(number for number, line in enumerate(lines) if "литература" in line)
        await pilot.click(offset=(lines[row].rindex("■"), row))
        assert grades_of(session, "литература") == ["5"]
        await pilot.click(offset=(3, row + 1))
        assert "иностранный язык, все классы" in shown(pilot)
        assert grades_of(session, "иностранный язык") == ["5", "8"]


async def test_enter_goes_on() -> None:
    async with asked(SubjectsQuestion(grid_session())) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.answered  # type: ignore[attr-defined]
