"""Rows of a form: keys in both layouts, what they look like, how they break in a narrow window."""

from __future__ import annotations

from datetime import date

import pytest
from textual import events

from sferum_tui.editing.day_text import day_fault
from sferum_tui.widgets.form import Form
from sferum_tui.widgets.form_checks import ChecksRow
from sferum_tui.widgets.form_choice import CheckRow, ChoiceRow, RadioRow
from sferum_tui.widgets.form_date import DateRow
from sferum_tui.widgets.form_field import Match, SearchRow, TextRow
from sferum_tui.widgets.form_list import ListEntry, ListRow
from sferum_tui.widgets.form_row import LABEL_WIDTH, NoteRow
from tests.widgets.form_app import FormApp

MONDAY = date(2026, 11, 23)
COLOURS = (("red", "красный"), ("green", "зелёный"), ("blue", "синий"))


# Moving about -------------------------------------------------------------------------------------


async def test_arrows_and_enter_walk_and_the_end_is_told() -> None:
    app = FormApp(
        lambda: TextRow("Имя", id="name"),
        NoteRow("Заметка", [[("текст", "note")]]),
        CheckRow("", "да", False, id="check"),
        lambda: TextRow("Ещё", id="more"),
    )
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.at == "name"
        await pilot.press("down")
        assert app.at == "check"
        await pilot.press("enter")
        assert app.at == "more"
        await pilot.press("enter")
        await pilot.pause()
        assert app.finished == 1
        await pilot.press("up", "up")
        assert app.at == "name"


async def test_end_and_home_go_to_the_last_row_and_the_first_and_move_within_a_text() -> None:
    rows = [CheckRow(f"Строка {number}", "да", False, id=f"r{number}") for number in range(40)]
    app = FormApp(*rows, lambda: TextRow("Имя", "Бор", id="name"))
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert app.at == "name"
        assert any(line.startswith("► Имя") for line in app.lines)
        await pilot.press("home")
        assert app.at == "name"
        assert app.focused.cursor_position == 0
        await pilot.press("up", "home")
        await pilot.pause()
        assert app.lines[0].startswith("► Строка 0")


async def test_a_hidden_row_is_passed_by() -> None:
    hidden = CheckRow("Нет", "", False, id="hidden")
    app = FormApp(CheckRow("", "а", False, id="a"), hidden, CheckRow("", "б", False, id="b"))
    async with app.run_test(size=(80, 24)) as pilot:
        hidden.display = False
        await pilot.press("down")
        assert app.at == "b"


async def test_the_cursor_stays_in_view() -> None:
    rows = [CheckRow(f"Строка {number}", "да", False, id=f"r{number}") for number in range(40)]
    app = FormApp(*rows)
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.press(*["down"] * 39)
        await pilot.pause()
        assert any(line.startswith("► Строка 39") for line in app.lines)
        await pilot.press(*["up"] * 39)
        await pilot.pause()
        assert app.lines[0].startswith("► Строка 0")


# Choices ------------------------------------------------------------------------------------------


async def test_a_choice_turns_round() -> None:
    row = ChoiceRow("Цвет", COLOURS, "red", id="colour")
    app = FormApp(row)
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.lines[0] == "► Цвет                  ◄ красный    ►"
        await pilot.press("left")
        assert row.value == "blue"
        await pilot.press("right", "right")
        assert row.value == "green"
        assert app.told == ["colour"] * 3


async def test_a_digit_takes_a_value_at_once() -> None:
    row = RadioRow("Цвет", COLOURS, "red", id="colour")
    app = FormApp(row)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "9", "3")
        assert row.value == "blue"
        assert app.told == ["colour"]
        assert [line[LABEL_WIDTH:] for line in app.lines[:3]] == [
            "( ) 1 красный",
            "( ) 2 зелёный",
            "(●) 3 синий",
        ]
        await pilot.press("left")
        assert row.value == "green"


async def test_clicks_choose_and_tick() -> None:
    radio = RadioRow("Цвет", COLOURS, "red")
    choice = ChoiceRow("Цвет", COLOURS, "red")
    check = CheckRow("", "да", False)
    app = FormApp(radio, choice, check)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(radio, offset=(LABEL_WIDTH + 1, 2))
        assert radio.value == "blue"
        await pilot.click(radio, offset=(2, 0))
        assert radio.value == "blue"
        await pilot.click(choice, offset=(LABEL_WIDTH - 1, 0))
        assert choice.value == "blue"
        await pilot.click(check, offset=(LABEL_WIDTH, 0))
        assert check.value


async def test_text_of_every_row_is_taken_back() -> None:
    app = FormApp(
        lambda: TextRow("", "текст"),
        ChoiceRow("", COLOURS, "green"),
        RadioRow("", COLOURS, "blue"),
        CheckRow("", "", True),
        ChecksRow("", COLOURS, ("red", "blue")),
        DateRow("", "31.02", MONDAY),
        lambda: TextRow(""),
        ChoiceRow("", COLOURS, "red"),
        RadioRow("", COLOURS, "red"),
        CheckRow("", "", False),
        ChecksRow("", COLOURS),
        DateRow("", "", MONDAY),
    )
    async with app.run_test(size=(80, 24)):
        for row, other in zip(app.rows[:6], app.rows[6:], strict=True):
            assert other.text != row.text
            other.load(row.text)
            assert other.text == row.text
        app.rows[1].load("no such colour")
        assert app.rows[1].text == "green"


# Dates --------------------------------------------------------------------------------------------


async def test_a_date_is_typed_over_and_written_out() -> None:
    row = DateRow("День", "23.11.2026", MONDAY, id="day")
    app = FormApp(row, CheckRow("", "б", False))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "4", "ю", "1", "1")  # ю stands where the dot is
        assert (row.text, row.day) == ("24.11", date(2026, 11, 24))
        await pilot.press("down")
        assert row.text == "24.11.2026"
        await pilot.press("up", "left")
        assert row.text == "23.11.2026"
        await pilot.press("delete")
        assert row.text == ""
        await pilot.press("right")
        assert row.day == MONDAY


async def test_a_wrong_date_stays_as_it_is_typed() -> None:
    row = DateRow("День", "", MONDAY)
    app = FormApp(row, CheckRow("", "б", False))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("9", "9", "comma", "9")
        row.fault = "в календаре нет такого дня"
        await pilot.press("down")
        assert row.text == "99.9"
        assert row.day is None
        assert app.lines[1].strip() == "↑ в календаре нет такого дня"


async def test_the_end_of_the_calendar_stops_the_arrows() -> None:
    row = DateRow("День", "31.12.9999", MONDAY)
    async with FormApp(row).run_test(size=(80, 24)) as pilot:
        await pilot.press("right")
        assert row.day == MONDAY


async def test_a_pasted_date_is_taken() -> None:
    row = DateRow("День", "", MONDAY)
    async with FormApp(row).run_test(size=(80, 24)) as pilot:
        row.post_message(events.Paste("с 24.11.2026 г."))
        await pilot.pause()
        assert row.day == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "optional", "word"),
    [
        ("", True, ""),
        ("", False, "укажите дату"),
        ("1", False, "нужна дата"),
        ("31.12.2025", False, "не раньше 01.01.2026"),
        ("01.01.2027", False, "не позже 31.12.2026"),
        ("01.06.2026", False, ""),
    ],
)
def test_a_date_has_bounds(text: str, optional: bool, word: str) -> None:
    fault = day_fault(text, MONDAY, date(2026, 1, 1), date(2026, 12, 31), optional)
    assert word in fault
    assert bool(fault) == bool(word)


# Notes, faults and narrow windows -----------------------------------------------------------------


async def test_a_note_stands_beside_the_value_or_below_it() -> None:
    row = CheckRow("Ряд", "значение", True)
    app = FormApp(row)
    async with app.run_test(size=(60, 18)) as pilot:
        row.note = "рядом"
        await pilot.pause()
        assert app.lines[0].endswith("[√] значение  рядом")
        row.note = "это слишком длинно для одной строки"
        await pilot.pause()
        assert app.lines[1].strip() == "это слишком длинно для одной"
        row.fault = "и неверно"
        await pilot.pause()
        assert app.lines[1].strip() == "↑ и неверно"


async def test_a_row_is_as_high_as_its_window_needs() -> None:
    note = "подробное объяснение того, что здесь написано"
    parts = [("30 нояб. – 3 дек.  ", "value"), ("если решит педсовет", "note")]
    app = FormApp(
        lambda: TextRow("Поле", width="short", note=note),
        CheckRow("", note, True),
        NoteRow("Сроки", [parts]),
    )
    async with app.run_test(size=(100, 30)) as pilot:
        assert [row.size.height for row in app.rows] == [1, 1, 1]
        await pilot.resize_terminal(60, 18)
        await pilot.pause()
        assert [row.size.height for row in app.rows] == [3, 2, 2]
        assert app.lines[6].strip() == "если решит педсовет"


async def test_markup_and_escapes_in_values_are_text() -> None:
    evil = "[red]а[/] \x1b[31mб"
    app = FormApp(
        ChoiceRow("Цвет", [("a", evil)], "a"),
        ListRow("Список", [ListEntry((evil,))]),
        lambda: TextRow("Поле", evil),
    )
    async with app.run_test(size=(80, 24)):
        text = "\n".join(app.lines)
    assert text.count("[red]а[/]") == 3
    assert "\x1b" not in text


# Search -------------------------------------------------------------------------------------------


def search(text: str) -> list[Match]:
    """Towns that begin with a text."""
    towns = ["Москва", "Мурманск", "Омск"]
    return [Match(town, town) for town in towns if town.lower().startswith(text.lower())]


def towns(title: str) -> FormApp:
    """A form with a search for towns and the one that is chosen."""
    return FormApp(lambda: SearchRow("Город", title, search), CheckRow("", "б", False))


async def test_a_form_that_is_closed_while_it_waits_to_be_painted_does_nothing_more() -> None:
    app = FormApp(lambda: TextRow("Имя", id="name"), CheckRow("", "да", False, id="check"))
    async with app.run_test(size=(80, 24)) as pilot:
        form = app.query_one(Form)
        form.on_resize()
        form.reveal(app.rows[1])
        # The parts of a widget close before it does.
        await form.query(".form-more").remove()
        form.remove()
        await pilot.pause()
        assert not app.query(Form)


async def test_the_only_town_that_fits_is_taken_when_the_cursor_leaves() -> None:
    app = towns("Москва")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("о")
        assert "Омск" in app.lines[1]
        await pilot.press("tab")
        row = app.query_one(SearchRow)
        assert (row.text, row.complete) == ("Омск", True)


async def test_of_several_towns_the_marked_one_is_taken_with_enter() -> None:
    app = towns("Омск")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("м", "down", "down", "down", "enter")
        assert app.query_one(SearchRow).text == "Мурманск"


@pytest.mark.parametrize("key", ["tab", "shift+tab", "enter"])
async def test_of_several_towns_the_marked_one_is_taken_on_leaving(key: str) -> None:
    app = towns("Омск")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("м", "down", key)
        row = app.query_one(SearchRow)
        assert (row.text, row.complete) == ("Мурманск", True)


async def test_a_key_opens_the_whole_list_where_nobody_knows_what_to_type() -> None:
    app = towns("Мурманск")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        await pilot.pause()
        assert " ".join(" ".join(app.lines[1:4]).split()) == "Москва ► Мурманск Омск"
        await pilot.press("down", "enter")
        assert app.query_one(SearchRow).text == "Омск"
        await pilot.press("up", "f4", "escape")
        assert app.query_one(SearchRow).text == "Омск"


async def test_what_fits_nothing_is_not_passed_by_enter() -> None:
    app = towns("Омск")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ъ", "enter")
        row = app.query_one(SearchRow)
        assert row.text == "ъ"
        assert not row.complete
        assert row.has_focus_within
