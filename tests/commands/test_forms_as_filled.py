"""Forms as people fill them in: what they mean is taken, what can't be told is named."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sferum_tui.rollout.imports import form_layout as layout
from tests.commands.conftest import NOW, Cli
from tests.commands.forms import DAY, PETROV, filled, plan, row_of, take

#: What a person does to the table itself; it gets the row of the first chat.
Change = Callable[[Workbook, Worksheet, int], None]


def other(forms: Path, fill: Callable[[Path], None]) -> Path:
    """A copy of a form, filled in."""
    path = forms.parent / "x.xlsx"
    path.write_bytes((forms / PETROV).read_bytes())
    fill(path)
    return path


def _with(*values: Any) -> Callable[[Path], None]:
    return lambda path: filled(path, "2а/8А", *values)


def changed(forms: Path, change: Change) -> Path:
    """A copy of a form whose table was changed."""

    def fill(path: Path) -> None:
        book = load_workbook(path)
        sheet = book.worksheets[0]
        change(book, sheet, row_of(sheet, "2а/8А"))
        book.save(path)

    return other(forms, fill)


MEANT: list[tuple[tuple[Any, ...], str]] = [
    (("Да.", "30 ноября", "20 чел.", 27), "создан 30.11.2026; в чате 20 из 27"),
    (("30.11",), "создан 30.11.2026"),
    (("+", "30-11-2026", "20 из 25", None), "создан 30.11.2026; в чате 20 из 25"),
    (("1", None, "20/27"), "создан; в чате 20 из 27"),
]


def test_what_a_person_means_is_taken(cli: Cli, forms: Path) -> None:
    for values, told in MEANT:
        ran = take(cli, other(forms, _with(*values)), "--dry-run")
        assert (ran.code, ran.err) == (0, "")
        assert f"  8А · класс: {told}\n" in ran.out


CONTRADICTIONS: list[tuple[tuple[Any, ...], str]] = [
    (("да", DAY, "20 из 25", 27), "«в чате»: «20 из 25», а «из» — 27; допустимо что-то одно"),
    (("да", DAY, 20, "20 из 27"), "«из»: «20 из 27»; допустимо целое число"),
    (("29.11", DAY), "в «создан» и в «дата» стоят разные даты"),
    (("нет", DAY), "допустимо «да» с датой или «нет» без неё"),
    (("двое без телефона",), "«создан»: «двое без телефона»; допустимо «да» или «нет»"),
]


def test_what_contradicts_itself_is_named_and_nothing_is_said_to_be_known(
    cli: Cli, forms: Path
) -> None:
    for values, said in CONTRADICTIONS:
        ran = take(cli, other(forms, _with(*values)), "--dry-run")
        assert said in ran.err
        assert "уже есть в плане" not in ran.out


def test_a_day_that_the_plan_has_already_is_not_looked_at_anew(
    cli: Cli, forms: Path, tmp_path: Path
) -> None:
    # The chat is older than the structure, and the person has only added a number.
    mark = ("mark", "2а/8А", "--as", "created", "--at", "2026-11-02T09:00", "--plan", "plan.toml")
    assert cli(*mark, *NOW).code == 0
    assert cli("export", "forms", "-o", "формы", "--force", "--plan", "plan.toml", *NOW).code == 0
    filled(forms / PETROV, "2а/8А", 20, column=layout.COUNT)
    ran = take(cli, forms / PETROV)
    assert (ran.code, ran.err) == (0, "")
    assert plan(tmp_path)["joined"]["2а/8А"]["count"] == 20
    filled(forms / PETROV, "2а/8А", datetime(2026, 11, 3), column=layout.DAY)
    assert "допустимо с 23.11.2026" in take(cli, forms / PETROV, "--yes").err


def test_clearing_what_nobody_has_counted_changes_nothing(cli: Cli, forms: Path) -> None:
    filled(forms / PETROV, "2а/8А", None, None, None, None, None)
    ran = take(cli, forms / PETROV)
    assert (ran.code, ran.err) == (0, "")
    assert "Всё это уже есть в плане." in ran.out


# What is done to the table itself


def _reversed(sheet: Worksheet, first: int, width: int) -> None:
    """Put the rows of the chats the other way round, as far as these columns go."""
    cells = [[cell.value for cell in row[:width]] for row in sheet.iter_rows(min_row=first)]
    for row, values in enumerate(reversed(cells), first):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column).value = value


def _foreign_sheets(book: Workbook) -> None:
    book.create_sheet("Заметки", 0)["A1"] = "свои заметки"
    book.create_sheet("Лист2")


#: What leaves every row with its chat.
MOVED: list[Change] = [
    lambda book, sheet, first: sheet.insert_rows(first, 2),
    lambda book, sheet, first: sheet.insert_rows(1),
    lambda book, sheet, first: sheet.delete_rows(first + 1),
    lambda book, sheet, first: _reversed(sheet, first, 15),
    lambda book, sheet, first: _foreign_sheets(book),
    lambda book, sheet, first: book.copy_worksheet(sheet),
    lambda book, sheet, first: sheet.append([cell.value for cell in sheet[first]]),
    lambda book, sheet, first: setattr(sheet.cell(first, 2), "value", "наш класс"),
]


def test_rows_and_sheets_may_be_moved_about(cli: Cli, forms: Path) -> None:
    filled(forms / PETROV, "2а/8А", "да", DAY)
    for change in MOVED:
        ran = take(cli, changed(forms, change), "--dry-run")
        assert (ran.code, ran.err) == (0, "")
        assert "Отметок 1, вступивших 0" in ran.out
        assert "  8А · класс: создан 30.11.2026\n" in ran.out


def _own_chat(sheet: Worksheet, first: int) -> None:
    sheet.insert_rows(first + 1)
    sheet.cell(first + 1, 2).value = "8А · экскурсия"
    sheet.cell(first + 1, 5).value = "да"


def _otherwise(sheet: Worksheet, first: int) -> None:
    sheet.append([cell.value for cell in sheet[first]])
    sheet.cell(sheet.max_row, 7).value = 25


_SPOILT = "первая строка либо скрытые столбцы; допустимо: присланный файл"
PARTED: list[tuple[Change, str]] = [
    (
        lambda book, sheet, first: _reversed(sheet, first, 9),
        "назван чат «8А · родители», а скрытый номер — чата «8А · класс»",
    ),
    (lambda book, sheet, first: _own_chat(sheet, first), "в плане такого чата нет"),
    (lambda book, sheet, first: _otherwise(sheet, first), "назван дважды, и по-разному"),
    (lambda book, sheet, first: sheet.delete_rows(1), _SPOILT),
    (lambda book, sheet, first: sheet.delete_cols(10, 9), _SPOILT),
    (lambda book, sheet, first: sheet.insert_cols(5), _SPOILT),
    (lambda book, sheet, first: sheet.delete_cols(8), _SPOILT),
]


def test_what_parts_a_row_from_its_chat_is_named(cli: Cli, forms: Path) -> None:
    filled(forms / PETROV, "2а/8А", "да", DAY)
    for change, said in PARTED:
        ran = take(cli, changed(forms, change), "--dry-run")
        assert said in ran.err
        assert "8А · родители: создан" not in ran.out


def test_the_chats_of_two_owners_may_stand_in_one_file(cli: Cli, forms: Path) -> None:
    filled(forms / PETROV, "2а/8А", "да", DAY)
    filled(forms / "Чаты Бор Н.xlsx", "2а/8Б", "может")
    second = load_workbook(forms / "Чаты Бор Н.xlsx").worksheets[0]

    def joined(book: Workbook, sheet: Worksheet, first: int) -> None:
        copy = book.create_sheet("Бор")
        for row in second.iter_rows():
            copy.append([cell.value for cell in row])

    ran = take(cli, changed(forms, joined), "--dry-run", "--yes")
    assert "8А · класс: создан 30.11.2026" in ran.out
    assert "лист «Бор», строка 6: «создан»: «может»" in ran.err


def test_a_folder_is_read_whatever_the_forms_were_saved_as_and_what_is_left_out_is_named(
    cli: Cli, forms: Path, tmp_path: Path
) -> None:
    filled(forms / PETROV, "2а/8А", "да", DAY)
    folder = tmp_path / "пришло"
    (folder / "вложено").mkdir(parents=True)
    (folder / "пояснение.docx").write_bytes(b"x")
    (folder / "Thumbs.db").write_bytes(b"x")
    rows = load_workbook(forms / PETROV).worksheets[0].iter_rows(values_only=True)
    lines = [";".join("" if it is None else f"{it:%d.%m.%Y}" if isinstance(it, datetime) else
                      str(it).replace(";", ",") for it in row) for row in rows]  # fmt: skip
    (folder / "форма.csv").write_text("\n".join(lines), "cp1251")
    ran = take(cli, folder)
    assert (ran.code, ran.err) == (0, "")
    assert "Не таблицы, не прочитано:\n  " in ran.out
    assert "пояснение.docx\n" in ran.out
    assert "вложено\n" in ran.out
    assert "Thumbs" not in ran.out
    assert "2а/8А" in plan(tmp_path)["done"]["created"]


def test_an_archive_made_by_windows_says_the_names_of_its_files(
    cli: Cli, forms: Path, tmp_path: Path
) -> None:
    name = "Формы/Чаты Петров П. П.xlsx".encode("cp866")
    packed = tmp_path / "формы.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("X" * len(name)), b"no table")
        archive.writestr("__MACOSX/._Чаты.xlsx", b"x")
        archive.writestr("внутри.zip", b"x")
    packed.write_bytes(packed.read_bytes().replace(b"X" * len(name), name))
    ran = take(cli, packed)
    assert ran.code == 1
    assert "формы.zip, Чаты Петров П. П.xlsx: это не форма" in ran.err
    assert "формы.zip, внутри.zip\n" in ran.out
    assert "MACOSX" not in ran.out + ran.err


def test_a_form_with_formulas_says_where_they_stand(cli: Cli, forms: Path) -> None:
    filled(forms / PETROV, "2а/8А", "да", "=TODAY()", "=20+3")
    ran = take(cli, forms / PETROV)
    row = row_of(load_workbook(forms / PETROV).worksheets[0], "2а/8А")
    assert ran.code == 1
    assert f"в форме есть формулы: F{row}, G{row}. Допустимо: числа, даты и слова" in ran.err
