"""`chats`: the list of chats."""

from __future__ import annotations

import csv
import io

from tests.commands.conftest import Cli, Small

KEYS = [
    "id", "stage", "kind", "name", "owner", "members", "grade", "class", "subject", "state",
    "last_day", "source", "auto_created", "joined",
]  # fmt: skip
PLAN = ("--plan", "plan.toml")


def test_the_keys_of_a_chat(cli: Cli, small: Small) -> None:
    small()
    found = {chat["id"]: chat for chat in cli("chats", "--json", *PLAN).json}
    assert list(found["1а"]) == KEYS
    chat = found["2б/8А/математика"]
    assert (chat["stage"], chat["kind"], chat["grade"]) == (2, "2б", 8)
    assert (chat["class"], chat["subject"]) == ("8А", "математика")
    assert (chat["name"], chat["state"]) == ("8А · Математика", "planned")
    assert (chat["last_day"], chat["source"]) == ("2026-12-03", "п. 7.2 б")
    assert not any(chat["auto_created"] for chat in found.values())
    assert found["1а"]["class"] is found["1а"]["subject"] is found["1а"]["grade"] is None


def test_chats_of_one_stage(cli: Cli, small: Small) -> None:
    small()
    found = cli("chats", "--json", "--stage", 3, *PLAN).json
    assert [chat["id"] for chat in found] == ["3а/5А", "3б/5А/математика", "3г/5А"]


def test_chats_that_are_due(cli: Cli, small: Small) -> None:
    small()
    before = cli("chats", "--json", "--due", *PLAN, "--now", "2026-11-23").json
    assert {chat["stage"] for chat in before} == {1}
    late = cli("chats", "--json", "--due", *PLAN, "--now", "2026-12-03").json
    assert {chat["stage"] for chat in late} == {1, 2, 3}
    one = cli("chats", "--json", "--due", "--stage", 2, *PLAN, "--now", "2026-12-03").json
    assert {chat["stage"] for chat in one} == {2}


def test_chats_in_one_state(cli: Cli, small: Small) -> None:
    small()
    cli("mark", "2а/8А", "--as", "created", *PLAN)
    cli("mark", "2г/8А", "--as", "auto", *PLAN)
    cli("mark", "2г/8Б", "--as", "skipped", *PLAN)

    def ids(state: str) -> list[str]:
        return [chat["id"] for chat in cli("chats", "--json", "--state", state, *PLAN).json]

    assert ids("created") == ["2а/8А"]
    assert ids("auto") == ["2г/8А"]
    assert ids("skipped") == ["2г/8Б"]
    assert ids("preview") == ["4а/1А", "4а/1Б"]
    assert "2а/8Б" in ids("planned")


def test_chats_with_pupils_are_previewed_only_if_they_are_asked_about(
    cli: Cli, small: Small
) -> None:
    small()
    cli("decide", "--outcome", "undecided", "--pupils", "--grades", "1", *PLAN)
    kinds = [chat["kind"] for chat in cli("chats", "--json", "--stage", 4, *PLAN).json]
    assert kinds == ["4а", "4а", "4б", "4б"]


def test_a_line_says_all_of_a_chat(cli: Cli, small: Small) -> None:
    small()
    cli("mark", "2а/8А", "--as", "created", *PLAN)
    lines = cli("chats", "--stage", 2, *PLAN).out.splitlines()
    assert lines[0].startswith("√ создан     до 3 дек.  2а/8А  ")
    assert lines[0].endswith("  8А · класс — классный руководитель")
    assert lines[1].startswith("○ не создан  до 3 дек.  2а/8Б  ")


def test_no_chats_is_said(cli: Cli, small: Small) -> None:
    small()
    ran = cli("chats", "--state", "skipped", *PLAN)
    assert (ran.code, ran.out) == (0, "Таких чатов нет.\n")
    assert cli("chats", "--state", "skipped", "--json", *PLAN).json == []


def test_a_decision_that_is_due_is_a_task(cli: Cli, small: Small) -> None:
    small()
    task = "Решение: принять решение на педсовете не позднее 8 декабря."
    assert task in cli("chats", "--due", *PLAN).out
    assert task not in cli("chats", "--due", "--stage", 2, *PLAN).out
    assert task not in cli("chats", *PLAN).out


def test_csv(cli: Cli, small: Small) -> None:
    small()
    out = cli("chats", "--csv", "--stage", 3, *PLAN).out
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff")), delimiter=";"))
    assert [row["чат"] for row in rows] == ["3а/5А", "3б/5А/математика", "3г/5А"]
    assert rows[1]["имя"] == "5А · Математика"
    assert rows[1]["состояние"] == "не создан"
    assert rows[1]["последний день"] == "2026-12-08"
