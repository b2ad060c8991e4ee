"""From the tables of a plan file to `Answers`, with every fault named, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sferum_tui.guidance.rules import recommendations_for
from sferum_tui.plan.keys import ANSWERS
from sferum_tui.plan.kinds import Reader
from sferum_tui.rollout.answers import Answers
from sferum_tui.toml.fields import Issues, TreeTable
from sferum_tui.toml.tree import Tree


def read_answers(
    tree: dict[str, Any], issues: Issues, base: Answers | None, folder: Path | None = None
) -> Answers:
    """The answers that a tree gives; what it doesn't say is taken from `base`.

    The guidance that the tree names may lie in `folder`, that of the plan. Issues hold every
    fault; with any the result is of no use.
    """
    base = base or Answers()
    rules = recommendations_for(_guidance(tree) or base.school.guidance, folder)
    reader = Reader(issues, rules)
    answers: Answers = ANSWERS.found(reader, TreeTable(issues, (), tree), base)
    return answers


def _guidance(tree: dict[str, Any]) -> str:
    """The name of the pack, which all other keys are checked by; "" where it is no name."""
    school = tree.get("school")
    name = school.get("guidance") if isinstance(school, dict) else ""
    return name if isinstance(name, str) else ""


def answers_tree(answers: Answers) -> Tree:
    """All keys of the answers, in the order of a plan file; what is not said is left out."""
    tree: Tree = ANSWERS.tree(answers)
    return tree
