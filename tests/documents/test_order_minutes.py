"""What the order and the minutes say."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from sferum_tui.documents.minutes import minutes
from sferum_tui.documents.model import Point
from sferum_tui.documents.order import order
from sferum_tui.rollout.answers import Primary, Votes
from tests.documents.papers import (
    AGREED,
    REFUSED,
    VOTES,
    board,
    named,
    tables_of,
    text_of,
    words,
)

# Приказ


def test_the_order_rests_on_the_documents_of_the_source() -> None:
    text = words("order")
    for number in ("№ 2040", "№ 04-127", "№ 04-643"):
        assert number in text
    assert "ПРИКАЗЫВАЮ:" in text
    assert "ПРОЕКТ" in text


def test_the_order_numbers_its_points_and_leaves_blanks() -> None:
    points = [block for block in order(board()).blocks if isinstance(block, Point)]
    assert [point.number for point in points] == [f"{n}." for n in range(1, len(points) + 1)]
    assert any("____" in point.text for point in points)


def test_the_order_names_everybody_who_creates_chats_with_a_day() -> None:
    people = tables_of(order(board()))[1].rows
    named_rows = {row[2]: row for row in people}
    assert "Орлова М. К." not in named_rows  # the head signs it
    assert named_rows["Классная 8А"][1] == "Классный руководитель 8А"
    assert named_rows["Классная 8А"][3] == date(2026, 12, 3)
    assert named_rows["Предметник физика"][1] == "Учитель-предметник: физика"
    assert people[-1][1:] == ("", "", None, "", "")


@pytest.mark.parametrize(
    ("primary", "said"),
    [
        (Primary(), "до 08.12.2026: перевод рекомендуется по решению"),
        (AGREED, "по решению педагогического совета от 20.11.2026, протокол № 4"),
        (REFUSED, "Чаты начальных классов не создавать"),
    ],
)
def test_the_order_says_what_becomes_of_the_primary_classes(primary: Primary, said: str) -> None:
    assert said in words("order", board(named(primary=primary)))


def test_a_planned_structure_becomes_a_point_of_the_order() -> None:
    assert "создать структуру школы" not in words("order")
    assert "создать структуру школы" in words("order", board(named(planned=True)))


def test_chats_that_wait_for_a_decision_are_not_ordered() -> None:
    rows = tables_of(order(board()))[0].rows
    assert {row[0] for row in rows} == {1, 2, 3}
    assert {row[0] for row in tables_of(order(board(named(primary=AGREED))))[0].rows} == {
        1,
        2,
        3,
        4,
    }


# Выписка


def test_the_minutes_hold_the_vote_with_its_sums() -> None:
    text = words("minutes", board(named(primary=AGREED)))
    assert "Членов педагогического совета: 40" in text
    assert "31; кворум есть: нужно не менее 20 (не менее половины членов)" in text
    assert "«за» — 25, «против» — 4, «воздержались» — 2; всего 31." in text
    assert "больше половины присутствующих: решение принято" in text
    assert "классы 3–4, чатов — 6" in text
    assert "№ 4" in text
    assert "ПРОЕКТ" not in text


def test_the_minutes_of_a_refusal_create_nothing() -> None:
    text = words("minutes", board(named(primary=REFUSED)))
    assert "решение не принято" in text
    assert "в «Сферум» не переводить" in text


def test_an_undecided_school_gets_a_draft_with_variants_to_tick() -> None:
    document = minutes(board())
    points = [block for block in document.blocks if isinstance(block, Point)]
    assert [point.number for point in points] == ["1.", "□", "□", "□"]
    assert "«за» — ____" in text_of(document)


@pytest.mark.parametrize(
    ("chair", "said"), [("for", "— «за»"), ("against", "— «против»"), ("", "не больше половины")]
)
def test_a_tie_is_explained_by_the_chair(chair: str, said: str) -> None:
    votes = Votes(40, 30, 15, 15, 0, chair=chair)  # type: ignore[arg-type]
    outcome = "positive" if chair == "for" else "negative"
    primary = replace(AGREED, decision=outcome, votes=votes)
    assert said in words("minutes", board(named(primary=primary)))


def test_a_decision_without_a_count_leaves_blanks() -> None:
    primary = replace(AGREED, votes=None, minutes="", date=None)
    text = words("minutes", board(named(primary=primary)))
    assert "«за» — ____" in text
    assert "№ ____" in text


def test_a_quorum_of_two_thirds_is_named() -> None:
    primary = replace(AGREED, votes=replace(VOTES, quorum="two_thirds"))
    assert "не менее 27 (не менее двух третей членов)" in words(
        "minutes", board(named(primary=primary))
    )


def test_a_school_without_primary_classes_has_minutes_about_the_move() -> None:
    text = words("minutes", board(named("lyceum")))
    assert "О переходе школы" in text
    assert "начальных классов" not in text
