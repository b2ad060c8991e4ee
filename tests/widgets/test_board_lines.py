"""What stands around the cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from msgspec.structs import replace

from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.calendar import school_time
from sferum_tui.rollout.plan import Done
from sferum_tui.text import cut
from sferum_tui.widgets.board_lines import head, hints, next_lines, recent, today
from sferum_tui.widgets.history_list import HistoryList
from sferum_tui.widgets.painted import line_text
from tests.support.school import EVENT, at, board, rollout


@dataclass(frozen=True)
class Entry:
    at: datetime
    who: str
    what: str


def heads(shown: Board, width: int = 80, notice: str = "", height: int = 3) -> list[str]:
    return [line_text(line) for line in head(shown, shown.now, notice, width, height)]


def city_board(moment: datetime) -> Board:
    answers = completed(preset_answers("city", EVENT))
    school = replace(answers.school, name="МБОУ «СОШ № 12»")
    return rollout(replace(answers, school=school)).board(Done(), moment)


def aware(moment: datetime) -> datetime:
    return school_time(moment, "Europe/Moscow")


def test_the_head_tells_school_day_and_total() -> None:
    assert heads(city_board(at(2026, 11, 30, 14, 5))) == [
        " МБОУ «СОШ № 12» · VK Мессенджер                   понедельник 30 ноября, 14:05",
        " Структура создана 23.11 · день 7 · создано 0 из 299 чатов, ещё 12 ждут решения",
    ]


def test_a_narrow_head_leaves_out_what_can_be_read_elsewhere() -> None:
    first, second = heads(city_board(at(2026, 11, 30, 14, 5)), 60)
    assert first.endswith("пн 30 ноября, 14:05")
    assert second == " День 7 · создано 0 из 299 чатов, ещё 12 ждут решения"


def test_before_the_structure_exists_its_day_goes_before_the_counts() -> None:
    assert heads(city_board(at(2026, 11, 20)))[1] == (
        " Структура будет создана через 3 дня · создано 0 из 299 чатов"
    )


def test_a_notice_takes_the_last_row() -> None:
    shown = city_board(at(2026, 11, 30))
    assert heads(shown, notice="■ Только просмотр")[2] == " ■ Только просмотр"
    assert heads(shown, notice="■ Только просмотр", height=2)[1] == " ■ Только просмотр"


def test_of_a_long_notice_whole_clauses_are_told() -> None:
    shown = city_board(at(2026, 11, 30))
    missing = "Пакет «а» не найден или с ошибками, показан текст рекомендаций 2022 года, и больше"
    assert heads(shown, notice=missing)[2] == (
        " Пакет «а» не найден или с ошибками, показан текст рекомендаций 2022 года"
    )
    assert heads(shown, notice="Т" * 90)[2].endswith("Т…")


def test_a_list_of_classes_that_has_no_room_is_left_out_not_cut() -> None:
    board = city_board(at(2026, 12, 1))
    done = Done(created=dict.fromkeys((it.id for it in board.rollout.of_stage[1]), board.now))
    some = board.rollout.board(done, at(2026, 12, 1))
    (whole,) = next_lines(some, ("F4", ""), 120, 1)
    assert line_text(whole).rstrip().endswith(")")
    (line,) = next_lines(some, ("F4", ""), 70, 1)
    told = line_text(line).strip()
    assert told == "Дальше (F4): классы, 10 чатов: создают классные руководители"


def test_todays_list_says_how_many_more_there_are() -> None:
    lines = [line_text(line) for line in today(city_board(at(2026, 12, 1)), 40, 5)]
    assert lines[0] == "Сегодня  173 чата"
    assert lines[1] == "до 26 ноября, просрочено на 5 дней"
    assert lines[2] == "▲ Администрация"
    assert lines[-1] == "  и ещё 171"
    assert "до 3 декабря, осталось 2 дня" in [
        line_text(line) for line in today(city_board(at(2026, 12, 1)), 40, 50)
    ]


def test_nothing_due_is_said() -> None:
    source = rollout()
    done = Done(skipped={chat.id: "" for chat in source.chats})
    lines = today(source.board(done, at(2026, 12, 1)), 40, 5)
    assert line_text(lines[1]) == "создавать нечего"


def test_chats_before_their_window_are_said_not_to_press() -> None:
    lines = [line_text(line) for line in today(board(at(2026, 11, 23)), 60, 9)]
    assert lines[:2] == [
        "Сегодня  6 чатов",
        "срочного нет, можно начать 1-й этап: 6 чатов, по 2 в день",
    ]


def test_a_change_of_today_has_its_time_and_an_older_one_its_day() -> None:
    entry = Entry(aware(datetime(2026, 11, 30, 14, 2)), "Мария", "8А · родители: создан")
    assert line_text(recent(entry, date(2026, 11, 30), 60)) == (
        "14:02 Мария: 8А · родители: создан"
    )
    assert line_text(recent(entry, date(2026, 12, 1), 60)).startswith("30.11 ")


def test_a_long_change_is_cut_to_its_line() -> None:
    entry = Entry(aware(datetime(2026, 11, 30, 14, 2)), "Мария " * 9, "8А · родители " * 9)
    for width in range(24, 80):
        assert len(line_text(recent(entry, date(2026, 11, 30), width))) <= width
        line = HistoryList().line(entry, 0, width + 24, current=False)
        assert len(line_text(line)) < width + 24, "the mark stands before it"


def test_a_cut_text_says_that_it_goes_on() -> None:
    assert [cut("абвгд", width) for width in (6, 5, 4, 1, 0)] == ["абвгд", "абвгд", "абв…", "…", ""]


@pytest.mark.parametrize("width", [60, 80])
def test_the_first_hints_are_read_whole(width: int) -> None:
    lines = [line_text(line) for line in hints(width, 5)]
    assert all(len(line) <= width for line in lines)
    assert not any("…" in line for line in lines)


def test_what_is_asked_of_a_planned_structure_is_read_whole_in_a_narrow_window() -> None:
    planned = board(at(2026, 11, 30), planned=True)
    (line,) = next_lines(planned, ("F9", "F7"), 60, 1)
    assert line_text(line).endswith("структура создана? Тогда отметьте это")
