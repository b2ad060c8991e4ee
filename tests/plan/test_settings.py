"""What one person chose for the screens."""

from __future__ import annotations

from pathlib import Path

import pytest

from sferum_tui.plan.settings import Settings, load_settings, save_settings


def test_looks_come_back(tmp_path: Path) -> None:
    path = tmp_path / "plan.looks"
    save_settings(path, Settings("light", hints_seen=True))
    assert load_settings(path) == Settings("light", hints_seen=True)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"theme = 5\nhints_seen = 1", b"[", b"[" * 5000]
)
def test_a_broken_file_is_passed_over(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.looks"
    path.write_bytes(content)
    assert load_settings(path) == Settings()


def test_no_link_is_followed_and_no_missing_folder_fails(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("мой файл", encoding="utf-8")
    (tmp_path / "plan.looks").symlink_to(target)
    save_settings(tmp_path / "plan.looks", Settings("light"))
    assert target.read_text(encoding="utf-8") == "мой файл"
    save_settings(tmp_path / "nowhere" / "plan.looks", Settings("light"))
