"""`export` on the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import Cli, Small, cli, small
from tests.documents.papers import every_document

__all__ = ["cli", "small"]
NOW = "2026-11-30T14:05"


@pytest.mark.parametrize(("name", "kind"), list(every_document()))
def test_every_document_is_written_beside_the_plan(
    cli: Cli, small: Small, name: str, kind: str
) -> None:
    plan = small()
    ran = cli("export", name, "--format", kind, "--plan", plan, "--now", NOW)
    assert (ran.code, ran.err) == (0, "")
    assert Path(ran.out.strip()) == plan.parent / "documents" / f"{name}.{kind}"
    assert Path(ran.out.strip()).stat().st_size > 100


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("roadmap", "docx"), ("order", "docx"), ("minutes", "docx"), ("owner-sheets", "docx"),
        ("parents-note", "docx"), ("register", "xlsx"), ("calendar", "ics"), ("report", "md"),
    ],
)  # fmt: skip
def test_the_first_format_is_the_default(cli: Cli, small: Small, name: str, ending: str) -> None:
    small()
    ran = cli("export", name, "plan.toml", "--now", NOW)
    assert ran.out == f"documents/{name}.{ending}\n"


def test_a_file_that_exists_is_kept_without_force(cli: Cli, small: Small) -> None:
    plan = small()
    assert cli("export", "report", "--plan", plan).code == 0
    again = cli("export", "report", "--plan", plan)
    assert again.code == 3
    assert "--force" in again.err
    assert cli("export", "report", "--plan", plan, "--force").code == 0


def test_the_ending_of_the_file_says_the_format(cli: Cli, small: Small, tmp_path: Path) -> None:
    plan = small()
    assert cli("export", "report", "--plan", plan, "-o", "r.html").code == 0
    assert (tmp_path / "r.html").read_text().startswith("<!DOCTYPE html>")
    assert cli("export", "report", "--plan", plan, "-o", "r").code == 0
    assert (tmp_path / "r").read_text().startswith("# ")


def test_standard_output_gets_the_bytes_and_nothing_else(small: Small, cli: Cli) -> None:
    plan = small()
    ran = subprocess.run(
        [sys.executable, "-m", "sferum_tui", "export", "order", "--plan", str(plan), "-o", "-"],
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0
    assert ran.stdout.startswith(b"PK")
    assert not (plan.parent / "documents").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("prikaz",), "нет документа «prikaz»"),
        ((), "нужно указать"),
        (("order", "--format", "xlsx"), "бывает docx, md"),
        (("order", "-o", "a.pdf"), "бывает docx, md"),
        (("order", "plan.toml", "plan.toml"), "только report"),
    ],
)
def test_wrong_usage_says_what_there_is(
    cli: Cli, small: Small, words: tuple[str, ...], said: str
) -> None:
    small()
    ran = cli("export", *words)
    assert ran.code == 2
    assert said in ran.err


def test_a_binary_file_is_not_poured_on_a_screen(
    cli: Cli, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = small()
    monkeypatch.setattr("sferum_tui.commands.export._on_screen", lambda: True)
    ran = cli("export", "order", "--plan", plan, "-o", "-")
    assert ran.code == 2
    assert ran.out == ""
    assert cli("export", "order", "--plan", plan, "--format", "md", "-o", "-").code == 0


def test_a_plan_that_is_not_there_is_told(cli: Cli) -> None:
    assert cli("export", "order", "--plan", "нет.toml").code == 3
    assert cli("export", "order", "нет.toml").code == 3


def test_one_report_tells_of_many_plans_and_of_a_broken_one(
    cli: Cli, small: Small, tmp_path: Path
) -> None:
    small(name="a.toml")
    small(name="b.toml", replace={"Школа № 7": "Школа № 8"})
    (tmp_path / "c.toml").write_text("schema = ")
    ran = cli("export", "report", "a.toml", "b.toml", "c.toml", "-o", "-", "--now", NOW)
    assert ran.code == 1
    assert "c.toml" in ran.err
    for text in ("Школа № 7", "Школа № 8", "c.toml", "Школ: 3"):
        assert text in ran.out
    ran = cli("export", "report", "a.toml", "b.toml", "--format", "csv", "--now", NOW)
    assert (ran.code, ran.out) == (0, "documents/report.csv\n")


def test_the_same_plan_and_moment_make_the_same_text(cli: Cli, small: Small) -> None:
    plan = small()
    texts = [
        cli("export", "calendar", "--plan", plan, "--now", NOW, "-o", "-").out for _ in range(2)
    ]
    assert texts[0] == texts[1]
    assert texts[0].startswith("BEGIN:VCALENDAR")


def test_a_folder_that_may_not_be_written_is_told(cli: Cli, small: Small, tmp_path: Path) -> None:
    plan = small()
    (tmp_path / "documents").write_text("not a folder")
    ran = cli("export", "order", "--plan", plan)
    assert ran.code == 3
    assert "documents" in ran.err


@pytest.mark.parametrize(
    "code",
    [
        "import sferum_tui.cli as it; it.main(['status'])",
        "import sferum_tui.commands.status, sferum_tui.commands.chats, sferum_tui.commands.export",
        "import sferum_tui.app, sferum_tui.screens.board",
        "import sferum_tui.screens.documents",
    ],
)
def test_libraries_of_documents_load_only_when_one_is_made(code: str, tmp_path: Path) -> None:
    names = "{'docx', 'openpyxl', 'icalendar', 'lxml'}"
    found = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*({names} & {{*sys.modules}}))"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    assert found.stdout.splitlines()[-1].strip() == ""


def test_a_document_with_nothing_to_say_is_refused_in_words(cli: Cli) -> None:
    assert cli("new", "--preset", "evening", "--created", "2026-11-23").code == 0
    ran = cli("export", "parents-note", "-o", "-")
    assert ran.code == 1
    assert "в плане нет чатов с родителями" in ran.err
