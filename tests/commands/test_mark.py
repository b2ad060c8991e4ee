"""`mark`: ticks from the command line."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from sferum_tui.commands import mark
from sferum_tui.locations import history_path, unsaved_path
from sferum_tui.plan.changes import SetAnswer, SetMark
from sferum_tui.plan.history import read_history
from sferum_tui.plan.store import PlanStore
from sferum_tui.plan.unsaved import keep_unsaved
from tests.commands.conftest import Cli, Small

PLAN = ("--plan", "plan.toml")


def done() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads(Path("plan.toml").read_text(encoding="utf-8"))["done"]
    return {key: value for key, value in table.items() if value}


def test_chats_are_ticked_with_the_moment(cli: Cli, small: Small) -> None:
    small()
    now = ("--now", "2026-11-25T07:12:00.9Z")
    ran = cli("mark", "2а/8А", "2г/8А", "--as", "created", *PLAN, *now)
    assert ran == (
        0,
        "Отмечены 2 чата как «создан».\nВсего создано 2 из 17 чатов, ещё 2 ждут решения.\n",
        "",
    )
    moment = datetime(2026, 11, 25, 10, 12, tzinfo=timezone(timedelta(hours=3)))
    assert done() == {"created": {"2а/8А": moment, "2г/8А": moment}}


def test_the_moment_can_be_given(cli: Cli, small: Small) -> None:
    small()
    cli("mark", "2а/8А", "--as", "auto", "--at", "24.11.2026 09:00", *PLAN)
    assert done()["auto"]["2а/8А"].isoformat() == "2026-11-24T09:00:00+03:00"


def test_a_mark_replaces_the_one_before(cli: Cli, small: Small) -> None:
    small()
    for word in ("created", "auto", "skipped", "created"):
        cli("mark", "2а/8А", "--as", word, *PLAN)
        assert list(done()) == [word]
    ran = cli("mark", "2а/8А", "--as", "planned", *PLAN)
    assert ran.out.startswith("Отметка снята: 1 чат.")
    assert done() == {}


def test_a_tick_that_stands_keeps_its_moment(cli: Cli, small: Small) -> None:
    small()
    cli("mark", "2а/8А", "--as", "created", *PLAN, "--now", "2026-11-25T10:00")
    cli("mark", "2а/8А", "2а/8Б", "--as", "created", *PLAN, "--now", "2026-12-25T10:00")
    days = {key: moment.date().isoformat() for key, moment in done()["created"].items()}
    assert days == {"2а/8А": "2026-11-25", "2а/8Б": "2026-12-25"}
    cli("mark", "2а/8А", "--as", "created", "--at", "2026-11-26", *PLAN)
    assert done()["created"]["2а/8А"].day == 26


def test_the_note_is_the_reason_of_a_chat_that_is_not_needed(cli: Cli, small: Small) -> None:
    plan = small()
    cli("mark", "2а/8А", "--as", "skipped", "--note", "пишем  в общий\nчат", *PLAN)
    assert done() == {"skipped": {"2а/8А": "пишем в общий чат"}}
    cli("mark", "2а/8А", "--as", "skipped", *PLAN)
    assert done() == {"skipped": {"2а/8А": "пишем в общий чат"}}
    assert not tomllib.loads(plan.read_text(encoding="utf-8")).get("notes")


def test_the_note_of_any_other_mark_is_a_note(cli: Cli, small: Small) -> None:
    plan = small()
    cli("mark", "2а/8А", "--as", "created", "--note", "двое без смартфона", *PLAN)
    assert done()["created"].keys() == {"2а/8А"}
    notes = tomllib.loads(plan.read_text(encoding="utf-8"))["notes"]
    assert notes == {"2а/8А": "двое без смартфона"}


def test_a_note_may_not_be_a_book(cli: Cli, small: Small) -> None:
    small()
    ran = cli("mark", "2а/8А", "--as", "created", "--note", "а" * 4001, *PLAN)
    assert ran.code == 2
    assert "не больше 4000 знаков" in ran.err


def test_previews_can_be_marked(cli: Cli, small: Small) -> None:
    small()
    assert cli("mark", "4а/1А", "--as", "created", *PLAN).code == 0
    stage = cli("status", "--json", *PLAN).json["stages"][3]
    assert stage["state"] == "awaiting_decision"
    assert stage["chats"] == {"total": 1, "created": 1, "auto": 0, "skipped": 0, "preview": 1}


def test_all_or_none(cli: Cli, small: Small) -> None:
    plan = small()
    before = plan.read_bytes()
    ran = cli("mark", "2а/8А", "2а/8В", "нет такого", "--as", "created", *PLAN)
    assert ran.code == 1
    first, second = ran.err.splitlines()
    assert first.startswith("plan.toml, 2а/8В: нет такого чата; похожие: ")
    assert "2а/8Б" in first
    assert second == "plan.toml, нет такого: нет такого чата"
    assert plan.read_bytes() == before


@pytest.mark.parametrize(
    "typed",
    ["2a/8A", "2А/8а", "2а / 8А", "2a/8a"],
)
def test_ids_may_be_typed_with_latin_look_alikes(cli: Cli, small: Small, typed: str) -> None:
    small()
    assert cli("mark", typed, "--as", "created", *PLAN).code == 0
    assert done()["created"].keys() == {"2а/8А"}


def test_yo_is_e_and_dashes_are_alike(cli: Cli, small: Small) -> None:
    small(replace={'5 = ["математика"]': '5 = ["учёт – основы"]'})
    assert cli("mark", "3б/5А/учет - основы", "--as", "created", *PLAN).code == 0
    assert done()["created"].keys() == {"3б/5А/учёт – основы"}


def test_two_chats_that_look_alike_are_not_guessed(cli: Cli, small: Small) -> None:
    small(replace={'5 = ["математика"]': '5 = ["лед", "лёд"]'})
    ran = cli("mark", "3б/5А/ЛЁД", "--as", "created", *PLAN)
    assert ran.code == 1
    assert "подходит не один чат: 3б/5А/лед, 3б/5А/лёд" in ran.err
    assert cli("mark", "3б/5А/лёд", "--as", "created", *PLAN).code == 0
    assert done()["created"].keys() == {"3б/5А/лёд"}


def test_a_chat_named_twice_counts_once(cli: Cli, small: Small) -> None:
    small()
    assert "Отмечен 1 чат" in cli("mark", "2а/8А", "2a/8A", "--as", "created", *PLAN).out


def test_the_mark_of_a_chat_that_is_no_more_can_be_taken_off(cli: Cli, small: Small) -> None:
    plan = small()
    cli("mark", "2а/8Б", "--as", "created", *PLAN)
    text = plan.read_text(encoding="utf-8")
    assert '8 = ["А", "Б"]' in text
    plan.write_text(text.replace('8 = ["А", "Б"]', '8 = ["А"]'), encoding="utf-8")
    assert cli("mark", "2а/8Б", "--as", "created", *PLAN).code == 1
    assert cli("mark", "2а/8Б", "--as", "planned", *PLAN).code == 0
    assert done() == {}


def test_who_did_it_stands_in_the_history(
    cli: Cli, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = small()
    monkeypatch.setenv("SFERUM_TUI_WHO", "Петров П. П.")
    cli("mark", "2а/8А", "--as", "created", *PLAN, "--now", "2026-11-25T10:00")
    entry = read_history(history_path(plan), 1)[0]
    assert entry.who == "Петров П. П."
    assert entry.at.isoformat() == "2026-11-25T10:00:00+03:00"


def test_many_unknown_ids_are_all_named_and_soon(
    cli: Cli, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    small()
    guessed: list[str] = []

    def near(word: str, known: list[str]) -> tuple[str, ...]:
        guessed.append(word)
        return ()

    monkeypatch.setattr(mark, "near", near)
    ran = cli("mark", *(f"2а/{number}Щ" for number in range(500)), "--as", "created", *PLAN)
    assert len(ran.err.splitlines()) == 500
    assert len(guessed) <= 10


def test_without_a_plan(cli: Cli) -> None:
    ran = cli("mark", "2а/8А", "--as", "created", *PLAN)
    assert ran.code == 3
    assert "плана здесь ещё нет" in ran.err


# What hinders -----------------------------------------------------------------------------------


def test_a_plan_that_nobody_may_write_stays_as_it_is(cli: Cli, small: Small) -> None:
    path = small()
    before = path.read_bytes()
    path.chmod(0o440)
    for words in (("mark", "2а/8А", "--as", "created"), ("decide", "--outcome", "negative")):
        ran = cli(*words, "--plan", path)
        assert ran.code == 3
        assert "только для чтения" in ran.err
    assert path.read_bytes() == before


def test_a_tick_that_is_not_in_the_history_is_told_and_kept(cli: Cli, small: Small) -> None:
    path = small()
    path.with_name("plan.history").unlink()
    path.with_name("plan.history").mkdir()
    ran = cli("mark", "2а/8А", "--as", "created", "--plan", path)
    assert ran.code == 0
    assert "Отмечен 1 чат" in ran.out
    assert "в историю не попало" in ran.err
    assert '"2а/8А" = ' in path.read_text("utf-8")


def test_what_an_earlier_time_could_not_write_is_told_by_the_next_command(
    cli: Cli, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = small()
    moment = datetime(2026, 11, 25, 10, tzinfo=UTC)
    keep_unsaved(path, [SetMark("2а/8Б", "created", moment)], "учитель", moment)
    ran = cli("mark", "2а/8А", "--as", "created", "--plan", path)
    assert ran.code == 0
    assert "С прошлого раза не записано в план: 1 изменение" in ran.err
    assert unsaved_path(path).exists()
    monkeypatch.setattr("sferum_tui.commands.console.agreed", lambda question: True)
    assert cli("decide", "--outcome", "negative", "--plan", path).code == 0
    assert not unsaved_path(path).exists()
    assert {"2а/8А", "2а/8Б"} <= PlanStore(path).load().plan.done.created.keys()


def test_a_broken_file_of_unsaved_changes_is_in_nobodys_way(cli: Cli, small: Small) -> None:
    path = small()
    unsaved_path(path).write_text("[[change]]")
    ran = cli("mark", "2а/8А", "--as", "created", "--plan", path)
    assert ran.code == 0
    assert "повреждён" in ran.err


def test_an_empty_name_of_a_chat_is_named_too(cli: Cli, small: Small) -> None:
    ran = cli("mark", "", "--as", "created", "--plan", small())
    assert ran.code == 1
    assert "«»: нет такого чата" in ran.err


def test_what_waits_and_makes_no_plan_any_more_is_told_and_keeps_no_command_back(
    cli: Cli, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = small()
    moment = datetime(2026, 11, 25, 10, tzinfo=UTC)
    keep_unsaved(path, [SetAnswer(("order", "mode"), "никак")], "учитель", moment)
    monkeypatch.setattr("sferum_tui.commands.console.agreed", lambda question: True)
    ran = cli("mark", "2а/8А", "--as", "created", "--plan", path)
    assert ran.code == 0
    assert "order.mode" in ran.err
    assert unsaved_path(path).exists()


@pytest.mark.parametrize("folder", [".", "./", "/"])
def test_a_folder_without_a_name_is_no_plan(cli: Cli, folder: str) -> None:
    for words in (("mark", "2а/8А", "--as", "created"), ("path",), ("status",)):
        ran = cli(*words, "--plan", folder)
        assert ran.code == 3
        assert "это папка, а нужен файл" in ran.err
