"""Classes and teachers out of a table, in the wizard: choose or paste, look, take or leave."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from sferum_tui.rollout.imports.sheets import Sheet
from sferum_tui.screens.wizard.classes import ClassesQuestion
from sferum_tui.screens.wizard.form import FormQuestion
from sferum_tui.screens.wizard.importing import ImportScreen
from sferum_tui.screens.wizard.importing_columns import ImportColumns
from sferum_tui.screens.wizard.importing_preview import ImportPreview
from sferum_tui.screens.wizard.people import PeopleQuestion
from sferum_tui.tables.reading import read_table
from sferum_tui.widgets.text_page import LineList
from tests.screens.wizard.form_app import QuestionApp, screen_text, words
from tests.screens.wizard.grid_app import SIZES, grid_session, paste
from tests.support.glyphs import non_wgl4
from tests.support.program import program, save_plan
from tests.support.seen import marked_lines

HEAD = "Класс;Предмет;Учитель;Группа\n"
WHO = ("Ада Л.", "Тьюринг А.")
LIST = f"{HEAD}8А;Физика;Бор Н. Н.;\n8Я;Физика;Бор Н. Н.;\n8Б;;Кюри М. М.;\n"


@asynccontextmanager
async def asked(
    question: FormQuestion, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[int]]:
    async with QuestionApp(question).run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


async def settled(pilot: Pilot[int], kind: type[object]) -> None:
    """Wait for a screen; a file is read in a thread."""
    for _ in range(400):
        await pilot.pause(0.01)
        if isinstance(pilot.app.screen, kind):
            await pilot.pause()
            return
    raise AssertionError(f"{pilot.app.screen} stands there")


async def told(pilot: Pilot[int]) -> str:
    """What the screen says is wrong with a table."""
    for _ in range(400):
        await pilot.pause(0.01)
        if "↑" in (text := words(pilot.app)):
            return text
    raise AssertionError("nothing is wrong")


@pytest.fixture
def teachers_file(own_home: Path) -> Path:
    path = own_home / "учителя.csv"
    path.write_text(LIST, encoding="cp1251")
    return path


async def test_a_listed_file_is_read_shown_and_taken(teachers_file: Path) -> None:
    session = grid_session()
    async with asked(PeopleQuestion(session)) as pilot:
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        assert "учителя.csv" in screen_text(pilot.app)
        await pilot.press("down", "enter")
        await settled(pilot, ImportPreview)
        text = words(pilot.app)
        assert "учителя.csv: годятся 2 строки, с ошибками — 1" in text
        assert "строка 3: класса 8Я нет в плане" in text
        assert "8А · физика: Бор Н. Н." in text
        assert not session.answers.people.subject_teachers
        await pilot.press("enter")
        await settled(pilot, object)
        await pilot.pause()
        assert session.answers.people.subject_teachers == {"8А/физика": "Бор Н. Н."}
        assert session.answers.people.class_teachers == {"8Б": "Кюри М. М."}
        # What was taken is said, and the cursor stands where it shows.
        (told,) = pilot.app._notifications
        assert told.message == "Взяты 2 строки, с ошибками не взято — 1"
        (line,) = marked_lines(pilot.app)
        assert "имена: 1 из 31" in line
        assert "классные руководители имена: 1 из 31 учителя предметов имена: 1 из 246" in words(
            pilot.app
        )
        await pilot.press("ctrl+z")
        assert session.answers.people.subject_teachers == {}


async def test_who_leaves_waits_for_no_table_that_is_read_slowly(
    teachers_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = threading.Event()

    def slow(path: Path) -> Sequence[Sheet]:
        answer.wait(10)
        return read_table(path)

    monkeypatch.setattr("sferum_tui.screens.wizard.importing.read_table", slow)
    async with asked(PeopleQuestion(grid_session())) as pilot:
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        await pilot.press("down")
        first = pilot.app.screen_stack[-2]
        for key in ("enter", "escape"):
            pilot.app.post_message(events.Key(key, None))
        await settled(pilot, type(first))
        answer.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert pilot.app.screen is first


async def test_the_mark_leaves_a_listed_file_when_another_path_is_typed(
    teachers_file: Path,
) -> None:
    async with asked(PeopleQuestion(grid_session())) as pilot:
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        await pilot.press("down")
        await pilot.pause()
        assert "► учителя.csv" in screen_text(pilot.app)
        await pilot.press("x")
        await pilot.pause()
        assert "►" not in screen_text(pilot.app)
        await pilot.press("backspace")
        await pilot.pause()
        assert "► учителя.csv" in screen_text(pilot.app)


async def test_esc_takes_nothing_and_goes_back_step_by_step(teachers_file: Path) -> None:
    session = grid_session()
    before = session.answers
    async with asked(PeopleQuestion(session)) as pilot:
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        await pilot.press("down", "enter")
        await settled(pilot, ImportPreview)
        await pilot.press("escape")
        await settled(pilot, ImportScreen)
        assert str(teachers_file) in screen_text(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 2
        assert session.answers is before


@pytest.mark.parametrize("key", ["f7", "ctrl+t", "ctrl+е"])
async def test_both_layouts_open_it(key: str) -> None:
    for question in (PeopleQuestion(grid_session()), ClassesQuestion(grid_session())):
        async with asked(question) as pilot:
            await pilot.press(key)
            await settled(pilot, ImportScreen)


async def test_a_file_named_by_a_mac_is_found_as_it_is_typed(own_home: Path) -> None:
    (own_home / "списки").mkdir()
    (own_home / "списки" / "учителеи\u0306.csv").write_text(LIST, encoding="cp1251")
    async with asked(PeopleQuestion(grid_session())) as pilot:
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        await paste(pilot, str(own_home / "списки" / "учителеи\u0306.csv"))
        await pilot.press("enter")
        await settled(pilot, ImportPreview)


async def test_a_typed_path_is_read(teachers_file: Path) -> None:
    for typed in ("учителя.csv", str(teachers_file), "~/учителя.csv", f'"{teachers_file}"'):
        async with asked(PeopleQuestion(grid_session())) as pilot:
            await pilot.press("f7")
            await settled(pilot, ImportScreen)
            await paste(pilot, typed)
            await pilot.press("f9")
            await settled(pilot, ImportPreview)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "напишите путь"),
        ("нет.csv", "такого файла нет"),
        ("\x1b[2J.csv", "такого файла нет"),
        ("/", "это папка"),
        ("плохой.csv", "не видно, где класс и учитель"),
        ("старый.xls", "повреждён"),
    ],
)
async def test_what_can_not_be_read_is_told_beside_the_field(
    own_home: Path, typed: str, reason: str
) -> None:
    (own_home / "плохой.csv").write_text("a;b\nc;d\n")
    (own_home / "старый.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    async with asked(PeopleQuestion(grid_session())) as pilot:
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        await paste(pilot, typed) if typed else None
        await pilot.press("enter")
        assert reason in await told(pilot)
        assert "\x1b" not in screen_text(pilot.app)
        await pilot.press("x")
        await pilot.pause()
        assert "↑" not in screen_text(pilot.app)


async def test_pasted_cells_are_a_table() -> None:
    session = grid_session()
    async with asked(PeopleQuestion(session)) as pilot:
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        await paste(pilot, LIST.replace(";", "\t"))
        await settled(pilot, ImportPreview)
        await pilot.press("f9")
        await settled(pilot, object)
        await pilot.pause()
        assert session.answers.people.subject_teachers == {"8А/физика": "Бор Н. Н."}


async def test_a_list_of_classes_is_added_or_takes_their_place_and_can_be_undone() -> None:
    session = grid_session()
    before = session.answers
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        await paste(pilot, "Класс\n5Г\n8А\n")
        await settled(pilot, ImportPreview)
        assert "добавить к нынешним" in words(pilot.app)
        await pilot.press("f4")
        await pilot.pause()
        text = words(pilot.app)
        assert "вместо нынешних" in text
        assert "Уйдут 30 классов" in text
        await pilot.press("f4", "enter")
        await settled(pilot, object)
        await pilot.pause()
        assert session.answers.classes.by_grade["5"] == ("А", "Б", "В", "Г")
        assert session.answers.classes.by_grade["8"] == ("А", "Б", "В")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert session.answers == before


async def test_ticks_go_along_with_chats_that_get_other_ids() -> None:
    session = grid_session(ticked=("2б/8А/информатика",))
    async with asked(PeopleQuestion(session)) as pilot:
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        await paste(pilot, f"{HEAD}8А;Информатика;Ада Л.;1\n8А;Информатика;Тьюринг А.;2\n")
        await settled(pilot, ImportPreview)
        assert "8А · Информатика → 8А · Информатика · 1" in words(pilot.app)
        await pilot.press("enter")
        await settled(pilot, object)
        await pilot.pause()
        assert session.renamed == {"2б/8А/информатика": "2б/8А/информатика/1"}


async def test_a_tick_follows_through_two_imports() -> None:
    session = grid_session(ticked=("2б/8А/информатика",))
    async with asked(PeopleQuestion(session)) as pilot:
        for groups in (("1", "2"), ("девочки", "мальчики")):
            await pilot.press("f7")
            await settled(pilot, ImportScreen)
            rows = (f"8А;Информатика;{who};{it}\n" for it, who in zip(groups, WHO, strict=True))
            await paste(pilot, HEAD + "".join(rows))
            await settled(pilot, ImportPreview)
            await pilot.press("enter")
            await settled(pilot, object)
            await pilot.pause()
    assert session.renamed == {"2б/8А/информатика": "2б/8А/информатика/девочки"}


async def test_nothing_can_be_taken_of_a_table_without_a_good_row() -> None:
    session = grid_session()
    async with asked(PeopleQuestion(session)) as pilot:
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        await paste(pilot, f"{HEAD}8Я;Физика;Бор Н.;\n")
        await settled(pilot, ImportPreview)
        await pilot.press("enter", "f9")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ImportPreview)
        assert "Взять" not in screen_text(pilot.app).splitlines()[-1]


@pytest.mark.parametrize("size", SIZES)
async def test_five_hundred_rows_with_twenty_faulty_ones_are_named_and_the_rest_taken(
    size: tuple[int, int],
) -> None:
    session = grid_session()
    classes = [item.name for item in session.rollout.classes if item.oldest > 4]
    lessons = [(name, subject) for name in classes for subject in ("Физика", "Музыка", "Химия")]
    rows = [
        f"{name};{subject};Учителев И. И.;{n}" for name, subject in lessons for n in range(1, 10)
    ]
    rows = rows[:500]
    faulty = range(5, 500, 25)
    for at in faulty:
        rows[at] = "12Щ;Физика;Учителев И. И.;"
    async with asked(PeopleQuestion(session), size) as pilot:
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        await paste(pilot, HEAD + "\n".join(rows))
        await settled(pilot, ImportPreview)
        assert "годится 480 строк, с ошибками — 20" in words(pilot.app)
        await pilot.press("tab")
        seen = set()
        faults = pilot.app.screen.query_one("#import-faults", LineList)
        assert faults.has_focus
        for _ in range(25):
            text = screen_text(pilot.app)
            assert non_wgl4(text) == set()
            seen.update(at for at in faulty if f"строка {at + 2}: класса 12Щ" in text)
            await pilot.press("pagedown")
            await pilot.pause()
        assert seen == set(faulty)
        await pilot.press("enter")
        await settled(pilot, object)
        await pilot.pause()
    assert len(session.answers.people.subject_teachers) == 480


async def test_hostile_cells_are_shown_as_they_are() -> None:
    async with asked(PeopleQuestion(grid_session())) as pilot:
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        await paste(
            pilot, f"{HEAD}8А;[bold]x[bold];Бор Н.;[@click=app.quit]\n8А;[b];x\x1b]0;y\x07;\n"
        )
        await settled(pilot, ImportPreview)
        text = words(pilot.app)
        assert "[bold]x[bold] · [@click=app.quit]: Бор Н." in text
        assert "\x1b" not in text


async def test_in_the_program_the_answers_are_saved_with_the_plan(tmp_path: Path) -> None:
    store = save_plan(tmp_path)
    (tmp_path / "список.csv").write_text(LIST, encoding="utf-8")
    app = program(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        await pilot.press("4")
        await pilot.pause()
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        assert " список.csv" in screen_text(app)
        await pilot.press("down", "enter")
        await settled(pilot, ImportPreview)
        await pilot.press("enter")
        await settled(pilot, object)
        await pilot.press("f9")
        await pilot.pause()
        await pilot.press("f9")
        for _ in range(200):
            await pilot.pause(0.02)
            if store.load().plan.answers.people.subject_teachers:
                break
    people = store.load().plan.answers.people
    assert people.subject_teachers == {"8А/физика": "Бор Н. Н."}


async def test_the_preview_shows_the_columns_and_they_can_be_changed() -> None:
    session = grid_session()
    async with asked(PeopleQuestion(session)) as pilot:
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        rows = "8А;Физика;Бор Н. Н.;Кюри М. М.\n8Б;Физика;Бор Н. Н.;Кюри М. М.\n"
        await paste(pilot, f"Класс;Предмет;Учитель;Преподаватель\n{rows}")
        await settled(pilot, ImportPreview)
        assert "C „Учитель“ — учитель" in words(pilot.app)
        assert "8А · физика: Бор Н. Н." in words(pilot.app)
        await pilot.press("f6")
        await settled(pilot, ImportColumns)
        # The second column of teachers becomes the teacher, the first one is free then.
        await pilot.press("down", "down", "delete", "down")
        for _ in range(20):
            if "D „Преподаватель“ учитель" in words(pilot.app):
                break
            await pilot.press("space")
            await pilot.pause()
        await pilot.press("enter")
        await settled(pilot, ImportPreview)
        assert "D „Преподаватель“ — учитель" in words(pilot.app)
        await pilot.press("enter")
        await settled(pilot, object)
        await pilot.pause()
    assert session.answers.people.subject_teachers["8А/физика"] == "Кюри М. М."


async def test_classes_that_are_not_there_can_be_added_on_the_way() -> None:
    session = grid_session()
    async with asked(PeopleQuestion(session)) as pilot:
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        await paste(pilot, f"{HEAD}8А;Физика;Бор Н.;\n8Ж;Физика;Бор Н.;\n")
        await settled(pilot, ImportPreview)
        assert "F4 добавит в план классы, которых нет: 8Ж" in words(pilot.app)
        await pilot.press("f4")
        await pilot.pause()
        assert "с ошибками" not in words(pilot.app)
        assert "Появится 1 класс 8Ж" in words(pilot.app)
        await pilot.press("enter")
        await settled(pilot, object)
        await pilot.pause()
    assert session.answers.people.subject_teachers["8Ж/физика"] == "Бор Н."
    assert "Ж" in session.answers.classes.by_grade["8"]


async def test_what_is_in_doubt_is_taken_only_by_a_second_enter() -> None:
    session = grid_session()
    async with asked(PeopleQuestion(session)) as pilot:
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        await paste(pilot, "Класс;ФИО\n8А;Бор Н. Н.\n8Б;Кюри М. М.\n")
        await settled(pilot, ImportPreview)
        assert "▲ столбцы выбраны неуверенно" in words(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ImportPreview)
        await pilot.press("enter")
        await settled(pilot, object)
        await pilot.pause()
    assert session.answers.people.class_teachers == {"8А": "Бор Н. Н.", "8Б": "Кюри М. М."}


async def test_pupils_are_counted_and_never_shown() -> None:
    session = grid_session()
    async with asked(ClassesQuestion(session)) as pilot:
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        await paste(pilot, "ФИО;Класс;Пол\nАистов Иван;8А;м\nБобров Пётр;8А;м\n")
        await settled(pilot, ImportPreview)
        assert "8А — 2" in words(pilot.app)
        assert "Имена программа не берёт" in words(pilot.app)
        assert "Аистов" not in screen_text(pilot.app)
        await pilot.press("enter")
        await settled(pilot, object)
        await pilot.pause()
    assert session.answers.sizes == {"8А": 2}
    assert not session.typed


def type_at_once(pilot: Pilot[int], text: str) -> None:
    """Keys as a terminal without bracketed paste sends them."""
    names = {"\n": "enter", "\t": "tab"}
    for sign in text:
        pilot.app.post_message(events.Key(names.get(sign, sign), sign))


async def test_a_paste_that_comes_key_by_key_is_gathered_and_told() -> None:
    session = grid_session()
    async with asked(PeopleQuestion(session)) as pilot:
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        type_at_once(
            pilot, "Класс\tПредмет\tУчитель\n8А\tФизика\tБор Н. Н.\n8Б\tФизика\tБор Н. Н.\n"
        )
        await settled(pilot, ImportPreview)
        text = words(pilot.app)
        assert "годятся 2 строки" in text
        assert "передал вставку как нажатия клавиш" in text


async def test_a_path_typed_on_a_slow_link_is_still_a_path(teachers_file: Path) -> None:
    async with asked(PeopleQuestion(grid_session())) as pilot:
        await pilot.press("f7")
        await settled(pilot, ImportScreen)
        type_at_once(pilot, f"{teachers_file.name}\n")
        await settled(pilot, ImportPreview)
        assert "учителя.csv: годятся 2 строки" in words(pilot.app)


async def test_a_column_that_gets_another_role_stays_where_it_stands(own_home: Path) -> None:
    heads = ";".join(f"графа {number}" for number in range(30))
    (own_home / "классы.csv").write_text(f"Класс;{heads}\n5А{';1' * 30}\n", "utf-8")
    async with asked(ClassesQuestion(grid_session()), (60, 18)) as pilot:
        await pilot.press("f7", "down", "enter")
        await settled(pilot, ImportPreview)
        await pilot.press("f6", "end", *["up"] * 6)
        before = screen_text(pilot.app).splitlines()
        await pilot.press("space")
        after = screen_text(pilot.app).splitlines()
        (changed,) = (at for at, line in enumerate(before) if line != after[at])
        assert after[changed].startswith("►")
        assert "параллель" in after[changed]
