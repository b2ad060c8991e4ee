"""`status` over plans of several schools."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sferum_tui.rollout.schools import shortened
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
    through, schools = out.splitlines()[-2:]
    assert through.startswith("завершили")
    assert "1 из 2" in through
    assert schools == "2 школы: просрочено у 1 (до 1 дня)"


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
    assert rows[5]["дней просрочки"] == "1"
    assert (rows[5]["в чатах"], rows[5]["из"]) == ("", ""), "nobody has told"


def test_short_lines_say_whose_they_are(cli: Cli, small: Small, tmp_path: Path) -> None:
    ran = cli("status", "--short", *three(cli, small, tmp_path), *NOW)
    assert [line.split(":")[0] for line in ran.out.splitlines()] == ["Школа № 7", "Гимназия"]
    assert ran.code == 1
    assert "bad.toml" in ran.err


def test_a_folder_is_the_table_of_its_plans(cli: Cli, small: Small, tmp_path: Path) -> None:
    folder = tmp_path / "школы"
    for name in ("b.toml", "plan-2025-26.toml", "a.toml"):
        small(name=f"школы/{name}")
    (folder / ".hidden.toml").write_text("", "utf-8")
    (folder / "a.1000.draft").write_text("", "utf-8")
    small(name="школы/below/c.toml")
    same = ["школы/a.toml", "школы/b.toml", "школы/plan-2025-26.toml"]
    told = cli("status", *same, *NOW)
    for words in (["школы/"], ["школы"], same):
        assert cli(*words, *NOW) == told, words
    (folder / "bad.toml").write_text("schema = 1\n[school]\nname = 5\n", "utf-8")
    ran = cli("школы", *NOW)
    assert ran.code == 1
    assert ran.out.startswith("школы/bad.toml")
    assert "bad.toml, строка 3, school.name:" in ran.err


def test_one_plan_by_its_name_is_that_plan(cli: Cli, small: Small) -> None:
    path = small(name="a.toml")
    assert cli("a.toml", *NOW) == cli("--plan", path, *NOW)
    ran = cli("b.toml")
    assert (ran.code, ran.err) == (
        3,
        "b.toml: такого файла нет; новый план: sferum-tui --plan ФАЙЛ\n",
    )


def test_a_folder_that_makes_no_table_is_told(cli: Cli, small: Small, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = cli("empty")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("empty: в этой папке нет планов (.toml)")
    small(name="a.toml")
    ran = cli(".", "--plan", "a.toml")
    assert ran.code == 2
    assert "не сочетаются" in ran.err
    assert cli("stats").code == 2, "a word that is no file is a command mistyped"


@given(st.text(st.characters(codec="utf-8"), max_size=80), st.integers(10, 40))
def test_a_shortened_name_fits(name: str, room: int) -> None:
    assert len(shortened(name, room)) <= room


def test_the_quoted_part_of_a_long_name_is_kept() -> None:
    long = "Муниципальное бюджетное общеобразовательное учреждение «СОШ № 12»"
    assert shortened(long, 16) == "«СОШ № 12»"
    assert shortened("«СОШ № 12»", 16) == "«СОШ № 12»"
    assert shortened("Средняя общеобразовательная школа № 777", 16) == "Средняя об…№ 777"
    hero = "МБОУ «Средняя школа № 12 имени Героя Советского Союза А. П. Иванова»"
    assert shortened(hero, 18) == "«Средняя школ…№ 12"
    hero = "МБОУ «СОШ № 7 имени Героя Советского Союза А. П. Иванова»"
    assert shortened(hero, 18) == "«СОШ № 7 имени Ге…"
    assert shortened("Начальная школа имени Ломоносова", 16) == "Начальна…оносова"


def test_where_no_plan_can_be_read_there_is_no_table(cli: Cli, tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text("x =", encoding="utf-8")
    ran = cli("status", "a.toml", "b.toml")
    assert ran.code == 1
    assert [line.split("  ")[0] for line in ran.out.splitlines()][:2] == ["a.toml", "b.toml"]
    assert "завершили" not in ran.out
