"""`check`: faults and warnings of plan files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sferum_tui.disk import own_file
from sferum_tui.locations import elsewhere
from tests.commands.conftest import Cli, Small


def test_a_good_plan(cli: Cli, small: Small) -> None:
    small()
    ran = cli("check", "plan.toml", "--now", "2026-11-24")
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.splitlines()[0].startswith("plan.toml: ошибок нет")


def test_every_fault_of_every_file_is_named(cli: Cli, small: Small, tmp_path: Path) -> None:
    small(name="good.toml")
    (tmp_path / "a.toml").write_text("schema = 1\n[school]\nname = 5\nplanned = 1\n")
    (tmp_path / "b.toml").write_text("schema = 1\n[order]\nmode = 'x'\n")
    ran = cli("check", "a.toml", "good.toml", "b.toml")
    assert ran.code == 1
    lines = ran.err.splitlines()
    assert any(line.startswith("a.toml, строка 3, school.name:") for line in lines)
    assert any(line.startswith("a.toml, строка 4, school.planned:") for line in lines)
    assert any(line.startswith("b.toml, строка 3, order.mode:") for line in lines)
    assert ran.out.startswith("good.toml: ошибок нет")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# comment\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_a_fault(cli: Cli, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "plan.toml").write_bytes(data)
    ran = cli("check", "plan.toml")
    assert ran.code == 1
    assert ran.err.startswith("plan.toml")


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"schema = 1\n[", b"\x00" * 10, b"schema = 1\nschema = 1", b"[" * 100_000]
)
def test_what_is_no_toml_is_a_fault(cli: Cli, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "plan.toml").write_bytes(data)
    ran = cli("check", "plan.toml")
    assert ran.code == 1
    assert ran.err.startswith("plan.toml")
    assert "Traceback" not in ran.err


def test_files_that_can_not_be_read(cli: Cli, small: Small, tmp_path: Path) -> None:
    small(name="good.toml")
    (tmp_path / "bad.toml").write_text("")
    assert cli("check", "nowhere.toml").code == 3
    assert cli("check", tmp_path).code == 3
    assert cli("check", "nowhere.toml", "good.toml").code == 3
    assert cli("check", "nowhere.toml", "bad.toml").code == 1


def warnings(cli: Cli, *options: str) -> list[str]:
    ran = cli("check", "plan.toml", *options)
    assert (ran.code, ran.err) == (0, "")
    return [line.strip() for line in ran.out.splitlines()[1:]]


def test_a_key_that_nobody_knows_is_a_warning(cli: Cli, small: Small) -> None:
    plan = small()
    text = plan.read_text(encoding="utf-8").replace("[school]\n", '[school]\nnmae = "x"\n')
    plan.write_text(text, encoding="utf-8")
    line = text.splitlines().index('nmae = "x"') + 1
    found = warnings(cli)
    assert any(it.startswith(f"строка {line}, school.nmae: ") for it in found)


def test_a_planned_day_that_has_come_is_a_warning(cli: Cli, small: Small) -> None:
    small(replace={"2026-11-23\n": "2026-11-23\nplanned = true\n"})
    word = "структура планировалась на 23 нояб."
    assert not any(word in line for line in warnings(cli, "--now", "2026-11-22"))
    assert any(word in line for line in warnings(cli, "--now", "2026-11-23"))


def test_archived_ticks_and_notes_are_a_warning(cli: Cli, small: Small) -> None:
    plan = small()
    cli("mark", "2а/8Б", "--as", "created", "--note", "позже", "--plan", plan)
    text = plan.read_text(encoding="utf-8").replace('8 = ["А", "Б"]', '8 = ["А"]')
    plan.write_text(text, encoding="utf-8")
    archived = [line for line in warnings(cli) if line.endswith("2а/8Б")]
    assert len(archived) == 2


def test_ticks_dated_before_the_structure_are_a_warning(cli: Cli, small: Small) -> None:
    """They are told by the school's dates, whatever offset a tick was kept with."""
    plan = small()
    head = "[done.created]\n"
    ticks = '"2а/8А" = 2026-11-22T20:59:59+00:00\n"2а/8Б" = 2026-11-22T21:00:00Z\n'
    text = plan.read_text("utf-8")
    plan.write_text(re.sub(r"(?m)^\[done\.created\].*\n", lambda _: head + ticks, text), "utf-8")
    found = [line for line in warnings(cli) if "раньше дня 0" in line]
    assert found == ["отметки раньше дня 0, 23 нояб.: 2а/8А"]


def test_windows_in_the_new_year_holidays_are_a_warning(cli: Cli) -> None:
    cli("new", "--preset", "city", "--created", "2026-12-25", "--plan", "plan.toml")
    assert any("выходные" in line for line in warnings(cli))


def test_without_a_name_it_checks_ones_own_plan(cli: Cli, small: Small, own_home: Path) -> None:
    assert cli("check").code == 3
    cli("new", "--preset", "city")
    assert cli("check").code == 0


def test_hostile_text_of_a_plan_is_named_and_not_obeyed(cli: Cli, tmp_path: Path) -> None:
    text = 'schema = 1\n[school]\nname = "a\\u001b]0;x\\u0007"\n"\\u202ekey" = 1\n'
    (tmp_path / "plan.toml").write_text(text, encoding="utf-8")
    ran = cli("check", "plan.toml")
    assert ran.code == 1
    assert all(char.isprintable() or char == "\n" for char in ran.err + ran.out)


# Numbers that no school has ---------------------------------------------------------------------


@pytest.mark.parametrize("day", ["9999-12-31", "9999-01-01", "2200-01-01", "1989-12-31"])
def test_a_day_of_another_age_is_named(cli: Cli, small: Small, day: str) -> None:
    path = small()
    path.write_text(path.read_text("utf-8").replace("= 2026-11-23", f"= {day}"), "utf-8")
    for words in (("check", path), ("export", "roadmap", "--plan", path, "-o", "-")):
        ran = cli(*words)
        assert ran.code == 1
        assert f"нет такого года: {day[:4]}. Допустимо: годы от 1990 до 2199" in ran.err


@pytest.mark.parametrize("number", ["0x" + "f" * 100_000, "0b" + "1" * 100_000])
def test_a_number_of_a_hundred_thousand_digits_is_named(
    cli: Cli, small: Small, number: str
) -> None:
    path = small()
    path.write_text(path.read_text("utf-8").replace("week = 5", f"week = {number}"), "utf-8")
    ran = cli("check", path)
    assert ran.code == 1
    assert "calendar.week: нет такого значения: слишком большое число. Допустимо: 5 | 6" in ran.err


def test_a_decision_far_away_is_one_warning(cli: Cli, small: Small) -> None:
    path = small()
    ran = cli("decide", "--outcome", "positive", "--plan", path, "--now", "2199-12-31T23:00")
    assert ran.code == 0
    found = cli("check", path)
    assert found.code == 0
    text = found.out + found.err
    assert text.count("ещё не утверждены") == 1
    assert "–2200 годов ещё не утверждены" in text
    assert cli("export", "calendar", "--plan", path, "-o", "-", "--now", "2199-12-31").code == 0


def test_a_folder_that_is_gone_is_a_plan_that_is_not_there(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    try:
        for words in (("status",), ("mark", "1а", "--as", "created"), ("new", "--preset", "city")):
            ran = cli(*words, "--plan", "plan.toml")
            assert ran.code == 3
            assert ran.err.startswith("plan.toml: ")
        assert not tuple(filter(own_file, elsewhere(Path("plan.draft"))))
    finally:
        monkeypatch.chdir(tmp_path)


def test_days_that_have_not_come_are_a_warning(cli: Cli, small: Small) -> None:
    plan = small()
    now = ("--now", "2026-11-30T09:00", "--plan", plan)
    cli("mark", "1а", "--as", "created", "--at", "2027-11-24T09:00", *now)
    cli("mark", "1г", "--as", "created", "--at", "2026-11-30T23:59", *now)
    decided = cli("decide", "--outcome", "positive", "--date", "2027-02-20", *now)
    assert (decided.code, decided.err) == (
        0,
        "Решение датировано 20.02.2027, этот день ещё не настал.\n",
    )
    ran = cli("check", plan, *now[:2])
    assert ran.code == 0
    assert "отметки, день которых ещё не настал: 1а\n" in ran.out
    assert "решение датировано 20.02.2027, этот день ещё не настал\n" in ran.out
    later = cli("check", plan, "--now", "2027-12-01T09:00").out
    assert "не настал" not in later
