"""Where rules end: first and last days, order, the oddest grades, acts done twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from msgspec.structs import replace

from sferum_tui.rollout.answers import Deputy, People, Primary, Vacation
from sferum_tui.rollout.edits import preview
from sferum_tui.rollout.plan import Done, marked
from sferum_tui.rollout.stage_board import StageBoard, StageState
from sferum_tui.rollout.urgency import PRESSING, UNREADABLE, pressure, worst
from sferum_tui.rollout.warnings import warnings
from tests.support.school import EVENT, all_created, at, board, rollout

# Before the beginning ----------------------------------------------------------------------------


@pytest.mark.parametrize("days", [-90, -1, 0])
def test_a_class_no_later_than_the_structure_follows_the_stage(days: int) -> None:
    source = rollout(opened={"8А": EVENT + timedelta(days=days)})
    assert source.window_of(source.by_id["2а/8А"]) == source.window_of(source.by_id["2а/8Б"])


def test_a_class_a_day_later_than_the_structure_has_its_window_a_day_later() -> None:
    source = rollout(opened={"8А": EVENT + timedelta(days=1)})
    window = source.window_of(source.by_id["2а/8А"])
    assert (window.first, window.official_last) == (date(2026, 12, 1), date(2026, 12, 4))


# Both ends of a stretch of days ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "touches"),
    [
        (date(2026, 11, 20), date(2026, 11, 29), False),
        (date(2026, 11, 20), date(2026, 11, 30), True),
        (date(2026, 12, 3), date(2026, 12, 9), True),
        (date(2026, 12, 1), date(2026, 12, 1), True),
    ],
)
def test_a_vacation_touches_a_window_by_a_single_day(
    first: date, last: date, touches: bool
) -> None:
    """The window of stage 2 is 30.11–3.12."""
    source = rollout(calendar={"vacations": (Vacation(first, last, "каникулы"),)})
    told = [it.what for it in warnings(source) if it.what.startswith("2 этап")]
    assert bool(told) is touches


def test_a_vacation_after_the_last_day_touches_no_window() -> None:
    rest = Vacation(date(2026, 12, 14), date(2026, 12, 20), "каникулы")
    source = rollout(calendar={"vacations": (rest,)})
    assert not [it for it in warnings(source) if "каникулы" in it.what]


# Order and precedence ----------------------------------------------------------------------------


def test_due_begins_with_the_nearest_last_day_whatever_the_stage() -> None:
    parts = {"classes": {"5": ("А",), "8": ("А", "Б")}, "opened": {"8Б": date(2026, 12, 1)}}
    source = rollout(**parts)
    done = Done(created=all_created(source, 1, at(2026, 11, 25)))
    found = board(at(2026, 12, 8), done, **parts)
    assert [item.state for item in found.stages[:3]] == ["done", "overdue", "last_day"]
    # 8А was due on 3.12, 5А is due on 8.12, 8Б on 11.12; within a day as the plan lists them.
    assert [chat.id for chat in found.due()] == [
        "2а/8А", "2б/8А/математика", "2б/8А/физика", "2г/8А",
        "3а/5А", "3б/5А/математика", "3г/5А",
        "2а/8Б", "2б/8Б/математика", "2б/8Б/физика", "2г/8Б",
    ]  # fmt: skip


def stage_in(state: StageState, remaining: int | None = None) -> StageBoard:
    """The second stage of a board as if it were in this state."""
    return replace(board(at(2026, 11, 30)).stage(2), state=state, remaining=remaining)


def test_what_presses_is_told_before_what_waits_and_what_is_done() -> None:
    told = (
        "overdue last_day in_window running awaiting_decision waiting planned done_late done "
        "declined not_applicable"
    )
    items = [stage_in(state) for state in get_args(StageState)]
    assert [item.state for item in sorted(items, key=pressure)] == told.split()
    assert set(PRESSING) == set(get_args(StageState))
    assert worst(items).state == "overdue"


def test_of_two_stages_in_one_state_the_one_with_less_time_presses_more() -> None:
    sooner, later = stage_in("overdue", -7200), stage_in("overdue", -60)
    assert sorted([later, sooner], key=pressure) == [sooner, later]
    assert UNREADABLE < pressure(sooner) < pressure(later)


def test_mixed_classes_stand_after_the_grade_they_end_with() -> None:
    source = rollout(
        classes={"0": ("А",), "1": ("А",), "1 доп.": ("А",), "3": ("Б",), "4": ("А",)},
        mixed={"1–3": 4, "1+2": 4},
    )
    assert [item.name for item in source.classes] == [
        "0А", "1А", "1 доп. А", "1+2", "3Б", "1–3", "4А",
    ]  # fmt: skip


# The oddest grades -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grades", "ids"),
    [
        ((1,), ["4б/0А", "4б/1А", "4б/1 доп. А"]),
        ((2, 3), ["4б/2А", "4б/1–3"]),
        ((4,), []),
    ],
)
def test_a_preparatory_year_goes_with_the_first_grade(
    grades: tuple[int, ...], ids: list[str]
) -> None:
    source = rollout(
        classes={"0": ("А",), "1": ("А",), "1 доп.": ("А",), "2": ("А",)},
        mixed={"1–3": 4},
        primary=Primary(decision="positive", pupils=True, grades=grades),
    )
    found = [chat.id for chat in source.chats if chat.kind.id == "4б"]
    # A mixed class goes with any of its grades.
    assert found == (ids if 1 not in grades else [*ids, "4б/1–3"])


# One thing done twice, or by two -----------------------------------------------------------------


def test_of_two_deputies_for_one_level_the_first_creates_the_one_chat() -> None:
    people = People(
        deputies=(
            Deputy("ВР", "Волкова В. В.", ("extra",)),
            Deputy("УР", "Орлова О. О.", ("subject", "extra")),
            Deputy("НМР", "Ильина И. И.", ("subject",)),
        )
    )
    source = rollout(people=people)
    owners = {chat.id: chat.owner for chat in source.chats if chat.kind.id == "1б"}
    assert owners == {
        "1б/primary": "заместитель директора по УР Орлова О. О.",
        "1б/subject": "заместитель директора по УР Орлова О. О.",
        "1б/extra": "заместитель директора по ВР Волкова В. В.",
    }


@pytest.mark.parametrize("mark", ["created", "auto", "skipped"])
def test_a_chat_that_comes_back_counts_with_whatever_mark_it_had(mark: str) -> None:
    moment = at(2026, 11, 30)
    done = marked(Done(), ["2а/8Б"], mark, moment, "не нужен")  # type: ignore[arg-type]
    with_it = rollout()
    without = rollout(classes={"1": ("А", "Б"), "5": ("А",), "8": ("А",)})
    assert [chat.id for chat in preview(without, with_it, done).returned] == ["2а/8Б"]
    assert [chat.id for chat in preview(with_it, without, done).archived] == ["2а/8Б"]


@pytest.mark.parametrize("mark", ["created", "auto"])
def test_a_chat_ticked_again_keeps_the_moment_it_was_created_at(mark: str) -> None:
    first, later = at(2026, 11, 25), at(2026, 12, 9)
    once = marked(Done(), ["1г"], mark, first)  # type: ignore[arg-type]
    again = marked(once, ["1г", "1а"], mark, later)  # type: ignore[arg-type]
    assert getattr(again, mark) == {"1г": first, "1а": later}
    corrected = marked(once, ["1г"], mark, later, at=later)  # type: ignore[arg-type]
    assert getattr(corrected, mark) == {"1г": later}
    assert marked(again, ["1г", "1а"], "planned", later) == Done()
