"""Who has joined: shares, the numbers of an earlier day, what is written down of a told number."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sferum_tui.rollout.board import Board
from sferum_tui.rollout.coverage import (
    JoinedChange,
    Numbers,
    Share,
    joined_at,
    joined_by_stage,
    told_numbers,
)
from sferum_tui.rollout.coverage_words import (
    change_text,
    joined_text,
    school_share,
    stage_shares,
    way_text,
)
from sferum_tui.rollout.plan import Done, Joined
from tests.support.program import aware
from tests.support.school import at, rollout

NOW = at(2026, 12, 4, 9)
TODAY, WEEK = NOW.date(), timedelta(days=7)


def counted(joined: dict[str, Joined], sizes: dict[str, int] | None = None) -> Board:
    return rollout(sizes=sizes or {}).board(Done(), NOW, None, joined)


def test_a_share_is_rounded_down_so_that_all_means_all() -> None:
    assert Share(199, 200, 1).percent == 99
    assert Share(200, 200, 1).percent == 100
    assert Share(5, 0, 1).percent is None
    told = {"2а/8А": Joined(199, TODAY, 200), "3а/5А": Joined(1, TODAY)}
    assert stage_shares(counted(told)) == {2: "в чатах 99 %"}


def test_parents_beyond_their_number_stand_in_for_no_pupil_who_is_missing() -> None:
    told = {"2а/8А": Joined(24, TODAY, 27), "2г/8А": Joined(30, TODAY, 27)}
    assert stage_shares(counted(told)) == {2: "в чатах 94 %"}
    assert school_share(counted(told)) == "в чатах 51 из 54 (94 %)"
    parents = {"2г/8А": told["2г/8А"]}
    assert school_share(counted(parents)) == "в чатах 27 из 27 (100 %)"
    assert joined_by_stage(counted(told))[2].count == 54, "what was told is not lost"


def test_a_number_told_today_was_not_known_a_week_ago_even_before_the_history_has_it() -> None:
    told = {"2а/8А": Joined(18, TODAY, 27), "2г/8А": Joined(9, TODAY - 2 * WEEK, 27)}
    then = joined_at(told, (), aware(NOW - WEEK))
    assert then == {"2г/8А": told["2г/8А"]}
    new = counted({"2а/8А": told["2а/8А"]})
    assert (change_text(new, ()), way_text(new, ())) == ("", "")


def test_what_changed_since_is_taken_back() -> None:
    before = Joined(9, TODAY - WEEK - WEEK, 27)
    change = JoinedChange(aware(NOW), "2а/8А", before)
    assert joined_at({"2а/8А": Joined(18, TODAY, 27)}, [change], aware(NOW - WEEK)) == {
        "2а/8А": before
    }


@pytest.mark.parametrize(
    ("chat_id", "count", "of", "numbers"),
    [
        ("2а/8А", 20, 27, Numbers(20, None, 27)),
        ("2а/8А", 20, None, Numbers(20, None, None)),
        ("2г/8А", 20, 25, Numbers(20, None, 25)),
        ("2г/8А", 20, 30, Numbers(20, 30, 25)),
        ("2г/8А", None, 26, Numbers(None, None, 26)),
        ("2б/8А/физика", 20, 24, Numbers(20, 24, 25)),
        ("1а", 3, 4, Numbers(3, 4, None)),
    ],
)
def test_of_how_many_is_the_size_of_the_class_for_its_pupils_and_the_chats_own_for_others(
    chat_id: str, count: int | None, of: int | None, numbers: Numbers
) -> None:
    shown = counted({}, {"8А": 25})
    chat = shown.rollout.by_id[chat_id]
    assert told_numbers(shown, chat, count, of) == numbers


def test_an_own_number_that_is_told_again_stays_the_chats_own() -> None:
    shown = counted({"2а/8А": Joined(20, date(2026, 12, 1), 26)}, {"8А": 25})
    assert told_numbers(shown, shown.rollout.by_id["2а/8А"], 21, 26) == Numbers(21, 26, 25)


def test_a_card_says_the_share_and_the_day_of_the_number() -> None:
    shown = counted({"2а/8А": Joined(24, date(2026, 12, 1), 27), "2г/8А": Joined(9, TODAY)})
    told = [joined_text(shown, shown.rollout.by_id[it]) for it in ("2а/8А", "2г/8А", "2г/8Б")]
    assert told == ["24 из 27 (88 %) на 1.12", "9 на 4.12", "пока неизвестно"]
