"""Where documents go, what protects those that are there, how they are fetched."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from sferum_tui.documents.saving import copy_commands, document_path, save
from sferum_tui.issues import PlanError
from sferum_tui.rollout.answers import School


def mode(path: Path) -> int:
    """The rights of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    ("plan", "school", "name"),
    [
        ("plan.toml", School(), "Приказ Сферум.docx"),
        ("plan.toml", School(name="МБОУ «СОШ № 12»"), "Приказ Сферум МБОУ СОШ № 12.docx"),
        ("plan.toml", School(name="МБОУ", short_name="СОШ № 12"), "Приказ Сферум СОШ № 12.docx"),
        # Plans of one folder do not write over each other.
        ("school7.toml", School(short_name="№ 7"), "Приказ Сферум № 7 (school7).docx"),
        # Of an official name what tells the school from others, cut behind a word.
        (
            "plan.toml",
            School(
                name="Муниципальное бюджетное общеобразовательное учреждение «Средняя"
                " общеобразовательная школа № 112 с углублённым изучением предметов» города"
            ),
            "Приказ Сферум Средняя общеобразовательная школа № 112 с углублённым.docx",
        ),
        # A name is no path and no sign that Windows refuses.
        ("plan.toml", School(name="../a/b:c*?\n<d>|."), "Приказ Сферум a b c d.docx"),
    ],
)
def test_a_document_lies_beside_the_plan_and_is_called_after_the_school(
    plan: str, school: School, name: str
) -> None:
    assert document_path(Path("/s", plan), "Приказ Сферум", "docx", school) == Path(
        "/s/documents", name
    )


def test_a_long_name_of_a_school_still_fits_into_a_name_of_a_file() -> None:
    path = document_path(Path("/s/plan.toml"), "Приказ", "docx", School(name="я" * 300))
    assert len(path.name.encode()) < 255


def test_a_new_file_and_its_folder_are_for_their_owner_alone(tmp_path: Path) -> None:
    target = tmp_path / "documents" / "order.md"
    save(target, b"1", folder=True)
    assert target.read_bytes() == b"1"
    assert (mode(target), mode(target.parent)) == (0o600, 0o700)
    assert list(target.parent.iterdir()) == [target]


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    target = tmp_path / "order.md"
    target.write_bytes(b"old")
    target.chmod(0o640)
    with pytest.raises(PlanError, match="уже есть") as caught:
        save(target, b"new")
    assert caught.value.exit_code == 3
    assert target.read_bytes() == b"old"
    save(target, b"new", replace=True)
    assert target.read_bytes() == b"new"
    assert mode(target) == 0o640


def test_a_link_that_leads_nowhere_is_a_file_that_is_there(tmp_path: Path) -> None:
    target = tmp_path / "order.md"
    target.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PlanError, match="уже есть"):
        save(target, b"new")
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("what", ["folder", "pipe", "missing"])
def test_what_is_no_file_is_refused_in_russian(tmp_path: Path, what: str) -> None:
    target = tmp_path / "x"
    if what == "folder":
        target.mkdir()
    elif what == "pipe":
        os.mkfifo(target)
    else:
        target = target / "y"
    with pytest.raises(PlanError) as caught:
        save(target, b"new", replace=True)
    assert caught.value.exit_code == 3


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "order.md"
    save(target, b"old")

    def full(handle: int) -> None:
        raise OSError(28, "")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(PlanError, match="нет места"):
        save(target, b"new", replace=True)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failed_write_leaves_no_folder_that_was_made_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(PlanError, match="нет места"):
        save(tmp_path / "школа" / "documents" / "order.md", b"new", folder=True)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "documents").mkdir()
    with pytest.raises(PlanError, match="нет места"):
        save(tmp_path / "documents" / "order.md", b"new", folder=True)
    assert list(tmp_path.iterdir()) == [tmp_path / "documents"]


# Fetching


def commands(path: str, connection: str) -> tuple[str, ...]:
    """The commands for a file on a server reached so."""
    return copy_commands(Path(path), {"SSH_CONNECTION": connection})


def test_the_commands_name_the_address_that_was_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ivan")
    assert commands("/home/ivan/documents/order.docx", "10.0.0.5 5555 192.168.1.10 22") == (
        "scp ivan@192.168.1.10:/home/ivan/documents/order.docx .",
        "pscp ivan@192.168.1.10:/home/ivan/documents/order.docx .",
    )


def test_another_port_and_a_long_address_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ivan")
    assert commands("/d/o.md", "::1 5 fe80::7 2222")[0] == "scp -P 2222 ivan@[fe80::7]:/d/o.md ."


def test_a_path_with_spaces_is_quoted_as_windows_knows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ivan")
    found = commands("/мои планы/o.md", "10.0.0.5 5 1.2.3.4 22")
    assert found[1] == 'pscp "ivan@1.2.3.4:/мои планы/o.md" .'
    found = commands("/x$(touch y)/o.md", "10.0.0.5 5 1.2.3.4 22")
    assert found[0] == "scp 'ivan@1.2.3.4:/x$(touch y)/o.md' ."


@pytest.mark.parametrize("connection", ["", "x", "1 2 3"])
def test_nobody_who_sits_at_the_machine_is_told_to_copy(connection: str) -> None:
    assert commands("/d/o.md", connection) == ()
