"""`path`, and where the plan of a user lies."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from sferum_tui.locations import aside_path, config_dir, draft_path
from sferum_tui.plan.drafts import set_aside
from tests.commands.conftest import Cli


def test_the_path_alone_goes_to_standard_output(cli: Cli, own_home: Path) -> None:
    plan = own_home / ".config" / "sferum-tui" / "plan.toml"
    assert cli("path") == (0, f"{plan}\n", "Плана здесь ещё нет.\n")
    cli("new", "--preset", "village")
    assert cli("path") == (0, f"{plan}\n", "")
    assert cli("path", "--plan", "а б.toml").out == "а б.toml\n"


def test_what_was_set_aside_is_named_with_how_to_take_it_up(cli: Cli, tmp_path: Path) -> None:
    draft = draft_path(tmp_path / "plan.toml")
    draft.write_text("{}")
    set_aside(draft)
    ran = cli("path", "--plan", tmp_path / "plan.toml")
    assert f"продолжить его — mv в {draft.name}: {aside_path(draft)}" in ran.err
    aside_path(draft).rename(draft)
    assert f"продолжит sferum-tui: {draft}" in cli("path", "--plan", tmp_path / "plan.toml").err


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
