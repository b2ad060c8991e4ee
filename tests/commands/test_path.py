"""`path`, and where the plan of a user lies."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from sferum_tui.locations import config_dir
from tests.commands.conftest import Cli


def test_the_path_alone_goes_to_standard_output(cli: Cli, own_home: Path) -> None:
    plan = own_home / ".config" / "sferum-tui" / "plan.toml"
    assert cli("path") == (0, f"{plan}\n", "Плана здесь ещё нет.\n")
    cli("new", "--preset", "village")
    assert cli("path") == (0, f"{plan}\n", "")
    assert cli("path", "--plan", "а б.toml").out == "а б.toml\n"


@pytest.mark.parametrize("home", ["/home/x", "/home/x/", "/", "relative", "", None])
@pytest.mark.parametrize("config", ["/etc/x", "/etc/x/", "relative", "", " ", "~/c", None])
def test_the_folder_is_the_one_platformdirs_names(
    monkeypatch: pytest.MonkeyPatch, home: str | None, config: str | None
) -> None:
    for name, value in (("HOME", home), ("XDG_CONFIG_HOME", config)):
        if value is None:
            monkeypatch.delenv(name)
        else:
            monkeypatch.setenv(name, value)
    assert config_dir() == platformdirs.user_config_path("sferum-tui", appauthor=False)
