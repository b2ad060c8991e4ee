"""Changing a TOML text with tomlkit: the second way, for what the lines of a text don't show.

It is slow and moves comments about, so the lines are tried first (`toml_edit`).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from sferum_tui.plan.tree import same
from sferum_tui.toml.read import Tree

_STRING_OR_COMMENT = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*+"{3,5}|\'\'\'(?:[^\']|\'{1,2}(?!\'))*+\'{3,5}'
    r'|"(?:[^"\\\n]|\\.)*+"|\'[^\'\n]*+\'|(\#[^\r\n]*+)'
)


def patched(text: str, old: Tree, new: Tree) -> str:
    """The text, which says `old`, changed towards `new`.

    Raises `ValueError` where tomlkit can't do it or a comment would be lost. Other faults of
    tomlkit may come through, and what it writes need not say `new`: the caller reads it again.
    """
    try:
        document = tomlkit.parse(text)
        _patch(document, old, new)
        result = tomlkit.dumps(document)
    except TOMLKitError as error:
        raise ValueError(str(error)) from None
    if _comments(text) - _comments(result):
        raise ValueError("comments are lost")
    return result


def _patch(part: Any, old: Tree, new: Tree) -> None:
    for key in old:
        if key not in new:
            del part[key]
    for key, value in new.items():
        was = old.get(key)
        if isinstance(was, dict) and isinstance(value, dict):
            _patch(part[key], was, value)
        elif not same(was, value):
            part[key] = value


def _comments(text: str) -> Counter[str]:
    return Counter(found[1] for found in _STRING_OR_COMMENT.finditer(text) if found[1])
