"""A document as lines of text for a screen: what it says, in the room there is."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from sferum_tui.documents.formats.typeset import printed, told
from sferum_tui.documents.model import (
    Block,
    Corner,
    Document,
    Facts,
    Heading,
    Items,
    Lane,
    Paragraph,
    Picture,
    Point,
    Sides,
    Signature,
    Span,
    Table,
    shares,
)
from sferum_tui.documents.words import SIGN, Words
from sferum_tui.rollout.russian import MONTHS_SHORT, plural
from sferum_tui.text import in_lines

#: So many rows of a table are shown.
_MOST_ROWS = 100
#: Fuller of unbreakable words than this a table is hard to read.
_FULL = 0.7


def lines(document: Document, width: int) -> Iterator[str]:
    """The lines of a document, none longer than so many characters."""
    for block in document.blocks:
        yield from _block(block, width)


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading():
            yield ""
            title = printed(block.text)
            yield from in_lines(title, width)
            if block.level < 3:
                yield "─" * min(width, len(title))
        case Paragraph():
            yield from _paragraph(block, width)
        case Point():
            yield from _hanging(f"{block.number} ", block.text, width)
        case Items():
            for text in block.texts:
                yield from _hanging("• ", text, width)
        case Facts():
            for label, text in block.pairs:
                yield from _hanging("", f"{label}: {text}", width)
        case Sides():
            yield from _sides(printed(block.left), printed(block.right), width)
        case Signature():
            yield from _sides(printed(block.role), f"{SIGN} {printed(block.name)}", width)
        case Corner():
            indent = " " * (width // 2)
            for text in block.lines:
                yield from _hanging(indent, text, width)
        case Table():
            yield from _table(block, width)
            yield ""
        case Picture():
            yield from _picture(block, width)
            yield ""


def _sides(left: str, right: str, width: int) -> Iterator[str]:
    gap = max(2, width - len(left) - len(right))
    yield from wrap(f"{left}{' ' * gap}{right}", width, drop_whitespace=False)


def _paragraph(block: Paragraph, width: int) -> Iterator[str]:
    text = printed(block.text)
    match block.look:
        case "center" | "school":
            for line in in_lines(text, width):
                yield line.center(width).rstrip()
        case "right":
            for line in in_lines(text, width):
                yield line.rjust(width)
        case "strong":
            yield ""
            yield from in_lines(text, width)
        case "quote":
            for line in in_lines(text, width - 4):
                yield f"  │ {line}"
        case _:
            yield from in_lines(text, width)


def _hanging(head: str, text: str, width: int) -> Iterator[str]:
    """A text behind a number or a bullet, its other lines indented as much."""
    rest = " " * len(head)
    yield from in_lines(printed(text), width, head, rest)


def _table(table: Table, width: int) -> Iterator[str]:
    shown = [[printed(told(value)) for value in row] for row in table.lines[:_MOST_ROWS]]
    titles = [printed(column.title) for column in table.columns]
    widths = _widths(table, [titles, *shown], width - 2 * (len(titles) - 1))
    if widths:
        yield from _row(titles, widths, table)
        yield "─" * (sum(widths) + 2 * (len(titles) - 1))
        for row in shown:
            yield from _row(row, widths, table)
    else:
        for row in shown:
            yield from _card(row, table, width)
    left = len(table.lines) - len(shown)
    if left:
        yield Words("preview")("more", rows=plural(left, "строка", "строки", "строк"))


def _widths(table: Table, rows: list[list[str]], room: int) -> list[int]:
    """The widths of columns in which no word is torn apart; none where there is no room."""
    least = [
        max((len(word) for text in column for word in text.split()), default=1)
        for column in zip(*rows, strict=True)
    ]
    if sum(least) > room * _FULL:
        return []
    free = shares(table.columns, room - sum(least))
    return [width + more for width, more in zip(least, free, strict=True)]


def _row(texts: list[str], widths: list[int], table: Table) -> Iterator[str]:
    cells = [in_lines(text, width) for text, width in zip(texts, widths, strict=True)]
    for place in range(max(1, *(len(cell) for cell in cells))):
        parts = []
        for cell, column, width in zip(cells, table.columns, widths, strict=True):
            part = cell[place] if place < len(cell) else ""
            parts.append(part.rjust(width) if column.align == "right" else part.ljust(width))
        yield "  ".join(parts).rstrip()


def _card(texts: list[str], table: Table, width: int) -> Iterator[str]:
    """A row of a table too wide: its first value, then the others with their heads."""
    yield from in_lines(texts[0], width) or ["–"]
    rest = [
        f"{_lower(column.title)}: {text}"
        for column, text in zip(table.columns[1:], texts[1:], strict=True)
        if text
    ]
    yield from in_lines(" · ".join(rest), width, "  ", "  ")


def _lower(title: str) -> str:
    """The title inside a line; «Ф. И. О.» stays."""
    return title if title[1:2] == "." else title[:1].lower() + title[1:]


# The picture of the windows


def _picture(picture: Picture, width: int) -> Iterator[str]:
    label = max(len(printed(lane.label)) for lane in picture.lanes) + 2
    if width - label < 20:
        for lane in picture.lanes:
            yield from in_lines(f"{printed(lane.label)}: {lane.told}", width)
        return
    spans = picture.spans(width - label)
    size = max(1, (width - label) // len(spans))
    yield " " * label + _scale(spans, size)
    for lane in picture.lanes:
        yield f"{printed(lane.label):<{label}}" + _lane(lane, spans, size)


def _scale(spans: tuple[Span, ...], size: int) -> str:
    """The days that have room, a month where one begins."""
    text, month = "", 0
    for place, span in enumerate(spans):
        if len(text) > place * size:
            continue
        text = text.ljust(place * size)
        begun = span.first.month != month
        month = span.first.month
        text += f"{span.first.day}{' ' + MONTHS_SHORT[month - 1] if begun else ''} "
    return text.rstrip()


def _lane(lane: Lane, spans: tuple[Span, ...], size: int) -> str:
    signs = (
        "█"
        if span.touches(lane.first, lane.last)
        else "─"
        if span.touches(lane.event, lane.first)
        else " "
        for span in spans
    )
    return "".join(sign * size for sign in signs).rstrip()
