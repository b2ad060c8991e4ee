"""What the board says in words: states, the next step, the line at login."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from sferum_tui.rollout import wording
from sferum_tui.rollout.answers import People, Primary
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


def test_the_next_step_names_the_classes_and_who_creates() -> None:
    found = board(at(2026, 12, 1), finished(1))
    assert wording.next_step(found) == "8А, 8Б, классы (2 чата): создаёт классный руководитель"


def test_the_next_step_names_a_single_chat_and_its_owner() -> None:
    people = People(director="Орлова А. А.")
    found = board(at(2026, 11, 25), people=people)
    assert wording.next_step(found) == "чат «Администрация», создаёт директор Орлова А. А."


def test_before_the_structure_exists_it_comes_first() -> None:
    assert wording.next_step(board(at(2026, 11, 20))).startswith("создать структуру школы")
    asked = board(at(2026, 11, 23), planned=True)
    assert wording.next_step(asked) == "структура создана? Если да, отметьте это: сроки пойдут"
    assert wording.short_status(asked).startswith("Сферум: структура создана?")


def test_the_line_at_login_puts_the_structure_first() -> None:
    text = wording.short_status(board(at(2026, 11, 20)))
    assert text.startswith("Сферум: 23 ноября создать структуру школы на платформе, потом ")


def test_the_decision_is_asked_for_until_its_day_and_after_it() -> None:
    done = finished(1, 2, 3)
    before = board(at(2026, 12, 1), done)
    assert wording.next_step(before) == "провести решение педсовета до 8 декабря"
    assert wording.short_status(before) == "Сферум: провести решение педсовета до 8 декабря."
    after = board(at(2026, 12, 9), done)
    expected = "провести решение педсовета: 4-й этап мог начаться 8 декабря"
    assert wording.decision_task(after) == expected


def test_nothing_is_left_to_do() -> None:
    found = board(at(2026, 12, 1), finished(1, 2, 3), primary=NEGATIVE)
    assert wording.short_status(found) == "Сферум: все чаты созданы."
    assert wording.next_step(found).startswith("все чаты созданы")


@pytest.mark.parametrize(
    ("now", "stages", "tail"),
    [
        (at(2026, 11, 30, 14), (1,), ", 2-й этап: осталось 3 дня 10 ч."),
        (at(2026, 12, 4), (1, 3), "; просрочен 2-й этап."),
        (at(2026, 12, 9), (1,), "; просрочены 2-й, 3-й этапы."),
    ],
)
def test_the_line_at_login(now: datetime, stages: tuple[int, ...], tail: str) -> None:
    text = wording.short_status(board(now, finished(*stages)))
    assert text.startswith("Сферум: нужно создать ")
    assert text.endswith(tail)


def test_a_window_is_said_with_its_shifted_last_day() -> None:
    item = board(at(2026, 12, 1)).stages[3]
    assert wording.window_text(item.window) == "8–14 дек."
    assert item.window.official_last == date(2026, 12, 13)
