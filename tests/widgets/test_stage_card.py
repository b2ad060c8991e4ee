"""The card of a stage: what it says in which state and at which width."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_tui.rollout.answers import Order, Primary
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.plan import Done, Joined
from sferum_tui.rollout.wording import SIGNS
from sferum_tui.widgets.painted import filled, line_text
from sferum_tui.widgets.stage_card import card, card_texts, columns
from tests.support.glyphs import non_wgl4
from tests.support.school import all_created, at, board, rollout


def cards(shown: Board, width: int = 80, height: int = 2, decide: str = "") -> list[list[str]]:
    """The lines of all cards."""
    texts = card_texts(shown, decide)
    shared = columns(texts)
    return [
        [line_text(line).rstrip() for line in card(text, shared, width, height, False)]
        for text in texts
    ]


def first_done() -> Done:
    day = school_time(datetime(2026, 11, 26), "Europe/Moscow")
    return Done(created=all_created(rollout(), 1, day))


def test_a_board_reads_like_its_design() -> None:
    shown = rollout().board(first_done(), at(2026, 11, 30, 14, 5))
    first, second, third, fourth = cards(shown)
    assert first == [
        " 1 этап  Руководство                    √ завершён 26.11",
        " █████████████████████████████████ 6 из 6   срок 25–26 нояб.",
    ]
    assert second[0] == (
        " 2 этап  8–11 классы                    ● в срок             осталось 3 дня 9 ч"
    )
    assert second[1].endswith("0 из 8   срок 30 нояб. – 3 дек., по 2 в день")
    assert third[0] == (
        " 3 этап  5–7 классы                     ○ ждёт 2-го этапа   осталось 8 дней 9 ч"
    )
    assert fourth == [
        " 4 этап  Начальная школа                ○ ждёт решения педсовета      до 8 дек.",
        " ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒ будет 2  срок 8–14 дек. (перенос с 13.12)",
    ]


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 12, 1, 13, 59), "осталось 2 дня 10 ч"),
        (datetime(2026, 12, 2, 13, 59), "осталось 34 ч 1 мин"),
        (datetime(2026, 12, 3, 13, 59, 15), "осталось 10:00:45"),
        (datetime(2026, 12, 4, 0, 0), "просрочено на 1 день"),
        (datetime(2026, 12, 6, 13, 59), "просрочено на 3 дня"),
    ],
)
def test_the_countdown_follows_the_time(moment: datetime, text: str) -> None:
    assert cards(board(moment))[1][0].endswith(text)


def test_a_late_decision_shows_both_windows() -> None:
    late = board(at(2026, 12, 22), primary=Primary(decision="positive", date=date(2026, 12, 21)))
    assert cards(late)[3][1].endswith("срок 5–11 янв. (по рекомендациям 8–13 дек.)")


def test_stages_that_are_not_to_come_have_no_bar() -> None:
    shown = board(
        at(2026, 11, 30), classes={"1": ("А",), "8": ("А",)}, primary=Primary(decision="negative")
    )
    assert [line.split("  ")[-1].strip() for line in cards(shown)[2]] == ["– нет таких классов"]
    assert [line.split("  ")[-1].strip() for line in cards(shown)[3]] == ["– не внедряется"]


def test_a_stage_without_wanted_chats_says_so() -> None:
    source = rollout()
    done = Done(skipped={chat.id: "" for chat in source.of_stage[3]})
    assert "чатов нет" in cards(source.board(done, at(2026, 11, 30)))[2][1]


def test_the_last_day_of_the_decision_stands_where_the_countdown_would() -> None:
    assert cards(board(at(2026, 11, 30)), decide="F7")[3][0].endswith("до 8 дек., F7")
    assert cards(board(at(2026, 11, 30)), decide="")[3][0].endswith("до 8 дек.")


def test_a_decision_that_is_late_is_red() -> None:
    def styles(moment: datetime) -> set[str]:
        texts = card_texts(board(moment))
        return {style for _, style in card(texts[3], columns(texts), 80, 2, False)[0]}

    assert "overdue" not in styles(at(2026, 12, 8))
    assert "overdue" in styles(at(2026, 12, 9))


def test_the_pace_stands_beside_the_window() -> None:
    shown = rollout().board(first_done(), at(2026, 11, 30, 14, 5))
    assert cards(shown)[1][1].endswith("0 из 8   срок 30 нояб. – 3 дек., по 2 в день")


def test_a_narrow_card_keeps_the_time_and_drops_the_verb() -> None:
    assert cards(board(at(2026, 11, 30)), 60)[2][0].endswith("○ ждёт 1-го этапа      8 дней 12 ч")


def test_more_rows_tell_kinds_the_other_counting_and_whom() -> None:
    shown = board(at(2026, 11, 30))
    assert cards(shown, height=3)[1][2] == (
        " в рабочих днях 2–7 дек. · 2а 0 из 2 · 2б 0 из 4 · 2г 0 из 2"
    )
    assert cards(shown, height=4)[1][2] == " ученики 8–11 классов и их родители"
    assert "(в рабочих днях 2–7 дек.)" in cards(shown, 120)[1][1]


@given(
    shift=st.integers(-40, 900),
    width=st.integers(60, 200),
    height=st.integers(2, 4),
    decision=st.sampled_from(["undecided", "positive", "negative"]),
    mode=st.sampled_from(["sequential", "simultaneous"]),
    planned=st.booleans(),
)
def test_every_card_fits_and_says_its_state_by_sign_and_word(
    shift: int, width: int, height: int, decision: str, mode: str, planned: bool
) -> None:
    moment = at(2026, 11, 23) + timedelta(days=shift)
    shown = board(
        moment,
        planned=planned,
        primary=Primary(decision=decision, date=date(2026, 12, 20)),  # type: ignore[arg-type]
        order=Order(mode=mode),  # type: ignore[arg-type]
    )
    for item, lines in zip(shown.stages, cards(shown, width, height, "F7"), strict=True):
        assert len(lines) <= height
        assert all(len(line) < width for line in lines)
        assert SIGNS[item.state] in lines[0]
        assert not non_wgl4("\n".join(lines))


@given(ready=st.integers(0, 3000), wanted=st.integers(0, 3000), cells=st.integers(0, 60))
def test_a_bar_is_full_only_at_the_end_and_empty_only_at_the_start(
    ready: int, wanted: int, cells: int
) -> None:
    full = filled(ready, wanted, cells)
    assert 0 <= full <= cells
    if cells > 1 and 0 < ready < wanted:
        assert 0 < full < cells
    if ready >= wanted:
        assert full == cells


def test_who_has_joined_stands_after_the_titles_and_moves_nothing() -> None:
    told = {
        "2а/8А": Joined(24, date(2026, 11, 30), 30),
        "3г/5А": Joined(30, date(2026, 11, 30), 30),
    }
    now = at(2026, 11, 30, 14, 5)
    known = rollout().board(Done(), now, None, told)
    before, after = cards(rollout().board(Done(), now)), cards(known)
    assert after[1][0] == (
        " 2 этап  8–11 классы      в чатах 80 %  ● в срок             осталось 3 дня 9 ч"
    )
    assert after[2][0].startswith(" 3 этап  5–7 классы      в чатах 100 %  ○ ждёт 1-го этапа")
    assert (after[0], after[3]) == (before[0], before[3])
    assert not any("в чатах" in line for lines in cards(known, 60) for line in lines)
    assert cards(known, 60, 3)[1][2].startswith(" в чатах 80 % · ")
