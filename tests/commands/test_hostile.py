"""Text from files and the command line never acts: on a terminal, in a table, as a traceback."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commands.conftest import Cli, Small, harmless

FORMULA = "=cmd|' /C calc'!A0"
MARKUP = "[bold red]x[/] [@click=app.bell]y[/]"
PLAN = ("--plan", "plan.toml")


def hostile(small: Small) -> Path:
    return small(
        replace={
            "Школа № 7": FORMULA,
            '5 = ["математика"]': f'5 = ["{MARKUP.replace("/", "")}", "+7 (999)", "-2", "@x"]',
            '8 = ["А", "Б"]': '8 = ["А", "=1+1"]',
        }
    )


def test_no_cell_of_a_table_is_a_formula(cli: Cli, small: Small) -> None:
    hostile(small)
    for words in (["status", "--csv"], ["chats", "--csv"], ["status", "--csv", "plan.toml", "x"]):
        out = cli(*words, *PLAN).out
        rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff")), delimiter=";"))
        assert len(rows) > 1
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_markup_is_text(cli: Cli, small: Small) -> None:
    hostile(small)
    assert MARKUP.replace("/", "") in cli("chats", *PLAN).out
    assert FORMULA in cli("status", *PLAN).out
    assert FORMULA in cli("status", "plan.toml", "plan.toml").out + cli("status", *PLAN).out


@pytest.mark.parametrize("evil", ["\x1b]0;x\x07", "\u202e", "\x9b2J", "\u200b", "\r", "\x7f"])
def test_an_argument_is_shown_and_not_obeyed(cli: Cli, small: Small, evil: str) -> None:
    small()
    for words in (
        ["status", f"a{evil}.toml"],
        ["status", "--json", f"a{evil}.toml", f"b{evil}.toml"],
        ["status", f"a{evil}.toml", "plan.toml"],
        ["status", "--short", f"a{evil}.toml", "plan.toml"],
        ["status", "--csv", f"a{evil}.toml", "plan.toml"],
        ["check", f"a{evil}.toml"],
        ["mark", f"2а/8А{evil}", "--as", "created", *PLAN],
        ["mark", "2а/8А", "--as", f"x{evil}", *PLAN],
        ["chats", "--stage", evil],
        ["new", "--preset", f"city{evil}"],
        ["new", "--answers", f"a{evil}.toml"],
        ["new", "--preset", "village", "--plan", f"new{evil}.toml", "--force"],
        ["path", "--plan", f"a{evil}.toml"],
        [f"status{evil}"],
        [f"--x{evil}"],
        ["--theme", evil],
    ):
        ran = cli(*words)
        assert harmless(ran.out + ran.err), words
        assert ran.code in (0, 1, 2, 3)


def test_a_note_keeps_no_control_characters(cli: Cli, small: Small) -> None:
    plan = small()
    note = "до\x1b[2Jпосле\u202e"
    assert cli("mark", "2а/8А", "--as", "created", "--note", note, *PLAN).code == 0
    assert cli("check", *PLAN).code == 0
    assert harmless(plan.read_text(encoding="utf-8"))
    assert cli("decide", "--outcome", "positive", "--minutes", note, *PLAN).code == 0
    assert cli("check", *PLAN).code == 0


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1990-01-01"])
def test_plans_of_distant_years_break_nothing(cli: Cli, small: Small, day: str) -> None:
    plan = small()
    text = plan.read_text(encoding="utf-8").replace("2026-11-23", day)
    plan.write_text(f'{text}\n[done.auto]\n"1а" = {day}T00:00:00+14:00\n', encoding="utf-8")
    for words in (["status"], ["status", "--json"], ["status", "--short"], ["chats"], ["check"]):
        ran = cli(*words, *PLAN)
        assert ran.code in (0, 1), ran.err


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(max_size=12) | st.sampled_from("status --json -- --now - =".split())))
def test_any_words_end_with_an_exit_code(cli: Cli, words: list[str]) -> None:
    ran = cli(*words, *PLAN)
    assert ran.code in (0, 1, 2, 3)
    assert harmless(ran.out + ran.err)
