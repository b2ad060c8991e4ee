"""Word files: A4, Times New Roman, real headings, tables that repeat their head, page numbers.

The body is written as one piece of WordprocessingML and handed to python-docx, which keeps the rest
of the package: cell by cell through its objects a list of 5,000 rows would take minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape

import docx as word
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section as Page
from docx.shared import Cm

from sferum_tui.documents.formats.docx_styles import set_up
from sferum_tui.documents.formats.typeset import months, printed, told
from sferum_tui.documents.model import (
    Block,
    Cell,
    Column,
    Corner,
    Document,
    Facts,
    Heading,
    Items,
    Lane,
    Paper,
    Paragraph,
    Picture,
    Point,
    Sides,
    Span,
    Table,
    shares,
)
from sferum_tui.text import normal

_FONT = "Times New Roman"
_SHORT, _LONG = Cm(21.0), Cm(29.7)
_LEFT, _RIGHT, _TOP, _BOTTOM = Cm(2.5), Cm(1.5), Cm(2.0), Cm(2.0)
_TWIP = 635
#: How many cells the days of a picture may take on a page.
_MOST_CELLS = 46
_LABEL = 15
_STYLES = {
    "body": "Body",
    "plain": "Plain",
    "center": "Centered",
    "right": "RightSide",
    "strong": "Strong line",
    "note": "Remark",
    "quote": "Message",
}


def write(document: Document, now: datetime) -> bytes:
    """The bytes of a docx file; `now` is when it is said to have been made."""
    book = word.Document()
    _properties(book, document, now)
    set_up(book, 11 if document.compact else 12)
    page = book.sections[0]
    _page(page, document)
    width = (page.page_width or _SHORT) - _LEFT - _RIGHT
    xml = "".join(_Body(book, document, width // _TWIP).all())
    body = parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")
    end = book.element.body.sectPr
    for element in list(body):
        end.addprevious(element)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _properties(docx: Docx, document: Document, now: datetime) -> None:
    made = now.replace(tzinfo=None, microsecond=0)
    about = docx.core_properties
    about.title = normal(document.title)[:255]
    about.author = about.last_modified_by = "sferum-tui"
    about.created = about.modified = made
    about.language = "ru-RU"
    about.comments = ""


# The page


def _page(page: Page, document: Document) -> None:
    width, height = (_LONG, _SHORT) if document.landscape else (_SHORT, _LONG)
    page.orientation = WD_ORIENT.LANDSCAPE if document.landscape else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = width, height
    page.left_margin, page.right_margin = _LEFT, _RIGHT
    page.top_margin, page.bottom_margin = _TOP, _BOTTOM
    page.header_distance = page.footer_distance = Cm(1.0)
    page.different_first_page_header_footer = True
    _line(page.header.paragraphs[0]._p, normal(document.running), "")
    if any(isinstance(block, Heading) and block.new_page for block in document.blocks):
        # Which sheet a page goes on with: sheets are handed out one by one. «1» is the style of
        # their headings whatever the language of Word.
        _line(page.header.add_paragraph()._p, "", _field("STYLEREF 1", ""))
    word, of = document.page_words
    edge = (width - _LEFT - _RIGHT) // _TWIP
    for footer in (page.footer, page.first_page_footer):
        numbers = f"{_run(word + ' ')}{_field('PAGE')}{_run(f' {of} ')}{_field('NUMPAGES')}"
        _line(footer.paragraphs[0]._p, normal(document.foot), numbers, edge)


def _line(paragraph: object, left: str, right: str, edge: int = 0) -> None:
    """Fill a line of the head or foot of pages: a text, then fields, at the right edge if given."""
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{edge}"/></w:tabs>'
    properties = f'<w:pPr><w:pStyle w:val="Remark"/>{tabs if edge else ""}</w:pPr>'
    tab = "<w:r><w:tab/></w:r>" if edge else ""
    new = parse_xml(f"<w:p {nsdecls('w')}>{properties}{_run(left)}{tab}{right}</w:p>")
    paragraph.getparent().replace(paragraph, new)  # type: ignore[attr-defined]


def _field(code: str, text: str = "1") -> str:
    """A field that Word fills in; the text stands there until it does."""
    run = f"<w:r><w:t>{text}</w:t></w:r>"
    return f'<w:fldSimple w:instr=" {code} \\* MERGEFORMAT ">{run}</w:fldSimple>'


# The body


def _run(text: str, bold: bool = False) -> str:
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


class _Body:
    """Writes the blocks of one document; widths are in twentieths of a point."""

    def __init__(self, docx: Docx, document: Document, width: int) -> None:
        self.ids = {style.name: style.style_id for style in docx.styles if style.name}
        self.document = document
        self.paper: Paper = document.paper
        self.width = width

    def all(self) -> Iterator[str]:
        blocks = tuple(self.document.blocks)
        for block, after in zip(blocks, (*blocks[1:], None), strict=True):
            # A signature never stands alone on a page.
            yield from self._block(block, "<w:keepNext/>" if isinstance(after, Sides) else "")
            if isinstance(block, Table | Picture):
                yield self._gap(after)

    def _block(self, block: Block, keep: str) -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield self._paragraph(block.text, _STYLES[block.look], keep)
            case Point():
                # A blank is one long word: justified, the line before it would be torn apart.
                left = '<w:jc w:val="left"/>' if "____" in block.text else ""
                yield self._paragraph(f"{block.number} {block.text}", "Point", keep + left)
            case Items():
                for place, text in enumerate(block.texts, 1):
                    last = place == len(block.texts)
                    yield self._paragraph(text, "List Bullet", keep if last else "")
            case Facts():
                for label, text in block.pairs:
                    runs = f"{_run(f'{printed(label)}: ', bold=True)}{_run(printed(text))}"
                    yield self._with_runs(runs, "Plain", "<w:keepNext/>")
            case Sides():
                yield self._sides(block, keep)
            case Corner():
                yield from self._corner(block)
            case Table():
                yield self._table(block)
            case Picture():
                yield self._picture(block)

    def _with_runs(self, runs: str, style: str, extra: str = "") -> str:
        properties = f'<w:pStyle w:val="{self.ids[style]}"/>{extra}'
        return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"

    def _paragraph(self, text: str, style: str, extra: str = "") -> str:
        return self._with_runs(_run(printed(text)), style, extra)

    def _gap(self, after: Block | None) -> str:
        """A line after a table, so that the next one does not grow into it.

        Where a page ends there is none: on a full page it would make an empty one.
        """
        if isinstance(after, Heading | Corner) and after.new_page:
            return ""
        spacing = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        return self._paragraph("", "Remark", "" if after else spacing)

    def _heading(self, block: Heading) -> str:
        style = "Title" if block.level == 1 else f"Heading {block.level - 1}"
        extra = "<w:pageBreakBefore/>" if block.new_page else ""
        return self._paragraph(block.text, style, extra)

    def _sides(self, block: Sides, keep: str) -> str:
        tabs = f'{keep}<w:keepLines/><w:tabs><w:tab w:val="right" w:pos="{self.width}"/></w:tabs>'
        tabs += '<w:spacing w:before="120"/>'
        runs = f"{_run(printed(block.left))}<w:r><w:tab/></w:r>{_run(printed(block.right))}"
        return self._with_runs(runs, "Plain", tabs)

    def _corner(self, block: Corner) -> Iterator[str]:
        for place, line in enumerate(block.lines):
            page = "<w:pageBreakBefore/>" if block.new_page and place == 0 else ""
            indent = f'<w:ind w:left="{self.width * 11 // 20}"/>'
            yield self._paragraph(line, "Plain", f"<w:keepNext/>{page}{indent}")

    # Tables

    def _table(self, table: Table) -> str:
        widths = shares(table.columns, self.width)
        head = "".join(
            self._cell(printed(column.title), width, "Table head", self.paper.head, keep=True)
            for column, width in zip(table.columns, widths, strict=True)
        )
        rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
        for place, row in enumerate(table.rows, 1):
            keep = table.short and place < len(table.rows)
            cells = "".join(
                self._value(value, column, width, keep)
                for value, column, width in zip(row, table.columns, widths, strict=True)
            )
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
        return self._grid(widths, rows)

    def _grid(self, widths: Iterable[int], rows: Iterable[str]) -> str:
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
            f'<w:tblW w:w="{self.width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
            '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
            f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )

    def _value(self, value: Cell, column: Column, width: int, keep: bool) -> str:
        align = f'<w:jc w:val="{column.align}"/>' if column.align != "left" else ""
        return self._cell(printed(told(value)), width, "Table text", extra=align, keep=keep)

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
        borders: str = "",
    ) -> str:
        span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        middle = '<w:vAlign w:val="center"/>' if fill or borders else ""
        properties = (
            f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{borders}{shade}{middle}</w:tcPr>'
        )
        together = "<w:keepNext/>" if keep else ""
        return f"<w:tc>{properties}{self._paragraph(text, style, together + extra)}</w:tc>"

    # The picture of the windows

    def _picture(self, picture: Picture) -> str:
        spans = picture.spans(_MOST_CELLS)
        label = self.width * _LABEL // 100
        cells = [Column("", 1) for _ in spans]
        widths = [label, *shares(cells, self.width - label)]
        rows = [self._months(spans, widths), self._days(picture, spans, widths)]
        rows += [self._lane(lane, picture, spans, widths) for lane in picture.lanes]
        return self._grid(widths, rows)

    def _row(self, cells: str) -> str:
        return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="340"/></w:trPr>{cells}</w:tr>'

    def _months(self, spans: tuple[Span, ...], widths: list[int]) -> str:
        cells = self._cell("", widths[0], "Picture text", keep=True)
        place = 1
        for title, across in months(spans):
            text = title if across > 3 else ""
            width = sum(widths[place : place + across])
            cells += self._cell(text, width, "Picture text", keep=True, across=across)
            place += across
        return self._row(cells)

    def _days(self, picture: Picture, spans: tuple[Span, ...], widths: list[int]) -> str:
        cells = self._cell("", widths[0], "Picture text", keep=True)
        for span, width in zip(spans, widths[1:], strict=True):
            today = picture.today and span.touches(picture.today, picture.today)
            fill = self.paper.day_off if span.off else ""
            text = _run(str(span.first.day), bold=bool(today))
            cells += self._small(text, width, fill)
        return self._row(cells)

    def _lane(
        self, lane: Lane, picture: Picture, spans: tuple[Span, ...], widths: list[int]
    ) -> str:
        cells = self._small(_run(printed(lane.label)), widths[0], "", left=True)
        for span, width in zip(spans, widths[1:], strict=True):
            if span.touches(lane.first, lane.last):
                mark = "■" if span.touches(lane.last, lane.last) else ""
                cells += self._small(_run(mark), width, self.paper.stage(lane.number))
            elif span.touches(lane.event, lane.first):
                cells += self._small(_run("–"), width, self.paper.run_up)
            else:
                cells += self._small(_run(""), width, self.paper.day_off if span.off else "")
        return self._row(cells)

    def _small(self, runs: str, width: int, fill: str, left: bool = False) -> str:
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        tight = (
            '<w:tcMar><w:left w:w="40" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'
            if left
            else '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'
        )
        align = '<w:jc w:val="left"/>' if left else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}{tight}'
            f'<w:vAlign w:val="center"/></w:tcPr>'
            f"{self._with_runs(runs, 'Picture text', '<w:keepNext/>' + align)}</w:tc>"
        )
