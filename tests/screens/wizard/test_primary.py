"""The decision of the teaching staff: one key, or a count of votes whose sums are checked."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from sferum_tui.editing.session import Session
from sferum_tui.editing.votes import Ballot, vote_texts
from sferum_tui.engine.widgets import Field
from sferum_tui.rollout.answers import Classes, Primary, School, Votes
from sferum_tui.screens.wizard.primary import PrimaryQuestion
from sferum_tui.widgets.form_checks import ChecksRow
from tests.screens.wizard.form_app import (
    MONDAY,
    QuestionApp,
    new_session,
    school,
    screen_text,
    typed,
    words,
)
from tests.support.stages import recommendations_tree, using


def decided(primary: Primary) -> Session:
    return new_session(school(primary=primary))


def count(app: QuestionApp) -> list[str]:
    return [*typed("40"), "enter", *typed("31"), "enter", *typed("25"), "enter", *typed("4")]


async def test_one_key_takes_a_positive_decision_of_today() -> None:
    session = new_session()
    async with QuestionApp(PrimaryQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        assert session.answers.primary == Primary("positive", date=MONDAY)
        await pilot.press("3")
        assert session.answers.primary == Primary("negative", date=MONDAY)
        await pilot.press("1")
        assert session.answers.primary == Primary()


async def test_a_day_and_number_of_the_minutes_come_back_with_the_decision() -> None:
    session = new_session()
    async with QuestionApp(PrimaryQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "down", *typed("20.11"), "down", *typed("4/2"), "up", "up", "1")
        assert session.answers.primary == Primary()
        await pilot.press("2")
    assert session.answers.primary == Primary("positive", date=date(2026, 11, 20), minutes="4/2")


async def test_votes_typed_in_give_the_outcome() -> None:
    session = new_session()
    app = QuestionApp(PrimaryQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", *count(app), "enter")
        assert session.answers.primary.decision == "undecided"
        assert app.question.faults() == ("Голоса: не вписано: воздержались",)
        await pilot.press("2")
        assert session.answers.primary.votes == Votes(40, 31, 25, 4, 2)
        assert session.answers.primary.decision == "positive"
        assert app.question.faults() == ()
        assert session.typed == {}
        assert "решение положительное: за 25 из 31" in screen_text(app)


async def test_a_sum_that_does_not_agree_stays_and_is_explained() -> None:
    session = new_session()
    app = QuestionApp(PrimaryQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", *count(app), "enter", "3")
        assert "за, против и воздержались вместе 32 голоса" in screen_text(app)
        assert session.answers.primary.votes is None
        assert any("Воздержались" in text for text in app.question.faults())
    again = QuestionApp(PrimaryQuestion(session))
    async with again.run_test(size=(80, 24)) as pilot:
        assert "за, против и воздержались вместе 32 голоса" in screen_text(again)
        assert isinstance(again.focused, Field)
        assert again.focused.value == "3"
        await pilot.press("backspace", "2")
        assert session.answers.primary.votes == Votes(40, 31, 25, 4, 2)


async def test_the_chair_is_asked_only_on_a_tie() -> None:
    session = new_session()
    app = QuestionApp(PrimaryQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", *typed("40"), "enter", *typed("30"), "enter", *typed("14"), "enter")
        assert "Голос председателя" not in screen_text(app)
        await pilot.press(*typed("14"), "enter", "2")
        assert "Голос председателя" in screen_text(app)
        assert session.answers.primary.decision == "negative"
        await pilot.press("enter", "enter", "right")
        assert session.answers.primary.decision == "positive"
        assert session.answers.primary.votes == Votes(40, 30, 14, 14, 2, chair="for")
        await pilot.press("right")
        assert session.answers.primary.decision == "negative"


async def test_a_count_left_for_a_plain_outcome_comes_back() -> None:
    session = decided(Primary("positive", date=MONDAY, votes=Votes(40, 31, 25, 4, 2)))
    async with QuestionApp(PrimaryQuestion(session)).run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        assert session.answers.primary.votes is None
        assert session.answers.primary.decision == "negative"
        await pilot.press("4")
        assert session.answers.primary.votes == Votes(40, 31, 25, 4, 2)
        assert session.answers.primary.decision == "positive"


async def test_pupils_need_a_grade() -> None:
    session = new_session()
    app = QuestionApp(PrimaryQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "down", "down", "down", "right", "down")
        assert session.answers.primary.pupils
        await pilot.press("space", "right", "space", "right", "space")
        assert session.answers.primary.grades == (4,)
        await pilot.press("right", "space")
        assert session.answers.primary.grades == (4,)
        assert "отметьте хотя бы один класс" in screen_text(app)
        assert app.question.faults()
        await pilot.press("space")
        assert app.question.faults() == ()
        assert "4б классы: 3 чата" in screen_text(app)


async def test_a_late_decision_counts_its_own_window() -> None:
    session = decided(Primary("positive", date=MONDAY))
    session.today = date(2027, 3, 1)
    session.update(replace(session.answers, school=School(structure_created=date(2026, 11, 23))))
    app = QuestionApp(PrimaryQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", *typed("01.03.2027"))
        text = words(app)
    assert "срок считаем от него" in text
    assert "16–22 мар." in text
    assert "по рекомендациям было 8–14 дек." in text


async def test_a_day_to_come_is_no_day_of_a_decision() -> None:
    session = new_session()
    app = QuestionApp(PrimaryQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "down", "right")
        assert "укажите дату не позже 23.11.2026" in screen_text(app)
        assert session.answers.primary.date == MONDAY
        assert app.question.faults() == ("Дата решения: укажите дату не позже 23.11.2026",)


async def test_a_school_without_primary_classes_has_nothing_to_decide() -> None:
    session = new_session(school(classes=Classes({"8": ("А",)})))
    session.keep_typed("primary.how", "votes")
    app = QuestionApp(PrimaryQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "решать нечего" in screen_text(app)
        assert app.question.faults() == ()
        await pilot.press("enter")
        await pilot.pause()
        assert app.answered


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_every_row_can_be_seen(size: tuple[int, int]) -> None:
    session = decided(Primary("positive", pupils=True, votes=Votes(4, 4, 2, 2, 0, chair="for")))
    app = QuestionApp(PrimaryQuestion(session))
    seen = ""
    async with app.run_test(size=size) as pilot:
        for _ in range(16):
            await pilot.press("down")
            seen += words(app)
    for word in ("Кворум", "Голос председателя", "Итог", "Номер протокола", "Классы учеников"):
        assert word in seen
    assert "4б классы: 12 чатов" in seen


@pytest.mark.parametrize(
    ("texts", "field", "word"),
    [
        ({"members": "40", "present": "41"}, "present", "присутствуют 41"),
        ({"members": "40", "present": "19"}, "present", "нет кворума: нужно не меньше 20"),
        ({"members": "40", "present": "26", "quorum": "two_thirds"}, "present", "не меньше 27"),
        ({"members": "3000", "present": "2500"}, "members", "не больше 2000"),
        ({"members": "0"}, "members", "хотя бы один"),
        ({"present": "31", "for": "32"}, "for", "32 голоса, а присутствуют 31"),
        ({"present": "31", "for": "20", "against": "12"}, "against", "32 голоса"),
        ({"for": "٣x"}, "for", "целое число"),
    ],
)
def test_what_disagrees_stands_at_its_number(texts: dict[str, str], field: str, word: str) -> None:
    ballot = Ballot(texts)
    assert list(ballot.faults) == [field]
    assert word in ballot.faults[field]
    assert ballot.votes is None


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        (Votes(40, 30, 16, 14, 0), "решение положительное: за 16 из 30"),
        (Votes(40, 30, 15, 5, 10), "решение отрицательное: за 15 из 30, а нужно больше половины"),
        (Votes(40, 30, 15, 15, 0), "решение отрицательное: за 15 из 30, против 15: поровну"),
        (
            Votes(40, 30, 15, 15, 0, chair="for"),
            "решение положительное: за 15 из 30, против 15: поровну, решил председатель",
        ),
    ],
)
def test_the_result_says_why(votes: Votes, said: str) -> None:
    ballot = Ballot(vote_texts(votes))
    assert ballot.votes == votes
    assert ballot.result() == said


async def test_every_grade_of_a_stage_that_reaches_past_the_fourth_is_ticked() -> None:
    tree = recommendations_tree()
    tree["stages"][2]["grades"] = [7]
    tree["stages"][3]["grades"] = [0, 1, 2, 3, 4, 5, 6]
    with using(tree):
        session = decided(Primary("positive", pupils=True, date=MONDAY))
        app = QuestionApp(PrimaryQuestion(session))
        async with app.run_test(size=(80, 30)) as pilot:
            assert app.question.row("grades", ChecksRow).chosen == ("1", "2", "3", "4", "5", "6")
            await pilot.press("1", "2")
            assert session.answers.primary.grades == ()


async def test_of_two_faults_the_first_row_is_named_and_marked() -> None:
    session = new_session()
    app = QuestionApp(PrimaryQuestion(session))
    async with app.run_test(size=(80, 24)) as pilot:
        # More are present than are members, and the votes are not counted yet.
        await pilot.press("4", *typed("40"), "enter", *typed("41"))
        assert app.question.faults() == (
            "Присутствуют 41, а членов педсовета 40",
            "Голоса: не вписано: за, против, воздержались",
        )
        app.question.focus_first()
        await pilot.pause()
        assert app.focused in app.question.query_one("#present").walk_children()
        # Only numbers are missing: the first of them is where to go on.
        await pilot.press("backspace", "backspace", *typed("31"))
        app.question.focus_first()
        await pilot.pause()
        assert app.focused in app.question.query_one("#for").walk_children()


async def test_the_day_of_the_decision_is_the_one_of_the_board() -> None:
    # Day 15 of 28 November is a Sunday: the decision is wanted on the working day before.
    later = school(school=School(structure_created=date(2026, 11, 28)))
    session = new_session(later)
    app = QuestionApp(PrimaryQuestion(session))
    async with app.run_test(size=(80, 24)):
        told = words(app)
        assert "принять решение на педсовете не позднее 11 декабря" in told
        assert "решить до" not in told
    session.today = date(2026, 12, 14)
    late = QuestionApp(PrimaryQuestion(session))
    async with late.run_test(size=(80, 24)):
        assert "не позднее 11 декабря, срок прошёл" in words(late)
