"""The next year and the next messenger: shown first, written when wanted, the old plan kept."""

from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import Cli, Small

NOW = ("--now", "2027-08-30T09:00")


def test_a_year_is_shown_and_nothing_is_written(cli: Cli, small: Small, tmp_path: Path) -> None:
    plan = small()
    before = plan.read_bytes()
    ran = cli("renew", "--year", "--dry-run", "--plan", plan, *NOW)
    assert (ran.code, ran.err) == (0, "")
    assert "Переходят 5 классов: 1А, 1Б → 2-е; 5А → 6-е; 8А, 8Б → 9-е" in ran.out
    assert "Приходят 2 класса: 1А, 1Б" in ran.out
    assert plan.read_bytes() == before
    assert not list(tmp_path.glob("plan-*"))


def test_the_old_plan_stays_readable_beside_the_new_one(
    cli: Cli, small: Small, tmp_path: Path
) -> None:
    plan = small()
    cli("mark", "2а/8А", "--as", "created", "--plan", plan)
    plan.chmod(0o640)
    before = plan.read_bytes()
    ran = cli("renew", "--year", "--created", "2027-09-01", "--yes", "--yes", "--plan", plan, *NOW)
    assert ran.code == 0, ran.err
    old = tmp_path / "plan-2026-27.toml"
    assert old.read_bytes() == before
    assert old.stat().st_mode & 0o777 == 0o640
    assert plan.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "plan-2026-27.history").read_text().count("\n") == 2
    status = cli("status", "--json", "--plan", plan, *NOW).json
    assert status["created"] == "2027-09-01"
    assert sum(stage["chats"]["created"] for stage in status["stages"]) == 0
    assert cli("status", "--plan", old, *NOW).code == 0
    again = cli("renew", "--platform", "MAX", "--yes", "--plan", plan, *NOW)
    assert again.code == 0
    assert (tmp_path / "plan-VK-Мессенджер.toml").exists()
    third = cli("renew", "--year", "--yes", "--yes", "--plan", old, *NOW)
    assert (third.code, old.exists()) == (0, True)


def test_a_name_that_is_taken_is_never_overwritten(cli: Cli, small: Small, tmp_path: Path) -> None:
    plan = small()
    there = tmp_path / "plan-2026-27.toml"
    there.write_text("моё")
    assert cli("renew", "--year", "--yes", "--yes", "--plan", plan, *NOW).code == 0
    assert there.read_text() == "моё"
    assert (tmp_path / "plan-2026-27-2.toml").exists()


def test_more_than_a_third_wants_a_second_yes(cli: Cli, small: Small) -> None:
    plan = small()
    before = plan.read_bytes()
    once = cli("renew", "--year", "--yes", "--plan", plan, *NOW)
    assert (once.code, "--yes --yes" in once.err) == (1, True)
    asked = cli("renew", "--year", "--first", "А", "--yes", "--plan", plan, "--dry-run", *NOW)
    assert "Приходит 1 класс: 1А" in asked.out
    assert plan.read_bytes() == before


def test_without_an_answer_nothing_is_written(cli: Cli, small: Small) -> None:
    plan = small()
    before = plan.read_bytes()
    ran = cli("renew", "--platform", "MAX", "--plan", plan, *NOW)
    assert (ran.code, "добавьте --yes" in ran.err) == (1, True)
    assert plan.read_bytes() == before
    assert cli("renew", "--plan", plan).code == 2
    alone = cli("renew", "--platform", "MAX", "--first", "А,Б", "--plan", plan)
    assert (alone.code, "--first нужен только вместе с --year" in alone.err) == (2, True)


def test_the_next_year_and_another_messenger_begin_at_once(
    cli: Cli, small: Small, tmp_path: Path
) -> None:
    plan = small()
    ran = cli("renew", "--year", "--platform", "MAX", "--yes", "--yes", "--plan", plan, *NOW)
    assert (ran.code, ran.err) == (0, "")
    assert "Мессенджер: VK Мессенджер → MAX" in ran.out
    assert "1А, 1Б → 2-е" in ran.out
    assert (tmp_path / "plan-2026-27.toml").exists()
    text = plan.read_text()
    assert ('platform = "MAX"' in text, 'guidance = "max-2026"' in text) == (True, True)
    assert '2 = ["А", "Б"]' in text


def test_another_messenger_is_never_called_by_the_old_name(cli: Cli, small: Small) -> None:
    plan = small()
    assert cli("renew", "--platform", "MAX", "--yes", "--plan", plan, *NOW).code == 0
    assert "VK" not in plan.read_text().replace('"VK Мессенджер", "MAX"', "")


def test_a_messenger_needs_a_name_other_than_the_one_there_is(cli: Cli, small: Small) -> None:
    plan = small()
    before = plan.read_bytes()
    for name, word in (("", "нужно имя"), (" ", "нужно имя"), ("VK  Мессенджер ", "план и так")):
        ran = cli("renew", "--platform", name, "--yes", "--plan", plan)
        assert ran.code == 2
        assert word in ran.err
    assert plan.read_bytes() == before
    assert not list(plan.parent.glob("plan-*"))


def test_a_new_round_does_not_begin_before_the_old_one(cli: Cli, small: Small) -> None:
    plan = small()
    before = plan.read_bytes()
    ran = cli("renew", "--year", "--created", "2026-11-22", "--yes", "--plan", plan, *NOW)
    assert ran.code == 2
    assert "--created: укажите дату не раньше прежней, 23.11.2026" in ran.err
    assert plan.read_bytes() == before


def test_a_plan_of_a_newer_program_is_only_looked_at(cli: Cli, small: Small) -> None:
    plan = small()
    plan.write_text(plan.read_text("utf-8").replace("schema = 1", "schema = 2"), "utf-8")
    before = plan.read_bytes()
    words = ("renew", "--platform", "MAX", "--plan", plan, *NOW)
    assert cli(*words, "--dry-run").code == 0
    ran = cli(*words, "--yes")
    assert (ran.code, ran.out) == (3, "")
    assert "более новой версией" in ran.err
    assert plan.read_bytes() == before
