"""What the road map and the register say."""

from __future__ import annotations

from datetime import date, datetime

from msgspec.structs import replace

from sferum_tui.documents.model import Picture
from sferum_tui.documents.register import register
from sferum_tui.documents.roadmap import roadmap, roadmap_sheets
from sferum_tui.rollout.plan import Done
from tests.documents.papers import (
    AGREED,
    REFUSED,
    board,
    named,
    tables_of,
    text_of,
    words,
)

# Дорожная карта


def test_the_road_map_shows_windows_owners_and_state_of_every_kind() -> None:
    document = roadmap(board())
    text = text_of(document)
    assert "директор Орлова М. К." in text
    assert "заместитель директора по УР Завуч 1-й" in text
    rows = [row for table in tables_of(document)[2:] for row in table.rows]
    assert [row[0] for row in rows] == [
        "1а",
        "1б",
        "1в",
        "1г",
        "1д",
        *"2а 2б 2в 2г 3а 3б 3в 3г 4а".split(),
    ]
    classes = next(row for row in rows if row[0] == "2а")
    assert classes[4:7] == (10, 10, date(2026, 12, 3))
    assert any("● в срок" in part for part in text.splitlines())


def test_the_road_map_holds_the_picture_with_days_off_and_today() -> None:
    picture = next(block for block in roadmap(board()).blocks if isinstance(block, Picture))
    assert [lane.number for lane in picture.lanes] == [1, 2, 3, 4]
    assert date(2026, 11, 28) in picture.days_off
    assert picture.today == date(2026, 11, 30)
    assert (picture.first, picture.last) == (date(2026, 11, 23), date(2026, 12, 14))


def test_a_refused_stage_has_no_lane_and_no_table() -> None:
    document = roadmap(board(named(primary=REFUSED)))
    picture = next(block for block in document.blocks if isinstance(block, Picture))
    assert [lane.number for lane in picture.lanes] == [1, 2, 3]
    assert "этап не внедряется" in text_of(document)


def test_the_shifted_day_and_the_official_one_both_stand_in_the_road_map() -> None:
    assert "Срок рекомендаций — по 13 декабря 2026 г." in words("roadmap")


def test_a_late_decision_is_said_with_the_official_window() -> None:
    late = replace(AGREED, date=date(2026, 12, 20))
    text = words("roadmap", board(named(primary=late)))
    assert "Решение педсовета принято 20.12.2026" in text
    assert "8–14 декабря 2026 г." in text


def test_classes_that_opened_later_have_a_term_of_their_own() -> None:
    answers = named()
    opened = replace(answers.classes, opened={"8А": date(2027, 3, 1)})
    document = roadmap(board(replace(answers, classes=opened)))
    late = tables_of(document)[-1]
    assert late.rows[0][:3] == ("8А", date(2027, 3, 1), 2)
    assert sum(row[0] == "2а" for table in tables_of(document) for row in table.rows) == 2


def test_the_workbook_has_stages_chats_days_and_preparation() -> None:
    titles = [section.title for section in roadmap_sheets(board()).sections]
    assert titles == ["Этапы", "Чаты", "По дням", "Подготовка"]


def test_a_step_that_the_school_has_no_need_of_is_left_out() -> None:
    assert "решение о начальных классах" in words("roadmap")
    assert "решение о начальных классах" not in words("roadmap", board(named("lyceum")))


# Реестр


def test_the_register_lists_every_chat_with_its_state() -> None:
    source = board()
    rows = tables_of(register(source, {"2а/8А": "заметка"}))[0].rows
    assert [row[0] for row in rows] == [chat.id for chat in source.rollout.chats]
    row = next(row for row in rows if row[0] == "2а/8А")
    assert row[1:7] == (
        "8А · класс", "ученики 8А", "классный руководитель", "Классная 8А",
        date(2026, 12, 3), "создан",
    )  # fmt: skip
    assert row[12] == date(2026, 11, 26)
    assert row[14] == "заметка"
    skipped = next(row for row in rows if row[6] == "не нужен")
    assert skipped[13] == "пишем в общий чат"
    assert any(row[6] == "ждёт решения педсовета" for row in rows)


def test_the_day_of_a_tick_is_the_day_at_school() -> None:
    answers = named(timezone="Asia/Kamchatka")
    at = datetime.fromisoformat("2026-11-26T20:00:00+00:00")
    rows = tables_of(register(board(answers, done=Done(created={"1а": at})), {}))[0].rows
    assert rows[0][12] == date(2026, 11, 27)


def test_classes_are_named_to_the_last_one() -> None:
    rows = [row for table in tables_of(roadmap(board(named("complex")))) for row in table.rows]
    (titles,) = [row[1] for row in rows if row[0] == "2а"]
    assert titles == "Классы: 8А–8Ш, 9А–9Ш, 10А–10М, 11А–11М"
