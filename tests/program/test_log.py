"""The log of a crash beside a plan that a group shares."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.program import program, save_plan


@pytest.mark.parametrize("mode", [0o600, 0o660])
def test_the_log_can_be_read_by_those_who_read_the_plan(tmp_path: Path, mode: int) -> None:
    save_plan(tmp_path)
    (tmp_path / "plan.toml").chmod(mode)
    app = program(tmp_path)
    app._keep_error(ValueError("нет такого"))
    assert app.logged
    assert (tmp_path / "log").stat().st_mode & 0o777 == mode
