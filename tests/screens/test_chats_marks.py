"""Ticks, reasons, notes, many at once, undo: on the screen and on disk."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets._toast import Toast

from sferum_tui.engine.marks import cursor_position
from sferum_tui.engine.widgets import Field
from sferum_tui.rollout.list_choice import ListChoice
from sferum_tui.rollout.plan import Done
from sferum_tui.screens.chats import ChatsScreen
from sferum_tui.screens.dialogs import LineDialog, SureDialog
from sferum_tui.widgets.bare_text import BareText
from tests.screens.chats_app import Opened, opened, school
from tests.support.program import NOW, aware, city
from tests.support.seen import marked_lines

TICK = aware(datetime(2026, 11, 26, 10, 12))
CLASS_8A = {"2а/8А", "2г/8А", "2б/8А/математика", "2б/8А/физика"}


def toasts(at: Opened) -> list[str]:
    return [toast.message for toast in at.app._notifications]


async def test_space_ticks_and_unticks_and_it_is_on_disk(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        await at.press("space")
        assert "►  √ 8А · класс" in at.text
        assert "1 из 9" in at.text
        assert "9 чатов, не создано 8" in at.text
        assert at.saved().done.created == {"2а/8А": aware(NOW)}
        await at.press("space")
        assert "►  ○ 8А · класс" in at.text
        assert at.saved().done == Done()


@pytest.mark.parametrize("key", ["ctrl+u", "ctrl+г"])
async def test_created_by_itself_and_checked(tmp_path: Path, key: str) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        await at.press(key)
        assert at.saved().done.auto == {"2а/8А": aware(NOW)}


@pytest.mark.parametrize("key", ["delete"])
async def test_a_chat_that_is_not_needed_has_a_reason_which_is_remembered(
    tmp_path: Path, key: str
) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        await at.press(key)
        await at.type("пишем в общий чат")
        await at.press("enter")
        assert "– 8А · класс" in at.text
        assert "не нужен: пишем в общий чат" in at.text
        assert "0 из 8" in at.text
        await at.press("down", key)
        assert isinstance(at.app.screen, LineDialog)
        await at.press("enter")
        assert set(at.saved().done.skipped.items()) == {
            ("2а/8А", "пишем в общий чат"),
            ("2г/8А", "пишем в общий чат"),
        }
        await at.press(key)
        assert "2г/8А" not in at.saved().done.skipped, "needed again, without a question"


async def test_reasons_used_before_can_be_chosen_and_esc_changes_nothing(tmp_path: Path) -> None:
    done = Done(skipped={"2а/8Б": "первая", "2г/8Б": "вторая"})
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2)), done=done) as at:
        await at.press("delete", "escape")
        assert at.saved().done == done
        await at.press("delete", "down", "down", "enter")
        assert at.saved().done.skipped["2а/8А"] == "первая"


async def test_the_mark_stands_on_what_enter_takes_an_earlier_reason_or_the_field(
    tmp_path: Path,
) -> None:
    done = Done(skipped={"2а/8А": "нет сети", "2а/8Б": "пишем в общий чат"})
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2)), done=done) as at:
        await at.press("end", "delete")
        for keys, marked in (
            ("", "пишем в общий чат"),
            ("down down", "нет сети"),
            ("!", "нет сети!"),
            ("up", "нет сети"),
        ):
            await at.press(*keys.split())
            (line,) = marked_lines(at.app)
            assert line.partition("►")[2].partition("  ")[0].strip() == marked
        await at.press("home", "а", "enter")
        assert "анет сети" in at.saved().done.skipped.values()


async def test_what_was_typed_before_esc_is_offered_again_and_only_there(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        await at.press("ctrl+e")
        await at.type("двое без телефона")
        await at.press("escape")
        assert at.saved().notes == {}
        await at.press("down", "ctrl+e")
        assert at.app.screen.query_one(Field).value == "", "another chat has a note of its own"
        await at.press("escape", "up", "ctrl+e")
        assert at.app.screen.query_one(Field).value == "двое без телефона"
        await at.press("enter")
        assert at.saved().notes == {"2а/8А": "двое без телефона"}
        await at.press("ctrl+f")
        await at.type("8 класс")
        await at.press("escape", "ctrl+f")
        assert at.app.screen.query_one(Field).value == "8 класс"


async def test_every_change_is_told_with_the_way_back_and_hides_nothing(tmp_path: Path) -> None:
    stage = ChatsScreen(ListChoice(stage=2))
    async with opened(tmp_path, stage, given=city(), messages=True) as at:
        for keys, said in (
            ("home space", "8А · класс: создан. Ctrl+Z — отменить"),
            ("ctrl+u", "8А · класс: создан автоматически, состав проверен. Ctrl+Z — отменить"),
            ("ctrl+z", "Отменено — создан автоматически, состав проверен: 8А · класс"),
            ("end space", "11Б · ОБЗР: создан. Ctrl+Z — отменить"),
        ):
            await at.press(*keys.split())
            await at.pilot.pause()
            assert toasts(at) == [said]
            row = cursor_position(at.app.screen).y
            assert "►" in at.text.split("\n")[row], said
            regions = [toast.region for toast in at.app.screen.query(Toast)]
            assert len(regions) == 1
            assert not regions[0].y <= row < regions[0].bottom, said


@pytest.mark.parametrize("keys", ["pagedown", "end", "f4 end"])
async def test_a_message_makes_way_for_the_cursor_that_moves(tmp_path: Path, keys: str) -> None:
    stage = ChatsScreen(ListChoice(stage=2))
    async with opened(tmp_path, stage, given=city(), size=(60, 18), messages=True) as at:
        await at.press("home", "space")
        await at.pilot.pause()
        await at.press(*keys.split())
        await at.pilot.pause()
        row = cursor_position(at.app.screen).y
        assert row > 9, at.text
        regions = [toast.region for toast in at.app.screen.query(Toast)]
        assert regions
        assert not any(region.y <= row < region.bottom for region in regions), at.text


async def test_ctrl_c_with_nothing_to_copy_says_how_to_leave(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        await at.press("escape", "ctrl+c")
        assert toasts(at) == ["Выход — F10"]


async def test_a_preview_can_be_marked_before_the_decision(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=4))) as at:
        assert "· 1А · родители" in at.text
        await at.press("space")
        assert "√ 1А · родители" in at.text
        assert set(at.saved().done.created) == {"4а/1А"}


# Many at once ------------------------------------------------------------------------------------


async def test_marked_chats_change_together_and_their_ticks_keep_their_time(tmp_path: Path) -> None:
    done = Done(created={"2а/8А": TICK})
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2)), done=done) as at:
        await at.press("home", "insert", "insert", "shift+down")
        assert "выбрано 3" in at.text
        await at.press("space")
        assert at.saved().done.created == {
            "2а/8А": TICK,
            "2г/8А": aware(NOW),
            "2б/8А/математика": aware(NOW),
        }
        assert toasts(at) == ["Создано 2 чата. Ctrl+Z — отменить"]
        assert not at.list.picked
        await at.press("ctrl+z")
        assert at.saved().done == done


async def test_all_of_a_class(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        await at.type("8а")
        await at.press("escape", "ctrl+л", "space")
        assert set(at.saved().done.created) == CLASS_8A


async def test_all_found_are_ticked_after_a_question_when_they_are_many(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2)), given=city()) as at:
        await at.press("ctrl+a", "space")
        assert isinstance(at.app.screen, SureDialog)
        assert "Отметить 158 чатов созданными?" in at.text
        await at.press("escape")
        assert not at.saved().done.created
        assert at.list.picked, "nothing is lost by saying no"
        await at.press("space", "enter")
        assert len(at.saved().done.created) == 158
        assert "158 из 158" in at.text


async def test_marks_outlive_a_search(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        await at.type("8а род")
        await at.press("enter", "insert", "escape")
        await at.type("8б род")
        await at.press("enter", "insert", "escape")
        assert "выбрано 2" in at.text
        await at.press("space")
        assert set(at.saved().done.created) == {"2г/8А", "2г/8Б"}


# Undo, notes, clipboard --------------------------------------------------------------------------


@pytest.mark.parametrize(("undo", "redo"), [("ctrl+z", "ctrl+y"), ("ctrl+я", "ctrl+н")])
async def test_undo_and_redo(tmp_path: Path, undo: str, redo: str) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        await at.press("space", "down", "ctrl+u", undo)
        assert at.saved().done == Done(created={"2а/8А": aware(NOW)})
        await at.press("end", undo)
        assert at.saved().done == Done()
        assert at.list.row
        assert at.list.row.chat.id == "2а/8А", "what was set back is in view"
        await at.press(undo)
        assert toasts(at)[-1] == "Отменять нечего"
        await at.press(redo, "end", redo)
        saved = at.saved().done
        assert at.list.row
        assert at.list.row.chat.id == "2г/8А"
        assert set(saved.created) == {"2а/8А"}
        assert set(saved.auto) == {"2г/8А"}
        await at.press(redo)
        assert toasts(at)[-1] == "Возвращать нечего"


async def test_a_long_note_outlives_the_dialog_that_shows_it(tmp_path: Path) -> None:
    note = " ".join(["двое родителей без смартфона"] * 100)
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        at.app.set_note("2а/8А", note)
        await at.press("ctrl+e", "end", "backspace", "enter")
        assert at.saved().notes == {"2а/8А": note[:-1]}


async def test_a_note_is_written_changed_and_taken_away(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        await at.press("ctrl+у")
        await at.type("двое без телефона")
        await at.press("enter")
        assert at.saved().notes == {"2а/8А": "двое без телефона"}
        assert "+  до 3.12" in at.text
        await at.press("ctrl+e", "end", "backspace", "enter")
        assert at.saved().notes == {"2а/8А": "двое без телефон"}
        await at.press("ctrl+e", "escape")
        await at.press("ctrl+e", "delete", "enter")
        assert at.saved().notes == {}


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("ctrl+c",), "8А · родители"),
        (("ctrl+с",), "8А · родители"),
        (("f5",), "8А · родители"),
        (("ctrl+c", "ctrl+c"), "Уважаемые родители, здравствуйте!"),
        (("f5", "ctrl+с"), "Уважаемые родители, здравствуйте!"),
        (("ctrl+c", "ctrl+c", "ctrl+c"), "8А · родители"),
    ],
)
async def test_what_is_copied_stands_alone_until_the_next_key(
    tmp_path: Path, keys: tuple[str, ...], text: str
) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2))) as at:
        await at.press("down", *keys)
        assert len(at.copied) == len(keys)
        assert at.copied[-1].startswith(text)
        lines = at.text.split("\n")
        start = next(n for n, line in enumerate(lines) if "мышью:" in line) + 1
        end = lines.index("", start)
        assert " ".join(lines[start:end]) == at.copied[-1]
        await at.press("space")
        assert not at.app.screen.query_one(BareText).display
        assert set(at.saved().done.created) == {"2г/8А"}, "the key does what it always does"


async def test_a_plan_of_a_newer_program_can_only_be_looked_at(tmp_path: Path) -> None:
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2)), given=school()) as at:
        type(at.app).read_only_reason, before = (
            property(lambda _: "Только чтение"),
            type(at.app).read_only_reason,
        )
        try:
            await at.press("space", "delete", "ctrl+e", "ctrl+u")
            assert set(toasts(at)) == {"Только чтение"}
            assert isinstance(at.app.screen, ChatsScreen)
            assert at.saved().done == Done()
        finally:
            type(at.app).read_only_reason = before


async def test_a_tick_on_a_chat_that_the_platform_makes_says_that_it_was_checked(
    tmp_path: Path,
) -> None:
    given = school()
    given = replace(given, school=replace(given.school, platform="MAX", guidance="max-2026"))
    async with opened(tmp_path, ChatsScreen(ListChoice(stage=2)), given=given) as at:
        assert "появится сам · Ёжикова" in at.text
        await at.press("space")
        assert set(at.saved().done.auto) == {"2а/8А"}
        assert "появится сам" not in at.text.split("\n")[2]
        await at.press("space")
        assert not at.saved().done.auto
        assert not at.saved().done.created
