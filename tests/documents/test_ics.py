"""The calendar: read again by the library and compared with the board."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar
from icalendar import Event as Entry
from msgspec.structs import replace

from sferum_tui.documents.dates import dates
from sferum_tui.documents.formats import ics
from sferum_tui.documents.model import NoDocumentError
from sferum_tui.rollout.answers import Answers
from sferum_tui.rollout.board import Board
from sferum_tui.rollout.plan import Done
from tests.documents.papers import AGREED, HARMFUL_SIGNS, REFUSED, board, harmful, named
from tests.support.program import NOW, aware


def calendar_of(source: Board, earlier: bytes = b"") -> Calendar:
    """The file of a board, read again."""
    return Calendar.from_ical(ics.write(dates(source), source.now, earlier))  # type: ignore[return-value]


def entries(
    answers: Answers | None = None, now: datetime = NOW, earlier: bytes = b""
) -> dict[str, Entry]:
    """The events by the part of their UID that tells them apart."""
    found = calendar_of(board(answers, now), earlier).walk("VEVENT")
    return {str(entry["UID"]).rsplit("-", 2)[0]: entry for entry in found}  # type: ignore[misc]


def days(entry: Entry) -> tuple[date, date]:
    """The first and the last day of an event."""
    return entry["DTSTART"].dt, entry["DTEND"].dt - timedelta(days=1)


def reminders(entry: Entry) -> list[timedelta]:
    """When its alarms ring, counted from the midnight it begins with."""
    return [alarm["TRIGGER"].dt for alarm in entry.walk("VALARM")]


def test_every_window_and_last_day_is_a_whole_day_without_a_time_zone() -> None:
    found = entries()
    assert days(found["stage-2"]) == (date(2026, 11, 30), date(2026, 12, 3))
    assert days(found["stage-2-last"]) == (date(2026, 12, 3), date(2026, 12, 3))
    assert all(entry["DTSTART"].params["VALUE"] == "DATE" for entry in found.values())
    assert "TZID" not in str(calendar_of(board()).to_ical())


def test_a_last_day_reminds_the_day_before_and_in_the_morning() -> None:
    assert reminders(entries()["stage-2-last"]) == [timedelta(hours=-15), timedelta(hours=9)]


def test_a_finished_stage_no_longer_reminds() -> None:
    assert reminders(entries()["stage-1-last"]) == []


def test_a_stage_that_waits_for_a_decision_reminds_of_the_decision_alone() -> None:
    found = entries()
    assert reminders(found["stage-4-last"]) == []
    assert len(reminders(found["decision"])) == 3
    assert len(reminders(entries(named(primary=AGREED))["stage-4-last"])) == 2


def test_the_decision_is_due_on_the_first_day_of_its_stage() -> None:
    entry = entries()["decision"]
    assert days(entry)[0] == date(2026, 12, 8)
    assert timedelta(days=-7, hours=9) in reminders(entry)
    assert "рекомендуется" in str(entry["DESCRIPTION"]).lower()


def test_a_second_export_updates_the_first() -> None:
    first = entries()
    second = entries(replace_created(named(), date(2026, 11, 25)), NOW + timedelta(hours=1))
    assert first.keys() == second.keys()
    for key, entry in first.items():
        assert entry["UID"] == second[key]["UID"]
        assert second[key]["SEQUENCE"] > entry["SEQUENCE"]
        assert second[key]["DTSTAMP"].dt > entry["DTSTAMP"].dt
    assert days(first["stage-2"]) != days(second["stage-2"])


def replace_created(answers: Answers, created: date) -> Answers:
    """The same school with its structure created on another day."""
    return replace(answers, school=replace(answers.school, structure_created=created))


def test_two_schools_in_one_calendar_keep_apart() -> None:
    other = named()
    other = replace(other, school=replace(other.school, name="Другая школа"))
    one, two = entries(), entries(other)
    assert not {str(entry["UID"]) for entry in one.values()} & {
        str(entry["UID"]) for entry in two.values()
    }


def test_what_is_called_off_is_taken_back_where_it_was_announced() -> None:
    unheard = entries(named(primary=REFUSED))
    assert not {"stage-4", "stage-4-last", "decision"} & set(unheard)
    before = board(named())
    earlier = ics.write(dates(before), before.now)
    found = entries(named(primary=REFUSED), earlier=earlier)
    assert found["stage-4"]["STATUS"] == found["stage-4-last"]["STATUS"] == "CANCELLED"
    assert found["decision"]["STATUS"] == "CANCELLED"
    assert reminders(found["stage-4-last"]) == []
    assert entries(named(primary=AGREED), earlier=earlier)["decision"]["STATUS"] == "CANCELLED"
    assert "decision" not in entries(named(primary=AGREED), earlier=b"BEGIN:VCALENDAR broken")


def test_a_school_that_is_renamed_keeps_its_events() -> None:
    answers = replace(named(), id="k7m2q9xw")
    other = replace(answers, school=replace(answers.school, name="Гимназия № 1"))
    uids = [{str(it["UID"]) for it in entries(it).values()} for it in (answers, other)]
    assert uids[0] == uids[1]
    assert all(uid.endswith("-k7m2q9xw@sferum-tui") for uid in uids[0])


def test_events_announced_before_the_plan_had_an_id_are_taken_back() -> None:
    old, new = board(named()), board(replace(named(), id="k7m2q9xw"))
    earlier = ics.write(dates(old), old.now)
    found = Calendar.from_ical(ics.write(dates(new), new.now, earlier)).walk("VEVENT")
    states = [(str(it["UID"]).endswith("-k7m2q9xw@sferum-tui"), str(it["STATUS"])) for it in found]
    assert {state for mine, state in states if not mine} == {"CANCELLED"}
    assert {state for mine, state in states if mine} == {"CONFIRMED"}
    assert len(states) == 2 * states.count((True, "CONFIRMED"))


def test_no_alarm_rings_for_what_is_past() -> None:
    late = datetime(2026, 12, 3, 8)
    assert reminders(entries(now=late)["stage-2-last"]) == [timedelta(hours=9)]
    assert reminders(entries(now=late + timedelta(hours=2))["stage-2-last"]) == []


def test_an_owner_has_a_calendar_of_his_own() -> None:
    source = board(named())
    found = dates(source, "петров п").events
    assert [(it.first, it.title) for it in found] == [
        (date(2026, 12, 3), "Сферум: 1 чат — Петров П. П.")
    ]
    with pytest.raises(NoDocumentError, match="нет открытых чатов"):
        dates(source, "никто")


def test_a_class_has_a_calendar_of_its_own() -> None:
    events = dates(board(named()), class_name="11Б").events
    assert {it.first for it in events} == {date(2026, 12, 3)}
    assert all(name.startswith("11Б") for it in events for name in it.about.split("; "))
    one = dates(board(named()), "предметник физика", "11Б").events
    assert [it.about for it in one] == ["11Б · Физика"]
    assert not {it.key for it in events} & {it.key for it in dates(board(named()), "11Б").events}


def uids(calendar: Calendar, status: str) -> set[str]:
    """The UIDs of the events that are in force, or taken back."""
    return {str(it["UID"]) for it in calendar.walk("VEVENT") if it["STATUS"] == status}


def test_an_announced_event_that_is_no_more_is_taken_back_and_nobody_elses() -> None:
    answers = named()
    late = replace(answers, classes=replace(answers.classes, opened={"8А": date(2027, 3, 1)}))
    whole = board(replace(late, id="k7m2q9xw"))
    earlier = ics.write(dates(whole), whole.now)
    found = calendar_of(board(replace(answers, id="k7m2q9xw")), earlier)
    assert uids(found, "CANCELLED") == {"class-8u410-last-k7m2q9xw@sferum-tui"}
    other = calendar_of(board(replace(answers, id="zzzzzzzz")), earlier)
    assert uids(other, "CANCELLED") == set()
    mine = ics.write(dates(whole, "петров п"), whole.now, earlier)
    assert uids(Calendar.from_ical(mine), "CANCELLED") == set()  # type: ignore[arg-type]


def test_the_calendar_tells_only_of_those_whom_the_school_moves() -> None:
    entry = entries(named("evening"))["stage-2"]
    assert str(entry["SUMMARY"]) == "Сферум, 2 этап: 10–12 классы"
    assert str(entry["DESCRIPTION"]).startswith("Ученики 10–12 классов. Чатов: ")


def test_a_school_without_classes_of_a_stage_has_no_event_for_it() -> None:
    found = entries(named("lyceum"))
    assert "stage-3" not in found
    assert "decision" not in found


def test_a_class_that_opened_later_has_a_last_day_of_its_own() -> None:
    answers = named()
    classes = replace(answers.classes, opened={"8А": date(2027, 3, 1)})
    entry = entries(replace(answers, classes=classes))["class-8u410-last"]
    assert days(entry)[0] == date(2027, 3, 11)


def test_a_shifted_last_day_says_the_official_one() -> None:
    assert "13.12.2026" in str(entries()["stage-4-last"]["DESCRIPTION"])


def test_the_stamp_is_the_moment_given_in_utc() -> None:
    entry = entries()["stage-1"]
    assert entry["DTSTAMP"].dt == aware(NOW)
    assert entry["DTSTAMP"].dt.utcoffset() == timedelta(0)


def test_names_add_no_line_to_the_calendar() -> None:
    data = ics.write(dates(board(harmful(), done=Done())), board().now).decode()
    assert not any(sign in data for sign in HARMFUL_SIGNS)
    assert data.count("BEGIN:VEVENT") == data.count("\r\nEND:VEVENT\r\n")
    assert all(len(line.encode()) <= 75 for line in data.split("\r\n"))
    calendar = Calendar.from_ical(data)
    assert calendar["PRODID"] == "-//sferum-tui//sferum-tui//RU"
    assert calendar["VERSION"] == "2.0"
