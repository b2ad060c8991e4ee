"""Recommendations with three or five stages pass every command: their number is data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sferum_tui.documents.catalogue import FORMATS
from tests.commands.conftest import Cli
from tests.support import stages

NOW = ("--plan", "plan.toml", "--now", "2026-11-30T12:00")


@pytest.fixture(params=["three", "five"])
def number(request: pytest.FixtureRequest) -> Iterator[int]:
    """How many stages the recommendations have here."""
    tree = stages.three_stages() if request.param == "three" else stages.five_stages()
    with stages.using(tree):
        yield len(tree["stages"])


@pytest.fixture
def plan(cli: Cli, number: int) -> Path:
    """A city school's plan."""
    ran = cli("new", "--preset", "city", "--created", "2026-11-23", *NOW)
    assert (ran.code, ran.err) == (0, "")
    return Path("plan.toml")


def test_status_tells_of_every_stage(cli: Cli, number: int, plan: Path) -> None:
    told = cli("status", "--json", *NOW).json
    assert [item["number"] for item in told["stages"]] == list(range(1, number + 1))
    assert all(item["chats"]["total"] + item["chats"]["preview"] for item in told["stages"])
    lines = cli("status", *NOW)
    assert (lines.code, lines.err) == (0, "")
    assert f"\n{number}. " in lines.out
    assert cli("check", *NOW).code == 0


def test_the_last_stage_has_its_chats_and_the_one_after_it_is_refused(
    cli: Cli, number: int, plan: Path
) -> None:
    last = cli("chats", "--stage", number, "--json", *NOW).json
    assert {chat["stage"] for chat in last} == {number}
    assert {chat["kind"] for chat in last} == ({"5а", "5б", "5г"} if number == 5 else {"4а", "4б"})
    refused = cli("chats", "--stage", number + 1, *NOW)
    assert refused.code == 2
    assert f"у этого плана этапы 1, 2, 3{', 4, 5' if number == 5 else ''}" in refused.err


def test_every_document_is_made_in_every_format(cli: Cli, number: int, plan: Path) -> None:
    for what, formats in FORMATS.items():
        for kind in formats:
            ran = cli("export", what, "--format", kind, "-o", f"{what}.{kind}", *NOW)
            assert ran.code == 0, (what, kind, ran.err)
            assert Path(f"{what}.{kind}").stat().st_size, (what, kind)


def test_an_edit_by_hand_may_name_every_stage(cli: Cli, number: int, plan: Path) -> None:
    text = plan.read_text("utf-8")
    text = text.replace("stages = {}", f'stages = {{{number} = "simultaneous"}}')
    plan.write_text(text, "utf-8")
    assert cli("check", *NOW).code == 0


def test_the_decision_is_about_the_grades_of_its_stage(cli: Cli, number: int, plan: Path) -> None:
    words = ("decide", "--outcome", "positive", "--pupils", "--grades")
    if number == 3:
        refused = cli(*words, "1-4", *NOW)
        assert (refused.code, "решают о классах нет таких" in refused.err) == (2, True)
        return
    assert cli(*words, "2-3", *NOW).code == 0
    refused = cli(*words, "4-5", *NOW)
    assert (refused.code, "решают о классах 1, 2, 3, 4" in refused.err) == (2, True)


def test_schools_that_follow_other_stages_stand_in_one_table(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sferum_tui.commands import schools
    from sferum_tui.commands.context import read_board

    for name in ("a.toml", "b.toml"):
        cli("new", "--preset", "city", "--created", "2026-11-23", "--plan", name)

    def read(path: Path, line: object) -> object:
        tree = stages.three_stages() if path.name == "b.toml" else stages.recommendations_tree()
        with stages.using(tree):
            return read_board(path, line)  # type: ignore[arg-type]

    monkeypatch.setattr(schools, "read_board", read)
    ran = cli("status", "a.toml", "b.toml", "--now", "2026-11-30T12:00")
    assert (ran.code, ran.err) == (0, "")
    assert next(line.count("этап") for line in ran.out.splitlines()) == 4
