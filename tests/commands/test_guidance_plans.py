"""Plans that name a pack of guidance: what follows it, what is remembered, what is warned of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sferum_tui.documents.catalogue import FORMATS
from tests.commands.conftest import Cli
from tests.support.packs import write_five, write_region

PLAN = ("--plan", "plan.toml")
NOW = (*PLAN, "--now", "2026-12-08T12:00")


def answers(guidance: str, more: str = "") -> str:
    """A small school that follows a pack."""
    return f"""\
[school]
name = "Школа № 7"
structure_created = 2026-11-23
platform = "MAX"
guidance = "{guidance}"

[classes]
1 = ["А"]
5 = ["А"]
8 = ["А"]

[subjects]
5 = ["математика"]
8 = ["математика"]
{more}"""


@pytest.fixture
def region(cli: Cli, tmp_path: Path) -> Path:
    """A plan under the pack of a region that lies beside it."""
    write_region(tmp_path)
    (tmp_path / "answers.toml").write_text(answers("region-45"), "utf-8")
    ran = cli("new", "--answers", "answers.toml", *NOW)
    assert (ran.code, ran.err) == (0, "")
    return tmp_path / "plan.toml"


def test_a_plan_follows_the_stages_and_dates_of_its_pack(cli: Cli, region: Path) -> None:
    stages = cli("status", "--json", *NOW).json["stages"]
    assert [(it["number"], it["official_first_day"], it["official_last_day"]) for it in stages] == [
        (1, "2026-12-01", "2026-12-04"),
        (2, "2026-12-07", "2026-12-19"),
        (3, "2026-12-21", "2026-12-25"),
    ]
    assert [it["state"] for it in stages] == ["overdue", "in_window", "awaiting_decision"]
    assert {chat["stage"] for chat in cli("chats", "--json", *NOW).json} == {1, 2, 3}
    assert cli("chats", "--stage", "4", *NOW).code == 2
    assert cli("check", *NOW).code == 0
    assert cli("mark", "2а/5А", "--as", "created", *NOW).code == 0
    told = cli("export", "minutes", "--format", "md", "-o", "-", *NOW).out
    assert "Срок назначен указаниями — 21–25 декабря 2026" in told.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "дней после создания" not in told
    for what in ("roadmap", "order", "minutes", "register", "owner-sheets", "calendar"):
        assert cli("export", what, "-o", what, *NOW).code == 0, what


def test_a_plan_remembers_the_version_and_warns_of_another(cli: Cli, region: Path) -> None:
    assert 'guidance_version = "2026-09"' in region.read_text("utf-8")
    assert "пакет" not in cli("check", *NOW).out
    write_region(region.parent, **{"2026-09": "2027-01"})
    out = cli("check", *NOW).out
    assert "план составлен по пакету «region-45» версии 2026-09, сейчас здесь 2027-01" in out


@pytest.mark.parametrize(("now", "old"), [("2027-11-20", False), ("2027-11-21", True)])
def test_a_pack_older_than_a_year_is_warned_of(cli: Cli, region: Path, now: str, old: bool) -> None:
    out = cli("check", *PLAN, "--now", f"{now}T12:00").out
    assert ("пакет «region-45» проверен больше года назад, 20.11.2026" in out) is old


def test_a_plan_whose_pack_is_gone_opens_says_so_and_keeps_its_answers(
    cli: Cli, region: Path, tmp_path: Path
) -> None:
    text = region.read_text("utf-8").replace("stages = {}", 'stages = {3 = "simultaneous"}')
    text = text.replace("[classes.mixed]", '[classes.mixed]\n"1–3" = 9', 1)
    region.write_text(text.replace("without = []", 'without = ["7ц"]'), "utf-8")
    (tmp_path / "region-45.toml").unlink()
    ran = cli("check", *NOW)
    assert (ran.code, ran.err) == (0, "")
    assert "пакет указаний «region-45» не найден" in ran.out
    assert "показан текст рекомендаций 2022 года" in ran.out
    ran = cli("status", "--json", *NOW)
    assert "Пакет указаний «region-45» не найден" in ran.err
    assert [it["official_last_day"] for it in ran.json["stages"]] == [
        "2026-11-26", "2026-12-03", "2026-12-08", "2026-12-13",
    ]  # fmt: skip
    assert "4а/1–3" in [chat["id"] for chat in cli("chats", "--json", *NOW).json]
    assert cli("mark", "1а", "--as", "created", *NOW).code == 0
    kept = region.read_text("utf-8")
    for line in ('"1–3" = 9', 'without = ["7ц"]', '{3 = "simultaneous"}'):
        assert line in kept


def test_with_its_pack_at_hand_a_wrong_stage_is_a_fault_as_ever(cli: Cli, region: Path) -> None:
    text = region.read_text("utf-8").replace("stages = {}", 'stages = {4 = "simultaneous"}')
    region.write_text(text, "utf-8")
    ran = cli("check", *NOW)
    assert (ran.code, "order.stages.4" in ran.err) == (1, True)


def test_a_pack_with_faults_is_as_good_as_none(cli: Cli, region: Path, tmp_path: Path) -> None:
    path = tmp_path / "region-45.toml"
    path.write_text(path.read_text("utf-8").replace("checked", "chekced"), "utf-8")
    ran = cli("check", *NOW)
    assert (ran.code, "с ошибками, показан текст рекомендаций" in ran.out) == (0, True)


def test_the_platform_makes_chats_and_a_plan_may_say_otherwise(cli: Cli, tmp_path: Path) -> None:
    def made() -> set[str]:
        chats = cli("chats", "--json", *NOW).json
        return {chat["kind"] for chat in chats if chat["auto_created"]}

    (tmp_path / "answers.toml").write_text(answers("max-2026"), "utf-8")
    assert cli("new", "--answers", "answers.toml", *NOW).code == 0
    assert made() == {"1г", "2а", "2г", "3а", "3г", "4а"}
    line = next(it for it in cli("chats", *NOW).out.splitlines() if "2а/8А" in it)
    assert "появится сам" in line
    table = cli("chats", "--csv", *NOW).out.splitlines()
    assert ";создаёт платформа;" in table[0]
    plan = tmp_path / "plan.toml"
    text = plan.read_text("utf-8")
    text = re.sub(r"(?m)^\[chats\.made\].*$", r'\g<0>\n"2а" = false\n"2б" = true', text)
    plan.write_text(text, "utf-8")
    assert cli("check", *NOW).code == 0
    assert made() == {"1г", "2б", "2г", "3а", "3г", "4а"}


def test_a_name_is_never_a_path(cli: Cli, tmp_path: Path) -> None:
    write_region(tmp_path.parent, "чужой")
    for name in ("../чужой", str(tmp_path.parent / "чужой")):
        (tmp_path / "answers.toml").write_text(answers(name), "utf-8")
        assert cli("new", "--answers", "answers.toml", "--force", *NOW).code == 0
        assert "не найден" in cli("check", *NOW).out


def test_a_fifth_stage_may_be_named_wherever_a_plan_names_stages(cli: Cli, tmp_path: Path) -> None:
    write_five(tmp_path)
    (tmp_path / "answers.toml").write_text(
        answers(
            "five",
            """
[order]
stages = {5 = "simultaneous"}
[deadlines]
5 = 2026-12-30
[classes.mixed]
"9–10" = 5
[chats]
without = ["5г"]
[chats.names]
"5а" = "{class} наш"
[chats.owners]
"5а" = "Иванова И. И."
[[groups]]
title = "Хор"
purpose = "elective"
stage = 5
""",
        ),
        "utf-8",
    )
    ran = cli("new", "--answers", "answers.toml", *NOW)
    assert (ran.code, ran.err) == (0, "")
    assert cli("check", *NOW).code == 0
    fifth = cli("status", "--json", *NOW).json["stages"][4]
    assert (fifth["number"], fifth["last_day"]) == (5, "2026-12-30")
    found = {chat["id"]: chat["name"] for chat in cli("chats", "--stage", 5, "--json", *NOW).json}
    assert {"5а/8А", "5а/9–10", "5б/8А/математика", "5в/Хор"} <= found.keys()
    assert (found["5а/8А"], "5г/8А" in found) == ("8А наш", False)
    for what, formats in FORMATS.items():
        ran = cli("export", what, "-o", f"{what}.{formats[0]}", *NOW)
        assert ran.code == 0, (what, ran.err)
    assert "до 30 декабря: 8А наш; 9–10 наш." in cli("remind", *NOW).out
    kept = (tmp_path / "plan.toml").read_text("utf-8")
    (tmp_path / "five.toml").unlink()
    for words in (("status",), ("chats",), ("remind",), ("export", "order", "-o", "o.md")):
        ran = cli(*words, *NOW)
        assert (ran.code, "Пакет указаний «five» не найден" in ran.err) == (0, True), words
    assert cli("mark", "1а", "--as", "created", *NOW).code == 0
    after = (tmp_path / "plan.toml").read_text("utf-8").splitlines()
    assert [line for line in after if line not in kept.splitlines()] == [
        '"1а" = 2026-12-08T12:00:00+03:00'
    ]


@pytest.mark.parametrize(
    ("more", "of"),
    [
        ("", ["1А", "5А"]),
        ("grades = []\n", ["1А", "5А"]),
        ("grades = [5]\n", ["5А"]),
    ],
)
def test_the_grades_of_a_decision_are_those_of_its_stage(
    cli: Cli, tmp_path: Path, more: str, of: list[str]
) -> None:
    path = write_region(tmp_path)
    text = path.read_text("utf-8").replace("grades = [5, 6, 7,", "grades = [7,")
    path.write_text(text.replace("[0, 1, 2, 3, 4]", "[0, 1, 2, 3, 4, 5, 6]"), "utf-8")
    decided = f'\n[primary]\ndecision = "positive"\npupils = true\n{more}'
    (tmp_path / "answers.toml").write_text(answers("region-45", decided), "utf-8")
    assert cli("new", "--answers", "answers.toml", *NOW).code == 0
    chats = cli("chats", "--stage", "3", "--json", *NOW).json
    assert [chat["class"] for chat in chats if chat["kind"] == "4б"] == of
    assert cli("decide", "--outcome", "positive", "--pupils", *NOW).code == 0
    chats = cli("chats", "--stage", "3", "--json", *NOW).json
    assert [chat["class"] for chat in chats if chat["kind"] == "4б"] == ["1А", "5А"]
    roadmap = cli("export", "roadmap", "--format", "html", "-o", "-", *NOW).out
    assert "Ученики 1 и 5 классов" in roadmap.replace("\N{NO-BREAK SPACE}", " ")
    # Without the pack nobody knows what was decided on; the plan opens all the same.
    path.unlink()
    assert cli("status", "--short", *NOW).code == 0
