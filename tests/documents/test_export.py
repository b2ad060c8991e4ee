"""`export` on the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import docx as word
import pytest
from msgspec.structs import replace

from sferum_tui.documents.catalogue import file_title
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.plan import Plan
from sferum_tui.rollout.russian import NBSP
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
    assert ran.code == 0
    path = Path(ran.out.strip())
    assert (path.parent, path.suffix) == (plan.parent / "documents", f".{kind}")
    assert path.name.startswith(file_title(name))
    assert path.stat().st_size > 100


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("roadmap", "docx"), ("order", "docx"), ("minutes", "docx"), ("owner-sheets", "docx"),
        ("parents-note", "docx"), ("register", "xlsx"), ("calendar", "ics"), ("report", "docx"),
    ],
)  # fmt: skip
def test_the_first_format_is_the_default(cli: Cli, small: Small, name: str, ending: str) -> None:
    small()
    ran = cli("export", name, "plan.toml", "--now", NOW)
    assert ran.out.startswith(f"documents/{file_title(name)}")
    assert ran.out.endswith(f".{ending}\n")


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
    assert cli("export", "report", "--format", "md", "--plan", plan, "-o", "r").code == 0
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
    ran = cli(
        "export", "report", "a.toml", "b.toml", "c.toml", "--format", "md", "-o", "-", "--now", NOW
    )
    assert ran.code == 1
    assert "c.toml" in ran.err
    for text in ("Школа № 7", "Школа № 8", "c.toml", "Школ: 3"):
        assert text in ran.out
    ran = cli("export", "report", "a.toml", "b.toml", "--format", "csv", "--now", NOW)
    assert (ran.code, ran.out) == (0, "documents/Отчёт Сферум.csv\n")


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
def test_libraries_load_only_when_they_are_used(code: str, tmp_path: Path) -> None:
    names = "{'docx', 'openpyxl', 'icalendar', 'lxml', 'tomlkit', 'python_calamine', 'holidays'}"
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


def test_what_is_left_to_write_by_hand_is_said_and_stands_on_no_paper(
    cli: Cli, small: Small
) -> None:
    small()
    ran = cli("export", "order", "plan.toml", "--format", "md", "-o", "-", "--now", "2026-12-01")
    assert "Приказ Сферум: не заполнено: место издания" in ran.err.replace("название школы, ", "")
    assert "уже в прошлом: подготовка — 24 ноября, 1 этап — 26 ноября" in ran.err
    assert "эксперимент шёл до конца 2022 года" in ran.err
    assert "не заполнено" not in ran.out
    assert "эксперимент шёл" not in ran.out


def test_doubtful_doubles_of_names_are_said(cli: Cli, small: Small) -> None:
    small()
    plan = PlanStore(Path("plan.toml")).load().plan
    teachers = {"8А": "Сидорова", "5А": "Сидорова Анна Петровна"}
    people = replace(plan.answers.people, class_teachers=teachers)
    Path("plan.toml").unlink()
    PlanStore(Path("plan.toml")).create(Plan(replace(plan.answers, people=people)))
    ran = cli("export", "owner-sheets", "plan.toml", "-o", "листы.docx")
    assert "«Сидорова» — может быть тот же человек: Сидорова Анна Петровна" in ran.err


def test_a_folder_gets_the_document_under_its_own_name(
    cli: Cli, small: Small, tmp_path: Path
) -> None:
    small()
    (tmp_path / "бумаги").mkdir()
    ran = cli("export", "report", "plan.toml", "-o", "бумаги")
    assert ran.out.startswith("бумаги/Отчёт Сферум")


def test_the_sheets_of_one_owner_or_class_are_had_alone(cli: Cli, small: Small) -> None:
    small()
    one = cli("export", "owner-sheets", "plan.toml", "--class", "8а", "--format", "md", "-o", "-")
    assert one.code == 0
    assert "8А" in one.out
    for option, text, code in (("--owner", "никто", 1), ("--class", "3Ъ", 2), ("--class", "?", 2)):
        assert cli("export", "owner-sheets", "plan.toml", option, text, "-o", "л.md").code == code
    assert cli("export", "order", "plan.toml", "--owner", "8А").code == 2


@pytest.mark.parametrize("name", ["owner-sheets", "forms", "calendar"])
def test_what_is_made_for_one_owner_or_class_lies_under_a_name_of_its_own(
    cli: Cli, small: Small, name: str
) -> None:
    small()
    title = f"documents/{file_title(name)} Школа № 7"
    for options, of in (
        ((), ""),
        (("--owner", "учитель"), ", учитель"),
        (("--class", "8а"), ", 8А"),
    ):
        ran = cli("export", name, "plan.toml", *options, "--now", NOW)
        assert (ran.code, Path(ran.out.strip()).with_suffix("").as_posix()) == (0, f"{title}{of}")


def test_a_letterhead_beside_the_plan_is_what_the_order_is_written_on(
    cli: Cli, small: Small
) -> None:
    plan = small()
    blank = word.Document()
    blank.add_paragraph("МБОУ «СОШ № 12», г. Курган, ул. Школьная, 1")
    blank.save(plan.parent / "бланк.docx")
    assert cli("export", "order", "plan.toml", "-o", "п.docx").code == 0
    texts = [item.text for item in word.Document(plan.parent / "п.docx").paragraphs]
    assert texts[0].startswith("МБОУ «СОШ № 12», г. Курган")
    assert "ПРИКАЗ" in texts
    # The letterhead names the school already.
    assert "Школа № 7" not in [text.replace(NBSP, " ") for text in texts]
    assert cli("export", "register", "plan.toml", "-o", "р.xlsx").code == 0


def test_what_is_no_letterhead_is_named(cli: Cli, small: Small) -> None:
    plan = small()
    (plan.parent / "не бланк.docx").write_bytes(b"PK\x03\x04 nothing")
    ran = cli("export", "order", "plan.toml", "--blank", "не бланк.docx", "-o", "п.docx")
    assert ran.code == 3
    assert "не бланк.docx" in ran.err
    assert "не документ Word" in ran.err
    assert cli("export", "order", "plan.toml", "--blank", "нет.docx", "-o", "п.docx").code == 3


def test_a_path_that_ends_as_a_folder_never_becomes_a_file(
    cli: Cli, small: Small, tmp_path: Path
) -> None:
    ran = cli("export", "order", "--plan", small(), "-o", f"{tmp_path}/нет/")
    assert ran.code == 3
    assert "такой папки нет" in ran.err
    assert not (tmp_path / "нет").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("board", "--reload", "0"),
        ("board", "--reload", "-5"),
        ("board", "--reload", "1441"),
        ("register", "--blank", "бланк.docx"),
        ("roadmap", "--blank", "бланк.docx"),
        ("order", "--format", "md", "--blank", "бланк.docx"),
    ],
)
def test_an_option_that_would_do_nothing_or_harm_is_refused(
    cli: Cli, small: Small, words: tuple[str, ...]
) -> None:
    small()
    ran = cli("export", *words, "--plan", "plan.toml")
    assert (ran.code, ran.out) == (2, "")
    assert words[-2] in ran.err


def test_of_a_paper_that_is_not_written_nothing_is_remarked(cli: Cli, small: Small) -> None:
    small()
    assert "не заполнено" in cli("export", "order", "plan.toml", "-o", "приказ.docx").err
    again = cli("export", "order", "plan.toml", "-o", "приказ.docx")
    assert again.err == "приказ.docx: файл уже есть; заменить его: --force\n"


def test_a_pipe_is_no_letterhead_and_is_not_waited_for(cli: Cli, small: Small) -> None:
    plan = small()
    os.mkfifo(plan.parent / "труба")
    ran = cli("export", "order", "plan.toml", "--blank", "труба", "-o", "приказ.docx")
    assert ran.code == 3
    assert "труба: это не обычный файл" in ran.err


def test_a_letterhead_that_can_not_be_read_is_in_the_way_of_no_other_paper(
    cli: Cli, small: Small
) -> None:
    plan = small()
    with (plan.parent / "бланк.docx").open("wb") as blank:
        blank.truncate(21 * 1024 * 1024)
    assert cli("export", "order", "plan.toml", "-o", "приказ.docx").code == 3
    assert cli("export", "roadmap", "plan.toml", "-o", "карта.docx").code == 0


def test_no_document_takes_the_place_of_the_plan(cli: Cli, small: Small) -> None:
    plan = small()
    before = plan.read_bytes()
    ran = cli("export", "report", "plan.toml", "--format", "md", "-o", "./plan.toml", "--force")
    assert ran.code == 3
    assert "это файл плана" in ran.err
    assert plan.read_bytes() == before
