"""A wrong plan file: every fault with its line, its field, what is wrong and what is allowed."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sferum_tui.disk import LARGEST
from sferum_tui.guidance.loading import preset_answers
from sferum_tui.issues import PlanError
from sferum_tui.plan.reading import PlanReader, Reading, parse_answers
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.plan import Plan
from tests.support.school import EVENT

HEAD = 'schema = 1\n[school]\nstructure_created = 2026-11-23\n[classes]\n8 = ["А", "Б"]\n'


def read(data: str | bytes) -> Reading:
    return PlanReader("план.toml").read(data.encode() if isinstance(data, str) else data)


def faults(data: str | bytes) -> list[str]:
    with pytest.raises(PlanError) as caught:
        read(data)
    assert caught.value.exit_code == 1
    return str(caught.value).splitlines()


# One fault a row: what is added to a plan that is in order, and parts of the message.
ROWS = [
    ("[school]\nname = 5", ("строка 3", "school.name", "целое число «5»", "строка в кавычках")),
    ('[school]\ntimezone = "Europe/Moskva"', ("строка 3", "school.timezone", "«Europe/Moskva»")),
    ('[school]\ntimezone = "../../etc/passwd"', ("school.timezone", "нет такого часового пояса")),
    ('[school]\ntimezone = ""', ("school.timezone", "нет такого часового пояса")),
    ("[school]\nplanned = 1", ("school.planned", "целое число «1»", "true | false")),
    ('[school]\nstructure_created = "2026-11-23"', ("structure_created", "дата без кавычек")),
    (
        "[school]\nstructure_created = 2026-11-23T10:00:00",
        ("structure_created", "дата со временем"),
    ),
    ("[school]\nstructure_created = 10:00:00", ("structure_created", "тут время")),
    ('[school]\nname = "a\\u001b]0;x"', ("school.name", "U+001B", "обычный текст")),
    ('[school]\nname = "\\u202e"', ("school.name", "U+202E")),
    ('[school]\nname = "\\u202e"', ("school.name", "U+202E")),
    (f'[school]\nname = "{"я" * 400}"', ("school.name", "400 знаков", "не больше 300")),
    ("school = 5", ("school", "целое число", "таблица")),
    ('[calendar]\ncounting = "weekly"', ("calendar.counting", "«weekly»", "calendar | working")),
    ("[calendar]\nweek = 7", ("calendar.week", "«7»", "5 | 6")),
    ("[calendar]\nweek = true", ("calendar.week", "«true»", "5 | 6")),
    ("[calendar]\nweek = 5.0", ("calendar.week", "«5.0»")),
    ('[calendar]\ndays_off = "2026-11-23"', ("calendar.days_off", "строка", "список")),
    ("[calendar]\ndays_off = [2026-11-23, 5]", ("calendar.days_off[2]", "целое число «5»")),
    (
        "[calendar]\ndays_off = [2026-11-23]\nworking_days = [2026-11-23]",
        ("working_days", "2026-11-23"),
    ),
    ("[calendar]\nvacations = [{first = 2026-01-02}]", ("calendar.vacations[1]", "нет ключа last")),
    (
        "[calendar]\nvacations = [{first = 2026-01-02, last = 2026-01-01}]",
        ("calendar.vacations[1].last", "раньше начала"),
    ),
    ('[order]\nmode = "both"', ("order.mode", "«both»", "sequential | simultaneous")),
    ('[order]\nstages = {5 = "sequential"}', ("order.stages.5", "«5»", "1 | 2 | 3 | 4")),
    ('[order]\nstages = {3 = "later"}', ("order.stages.3", "«later»")),
    ('13 = ["А"]', ("строка 6", "classes.13", "нет такой параллели", "«1 доп.»")),
    ('"9А" = ["А"]', ("classes.9А", "нет такой параллели")),
    ('9 = "А"', ("classes.9", "строка «А»", "список")),
    ("9 = [1]", ("classes.9[1]", "целое число «1»", "буква или имя")),
    ('9 = ["А/Б"]', ("classes.9[1]", "«/»")),
    ('9 = ["А", "A"]', ("classes.9", "класс «9А»: записано дважды")),
    ('9 = ["а", "А"]', ("classes.9", "класс «9А»")),
    ('9 = ["\\u200f"]', ("classes.9[1]", "управляющий символ")),
    ('" 9" = ["А"]\n9 = ["Б"]', ("classes.9", "«9» записано дважды")),
    ('[classes.mixed]\n"1-3" = 4', ("classes.mixed.1-3", "класс-комплект", "«1–3»")),
    ('[classes.mixed]\n"1–3" = 1', ("classes.mixed.1–3", "«1»", "2 | 3 | 4")),
    ('[classes.opened]\n"5Г" = "2027-03-01"', ("classes.opened.5Г", "строка", "дата")),
    ('[classes.opened]\n"Г5" = 2027-03-01', ("classes.opened.Г5", "не похоже на класс")),
    ('[classes.opened]\n"5Г" = 2027-03-01\n"5г" = 2027-03-01', ("classes.opened.5г", "дважды")),
    ('[subjects]\n8 = ["музыка", "музыка"]', ("subjects.8", "предмет «музыка»: записано дважды")),
    ('[subjects]\n8 = ["а/б"]', ("subjects.8[1]", "стоит «/»")),
    ('[subjects]\n8 = [""]', ("subjects.8[1]", "название пустое")),
    ('[subjects]\nмузыка = ["8"]', ("строка не распознана",)),
    ('[subjects.subgroups]\n"8А" = ["1"]', ("subjects.subgroups.8А", "не называет предмет класса")),
    ('[subjects.subgroups]\n"8А/а/б" = ["1"]', ("subjects.subgroups.8А/а/б", "«класс/предмет»")),
    ('[people]\ndeputies = ["УР"]', ("people.deputies[1]", "строка «УР»", "таблица")),
    ('[people]\ndeputies = [{name = "И"}]', ("people.deputies[1]", "нет ключа duty")),
    ('[people]\ndeputies = [{duty = "УР", levels = ["all"]}]', ("levels[1]", "primary | subject")),
    (
        '[people]\nassociations = [{title = "а"}, {title = "а"}]',
        ("people.associations", "«а»: записано дважды"),
    ),
    ('[people.bodies]\nparents_committee = "да"', ("people.bodies.parents_committee", "строка")),
    ('[people.bodies]\nother = "совет"', ("people.bodies.other", "занято")),
    ('[people.class_teachers]\n"8А" = 5', ("people.class_teachers.8А", "целое число «5»")),
    (
        '[people.subject_teachers]\n"8А" = "И"',
        ("people.subject_teachers.8А", "не называет предмет"),
    ),
    (
        '[[groups]]\ntitle = "а"\npurpose = "fun"\nstage = 2',
        ("строка 8", "groups[1].purpose", "«fun»", "project | elective"),
    ),
    ('[[groups]]\ntitle = "а"\npurpose = "event"\nstage = 1', ("groups[1].stage", "«1»", "2 | 3")),
    ('[[groups]]\ntitle = "а"\npurpose = "event"', ("groups[1]", "нет ключа stage")),
    (
        '[[groups]]\ntitle = "а"\npurpose = "event"\nstage = 2\ngrades = [13]',
        ("groups[1].grades[1]", "«13»", "от 0 до 12"),
    ),
    ('[chats]\nwithout = ["9я"]', ("chats.without[1]", "«9я»", "1а")),
    ('[chats.names]\n"2г" = "{klass}"', ("chats.names.2г", "{klass}", "{class}")),
    ('[chats.names]\n"9г" = "x"', ("chats.names.9г", "«9г»")),
    ('[primary]\ndecision = "maybe"', ("primary.decision", "«maybe»", "undecided | positive")),
    ("[primary]\ngrades = [5]", ("primary.grades[1]", "от 1 до 4")),
    ("[primary]\nvotes = 5", ("primary.votes", "таблица")),
    (
        "[primary]\nvotes = {members = 9, present = 31, for = 25, against = 4, abstained = 2}",
        ("primary.votes", "присутствуют 31, а членов педсовета 9"),
    ),
    (
        "[primary]\nvotes = {members = -1, present = 3, for = 3, against = 0, abstained = 0}",
        ("primary.votes.members", "«-1»", "от 0 до 2000"),
    ),
    ('[done.created]\n"2а/8А" = "вчера"', ("строка 7", "done.created.2а/8А", "дата и время")),
    ('[done.created]\n"2а/8А" = 0001-01-01T00:00:00+03:00', ("done.created.2а/8А", "года: 1")),
    ('[done.auto]\n"2а/8А" = 9999-12-31T00:00:00+03:00', ("done.auto.2а/8А", "года: 9999")),
    ('[done.skipped]\n"2а/8А" = true', ("done.skipped.2а/8А", "«true»", "строка")),
    ('[done.created]\n"2а\\u0007" = 2026-11-25T10:00:00+03:00', ("done.created", "U+0007")),
    ("done = []", ("done", "список", "таблица")),
    ('[notes]\n"2а/8А" = ["x"]', ("notes.2а/8А", "список", "строка")),
    ('[notes]\n"2а/8А" = "\\u009b31m"', ("notes.2а/8А", "U+009B")),
]


def merged(addition: str) -> str:
    """A plan in order with one table replaced or added."""
    if addition.startswith("[school]\n") and "structure_created" in addition:
        return addition.join(("schema = 1\n", '\n[classes]\n8 = ["А"]\n'))
    if addition.startswith("[school]\n"):
        return f'schema = 1\n{addition}\nstructure_created = 2026-11-23\n[classes]\n8 = ["А"]\n'
    if addition.startswith("school ="):
        return f'schema = 1\n{addition}\n[classes]\n8 = ["А"]\n'
    if addition.startswith("done ="):
        return f"{addition}\n{HEAD}"
    return f"{HEAD}{addition}\n"


@pytest.mark.parametrize(("addition", "parts"), ROWS)
def test_a_fault_is_named(addition: str, parts: tuple[str, ...]) -> None:
    (message,) = faults(merged(addition))
    for part in ("план.toml", *parts):
        assert part in message
    assert message.isprintable()


def test_every_fault_is_named_at_once() -> None:
    found = faults('schema = "1"\n[school]\nname = 5\ntimezone = "x"\n[classes]\n99 = []\n')
    assert [line.split(": ")[0] for line in found] == [
        "план.toml, строка 1, schema",
        "план.toml, строка 3, school.name",
        "план.toml, строка 4, school.timezone",
        "план.toml, строка 6, classes.99",
        "план.toml, строка 2, school",
    ]


def test_a_thousand_faults_are_counted() -> None:
    numbers = ", ".join(map(str, range(1000)))
    found = faults(f"{HEAD}[calendar]\ndays_off = [{numbers}]\n")
    assert len(found) == 101
    assert found[-1].endswith("показаны первые 100 ошибок, есть и ещё")


@pytest.mark.parametrize(
    ("data", "parts"),
    [
        (b"", ("файл пуст", "sferum-tui new")),
        (b"# note\n", ("файл пуст",)),
        (b"\xef\xbb\xbf", ("файл пуст",)),
        (b"[tool]\nname = 'x'\n", ("нет ключа schema", "не план")),
        (HEAD.encode("cp1251"), ("строка 5", "Windows-1251", "UTF-8")),
        (HEAD.encode("utf-16"), ("UTF-16",)),
        (HEAD.encode() + b'x = "\x00"\n', ("строка 6", "управляющий знак")),
        (HEAD.encode() + b'x = "\xed\xa0\x80"\n', ("строка 6", "UTF-8")),
        (HEAD.replace("1", "0", 1).encode(), ("schema", "«0»", "schema = 1")),
        (HEAD.replace("1", "true", 1).encode(), ("schema", "«true»")),
        (HEAD.replace("1", "[1]", 1).encode(), ("schema", "список")),
        (b"schema = 1\n[school]\nstructure_created = 2026-11-23\n", ("нет таблицы [classes]",)),
        (b"schema = 1\n[classes]\n", ("structure_created",)),
        (b"schema = 1\n[school]\n[classes]\n", ("строка 2", "structure_created")),
        (HEAD.encode() + b"x = " + b"[" * 100_000, ("слишком много вложенных скобок",)),
        (HEAD.encode() + b"x = " + b"{a=" * 50_000, ("слишком много вложенных скобок",)),
        (HEAD.encode() + b"week = " + b"9" * 100_000, ("слишком большое число",)),
        (HEAD.encode() + b"[" + b"a." * 100_000 + b"a]", ("строка 6", "составной ключ")),
    ],
)
def test_a_file_that_is_no_plan_gets_a_clear_word(data: bytes, parts: tuple[str, ...]) -> None:
    message = "\n".join(faults(data))
    for part in parts:
        assert part in message


def test_big_numbers_are_not_printed() -> None:
    (message,) = faults(f"{HEAD}[calendar]\nweek = {'9' * 4000}\n")
    assert len(message) < 300


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    reading = read(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode())
    assert reading.plan.answers.classes.by_grade == {"8": ("А", "Б")}
    (message,) = faults(HEAD.replace("\n", "\r\n") + '[school.x]\r\n[order]\r\nmode = "x"\r\n')
    assert "строка 8" in message


def test_latin_letters_in_classes_are_read_as_cyrillic() -> None:
    text = HEAD.replace('"А"', '"A"') + '[people.class_teachers]\n"8A" = "Иванова"\n'
    answers = read(text).plan.answers
    assert answers.classes.by_grade["8"] == ("А", "Б")
    assert answers.people.class_teachers == {"8А": "Иванова"}


def test_ids_of_archived_chats_stay_as_they_are() -> None:
    reading = read(HEAD + '[done.skipped]\n"2б/11Я/ латынь " = ""\n[notes]\n"x" = "y"\n')
    assert reading.plan.done.skipped == {"2б/11Я/ латынь ": ""}
    assert reading.plan.notes == {"x": "y"}


def test_ticks_without_an_offset_are_school_time() -> None:
    text = HEAD.replace("[classes]", 'timezone = "Asia/Kamchatka"\n[classes]')
    done = read(f'{text}[done.created]\n"а" = 2026-11-25T10:12:00\n"б" = 2026-11-25\n').plan.done
    zone = ZoneInfo("Asia/Kamchatka")
    assert done.created["а"] == datetime(2026, 11, 25, 10, 12, tzinfo=zone)
    assert done.created["б"] == datetime(2026, 11, 25, tzinfo=zone)


def test_a_note_of_several_lines_is_shown_as_one() -> None:
    reading = read(HEAD + '[notes]\n"2а/8А" = """\nпервая\n  вторая"""\n')
    assert reading.plan.notes == {"2а/8А": "первая вторая"}


def test_days_of_the_first_and_the_last_year_are_days() -> None:
    text = HEAD.replace("2026-11-23", "1990-01-01") + "[calendar]\ndays_off = [2199-12-31]\n"
    answers = read(text).plan.answers
    assert answers.school.structure_created == date(1990, 1, 1)
    assert answers.calendar.days_off == (date(2199, 12, 31),)


def test_days_of_another_age_are_named() -> None:
    text = HEAD.replace("2026-11-23", "0001-01-01") + "[calendar]\ndays_off = [9999-12-31]\n"
    first, last = faults(text)
    assert "school.structure_created: нет такого года: 1. Допустимо: годы от 1990" in first
    assert "calendar.days_off[1]: нет такого года: 9999" in last


def test_unknown_keys_are_warned_of_and_stay() -> None:
    reading = read(HEAD + '[school.director]\nphone = 1\n[people]\ndirektor = "И"\n[extra]\n')
    told = [str(item) for item in reading.warnings]
    assert [line.split(":")[0] for line in told] == [
        "план.toml, строка 6, school.director",
        "план.toml, строка 9, people.direktor",
        "план.toml, строка 10, extra",
    ]


def test_a_newer_schema_is_for_reading_only() -> None:
    reading = read(HEAD.replace("schema = 1", "schema = 2"))
    assert "более новой версией" in reading.read_only_reason
    assert "schema = 2" in reading.read_only_reason


# Answers without a plan


def test_answers_need_no_schema_no_date_and_no_more_than_classes() -> None:
    answers = parse_answers(b'[classes]\n8 = ["\xd0\x90"]\n', "ответы")
    assert answers.classes.by_grade == {"8": ("А",)}
    assert answers.school.structure_created is None


@pytest.mark.parametrize("data", [b"", b'[school]\nname = "x"\n'])
def test_answers_without_classes_are_no_answers(data: bytes) -> None:
    with pytest.raises(PlanError, match="classes"):
        parse_answers(data, "ответы")


def test_answers_over_a_preset_change_what_they_say() -> None:
    base = preset_answers("city", EVENT)
    text = '[school]\nname = "Наша"\n[people.bodies]\ntogether = true\n[subjects]\n8 = []\n'
    answers = parse_answers(text.encode(), "ответы", base)
    assert answers.school.name == "Наша"
    assert answers.school.structure_created == EVENT
    assert answers.classes == base.classes
    assert answers.people.deputies == base.people.deputies
    assert answers.people.bodies.together
    assert answers.subjects.by_grade == {**base.subjects.by_grade, "8": ()}


def test_classes_over_a_preset_are_taken_whole() -> None:
    base = preset_answers("city", EVENT)
    assert parse_answers(b"[classes]\n9 = ['1']\n", "x", base).classes.by_grade == {"9": ("1",)}


# Files


@pytest.mark.parametrize("kind", ["folder", "pipe", "loop", "missing", "dangling", "below a file"])
def test_what_is_no_file_gets_a_clear_word(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "plan.toml"
    words = {
        "folder": "это папка",
        "pipe": "не обычный файл",
        "loop": "ссылки ведут по кругу",
        "missing": "такого файла нет",
        "dangling": "такого файла нет",
        "below a file": "часть пути — не папка",
    }
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "dangling":
        path.symlink_to(tmp_path / "нет")
    elif kind == "below a file":
        path.write_text("x")
        path = path / "plan.toml"
    with pytest.raises(PlanError, match=words[kind]) as caught:
        PlanStore(path).load()
    assert caught.value.exit_code == 3


def test_a_nul_in_the_name_gets_a_clear_word() -> None:
    store = PlanStore(Path("a\0b"))
    for act in (store.load, store.exists):
        with pytest.raises(PlanError, match="нулевой знак"):
            act()
    assert not store.changed() or store.changed()


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(PlanError, match=f"больше {LARGEST // 2**20} МБ") as caught:
        PlanStore(path).load()
    assert caught.value.exit_code == 3


def test_reading_a_plan_loads_nothing_that_only_writing_needs(tmp_path: Path) -> None:
    store = PlanStore(tmp_path / "plan.toml")
    store.create(Plan(preset_answers("city", EVENT)))
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from sferum_tui.plan.store import PlanStore\n"
        "PlanStore(Path(sys.argv[1])).load()\n"
        "heavy = 'tomlkit filelock platformdirs holidays json difflib'.split()\n"
        "print(*[name for name in heavy if name in sys.modules])\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, store.path], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == []


def test_a_last_line_without_an_end_is_a_line() -> None:
    tick = '[done.created]\n"2а/8А" = 2026-11-25T10:12:00+03:00'
    assert read(HEAD + tick).plan.done.created.keys() == {"2а/8А"}
    assert read(HEAD + '[notes]\n"2а/8А" = "к среде"').plan.notes == {"2а/8А": "к среде"}


@pytest.mark.parametrize("tail", ['"', '\n"', '"2а/8Б" = "', '"2а/8Б" = "к среде""'])
def test_a_stray_quote_at_the_end_is_a_fault_of_its_line(tail: str) -> None:
    text = HEAD + '[notes]\n"2а/8А" = "к среде"\n' + tail
    (fault,) = faults(text)
    assert f"строка {text.count(chr(10)) + 1}: " in fault
