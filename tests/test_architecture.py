"""Modules that need one another in a circle can be understood, tested and moved only together."""

from __future__ import annotations

import ast
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp

import sferum_tui


def test_no_modules_import_one_another_in_a_circle() -> None:
    """Imports for types and inside of functions count as well."""
    graph = grimp.build_graph("sferum_tui", cache_dir=None)
    below = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    assert len(below) > 200
    try:
        circle = ()
        TopologicalSorter(below).prepare()
    except CycleError as error:
        circle = error.args[1]
    assert circle == ()


def test_only_one_place_lets_a_widget_act_after_the_next_refresh() -> None:
    """There, one that has lost its parts in the meantime is left alone."""
    root = Path(sferum_tui.__file__).parent
    found = {it.name for it in root.rglob("*.py") if "call_after_refresh(" in it.read_text("utf-8")}
    assert found == {"later.py"}


def test_only_one_place_begins_workers() -> None:
    """There, one that an app which leaves does not begin is not complained of."""
    root = Path(sferum_tui.__file__).parent
    found = {it.name for it in root.rglob("*.py") if "run_worker(" in it.read_text("utf-8")}
    assert found == {"later.py"}


def test_one_name_means_one_class() -> None:
    """Messages are told apart by their widget: `ChatList.Moved`."""
    files = Path(sferum_tui.__file__).parent.rglob("*.py")
    names = Counter(
        node.name
        for file in files
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    )
    assert len(names) > 300
    assert [name for name, times in names.items() if times > 1] == []
