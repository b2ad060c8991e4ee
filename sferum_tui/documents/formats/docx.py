"""Word files: A4, Times New Roman, real headings, tables that repeat their head, page numbers.

The body is written as one piece of WordprocessingML and handed to python-docx, which keeps the rest
of the package: cell by cell through its objects a list of 5,000 rows would take minutes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

import docx as word
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.section import CT_SectPr
from docx.section import Section as Page
from docx.shared import Cm
from msgspec.structs import replace

from sferum_tui.documents.formats.docx_package import (
    PAGE_NUMBER,
    Lists,
    head_of_pages,
    headless,
    keeps_first_page,
    letterhead_of,
    of_a_current_word,
    section_end,
)
from sferum_tui.documents.formats.docx_pages import kept_with_next
from sferum_tui.documents.formats.docx_styles import set_up
from sferum_tui.documents.formats.docx_tables import Grids, run_of
from sferum_tui.documents.formats.typeset import printed, stamp
from sferum_tui.documents.model import (
    Block,
    Corner,
    Document,
    Facts,
    Heading,
    Items,
    LetterheadError,
    Paragraph,
    Picture,
    Point,
    Section,
    Sides,
    Signature,
    Table,
)
from sferum_tui.documents.words import SIGN
from sferum_tui.text import normal

_SHORT, _LONG = Cm(21.0), Cm(29.7)
_LEFT, _RIGHT, _TOP, _BOTTOM = Cm(2.5), Cm(1.5), Cm(2.0), Cm(2.0)
#: The margins of a sheet with two copies, and what lies between them. No printer prints nearer to
#: the edge.
_EDGE, _GAP = Cm(1.2), 850
_TWIP = 635
#: The height of a usual letterhead, in rows to write on.
_HEAD_ROWS = 8
#: A line that takes no room.
_FLAT = '<w:spacing w:before="0" w:after="0" w:line="1" w:lineRule="exact"/>'
#: The line between two sheets that are cut apart.
_CUT = '<w:spacing w:before="100" w:after="200" w:line="80" w:lineRule="exact"/>'


def write(document: Document, now: datetime, letterhead: bytes = b"") -> bytes:
    """The bytes of a docx file; `now` is when it is said to have been made.

    Where there is a letterhead the document is written into a copy of it, below what stands there.
    Raises `LetterheadError` where that can't be done.
    """
    if not letterhead:
        return _written(word.Document(), document, now, headed=False)
    book = letterhead_of(letterhead)
    try:
        return _written(book, _below_a_letterhead(document), now, headed=True)
    except Exception:
        # Whatever the library trips over, the letterhead is to blame.
        what = "в этот бланк не записать: откройте его в Word и сохраните ещё раз"
        raise LetterheadError(what) from None


def _written(book: Docx, document: Document, now: datetime, *, headed: bool) -> bytes:
    _properties(book, document, now)
    of_a_current_word(book)
    styles = set_up(book, 10 if document.compact else 12)
    page = book.sections[-1]
    if not headed:
        _page(page, document)
    _numbered(page, document, styles)
    body = _Body(book, document, styles, _width(page, document), headed)
    parsed = parse_xml(f"<w:body {nsdecls('w')}>{''.join(body.all())}</w:body>")
    end = book.element.body.sectPr
    for element in list(parsed):
        end.addprevious(element)
    if document.twice:
        end.getparent().replace(end, section_end(end, columns=2))
    elif document.sections:
        end.getparent().replace(end, body.end(document.sections[-1]))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _below_a_letterhead(document: Document) -> Document:
    """The document with fewer rows to write on in its first part, which shares the first page."""
    first, *others = document.sections
    blocks = tuple(it.shortened(_HEAD_ROWS) if isinstance(it, Table) else it for it in first.blocks)
    return replace(document, sections=(replace(first, blocks=blocks), *others))


def _properties(docx: Docx, document: Document, now: datetime) -> None:
    made = stamp(now)
    about = docx.core_properties
    about.title = normal(document.title)[:255]
    about.author = about.last_modified_by = normal(document.author)[:255]
    about.created = about.modified = made
    about.language = "ru-RU"
    about.comments = ""


# The page


def _page(page: Page, document: Document) -> None:
    wide = document.landscape or document.twice
    page.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
    page.left_margin, page.right_margin = _LEFT, _RIGHT
    page.top_margin, page.bottom_margin = _TOP, _BOTTOM
    if document.twice:
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _EDGE
    page.header_distance = page.footer_distance = Cm(1.0)


def _width(page: Page, document: Document) -> int:
    """The width of the text, in twentieths of a point."""
    room = (page.page_width or _SHORT) - (page.left_margin or _LEFT) - (page.right_margin or _RIGHT)
    return (room // _TWIP - _GAP) // 2 if document.twice else room // _TWIP


def _numbered(page: Page, document: Document, styles: dict[str, str]) -> None:
    """Page numbers at the top, in the middle, from the second page; a letterhead keeps its own."""
    if document.twice or not keeps_first_page(page):
        return
    page.different_first_page_header_footer = True
    if headless(page) and (page.header_distance or 0) < _EDGE < (page.top_margin or 0):
        # LibreOffice writes a letterhead without a head so that a number would stand on the edge.
        page.header_distance = _EDGE
    _line(page.header.paragraphs[0]._p, PAGE_NUMBER, styles["page"])
    if document.foot:
        for footer in (page.footer, page.first_page_footer):
            _line(footer.paragraphs[0]._p, run_of(normal(document.foot)), styles["note"])


def _line(paragraph: object, runs: str, style: str) -> None:
    """Fill a line of the head or foot of pages."""
    new = parse_xml(_edge(runs, style, nsdecls("w")))
    paragraph.getparent().replace(paragraph, new)  # type: ignore[attr-defined]


def _edge(runs: str, style: str, spaces: str = "") -> str:
    """A line of the head or foot of pages."""
    return f'<w:p {spaces}><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


# The body


def _ragged(text: str) -> str:
    """Left alignment for a text with a blank: justified, the line before it would be torn apart."""
    return '<w:jc w:val="left"/>' if "____" in text else ""


def _parted(section: Section, after: Section) -> bool:
    """Whether the pages of two parts differ, so that the second one begins a page."""
    return section.place != after.place or after.place == "pages"


class _Body:
    """Writes the blocks of one document; widths are in twentieths of a point."""

    def __init__(
        self, docx: Docx, document: Document, ids: dict[str, str], width: int, headed: bool
    ) -> None:
        self.ids = ids
        self.document = document
        self.grids = Grids(ids, width)
        self.width = width
        #: Whether the paper stands on the school's letterhead.
        self.headed = headed
        self.lists = Lists(docx)
        self.docx = docx
        self.page = docx.element.body.sectPr
        #: The head of pages without any text, once one is needed.
        self._bare = ""
        #: Whether what is written now stays in one piece.
        self._whole = False

    def all(self) -> Iterator[str]:
        """Everything, twice where two copies stand on a sheet."""
        yield from self._sections()
        if self.document.twice:
            # The rest of the line stands in the second column: it has no height there.
            yield self.grids.with_runs('<w:r><w:br w:type="column"/></w:r>', "note", _FLAT)
            yield from self._sections()

    def _sections(self) -> Iterator[str]:
        before: Section | None = None
        for section in self.document.sections:
            if before and _parted(before, section):
                yield self._break(before)
            self._whole = section.place == "slip"
            yield from self._blocks(section, self._begins_page(section))
            if self._whole:
                yield self._cut()
            before = section

    def _begins_page(self, section: Section) -> bool:
        """Whether the part that follows this one begins a page, so that no gap is left."""
        sections = self.document.sections
        place = sections.index(section) + 1
        if place == len(sections):
            return False
        after = sections[place]
        first = after.blocks[0] if after.blocks else None
        return (isinstance(first, Heading | Corner) and first.new_page) or _parted(section, after)

    def _blocks(self, section: Section, ends_page: bool) -> Iterator[str]:
        blocks = section.blocks
        last = ends_page or section is self.document.sections[-1]
        held = frozenset(kept_with_next(blocks, last))
        # Behind the table of a sheet what is said of one kind of chat stays in one piece.
        lists = [place for place, it in enumerate(blocks) if isinstance(it, Table)]
        tail = lists[-1] if lists and section.place == "pages" else len(blocks)
        for place, (block, after) in enumerate(zip(blocks, (*blocks[1:], None), strict=True)):
            told = tail < place and after is not None and not isinstance(after, Facts)
            kept = self._whole or place in held or told
            keep = "<w:keepNext/>" if kept else ""
            yield from self._block(block, keep)
            turns = after is None and ends_page
            turns = turns or (isinstance(after, Heading | Corner) and after.new_page)
            if isinstance(block, Table | Picture) and not turns:
                # A heading brings the room above it with itself.
                yield self._gap(after is None or isinstance(after, Heading), keep)

    def _break(self, before: Section) -> str:
        """The end of a section of pages, on a line of no height."""
        end = self.end(before).xml
        return f'<w:p><w:pPr><w:pStyle w:val="{self.ids["note"]}"/>{_FLAT}{end}</w:pPr></w:p>'

    def end(self, section: Section) -> CT_SectPr:
        """The properties of the pages of a part: sheets are handed out one by one.

        A sheet of several pages counts them from 1 and says whose they are; sheets that are cut
        off one from the other have no numbers.
        """
        style = self.ids["page"]
        head = ""
        if section.place == "pages":
            title = run_of(printed(section.title))
            head = head_of_pages(self.docx, _edge(PAGE_NUMBER, style) + _edge(title, style))
        elif section.place == "slip":
            head = self._bare = self._bare or head_of_pages(self.docx, _edge("", style))
        pages, slip = section.place == "pages", section.place == "slip"
        return section_end(self.page, counted=pages, head=head, tall=slip)

    def _cut(self) -> str:
        """A line to cut along."""
        border = '<w:pBdr><w:bottom w:val="dashed" w:sz="6" w:space="1" w:color="808080"/></w:pBdr>'
        return self._paragraph("", "note", border + _CUT)

    def _block(self, block: Block, keep: str) -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph(look="school") if self.headed:
                pass
            case Paragraph():
                left = _ragged(block.text) if block.look == "body" else ""
                yield self._paragraph(block.text, block.look, keep + left)
            case Point():
                extra = f"{keep}{self.lists.point(block.number)}{_ragged(block.text)}"
                yield self._paragraph(block.text, "point", extra)
            case Items():
                for place, text in enumerate(block.texts, 1):
                    kept = keep if place == len(block.texts) or self._whole else ""
                    yield self._paragraph(text, "item", kept + self.lists.item())
            case Facts():
                for label, text in block.pairs:
                    runs = f"{run_of(f'{printed(label)}: ', bold=True)}{run_of(printed(text))}"
                    yield self.grids.with_runs(runs, "plain", "<w:keepNext/>")
            case Sides():
                yield self._sides((block.left, block.right), keep)
            case Signature():
                yield self._sides((block.role, SIGN, block.name), keep)
            case Corner():
                yield from self._corner(block)
            case Table():
                yield self.grids.table(block, keep, self._whole)
            case Picture():
                yield self.grids.picture(block)

    def _paragraph(self, text: str, style: str, extra: str = "") -> str:
        return self.grids.with_runs(run_of(printed(text)), style, extra)

    def _gap(self, flat: bool, keep: str) -> str:
        """A line after a table, so that the next one does not grow into it; `flat` has no height.

        At the end a line would make an empty page where the table has filled its own.
        """
        return self._paragraph("", "note", keep + (_FLAT if flat else ""))

    def _heading(self, block: Heading) -> str:
        style = "Title" if block.level == 1 else f"Heading {block.level - 1}"
        extra = "<w:pageBreakBefore/>" if block.new_page else ""
        return self._paragraph(block.text, style, f"<w:keepNext/>{extra}")

    def _sides(self, parts: tuple[str, ...], keep: str) -> str:
        """Texts at both edges; of three the one between stands in the middle of what is right."""
        tabs = f'<w:tab w:val="right" w:pos="{self.width}"/>'
        if len(parts) > 2:
            tabs = f'<w:tab w:val="center" w:pos="{self.width * 11 // 20}"/>{tabs}'
        extra = f'{keep}<w:keepLines/><w:tabs>{tabs}</w:tabs><w:spacing w:before="120"/>'
        tab = "<w:r><w:tab/></w:r>"
        return self.grids.with_runs(
            tab.join(run_of(printed(part)) for part in parts), "plain", extra
        )

    def _corner(self, block: Corner) -> Iterator[str]:
        for place, line in enumerate(block.lines):
            page = "<w:pageBreakBefore/>" if block.new_page and place == 0 else ""
            indent = f'<w:ind w:left="{self.width * 11 // 20}"/>'
            yield self._paragraph(line, "plain", f"<w:keepNext/>{page}{indent}")
