"""Rows of a form that hold several things: ticks in columns, lists of entries."""

from __future__ import annotations

import pytest
from textual import events

from sferum_tui.widgets.form_checks import ChecksRow
from sferum_tui.widgets.form_choice import CheckRow
from sferum_tui.widgets.form_list import CheckListRow, ListEntry, ListRow
from sferum_tui.widgets.form_names import NamesRow
from sferum_tui.widgets.form_row import LABEL_WIDTH
from tests.widgets.form_app import FormApp

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

ENTRIES = [ListEntry(("первый", "что-то о нём")), ListEntry(("второй", "ещё кое-что"))]


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


async def test_a_word_about_an_entry_stands_under_it() -> None:
    entries = [ListEntry(("первый",), note="правка начата"), ListEntry(("второй",))]
    app = FormApp(ListRow("Список", entries))
    async with app.run_test(size=(80, 24)):
        assert [line[LABEL_WIDTH:] for line in app.lines[:3]] == [
            "первый",
            "↑ правка начата",
            "второй",
        ]


async def test_cells_stand_below_one_another_where_there_is_no_room_beside() -> None:
    long = ListEntry(("очень длинное название", "подробности"))
    app = FormApp(ListRow("Список", [long]))
    async with app.run_test(size=(60, 18)):
        assert [line[LABEL_WIDTH:] for line in app.lines[:2]] == [
            "очень длинное название",
            "  подробности",
        ]


async def test_a_list_of_ticks_asks_to_tick_and_letters_only_seek() -> None:
    app = FormApp(CheckListRow("Список", [ListEntry(("а",), True), ListEntry(("б",), False)]))
    async with app.run_test(size=(80, 24)) as pilot:
        assert [line[LABEL_WIDTH:] for line in app.lines[:2]] == ["[√] а", "[ ] б"]
        await pilot.press("down", "space", "f4", "ctrl+у", "а", "space")
        assert app.asked == [("tick", 1), ("edit", 1), ("edit", 1), ("tick", 0)]


async def test_a_second_click_opens_an_entry() -> None:
    row = ListRow("Список", ENTRIES)
    app = FormApp(row)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(row, offset=(LABEL_WIDTH + 1, 1))
        assert (row.at, app.asked) == (1, [])
        await pilot.click(row, offset=(LABEL_WIDTH + 1, 1), times=2)
        assert app.asked == [("edit", 1)]


@pytest.mark.parametrize(
    ("classes", "names"),
    [(("8А", "8Б"), {"8А": "1", "8Б": "2, 3"}), ((), {})],
)
async def test_lines_of_a_paste_go_to_as_many_classes_as_there_are(
    classes: tuple[str, ...], names: dict[str, str]
) -> None:
    row = NamesRow("Подгруппы", classes, {})
    app = FormApp(row)
    async with app.run_test(size=(80, 24)) as pilot:
        row.post_message(events.Paste("1\n2, 3\n4"))
        await pilot.pause()
        assert row.names == names
