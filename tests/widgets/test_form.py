"""Rows of a form: keys in both layouts, what they look like, how they break in a narrow window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from textual import events
from textual.app import ComposeResult

from sferum_tui.engine.base import EngineApp
from sferum_tui.files.locations import resource
from sferum_tui.widgets.form import Form
from sferum_tui.widgets.form_choice import CheckRow, ChoiceRow, RadioRow
from sferum_tui.widgets.form_date import DateRow, day_fault
from sferum_tui.widgets.form_field import Found, SearchRow, TextRow
from sferum_tui.widgets.form_list import CheckListRow, ChecksRow, Entry, ListRow
from sferum_tui.widgets.form_row import LABEL_WIDTH, FormRow, NoteRow

MONDAY = date(2026, 11, 23)
COLOURS = (("red", "красный"), ("green", "зелёный"), ("blue", "синий"))


class FormApp(EngineApp):
    """A form with these rows; `told` are the ids of rows that changed, `asked` what lists asked.

    A row with a field can be made only while an app runs: it is given as a function.
    """

    CSS_PATH = [  # noqa: RUF012
        resource("styles", "tokens.tcss"),
        resource("styles", "engine.tcss"),
        resource("styles", "forms.tcss"),
    ]

    def __init__(self, *rows: FormRow | Callable[[], FormRow]) -> None:
        super().__init__(theme_name="dark")
        self._given = rows
        self.rows: list[FormRow] = []
        self.told: list[str] = []
        self.asked: list[tuple[str, int]] = []
        self.finished = 0

    def compose(self) -> ComposeResult:
        self.rows = [it if isinstance(it, FormRow) else it() for it in self._given]
        with Form():
            yield from self.rows

    def on_mount(self) -> None:
        self.query_one(Form).focus_first()

    def on_form_row_changed(self, event: FormRow.Changed) -> None:
        self.told.append(event.row.id or "")

    def on_list_row_asked(self, event: ListRow.Asked) -> None:
        self.asked.append((event.what, event.at))

    def on_form_finished(self) -> None:
        self.finished += 1

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]

    @property
    def at(self) -> str:
        """The id of the row with the cursor."""
        current = self.query_one(Form).current
        return current.id or "" if current else ""


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


# Ticks in columns ---------------------------------------------------------------------------------


async def test_arrows_move_among_ticks_and_out_at_the_edges() -> None:
    row = ChecksRow("Классы", [(str(it), str(it)) for it in range(1, 12)], ("2",), id="ticks")
    app = FormApp(CheckRow("", "а", False, id="a"), row, CheckRow("", "б", False, id="b"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "right", "space", "right", "space")
        assert row.chosen == ("3",)
        await pilot.press("down")
        assert row.current == "9"
        await pilot.press("space", "down")
        assert app.at == "b"
        await pilot.press("up", "up", "up")
        assert app.at == "a"
    assert row.chosen == ("3", "9")


@pytest.mark.parametrize(("count", "lines"), [(4, 1), (7, 1), (8, 2), (11, 2)])
async def test_grades_stand_close_where_that_makes_one_line(count: int, lines: int) -> None:
    row = ChecksRow("Классы", [(str(it), str(it)) for it in range(4, 4 + count)])
    async with FormApp(row).run_test(size=(80, 24)):
        assert row.size.height == lines


async def test_many_long_titles_are_cut_into_two_columns() -> None:
    titles = ["русский язык", "духовно-нравственная культура России"] * 5
    row = ChecksRow("", [(str(at), title) for at, title in enumerate(titles)])
    app = FormApp(row)
    async with app.run_test(size=(80, 24)):
        assert row.size.height == 5
        assert "…" in app.lines[0]
        assert "духовно-нравственн" in app.lines[0]


# Lists --------------------------------------------------------------------------------------------

ENTRIES = [Entry(("первый", "что-то о нём")), Entry(("второй", "ещё кое-что"))]


async def test_a_list_asks_and_leaves_at_its_ends() -> None:
    row = ListRow("Список", ENTRIES, id="list")
    app = FormApp(CheckRow("", "а", False, id="a"), row, CheckRow("", "б", False, id="b"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "space", "down", "f4", "delete", "insert", "plus", "minus")
        assert app.asked == [
            ("edit", 0),
            ("edit", 1),
            ("remove", 1),
            ("add", 2),
            ("add", 2),
            ("remove", 1),
        ]
        await pilot.press("down")
        assert app.at == "b"
        await pilot.press("up")
        assert (app.at, row.at) == ("list", 1)
        await pilot.press("home", "up")
        assert app.at == "a"


async def test_an_empty_list_offers_to_add() -> None:
    app = FormApp(ListRow("Список", empty="пока нет"))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "пока нет" in app.lines[0]
        await pilot.press("delete", "space")
        assert app.asked == [("add", 0)]


async def test_what_is_wrong_with_an_entry_stands_under_it() -> None:
    entries = [Entry(("первый",), fault="исправьте его"), Entry(("второй",))]
    app = FormApp(ListRow("Список", entries))
    async with app.run_test(size=(80, 24)):
        assert [line[LABEL_WIDTH:] for line in app.lines[:3]] == [
            "первый",
            "↑ исправьте его",
            "второй",
        ]


async def test_cells_stand_below_one_another_where_there_is_no_room_beside() -> None:
    long = Entry(("очень длинное название", "подробности"))
    app = FormApp(ListRow("Список", [long]))
    async with app.run_test(size=(60, 18)):
        assert [line[LABEL_WIDTH:] for line in app.lines[:2]] == [
            "очень длинное название",
            "  подробности",
        ]


async def test_a_list_of_ticks_asks_to_tick_in_both_layouts() -> None:
    app = FormApp(CheckListRow("Список", [Entry(("а",), True), Entry(("б",), False)]))
    async with app.run_test(size=(80, 24)) as pilot:
        assert [line[LABEL_WIDTH:] for line in app.lines[:2]] == ["[√] а", "[ ] б"]
        await pilot.press("down", "space", "f4", "у")
        assert app.asked == [("tick", 1), ("edit", 1), ("edit", 1)]


async def test_a_second_click_opens_an_entry() -> None:
    row = ListRow("Список", ENTRIES)
    app = FormApp(row)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(row, offset=(LABEL_WIDTH + 1, 1))
        assert (row.at, app.asked) == (1, [])
        await pilot.click(row, offset=(LABEL_WIDTH + 1, 1), times=2)
        assert app.asked == [("edit", 1)]


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
        ListRow("Список", [Entry((evil,))]),
        lambda: TextRow("Поле", evil),
    )
    async with app.run_test(size=(80, 24)):
        text = "\n".join(app.lines)
    assert text.count("[red]а[/]") == 3
    assert "\x1b" not in text


# Search -------------------------------------------------------------------------------------------


def search(text: str) -> list[Found]:
    """Towns that begin with a text."""
    towns = ["Москва", "Мурманск", "Омск"]
    return [Found(town, town) for town in towns if town.lower().startswith(text.lower())]


def towns(title: str) -> FormApp:
    """A form with a search for towns and the one that is chosen."""
    return FormApp(lambda: SearchRow("Город", title, search), CheckRow("", "б", False))


async def test_the_only_town_that_fits_is_taken_when_the_cursor_leaves() -> None:
    app = towns("Москва")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("о")
        assert "Омск" in app.lines[1]
        await pilot.press("tab")
        row = app.query_one(SearchRow)
        assert (row.text, row.taken, row.complete) == ("Омск", "Омск", True)


async def test_of_several_towns_the_marked_one_is_taken_with_enter() -> None:
    app = towns("Омск")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("м", "down", "down", "down", "enter")
        assert app.query_one(SearchRow).text == "Мурманск"


async def test_what_fits_nothing_stays() -> None:
    app = towns("Омск")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ъ", "enter")
        row = app.query_one(SearchRow)
        assert row.text == "ъ"
        assert not row.complete
