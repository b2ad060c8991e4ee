"""Which words make a command line, and what is said of those that do not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sferum_tui.commands.catalogue import GRAMMAR
from sferum_tui.commands.grammar import UsageError


def fault(*words: str) -> str:
    with pytest.raises(UsageError) as caught:
        GRAMMAR.parse(words)
    return str(caught.value)


@pytest.mark.parametrize(
    "words",
    [
        ("--plan", "a.toml", "--now", "2026-11-30", "status"),
        ("status", "--plan", "a.toml", "--now", "2026-11-30"),
        ("--now=2026-11-30", "status", "--plan=a.toml"),
    ],
)
def test_plan_and_now_stand_before_or_after_the_command(words: tuple[str, ...]) -> None:
    line = GRAMMAR.parse(words)
    assert line.command == "status"
    assert line.get("--plan") == Path("a.toml")
    assert line.get("--now").isoformat() == "2026-11-30T00:00:00"


def test_every_command_takes_plan_and_now() -> None:
    needed = {"mark": ["1а", "--as", "auto"], "decide": ["--outcome", "negative"]}
    names = {command.name for command in GRAMMAR.commands}
    assert names >= {"new", "status", "chats", "mark", "decide", "check", "presets", "path"}
    for name in names & {"new", "status", "chats", "mark", "decide", "check", "presets", "path"}:
        line = GRAMMAR.parse([name, *needed.get(name, []), "--plan", "a", "--now", "2026-11-30"])
        assert line.has("--plan")
        assert line.has("--now")


def test_without_a_command_the_program_opens() -> None:
    line = GRAMMAR.parse(["--ascii", "--theme", "light", "--plan", "a.toml"])
    assert line.command == ""
    assert line.has("--ascii")
    assert line.get("--theme") == "light"


def test_a_plan_called_like_a_command() -> None:
    assert GRAMMAR.parse(["--plan", "status", "chats"]).command == "chats"
    line = GRAMMAR.parse(["status", "status"])
    assert (line.command, line.arguments) == ("status", ("status",))


def test_arguments_stand_on_both_sides_of_options() -> None:
    line = GRAMMAR.parse(["mark", "2а/8А", "--as", "created", "2г/8А"])
    assert line.arguments == ("2а/8А", "2г/8А")
    assert GRAMMAR.parse(["status", "--", "--short"]).arguments == ("--short",)


def test_a_lone_dash_is_a_value() -> None:
    assert str(GRAMMAR.parse(["new", "--answers", "-"]).get("--answers")) == "-"


def test_help_wins_over_what_is_missing() -> None:
    assert GRAMMAR.parse(["mark", "--help"]).help
    assert GRAMMAR.parse(["-h"]).help


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["stats"], "нет команды «stats»; может быть, status?"),
        (["status", "--jsn"], "нет параметра --jsn; может быть, --json?"),
        (["status", "--ascii"], "параметр --ascii есть только у самой программы, без команды"),
        (["mark", "2а/8А"], "нужен параметр --as ОТМЕТКА"),
        (["mark", "--as", "created"], "нужно указать: ЧАТ"),
        (["mark", "2а/8А", "--as", "done"], "возможны created, auto, planned, skipped"),
        (["mark", "2а/8А", "--as"], "после --as нужно значение: --as ОТМЕТКА"),
        (["mark", "2а/8А", "--as", "--note"], "после --as нужно значение"),
        (["status", "--json", "--csv"], "--json и --csv не сочетаются"),
        (["status", "--json=yes"], "у параметра --json нет значения"),
        (["presets", "city"], "лишнее слово: «city»"),
        (["path", "x"], "лишнее слово: «x»"),
        (["chats", "--stage", "0"], "нужен номер этапа"),
        (["chats", "--state", "new"], "created, auto, skipped, planned, preview"),
        (["--theme", "pink"], "возможны dark, light, contrast, ansi"),
        (["--plan", "", "status"], "нужен путь к файлу"),
    ],
)
def test_a_wrong_line_is_explained(words: list[str], told: str) -> None:
    assert told in fault(*words)


def test_the_fault_knows_its_command() -> None:
    with pytest.raises(UsageError) as caught:
        GRAMMAR.parse(["chats", "--stage", "0"])
    assert caught.value.command == "chats"


def test_words_of_another_encoding_are_told_in_signs() -> None:
    # As Python reads bytes that the locale has no letters for.
    word = os.fsdecode("статус".encode("cp1251"))
    assert word.isprintable() is False
    assert all(char.isprintable() for char in fault(word))
