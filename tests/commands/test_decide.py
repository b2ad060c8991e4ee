"""`decide`: the decision on grades 1–4."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Cli, Small

PLAN = ("--plan", "plan.toml")
COUNT = (
    "--members", 40, "--present", 31, "--for", 25, "--against", 4, "--abstained", 2,
)  # fmt: skip


def primary() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(Path("plan.toml").read_text(encoding="utf-8"))["primary"]
    return found


def test_a_decision_by_its_outcome(cli: Cli, small: Small) -> None:
    small()
    ran = cli("decide", "--outcome", "positive", "--date", "20.11.2026", "--minutes", "4", *PLAN)
    assert ran == (
        0,
        "Решение записано: начальные классы переходят, 20.11.2026, протокол № 4.\n"
        "4 этап, 8–14 дек.: 2 чата.\n",
        "",
    )
    found = primary()
    assert found["decision"] == "positive"
    assert str(found["date"]) == "2026-11-20"
    assert found["minutes"] == "4"
    assert found["pupils"] is False


def test_without_a_date_it_is_today_in_the_schools_zone(cli: Cli, small: Small) -> None:
    zone = 'structure_created = 2026-11-23\ntimezone = "Asia/Kamchatka"\n'
    small(replace={"structure_created = 2026-11-23\n": zone})
    cli("decide", "--outcome", "negative", *PLAN, "--now", "2026-11-25T20:00Z")
    assert str(primary()["date"]) == "2026-11-26"


def test_a_decision_by_votes(cli: Cli, small: Small) -> None:
    small()
    assert cli("decide", "--outcome", "positive", *COUNT, *PLAN).code == 0
    votes = primary()["votes"]
    assert [votes[key] for key in ("members", "present", "for", "against", "abstained")] == [
        40, 31, 25, 4, 2,
    ]  # fmt: skip


def test_pupils_and_grades(cli: Cli, small: Small) -> None:
    small(replace={'1 = ["А", "Б"]': '1 = ["А"]\n2 = ["А"]'})
    cli("decide", "--outcome", "positive", "--pupils", "--grades", "2-4", *PLAN)
    found = cli("chats", "--json", "--stage", 4, *PLAN).json
    assert [chat["id"] for chat in found] == ["4а/1А", "4а/2А", "4б/2А"]
    assert primary()["grades"] == [2, 3, 4]


def test_a_new_decision_replaces_all_of_the_old_one(cli: Cli, small: Small) -> None:
    small()
    cli("decide", "--outcome", "positive", "--pupils", "--minutes", "4", *COUNT, *PLAN)
    ran = cli("decide", "--outcome", "undecided", *PLAN)
    assert ran.out.startswith("Записано: решения ещё нет.\n")
    found = primary()
    assert found["decision"] == "undecided"
    assert found["pupils"] is False
    assert found.get("minutes", "") == ""
    assert "votes" not in found
    assert "date" not in found
    assert cli("status", "--json", *PLAN).json["stages"][3]["state"] == "awaiting_decision"


def test_ticks_outlive_a_change_of_mind(cli: Cli, small: Small) -> None:
    small()
    cli("decide", "--outcome", "positive", *PLAN)
    cli("mark", "4а/1А", "--as", "created", *PLAN)
    cli("decide", "--outcome", "negative", *PLAN)
    assert not cli("chats", "--json", "--stage", 4, *PLAN).json
    cli("decide", "--outcome", "positive", *PLAN)
    states = [chat["state"] for chat in cli("chats", "--json", "--stage", 4, *PLAN).json]
    assert states == ["created", "planned"]


@pytest.mark.parametrize("left_out", COUNT[::2])
def test_votes_are_given_all_or_none(cli: Cli, small: Small, left_out: object) -> None:
    small()
    place = COUNT[::2].index(left_out) * 2
    words = [*COUNT[:place], *COUNT[place + 2 :]]
    ran = cli("decide", "--outcome", "positive", *words, *PLAN)
    assert ran.code == 2
    assert f"не хватает {left_out}" in ran.err


@pytest.mark.parametrize(
    ("count", "told"),
    [
        ((40, 31, 25, 4, 1), "за, против и воздержались вместе 30 голосов, а присутствуют 31"),
        ((40, 41, 35, 4, 2), "присутствуют 41, а членов педсовета 40"),
        ((40, 19, 19, 0, 0), "нет кворума: нужно не меньше 20"),
        ((40, 31, -25, 54, 2), "не может быть меньше нуля"),
        ((9999, 31, 25, 4, 2), "членов педсовета не больше"),
    ],
)
def test_sums_and_quorum_are_checked(
    cli: Cli, small: Small, count: tuple[int, ...], told: str
) -> None:
    plan = small()
    before = plan.read_bytes()
    words = [word for pair in zip(COUNT[::2], count, strict=True) for word in pair]
    ran = cli("decide", "--outcome", "positive", *words, *PLAN)
    assert ran.code == 1
    assert ran.err.startswith("plan.toml, primary.votes: ")
    assert told in ran.err
    assert plan.read_bytes() == before


@pytest.mark.parametrize(
    ("outcome", "votes"),
    [("negative", (25, 4, 2)), ("positive", (15, 14, 2)), ("positive", (15, 15, 1))],
)
def test_an_outcome_that_the_votes_do_not_give_is_refused(
    cli: Cli, small: Small, outcome: str, votes: tuple[int, int, int]
) -> None:
    small()
    words = ("--for", votes[0], "--against", votes[1], "--abstained", votes[2])
    ran = cli("decide", "--outcome", outcome, *COUNT[:4], *words, *PLAN)
    assert ran.code == 1
    assert f"за {votes[0]} из 31 присутствующих: начальные классы" in ran.err


def test_the_schools_quorum_stays(cli: Cli, small: Small) -> None:
    votes = "votes = {members = 30, present = 25, for = 20, against = 5, abstained = 0, "
    head = f'[primary]\ndecision = "positive"\n{votes}quorum = "two_thirds"}}\n\n[subjects]'
    small(replace={"[subjects]": head})
    words = ["--members", 30, "--present", 16, "--for", 16, "--against", 0, "--abstained", 0]
    ran = cli("decide", "--outcome", "positive", *words, *PLAN)
    assert ran.code == 1
    assert "нет кворума: нужно не меньше 20" in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ("undecided", "--date", "2026-11-20"),
        ("undecided", "--minutes", "4"),
        ("undecided", *COUNT),
        ("negative", "--pupils"),
        ("negative", "--grades", "1"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(
    cli: Cli, small: Small, words: tuple[object, ...]
) -> None:
    small()
    assert cli("decide", "--outcome", *words, *PLAN).code == 2


def test_a_school_without_primary_classes_is_told(cli: Cli, small: Small) -> None:
    small(replace={'1 = ["А", "Б"]\n': ""})
    ran = cli("decide", "--outcome", "positive", *PLAN)
    assert ran.code == 0
    assert "4 этап: нет таких классов." in ran.out
