from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_tui.guidance.rules import production_calendar
from sferum_tui.guidance.sources import load_recommendations
from sferum_tui.rollout.answers import CalendarChoice
from sferum_tui.rollout.calendar import SchoolCalendar, school_time, seconds_left

STAGES = load_recommendations().stages


def calendar(**choice: object) -> SchoolCalendar:
    return SchoolCalendar(CalendarChoice(**choice), production_calendar())  # type: ignore[arg-type]


def windows(event: date, **choice: object) -> list[tuple[date, date]]:
    counted = calendar(**choice)
    return [(it.first, it.last) for it in (counted.window(event, stage) for stage in STAGES)]


def d(text: str) -> date:
    day, month, year = text.split(".")
    return date(int(year), int(month), int(day))


@pytest.mark.parametrize(
    ("event", "choice", "expected"),
    [
        (
            "23.11.2026",
            {"move_last_day": False},
            "25.11.2026-26.11.2026 30.11.2026-03.12.2026 03.12.2026-08.12.2026 "
            "08.12.2026-13.12.2026",
        ),
        (
            "23.11.2026",
            {},
            "25.11.2026-26.11.2026 30.11.2026-03.12.2026 03.12.2026-08.12.2026 "
            "08.12.2026-14.12.2026",
        ),
        (
            "23.11.2026",
            {"counting": "working", "move_last_day": False},
            "25.11.2026-26.11.2026 02.12.2026-07.12.2026 07.12.2026-14.12.2026 "
            "14.12.2026-21.12.2026",
        ),
        (
            "25.12.2026",
            {"counting": "working"},
            "29.12.2026-30.12.2026 14.01.2027-19.01.2027 19.01.2027-26.01.2027 "
            "26.01.2027-02.02.2027",
        ),
    ],
)
def test_worked_examples_of_windows(event: str, choice: dict[str, object], expected: str) -> None:
    wanted = [tuple(d(day) for day in pair.split("-")) for pair in expected.split()]
    assert windows(d(event), **choice) == wanted


def test_new_year_holidays_move_only_the_last_day() -> None:
    window = calendar().window(date(2026, 12, 25), STAGES[1])
    assert (window.official_last, window.last) == (date(2027, 1, 4), date(2027, 1, 11))
    assert window.first == date(2027, 1, 1)
    assert window.shifted


@pytest.mark.parametrize(("week", "last"), [(5, date(2026, 12, 7)), (6, date(2026, 12, 5))])
def test_saturday_moves_in_a_five_day_week_only(week: int, last: date) -> None:
    assert calendar(week=week).window(date(2026, 11, 20), STAGES[2]).last == last


def test_own_days_go_over_the_production_calendar() -> None:
    own = calendar(days_off=(date(2026, 12, 8),), working_days=(date(2026, 12, 13),))
    assert own.window(date(2026, 11, 23), STAGES[2]).last == date(2026, 12, 9)
    assert own.window(date(2026, 11, 23), STAGES[3]).last == date(2026, 12, 13)


def test_last_dates_of_the_calendar_do_not_overflow() -> None:
    event = date(9999, 12, 30)
    for counting in ("calendar", "working"):
        window = calendar(counting=counting).window(event, STAGES[3])
        assert window.last == date(9999, 12, 31)


def test_years_without_decreed_transfers_are_said_to_be_provisional() -> None:
    assert calendar().is_decreed(2026)
    assert not calendar().is_decreed(2031)


@pytest.mark.parametrize("week", [5, 6])
def test_every_year_that_the_package_may_be_asked_for_is_counted(week: int) -> None:
    for year in (1, 1990, *range(1991, 2022), 2028, 2050, 9999):
        assert not production_calendar()(year, week).decreed


def test_long_rest_finds_the_new_year_and_no_plain_weekend() -> None:
    counted = calendar()
    found = counted.long_rest(date(2026, 12, 28), date(2027, 1, 5))
    assert found == (date(2026, 12, 31), date(2027, 1, 10))
    assert counted.long_rest(date(2026, 12, 1), date(2026, 12, 20)) is None


def test_kamchatka_is_in_the_next_day_when_a_server_in_utc_is_not() -> None:
    now = datetime(2026, 11, 30, 20, 0, tzinfo=UTC)
    assert school_time(now, "Asia/Kamchatka").date() == date(2026, 12, 1)


def test_seconds_run_to_the_end_of_the_last_day() -> None:
    now = school_time(datetime(2026, 12, 3, 20, 47, 15), "Europe/Moscow")
    assert seconds_left(now, date(2026, 12, 3)) == 3 * 3600 + 12 * 60 + 45
    assert seconds_left(now, date(2026, 12, 2)) < 0


def test_the_last_second_of_the_last_day_is_not_over_before_it_has_ended() -> None:
    last = date(2026, 12, 3)
    moment = school_time(datetime(2026, 12, 3, 23, 59, 59, 400_000), "Asia/Kamchatka")
    assert seconds_left(moment, last) == 1
    assert seconds_left(moment + timedelta(milliseconds=600), last) == 0
    assert seconds_left(moment + timedelta(milliseconds=1600), last) == -1


choices = st.builds(
    dict,
    counting=st.sampled_from(["calendar", "working"]),
    week=st.sampled_from([5, 6]),
    move_last_day=st.booleans(),
    days_off=st.lists(st.dates(date(2022, 1, 1), date(2035, 1, 1)), max_size=5).map(tuple),
    working_days=st.lists(st.dates(date(2022, 1, 1), date(2035, 1, 1)), max_size=5).map(tuple),
)


@given(event=st.dates(date(2022, 1, 1), date(2027, 12, 31)), choice=choices)
def test_a_window_never_ends_before_it_begins_and_later_stages_end_later(
    event: date, choice: dict[str, object]
) -> None:
    counted = calendar(**choice)
    found = [counted.window(event, stage) for stage in STAGES]
    for window in found:
        assert event < window.first <= window.official_last <= window.last
        if choice["move_last_day"]:
            assert not counted.is_day_off(window.last)
    assert [it.last for it in found] == sorted(it.last for it in found)
