"""`export forms` and `import --what forms`: out to the owners and back into the plan."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from sferum_tui.rollout.imports import form_layout as layout
from tests.commands.conftest import NOW, Cli
from tests.commands.forms import DAY, PETROV, filled, plan, row_of, take


def test_every_owner_with_open_chats_gets_a_form_called_after_him(forms: Path) -> None:
    names = {path.name for path in forms.iterdir()}
    assert {PETROV, "Чаты Бор Н.xlsx"} <= names
    assert not any(".." in name or "«" in name for name in names)


def test_what_to_know_before_forms_are_handed_out_is_told(cli: Cli, forms: Path) -> None:
    words = ("export", "forms", "--plan", "plan.toml", *NOW)
    for target in ("ещё раз", "формы.zip"):
        ran = cli(*words, "-o", target)
        assert (ran.code, ran.err) == (
            0,
            "Формы создателям Сферум: уже в прошлом: 1 этап — 26 ноября\n",
        )


def test_a_form_has_only_its_owners_chats_and_lets_only_what_is_asked_be_filled(
    forms: Path, tmp_path: Path
) -> None:
    sheet = load_workbook(forms / PETROV).worksheets[0]
    heads = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "№")
    assert heads[:9] == (
        "№", "Чат", "Кто в нём", "Последний день", "создан", "дата", "в чате", "из", "примечание",
    )  # fmt: skip
    row = row_of(sheet, "2а/8А")
    cells = [cell.value for cell in sheet[row]]
    assert cells[3:9] == [datetime(2026, 12, 3), "нет", None, None, 27, None]
    assert [cell.protection.locked for cell in sheet[row]][:9] == [True] * 4 + [False] * 5
    assert sheet.protection.sheet
    assert all(sheet.column_dimensions[letter].hidden for letter in "JKLMNO")
    assert sheet["K1"].value == plan(tmp_path)["id"]
    assert {it.formula1 for it in sheet.data_validations.dataValidation} >= {'"да,нет"'}
    ids = {row[layout.ID].value for row in sheet.iter_rows(min_row=row)}
    assert all("8А" in str(chat_id) for chat_id in ids)


def test_what_was_filled_in_comes_into_the_plan_and_a_second_time_changes_nothing(
    cli: Cli, forms: Path, tmp_path: Path
) -> None:
    filled(forms / PETROV, "2а/8А", "да", DAY, 20, 27, "двое без телефона")
    shown = take(cli, forms / PETROV, "--dry-run")
    assert shown.code == 0
    assert "создан 30.11.2026; в чате 20 из 27; примечание «двое без телефона»" in shown.out
    assert "created" not in plan(tmp_path).get("done", {}) or not plan(tmp_path)["done"]["created"]
    assert take(cli, forms / PETROV).code == 0
    found = plan(tmp_path)
    assert found["done"]["created"]["2а/8А"].isoformat() == "2026-11-30T12:00:00+03:00"
    assert found["joined"]["2а/8А"]["count"] == 20
    assert "of" not in found["joined"]["2а/8А"]
    assert found["notes"]["2а/8А"] == "двое без телефона"
    before = (tmp_path / "plan.toml").read_bytes()
    again = take(cli, forms / PETROV)
    assert (again.code, (tmp_path / "plan.toml").read_bytes()) == (0, before)
    assert "Всё это уже есть в плане." in again.out


def test_what_is_newer_in_the_plan_stays_and_is_named(
    cli: Cli, forms: Path, tmp_path: Path
) -> None:
    filled(forms / PETROV, "2а/8А", "да", DAY)
    filled(forms / PETROV, "2г/8А", "да", DAY)
    day = "2026-11-27T09:00"
    cli("mark", "2а/8А", "--as", "created", "--at", day, "--plan", "plan.toml", *NOW)
    ran = take(cli, forms / PETROV)
    assert ran.code == 0
    assert "В плане новее" in ran.out
    assert "«дата» в плане «27.11.2026», в форме «30.11.2026»" in ran.out
    done = plan(tmp_path)["done"]
    assert str(done["created"]["2а/8А"]).startswith("2026-11-27")
    assert "2г/8А" in done["created"] or "2г/8А" in done["auto"]


def test_of_two_forms_that_differ_about_a_chat_the_first_is_taken_and_the_other_named(
    cli: Cli, forms: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "вернулись"
    folder.mkdir()
    copies = [shutil.copy(forms / PETROV, folder / f"{number}.xlsx") for number in (1, 2)]
    filled(copies[0], "2а/8А", "да", DAY, 20, 27)
    filled(copies[1], "2а/8А", "да", DAY, 22, 27)
    ran = take(cli, folder)
    assert ran.code == 0
    assert "Отметок 1, вступивших 1" in ran.out
    assert "«в чате» в плане «20», в форме «22»" in ran.out
    assert plan(tmp_path)["joined"]["2а/8А"]["count"] == 20


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (("может",), "«создан»: «может»; допустимо «да» или «нет»"),
        (("да", datetime(2026, 12, 2)), "«дата»: 02.12.2026; допустимо с 23.11.2026 по 01.12.2026"),
        (("да", "31.02.2026"), "«31.02.2026» — не дата"),
        (("да", datetime(1926, 11, 30)), "«дата»: 30.11.1926"),
        (("нет", DAY), "стоит дата, а «создан» — нет"),
        (("да", DAY, 28, 27), "«в чате» 28, а «из» — только 27"),
        (("да", DAY, -1, 27), "«в чате»: «-1»"),
        (("да", DAY, 1e12, 27), "«в чате»: «1000000000000»"),
        (("да", DAY, 1e300, 27), "столбец G"),
        (("да", DAY, 2.5, 27), "«в чате»: «2,5»"),
        (("нет", None, None, 99), "«из» есть, а «в чате» пусто"),
        (("да", DAY, 20, 27, "\u202eтекст"), "невидимый"),
    ],
)
def test_a_row_that_is_wrong_is_named_and_left_out(
    cli: Cli, forms: Path, tmp_path: Path, values: tuple[Any, ...], said: str
) -> None:
    filled(forms / PETROV, "2а/8А", *values)
    filled(forms / PETROV, "2г/8А", "да", DAY)
    ran = take(cli, forms / PETROV, "--yes")
    assert ran.code == 0
    assert f"{PETROV}, строка " in ran.err
    assert said in ran.err
    done = plan(tmp_path)["done"]
    assert "2а/8А" not in {**done.get("created", {}), **done.get("auto", {})}
    assert "2г/8А" in {**done.get("created", {}), **done.get("auto", {})}


def test_a_form_says_what_a_tick_means_where_the_platform_makes_the_chat(
    cli: Cli, forms: Path, tmp_path: Path
) -> None:
    told = [str(row[0].value) for row in load_workbook(forms / PETROV).worksheets[0].iter_rows()]
    assert not any("состав проверен" in text for text in told)
    text = (tmp_path / "plan.toml").read_text("utf-8")
    made = text.replace("[chats.made]", '[chats.made]\n"2а" = true', 1)
    assert made != text
    (tmp_path / "plan.toml").write_text(made, "utf-8")
    assert cli("export", "forms", "-o", "сами", "--plan", "plan.toml", *NOW).code == 0
    book = load_workbook(tmp_path / "сами" / PETROV)
    told = [str(row[0].value) for row in book.worksheets[0].iter_rows()]
    assert any("«да» значит: состав проверен" in text for text in told)


def test_markup_in_a_note_is_text(cli: Cli, forms: Path, tmp_path: Path) -> None:
    note = "[red]=1+1[/] <b>"
    filled(forms / PETROV, "2а/8А", note, column=layout.NOTE)
    assert take(cli, forms / PETROV).code == 0
    assert plan(tmp_path)["notes"]["2а/8А"] == note


def test_a_note_too_long_for_a_form_stays_in_the_plan_and_that_is_told(
    cli: Cli, forms: Path, tmp_path: Path
) -> None:
    long = "очень длинная заметка " * 20
    ran = cli("mark", "2а/8А", "--as", "planned", "--note", long, "--plan", "plan.toml", *NOW)
    assert ran.code == 0, ran.err
    assert cli("export", "forms", "-o", "формы", "--force", "--plan", "plan.toml", *NOW).code == 0
    cell = load_workbook(forms / PETROV).worksheets[0].cell
    row = row_of(load_workbook(forms / PETROV).worksheets[0], "2а/8А")
    told = cell(row, layout.NOTE + 1).value
    assert str(told).endswith("… (дальше — в плане)")
    assert len(str(told)) <= 300
    assert "Всё это уже есть в плане." in take(cli, forms / PETROV).out
    filled(forms / PETROV, "2а/8А", "да", DAY)
    filled(forms / PETROV, "2а/8А", "коротко", column=layout.NOTE)
    ran = take(cli, forms / PETROV)
    assert "«примечание» в плане «очень длинная" in ran.out
    assert plan(tmp_path)["notes"]["2а/8А"] == long.strip()
    assert "2а/8А" in plan(tmp_path)["done"]["created"]


def test_a_spreadsheet_says_how_long_a_note_may_be(forms: Path) -> None:
    rules = load_workbook(forms / PETROV).worksheets[0].data_validations.dataValidation
    (rule,) = [it for it in rules if it.type == "textLength"]
    assert (rule.operator, rule.formula1) == ("lessThanOrEqual", "300")
    assert "300 знаков" in str(rule.error)


def test_a_form_of_another_plan_a_damaged_one_and_one_with_formulas_are_refused(
    cli: Cli, forms: Path, tmp_path: Path
) -> None:
    before = (tmp_path / "plan.toml").read_bytes()
    book = load_workbook(forms / PETROV)
    book.worksheets[0]["K1"].value = "another1"
    book.save(tmp_path / "чужая.xlsx")
    filled(forms / PETROV, "2а/8А", "=1+1", column=layout.COUNT)
    (tmp_path / "битая.xlsx").write_bytes((forms / PETROV).read_bytes()[:3000])
    Workbook().save(tmp_path / "пустая.xlsx")
    other = Workbook()
    other.worksheets[0]["A1"].value = "Класс"
    other.save(tmp_path / "таблица.xlsx")
    for path, said in (
        (tmp_path / "чужая.xlsx", "это форма другого плана"),
        (forms / PETROV, "в форме есть формулы"),
        (tmp_path / "битая.xlsx", "повреждён"),
        (tmp_path / "пустая.xlsx", "таблица пуста"),
        (tmp_path / "таблица.xlsx", "это не форма"),
    ):
        ran = take(cli, path)
        assert (ran.code, said in ran.err, path.name in ran.err) == (1, True, True), ran.err
    assert (tmp_path / "plan.toml").read_bytes() == before


def test_a_folder_and_an_archive_are_read_whole_and_nothing_is_unpacked(
    cli: Cli, forms: Path, tmp_path: Path
) -> None:
    filled(forms / PETROV, "2а/8А", "да", DAY)
    filled(forms / "Чаты Бор Н.xlsx", "2а/8Б", "да", DAY)
    with zipfile.ZipFile(tmp_path / "формы.zip", "w") as archive:
        archive.write(forms / PETROV, f"../../{PETROV}")
        archive.writestr("/etc/злая.xlsx", "не таблица")
        archive.writestr("readme.txt", "привет")
    files = set(tmp_path.rglob("*"))
    ran = take(cli, tmp_path / "формы.zip")
    assert ran.code == 1
    assert "формы.zip, злая.xlsx" in ran.err
    assert "2а/8А" in plan(tmp_path)["done"]["created"]
    assert {it for it in tmp_path.rglob("*") if it.suffix == ".xlsx"} <= files
    assert take(cli, forms).code == 0
    assert "2а/8Б" in plan(tmp_path)["done"]["created"]
    empty = tmp_path / "пусто"
    empty.mkdir()
    assert "форм здесь нет" in take(cli, empty).err


def test_missing_guidance_is_told_once_however_many_forms_there_are(
    cli: Cli, forms: Path, tmp_path: Path
) -> None:
    text = (tmp_path / "plan.toml").read_text("utf-8")
    assert 'guidance = ""' in text
    (tmp_path / "plan.toml").write_text(text.replace('guidance = ""', 'guidance = "нет такого"'))
    ran = take(cli, forms)
    assert len(list(forms.iterdir())) > 2
    assert ran.err.count("нет такого") == 1


def test_one_owner_or_one_class_can_be_had_alone(cli: Cli, forms: Path, tmp_path: Path) -> None:
    words = ("export", "forms", "--plan", "plan.toml", *NOW)
    assert cli(*words, "--owner", "петров", "-o", "один").code == 0
    assert [it.name for it in (tmp_path / "один").iterdir()] == [PETROV]
    assert cli(*words, "--class", "8б", "-o", "класс").code == 0
    assert all(
        "8А" not in str(row)
        for path in (tmp_path / "класс").iterdir()
        for row in load_workbook(path).worksheets[0].iter_rows(min_row=5, values_only=True)
    )
    again = cli(*words, "-o", "формы")
    assert (again.code, "--force" in again.err) == (3, True)
    assert cli(*words, "-o", "все.zip").code == 0
    assert PETROV in zipfile.ZipFile(tmp_path / "все.zip").namelist()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_form_saved_by_libreoffice_comes_back(cli: Cli, forms: Path, tmp_path: Path) -> None:
    filled(forms / PETROV, "2а/8А", "да", DAY, 20, 27, "всё хорошо")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "back")]
    subprocess.run([*command, str(forms / PETROV)], check=True, capture_output=True, timeout=120)
    ran = take(cli, tmp_path / "back" / PETROV)
    assert (ran.code, ran.err) == (0, "")
    found = plan(tmp_path)
    assert str(found["done"]["created"]["2а/8А"]).startswith("2026-11-30")
    assert (found["joined"]["2а/8А"]["count"], found["notes"]["2а/8А"]) == (20, "всё хорошо")
    assert len(found["done"]["created"]) == 1


def test_marks_in_the_name_of_a_group_are_no_other_chat(cli: Cli, tmp_path: Path) -> None:
    title = 'Кружок «Слово "Я"»'
    (tmp_path / "answers.toml").write_text(
        'schema = 1\n[classes]\n8 = ["А"]\n[subjects]\n8 = []\n'
        f'[[groups]]\ntitle = \'{title}\'\npurpose = "elective"\nstage = 2\nowner = "Бор Н."\n'
    )
    cli("new", "--answers", "answers.toml", "--created", "2026-11-23", "--plan", "plan.toml", *NOW)
    assert cli("export", "forms", "--plan", "plan.toml", "-o", "формы", *NOW).code == 0
    form = tmp_path / "формы" / "Чаты Бор Н.xlsx"
    filled(form, f"2в/{title}", "да", DAY)
    ran = take(cli, form)
    assert (ran.code, ran.err) == (0, "")
    assert f"2в/{title}" in plan(tmp_path)["done"]["created"]
