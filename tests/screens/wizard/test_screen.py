"""Going through the questions: nothing is lost, every way back is short, faults are named."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from msgspec.structs import replace
from textual import events

from sferum_tui.editing.session import Session
from sferum_tui.editing.steps import CHECK, NAMES, STEPS
from sferum_tui.rollout.answers import Classes, Group, Primary
from sferum_tui.rollout.plan import Done, Plan
from sferum_tui.screens.wizard.check import CheckQuestion
from sferum_tui.screens.wizard.steps import faults, load_question
from sferum_tui.widgets.form_row import FormRow
from tests.screens.wizard.form_app import (
    MONDAY,
    WizardApp,
    new_session,
    school,
    screen_text,
    typed,
    words,
)
from tests.support.glyphs import non_wgl4
from tests.support.program import city
from tests.support.seen import marked_lines

SIZES = [(60, 18), (80, 24), (120, 40)]

GROUPS = (Group("А", "project", 2), Group("Б", "project", 2))


def at(question: str, session: Session | None = None) -> Session:
    session = session or new_session()
    session.step = NAMES.index(question)
    return session


def editing(**parts: object) -> Session:
    answers = school(**parts)
    answers = replace(answers, school=replace(answers.school, structure_created=MONDAY))
    session = new_session(answers, Plan(answers, Done(created={"2а/8А": datetime(2026, 11, 24)})))
    session.base = answers
    return session


def asked(app: WizardApp) -> str:
    return NAMES[app.session.step]


@pytest.mark.parametrize("keys", [["f9"], ["ctrl+n"]])
async def test_f9_walks_through_every_question_and_esc_walks_back(keys: list[str]) -> None:
    app = WizardApp(new_session())
    async with app.run_test(size=(80, 24)) as pilot:
        for name in NAMES:
            assert asked(app) == name
            await pilot.press(*keys)
        assert app.saved == 1
        for name in reversed(NAMES):
            assert asked(app) == name
            await pilot.press("escape")
        assert app.left == 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
async def test_every_question_fits_and_uses_common_signs(name: str, size: tuple[int, int]) -> None:
    app = WizardApp(at(name))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        text = screen_text(app)
    assert not non_wgl4(text)
    assert STEPS[NAMES.index(name)].title in text
    assert "F10 Выход" in text
    assert "33 класса" in text or "31 класс" in text


@pytest.mark.parametrize("name", NAMES)
def test_every_question_is_the_one_that_the_list_of_steps_means(name: str) -> None:
    assert load_question(STEPS[NAMES.index(name)]).key == name


@pytest.mark.parametrize("typed", ["мини", "vbyb"])
async def test_letters_lead_to_the_line_of_the_check_that_they_begin(typed: str) -> None:
    app = WizardApp(at("check"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"пр", *typed)
        await pilot.pause()
        assert marked_lines(app)[0].startswith("► 5 Мини-группы")
        await pilot.press("щ")  # nothing begins so: nothing moves
        await pilot.pause()
        assert marked_lines(app)[0].startswith("► 5 Мини-группы")
        await pilot.press("enter")
        assert asked(app) == "groups"


async def test_six_keys_lead_from_the_check_to_a_saved_plan_with_a_decision() -> None:
    # One more key, the digit of a preset, leads to the check.
    app = WizardApp(at("check"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6", "2", "f9", "f9")
        assert app.saved == 1
    # A new plan names the grades that are decided on: no guidance may change them silently.
    assert app.session.final.primary == Primary("positive", grades=(1, 2, 3, 4), date=MONDAY)


async def test_the_decision_of_a_plan_is_changed_with_four_keys() -> None:
    app = WizardApp(at("check", editing(primary=Primary("positive", date=MONDAY))))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6", "3", "f9")
        assert asked(app) == "check"
        assert "исчезнут 12 чатов" in words(app)
        await pilot.press("f9")
        assert app.saved == 1
    assert app.session.final.primary.decision == "negative"


@pytest.mark.parametrize("back", ["f9", "escape"])
@pytest.mark.parametrize(("key", "name"), [(str(at), name) for at, name in enumerate(NAMES[:7], 1)])
async def test_a_line_of_the_check_leads_to_its_question_and_back(
    key: str, name: str, back: str
) -> None:
    app = WizardApp(at("check"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        assert asked(app) == name
        await pilot.press(back)
        assert asked(app) == "check"
        row = app.focused
        assert row is not None
        assert row.answer.question == name  # type: ignore[attr-defined]
        await pilot.press("enter")
        assert asked(app) == name
        assert app.saved == 0


async def test_enter_at_the_end_of_a_question_leads_back_to_the_check() -> None:
    app = WizardApp(at("check"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6", "enter", "enter")
        await pilot.pause()
        assert asked(app) == "check"


async def test_f3_looks_at_the_whole_from_any_question() -> None:
    app = WizardApp(at("people"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        assert asked(app) == "check"
        await pilot.press("escape")
        assert asked(app) == "people"
        assert "F9 Дальше" in screen_text(app)
        await pilot.press("f3", "2")
        assert asked(app) == "classes"
        await pilot.press("f9")
        assert asked(app) == "subjects"


async def test_esc_on_a_check_that_came_first_leaves() -> None:
    app = WizardApp(at("check"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "escape", "escape")
        assert app.left == 1


async def test_a_question_opened_from_the_board_leads_to_the_check_then_out() -> None:
    app = WizardApp(at("primary", editing()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape")
        assert asked(app) == "check"
        await pilot.press("escape")
        assert app.left == 1


async def test_what_is_wrong_stays_and_keeps_the_plan_from_being_saved() -> None:
    app = WizardApp(at("school"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "down", "delete", *typed("31.02"), "f3")
        assert asked(app) == "check"
        assert "▲ Нужно поправить" in screen_text(app)
        assert "Структура создана: в календаре нет дня 31.02" in words(app)
        await pilot.press("f9")
        assert app.saved == 0
        assert asked(app) == "school"
        assert "↑ в календаре нет дня 31.02" in screen_text(app)
        await pilot.press("delete", *typed("24.11.2026"), "f9")
        assert asked(app) == "check"
        assert "Нужно поправить" not in screen_text(app)
        await pilot.press("f9")
        assert app.saved == 1


async def test_a_plan_without_classes_is_not_saved() -> None:
    app = WizardApp(at("check", new_session(school(classes=Classes()))))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "укажите хотя бы один класс" in words(app)
        await pilot.press("f9")
        assert app.saved == 0
        assert asked(app) == "classes"


def test_a_kept_text_that_is_no_fault_does_not_block() -> None:
    session = new_session()
    session.keep_typed("primary.minutes", "4")
    assert list(faults(session)) == []


async def test_every_answer_asks_for_a_draft_and_ctrl_s_does_too() -> None:
    app = WizardApp(new_session())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("Ш")
        before = app.drafts
        assert before
        await pilot.press("ctrl+ы")
        assert app.drafts == before + 1


async def test_a_resumed_draft_counts_the_questions_before_it_as_answered() -> None:
    app = WizardApp(at("people"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "√Школа √Классы √Предметы  Люди  Группы" in screen_text(app)
    assert app.session.visited == {0, 1, 2, 3}


async def test_the_live_line_takes_fewer_words_in_a_narrow_window() -> None:
    session = new_session()
    full = session.summary()
    assert full == "31 класс · 290 чатов и ещё 12 по решению · последний день 14 декабря"
    assert session.summary(len(full)) == full
    assert session.summary(len(full) - 1) == "31 класс · 290 чатов (+12) · до 14 декабря"


# An edit of a plan --------------------------------------------------------------------------------


async def test_the_check_shows_what_an_edit_does_and_opens_the_list() -> None:
    app = WizardApp(at("check", editing()))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "список чатов и сроки останутся прежними" in words(app)
        classes = app.session.answers.classes
        by_grade = {**classes.by_grade, "8": ("Б", "В", "Г")}
        app.session.update(
            replace(app.session.answers, classes=replace(classes, by_grade=by_grade))
        )
        await pilot.press("1", "f9", "up")
        assert "появятся 16 чатов, исчезнут 16 чатов (1 с отметкой)" in words(app)
        await pilot.press("enter")
        assert "Появится 16 чатов" in screen_text(app)
        await pilot.press("pagedown")
        assert "8А · класс (отметка останется в архиве)" in screen_text(app)
        await pilot.press("escape")
        assert asked(app) == "check"


async def test_the_list_of_changes_names_what_moves_and_what_is_renamed() -> None:
    session = editing(groups=GROUPS)
    answers = session.answers
    session.rename({"2в/А": "2в/Шахматы"})
    session.update(
        replace(
            answers,
            groups=(replace(GROUPS[0], title="Шахматы"), GROUPS[1]),
            calendar=replace(answers.calendar, move_last_day=False),
        )
    )
    app = WizardApp(at("check", session))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "новый срок у 12 чатов, переименуется 1" in words(app)
        await pilot.press("enter")
        text = words(app)
    assert "Переименуются, отметки сохранятся: 1 А → Шахматы" in text
    assert "1А · родители: 14 дек. → 13 дек." in text


async def test_an_edit_is_given_up_and_taken_back_with_one_key() -> None:
    app = WizardApp(at("check", editing()))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Delete Отменить" not in screen_text(app)
        await pilot.press("6", "3", "f9")
        assert "Delete Отменить" in screen_text(app)
        await pilot.press("delete")
        assert app.session.unchanged
        assert "список чатов и сроки останутся прежними" in words(app)
        await pilot.press("delete")
        assert app.session.answers.primary.decision == "negative"
        assert not app.session.unchanged


def test_ticks_go_along_with_chats_renamed_twice() -> None:
    session = editing(groups=GROUPS)
    session.rename({"2в/А": "2в/Б"})
    session.rename({"2в/Б": "2в/В"})
    assert session.renamed == {"2в/А": "2в/В"}
    session.rename({"2в/В": "2в/А"})
    assert session.renamed == {}


def test_ticks_change_places_with_their_chats() -> None:
    session = editing(groups=GROUPS)
    session.rename({"2в/А": "2в/Б", "2в/Б": "2в/А"})
    assert session.renamed == {"2в/А": "2в/Б", "2в/Б": "2в/А"}


def test_a_newcomer_under_an_old_name_carries_nothing() -> None:
    session = editing(groups=GROUPS)
    session.rename({"2в/А": "2в/Б"})
    session.rename({"2в/А": "2в/В"})
    assert session.renamed == {"2в/А": "2в/Б"}


def test_a_chat_that_the_plan_never_had_carries_nothing() -> None:
    session = editing(groups=GROUPS)
    session.rename({"2в/В": "2в/Г"})
    assert session.renamed == {}


def test_a_new_plan_has_no_ticks_to_carry() -> None:
    session = new_session()
    session.rename({"2в/А": "2в/Б"})
    assert session.renamed == {}


async def test_a_click_on_a_line_opens_its_question() -> None:
    app = WizardApp(at("check"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click("#check-lines", offset=(30, 8))
        await pilot.pause()
        assert asked(app) == "primary"


async def test_keys_sent_in_one_go_find_the_question_they_were_meant_for() -> None:
    app = WizardApp(at("check"))
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("6", "2", "f9", "f9"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        await pilot.pause()
        assert app.saved == 1
    assert app.session.answers.primary.decision == "positive"


def test_the_check_is_the_last_step() -> None:
    assert load_question(STEPS[CHECK]) is CheckQuestion


async def test_the_check_names_the_requisites_that_papers_will_lack() -> None:
    app = WizardApp(at("check"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = " ".join(screen_text(app).split())
        assert "Реквизиты не указаны: название, место, директор, координатор" in text


async def test_the_steps_stand_apart_in_a_narrow_window_too() -> None:
    app = WizardApp(at("check"))
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.pause()
        assert "√Школа √Классы √Предм. √Люди √Группы √Реш. √Порядок  Итог" in screen_text(app)


async def test_a_grid_counts_the_rows_below_in_the_window_as_it_is() -> None:
    app = WizardApp(at("classes"))
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.pause()
        # Grades 10 to 12 and the mixed classes.
        assert "▼ ещё 4 · 1А" in screen_text(app)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "▼ ещё 2 · 1А" in screen_text(app)
    app = WizardApp(at("subjects"))
    async with app.run_test(size=(80, 24)) as pilot:
        # A hint of two lines takes one from the grid and gives it back.
        await pilot.press(*["down"] * 3, *["right"] * 6)
        await pilot.pause()
        assert "▼ ещё 5 · иностранный язык" in screen_text(app)
        await pilot.press("2")
        await pilot.pause()
        assert "▼ ещё 4 · иностранный язык" in screen_text(app)


@pytest.mark.parametrize("height", range(18, 31, 2))
async def test_the_timeline_of_the_check_stands_there_whole_or_not_at_all(height: int) -> None:
    app = WizardApp(at("check"))
    async with app.run_test(size=(80, height)) as pilot:
        await pilot.pause()
        bars = [line for line in screen_text(app).splitlines() if re.match(r" ?\d этап  ─", line)]
        assert len(bars) in (0, 4)
        assert height < 28 or bars
        lines = [row for row in app.screen.query(FormRow) if row.display and row.reachable]
        assert height < 28 or lines[-1].region.bottom <= height


async def test_a_full_check_still_says_which_line_is_today_and_drops_what_was_said() -> None:
    session = at("check", new_session(city(date(2026, 11, 28))))
    count = {"how": "votes", "members": "40", "present": "41"}
    session.typed = {f"primary.{field}": text for field, text in count.items()}
    app = WizardApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "↓ сегодня" in screen_text(app)
        # All that the staff and the parents' committee share is counted: the chats of stage 1.
        assert "9 МО · 15 чатов" in screen_text(app)
        assert "1 этап: 15" in screen_text(app)
        await pilot.press("f9")
        told = [it.message for it in app._notifications]
        assert told == ["Начальные классы: Присутствуют 41, а членов педсовета 40"]
        # What was said of a question goes with it.
        await pilot.press("escape")
        assert not [*app._notifications]
