"""Large letters: legible, scaled to the window, the countdown before all else."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_tui.engine.text import seven_bit
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.answers import Primary
from sferum_tui.rollout.plan import Done, Joined, Plan
from sferum_tui.widgets.big_text import ROWS, big, dots
from sferum_tui.widgets.painted import EMPTY, line_text
from sferum_tui.widgets.projector import hall
from tests.support.program import program
from tests.support.school import answers, at, board
from tests.support.seen import screen_lines

SIZES = [(60, 17), (80, 23), (120, 39), (200, 59)]


def picture(moment: datetime, stage: int, width: int, height: int, **parts: object) -> list[str]:
    shown = board(moment, **parts)  # type: ignore[arg-type]
    return [line_text(line) for line in hall(shown.stage(stage), width, height)]


def test_signs_are_five_rows_of_one_width() -> None:
    for sign in "0123456789:.–АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ":
        drawn = big(sign, 1, 1)
        assert len(drawn) == ROWS
        assert {len(row) for row in drawn} == {dots(sign)}
        assert any("█" in row for row in drawn)


def test_no_two_signs_of_a_countdown_look_alike() -> None:
    signs = "0123456789:ДНЕЬЯЙЧМИЗ"
    assert len({tuple(big(sign, 1, 1)) for sign in signs}) == len(signs)


def test_a_text_is_drawn_as_wide_as_it_is_measured() -> None:
    rows = big("3 дня 9 ч", 2, 3)
    assert {len(row) for row in rows} == {2 * dots("3 дня 9 ч")}
    assert len(rows) == 3 * ROWS


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_countdown_is_larger_in_a_larger_window(width: int, height: int) -> None:
    small = picture(datetime(2026, 12, 3, 20, 47, 15), 2, 60, 17)
    shown = picture(datetime(2026, 12, 3, 20, 47, 15), 2, width, height)
    assert "█ " in "".join(shown)
    assert sum(line.count("█") for line in shown) >= sum(line.count("█") for line in small)


def test_seconds_change_nothing_but_the_last_digits() -> None:
    before = picture(datetime(2026, 12, 3, 20, 47, 15), 2, 80, 23)
    after = picture(datetime(2026, 12, 3, 20, 47, 16), 2, 80, 23)
    changed = {
        column
        for old, new in zip(before, after, strict=True)
        for column, pair in enumerate(zip(old, new, strict=True))
        if pair[0] != pair[1]
    }
    assert changed
    assert min(changed) > 50


def test_a_stage_without_a_countdown_shows_how_many_chats_there_will_be() -> None:
    text = "\n".join(picture(at(2026, 11, 30), 4, 80, 23))
    assert "○ ждёт решения педсовета, не позднее" in text
    assert "будет 2" in text


def test_the_decision_stands_below_every_other_stage_until_it_is_taken() -> None:
    shown = board(at(2026, 12, 9))
    task = "Принять решение на педсовете не позднее 8 декабря, срок прошёл"
    lines = hall(shown.stage(2), 80, 23, "", task, late=True)
    assert [(text, style) for text, style in lines[-1] if text.strip()] == [(task, "overdue")]
    assert len(lines) <= 23


async def test_the_hall_says_how_many_of_the_stage_have_joined(tmp_path: Path) -> None:
    joined = {"2а/8А": Joined(61, date(2026, 11, 30), 100)}
    PlanStore(tmp_path / "plan.toml").create(Plan(answers(), Done(), {}, joined))
    app = program(tmp_path, now=datetime(2026, 11, 30, 14, 5))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8", "right")
        await pilot.pause()
        shown = "\n".join(screen_lines(app))
        assert "0 из 8, по 2 в день, в чатах 61 %" in shown
        await pilot.press("right")
        await pilot.pause()
        assert "в чатах" not in "\n".join(screen_lines(app))


def test_a_stage_without_classes_says_so() -> None:
    text = "\n".join(picture(at(2026, 11, 30), 3, 80, 23, classes={"8": ("А",)}))
    assert "– нет таких классов" in text


def test_an_overdue_stage_says_by_how_many_days() -> None:
    late = picture(at(2026, 12, 9), 2, 80, 23)
    # Said once: «▲ просрочен на» over a large «6 дней».
    assert [line.strip() for line in late if "росрочен" in line] == ["▲ просрочен на"]
    assert any(row and row in line for line in late for row in big("6 дней", 2, 2)[:1])


@given(
    shift=st.integers(-40, 3000),
    seconds=st.integers(0, 86399),
    stage=st.integers(1, 4),
    size=st.tuples(st.integers(60, 220), st.integers(16, 70)),
    decided=st.booleans(),
)
def test_any_stage_at_any_time_fits_the_window(
    shift: int, seconds: int, stage: int, size: tuple[int, int], decided: bool
) -> None:
    moment = datetime(2026, 11, 23) + timedelta(days=shift, seconds=seconds)
    primary = Primary(decision="positive", date=date(2026, 12, 1)) if decided else Primary()
    lines = picture(moment, stage, *size, primary=primary)
    assert len(lines) <= size[1]
    assert all(len(line) <= size[0] for line in lines)
    if board(moment, primary=primary).stage(stage).counts.wanted:
        assert any(EMPTY in line for line in lines[len(lines) // 2 :])


def test_the_large_letters_have_an_ascii_form() -> None:
    lines = [seven_bit(line) for line in picture(at(2026, 12, 1), 2, 80, 23)]
    assert any("===" in line for line in lines)
    assert not any("█" in line or EMPTY in line for line in lines)


@pytest.mark.parametrize(("one", "other"), ["3Э", "9Ч", "4Ч", "6Б", "3З"])
def test_letters_that_look_alike_differ_from_the_back_row(one: str, other: str) -> None:
    first, second = ("".join(row.ljust(5) for row in big(sign, 1, 1)) for sign in (one, other))
    assert sum(left != right for left, right in zip(first, second, strict=True)) >= 3
