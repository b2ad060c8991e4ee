"""`status` over plans of several schools."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sferum_tui.commands.schools import shortened
from tests.commands.conftest import Cli, Small

NOW = ("--now", "2026-11-27T10:00")


def three(cli: Cli, small: Small, tmp_path: Path) -> list[str]:
    """A school in good time, a broken plan, a school that is late."""
    small(name="good.toml", replace={"2026-11-23": "2026-11-25", "Школа № 7": "Гимназия"})
    (tmp_path / "bad.toml").write_text("schema = 1\n[school]\nname = 5\n")
    small(name="late.toml")
    return ["good.toml", "bad.toml", "late.toml"]


def test_the_most_pressing_school_stands_first(cli: Cli, small: Small, tmp_path: Path) -> None:
    ran = cli("status", *three(cli, small, tmp_path), *NOW)
    lines = ran.out.splitlines()
    assert ran.code == 1
    assert lines[0].startswith("bad.toml")
    assert "план не читается" in lines[0]
    assert lines[1].split() == "школа день создано 1 этап 2 этап 3 этап 4 этап".split()
    assert [line.split("  ")[0] for line in lines[2:4]] == ["Школа № 7", "Гимназия"]
    assert "▲ 1 день" in lines[2]
    assert "0 из 34" in lines[4]
    assert "● в срок" in lines[3]
    assert lines[4].startswith("завершили")
    assert "bad.toml, строка 3, school.name:" in ran.err


def test_the_table_fits_80_columns(cli: Cli) -> None:
    long = "Муниципальное бюджетное общеобразовательное учреждение «Школа № {}»"
    for number, preset in enumerate(["complex", "village", "primary", "evening"]):
        answers = f'[school]\nname = "{long.format(number)}"\n'.encode()
        cli(
            "new", "--preset", preset, "--answers", "-", "--created", "2026-11-23",
            "--plan", f"{number}.toml", stdin=answers,
        )  # fmt: skip
    for now in ("2026-11-20", "2026-11-26", "2026-12-20"):
        out = cli("status", *(f"{number}.toml" for number in range(4)), "--now", now).out
        assert max(map(len, out.splitlines())) <= 80
        assert "«Школа № 3»" in out


def test_a_school_without_a_name_of_its_own_goes_by_its_file(cli: Cli, small: Small) -> None:
    plans = [small(name=name).name for name in ("a.toml", "b.toml")]
    out = cli("status", *plans, *NOW).out
    assert "Школа № 7" not in out
    assert "a.toml" in out
    assert "b.toml" in out


def test_schools_that_are_through_are_counted(cli: Cli, small: Small) -> None:
    plans = [small(name=name).name for name in ("a.toml", "b.toml")]
    ids = [chat["id"] for chat in cli("chats", "--json", "--stage", 1, "--plan", "a.toml").json]
    cli("mark", *ids, "--as", "created", "--plan", "a.toml", "--at", "2026-11-24")
    out = cli("status", *plans, *NOW).out
    assert "1 из 2" in out.splitlines()[-1]


def test_json_is_a_list_in_the_order_given(cli: Cli, small: Small, tmp_path: Path) -> None:
    ran = cli("status", "--json", *three(cli, small, tmp_path), *NOW)
    assert ran.code == 1
    assert [item["plan"] for item in ran.json] == ["good.toml", "bad.toml", "late.toml"]
    assert list(ran.json[1]) == ["plan", "error"]
    assert "school.name" in ran.json[1]["error"]
    assert ran.json[2]["stages"][0]["state"] == "overdue"


def test_a_missing_plan_among_several(cli: Cli, small: Small) -> None:
    small(name="a.toml")
    ran = cli("status", "--json", "a.toml", "nowhere.toml")
    assert ran.code == 1
    assert ran.json[1] == {"plan": "nowhere.toml", "error": "nowhere.toml: такого файла нет"}
    assert cli("status", "a.toml", "nowhere.toml").code == 1


def test_csv_names_the_broken_one(cli: Cli, small: Small, tmp_path: Path) -> None:
    ran = cli("status", "--csv", *three(cli, small, tmp_path), *NOW)
    rows = list(csv.DictReader(io.StringIO(ran.out.removeprefix("\ufeff")), delimiter=";"))
    assert ran.code == 1
    assert [row["план"] for row in rows] == ["good.toml"] * 4 + ["bad.toml"] + ["late.toml"] * 4
    assert "school.name" in rows[4]["ошибка"]
    assert rows[5]["состояние"] == "просрочен"


def test_short_lines_say_whose_they_are(cli: Cli, small: Small, tmp_path: Path) -> None:
    ran = cli("status", "--short", *three(cli, small, tmp_path), *NOW)
    assert [line.split(":")[0] for line in ran.out.splitlines()] == ["Школа № 7", "Гимназия"]
    assert ran.code == 1
    assert "bad.toml" in ran.err


@given(st.text(st.characters(codec="utf-8"), max_size=80), st.integers(10, 40))
def test_a_shortened_name_fits(name: str, room: int) -> None:
    assert len(shortened(name, room)) <= room


def test_the_quoted_part_of_a_long_name_is_kept() -> None:
    long = "Муниципальное бюджетное общеобразовательное учреждение «СОШ № 12»"
    assert shortened(long, 16) == "«СОШ № 12»"
    assert shortened("«СОШ № 12»", 16) == "«СОШ № 12»"
    assert shortened("Средняя общеобразовательная школа № 777", 16) == "Средняя …а № 777"
