"""The files of many schools: read step by step, and again only where something has changed."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sferum_tui.rollout.schools import days_text
from sferum_tui.school_watch import SchoolWatch
from tests.support.program import NOW, Standing, aware, save_schools, tick_one


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five schools and a file that can't be read."""
    save_schools(tmp_path)
    return tmp_path


def read(monkeypatch: pytest.MonkeyPatch, watch: SchoolWatch) -> list[str]:
    """The names of the files that are read from now on."""
    names: list[str] = []
    board = watch.board

    def counted(path: Path) -> object:
        names.append(path.name)
        return board(path)

    monkeypatch.setattr(watch, "board", counted)
    return names


def test_plans_are_read_one_after_another_and_each_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = SchoolWatch((folder,), Standing(NOW))
    names = read(monkeypatch, watch)
    for number in range(1, 7):
        assert watch.look(0)
        assert (len(names), len(watch.reports), watch.number) == (number, number, 6)
        assert watch.complete is (number == 6)
    assert not watch.look(0)
    assert not watch.look(9)
    assert len(names) == 6
    assert [report.path for report in watch.reports.values()] == sorted(names)


def test_what_has_changed_is_read_again_and_what_is_gone_goes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = SchoolWatch((folder,), Standing(NOW))
    watch.look(9)
    names = read(monkeypatch, watch)
    one, bad = folder / "школа-1.toml", folder / "ошибка.toml"
    before = watch.reports[one].counts.ready
    tick_one(one)
    assert watch.look(9)
    assert (names, watch.reports[one].counts.ready) == (["школа-1.toml"], before + 1)
    (folder / "школа-5.toml").rename(folder / "а.toml")
    bad.write_bytes((folder / "школа-4.toml").read_bytes())
    assert watch.look(9)
    assert names[1:] == ["а.toml", "ошибка.toml"]
    assert list(watch.reports) == sorted(folder.glob("*.toml"))
    assert not any(report.error for report in watch.reports.values())
    (folder / "а.toml").unlink()
    assert watch.look(9)
    assert watch.number == 5


def test_a_new_day_is_told_to_every_school_at_its_own_midnight(folder: Path) -> None:
    clock = Standing(aware(datetime(2026, 11, 30, 23, 59)))
    watch = SchoolWatch((folder,), clock)
    watch.look(9)
    late = folder / "школа-2.toml"
    days = days_text(watch.reports[late])
    clock.moment += timedelta(seconds=59)
    assert not watch.look(9)
    clock.moment += timedelta(seconds=1)
    assert watch.look(9)
    assert (days, days_text(watch.reports[late])) == ("на 11 дней", "на 12 дней")


def test_who_looks_while_another_looks_does_not_wait(folder: Path) -> None:
    watch = SchoolWatch((folder,), Standing(NOW))
    with watch._looking:
        assert not watch.look(9)
        assert not watch.reports
    assert watch.look(9)


def test_files_that_are_named_stay_in_the_table_when_they_are_gone(folder: Path) -> None:
    paths = (folder / "школа-1.toml", folder / "нет.toml")
    watch = SchoolWatch(paths, Standing(NOW))
    watch.look(9)
    assert str(watch.reports[paths[1]].error) == f"{paths[1]}: такого файла нет"
    paths[1].write_bytes(paths[0].read_bytes())
    assert watch.look(9)
    assert watch.reports[paths[1]].error is None


@pytest.mark.skipif(os.getuid() == 0, reason="root may read everything")
def test_a_folder_that_is_closed_says_so_and_keeps_what_was_read(folder: Path) -> None:
    watch = SchoolWatch((folder,), Standing(NOW))
    watch.look(9)
    folder.chmod(0)
    try:
        assert watch.look(9)
        assert "нет прав" in watch.fault
        assert len(watch.reports) == 6
    finally:
        folder.chmod(0o700)
