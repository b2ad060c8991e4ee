"""`guidance` and `check` of packs."""

from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import Cli
from tests.support.packs import write_region


def test_the_list_names_every_pack_and_where_it_lies(cli: Cli, tmp_path: Path) -> None:
    write_region(tmp_path)
    found = cli("guidance", "--json", "--plan", "plan.toml").json
    assert [(item["name"], item["version"], item["platforms"]) for item in found] == [
        ("region-45", "2026-09", ["MAX"]),
        ("max-2026", "2026-11-27", ["MAX"]),
    ]
    ran = cli("guidance", "--plan", "plan.toml")
    assert (ran.code, ran.err) == (0, "")
    assert "region-45  Курганская область · MAX" in ran.out
    assert "версия 2026-11-27, проверено 27.11.2026" in ran.out


def test_one_pack_tells_every_line_with_its_source_and_day(cli: Cli) -> None:
    told = cli("guidance", "max-2026", "--json").json
    assert told["name"] == "max-2026"
    assert {"part", "source", "checked"} <= set.intersection(*map(set, told["lines"]))
    assert {line["checked"] for line in told["lines"]} == {"2026-11-27"}
    ran = cli("guidance", "max-2026")
    assert ran.code == 0
    assert "Создаёт сама платформа\n  1г, 2а, 2г, 3а, 3г, 4а, 4б\n" in ran.out
    assert "33live.ru; проверено 27.11.2026; в регионах по-разному" in ran.out


def test_a_region_tells_its_stages_with_their_dates(cli: Cli, tmp_path: Path) -> None:
    write_region(tmp_path)
    out = cli("guidance", "region-45", "--plan", "plan.toml").out
    assert "  5–11 классы: 07.12.2026–19.12.2026\n" in out
    assert "  4: убрано\n" in out


def test_a_name_without_a_pack_and_two_names_are_refused(cli: Cli) -> None:
    ran = cli("guidance", "нет-такого")
    assert (ran.code, "пакет указаний «нет-такого» не найден" in ran.err) == (1, True)
    assert cli("guidance", "max-2026", "max-2026").code == 2


def test_check_names_every_fault_of_a_pack_with_its_line(cli: Cli, tmp_path: Path) -> None:
    assert (
        cli("check", "max-2026").out == "max-2026: ошибок нет, пакет указаний версии 2026-11-27\n"
    )
    path = write_region(tmp_path)
    assert cli("check", path).code == 0
    text = path.read_text("utf-8").replace("checked = 2026-11-20", "checked = 20", 2)
    path.write_text(text.replace('source = "приказ департамента № 1"\n', "", 1), "utf-8")
    ran = cli("check", path.name)
    assert ran.code == 1
    assert [line.split(": ")[0] for line in ran.err.splitlines()] == [
        "region-45.toml, строка 7, stages[1]",
        "region-45.toml, строка 11, stages[1].checked",
        "region-45.toml, строка 22, stages[2].checked",
    ]
    ran = cli("guidance", "--plan", "plan.toml")
    assert (ran.code, "stages[1].checked" in ran.err, "max-2026" in ran.out) == (1, True, True)
