"""The picture of the windows over the calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sferum_tui.rollout.answers import Primary
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.plan import Done
from sferum_tui.widgets.painted import line_text
from sferum_tui.widgets.timeline import rows_for, timeline
from sferum_tui.widgets.timeline_scale import Scale, labels, scale_for
from tests.support.glyphs import non_wgl4
from tests.support.school import all_created, at, board, rollout

DAYS = st.dates(date(2022, 2, 1), date(2040, 12, 31))
ANY_DAY = st.dates()


def picture(shown: object, width: int = 80, height: int = 6) -> list[str]:
    """The lines of a board's timeline."""
    return [line_text(line) for line in timeline(shown, width, height)]  # type: ignore[arg-type]


def half_done() -> Done:
    source = rollout()
    day = school_time(datetime(2026, 11, 26), "Europe/Moscow")
    started = dict.fromkeys([chat.id for chat in source.of_stage[2]][:4], day)
    return Done(created=all_created(source, 1, day) | started)


def test_windows_days_off_and_today_stand_over_the_calendar() -> None:
    shown = rollout().board(half_done(), at(2026, 11, 30))
    assert [line.rstrip() for line in picture(shown)] == [
        "         23 нояб. 26          30       3 дек.         8                 14",
        " 1 этап  ──────██████          │",
        " 2 этап  ─────────────────────██████▒▒▒▒▒▒",
        " 3 этап  ──────────────────────│───────▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒",
        " 4 этап  ──────────────────────│──────────────────────▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒",
        " ▪ вых.                 ▪▪▪▪▪▪ ↑ сегодня     ▪▪▪▪▪▪               ▪▪▪▪▪▪",
    ]


def test_a_deadline_is_dated_before_other_days() -> None:
    dates = picture(board(at(2026, 12, 1)), 60)[0]
    assert dates.split() == ["23", "26", "нояб.", "3", "дек.", "8", "14"]


def test_classes_that_open_later_get_rows_of_their_own_where_there_is_room() -> None:
    shown = board(at(2026, 12, 1), opened={"5А": date(2026, 12, 20)})
    small, large = picture(shown), picture(shown, height=8)
    assert len(small) == 6
    assert "▒" in small[3]
    assert large[4].startswith("   5А ")
    assert "▒" in large[4]
    assert "▒" not in large[3]


def test_after_a_late_decision_the_official_window_stays_visible() -> None:
    shown = board(at(2027, 1, 20), primary=Primary(decision="positive", date=date(2027, 1, 15)))
    assert "═" in picture(shown)[4]
    assert "═ срок рекомендаций" in picture(shown, height=7)[-1]


def test_a_refused_stage_says_so() -> None:
    shown = board(at(2026, 12, 1), primary=Primary(decision="negative"))
    assert "– не внедряется" in picture(shown)[4]


def test_a_school_without_classes_of_a_stage_says_so() -> None:
    assert "– нет таких классов" in picture(board(at(2026, 12, 1), classes={"8": ("А",)}))[3]


def test_today_far_away_is_pointed_at() -> None:
    assert picture(board(at(2027, 12, 1)))[-1].rstrip().endswith("сегодня →")
    assert "← сегодня" in picture(board(at(2025, 12, 1)))[-1]


def test_today_at_the_right_edge_is_named_to_its_left() -> None:
    assert "сегодня ↑" in picture(board(at(2026, 12, 14)))[-1]


@given(created=DAYS, shift=st.integers(-400, 800), width=st.integers(60, 200))
def test_any_school_at_any_time_fits_and_shows_today(created: date, shift: int, width: int) -> None:
    moment = datetime.combine(created, datetime.min.time()) + timedelta(days=shift, hours=9)
    opened = {"8Б": created + timedelta(days=abs(shift) // 2)}
    shown = board(moment, created=created, opened=opened)
    lines = picture(shown, width, 6)
    assert len(lines) == 6
    assert all(len(line) <= width for line in lines)
    assert lines[-1].count("сегодня") == 1
    assert not non_wgl4("\n".join(lines))
    assert all("▒" in line for line in lines[1:5])


@given(days=st.lists(ANY_DAY, max_size=8), today=ANY_DAY, width=st.integers(1, 250))
def test_a_scale_holds_every_day_and_has_a_place_for_today(
    days: list[date], today: date, width: int
) -> None:
    scale = scale_for(days, today, width)
    assert 0 <= scale.middle(today) < width
    for day in days:
        assert scale.has(day)
        assert 0 <= scale.column(day) < width
        assert scale.column(day) < scale.last_column(day) or scale.days > 1
    assert min(scale.cells, scale.days) == 1


@given(first=ANY_DAY, second=ANY_DAY, today=ANY_DAY, width=st.integers(1, 250))
def test_columns_never_run_backwards(first: date, second: date, today: date, width: int) -> None:
    scale = scale_for([first, second], today, width)
    early, late = sorted((first, second))
    assert scale.column(early) <= scale.column(late)
    assert scale.column(early) < scale.last_column(late)


@given(days=st.lists(ANY_DAY, min_size=1, max_size=8), width=st.integers(1, 250))
def test_dates_never_run_into_each_other(days: list[date], width: int) -> None:
    scale = scale_for(days, days[0], width)
    text = labels(scale, days[:4], days[4:])
    assert len(text) == width
    if scale.days == 1:
        months = {str(day.day) for day in days}
        assert {word for word in text.split() if word.isdigit()} <= months


def test_a_long_term_is_dated_by_months() -> None:
    scale = scale_for([date(2026, 11, 23), date(2027, 5, 30)], date(2026, 12, 1), 70)
    assert scale.days == 3
    months = "нояб. 2026 янв. 2027 февр. мар. апр. май июн."
    assert labels(scale, [], []).split() == months.split()


def test_a_day_is_several_cells_where_there_is_room() -> None:
    assert scale_for([date(2026, 11, 23), date(2026, 12, 14)], date(2026, 11, 30), 70) == Scale(
        date(2026, 11, 23), 70, 3, 1
    )


def test_the_rows_it_asks_for_hold_everything() -> None:
    shown = board(at(2026, 12, 1), opened={"5А": date(2026, 12, 20), "8Б": date(2026, 12, 7)})
    lines = picture(shown, height=rows_for(shown))
    assert len(lines) == rows_for(shown) == 9
    assert lines[-1].strip().startswith("█ создано")


def test_the_recommended_window_is_drawn_where_a_day_was_set_before_its_end() -> None:
    early = board(at(2026, 11, 30), deadlines={2: date(2026, 12, 1)})
    lines = picture(early, height=9)
    assert "═" in lines[2]
    assert "═ срок рекомендаций" in lines[-1]
    assert "═" not in "".join(picture(board(at(2026, 11, 30), deadlines={2: date(2026, 12, 5)})))


def test_without_a_row_for_days_off_today_is_marked_among_the_dates() -> None:
    lines = picture(rollout().board(half_done(), at(2026, 11, 30)), height=5)
    assert len(lines) == 5
    # «30» and «3 дек.», which stand where it does, make way; no other date moves.
    assert lines[0].split() == ["23", "нояб.", "26", "↓", "сегодня", "8", "14"]
    usual = picture(rollout().board(half_done(), at(2026, 11, 30)))[0]
    assert [lines[0].index(day) for day in ("23", " 8 ", "14")] == [
        usual.index(day) for day in ("23", " 8 ", "14")
    ]
    assert lines[0].index("↓") == lines[1].index("│")
    # Near the right edge the word stands before its arrow.
    late = picture(rollout().board(half_done(), at(2026, 12, 14)), height=5)
    assert late[0].rstrip().endswith("сегодня ↓")
    # Where today lies outside the picture nothing marks it.
    assert "сегодня" not in picture(rollout().board(half_done(), at(2027, 5, 30)), height=5)[0]
