"""`presets`: the typical schools."""

from __future__ import annotations

from tests.commands.conftest import Cli

NAMES = "village basic city big-city gymnasium lyceum primary complex evening".split()


def test_presets_as_json(cli: Cli) -> None:
    found = cli("presets", "--json").json
    assert [item["name"] for item in found] == NAMES
    assert all(list(item) == ["name", "title", "classes", "chats"] for item in found)
    classes = {item["name"]: item["classes"] for item in found}
    assert (classes["village"], classes["city"], classes["complex"]) == (11, 31, 240)


def test_the_chats_of_a_preset_are_those_of_its_plan(cli: Cli) -> None:
    for item in cli("presets", "--json").json:
        cli("new", "--preset", item["name"], "--plan", "plan.toml", "--force")
        stages = cli("status", "--json", "--plan", "plan.toml").json["stages"]
        assert item["chats"] == sum(stage["chats"]["total"] for stage in stages)


def test_presets_as_a_table(cli: Cli) -> None:
    lines = cli("presets").out.splitlines()
    assert lines[0].split() == ["имя", "школа", "классов", "чатов"]
    assert [line.split()[0] for line in lines[1:]] == NAMES
    assert {len(line) for line in lines} == {len(lines[0])}
    assert len(lines[0]) <= 80
