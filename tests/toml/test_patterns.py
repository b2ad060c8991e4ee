"""Patterns that every Python from 3.11 on reads alike."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from sferum_tui.toml.scan import Scan

#: `a*+`, `a++`, `a?+`, `a{2}+` and `(?>a)`: matched wrongly before 3.11.5.
ATOMIC = re.compile(r"[*+?}]\+|\(\?>")
SOURCES = sorted(Path("sferum_tui").rglob("*.py"))


@pytest.mark.parametrize("text", [r"[ \t]*+x", "a++", "a?+", "a{2}+", "(?>a)"])
def test_an_atomic_pattern_is_known(text: str) -> None:
    assert ATOMIC.search(text)


def test_no_text_of_the_program_has_an_atomic_pattern() -> None:
    found = {
        f"{path}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if ATOMIC.search(node.value)
    }
    assert len(SOURCES) > 100
    assert found == set()


@pytest.mark.parametrize(
    "value",
    ['"""a"b"""', '"""a""b"""', '"""a"""""', '"""\\""""', "'''a'b'''", '"a\\"b"', '"\\\\"', "''"],
)
@pytest.mark.parametrize("end", ["", "\n", ' # "\n', " # '''"])
def test_a_text_ends_where_its_quotes_end(value: str, end: str) -> None:
    node = Scan(f"a = {value}{end}").root.children["a"]
    assert (node.start, node.end) == (4, 4 + len(value))
