"""What of a Word file stands together on a page, so that none is left nearly empty."""

from __future__ import annotations

from datetime import date, timedelta

import docx as word
from docx.oxml.ns import qn

from sferum_tui.documents.formats import docx
from sferum_tui.documents.model import (
    Column,
    Corner,
    Document,
    Heading,
    Lane,
    Paragraph,
    Picture,
    Point,
    Section,
    Signature,
    Table,
)
from tests.documents.test_docx import opened, part
from tests.support.program import NOW

SIGNED = Signature("Директор", "М. В. Соколова")


def written(*blocks: object) -> word.document.Document:
    """A file of these blocks, opened again."""
    section = Section("часть", blocks)  # type: ignore[arg-type]
    return opened(docx.write(Document("x", (section,)), NOW))


def rows(number: int, spare: int = 0) -> Table:
    """A table of so many filled rows, then of rows with nothing but their number."""
    filled = ((place, f"имя {place}") for place in range(number))
    empty = ((number + place, "") for place in range(spare))
    return Table((Column("№", 2), Column("имя", 9)), (*filled, *empty))


def kept(table: object) -> list[bool]:
    """Of each row behind the head, whether it stays with what follows it."""
    return [bool(it.findall(f".//{qn('w:keepNext')}")) for it in table._tbl.tr_lst[1:]]  # type: ignore[attr-defined]


def test_the_last_points_go_to_the_next_page_with_the_signature_and_its_date() -> None:
    points = [Point(f"{number}.", f"сделать {number}") for number in range(1, 6)]
    found = written(*points, SIGNED, Paragraph("дата", "plain"), Paragraph("конец")).paragraphs
    held = [it.text for it in found if it._p.find(f".//{qn('w:keepNext')}") is not None]
    assert held[:3] == ["сделать 3", "сделать 4", "сделать 5"]
    assert held[3].startswith("Директор")
    assert len(held) == 4


def test_free_rows_take_the_last_names_to_their_page() -> None:
    found = kept(written(rows(40, 12)).tables[0])
    assert found == [True] * 2 + [False] * 35 + [True] * 14 + [False]
    # A page of free rows needs no names.
    many = kept(written(rows(40, 30)).tables[0])
    assert many[2:58] == [False] * 56


def test_the_line_below_the_first_rows_kept_is_drawn_by_the_next_row() -> None:
    """LibreOffice lost every further row where that line alone did not fit on the page."""

    def lines(table: object) -> list[str]:
        """The lines that the first cell of each row draws otherwise than the table does."""
        found = []
        for row in table._tbl.tr_lst[1:]:  # type: ignore[attr-defined]
            borders = row.tc_lst[0].find(f"./{qn('w:tcPr')}/{qn('w:tcBorders')}")
            line = None if borders is None else borders[0]
            side = "" if line is None else line.tag.rpartition("}")[2]
            found.append("" if line is None else f"{side} {line.get(qn('w:val'))}")
        return found

    assert lines(written(rows(20)).tables[0])[:5] == ["", "", "bottom nil", "top single", ""]
    # A table that stays whole has no such row.
    assert set(lines(written(rows(8)).tables[0])) == {""}


def test_high_rows_at_the_end_make_no_piece_longer_than_a_page() -> None:
    """Twelve rows of five lines with a signature below were parted before the signature."""
    high = ((place, "слово " * 5) for place in range(60))
    table = Table((Column("№", 2), Column("имя", 9)), tuple(high))
    assert kept(written(rows(60)).tables[0])[-12:] == [True] * 11 + [False]
    assert kept(written(table, SIGNED).tables[0])[-8:] == [False] * 4 + [True] * 4


def test_few_lines_at_the_end_take_rows_of_the_table_before() -> None:
    long, short = rows(30), rows(2)
    first, second = written(long, Heading("дальше"), short).tables
    assert kept(first)[-1]
    assert not kept(second)[-1]
    assert kept(written(long, Heading("дальше"), rows(6)).tables[0])[-1]
    assert not kept(written(long, Heading("дальше"), rows(7)).tables[0])[-1]
    assert not kept(written(long, Heading("лист", new_page=True), short).tables[0])[-1]
    three = written(long, Heading("а"), short, Heading("б"), short).tables
    assert [kept(it)[-1] for it in three] == [False, True, False]


def test_what_another_part_follows_on_the_page_is_not_the_end() -> None:
    lanes = (Lane(1, "1 этап", NOW.date(), NOW.date(), NOW.date(), "день"),)
    blocks = (rows(30), Heading("по дням"), Picture(lanes, frozenset()))
    parts = (Section("сроки", blocks), Section("чаты", (Heading("чаты"), rows(20))))
    file = opened(docx.write(Document("x", parts), NOW))
    assert not kept(file.tables[0])[-1]
    corner = (Section("сроки", blocks), Section("чаты", (Corner(("приложение",), True),)))
    assert kept(opened(docx.write(Document("x", corner), NOW)).tables[0])[-1]


def test_a_heading_brings_its_own_room_above_it() -> None:
    def gap(after: object) -> str:
        data = docx.write(Document("x", (Section("часть", (rows(1), after)),)), NOW)  # type: ignore[arg-type]
        return part(data, "word/document.xml").split("</w:tbl>")[1].split("</w:p>")[0]

    assert 'w:lineRule="exact"' in gap(Heading("дальше"))
    assert 'w:lineRule="exact"' not in gap(Paragraph("примечание", "note"))


def test_a_month_is_named_where_its_days_leave_room() -> None:
    first = date(2026, 11, 23)
    lanes = (Lane(2, "2 этап", first, first, first + timedelta(days=10), "сроки"),)
    (table,) = written(Picture(lanes, frozenset())).tables
    assert {cell.text for cell in table.rows[0].cells} == {"", "нояб. 2026", "дек. 2026"}
    lanes = (Lane(2, "2 этап", first, first, first + timedelta(days=9), "сроки"),)
    many = Picture(
        (*lanes, Lane(3, "3", first, first, first + timedelta(days=44), "")), frozenset()
    )
    # Six narrow days of January hold no name.
    assert {cell.text for cell in written(many).tables[0].rows[0].cells} == {
        "", "нояб. 2026", "дек. 2026"
    }  # fmt: skip
