"""Workbooks: a sheet for each part, heads that stay, filters, dates as dates, text as text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from textwrap import shorten

from openpyxl import Workbook
from openpyxl.cell import Cell as Place
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sferum_tui.documents.formats.typeset import lines_of, months, plain, stamp, told
from sferum_tui.documents.model import (
    CELLS,
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Lane,
    Paragraph,
    Picture,
    Section,
    Span,
    Table,
)
from sferum_tui.documents.words import page_words, paper
from sferum_tui.text import FORMULA, normal

#: The longest text that a cell may hold, in characters.
_LONGEST = 32_767
#: The longest title of a sheet.
_LONGEST_TITLE = 31
#: How wide the days of a picture and the names of its rows are, in characters.
_DAY_WIDTH, _LABEL_WIDTH = 4, 44
#: So many characters fit into the head of a page, and so many in letters as large as in the table.
_HEADER, _HEADER_LARGE = 200, 110
#: The height of a line of text and of a title, in points.
LINE, _TITLE = 14, 20
#: The style of a title.
TITLE = "Title line"
#: How much room the letters of a title take, against those of a table.
_TITLE_WIDTH = 1.5
#: A page without its margins, in points, across and high: A4 as it lies.
_PAGE = {"landscape": (784, 487), "portrait": (538, 734)}
#: The width of a figure of the tables, in points, between what Excel and LibreOffice make of it.
_FIGURE = 5.65
#: By how much a sheet may shrink so that the last rows do not stand alone on a page, which they
#: do where they take less than such a part of it.
_PULL, _FEW = 1.1, 0.35


def write(document: Document, now: datetime) -> bytes:
    """The bytes of an xlsx file; `now` is when it is said to have been made."""
    book = new_book(document.title, document.author, now)
    for section in document.sections:
        sheet = book.create_sheet(section.title[:_LONGEST_TITLE])
        print_setup(sheet, document)
        _Sheet(sheet).fill(section)
    return bytes_of(book)


def new_book(title: str, author: str, now: datetime) -> Workbook:
    """A workbook without sheets that is said to have been made at this moment.

    Its plain cells have the font of the tables: programs measure the widths of columns by it, and
    the usual one is missing where there is no Microsoft Office.
    """
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    book._named_styles["Normal"].font = Font(name="Arial", size=10)  # type: ignore[attr-defined]
    book.properties.title = normal(title)[:255]
    book.properties.creator = book.properties.lastModifiedBy = normal(author)[:255]
    book.properties.created = stamp(now)
    for style in _styles():
        book.add_named_style(style)
    return book


def bytes_of(book: Workbook) -> bytes:
    """The file of a workbook."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _styles() -> tuple[NamedStyle, ...]:
    """The looks of cells."""
    colours = paper()
    side = Side(style="thin", color=colours.frame)
    frame = Border(left=side, right=side, top=side, bottom=side)
    wrapped = Alignment(vertical="top", wrap_text=True)
    font = Font(name="Arial", size=10)
    head = PatternFill("solid", fgColor=colours.head)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return (
        NamedStyle(TITLE, font=Font(name="Arial", size=14, bold=True), alignment=wrapped),
        NamedStyle("Text line", font=font, alignment=wrapped),
        NamedStyle(
            "Table head",
            font=Font(name="Arial", size=10, bold=True),
            alignment=middle,
            border=frame,
            fill=head,
        ),
        # «@» tells a spreadsheet that what is typed over the cell is text as well.
        NamedStyle("Table text", font=font, alignment=wrapped, border=frame, number_format="@"),
        # Set in, or a number would run into the text of the next column.
        NamedStyle(
            "Table number",
            font=font,
            alignment=Alignment(horizontal="right", vertical="top", indent=1),
            border=frame,
        ),
        NamedStyle(
            "Table date",
            font=font,
            alignment=Alignment(horizontal="left", vertical="top"),
            border=frame,
            number_format="DD.MM.YYYY",
        ),
        NamedStyle("Day", font=Font(name="Arial", size=8), alignment=middle, border=frame),
    )


def print_setup(sheet: Worksheet, document: Document) -> None:
    """A4 as the paper lies, as many pages as it takes, heads and feet."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if document.landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.75
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    word, of = page_words()
    head, foot = sheet.oddHeader, sheet.oddFooter
    if head is not None and foot is not None:
        # An empty part is no part: a code without a text can't be read again.
        head.left.text = _in_header(document.running) or None
        head.left.size = 8 if len(document.running) > _HEADER_LARGE else None
        foot.left.text = _in_header(document.foot) or None
        foot.right.text = f"{_in_header(word)} &P {_in_header(of)} &N"


def title_height(text: str, width: int) -> int:
    """How high a title over columns of this width is, in points."""
    return _TITLE * lines_of(text, width / _TITLE_WIDTH)


def fit_pages(sheet: Worksheet, last: int, width: int) -> None:
    """Say how many pages the rows up to `last` take, so that none of them has but a few.

    `width` is that of the printed columns. How high a page is differs a little between programs:
    what is to fit on so many pages is made smaller by as little.
    """
    setup = sheet.page_setup
    across, high = _PAGE[setup.orientation or "portrait"]
    room = high * max(1, width * _FIGURE / across)
    heights = [sheet.row_dimensions[row].height or LINE for row in range(1, last + 1)]
    titles = [int(row) for row in (sheet.print_title_rows or "").replace("$", "").split(":") if row]
    head = sum(heights[row - 1] for row in titles[:1])
    pages, left = _paged(heights, room, head)
    alone = left < room * _FEW and _paged(heights, room * _PULL, head)[0] < pages
    setup.fitToHeight = pages - 1 if alone else pages


def _paged(heights: Sequence[float], room: float, head: float) -> tuple[int, float]:
    """How many pages rows take, each but the first with a head, and how much of the last one."""
    pages, used = 1, 0.0
    for height in heights:
        if used + height > room:
            pages, used = pages + 1, head
        used += height
    return pages, used


def _in_header(text: str) -> str:
    """Text for the head and foot of pages, where «&» begins a code."""
    return shorten(plain(text), _HEADER, placeholder="…").replace("&", "&&")


class _Sheet:
    """Fills one sheet from the top down."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.paper = paper()
        self.row = 0
        self.width = 1
        self.room = 100

    def fill(self, section: Section) -> None:
        """Write the blocks; the head of the only table stays on screen and on every page."""
        tables = list(section.tables())
        if tables:
            self._widths(tables[0])
        for block in section.blocks:
            self._block(block, filtered=len(tables) == 1)
        if tables:
            fit_pages(self.sheet, self.row, self.room)

    def _at(self, row: int, column: int) -> Place:
        cell = self.sheet.cell(row, column)
        if not isinstance(cell, Place):
            raise TypeError(cell.coordinate)
        return cell

    def _widths(self, table: Table) -> None:
        for place, column in enumerate(table.columns, 1):
            dimension = self.sheet.column_dimensions[get_column_letter(place)]
            dimension.width, dimension.hidden = column.width + 2, column.hidden
        printed = table.columns[: table.printed or None]
        self.width = len(printed)
        self.room = sum(column.width + 2 for column in printed)

    def _block(self, block: Block, filtered: bool) -> None:
        match block:
            case Heading():
                self._line(block.text, TITLE)
            case Paragraph():
                self._line(block.text, "Text line")
            case Items():
                for text in block.texts:
                    self._line(f"• {text}", "Text line")
            case Facts():
                for label, text in block.pairs:
                    self._line(f"{label}: {text}", "Text line")
            case Table():
                self._table(block, filtered)
            case Picture():
                self._picture(block)
            case _:
                # Corners and signatures belong on paper that is signed.
                pass

    def _line(self, text: str, style: str) -> None:
        """A line over the whole width; merged cells do not grow by themselves."""
        self.row += 1
        put(self._at(self.row, 1), text, style)
        if self.width > 1:
            self.sheet.merge_cells(
                start_row=self.row, start_column=1, end_row=self.row, end_column=self.width
            )
        high = title_height(text, self.room) if style == TITLE else LINE * lines_of(text, self.room)
        self.sheet.row_dimensions[self.row].height = high

    def _table(self, table: Table, filtered: bool) -> None:
        self.row += 2 if self.row else 1
        head = self.row
        for place, column in enumerate(table.columns, 1):
            put(self._at(head, place), column.title, "Table head")
        # Bold letters are wider, and a head that is cut says nothing.
        tall = max(lines_of(column.title, column.width) for column in table.columns)
        self.sheet.row_dimensions[head].height = LINE * tall
        for number, row in enumerate(table.lines):
            self.row += 1
            for place, value in enumerate(row, 1):
                put_value(self._at(self.row, place), value)
                if number == len(table.rows):
                    self._at(self.row, place).font = Font(name="Arial", size=10, bold=True)
            seen = (it for it in zip(row, table.columns, strict=True) if not it[1].hidden)
            lines = max(lines_of(told(value), column.width + 2) for value, column in seen)
            self.sheet.row_dimensions[self.row].height = LINE * lines
        if filtered:
            last = get_column_letter(len(table.columns))
            self.sheet.freeze_panes = f"B{head + 1}"
            # The row of sums is no row to sort or to hide.
            self.sheet.auto_filter.ref = f"A{head}:{last}{head + len(table.rows)}"
            self.sheet.print_title_rows = f"{head}:{head}"
        for place, column in enumerate(table.columns, 1):
            if column.choices and table.rows:
                self._choices(column, get_column_letter(place), head)
        if table.printed:
            self.sheet.print_area = f"A1:{get_column_letter(table.printed)}{self.row}"

    def _choices(self, column: Column, letter: str, head: int) -> None:
        """What may stand in the cells of a column, offered as a list."""
        told = ",".join(column.choices)
        limit = DataValidation(type="list", formula1=f'"{told}"', allow_blank=True)
        limit.add(f"{letter}{head + 1}:{letter}{self.row}")
        self.sheet.add_data_validation(limit)

    # The picture of the windows

    def _picture(self, picture: Picture) -> None:
        spans = picture.spans(CELLS)
        self.sheet.column_dimensions["A"].width = _LABEL_WIDTH
        for place in range(2, len(spans) + 2):
            self.sheet.column_dimensions[get_column_letter(place)].width = _DAY_WIDTH
        days = self.row + 3
        self._months(spans, days - 1)
        for place, span in enumerate(spans, 2):
            cell = self._at(days, place)
            cell.value, cell.style = span.first.day, "Day"
            if span.off:
                cell.fill = _solid(self.paper.day_off)
        self.row = days
        for lane in picture.lanes:
            self.row += 1
            self._lane(lane, spans)
        self.sheet.freeze_panes = f"B{days + 1}"

    def _months(self, spans: tuple[Span, ...], row: int) -> None:
        place = 2
        for title, across in months(spans):
            put(self._at(row, place), title if across > 2 else "", "Table head")
            self.sheet.merge_cells(
                start_row=row, start_column=place, end_row=row, end_column=place + across - 1
            )
            place += across

    def _lane(self, lane: Lane, spans: tuple[Span, ...]) -> None:
        label = f"{lane.label}, {lane.told}"
        put(self._at(self.row, 1), label, "Table text")
        self.sheet.row_dimensions[self.row].height = LINE * lines_of(label, _LABEL_WIDTH)
        for place, span in enumerate(spans, 2):
            cell = self._at(self.row, place)
            cell.style = "Day"
            if span.touches(lane.first, lane.last):
                cell.fill = _solid(self.paper.stage(lane.number))
                cell.value = "■" if span.touches(lane.last, lane.last) else None
            elif span.touches(lane.event, lane.first):
                cell.value, cell.fill = "–", _solid(self.paper.run_up)
            elif span.off:
                cell.fill = _solid(self.paper.day_off)


def _solid(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def put_value(cell: Place, value: Cell) -> None:
    """Write a value of a table."""
    if isinstance(value, date):
        cell.value, cell.style = value, "Table date"
    elif isinstance(value, int):
        cell.value, cell.style = value, "Table number"
    else:
        put(cell, told(value), "Table text")


def put(cell: Place, text: str, style: str) -> None:
    """Write text as text: what looks like a formula or an error value is stored as a string."""
    cell.value = plain(text)[:_LONGEST] or None
    cell.style = style
    if cell.value is not None:
        cell.data_type = "s"
        if str(cell.value).startswith(FORMULA):
            cell.quotePrefix = True
