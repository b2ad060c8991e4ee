"""`import`: tables into the plan from the command line."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.commands.conftest import Cli, Small, harmless

HEAD = "Класс;Предмет;Учитель;Группа\n"
PLAN = ("--plan", "plan.toml")


def table(tmp_path: Path, text: str, name: str = "учителя.csv", encoding: str = "utf-8") -> str:
    (tmp_path / name).write_bytes(text.encode(encoding))
    return name


def plan(tmp_path: Path) -> dict[str, Any]:
    return tomllib.loads((tmp_path / "plan.toml").read_text(encoding="utf-8"))


def ids(cli: Cli) -> Iterator[tuple[str, str]]:
    for chat in cli("chats", "--json", *PLAN).json:
        yield chat["id"], chat["state"]


def test_teachers_are_taken_and_faulty_rows_named(cli: Cli, small: Small, tmp_path: Path) -> None:
    small()
    name = table(tmp_path, f"{HEAD}8А;Физика;Бор Н.;\n8Я;Физика;Бор Н.;\n8Б;;Кюри М.;\n", "т.csv")
    ran = cli("import", name, "--what", "teachers", *PLAN)
    assert ran.code == 0
    assert ran.err == (
        "т.csv, строка 3: класса 8Я нет в плане\n"
        "Нет в плане: 8Я. Добавить их: import т.csv --what classes\n"
    )
    assert "A „Класс“ — класс; B „Предмет“ — предмет; C „Учитель“ — учитель" in ran.out
    assert "Годятся 2 строки, с ошибками — 1." in ran.out
    assert "8А · физика: Бор Н." in ran.out
    people = plan(tmp_path)["people"]
    assert people["subject_teachers"] == {"8А/физика": "Бор Н."}
    assert people["class_teachers"] == {"8Б": "Кюри М."}


def test_a_sentence_ends_with_one_stop(cli: Cli, small: Small, tmp_path: Path) -> None:
    small()
    name = table(tmp_path, f"{HEAD}8А;Изобразительное искусство;Бор Н.;\n")
    told = cli("import", name, "--what", "teachers", "--dry-run", *PLAN).out
    assert "изобразительное искусство — 8 кл.\n" in told
    two = table(tmp_path, "Класс;Кл. рук.;Класс;Каб.\n8А;Кюри М.;8Б;12\n", "к.csv")
    ran = cli("import", two, "--what", "classes", "--dry-run", *PLAN)
    assert "не берутся: C „Класс“, D „Каб.“.\n" in ran.out
    assert "«класс» — A „Класс“ или C „Класс“? Проверьте столбцы" in ran.err


def test_a_dry_run_tells_everything_and_writes_nothing(
    cli: Cli, small: Small, tmp_path: Path
) -> None:
    path = small()
    before = path.read_bytes()
    rows = "".join(f"8А;Курс {number};Бор Н.;\n" for number in range(20))
    name = table(tmp_path, HEAD + rows)
    ran = cli("import", name, "--what", "teachers", "--dry-run", *PLAN)
    assert ran.code == 0
    assert path.read_bytes() == before
    assert all(f"8А · курс {number}: Бор Н." in ran.out for number in range(20))
    assert "проверка" in ran.out
    short = cli("import", name, "--what", "teachers", *PLAN)
    assert "и ещё" in short.out
    assert path.read_bytes() != before


def test_a_chat_that_becomes_subgroups_keeps_its_tick(
    cli: Cli, small: Small, tmp_path: Path
) -> None:
    small()
    cli("mark", "2б/8А/физика", "--as", "created", "--note", "готово", *PLAN)
    name = table(tmp_path, f"{HEAD}8А;Физика;Бор Н.;1\n8А;Физика;Кюри М.;2\n")
    ran = cli("import", name, "--what", "teachers", *PLAN)
    assert "8А · Физика → 8А · Физика · 1" in ran.out
    states = dict(ids(cli))
    assert states["2б/8А/физика/1"] == "created"
    assert states["2б/8А/физика/2"] == "planned"
    assert plan(tmp_path)["notes"] == {"2б/8А/физика/1": "готово"}


def test_the_history_tells_who_took_it(
    cli: Cli, small: Small, tmp_path: Path, monkeypatch: Any
) -> None:
    small()
    monkeypatch.setenv("SFERUM_TUI_WHO", "завуч")
    cli("import", table(tmp_path, f"{HEAD}8А;;Кюри М.;\n"), "--what", "teachers", *PLAN)
    line = (tmp_path / "plan.history").read_text(encoding="utf-8").splitlines()[-1]
    assert '"who":"завуч"' in line
    assert "people.class_teachers.8А" in line


def test_a_table_taken_twice_changes_nothing_more(cli: Cli, small: Small, tmp_path: Path) -> None:
    path = small()
    words = ("import", table(tmp_path, f"{HEAD}8А;Физика;Бор Н.;\n"), "--what", "teachers", *PLAN)
    cli(*words)
    before = path.read_bytes()
    ran = cli(*words)
    assert (ran.code, path.read_bytes()) == (0, before)
    assert "Всё это уже есть в плане." in ran.out


def test_classes_are_taken_from_a_workbook(cli: Cli, small: Small, tmp_path: Path) -> None:
    small()
    book = Workbook()
    assert book.active is not None
    for row in (("Класс", "Классный руководитель"), ("8В", "Кюри М.М."), ("6А", None)):
        book.active.append(row)
    book.save(tmp_path / "классы.xlsx")
    ran = cli("import", "классы.xlsx", "--what", "classes", *PLAN)
    assert (ran.code, ran.err) == (0, "")
    saved = plan(tmp_path)
    assert saved["classes"]["8"] == ["А", "Б", "В"]
    assert saved["classes"]["6"] == ["А"]
    assert saved["people"]["class_teachers"] == {"8В": "Кюри М. М."}
    assert "физика" not in saved["subjects"]["6"]
    assert "музыка" in saved["subjects"]["6"]


def test_a_whole_list_of_classes_takes_the_place_of_the_others(
    cli: Cli, small: Small, tmp_path: Path
) -> None:
    small()
    cli("mark", "2а/8Б", "--as", "created", *PLAN)
    name = table(tmp_path, "1А 1Б\n5А\n8А\n")
    ran = cli("import", name, "--what", "classes", *PLAN)
    assert "Уйдёт 1 класс" in ran.out
    assert "8Б" in ran.out
    saved = plan(tmp_path)
    assert saved["classes"]["8"] == ["А"]
    assert "2а/8Б" in saved["done"]["created"]


def test_when_nothing_can_be_taken_the_code_is_1(cli: Cli, small: Small, tmp_path: Path) -> None:
    path = small()
    before = path.read_bytes()
    for text, word in (
        (f"{HEAD}8Я;Физика;Бор Н.;\n", "не годится ни одна строка"),
        (f"{HEAD}1А;Музыка;Бах И.;\n", "нет предметных чатов"),
        ("a;b\n1;2\n", "не видно, где класс и учитель"),
        ("", "пуста"),
    ):
        ran = cli("import", table(tmp_path, text), "--what", "teachers", *PLAN)
        assert (ran.code, ran.out) == (1, "")
        assert word in ran.err
    assert path.read_bytes() == before


def test_a_file_or_a_plan_that_is_not_there_is_told(cli: Cli, small: Small, tmp_path: Path) -> None:
    name = table(tmp_path, HEAD)
    assert cli("import", name, "--what", "teachers", *PLAN).code == 3
    small()
    ran = cli("import", "нет.csv", "--what", "teachers", *PLAN)
    assert (ran.code, ran.err) == (3, "нет.csv: такого файла нет\n")


def test_wrong_words_are_told(cli: Cli, small: Small, tmp_path: Path) -> None:
    small()
    name = table(tmp_path, HEAD)
    for words in (
        ["import"],
        ["import", name],
        ["import", name, "--what", "subjects"],
        ["import", name, name, "--what", "classes"],
    ):
        ran = cli(*words, *PLAN)
        assert ran.code == 2
        assert "Ошибка в команде" in ran.err


def test_nothing_of_it_is_loaded_before_it_is_used(cli: Cli, small: Small, tmp_path: Path) -> None:
    small()
    name = table(tmp_path, f"{HEAD}8А;Физика;Бор Н.;\n")
    start = "import sferum_tui.app, sferum_tui.screens.wizard.classes as c"
    start += ", sferum_tui.screens.wizard.people as p"
    run = (
        "from sferum_tui.cli import main; main(['import', '--what', 'teachers', '--dry-run', {!r}])"
    )
    for code, names in (
        (start, ("openpyxl", "sferum_tui.rollout.imports", "sferum_tui.tables.reading")),
        (run.format(name), ("openpyxl", "textual", "holidays")),
    ):
        found = f"[name for name in {names} if name in sys.modules]"
        told = f"{code}\nimport sys\nprint(*{found}, file=sys.stderr)"
        ran = subprocess.run(
            [sys.executable, "-c", told],
            env={**os.environ, "SFERUM_TUI_PLAN": str(tmp_path / "plan.toml")},
            cwd=tmp_path,
            capture_output=True,
            check=True,
            text=True,
        )
        assert ran.stderr.strip() == ""


def test_every_encoding_says_the_same(cli: Cli, small: Small, tmp_path: Path) -> None:
    text = f"{HEAD}8А;Физика;Ёлкина М.;\n"
    outs = set()
    for encoding in ("utf-8", "utf-8-sig", "cp1251", "utf-16"):
        path = small("--force")
        name = table(tmp_path, text, encoding=encoding)
        outs.add(cli("import", name, "--what", "teachers", "--plan", path).out)
    assert len(outs) == 1


def test_hostile_cells_are_shown_and_not_obeyed(cli: Cli, small: Small, tmp_path: Path) -> None:
    small()
    rows = (
        "8А;Физика;\x1b]0;x\x07\n8Б\x1b[2J;Физика;Бор Н.;\n8Я\u202e;x;y;\n"
        "8А;[bold red]x[/];Бор Н.;\n8А;../../etc;Бор Н.;\n8Б;Физика;=HYPERLINK(1);\n"
    ) + "8Б;=HYPERLINK(1);Бор Н.;\n" * 7
    ran = cli("import", table(tmp_path, HEAD + rows), "--what", "teachers", *PLAN)
    assert ran.code == 0
    assert harmless(ran.out)
    assert harmless(ran.err)
    assert ran.err.count("\n") == 6
    assert plan(tmp_path)["people"]["subject_teachers"] == {"8Б/=HYPERLINK(1)": "Бор Н."}


def test_500_rows_with_20_faulty_ones(cli: Cli, tmp_path: Path) -> None:
    cli("new", "--preset", "complex", "--created", "2026-11-23", *PLAN)
    names = [chat["id"].split("/") for chat in cli("chats", "--json", *PLAN).json]
    lessons = [parts for parts in names if parts[0] in ("2б", "3б")][:500]
    rows = [f"{parts[1]};{parts[2]};Учителев {parts[1][-1]}.;" for parts in lessons]
    faulty = range(7, 500, 25)
    for at in faulty:
        rows[at] = rows[at].replace(lessons[at][1], "12Щ", 1)
    text = HEAD + "\n".join(rows)
    ran = cli("import", table(tmp_path, text, encoding="cp1251"), "--what", "teachers", *PLAN)
    assert ran.code == 0
    told = [line.split(", ")[1].split(":")[0] for line in ran.err.splitlines()[:-1]]
    assert told == [f"строка {at + 2}" for at in faulty]
    assert "Нет в плане: 12Щ" in ran.err.splitlines()[-1]
    assert len(plan(tmp_path)["people"]["subject_teachers"]) == 480


LOAD = "Код;Кто;Где;Что\n" + "".join(
    f"{n};Бор Н. Н.;8{it};Физика\n" for n, it in enumerate("АБ", 1)
)


def test_columns_are_told_and_can_be_named(cli: Cli, small: Small, tmp_path: Path) -> None:
    small()
    name = table(tmp_path, LOAD)
    words = ("import", name, "--what", "teachers", *PLAN)
    ran = cli(*words, "--columns", "teacher=B,class=Где,subject=4")
    assert ran.code == 0
    assert "B „Кто“ — учитель; C „Где“ — класс; D „Что“ — предмет" in ran.out
    people = plan(tmp_path)["people"]["subject_teachers"]
    assert people == {"8А/физика": "Бор Н. Н.", "8Б/физика": "Бор Н. Н."}
    wrong = cli(*words, "--columns", "teacher=Ж")
    assert wrong.code == 1
    assert "столбца «Ж» нет; есть" in wrong.err
    for bad in ("boss=B", "teacher", "teacher="):
        assert cli(*words, "--columns", bad).code == 2


def test_what_is_mostly_faulty_or_guessed_is_taken_only_with_yes(
    cli: Cli, small: Small, tmp_path: Path
) -> None:
    path = small()
    before = path.read_bytes()
    faulty = f"{HEAD}8А;Физика;Бор Н.;\n8Я;Физика;Бор Н.;\n8Ю;Физика;Бор Н.;\n"
    for text, why in (
        (faulty, "годится меньше половины строк"),
        ("8А;Свой курс;Кюри\n8Б;Свой курс;Кюри\n", "столбцы выбраны неуверенно"),
        ("Класс;ФИО\n8А;Бор Н. Н.\n8Б;Кюри М. М.\n", "классные руководители ли это"),
    ):
        words = ("import", table(tmp_path, text), "--what", "teachers", *PLAN)
        ran = cli(*words)
        assert ran.code == 1
        assert why in ran.err
        assert "--yes" in ran.err
        assert path.read_bytes() == before
        assert cli(*words, "--dry-run").code == 1
        assert cli(*words, "--dry-run", "--yes").code == 0
    assert cli(*words, "--yes").code == 0
    assert plan(tmp_path)["people"]["class_teachers"] == {"8А": "Бор Н. Н.", "8Б": "Кюри М. М."}


def test_twenty_faults_are_shown_and_all_of_them_written(
    cli: Cli, small: Small, tmp_path: Path
) -> None:
    small()
    rows = "".join(f"8Я;Курс {n};Бор Н.;\n8А;Курс {n};Бор Н.;\n" for n in range(30))
    words = ("import", table(tmp_path, HEAD + rows), "--what", "teachers", *PLAN)
    ran = cli(*words, "--dry-run", "-o", "отчёт.txt")
    assert ran.code == 0
    assert ran.err.count("класса 8Я нет в плане") == 20
    assert "… и ещё 10; все — отчёт.txt" in ran.err
    report = (tmp_path / "отчёт.txt").read_text(encoding="utf-8")
    assert report.count("класса 8Я нет в плане") == 30
    assert report.count("Бор Н.") == 30
    assert cli(*words, "--dry-run", "-o", "отчёт.txt").code == 3
    assert cli(*words, "-o", "ещё.txt").code == 2


def test_pupils_give_sizes_and_nobody_is_named(cli: Cli, small: Small, tmp_path: Path) -> None:
    path = small()
    text = "Класс;ФИО;Дата рождения\n8А;Аистов Иван;1.02.2012\n8А;Бобров Пётр;2.02.2012\n"
    name = table(tmp_path, text + "8 ОВЗ;Галкин Олег;2.02.2012\n")
    ran = cli("import", name, "--what", "classes", "--dry-run", "-o", "отчёт.txt", *PLAN)
    assert ran.code == 0
    assert cli("import", name, "--what", "classes", *PLAN).code == 0
    refused = cli("import", name, "--what", "teachers", *PLAN)
    assert refused.code == 1
    assert "список учеников" in refused.err
    assert plan(tmp_path)["sizes"] == {"8А": 2}
    told = ran.out + ran.err + refused.err + (tmp_path / "отчёт.txt").read_text(encoding="utf-8")
    told += path.read_text(encoding="utf-8") + (tmp_path / "plan.history").read_text("utf-8")
    assert not any(child in told for child in ("Аистов", "Бобров", "Галкин"))
