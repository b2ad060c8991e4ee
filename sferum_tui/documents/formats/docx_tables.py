"""Tables and pictures of Word files: heads that repeat, rows that do not break, days as cells."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from sferum_tui.documents.formats.typeset import lines_of, months, printed, told
from sferum_tui.documents.model import (
    CELLS,
    Cell,
    Column,
    Lane,
    Picture,
    Span,
    Table,
    shares,
)
from sferum_tui.documents.words import paper

_LABEL = 24
#: So many rows of a table stay on one page with its head.
_FIRST = 2
#: Of the last rows at least so many stay on one page, of a long table a quarter, up to the most.
_LAST, _LAST_MOST = 3, 12
#: The last rows together take no more lines than these: a longer piece would be parted anywhere.
_LAST_LINES = 20
#: A page with fewer lines of a table than these is nearly empty.
_FEWEST_LINES = 6
#: More empty rows than these at the end need no names on their page.
_SPARE = 16
_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
#: The lines of a table. A style can't draw them: a letterhead made in Word has none of that id.
_FRAME = "".join(
    f"<w:{side} {_LINE}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
#: A line above a cell, drawn by it instead of by the cell over it.
_NO_LINE_BELOW, _LINE_ABOVE = '<w:bottom w:val="nil"/>', f"<w:top {_LINE}/>"
#: The height of a row with room for a signature, in twentieths of a point.
_TALL = 420
#: The width in which «нояб. 2026» stands on one line, in twentieths of a point.
_MONTH = 1100
#: How wide a bold letter, a figure and the margins of a cell are, in twentieths of a point.
_LETTER, _FIGURE, _MARGINS = 112, 100, 150


def run_of(text: str, bold: bool = False) -> str:
    """A run of text, its signs escaped."""
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def widths_of(table: Table, whole: int) -> list[int]:
    """The widths of columns: on a narrow page the widest gives what a head or a number lacks."""
    widths = shares(table.columns, whole)
    for place, column in enumerate(table.columns):
        lacking = max(0, _least(column, [row[place] for row in table.lines]) - widths[place])
        widest = max(range(len(widths)), key=widths.__getitem__)
        given = min(lacking, widths[widest] // 2)
        widths[place] += given
        widths[widest] -= given
    return widths


def _least(column: Column, values: Iterable[Cell]) -> int:
    """The width in which neither a word of the head nor a number is broken."""
    words = column.title.replace("-", " ").split()
    figures = (len(str(value)) for value in values if isinstance(value, int))
    letters = max(map(len, words), default=0)
    return max(letters * _LETTER, max(figures, default=0) * _FIGURE) + _MARGINS


def _kept_rows(table: Table, keep: bool, whole: bool) -> list[bool]:
    """Of each row whether it stays on the page of the next one; of the last one if `keep`."""
    # Rows to write on do not leave the last filled one alone with them.
    spare = table.spare if table.spare <= _SPARE else 0
    most = min(_LAST_MOST, len(table.lines) // 4, _in_lines(table, _LAST_LINES))
    last = max(_LAST + spare, _in_lines(table, _FEWEST_LINES), most)
    # Neither the last row nor the first ones stand alone on a page.
    stays = [
        place < _FIRST or left < last or table.short or whole
        for place, left in enumerate(reversed(range(len(table.lines))))
    ]
    return [*stays[:-1], keep] if stays else []


def _in_lines(table: Table, most: int) -> int:
    """How many of the last rows take so many lines, about."""
    lines = 0
    for number, row in enumerate(reversed(table.lines)):
        lines += _height(table, row)
        if lines > most:
            return number
    return len(table.lines)


def _height(table: Table, row: tuple[Cell, ...]) -> int:
    """How many lines the texts of a row take, about; a number is never broken."""
    cells = zip(row, table.columns, strict=True)
    texts = ((it, column) for it, column in cells if isinstance(it, str))
    return max((lines_of(text, column.width) for text, column in texts), default=1)


def _brink(kept: list[bool]) -> list[str]:
    """The lines that cells draw otherwise: those between the first rows kept and the next one.

    LibreOffice drops all further rows where the first ones fill their page and only the line below
    them does not fit; so that line is the next row's.
    """
    lines = [""] * len(kept)
    place = kept.index(False) if False in kept else len(kept)
    if place + 1 < len(kept):
        lines[place : place + 2] = (_NO_LINE_BELOW, _LINE_ABOVE)
    return lines


class Grids:
    """Writes what is made of cells; widths are in twentieths of a point."""

    def __init__(self, ids: dict[str, str], width: int) -> None:
        self.ids = ids
        self.paper = paper()
        self.width = width

    def with_runs(self, runs: str, style: str, extra: str = "") -> str:
        """A paragraph of a style with what is in it."""
        properties = f'<w:pStyle w:val="{self.ids[style]}"/>{extra}'
        return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"

    def table(self, table: Table, keep: str, whole: bool) -> str:
        """A table; `whole` keeps it on the page of what stands around it."""
        widths = widths_of(table, self.width)
        head = "".join(
            self._cell(printed(column.title), width, "head", self.paper.head, keep=True)
            for column, width in zip(table.columns, widths, strict=True)
        )
        rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
        height = f'<w:trHeight w:val="{_TALL}"/>' if table.tall else ""
        kept = _kept_rows(table, bool(keep), whole)
        for row, stays, lines in zip(table.lines, kept, _brink(kept), strict=True):
            bold = bool(table.total) and len(rows) == len(table.lines)
            cells = "".join(
                self._value(value, column, width, stays, bold, lines)
                for value, column, width in zip(row, table.columns, widths, strict=True)
            )
            rows.append(f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{cells}</w:tr>")
        return self._grid(widths, rows)

    def _grid(self, widths: Iterable[int], rows: Iterable[str]) -> str:
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{self.width}" w:type="dxa"/>'
            f'<w:tblBorders>{_FRAME}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
            '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
            f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )

    def _value(
        self, value: Cell, column: Column, width: int, keep: bool, bold: bool, lines: str
    ) -> str:
        align = f'<w:jc w:val="{column.align}"/>' if column.align != "left" else ""
        text = printed(told(value))
        return self._cell(text, width, "cell", extra=align, keep=keep, bold=bold, lines=lines)

    def _cell(
        self,
        text: str,
        width: int,
        style: str,
        fill: str = "",
        *,
        extra: str = "",
        keep: bool = False,
        across: int = 1,
        bold: bool = False,
        margins: str = "",
        lines: str = "",
    ) -> str:
        span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        edges = f"<w:tcMar>{margins}</w:tcMar>" if margins else ""
        around = f"<w:tcBorders>{lines}</w:tcBorders>" if lines else ""
        middle = '<w:vAlign w:val="center"/>' if fill or margins else ""
        look = f"{span}{around}{shade}{edges}{middle}"
        properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>'
        together = "<w:keepNext/>" if keep else ""
        runs = self.with_runs(run_of(text, bold), style, together + extra)
        return f"<w:tc>{properties}{runs}</w:tc>"

    # The picture of the windows

    def picture(self, picture: Picture) -> str:
        """The windows of the stages on the days of the calendar."""
        spans = picture.spans(CELLS)
        label = self.width * _LABEL // 100
        cells = [Column("", 1) for _ in spans]
        widths = [label, *shares(cells, self.width - label)]
        rows = [self._months(spans, widths), self._days(spans, widths)]
        rows += [self._lane(lane, spans, widths) for lane in picture.lanes]
        return self._grid(widths, rows)

    def _row(self, cells: str) -> str:
        return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="340"/></w:trPr>{cells}</w:tr>'

    def _months(self, spans: tuple[Span, ...], widths: list[int]) -> str:
        cells = self._cell("", widths[0], "day", keep=True)
        place = 1
        for title, across in months(spans):
            width = sum(widths[place : place + across])
            text = title if width >= _MONTH else ""
            cells += self._cell(text, width, "day", keep=True, across=across)
            place += across
        return self._row(cells)

    def _days(self, spans: tuple[Span, ...], widths: list[int]) -> str:
        cells = self._cell("", widths[0], "day", keep=True)
        for span, width in zip(spans, widths[1:], strict=True):
            fill = self.paper.day_off if span.off else ""
            cells += self._small(str(span.first.day), width, fill)
        return self._row(cells)

    def _lane(self, lane: Lane, spans: tuple[Span, ...], widths: list[int]) -> str:
        cells = self._small(printed(f"{lane.label}, {lane.told}"), widths[0], left=True)
        for span, width in zip(spans, widths[1:], strict=True):
            if span.touches(lane.first, lane.last):
                mark = "■" if span.touches(lane.last, lane.last) else ""
                cells += self._small(mark, width, self.paper.stage(lane.number))
            elif span.touches(lane.event, lane.first):
                cells += self._small("–", width, self.paper.run_up)
            else:
                cells += self._small("", width, self.paper.day_off if span.off else "")
        return self._row(cells)

    def _small(self, text: str, width: int, fill: str = "", left: bool = False) -> str:
        edge = 40 if left else 0
        margins = f'<w:left w:w="{edge}" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        align = '<w:jc w:val="left"/>' if left else ""
        return self._cell(text, width, "day", fill, extra=align, keep=True, margins=margins)
