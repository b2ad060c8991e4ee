"""Many schools: which comes first, what each is told to be, the totals."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from sferum_tui.issues import Issue, PlanError
from sferum_tui.rollout.answers import Primary
from sferum_tui.rollout.plan import Done, Joined
from sferum_tui.rollout.russian import NBSP
from sferum_tui.rollout.schools import (
    Report,
    days_text,
    names,
    reason,
    schools_text,
    sign,
    state,
    totals_text,
)
from tests.support.school import all_created, answers, at, board, rollout


def report(moment: datetime, upto: int = 0, name: str = "", **parts: object) -> Report:
    """The small school with its first stages created in time."""
    found = rollout(**parts)
    created: dict[str, datetime] = {}
    for stage in range(1, upto + 1):
        created |= all_created(found, stage, at(2026, 11, 25))
    told = Report.of("a.toml", board(moment, Done(created=created), **parts))
    return replace(told, school=name) if name else told


BAD = PlanError([Issue("bad.toml", 3, "school.name", "тут целое число «5»", "строка в кавычках")])
BROKEN = Report("bad.toml", BAD)


@pytest.mark.parametrize(
    ("moment", "upto", "told"),
    [
        (at(2026, 11, 24), 0, ("○", "можно начинать", "ещё 2 дня")),
        (at(2026, 11, 25), 0, ("●", "в срок", "до завтра")),
        (at(2026, 11, 26), 0, ("■", "последний день", "")),
        (at(2026, 12, 1), 0, ("▲", "просрочен", "на 5 дней")),
        (at(2026, 12, 1), 1, ("●", "в срок", "ещё 2 дня")),
        (at(2026, 12, 1), 3, ("○", "ждёт решения", "ещё 7 дней")),
        (at(2026, 12, 8), 3, ("○", "ждёт решения", "сегодня")),
        (at(2026, 11, 21), 0, ("○", "ждёт решения", "ещё 17 дней")),
        (at(2026, 12, 9), 3, ("▲", "ждёт решения", "срок прошёл")),
    ],
)
def test_a_school_is_told_by_the_stage_that_presses_most(
    moment: datetime, upto: int, told: tuple[str, str, str]
) -> None:
    found = report(moment, upto)
    assert (sign(found), state(found), days_text(found)) == told


def test_before_the_structure_the_days_to_it_are_told() -> None:
    found = report(at(2026, 11, 21), primary=Primary("positive"))
    assert (sign(found), state(found), days_text(found)) == ("○", "не создана", "через 2 дня")


def test_schools_with_one_last_day_keep_their_order_whenever_each_was_read() -> None:
    moment = datetime(2026, 12, 1, 9, tzinfo=UTC)
    early, late = report(moment), report(moment + timedelta(seconds=50))
    assert early.urgency == late.urgency
    omsk = report(moment, zone="Asia/Omsk")
    assert BROKEN.urgency < omsk.urgency < early.urgency
    in_time = report(moment, 1)
    assert early.urgency < in_time.urgency < report(moment, 3).urgency


def test_schools_of_one_name_go_by_their_files() -> None:
    found = [report(at(2026, 12, 1), name=name) for name in ("А", "Б", "Б")]
    assert names(found) == ["А", "a.toml", "a.toml"]


def test_a_plan_that_cannot_be_read_says_why_in_one_line() -> None:
    told = "файл не читается: строка 3, school.name: тут целое число «5»"
    assert (sign(BROKEN), reason(BROKEN)) == ("×", told)
    gone = PlanError([Issue("a.toml", None, "", "такого файла нет")], exit_code=3)
    assert reason(Report("a.toml", gone)) == "файл не читается: такого файла нет"


def test_the_totals_count_schools_days_chats_and_stages() -> None:
    moment = at(2026, 12, 9)
    late, through = report(moment), report(moment, 3)
    positive = report(moment, 3, primary=Primary("positive"))
    assert schools_text([late]) == ("1 школа: просрочено у 1 (до 13 дней); срок решения прошёл у 1")
    assert schools_text([BROKEN, positive]) == "2 школы: не читается 1 файл"
    ready = late.counts.ready + through.counts.ready
    wanted = late.counts.wanted + through.counts.wanted
    told = totals_text([BROKEN, late, through])
    assert told.replace(NBSP, " ").startswith(
        f"создано {ready} из {wanted} · завершили: 1 этап 1 из 2, 2 этап 1 из 2"
    )
    assert totals_text([BROKEN]) == ""


def test_who_has_joined_is_told_where_somebody_has_said_so() -> None:
    source = rollout(sizes={"8А": 20})
    joined = {"2г/8А": Joined(15, at(2026, 12, 1).date())}
    told = Report.of("a.toml", source.board(Done(), at(2026, 12, 1), None, joined))
    assert told.share.percent == 75
    assert "в чатах 75 %" in totals_text([told, report(at(2026, 12, 1))])
    assert "в чатах" not in totals_text([report(at(2026, 12, 1))])
    assert answers(sizes={"8А": 20}).sizes == {"8А": 20}
