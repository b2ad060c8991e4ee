"""The eleven states of a stage, late decisions, planned structures, classes opened later."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sferum_tui.rollout.answers import Order, Primary
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.plan import Done
from sferum_tui.rollout.school import school_classes
from sferum_tui.rollout.stage_board import DUE, TIMELESS
from tests.support.school import all_created, at, board, rollout

POSITIVE = Primary(decision="positive", pupils=True)


def states(found: Board) -> list[str]:
    return [item.state for item in found.stages]


IN_TIME = at(2026, 11, 25)


def created(stages: list[int], when: datetime = IN_TIME, **parts: object) -> Done:
    source = rollout(**parts)
    ticks: dict[str, datetime] = {}
    for stage in stages:
        ticks |= all_created(source, stage, when)
    return Done(created=ticks)


# Event Monday 23.11.2026, calendar days: 25–26.11, 30.11–3.12, 3–8.12, 8–14.12.
@pytest.mark.parametrize(
    ("today", "finished", "expected"),
    [
        ((2026, 11, 22), [], "planned planned planned planned"),
        ((2026, 11, 23), [], "running waiting waiting waiting"),
        ((2026, 11, 25), [], "in_window waiting waiting waiting"),
        ((2026, 11, 26), [], "last_day waiting waiting waiting"),
        ((2026, 11, 27), [], "overdue waiting waiting waiting"),
        ((2026, 11, 27), [1], "done running waiting waiting"),
        ((2026, 11, 30), [1], "done in_window waiting waiting"),
        ((2026, 12, 2), [1], "done in_window waiting waiting"),
        ((2026, 12, 3), [1], "done last_day in_window waiting"),
        ((2026, 12, 4), [1], "done overdue in_window waiting"),
        ((2026, 12, 4), [1, 2], "done done in_window waiting"),
        ((2026, 12, 8), [1, 2], "done done last_day in_window"),
        ((2026, 12, 13), [1, 2, 3], "done done done in_window"),
        ((2026, 12, 14), [1, 2, 3], "done done done last_day"),
        ((2026, 12, 15), [1, 2, 3], "done done done overdue"),
        ((2026, 12, 15), [1, 2, 3, 4], "done done done done"),
    ],
)
def test_states_day_by_day(today: tuple[int, int, int], finished: list[int], expected: str) -> None:
    done = created(finished, primary=POSITIVE)
    assert " ".join(states(board(at(*today), done, primary=POSITIVE))) == expected


def test_a_chat_created_after_its_last_day_makes_the_stage_late() -> None:
    done = created([1], when=at(2026, 11, 27, 0, 1))
    assert states(board(at(2026, 12, 1), done))[0] == "done_late"
    in_time = created([1], when=at(2026, 11, 26, 23, 59))
    assert states(board(at(2026, 12, 1), in_time))[0] == "done"


def test_skipped_and_auto_chats_are_not_open() -> None:
    source = rollout()
    ids = [chat.id for chat in source.of_stage[1]]
    done = Done(
        auto=dict.fromkeys(ids[:2], at(2026, 12, 9)), skipped=dict.fromkeys(ids[2:], "не нужен")
    )
    item = source.board(done, at(2026, 12, 10)).stage(1)
    assert item.state == "done"
    assert (item.counts.ready, item.counts.wanted) == (2, 2)


def test_simultaneous_stages_do_not_wait() -> None:
    both = Order(mode="simultaneous")
    assert states(board(at(2026, 11, 24), order=both))[1] == "running"
    one = Order(stages={3: "simultaneous"})
    assert states(board(at(2026, 11, 24), order=one))[1:3] == ["waiting", "running"]


def test_waiting_names_the_earliest_unfinished_stage() -> None:
    found = board(at(2026, 11, 27), created([1]))
    assert found.stage(3).waits_for == 2


def test_no_classes_of_a_stage() -> None:
    found = board(at(2026, 12, 1), classes={"8": ("А",)})
    assert states(found)[2:] == ["not_applicable", "not_applicable"]


def test_a_planned_structure_stays_planned_and_asks_on_its_day() -> None:
    found = board(at(2026, 11, 23), planned=True)
    assert states(found)[:3] == ["planned"] * 3
    assert found.asks_if_created
    assert not board(at(2026, 11, 22), planned=True).asks_if_created


def test_an_undecided_stage_is_a_preview_outside_the_total() -> None:
    found = board(at(2027, 3, 1))
    item = found.stage(4)
    assert item.state == "awaiting_decision"
    assert (item.counts.total, item.counts.preview) == (0, 2)
    assert item.remaining is None
    assert not any(chat.stage == 4 for chat in found.due())
    marked = board(at(2027, 3, 1), Done(created={"4а/1А": at(2026, 12, 1)})).stage(4)
    assert (marked.counts.total, marked.counts.created, marked.counts.preview) == (1, 1, 1)


def test_a_negative_decision_closes_the_stage() -> None:
    found = board(at(2027, 3, 1), primary=Primary(decision="negative"))
    item = found.stage(4)
    assert (item.state, item.counts.total, item.counts.preview) == ("declined", 0, 0)


@pytest.mark.parametrize(
    ("decided", "first", "last"),
    [
        (None, date(2026, 12, 8), date(2026, 12, 14)),
        (date(2026, 12, 8), date(2026, 12, 8), date(2026, 12, 14)),
        (date(2026, 12, 9), date(2026, 12, 24), date(2026, 12, 29)),
        (date(2027, 3, 15), date(2027, 3, 30), date(2027, 4, 5)),
    ],
)
def test_a_late_decision_opens_its_own_window(
    decided: date | None, first: date, last: date
) -> None:
    found = board(at(2026, 12, 1), primary=Primary(decision="positive", date=decided)).stage(4)
    assert (found.window.first, found.window.last) == (first, last)
    assert (found.official.first, found.official.official_last) == (
        date(2026, 12, 8),
        date(2026, 12, 13),
    )


def test_a_class_opened_in_march_has_its_own_window() -> None:
    parts = {
        "classes": {"5": ("А", "Г"), "8": ("А",)},
        "opened": {"5Г": date(2027, 3, 1)},
    }
    source = rollout(**parts)
    window = source.window_of(source.by_id["3а/5Г"])
    assert (window.first, window.last) == (date(2027, 3, 11), date(2027, 3, 16))
    old = {
        chat.id: at(2026, 11, 25)
        for chat in source.chats
        if chat.class_name != "5Г" and chat.stage != 4
    }
    in_time = source.board(Done(created=old), at(2027, 3, 12)).stage(3)
    assert in_time.state == "in_window"
    assert in_time.window == window
    assert source.board(Done(created=old), at(2027, 3, 17)).stage(3).state == "overdue"
    # An old class left open is overdue long before.
    assert source.board(Done(), at(2027, 1, 20)).stage(3).state == "overdue"


def test_due_are_the_open_chats_of_stages_in_their_window() -> None:
    found = board(at(2026, 12, 3), created([1]))
    assert {chat.stage for chat in found.due()} == {2, 3}
    assert [chat.stage for chat in found.due()] == sorted(chat.stage for chat in found.due())


def test_due_before_any_window_are_those_of_the_earliest_unfinished_stage() -> None:
    found = board(at(2026, 11, 24))
    assert {chat.stage for chat in found.due()} == {1}


def test_remaining_runs_to_midnight_of_the_schools_zone() -> None:
    found = board(at(2026, 12, 3, 20), created([1]), zone="Asia/Kamchatka")
    assert found.stage(2).remaining == 4 * 3600


decisions = st.builds(
    Primary,
    decision=st.sampled_from(["undecided", "negative"]),
    pupils=st.booleans(),
    date=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)


@settings(max_examples=50)
@given(
    primary=decisions,
    now=st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),
    planned=st.booleans(),
    mode=st.sampled_from(["sequential", "simultaneous"]),
)
def test_an_undecided_or_negative_stage_is_never_overdue(
    primary: Primary, now: datetime, planned: bool, mode: str
) -> None:
    found = board(now, primary=primary, planned=planned, order=Order(mode=mode))  # type: ignore[arg-type]
    item = found.stage(4)
    assert item.state in ("awaiting_decision", "declined")
    assert not any(chat.stage == 4 for chat in found.due())


@settings(max_examples=50)
@given(
    offset=st.integers(-40, 200),
    finished=st.sets(st.integers(1, 4)),
    planned=st.booleans(),
)
def test_counts_and_states_agree_at_any_moment(
    offset: int, finished: set[int], planned: bool
) -> None:
    now = at(2026, 11, 23) + timedelta(days=offset)
    done = created(sorted(finished), primary=POSITIVE)
    found = board(now, done, primary=POSITIVE, planned=planned)
    for item in found.stages:
        assert item.counts.open >= 0
        assert (item.state in ("done", "done_late")) == (item.counts.open == 0)
        assert (item.remaining is None) == (item.state in TIMELESS)
        if item.state == "overdue":
            assert item.remaining is not None
            assert item.remaining <= 0
    due_stages = {chat.stage for chat in found.due()}
    urgent = {item.stage.number for item in found.stages if item.state in DUE}
    assert due_stages == urgent or (not urgent and len(due_stages) <= 1)


def test_stage_of_every_class_is_known_to_the_board() -> None:
    source = rollout()
    assert school_classes(source.answers.classes, source.recommendations) == source.classes
