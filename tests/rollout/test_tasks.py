"""What is next, in words: on the board and in the line at login."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from sferum_tui.rollout import pace, tasks
from sferum_tui.rollout.answers import People, Primary
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.plan import Done
from tests.support.school import all_created, at, board, rollout

NEGATIVE = Primary(decision="negative")


def finished(*stages: int, when: datetime | None = None, **parts: object) -> Done:
    source = rollout(**parts)
    ticks: dict[str, datetime] = {}
    for stage in stages:
        ticks |= all_created(source, stage, when or at(2026, 11, 25))
    return Done(created=ticks)


def test_the_next_step_names_the_classes_and_who_creates() -> None:
    found = board(at(2026, 12, 1), finished(1))
    assert tasks.next_step(found) == "классы, 2 чата: создают классные руководители (8А, 8Б)"


def test_classes_without_letters_take_the_word() -> None:
    found = board(at(2026, 12, 1), finished(1), classes={"8": ("",), "9": ("",)})
    assert tasks.next_step(found).endswith("создают классные руководители (8–9 классы)")


def test_the_next_step_names_a_single_chat_and_its_owner() -> None:
    people = People(director="Орлова А. А.")
    found = board(at(2026, 11, 25), people=people)
    assert tasks.next_step(found) == "чат «Администрация», создаёт директор Орлова А. А."


def test_before_the_structure_exists_it_comes_first() -> None:
    assert tasks.next_step(board(at(2026, 11, 20))).startswith("создать структуру школы")
    asked = board(at(2026, 11, 23), planned=True)
    assert tasks.next_step(asked) == "структура создана? Тогда отметьте это"
    decision = "; принять решение на педсовете не позднее 8 декабря."
    assert tasks.short_status(asked) == (
        "Сферум: структура создана? Откройте план и отметьте это" + decision
    )
    # Nothing can be begun yet, and a list of what comes first says so.
    assert tasks.calm_text(asked) == "срочного нет, структура ещё не создана"


def test_the_line_at_login_puts_the_structure_first() -> None:
    text = tasks.short_status(board(at(2026, 11, 20)))
    assert text.startswith("Сферум: 23 ноября создать структуру школы на платформе, потом ")
    assert text.endswith("; принять решение на педсовете не позднее 8 декабря.")


def test_the_decision_is_asked_for_until_its_day_and_after_it() -> None:
    done = finished(1, 2, 3)
    before = board(at(2026, 12, 1), done)
    assert tasks.next_step(before) == "принять решение на педсовете не позднее 8 декабря"
    assert (
        tasks.short_status(before) == "Сферум: принять решение на педсовете не позднее 8 декабря."
    )
    after = board(at(2026, 12, 9), done)
    expected = "принять решение на педсовете не позднее 8 декабря, срок прошёл"
    assert tasks.decision_task(after) == expected


def test_nothing_is_left_to_do() -> None:
    found = board(at(2026, 12, 1), finished(1, 2, 3), primary=NEGATIVE)
    assert tasks.short_status(found) == "Сферум: все чаты созданы."
    assert tasks.next_step(found).startswith("все чаты созданы")


@pytest.mark.parametrize(
    ("now", "stages", "text"),
    [
        (
            at(2026, 11, 30, 14),
            (1,),
            "нужно создать 8 чатов до 3 декабря, осталось 3 дня, по 2 в день",
        ),
        (
            at(2026, 12, 3),
            (1,),
            "нужно создать 8 чатов до 3 декабря, сегодня последний день, потом ещё 3",
        ),
        (at(2026, 12, 4), (1, 3), "нужно создать 8 чатов; просрочен 2-й этап, на 1 день"),
        (
            at(2026, 12, 4),
            (1,),
            "нужно создать 11 чатов; просрочен 2-й этап, на 1 день, остальные по 1 в день",
        ),
        (at(2026, 12, 9), (1,), "нужно создать 11 чатов; просрочены 2-й, 3-й этапы, на 6 дней"),
    ],
)
def test_the_line_at_login_speaks_in_days(
    now: datetime, stages: tuple[int, ...], text: str
) -> None:
    found = board(now, finished(*stages), primary=NEGATIVE)
    assert tasks.short_status(found) == f"Сферум: {text}."


@pytest.mark.parametrize("say", [tasks.short_status, tasks.next_step, tasks.calm_text])
def test_where_nothing_presses_it_is_said_and_what_may_be_begun(
    say: Callable[[Board], str],
) -> None:
    found = board(at(2026, 11, 25), finished(1))
    assert "срочного нет, можно начать 2-й этап: 8 чатов, по 2 в день" in say(found)
    assert "нужно" not in say(found)


def test_a_pace_counts_working_days_with_today() -> None:
    """From Wednesday 25 November to Thursday 3 December there are seven."""
    found = board(at(2026, 11, 25))
    assert pace.working_days(found, date(2026, 12, 3)) == 7
    assert pace.working_days(found, date(2026, 11, 25)) == 1
    assert pace.working_days(found, date(2026, 11, 20)) == 1
    assert pace.pace(found, {date(2026, 12, 3): 161}) == 23
    assert pace.pace(found, {date(2026, 11, 20): 50, date(2026, 12, 3): 7}) == 1


def test_a_pace_keeps_every_last_day_not_the_farthest_alone() -> None:
    found = board(at(2026, 11, 30))
    opened = {date(2026, 12, 1): 20, date(2026, 12, 8): 1}
    assert pace.pace(found, opened) == 10


def test_a_pace_of_a_stage_is_there_with_its_countdown() -> None:
    found = board(at(2026, 11, 30), finished(1))
    assert [pace.per_day(found, item) for item in found.stages] == [None, 2, 1, None]
    late = board(at(2026, 12, 4), finished(1))
    assert pace.per_day(late, late.stages[1]) == 8


def test_the_decision_stands_beside_what_is_due_until_it_is_taken() -> None:
    found = board(at(2026, 11, 30), finished(1))
    assert tasks.short_status(found).endswith(
        "; принять решение на педсовете не позднее 8 декабря."
    )
    assert not tasks.decision_late(board(at(2026, 12, 8)))
    assert tasks.decision_late(board(at(2026, 12, 9)))
