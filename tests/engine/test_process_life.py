"""From start to end in a real terminal: signals, lost links, stalls and crashes."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sferum_tui.engine.lifecycle import CRASHED, UNSAVED
from tests.engine.sample import PERSON
from tests.support.pty import Terminal

QUIT = b"\x1b[21~"
#: After a signal the process is gone within a second; on a busy machine within three.
SOON = 3.0
# What leaves the terminal as it was found.
RESTORED = {
    "alternate screen": b"\x1b[?1049l",
    "cursor": b"\x1b[?25h",
    "mouse": b"\x1b[?1000l",
    "mouse drags": b"\x1b[?1002l",
    "bracketed paste": b"\x1b[?2004l",
    "focus": b"\x1b[?1004l",
    "line wrap": b"\x1b[?7h",
}


def sample(folder: Path, *options: str, **others: Any) -> Terminal:
    """The small program, running."""
    command = [sys.executable, "-m", "tests.engine.sample", str(folder), *options]
    return Terminal(command, **others)


def until(ready: Callable[[], bool], timeout: float = 10.0) -> None:
    """Wait for something that no output tells of, without reading the terminal."""
    end = time.monotonic() + timeout
    while not ready():
        assert time.monotonic() < end, "not in time"
        select.select([], [], [], 0.01)


def assert_restored(terminal: Terminal) -> None:
    """Every mode that was switched on was switched off, in the end."""
    for mode, sequence in RESTORED.items():
        opposite = sequence[:-1] + (b"l" if sequence.endswith(b"h") else b"h")
        assert terminal.output.rfind(sequence) > terminal.output.rfind(opposite), mode


def children(pid: int) -> list[int]:
    """Processes that a process has started."""
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]


def cpu_seconds(pid: int) -> float:
    """What a process has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def saved(folder: Path) -> str:
    return (folder / "saved").read_text()


def test_f10_leaves_with_everything_saved_and_the_terminal_as_it_was(tmp_path: Path) -> None:
    with sample(tmp_path) as terminal:
        terminal.wait_for("готово")
        terminal.send(b"s" + "ы".encode())
        terminal.wait_for("нажато 2")
        assert children(terminal.pid) == []
        assert (tmp_path / "collecting").read_text() == "True"
        terminal.send(QUIT)
        assert terminal.wait(5) == 0
        assert saved(tmp_path) == "2"
        assert_restored(terminal)
        # The kitty keyboard protocol outlives a dropped connection; it is never switched on.
        assert not re.search(rb"\x1b\[[<=>]\d*u", terminal.output)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_a_signal_saves_and_ends_in_time(tmp_path: Path, number: signal.Signals) -> None:
    with sample(tmp_path) as terminal:
        terminal.wait_for("готово")
        terminal.send(b"s")
        terminal.wait_for("нажато 1")
        terminal.signal(number)
        assert terminal.wait(SOON) == 128 + number
        assert saved(tmp_path) == "1"
        assert_restored(terminal)


def test_a_second_signal_changes_nothing(tmp_path: Path) -> None:
    with sample(tmp_path) as terminal:
        terminal.wait_for("готово")
        terminal.signal(signal.SIGTERM)
        terminal.signal(signal.SIGINT)
        terminal.signal(signal.SIGHUP)
        assert terminal.wait(SOON) in {128 + number for number in (1, 2, 15)}
        assert saved(tmp_path) == "0"


def test_a_signal_before_the_first_frame_ends_the_program(tmp_path: Path) -> None:
    with sample(tmp_path) as terminal:
        terminal.read_until(lambda: b"\x1b[?1049h" in terminal.output)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait(SOON) == 128 + signal.SIGTERM
        assert_restored(terminal)


def test_a_closed_terminal_saves_and_ends_in_time(tmp_path: Path) -> None:
    with sample(tmp_path) as terminal:
        terminal.wait_for("готово")
        terminal.send(b"s")
        terminal.wait_for("нажато 1")
        terminal.close()
        assert terminal.wait(SOON) == 128 + signal.SIGHUP
        assert saved(tmp_path) == "1"


def test_a_terminal_that_goes_while_hangups_are_ignored_ends_the_program_too(
    tmp_path: Path,
) -> None:
    """As under nohup: Textual alone would spin for ever."""
    ignore = lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)  # noqa: E731
    with sample(tmp_path, before=ignore) as terminal:
        terminal.wait_for("готово")
        terminal.signal(signal.SIGHUP)
        terminal.send(b"s")
        terminal.wait_for("нажато 1")  # the signal alone does nothing
        terminal.close()
        assert terminal.wait(SOON) == 128 + signal.SIGHUP
        assert saved(tmp_path) == "1"


def test_without_a_keyboard_the_program_ends_and_does_not_spin(tmp_path: Path) -> None:
    with sample(tmp_path, stdin="/dev/null") as terminal:
        assert terminal.wait(5) == 128 + signal.SIGHUP
        assert saved(tmp_path) == "0"
        assert_restored(terminal)


def test_ctrl_d_and_ctrl_z_are_keys_and_end_nothing(tmp_path: Path) -> None:
    with sample(tmp_path) as terminal:
        terminal.wait_for("готово")
        terminal.send(b"\x04\x1as")
        terminal.wait_for("нажато 1")


def test_ctrl_c_says_how_to_leave(tmp_path: Path) -> None:
    with sample(tmp_path) as terminal:
        terminal.wait_for("готово")
        terminal.send(b"\x03")
        terminal.wait_for("Выход — F10")


def test_suspended_and_resumed_it_paints_everything_again(tmp_path: Path) -> None:
    with sample(tmp_path) as terminal:
        terminal.wait_for("готово")
        terminal.read_quiet()
        terminal.signal(signal.SIGTSTP)
        terminal.read_until(lambda: b"\x1b[?1049l" in terminal.output)
        os.waitid(os.P_PID, terminal.pid, os.WSTOPPED)
        terminal.read_quiet(0.05)
        assert_restored(terminal)
        before = len(terminal.output)
        terminal.signal(signal.SIGCONT)
        terminal.read_until(lambda: "готово".encode() in terminal.output[before:])
        assert b"\x1b[?1049h" in terminal.output[before:]
        terminal.send(b"s")
        terminal.wait_for("нажато 1")
        terminal.send(QUIT)
        assert terminal.wait(5) == 0
        assert_restored(terminal)


def test_stopped_without_a_word_and_continued_it_works_and_leaves(tmp_path: Path) -> None:
    """SIGSTOP cannot be seen coming; meanwhile the shell has set the terminal up its own way."""
    with sample(tmp_path) as terminal:
        terminal.wait_for("готово")
        for number in range(1, 3):
            terminal.read_quiet(0.1)
            terminal.signal(signal.SIGSTOP)
            os.waitid(os.P_PID, terminal.pid, os.WSTOPPED)
            attributes = termios.tcgetattr(terminal.master)
            attributes[3] |= termios.ICANON | termios.ECHO | termios.ISIG
            termios.tcsetattr(terminal.master, termios.TCSANOW, attributes)
            before = len(terminal.output)
            terminal.signal(signal.SIGCONT)
            terminal.read_until(lambda at=before: "Считать".encode() in terminal.output[at:])
            assert b"\x1b[?1049h" in terminal.output[before:]
            terminal.send(b"s")
            terminal.wait_for(f"нажато {number}")
        threads = Path(f"/proc/{terminal.pid}/task")
        assert len(list(threads.iterdir())) == 3  # the program, its keys, its picture
        terminal.send(QUIT)
        assert terminal.wait(2) == 0
        assert_restored(terminal)


def counted(folder: Path) -> str:
    file = folder / "counted"
    return file.read_text() if file.exists() else ""


def press_and_wait(terminal: Terminal, folder: Path, number: int) -> None:
    """Press the counted key for the so-manieth time; the program takes it, read or not."""
    terminal.send(b"s")
    until(lambda: counted(folder) == str(number))


def test_a_link_that_stalls_holds_neither_keys_nor_saving(tmp_path: Path) -> None:
    with sample(tmp_path, "busy") as terminal:
        terminal.wait_for("готово")
        # From here on nobody reads: the terminal takes no more.
        for number in range(1, 61):
            press_and_wait(terminal, tmp_path, number)
        terminal.signal(signal.SIGTERM)
        until(terminal._ended, SOON)
        assert terminal.exit_code == 128 + signal.SIGTERM
        assert saved(tmp_path) == "60"
        terminal.read_quiet(0.05)
        assert_restored(terminal)


def test_a_link_that_stalled_shows_the_last_picture_when_it_comes_back(tmp_path: Path) -> None:
    with sample(tmp_path, "busy") as terminal:
        terminal.wait_for("готово")
        for number in range(1, 30):
            press_and_wait(terminal, tmp_path, number)
        terminal.wait_for("нажато 29")


def test_leaving_on_a_stalled_link_ends_too(tmp_path: Path) -> None:
    with sample(tmp_path, "busy") as terminal:
        terminal.wait_for("готово")
        terminal.send(QUIT)
        until(terminal._ended, 5)
        assert terminal.exit_code == 0
        assert saved(tmp_path) == "0"


@pytest.mark.parametrize("key", [b"\x1bOQ", b"\x1bOR", b"\x1bOS"])
def test_a_crash_says_one_line_and_keeps_the_work(tmp_path: Path, key: bytes) -> None:
    """In a handler, in a thread and in a bare callback."""
    with sample(tmp_path) as terminal:
        terminal.wait_for("готово")
        terminal.send(b"s")
        terminal.wait_for("нажато 1")
        before = len(terminal.output)
        terminal.send(key)
        assert terminal.wait(5) == CRASHED
        assert saved(tmp_path) == "1"
        assert_restored(terminal)
        tail = terminal.output[before:].decode()
        assert "Программа остановилась из-за ошибки. Работа сохранена." in tail
        assert "Traceback" not in tail
        assert PERSON not in tail
        log = tmp_path / "log" / "log"
        assert log.stat().st_mode & 0o777 == 0o600
        assert log.parent.stat().st_mode & 0o777 == 0o700
        text = log.read_text(encoding="utf-8")
        assert "что-то сломалось" in text
        assert "action_crash" in text
        assert PERSON not in text


def test_a_crash_that_could_not_save_says_so(tmp_path: Path) -> None:
    with sample(tmp_path, "broken") as terminal:
        terminal.wait_for("готово")
        terminal.send(b"\x1bOQ")
        assert terminal.wait(5) == CRASHED
        assert "Последнее изменение сохранить не удалось." in terminal.output.decode()


def test_a_program_that_is_stuck_ends_on_a_signal(tmp_path: Path) -> None:
    with sample(tmp_path) as terminal:
        terminal.wait_for("готово")
        terminal.send(b"s")
        terminal.wait_for("нажато 1")
        terminal.send(b"\x1b[17~")
        terminal.read_quiet(0.1)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait(SOON) == 128 + signal.SIGTERM
        assert saved(tmp_path) == "1"
        assert_restored(terminal)


def test_saving_that_never_ends_does_not_keep_the_process(tmp_path: Path) -> None:
    with sample(tmp_path, "stuck") as terminal:
        terminal.wait_for("готово")
        terminal.signal(signal.SIGHUP)
        assert terminal.wait(SOON) == 128 + signal.SIGHUP
        assert_restored(terminal)


@pytest.mark.parametrize("key", [QUIT, b"\x11"])
def test_saving_that_never_ends_does_not_keep_a_program_that_is_left(
    tmp_path: Path, key: bytes
) -> None:
    with sample(tmp_path, "stuck", "soon") as terminal:
        terminal.wait_for("готово")
        terminal.send(key)
        assert terminal.wait(SOON) == UNSAVED
        assert_restored(terminal)
        assert "Последнее изменение сохранить не удалось." in terminal.output.decode()


def test_leaving_that_never_ends_after_a_save_ends_as_one_that_was_saved(tmp_path: Path) -> None:
    with sample(tmp_path, "held", "soon") as terminal:
        terminal.wait_for("готово")
        terminal.send(b"s" + QUIT)
        assert terminal.wait(SOON) == 0
        assert saved(tmp_path) == "1"
        assert_restored(terminal)
        assert "не удалось" not in terminal.output.decode()


@pytest.mark.parametrize("options", [(), ("slow",)])
def test_a_storm_of_resizes_ends_with_the_right_picture(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    with sample(tmp_path, *options) as terminal:
        terminal.wait_for("готово")
        for number in range(40):
            terminal.resize(60 + number, 18 + number % 20)
            terminal.read_some(0.002 if options else 0)
        terminal.resize(100, 30)
        terminal.send(b"s")
        terminal.read_until(lambda: "F10 Выход" in terminal.text.splitlines()[-1])
        terminal.wait_for("нажато 1")
        terminal.resize(70, 20)
        terminal.read_until(lambda: "F10 Выход" in terminal.text.splitlines()[-1])


def test_a_window_that_is_too_small_says_what_it_needs(tmp_path: Path) -> None:
    with sample(tmp_path, size=(40, 10)) as terminal:
        terminal.wait_for("60×18")
        assert "40×10" in terminal.text
        terminal.resize(80, 24)
        terminal.wait_for("готово")
        terminal.send(b"s")
        terminal.wait_for("нажато 1")
        terminal.resize(50, 20)
        terminal.wait_for("50×20")
        terminal.send(QUIT)
        assert terminal.wait(5) == 0


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (300, 100)])
def test_no_size_of_the_window_stops_it(tmp_path: Path, size: tuple[int, int]) -> None:
    with sample(tmp_path, size=size) as terminal:
        terminal.read_until(lambda: b"\x1b[1;1H" in terminal.output)
        terminal.send(QUIT)
        assert terminal.wait(5) == 0


def test_a_terminal_that_knows_no_size_gets_the_usual_one(tmp_path: Path) -> None:
    """As a serial line does; two parts of Textual would guess differently and paint for ever."""
    with sample(tmp_path, size=(0, 0), screen=(80, 24)) as terminal:
        terminal.read_until(lambda: "F10 Выход" in terminal.text.split("\n")[23])
        assert terminal.read_quiet() < 4000
        terminal.send(QUIT)
        assert terminal.wait(5) == 0


def test_bytes_that_are_not_utf8_and_halves_of_sequences_type_nothing(tmp_path: Path) -> None:
    with sample(tmp_path, "field") as terminal:
        terminal.wait_for("поле")
        for piece in (b"\xe9\xf6", b"\x1b[<0;1", b"2;5M", b"\x1b[1089:99;5u", b"\x1b[M !!", b"8"):
            terminal.send(piece)
            terminal.read_quiet(0.15)
        terminal.send("А".encode())
        terminal.wait_for("8А")
        assert any(line.strip() == "8А" for line in terminal.text.splitlines())


def test_the_lent_mouse_comes_back_with_the_next_key(tmp_path: Path) -> None:
    with sample(tmp_path) as terminal:
        terminal.wait_for("готово")
        terminal.send(b"\x1b[15~")
        terminal.read_until(lambda: b"\x1b[?1000l" in terminal.output)
        before = len(terminal.output)
        terminal.send(b"s")
        terminal.read_until(lambda: b"\x1b[?1000h" in terminal.output[before:])


def test_an_idle_program_writes_nothing_and_hardly_works(tmp_path: Path) -> None:
    with sample(tmp_path) as terminal:
        terminal.wait_for("готово")
        terminal.read_quiet()
        before = cpu_seconds(terminal.pid)
        assert terminal.read_quiet(1.0) == 0
        assert cpu_seconds(terminal.pid) - before <= 0.05


def test_ctrl_l_paints_over_what_others_have_written(tmp_path: Path) -> None:
    with sample(tmp_path) as terminal:
        terminal.wait_for("готово")
        terminal.read_quiet()
        terminal.send(b"\x0c")
        before = len(terminal.output)
        terminal.read_until(lambda: "готово".encode() in terminal.output[before:])


def test_output_is_utf8_whatever_the_locale_says(tmp_path: Path) -> None:
    env = {"LC_ALL": "POSIX", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with sample(tmp_path, env=env) as terminal:
        terminal.wait_for("готово")
