"""HTML, Markdown, CSV and the lines of a screen."""

from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sferum_tui.documents import catalogue
from sferum_tui.documents.formats import csv as csv_format
from sferum_tui.documents.formats import html, md
from sferum_tui.documents.formats.text import lines
from sferum_tui.documents.model import (
    Column,
    Document,
    Heading,
    Paragraph,
    Point,
    Section,
    Table,
)
from sferum_tui.documents.preview import MOST, preview
from tests.documents.papers import HARMFUL_SIGNS, board, every_document, harmful, made, typical
from tests.support.glyphs import non_wgl4
from tests.support.program import NOW

MARKDOWN = MarkdownIt("commonmark").enable("table")
TEXTS = st.text(max_size=40)


class Page(HTMLParser):
    """The tags of a page, and whether each that opens is closed."""

    VOID = frozenset({"meta", "col"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page_of(name: str, source: object = None) -> Page:
    """A document of the city school, or of another, as a page."""
    return Page(made(name, "html", source).decode())  # type: ignore[arg-type]


# HTML


@pytest.mark.parametrize("name", ["roadmap", "report"])
def test_a_page_is_whole_and_needs_nothing_from_elsewhere(name: str) -> None:
    page = page_of(name)
    assert page.open == []
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "a", "form"}
    assert not any("src" in found or "href" in found for _, found in page.tags)
    assert "@page" in page.text
    assert "A4" in page.text


def test_the_picture_is_drawn_and_told() -> None:
    drawing = next(found for tag, found in page_of("roadmap").tags if tag == "svg")
    assert "2 этап. 8–11 классы: 30 ноября – 3 декабря 2026 г." in str(
        drawing["aria-label"]
    ).replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["roadmap", "report"])
def test_a_harmful_school_adds_no_tag(name: str) -> None:
    page = page_of(name, board(harmful()))
    assert {tag for tag, _ in page.tags} == {tag for tag, _ in page_of(name).tags}
    assert '=HYPERLINK("http://x";"1")[31m<b>&amp;|' in page.text
    assert not any(sign in page.text for sign in HARMFUL_SIGNS)


@given(TEXTS)
def test_any_text_comes_out_of_a_page_as_it_went_in(text: str) -> None:
    document = Document("x", (Section("x", (Paragraph(f"[{text}]"),)),))
    page = Page(html.write(document).decode())
    assert page.open == []
    assert [tag for tag, _ in page.tags] == [
        "html",
        "head",
        "meta",
        "meta",
        "meta",
        "title",
        "style",
        "body",
        "p",
    ]


# Markdown


@given(st.text(alphabet="*_`[]()<>#|~-+=!&\\.:1 аЯ\n{}^$", max_size=30))
def test_no_text_is_markup(text: str) -> None:
    blocks = (Paragraph(text), Table((Column(text, 5),), ((text,),)), Heading(text))
    parsed = MARKDOWN.parse(md.write(Document("x", (Section("x", blocks),))).decode())
    allowed = {"paragraph", "table", "thead", "tbody", "tr", "th", "td", "heading", "inline"}
    assert {re.sub("_(open|close)$", "", token.type) for token in parsed} <= allowed
    for token in parsed:
        for child in token.children or ():
            assert child.type == "text" or child.type == "text_special", child


def test_markdown_of_every_document_has_its_tables_and_headings() -> None:
    for name, kind in every_document():
        if kind == "md":
            kinds = {token.type for token in MARKDOWN.parse(made(name, kind).decode())}
            assert "heading_open" in kinds
            assert "table_open" in kinds or name in ("minutes", "parents-note")


def test_blanks_are_dots_but_a_name_keeps_its_underscores() -> None:
    assert md.escape("от ________ № ____") == "от ………… № ……"
    assert md.escape("____ 20___ г.") == "…… 20… г."
    assert md.escape("а___б") == r"а\_\_\_б"
    assert md.escape("_а_ б_в") == r"\_а\_ б_в"


def test_a_message_to_copy_and_an_address_have_no_strokes_in_them() -> None:
    text = "Здравствуйте, ребята! https://sferum.ru/static/Instruktsia_sferum.pdf"
    assert md.escape(text) == text
    assert md.escape("![x](y)") == r"!\[x\](y)"


def test_points_are_a_list_of_markdown() -> None:
    text = made("order", "md").decode()
    assert "\n\n1. Назначить ответственным" in text
    assert "\n\n2. Ответственному за переход" in text
    assert r"1\." not in text
    listed = Document("x", (Section("x", (Point("1.", "2. не пункт"), Point("□", "- да"))),))
    assert md.write(listed).decode() == "1. 2\\. не пункт\n\n□ \\- да\n"


# CSV


@pytest.mark.parametrize("name", ["register", "report"])
def test_a_russian_excel_opens_the_table(name: str) -> None:
    data = made(name, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 4


def test_a_table_of_chats_has_words_and_none_of_what_a_workbook_hides() -> None:
    data = made("register", "csv").decode("utf-8-sig")
    heads, *rows = csv.reader(StringIO(data), delimiter=";")
    assert heads[-2:] == ["Заметка", "Основание"]
    kind, ground = heads.index("Вид"), heads.index("Основание")
    found = {(row[kind], row[ground]) for row in rows}
    assert {
        ("Чат класса", "пункт 7.2 Рекомендаций"),
        ("Чат с родителями", "пункт 7.3 Рекомендаций"),
        ("Чат заместителя директора с учителями", "пункт 7.1 Рекомендаций"),
    } <= found
    assert not any("subject" in cell or "1б/" in cell for row in rows for cell in row)


def test_no_cell_is_a_formula() -> None:
    data = made("register", "csv", board(harmful())).decode("utf-8-sig")
    cells = [cell for row in csv.reader(StringIO(data), delimiter=";") for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


@given(TEXTS)
def test_any_text_stays_in_its_cell(text: str) -> None:
    document = Document(
        "x", (Section("x", (Table((Column("a", 1), Column("b", 1)), ((text, 1),)),)),)
    )
    rows = list(csv.reader(StringIO(csv_format.write(document).decode("utf-8-sig")), delimiter=";"))
    assert [len(row) for row in rows] == [2, 2]


# The screen


@pytest.mark.parametrize(("name", "kind"), list(every_document()))
@pytest.mark.parametrize("width", [30, 49, 83])
def test_a_preview_fits_the_room_there_is(name: str, kind: str, width: int) -> None:
    shown = preview(name, kind, board(), {}, width)
    assert shown
    assert max(map(len, shown)) <= width
    assert not non_wgl4("".join(shown))


def test_a_preview_of_a_large_school_is_cut() -> None:
    shown = preview("owner-sheets", "docx", typical("complex"), {}, 60)
    assert len(shown) == MOST + 1
    assert shown[-1] == "… дальше — в файле"


def test_a_long_table_says_how_many_rows_are_left() -> None:
    document = catalogue.document("register", "xlsx", board(), {})
    number = len(board().rollout.chats) - 100
    assert any(f"и ещё {number} строк" in line for line in lines(document, 60))


def test_the_picture_shows_the_windows_below_their_days() -> None:
    shown = list(lines(catalogue.document("roadmap", "docx", board(), {}), 60))
    at = next(at for at, line in enumerate(shown) if line.startswith("2 этап. ") and "█" in line)
    assert shown[at].index("█") > shown[at - 1].index("█")


@given(TEXTS, st.integers(20, 80))
def test_any_text_fits_the_preview(text: str, width: int) -> None:
    table = Table((Column(text, 10), Column("б", 5, "right")), ((text, 1), (None, text)))
    document = Document("x", (Section("x", (Paragraph(text), Heading(text), table)),))
    assert all(len(line) <= width for line in lines(document, width))


def test_the_sums_of_a_table_stand_out_in_every_format() -> None:
    table = Table((Column("что", 9), Column("сколько", 5)), (("чаты", 2),), total=("Всего", 2))
    document = Document("x", (Section("x", (table,)),))
    assert "| **Всего** | **2** |" in catalogue.written(document, "md", NOW).decode()
    assert '<tr class="total"><td' in catalogue.written(document, "html", NOW).decode()
    sheet = openpyxl.load_workbook(BytesIO(catalogue.written(document, "xlsx", NOW))).active
    assert [[cell.font.bold for cell in row] for row in sheet] == [
        [True] * 2,
        [False] * 2,
        [True] * 2,
    ]
