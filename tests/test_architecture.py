"""Modules that need one another in a circle can be understood, tested and moved only together."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp


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
