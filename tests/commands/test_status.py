"""`status` over one plan."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from sferum_tui.plan.changes import SetJoined
from sferum_tui.plan.store import PlanStore
from tests.commands.conftest import Cli, Small
from tests.support.program import aware


def windows(cli: Cli) -> list[tuple[str, str, str]]:
    stages = cli("status", "--json", "--plan", "plan.toml").json["stages"]
    return [(it["first_day"], it["last_day"], it["official_last_day"]) for it in stages]


def test_windows_in_calendar_days(cli: Cli) -> None:
    cli("new", "--preset", "city", "--created", "2026-11-23", "--plan", "plan.toml")
    assert windows(cli) == [
        ("2026-11-25", "2026-11-26", "2026-11-26"),
        ("2026-11-30", "2026-12-03", "2026-12-03"),
        ("2026-12-03", "2026-12-08", "2026-12-08"),
        ("2026-12-08", "2026-12-14", "2026-12-13"),
    ]


def test_windows_in_working_days_of_a_five_day_week(cli: Cli) -> None:
    options = ["--preset", "city", "--created", "2026-11-23", "--plan", "plan.toml"]
    counting = b'[calendar]\ncounting = "working"\nweek = 5\n'
    assert cli("new", *options, "--answers", "-", stdin=counting).code == 0
    assert windows(cli) == [
        ("2026-11-25", "2026-11-26", "2026-11-26"),
        ("2026-12-02", "2026-12-07", "2026-12-07"),
        ("2026-12-07", "2026-12-14", "2026-12-14"),
        ("2026-12-14", "2026-12-21", "2026-12-21"),
    ]


def test_a_last_day_that_was_set_is_followed(cli: Cli) -> None:
    options = ["--preset", "city", "--created", "2026-11-23", "--plan", "plan.toml"]
    assert cli("new", *options, "--answers", "-", stdin=b"[deadlines]\n2 = 2026-12-05\n").code == 0
    assert windows(cli)[:3] == [
        ("2026-11-25", "2026-11-26", "2026-11-26"),
        ("2026-11-30", "2026-12-05", "2026-12-03"),
        ("2026-12-03", "2026-12-08", "2026-12-08"),
    ]
    found = cli("chats", "--stage", "2", "--json", "--plan", "plan.toml").json
    assert {chat["last_day"] for chat in found} == {"2026-12-05"}
    text = cli("status", "--plan", "plan.toml", "--now", "2026-12-04T12:00").out
    assert "30 нояб. – 5 дек." in text


def test_the_keys_of_a_plan(cli: Cli, small: Small) -> None:
    plan = small()
    found = cli("status", "--json", "--plan", plan, "--now", "2026-11-30T09:00").json
    assert list(found) == ["plan", "school", "created", "timezone", "day", "stages"]
    assert found["plan"] == str(plan)
    assert found["school"] == "Школа № 7"
    assert (found["created"], found["timezone"]) == ("2026-11-23", "Europe/Moscow")
    assert found["day"] == 7


def test_days_before_the_event_are_negative(cli: Cli, small: Small) -> None:
    small()
    found = cli("status", "--json", "--plan", "plan.toml", "--now", "2026-11-20").json
    assert found["day"] == -3


def test_seconds_run_to_midnight_of_the_last_day(cli: Cli, small: Small) -> None:
    small()

    def left(now: str) -> int:
        stages = cli("status", "--json", "--plan", "plan.toml", "--now", now).json["stages"]
        seconds: int = stages[0]["remaining_seconds"]
        return seconds

    assert left("2026-11-26T23:59:50") == 10
    assert left("2026-11-25T00:00:00") == 2 * 86400
    assert left("2026-11-27T00:00:10") == -10


def test_in_kamchatka_it_is_tomorrow_when_a_server_in_utc_has_evening(
    cli: Cli, small: Small
) -> None:
    zone = 'structure_created = 2026-11-23\ntimezone = "Asia/Kamchatka"\n'
    small(replace={"structure_created = 2026-11-23\n": zone})
    found = cli("status", "--json", "--plan", "plan.toml", "--now", "2026-11-25T20:00Z").json
    assert found["day"] == 3
    assert found["stages"][0]["state"] == "last_day"
    assert found["stages"][0]["remaining_seconds"] == 16 * 3600


def test_a_moment_without_an_offset_is_school_time(cli: Cli, small: Small) -> None:
    zone = 'structure_created = 2026-11-23\ntimezone = "Asia/Kamchatka"\n'
    small(replace={"structure_created = 2026-11-23\n": zone})
    found = cli("status", "--json", "--plan", "plan.toml", "--now", "2026-11-25T20:00").json
    assert found["day"] == 2
    assert found["stages"][0]["remaining_seconds"] == 28 * 3600


def test_counts_of_chats(cli: Cli, small: Small) -> None:
    small()
    cli("mark", "3а/5А", "--as", "created", "--plan", "plan.toml")
    cli("mark", "3г/5А", "--as", "auto", "--plan", "plan.toml")
    cli("mark", "3б/5А/математика", "--as", "skipped", "--plan", "plan.toml")
    stages = cli("status", "--json", "--plan", "plan.toml").json["stages"]
    assert stages[2]["chats"] == {
        "total": 3, "created": 1, "auto": 1, "skipped": 1, "preview": 0,
    }  # fmt: skip
    assert stages[3]["chats"] == {
        "total": 0, "created": 0, "auto": 0, "skipped": 0, "preview": 2,
    }  # fmt: skip


def test_lines_tell_all_and_fit_80_columns(cli: Cli, small: Small) -> None:
    small()
    ran = cli("status", "--plan", "plan.toml", "--now", "2026-11-26T10:00")
    lines = ran.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[:2] == ["Школа № 7", "четверг 26 ноября, день 3"]
    first = next(line for line in lines if line.startswith("1. "))
    assert "25–26 нояб." in first
    assert "■ последний день" in first
    assert lines[-2].startswith("Дальше: ")
    assert lines[-1] == "○ Решение: принять решение на педсовете не позднее 8 декабря."
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("preset", ["village", "complex", "primary", "evening"])
@pytest.mark.parametrize("now", ["2026-11-20", "2026-11-26T23:00", "2026-12-03", "2027-02-01"])
def test_lines_of_any_school_fit_80_columns(cli: Cli, preset: str, now: str) -> None:
    cli("new", "--preset", preset, "--created", "2026-11-23", "--plan", "plan.toml")
    ran = cli("status", "--plan", "plan.toml", "--now", now)
    stages = [line for line in ran.out.splitlines() if line[1:2] == "."]
    assert len(stages) == 4
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("columns", [60, 45])
def test_lines_are_wrapped_for_a_narrower_terminal(
    cli: Cli, small: Small, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    small()
    monkeypatch.setenv("COLUMNS", str(columns))
    ran = cli("status", "--plan", "plan.toml", "--now", "2026-11-27T10:00")
    lines = ran.out.splitlines()
    assert max(map(len, lines)) <= columns
    first = next(at for at, line in enumerate(lines) if line.startswith("1. "))
    assert lines[first].endswith("25–26 нояб.")
    assert lines[first + 1].startswith("   ▲ просрочен, ")
    assert "просрочено на 1 день" in " ".join(lines[first + 1 : first + 3])
    whole = " ".join(line.strip() for line in lines)
    assert "○ Решение: принять решение на педсовете не позднее 8 декабря." in whole


def test_short_is_one_line(cli: Cli, small: Small) -> None:
    small()
    ran = cli("status", "--short", "--plan", "plan.toml", "--now", "2026-11-26T10:00")
    assert ran.out.startswith("Сферум: нужно создать ")
    assert ran.out.count("\n") == 1
    assert ran.code == 0


def test_without_a_plan_a_login_stays_quiet(cli: Cli, own_home: Path) -> None:
    assert cli("status", "--short") == (0, "", "")
    ran = cli("status")
    assert ran.code == 3
    assert ran.out == ""
    assert "плана здесь ещё нет; создать: sferum-tui new" in ran.err
    assert str(own_home) in ran.err


def test_a_plan_that_is_asked_for_must_be_there(cli: Cli) -> None:
    for words in (["nowhere.toml"], ["--plan", "nowhere.toml"]):
        for form in ([], ["--json"], ["--csv"], ["--short"]):
            ran = cli("status", *words, *form)
            assert (ran.code, ran.out) == (3, "")
            assert ran.err


def test_a_broken_plan_is_named_with_its_fault(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text("schema = 1\n[school]\nname = 5\n")
    ran = cli("status", "plan.toml")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("plan.toml, строка 3, school.name:")
    ran = cli("status", "--short", "--plan", "plan.toml")
    assert (ran.code, ran.out) == (1, "")
    assert "план не читается" in ran.err


def test_the_plan_comes_from_the_environment(
    cli: Cli, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = small(name="другая школа.toml")
    monkeypatch.setenv("SFERUM_TUI_PLAN", str(plan))
    assert cli("status", "--json").json["plan"] == str(plan)
    other = small(name="b.toml")
    assert cli("status", "--json", "--plan", other).json["plan"] == str(other)


def test_csv_has_a_row_for_each_stage(cli: Cli, small: Small) -> None:
    small()
    ran = cli("status", "--csv", "--plan", "plan.toml", "--now", "2026-11-26")
    assert ran.out.startswith("\ufeffплан;школа;создана;день;этап;название;состояние;")
    rows = [line.split(";") for line in ran.out.splitlines()[1:]]
    assert [row[4] for row in rows] == ["1", "2", "3", "4"]
    assert rows[0][1:4] == ["Школа № 7", "2026-11-23", "3"]
    assert rows[0][6:9] == ["последний день", "2026-11-25", "2026-11-26"]


def test_the_shares_of_who_joined_stand_with_their_stages_and_in_the_total(
    cli: Cli, small: Small
) -> None:
    plan = small()
    told = SetJoined("2а/8А", 24, 27, date(2026, 11, 25))
    PlanStore(plan).apply([told], "учитель", aware(datetime(2026, 11, 25, 9)))
    ran = cli("status", "--plan", plan, "--now", "2026-11-26")
    second = ran.out.partition("2. ")[2].partition("3. ")[0]
    assert second.rstrip().endswith("в чатах 88 %")
    assert "в чатах 24 из 27 (88 %)." in " ".join(ran.out.split())


def test_what_is_to_be_typed_names_the_plan_that_was_meant(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "моя школа.toml").write_text("x =", encoding="utf-8")
    for words in (["моя школа.toml"], ["--plan", "моя школа.toml"]):
        ran = cli("status", "--short", *words)
        assert ran.code == 1
        assert "sferum-tui check --plan 'моя школа.toml'" in ran.err
    ran = cli("chats", "--plan", "new.toml")
    assert "создать: sferum-tui new --preset city --plan new.toml" in ran.err
