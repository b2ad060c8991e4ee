"""From the tables of a plan file to `Answers`, with every fault named, and back."""

from __future__ import annotations

from typing import Any

from sferum_tui.guidance.loading import load_recommendations
from sferum_tui.plan.fields import Findings, TreeTable
from sferum_tui.plan.keys import ANSWERS
from sferum_tui.plan.kinds import Reader
from sferum_tui.plan.tree import Tree
from sferum_tui.rollout.answers import Answers


def read_answers(tree: dict[str, Any], findings: Findings, base: Answers | None) -> Answers:
    """The answers that a tree gives; what it doesn't say is taken from `base`.

    Findings hold every fault; with any the result is of no use.
    """
    reader = Reader(findings, load_recommendations())
    answers: Answers = ANSWERS.found(reader, TreeTable(findings, (), tree), base or Answers())
    return answers


def answers_tree(answers: Answers) -> Tree:
    """All keys of the answers, in the order of a plan file; what is not said is left out."""
    tree: Tree = ANSWERS.tree(answers)
    return tree
