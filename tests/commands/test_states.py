"""The eleven states of a stage, day by day, as `status --json` tells them."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Cli, Small

KEYS = [
    "number", "title", "state", "first_day", "last_day", "official_first_day",
    "official_last_day", "remaining_seconds", "chats", "joined", "per_day",
]  # fmt: skip
TIMELESS = {
    "done", "done_late", "declined", "not_applicable", "awaiting_decision", "planned",
}  # fmt: skip


def states(cli: Cli, now: str) -> list[str]:
    """The states at a moment; a countdown stands exactly where there has to be one."""
    stages = cli("status", "--json", "--plan", "plan.toml", "--now", now).json["stages"]
    for stage in stages:
        assert (stage["remaining_seconds"] is None) == (stage["state"] in TIMELESS)
    return [stage["state"] for stage in stages]


def create(cli: Cli, stages: str, at: str) -> None:
    """Tick all chats of these stages («12»)."""
    for stage in stages:
        found = cli("chats", "--json", "--stage", stage, "--plan", "plan.toml").json
        ids = [chat["id"] for chat in found]
        ran = cli("mark", *ids, "--as", "created", "--at", at, "--plan", "plan.toml")
        assert ran.code == 0, ran.err


def decide(cli: Cli, *words: object) -> None:
    ran = cli("decide", "--plan", "plan.toml", "--outcome", *words)
    assert ran.code == 0, ran.err


# The event is Monday 23.11.2026; windows: 25–26.11, 30.11–3.12, 3–8.12, 8–14.12.
@pytest.mark.parametrize(
    ("now", "finished", "expected"),
    [
        ("2026-11-22T23:59", "", "planned planned planned planned"),
        ("2026-11-23T00:00", "", "running waiting waiting waiting"),
        ("2026-11-24", "", "running waiting waiting waiting"),
        ("2026-11-25", "", "in_window waiting waiting waiting"),
        ("2026-11-26T00:00", "", "last_day waiting waiting waiting"),
        ("2026-11-26T23:59:59", "", "last_day waiting waiting waiting"),
        ("2026-11-27T00:00", "", "overdue waiting waiting waiting"),
        ("2026-11-30", "", "overdue in_window waiting waiting"),
        ("2026-11-24", "1", "done running waiting waiting"),
        ("2026-12-02", "1", "done in_window waiting waiting"),
        ("2026-12-03", "1", "done last_day in_window waiting"),
        ("2026-12-04", "1", "done overdue in_window waiting"),
        ("2026-12-08", "12", "done done last_day in_window"),
        ("2026-12-13", "123", "done done done in_window"),
        ("2026-12-14", "123", "done done done last_day"),
        ("2026-12-15", "123", "done done done overdue"),
        ("2027-06-01", "1234", "done done done done"),
    ],
)
def test_states_day_by_day(cli: Cli, small: Small, now: str, finished: str, expected: str) -> None:
    small()
    decide(cli, "positive", "--pupils", "--date", "2026-11-23")
    create(cli, finished, "2026-11-24T12:00")
    assert states(cli, now) == expected.split()


def test_a_chat_created_after_its_last_day_makes_the_stage_late(cli: Cli, small: Small) -> None:
    small()
    create(cli, "1", "2026-11-26T23:59")
    assert states(cli, "2026-12-01")[0] == "done"
    cli("mark", "1а", "--as", "created", "--at", "2026-11-27T00:01", "--plan", "plan.toml")
    assert states(cli, "2026-12-01")[0] == "done_late"


def test_an_undecided_stage_waits_for_ever(cli: Cli, small: Small) -> None:
    small()
    for now in ("2026-11-24", "2026-12-14", "2027-06-01"):
        assert states(cli, now)[3] == "awaiting_decision"


def test_a_refusal_closes_the_stage(cli: Cli, small: Small) -> None:
    small()
    decide(cli, "negative", "--date", "2026-11-20")
    for now in ("2026-11-20", "2026-11-24", "2027-06-01"):
        assert states(cli, now)[3] == "declined"


def test_a_stage_without_classes_does_not_apply(cli: Cli, small: Small) -> None:
    small(replace={'5 = ["А"]\n': "", '1 = ["А", "Б"]\n': ""})
    assert states(cli, "2026-11-24") == ["running", "waiting", "not_applicable", "not_applicable"]
    create(cli, "12", "2026-11-24")
    assert states(cli, "2026-12-24") == ["done", "done", "not_applicable", "not_applicable"]


def test_a_planned_structure_stays_planned_when_its_day_has_come(cli: Cli, small: Small) -> None:
    small(replace={"2026-11-23\n": "2026-11-23\nplanned = true\n"})
    for now in ("2026-11-01", "2026-11-23", "2027-01-01"):
        assert states(cli, now) == ["planned", "planned", "planned", "awaiting_decision"]


def test_stages_at_the_same_time_do_not_wait(cli: Cli, small: Small) -> None:
    small(replace={"[classes]\n": '[order]\nmode = "simultaneous"\n\n[classes]\n'})
    expected = ["running", "running", "running", "awaiting_decision"]
    assert states(cli, "2026-11-24") == expected


def test_one_stage_can_be_let_off_waiting(cli: Cli, small: Small) -> None:
    order = '[order]\nstages = {3 = "simultaneous"}\n\n[classes]\n'
    small(replace={"[classes]\n": order})
    assert states(cli, "2026-11-24")[1:3] == ["waiting", "running"]


def test_skipped_and_auto_chats_finish_a_stage(cli: Cli, small: Small) -> None:
    small()
    ids = [chat["id"] for chat in cli("chats", "--json", "--stage", 3, "--plan", "plan.toml").json]
    cli("mark", ids[0], "--as", "auto", "--plan", "plan.toml")
    cli("mark", *ids[1:], "--as", "skipped", "--plan", "plan.toml")
    assert states(cli, "2026-12-01")[2] == "done"


@pytest.mark.parametrize(
    ("decided", "first", "last"),
    [
        ("2026-11-20", "2026-12-08", "2026-12-14"),
        ("2026-12-08", "2026-12-08", "2026-12-14"),
        ("2026-12-09", "2026-12-24", "2026-12-29"),
        ("2027-03-15", "2027-03-30", "2027-04-05"),
    ],
)
def test_a_late_decision_opens_a_window_of_its_own(
    cli: Cli, small: Small, decided: str, first: str, last: str
) -> None:
    small()
    decide(cli, "positive", "--date", decided)
    create(cli, "123", "2026-11-24")
    stage = cli("status", "--json", "--plan", "plan.toml", "--now", last).json["stages"][3]
    assert (stage["first_day"], stage["last_day"]) == (first, last)
    assert (stage["official_first_day"], stage["official_last_day"]) == ("2026-12-08", "2026-12-13")
    assert stage["state"] == "last_day"


def test_a_class_opened_in_march_has_a_window_of_its_own(cli: Cli, small: Small) -> None:
    small(replace={'5 = ["А"]\n': '5 = ["А", "Г"]\n', "[subjects]": OPENED})
    days = {chat["class"]: chat["last_day"] for chat in chats_of(cli, 3)}
    assert days == {"5А": "2026-12-08", "5Г": "2027-03-16"}
    old = [chat["id"] for chat in chats_of(cli, 3) if chat["class"] == "5А"]
    cli("mark", *old, "--as", "created", "--at", "2026-12-01", "--plan", "plan.toml")
    create(cli, "12", "2026-11-24")
    table = {
        "2026-12-20": "running",
        "2027-03-11": "in_window",
        "2027-03-16": "last_day",
        "2027-03-17": "overdue",
    }
    assert {now: states(cli, now)[2] for now in table} == table


OPENED = """\
[classes.opened]
"5Г" = 2027-03-01

[subjects]"""


def chats_of(cli: Cli, stage: int) -> list[dict[str, object]]:
    found: list[dict[str, object]] = cli(
        "chats", "--json", "--stage", stage, "--plan", "plan.toml"
    ).json
    return found


def test_the_keys_of_a_stage(cli: Cli, small: Small) -> None:
    small()
    for stage in cli("status", "--json", "--plan", "plan.toml").json["stages"]:
        assert list(stage) == KEYS
        assert list(stage["chats"]) == ["total", "created", "auto", "skipped", "preview"]
