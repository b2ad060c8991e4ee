"""The list of chats: views, filters, groups, order, counts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sferum_tui.rollout.answers import Group, People, Primary
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.list_choice import GROUPINGS, VIEWS, ListChoice
from sferum_tui.rollout.listing import ChatRow, GroupHeading, ListedChats, Listing, school_week
from sferum_tui.rollout.plan import Done
from tests.support.school import answers, at, rollout

NAMED = People(
    director="Орлова О. О.",
    class_teachers={"8А": "Ёжикова Е. Е.", "8Б": "Иванова И. И."},
    subject_teachers={"8А/физика": "Иванова И. И."},
)
MONDAY = at(2026, 11, 30, 14, 5)


def school(**parts: Any) -> Listing:
    parts.setdefault("people", NAMED)
    return Listing(rollout(answers(**parts)))


def done(*ids: str, skipped: tuple[str, ...] = (), auto: tuple[str, ...] = ()) -> Done:
    when = datetime(2026, 11, 26, 10).astimezone()
    return Done(dict.fromkeys(ids, when), dict.fromkeys(auto, when), dict.fromkeys(skipped, "зря"))


def board(listing: Listing, marks: Done | None = None, now: datetime = MONDAY) -> Board:
    return listing.rollout.board(marks or Done(), now)


def ids(found: ListedChats) -> list[str]:
    return [row.chat.id for row in found.rows]


def find(choice: ListChoice, marks: Done | None = None, **parts: Any) -> ListedChats:
    listing = school(**parts)
    return listing.find(board(listing, marks), choice)


# Order and groups --------------------------------------------------------------------------------


def test_whole_classes_come_before_their_subjects_and_classes_in_their_order() -> None:
    found = find(
        ListChoice(stage=2), classes={"10": ("А",), "9": ("Б",)}, subjects={"9": ("физика",)}
    )
    assert ids(found) == ["2а/9Б", "2г/9Б", "2б/9Б/физика", "2а/10А", "2г/10А"]


def test_groups_by_class_carry_their_counts() -> None:
    found = find(ListChoice(stage=2, grouping="class"), done("2а/8А", skipped=("2г/8А",)))
    headings = [line for line in found.lines if isinstance(line, GroupHeading)]
    assert headings[0] == GroupHeading("8А", 1, 3)
    assert [line.title for line in headings] == ["8А", "8Б"]


def test_one_person_is_one_group_whatever_the_role() -> None:
    found = find(ListChoice(grouping="owner"))
    titles = [line.title for line in found.lines if isinstance(line, GroupHeading)]
    assert titles[:3] == ["Ёжикова Е. Е.", "Иванова И. И.", "Орлова О. О."]
    at_first = found.lines.index(GroupHeading("Иванова И. И.", 0, 3))
    following = [
        line.chat.id for line in found.lines[at_first + 1 :][:3] if isinstance(line, ChatRow)
    ]
    assert following == ["2б/8А/физика", "2а/8Б", "2г/8Б"]


def test_roles_without_a_name_are_told_apart_and_come_last() -> None:
    found = find(ListChoice(stage=2, grouping="owner"), people=People())
    titles = [line.title for line in found.lines if isinstance(line, GroupHeading)]
    assert "Классный руководитель 8А" in titles
    assert "Учитель-предметник: физика" in titles


def test_groups_without_a_class_have_a_heading_too() -> None:
    found = find(
        ListChoice(grouping="class"), groups=(Group("Олимпиада по физике", "project", stage=2),)
    )
    titles = [line.title for line in found.lines if isinstance(line, GroupHeading)]
    assert titles == ["Руководство", "8А", "8Б", "Мини-группы", "5А", "1А", "1Б"]


@given(st.sampled_from(GROUPINGS), st.sampled_from(VIEWS), st.sets(st.integers(0, 40)))
def test_groups_part_what_is_found(grouping: Any, view: Any, ticked: set[int]) -> None:
    listing = school()
    chats = listing.rollout.chats
    marks = done(*(chats[number].id for number in ticked if number < len(chats)))
    at_a_moment = board(listing, marks)
    flat = listing.find(at_a_moment, ListChoice(view=view))
    grouped = listing.find(at_a_moment, ListChoice(view=view, grouping=grouping))
    assert sorted(ids(grouped)) == sorted(ids(flat))
    assert [line for line in grouped.lines if isinstance(line, ChatRow)] == list(grouped.rows)
    headings = [line for line in grouped.lines if isinstance(line, GroupHeading)]
    assert len({line.title for line in headings}) == len(headings), "no group comes twice"
    if grouping != "none" and flat.rows:
        assert isinstance(grouped.lines[0], GroupHeading)
        states = listing.states(at_a_moment)
        ready = sum(states[row.place] in ("created", "auto") for row in grouped.rows)
        assert sum(line.ready for line in headings) == ready


# Views -------------------------------------------------------------------------------------------


def test_today_is_what_the_board_calls_due() -> None:
    listing = school()
    marks = done(*(chat.id for chat in listing.rollout.of_stage[1]))
    now = board(listing, marks)
    found = listing.find(now, ListChoice(view="today"))
    assert set(ids(found)) == {chat.id for chat in now.due()}
    assert {row.chat.stage for row in found.rows} == {2}


def test_overdue_chats_are_those_past_their_own_last_day() -> None:
    found = find(ListChoice(view="overdue"), done("1а"))
    assert {row.chat.stage for row in found.rows} == {1}
    assert "1а" not in ids(found)


def test_a_late_class_is_overdue_by_its_own_window() -> None:
    found = find(
        ListChoice(view="overdue", stage=2),
        classes={"8": ("А", "Б")},
        opened={"8Б": date(2026, 12, 1)},
    )
    assert ids(found) == []


def test_this_week_holds_the_last_days_of_the_school_week() -> None:
    found = find(ListChoice(view="week"))
    assert {row.last_day for row in found.rows} == {date(2026, 12, 3)}


def test_a_day_whose_chats_are_all_created_is_not_told_to_be_missed() -> None:
    listing, friday = school(), at(2026, 12, 4, 9)
    every = done(*(chat.id for chat in listing.rollout.of_stage[2]))

    def heading(marks: Done) -> str:
        line = listing.find(board(listing, marks, friday), ListChoice(view="week")).lines[0]
        assert isinstance(line, GroupHeading)
        return line.title

    assert heading(Done()) == "до 3 декабря, просрочено на 1 день"
    assert heading(every) == "до 3 декабря"


@pytest.mark.parametrize(
    ("today", "week", "first", "last"),
    [
        (date(2026, 11, 30), 5, date(2026, 11, 30), date(2026, 12, 6)),
        (date(2026, 12, 4), 5, date(2026, 11, 30), date(2026, 12, 6)),
        (date(2026, 12, 5), 6, date(2026, 11, 30), date(2026, 12, 6)),
        (date(2026, 12, 5), 5, date(2026, 12, 5), date(2026, 12, 13)),
        (date(2026, 12, 6), 6, date(2026, 12, 6), date(2026, 12, 13)),
    ],
)
def test_the_school_week(today: date, week: int, first: date, last: date) -> None:
    assert school_week(today, week) == (first, last)


def test_what_presses_most_comes_first_in_a_view_of_days() -> None:
    days = [row.last_day for row in find(ListChoice(view="today")).rows]
    assert days == sorted(days)


def test_a_row_that_was_listed_stays_when_it_is_kept() -> None:
    listing = school()
    choice = ListChoice(view="today", stage=2)
    before = listing.find(board(listing), choice)
    marks = done("2а/8А")
    assert "2а/8А" not in ids(listing.find(board(listing, marks), choice))
    kept = listing.find(board(listing, marks), choice, kept=before.line_of.keys())
    assert ids(kept) == ids(before)
    assert kept.open == before.open - 1


def test_kept_rows_still_obey_the_search_and_the_stage() -> None:
    listing = school()
    everything = frozenset(listing.rollout.by_id)
    found = listing.find(board(listing), ListChoice(stage=2, query="8б"), kept=everything)
    assert {row.chat.class_name for row in found.rows} == {"8Б"}


# Filters -----------------------------------------------------------------------------------------

FILTERS: list[dict[str, Any]] = [
    {"state": "planned"},
    {"state": "created"},
    {"state": "skipped"},
    {"state": "auto"},
    {"state": "preview"},
    {"state": "overdue"},
    {"state": "due"},
    {"grade": 8},
    {"kind": "2а"},
    {"owner": "Иванова И. И."},
    {"stage": 2},
    {"query": "8а"},
    {"view": "week"},
]
MARKS = done("2а/8А", "1г", auto=("2г/8Б",), skipped=("2б/8А/физика",))


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (ListChoice(state="created"), ["1г", "2а/8А"]),
        (ListChoice(state="auto"), ["2г/8Б"]),
        (ListChoice(state="skipped"), ["2б/8А/физика"]),
        (ListChoice(state="preview"), ["4а/1А", "4а/1Б"]),
        (ListChoice(grade=8, kind="2а"), ["2а/8А", "2а/8Б"]),
        (ListChoice(owner="Ёжикова Е. Е."), ["2а/8А", "2г/8А"]),
    ],
)
def test_filters(choice: ListChoice, found: list[str]) -> None:
    assert ids(find(choice, MARKS)) == found


def test_a_mixed_class_is_found_by_each_of_its_grades() -> None:
    for grade in (1, 2, 3):
        found = find(ListChoice(grade=grade), classes={}, mixed={"1–3": 4})
        assert "4а/1–3" in ids(found)


@given(st.lists(st.sampled_from(FILTERS), max_size=4))
def test_filters_compose(chosen: list[dict[str, Any]]) -> None:
    together: dict[str, Any] = {}
    for item in chosen:
        together |= item
    listing = school()
    now = board(listing, MARKS)
    expected = set(listing.rollout.by_id)
    for key, value in together.items():
        expected &= set(ids(listing.find(now, ListChoice(**{key: value}))))
    assert set(ids(listing.find(now, ListChoice(**together)))) == expected


def test_options_say_how_many_chats_each_value_leaves() -> None:
    listing = school()
    now = board(listing, MARKS)
    choice = ListChoice(grade=8, query="ничего такого")
    for option in listing.options(now, choice):
        chosen = replace(choice, query="").with_filter(option.dimension, option.value)
        assert listing.find(now, chosen).count == option.count > 0


def test_a_filter_can_be_taken_away() -> None:
    choice = ListChoice(stage=2, query="8").with_filter("grade", "8").with_filter("kind", "2а")
    assert choice.filtered
    assert choice.with_filter("grade", "").grade is None
    assert choice.unfiltered() == ListChoice(stage=2, query="8")


# Search ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("8а род", ["2г/8А"]),
        ("8A РОД", ["2г/8А"]),
        ("8f hjl", ["2г/8А"]),
        ("ежикова", ["2а/8А", "2г/8А"]),
        ("физика 8б", ["2б/8Б/физика"]),
        ("4а", ["4а/1А", "4а/1Б"]),
        ("орлова коллектив", ["1г"]),
    ],
)
def test_search(query: str, found: list[str]) -> None:
    assert ids(find(ListChoice(query=query))) == found


def test_counts_tell_what_is_still_open() -> None:
    found = find(ListChoice(query="8а"), MARKS)
    assert (found.count, found.open) == (4, 2)
    assert find(ListChoice(stage=4)).open == 0, "a preview is not open"


def test_previews_are_listed_until_the_decision() -> None:
    assert ids(find(ListChoice(stage=4))) == ["4а/1А", "4а/1Б"]
    assert ids(find(ListChoice(stage=4), primary=Primary(decision="negative"))) == []
