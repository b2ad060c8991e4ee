"""Tables of other programs: every encoding and separator, workbooks, and files made to do harm."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from sferum_tui.issues import PlanError
from sferum_tui.rollout.imports.sheets import Sheet, SheetRow
from sferum_tui.tables.limits import LARGEST, MOST_ROWS
from sferum_tui.tables.reading import parse_table, read_table, table_files
from sferum_tui.tables.text import parse_text

ROWS = [
    ("Класс", "Предмет", "Учитель", "Группа"),
    ("8А", "Английский язык", "Ёлкина И. И.", "1"),
    ("8А", "Химия", "Кюри М.", ""),
]
WANTED = [ROWS[0], ROWS[1], ROWS[2][:3]]
SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def cells(data: bytes) -> list[tuple[str, ...]]:
    (sheet,) = parse_table(data, "файл")
    return [row.cells for row in sheet.rows]


def refusal(data: bytes) -> str:
    with pytest.raises(PlanError) as caught:
        parse_table(data, "список.csv")
    assert caught.value.exit_code == 1
    assert str(caught.value).startswith("список.csv: ")
    return str(caught.value)


def book(*rows: tuple[object, ...], change: Callable[[Workbook], None] | None = None) -> bytes:
    """A workbook with one sheet."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def rebuilt(data: bytes, **parts: str | bytes) -> bytes:
    """A workbook with the text of some parts replaced; `sheet` and `strings` stand for theirs."""
    names = {"sheet": SHEET, "strings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
    given = {names[name]: text for name, text in parts.items()}
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, given.get(name, old.read(name)))
    return out.getvalue()


# Text --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [";", ",", "\t", "|", "^", "~"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("cp1251", b""),
        ("cp866", b""),
        ("koi8-r", b""),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_is_read_in_every_encoding_with_every_separator(
    separator: str, encoding: str, mark: bytes, end: str
) -> None:
    text = "".join(separator.join(row) + end for row in ROWS)
    assert cells(mark + text.encode(encoding)) == WANTED


def test_a_separator_inside_quotes_separates_nothing() -> None:
    text = '8А;"Литература; чтение";"Иванова ""Ия"" И."\n8Б;Химия;Кюри М.\n'
    assert cells(text.encode()) == [
        ("8А", "Литература; чтение", 'Иванова "Ия" И.'),
        ("8Б", "Химия", "Кюри М."),
    ]


def test_commas_in_names_do_not_hide_the_semicolons() -> None:
    text = "8А;Химия;Кюри М., Бор Н.\n8Б;Химия;Кюри М., Бор Н.\n8В;Химия;Бор Н.\n"
    assert {len(row) for row in cells(text.encode())} == {3}


def test_a_first_line_may_name_the_separator() -> None:
    assert cells("sep=|\n8А|Химия, физика; опыты|Кюри М.\n".encode())[1] == (
        "8А",
        "Химия, физика; опыты",
        "Кюри М.",
    )


def test_a_list_of_one_column_needs_no_separator() -> None:
    assert cells("5А\n5Б\n".encode()) == [("5А",), ("5Б",)]


def test_rows_keep_their_numbers_and_empty_ones_are_left_out() -> None:
    (sheet,) = parse_text("a;b\n\n;;\n8А;x\n", "файл")
    assert [row.number for row in sheet.rows] == [1, 4]


def test_a_quote_that_is_never_closed_swallows_no_row() -> None:
    text = '8А;"Химия;Кюри М.\n8Б;Физика;Бор Н.\n'
    assert [row[0] for row in cells(text.encode())] == ["8А", "8Б"]
    many = '8А;"Химия;Кюри М.\n' + "8Б;Физика;Бор Н.\n" * 20 + '8В;"Химия";Кюри М.\n'
    assert len(cells(many.encode())) == 22


def test_spaces_breaks_and_unseen_signs_of_a_name_go() -> None:
    text = '8А;"  Изо\u00adбрази\u200bтельное\n искус\u00a0ство";x\n'
    (sheet,) = parse_table(text.encode(), "файл")
    assert sheet.rows[0].cell(1) == "Изобразительное искус ство"
    # Two persons may stand on two lines of a cell.
    assert sheet.rows[0].lines(1) == "Изобразительное\nискус ство"


def test_letters_are_composed_as_they_come_in() -> None:
    assert cells("8А;русскии\u0306 язык".encode()) == [("8А", "русский язык")]


@pytest.mark.parametrize(
    ("evil", "code"),
    [("\x1b]0\x07", "U+001B"), ("\u202eи", "U+202E"), ("\x9b2J", "U+009B"), ("\ufffc", "U+FFFC")],
)
def test_a_cell_that_could_act_on_a_terminal_is_faulty(evil: str, code: str) -> None:
    (sheet,) = parse_text(f"8А;Химия;Кюри{evil}\n", "файл")
    (row,) = sheet.rows
    assert row.cell(2) == ""
    assert row.faults == {2: f"столбец C: невидимый или управляющий знак {code}"}


def test_a_cell_with_a_novel_in_it_is_faulty_and_its_row_is_not_lost() -> None:
    (sheet,) = parse_text(f"8А;{'а' * 400};Кюри М.\n", "файл")
    assert sheet.rows == (
        SheetRow(1, ("8А", "", "Кюри М."), {1: "столбец B: текст длиннее 300 знаков"}),
    )


def test_formulas_and_markup_stay_text() -> None:
    row = cells(b"=1+1;[b]x[/b];../../etc/passwd\n")[0]
    assert row == ("=1+1", "[b]x[/b]", "../../etc/passwd")


# Workbooks ---------------------------------------------------------------------------------------


def test_a_workbook_is_read_by_its_values() -> None:
    data = book(
        ("Класс", "Предмет", "Учитель", "Группа"),
        ("8А", "Химия", "Кюри\nМ.", 1.0),
        (8, "Физика", True, 2.5),
        (datetime(2026, 1, 5), "Физика", "Бор Н.", None),
    )
    assert cells(data) == [
        ("Класс", "Предмет", "Учитель", "Группа"),
        ("8А", "Химия", "Кюри\nМ.", "1"),
        ("8", "Физика", "да", "2,5"),
        ("05.01.2026", "Физика", "Бор Н."),
    ]


def test_a_formula_counts_as_its_value_and_an_error_as_a_fault() -> None:
    data = rebuilt(
        book(("x",)),
        sheet=f"<worksheet {MAIN}><sheetData><row r='1'>"
        "<c r='A1' t='str'><f>B1&amp;1</f><v>8А</v></c><c r='B1' t='e'><v>#REF!</v></c>"
        "</row></sheetData></worksheet>",
    )
    (sheet,) = parse_table(data, "файл")
    assert sheet.rows[0].cell(0) == "8А"
    assert sheet.rows[0].faults == {1: "столбец B: вместо значения ошибка #REF!"}


def test_merged_cells_say_the_same_in_each_row() -> None:
    def merge(made: Workbook) -> None:
        made.worksheets[0].merge_cells("A2:A4")

    rows = [("Класс", "Предмет"), ("8А", "Химия"), (None, "Физика"), (None, "Музыка"), (None, "x")]
    assert cells(book(*rows, change=merge)) == [
        ("Класс", "Предмет"),
        ("8А", "Химия"),
        ("8А", "Физика"),
        ("8А", "Музыка"),
        ("", "x"),
    ]


def test_every_visible_sheet_is_read_under_its_name() -> None:
    def more(made: Workbook) -> None:
        made.worksheets[0].title = "5 классы"
        made.create_sheet("8 классы").append(("8А",))
        made.create_sheet("пустой")
        hidden = made.create_sheet("скрытый")
        hidden.append(("9А",))
        hidden.sheet_state = "hidden"

    sheets = parse_table(book(("5А",), change=more), "файл")
    assert [(sheet.title, sheet.rows[0].cells) for sheet in sheets] == [
        ("5 классы", ("5А",)),
        ("8 классы", ("8А",)),
    ]


def test_rows_of_a_workbook_keep_their_numbers() -> None:
    (sheet,) = parse_table(book(("Список",), (), ("8А",)), "файл")
    assert [row.number for row in sheet.rows] == [1, 3]


# What is no table --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "пуста"),
        (b"\n \n;;\n", "пуста"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ".xls повреждён"),
        (b"  <html><table><tr><td>8", "веб-страница"),
        ("\ufeff<!DOCTYPE html>".encode(), "веб-страница"),
        (b"\n<style>td{}</style><table border=1><tr><td>x<td>y</table>", "сохраните как .xlsx"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<table>", "сохраните как .xlsx"),
        ("<html><table><tr><td>5А".encode("utf-16"), "веб-страница"),
        (b"%PDF-1.7", "PDF"),
        (b"\0\0\0", "двоичный"),
        (b"8;\xb0\xb1\xb2\x98\xdb\xdc\xb3\xb4\n", "кодировка"),
        (b"PK\x03\x04", "повреждён"),
        (book(("8А",))[:-200], "повреждён"),
        (b"x" * (LARGEST + 1), "МБ"),
        (b'"' + b"x;" * 200_000, "слишком длинная"),
        (b"8\n" * (MOST_ROWS + 1), "строк"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_table_is_refused_with_a_reason(data: bytes, word: str) -> None:
    assert word in refusal(data)


def test_other_archives_are_refused() -> None:
    for name, word in (("mimetype", "архив"), ("word/document.xml", "архив")):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(name, "x")
        assert word in refusal(out.getvalue())


CELL = "<c t='n'><v>1</v></c>"
# Made when they are tried: together they would be 230 MB in every worker.


def numbers() -> str:
    """Cells without end, which do not shrink much."""
    return "".join(f"<c t='n'><v>{n * 2654435761 % 10**7}</v></c>" for n in range(170_000))


HOSTILE = {
    "bomb": (lambda: {"sheet": b"0" * (200 << 20)}, "МБ"),
    "one row without end": (
        lambda: {"sheet": f"<worksheet {MAIN}><sheetData><row r='1'>{numbers()}</row></sheetData>"},
        "ячеек",
    ),
    "depth": (
        lambda: {
            "sheet": f"<worksheet {MAIN}><sheetData>" + "".join(f"<a{n}>" for n in range(600_000))
        },
        "ячеек",
    ),
    "pressed": (lambda: {"sheet": f"<worksheet {MAIN}><sheetData>{CELL * 90_000}"}, "сжат"),
    "far cells": (
        lambda: {
            "sheet": f"<worksheet {MAIN}><sheetData><row r='1'><c r='A1' t='n'><v>1</v></c></row>"
            "<row r='1048576'><c r='XFD1048576' t='n'><v>1</v></c></row></sheetData></worksheet>"
        },
        "далеко",
    ),
    "entities": (
        lambda: {
            "sheet": f"<!DOCTYPE x [<!ENTITY l 'lol'>]><worksheet {MAIN}><sheetData/></worksheet>"
        },
        "Excel",
    ),
    "wide text": (lambda: {"sheet": f"<worksheet {MAIN}/>".encode("utf-16")}, "Excel"),
    "merged without end": (
        lambda: {
            "sheet": f"<worksheet {MAIN}><sheetData/><mergeCells>"
            + "".join(f"<mergeCell ref='A{n}:XFD{n * 7}'/>" for n in range(60_000))
        },
        "оформления",
    ),
    "broken": (
        lambda: {"sheet": f"<worksheet {MAIN}><sheetData><row r='x'><c r='#'/>"},
        "повреждён",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_at_once(name: str) -> None:
    parts, word = HOSTILE[name]
    data = rebuilt(book(("8А",)), **parts())
    before = time.process_time()
    assert word in refusal(data)
    assert time.process_time() - before < 2


def test_a_cell_far_below_costs_no_time() -> None:
    data = rebuilt(
        book(("8А",)),
        sheet=f"<worksheet {MAIN}><sheetData>"
        "<row r='1'><c r='A1' t='inlineStr'><is><t>8А</t></is></c></row>"
        f"<row r='1048576'>{CELL}</row></sheetData></worksheet>",
    )
    assert cells(data) == [("8А",)]


@given(st.binary(max_size=4000))
def test_whatever_the_bytes_say_they_are_a_table_or_a_planerror(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf"):
        try:
            sheets = parse_table(start + data, "файл")
        except PlanError:
            continue
        assert all(isinstance(sheet, Sheet) and sheet.rows for sheet in sheets)


@given(st.text(alphabet='8АБ;,\t|"\n\r \u200b\x1b=', max_size=200))
def test_whatever_a_text_says_no_row_is_out_of_order(text: str) -> None:
    try:
        (sheet,) = parse_text(text, "файл")
    except PlanError:
        return
    numbers = [row.number for row in sheet.rows]
    assert numbers == sorted(set(numbers))
    assert not any("\n" in cell or "\x1b" in cell for row in sheet.rows for cell in row.cells)


WORKBOOK = book(*ROWS)


@given(
    st.lists(st.tuples(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255)), max_size=30),
    st.integers(0, len(WORKBOOK)),
)
def test_a_damaged_workbook_is_read_or_refused(damage: list[tuple[int, int]], end: int) -> None:
    data = bytearray(WORKBOOK)
    for at, byte in damage:
        data[at] = byte
    for given_data in (bytes(data), WORKBOOK[:end]):
        with suppress(PlanError):
            parse_table(given_data, "файл")


# Files -------------------------------------------------------------------------------------------


def test_a_file_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "список"
    path.write_bytes(book(("8А",)))
    assert read_table(path)[0].rows[0].cells == ("8А",)


def test_a_file_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "труба.csv")
    (tmp_path / "большой.csv").write_bytes(b"8" * (LARGEST + 1))
    for name, word in (
        ("нет.csv", "нет"),
        (".", "папка"),
        ("труба.csv", "канал"),
        ("большой.csv", "МБ"),
        ("x\0.csv", "нулевой"),
    ):
        with pytest.raises(PlanError, match=word) as caught:
            read_table(tmp_path / name)
        assert caught.value.exit_code == 3


def test_tables_at_hand_are_listed_newest_first(tmp_path: Path) -> None:
    for number, name in enumerate(("a.csv", "Б.XLSX", "c.toml", ".d.csv", "e.tsv")):
        (tmp_path / name).write_text("x")
        os.utime(tmp_path / name, (number, number))
    (tmp_path / "f.csv").mkdir()
    found = table_files((tmp_path, tmp_path / "нет"))
    assert [path.name for path in found] == ["e.tsv", "Б.XLSX", "a.csv"]
