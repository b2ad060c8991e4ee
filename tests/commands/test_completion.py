"""Completion offers what the grammar knows; the page of the manual says what the help says."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from sferum_tui.commands.catalogue import GRAMMAR
from sferum_tui.documents.catalogue import FORMATS
from tests.commands.conftest import Cli

BASH = """
source {script}
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); _sferum_tui; echo "${{COMPREPLY[*]}}"
"""
NAMES = {command.name for command in GRAMMAR.commands}


def offered(script: Path, *words: str) -> set[str]:
    """What bash offers for the last of these words."""
    typed = " ".join(f"'{word}'" for word in ("sferum-tui", *words))
    text = BASH.format(script=script, words=typed)
    done = subprocess.run(["bash", "-c", text], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return set(done.stdout.split())


@pytest.fixture
def script(cli: Cli, tmp_path: Path) -> Path:
    """The completion of bash in a file."""
    path = tmp_path / "completion"
    path.write_text(cli("completion", "bash").out)
    return path


def test_bash_offers_commands_options_and_values(script: Path) -> None:
    assert offered(script, "") == NAMES
    assert offered(script, "mark", "2а/8А", "--as", "") == {"created", "auto", "planned", "skipped"}
    assert offered(script, "export", "") == set(FORMATS)
    assert offered(script, "status", "--s") == {"--short"}
    # A path is for the shell itself to finish.
    assert offered(script, "status", "--plan", "") == set()


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_understand_theirs(cli: Cli, tmp_path: Path, shell: str) -> None:
    path = tmp_path / "completion"
    path.write_text(cli("completion", shell).out)
    for name in NAMES:
        assert name in path.read_text()
    if program := shutil.which(shell):
        subprocess.run([program, "-n", path], check=True, capture_output=True)


def test_fish_offers_values(cli: Cli, tmp_path: Path) -> None:
    if not (fish := shutil.which("fish")):
        pytest.skip("fish is not installed")
    path = tmp_path / "completion"
    path.write_text(cli("completion", "fish").out)
    text = f"source {path}; complete -C 'sferum-tui mark --as '"
    done = subprocess.run([fish, "-c", text], capture_output=True, text=True, check=True)
    words = {line.split("\t")[0] for line in done.stdout.splitlines()}
    assert words == {"created", "auto", "planned", "skipped"}


def test_the_page_of_the_manual_has_every_command_and_option(cli: Cli) -> None:
    page = cli("completion", "man").out
    assert page.startswith(".TH SFERUM")
    for command in GRAMMAR.commands:
        assert f".SS {command.name}\n" in page
        for option in command.options:
            assert option.usage.replace("-", "\\-") in page
    # A line that begins with a point is a request; the page has only those it means.
    requests = {line.split()[0] for line in page.splitlines() if line.startswith(".")}
    assert requests == {".TH", ".SH", ".SS", ".TP", ".PP", ".br"}


def test_an_unknown_shell_is_named(cli: Cli) -> None:
    ran = cli("completion", "tcsh")
    assert (ran.code, ran.out) == (2, "")
    assert "bash, zsh, fish, man" in ran.err
