"""What one person chose for the screens."""

from __future__ import annotations

from pathlib import Path

import pytest

from sferum_tui.plan.settings import Settings, load_settings, save_settings


def test_looks_come_back(tmp_path: Path) -> None:
    path = tmp_path / "plan.looks"
    chosen = Settings("light", hints_seen=True, platform='Имя "в кавычках"')
    save_settings(path, chosen)
    assert load_settings(path) == chosen
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"theme = 5\nhints_seen = 1", b"[", b"[" * 5000]
)
def test_a_broken_file_is_passed_over(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.looks"
    path.write_bytes(content)
    assert load_settings(path) == Settings()


def test_no_link_is_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("мой файл", encoding="utf-8")
    (tmp_path / "plan.looks").symlink_to(target)
    save_settings(tmp_path / "plan.looks", Settings("light"))
    assert target.read_text(encoding="utf-8") == "мой файл"


def test_a_missing_folder_is_made_and_one_that_can_not_be_made_is_passed_over(
    tmp_path: Path,
) -> None:
    path = tmp_path / "nowhere" / "plan.looks"
    save_settings(path, Settings("light"))
    assert load_settings(path) == Settings("light")
    assert path.parent.stat().st_mode & 0o777 == 0o700
    save_settings(path / "below" / "plan.looks", Settings("light"))
