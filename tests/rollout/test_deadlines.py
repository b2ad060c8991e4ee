"""Last days that an order set: followed everywhere, the recommended window beside them."""

from __future__ import annotations

from datetime import date

import pytest

from sferum_tui.rollout.answers import Primary
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.plan import Done
from sferum_tui.rollout.summary import official_note, other_counting
from sferum_tui.rollout.warnings import warnings
from tests.support.school import all_created, at, board, rollout

SATURDAY = date(2026, 12, 5)


def found(when: tuple[int, int, int], stage: int, day: date, done: Done | None = None) -> Board:
    return board(at(*when), done or Done(), deadlines={stage: day})


# Event Monday 23.11.2026: the second stage is recommended from 30.11 to 3.12.
@pytest.mark.parametrize(
    ("today", "state"),
    [
        ((2026, 11, 29), "running"),
        ((2026, 11, 30), "in_window"),
        ((2026, 12, 4), "in_window"),
        ((2026, 12, 5), "last_day"),
        ((2026, 12, 6), "overdue"),
    ],
)
def test_the_day_that_was_set_is_followed(today: tuple[int, int, int], state: str) -> None:
    done = Done(created=all_created(rollout(), 1, at(2026, 11, 25)))
    item = found(today, 2, SATURDAY, done).stage(2)
    assert item.state == state
    assert (item.window.first, item.window.last) == (date(2026, 11, 30), SATURDAY)
    assert (item.official.first, item.official.last) == (date(2026, 11, 30), date(2026, 12, 3))
    assert item.deadline == SATURDAY


def test_the_countdown_runs_to_the_day_that_was_set() -> None:
    item = found((2026, 12, 5), 2, SATURDAY).stage(2)
    assert item.remaining == 12 * 3600


def test_the_recommended_window_stands_beside_it() -> None:
    item = found((2026, 12, 1), 2, SATURDAY).stage(2)
    assert official_note(item) == "по рекомендациям 30 нояб. – 3 дек."
    assert other_counting(rollout(), item) == ""
    same = found((2026, 12, 1), 2, date(2026, 12, 3)).stage(2)
    assert official_note(same) == ""


def test_the_decision_is_not_awaited_longer_than_the_day_that_was_set() -> None:
    # Day 15 is the 8th; the order wants the chats of primary classes by Saturday the 5th.
    item = found((2026, 12, 1), 4, SATURDAY).stage(4)
    assert item.decide_by == date(2026, 12, 4)
    assert found((2026, 12, 1), 4, date(2026, 12, 25)).stage(4).decide_by == date(2026, 12, 8)


def test_a_day_before_the_window_is_followed_as_well() -> None:
    item = found((2026, 11, 25), 2, date(2026, 11, 27)).stage(2)
    assert (item.window.first, item.window.last) == (date(2026, 11, 27), date(2026, 11, 27))


def test_a_class_that_opened_later_has_its_own_time_at_least() -> None:
    given = rollout(opened={"8А": date(2026, 12, 10)}, deadlines={2: SATURDAY})
    stage = given.recommendations.stage(2)
    assert given.window(stage, "8А").last == date(2026, 12, 21)
    assert given.window(stage, "8Б").last == SATURDAY
    later = rollout(opened={"8А": date(2026, 12, 10)}, deadlines={2: date(2026, 12, 25)})
    assert later.window(stage, "8А").last == date(2026, 12, 25)


def test_a_late_decision_is_never_overdue_at_once() -> None:
    primary = Primary(decision="positive", date=date(2026, 12, 20))
    given = rollout(primary=primary, deadlines={4: date(2026, 12, 10)})
    stage = given.recommendations.stage(4)
    assert given.window(stage).first == date(2027, 1, 4)
    assert given.window(stage).last >= date(2027, 1, 9)


def test_a_day_that_can_hardly_be_meant_is_worth_a_word() -> None:
    texts = [it.what for it in warnings(rollout(deadlines={2: SATURDAY, 3: date(2026, 11, 1)}))]
    assert "2 этап: назначенный срок 5 дек. — выходной день" in texts
    assert "3 этап: назначенный срок 1 нояб. раньше создания структуры" in texts
    assert not [text for text in texts if text.startswith("1 этап: назначенный")]


# Days by which something is ready


def test_a_day_of_preparation_is_the_last_working_day_before_the_window() -> None:
    found = rollout()
    ready = [found.ready_by(stage) for stage in found.recommendations.stages]
    # The second window begins on Monday the 30th.
    assert ready == [date(2026, 11, 24), date(2026, 11, 27), date(2026, 12, 2), date(2026, 12, 7)]


def test_the_decision_is_taken_by_the_first_day_of_its_window_and_on_no_day_off() -> None:
    monday, friday = rollout(), rollout(created=date(2026, 11, 20))
    assert monday.decision_day(monday.recommendations.stage(4)) == date(2026, 12, 8)
    # Day 15 after the 20th is Saturday the 5th.
    assert friday.decision_day(friday.recommendations.stage(4)) == date(2026, 12, 4)


def test_before_the_structure_exists_no_chat_is_late_whatever_day_was_set() -> None:
    early = found((2026, 11, 21), 1, date(2026, 11, 20))
    assert early.stage(1).state == "planned"
    assert not any(early.is_overdue(chat) for chat in early.rollout.of_stage[1])
    begun = found((2026, 11, 23), 1, date(2026, 11, 20))
    assert begun.stage(1).state == "overdue"
    assert all(begun.is_overdue(chat) for chat in begun.rollout.of_stage[1])
