"""Workbooks: opened again and looked into."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from io import BytesIO
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sferum_tui.documents.formats import xlsx
from sferum_tui.documents.formats.typeset import lines_of
from sferum_tui.documents.model import Column, Document, Heading, Section, Table
from sferum_tui.rollout.plan import Done
from tests.documents.papers import HARMFUL_SIGNS, board, harmful, made, named
from tests.support.program import NOW


@cache
def book(name: str) -> Workbook:
    """The city school's workbook as openpyxl reads it."""
    return load_workbook(BytesIO(made(name, "xlsx")))


def of_cells(*values: str | int | date | None) -> Worksheet:
    """A sheet with these values in a row."""
    table = Table(tuple(Column(f"столбец {place}", 10) for place in range(len(values))), (values,))
    data = xlsx.write(Document("название", (Section("лист", (table,)),)), NOW)
    return load_workbook(BytesIO(data))["лист"]


def test_the_head_stays_on_the_screen_and_on_every_page() -> None:
    sheet = book("register")["Реестр чатов"]
    assert sheet.freeze_panes == "B4"
    assert sheet.auto_filter.ref == f"A3:S{sheet.max_row}"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.oddFooter.right.text == "Страница &P из &N"


@pytest.mark.parametrize(
    ("rows", "pages"),
    [(10, 1), (33, 1), (35, 1), (40, 2), (66, 2), (70, 2), (80, 3), (3 * 33 + 2, 3)],
)
def test_the_last_few_rows_never_stand_on_a_page_of_their_own(rows: int, pages: int) -> None:
    table = Table((Column("№", 40), Column("Чат", 62)), tuple((it, "чат") for it in range(rows)))
    document = Document("Список", (Section("лист", (table,)),), landscape=True)
    setup = load_workbook(BytesIO(xlsx.write(document, NOW)))["лист"].page_setup
    # A page has room for 33 rows and the head; two rows more are pulled onto the page before.
    assert (setup.fitToWidth, setup.fitToHeight) == (1, pages)


def test_a_row_is_as_high_as_its_text_and_no_higher() -> None:
    sheet = book("register")["Реестр чатов"]
    heights = {row[1].value: sheet.row_dimensions[row[0].row].height for row in sheet.iter_rows()}
    assert heights["Администрация"] == 3 * 14
    assert heights["8А · родители"] == 2 * 14
    # «Предметник русский язык, учитель-предметник» is too long for its column.
    assert heights["8А · Русский язык"] == 2 * 14
    assert heights["8А · Химия"] == 14


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("ученики 8 «кадетский» класса", 28, 1),
        ("ученики 8 «кадетский» класса", 26, 2),
        ("родители (законные представители) 10 «А» класса", 28, 2),
        ("директор, заместители директора, руководители методических объединений", 28, 3),
        ("ЖЖЖЖЖЖЖЖЖЖ", 10, 2),
        ("iiiiiiiiii", 5, 1),
        ("", 5, 1),
        ("а" * 2_000, 10, 20),
    ],
)
def test_lines_are_counted_by_the_width_of_letters(text: str, width: int, lines: int) -> None:
    assert lines_of(text, width) == lines


def test_a_title_stands_over_what_is_printed_and_is_not_cut() -> None:
    sheet = book("register")["Реестр чатов"]
    assert "A1:I1" in sheet.merged_cells
    long = Heading("Реестр чатов муниципального бюджетного общеобразовательного учреждения " * 2, 1)
    table = Table((Column("№", 20), Column("Чат", 40), Column("id", 60)), ((1, "чат", "x"),), 2)
    data = xlsx.write(Document("Р", (Section("лист", (long, table)),)), NOW)
    assert load_workbook(BytesIO(data))["лист"].row_dimensions[1].height == 4 * 20


def test_the_long_name_of_a_school_is_whole_in_the_title_and_at_the_head_of_pages() -> None:
    name = "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 12 & имени "
    name += "дважды Героя Советского Союза Ивана Ивановича Иванова» города Большой Камень"
    answers = replace(named(), school=replace(named().school, name=name))
    sheet = load_workbook(BytesIO(made("register", "xlsx", board(answers)))).worksheets[0]
    assert sheet["A1"].alignment.wrap_text
    assert sheet.row_dimensions[1].height == 2 * 20
    head = sheet.oddHeader.left
    assert head.text.replace("&amp;", "&").replace("&&", "&").endswith(name)
    assert head.size == 8


def test_a_long_title_of_a_form_is_whole() -> None:
    name = (
        "Очень-Длинная-Фамилия-Через-Дефис Константин-Александр-Вячеслав Всеволодович-Мстиславович"
    )
    people = replace(named().people, director=f"{name} оглы Нагорно-Карабахский")
    answers = replace(named(), people=people)
    with ZipFile(BytesIO(made("forms", "zip", board(answers, done=Done())))) as archive:
        part = next(it for it in archive.namelist() if "Очень-Длинная" in it)
        sheet = load_workbook(BytesIO(archive.read(part))).worksheets[0]
    assert str(sheet["A1"].value).startswith(f"Чаты: {name}")
    assert sheet.row_dimensions[1].height == 2 * 20


def test_a_wide_register_prints_what_matters_and_keeps_the_rest_for_the_screen() -> None:
    sheet = book("register")["Реестр чатов"]
    assert sheet.print_area == f"'Реестр чатов'!$A$1:$I${sheet.max_row}"
    assert sheet.max_column == 19


def test_dates_are_dates_and_numbers_are_numbers() -> None:
    sheet = book("register")["Реестр чатов"]
    assert sheet["E4"].value == datetime(2026, 11, 26)
    assert sheet["E4"].number_format == "DD.MM.YYYY"
    assert sheet["J4"].value == 1


def test_the_state_of_a_register_is_a_list_and_ids_stand_last() -> None:
    sheet = book("register")["Реестр чатов"]
    (rule,) = sheet.data_validations.dataValidation
    assert str(rule.sqref) == f"F4:F{sheet.max_row}"
    assert "не создан" in rule.formula1
    assert sheet["A1"].value == "Реестр чатов · МБОУ «СОШ № 12»"
    heads = [cell.value for cell in sheet[3]]
    assert heads[:9] == [
        "№", "Чат", "Кто в чате", "Кто создаёт", "Последний день", "Состояние", "Ссылка", "В чате",
        "Из",
    ]  # fmt: skip
    assert (heads[-1], sheet["S4"].value) == ("Обозначение", board().rollout.chats[0].id)
    assert sheet.column_dimensions["S"].hidden


def test_every_state_of_a_register_is_an_entry_of_its_list() -> None:
    """A comma parts the entries of a list: a state with one in it could not be chosen again."""
    ids = [chat.id for chat in board().rollout.chats]
    times = dict.fromkeys(ids[:2], datetime(2026, 11, 26, 10, tzinfo=ZoneInfo("Europe/Moscow")))
    done = Done(dict(list(times.items())[:1]), dict(list(times.items())[1:]), {ids[2]: "нет"})
    data = made("register", "xlsx", board(done=done))
    (sheet,) = load_workbook(BytesIO(data)).worksheets
    (limit,) = sheet.data_validations.dataValidation
    choices = limit.formula1.strip('"').split(",")
    assert choices[1] == "создан автоматически (состав проверен)"
    states = {str(sheet.cell(row, 6).value) for row in range(4, sheet.max_row + 1)}
    assert len(states) == 5
    assert states <= set(choices)


def test_the_register_has_a_row_for_every_chat() -> None:
    assert book("register")["Реестр чатов"].max_row == 3 + len(board().rollout.chats)


def test_the_road_map_shows_the_days_as_cells() -> None:
    sheet = book("roadmap")["По дням"]
    days = [cell.value for cell in sheet[4][1:]]
    assert days == [*range(23, 31), *range(1, 15)]
    lane = next(row for row in sheet.iter_rows() if str(row[0].value).startswith("2 этап. 8–11"))
    assert [cell.value for cell in lane].count("■") == 1
    assert sum(cell.fill.fgColor.rgb == "00A9D8A0" for cell in lane) == 4


@pytest.mark.parametrize(
    "text", ["=1+1", "+7 900", "-1", "@SUM(A1)", "#REF!", "=cmd|' /C calc'!A0"]
)
def test_no_text_is_a_formula(text: str) -> None:
    cell = of_cells(text)["A2"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix is (text[0] in "=+-@")
    assert cell.number_format == "@"


def test_texts_too_long_or_with_what_xml_forbids_are_made_to_fit() -> None:
    sheet = of_cells("я" * 40_000, "а\x00б\x0b\ufffe\ud800в\nг", None)
    assert len(sheet["A2"].value) == 32_767
    assert sheet["B2"].value == "абв г"
    assert sheet["C2"].value is None


@pytest.mark.parametrize("name", ["register", "roadmap"])
def test_a_harmful_school_makes_a_harmless_workbook(name: str) -> None:
    data = made(name, "xlsx", board(harmful()))
    with ZipFile(BytesIO(data)) as package:
        names = [it for it in package.namelist() if it.startswith("xl/worksheets/")]
        sheets = "".join(package.read(it).decode() for it in names)
    assert "HYPERLINK" in sheets
    assert "<f>" not in sheets
    assert "<f " not in sheets
    assert not any(sign in sheets for sign in HARMFUL_SIGNS)
    header = load_workbook(BytesIO(data)).worksheets[0].oddHeader.left.text
    assert "&&amp;" in header


def test_text_is_kept_without_no_break_spaces_so_that_a_search_finds_it() -> None:
    assert of_cells("п.\u00a07.2")["A2"].value == "п. 7.2"


def test_no_head_is_cut_and_columns_are_measured_by_the_letters_of_the_tables() -> None:
    data = made("register", "xlsx")
    sheet = load_workbook(BytesIO(data))["Реестр чатов"]
    # «Последний день» takes two lines in a narrow column.
    assert sheet.row_dimensions[3].height == 28
    with ZipFile(BytesIO(data)) as book:
        styles = book.read("xl/styles.xml").decode()
    font = re.search(r"<cellStyleXfs[^>]*><xf[^>]*fontId=\"(\d+)\"", styles)
    assert font
    assert 'val="Arial"' in re.findall(r"<font>.*?</font>", styles)[int(font[1])]


def test_a_paper_that_stands_upright_is_printed_so() -> None:
    assert book("coverage")["В чатах"].page_setup.orientation == "portrait"


def test_a_lane_is_as_high_as_its_words() -> None:
    answers = replace(named(), school=replace(named().school, structure_created=date(2026, 12, 21)))
    data = made("roadmap", "xlsx", board(answers, done=Done()))
    sheet = load_workbook(BytesIO(data))["По дням"]
    rows = {str(row[0].value).partition(" ")[0]: row[0].row for row in sheet.iter_rows()}
    assert sheet[f"A{rows['1']}"].value == "1 этап. Руководство, 23–24 декабря 2026 г."
    assert str(sheet[f"A{rows['2']}"].value).endswith("28 декабря 2026 г. – 11 января 2027 г.")
    assert [sheet.row_dimensions[rows[stage]].height for stage in "12"] == [14, 28]
