"""A pasted list of classes without what may name persons."""

from __future__ import annotations

import re

from sferum_tui.rollout.class_notes import NAME
from sferum_tui.text import silenced


def without_persons(text: str) -> str:
    """A pasted list without the parts that may name persons, one line.

    What of a list is no class is kept to be put right; the name of a child must not be.
    """
    plain = NAME.sub("", _uncounted(silenced(text).strip()))
    kept = re.sub(r"[^;,\t\r\n]+", lambda part: "" if _may_name(part[0]) else part[0], plain)
    kept = re.sub(r"\s*[;\t\r\n][;,\s]*", "; ", kept)
    return re.sub(r"(?:\s*,)+", ",", kept).strip(" ,;")


def _uncounted(text: str) -> str:
    """Pasted rows without a first column that only counts them: «1 | 5А», «2 | 5Б»."""
    rows = [line.split("\t") for line in text.splitlines()]
    counted = [row for row in rows if len(row) > 1 and row[0].strip().isdecimal()]
    numbers = [row[0].strip() for row in counted]
    if not numbers or numbers != [str(at) for at in range(1, len(numbers) + 1)]:
        return text
    if not all(re.search(r"\d\W{0,2}[^\W\d_]", " ".join(row[1:])) for row in counted):
        return text
    return "\n".join("\t".join(row[1:] if row in counted else row) for row in rows)


def _may_name(text: str) -> bool:
    return bool(re.search(r"\b[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]{2})", text)) and not re.search(r"\d", text)
