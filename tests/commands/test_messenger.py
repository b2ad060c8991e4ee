"""What commands say of a plan for another messenger: never the one of 2022."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Cli
from tests.program.test_messenger import CASES, OLD, school, told
from tests.support.program import save_plan


@CASES
@pytest.mark.parametrize(
    "words",
    [
        ("status",), ("status", "--short"), ("status", "--json"), ("chats",), ("chats", "--json"),
        ("chats", "--csv"), ("remind",), ("remind", "--json"), ("check", "plan.toml"),
        ("mark", "1а", "--as", "created"), ("decide", "--outcome", "negative"),
        ("renew", "--year", "--dry-run"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_command_names_it(
    platform: str, pack: str, words: tuple[str, ...], cli: Cli, tmp_path: Path
) -> None:
    save_plan(tmp_path, school(platform, pack))
    ran = cli(*words, *(() if words[0] == "check" else ("--plan", "plan.toml")))
    assert ran.code == 0, ran.err
    assert OLD not in told(ran.out + ran.err)
