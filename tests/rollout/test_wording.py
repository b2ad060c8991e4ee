"""What the board says in words: states, the next step, the line at login."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from sferum_tui.rollout import wording
from sferum_tui.rollout.answers import Primary
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.plan import Done
from tests.support.school import all_created, at, board, rollout

NEGATIVE = Primary(decision="negative")


def finished(*stages: int, when: datetime | None = None, **parts: object) -> Done:
    source = rollout(**parts)
    ticks: dict[str, datetime] = {}
    for stage in stages:
        ticks |= all_created(source, stage, when or at(2026, 11, 25))
    return Done(created=ticks)


def words(found: Board) -> list[str]:
    return [wording.state_text(item) for item in found.stages]


def test_every_state_has_a_sign_and_a_word() -> None:
    assert words(board(at(2026, 12, 1), finished(1))) == [
        "√ завершён",
        "● в срок",
        "○ ждёт 2-го этапа",
        "○ ждёт решения педсовета",
    ]
    assert words(board(at(2026, 12, 4), primary=NEGATIVE, classes={"1": ("А",)})) == [
        "▲ просрочен",
        "– нет таких классов",
        "– нет таких классов",
        "– не внедряется",
    ]
    assert words(board(at(2026, 11, 20)))[0] == "○ структура ещё не создана"
    assert words(board(at(2026, 11, 24)))[0] == "○ можно начинать"
    assert words(board(at(2026, 11, 26)))[0] == "■ последний день"
    late = finished(1, when=at(2026, 11, 27))
    assert words(board(at(2026, 12, 1), late))[0] == "√ завершён позже срока"


def test_progress_counts_what_is_wanted_and_previews_what_waits() -> None:
    source = rollout()
    first, second, *_ = (chat.id for chat in source.of_stage[1])
    found = board(
        at(2026, 11, 24),
        Done(created={first: at(2026, 11, 24)}, skipped={second: "не нужен"}),
    )
    total = len(source.of_stage[1])
    assert wording.progress_text(found.stages[0]) == f"1 из {total - 1}"
    assert wording.progress_text(found.stages[3]) == "будет 2"
    assert wording.progress_text(board(at(2026, 11, 24), primary=NEGATIVE).stages[3]) == ""


@pytest.mark.parametrize(
    ("now", "planned", "text"),
    [
        (at(2026, 11, 20), False, "структура будет создана через 3 дня"),
        (at(2026, 11, 22), True, "структура будет создана через 1 день"),
        (at(2026, 11, 30), False, "день 7"),
        (at(2026, 11, 30), True, "создание структуры планировалось на 23 нояб."),
    ],
)
def test_the_day_of_the_plan(now: datetime, planned: bool, text: str) -> None:
    assert wording.day_text(board(now, planned=planned)) == text


def test_chats_agree_with_their_number() -> None:
    assert wording.created_text(board(at(2026, 11, 24))).startswith("создано 0 из ")
    assert wording.chats_genitive(21) == "21 чата"
    assert wording.chats_genitive(198) == "198 чатов"
    one = board(at(2026, 11, 24), classes={"1": ("А",)})
    assert wording.created_text(one).endswith("ещё 1 ждёт решения")
    assert wording.created_text(board(at(2026, 11, 24))).endswith("ещё 2 ждут решения")


def test_a_window_is_said_with_its_shifted_last_day() -> None:
    item = board(at(2026, 12, 1)).stages[3]
    assert wording.window_text(item.window) == "8–14 дек."
    assert item.window.official_last == date(2026, 12, 13)
