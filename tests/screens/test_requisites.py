"""The requisites of papers: a new one is a key, a field of the answers and a row, no more."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec.structs import replace

import sferum_tui
from sferum_tui.editing.requisites import REQUISITES
from sferum_tui.plan.changes import answers_diff
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.answer_paths import value_at, with_value
from sferum_tui.rollout.answers import Papers
from tests.support.program import NOW, aware, save_plan


def test_a_requisite_is_a_key_a_field_of_the_answers_and_a_row(tmp_path: Path) -> None:
    """What is typed into its row is in the file, in the history, and beside another session's."""
    store = save_plan(tmp_path)
    other = PlanStore(store.path)
    old = other.load().plan.answers
    papers = [it.path for it in REQUISITES if it.path.startswith("papers.")]
    assert [path.partition(".")[2] for path in papers] == list(Papers.__struct_fields__)
    for path in papers:
        mine = with_value(old, path, f"Иванова {path}")
        theirs = replace(old, sizes={"8А": 27})
        store.apply(answers_diff(old, mine), who="первый", at=aware(NOW))
        saved = other.apply(answers_diff(old, theirs), who="второй", at=aware(NOW)).plan.answers
        assert value_at(saved, path) == f"Иванова {path}"
        assert f'{path.partition(".")[2]} = "Иванова {path}"' in store.path.read_text()
    told = [entry.what for entry in store.history() if entry.who == "первый"]
    assert told == [f"{title}: нет → «Иванова {path}»" for title, path in zip(
        ["секретарь педсовета", "председатель педсовета", "контроль исполнения", "координатор"],
        reversed(papers), strict=True,
    )]  # fmt: skip


def test_the_name_of_a_requisite_stands_in_three_files_and_on_papers() -> None:
    package = Path(sferum_tui.__file__).parent
    found = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if re.search(r"\bsecretary\b", path.read_text())
    }
    assert {it for it in found if not it.startswith("documents/")} == {
        "plan/keys.py",
        "rollout/answers.py",
        "editing/requisites.py",
    }
