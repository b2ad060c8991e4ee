"""Style sheets that are read once for all apps of a test process, not once for each.

Textual keeps what it has read as long as the app that read it; an app of a test lives for a second
and spends a fifth of its start on reading the same files. Relies on private parts of Textual 8.2.8.
"""

from __future__ import annotations

from typing import Any

from textual.css import stylesheet
from textual.css.model import RuleSet
from textual.css.tokenize import Token

_parse, _tokenize = stylesheet.parse, stylesheet.tokenize_values
_rules: dict[tuple[object, ...], list[RuleSet]] = {}
_variables: dict[tuple[tuple[str, str], ...], dict[str, list[Token]]] = {}


def _parsed(scope: str, css: str, *given: Any, **named: Any) -> list[RuleSet]:
    """What a text says; it depends on nothing but the text and the variables of a theme."""
    variables = id(named["variable_tokens"])  # `_variables` keeps them, and so their number
    rest = (name_value for name_value in named.items() if name_value[0] != "variable_tokens")
    key = (scope, css, *given, variables, *rest)
    if key not in _rules:
        _rules[key] = list(_parse(scope, css, *given, **named))
    return _rules[key]


def _tokenized(values: dict[str, str]) -> dict[str, list[Token]]:
    """The variables of a theme, taken apart: the same for every app that bears it."""
    key = tuple(values.items())
    if key not in _variables:
        _variables[key] = _tokenize(values)
    return _variables[key]


def read_once() -> None:
    """Let all apps share what was read."""
    stylesheet.parse = _parsed  # type: ignore[assignment]
    stylesheet.tokenize_values = _tokenized
