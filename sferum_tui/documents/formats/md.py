"""Markdown (CommonMark with tables). Every sign that could be markup is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sferum_tui.documents.formats.typeset import plain, told
from sferum_tui.documents.model import (
    Block,
    Column,
    Corner,
    Document,
    Facts,
    Heading,
    Items,
    Paragraph,
    Picture,
    Point,
    Sides,
    Signature,
    Table,
)
from sferum_tui.documents.words import SIGN

#: An underscore inside a word means nothing, and an address with another sign in it leads nowhere.
_MARKUP = re.compile(r"([\\`*{}\[\]<>|~#&$^=]|(?<![^\W_])_|_(?![^\W_]))")
#: What means something only where a line begins: a list or a rule.
_START = re.compile(r"^(\d+)([.)])|^([-+])")
#: A place to write in by hand. Underscores would have to be escaped one by one.
_BLANK = re.compile(r"(?<![^\W\d_])_{3,}(?![^\W_])")


def write(document: Document) -> bytes:
    """The bytes of a Markdown file."""
    parts = [part for block in document.blocks for part in _block(block)]
    if document.foot:
        parts += ["---", escape(document.foot)]
    return ("\n\n".join(parts) + "\n").encode()


def escape(text: str) -> str:
    """The text with nothing in it that could be markup inside a line."""
    blanks = _BLANK.sub(lambda it: "…" * (len(it[0]) // 2), plain(text))
    return _MARKUP.sub(r"\\\1", blanks)


def _line(text: str) -> str:
    """The text as a line of its own."""
    return _START.sub(lambda it: f"{it[1]}\\{it[2]}" if it[1] else f"\\{it[3]}", escape(text))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            if block.new_page:
                yield "---"
            yield f"{'#' * block.level} {escape(block.text)}"
        case Paragraph():
            yield _paragraph(block)
        case Point():
            # Points are a list already, that a program goes on counting.
            yield f"{block.number} {_line(block.text)}"
        case Items():
            yield "\n".join(f"- {_line(text)}" for text in block.texts)
        case Facts():
            yield "\n".join(f"- **{escape(label)}:** {escape(text)}" for label, text in block.pairs)
        case Sides():
            yield _line(f"{block.left} {block.right}")
        case Signature():
            yield _line(f"{block.role} {SIGN} {block.name}")
        case Corner():
            if block.new_page:
                yield "---"
            yield "  \n".join(_line(line) for line in block.lines)
        case Table():
            yield _table(block)
        case Picture():
            yield "\n".join(f"- {escape(lane.label)}: {escape(lane.told)}" for lane in block.lanes)


def _paragraph(block: Paragraph) -> str:
    text = _line(block.text)
    if not text:
        return ""
    match block.look:
        case "strong":
            return f"**{text}**"
        case "note":
            return f"*{text}*"
        case "quote":
            return f"> {text}"
        case _:
            return text


def _table(table: Table) -> str:
    lines = [_row([escape(column.title) for column in table.columns])]
    lines.append(_row([_rule(column) for column in table.columns]))
    lines += [_row([escape(told(value)) for value in row]) for row in table.rows]
    if table.total:
        sums = (escape(told(value)) for value in table.total)
        lines.append(_row([f"**{text}**" if text else "" for text in sums]))
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(column: Column) -> str:
    return {"left": "---", "right": "---:", "center": ":---:"}[column.align]
