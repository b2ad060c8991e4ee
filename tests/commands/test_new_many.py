"""Plans for the schools of a table: all of them, or none and a word about every bad row."""

from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import Cli

TABLE = """\
Школа;Заготовка;Часовой пояс;Дата;Мессенджер;1;5 классы;9
МБОУ «СОШ № 1»;city;Омск;23.11.2026;MAX;;;
Школа № 2;;;;;2;А, К;1
"""


def write(folder: Path, text: str) -> Path:
    """The table in a file."""
    path = folder / "школы.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_plan_for_every_row(cli: Cli, tmp_path: Path) -> None:
    table = write(tmp_path, TABLE)
    ran = cli("new", "--table", table, "-o", "планы", "--now", "2026-11-24T09:00")
    assert (ran.code, ran.err) == (0, "")
    assert sorted(it.name for it in (tmp_path / "планы").glob("*.toml")) == [
        "МБОУ СОШ № 1.toml",
        "Школа № 2.toml",
    ]
    first, second = cli("status", "--json", *sorted((tmp_path / "планы").glob("*.toml"))).json
    assert (first["school"], first["timezone"]) == ("МБОУ «СОШ № 1»", "Asia/Omsk")
    assert first["created"] == "2026-11-23"
    # A row without a date counts from today.
    assert second["created"] == "2026-11-24"
    names = cli("chats", "--json", "--plan", tmp_path / "планы" / "Школа № 2.toml").json
    classes = {item["class"] for item in names if item["class"]}
    assert classes == {"1А", "1Б", "5А", "5К", "9А"}
    assert 'platform = "MAX"' in (tmp_path / "планы" / "МБОУ СОШ № 1.toml").read_text("utf-8")


def test_a_preset_is_found_by_each_of_its_names(cli: Cli, tmp_path: Path) -> None:
    names = ("big-city", "4", "Большая городская школа, 1–11")
    rows = "".join(f"Школа № {number};{name}\n" for number, name in enumerate(names))
    ran = cli("new", "--table", write(tmp_path, "Школа;Заготовка\n" + rows), "-o", "планы")
    assert (ran.code, ran.err) == (0, "")
    told = cli("status", "--json", *sorted((tmp_path / "планы").glob("*.toml"))).json
    totals = [sum(stage["chats"]["total"] for stage in item["stages"]) for item in told]
    assert totals == [totals[0]] * 3
    assert totals[0] > 300


def test_every_bad_row_is_named_and_nothing_is_written(cli: Cli, tmp_path: Path) -> None:
    bad = TABLE + "Школа № 3;город;;;;;;\n;city;;;;;;\nШкола № 4;;Тьмутаракань;;;1;;\n"
    bad += "Школа № 5;;;31.02.2026;;1;;\nШкола № 6;;;;;100;;\nШкола № 2;village;;;;;;\n"
    bad += "Школа № 7;;;;;;;\n"
    ran = cli("new", "--table", write(tmp_path, bad), "-o", "планы")
    assert ran.code == 1
    for line, what in (
        (4, "заготовка «город»"),
        (5, "нет названия школы"),
        (6, "часовой пояс «Тьмутаракань»"),
        (7, "дата «31.02.2026»"),
        (8, "1 классы: «100»"),
        (9, "уже занят школой из строки 3"),
        (10, "нет ни заготовки, ни числа классов"),
    ):
        assert any(f"{line}" in text and what in text for text in ran.err.splitlines()), what
    assert not (tmp_path / "планы").exists()


def test_a_plan_that_is_there_stops_all(cli: Cli, tmp_path: Path) -> None:
    table = write(tmp_path, TABLE)
    (tmp_path / "планы").mkdir()
    there = tmp_path / "планы" / "Школа № 2.toml"
    there.write_text("schema = 1\n")
    ran = cli("new", "--table", table, "-o", "планы")
    assert ran.code == 3
    assert [it.name for it in (tmp_path / "планы").iterdir()] == ["Школа № 2.toml"]
    assert there.read_text() == "schema = 1\n"


def test_a_table_needs_a_folder_and_a_head(cli: Cli, tmp_path: Path) -> None:
    assert cli("new", "--table", write(tmp_path, TABLE)).code == 2
    ran = cli("new", "--table", write(tmp_path, "a;b\n1;2\n"), "-o", "планы")
    assert (ran.code, "нет столбца «Школа»" in ran.err) == (1, True)


def test_a_name_is_no_path(cli: Cli, tmp_path: Path) -> None:
    table = write(tmp_path, "Школа;Заготовка\n../../Лицей/etc;lyceum\n")
    assert cli("new", "--table", table, "-o", "планы").code == 0
    assert [it.name for it in (tmp_path / "планы").glob("*.toml")] == ["Лицей etc.toml"]


def test_heads_stand_below_titles_in_two_rows_and_words_of_forms(cli: Cli, tmp_path: Path) -> None:
    table = (
        "Сведения о школах района;;;;;\n"
        "№ п/п;Полное наименование образовательной организации;Сокращённое наименование;"
        "Количество классов по параллелям;;Директор\n;;;1;5;\n"
        "1;Муниципальная школа имени Гаусса;СОШ № 1;2,0;А-В;Бор Н. Н.\n"
        "2;Муниципальная школа имени Даля;СОШ № 2;нет;5А, 5К;\n"
        "Итого;;;2;5;\n"
    )
    ran = cli("new", "--table", write(tmp_path, table), "-o", "планы")
    assert ran.code == 0
    assert "не берутся столбцы «№ п/п»" in ran.err
    plans = tmp_path / "планы" / "СОШ № 1.toml", tmp_path / "планы" / "СОШ № 2.toml"
    found = [
        {it["class"] for it in cli("chats", "--json", "--plan", plan).json if it["class"]}
        for plan in plans
    ]
    assert found == [{"1А", "1Б", "5А", "5Б", "5В"}, {"5А", "5К"}]
    assert 'director = "Бор Н. Н."' in plans[0].read_text("utf-8")


def test_a_preset_is_found_by_the_first_words_of_its_title(cli: Cli, tmp_path: Path) -> None:
    ran = cli("new", "--table", write(tmp_path, "Школа;Тип\nЛицей № 1;Лицей\n"), "-o", "планы")
    assert (ran.code, ran.err) == (0, "")
    (told,) = cli("presets", "--json").json[5:6]
    chats = cli("chats", "--json", "--plan", tmp_path / "планы" / "Лицей № 1.toml").json
    assert told["name"] == "lyceum"
    assert len([it for it in chats if it["state"] != "preview"]) == told["chats"]


def test_schools_may_stand_on_the_second_sheet(cli: Cli, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Заполните лист «Школы»"])
    sheet = book.create_sheet("Школы")
    for row in (["Школа", "Заготовка"], ["СОШ № 1", "village"]):
        sheet.append(row)
    book.save(tmp_path / "школы.xlsx")
    assert cli("new", "--table", tmp_path / "школы.xlsx", "-o", "планы").code == 0
    assert (tmp_path / "планы" / "СОШ № 1.toml").exists()


def test_classes_stand_in_a_list_and_grades_in_roman_numbers(cli: Cli, tmp_path: Path) -> None:
    text = "Школа;Классы;IX;X\nШкола № 1;1А 1Б, 5А-В;;\nШкола № 2;;2;1\n"
    ran = cli("new", "--table", write(tmp_path, text), "-o", "планы")
    assert (ran.code, ran.err) == (0, "")
    found = {}
    for path in (tmp_path / "планы").glob("*.toml"):
        names = cli("chats", "--json", "--plan", path).json
        found[path.stem] = {it["class"] for it in names if it["class"]}
    assert found == {"Школа № 1": {"1А", "1Б", "5А", "5Б", "5В"}, "Школа № 2": {"9А", "9Б", "10А"}}
    bad = write(tmp_path, "Школа;Классы\nШкола № 3;5А, 5.1\n")
    wrong = cli("new", "--table", bad, "-o", "ещё")
    assert wrong.code == 1
    assert "классы: «5.1» — класс 5-1" in wrong.err


def test_of_plans_that_are_taken_away_again_nothing_stays(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "школы.csv").write_text("Школа;Заготовка\nОдна;village\nДве;village\n", "utf-8")
    (tmp_path / "планы" / "Две.toml").mkdir(parents=True)
    ran = cli("new", "--table", "школы.csv", "-o", "планы", "--force")
    assert ran.code == 3
    assert [path.name for path in (tmp_path / "планы").iterdir()] == ["Две.toml"]
