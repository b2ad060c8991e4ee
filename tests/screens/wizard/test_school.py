"""The school, its clock, its messenger and day 0, by keys alone."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from sferum_tui.editing.school import find_zones
from sferum_tui.editing.session import Session
from sferum_tui.guidance import packs
from sferum_tui.guidance.loading import load_zones
from sferum_tui.guidance.rules import recommendations_for
from sferum_tui.rollout.answers import Classes, Primary, School
from sferum_tui.rollout.recommendations import PackInfo
from sferum_tui.screens.wizard.school import SchoolQuestion, distance
from sferum_tui.screens.wizard.steps import faults
from tests.screens.wizard.form_app import (
    MONDAY,
    QuestionApp,
    new_session,
    school,
    screen_text,
    typed,
    words,
)
from tests.support.packs import write_region

ZONES = load_zones()


async def test_a_name_is_typed_in_russian() -> None:
    session = new_session()
    async with QuestionApp(SchoolQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press(*typed("Школа  5 "))
    assert session.answers.school.name == "Школа 5"


async def test_a_name_that_is_too_long_stays_and_is_explained() -> None:
    session = new_session()
    app = QuestionApp(SchoolQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        app.question.query_one("#name").text = "ш" * 251  # type: ignore[attr-defined]
        await pilot.press("я")
        assert "не длиннее 250 знаков, сейчас 252" in screen_text(app)
        assert app.question.faults() == ("Название школы: не длиннее 250 знаков, сейчас 252",)
    assert session.answers.school.name == ""


async def test_a_town_finds_its_time_zone() -> None:
    session = new_session()
    app = QuestionApp(SchoolQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", *typed("петропав"), "enter")
        assert session.answers.school.timezone == "Asia/Kamchatka"
        assert "Петропавловск-Камчатский · UTC+12 сейчас 23:05, пн" in words(app)


@pytest.mark.parametrize("key", ["tab", "enter"])
async def test_a_typed_town_is_taken_though_another_holds_its_name(key: str) -> None:
    session = new_session()
    app = QuestionApp(SchoolQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", *typed("Омск"), key)
        assert "Омск · UTC+6" in words(app)
        assert app.question.query_one("#platform").has_focus_within
    assert session.answers.school.timezone == "Asia/Omsk"
    assert session.typed == {}


@pytest.mark.parametrize(("key", "passes"), [("enter", False), ("tab", True)])
async def test_an_unknown_place_never_passes(key: str, passes: bool) -> None:
    """Enter stays beside the fault; who leaves otherwise meets it again before saving."""
    session = new_session()
    app = QuestionApp(SchoolQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", *typed("Готэм"), key)
        field = app.question.query_one("#timezone")
        assert field.has_focus_within != passes
        assert "такого места нет в списке" in screen_text(app)
        assert [it.where for it in faults(session)] == ["school"]
    assert session.answers.school.timezone == "Europe/Moscow"


async def test_arrows_choose_among_the_zones_found() -> None:
    session = new_session()
    async with QuestionApp(SchoolQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press("down", *typed("о"), "down", "enter")
        chosen = find_zones(ZONES, "о")[1].key
    assert session.answers.school.timezone == chosen


async def test_esc_closes_the_list_of_zones_and_keeps_the_zone() -> None:
    session = new_session()
    app = QuestionApp(SchoolQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", *typed("ом"), "escape")
        assert "Москва · UTC+3" in screen_text(app)
    assert session.answers.school.timezone == "Europe/Moscow"
    assert session.typed == {}


async def test_a_place_that_is_not_there_stays_and_is_explained() -> None:
    session = new_session()
    app = QuestionApp(SchoolQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", *typed("Атлантида"), "enter")
        assert "такого места нет в списке" in words(app)
    again = QuestionApp(SchoolQuestion(session))
    async with again.run_test(size=(80, 24)):
        assert "Атлантида" in screen_text(again)
        assert "такого места нет в списке" in words(again)
        assert again.question.faults()


async def test_max_is_one_arrow_away_and_another_messenger_is_typed() -> None:
    session = new_session()
    app = QuestionApp(SchoolQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "right")
        assert session.answers.school.platform == "MAX"
        await pilot.press("right")
        assert "↑ напишите, как называется мессенджер" in screen_text(app)
        assert app.question.faults()
        await pilot.press("down", *typed("Наш чат"))
        assert session.answers.school.platform == "Наш чат"
        assert app.question.faults() == ()
        await pilot.press("up", "right")
        assert session.answers.school.platform == "VK Мессенджер"


async def test_arrows_move_the_date_and_the_windows_follow() -> None:
    session = new_session()
    app = QuestionApp(SchoolQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "2 этап 8–11 классы 30 нояб. – 3 дек." in words(app)
        await pilot.press("down", "down", "down", "right", "right")
        assert session.answers.school.structure_created == date(2026, 11, 25)
        assert "среда · через 2 дня" in screen_text(app)
        assert "2 этап 8–11 классы 2–7 дек." in words(app)
        await pilot.press("е")  # letters change nothing
        assert session.answers.school.structure_created == date(2026, 11, 25)
        await pilot.press("ctrl+е")
        assert session.answers.school.structure_created == MONDAY
        await pilot.press("left")
        assert "воскресенье · вчера" in screen_text(app)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("31.02.2026", "в календаре нет дня 31.02.2026"),
        ("01.01.2022", "укажите дату не раньше 01.02.2022"),
        ("01.01.2100", "укажите дату не позже 31.12.2099"),
        ("1", "нужна дата вида 23.11.2026"),
    ],
)
async def test_a_wrong_date_stays_and_is_explained(text: str, word: str) -> None:
    session = new_session()
    app = QuestionApp(SchoolQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "down", *typed(text))
        assert f"↑ {word}" in screen_text(app)
        assert app.question.faults()[0].startswith("Структура создана:")
    again = QuestionApp(SchoolQuestion(session))
    async with again.run_test(size=(80, 24)):
        assert text in screen_text(again)
        assert f"↑ {word}" in screen_text(again)
        focused = again.focused
        assert focused is not None
        assert focused.id == "created"


async def test_a_structure_of_a_day_to_come_is_not_told_as_created() -> None:
    app = QuestionApp(SchoolQuestion(new_session()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "down", "right")
        assert "Создадим структуру" in screen_text(app)
        await pilot.press("left")
        assert "Структура создана" in screen_text(app)


async def test_a_planned_structure_says_so() -> None:
    session = new_session()
    app = QuestionApp(SchoolQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "down", "down", "space")
        assert session.answers.school.planned
        assert "Создадим структуру" in screen_text(app)


async def test_stages_say_why_they_may_not_come() -> None:
    answers = school(classes=Classes({"1": ("А",)}), primary=Primary("negative"))
    app = QuestionApp(SchoolQuestion(new_session(answers)))
    async with app.run_test(size=(80, 24)):
        assert words(app).count("нет таких классов") == 2
        assert "не внедряется" in screen_text(app)


async def test_enter_walks_down_and_out() -> None:
    app = QuestionApp(SchoolQuestion(new_session()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["enter"] * 5)
        await pilot.pause()
        assert app.answered


async def test_answers_of_a_plan_come_as_they_are() -> None:
    answers = replace(
        school(), school=School("Лицей", "Asia/Omsk", date(2026, 9, 1), True, "Телега")
    )
    app = QuestionApp(SchoolQuestion(new_session(answers)))
    async with app.run_test(size=(80, 24)):
        text = words(app)
    assert app.question.session.answers == answers
    for part in ("Лицей", "Омск · UTC+6", "другой", "Телега", "01.09.2026", "[√] ещё не создана"):
        assert part in text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("", "Europe/Kaliningrad"),
        ("владив", "Asia/Vladivostok"),
        ("Якутия", "Asia/Yakutsk"),
        ("удмурт", "Europe/Samara"),
        ("королёв", ""),
    ],
)
def test_places_are_found_by_their_beginning(text: str, first: str) -> None:
    found = find_zones(ZONES, text)
    assert (found[0].key if found else "") == first


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (-1, "вчера"),
        (0, "сегодня"),
        (1, "завтра"),
        (2, "через 2 дня"),
        (-21, "21 день назад"),
    ],
)
def test_how_far_a_day_is(days: int, text: str) -> None:
    assert distance(date.fromordinal(MONDAY.toordinal() + days), MONDAY) == text


def guided_session() -> Session:
    """A session that knows packs of guidance: the one for MAX and one of a region."""
    session = new_session()
    region = PackInfo("region", "Область", "2", MONDAY, ("Свой чат",))
    session.packs = (packs.find("max-2026", None).info, region)
    session.guide = recommendations_for
    return session


async def test_choosing_max_brings_its_guidance_which_can_be_refused() -> None:
    session = guided_session()
    app = QuestionApp(SchoolQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Указания" not in screen_text(app)
        await pilot.press("down", "down", "right")
        await pilot.pause()
        found = session.answers.school
        assert (found.platform, found.guidance) == ("MAX", "max-2026")
        assert found.guidance_version == "2026-11-27"
        assert "Сферум в MAX, 2026/27 учебный год" in words(app)
        assert session.reference.recommendations.pack is not None
        await pilot.press("down", "left")
        await pilot.pause()
        assert "только рекомендации 2022 года" in words(app)
        found = session.answers.school
        assert (found.platform, found.guidance, found.guidance_version) == ("MAX", "", "")
        assert session.reference.recommendations.pack is None
        await pilot.press("right", "up", "left")
        await pilot.pause()
        assert "Указания" not in screen_text(app)
    assert (session.answers.school.platform, session.answers.school.guidance) == (
        "VK Мессенджер",
        "",
    )


async def test_the_windows_follow_the_stages_of_the_guidance(tmp_path: Path) -> None:
    write_region(tmp_path)
    session = guided_session()
    session.packs = (packs.find("region-45", tmp_path).info,)
    session.guide = partial(recommendations_for, folder=tmp_path)
    app = QuestionApp(SchoolQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "4 этап Начальная школа" in words(app)
        await pilot.press("down", "down", "right")
        await pilot.pause()
        assert "2 этап 5–11 классы 7–19 дек." in words(app).replace("21 дек.", "19 дек.")
        assert "3 этап Начальная школа" in words(app)
        assert "4 этап" not in words(app)


async def test_guidance_that_is_not_at_hand_is_named() -> None:
    given = replace(school(), school=School(platform="MAX", guidance="область"))
    app = QuestionApp(SchoolQuestion(new_session(given)))
    async with app.run_test(size=(80, 24)):
        assert "область: не найден" in words(app)
