"""The screen of documents: choosing, looking, saving, fetching."""

from __future__ import annotations

import re
import threading
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from sferum_tui.app import SferumApp
from sferum_tui.documents.saving import save
from sferum_tui.engine.widgets import Field
from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.rollout.imports.form_layout import PLAN_AT
from sferum_tui.screens.documents import DocumentsScreen
from sferum_tui.screens.requisites import RequisitesDialog
from sferum_tui.widgets.bare_text import BareText
from sferum_tui.widgets.text_page import TextPage
from tests.support.glyphs import non_wgl4
from tests.support.program import EVENT, city, program, save_plan


@asynccontextmanager
async def opened(
    folder: Path, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[SferumApp, Pilot[int]]]:
    """The program with the screen open, reached from the board."""
    app = program(folder)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("f5")
        await pilot.pause()
        assert isinstance(app.screen, DocumentsScreen)
        yield app, pilot


def seen(app: SferumApp) -> str:
    """What stands on the screen."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in lines)


async def saved(app: SferumApp, pilot: Pilot[int]) -> Path:
    """Press Enter and wait until it is said where the file is."""
    await pilot.press("enter")
    await pilot.pause()
    if isinstance(app.screen, RequisitesDialog):
        await pilot.press("escape")
    await app.workers.wait_for_complete()
    await pilot.pause()
    return Path(app.screen.query_one(BareText).text.splitlines()[0])


async def test_a_disk_that_is_slow_holds_up_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_plan(tmp_path)
    answer = threading.Event()

    def slow(*given: Any, **options: Any) -> None:
        answer.wait(10)
        save(*given, **options)

    monkeypatch.setattr("sferum_tui.screens.documents.save", slow)
    async with opened(tmp_path) as (app, pilot):
        app.requisites_asked = True
        for key in ("f9", "escape"):
            app.post_message(events.Key(key, None))
        while isinstance(app.screen, DocumentsScreen):
            await pilot.pause(0.01)
        answer.set()
        await app.workers.wait_for_complete()
        assert [it.title for it in app._notifications] == ["Сохранено"]
    assert (tmp_path / "documents").is_dir()


async def test_every_document_is_listed_and_shown(tmp_path: Path) -> None:
    save_plan(tmp_path)
    async with opened(tmp_path) as (app, pilot):
        text = seen(app)
        for title in ("Дорожная карта", "Приказ", "Реестр чатов", "Календарь", "Отчёт"):
            assert title in text
        assert "УТВЕРЖДАЮ" in text
        await pilot.press("down")
        await pilot.pause()
        assert "ПРОЕКТ" in seen(app)


@pytest.mark.parametrize("size", [(60, 18), (120, 40)])
async def test_the_screen_uses_only_signs_that_every_font_has(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    save_plan(tmp_path)
    async with opened(tmp_path, size) as (app, pilot):
        await pilot.press("pagedown")
        await pilot.pause()
        assert not non_wgl4(seen(app))


async def test_enter_saves_the_document_beside_the_plan(tmp_path: Path) -> None:
    save_plan(tmp_path)
    async with opened(tmp_path) as (app, pilot):
        path = await saved(app, pilot)
        assert path == tmp_path / "documents" / "Дорожная карта Сферум МБОУ СОШ № 12.docx"
        assert path.read_bytes().startswith(b"PK")
        assert "Сохранён" in str(app.screen.query_one("#documents-facts", Static).content)


async def test_another_format_is_chosen_with_the_arrows(tmp_path: Path) -> None:
    save_plan(tmp_path)
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("right", "right")
        path = await saved(app, pilot)
        assert path.suffix == ".html"


async def test_a_file_that_is_there_is_replaced_only_after_a_yes(tmp_path: Path) -> None:
    save_plan(tmp_path)
    target = tmp_path / "documents" / "Дорожная карта Сферум МБОУ СОШ № 12.docx"
    target.parent.mkdir()
    target.write_bytes(b"mine")
    async with opened(tmp_path) as (app, pilot):
        app.requisites_asked = True
        await pilot.press("enter")
        await pilot.pause()
        assert "Заменить" in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert target.read_bytes() == b"mine"
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert target.read_bytes().startswith(b"PK")


async def test_who_came_over_ssh_gets_a_command_to_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.5 5555 192.168.1.10 22")
    monkeypatch.setattr("getpass.getuser", lambda: "ivan")
    save_plan(tmp_path)
    copied: list[str] = []
    monkeypatch.setattr(SferumApp, "copy", lambda self, text: copied.append(text))
    async with opened(tmp_path) as (app, pilot):
        path = await saved(app, pilot)
        lines = app.screen.query_one(BareText).text.splitlines()
        assert lines[1] == f'scp "ivan@192.168.1.10:{path}" .'
        await pilot.press("ctrl+c", "ctrl+c")
        assert copied == [lines[1], f"p{lines[1]}"]
        # The lines stay free for the mouse: what was copied is said over them.
        assert not [it for it in app._notifications if "pscp" in it.message]
        bare = app.screen.query_one(BareText)
        assert bare.text.splitlines() == lines
        assert "Скопирована команда pscp" in bare.render_line(0).text


async def test_escape_first_hides_what_was_said_and_then_goes_back(tmp_path: Path) -> None:
    save_plan(tmp_path)
    async with opened(tmp_path) as (app, pilot):
        await saved(app, pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, DocumentsScreen)
        assert not app.screen.query_one(BareText).text
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, DocumentsScreen)


async def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    save_plan(tmp_path)
    (tmp_path / "documents").write_text("not a folder")
    async with opened(tmp_path) as (app, pilot):
        app.requisites_asked = True
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert [it.title for it in app._notifications] == ["Не сохранено"]


async def test_a_tick_shows_in_the_document_and_leaves_it_where_it_is(tmp_path: Path) -> None:
    save_plan(tmp_path)
    async with opened(tmp_path) as (app, pilot):
        # The register: the road map is the same whatever is done.
        await pilot.press("down", "down", "down", "pagedown")
        await pilot.pause()
        page = app.screen.query_one(TextPage)
        place, before = page.scroll_offset.y, tuple(page._lines)
        assert place > 0
        app.mark(["1а"], "created")
        await pilot.pause()
        assert page.scroll_offset.y == place
        assert tuple(page._lines) != before


async def test_markup_in_a_name_is_shown_as_text(tmp_path: Path) -> None:
    answers = city()
    name = "[/] [b]=1+1[/b] <i> $x"
    save_plan(tmp_path, replace(answers, school=replace(answers.school, name=name)))
    async with opened(tmp_path) as (app, _):
        assert seen(app).count(name) >= 2


async def test_requisites_are_asked_for_once_and_stand_on_the_paper(tmp_path: Path) -> None:
    store = save_plan(tmp_path)
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        await pilot.press("down")
        await pilot.pause()
        assert "• не заполнено: место издания" in " ".join(seen(app).split())
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, RequisitesDialog)
        app.screen.query_one("#place Field", Field).value = "г. Курган"
        app.screen.query_one("#coordinator Field", Field).value = "Соколова М. В."
        await pilot.press("f9")
        await pilot.pause()
        app.open_plan.saver.flush(5)
        await pilot.pause()
        answers = store.load().plan.answers
        assert (answers.school.place, answers.papers.coordinator) == ("г. Курган", "Соколова М. В.")
        assert not (tmp_path / "documents").exists()
        path = await saved(app, pilot)
        assert path.name == "Приказ Сферум МБОУ СОШ № 12.docx"


async def test_all_that_is_to_be_checked_is_told_in_the_smallest_window(tmp_path: Path) -> None:
    answers = city()
    people = replace(
        answers.people,
        class_teachers={
            "5А": "Петров Пётр Петрович",
            "5Б": "Петров Павел Петрович",
            "6А": "Петров",
        },
    )
    save_plan(tmp_path, replace(answers, people=people))
    async with opened(tmp_path, (60, 18)) as (app, pilot):
        await pilot.press("down")
        await pilot.pause()
        page = app.screen.query_one(TextPage)
        told = " ".join(" ".join(page._lines).split())
        for text in (
            "не заполнено: место",
            "уже в прошлом: подготовка",
            "«Петров» — может",
            "№ 2040",
        ):
            assert text in told.split("ПРОЕКТ")[0]
        # Formats and what was saved have room beside it.
        assert "текст (md)" in seen(app)


async def test_forms_of_a_plan_without_an_id_come_back(tmp_path: Path) -> None:
    store = save_plan(tmp_path)
    plan = tmp_path / "plan.toml"
    text = plan.read_text("utf-8")
    plan.write_text(re.sub(r"(?m)^id = .*\n", "", text), "utf-8")
    assert not store.load().plan.answers.id
    async with opened(tmp_path) as (app, pilot):
        titles = [entry.name for entry in app.screen.entries]  # type: ignore[attr-defined]
        await pilot.press(*["down"] * titles.index("forms"))
        path = await saved(app, pilot)
    plan_id = store.load().plan.answers.id
    assert plan_id
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            book = load_workbook(BytesIO(archive.read(name)))
            assert book.worksheets[0].cell(1, PLAN_AT + 1).value == plan_id


async def test_a_paper_with_nothing_to_say_is_refused_in_words(tmp_path: Path) -> None:
    answers = completed(preset_answers("evening", EVENT))
    save_plan(tmp_path, answers)
    async with opened(tmp_path) as (app, pilot):
        app.requisites_asked = True
        titles = [entry.name for entry in app.screen.entries]  # type: ignore[attr-defined]
        await pilot.press(*["down"] * titles.index("parents-note"))
        await pilot.pause()
        assert "нет чатов с родителями" in " ".join(seen(app).split())
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert [it.title for it in app._notifications] == ["Не сохранено"]
