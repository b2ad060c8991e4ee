from __future__ import annotations

from datetime import date

import pytest

from sferum_tui.rollout import russian
from sferum_tui.rollout.class_words import grades_words, in_grades, of_grades
from sferum_tui.rollout.wording import all_classes, class_range


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0 дней"),
        (1, "1 день"),
        (2, "2 дня"),
        (5, "5 дней"),
        (11, "11 дней"),
        (12, "12 дней"),
        (21, "21 день"),
        (22, "22 дня"),
        (111, "111 дней"),
        (101, "101 день"),
    ],
)
def test_days_agree(number: int, text: str) -> None:
    assert russian.days(number) == text


HOUR = 3600


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (3 * 24 * HOUR + 9 * HOUR + 1800, "осталось 3 дня 9 ч"),
        (21 * 24 * HOUR + 60, "остался 21 день"),
        (48 * HOUR + 1, "осталось 2 дня"),
        (48 * HOUR, "осталось 2 дня"),
        (48 * HOUR - 1, "осталось 47 ч 59 мин"),
        (27 * HOUR + 14 * 60 + 59, "осталось 27 ч 14 мин"),
        (31 * HOUR, "остался 31 ч 0 мин"),
        (24 * HOUR, "осталось 24 ч 0 мин"),
        (24 * HOUR - 1, "осталось 23:59:59"),
        (3 * HOUR + 12 * 60 + 45, "осталось 03:12:45"),
        (1, "осталось 00:00:01"),
        (0, "просрочено на 1 день"),
        (-24 * HOUR + 1, "просрочено на 1 день"),
        (-24 * HOUR, "просрочено на 2 дня"),
    ],
)
def test_countdowns(seconds: int, text: str) -> None:
    assert russian.remaining(seconds) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 11, 25), date(2026, 11, 26), "25–26 нояб."),
        (date(2026, 11, 30), date(2026, 12, 3), "30 нояб. – 3 дек."),
        (date(2026, 12, 29), date(2027, 1, 11), "29 дек. – 11 янв."),
        (date(2026, 5, 3), date(2026, 5, 3), "3 мая"),
    ],
)
def test_windows_as_people_write_them(first: date, last: date, text: str) -> None:
    assert russian.span(first, last) == text


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["8А"], "8А"),
        (["8А", "8Б"], "8А, 8Б"),
        (["8А", "8Б", "8В", "8Г"], "8А–8Г"),
        (["8А", "8В"], "8А, 8В"),
        (["5А", "5Б", "5В", "6А"], "5А–5В, 6А"),
        (["5-1", "5-2", "5 кадетский"], "5-1, 5-2, 5 кадетский"),
        (["8А", "8Б", "8В", "9А", "10А", "10Б", "11А"], "8А–8В, 9А и ещё 3"),
    ],
)
def test_classes_in_short(names: list[str], text: str) -> None:
    assert class_range(names) == text


def test_on_paper_no_class_is_left_out() -> None:
    names = ["8А", "8Б", "8В", "9А", "10А", "10Б", "11А"]
    assert all_classes(names) == "8А–8В, 9А, 10А, 10Б, 11А"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("п. 7.2 а и № 5", "п.~7.2 а и №~5"),
        ("пп. 7.2, 7.3", "пп.~7.2, 7.3"),
        ("И. И. Иванова пришла", "И.~И.~Иванова пришла"),
        ("Иванова И. И. пришла", "Иванова~И.~И. пришла"),
        ("Ли-Корнилова Д.-А. И. пришла", "Ли-Корнилова~Д.-А.~И. пришла"),
        ("пункт 7.2, пункты 7.1–7.3", "пункт~7.2, пункты~7.1–7.3"),
        ("в 8 А и там", "в 8 А и там"),
    ],
)
def test_no_line_ends_inside_numbers_and_names(text: str, shown: str) -> None:
    assert russian.unbroken(text) == shown.replace("~", russian.NBSP)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("МБОУ «СОШ «Полюс»»", "МБОУ «СОШ „Полюс“»"),
        ("«Школа «А» и «Б»», «В»", "«Школа „А“ и „Б“», «В»"),
        ("«СОШ „Полюс“»", "«СОШ „Полюс“»"),
        ('имени "А" и «Б»', 'имени "А" и «Б»'),
        ('«экран 5" и «6»»', '«экран 5" и „6“»'),
        ("« и «", "« и «"),
        ("чат ««Физтех»»", "чат «Физтех»"),
    ],
)
def test_marks_inside_marks_are_inner_ones(text: str, told: str) -> None:
    assert russian.nested(text) == told


@pytest.mark.parametrize(
    ("grades", "told", "of", "inside"),
    [
        ((8,), "8 класс", "8 класса", "в 8 классе"),
        ((2, 3), "2–3 классы", "2–3 классов", "во 2–3 классах"),
        ((2,), "2 класс", "2 класса", "во 2 классе"),
        ((0,), "подготовительный класс", "подготовительного класса", "в подготовительном классе"),
        (
            (0, 1, 2),
            "подготовительный и 1–2 классы",
            "подготовительного и 1–2 классов",
            "в подготовительном и 1–2 классах",
        ),
        ((2, 5, 6), "2 и 5–6 классы", "2 и 5–6 классов", "во 2 и 5–6 классах"),
        ((1, 3, 5), "1, 3 и 5 классы", "1, 3 и 5 классов", "в 1, 3 и 5 классах"),
    ],
)
def test_grades_agree_and_the_year_before_the_first_has_a_name(
    grades: tuple[int, ...], told: str, of: str, inside: str
) -> None:
    assert (grades_words(grades), of_grades(grades), in_grades(grades)) == (told, of, inside)
