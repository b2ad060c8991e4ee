"""Word files: opened again and looked into."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from io import BytesIO
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import docx as word
import pytest
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from msgspec.structs import replace

from sferum_tui.documents import catalogue
from sferum_tui.documents.formats import docx, xlsx
from sferum_tui.documents.formats.docx_styles import NAMES as NAMES_OF_STYLES
from sferum_tui.documents.model import (
    Column,
    Corner,
    Document,
    Facts,
    Heading,
    Items,
    LetterheadError,
    Paragraph,
    Point,
    Section,
    Sides,
    Signature,
    Table,
)
from sferum_tui.rollout.answers import People
from sferum_tui.rollout.russian import NBSP
from tests.documents.papers import HARM, HARMFUL_SIGNS, board, harmful, made, named
from tests.support.program import NOW

NAMES = ["roadmap", "order", "minutes", "owner-sheets", "parents-note"]


def opened(data: bytes) -> Docx:
    """The file as python-docx reads it."""
    return word.Document(BytesIO(data))


def part(data: bytes, name: str) -> str:
    """One of the XML files inside."""
    with ZipFile(BytesIO(data)) as package:
        return package.read(name).decode()


def written(*blocks: object) -> bytes:
    """A document of these blocks."""
    section = Section("часть", blocks)  # type: ignore[arg-type]
    return docx.write(Document("название", (section,)), NOW)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_a4_and_numbers_its_pages_at_the_top_from_the_second_one(name: str) -> None:
    page = opened(made(name, "docx")).sections[0]
    one_page = name == "parents-note"
    sides = {round(side.cm, 1) for side in (page.page_width, page.page_height) if side}
    assert sides == {21.0, 29.7}
    assert page.header._element.xml.count(" PAGE ") == (not one_page)
    style = page.header.paragraphs[0].style
    assert one_page or (style is not None and style.name == NAMES_OF_STYLES["page"])
    assert " PAGE " not in page.first_page_header._element.xml
    assert " PAGE " not in page.footer._element.xml


def test_the_road_map_lies_on_its_side_and_the_order_stands() -> None:
    assert opened(made("roadmap", "docx")).sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert opened(made("order", "docx")).sections[0].orientation == WD_ORIENT.PORTRAIT


@pytest.mark.parametrize("name", NAMES)
def test_headings_are_styles_and_not_just_large_letters(name: str) -> None:
    styles = {item.style.name for item in opened(made(name, "docx")).paragraphs if item.style}
    assert "Title" in styles
    # All others have names that a Russian Word does not give to styles of its own.
    assert styles <= {"Title", "Heading 1", "Heading 2", *NAMES_OF_STYLES.values()}
    assert all(re.fullmatch("[А-яё -]+", name) for name in NAMES_OF_STYLES.values())


@pytest.mark.parametrize("name", ["roadmap", "order", "owner-sheets"])
def test_tables_repeat_their_head_and_never_part_a_row(name: str) -> None:
    tables = opened(made(name, "docx")).tables
    with_head = [table for table in tables if table._tbl.findall(f".//{qn('w:tblHeader')}")]
    assert with_head
    for table in with_head:
        rows = table._tbl.tr_lst
        assert all(
            row.trPr is not None and row.trPr.find(qn("w:cantSplit")) is not None for row in rows
        )
        assert rows[0].trPr is not None
        assert rows[0].trPr.find(qn("w:tblHeader")) is not None


def test_columns_fill_the_page_exactly() -> None:
    docx_file = opened(made("order", "docx"))
    page = docx_file.sections[0]._sectPr
    room = int(page.pgSz.get(qn("w:w"))) - sum(
        int(page.pgMar.get(qn(f"w:{side}"))) for side in ("left", "right")
    )
    for table in docx_file.tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert sum(widths) == room


def test_no_head_and_no_number_is_broken_on_a_narrow_page() -> None:
    columns = (Column("№", 1, "right"), Column("Чатов", 2, "right"), Column("Имя", 40))
    table = Table(columns, tuple((number, 1, "имя") for number in range(998, 1002)))
    (found,) = opened(written(table)).tables
    widths = [int(column.get(qn("w:w"))) for column in found._tbl.tblGrid]
    # Four figures and five bold letters of ten points, with the margins of the cells.
    assert widths[0] >= 4 * 100 + 140
    assert widths[1] >= 5 * 112 + 140
    assert sum(widths) == 9639


def test_the_picture_is_a_table_of_shaded_cells() -> None:
    table = next(
        table
        for table in opened(made("roadmap", "docx")).tables
        if "1 этап. Руководство" in table.cell(2, 0).text
    )
    fills = [cell.get(qn("w:fill")) for cell in table.rows[3]._tr.iter(qn("w:shd"))]
    assert fills.count("A9D8A0") == 4
    assert table.rows[3].cells[11].text == "■"
    assert table.rows[1].cells[6].text == "28"


def test_a_long_sheet_counts_its_own_pages_and_short_ones_stay_in_one_piece() -> None:
    pages = Section("длинный", (Paragraph("много"),), "pages")
    slip = Section("короткий", (Paragraph("мало"), Paragraph("и ещё")), "slip")
    data = docx.write(Document("x", (slip, slip, pages, slip)), NOW)
    counted = [
        section._sectPr.find(qn("w:pgNumType")) is not None for section in opened(data).sections
    ]
    assert counted == [False, True, False]
    kept = [item.text for item in opened(data).paragraphs if "w:keepNext" in item._p.xml]
    assert kept == ["мало", "и ещё"] * 3
    assert part(data, "word/document.xml").count('w:val="dashed"') == 3


def test_two_copies_stand_side_by_side_on_one_sheet() -> None:
    data = made("parents-note", "docx")
    body = part(data, "word/document.xml")
    assert body.count("Памятка родителям") == 2
    assert body.count('w:type="column"') == 1
    assert 'w:num="2"' in body
    assert opened(data).sections[0].orientation == WD_ORIENT.LANDSCAPE


def test_words_are_russian_for_the_spelling_checker_and_in_one_font() -> None:
    styles = part(made("order", "docx"), "word/styles.xml")
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]+)"', styles)) == {"ru-RU"}
    heading = styles[styles.index('w:styleId="Heading1"') :].split("</w:style>")[0]
    assert "Times New Roman" in heading
    assert "Theme" not in heading.split("<w:rFonts")[1].split("/>")[0]


def test_a_file_is_not_made_in_the_hours_to_come() -> None:
    """Files say their time in UTC: school time taken for it was twelve hours ahead in Kamchatka."""
    kamchatka = datetime(2026, 11, 30, 9, 5, tzinfo=ZoneInfo("Asia/Kamchatka"))
    about = opened(docx.write(Document("x", ()), kamchatka)).core_properties
    assert about.created.replace(tzinfo=None) == datetime(2026, 11, 29, 21, 5)
    assert xlsx.new_book("x", "", kamchatka).properties.created == datetime(2026, 11, 29, 21, 5)


def test_properties_say_the_moment_that_was_given() -> None:
    about = opened(made("order", "docx")).core_properties
    assert about.created == about.modified
    assert about.created is not None
    # Moscow is three hours ahead of the UTC that files say their time in.
    assert about.created.replace(tzinfo=None) == NOW - timedelta(hours=3)
    assert about.title.startswith("Приказ")
    assert about.author == about.last_modified_by == "МБОУ «СОШ № 12»"


def test_a_file_asks_for_no_compatibility_mode() -> None:
    settings = part(made("order", "docx"), "word/settings.xml")
    assert re.findall(r'"compatibilityMode"[^>]*w:val="(\d+)"', settings) == ["15"]


def test_lists_are_counted_by_word_and_each_begins_anew() -> None:
    points = [Point("1.", "а"), Point("2.", "б"), Paragraph("между"), Point("1.", "в")]
    data = written(*points, Items(("г",)), Point("□", "д"))
    body = part(data, "word/document.xml")
    numbers = re.findall(r'<w:ilvl w:val="0"/><w:numId w:val="(\d+)"/>', body)
    assert numbers[0] == numbers[1]
    assert len(set(numbers)) == 4
    assert ">1." not in body
    lists = part(data, "word/numbering.xml")
    assert lists.count("w:startOverride") == 2
    assert lists.rindex("<w:abstractNum ") < lists.index("<w:num ")


@pytest.mark.parametrize("name", NAMES)
def test_a_harmful_text_is_only_text(name: str) -> None:
    data = made(name, "docx", board(harmful()))
    body = part(data, "word/document.xml")
    assert not any(sign in body for sign in HARMFUL_SIGNS)
    assert "<b>" not in body
    text = "\n".join(item.text for item in opened(data).paragraphs)
    assert '=HYPERLINK("http://x";"1")[31m<b>&amp;|' in text.replace(NBSP, " ")
    assert "<w:hyperlink" not in body


def test_a_title_too_long_for_the_properties_is_cut() -> None:
    document = Document("я" * 400, (Section("часть", (Paragraph("текст"),)),))
    assert len(opened(docx.write(document, NOW)).core_properties.title) == 255


def test_parts_of_a_paragraph_stand_in_the_order_that_word_asks_for() -> None:
    order = [
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "numPr",
        "pBdr",
        "tabs",
        "spacing",
        "ind",
        "jc",
    ]
    data = written(
        Corner(("угол",), new_page=True),
        Heading("заголовок", new_page=True),
        Point("1.", "место: ________"),
        Sides("слева", "справа"),
        Signature("директор", "имя"),
        Table((Column("число", 5, "right"),), ((1,), (2,))),
    )
    for name in ("word/document.xml", "word/styles.xml"):
        for found in re.findall(r"<w:pPr>(.*?)</w:pPr>", part(data, name)):
            names = [tag for tag in re.findall(r"<w:(\w+)", found) if tag in order]
            assert names == sorted(names, key=order.index), found


def test_short_tables_stay_on_one_page_and_long_ones_may_part() -> None:
    # The head and, of a long table, two first rows and six or a quarter at the end but for the last
    # row: no page is left with a few rows.
    for number, kept in ((3, 3), (12, 8), (30, 9), (200, 14)):
        data = written(Table((Column("x", 5),), tuple((place,) for place in range(number))))
        assert part(data, "word/document.xml").count("<w:keepNext/>") == kept


def test_the_first_rows_of_a_table_stay_with_its_head() -> None:
    rows = tuple((place,) for place in range(20))
    body = part(written(Table((Column("x", 5),), rows)), "word/document.xml")
    kept = ["keepNext" in row for row in body.split("<w:tr>")[1:]]
    assert kept[:4] == [True, True, True, False]
    # Six lines at the least: four rows alone make a nearly empty page.
    assert kept[-7:] == [False, True, True, True, True, True, False]


def test_what_is_said_of_a_kind_of_chat_stays_on_one_page_of_a_sheet() -> None:
    """A longer piece would not fit what is left of the page, and LibreOffice parts it anywhere."""
    table = Table((Column("x", 5),), tuple((place,) for place in range(20)))
    first = (Facts((("что писать", "план"),)), Paragraph("сообщение"), Paragraph("замените"))
    last = (Facts((("для чего", "проект"),)), Paragraph("приглашение"), Paragraph("помощь"))
    sheet = Section("Лист", (Paragraph("до"), table, *first, *last), "pages")
    items = opened(docx.write(Document("x", (sheet, sheet)), NOW)).paragraphs
    kept = [item.text for item in items if "w:keepNext" in item._p.xml and item.text]
    assert kept == ["до", "что писать: план", "сообщение", "для чего: проект", "приглашение"] * 2


def test_a_remark_is_not_parted_by_the_end_of_a_page() -> None:
    style = opened(written(Paragraph("помощь", "note"))).styles["Примечание к документу"]
    assert style.paragraph_format.keep_together


def test_sheets_that_are_cut_off_have_a_taller_page() -> None:
    slip = Section("Лист 1", (Paragraph("один"),), "slip")
    pages = Section("Лист 2", (Paragraph("два"),), "pages")
    found = opened(docx.write(Document("x", (slip, pages)), NOW)).sections
    assert [round(it.top_margin.cm + it.bottom_margin.cm, 1) for it in found if it.top_margin
            and it.bottom_margin] == [2.4, 4.0]  # fmt: skip


def test_a_table_that_fills_its_page_makes_no_empty_one() -> None:
    table = Table((Column("x", 5),), ((1,),))
    bodies = {
        after: part(written(table, block), "word/document.xml").split("</w:tbl>")[1]
        for after, block in (
            ("page", Heading("лист", new_page=True)),
            ("corner", Corner(("приложение",), new_page=True)),
            ("text", Paragraph("текст")),
        )
    }
    assert {after: body.count("<w:p>") for after, body in bodies.items()} == {
        "page": 1,
        "corner": 1,
        "text": 2,
    }
    end = part(written(table), "word/document.xml").split("</w:tbl>")[1]
    # A whole point would not fit where the rows leave less: that made an empty page.
    assert 'w:line="1" w:lineRule="exact"' in end


@pytest.mark.parametrize(
    "block", [Paragraph("текст"), Point("1.", "текст"), Items(("пункт", "текст"))]
)
def test_a_signature_never_stands_alone_on_a_page(block: object) -> None:
    items = opened(written(block, Sides("Директор", "____"))).paragraphs
    kept = [item.text for item in items if item._p.find(f".//{qn('w:keepNext')}") is not None]
    assert len(kept) == 1
    assert kept[0].endswith("текст")


def test_a_line_before_a_blank_is_not_stretched() -> None:
    plain, blank = opened(written(Point("1.", "текст"), Point("2.", "лицо: ________"))).paragraphs
    assert plain.alignment is None
    assert blank.alignment == WD_ALIGN_PARAGRAPH.LEFT


def test_the_pages_of_a_sheet_say_whose_they_are() -> None:
    parts = (
        Section("Кому", (Paragraph("список"),)),
        Section("Лист 1. Орлова М. К.", (Paragraph("один"),), "pages"),
        Section("Лист 2", (Paragraph("два"),), "slip"),
        Section("Лист 3", (Paragraph("три"),), "slip"),
        Section("Лист 4. Юдина А. А.", (Paragraph("четыре"),), "pages"),
    )
    data = docx.write(Document("Листы", parts), NOW)
    pages = opened(data).sections
    heads = [[item.text for item in page.header.paragraphs] for page in pages]
    whose = [["", f"Лист 1. Орлова{NBSP}М.{NBSP}К."], ["", f"Лист 4. Юдина{NBSP}А.{NBSP}А."]]
    assert heads == [[""], whose[0], [""], whose[1]]
    counted = [" PAGE " in page.header._element.xml for page in pages]
    assert counted == [True, True, False, True]
    # The first page of each has no head; a field would stay empty where it is not reckoned.
    assert all(page.different_first_page_header_footer for page in pages)
    assert "STYLEREF" not in part(data, "word/document.xml")
    starts = [page._sectPr.find(qn("w:pgNumType")) is not None for page in pages]
    assert starts == [False, True, False, True]


def test_no_line_ends_inside_a_date_or_the_letter_of_a_paragraph() -> None:
    text = opened(written(Paragraph("до 8 декабря 2026 г. (п. 7.2 а)"))).paragraphs[0].text
    assert text == f"до 8{NBSP}декабря 2026{NBSP}г. (п.{NBSP}7.2{NBSP}а)"


def test_a_number_stays_with_its_class() -> None:
    text = opened(written(Paragraph("7 класс, 5–6 классы, 8 «А» класса"))).paragraphs[0].text
    assert text == f"7{NBSP}класс, 5–6 классы, 8{NBSP}«А» класса"


def test_harm_is_what_this_file_thinks_it_is() -> None:
    assert all(sign in HARM for sign in HARMFUL_SIGNS)


# На бланке школы


def on_letterhead(blank: Docx) -> Docx:
    """A paper with the school's name written on this letterhead."""
    out = BytesIO()
    blank.save(out)
    section = Section("часть", (Paragraph("Школа № 7", "school"), Paragraph("текст")))
    document = Document("название", (section,))
    return opened(docx.write(document, NOW, out.getvalue()))


def test_a_letterhead_stays_as_it_is_and_the_paper_stands_below() -> None:
    blank = word.Document()
    blank.add_paragraph("Школа № 7, г. Курган")
    blank.sections[0].footer.paragraphs[0].text = "школа@пример.рф"
    found = on_letterhead(blank)
    assert [item.text for item in found.paragraphs] == ["Школа № 7, г. Курган", "текст"]
    page = found.sections[0]
    assert page.first_page_footer.paragraphs[0].text == page.footer.paragraphs[0].text
    assert page.footer.paragraphs[0].text == "школа@пример.рф"
    assert " PAGE " in page.header._element.xml
    assert page.left_margin == blank.sections[0].left_margin


def test_tables_have_their_lines_on_a_letterhead_that_knows_no_style_of_tables() -> None:
    """Word in Russian calls «Сетка таблицы» by ids of its own, and writes it only where used."""
    blank = word.Document()
    grid = blank.styles["Table Grid"].element
    grid.getparent().remove(grid)
    out = BytesIO()
    blank.save(out)
    document = Document("x", (Section("x", (Table((Column("x", 5),), (("a",),)),)),))
    (table,) = opened(docx.write(document, NOW, out.getvalue())).tables
    lines = table._tbl.tblPr.find(qn("w:tblBorders"))
    assert {it.tag.rpartition("}")[2]: it.get(qn("w:val")) for it in lines} == dict.fromkeys(
        ("top", "left", "bottom", "right", "insideH", "insideV"), "single"
    )
    assert table._tbl.tblPr.find(qn("w:tblStyle")) is None


def test_no_page_number_stands_on_the_edge_of_a_letterhead() -> None:
    blank = word.Document()
    blank.sections[0].header_distance = 0
    assert round(on_letterhead(blank).sections[0].header_distance.cm, 1) == 1.2
    # What is drawn in the head of the first page stays where it is.
    blank.sections[0].different_first_page_header_footer = True
    blank.sections[0].first_page_header.paragraphs[0].text = "Школа № 7"
    assert on_letterhead(blank).sections[0].header_distance == 0


def test_a_letterhead_with_a_head_of_pages_keeps_it() -> None:
    blank = word.Document()
    blank.sections[0].header.paragraphs[0].text = "Школа № 7"
    page = on_letterhead(blank).sections[0]
    assert page.header.paragraphs[0].text == "Школа № 7"
    assert not page.different_first_page_header_footer


def test_rows_to_write_on_make_room_for_the_letterhead() -> None:
    out = BytesIO()
    word.Document().save(out)
    source = board(replace(named("village"), people=People(director="Ли В. Г.")))
    paper = catalogue.document("familiarisation", "docx", source, {})
    bare, headed = (
        len(opened(docx.write(paper, NOW, blank)).tables[0].rows) for blank in (b"", out.getvalue())
    )
    (table,) = (it for it in paper.blocks if isinstance(it, Table))
    assert bare == len(table.rows) + 1
    assert (table.spare > 8, headed) == (True, bare - 8)
    order = catalogue.document("order", "docx", source, {})
    rows = [
        [len(it.rows) for it in opened(docx.write(order, NOW, blank)).tables]
        for blank in (b"", out.getvalue())
    ]
    assert rows[0] == rows[1], "its list begins a page of its own"


def test_a_paper_that_is_no_paper_of_the_school_takes_no_letterhead() -> None:
    out = BytesIO()
    blank = word.Document()
    blank.add_paragraph("бланк")
    blank.save(out)
    source = board(named("village"))
    for name, expected in (("familiarisation", "бланк"), ("parents-note", "МБОУ «СОШ № 12»")):
        made = catalogue.make(name, "docx", source, {}, letterhead=out.getvalue())
        assert opened(made).paragraphs[0].text.replace(NBSP, " ") == expected


@pytest.mark.parametrize(
    "part", ["docProps/core.xml", "word/styles.xml", "word/document.xml", "word/footer1.xml"]
)
def test_a_letterhead_that_is_damaged_is_named_as_such(part: str) -> None:
    out, broken = BytesIO(), BytesIO()
    blank = word.Document()
    blank.sections[0].footer.paragraphs[0].text = "школа@пример.рф"
    blank.save(out)
    with ZipFile(out) as old, ZipFile(broken, "w") as new:
        assert part in old.namelist()
        for name in old.namelist():
            new.writestr(name, b"<x/>" if name == part else old.read(name))
    document = Document("название", (Section("часть", (Paragraph("текст"),)),))
    with pytest.raises(LetterheadError, match=r"не документ Word|в этот бланк не записать"):
        docx.write(document, NOW, broken.getvalue())


@pytest.mark.parametrize("data", [b"PK", b"PK\x03\x04" + b"x" * 100, b"text"])
def test_what_is_no_word_file_is_no_letterhead(data: bytes) -> None:
    document = Document("название", (Section("часть", (Paragraph("текст"),)),))
    with pytest.raises(ValueError, match="не документ Word"):
        docx.write(document, NOW, data)
