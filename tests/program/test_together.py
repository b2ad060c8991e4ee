"""Two sessions over one plan, a hand in the file, and answers that change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic

from sferum_tui.locations import history_path
from sferum_tui.plan.history import read_history
from sferum_tui.rollout.plan import Done
from tests.program.terminals import (
    DOWN,
    ENTER,
    ESCAPE,
    F2,
    F3,
    F7,
    F9,
    RIGHT,
    SPACE,
    keys,
    leave,
    opened,
    press,
    read_plan,
)
from tests.support.program import aware, save_plan, save_schools, tick_one
from tests.support.pty import Terminal

#: What one session did has to show in the other after so many seconds.
SEEN = 2.0
BOARD = "F8 Зал"


@contextmanager
def two_sessions(folder: Path) -> Iterator[tuple[Terminal, Terminal]]:
    """The board of one plan in the terminals of two people with a home folder each."""
    path = save_plan(folder).path
    with ExitStack() as stack:
        both = []
        for who in ("учитель", "завуч"):
            home = folder / who
            home.mkdir()
            both.append(stack.enter_context(opened(home, plan=path)))
        for terminal in both:
            terminal.wait_for(BOARD)
        yield both[0], both[1]


def seen_after(terminal: Terminal, text: str) -> float:
    """Wait for a text; how many seconds that took."""
    start = monotonic()
    terminal.wait_for(text)
    return monotonic() - start


def test_each_sees_the_ticks_of_the_other_and_keeps_cursor_and_search(tmp_path: Path) -> None:
    with two_sessions(tmp_path) as (one, two):
        press(one, F3, "/8а род", ENTER, DOWN)
        press(two, F3)
        one.wait_for("►  ○ 8А · родители")
        two.wait_for("►  ○ Администрация")
        waited = []
        for number in (1, 2, 3):
            press(two, SPACE)
            two.wait_for(f"создано {number} из")
            waited.append(seen_after(one, f"создано {number} из"))
            press(two, DOWN)
        # A busy machine may be late once; the program may not be late every time.
        assert min(waited) < SEEN
        assert "поиск:   8а род" in one.text
        assert "►  ○ 8А · родители" in one.text
        press(one, SPACE)
        one.wait_for("►  √ 8А · родители")
        two.wait_for("создано 4 из")
        assert "►  ○ Педагоги дополнительного" in two.text
        leave(one)
        leave(two)
    assert set(read_plan(tmp_path / "plan.toml")["done"]["created"]) == {
        "1а", "1б/primary", "1б/subject", "2г/8А",
    }  # fmt: skip


def test_no_tick_is_lost_when_both_tick_at_the_same_time(tmp_path: Path) -> None:
    with two_sessions(tmp_path) as (one, two):
        press(one, "1")
        press(two, "2")
        one.wait_for("►  ○ Администрация")
        two.wait_for("►  ○ 8А · класс")
        for _ in range(10):
            press(one, SPACE, DOWN)
            press(two, SPACE, DOWN)
        press(one, ESCAPE)
        press(two, ESCAPE)
        for terminal in (one, two):
            terminal.wait_for("создано 20 из")
        leave(one)
        leave(two)
    path = tmp_path / "plan.toml"
    assert len(read_plan(path)["done"]["created"]) == 20
    entries = read_history(history_path(path), None)
    assert {entry.who for entry in entries if "создан" in entry.what} == {"учитель", "завуч"}


def test_a_hand_edit_shows_and_a_broken_one_is_told_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    with two_sessions(tmp_path) as (one, two):
        press(two, F3, "/8а род", ENTER)
        two.wait_for("►  ○ 8А · родители")
        good = path.read_text(encoding="utf-8").replace("МБОУ «СОШ № 12»", "Лицей № 5")
        path.write_text(good, encoding="utf-8")
        one.wait_for("Лицей № 5")
        path.write_text(good.replace("week = 5", "week = 9"), encoding="utf-8")
        for terminal in (one, two):
            terminal.wait_for("показан прежний план")
            terminal.wait_for("week")
        # A tick on the plan that is still shown waits until the file can be read again.
        press(two, SPACE)
        two.wait_for("►  √ 8А · родители")
        two.wait_for("Не сохранено")
        assert "week = 9" in path.read_text(encoding="utf-8")
        path.write_text(f"{good}# в порядке\n", encoding="utf-8")
        two.wait_for("Снова в порядке")
        one.wait_for("создано 1 из")
        assert "поиск:   8а род" in two.text
        leave(one)
        leave(two)
    assert set(read_plan(path)["done"]["created"]) == {"2г/8А"}
    assert path.read_text(encoding="utf-8").endswith("# в порядке\n")


# Things change ----------------------------------------------------------------------------------

TICKED = Done(created={name: aware(datetime(2026, 11, 26, 10)) for name in ("2а/11Б", "2г/8А")})
TO_5, TO_11 = keys(*[DOWN] * 4), keys(*[DOWN] * 10)


def test_classes_open_and_close_and_what_falls_away_comes_back(tmp_path: Path) -> None:
    path = save_plan(tmp_path, done=TICKED).path
    with opened(tmp_path, plan=path) as terminal:
        terminal.wait_for("создано 2 из")
        press(terminal, F2, "2", *TO_5, "г", SPACE, *[DOWN] * 6, "б", SPACE, F9)
        terminal.wait_for("исчезнут 15 чатов (1 с отметкой)")
        assert "появятся 14 чатов" in terminal.text
        assert "Г" not in read_plan(path)["classes"]["5"], "nothing is saved before it was shown"
        terminal.send(F9)
        terminal.wait_for("создано 1 из")
        plan = read_plan(path)
        assert plan["classes"]["5"] == ["А", "Б", "В", "Г"]
        assert plan["classes"]["11"] == ["А"]
        assert set(plan["done"]["created"]) == {"2а/11Б", "2г/8А"}, "kept as archived"
        press(terminal, F2, "2", *TO_11, "б", SPACE, F9)
        terminal.wait_for("появятся 15 чатов (1 с прежней отметкой)")
        terminal.send(F9)
        terminal.wait_for("создано 2 из")
        leave(terminal)
    assert read_plan(path)["classes"]["11"] == ["А", "Б"]


def test_a_later_structure_moves_the_windows_and_ticks_stay(tmp_path: Path) -> None:
    path = save_plan(tmp_path, done=TICKED).path
    with opened(tmp_path, plan=path) as terminal:
        terminal.wait_for("30 нояб. – 3 дек.")
        press(terminal, F2, "1", DOWN, DOWN, DOWN, RIGHT, RIGHT, F9)
        terminal.wait_for("новый срок у")
        terminal.send(F9)
        terminal.wait_for("2–7 дек.")
        assert "создано 2 из" in terminal.text
        leave(terminal)
    plan = read_plan(path)
    assert str(plan["school"]["structure_created"]) == "2026-11-25"
    assert set(plan["done"]["created"]) == {"2а/11Б", "2г/8А"}


def test_a_decision_in_march_starts_a_window_of_its_own(tmp_path: Path) -> None:
    path = save_plan(tmp_path).path
    with opened(tmp_path, plan=path, now="2027-03-01T10:00") as terminal:
        terminal.wait_for("ждёт решения педсовета")
        press(terminal, F7, "2", F9)
        terminal.wait_for("12 чатов")
        terminal.send(F9)
        terminal.wait_for("марта")
        leave(terminal)
    assert read_plan(path)["primary"]["decision"] == "positive"


def test_the_table_of_schools_shows_what_is_ticked_elsewhere(tmp_path: Path) -> None:
    folder, home = tmp_path / "школы", tmp_path / "завуч"
    folder.mkdir()
    home.mkdir()
    save_schools(folder)
    with opened(home, str(folder)) as terminal:
        terminal.wait_for("6 школ: просрочено у 1 (до 6 дней)")
        terminal.wait_for("14 из 403")
        tick_one(folder / "школа-2.toml")
        assert seen_after(terminal, "15 из 403") <= SEEN
        press(terminal, "ubvyf", ENTER)
        terminal.wait_for("Esc Школы")
        terminal.wait_for("МАОУ «Гимназия № 2»")
        press(terminal, ESCAPE)
        terminal.wait_for("►▲ «Гимназия № 2»")
        leave(terminal)
        assert "6 школ: просрочено у 1 (до 6 дней)" in terminal.text
