"""`new`: plans out of presets and answers."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sferum_tui.guidance.loading import load_presets
from tests.commands.conftest import SMALL, Cli


def written(path: Path | str) -> dict[str, Any]:
    return tomllib.loads(Path(path).read_text(encoding="utf-8"))


def test_a_preset_and_a_date_are_enough(cli: Cli, own_home: Path) -> None:
    ran = cli("new", "--preset", "city", "--created", "2026-11-23")
    plan = own_home / ".config" / "sferum-tui" / "plan.toml"
    assert (ran.code, ran.err) == (0, "")
    assert str(plan) in ran.out
    assert "31 класс, 299 чатов и ещё 12 по решению, последний день 14 декабря" in ran.out
    assert "принять решение на педсовете не позднее 8 декабря" in ran.out
    found = written(plan)
    assert found["schema"] == 1
    assert str(found["school"]["structure_created"]) == "2026-11-23"
    assert found["school"]["timezone"] == "Europe/Moscow"
    assert found["school"]["platform"] == "VK Мессенджер"
    assert cli("status").code == 0


def test_a_plan_is_for_its_owner_alone(cli: Cli, own_home: Path) -> None:
    cli("new", "--preset", "village")
    plan = own_home / ".config" / "sferum-tui" / "plan.toml"
    assert plan.stat().st_mode & 0o777 == 0o600
    assert plan.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", [preset.name for preset in load_presets()])
def test_every_preset_makes_a_plan_that_passes_the_check(cli: Cli, name: str) -> None:
    cli("new", "--preset", name, "--created", "2026-11-23", "--plan", "plan.toml")
    assert cli("check", "plan.toml").code == 0


def test_a_complex_of_240_classes_gives_some_2100_chats(cli: Cli) -> None:
    ran = cli("new", "--preset", "complex", "--created", "2026-11-23", "--plan", "plan.toml")
    assert "240 классов" in ran.out
    assert 2000 <= len(cli("chats", "--json", "--plan", "plan.toml").json) <= 2300


def test_the_day_is_today_in_the_schools_zone(cli: Cli) -> None:
    east = b'[school]\ntimezone = "Asia/Kamchatka"\n'
    options = ["--preset", "village", "--plan", "plan.toml", "--now", "2026-11-30T20:00Z"]
    cli("new", *options, "--answers", "-", stdin=east)
    assert cli("status", "--json", "--plan", "plan.toml").json["created"] == "2026-12-01"


def test_subjects_of_each_grade_are_written_out(cli: Cli) -> None:
    answers = 'school.structure_created = 2026-11-23\nclasses.5 = ["А"]\nclasses.8 = ["А"]\n'
    assert cli("new", "--answers", "-", "--plan", "plan.toml", stdin=answers.encode()).code == 0
    subjects = written("plan.toml")["subjects"]
    assert "математика" in subjects["5"]
    assert "химия" in subjects["8"]


def test_the_grades_that_are_decided_on_are_written_out(cli: Cli) -> None:
    assert cli("new", "--preset", "city", "--plan", "plan.toml").code == 0
    assert written("plan.toml")["primary"]["grades"] == [1, 2, 3, 4]
    for more, wanted in ((("--grades", "3-4"), [3, 4]), ((), [1, 2, 3, 4])):
        assert (
            cli("decide", "--outcome", "positive", "--pupils", *more, "--plan", "plan.toml").code
            == 0
        )
        assert written("plan.toml")["primary"]["grades"] == wanted


def test_answers_come_from_a_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "ответы.toml").write_text(SMALL, encoding="utf-8")
    ran = cli("new", "--answers", "ответы.toml", "--plan", "plan.toml")
    assert ran.code == 0
    assert "5 классов" in ran.out
    assert cli("status", "--json", "--plan", "plan.toml").json["school"] == "Школа № 7"


def test_answers_need_a_day_and_classes(cli: Cli) -> None:
    ran = cli("new", "--answers", "-", "--plan", "plan.toml", stdin=b'[school]\nname = "x"\n')
    assert ran.code == 1
    assert "[classes]" in ran.err
    ran = cli("new", "--answers", "-", "--plan", "plan.toml", stdin='classes.8 = ["А"]\n'.encode())
    assert ran.code == 1
    assert "стандартный ввод" in ran.err
    assert "structure_created" in ran.err
    assert not Path("plan.toml").exists()


def test_the_option_gives_the_day_that_answers_leave_out(cli: Cli) -> None:
    options = ["--answers", "-", "--plan", "plan.toml", "--created", "24.11.2026"]
    assert cli("new", *options, stdin='classes.8 = ["А"]\n'.encode()).code == 0
    assert cli("status", "--json", "--plan", "plan.toml").json["created"] == "2026-11-24"


def test_options_go_over_answers_and_answers_over_the_preset(cli: Cli) -> None:
    answers = """\
[school]
name = "Школа № 7"
structure_created = 2026-11-20
[calendar]
week = 6
[people]
director = "Иванова И. И."
[subjects]
5 = []
"""
    options = ["--preset", "city", "--answers", "-", "--created", "2026-11-23"]
    assert cli("new", *options, "--plan", "plan.toml", stdin=answers.encode()).code == 0
    found = written("plan.toml")
    assert found["school"]["name"] == "Школа № 7"
    assert str(found["school"]["structure_created"]) == "2026-11-23"
    assert found["calendar"]["week"] == 6
    assert found["subjects"]["5"] == []
    assert found["people"]["director"] == "Иванова И. И."
    # What the answers leave out is the preset's.
    assert found["classes"]["11"] == ["А", "Б"]
    assert found["people"]["deputies"][0]["duty"] == "УР"
    assert "химия" in found["subjects"]["8"]


def test_classes_of_the_answers_replace_those_of_the_preset(cli: Cli) -> None:
    options = ["--preset", "city", "--answers", "-", "--plan", "plan.toml"]
    cli("new", *options, stdin='[classes]\n8 = ["А"]\n'.encode())
    names = {chat["class"] for chat in cli("chats", "--json", "--plan", "plan.toml").json}
    assert names == {None, "8А"}


def test_without_a_preset_and_answers_it_says_what_it_needs(cli: Cli) -> None:
    ran = cli("new", "--created", "2026-11-23")
    assert ran.code == 2
    assert "--preset ИМЯ" in ran.err
    assert "--answers ФАЙЛ" in ran.err
    assert "sferum-tui new --help" in ran.err


def test_an_unknown_preset_is_answered_with_the_known_ones(cli: Cli) -> None:
    ran = cli("new", "--preset", "town")
    assert ran.code == 2
    assert "village, basic, city, big-city" in ran.err


def test_a_plan_that_exists_is_replaced_only_by_force(cli: Cli) -> None:
    first = ["--preset", "city", "--created", "2026-11-23", "--plan", "plan.toml"]
    cli("new", *first)
    before = Path("plan.toml").read_bytes()
    ran = cli("new", "--preset", "village", "--created", "2026-11-24", "--plan", "plan.toml")
    assert ran.code == 3
    assert "plan.toml" in ran.err
    assert "--force" in ran.err
    assert Path("plan.toml").read_bytes() == before
    again = ["--preset", "village", "--created", "2026-11-24", "--plan", "plan.toml", "--force"]
    assert cli("new", *again).code == 0
    assert cli("status", "--json", "--plan", "plan.toml").json["created"] == "2026-11-24"
    assert Path("plan.toml.bak").read_bytes() == before


def test_every_fault_of_the_answers_is_named_with_its_line(cli: Cli, tmp_path: Path) -> None:
    text = """\
[school]
name = 5
structure_created = 2026-11-23
timezone = "Europe/Moskva"

[classes]
13 = ["А"]
8 = ["А"]
"""
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    ran = cli("new", "--answers", "a.toml", "--plan", "plan.toml")
    assert (ran.code, ran.out) == (1, "")
    lines = ran.err.splitlines()
    assert lines[0].startswith("a.toml, строка 2, school.name:")
    assert lines[1].startswith("a.toml, строка 4, school.timezone:")
    assert lines[2].startswith("a.toml, строка 7, classes.13:")
    assert all("Допустимо: " in line for line in lines)
    assert not Path("plan.toml").exists()


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"[school", b"x" * 100, b"\0", b"a = 1\na = 2"])
def test_answers_that_are_no_toml(cli: Cli, data: bytes) -> None:
    ran = cli("new", "--answers", "-", "--plan", "plan.toml", stdin=data)
    assert ran.code == 1
    assert ran.err.startswith("стандартный ввод")


def test_answers_that_are_not_there(cli: Cli, tmp_path: Path) -> None:
    assert cli("new", "--answers", "nowhere.toml", "--plan", "plan.toml").code == 3
    ran = cli("new", "--answers", tmp_path, "--plan", "plan.toml")
    assert ran.code == 3
    assert "это папка" in ran.err


def test_a_folder_that_can_not_be_made(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = cli("new", "--preset", "village", "--plan", "file/plan.toml")
    assert ran.code == 3
    assert ran.err.startswith(str(tmp_path / "file" / "plan.toml"))


def test_a_folder_in_the_place_of_a_plan_is_called_one(cli: Cli, tmp_path: Path) -> None:
    for force in ((), ("--force",)):
        ran = cli("new", "--preset", "city", "--plan", tmp_path, *force)
        assert ran.code == 3
        assert "это папка" in ran.err


def test_marks_among_the_answers_are_left_out_and_named(cli: Cli, tmp_path: Path) -> None:
    answers = tmp_path / "ответы.toml"
    answers.write_text(
        '[school]\nstructure_created = 2026-11-23\n[classes]\n8 = ["А"]\n[notes]\n'
        '[done.created]\n"2а/8А" = 2026-11-25T10:00:00+03:00\n',
        encoding="utf-8",
    )
    ran = cli("new", "--answers", answers)
    assert ran.code == 0
    assert "не взято: [done]: новый план начинается без отметок" in ran.err


def test_a_folder_is_only_for_the_plans_of_a_table(cli: Cli, tmp_path: Path) -> None:
    ran = cli("new", "--preset", "city", "-o", "планы", "--plan", "plan.toml")
    assert ran.code == 2
    assert "-o — папка для планов из таблицы" in ran.err
    assert not list(tmp_path.iterdir())


def test_a_plan_out_of_the_answers_of_another_has_a_name_of_its_own(
    cli: Cli, tmp_path: Path
) -> None:
    def name_of(path: str) -> str:
        return str(tomllib.loads((tmp_path / path).read_text("utf-8"))["id"])

    cli("new", "--preset", "village", "--plan", "one.toml")
    assert cli("new", "--answers", "one.toml", "--plan", "two.toml").code == 0
    assert name_of("two.toml") != name_of("one.toml")
    before = name_of("one.toml")
    assert cli("new", "--answers", "one.toml", "--plan", "one.toml", "--force").code == 0
    assert name_of("one.toml") == before
