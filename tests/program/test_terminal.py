"""The scenes of one person in a real terminal, byte for byte."""

from __future__ import annotations

import os
import signal
from base64 import b64encode
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.program.terminals import (
    CTRL_C,
    CTRL_E,
    CTRL_U,
    CTRL_Z,
    DELETE,
    DOWN,
    END,
    ENTER,
    ESCAPE,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F8,
    F9,
    HOME,
    INSERT,
    RIGHT,
    SPACE,
    command,
    keys,
    leave,
    opened,
    press,
    read_plan,
    usual_plan,
)
from tests.support.program import save_plan
from tests.support.pty import Terminal

MOUSE_OFF, MOUSE_ON = b"\x1b[?1000l", b"\x1b[?1000h"
BOARD = "F8 Зал"
#: A process is gone a second after its connection; on a busy machine within three.
SOON = 3.0


def processes_of(session: int) -> list[int]:
    """The processes that belong to a login session."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def press_one_by_one(terminal: Terminal, typed: list[bytes], ends_with: str) -> None:
    """Press keys as a person does: the next one when the last one shows."""
    for key in typed:
        before = len(terminal.output)
        terminal.send(key)
        terminal.read_until(lambda start=before: len(terminal.output) > start)  # type: ignore[misc]
        terminal.read_quiet(0.1)
    terminal.wait_for(ends_with)


# The staff meeting ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "most", "decision"),
    [
        (keys("3", F9), 6, "undecided"),
        (keys("3", "6", "2", F9, F9), 12, "positive"),
    ],
)
def test_the_staff_meeting_has_its_board_after_a_few_keys(
    tmp_path: Path, typed: list[bytes], most: int, decision: str
) -> None:
    assert len(typed) <= most
    with opened(tmp_path) as terminal:
        terminal.wait_for("Городская школа")
        press_one_by_one(terminal, typed, "Структура создана 25.11 · день 0")
        leave(terminal)
    path = usual_plan(tmp_path)
    plan = read_plan(path)
    assert plan["school"]["structure_created"] == date(2026, 11, 25)
    assert plan["primary"]["decision"] == decision
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert sorted(it.name for it in path.parent.iterdir() if "draft" in it.name) == []


def test_every_question_typed_in_one_burst_is_answered_as_it_was_typed(tmp_path: Path) -> None:
    with opened(tmp_path) as terminal:
        terminal.wait_for("Городская школа")
        votes = [part for votes in ("40", "31", "25", "4") for part in (votes, DOWN)]
        press(
            terminal, ENTER, "Лицей № 5", F9, "12", F9, DOWN, SPACE, F9, "Орлова А. А.", F9,
            INSERT, "Театр", F9, F9, "4", *votes, "2", F9, RIGHT, F9, F9,
        )  # fmt: skip
        terminal.wait_for("Лицей № 5 · ")
        terminal.wait_for("Структура создана")
    plan = read_plan(usual_plan(tmp_path))
    assert plan["school"]["name"] == "Лицей № 5"
    assert len(plan["classes"]["1"]) == 12
    assert all("русский язык" not in names for names in plan["subjects"].values())
    assert plan["people"]["director"] == "Орлова А. А."
    assert [group["title"] for group in plan["groups"]] == ["Театр"]
    assert plan["primary"]["decision"] == "positive"
    counted = {"members": 40, "present": 31, "for": 25, "against": 4, "abstained": 2}
    assert counted.items() <= plan["primary"]["votes"].items()
    assert plan["order"]["mode"] == "simultaneous"


def test_esc_and_the_key_after_it_are_two_keys_on_a_slow_link(tmp_path: Path) -> None:
    due_school(tmp_path)
    with opened(tmp_path) as terminal:
        terminal.wait_for(BOARD)
        press(terminal, "с", ESCAPE, "е")
        terminal.wait_for("поиск:   е ")
        press(terminal, ESCAPE, ESCAPE, F4, ESCAPE, ESCAPE, "3")
        terminal.wait_for("3 этап · 5–7 классы")


def test_keys_pressed_before_the_first_picture_are_not_lost(tmp_path: Path) -> None:
    with opened(tmp_path) as terminal:
        press(terminal, "3", F9, F4)
        terminal.wait_for("Сегодня, 25 ноября")
    assert usual_plan(tmp_path).exists()


# Next morning -----------------------------------------------------------------------------------


def due_school(home: Path) -> Path:
    """The usual plan of a school whose structure was created two days ago."""
    usual_plan(home).parent.mkdir(parents=True)
    return save_plan(usual_plan(home).parent).path


def test_next_morning_a_name_is_copied_a_chat_created_and_ticked(tmp_path: Path) -> None:
    path = due_school(tmp_path)
    line = command(tmp_path, "status", "--short")
    assert line.count("\n") == 1
    assert "нужно создать" in line
    # Inside tmux the name goes to tmux and, wrapped, to the terminal outside.
    with opened(tmp_path, env={"TMUX": "tmux,1,0"}) as terminal:
        terminal.wait_for("● в срок")
        terminal.send(F4)
        terminal.wait_for("►  ○ Администрация")
        terminal.send(CTRL_C)
        osc = b"\x1b]52;c;" + b64encode("Администрация".encode()) + b"\x07"
        wrapped = b"\x1bPtmux;" + osc.replace(b"\x1b", b"\x1b\x1b") + b"\x1b\\"
        terminal.read_until(lambda: osc + wrapped in terminal.output)
        terminal.wait_for("мышью:")
        assert "Администрация" in terminal.text.split("\n"), "alone in its line, unframed"
        terminal.read_until(lambda: terminal.output.rfind(MOUSE_OFF) > 0)
        assert terminal.output.rfind(MOUSE_ON) < terminal.output.rfind(MOUSE_OFF)
        terminal.send(SPACE)
        # In the row itself this terminal shows what it does not know of the sequence for tmux.
        terminal.wait_for("1 из 15")
        terminal.read_until(
            lambda: terminal.output.rfind(MOUSE_ON) > terminal.output.rfind(MOUSE_OFF)
        )
        terminal.read_until(lambda: "мышью:" not in terminal.text)
        terminal.send(DOWN)
        terminal.wait_for("►  ○ Учителя начальной школы")
        leave(terminal)
    created = read_plan(path)["done"]["created"]
    assert created == {"1а": datetime.fromisoformat("2026-11-25T09:05:00+03:00")}


def test_creating_one_after_another_costs_a_key_a_chat(tmp_path: Path) -> None:
    path = due_school(tmp_path)
    names = ["Администрация", "Учителя начальной школы", "Учителя-предметники"]
    with opened(tmp_path) as terminal:
        terminal.wait_for("● в срок")
        press(terminal, F4, F9, ENTER)
        for name in names:
            terminal.read_until(lambda name=name: name in terminal.text.split("\n"))  # type: ignore[misc]
            copied = b64encode(name.encode())
            terminal.read_until(lambda sent=copied: sent in terminal.output)  # type: ignore[misc]
            terminal.send(ENTER)
        terminal.wait_for("создано 3")
        leave(terminal)
    assert list(read_plan(path)["done"]["created"]) == ["1а", "1б/primary", "1б/subject"]


# Who hears the screen -------------------------------------------------------------------------


def test_the_terminals_cursor_stands_on_the_one_row_of_a_list(tmp_path: Path) -> None:
    """Also where neither opening nor an arrow changes a letter of the picture."""
    due_school(tmp_path)
    command(tmp_path, "mark", "1а", "--as", "created")
    with opened(tmp_path) as terminal:
        terminal.wait_for("● в срок")
        for key, row in ((END, "4 этап"), (HOME, "1 этап")):
            terminal.send(key)
            terminal.wait_for(f"►{row}")
            terminal.read_until(lambda row=row: row_of_cursor(terminal).startswith(f"►{row}"))  # type: ignore[misc]
        press(terminal, F6, "Администрация")
        terminal.read_until(lambda: row_of_cursor(terminal) == "  Администрация")
        press(terminal, DOWN)
        terminal.read_until(lambda: row_of_cursor(terminal).startswith("►"))
        leave(terminal)


def row_of_cursor(terminal: Terminal) -> str:
    """The row that a screen reader would read out."""
    return terminal.text.split("\n")[terminal.cursor[1]]


# The Russian layout -----------------------------------------------------------------------------


def test_every_screen_is_reached_and_worked_with_in_the_russian_layout(tmp_path: Path) -> None:
    """F-keys and Ctrl act, letters search."""
    path = due_school(tmp_path)
    with opened(tmp_path) as terminal:
        terminal.wait_for("● в срок")
        for key, shows in (
            (F2, "Проверка  Enter"),
            (F3, "Все чаты"),
            (F5, "Дорожная карта"),
            (F8, "Esc К доске"),
            (F6, "Искать:"),
            (F1, "Спорные места"),
        ):
            terminal.send(key)
            terminal.wait_for(shows)
            terminal.read_until(lambda: BOARD not in terminal.text)
            terminal.send(ESCAPE)
            terminal.wait_for(BOARD)
        press(terminal, "пед доп", ENTER)
        terminal.wait_for("поиск:   пед доп")
        terminal.wait_for("►  ○ Педагоги дополнительного")
        press(terminal, CTRL_U)  # created by the platform
        terminal.wait_for("►  ◊ Педагоги дополнительного")
        press(terminal, CTRL_Z)
        terminal.wait_for("►  ○ Педагоги дополнительного")
        press(terminal, DELETE, "пишем в общий чат", ENTER)  # not needed, and why
        terminal.wait_for("►  – Педагоги дополнительного")
        press(terminal, CTRL_E, "до января", ENTER)  # a note
        leave(terminal)
    plan = read_plan(path)
    assert plan["done"]["skipped"] == {"1б/extra": "пишем в общий чат"}
    assert plan["done"]["auto"] == {}
    assert plan["notes"] == {"1б/extra": "до января"}


# A dropped connection ---------------------------------------------------------------------------


def drop(terminal: Terminal) -> None:
    """Take the terminal away; the program has to go with everything it started."""
    assert processes_of(terminal.pid) == [terminal.pid]
    terminal.close()
    assert terminal.wait(SOON) == 128 + signal.SIGHUP
    assert processes_of(terminal.pid) == []


def test_a_connection_that_drops_in_the_wizard_loses_nothing_typed(tmp_path: Path) -> None:
    with opened(tmp_path) as terminal:
        terminal.wait_for("Городская школа")
        press(terminal, ENTER, "Орлёнок", F9, F9, F9, "Орлова")
        terminal.wait_for("Директор                Орлова")
        drop(terminal)
    assert not usual_plan(tmp_path).exists()
    (draft,) = usual_plan(tmp_path).parent.glob("*.draft")
    assert draft.name == f"plan.{os.getuid()}.draft"
    assert draft.stat().st_mode & 0o777 == 0o600
    with opened(tmp_path) as terminal:
        terminal.wait_for("Продолжить начатое")
        terminal.wait_for("Орлёнок")
        terminal.send(ENTER)
        terminal.wait_for("Директор                Орлова")
        terminal.wait_for("√Предметы  Люди")


def test_a_connection_that_drops_in_an_edit_keeps_plan_and_draft(tmp_path: Path) -> None:
    path = due_school(tmp_path)
    before = path.read_bytes()
    with opened(tmp_path) as terminal:
        terminal.wait_for("● в срок")
        press(terminal, F2, "2", DOWN, DOWN, DOWN, DOWN, "г", SPACE)
        terminal.wait_for("5Г · в параллели 4 класса")
        drop(terminal)
    assert path.read_bytes() == before
    with opened(tmp_path) as terminal:
        terminal.wait_for("F2 продолжит")
        terminal.send(F2)
        terminal.wait_for("■ 5–7: 10")


def test_a_tick_that_was_seen_is_on_disk_whenever_the_connection_drops(tmp_path: Path) -> None:
    path = due_school(tmp_path)
    with opened(tmp_path) as terminal:
        terminal.wait_for("● в срок")
        press(terminal, F4, SPACE, DOWN, SPACE)
        terminal.wait_for("►  √ Учителя начальной школы")
        drop(terminal)
    assert list(read_plan(path)["done"]["created"]) == ["1а", "1б/primary"]
    with opened(tmp_path) as terminal:
        terminal.wait_for("создано 2 из")
