"""The program as a real process: any locale, no home, closed pipes, and nothing heavy loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sferum_tui.__main__ import main
from tests.commands.conftest import SMALL

ROOT = Path(__file__).resolve().parents[2]
#: What no command may load: the screens, and what only writing or paper needs.
HEAVY = (
    "textual rich tomlkit filelock holidays docx openpyxl icalendar babel argparse asyncio socket "
    "ssl http urllib.request sqlite3 multiprocessing"
).split()


def program(
    *words: str, env: dict[str, str] | None = None, data: str = "", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run it with these variables alone; they name no home unless one is given."""
    return subprocess.run(
        [sys.executable, "-m", "sferum_tui", *words],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **(env or {})},
        input=data.encode(),
        capture_output=True,
        check=False,
        cwd=cwd,
        timeout=60,
    )


def test_ctrl_c_while_modules_are_loaded_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Interrupted:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "sferum_tui.cli":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "sferum_tui.cli", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupted(), *sys.meta_path])
    assert main() == 130


LOCALES = [
    {},
    {"LANG": "C"},
    {"LC_ALL": "POSIX", "PYTHONIOENCODING": "cp1251"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LANG": "ru_RU.CP1251", "PYTHONUTF8": "0"},
]


@pytest.mark.parametrize("locale", LOCALES, ids=str)
def test_everything_works_in_any_locale(tmp_path: Path, locale: dict[str, str]) -> None:
    name = "школа ё.toml"
    env = {**locale, "SFERUM_TUI_WHO": "Иванова И. И.", "SFERUM_TUI_PLAN": name}

    def run(*words: str, data: str = "") -> tuple[int, str, str]:
        ran = program(*words, env=env, data=data, cwd=tmp_path)
        return ran.returncode, ran.stdout.decode(), ran.stderr.decode()

    code, out, err = run("new", "--answers", "-", data=SMALL)
    assert (code, err) == (0, "")
    assert out.startswith(f"План записан: {name}\n5 классов")
    code, _, err = run("mark", "2а/8А", "--as", "skipped", "--note", "ёлка", "--plan", name)
    assert (code, err) == (0, "")
    assert '"2а/8А" = "ёлка"' in (tmp_path / name).read_text(encoding="utf-8")
    assert "Иванова И. И." in (tmp_path / "школа ё.history").read_text(encoding="utf-8")
    found = json.loads(run("status", "--json", name)[1])
    assert (found["plan"], found["school"]) == (name, "Школа № 7")
    assert found["stages"][1]["chats"]["skipped"] == 1
    code, out, err = run("mark", "2а/8Ю", "--as", "created")
    assert (code, out) == (1, "")
    assert err.startswith(f"{name}, 2а/8Ю: нет такого чата")


def test_without_a_home_a_plan_can_still_be_named(tmp_path: Path) -> None:
    made = program("new", "--preset", "village", "--plan", "p.toml", cwd=tmp_path)
    assert (made.returncode, made.stderr) == (0, b"")
    found = program("status", "--short", "--plan", "p.toml", cwd=tmp_path)
    assert (found.returncode, found.stderr) == (0, b"")
    where = program("path", cwd=tmp_path)
    assert where.returncode in (0, 3)
    assert b"Traceback" not in where.stderr


def test_without_a_terminal_the_program_prints_the_status(tmp_path: Path) -> None:
    program("new", "--answers", "-", "--plan", "p.toml", data=SMALL, cwd=tmp_path)
    told = program("--plan", "p.toml", "--now", "2026-11-26T10:00", cwd=tmp_path)
    assert told.returncode == 0
    assert told.stdout.decode().startswith("Школа № 7\nчетверг 26 ноября, день 3\n")
    assert b"\x1b" not in told.stdout


def loaded(home: Path, *lines: str) -> set[str]:
    """Names of modules that are loaded after these command lines have run in one process."""
    code = (
        "import sys; from sferum_tui.cli import main\n"
        "codes = [main([*line.split(), '--plan', 'plan.toml']) for line in sys.argv[1:]]\n"
        "print(*codes, '|', *sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *lines],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(home)},
        capture_output=True,
        check=True,
        cwd=home,
        timeout=60,
    )
    codes, _, names = ran.stderr.decode().splitlines()[-1].partition("|")
    assert set(codes.split()) == {"0"}
    return set(names.split())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a small plan."""
    ran = program("new", "--answers", "-", "--plan", "plan.toml", data=SMALL, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr.decode()
    return tmp_path


def test_reading_commands_load_nothing_heavy(home: Path) -> None:
    lines = [
        "status", "status --short", "status --json", "status --csv", "chats", "chats --due",
        "chats --json", "chats --csv", "check", "presets", "presets --json", "path", "--help",
    ]  # fmt: skip
    assert not loaded(home, *lines) & set(HEAVY)


def test_writing_commands_load_no_screens_and_open_no_socket(home: Path) -> None:
    lines = ["mark 2а/8А --as created", "decide --outcome positive", "new --preset city --force"]
    found = loaded(home, *lines)
    assert not found & {"textual", "rich", "holidays", "docx", "openpyxl", "ssl", "asyncio"}


def test_a_short_status_loads_little_of_the_standard_library(home: Path) -> None:
    found = loaded(home, "status --short")
    assert not found & {"json", "csv", "difflib", "importlib.metadata", "platformdirs"}


def test_a_command_looks_for_no_garbage(home: Path) -> None:
    """What is loaded stays: looking through it again and again took a tenth of a short status."""
    code = (
        "import gc, os, sys; from sferum_tui.__main__ import main\n"
        "gc.collect(); gc.callbacks.append(lambda *_: os.write(2, b'collected '))\n"
        "sys.argv[1:] = ['status', '--short', '--plan', 'plan.toml']; main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        cwd=home,
        timeout=60,
    )
    assert ran.stdout.decode().startswith("Сферум: ")
    assert ran.stderr == b""


def test_version_is_one_line() -> None:
    ran = program("--version")
    assert ran.returncode == 0
    assert ran.stdout.decode().startswith("sferum-tui ")


def test_a_reader_that_has_seen_enough_is_no_failure(home: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "sferum_tui", "chats", "--json", "--plan", "plan.toml"],
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
            stdout=write,
            stderr=subprocess.PIPE,
            check=False,
            cwd=home,
            timeout=60,
        )
    finally:
        os.close(write)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a system without /dev/full")
def test_a_reader_that_is_gone_stops_no_command(home: Path) -> None:
    plan, table = home / "plan.toml", home / "учителя.csv"
    good, bad = "8А;физика;Ли В. Г.\n", "99А;физика;Ким\n98А;физика;Ким\n"
    for rows, code in ((good + bad, 1), (good, 0)):
        table.write_text(f"Класс;Предмет;Учитель\n{rows}", encoding="utf-8")
        before = plan.read_bytes()
        read, write = os.pipe()
        os.close(read)
        command = ["import", str(table), "--what", "teachers"]
        ran = subprocess.run(
            [sys.executable, "-m", "sferum_tui", *command, "--plan", str(plan)],
            env={"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(ROOT)},
            stdout=write,
            stderr=subprocess.PIPE,
            check=False,
        )
        os.close(write)
        assert ran.returncode == code, ran.stderr.decode()
        assert (plan.read_bytes() != before) == (code == 0)


def test_a_full_disk_is_told(home: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "sferum_tui", "chats", "--plan", "plan.toml"],
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=home,
            timeout=60,
        )
    assert ran.returncode == 3
    told = ran.stderr.decode()
    assert told.startswith("стандартный вывод: на диске нет места")
    assert "Traceback" not in told
    assert "Exception" not in told


def test_standard_input_may_be_closed(tmp_path: Path) -> None:
    ran = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m sferum_tui new --answers - --plan p.toml <&-"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        cwd=tmp_path,
        timeout=60,
    )
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr.decode()
