"""What people write into the cells of a form."""

from __future__ import annotations

from datetime import date

import pytest

from sferum_tui.rollout.imports.form_cells import created_of, day_of, number_of
from sferum_tui.rollout.imports.result import TableError

TODAY = date(2026, 12, 4)
DAYS = (date(2026, 11, 23), TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "да",
        "ДА",
        "Да.",
        "да!",
        "+",
        "1",
        "есть",
        "готово",
        "Сделано",
        "создан",
        "создали",
        "✓",
        "V",
    ],
)
def test_a_yes_is_one_however_it_is_written(text: str) -> None:
    assert created_of(text, TODAY) == (True, "")


@pytest.mark.parametrize("text", ["", "нет", "НЕТ.", "-", "—", "0", "не создан", "Ещё нет", "□"])
def test_a_no_is_one_however_it_is_written(text: str) -> None:
    assert created_of(text, TODAY) == (False, "")


@pytest.mark.parametrize(
    ("text", "day"),
    [("да 30.11", "30.11"), ("Да, 30.11.2026", "30.11.2026"), ("30.11.2026", "30.11.2026"),
     ("создан 30 ноября", "30 ноября"), ("да (02.12)", "02.12")],
)  # fmt: skip
def test_a_day_behind_the_yes_is_the_day_it_was_created(text: str, day: str) -> None:
    assert created_of(text, TODAY) == (True, day)


@pytest.mark.parametrize("text", ["х", "x", "может", "двое без телефона", "да и нет", "2", "дата"])
def test_what_may_mean_either_is_asked_about(text: str) -> None:
    with pytest.raises(TableError, match="допустимо «да» или «нет»"):
        created_of(text, TODAY)


@pytest.mark.parametrize(
    "text",
    ["02.12.2026", "2.12.26", "02.12", "02.12.", "2/12/2026", "02-12-2026", "02,12,2026",
     "2 12 2026", "2026-12-02", "2 декабря", "2 декабрь", "2 Декабря 2026 г.", "2 дек.",
     "02-дек-26", "2 декабря 2026 года",
     "02.12.2026 г.", "02.12.2026 14:00", "2026-12-02 00:00:00", "ср 02.12", "среда, 2 декабря"],
)  # fmt: skip
def test_a_day_is_read_as_a_person_writes_it(text: str) -> None:
    assert day_of(text, DAYS) == date(2026, 12, 2)


@pytest.mark.parametrize("text", ["", "-", "—"])
def test_an_empty_day_is_none(text: str) -> None:
    assert day_of(text, DAYS) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5 декабря", "«дата»: 05.12.2026; допустимо с 23.11.2026 по 04.12.2026"),
        ("01.12.2025", "«дата»: 01.12.2025; допустимо"),
        ("30.01.1900", "«дата»: 30.01.1900; допустимо"),
        ("31.11.2026", "«31.11.2026» — не дата; допустимо с 23.11.2026"),
        ("11/30/2026", "«11/30/2026» — не дата"),
        ("вчера", "«вчера» — не дата"),
        ("с 25 по 30 ноября", "не дата"),
        ("35 мая", "не дата"),
        ("30 мартобря", "не дата"),
        ("двое без телефона", "не дата"),
    ],
)
def test_what_is_no_day_or_not_a_possible_one_is_named(text: str, said: str) -> None:
    with pytest.raises(TableError, match=said.replace(".", r"\.")):
        day_of(text, DAYS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", (None, None)),
        ("-", (None, None)),
        ("0", (0, None)),
        ("20", (20, None)),
        ("20 чел.", (20, None)),
        ("20 человек", (20, None)),
        ("22 человека", (22, None)),
        ("20 из 27", (20, 27)),
        ("20/27", (20, 27)),
        ("20 из 27 чел", (20, 27)),
    ],
)
def test_a_number_may_have_its_word(text: str, found: tuple[int | None, int | None]) -> None:
    assert number_of(text, "«в чате»") == found


@pytest.mark.parametrize(
    "text", ["все", "~20", "-1", "2,5", "90%", "двадцать", "10000", "٣", "20 27"]
)
def test_what_is_no_number_is_named(text: str) -> None:
    with pytest.raises(TableError, match=r"«в чате»: .*; допустимо целое число от 0 до 9999"):
        number_of(text, "«в чате»")
