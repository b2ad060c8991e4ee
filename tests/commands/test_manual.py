"""The help: Russian, 80 columns, and true."""

from __future__ import annotations

import re

import pytest

from sferum_tui.commands.catalogue import GRAMMAR
from sferum_tui.commands.manual import manual
from sferum_tui.documents.catalogue import FORMATS
from tests.commands.conftest import Cli

COMMANDS = [command.name for command in GRAMMAR.commands]


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_help_fits_80_columns(cli: Cli, name: str) -> None:
    ran = cli(*([name] if name else []), "--help")
    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert not re.search(r"[ \t]$", ran.out, re.MULTILINE)


@pytest.mark.parametrize("name", ["", "import"])
def test_the_help_is_wrapped_for_a_narrower_terminal(
    cli: Cli, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, cli(*([name] if name else []), "--help").out.splitlines()[:20])) <= 60


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_help_is_russian_but_for_what_is_typed(cli: Cli, name: str) -> None:
    out = cli(*([name] if name else []), "--help").out
    words = re.sub(r"--?[a-z]+|sferum-tui|«-»|\d{4}-\d\d-\d\dT\d\d:\d\d", "", out)
    typed = {
        "created", "auto", "planned", "skipped", "preview", "positive", "negative", "undecided",
        "city", "toml", "plan", "SFERUM", "TUI", "PLAN", "WHO", "N", "JSON", "Excel", "done",
        "notes", "bak", "bash", "zsh", "fish", "man", "dark", "light", "contrast", "ansi",
        "max", "school",
        *COMMANDS,
    }  # fmt: skip
    if name not in ("export", "import"):
        assert set(re.findall(r"[A-Za-z]+", words)) <= typed


def test_the_help_of_the_program_names_every_command_and_code(cli: Cli) -> None:
    out = cli("--help").out
    for command in GRAMMAR.commands:
        assert re.search(rf"^  {command.name} +{re.escape(command.about[:20])}", out, re.MULTILINE)
    for code in "0123":
        assert re.search(rf"^  {code} ", out, re.MULTILINE)
    assert cli("help").out == out
    assert cli("-h").out == out
    assert cli("help", "mark").out == cli("mark", "--help").out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_names_every_option(name: str) -> None:
    command = GRAMMAR.command(name)
    text = manual(GRAMMAR, command)
    for option in (*command.options, *GRAMMAR.common):
        assert f"  {option.usage}  " in text


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_of_a_command_can_be_understood(name: str) -> None:
    words = GRAMMAR.command(name).example.split()
    assert words[0] == "sferum-tui"
    assert GRAMMAR.parse(words[1:]).command == name


def test_the_help_of_an_unknown_command(cli: Cli) -> None:
    ran = cli("help", "foo")
    assert ran.code == 2
    assert "нет команды «foo»" in ran.err


def test_the_version_is_told_whatever_stands_behind(cli: Cli) -> None:
    ran = cli("--version", "status")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("sferum-tui ")


def test_the_help_names_every_document_with_its_formats() -> None:
    told = GRAMMAR.command("export").details
    for name, formats in FORMATS.items():
        assert f"{name} ({', '.join(formats)})" in told
