"""A known school is written as tables of random layout, heads and encoding, and read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sferum_tui.guidance.loading import completed, load_reference, preset_answers
from sferum_tui.rollout.imports.classes import import_classes
from sferum_tui.rollout.imports.result import ImportResult
from sferum_tui.rollout.imports.teachers import import_teachers
from sferum_tui.rollout.plan import Plan
from sferum_tui.tables.reading import parse_table
from tests.support.school import EVENT, answers
from tests.tables.test_tables import book

REFERENCE = load_reference()
CITY = completed(preset_answers("city", EVENT))
#: Class, subject, teacher.
Lesson = tuple[str, str, str]
Rows = list[list[str]]

SURNAMES = (
    "Гаусс Эйлер Даль Глинка Бородин Мендель Бор Кюри Байрон Поддубный Кулибин Ломоносов "
    "Лобачевский Пржевальский Соловьёв Ключевский Павлов Сеченов Чехов Тютчев Фет Бунин Блок Есенин"
).split()
TEACHERS = [f"{it} {a}. {b}." for it in SURNAMES for a, b in ("АБ", "ВГ", "КМ")]
SUBJECTS = ("русский язык", "литература", "история", "география", "биология", "музыка", "физика",
            "химия", "обществознание", "математика")  # fmt: skip
HEADS = {
    "class": ("Класс", "Классы", "Кл.", "Наименование класса", "КЛАСС"),
    "subject": ("Предмет", "Наименование предмета", "Дисциплина", "Учебный предмет"),
    "teacher": (
        "Учитель",
        "ФИО учителя",
        "Ф.И.О. преподавателя",
        "Педагог",
        "Фамилия И.О. учителя",
    ),
    "hours": ("Кол-во часов", "Часы", "Нагрузка"),
    "room": ("Кабинет", "Каб."),
    "post": ("Должность", "Категория учителя", "Стаж"),
    "number": ("№", "№ п/п"),
}
OTHERS = {
    "hours": lambda random: str(random.randint(1, 6)),
    "room": lambda random: str(random.randint(101, 410)),
    "post": lambda random: random.choice(("учитель", "высшая", "первая категория")),
    "number": lambda random: "",
}


def school(number: int = 500) -> list[Lesson]:
    """Lessons of a school; every subject of a class has one teacher, as in a plan."""
    found = []
    for grade in range(5, 12):
        for letter in CITY.classes.by_grade[str(grade)]:
            for at, subject in enumerate(SUBJECTS):
                if subject in CITY.subjects.by_grade[str(grade)]:
                    who = TEACHERS[(at * 7 + grade + ord(letter)) % len(TEACHERS)]
                    found.append((f"{grade}{letter}", subject, who))
    return found[:number]


def wanted(lessons: Sequence[Lesson]) -> dict[str, str]:
    return {f"{name}/{subject}": who for name, subject, who in lessons}


# Layouts -----------------------------------------------------------------------------------------


def as_list(lessons: Sequence[Lesson], random: Random) -> Rows:
    keys = ["class", "subject", "teacher", *random.sample(sorted(OTHERS), random.randint(0, 3))]
    random.shuffle(keys)
    rows = [[random.choice(HEADS[key]) for key in keys]]
    for number, (name, subject, who) in enumerate(lessons, 1):
        said = {"class": name, "subject": subject, "teacher": who, "number": str(number)}
        rows.append([said[key] if key in said else OTHERS[key](random) for key in keys])
    return rows


def as_sections(lessons: Sequence[Lesson], random: Random) -> Rows:
    rows = [[random.choice(HEADS["subject"]), random.choice(HEADS["teacher"]), "Часы"]]
    before = ""
    for name, subject, who in lessons:
        if name != before:
            rows.append([f"{name} класс", "", ""])
        before = name
        rows.append([subject, who, "2"])
    return rows


def as_grouped(lessons: Sequence[Lesson], random: Random) -> Rows:
    rows = [[random.choice(HEADS[key]) for key in ("teacher", "subject", "class", "hours")]]
    before = ("", "")
    for name, subject, who in sorted(lessons, key=lambda it: (it[2], it[1])):
        known = who == before[0]
        rows.append(["" if known else who, "" if known and subject == before[1] else subject,
                     name, "3"])  # fmt: skip
        before = (who, subject)
    return rows


def as_cells(lessons: Sequence[Lesson], random: Random) -> Rows:
    rows = [[random.choice(HEADS[key]) for key in ("teacher", "subject", "class")]]
    by_teacher: dict[tuple[str, str], list[str]] = {}
    for name, subject, who in lessons:
        by_teacher.setdefault((who, subject), []).append(name)
    sign = random.choice((", ", "; ", " ", "+", "\n"))
    return rows + [[who, subject, sign.join(them)] for (who, subject), them in by_teacher.items()]


def as_hours(lessons: Sequence[Lesson], random: Random) -> Rows:
    names = list(dict.fromkeys(name for name, _, _ in lessons))
    rows = [["№", random.choice(HEADS["teacher"]), random.choice(HEADS["subject"]),
             *map(str.lower, names), "Всего"]]  # fmt: skip
    by_teacher: dict[tuple[str, str], set[str]] = {}
    for name, subject, who in lessons:
        by_teacher.setdefault((who, subject), set()).add(name)
    for number, ((who, subject), them) in enumerate(by_teacher.items(), 1):
        hours = ["4" if name in them else "" for name in names]
        rows.append([str(number), who, subject, *hours, str(4 * len(them))])
    return rows


def as_names(lessons: Sequence[Lesson], random: Random) -> Rows:
    names = list(dict.fromkeys(name for name, _, _ in lessons))
    led = {(name, subject): who for name, subject, who in lessons}
    rows = [[random.choice(HEADS["subject"]), *names]]
    subjects = dict.fromkeys(subject for _, subject, _ in lessons)
    return rows + [
        [subject, *(led.get((name, subject), "") for name in names)] for subject in subjects
    ]


def as_crossed(lessons: Sequence[Lesson], random: Random) -> Rows:
    subjects = list(dict.fromkeys(subject for _, subject, _ in lessons))
    led = {(name, subject): who for name, subject, who in lessons}
    rows = [["Класс", *subjects]]
    names = dict.fromkeys(name for name, _, _ in lessons)
    return rows + [
        [name, *(led.get((name, subject), "") for subject in subjects)] for name in names
    ]


def as_timetable(lessons: Sequence[Lesson], random: Random) -> Rows:
    rows = [["День", "Урок", "Класс", random.choice(HEADS["subject"]),
             random.choice(HEADS["teacher"]), "Кабинет"]]  # fmt: skip
    twice = [*lessons, *lessons]
    random.shuffle(twice)
    days = ("Понедельник", "Вторник", "Среда", "Четверг", "Пятница")
    for number, (name, subject, who) in enumerate(twice):
        rows.append([days[number % 5], str(number % 7 + 1), name, subject, who, "12"])
    return rows


LAYOUTS: tuple[Callable[[Sequence[Lesson], Random], Rows], ...] = (
    as_list, as_sections, as_grouped, as_cells, as_hours, as_names, as_crossed, as_timetable,
)  # fmt: skip


# Files -------------------------------------------------------------------------------------------


def dressed(rows: Rows, random: Random) -> Rows:
    """The table with titles above, totals and notes at its end."""
    width = len(rows[0])
    blank = [""] * (width - 1)
    if random.random() < 0.4:
        rows = [["Распределение учебной нагрузки на 2026/27 учебный год", *blank], *rows]
        if random.random() < 0.5:
            rows = [["МБОУ «СОШ № 12»", *blank], [""] * width, *rows]
    if random.random() < 0.3:
        rows = [*rows, ["Итого", *blank[:-1], "250"]] if width > 2 else rows
        rows = [*rows, ["Директор школы ____________ / Соколова М. В. /", *blank]]
    return rows


def written(rows: Rows, random: Random) -> bytes:
    """The table as a file."""
    if random.random() < 0.25:
        return book(*(tuple(row) for row in rows))
    out = io.StringIO()
    separator = random.choice(";\t,|")
    csv.writer(out, delimiter=separator, lineterminator=random.choice(("\n", "\r\n"))).writerows(
        rows
    )
    encoding = random.choice(
        ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "cp866", "koi8-r")
    )
    return out.getvalue().encode(encoding, "replace")


def teachers(data: bytes) -> ImportResult:
    return import_teachers(Plan(CITY), parse_table(data, "таблица"), REFERENCE)


@settings(max_examples=50)
@given(st.integers(0, 10**6), st.sampled_from(LAYOUTS), st.integers(12, 60))
def test_a_school_comes_back_from_a_table_of_any_layout(
    seed: int, layout: Callable[[Sequence[Lesson], Random], Rows], number: int
) -> None:
    random = Random(seed)
    first = random.randrange(100)
    lessons = school()[first : first + number]
    found = teachers(written(dressed(layout(lessons, random), random), random))
    assert found.answers.people.subject_teachers == wanted(lessons)
    assert (found.faults, found.doubt) == ((), "")
    assert not found.answers.people.class_teachers
    assert found.answers.subjects == CITY.subjects


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_load_of_a_whole_school_gives_the_same_plan_in_every_layout(
    layout: Callable[[Sequence[Lesson], Random], Rows],
) -> None:
    random = Random(5)
    lessons = school()
    assert len(lessons) > 150
    found = teachers(written(layout(lessons, random), random))
    expected = teachers(written(as_list(lessons, random), random))
    assert found.answers == expected.answers
    assert found.answers.people.subject_teachers == wanted(lessons)


CLASS_HEADS = (
    ("Класс",), ("Классы",), ("Параллель", "Литера"), ("Номер класса", "Буква"),
    ("Класс", "Литера"),
)  # fmt: skip


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.sampled_from(CLASS_HEADS), st.booleans(), st.booleans())
def test_a_list_of_classes_comes_back_with_its_teachers_and_sizes(
    seed: int, head: tuple[str, ...], leaders: bool, sizes: bool
) -> None:
    random = Random(seed)
    names = [
        (str(grade), letter) for grade in range(1, 12) for letter in "АБВ"[: random.randint(1, 3)]
    ]
    columns = [*head, *(["Классный руководитель"] * leaders), *(["Количество учеников"] * sizes)]
    rows, who, count = [columns], {}, {}
    for number, (grade, letter) in enumerate(names):
        name = f"{grade}{letter}"
        who[name], count[name] = TEACHERS[number], 20 + number % 10
        notation = random.choice(
            (f"{grade}{letter}", f'{grade} "{letter}"', f"{grade}-{letter.lower()}")
        )
        own = [grade, letter] if len(head) == 2 else [notation]
        rows.append([*own, *([who[name]] * leaders), *([str(count[name])] * sizes)])
    data = written(dressed(rows, random), random)
    found = import_classes(
        Plan(answers(classes={}, subjects={})), parse_table(data, "список"), REFERENCE
    )
    assert (found.faults, found.doubt) == ((), "")
    assert [
        f"{grade}{it}" for grade, them in found.answers.classes.by_grade.items() for it in them
    ] == [f"{grade}{letter}" for grade, letter in names]
    assert found.answers.people.class_teachers == (who if leaders else {})
    assert found.answers.sizes == (count if sizes else {})


CHILDREN = [(f"{first}ов", name) for first in ("Аист", "Бобр", "Совин", "Дрозд", "Ястреб", "Волк")
            for name in ("Иван", "Пётр", "Олег", "Юрий")]  # fmt: skip


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.sampled_from(("list", "sections", "apart")), st.booleans())
def test_a_list_of_pupils_gives_sizes_and_never_a_name(seed: int, layout: str, born: bool) -> None:
    random = Random(seed)
    sizes = {f"{random.randint(1, 11)}{letter}": random.randint(3, 8) for letter in "АБВ"}
    more = ["Дата рождения"] * born
    rows: Rows = []
    for name, size in sizes.items():
        rows += [[f"{name} класс", *[""] * (1 + born)]] if layout == "sections" else []
        for number, (surname, first) in enumerate(random.sample(CHILDREN, size), 1):
            day = ["01.02.2014"] * born
            rows.append({
                "list": [name, f"{surname} {first} Иванович", *day],
                "sections": [str(number), f"{surname} {first}", *day],
                "apart": [surname, first, name, *day],
            }[layout])  # fmt: skip
    heads = {
        "list": ["Класс", "ФИО"],
        "sections": ["№", "Фамилия, имя"],
        "apart": ["Фамилия", "Имя", "Класс"],
    }
    data = written([[*heads[layout], *more], *rows], random)
    sheets = parse_table(data, "список")
    found = import_classes(Plan(answers(classes={}, subjects={})), sheets, REFERENCE)
    assert found.answers.sizes == sizes
    assert found.pupils
    told = repr((found.answers, found.notes, found.faults, found.columns))
    assert not any(surname in told for surname, _ in CHILDREN)
