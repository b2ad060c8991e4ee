"""Order, calendar and kinds of chat: every row by keys, and what is wrong with it beside it."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from sferum_tui.editing.calendar import days_fault, span_fault
from sferum_tui.editing.kinds import (
    WORDS,
    allowed_words,
    example_name,
    kept_template,
    shown_template,
    template_caution,
    template_fault,
)
from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.rollout.answers import CalendarChoice, ChatChoice, Classes, School, Vacation
from sferum_tui.screens.wizard.order import OrderQuestion
from tests.screens.wizard.form_app import (
    MONDAY,
    QuestionApp,
    new_session,
    school,
    screen_text,
    typed,
    words,
)

KINDS = {kind.id: kind for kind in load_recommendations().kinds}


async def test_order_of_the_plan_and_of_one_stage() -> None:
    session = new_session()
    async with QuestionApp(OrderQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "down", "down", "right")
        assert session.answers.order.mode == "simultaneous"
        assert session.answers.order.stages == {3: "sequential"}
        await pilot.press("left")
        assert session.answers.order.stages == {}


async def test_working_days_show_the_calendar_ones_beside() -> None:
    session = new_session()
    app = QuestionApp(OrderQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "4 этап 8–14 дек. 14–21 дек." in words(app)
        assert "4 этап: 13 дек. — выходной, последний день 14 дек." in words(app)
        await pilot.press("down", "down", "down", "down", "right")
        assert session.answers.calendar.counting == "working"
        assert "4 этап 14–21 дек. 8–14 дек." in words(app)


async def test_a_narrow_window_shows_the_other_count_below() -> None:
    app = QuestionApp(OrderQuestion(new_session()))
    async with app.run_test(size=(60, 24)):
        assert "Если рабочие: 1 этап 25–26 нояб. 2 этап 2–7 дек." in words(app)


async def test_week_and_last_day() -> None:
    session = new_session()
    async with QuestionApp(OrderQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "down", "down", "down", "right", "down", "space")
    assert session.answers.calendar.week == 6
    assert session.answers.calendar.move_last_day is False


async def test_own_days_off_move_the_windows_of_working_days() -> None:
    session = new_session(school(calendar=CalendarChoice("working")))
    app = QuestionApp(OrderQuestion(session))
    async with app.run_test(size=(80, 46)) as pilot:
        await pilot.press(*["down"] * 7, *typed("25-26.11"))
        assert session.answers.calendar.days_off == (date(2026, 11, 25), date(2026, 11, 26))
        assert "1 этап 27–30 нояб." in words(app)
        assert "2 дня" in screen_text(app)
        await pilot.press("down", *typed("28.11"))
        assert session.answers.calendar.working_days == (date(2026, 11, 28),)


async def test_a_day_cannot_be_both_and_both_rows_say_so() -> None:
    session = new_session(school(calendar=CalendarChoice(days_off=(date(2026, 11, 25),))))
    app = QuestionApp(OrderQuestion(session))
    async with app.run_test(size=(80, 46)) as pilot:
        await pilot.press(*["down"] * 8, *typed("25.11"))
        assert "↑ 25.11.2026 уже стоит в выходных" in screen_text(app)
        assert app.question.faults() == ("Свои рабочие дни: 25.11.2026 уже стоит в выходных",)
    again = QuestionApp(OrderQuestion(session))
    async with again.run_test(size=(80, 46)) as pilot:
        assert "↑ 25.11.2026 уже стоит в выходных" in screen_text(again)
        assert again.focused
        await pilot.press("up", *["backspace"] * 10)
        assert session.answers.calendar.days_off == ()
        assert "уже стоит" not in screen_text(again)
        assert session.answers.calendar.working_days == (date(2026, 11, 25),)
        assert again.question.faults() == ()


async def test_a_vacation_is_added_changed_and_removed() -> None:
    session = new_session()
    app = QuestionApp(OrderQuestion(session))
    async with app.run_test(size=(80, 46)) as pilot:
        await pilot.press(*["down"] * 9, "insert", *typed("осенние"), "down")
        await pilot.press(*typed("30.11-03.12"))
        assert "4 дня, в них этапы 2, 3: сроки не двигаются" in words(app)
        await pilot.press("enter")
        autumn = Vacation(date(2026, 11, 30), date(2026, 12, 3), "осенние")
        assert session.answers.calendar.vacations == (autumn,)
        assert "30.11.2026–03.12.2026 · 4 дня" in words(app)
        await pilot.press("space", "end", *typed(" каникулы"), "enter")
        assert session.answers.calendar.vacations[0].title == "осенние каникулы"
        await pilot.press("delete")
    assert session.answers.calendar.vacations == ()


async def test_a_kind_of_chat_is_given_up_with_space() -> None:
    session = new_session()
    app = QuestionApp(OrderQuestion(session))
    before = len(session.rollout.chats)
    async with app.run_test(size=(80, 46)) as pilot:
        await pilot.press(*["down"] * 14, *["down"] * 6, "space")
        assert session.answers.chats.without == ("2б",)
        assert "не создаём" in screen_text(app)
        assert len(session.rollout.chats) < before - 100
        await pilot.press("space")
    assert session.answers.chats.without == ()


async def test_a_name_is_typed_with_russian_words_and_kept_as_the_file_has_it() -> None:
    session = new_session()
    app = QuestionApp(OrderQuestion(session))
    async with app.run_test(size=(80, 46)) as pilot:
        await pilot.press(*["down"] * 14, *["down"] * 5, "f4")
        assert "{класс} · класс" in screen_text(app)
        await pilot.press(*["backspace"] * 20, *typed("Наш {Класс}"))
        assert "Наш 8А" in screen_text(app)
        await pilot.press("down", *typed("зам. по ВР"), "enter")
        assert session.answers.chats == ChatChoice(
            names={"2а": "Наш {class}"}, owners={"2а": "зам. по ВР"}
        )
        assert "«Наш 8А»" in screen_text(app)
    chat = session.rollout.by_id["2а/8А"]
    assert (chat.name, chat.owner) == ("Наш 8А", "зам. по ВР")


async def test_whether_the_platform_makes_a_kind_is_switched_for_this_plan() -> None:
    session = new_session()
    app = QuestionApp(OrderQuestion(session))
    to_made = (*["down"] * 14, *["down"] * 5, "f4", "down", "down")
    async with app.run_test(size=(80, 46)) as pilot:
        await pilot.press(*to_made, "space", "enter")
        assert session.answers.chats == ChatChoice(made={"2а": True})
        assert "«8А · класс» · появятся сами" in screen_text(app)
        assert session.rollout.by_id["2а/8А"].auto_created
        await pilot.press("f4", "down", "down", "space", "enter")
        assert session.answers.chats == ChatChoice()
    assert not session.rollout.by_id["2а/8А"].auto_created


async def test_a_word_that_means_nothing_is_refused_and_kept() -> None:
    session = new_session()
    app = QuestionApp(OrderQuestion(session))
    async with app.run_test(size=(80, 46)) as pilot:
        await pilot.press(*["down"] * 14, *["down"] * 5, "f4", *typed(" {предмет}"))
        assert "↑ {предмет} здесь ничего не значит; можно {класс}" in words(app)
        await pilot.press("enter")
        assert session.answers.chats.names == {}
        await pilot.press("escape")
        assert "начата правка: F4 продолжит, F8 забудет" in words(app)
        assert app.question.faults() == ()
        await pilot.press("f4")
        assert "здесь ничего не значит" in words(app)
        await pilot.press(*["backspace"] * 10, "enter")
        assert session.answers.chats.names == {}
        assert session.typed == {}


async def test_the_usual_name_and_owner_are_not_stored() -> None:
    session = new_session(school(chats=ChatChoice(("2а",), {"2а": "{class}"}, {"2а": "тьютор"})))
    async with QuestionApp(OrderQuestion(session)).run_test(size=(80, 46)) as pilot:
        await pilot.press(*["down"] * 14, *["down"] * 5, "f4", "up", "space", "down")
        await pilot.press(*["backspace"] * 20, "down", *["backspace"] * 10, "enter")
    assert session.answers.chats == ChatChoice()


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_every_row_can_be_reached(size: tuple[int, int]) -> None:
    app = QuestionApp(OrderQuestion(new_session()))
    seen = ""
    async with app.run_test(size=size) as pilot:
        for _ in range(30):
            await pilot.press("down")
            seen += words(app)
    for text in ("Этапы", "Учебная неделя", "Каникулы", "1а Администрация", "4в Предметы"):
        assert text in seen


# Words of templates -------------------------------------------------------------------------------


def test_templates_go_there_and_back() -> None:
    for kind in KINDS.values():
        assert kept_template(shown_template(kind.name)) == kind.name
        assert template_fault(kind, shown_template(kind.name)) == ""
        assert template_caution(kind, shown_template(kind.name)) == ""


def test_every_word_of_the_recommendations_has_a_russian_one() -> None:
    from sferum_tui.rollout.recommendations import PLACEHOLDERS

    assert sorted(WORDS.values()) == sorted(PLACEHOLDERS)
    assert {word for kind in KINDS.values() for word in allowed_words(kind)} == set(PLACEHOLDERS)


@pytest.mark.parametrize(
    ("kind", "text", "word"),
    [
        ("2а", "{класс", "скобка без пары"),
        ("2а", "класс}", "скобка без пары"),
        ("2а", "{}", "{} здесь ничего не значит"),
        ("1а", "{класс}", "{класс} здесь ничего не значит"),
        ("1а", "{кто}", "{кто} здесь ничего не значит"),
        ("2а", "я" * 121, "не длиннее 120"),
    ],
)
def test_a_template_that_would_not_work_is_refused(kind: str, text: str, word: str) -> None:
    assert word in template_fault(KINDS[kind], text)


@pytest.mark.parametrize(
    ("kind", "text", "word"),
    [
        ("2а", "Класс", "без {класс}"),
        ("2б", "{класс}", "без {предмет}"),
        ("1а", "Штаб", ""),
        ("2а", "", ""),
    ],
)
def test_a_template_that_tells_no_chats_apart_is_pointed_out(
    kind: str, text: str, word: str
) -> None:
    caution = template_caution(KINDS[kind], text)
    assert word in caution
    assert bool(caution) == bool(word)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_an_example_in_every_school(kind: str) -> None:
    for answers in (school(), school(classes=Classes()), school(classes=Classes(mixed={"1–3": 4}))):
        session = new_session(answers)
        name = example_name(session.rollout, KINDS[kind], "")
        assert name
        assert "{" not in name


def test_a_class_without_subgroups_has_no_word_for_one_in_its_names() -> None:
    rollout = new_session().rollout
    name = example_name(rollout, KINDS["2б"], "{class} · {subject} · {subgroup}")
    assert name == "8А · Русский язык"


def test_an_example_is_the_name_of_the_first_chat() -> None:
    session = new_session()
    rollout = session.rollout
    for kind in ("1а", "1г", "2а", "2г", "3а", "4а"):
        first = next(chat for chat in rollout.chats if chat.kind.id == kind)
        assert example_name(rollout, KINDS[kind], "") == first.name


# Days ---------------------------------------------------------------------------------------------


def test_too_many_days_are_refused() -> None:
    text = "01.01.2026-31.12.2026, 01.01.2027-31.12.2027"
    assert days_fault(text, MONDAY, (), "") == "не больше 400 дней, сейчас 730"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "укажите дни"),
        ("26.10, 28.10", "нужен один промежуток"),
        ("осень", "нужна дата"),
        ("26.10-03.11", ""),
        ("26.10", ""),
    ],
)
def test_a_vacation_is_one_span(text: str, word: str) -> None:
    fault = span_fault(text, MONDAY)
    assert word in fault
    assert bool(fault) == bool(word)


def test_the_date_of_the_structure_gives_the_year_of_short_dates() -> None:
    answers = school()
    answers = replace(answers, school=replace(answers.school, structure_created=date(2025, 2, 3)))
    question = OrderQuestion(new_session(answers))
    assert question.fault_of("days_off", "05.02") == ""


async def test_a_set_last_day_is_typed_beside_the_recommended_window() -> None:
    session = new_session()
    app = QuestionApp(OrderQuestion(session))
    async with app.run_test(size=(80, 60)) as pilot:
        assert "рекомендовано: 30 нояб. – 3 дек." in words(app)
        await pilot.press(*["down"] * 11, *typed("05.12"), "down")
        assert session.answers.deadlines == {2: date(2026, 12, 5)}
        await pilot.press("up", "delete", "down")
        assert session.answers.deadlines == {}


@pytest.mark.parametrize("width", [60, 72])
async def test_where_the_last_day_moved_to_is_never_cut(width: int) -> None:
    # Day 15 and the day that ends stage 3 are Sunday 13 December.
    session = new_session(school(school=School(structure_created=date(2026, 11, 28))))
    app = QuestionApp(OrderQuestion(session))
    async with app.run_test(size=(width, 30)) as pilot:
        await pilot.pause()
        assert "3 этап: 13 дек. — выходной, последний день 14 дек." in words(app)
