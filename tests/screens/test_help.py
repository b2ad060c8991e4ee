"""Help: its pages can be read to the end at every size."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from sferum_tui.guidance.rules import recommendations_for
from sferum_tui.screens.actions import actions_of
from sferum_tui.screens.help import HelpScreen, sections
from sferum_tui.widgets.painted import line_text
from sferum_tui.widgets.text_page import TextPage
from tests.program.places import ON_THE_BOARD, Place, at, settled
from tests.support.program import program, save_plan
from tests.support.seen import screen_lines


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_a_page_longer_than_the_one_before_is_not_cut_at_the_right(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=size) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        page = app.screen.query_one(TextPage)
        for _ in range(12):
            await pilot.press("down")
            await pilot.pause()
            assert not page.show_horizontal_scrollbar
            assert page.virtual_size.width <= page.scrollable_content_region.width


async def test_the_term_of_a_stage_agrees_with_its_last_number(tmp_path: Path) -> None:
    save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1", "down")
        await pilot.pause()
        text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
    assert "Срок: 2–3 дня после создания структуры" in text.replace("\N{NO-BREAK SPACE}", " ")


def test_lines_of_a_pack_say_when_they_were_checked_and_where_regions_differ() -> None:
    pages = {it.title: it for it in sections((), recommendations_for("max-2026").spoken("MAX"))}

    def told(title: str) -> str:
        text = " ".join(line_text(line) for line in pages[title].lines(200))
        return text.replace("\N{NO-BREAK SPACE}", " ")

    assert "prof.sferum.ru/faq_sferum; проверено 27.11.2026)" in told("Подготовка")
    assert "33live.ru; проверено 27.11.2026; в регионах по-разному)" in told("Подготовка")
    assert "Сферум в MAX, 2026/27 учебный год (max-2026, версия 2026-11-27)" in told("Документы")
    assert "Появится сам, проверьте состав" in told("2 этап: 8–11 классы")
    assert "проверено" not in told("Порядок этапов")


def test_keys_whose_names_need_more_room_stand_over_what_they_do() -> None:
    keys = (("F2", "Изменить план"), ("Insert, Shift+↓", "Выбрать чат"))
    page = next(sections(keys, recommendations_for("").spoken("MAX")))
    assert [line_text(line) for line in page.lines(60)[:3]] == [
        "F2            Изменить план",
        "Insert, Shift+↓",
        "              Выбрать чат",
    ]


async def test_help_tells_what_digits_and_letters_do_in_a_question(tmp_path: Path) -> None:
    async with at(tmp_path, Place("f2 2", "ClassesQuestion"), (80, 24)) as (app, pilot):
        await pilot.press("f1")
        await pilot.pause()
        shown = [" ".join(line.split()) for line in screen_lines(app)]
        assert any("Цифры Сколько классов" in line for line in shown)
        assert any("Буква К ней" in line for line in shown)


async def test_each_key_of_a_pair_is_told_for_itself_and_none_twice(tmp_path: Path) -> None:
    places = [Place("f3 enter", "CardScreen"), Place("f2 2 insert", "ClassDialog")]
    told = []
    for number, place in enumerate(places):
        async with at(tmp_path / str(number), place, (80, 24)) as (app, _):
            told.append({it.title: it.keys for it in actions_of(app.screen)})
    card, dialog = told
    assert card["Следующий чат списка"] == "→"
    assert card["Предыдущий чат"] == "←"
    assert dialog["Принять и закрыть"] == "Enter"


#: One dialog of each make: a line, a form, a grid, a yes, a choice, the palette.
MAKES = "LineDialog ClassDialog TeachersDialog SureDialog FilterDialog Palette".split()
DIALOGS = [next(place for place in ON_THE_BOARD if place.shows == make) for make in MAKES]


@pytest.mark.parametrize("place", DIALOGS, ids=MAKES)
async def test_help_tells_the_keys_of_a_dialog_and_leaves_it_as_it_was(
    tmp_path: Path, place: Place
) -> None:
    async with at(tmp_path, place, (80, 24)) as (app, pilot):
        assert "F1 Справка" in screen_lines(app)[-1]
        for key in "4Д":
            app.post_message(events.Key(key, key))
        assert await settled(app, pilot)
        before = screen_lines(app)
        dialog = app.screen
        await pilot.press("f1")
        assert isinstance(app.screen, HelpScreen)
        await pilot.pause()
        shown = "\n".join(screen_lines(app))
        esc = next(it.title for it in actions_of(dialog) if "Esc" in it.keys)
        assert " ".join(esc.split()[:2]) in shown
        await pilot.press(*(["f1"] if place.shows < "M" else ["escape"]))
        await pilot.pause()
        assert app.screen is dialog
        assert screen_lines(app) == before


async def test_the_board_tells_what_digits_and_letters_do(tmp_path: Path) -> None:
    save_plan(tmp_path)
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        told = " ".join(" ".join(screen_lines(app)).split())
        assert "Цифра этапа Его чаты" in told
        assert "Буква Поиск по всем чатам" in told
