"""Pages for a browser: everything in one file, printed on A4, the picture drawn as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape as escape_html

from sferum_tui.documents.formats.typeset import printed, told
from sferum_tui.documents.model import (
    CELLS,
    Block,
    Column,
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
from sferum_tui.documents.words import SIGN, paper
from sferum_tui.locations import resource
from sferum_tui.rollout.russian import MONTHS_SHORT

#: The picture in its own units: the whole, the labels to the left, a row.
_WIDTH, _LABEL, _ROW = 1000, 190, 26


def write(document: Document) -> bytes:
    """The bytes of an HTML file."""
    body = "\n".join(part for block in document.blocks for part in _block(block))
    foot = f"\n<footer>{_text(document.foot)}</footer>" if document.foot else ""
    looks = ["wide"] * document.landscape + ["hall"] * document.hall
    wide = f' class="{" ".join(looks)}"' if looks else ""
    again = document.reload * 60
    refresh = f'<meta http-equiv="refresh" content="{again}">\n' if again else ""
    page = (
        '<!DOCTYPE html>\n<html lang="ru">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        # Nothing is loaded from anywhere and nothing runs, whatever stands in the texts.
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"{refresh}<title>{_text(document.title)}</title>\n<style>\n{_css()}</style>\n</head>\n"
        f"<body{wide}>\n{body}{foot}\n</body>\n</html>\n"
    )
    return page.encode()


@cache
def _css() -> str:
    return resource("styles", "documents.css").read_text(encoding="utf-8")


def _text(text: str) -> str:
    return escape_html(printed(text))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            page = ' class="new-page"' if block.new_page else ""
            yield f"<h{block.level}{page}>{_text(block.text)}</h{block.level}>"
        case Paragraph():
            look = "center" if block.look == "school" else block.look
            yield f'<p class="{look}">{_text(block.text)}</p>'
        case Point():
            yield f'<p class="point">{_text(block.number)} {_text(block.text)}</p>'
        case Items():
            items = "".join(f"<li>{_text(text)}</li>" for text in block.texts)
            yield f"<ul>{items}</ul>"
        case Facts():
            for label, text in block.pairs:
                yield f'<p class="fact"><b>{_text(label)}:</b> {_text(text)}</p>'
        case Sides():
            yield (
                f'<div class="sides"><span>{_text(block.left)}</span>'
                f"<span>{_text(block.right)}</span></div>"
            )
        case Signature():
            yield (
                f'<div class="sides"><span>{_text(block.role)}</span><span>{SIGN}</span>'
                f"<span>{_text(block.name)}</span></div>"
            )
        case Corner():
            page = " new-page" if block.new_page else ""
            lines = "".join(f"<p>{_text(line)}</p>" for line in block.lines)
            yield f'<div class="corner{page}">{lines}</div>'
        case Table():
            yield _table(block)
        case Picture():
            yield _picture(block)


def _table(table: Table) -> str:
    widths = "".join(f'<col style="width:{part / 10}%">' for part in shares(table.columns, 1000))
    head = "".join(f'<th scope="col">{_text(column.title)}</th>' for column in table.columns)
    kind = ' class="short"' if table.short else ""
    lines = [f"<table{kind}><colgroup>{widths}</colgroup><thead><tr>{head}</tr></thead><tbody>"]
    for place, row in enumerate(table.lines):
        pairs = zip(row, table.columns, strict=True)
        cells = "".join(_cell(told(value), column) for value, column in pairs)
        total = ' class="total"' if place == len(table.rows) else ""
        lines.append(f"<tr{total}>{cells}</tr>")
    lines.append("</tbody></table>")
    return "\n".join(lines)


def _cell(text: str, column: Column) -> str:
    align = f' class="{column.align}"' if column.align != "left" else ""
    # On a phone a row is a card, and each value stands behind the head of its column.
    return f'<td{align} data-head="{_text(column.title)}">{_text(text)}</td>'


# The picture of the windows


def _picture(picture: Picture) -> str:
    spans = picture.spans(CELLS)
    cell = (_WIDTH - _LABEL) / len(spans)
    height = _ROW * (len(picture.lanes) + 2)
    told_all = "; ".join(f"{lane.label}: {lane.told}" for lane in picture.lanes)
    parts = [
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{_text(told_all)}">',
        *_scale(spans, cell, height),
    ]
    for place, lane in enumerate(picture.lanes):
        parts += _lane(lane, spans, cell, _ROW * (place + 2))
    parts.append("</svg>")
    return "".join(parts)


def _scale(spans: tuple[Span, ...], cell: float, height: int) -> Iterator[str]:
    """Months, days, shaded days off."""
    every = max(1, round(22 / cell))
    month = 0
    for place, span in enumerate(spans):
        left = _LABEL + place * cell
        if span.off:
            yield _box(left, _ROW, cell, height - _ROW, paper().day_off)
        if span.first.month != month and cell * (len(spans) - place) > 40:
            month = span.first.month
            yield _label(left + 2, _ROW - 8, f"{MONTHS_SHORT[month - 1]} {span.first.year}")
        if place % every == 0:
            yield _label(left + cell / 2, 2 * _ROW - 8, str(span.first.day), middle=True)


def _lane(lane: Lane, spans: tuple[Span, ...], cell: float, top: int) -> Iterator[str]:
    yield _label(0, top + _ROW - 9, lane.label)
    middle = top + _ROW / 2
    window = [place for place, span in enumerate(spans) if span.touches(lane.first, lane.last)]
    start = next(place for place, span in enumerate(spans) if span.touches(lane.event, lane.event))
    left, right = _LABEL + window[0] * cell, _LABEL + (window[-1] + 1) * cell
    yield (
        f'<line x1="{_LABEL + start * cell:.1f}" y1="{middle}" x2="{left:.1f}" y2="{middle}"'
        ' stroke="#808080"/>'
    )
    yield f"<g><title>{_text(f'{lane.label}: {lane.told}')}</title>"
    yield _box(left, top + 4, right - left, _ROW - 8, paper().stage(lane.number), "#404040")
    yield f"{_label(right - 4, top + _ROW - 9, str(lane.last.day), end=True)}</g>"


def _box(x: float, y: float, width: float, height: float, fill: str, stroke: str = "none") -> str:
    return (
        f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{height}" fill="#{fill}"'
        f' stroke="{stroke}"/>'
    )


def _label(x: float, y: float, text: str, middle: bool = False, end: bool = False) -> str:
    anchor = ' text-anchor="middle"' if middle else ' text-anchor="end"' if end else ""
    return f'<text x="{x:.1f}" y="{y}"{anchor}>{_text(text)}</text>'
