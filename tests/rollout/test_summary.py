"""What is told of a stage besides its state."""

from __future__ import annotations

from datetime import date, datetime

from sferum_tui.rollout.answers import Primary
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.plan import Done
from sferum_tui.rollout.summary import groups, kind_counts, official_note, other_counting
from tests.support.school import all_created, at, board, rollout

NOW = at(2026, 11, 30)


def test_the_official_window_is_told_only_where_another_is_followed() -> None:
    shown = board(NOW)
    assert official_note(shown.stage(2)) == ""
    assert official_note(shown.stage(4)) == "перенос с 13.12"


def test_after_a_late_decision_the_whole_official_window_is_told() -> None:
    late = board(NOW, primary=Primary(decision="positive", date=date(2027, 1, 15)))
    assert official_note(late.stage(4)) == "по рекомендациям 8–13 дек."


def test_a_stage_without_classes_has_no_other_windows() -> None:
    shown = board(NOW, classes={"8": ("А",)})
    assert official_note(shown.stage(4)) == other_counting(shown.rollout, shown.stage(4)) == ""


def test_the_other_way_of_counting_is_told_where_it_differs() -> None:
    shown = board(NOW)
    assert other_counting(shown.rollout, shown.stage(1)) == ""
    assert other_counting(shown.rollout, shown.stage(2)) == "в рабочих днях 2–7 дек."
    working = board(NOW, calendar={"counting": "working"})
    assert other_counting(working.rollout, working.stage(4)) == "в календарных днях 8–14 дек."


def test_the_other_way_is_not_told_where_the_window_counts_from_another_day() -> None:
    late = board(NOW, primary=Primary(decision="positive", date=date(2027, 1, 15)))
    assert other_counting(late.rollout, late.stage(4)) == ""


def test_kinds_are_counted_without_skipped_chats() -> None:
    source = rollout()
    done = Done(
        created={"2а/8А": school_time(datetime(2026, 11, 26), "Europe/Moscow")},
        auto={"2а/8Б": school_time(datetime(2026, 11, 26), "Europe/Moscow")},
        skipped={"2б/8А/физика": "не ведём"},
    )
    counts = {
        it.kind.id: (it.ready, it.wanted)
        for it in kind_counts(source.board(done, NOW), source.recommendations.stage(2))
    }
    assert counts == {"2а": (2, 2), "2б": (0, 3), "2г": (0, 2)}


def test_previews_are_counted_as_wanted() -> None:
    shown = board(NOW)
    assert [it.wanted for it in kind_counts(shown, shown.stage(4).stage)] == [2]


def test_classes_that_opened_later_stand_apart() -> None:
    source = rollout(opened={"8Б": date(2026, 12, 7)})
    done = Done(
        created=all_created(source, 2, school_time(datetime(2026, 11, 30), "Europe/Moscow"))
    )
    own, later = groups(source.board(done, NOW), source.recommendations.stage(2))
    assert (own.classes, own.ready, own.wanted) == ((), 4, 4)
    assert (later.classes, later.ready, later.wanted) == (("8Б",), 4, 4)
    assert later.window.first == date(2026, 12, 14)


def test_a_stage_without_chats_has_one_empty_group() -> None:
    shown = board(NOW, classes={"8": ("А",)})
    assert [(it.ready, it.wanted) for it in groups(shown, shown.stage(3).stage)] == [(0, 0)]
