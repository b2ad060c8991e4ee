"""What the road map and the register say."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from sferum_tui.documents.model import Heading, Picture, Signature, Table
from sferum_tui.documents.register import register
from sferum_tui.documents.roadmap import roadmap, roadmap_sheets
from sferum_tui.rollout.answers import CalendarChoice, Order, Papers, Primary
from sferum_tui.rollout.board import Board
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
from tests.documents.schools import School, board_of
from tests.support.program import NOW

# Дорожная карта


def parts(source: Board) -> tuple[Table, Table, Table]:
    """The tables of the road map: what to prepare, stages, chats."""
    steps, stages, chats, *_ = tables_of(roadmap(source))
    return steps, stages, chats


def test_the_road_map_shows_owners_members_and_days_of_every_kind() -> None:
    rows = parts(board())[2].rows
    assert [row[0] for row in rows] == [1] * 5 + [2] * 4 + [3] * 4 + [4]
    text = text_of(roadmap(board()))
    assert "директор Орлова М. К." in text
    assert "заместитель директора по учебной работе Завуч 1-й" in text
    (classes,) = [row for row in rows if str(row[1]).startswith("Чат класса: 8А")]
    assert classes[1:] == (
        "Чат класса: 8А–8В, 9А–9В, 10А, 10Б, 11А, 11Б", "классный руководитель", "ученики класса",
        10, "3 декабря 2026 г.", "",
    )  # fmt: skip


def test_the_road_map_does_not_change_with_time_and_ticks() -> None:
    rollout = board().rollout
    first = text_of(roadmap(rollout.board(Done(), NOW)))
    done = Done(created=dict.fromkeys((it.id for it in rollout.chats if it.stage < 4), NOW))
    later = text_of(roadmap(rollout.board(done, datetime(2026, 12, 28))))
    assert first == later
    assert not {"просрочен", "в срок", "Создано"} & set(first.split())


def test_the_road_map_holds_the_picture_with_days_off() -> None:
    picture = next(block for block in roadmap(board()).blocks if isinstance(block, Picture))
    assert [lane.number for lane in picture.lanes] == [1, 2, 3, 4]
    assert date(2026, 11, 28) in picture.days_off
    assert (picture.first, picture.last) == (date(2026, 11, 23), date(2026, 12, 14))
    assert picture.lanes[3].told == "8–14 декабря 2026 г."


def test_a_picture_of_many_days_says_how_many_stand_in_a_cell() -> None:
    late = replace(AGREED, date=date(2027, 3, 1))
    text = words("roadmap", board(named(primary=late)))
    assert "В одной клетке 3 дня." in text
    assert "В одной клетке 3 дня." in text_of(roadmap_sheets(board(named(primary=late))))
    assert "В одной клетке" not in words("roadmap")


def test_a_refused_stage_is_said_once_and_has_no_lane_and_no_chats() -> None:
    source = board(named(primary=REFUSED))
    picture = next(block for block in roadmap(source).blocks if isinstance(block, Picture))
    assert [lane.number for lane in picture.lanes] == [1, 2, 3]
    _, stages, chats = parts(source)
    assert stages.rows[3][3:5] == (
        "не проводится по решению (протокол педагогического совета от 20.11.2026 № 4)",
        0,
    )
    assert {row[0] for row in chats.rows} == {1, 2, 3}


def test_the_recommended_window_is_unshifted_and_the_shift_stands_beside_it() -> None:
    row = parts(board(named(primary=AGREED)))[1].rows[3]
    assert row[2] == "8–13 декабря 2026 г."
    assert row[3] == "8–14 декабря 2026 г.; последний день перенесён с выходного"


def test_a_late_decision_is_said_with_the_official_window() -> None:
    late = replace(AGREED, date=date(2026, 12, 20))
    row = parts(board(named(primary=late)))[1].rows[3]
    assert row[2] == "8–13 декабря 2026 г."
    assert str(row[3]).endswith("отсчитан от решения педагогического совета 20 декабря 2026 г.")


def test_classes_that_opened_later_have_a_term_of_their_own() -> None:
    answers = named()
    opened = replace(answers.classes, opened={"8А": date(2027, 3, 1)})
    source = board(replace(answers, classes=opened))
    for paper in (roadmap, roadmap_sheets):
        assert "8А открыт 1 марта 2027 г., срок — 8–11 марта 2027 г." in text_of(paper(source))
    titles = [str(row[1]) for row in parts(source)[2].rows]
    assert "Чат класса: 8А" in titles
    assert "Чат класса: 8Б, 8В, 9А–9В, 10А, 10Б, 11А, 11Б" in titles


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (Order(), "Этапы проводятся один за другим."),
        (Order("simultaneous"), "Этапы проводятся одновременно."),
        (Order("sequential", {3: "simultaneous"}), "3-й этап проводится, не дожидаясь предыдущих."),
        (Order("simultaneous", {4: "sequential"}), "4-й этап начинается после предыдущих."),
        (
            Order("simultaneous", {3: "sequential", 4: "sequential"}),
            "3-й и 4-й этапы начинаются после предыдущих.",
        ),
        (
            Order("sequential", dict.fromkeys((2, 3, 4), "simultaneous")),
            "2-й, 3-й и 4-й этапы проводятся, не дожидаясь предыдущих.",
        ),
    ],
)
def test_the_order_of_the_stages_is_that_of_the_plan(order: Order, said: str) -> None:
    assert said in words("roadmap", board(replace(named(), order=order)))


@pytest.mark.parametrize(("week", "said"), [(5, "пятидневной"), (6, "шестидневной")])
def test_working_days_name_the_week(week: int, said: str) -> None:
    choice = CalendarChoice(counting="working", week=week)  # type: ignore[arg-type]
    text = words("roadmap", board(replace(named(), calendar=choice)))
    assert f"Дни рабочие по {said} рабочей неделе" in text
    assert "выпадает на выходной" not in text


def test_the_workbook_has_preparation_stages_chats_and_days() -> None:
    sections = roadmap_sheets(board()).sections
    assert [section.title for section in sections] == ["Подготовка", "Этапы", "Чаты", "По дням"]
    heads = [it.text for section in sections for it in section.blocks if isinstance(it, Heading)]
    assert heads[1:] == ["2. Этапы и сроки", "3. Чаты и ответственные", "Сроки по дням"]


def test_a_step_that_the_school_has_no_need_of_is_left_out() -> None:
    assert "решение о переходе 1–4 классов" in words("roadmap")
    lyceum = words("roadmap", board(named("lyceum")))
    assert "решение" not in lyceum.replace("решение школы", "")
    assert "памятку" not in words("roadmap", board(named("evening")))


def test_no_grade_stands_there_that_the_school_does_not_have() -> None:
    stages = parts(board(named("evening")))[1]
    assert stages.rows[1][:2] == ("2. 10–12 классы", "Ученики 10–12 классов")


def test_the_road_map_is_signed_by_whoever_answers_for_it() -> None:
    (signed,) = [block for block in roadmap(board()).blocks if isinstance(block, Signature)]
    assert signed.role == "Ответственный за переход"
    papers = Papers(coordinator="Абрамова Анна Петровна, заместитель директора по УР")
    source = board(replace(named(), papers=papers))
    (signed,) = [block for block in roadmap(source).blocks if isinstance(block, Signature)]
    assert signed.name == "А. П. Абрамова"
    assert "Абрамова Анна Петровна, заместитель директора по учебной работе" in text_of(
        roadmap(source)
    )


def test_what_waits_for_the_decision_says_so() -> None:
    rows = parts(board())[2].rows
    assert (
        rows[-1][1]
        == "Чат с родителями: 1А–1В, 2А–2В, 3А–3В, 4А–4В (по решению педагогического совета)"
    )
    decided = parts(board(named(primary=Primary("positive"))))[2].rows
    assert "по решению" not in str(decided[-1][1])


def test_dates_that_are_only_intended_are_said_once() -> None:
    text = words("roadmap", board(named(planned=True)))
    assert "Сроки отсчитаны от намеченной даты создания структуры" in text
    assert "Структура ещё не создана" not in text
    assert "Сроки отсчитаны от создания" not in text


def test_the_order_is_issued_before_whoever_it_names_creates_the_structure() -> None:
    planned = board(named(planned=True, structure_created=date(2026, 12, 12)))
    for source, days in (
        (planned, ["12 декабря 2026 г.", "11 декабря 2026 г."]),
        (board(), ["23 ноября 2026 г.", "24 ноября 2026 г."]),
    ):
        rows = parts(source)[0].rows
        assert [row[3] for row in rows[:2]] == days


def test_a_step_of_several_teachers_names_them_in_the_plural() -> None:
    rows = {
        str(row[1]).partition(" ")[0]: row[2] for row in parts(board(named(primary=AGREED)))[0].rows
    }
    assert rows["Раздать"] == "классные руководители, учителя начальных классов"
    # Who waits for a decision has nothing to hand out yet, as the order has it.
    rows = {str(row[1]).partition(" ")[0]: row[2] for row in parts(board(named()))[0].rows}
    assert rows["Раздать"] == "классные руководители"


def test_many_deputies_are_called_by_their_names_alone_or_by_their_office() -> None:
    answers = named("complex")
    leading = tuple(replace(item, levels=("subject",)) for item in answers.people.deputies)
    answers = replace(answers, people=replace(answers.people, deputies=leading))
    names = [item.name for item in answers.people.deputies]
    assert len(names) > 3
    steps = parts(board(answers))[0]
    assert steps.rows[2][2] == f"заместители директора: {', '.join(names)}"
    deputies = (replace(answers.people.deputies[0], name=""), *answers.people.deputies[1:])
    people = replace(answers.people, deputies=deputies)
    steps = parts(board(replace(answers, people=people)))[0]
    assert steps.rows[2][2] == "заместители директора"


def test_only_deputies_who_lead_teachers_acquaint_them_with_the_instruction() -> None:
    answers = named("city")
    who = "заместитель директора по учебной работе Завуч 1-й"
    assert parts(board(answers))[0].rows[2][2] == who
    nobody = tuple(replace(item, levels=()) for item in answers.people.deputies)
    answers = replace(answers, people=replace(answers.people, deputies=nobody))
    both = f"{who}, заместитель директора по воспитательной работе Завуч 2-й"
    assert parts(board(answers))[0].rows[2][2] == both


def test_who_acts_for_the_head_brings_the_decision_to_the_council() -> None:
    answers = named()
    people = replace(answers.people, director="и. о. директора Ким Ю. Ю.")
    rows = parts(board(replace(answers, people=people)))[0].rows
    who = {str(row[1]).partition(" ")[0]: row[2] for row in rows}
    assert who["Принять"] == "и. о. директора, педагогический совет"
    assert who["Издать"] == "и. о. директора Ким Ю. Ю."


# Реестр


def test_the_register_tells_the_subgroups_of_a_class_apart() -> None:
    answers = named()
    subgroups = {"8А/иностранный язык": ("1", "2")}
    subjects = replace(answers.subjects, subgroups=subgroups)
    rows = tables_of(register(board(replace(answers, subjects=subjects)), {}))[0].rows
    told = [row[2] for row in rows if str(row[1]).startswith("8А · Иностранный язык")]
    assert told == ["ученики 8 «А» класса, подгруппа 1", "ученики 8 «А» класса, подгруппа 2"]


def test_the_register_lists_every_chat_with_its_state() -> None:
    source = board()
    rows = tables_of(register(source, {"2а/8А": "заметка"}))[0].rows
    assert [row[-1] for row in rows] == [chat.id for chat in source.rollout.chats]
    row = next(row for row in rows if row[-1] == "2а/8А")
    assert row[1:9] == (
        "8А · класс", "ученики 8 «А» класса", "Классная 8А, классный руководитель",
        date(2026, 12, 3), "создан", "", None, None,
    )  # fmt: skip
    assert row[14] == date(2026, 11, 26)
    assert row[16] == "заметка"
    skipped = next(row for row in rows if row[5] == "не нужен")
    assert skipped[15] == "пишем в общий чат"
    assert any(row[5] == "ждёт решения педсовета" for row in rows)


def test_the_day_of_a_tick_is_the_day_at_school() -> None:
    answers = named(timezone="Asia/Kamchatka")
    at = datetime.fromisoformat("2026-11-26T20:00:00+00:00")
    rows = tables_of(register(board(answers, done=Done(created={"1а": at})), {}))[0].rows
    assert rows[0][14] == date(2026, 11, 27)


def test_classes_are_named_to_the_last_one() -> None:
    titles = [str(row[1]) for row in parts(board(named("complex")))[2].rows]
    assert "Чат класса: 8А–8Ш, 9А–9Ш, 10А–10М, 11А–11М" in titles


def test_what_is_to_be_known_of_a_chat_stands_in_one_pair_of_brackets() -> None:
    school = ("city", "undecided", "no", "MAX with the pack", "none", "sequential", "yes", "none")
    titles = [str(row[1]) for row in parts(board_of(School(*school)))[2].rows]
    assert titles[-1].endswith(
        "(появится сам, проверить состав; по решению педагогического совета)"
    )
