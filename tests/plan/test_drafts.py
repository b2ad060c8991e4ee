"""The draft of the questions: all that stands in them is found again, a broken one harms nobody."""

from __future__ import annotations

import errno
import json
import os
import stat
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import convert, to_builtins
from msgspec.structs import replace

from sferum_tui.guidance.loading import preset_answers
from sferum_tui.issues import PlanError
from sferum_tui.plan.drafts import Draft, drop_draft, load_draft, save_draft
from sferum_tui.rollout.answers import Answers, Group, School
from tests.plan import values
from tests.support.school import EVENT, at

NOW = values.stamp(at(2026, 11, 25))
texts = st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3)
drafts = st.builds(
    Draft,
    values.answers,
    st.sampled_from(("school", "check")),
    texts,
    texts,
    st.none() | st.just(NOW),
    st.none() | values.answers,
)


def to_plain(value: object) -> Any:
    """What a draft file holds of a value."""
    return to_builtins(value, str_keys=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "plan.0.draft"


@given(drafts)
def test_a_draft_comes_back_as_it_was(draft: Draft) -> None:
    assert convert(json.loads(json.dumps(to_plain(draft))), Draft, str_keys=True) == draft


def test_a_draft_is_for_its_owner_alone(path: Path) -> None:
    draft = Draft(preset_answers("city", EVENT), "people", {"name": "5Ъ"}, {"2а/8А": "2а/8Б"}, NOW)
    save_draft(path, draft)
    assert load_draft(path) == draft
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    save_draft(path, replace(draft, step="check"))
    assert load_draft(path) == replace(draft, step="check")
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    drop_draft(path)
    assert load_draft(path) is None
    drop_draft(path)


def test_a_draft_keeps_what_is_no_answer_yet(path: Path) -> None:
    """Titles that no plan would take, no date; nothing unseen is left in any text."""
    answers = replace(
        preset_answers("city"), school=School("а\x1bб\n"), groups=(Group("", "event", 2),) * 2
    )
    draft = Draft(answers, "groups", {"votes.for": "\u202e5 и\u0306"})
    save_draft(path, draft)
    loaded = load_draft(path)
    assert loaded
    assert loaded.answers == replace(answers, school=School("аб "))
    assert loaded.typed == {"votes.for": "5 й"}


def test_no_draft_is_none(tmp_path: Path) -> None:
    assert load_draft(tmp_path / "x.draft") is None
    assert load_draft(tmp_path / "нет" / "x.draft") is None


def spoilt(**changes: object) -> bytes:
    plain = {"version": 1, **to_plain(Draft(preset_answers("village", EVENT)))} | changes
    return json.dumps(plain).encode()


def with_answers(**changes: object) -> bytes:
    return spoilt(answers={**to_plain(preset_answers("village", EVENT)), **changes})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 100_000,
        b"9" * 10_000,
        spoilt(version=2),
        spoilt(step=5),
        spoilt(typed=[]),
        spoilt(typed={"a": 1}),
        spoilt(saved="вчера"),
        spoilt(answers=None),
        spoilt(extra=1),
        with_answers(school={"timezone": "Mars"}),
        with_answers(school={"structure_created": "2026-13-01"}),
        with_answers(classes={"by_grade": {"99": ["А"]}}),
        with_answers(classes={"by_grade": {"9": "А"}}),
        with_answers(classes={"mixed": {"abc": 4}}),
        with_answers(order={"mode": "later"}),
        with_answers(order={"stages": {"x": "sequential"}}),
        with_answers(calendar={"week": True}),
        with_answers(people={"pupil": "Иванов"}),
    ],
)
def test_a_broken_draft_is_put_aside_with_a_word(path: Path, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    with pytest.raises(PlanError, match=r"черновик повреждён и отложен в plan\.0\.draft\.bad"):
        load_draft(path)
    assert load_draft(path) is None
    assert path.with_name("plan.0.draft.bad").read_bytes() == data
    save_draft(path, Draft(Answers()))
    assert load_draft(path) == Draft(Answers())


@pytest.mark.parametrize("kind", ["folder", "pipe", "loop"])
def test_what_is_no_file_gets_a_clear_word(path: Path, kind: str) -> None:
    path.parent.mkdir()
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path)
    for act in (lambda: load_draft(path), lambda: save_draft(path, Draft(Answers()))):
        with pytest.raises(PlanError, match=r"папка|не обычный|по кругу"):
            act()


def test_a_draft_that_can_not_be_written_leaves_the_old_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_draft(path, Draft(Answers(), "school"))

    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(PlanError, match="на диске нет места"):
            save_draft(path, Draft(Answers(), "check"))
    assert load_draft(path) == Draft(Answers(), "school")
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_the_moment_of_a_draft_keeps_its_offset(path: Path) -> None:
    moment = datetime.fromisoformat("2026-11-25T10:00:00+12:00")
    save_draft(path, Draft(Answers(), saved=moment))
    loaded = load_draft(path)
    assert loaded is not None
    assert loaded.saved == moment
